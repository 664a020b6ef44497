# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A figure against a number: people in a pool, the length of changeovers."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from linewright.plot import colours
from linewright.plot._base import (
    elided,
    figure_of,
    legend_below,
    new_axes,
    shown_unit,
    title,
    with_unit,
)
from linewright.plot.side_by_side import half_of, name_of, need_some, sureness, unit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from linewright.result import Result


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
    need_some(results)
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
        unit = shown_unit(unit_of(chosen[0], k, e, m), m, [i.mean for i in intervals], chosen[0].currency)
        drawn = each.errorbar(
            numbers,
            [interval.mean * unit.factor for interval in intervals],
            yerr=[half_of(interval) * unit.factor for interval in intervals],
            fmt=marker,
            linestyle=line,
            color=colour,
            capsize=3,
            markersize=5,
            label=name_of(k, e, m),
        )
        if number_of_axis:  # five points aside, so that intervals don't lie on each other
            aside = ScaledTranslation(5 / 72, 0, figure_of(ax).dpi_scale_trans)
            for artist in drawn.get_children():
                artist.set_transform(each.transData + aside)
        handles.append(drawn)
        units.append(unit.name)
        each.set_ylabel(with_unit(name_of(k, e, m), unit.name))
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
    what = name_of(kind, element, measure)
    title(ax, f"{what[:1].upper()}{what[1:]} against {over}", f"in {' and '.join(units)}; {sureness(chosen)}")
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
