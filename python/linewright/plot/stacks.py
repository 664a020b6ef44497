# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Yamazumi: how much work a good job brings to each station or person, against takt."""

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
    seconds_of,
    stacked,
    time_unit,
    title,
)
from linewright.plot.shares import chosen_of, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from matplotlib.axes import Axes

    from linewright.plot._base import Time
    from linewright.result import Result

WORK = ("processing", "load", "unload", "setup")
"""What a station does for a job."""
TASKS = ("working", "walking", "waiting")
"""What people are taken for: waiting is for others, at the station, once they are there."""


def yamazumi(
    result: Result,
    takt: Time | None = None,
    *,
    of: Literal["stations", "people"] = "stations",
    names: Iterable[str] | None = None,
    activities: Iterable[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The work for one good job of the plant at a place of each station, or for one person of each pool, by activity.

    It is the measured time in each activity, divided by the good jobs of the plant and by the places or people: rework
    and scrap are in it, and what was done for jobs that are still in the plant. A bar beyond `takt` (the time from one
    job asked for to the next, while the plant works) can't be kept up with. `activities` are states of a station (not
    given: processing, load, unload, setup), or working, walking and waiting.
    """
    if of not in ("stations", "people"):
        raise ValueError(f"of={of!r} is neither 'stations' nor 'people'")
    rate = result.throughput.mean
    if not rate > 0:
        raise ValueError("no good job left in the window, so there is no work for one. Run it for longer")
    paints = colours.STATES if of == "stations" else colours.PEOPLE
    chosen = list(activities) if activities is not None else list(WORK if of == "stations" else TASKS)
    for activity in chosen:
        if activity not in paints:
            raise ValueError(f"no activity {activity!r}. Known: {', '.join(paints)}")
    table = table_of(result, "stations" if of == "stations" else "operators")
    rows = chosen_of(table, names, "station" if of == "stations" else "pool")
    work = {what: [table[name].get(what, 0.0) * 3600.0 / rate for name in rows] for what in chosen}
    work = {what: times for what, times in work.items() if any(time > 0 for time in times)}
    limit = None if takt is None else seconds_of(takt, 0.0)
    totals = [sum(times) for times in zip(*work.values(), strict=True)] or [0.0]
    unit = time_unit([*totals, limit or 0.0])
    ax = new_axes(ax, rows_height(len(rows), more=1.7))
    scaled = {what: [time * unit.factor for time in times] for what, times in work.items()}
    handles = stacked(ax, scaled, paints)
    if limit is not None:
        shown = time_unit([limit])
        label = f"takt {limit * shown.factor:.4g} {shown.name}"
        handles.append(ax.axvline(limit * unit.factor, color=colours.LIMIT, linestyle="--", linewidth=1.6, label=label))
    full = name_rows(ax, rows)
    quiet(ax)
    ax.set_xlim(0, max(*totals, limit or 0.0) * unit.factor * 1.05 or 1.0)
    whom = "place" if of == "stations" else "person"
    ax.set_xlabel(f"work for one good job, each {whom} ({unit.name})")
    legend_below(ax, handles)
    what = f"work for one good job{'' if limit is None else ', against takt'}"
    title(ax, head(result.plant, what), f"in {unit.name} for each {whom}; {replications(len(result))}", names=full)
    return ax
