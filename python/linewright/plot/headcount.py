# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The front of headcount against a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright.plot import colours
from linewright.plot._base import confidence, legend_below, new_axes, shown_unit, title, with_unit
from linewright.plot.side_by_side import half_of, name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from linewright.front import Front, FrontPoint


def front(of: Front, *, ax: Axes | None = None) -> Axes:
    """What people bring, however they are split: a point for each number with its interval, the front as a line.

    Full points are on the front: clearly better than every smaller number. Hollow blue ones are better on average, but
    can't be told apart from a smaller number; grey ones are no better than one.
    """
    from matplotlib.ticker import MaxNLocator

    ax = new_axes(ax, 3.8)
    base = of.study[of.study.base]
    unit = shown_unit(of.unit, of.figure[2], [p.value.mean for p in of.points], base.currency)
    line = of.front
    last = max(p.people for p in of.points)
    ax.plot(
        [*(p.people for p in line), last],
        [p.value.mean * unit.factor for p in (*line, line[-1])],
        color=colours.MEASURED,
        linewidth=1.4,
        drawstyle="steps-post",
        zorder=1,
    )
    handles = []
    kinds = (
        ("front", "on the front", colours.MEASURED, colours.MEASURED),
        ("unclear", "can't be told apart from fewer people", colours.MEASURED, "white"),
        ("no better", "no better than fewer people", colours.UNSURE, "white"),
    )
    for verdict, label, colour, inside in kinds:
        some: list[FrontPoint] = [p for p in of.points if p.verdict == verdict]
        if not some:
            continue
        handles.append(
            ax.errorbar(
                [p.people for p in some],
                [p.value.mean * unit.factor for p in some],
                yerr=[half_of(p.value) * unit.factor for p in some],
                fmt="o",
                color=colour,
                markerfacecolor=inside,
                capsize=3,
                markersize=6,
                label=label,
            )
        )
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    ax.set_axisbelow(True)
    ax.grid(axis="y", color="#dddddd", linewidth=0.7)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    what = name_of(*of.figure)
    ax.set_ylabel(with_unit(what, unit.name))
    ax.set_xlabel("people in all, each number in its best split")
    legend_below(ax, handles, wide=2.7)
    sure = f"{confidence(base.confidence)} intervals, {len(base)} fresh replications"
    title(ax, f"{what[:1].upper()}{what[1:]} against the number of people", f"in {unit.name}; {sure}")
    return ax
