# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Designs: which scenarios to run so that all factors are seen, on a grid, a Latin hypercube or a Sobol' sequence.

A design is a list of scenarios for `compare`, and plain data: it can be written to a file and run elsewhere.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, overload

from linewright._display import lines, table
from linewright.factors import Factor, Factors, Point, check_on, check_point, factors_of, scenario_at, value_text
from linewright.result import _frame

if TYPE_CHECKING:
    import pandas as pd

    from linewright.plant import Plant
    from linewright.questions import Figure
    from linewright.scenario import Scenario
    from linewright.study import Study

MOST = 1000
"""Scenarios of a design; more are refused unless asked for."""


class Design(Sequence["Scenario"]):
    """Points of factors, and the scenario of each: ``lw.compare(design, "30 d", plant=plant)`` runs them.

    `grid`, `latin_hypercube` and `sobol` make one; points of your own (dicts with a value by the name of each factor)
    make one, too. Points that are there twice are kept once. With `plant` it is said at once what can't be changed.
    Raises EditError with all that is wrong with the factors, ValueError with all that is wrong with the points.
    """

    def __init__(
        self, factors: Factors, points: Iterable[Point], plant: Plant | None = None, kind: str = "points given"
    ) -> None:
        """Factors and points."""
        self.factors = factors_of(factors)
        """What is changed."""
        self.kind = kind
        """How the points were chosen, in words."""
        listed = list(points)
        wrong: list[str] = []
        kept: dict[str, dict[str, Any]] = {}
        for k, point in enumerate(listed):
            try:
                good = check_point(self.factors, point, f"point {k + 1}")
            except (ValueError, TypeError) as error:
                wrong.append(str(error))
                continue
            kept.setdefault(repr(good), good)
        if wrong:
            raise ValueError("\n".join(wrong))
        if not kept:
            raise ValueError("a design needs a point: none was given")
        if plant is not None:
            check_on(self.factors, plant)
        self.points = list(kept.values())
        """A value by the name of each factor, in the order of the scenarios."""
        self.repeated = len(listed) - len(self.points)
        """How many points were there before: they are run once."""
        wide = len(str(len(self.points)))
        self.scenarios = [scenario_at(f"#{k + 1:0{wide}}", self.factors, point) for k, point in enumerate(self.points)]
        """By number: "#01", "#02", ..."""

    def __len__(self) -> int:
        """How many scenarios there are."""
        return len(self.scenarios)

    @overload
    def __getitem__(self, at: int) -> Scenario: ...
    @overload
    def __getitem__(self, at: slice) -> list[Scenario]: ...
    def __getitem__(self, at: int | slice) -> Scenario | list[Scenario]:
        """A scenario by its place."""
        return self.scenarios[at]

    def frame(self) -> pd.DataFrame:
        """A row for each scenario, a column for each factor."""
        rows = [(s.name, *point.values()) for s, point in zip(self.scenarios, self.points, strict=True)]
        return _frame(rows, ["scenario", *(factor.name for factor in self.factors)])

    def results(self, study: Study, *figures: Figure) -> DesignTable:
        """The factors' values beside the figures of a study of these scenarios, with intervals.

        `figures` are named as in `Result.summary` (kind, element, measure); none given: those that the study shows.
        Raises ValueError where the study lacks a scenario, KeyError where it lacks a figure.
        """
        return DesignTable(self, study, figures)

    # ---- display

    def _cells(self) -> list[list[str]]:
        return [
            [s.name, *(value_text(factor, point[factor.name]) for factor in self.factors)]
            for s, point in zip(self.scenarios, self.points, strict=True)
        ]

    def _head(self) -> str:
        again = f" ({self.repeated} more were equal to others)" if self.repeated else ""
        many = f"{len(self)} scenario{'s' * (len(self) != 1)}"
        return f"{many} of {len(self.factors)} factor{'s' * (len(self.factors) != 1)}: {self.kind}{again}"

    def __repr__(self) -> str:
        """A row for each scenario; of a long design the first and the last."""
        head = ["", *(factor.name for factor in self.factors)]
        return f"{self._head()}\n{lines(_ends(self._cells()), head)}"

    def _repr_html_(self) -> str:
        head = ["", *(factor.name for factor in self.factors)]
        return table(_ends(self._cells()), head, caption=[self._head()])


