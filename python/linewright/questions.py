# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Ready questions: how many people, which step of a changeover first, which stations side by side.

Each runs scenarios on the same seeds and answers with intervals; the `Study` behind it is kept. A figure is named as in
`Result.summary`: kind, element, measure.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright._display import Shown, in_words, table
from linewright.comparing import compare
from linewright.result import Interval, Result, _frame, _human, _interval_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from linewright.plant import Plant
    from linewright.study import PairedDifference, Study

Figure = tuple[str, str, str]
THROUGHPUT: Figure = ("plant", "", "throughput")


def _paths(people: str | Iterable[str]) -> list[str]:
    return [people] if isinstance(people, str) else list(people)


def _set(plant: Plant, paths: Iterable[str], count: int) -> Plant:
    for path in paths:
        plant = plant.edit(path, count)
    return plant


def _named(unit: str, study: Study) -> str:
    """The unit of a figure; money has the name of the plant's currency."""
    return study[study.base].currency or unit if unit == "money" else unit


# ---- staffing


class CurvePoint(NamedTuple):
    """A number of people, the figure that it gives, and what the last one of them brings."""

    people: int
    value: Interval
    more: PairedDifference | None
    """Against the number before it; None for the first."""


@dataclass(frozen=True, repr=False)
class StaffingCurve(Shown):
    """A figure against the number of people."""

    figure: Figure
    unit: str
    points: list[CurvePoint]
    study: Study

    def frame(self) -> pd.DataFrame:
        """A row for each number: people, mean, half_width, gain, gain_half_width, verdict."""
        rows = [
            (p.people, p.value.mean, p.value.half_width)
            + ((math.nan, math.nan, "") if p.more is None else (*p.more.difference[:2], p.more.verdict))
            for p in self.points
        ]
        return _frame(rows, ["people", "mean", "half_width", "gain", "gain_half_width", "verdict"])

    def enough(self) -> int:
        """The smallest number after which one more brings no clear gain."""
        for point, after in itertools.pairwise(self.points):
            if after.more is not None and after.more.verdict in ("unclear", "same"):
                return point.people
        return self.points[-1].people

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = [
            [
                str(p.people),
                str(p.value),
                "" if p.more is None else str(p.more.difference),
                "" if p.more is None else p.more.verdict,
            ]
            for p in self.points
        ]
        head = ["people", f"{self.figure[2]}, {_named(self.unit, self.study)}", "the last one brings", ""]
        return head, rows


def staffing_curve(
    plant: Plant,
    people: str | Iterable[str],
    counts: Iterable[int],
    horizon: Any,
    warmup: Any = "0 s",
    replications: int = 20,
    *,
    figure: Figure = THROUGHPUT,
    **options: Any,
) -> StaffingCurve:
    """What each more person brings: the figure for every number of people, on the same seeds.

    `people` is the path of the number ("operators/miller/count", or of a shift: "operators/miller/attendance/0/count"),
    or several paths that are set together. `options` are those of `compare`.
    """
    paths, numbers = _paths(people), sorted(set(counts))
    if len(numbers) < 2:
        raise ValueError("a curve needs at least two numbers of people")
    study = compare({str(n): _set(plant, paths, n) for n in numbers}, horizon, warmup, replications, **options)
    points = [CurvePoint(numbers[0], study[str(numbers[0])].figure(*figure), None)]
    unit = ""
    for before, now in itertools.pairwise(numbers):
        more = study.against(str(before)).difference(str(now), *figure)
        unit = more.unit
        points.append(CurvePoint(now, study[str(now)].figure(*figure), more))
    return StaffingCurve(figure, unit or _unit_of(study[str(numbers[0])], figure), points, study)


def _unit_of(result: Result, figure: Figure) -> str:
    return next(
        (
            unit
            for kind, element, measure, unit, *_ in result._core.summary_rows()
            if (kind, element, measure) == figure
        ),
        "",
    )


# ---- the fewest people


