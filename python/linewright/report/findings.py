# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What a study found, in sentences that a manager reads: each holds for all alternatives at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from linewright import _core
from linewright.plot._base import plain, shown_unit
from linewright.plot.shares import table_of
from linewright.plot.waterfall import narrowest
from linewright.result import _interval_text, _plain
from linewright.study import times

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linewright.study import PairedDifference, Study

MOST = 12
"""So many alternatives have a sentence of their own; the others stand in the tables."""


class Name(str):
    """A name that somebody gave, in a sentence: it is shown as it is, and never as anything else."""

    __slots__ = ()


Sentence = tuple[str, ...]
"""Words and names (`Name`) of a sentence."""


def text(sentence: Sentence) -> str:
    """A sentence as a line, names in quotation marks."""
    return "".join(f'"{part}"' if isinstance(part, Name) else part for part in sentence)


class Figure(NamedTuple):
    """A figure of a study as it is said: its name, its unit, what its values are multiplied with."""

    kind: str
    element: str
    measure: str
    unit: str
    factor: float
    label: Sentence
    largest: bool
    """Whether more of it is better."""

    def value(self, mean: float, half_width: float) -> str:
        """With the unit."""
        return f"{_interval_text(mean * self.factor, half_width * self.factor)} {self.unit}".rstrip()

    @property
    def points(self) -> str:
        """The unit of a difference."""
        return "percentage points" if self.unit == "%" else self.unit

    def says(self, d: PairedDifference) -> str:
        """A difference without its sign, with the half-width that holds for all at once."""
        said = _interval_text(abs(d.difference.mean) * self.factor, d.together * self.factor)
        return f"{said} {self.points}".rstrip()

    def bounds(self, d: PairedDifference) -> str:
        """Between what a difference lies, for all alternatives at once."""
        half = abs(d.together * self.factor)
        digits = max(0, 1 - math.floor(math.log10(half))) if half > 0 and math.isfinite(half) else 2
        low, high = (_plain((d.difference.mean + side * d.together) * self.factor, digits) for side in (-1, 1))
        return f"between {low} and {high} {self.points}".rstrip()


def figure_of(study: Study, kind: str, element: str, measure: str, largest: bool | None = None) -> Figure:
    """How a figure is said. Raises KeyError for one that isn't there."""
    row = study.difference(study.base, kind, element, measure)
    unit = shown_unit(row.unit, measure, [row.base.mean], study.results[study.base].currency)
    name = {"wip": "WIP"}.get(measure, plain(measure))
    label: Sentence = (name,) if kind == "plant" or not element else (f"{name} of ", Name(element))
    better = study.larger_is_better(measure) if largest is None else largest
    return Figure(kind, element, measure, unit.name, unit.factor, label, better)


class Ranking(NamedTuple):
    """Which alternative is ahead in a figure, and what it can't be told from."""

    first: str
    like: list[str]
    """With exactly the same figure in every replication."""
    near: list[str]
    """That may be the best as well."""
    sure: bool
    """Whether there were enough replications to say anything."""
    behind: Mapping[str, str]
    """How far each may be from the best, with the unit."""


def ranking(study: Study, figure: Figure) -> Ranking:
    """Who is ahead; of equals the base, then the first."""
    key = figure[:3]
    have = [name for name in study.names if any(row[:3] == key for row in study.paired(name))]
    means = {name: study.difference(name, *key).value.mean for name in have}
    means = {name: mean for name, mean in means.items() if not math.isnan(mean)}
    if not means:
        return Ranking(study.base, [], [], False, {})
    sign = 1.0 if figure.largest else -1.0
    first = max(means, key=lambda name: (sign * means[name], name == study.base))
    if len(means) < len(study.names) or study.difference(study.base, *key).difference.n < 2:
        return Ranking(first, [], [], False, {})
    held = study.against(first)
    like = [name for name in study.names if name != first and held.difference(name, *key).verdict == "same"]
    rows = study.best(*key, largest=figure.largest)
    # What is best is found on one side, differences from the base on both: where these find none, it isn't best either.
    both = {name: held.difference(name, *key).verdict for name in study.names if study.base in (name, first)}
    near = [
        row.name
        for row in rows
        if row.name != first and row.name not in like and (row.may_be_best or both.get(row.name) == "unclear")
    ]
    ends = {row.name: max(0.0, -row.low if figure.largest else row.high) for row in rows}
    behind = {name: f"{figure.factor * end:.3g} {figure.points}".rstrip() for name, end in ends.items()}
    return Ranking(first, like, near, True, behind)


