# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Screening: which of many factors matter at all, by Morris' elementary effects on common random numbers."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright._display import lines, picture, table
from linewright.designs import Design
from linewright.factors import Factors, factors_of
from linewright.result import Interval, Result, _frame, _interval_text
from linewright.study import Study, _unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from linewright.plant import Plant
    from linewright.questions import Figure

_MEANING = (
    "mu*: mean size of the effect; mu: mean effect with its sign; sigma: how much it varies with the others' values; "
    "luck: what mu* would be without any effect"
)
_THROUGHPUT: Figure = ("plant", "", "throughput")


class FactorEffect(NamedTuple):
    """What a factor does to a figure on its way from its least to its largest value, all else being anywhere."""

    name: str
    mu: Interval
    """The mean effect: which way it goes. Near 0 with a large `mu_star`: up here, down there."""
    mu_star: Interval
    """The mean size of the effect, whichever way: what factors are ranked by."""
    sigma: Interval
    """How much the effect varies with where the others stand: interactions and curvature. Luck is in it, too."""
    together: float
    """The half-width of `mu_star` for all factors together (Bonferroni)."""
    luck: float
    """What `mu_star` would be on average if there were nothing but luck in the effects."""
    verdict: str
    """``"nothing"`` (no effect anywhere, exactly), ``"matters"`` (clearly more than luck, over all factors together) or
    ``"unclear"``."""


class Trajectories(Design):
    """Morris' design: paths through the factors' values on which each factor is moved once, alone."""

    def __init__(
        self, factors: Factors, trajectories: int = 10, levels: int = 4, seed: int = 1, plant: Plant | None = None
    ) -> None:
        """So many paths; a factor that takes any value between two has `levels` of them."""
        made = factors_of(factors)
        if trajectories < 2 or levels < 2:
            raise ValueError(f"a screening needs at least 2 trajectories and 2 levels, not {trajectories} and {levels}")
        draw = random.Random(seed)
        paths: list[list[dict[str, Any]]] = []
        self._moved: list[list[str]] = []
        for _ in range(trajectories):
            ways = {factor.name: _way(factor.spread(levels), draw) for factor in made}
            keys = {factor.name: draw.random() for factor in made}
            order = sorted(ways, key=keys.__getitem__)
            point = {name: begin for name, (begin, _) in ways.items()}
            path = [point]
            for name in order:
                point = {**point, name: ways[name][1]}
                path.append(point)
            paths.append(path)
            self._moved.append(order)
        kind = f"{trajectories} trajectories of Morris, seed {seed}"
        super().__init__(made, itertools.chain.from_iterable(paths), plant, kind)
        number = {repr(point): k for k, point in enumerate(self.points)}
        self.paths = [[number[repr(point)] for point in path] for path in paths]
        """By trajectory: the places of its scenarios in the design, in their order."""

    def effects(
        self,
        values: Study | Mapping[str, Sequence[float]] | Sequence[Sequence[float]],
        figure: Figure = _THROUGHPUT,
        confidence: float = 0.95,
        unit: str = "",
    ) -> Screening:
        """The effects of all factors.

        `values` is a study of these scenarios, of which `figure` is taken (with its confidence); or the values of
        a function: for each scenario, in order or by name, one value a replication. Raises ValueError where a scenario
        or a replication lacks its value.
        """
        study = values if isinstance(values, Study) else None
        if study is not None:
            self.results(study, figure)  # refuses another design's study
            rows = [values_of(study[s.name], figure) for s in self]
            confidence = study[study.base].confidence
        else:
            listed: Any = values
            given = [listed[s.name] for s in self] if isinstance(values, Mapping) else listed
            rows = [[float(value) for value in row] for row in given]
        counts = {len(row) for row in rows}
        if len(rows) != len(self) or len(counts) != 1 or 0 in counts:
            said = ", ".join(map(str, sorted(counts)))
            raise ValueError(
                f"there are {len(rows)} rows of {said} values; each of the {len(self)} scenarios needs a row, all of "
                "as many replications"
            )
        if not all(math.isfinite(value) for row in rows for value in row):
            raise ValueError("a value is no finite number: each scenario needs one for each replication")
        made = [self._effect(factor.name, rows, confidence) for factor in self.factors]
        made.sort(key=lambda effect: -effect.mu_star.mean)
        name = _unit_of(study[study.base], figure) if study is not None else unit
        return Screening(figure, name, confidence, made, self, study)

    def _effect(self, name: str, rows: Sequence[Sequence[float]], confidence: float) -> FactorEffect:
        factor = next(factor for factor in self.factors if factor.name == name)
        table = []  # a row for each trajectory: its effect in each replication
        for path, moved in zip(self.paths, self._moved, strict=True):
            at = moved.index(name)
            before, after = path[at], path[at + 1]
            way = factor.place(self.points[after][name]) - factor.place(self.points[before][name])
            table.append([(b - a) / way for a, b in zip(rows[before], rows[after], strict=True)])
        return _summed(name, table, confidence, len(self.factors))


