# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Paired differences from a base."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from linewright.plot import colours
from linewright.plot._base import (
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
    import pandas as pd
    from matplotlib.axes import Axes


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
