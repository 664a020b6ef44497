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
    quiet,
    rows_height,
    shown_unit,
    title,
    with_unit,
)
from linewright.plot.side_by_side import name_of

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def differences(
    frame: pd.DataFrame,
    *,
    base: str = "the base",
    measure: str = "",
    unit: str = "",
    currency: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Paired differences from a base, with intervals; a row of the frame for each scenario and one figure in all rows.

    Columns: scenario (or alternative), difference, half_width, and unit as in summaries; measure, kind and element
    where there are such; `measure` and `unit` stand for columns that aren't there. With a column `together`
    (half-widths that hold for all at once) a thin line is as long as those, and they decide. What may as well be no
    difference, because its interval holds 0 or because there is none, is grey. Raises ValueError for a frame of
    something else.
    """
    name = "scenario" if "scenario" in frame.columns or "alternative" not in frame.columns else "alternative"
    needed = [name, "difference", "half_width", *([] if unit else ["unit"])]
    lacking = [column for column in needed if column not in frame.columns]
    if lacking:
        raise ValueError(f"the frame lacks {', '.join(lacking)}. It needs scenario, difference, half_width and unit")
    same = {"kind": "plant", "element": "", "measure": measure or "difference", "unit": unit}
    for column in same:
        values = list(frame[column].unique()) if column in frame.columns else [same[column]]
        if len(values) != 1:
            raise ValueError(
                f"one picture shows one figure, not several of the column {column}: {', '.join(map(str, values[:5]))}. "
                "Take the rows of one of them"
            )
        same[column] = str(values[0])
    measure, unit = same["measure"], same["unit"]
    means = [float(value) for value in frame["difference"]]
    halves = [float(value) for value in frame["half_width"]]
    wide = [float(value) for value in frame["together"]] if "together" in frame.columns else halves
    shown = shown_unit(unit, measure, means, currency)
    if unit == "share":
        shown = shown._replace(name="percentage points")
    ax = new_axes(ax, rows_height(len(means)))
    for row, (mean, half, all_at_once) in enumerate(zip(means, halves, wide, strict=True)):
        sure = abs(mean) > all_at_once  # never with NaN, where there is no interval
        colour = colours.MEASURED if sure else colours.UNSURE
        if math.isfinite(all_at_once) and all_at_once > half:
            ends = [(mean - all_at_once) * shown.factor, (mean + all_at_once) * shown.factor]
            ax.plot(ends, [row, row], color=colour, linewidth=0.8, zorder=1)
        ax.errorbar(
            [mean * shown.factor],
            [row],
            xerr=[half * shown.factor if math.isfinite(half) else 0.0],
            fmt="o",
            color=colour,
            markerfacecolor=colour if sure else "white",
            capsize=3,
            markersize=5,
        )
    ax.axvline(0.0, color="#444444", linewidth=1.0)
    full = name_rows(ax, [str(value) for value in frame[name]])
    quiet(ax)
    what = "difference"
    if measure != "difference":
        what += f" of {name_of(same['kind'], same['element'], measure)}"
    ax.set_xlabel(with_unit(f"{what} from {elided(base, 40)}", shown.name))
    holds = "grey: may as well be none"
    more = f"in {shown.name}; {holds}" + ("; thin: for all at once" if wide is not halves else "")
    title(ax, f"{what[:1].upper()}{what[1:]} from {elided(base, 40)}", more, names=full)
    return ax