def _way(values: Sequence[Any], draw: random.Random) -> tuple[Any, Any]:
    """From where to where a factor is moved: half of its values on, upward or downward."""
    jump = len(values) // 2
    low = int(draw.random() * (len(values) - jump))
    ends = values[low], values[low + jump]
    return ends if draw.random() < 0.5 else ends[::-1]


def _summed(name: str, table: Sequence[Sequence[float]], confidence: float, factors: int) -> FactorEffect:
    """The measures of one factor from its effects by trajectory and replication."""
    means = [math.fsum(row) / len(row) for row in table]
    # The size, replication by replication: each effect counted the way that it goes on average.
    sized = [[value if mean >= 0 else -value for value in row] for row, mean in zip(table, means, strict=True)]
    together = 1 - (1 - confidence) / factors
    mu, _ = _crossed(table, confidence, together)
    mu_star, wide = _crossed(sized, confidence, together)
    sigma = Interval(*_core.t_interval(means, confidence)).sd
    half = Interval(*_core.t_interval(_jackknifed(means), confidence)).half_width if len(means) > 2 else math.nan
    sizes = [abs(mean) for mean in means]
    n = len(table[0])
    luck = 0.0
    if n > 1:
        spread = [Interval(*_core.t_interval(row, confidence)).sd / math.sqrt(n) for row in table]
        luck = math.sqrt(2 / math.pi) * math.fsum(spread) / len(spread)
    verdict = "unclear"
    if all(value == 0 for row in table for value in row):
        verdict = "nothing"
    elif mu_star.mean - wide > luck:
        verdict = "matters"
    spread_of_all = Interval(sigma, half, math.nan, min(sizes), max(sizes), len(means))
    return FactorEffect(name, mu, mu_star, spread_of_all, wide, luck, verdict)


def _crossed(table: Sequence[Sequence[float]], confidence: float, together: float) -> tuple[Interval, float]:
    """The mean over trajectories and replications; all trajectories share the luck of a replication.

    The variance is that over trajectories plus that over replications, each of the other's means: what belongs to both
    is counted twice, on the safe side. Degrees of freedom by F. E. Satterthwaite, Biometrics Bulletin 2 (1946) 110-114.
    """
    by_row = [math.fsum(row) / len(row) for row in table]
    by_column = [math.fsum(column) / len(column) for column in zip(*table, strict=True)]
    rows = Interval(*_core.t_interval(by_row, confidence))
    parts = [(rows.sd**2 / rows.n, rows.n - 1)]
    if len(by_column) > 1:
        columns = Interval(*_core.t_interval(by_column, confidence))
        parts.append((columns.sd**2 / columns.n, columns.n - 1))
    variance = math.fsum(part for part, _ in parts)
    half = wide = 0.0
    if variance > 0:
        freedom = variance**2 / math.fsum(part**2 / free for part, free in parts)
        half, wide = (
            _core.t_quantile((1 + sure) / 2, freedom) * math.sqrt(variance) for sure in (confidence, together)
        )
    return Interval(rows.mean, half, rows.sd, rows.least, rows.most, rows.n), wide


def _jackknifed(values: Sequence[float]) -> list[float]:
    """Pseudo-values of the standard deviation (R. G. Miller, Biometrika 61 (1974) 1-15)."""

    def sd(some: Sequence[float]) -> float:
        mean = math.fsum(some) / len(some)
        return math.sqrt(math.fsum((v - mean) ** 2 for v in some) / (len(some) - 1))

    n, whole = len(values), sd(values)
    return [n * whole - (n - 1) * sd([*values[:k], *values[k + 1 :]]) for k in range(n)]


def values_of(result: Result, figure: Figure) -> list[float]:
    """One figure of every replication, in their order. Raises KeyError for a figure that isn't there."""
    result.figure(*figure)
    names, numbers, table = result._core.replication_table()
    at = [tuple(row[:3]) for row in names].index(figure)
    values = [float(value) for value in table[:, at]]
    lacking = [str(number) for number, value in zip(numbers, values, strict=True) if math.isnan(value)]
    if lacking:
        raise ValueError(
            f"{' '.join(filter(None, figure))}: replication {', '.join(lacking)} lacks this figure. Take another one, "
            "or a longer horizon"
        )
    return values


def _unit_of(result: Result, figure: Figure) -> str:
    return next((str(row[3]) for row in result._core.summary_rows() if tuple(row[:3]) == figure), "")