@dataclass(frozen=True)
class Goal:
    """What a figure must be: at least, or at most, so much, with so much confidence (one-sided)."""

    at_least: float | None = None
    at_most: float | None = None
    figure: Figure = THROUGHPUT
    confidence: float = 0.9

    def __post_init__(self) -> None:
        """Refuses what makes no sense."""
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("a goal has either at_least or at_most")
        if not 0.0 < self.confidence < 1.0:
            raise ValueError(f"confidence must be between 0 and 1, is {self.confidence}")

    def margin(self, value: Interval) -> float:
        """By how much the mean is on the good side; negative when it isn't."""
        return value.mean - self.at_least if self.at_least is not None else (self.at_most or 0.0) - value.mean

    def holds(self, value: Interval, confidence: float) -> bool:
        """Whether the one-sided bound at this confidence is on the good side."""
        if value.n < 2:
            return False
        return self.margin(value) >= _core.t_quantile(confidence, value.n - 1) * value.sd / math.sqrt(value.n)

    def text(self, unit: str = "") -> str:
        """In words; with the figure's unit in a planner's."""
        wanted = self.at_least if self.at_least is not None else self.at_most or 0.0
        value, name = _human(wanted, math.nan, unit)
        side = "at least" if self.at_least is not None else "at most"
        return f"{self.figure[2]} {side} {value} {name}".rstrip() + f" with {100 * self.confidence:g} % confidence"

    def __str__(self) -> str:
        """In words."""
        return self.text()


class Tried(NamedTuple):
    """A number of people that was tried: in the screening, and on fresh replications when it looked good enough."""

    counts: tuple[int, ...]
    screened: Interval
    confirmed: Interval | None
    holds: bool


@dataclass(frozen=True)
class FewestPeople:
    """The fewest people that reach a goal, and all that was tried on the way."""

    goal: Goal
    paths: list[str]
    counts: tuple[int, ...] | None
    """In the order of `paths`; None when no number that was allowed reaches the goal."""
    tried: list[Tried] = field(default_factory=list)
    unit: str = ""
    """Of the figure."""

    @property
    def total(self) -> int | None:
        """How many people that are together."""
        return None if self.counts is None else sum(self.counts)

    @property
    def confirmed(self) -> Interval | None:
        """The figure on the fresh replications."""
        return next((t.confirmed for t in self.tried if t.counts == self.counts), None)

    def frame(self) -> pd.DataFrame:
        """What was tried, in its order."""
        rows = [
            (*t.counts, sum(t.counts), t.screened.mean, t.confirmed.mean if t.confirmed else math.nan, t.holds)
            for t in self.tried
        ]
        return _frame(rows, [*self.paths, "people", "screened", "confirmed", "holds"])

    def __repr__(self) -> str:
        """The answer in a sentence."""
        if self.counts is None:
            return f"no number of people that was allowed reaches {self.goal.text(self.unit)} ({len(self.tried)} tried)"
        who = ", ".join(f"{path} = {n}" for path, n in zip(self.paths, self.counts, strict=True))
        on = self.confirmed
        value = " ".join(_human(on.mean, on.half_width, self.unit)) if on is not None else ""
        wanted = self.goal.text(self.unit)
        return f"{self.total} people: {who}\nwanted: {wanted}\non fresh replications: {value.rstrip()}"

    def _repr_html_(self) -> str:
        rows = []
        for t in self.tried:
            screened = " ".join(_human(t.screened.mean, t.screened.half_width, self.unit)).rstrip()
            again = t.confirmed
            confirmed = "" if again is None else " ".join(_human(again.mean, again.half_width, self.unit)).rstrip()
            rows.append([*map(str, t.counts), str(sum(t.counts)), screened, confirmed, "yes" if t.holds else ""])
        head = [*self.paths, "people", "screened", "on fresh replications", "holds"]
        strong = [i for i, t in enumerate(self.tried) if t.counts == self.counts]
        return in_words(repr(self)) + table(rows, head, left=(), bold=strong)


