# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""From-to: how many jobs go from where to where, and how long they are carried."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from linewright.plot._base import figure_of, head, name_rows, new_axes, safe, short_names, title
from linewright.plot.events import moves

if TYPE_CHECKING:
    from typing import Literal

    import pandas as pd
    from matplotlib.axes import Axes

    from linewright.events import Trace


def from_to(trace: Trace, measure: Literal["jobs", "carrying"] = "jobs", *, buffers: bool = False) -> pd.DataFrame:
    """A table with a row for each place that jobs leave and a column for each where they go, per hour of the trace.

    "jobs" counts them, "carrying" adds up the minutes for which they were on their way. Places stand in the plant's
    order: sources, buffers, stations, sinks.
    """
    if measure not in ("jobs", "carrying"):
        raise ValueError(f"measure={measure!r} is neither 'jobs' nor 'carrying'")
    frame = moves(trace, buffers=buffers)
    hours = trace._core.ended_at * trace._core.tick_us / 3.6e9
    frame["amount"] = (1.0 if measure == "jobs" else frame["carried"] / 60.0) / hours
    table = frame.pivot_table("amount", "from", "to", "sum", fill_value=0.0)
    core = trace._core
    if len(table):
        table = table.loc[(table > 0).any(axis=1), (table > 0).any(axis=0)]
    order = dict.fromkeys([*core.source_names, *core.buffer_names, *core.station_names, *core.sink_names])
    order.update(dict.fromkeys([*map(str, table.index), *map(str, table.columns)]))
    rows = [name for name in order if name in table.index]
    columns = [name for name in order if name in table.columns]
    return table.reindex(index=rows, columns=columns)


def flow(
    trace: Trace,
    measure: Literal["jobs", "carrying"] = "jobs",
    *,
    buffers: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """A heat map of `from_to`: jobs an hour from where to where, or minutes an hour for which they are carried."""
    table = from_to(trace, measure, buffers=buffers)
    if table.empty or not float(table.to_numpy().max()) > 0:
        raise ValueError(
            "no job was carried in this trace: no way takes time" if measure == "carrying" else "no job moved"
        )
    values = table.to_numpy(dtype=float)
    rows, columns = values.shape
    size = 0.17 if max(rows, columns) > 20 else 0.3
    width, height = min(11.0, max(7.5, 3.0 + size * columns)), min(14.0, max(3.2, 2.4 + size * rows))
    ax = new_axes(ax, height, width)
    import numpy as np

    mesh = ax.pcolormesh(
        np.arange(columns + 1) - 0.5,
        np.arange(rows + 1) - 0.5,
        np.ma.masked_where(values <= 0, values),
        cmap="cividis_r",
        vmin=0.0,
        edgecolors="#eeeeee",
        linewidth=0.4,
    )
    unit = "jobs/h" if measure == "jobs" else "min of carrying per h"
    figure_of(ax).colorbar(mesh, ax=ax, label=unit, fraction=0.05, pad=0.02)
    names = list(dict.fromkeys(map(str, [*table.index, *table.columns])))
    short, full = short_names(names, 22)
    shown = dict(zip(names, short, strict=True))
    name_rows(ax, [shown[str(name)] for name in table.index])
    ax.set_xticks(range(columns), [safe(shown[str(name)]) for name in table.columns], rotation=90)
    for labels, pitch in (
        (ax.get_yticklabels(), (height - 2.4) / rows),
        (ax.get_xticklabels(), (width - 3.0) / columns),
    ):
        font = min(8.0, max(4.0, 0.75 * 72 * pitch))
        every = math.ceil(font / (0.8 * 72 * pitch))  # where there are too many, only some have room for their names
        for number, label in enumerate(labels):
            label.set_fontsize(font)
            label.set_visible(number % every == 0)
    ax.tick_params(axis="x", length=0)
    if rows * columns <= 225:
        top = values.max()
        for y in range(rows):
            for x in range(columns):
                if values[y, x] > 0:
                    colour = "white" if values[y, x] > 0.55 * top else "black"
                    ax.text(x, y, f"{values[y, x]:.3g}", ha="center", va="center", fontsize=7, color=colour)
    ax.set_xlabel("to")
    ax.set_ylabel("from")
    name = trace.plant.name if trace.plant is not None else ""
    what = "jobs from where to where" if measure == "jobs" else "jobs carried from where to where"
    title(ax, head(name, what), f"in {unit}; one run", names=full)
    return ax
