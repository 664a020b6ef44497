# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The front of headcount against output: for each number of people the best split that was found, and what it gives."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright._display import lines, picture, table
from linewright.comparing import compare
from linewright.errors import EditError
from linewright.factors import Factor, _plain, check_on, scenario_at
from linewright.optimising import FRESH
from linewright.questions import THROUGHPUT, Figure, _run_all, _unit_of
from linewright.result import Interval, _frame, _human
from linewright.screening import values_of
from linewright.study import _SMALL_IS_GOOD, _unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from linewright.plant import Plant
    from linewright.study import Study

Split = tuple[int, ...]


class FrontPoint(NamedTuple):
    """A number of people, their best split that was found, and what it gives on fresh replications."""

    people: int
    """All together."""
    counts: Split
    """Of each path, in the order of `Front.paths`."""
    value: Interval
    """The figure, on replications that the split wasn't chosen by."""
    verdict: str
    """``"front"``: better than every smaller number, clearly. ``"no better"``: a smaller number gives as much.
    ``"unclear"``: better on average, but it can't be told apart from a smaller number."""
    gain: Interval | None
    """The figure less that of the best smaller number, replication by replication; None for the fewest people."""
    splits: int
    """How many splits of this number were tried."""
    all_splits: bool
    """Whether those are all that there are."""


@dataclass(frozen=True)
class Front:
    """What people bring, however they are split over skills and shifts."""

    paths: list[str]
    """What was set."""
    figure: Figure
    largest: bool
    """Whether more of the figure is better."""
    unit: str
    points: list[FrontPoint]
    """From the fewest people to the most."""
    study: Study
    """The best split of each number, on fresh replications; by number of people."""
    tried: dict[Split, Interval] = field(default_factory=dict)
    """Every split that was tried, on the replications of the search: the best of them are flattered."""
    replications: int = 0
    """How many were run in all."""
    minutes: float = 0.0
    """How long that took."""

    @property
    def front(self) -> list[FrontPoint]:
        """The numbers of people that are clearly better than every smaller one."""
        return [point for point in self.points if point.verdict == "front"]

    def __len__(self) -> int:
        """How many numbers of people there are."""
        return len(self.points)

    def __iter__(self) -> Iterator[FrontPoint]:
        """The points, from the fewest people on."""
        return iter(self.points)

    def __getitem__(self, people: int) -> FrontPoint:
        """The point of one number of people."""
        for point in self.points:
            if point.people == people:
                return point
        numbers = ", ".join(str(point.people) for point in self.points)
        raise KeyError(f"{people} people weren't tried; there are points for {numbers}")

    def frame(self) -> pd.DataFrame:
        """A row for each number: the counts, mean, half_width, gain over the best smaller number, verdict."""
        rows = [
            (p.people, *p.counts, p.value.mean, p.value.half_width)
            + ((math.nan, math.nan) if p.gain is None else (p.gain.mean, p.gain.half_width))
            + (p.verdict, p.splits, p.all_splits)
            for p in self.points
        ]
        columns = ["people", *self.paths, "mean", "half_width", "gain", "gain_half_width", "verdict"]
        return _frame(rows, [*columns, "splits", "all_splits"])

    def plot(self, *, ax: Axes | None = None) -> Axes:
        """The figure against people, the front as a line; see `plot.front`."""
        from linewright.plot import front as draw

        return draw(self, ax=ax)

    # ---- display

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        currency = self.study[self.study.base].currency or ""
        scale, unit = _unit(self.unit, max(abs(p.value.mean) for p in self.points), currency)
        what = " ".join(filter(None, (self.figure[1], self.figure[2].replace("_", " "))))
        named = ", ".join(filter(None, (what, unit)))
        head = ["people", *(short_path(path) for path in self.paths), named, "against fewer", ""]
        rows = []
        for p in self.points:
            gain = "" if p.gain is None else str(p.gain.scaled(scale))
            rows.append([str(p.people), *map(str, p.counts), str(p.value.scaled(scale)), gain, p.verdict])
        return head, rows

    def _caption(self) -> list[str]:
        fresh = len(self.study[self.study.base])
        sure = f"{100 * self.study[self.study.base].confidence:.4g} % intervals"
        some = "" if all(p.all_splits for p in self.points) else "; not all splits were tried"
        what = f"{'largest' if self.largest else 'smallest'} {' '.join(filter(None, self.figure[1:]))}"
        return [
            f"{what.replace('_', ' ')} for each number of people, {fresh} fresh replications, {sure}",
            f"{len(self.tried)} splits tried, {self.replications} replications in all{some}",
        ]

    def __repr__(self) -> str:
        """A row for each number of people."""
        head, rows = self._cells()
        return "\n".join([*self._caption(), lines(rows, head)])

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        first, second = self._caption()
        took = " ".join(_human(60 * self.minutes, math.nan, "s"))
        shown = table(rows, head, caption=[first, f"{second}; it took {took}"])
        return shown + picture(lambda ax: self.plot(ax=ax), 3.8, first)


