# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What a study asks about: the time from its start to an end, or the long run; and when a plant has settled.

A study declares one or the other, in place of its horizon::

    plant.run(lw.Terminating("21 d"), replications=100)
    lw.compare(scenarios, lw.SteadyState("60 d"), plant=plant)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright.comparing import _duration
from linewright.result import Interval
from linewright.statistics import BatchMeans, Truncation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from linewright.plant import Plant, Rules, Time

PILOT = 1 << 40
"""The number of the first replication of a pilot: far from those that count."""


def _text(seconds: float) -> str:
    """A time in the largest unit in which it is a whole number."""
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60), ("s", 1)):
        if seconds % size == 0:
            return f"{seconds / size:.15g} {unit}"
    return f"{seconds * 1e6:.15g} us"


class _Window(NamedTuple):
    """From when to when figures count, and what was declared."""

    horizon: Time
    warmup: Time
    declared: str
    """``"terminating"``, ``"steady state"`` or, where neither was declared, empty."""


@dataclass(frozen=True)
class Terminating:
    """A study of what happens between the start and an end: a shift, a month, an order book.

    The plant starts as it is described (empty, unless it says otherwise), and that start is part of the answer: there
    is no warm-up. The mean over replications is the expectation of just that stretch of time.
    """

    length: Time

    def _window(self, *_: Any, **__: Any) -> _Window:
        """From 0 to the end."""
        return _Window(self.length, "0 s", "terminating")


@dataclass(frozen=True)
class SteadyState:
    """A study of the long run: what the plant does once it no longer feels its start.

    `length` is counted from the end of the `warmup`. Not given, the warm-up is looked for: `pilot` replications, which
    count for nothing else, are run over the same length from the start, and MSER-5 is asked on their WIP and output by
    `stretch` (`settle`); where that finds no end in the first half they are run twice as long, and twice again. Of
    several plants the longest warm-up is taken for all. Where a plant does not settle even then, the study is refused.
    Take a stretch of a whole day or week where there are shifts; 50 of them at least are needed.
    """

    length: Time
    warmup: Time | None = None
    stretch: Time = "1 h"
    pilot: int = 20

    def _window(
        self,
        plants: Sequence[_core.Plant],
        names: Sequence[str] = (),
        *,
        seed: int = 1,
        threads: int = 0,
        registry: dict[str, Any] | None = None,
    ) -> _Window:
        """From the warm-up's end, so long. Raises ValueError for a plant that does not settle."""
        length = _duration(self.length).seconds
        if self.warmup is not None:
            warmup = _duration(self.warmup).seconds
            if not warmup > 0.0:
                raise ValueError(
                    "a steady-state study needs a warm-up: a time, or None to have it looked for. A study that begins "
                    "with its start is Terminating"
                )
            return _Window(_text(warmup + length), _text(warmup), "steady state")
        longest = 0.0
        for number, plant in enumerate(dict.fromkeys(plants)):
            for longer in (1, 2, 4):
                _, _, found, warmup_of, says, *_ = _core.settle(
                    plant,
                    _text(length * longer),
                    "0 s",
                    self.stretch,
                    self.pilot,
                    seed,
                    threads,
                    0.95,
                    registry=registry,
                    first_replication=PILOT,
                )
                if found:
                    break
            if not found:
                whose = f'in "{names[list(plants).index(plant)]}" ' if names else ""
                raise ValueError(f"no steady state {whose}({number + 1} of {len(plants)}): {says}")
            longest = max(longest, warmup_of.seconds)
        return _Window(_text(longest + length), _text(longest), "steady state")


def window_of(
    horizon: Terminating | SteadyState,
    warmup: Time,
    plants: Sequence[_core.Plant],
    names: Sequence[str] = (),
    **options: Any,
) -> _Window:
    """From when to when a declared study counts. Raises ValueError for a warm-up beside the declaration."""
    if _duration(warmup).value != 0:
        kind = type(horizon).__name__
        remedy = "it has none" if kind == "Terminating" else f"write SteadyState(length, warmup={str(warmup)!r})"
        raise ValueError(f"the warm-up belongs into {kind}: {remedy}")
    return horizon._window(plants, names, **options)


# ---- looking


def courses(
    plant: Plant,
    horizon: Time,
    stretch: Time = "1 h",
    warmup: Time = "0 s",
    replications: int = 20,
    seed: int = 1,
    threads: int = 0,
    *,
    registry: Rules | None = None,
    progress: Callable[[int, int], object] | None = None,
    max_wall: Time | None = None,
    first_replication: int = 0,
) -> pd.DataFrame:
    """What the replications of ``plant.run`` do over equal stretches of time: replication, seconds, wip, good.

    `seconds` is where the stretch ends, `wip` the mean number of jobs in the plant during it, `good` the good jobs that
    left. A rest shorter than a stretch is left out. `plot.warmup` draws it. Raises what `Plant.run` raises, and
    ValueError for a stretch longer than the window.
    """
    rules = None if registry is None else dict(registry)
    wip, good, _ = _core.courses(
        plant._compiled(),
        horizon,
        warmup,
        stretch,
        replications,
        seed,
        threads,
        0.95,
        registry=rules,
        progress=progress,
        max_wall=max_wall,
        first_replication=first_replication,
    )
    return _course_frame(wip, good, stretch, warmup, first_replication, plant.name)