def fewest_people(
    plant: Plant,
    people: Mapping[str, Iterable[int]],
    goal: Goal,
    horizon: Any,
    warmup: Any = "0 s",
    replications: int = 20,
    *,
    fresh: int = 60,
    seed: int = 1,
    most: int = 400,
    **options: Any,
) -> FewestPeople:
    """The fewest people per skill and shift that reach a goal.

    `people` names a path and the numbers that are allowed for each. Combinations are tried from the fewest people on,
    all of one total together on the same seeds (`replications`). The best of a total that may reach the goal is run
    again on `fresh` replications of another seed, and is the answer when its one-sided bound holds. The k-th such
    attempt has an error of (1 - confidence) / 2^k, so that all of them together keep the goal's confidence. Of a total
    that may reach the goal only its best is run again. More than `most` combinations are refused.
    """
    paths = list(people)
    choices = [sorted(set(people[path])) for path in paths]
    if not paths or not all(choices):
        raise ValueError("people names no path, or no number for one: give each path the numbers that are allowed")
    number = math.prod(len(c) for c in choices)
    if number > most:
        raise ValueError(f"{number} combinations are more than {most}: allow fewer numbers, or raise most")
    by_total: dict[int, list[tuple[int, ...]]] = {}
    for counts in itertools.product(*choices):
        by_total.setdefault(sum(counts), []).append(counts)

    def plant_of(counts: tuple[int, ...]) -> Plant:
        edited = plant
        for path, n in zip(paths, counts, strict=True):
            edited = edited.edit(path, n)
        return edited

    tried: list[Tried] = []
    attempts = 0
    unit = ""
    for total in sorted(by_total):
        names = {", ".join(map(str, counts)): counts for counts in by_total[total]}
        plants = {name: plant_of(c) for name, c in names.items()}
        results = _run_all(plants, horizon, warmup, replications, seed=seed, confidence=goal.confidence, **options)
        screened = {names[name]: result.figure(*goal.figure) for name, result in results.items()}
        unit = unit or _unit_of(next(iter(results.values())), goal.figure)
        ranked = sorted(screened, key=lambda c: (-goal.margin(screened[c]), c))
        best = ranked[0]
        confirmed: Interval | None = None
        holds = False
        # It may reach the goal: its upper bound isn't short of it.
        if goal.margin(screened[best]) + screened[best].half_width >= 0:
            attempts += 1
            error = (1 - goal.confidence) / 2**attempts
            again = plant_of(best).run(horizon, warmup, fresh, seed=seed + 1_000_003)
            confirmed = again.figure(*goal.figure)
            holds = goal.holds(confirmed, 1 - error)
        tried += [Tried(c, screened[c], confirmed if c == best else None, holds and c == best) for c in ranked]
        if holds:
            return FewestPeople(goal, paths, best, tried, unit)
    return FewestPeople(goal, paths, None, tried, unit)


def _run_all(
    plants: dict[str, Plant], horizon: Any, warmup: Any, replications: int, **options: Any
) -> dict[str, Result]:
    """All on the same seeds. A comparison needs two: one alone is run beside itself, which runs it once."""
    (name, plant), *more = plants.items()
    if more:
        return compare(plants, horizon, warmup, replications, **options).results
    if options.get("executor") is None and options.get("store") is None:
        plain = {key: value for key, value in options.items() if key in _OF_A_RUN}
        return {name: plant.run(horizon, warmup, replications, **plain)}
    return {name: compare({name: plant, f"{name}, again": plant}, horizon, warmup, replications, **options)[name]}


_OF_A_RUN = (
    *("seed", "threads", "confidence", "registry", "carry_on"),
    *("max_events", "max_events_per_instant", "max_jobs", "max_memory"),
)
"""The options of `compare` that `Plant.run` has, too."""


# ---- changeovers


class StepWorth(NamedTuple):
    """A step of a changeover, and what it is worth to change it."""

    path: str
    name: str
    minutes: float
    """On average, as it is now."""
    external: bool
    if_external: PairedDifference | None
    """The figure if it were done beside the running machine; None where it is already."""
    if_shorter: PairedDifference
    """The figure if it took a tenth less time."""

    @property
    def per_minute(self) -> float:
        """What a minute less is worth, in the unit of the figure."""
        return self.if_shorter.difference.mean / (0.1 * self.minutes) if self.minutes else 0.0


@dataclass(frozen=True, repr=False)
class SmedWorth(Shown):
    """What each step of a changeover is worth."""

    figure: Figure
    unit: str
    steps: list[StepWorth]
    """The one that brings most as external first, then those that are external already."""
    study: Study

    @property
    def first(self) -> StepWorth | None:
        """The step to make external first; None when none brings a clear gain."""
        best = next((s for s in self.steps if s.if_external is not None), None)
        return (
            best
            if best is not None and best.if_external is not None and best.if_external.verdict in ("higher", "lower")
            else None
        )

    def frame(self) -> pd.DataFrame:
        """A row a step."""
        rows = [
            (
                s.name,
                s.path,
                s.minutes,
                s.external,
                s.if_external.difference.mean if s.if_external else math.nan,
                s.if_external.difference.half_width if s.if_external else math.nan,
                s.if_external.verdict if s.if_external else "",
                s.per_minute,
            )
            for s in self.steps
        ]
        columns = ["step", "path", "minutes", "external", "if_external", "half_width", "verdict", "per_minute"]
        return _frame(rows, columns)

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = [
            [
                s.name,
                f"{s.minutes:.3g}",
                "is external" if s.if_external is None else str(s.if_external.difference),
                _interval_text(s.per_minute, math.nan),
            ]
            for s in self.steps
        ]
        brings = f"external brings {self.figure[2]}, {_named(self.unit, self.study)}"
        return ["step", "minutes", brings, "a minute less"], rows