def short_path(path: str) -> str:
    """A path of a number of people as a table shows it: the pool, and the row of its attendance."""
    parts = [part for part in path.split("/") if part not in ("operators", "count")]
    return " ".join(parts) or path


def headcount_front(
    plant: Plant,
    people: Mapping[str, Iterable[int]],
    horizon: Any,
    warmup: Any = "0 s",
    replications: int = 10,
    *,
    figure: Figure = THROUGHPUT,
    largest: bool | None = None,
    headcounts: Iterable[int] | None = None,
    fresh: int = 30,
    each: int = 30,
    keep: int = 3,
    seed: int = 1,
    confidence: float = 0.95,
    **options: Any,
) -> Front:
    """The front of headcount against output: for each number of people the best split over skills and shifts.

    `people` names paths ("operators/miller/count", "operators/miller/attendance/0/count") and the numbers that are
    allowed for each. For every total (or those in `headcounts`) up to `each` splits are tried, on the same seeds: all
    of them where there are no more, else those that are one step from the `keep` best splits of smaller totals. The
    best split of each total is run again on `fresh` replications of another seed, all together; these figures are
    reported.

    A number of people is on the front when its figure is better than that of every smaller number, each difference
    paired and one-sided, so that all that is said of the front holds at once with `confidence`: a point needs all its
    differences (R. L. Berger, Technometrics 24 (1982) 295-300), and the points share the error (Bonferroni).
    `figure` may be any of `Result.summary`, on-time delivery, say; `largest` says what is better. `options` are those
    of `compare`. Raises ValueError and EditError for numbers and paths that make no sense, all at once.
    """
    began = time.monotonic()
    factors = _factors(people)
    if min(replications, each, keep) < 1 or fresh < 2:
        raise ValueError(
            f"replications, each and keep must be at least 1 and fresh at least 2, are {replications}, {each}, {keep}, "
            f"{fresh}"
        )
    check_on(factors, plant)
    if largest is None:
        largest = not any(word in figure[2] for word in _SMALL_IS_GOOD)
    sign = 1.0 if largest else -1.0
    allowed = [[int(n) for n in factor.levels or ()] for factor in factors]
    totals = _totals(allowed, headcounts)

    tried: dict[Split, Interval] = {}
    best: dict[int, tuple[Split, int, bool]] = {}
    for total in totals:
        splits = list(itertools.islice(_splits(allowed, total), each + 1))
        complete = len(splits) <= each
        if not complete:
            splits = _near(allowed, total, sorted(tried, key=lambda s: (-sum(s), -sign * tried[s].mean, s)), keep, each)
        named = {", ".join(map(str, split)): split for split in splits}
        plants = {name: scenario_at(name, factors, _point(factors, split)).on(plant) for name, split in named.items()}
        results = _run_all(plants, horizon, warmup, replications, seed=seed, confidence=confidence, **options)
        tried.update({named[name]: result.figure(*figure) for name, result in results.items()})
        best[total] = (max(splits, key=lambda s: (sign * tried[s].mean, s)), len(splits), complete)

    scenarios = [scenario_at(str(total), factors, _point(factors, best[total][0])) for total in totals]
    study = compare(
        {s.name: s.on(plant) for s in scenarios},
        horizon,
        warmup,
        fresh,
        seed=seed + FRESH,
        confidence=confidence,
        **options,
    )
    points = _points(study, figure, sign, confidence, best)
    run = len(tried) * replications + len(totals) * fresh
    unit = _unit_of(study[study.base], figure)
    minutes = (time.monotonic() - began) / 60
    return Front([f.paths[0] for f in factors], figure, largest, unit, points, study, tried, run, minutes)