class Screening:
    """Which factors matter, the one with the largest effects first."""

    def __init__(
        self,
        figure: Figure,
        unit: str,
        confidence: float,
        effects: list[FactorEffect],
        design: Trajectories,
        study: Study | None,
    ) -> None:
        """Made by `screen` and `Trajectories.effects`."""
        self.figure = figure
        """What the effects are on."""
        self.unit = unit
        """Of the figure and its effects."""
        self.confidence = confidence
        """Of the intervals."""
        self.effects = effects
        """A `FactorEffect` for each factor, the largest `mu_star` first."""
        self.design = design
        """What was run."""
        self.study = study
        """Its results; None for the values of a function."""

    def __len__(self) -> int:
        """How many factors there are."""
        return len(self.effects)

    def __iter__(self) -> Iterator[FactorEffect]:
        """The effects, the largest first."""
        return iter(self.effects)

    def __getitem__(self, name: str) -> FactorEffect:
        """The effect of one factor."""
        for effect in self.effects:
            if effect.name == name:
                return effect
        raise KeyError(
            f"no factor {name!r}. {_core.did_you_mean(name, [effect.name for effect in self.effects], 'factor')}"
        )

    @property
    def matter(self) -> list[str]:
        """The factors that clearly do something, the largest first."""
        return [effect.name for effect in self.effects if effect.verdict == "matters"]

    @property
    def nothing(self) -> list[str]:
        """The factors that did nothing anywhere, exactly."""
        return [effect.name for effect in self.effects if effect.verdict == "nothing"]

    def frame(self) -> pd.DataFrame:
        """A row for each factor: mu, mu_star, sigma with half-widths, together, luck, verdict."""
        rows = [
            (*itertools.chain((e.name,), *((i.mean, i.half_width) for i in e[1:4])), e.together, e.luck, e.verdict)
            for e in self.effects
        ]
        columns = ["factor", "mu", "mu_half_width", "mu_star", "mu_star_half_width", "sigma", "sigma_half_width"]
        return _frame(rows, [*columns, "together", "luck", "verdict"])

    def plot(self, *, ax: Axes | None = None) -> Axes:
        """The size of each factor's effect with its interval, how much it varies, and luck; see `plot.screening`."""
        from linewright.plot import screening as draw

        return draw(self, ax=ax)

    # ---- display

    def _caption(self) -> list[str]:
        measure = self.figure[2].replace("_", " ")
        where = " ".join(filter(None, (self.figure[1], measure)))
        _, name = _unit(self.unit, self._largest(), self._currency())
        name = "percentage points" if self.unit == "share" else name
        each = f"{100 * self.confidence:.4g} % intervals"
        first = (
            f"effects on {where}{f', {name}' if name else ''}, from each factor's least value to its largest; {each}"
        )
        n = "" if self.study is None else f", {len(self.study[self.study.base])} replications of each on the same seeds"
        return [first, f"{self.design.kind}, {len(self.design)} scenarios{n}"]

    def _largest(self) -> float:
        return max((abs(effect.mu_star.mean) for effect in self.effects), default=0.0)

    def _currency(self) -> str:
        return "" if self.study is None else self.study[self.study.base].currency or ""

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        scale, _ = _unit(self.unit, self._largest(), "")
        head = ["factor", "mu*", "mu", "sigma", "luck", ""]
        rows = [
            [
                e.name,
                *(_rounded(i, 1e-9 * self._largest(), scale) for i in (e.mu_star, e.mu, e.sigma)),
                f"{e.luck * scale:.2g}",
                e.verdict,
            ]
            for e in self.effects
        ]
        return head, rows

    def __repr__(self) -> str:
        """A row for each factor."""
        head, rows = self._cells()
        return "\n".join([*self._caption(), lines(rows, head)])

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        shown = table(rows, head, caption=self._caption(), notes=[_MEANING])
        return shown + picture(lambda ax: self.plot(ax=ax), max(2.2, 1.8 + 0.24 * len(rows)), self._caption()[0])


def _rounded(value: Interval, dust: float, scale: float) -> str:
    """The interval without the dust of rounding, where the effect is the same everywhere."""
    mean, half = (0.0 if abs(part) < dust else part * scale for part in (value.mean, value.half_width))
    return _interval_text(mean, half)


def screen(
    plant: Plant,
    factors: Factors,
    horizon: Any = "8 h",
    warmup: Any = "0 s",
    replications: int = 5,
    *,
    figure: Figure = _THROUGHPUT,
    trajectories: int = 10,
    levels: int = 4,
    design_seed: int = 1,
    **options: Any,
) -> Screening:
    """Which of many factors matter: Morris' elementary effects of each on a figure.

    Each of `trajectories` random paths begins somewhere and moves every factor once, in random order, by half of its
    range (a factor that takes any value between two has `levels`); the change of the figure, per whole range, is an
    elementary effect. That takes trajectories x (factors + 1) scenarios. All run on the same seeds (`options` are
    those of `compare`), so that an effect isn't drowned in noise, and a factor that does nothing has effects of
    exactly 0. The same `design_seed` gives the same paths everywhere.

    M. D. Morris, Technometrics 33 (1991) 161-174; mu* by F. Campolongo, J. Cariboni, A. Saltelli, Environmental
    Modelling & Software 22 (2007) 1509-1518. Intervals: see docs/statistics.md. Raises EditError and PlantError with
    all factors that can't be set, ValueError for fewer than two trajectories, levels or replications.
    """
    from linewright.comparing import compare

    if replications < 2:
        raise ValueError(f"a screening needs at least 2 replications to tell effects from luck, not {replications}")
    design = Trajectories(factors, trajectories, levels, design_seed, plant)
    return design.effects(compare(design, horizon, warmup, replications, plant=plant, **options), figure)
