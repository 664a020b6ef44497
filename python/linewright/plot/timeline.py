# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The states of the stations over time, place by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright import _core
from linewright.plot import colours
from linewright.plot._base import (
    HATCH,
    head,
    legend_below,
    name_rows,
    new_axes,
    patch,
    plain,
    rows_height,
    seconds_of,
    time_unit,
    title,
)
from linewright.plot.events import spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from linewright.events import Trace
    from linewright.plot._base import Time


def gantt(
    trace: Trace,
    begin: Time | None = None,
    end: Time | None = None,
    stations: Iterable[str] | None = None,
    *,
    ax: Axes | None = None,
) -> Axes:
    """The state of each place of each station over time, from the events of one run.

    `begin` and `end` pick a stretch of time, `stations` some stations, in that order. What is off shift or starved is
    drawn too: where nothing is drawn, there is no such place.
    """
    frame = spans(trace)
    second = trace._core.tick_us / 1e6
    first, last = seconds_of(begin, 0.0), seconds_of(end, trace._core.ended_at * second)
    if not last > first:
        raise ValueError(f"the stretch of time ends at {last:g} s, which is not after its begin at {first:g} s")
    known = list(dict.fromkeys(trace.names("station")))
    order = known if stations is None else list(stations)
    for name in order:
        if name not in known:
            raise KeyError(f"no station {name!r}. {_core.did_you_mean(name, known, 'station')}")
    lanes = list(dict.fromkeys(zip(frame["station"], frame["place"], strict=True)))
    lanes = [lane for name in order for lane in lanes if lane[0] == name]
    if not lanes:
        raise ValueError("there is no place to show: the trace has no stations with events")
    line = {lane: number for number, lane in enumerate(lanes)}
    several = {name for name, place in lanes if place > 0}
    unit = time_unit([last - first])

    shown: dict[str, list[list[tuple[float, float]]]] = {}
    for station, place, state, start, stop in zip(
        *(frame[name].tolist() for name in ("station", "place", "state", "begin", "end")), strict=True
    ):
        low, high = max(start * second, first) * unit.factor, min(stop * second, last) * unit.factor
        if high > low and (station, place) in line:
            y = line[station, place]
            box = [(low, y - 0.39), (low, y + 0.39), (high, y + 0.39), (high, y - 0.39), (low, y - 0.39)]
            shown.setdefault(state, []).append(box)

    ax = new_axes(ax, rows_height(len(lanes), more=1.7))
    import numpy as np
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    handles = []
    for state in [*(s for s in colours.STATES if s in shown), *(s for s in shown if s not in colours.STATES)]:
        paint = colours.state_paint(state)
        corners = np.array(shown[state]).reshape(-1, 2)  # one path of many boxes: drawn at once, however many they are
        codes = np.tile([Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY], len(shown[state]))
        path = Path(corners, codes)
        ax.add_artist(
            PathPatch(
                path,
                facecolor=paint.colour,
                edgecolor=HATCH,
                hatch=paint.hatch or None,
                linewidth=0,
                antialiased=False,
                label=plain(state),
            )
        )
        handles.append(patch(paint, plain(state)))
    full = name_rows(ax, [f"{name} {place + 1}" if name in several else name for name, place in lanes])
    ax.set_xlim(first * unit.factor, last * unit.factor)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.set_xlabel(f"time from the start ({unit.name})")
    legend_below(ax, handles)
    name = trace.plant.name if trace.plant is not None else ""
    title(
        ax,
        head(name, "states of the stations over time"),
        f"one run, {first * unit.factor:.4g} to {last * unit.factor:.4g} {unit.name} from the start",
        names=full,
    )
    return ax
