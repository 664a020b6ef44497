# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The elementary effects of factors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright.plot import colours
from linewright.plot._base import (
    confidence,
    legend_below,
    name_rows,
    new_axes,
    quiet,
    rows_height,
    shown_unit,
    title,
    with_unit,
)
from linewright.plot.side_by_side import name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from linewright.screening import Screening


def screening(of: Screening, *, ax: Axes | None = None) -> Axes:
    """A row for each factor, the largest effect on top: its mean size with an interval, how much it varies, and luck.

    Grey: no more than luck. A diamond far to the right says that the effect depends on where the other factors stand.
    """
    effects = of.effects
    ax = new_axes(ax, rows_height(len(effects), more=1.8))
    currency = "" if of.study is None else of.study[of.study.base].currency
    unit = shown_unit(of.unit, of.figure[2], [e.mu_star.mean for e in effects], currency)
    shown = unit._replace(name="percentage points") if of.unit == "share" else unit
    rows = range(len(effects))
    size = [e.mu_star.mean * shown.factor for e in effects]
    for row, effect in zip(rows, effects, strict=True):
        sure = effect.verdict == "matters"
        half = effect.mu_star.half_width * shown.factor  # a size is never below 0
        ax.errorbar(
            [size[row]],
            [row],
            xerr=[[min(half, size[row])], [half]],
            fmt="o",
            color=colours.MEASURED if sure else colours.UNSURE,
            markerfacecolor=colours.MEASURED if sure else "white",
            capsize=3,
            markersize=5,
            zorder=3,
        )
    varies = ax.scatter(
        [e.sigma.mean * shown.factor for e in effects],
        list(rows),
        marker="D",
        s=20,
        facecolor="none",
        edgecolor=colours.LOSS,
        label="varies by (sigma)",
        zorder=2,
    )
    luck = ax.scatter(
        [e.luck * shown.factor for e in effects],
        list(rows),
        marker="|",
        s=60,
        color=colours.LIMIT,
        label="luck alone",
        zorder=2,
    )
    mean = ax.errorbar([], [], xerr=[], fmt="o", color=colours.MEASURED, capsize=3, markersize=5)
    mean.set_label("mean size (mu*)")
    full = name_rows(ax, [e.name for e in effects], most=34)
    quiet(ax)
    what = name_of(*of.figure)
    ax.set_xlabel(with_unit(f"effect on {what}", shown.name))
    legend_below(ax, [mean, varies, luck], wide=1.6)
    more = f"in {shown.name}; " if shown.name else ""
    more += f"each factor from its least value to its largest; {confidence(of.confidence)} intervals; grey: unclear"
    title(ax, f"Effects of factors on {what}", more, names=full)
    return ax