def smed_worth(
    plant: Plant,
    changeover: str,
    horizon: Any,
    warmup: Any = "0 s",
    replications: int = 20,
    *,
    figure: Figure = THROUGHPUT,
    larger_is_better: bool = True,
    **options: Any,
) -> SmedWorth:
    """What each minute of a changeover is worth, step by step, and which step to make external first.

    `changeover` is the name in the plant's list. Every step of every rule is made external in a scenario of its own (if
    it is internal), and shortened by a tenth in another; all on the same seeds. Raises ValueError for a changeover
    without steps: there is nothing to take apart.
    """
    wanted = [c for c in plant.changeovers if c.name == changeover]
    if not wanted:
        known = ", ".join(c.name for c in plant.changeovers)
        raise ValueError(f"no changeover {changeover!r}. Known: {known or 'none'}")
    scenarios: dict[str, Plant] = {"as it is": plant}
    found: list[tuple[str, str, float, bool]] = []
    for r, rule in enumerate(wanted[0].rules):
        for k, step in enumerate(rule.steps or []):
            path = f"changeovers/{changeover}/rules/{r}/steps/{k}"
            name = step.name or f"step {k + 1}"
            if len(wanted[0].rules) > 1:
                name = f"{name} (rule {r})"
            external = str(step.kind) == "external"
            found.append((path, name, _minutes(step.time), external))
            if not external:
                scenarios[f"{path} external"] = plant.edit(f"{path}/kind", "external")
            scenarios[f"{path} shorter"] = plant.edit(f"{path}/time", scale=0.9)
    if not found:
        raise ValueError(f"changeover {changeover!r} has no steps: give its rules steps with the time of each")
    study = compare(scenarios, horizon, warmup, replications, **options)
    steps = [
        StepWorth(
            path,
            name,
            minutes,
            external,
            None if external else study.difference(f"{path} external", *figure),
            study.difference(f"{path} shorter", *figure),
        )
        for path, name, minutes, external in found
    ]
    sign = 1.0 if larger_is_better else -1.0
    steps.sort(key=lambda s: (s.if_external is None, -sign * s.if_external.difference.mean if s.if_external else 0.0))
    return SmedWorth(figure, steps[0].if_shorter.unit, steps, study)


def _minutes(time: Any) -> float:
    return float(time.mean()) / 60.0


# ---- layout


class Pair(NamedTuple):
    """Two stations between which jobs go, and what it would be worth to have them side by side."""

    first: str
    second: str
    jobs_per_hour: float
    distance: float
    """As the plant's positions have it, in its unit of length."""
    moves: str
    """The one that is moved beside the other."""
    walking: float
    """Hours that people walk and carry less in a week (168 h)."""
    walking_half_width: float
    output: PairedDifference


@dataclass(frozen=True, repr=False)
class LayoutPairs(Shown):
    """Which pair of stations to move together: those with the most way between them first, as simulated."""

    pairs: list[Pair]
    """The one that saves most first."""
    study: Study

    def frame(self) -> pd.DataFrame:
        """A row a pair."""
        rows = [
            (*p[:7], p.output.difference.mean, p.output.difference.half_width, p.output.verdict) for p in self.pairs
        ]
        columns = ["first", "second", "jobs_per_hour", "distance", "moves", "walking_saved", "half_width"]
        return _frame(rows, [*columns, "output", "output_half_width", "verdict"])

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        rows = [
            [
                f"{p.moves} beside {p.first if p.moves == p.second else p.second}",
                f"{p.jobs_per_hour:.3g}",
                f"{p.distance:.3g}",
                _interval_text(p.walking, p.walking_half_width),
                str(p.output.difference),
            ]
            for p in self.pairs
        ]
        return ["move", "jobs/h", "distance", "walking saved, h a week", "output, jobs/h"], rows


def from_to(plant: Plant, result: Result) -> pd.DataFrame:
    """The from-to chart: good jobs an hour that go from a station to the next on their routes.

    Rows are where they come from, columns where they go to. A route's flow is that of its products; on a split every
    branch is counted with its share, and rework isn't.
    """
    import pandas as pd

    flows = _flows(plant, result)
    names = [s.name for s in plant.stations]
    rows = [[flows.get((a, b), 0.0) for b in names] for a in names]
    return pd.DataFrame(rows, index=names, columns=names)


