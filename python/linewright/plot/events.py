# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What the pictures take from the events of a run, as frames: states from when to when, lead times, moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linewright import _core

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from linewright.events import Trace


def _number(of: str) -> int:
    return list(_core.happening_names).index(of)


def spans(trace: Trace) -> pd.DataFrame:
    """Which place was in which state from when to when: station, place, state, begin, end, in ticks.

    Without a gap from 0 to where the trace ends; a place is starved until it is told otherwise.
    """
    import numpy as np
    import pandas as pd

    names, states = trace.names("station"), trace.names("state")
    rows = np.flatnonzero(trace.column("what") == _number("state"))
    station, place = trace.column("station")[rows], trace.column("place")[rows]
    ticks, state = trace.column("ticks")[rows], trace.column("state")[rows]
    end = int(trace._core.ended_at)
    seen = set(zip(station.tolist(), place.tolist(), strict=True))
    if trace.plant is not None:
        seen |= {
            (number, k)
            for number, name in enumerate(names)
            if name in trace.plant.stations
            for k in range(trace.plant.stations[name].places)
        }
    starts = np.array(sorted(seen), dtype=np.int64).reshape(-1, 2)
    station = np.concatenate([starts[:, 0], station]).astype(np.int64)
    place = np.concatenate([starts[:, 1], place]).astype(np.int64)
    begin = np.concatenate([np.zeros(len(starts), dtype=np.int64), ticks])
    state = np.concatenate([np.full(len(starts), states.index("starved")), state]).astype(np.int64)
    order = np.lexsort((np.arange(len(begin)), begin, place, station))
    station, place, begin, state = station[order], place[order], begin[order], state[order]
    until = np.full(len(begin), end, dtype=np.int64)
    if len(begin) > 1:
        same = (station[1:] == station[:-1]) & (place[1:] == place[:-1])
        until[:-1][same] = begin[1:][same]
    lasting = until > begin
    return pd.DataFrame(
        {
            "station": [names[k] for k in station[lasting]],
            "place": place[lasting],
            "state": [states[k] for k in state[lasting]],
            "begin": begin[lasting],
            "end": until[lasting],
        }
    )


def _by_job(trace: Trace, kinds: list[str]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The events of some kinds, job by job in the order of time, and for each whether its job is the one's before."""
    import numpy as np

    wanted = np.isin(trace.column("what"), [_number(kind) for kind in kinds]) & (trace.column("job") > 0)
    rows = np.flatnonzero(wanted)
    product, job = trace.column("product")[rows].astype(np.int64), trace.column("job")[rows].astype(np.int64)
    rows = rows[np.lexsort((rows, job, product))]
    product, job = trace.column("product")[rows], trace.column("job")[rows]
    same = np.zeros(len(rows), dtype=bool)
    same[1:] = (product[1:] == product[:-1]) & (job[1:] == job[:-1])
    return rows, same


def lead_time_frame(trace: Trace) -> pd.DataFrame:
    """From release to exit, of each good job that was released and left in a trace: product, job, exit, seconds.

    What was there at the start isn't in it: its release lies before the trace. Raises ValueError where stations put
    jobs together or split them: there a lead time runs from the oldest part, of which events say nothing. Take the
    result's then.
    """
    import numpy as np
    import pandas as pd

    if trace.plant is not None:
        mixed = [s.name for s in trace.plant.stations if s.assembly is not None or s.splits is not None]
        if mixed:
            raise ValueError(
                f"at {mixed[0]} jobs become other jobs, and events don't say of which parts. Take the lead times of a "
                "result: plot.lead_times(plant.run(...))"
            )
    rows, same = _by_job(trace, ["release", "exit"])
    what = trace.column("what")[rows]
    done = np.flatnonzero(same & (what == _number("exit")))
    done = done[what[done - 1] == _number("release")]
    ticks, second = trace.column("ticks"), trace._core.tick_us / 1e6
    names = trace.names("product")
    left = rows[done]
    return pd.DataFrame(
        {
            "product": [names[k] for k in trace.column("product")[left]],
            "job": trace.column("job")[left],
            "exit": ticks[left] * second,
            "seconds": (ticks[left] - ticks[rows[done - 1]]) * second,
        }
    )


def moves(trace: Trace, *, buffers: bool = False) -> pd.DataFrame:
    """Every move of a job from one place of the plant to the next: product, job, from, to, begin, end, carried.

    Places are stations, sources and sinks, with `buffers` also buffers. It begins where the job leaves and ends where
    it is taken in, in seconds; `carried` is the part of it for which it was on its way (by a vehicle, a conveyor,
    people or a transfer time), 0 where it had only to wait.
    """
    import numpy as np
    import pandas as pd

    kinds = ["release", "enter", "load", "leave", "transport", "exit"]
    rows, same = _by_job(trace, kinds)
    number = {kind: _number(kind) for kind in kinds}
    ticks, what = trace.column("ticks")[rows].tolist(), trace.column("what")[rows].tolist()
    station, buffer = trace.column("station")[rows].tolist(), trace.column("buffer")[rows].tolist()
    detail = trace.column("detail")[rows].tolist()
    product, job = trace.column("product")[rows].tolist(), trace.column("job")[rows].tolist()
    stations, buffer_names, products = trace.names("station"), trace.names("buffer"), trace.names("product")
    sources, sinks = trace._core.source_names, trace._core.sink_names
    second = trace._core.tick_us / 1e6
    found = []
    here, since, carried, way = "", 0, 0, -1
    for i in np.arange(len(rows)).tolist():
        if not same[i]:
            here, since, carried, way = "", ticks[i], 0, -1
        if what[i] == number["transport"]:
            way = ticks[i]
            continue
        if way >= 0 and what[i] in (number["enter"], number["load"], number["exit"]):
            carried, way = carried + ticks[i] - way, -1
        if what[i] == number["leave"]:
            here, since = stations[station[i]], ticks[i]
            continue
        if what[i] == number["release"]:
            here, since = (sources[detail[i]] if detail[i] >= 0 else "released here"), ticks[i]
            continue
        if what[i] == number["enter"]:
            if not buffers:
                continue
            to = buffer_names[buffer[i]]
        else:
            to = stations[station[i]] if what[i] == number["load"] else sinks[detail[i]] if detail[i] >= 0 else "exit"
        if here and here != to:
            found.append((products[product[i]], job[i], here, to, since * second, ticks[i] * second, carried * second))
        here, since, carried = to, ticks[i], 0
    return pd.DataFrame(found, columns=["product", "job", "from", "to", "begin", "end", "carried"])