def _course_frame(
    wip: list[list[float]], good: list[list[float]], stretch: Time, warmup: Time, first: int, name: str
) -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    each, begin = _duration(stretch).seconds, _duration(warmup).seconds
    lengths = [len(row) for row in wip]
    frame = pd.DataFrame(
        {
            "replication": np.repeat(np.arange(first, first + len(wip)), lengths),
            "seconds": np.concatenate([begin + each * np.arange(1, n + 1) for n in lengths]),
            "wip": np.concatenate([np.asarray(row, dtype=float) for row in wip]),
            "good": np.concatenate([np.asarray(row, dtype=float) for row in good]),
        }
    )
    frame.attrs["plant"] = name
    return frame


@dataclass(frozen=True)
class Settling:
    """When a plant no longer feels its start."""

    found: bool
    """Both series settle in the first half; else nothing must be concluded."""
    warmup: _core.Duration
    """The later of the two cuts."""
    wip: Truncation
    good: Truncation
    courses: pd.DataFrame
    """What they were found in: replication, seconds, wip, good."""
    says: str

    def plot(self, figure: str = "wip", *, window: int | None = None, ax: Axes | None = None) -> Axes:
        """The mean over replications with Welch's moving average and the warm-up; `figure` is wip or good."""
        from linewright import plot

        return plot.warmup(self.courses, self.warmup if self.found else None, window=window, value=figure, ax=ax)

    def __repr__(self) -> str:
        """In words."""
        return self.says


def settle(
    plant: Plant,
    horizon: Time,
    stretch: Time = "1 h",
    replications: int = 20,
    seed: int = 1,
    threads: int = 0,
    *,
    registry: Rules | None = None,
    progress: Callable[[int, int], object] | None = None,
    max_wall: Time | None = None,
    first_replication: int = PILOT,
) -> Settling:
    """The warm-up that a steady-state study needs: MSER-5 on WIP and on output, each averaged over replications.

    The replications are a pilot, numbered so that none of them is one of the study. Stretches should hold a whole cycle
    of the calendar, a day or a week where there are shifts. K. P. White Jr., Simulation 69 (1997) 323-334. Raises what
    `Plant.run` raises, and ValueError for fewer than 50 stretches.
    """
    rules = None if registry is None else dict(registry)
    wip, good, found, warmup, says, wips, goods, _ = _core.settle(
        plant._compiled(),
        horizon,
        "0 s",
        stretch,
        replications,
        seed,
        threads,
        0.95,
        registry=rules,
        progress=progress,
        max_wall=max_wall,
        first_replication=first_replication,
    )
    frame = _course_frame(wips, goods, stretch, "0 s", first_replication, plant.name)
    return Settling(found, warmup, Truncation(*wip), Truncation(*good), frame, says)


@dataclass(frozen=True)
class LongRun:
    """Intervals from one long run, cut into batches. An interval is of use only where its `independent` is true."""

    throughput: BatchMeans
    """Good jobs an hour."""
    wip: BatchMeans
    """Jobs in the plant."""
    courses: pd.DataFrame
    """replication, seconds, wip, good, stretch by stretch."""

    def __repr__(self) -> str:
        """Both, each with its check."""
        return f"throughput {self.throughput.interval} 1/h: {self.throughput}\nwip {self.wip.interval} jobs: {self.wip}"


def long_run(
    plant: Plant,
    horizon: Time,
    warmup: Time,
    stretch: Time = "1 h",
    batches: int = 20,
    seed: int = 1,
    confidence: float = 0.95,
    *,
    registry: Rules | None = None,
    progress: Callable[[int, int], object] | None = None,
    max_wall: Time | None = None,
    replication: int = 0,
) -> LongRun:
    """One long run of the plant, its throughput and WIP with intervals by batch means.

    For a plant with a very long warm-up, which every replication would have to repeat. Whether the batches are long
    enough is checked by von Neumann's ratio (`statistics.batch_means`). Raises what `Plant.run` raises, and ValueError
    for fewer stretches than batches.
    """
    rules = None if registry is None else dict(registry)
    throughput, wip, wips, goods, _ = _core.long_run(
        plant._compiled(),
        horizon,
        warmup,
        stretch,
        batches,
        seed,
        confidence,
        registry=rules,
        progress=progress,
        max_wall=max_wall,
        replication=replication,
    )
    frame = _course_frame(wips, goods, stretch, warmup, replication, plant.name)
    return LongRun(_batches(throughput), _batches(wip), frame)


def _batches(row: tuple[Any, ...]) -> BatchMeans:
    interval, *rest = row
    return BatchMeans(Interval(*interval), *rest)
