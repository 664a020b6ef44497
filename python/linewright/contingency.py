# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What contingencies cost: a plant with them against the same plant without each of them, on the same seeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright._display import table
from linewright.plant import Plant, _rules
from linewright.result import Failure, Interval, _frame, _human

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from linewright.plant import Rules, Time

_MEASURES = (
    ("output_lost", "jobs"),
    ("most_behind", "jobs"),
    ("deepest_backlog", "jobs"),
    ("usual_backlog", "jobs"),
    ("recovery", "s"),
    ("catch_up", "s"),
)


class ContingencyResult(NamedTuple):
    """What one contingency did, with intervals over the replications.

    The backlog is all the work that has come and isn't done: jobs in the plant and those that wait outside.
    """

    name: str
    begin: float
    """Seconds from the start."""
    end: float
    output_lost: Interval
    """Good jobs fewer than without it, at the horizon."""
    most_behind: Interval
    """Good jobs fewer than without it, at the worst instant."""
    deepest_backlog: Interval
    """Jobs, the most at one time from its begin on."""
    usual_backlog: Interval
    """The same without it."""
    recovery: Interval
    """Seconds from its end until the backlog is what it is without it; over the replications that came there by the
    horizon, `n` says how many."""
    catch_up: Interval
    """The same, until as many good jobs have left."""


class ContingencyStudy:
    """All contingencies of a plant; asked by name or number. Pickles."""

    def __init__(self, plant: str, times: list[float], rows: list[Any], failures: list[Any], cancelled: bool) -> None:
        """Made by `contingency_study`."""
        self.plant = plant
        self.contingencies = [
            ContingencyResult(name, begin, end, *(Interval(*figure) for figure in figures))
            for name, begin, end, figures, _, _ in rows
        ]
        self.failures = [Failure(*failure) for failure in failures]
        """The replications that did not reach the horizon (only with ``carry_on=True``)."""
        self.cancelled = cancelled
        self._times = times
        self._runs = [runs for _, _, _, _, runs, _ in rows]
        self._courses = [courses for _, _, _, _, _, courses in rows]

    def __len__(self) -> int:
        """How many contingencies there are."""
        return len(self.contingencies)

    def __iter__(self) -> Iterator[ContingencyResult]:
        """The contingencies in the plant's order."""
        return iter(self.contingencies)

    def __getitem__(self, which: str | int) -> ContingencyResult:
        """One contingency, by name or number."""
        if isinstance(which, int):
            return self.contingencies[which]
        for result in self.contingencies:
            if result.name == which:
                return result
        names = [result.name for result in self.contingencies]
        raise KeyError(f"no contingency {which!r}. {_core.did_you_mean(which, names, 'contingency')}")

    def summary(self) -> pd.DataFrame:
        """Every figure with its interval: contingency, measure, unit, mean, half_width, sd, min, max, n."""
        rows = [
            (result.name, measure, unit, *getattr(result, measure))
            for result in self.contingencies
            for measure, unit in _MEASURES
        ]
        return _frame(rows, ["contingency", "measure", "unit", "mean", "half_width", "sd", "min", "max", "n"])

    def replications(self) -> pd.DataFrame:
        """Every replication: contingency, replication and the measures; NaN where one wasn't back by the horizon."""
        rows = [
            (result.name, *run) for result, runs in zip(self.contingencies, self._runs, strict=True) for run in runs
        ]
        frame = _frame(rows, ["contingency", "replication", *(measure for measure, _ in _MEASURES)])
        return frame.astype({"recovery": "float64", "catch_up": "float64"})

    def course(self) -> pd.DataFrame:
        """How it went, for plots: contingency, seconds, backlog, usual_backlog, good, usual_good.

        Means over the replications at 241 times from the end of the warm-up to the horizon; `good` counts from there.
        """
        rows = [
            (result.name, *row)
            for result, courses in zip(self.contingencies, self._courses, strict=True)
            for row in zip(self._times, *courses, strict=False)
        ]
        return _frame(rows, ["contingency", "seconds", "backlog", "usual_backlog", "good", "usual_good"])

    def _rows(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = [("", *(measure.replace("_", " ") for measure, _ in _MEASURES))]
        for k, result in enumerate(self.contingencies):
            cells = [result.name]
            for measure, unit in _MEASURES:
                figure = getattr(result, measure)
                if figure.n == 0:
                    cells.append("not by the horizon")
                    continue
                text, unit = _human(figure.mean, figure.half_width, unit)
                some = "" if figure.n == len(self._runs[k]) else f" ({figure.n} of {len(self._runs[k])})"
                cells.append(f"{text} {unit}{some}")
            rows.append(tuple(cells))
        return rows

    def __repr__(self) -> str:
        """A line for each contingency."""
        rows = self._rows()
        width = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, width, strict=True)).rstrip() for row in rows]
        return "\n".join([f"{self.plant or 'plant'}: what contingencies cost", *lines])

    def _repr_html_(self) -> str:
        head, *body = self._rows()
        return table(body, head, caption=[f"{self.plant or 'plant'}: what contingencies cost"])


def contingency_study(
    plant: Plant,
    horizon: Time,
    warmup: Time = "0 s",
    replications: int = 10,
    seed: int = 1,
    threads: int = 0,
    confidence: float = 0.95,
    *,
    registry: Rules | None = None,
    progress: Callable[[int, int], object] | None = None,
    max_wall: Time | None = None,
    max_events: int | None = None,
    max_jobs: int = 50_000_000,
    max_memory: int = 8 * 2**30,
    carry_on: bool = False,
    first_replication: int = 0,
) -> ContingencyStudy:
    """Runs a plant as it is and without each of its contingencies in turn, on the same seeds.

    Says of each what it cost: output lost, the deepest backlog, the time to recover. The backlog is back at the first
    instant, from the contingency's end and from the largest difference on, at which it is what it is without it (or
    passes that); the output, at which as many good jobs have left. The options are those of `Plant.run`.

    Raises PlantError with all faults, RunError when a replication can't reach the horizon, and ValueError when the
    plant has no contingency, or one that begins before the warm-up ends or ends after the horizon.
    """
    return ContingencyStudy(
        *_core.study_contingencies(
            plant._compiled(),
            horizon,
            warmup,
            replications,
            seed,
            threads,
            confidence,
            _rules(registry),
            progress,
            max_wall,
            max_events,
            max_jobs,
            max_memory,
            carry_on,
            first_replication,
        )
    )