def _flows(plant: Plant, result: Result) -> dict[tuple[str, str], float]:
    stations = {s.name for s in plant.stations}
    products = [p.name for p in plant.products] or ["job"]
    flows: dict[tuple[str, str], float] = {}
    for route in plant.routes:
        mine = list(route.products) or products
        flow = sum(result.figure("products", name, "throughput").mean for name in mine)
        before: list[str] = []
        for step in route.steps:
            at = [step] if isinstance(step, str) else list(step.at)
            here = [name for name in at if name in stations]
            if not here:
                continue
            for a in before:
                for b in here:
                    if a != b:
                        share = flow / (len(before) * len(here))
                        flows[a, b] = flows.get((a, b), 0.0) + share
            before = here
    return flows


def _moved(plant: Plant, station: str, to: tuple[float, float], by: tuple[float, float]) -> Plant:
    """The plant with a station elsewhere, and with it the buffers before it alone that have a position."""
    fed: dict[str, set[str]] = {}
    for route in plant.routes:
        steps = [[step] if isinstance(step, str) else list(step.at) for step in route.steps]
        for here, after in zip(steps, [*steps[1:], []], strict=True):
            for name in here:
                fed.setdefault(name, set()).update(after or [""])
    plant = plant.edit(f"stations/{station}/position", {"x": to[0], "y": to[1]})
    for buffer in plant.buffers:
        if buffer.position is not None and fed.get(buffer.name) == {station}:
            x, y = float(buffer.position.x) + by[0], float(buffer.position.y) + by[1]
            plant = plant.edit(f"buffers/{buffer.name}/position", {"x": x, "y": y})
    return plant


def layout_pairs(
    plant: Plant,
    horizon: Any,
    warmup: Any = "0 s",
    replications: int = 10,
    *,
    pairs: int = 5,
    gap: float = 2.0,
    **options: Any,
) -> LayoutPairs:
    """Which pair of stations to move together, and what of walking and carrying that saves.

    The pairs with the largest flow times distance are simulated: the second station is put `gap` beside the first, and
    with it the buffers that stand before it alone, with all else where it stands. Needs stations with positions on the
    floor; a plant with aisles says where stations stand by nodes, and is refused.
    """
    at = {s.name: (float(s.position.x), float(s.position.y)) for s in plant.stations if s.position is not None}
    if len(at) < 2:
        raise ValueError("fewer than two stations have a position: give stations x and y")
    today = plant.run(horizon, warmup, 1, seed=options.get("seed", 1))
    ways: dict[tuple[str, str], float] = {}
    for (a, b), flow in _flows(plant, today).items():
        if a in at and b in at:
            ways[min(a, b), max(a, b)] = ways.get((min(a, b), max(a, b)), 0.0) + flow
    ranked = sorted(ways, key=lambda pair: (-ways[pair] * math.dist(at[pair[0]], at[pair[1]]), pair))[:pairs]
    if not ranked:
        raise ValueError("no route goes from one station with a position to another")
    scenarios: dict[str, Plant] = {"as it stands": plant}
    for a, b in ranked:
        x, y = at[a]
        scenarios[f"{b} beside {a}"] = _moved(plant, b, (x + gap, y), (x + gap - at[b][0], y - at[b][1]))
    study = compare(scenarios, horizon, warmup, replications, **options)
    answer = []
    for a, b in ranked:
        name = f"{b} beside {a}"
        saved = [-v for v in _walking_by_run(plant, study, name)]
        mean = sum(saved) / len(saved)
        sd = math.sqrt(sum((v - mean) ** 2 for v in saved) / (len(saved) - 1)) if len(saved) > 1 else math.nan
        n = len(saved)
        half = _core.t_quantile((1 + study[name].confidence) / 2, n - 1) * sd / math.sqrt(n) if n > 1 else math.nan
        answer.append(Pair(a, b, ways[a, b], math.dist(at[a], at[b]), b, mean, half, study.difference(name)))
    answer.sort(key=lambda p: -p.walking)
    return LayoutPairs(answer, study)


def _walking_by_run(plant: Plant, study: Study, name: str) -> list[float]:
    """Hours a week of walking of an alternative less those of the base, replication by replication."""
    heads = {pool.name: pool.count for pool in plant.operators}

    def hours(result: Result) -> list[float]:
        frame = result.replications()
        mine = frame[(frame["kind"] == "operators") & (frame["measure"] == "walking")]
        return [
            168.0 * sum(share * heads[pool] for pool, share in zip(one["element"], one["value"], strict=True))
            for _, one in mine.groupby("replication", sort=True)
        ]

    return [now - then for now, then in zip(hours(study[name]), hours(study[study.base]), strict=True)]
