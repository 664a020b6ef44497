# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""How lead times spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright.plot import colours
from linewright.plot._base import (
    head,
    legend_below,
    name_rows,
    new_axes,
    quiet,
    replications,
    rows_height,
    safe,
    short_names,
    time_unit,
    title,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from linewright.events import Trace
    from linewright.result import Result


def lead_times(given: Result | Trace, *, until_percent: float = 100.0, ax: Axes | None = None) -> Axes:
    """How long good jobs take from release to exit.

    A result gives, for each product, the 5 to 95 % range, the middle half, the median and the mean, all of them means
    over the replications. A trace gives a histogram of its run, `until_percent` leaving out the longest; see
    `lead_time_frame` for what it counts.
    """
    from linewright.result import Result

    return _ranges(given, ax) if isinstance(given, Result) else _histogram(given, until_percent, ax)


def _ranges(result: Result, ax: Axes | None) -> Axes:
    table: dict[str, dict[str, float]] = {}
    for row in result._core.summary_rows():
        if row[0] == "products" and row[2].startswith("lead_time"):
            table.setdefault(row[1], {})[row[2]] = row[4]
    table = {product: row for product, row in table.items() if row.get("lead_time_p95", 0.0) > 0}
    if not table:
        raise ValueError("no good job left in the window, so there are no lead times. Run it for longer")
    unit = time_unit([row["lead_time_p95"] for row in table.values()])
    ax = new_axes(ax, rows_height(len(table), row=0.3, more=1.7))
    for line, row in enumerate(table.values()):
        p5, p25, p50, p75, p95 = (row[f"lead_time_p{k}"] * unit.factor for k in (5, 25, 50, 75, 95))
        ax.plot([p5, p95], [line, line], color=colours.MEASURED, linewidth=1.4, zorder=2)
        ax.barh(line, p75 - p25, left=p25, height=0.5, color="#9ecae1", edgecolor=colours.MEASURED, zorder=3)
        ax.plot([p50, p50], [line - 0.25, line + 0.25], color=colours.MEASURED, linewidth=2, zorder=4)
        mean = row["lead_time"] * unit.factor
        ax.plot([mean], [line], "D", color=colours.LIMIT, markersize=4.5, zorder=5)
    full = name_rows(ax, list(table))
    quiet(ax)
    ax.set_xlim(left=0)
    ax.set_xlabel(f"lead time ({unit.name})")
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    legend_below(
        ax,
        [
            Line2D([], [], color=colours.MEASURED, linewidth=1.4, label="5 to 95 %"),
            Patch(facecolor="#9ecae1", edgecolor=colours.MEASURED, label="25 to 75 %, median"),
            Line2D([], [], color=colours.LIMIT, marker="D", linestyle="", markersize=4.5, label="mean"),
        ],
    )
    title(ax, head(result.plant, "lead times of good jobs"), f"in {unit.name}; {replications(len(result))}", names=full)
    return ax


def _histogram(trace: Trace, until_percent: float, ax: Axes | None) -> Axes:
    import numpy as np

    from linewright.plot.events import lead_time_frame

    frame = lead_time_frame(trace)
    if frame.empty:
        raise ValueError("no good job left in the trace, so there are no lead times. Trace it for longer")
    top = float(np.percentile(frame["seconds"], until_percent))
    unit = time_unit([top])
    edges = np.histogram_bin_edges(frame.loc[frame["seconds"] <= top, "seconds"] * unit.factor, bins="auto")
    if len(edges) > 61:
        edges = np.linspace(edges[0], edges[-1], 61)
    products = list(dict.fromkeys(frame["product"]))
    top_products = list(frame["product"].value_counts().index[:7]) if len(products) > 8 else products
    parts = {name: frame.loc[frame["product"] == name, "seconds"] * unit.factor for name in top_products}
    if len(products) > len(top_products):
        parts["all others"] = frame.loc[~frame["product"].isin(top_products), "seconds"] * unit.factor
    ax = new_axes(ax, 3.6)
    ax.hist(
        list(parts.values()),
        bins=list(edges),
        stacked=True,
        color=colours.SERIES[: len(parts)],
        label=[safe(name) for name in short_names(list(parts))[0]],
    )
    quiet(ax, "y")
    ax.set_xlabel(f"lead time ({unit.name})")
    ax.set_ylabel("good jobs")
    mean = float(frame["seconds"].mean()) * unit.factor
    ax.axvline(mean, color=colours.LIMIT, linestyle="--", linewidth=1.4, label=f"mean {mean:.4g} {unit.name}")
    legend_below(ax, ax.get_legend_handles_labels()[0])
    name = trace.plant.name if trace.plant is not None else ""
    title(ax, head(name, "lead times of good jobs"), f"in {unit.name}; {len(frame)} jobs of one run")
    return ax
