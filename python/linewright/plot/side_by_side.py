# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A figure of several results side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from linewright.plot import colours
from linewright.plot._base import (
    confidence,
    elided,
    name_rows,
    new_axes,
    plain,
    quiet,
    rows_height,
    shown_unit,
    title,
    with_unit,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from linewright.result import Interval, Result


def unit_of(result: Result, kind: str, element: str, measure: str) -> str:
    """The unit of a figure as the result has it."""
    key = (kind, element, measure)
    return next((row[3] for row in result._core.summary_rows() if row[:3] == key), "")


def name_of(kind: str, element: str, measure: str) -> str:
    """The name of a figure on an axis."""
    return plain(measure) if kind == "plant" or not element else f"{plain(measure)} of {elided(element, 40)}"


def sureness(results: Sequence[Result]) -> str:
    """What the intervals are and of how many replications."""
    if all(len(result) < 2 for result in results):
        return "single runs, no interval"
    levels = {result.confidence for result in results if len(result) > 1}
    numbers = {len(result) for result in results}
    sure = f"{confidence(levels.pop())} intervals" if len(levels) == 1 else "confidence intervals"
    return f"{sure}, {numbers.pop()} replications" if len(numbers) == 1 else sure


def half_of(interval: Interval) -> float:
    """A half-width that can be drawn: 0 where there is none."""
    return interval.half_width if math.isfinite(interval.half_width) else 0.0


def need_some(results: Mapping[str, Result] | Mapping[float, Result]) -> None:
    """Raises ValueError where there is no result."""
    if not results:
        raise ValueError("there is no result to show. Give at least one, by name")


def figure(
    results: Result | Mapping[str, Result],
    kind: str = "plant",
    element: str = "",
    measure: str = "throughput",
    *,
    ax: Axes | None = None,
) -> Axes:
    """One figure of several results, each with its confidence interval: ``figure({"today": r1, "SMED": r2})``.

    Kind, element and measure are those of `Result.summary`. Intervals that overlap say nothing of the difference of
    results on the same seed: see `differences`.
    """
    from linewright.result import Result

    given = {results.plant or "plant": results} if isinstance(results, Result) else dict(results)
    need_some(given)
    intervals = [result.figure(kind, element, measure) for result in given.values()]
    first = next(iter(given.values()))
    unit = shown_unit(unit_of(first, kind, element, measure), measure, [i.mean for i in intervals], first.currency)
    ax = new_axes(ax, rows_height(len(given)))
    ax.errorbar(
        [interval.mean * unit.factor for interval in intervals],
        range(len(given)),
        xerr=[half_of(interval) * unit.factor for interval in intervals],
        fmt="o",
        color=colours.MEASURED,
        capsize=3,
        markersize=5,
    )
    full = name_rows(ax, list(given))
    quiet(ax)
    what = name_of(kind, element, measure)
    ax.set_xlabel(with_unit(what, unit.name))
    title(ax, f"{what[:1].upper()}{what[1:]}", f"in {unit.name}; {sureness(list(given.values()))}", names=full)
    return ax
