# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A figure of several results side by side; differences from a base; a figure against a number."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from linewright.plot import colours
from linewright.plot._base import (
    confidence,
    elided,
    figure_of,
    legend_below,
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

    import pandas as pd
    from matplotlib.axes import Axes

    from linewright.result import Interval, Result


def _unit(result: Result, kind: str, element: str, measure: str) -> str:
    key = (kind, element, measure)
    return next((row[3] for row in result._core.summary_rows() if row[:3] == key), "")


def _what(kind: str, element: str, measure: str) -> str:
    return plain(measure) if kind == "plant" or not element else f"{plain(measure)} of {elided(element, 40)}"


def _sure(results: Sequence[Result]) -> str:
    if all(len(result) < 2 for result in results):
        return "single runs, no interval"
    levels = {result.confidence for result in results if len(result) > 1}
    numbers = {len(result) for result in results}
    sure = f"{confidence(levels.pop())} intervals" if len(levels) == 1 else "confidence intervals"
    return f"{sure}, {numbers.pop()} replications" if len(numbers) == 1 else sure


def _half(interval: Interval) -> float:
    return interval.half_width if math.isfinite(interval.half_width) else 0.0


def _checked(results: Mapping[str, Result] | Mapping[float, Result]) -> None:
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
    _checked(given)
    intervals = [result.figure(kind, element, measure) for result in given.values()]
    first = next(iter(given.values()))
    unit = shown_unit(_unit(first, kind, element, measure), measure, [i.mean for i in intervals], first.currency)
    ax = new_axes(ax, rows_height(len(given)))
    ax.errorbar(
        [interval.mean * unit.factor for interval in intervals],
        range(len(given)),
        xerr=[_half(interval) * unit.factor for interval in intervals],
        fmt="o",
        color=colours.MEASURED,
        capsize=3,
        markersize=5,
    )
    full = name_rows(ax, list(given))
    quiet(ax)
    what = _what(kind, element, measure)
    ax.set_xlabel(with_unit(what, unit.name))
    title(ax, f"{what[:1].upper()}{what[1:]}", f"in {unit.name}; {_sure(list(given.values()))}", names=full)
    return ax


def differences(frame: pd.DataFrame, *, base: str = "the base", ax: Axes | None = None) -> Axes:
    """Paired differences from a base, with intervals: columns scenario, difference, half_width, unit (as in summaries).

    A column `measure` names the figure; it and the unit must be the same in all rows. What may as well be no
    difference, because its interval holds 0, is grey. Raises ValueError for a frame of something else.
    """
    lacking = [name for name in ("scenario", "difference", "half_width", "unit") if name not in frame.columns]
    if lacking:
        raise ValueError(f"the frame lacks {', '.join(lacking)}. It needs scenario, difference, half_width and unit")
    measures = list(frame["measure"].unique()) if "measure" in frame.columns else ["difference"]
    units = list(frame["unit"].unique())
    if len(units) != 1 or len(measures) != 1:
        raise ValueError(
            f"one picture shows one figure in one unit, not {', '.join(map(str, [*measures, *units]))}. Take the rows "
            "of one of them"
        )
    means = [float(value) for value in frame["difference"]]
    halves = [float(value) for value in frame["half_width"]]
    measure = str(measures[0])
    known = units[0] in ("share", "s", "1/h")
    unit = shown_unit(str(units[0]), measure if known else "", means)
    if units[0] == "share":
        unit = unit._replace(name="percentage points")
    elif units[0] == "1/h" and measure == "difference":
        unit = unit._replace(name="per hour")
    ax = new_axes(ax, rows_height(len(means)))
    for row, (mean, half) in enumerate(zip(means, halves, strict=True)):
        holds = math.isfinite(half) and abs(mean) <= half
        ax.errorbar(
            [mean * unit.factor],
            [row],
            xerr=[half * unit.factor if math.isfinite(half) else 0.0],
            fmt="o",
            color=colours.UNSURE if holds else colours.MEASURED,
            markerfacecolor="white" if holds else colours.MEASURED,
            capsize=3,
            markersize=5,
        )
    ax.axvline(0.0, color="#444444", linewidth=1.0)
    full = name_rows(ax, [str(name) for name in frame["scenario"]])
    quiet(ax)
    what = "difference" if measure == "difference" else f"difference of {plain(measure)}"
    ax.set_xlabel(with_unit(f"{what} from {elided(base, 40)}", unit.name))
    title(
        ax,
        f"{what[:1].upper()}{what[1:]} from {elided(base, 40)}",
        f"in {unit.name}; grey: its interval holds 0",
        names=full,
    )
    return ax


def curve(
    results: Mapping[float, Result],
    kind: str = "plant",
    element: str = "",
    measure: str = "throughput",
    *,
    over: str = "number",
    money: str | bool = False,
    ax: Axes | None = None,
) -> Axes:
    """A figure against a number, with intervals: the keys are the numbers, `over` says what they count.

    `money` puts a figure of the plant in its currency on an axis at the right: True takes the full cost of a good unit,
    a text another, "direct_cost_per_good".
    """
    _checked(results)
    numbers = sorted(results)
    chosen = [results[number] for number in numbers]
    ax = new_axes(ax, 3.6)
    from matplotlib.ticker import MaxNLocator
    from matplotlib.transforms import ScaledTranslation

    axes = [(ax, kind, element, measure, colours.MEASURED, "o", "-")]
    if money:
        if chosen[0].currency is None:
            raise ValueError(
                "the plant has no prices, so there is no money to show. Give it prices, or leave out money"
            )
        cost = money if isinstance(money, str) else "full_cost_per_good"
        axes.append((ax.twinx(), "plant", "", cost, colours.MONEY, "s", "--"))
    handles, units = [], []
    for number_of_axis, (each, k, e, m, colour, marker, line) in enumerate(axes):
        intervals = [result.figure(k, e, m) for result in chosen]
        unit = shown_unit(_unit(chosen[0], k, e, m), m, [i.mean for i in intervals], chosen[0].currency)
        drawn = each.errorbar(
            numbers,
            [interval.mean * unit.factor for interval in intervals],
            yerr=[_half(interval) * unit.factor for interval in intervals],
            fmt=marker,
            linestyle=line,
            color=colour,
            capsize=3,
            markersize=5,
            label=_what(k, e, m),
        )
        if number_of_axis:  # five points aside, so that intervals don't lie on each other
            aside = ScaledTranslation(5 / 72, 0, figure_of(ax).dpi_scale_trans)
            for artist in drawn.get_children():
                artist.set_transform(each.transData + aside)
        handles.append(drawn)
        units.append(unit.name)
        each.set_ylabel(with_unit(_what(k, e, m), unit.name))
        if len(axes) > 1:
            each.yaxis.label.set_color(colour)
            each.tick_params(axis="y", colors=colour)
        each.spines["top"].set_visible(False)
    gaps = [b - a for a, b in itertools.pairwise(numbers)]
    if not gaps or min(gaps) * 14 >= numbers[-1] - numbers[0]:
        ax.set_xticks(numbers, [f"{number:g}" for number in numbers])
    elif all(float(number).is_integer() for number in numbers):
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    ax.set_axisbelow(True)
    ax.grid(axis="y", color="#dddddd", linewidth=0.7)
    ax.spines["right"].set_visible(len(axes) > 1)
    ax.set_xlabel(with_unit(over, ""))
    if len(axes) > 1:
        legend_below(ax, handles, wide=2.4)
    what = _what(kind, element, measure)
    title(ax, f"{what[:1].upper()}{what[1:]} against {over}", f"in {' and '.join(units)}; {_sure(chosen)}")
    return ax


def staffing(
    results: Mapping[int, Result],
    pool: str,
    kind: str = "plant",
    element: str = "",
    measure: str = "throughput",
    *,
    money: str | bool = False,
    ax: Axes | None = None,
) -> Axes:
    """What people bring: a figure against how many there are in a pool. See `curve`."""
    by_number = {float(number): result for number, result in results.items()}
    over = f"people in {elided(pool, 40)}"
    return curve(by_number, kind, element, measure, over=over, money=money, ax=ax)


def smed(
    results: Mapping[float, Result],
    kind: str = "plant",
    element: str = "",
    measure: str = "throughput",
    *,
    money: str | bool = False,
    ax: Axes | None = None,
) -> Axes:
    """What shorter changeovers bring: a figure against their time, 1.0 being today's and 0.6 a time 40 % shorter."""
    percent = {100.0 * share: result for share, result in results.items()}
    ax = curve(percent, kind, element, measure, over="changeover time, % of today's", money=money, ax=ax)
    ax.invert_xaxis()
    return ax