def _ends(rows: list[list[str]], most: int = 40) -> list[list[str]]:
    if len(rows) <= most:
        return rows
    return [*rows[: most // 2], ["..."] * len(rows[0]), *rows[-most // 4 :]]


class DesignTable:
    """What came of a design: factors' values beside figures."""

    def __init__(self, design: Design, study: Study, figures: Sequence[Figure] = ()) -> None:
        """Made by `Design.results`."""
        self.design = design
        """What was run."""
        self.study = study
        """Where the figures are from."""
        lacking = [scenario.name for scenario in design if scenario.name not in study.results]
        other = [s.name for s in design if s.name not in lacking and study.scenarios.get(s.name) != s]
        if lacking or other:
            what = f"lacks {', '.join(lacking)}" if lacking else f"has other scenarios as {', '.join(other)}"
            raise ValueError(f"the study {what}: it isn't one of this design. Run compare(design, ..., plant=plant)")
        shown = figures or tuple(study._shown())
        for figure in shown:
            for scenario in design:
                study[scenario.name].figure(*figure)  # it is there
        self.figures: list[Figure] = [(kind, element, measure) for kind, element, measure in shown]
        """As kind, element, measure."""

    def frame(self) -> pd.DataFrame:
        """A row for each scenario.

        Columns: scenario, the factors, and for each figure its name (the mean), ``... half_width`` (of the interval),
        ``... difference`` from the study's base, replication by replication, and ``... verdict`` over all at once.
        """
        names = [_label(figure, self.figures) for figure in self.figures]
        columns = ["scenario", *(factor.name for factor in self.design.factors)]
        columns += [f"{name}{more}" for name in names for more in ("", " half_width", " difference", " verdict")]
        rows = []
        for scenario, point in zip(self.design.scenarios, self.design.points, strict=True):
            row: tuple[Any, ...] = (scenario.name, *point.values())
            for figure in self.figures:
                value = self.study[scenario.name].figure(*figure)
                against = self.study.difference(scenario.name, *figure)
                row += (value.mean, value.half_width, against.difference.mean, against.verdict)
            rows.append(row)
        return _frame(rows, columns)

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        from linewright.study import _unit

        head = ["", *(factor.name for factor in self.design.factors)]
        columns = []
        for figure in self.figures:
            rows = [self.study.difference(s.name, *figure) for s in self.design]
            currency = self.study.results[self.study.base].currency or ""
            scale, unit = _unit(rows[0].unit, max((abs(row.value.mean) for row in rows), default=0.0), currency)
            head.append(", ".join(filter(None, (_label(figure, self.figures).replace("_", " "), unit))))
            star = ["*" if row.verdict in ("lower", "higher") else "" for row in rows]
            columns.append([f"{row.value.scaled(scale)} {mark}".rstrip() for row, mark in zip(rows, star, strict=True)])
        cells = [[*row, *(column[k] for column in columns)] for k, row in enumerate(self.design._cells())]
        return head, cells

    def _caption(self) -> list[str]:
        return [self.design._head(), f'{self.study._head()[0]}; * differs from "{self.study.base}", all at once']

    def __repr__(self) -> str:
        """A row for each scenario."""
        head, cells = self._cells()
        return "\n".join([*self._caption(), lines(cells, head)])

    def _repr_html_(self) -> str:
        head, cells = self._cells()
        return table(cells, head, caption=self._caption())


def _label(figure: Figure, figures: Sequence[Figure]) -> str:
    """The measure, and as much more as it takes to tell it from the others."""
    kind, element, measure = figure
    if element:
        return f"{element} {measure}"
    return measure if sum(other[1:] == figure[1:] for other in figures) == 1 else f"{kind} {measure}"


# ---- the designs


def grid(factors: Factors, levels: int = 3, plant: Plant | None = None, *, most: int = MOST) -> Design:
    """Every combination of the factors' values (full factorial), the last factor changing first.

    A factor with levels (whole numbers, a list, a step) has all of them; one that takes any value between two has
    `levels` evenly spread. With `plant` it is said at once what can't be changed. Raises EditError with all that is
    wrong with the factors, ValueError for more than `most` combinations.
    """
    made = factors_of(factors)
    if levels < 2:
        raise ValueError(f"a grid needs levels of at least 2, not {levels}")
    choices = [factor.spread(levels) if factor.levels is None else list(factor.levels) for factor in made]
    number = math.prod(map(len, choices))
    if number > most:
        sizes = " x ".join(str(len(choice)) for choice in choices)
        raise ValueError(
            f"{sizes} levels are {number} combinations, more than {most}: allow fewer levels, take a Latin hypercube "
            "or a Sobol' design, or raise most"
        )
    names = [factor.name for factor in made]
    points = [dict(zip(names, values, strict=True)) for values in itertools.product(*choices)]
    return Design(made, points, plant, f"full grid, {' x '.join(str(len(choice)) for choice in choices)} levels")


def latin_hypercube(
    factors: Factors, points: int, seed: int = 1, plant: Plant | None = None, *, tries: int = 100
) -> Design:
    """So many points, of which every factor has one in each of as many equal parts of its range.

    Of `tries` random ones the most even is taken: the least centred discrepancy, as `scipy.stats.qmc` measures it.
    Each value stands in the middle of its part. The same seed gives the same design with every version of Python and
    SciPy. Of a factor with few levels several parts share one; points that are then equal are kept once. M. D. McKay,
    R. J. Beckman, W. J. Conover, Technometrics 21 (1979) 239-245; the measure by F. J. Hickernell, Mathematics of
    Computation 67 (1998) 299-322. Raises EditError for the factors, ValueError for fewer than two points.
    """
    made = factors_of(factors)
    if points < 2 or tries < 1:
        raise ValueError(f"a Latin hypercube needs at least 2 points and 1 try, not {points} and {tries}")
    qmc = _qmc()
    draw = random.Random(seed)
    best: list[list[float]] = []
    least = math.inf
    for _ in range(tries):
        columns = []
        for _ in made:
            keys = [draw.random() for _ in range(points)]
            order = sorted(range(points), key=keys.__getitem__)
            columns.append([(k + 0.5) / points for k in order])
        rows = [list(row) for row in zip(*columns, strict=True)]
        uneven = float(qmc.discrepancy(rows))
        if uneven < least * (1 - 1e-9):  # rounding must not decide between equal ones
            best, least = rows, uneven
    return Design(made, _at(made, best), plant, f"Latin hypercube of {points} points, seed {seed}")


def sobol(factors: Factors, points: int, seed: int | None = 1, plant: Plant | None = None) -> Design:
    """The first points of Sobol's sequence: evenly spread however many there are, best for 8, 16, 32, 64, ...

    The sequence is that of `scipy.stats.qmc` (direction numbers of S. Joe, F. Y. Kuo, SIAM Journal on Scientific
    Computing 30 (2008) 2635-2654). It is shifted digit by digit with numbers drawn for the `seed` (P. L'Ecuyer, C.
    Lemieux, in Modeling Uncertainty, 2002), so that another seed gives another design that is as even; with None it
    isn't shifted and begins at the low end of all factors. The same seed gives the same design with every version of
    Python and SciPy. Points that are equal, for want of levels, are kept once. Raises EditError for the factors,
    ValueError for fewer than two points.
    """
    made = factors_of(factors)
    if points < 2:
        raise ValueError(f"a Sobol' design needs at least 2 points, not {points}")
    bits = 30
    sequence = _qmc().Sobol(len(made), scramble=False, bits=bits).random_base2(math.ceil(math.log2(points)))[:points]
    draw = random.Random(seed)
    shifts = [0 if seed is None else int(draw.random() * 2**bits) for _ in made]
    rows = [
        [(int(share * 2**bits) ^ shift) / 2**bits for share, shift in zip(row, shifts, strict=True)] for row in sequence
    ]
    how = f"Sobol' sequence, {points} points" + ("" if seed is None else f", seed {seed}")
    return Design(made, _at(made, rows), plant, how)


def _at(factors: Sequence[Factor], rows: Iterable[Sequence[float]]) -> list[dict[str, Any]]:
    return [{f.name: f.at(share) for f, share in zip(factors, row, strict=True)} for row in rows]


def _qmc() -> Any:
    try:
        from scipy.stats import qmc
    except ImportError as error:
        raise ImportError(
            "Latin hypercubes and Sobol' designs take SciPy, which is not installed: pip install 'linewright[design]'"
        ) from error
    return qmc
