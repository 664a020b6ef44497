# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Where a warm-up ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from linewright.plot import colours
from linewright.plot._base import (
    head,
    legend_below,
    new_axes,
    quiet,
    replications,
    safe,
    seconds_of,
    time_unit,
    title,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from linewright.plot._base import Time
    from linewright.result import Result


def _series(given: Result | pd.DataFrame, value: str) -> tuple[Any, Any, int, str, str]:
    """Seconds, the mean over replications, how many, what it is, the plant."""
    from linewright.result import Result

    if isinstance(given, Result):
        hours = given.output_by_hour()
        if hours.empty:
            raise ValueError("the run is too short for a series by the hour. Run it for some hours, with no warm-up")
        each = hours.groupby(["replication", "hour"])["good"].sum().groupby("hour").mean()
        seconds = given.warmup.seconds + 3600.0 * (each.index.to_numpy(dtype=float) + 1.0)
        inside = seconds <= given.horizon.seconds + 1e-6
        return seconds[inside], each.to_numpy(dtype=float)[inside], len(given), "good jobs in an hour", given.plant
    columns = [name for name in given.columns if name not in ("replication", "seconds")]
    name = value or (str(columns[0]) if columns else "")
    if name not in given.columns or "seconds" not in given.columns:
        raise ValueError(f"the frame needs the columns seconds and {name or 'a value'}")
    mean = given.groupby("seconds")[name].mean()
    n = given["replication"].nunique() if "replication" in given.columns else 1
    return mean.index.to_numpy(dtype=float), mean.to_numpy(dtype=float), n, name, str(given.attrs.get("plant", ""))


def moving_average(values: Any, window: int) -> Any:
    """Welch's: over `window` values to either side, fewer near the begin; it ends where the last window does."""
    import numpy as np

    values = np.asarray(values, dtype=float)
    at = np.arange(max(1, len(values) - window))
    reach = np.minimum(np.minimum(window, at), len(values) - 1 - at)
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return (sums[at + reach + 1] - sums[at - reach]) / (2 * reach + 1)


def warmup(
    given: Result | pd.DataFrame,
    cut: Time | None = None,
    *,
    window: int | None = None,
    value: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Where a run settles: the mean over replications, Welch's moving average, and the warm-up that was chosen.

    Takes a result that ran without a warm-up, for its good jobs by the hour, or a frame with the columns seconds and a
    value (replication too), such as `wip_course` gives. `window` is how many values count to either side; not
    given, a twentieth of them. `cut` is drawn as it is given.
    """
    seconds, mean, n, what, plant = _series(given, value)
    if window is None:
        window = max(1, len(mean) // 20)
    unit = time_unit(seconds)
    ax = new_axes(ax, 3.6)
    ax.plot(seconds * unit.factor, mean, color="#9ecae1", linewidth=0.9, label=f"mean of {replications(n)}")
    smooth = moving_average(mean, window)
    label = f"moving average, {window} to either side"
    ax.plot(seconds[: len(smooth)] * unit.factor, smooth, color=colours.MEASURED, linewidth=1.8, label=label)
    if cut is not None:
        at = seconds_of(cut, 0.0)
        shown = time_unit([at])
        text = f"warm-up of {at * shown.factor:.4g} {shown.name}"
        ax.axvline(at * unit.factor, color=colours.LIMIT, linestyle="--", linewidth=1.4, label=text)
    name = {"wip": "jobs in the plant"}.get(what, what)
    ax.margins(x=0)
    if math.isfinite(float(mean.min())) and mean.min() >= 0:
        ax.set_ylim(bottom=0)
    quiet(ax, "y")
    ax.set_xlabel(f"time from the start ({unit.name})")
    ax.set_ylabel(safe(name))
    legend_below(ax, ax.get_legend_handles_labels()[0], wide=2.4)
    title(ax, head(plant, "when it settles"), f"{name}; {replications(n)}")
    return ax