def _factors(people: Mapping[str, Iterable[int]]) -> list[Factor]:
    """A factor for each path; one that is allowed a single number is kept at it."""
    faults: list[tuple[str, str, str]] = []
    made = []
    given: Any
    for path, given in people.items():
        asked: list[Any] = [_plain(n) for n in given] if isinstance(given, Iterable) else []
        if not asked or not all(type(n) is int and n >= 0 for n in asked):
            faults.append((path, f"allows {given!r}", "Give it whole numbers of people, range(1, 5)"))
            continue
        numbers = sorted(set(asked))
        try:
            made.append(_fixed(path, numbers[0]) if len(numbers) == 1 else Factor(path, levels=numbers))
        except EditError as error:
            faults += [(fault.place, fault.what, fault.remedy) for fault in error.faults]
    if not people:
        faults.append(("", "people names no path", 'Give it {"operators/miller/count": range(1, 5)}'))
    if faults:
        raise EditError(faults)
    return made


def _fixed(path: str, number: int) -> Factor:
    factor = Factor(path, levels=[number, number + 1])
    factor._levels = [number]
    return factor


def _point(factors: Sequence[Factor], split: Split) -> dict[str, int]:
    return {factor.name: count for factor, count in zip(factors, split, strict=True)}


def _totals(allowed: Sequence[Sequence[int]], wanted: Iterable[int] | None) -> list[int]:
    sums = {0}
    for numbers in allowed:
        sums = {total + n for total in sums for n in numbers}
    totals = sorted(sums)
    if wanted is not None:
        asked = sorted(set(wanted))
        wrong = [str(n) for n in asked if n not in sums]
        if wrong:
            raise ValueError(
                f"no split has {', '.join(wrong)} people: the numbers allowed give {totals[0]} to {totals[-1]}"
            )
        totals = asked
    if len(totals) < 2:
        raise ValueError("a front needs at least two numbers of people: allow more")
    return totals


def _splits(allowed: Sequence[Sequence[int]], total: int) -> Iterator[Split]:
    """All splits of a total, one after the other."""
    if not allowed:
        if total == 0:
            yield ()
        return
    least, most = (sum(end(numbers) for numbers in allowed[1:]) for end in (min, max))
    for n in allowed[0]:
        if least <= total - n <= most:
            for rest in _splits(allowed[1:], total - n):
                yield (n, *rest)


def _near(allowed: Sequence[Sequence[int]], total: int, known: Sequence[Split], keep: int, most: int) -> list[Split]:
    """Splits of a total near the best known ones: one number higher, or one higher and another lower."""
    found: dict[Split, None] = {}
    by_total: dict[int, int] = {}
    for split in known:
        by_total[sum(split)] = by_total.get(sum(split), 0) + 1
        if by_total[sum(split)] > keep:
            continue
        first: list[Split] = []
        then: list[Split] = []
        for k, numbers in enumerate(allowed):
            for n in numbers:
                moved = (*split[:k], n, *split[k + 1 :])
                short = total - sum(moved)
                if n > split[k] and short == 0:
                    first.append(moved)
                if n <= split[k]:
                    continue
                for j, others in enumerate(allowed):
                    if j != k and short and split[j] + short < split[j] and split[j] + short in others:
                        then.append((*moved[:j], split[j] + short, *moved[j + 1 :]))
        found.update(dict.fromkeys(first + then))
        if len(found) >= most:
            break
    if not found:
        return list(itertools.islice(_splits(allowed, total), most))
    return list(found)[:most]


def _points(
    study: Study, figure: Figure, sign: float, confidence: float, best: Mapping[int, tuple[Split, int, bool]]
) -> list[FrontPoint]:
    """Which points are on the front, from their fresh replications."""
    totals = list(best)
    values = {total: values_of(study[str(total)], figure) for total in totals}
    sure = 1 - (1 - confidence) / max(1, len(totals) - 1)
    points: list[FrontPoint] = []
    for at, total in enumerate(totals):
        split, splits, complete = best[total]
        value = study[str(total)].figure(*figure)
        verdict, gain = "front", None
        if at:
            fewer = max(points, key=lambda p: (sign * p.value.mean, -p.people)).people
            gain = _difference(values[total], values[fewer], confidence)
            less = [_difference(values[total], values[other], confidence) for other in totals[:at]]
            if sign * gain.mean <= 0:
                verdict = "no better"
            elif not all(sign * d.mean > _core.t_quantile(sure, d.n - 1) * d.sd / math.sqrt(d.n) for d in less):
                verdict = "unclear"
        points.append(FrontPoint(total, split, value, verdict, gain, splits, complete))
    return points


def _difference(values: Sequence[float], others: Sequence[float], confidence: float) -> Interval:
    return Interval(*_core.t_interval([a - b for a, b in zip(values, others, strict=True)], confidence))
