# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What stations and people do over time, lane by lane."""

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
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

    from linewright.events import Trace
    from linewright.plot._base import Time
    from linewright.plot.colours import Paint


def _window(trace: Trace, begin: Time | None, end: Time | None) -> tuple[float, float]:
    """From when to when, in seconds."""
    first = seconds_of(begin, 0.0)
    last = seconds_of(end, trace._core.ended_at * trace._core.tick_us / 1e6)
    if not last > first:
        raise ValueError(f"the stretch of time ends at {last:g} s, which is not after its begin at {first:g} s")
    return first, last


def _picked(wanted: Iterable[str] | None, known: list[str], kind: str) -> list[str]:
    order = known if wanted is None else list(wanted)
    for name in order:
        if name not in known:
            raise KeyError(f"no {kind} {name!r}. {_core.did_you_mean(name, known, kind)}")
    return order


def _lanes(
    ax: Axes | None,
    names: Sequence[str],
    boxes: Iterable[tuple[int, str, float, float]],
    paints: dict[str, Paint],
    window: tuple[float, float],
    titles: tuple[str, str],
) -> Axes:
    """A lane for each name, from above, with boxes: lane, what, begin and end in seconds."""
    import numpy as np
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    first, last = window
    unit = time_unit([last - first])
    shown: dict[str, list[list[tuple[float, float]]]] = {}
    for y, what, start, stop in boxes:
        low, high = max(start, first) * unit.factor, min(stop, last) * unit.factor
        if high > low:
            box = [(low, y - 0.39), (low, y + 0.39), (high, y + 0.39), (high, y - 0.39), (low, y - 0.39)]
            shown.setdefault(what, []).append(box)
    ax = new_axes(ax, rows_height(len(names), more=1.7))
    handles = []
    for what in [*(s for s in paints if s in shown), *(s for s in shown if s not in paints)]:
        paint = paints.get(what) or colours.state_paint(what)
        corners = np.array(shown[what]).reshape(-1, 2)  # one path of many boxes: drawn at once, however many they are
        codes = np.tile([Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY], len(shown[what]))
        ax.add_artist(
            PathPatch(
                Path(corners, codes),
                facecolor=paint.colour,
                edgecolor=HATCH,
                hatch=paint.hatch or None,
                linewidth=0,
                antialiased=False,
                label=plain(what),
            )
        )
        handles.append(patch(paint, plain(what)))
    full = name_rows(ax, names)
    ax.set_xlim(first * unit.factor, last * unit.factor)
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    ax.set_xlabel(f"time from the start ({unit.name})")
    legend_below(ax, handles)
    plant, what = titles
    title(
        ax,
        head(plant, what),
        f"one run, {first * unit.factor:.4g} to {last * unit.factor:.4g} {unit.name} from the start",
        names=full,
    )
    return ax


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
    window = _window(trace, begin, end)
    order = _picked(stations, list(dict.fromkeys(trace.names("station"))), "station")
    lanes = list(dict.fromkeys(zip(frame["station"], frame["place"], strict=True)))
    lanes = [lane for name in order for lane in lanes if lane[0] == name]
    if not lanes:
        raise ValueError("there is no place to show: the trace has no stations with events")
    line = {lane: number for number, lane in enumerate(lanes)}
    several = {name for name, place in lanes if place > 0}
    boxes = (
        (line[station, place], state, start * second, stop * second)
        for station, place, state, start, stop in zip(
            *(frame[name].tolist() for name in ("station", "place", "state", "begin", "end")), strict=True
        )
        if (station, place) in line
    )
    names = [f"{name} {place + 1}" if name in several else name for name, place in lanes]
    plant = trace.plant.name if trace.plant is not None else ""
    return _lanes(ax, names, boxes, colours.STATES, window, (plant, "states of the stations over time"))


def gantt_of_people(
    trace: Trace,
    begin: Time | None = None,
    end: Time | None = None,
    pools: Iterable[str] | None = None,
    *,
    ax: Axes | None = None,
) -> Axes:
    """What each person does over time, from the events of one run: a lane for everybody, pool by pool.

    `begin` and `end` pick a stretch of time, `pools` some pools of operators, in that order. Who walks back to where
    they begin walks; who waits is held by a task that stands or by somebody who is still on the way. Raises ValueError
    for a plant without people.
    """
    frame = trace.people()
    window = _window(trace, begin, end)
    order = _picked(pools, list(dict.fromkeys(trace._core.persons)), "pool")
    lanes = list(dict.fromkeys(zip(frame["pool"], frame["person"], strict=True)))
    lanes = [lane for name in order for lane in lanes if lane[0] == name]
    if not lanes:
        raise ValueError("there is nobody to show: the plant has no people, or the trace has no length")
    line = {lane: number for number, lane in enumerate(lanes)}
    several = {name for name, person in lanes if person > 1}
    boxes = (
        (line[pool, person], "walking" if activity == "going_home" else activity, start, stop)
        for pool, person, activity, start, stop in zip(
            *(frame[name].tolist() for name in ("pool", "person", "activity", "begin", "end")), strict=True
        )
        if (pool, person) in line
    )
    names = [f"{name} {person}" if name in several else name for name, person in lanes]
    plant = trace.plant.name if trace.plant is not None else ""
    return _lanes(ax, names, boxes, colours.PEOPLE, window, (plant, "what people do over time"))