def _listed(names: Iterable[str]) -> Sentence:
    parts: list[str] = []
    chosen = list(names)
    for i, name in enumerate(chosen[:MOST]):
        parts += [] if i == 0 else [" and " if i == len(chosen) - 1 else ", "]
        parts.append(Name(name))
    if len(chosen) > MOST:
        parts.append(f" and {len(chosen) - MOST} more")
    return tuple(parts)


def _share(d: PairedDifference) -> str:
    """A difference as a share of the base, where that has a meaning."""
    if d.unit == "share" or not d.base.mean > 0:
        return ""
    return f" ({100 * d.difference.mean / d.base.mean:+.1f} %)"


def _first(study: Study, figure: Figure, rank: Ranking) -> list[Sentence]:
    """Which is best, and by how much."""
    best = study.difference(rank.first, *figure[:3])
    value = figure.value(best.value.mean, best.value.half_width)
    if not rank.sure:
        if best.difference.n < 2:
            return [
                ("Each alternative ran once only. One run can't be told from luck: run at least 10 replications.",),
                (Name(rank.first), " is ahead in ", *figure.label, f" in this one run: {value}."),
            ]
        return [(Name(rank.first), " is ahead in ", *figure.label, f": {value}. Not all alternatives have a value.")]
    sure = f"{100 * study.results[study.base].confidence:.4g} %"
    said: list[Sentence] = []
    if rank.near:
        apart: list[str] = []
        for i, name in enumerate(rank.near[:MOST]):
            apart += ["" if i == 0 else "; ", Name(name), f" (at most {rank.behind[name]} behind)"]
        if len(rank.near) > MOST:
            apart.append(f"; and {len(rank.near) - MOST} more")
        ahead: Sentence = (Name(rank.first), " is ahead in ", *figure.label, f" ({value}), but it can't be told apart ")
        said.append((*ahead, "from ", *apart, ". More replications may tell."))
    else:
        if rank.first == study.base:
            said.append(("No change is better than ", Name(rank.first), " in ", *figure.label, f": {value}."))
        else:
            said.append((Name(rank.first), " is best in ", *figure.label, f", {sure} sure: {value}."))
        second = _second(study, figure, rank)
        if second is not None and study.base not in (rank.first, second):  # what is against the base stands below
            said.append(("The next is ", Name(second), f", at most {rank.behind[second]} behind."))
    if rank.like:
        gives = "gives" if len(rank.like) == 1 else "give"
        said.append((*_listed(rank.like), f" {gives} exactly the same in every replication."))
    return said


def _second(study: Study, figure: Figure, rank: Ranking) -> str | None:
    """Who comes after the first and those that are exactly like it."""
    others = [name for name in study.names if name != rank.first and name not in rank.like]
    if not others:
        return None
    sign = 1.0 if figure.largest else -1.0
    return max(others, key=lambda name: sign * study.difference(name, *figure[:3]).value.mean)


