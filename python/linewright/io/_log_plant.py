# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The plant that a log shows: the orders that came, when they came, on the routes that they took."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from linewright import _core
from linewright.errors import Fault
from linewright.io._log_reader import LogError
from linewright.io._log_times import calendar_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    import linewright as lw
    from linewright.io.event_log import EventLog


def plant(
    log: EventLog,
    gap: Any,
    places: Mapping[str, int] | None,
    calendars: Mapping[str, lw.Calendar] | float | None,
    times: Mapping[str, Any] | None,
    waits: Mapping[str, Any] | None,
    queue: list[str],
) -> lw.Plant:
    """Each activity a station, each order a source with a route of its own."""
    import linewright as lw

    done = log.operations(gap)
    names = list(dict.fromkeys(done["activity"]))
    given = {"places": places, "times": times, "waits": waits}
    if not isinstance(calendars, int | float):
        given["calendars"] = calendars
    wrong = [
        Fault(what, f"no activity {name!r}", _core.did_you_mean(name, names, "activity"))
        for what, by in given.items()
        for name in by or {}
        if name not in names
    ]
    if wrong:
        raise LogError(wrong)
    most = log.places() | dict(places or {})
    shifts: dict[str, lw.Calendar] = {}
    if calendars is not None:
        named = {} if isinstance(calendars, int | float) else dict(calendars)
        if set(names) - set(named):
            worked = calendar_of(log, "", calendars)
            named = dict.fromkeys(names, worked) | named
        shifts = {name: named[name] for name in names}
    made = lw.Plant(name=log.name or "log", start=f"{log.begin.normalize():%Y-%m-%d} 00:00")
    made.products = [lw.Product(name) for name in dict.fromkeys(done["product"])]
    made.calendars = list({each.name: each for each in shifts.values()}.values())
    for name in names:
        mean = float(done.loc[done["activity"] == name, "hours"].mean())
        station = lw.Station(name, places=most[name], cycle=(times or {}).get(name, _text(mean)))
        if name in shifts:
            station.calendar = shifts[name].name
        made.stations.append(station)
        made.buffers.append(lw.Buffer(f"before {name}", queue=queue))
    origin = log.begin.normalize()
    for case, mine in done.groupby("case", sort=False):
        first = mine["start"].iloc[0]
        made.sources.append(
            lw.Source(
                str(case),
                schedule=[
                    lw.Arrival(
                        at=f"{(first - origin).total_seconds():.15g} s",
                        product=str(mine["product"].iloc[0]),
                    )
                ],
                route=f"route {case}",
            )
        )
        made.routes.append(lw.Route(f"route {case}", steps=_steps(mine, times or {}, waits or {})))
    return made


def _steps(mine: pd.DataFrame, times: Mapping[str, Any], waits: Mapping[str, Any]) -> list[lw.Step]:
    import linewright as lw

    steps: list[lw.Step] = []
    for number, (name, hours) in enumerate(zip(mine["activity"], mine["hours"], strict=True), 1):
        before = lw.Step(f"before {name}", name=f"before {number} {name}")
        if number > 1 and name in waits:
            before.transfer = waits[name]
        work = lw.Step(name, name=f"{number} {name}")
        if name not in times:
            work.cycle = _text(float(hours))
        steps += [before, work]
    return steps


def _text(hours: float) -> str:
    """Whole seconds where they are meant."""
    seconds = hours * 3600
    near = round(seconds)
    return f"{near} s" if math.isclose(seconds, near, abs_tol=1e-6) else f"{seconds:.15g} s"