def _against_base(study: Study, figure: Figure) -> list[Sentence]:
    """How far each alternative is from the base."""
    said: list[Sentence] = []
    others = [name for name in study.names if name != study.base]
    base = Name(study.base)
    for name in others[:MOST]:
        mine = [row for row in study.paired(name) if row[:3] == figure[:3]]
        if not mine or math.isnan(mine[0].difference.mean):
            said.append((Name(name), " has no ", *figure.label, "."))
            continue
        d = mine[0]
        if d.verdict == "same":
            said.append((Name(name), ": ", *figure.label, " is exactly that of ", base, "."))
        elif d.verdict in ("higher", "lower"):
            more = f" is {figure.says(d)} {d.verdict} than with "
            said.append((Name(name), ": ", *figure.label, more, base, f"{_share(d)}."))
        elif d.difference.n < 2:
            side = "higher" if d.difference.mean > 0 else "lower"
            more = f" was {figure.says(d)} {side} than with "
            said.append((Name(name), ": ", *figure.label, more, base, " in this one run."))
        else:
            more = f": the difference is {figure.bounds(d)}."
            said.append((Name(name), " can't be told from ", base, " in ", *figure.label, more))
    if len(others) > MOST:
        said.append((f"The other {len(others) - MOST} alternatives stand in the tables.",))
    return said


def _beside(study: Study, figure: Figure, rank: Ranking) -> list[Sentence]:
    """What else the one that is ahead changes."""
    if rank.first == study.base:
        return []
    parts: list[str] = []
    for key in study._shown():
        if key == figure[:3]:
            continue
        d = study.difference(rank.first, *key)
        if d.verdict in ("higher", "lower"):
            other = figure_of(study, *key)
            parts += ["" if not parts else "; ", *other.label, f" {other.says(d)} {d.verdict}{_share(d)}"]
    return [("With ", Name(rank.first), ", too: ", *parts, ".")] if parts else []


def _bottlenecks(study: Study, names: Sequence[str]) -> list[Sentence]:
    """Which station limits, and what takes most of its time."""
    said: list[Sentence] = []
    for name in names:
        table = table_of(study.results[name], "stations")
        if not table:
            continue
        station = narrowest(table)
        row = table[station]
        lost = {state: row.get(state, 0.0) for state in _core.state_names if state not in _NO_LOSS}
        most = max(lost, key=lambda state: lost[state])
        works = f" with {100 * row.get('processing', 0.0):.1f} % of the window at work"
        loses = f"; most is lost to {plain(most)}, {100 * lost[most]:.1f} %" if lost[most] >= 0.0005 else ""
        said.append(("The bottleneck of ", Name(name), " is ", Name(station), f"{works}{loses}."))
    return said


_NO_LOSS = ("processing", "load", "unload", "off_shift", "break")


def _pairing(study: Study, figure: Figure) -> list[Sentence]:
    """What the same seeds were worth."""
    factors: list[float] = []
    useless: list[str] = []
    for name in study.names:
        for d in study.paired(name):
            if d[:3] != figure[:3] or name == study.base or d.verdict == "same" or d.difference.n < 2:
                continue
            if d.variance_factor <= 1.0:
                useless.append(name)
            elif math.isfinite(d.variance_factor):
                factors.append(d.variance_factor)
    said: list[Sentence] = []
    if factors:
        low, high = times(min(factors)), times(max(factors))
        so_many = low if low == high else f"{low} to {high}"
        said.append(
            (
                (
                    f"All ran on the same seeds, with the same luck: separate ones would take {so_many} times as many "
                    "replications for differences as exact as these."
                ),
            )
        )
    if useless:
        said.append(("The same seeds don't help with ", *_listed(useless), ": separate ones would do as well."))
    return said


def _caveats(study: Study) -> list[Sentence]:
    """What to know before any of this is used."""
    said: list[Sentence] = []
    if study.cancelled:
        said.append(("The study was stopped before all was done; the figures are those of what was.",))
    for name in study.names:
        failed = len(study.results[name].failures)
        if failed:
            said.append(
                (
                    f"{failed} replication{'s' if failed > 1 else ''} of ",
                    Name(name),
                    " didn't reach the horizon and count for nothing.",
                )
            )
    return said


def findings(study: Study, figure: Figure) -> list[Sentence]:
    """All sentences, the most important first."""
    rank = ranking(study, figure)
    looked_at = list(dict.fromkeys([study.base, rank.first]))
    return [
        *_caveats(study),
        *_first(study, figure, rank),
        *_against_base(study, figure),
        *_beside(study, figure, rank),
        *_bottlenecks(study, looked_at),
        *_pairing(study, figure),
    ]
