# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Everything that happens in one run, event by event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import pandas as pd

    from linewright.plant import Plant, Rules, Time


class Event(NamedTuple):
    """One thing that happens. What has no meaning for it is None."""

    ticks: int
    """When, in ticks of the plant's clock."""
    time: float
    """When, in seconds."""
    what: str
    """release, enter, load, resume, start, finish, leave, transport, exit, scrap, lost, fail, repair_start, repair_end,
    state, maintenance_start, maintenance_end, deliver, order, supply, refill, send_out or come_back."""
    station: str | None
    place: int | None
    """The number of the place at its station, from 0."""
    buffer: str | None
    product: str | None
    job: int | None
    """The job's number among those of its product, from 1, in the order of release."""
    state: str | None
    """The new state, for `state`."""
    detail: str | None
    """The sink of an exit, the breakdown of a fail or repair, the maintenance of its start and end, the source of a
    release or lost, the fleet of a transport by vehicle and its deliver, the material of order, supply and refill, the
    subcontractor of send_out and come_back."""


class Trace:
    """The events of one run: a sequence of `Event`, and columns of whole numbers for those who want speed."""

    def __init__(self, core: _core.Trace, plant: Plant | None = None) -> None:
        """Made by `trace`."""
        self._core = core
        self._plant = plant
        self._columns: dict[str, Any] = {}

    @property
    def plant(self) -> Plant | None:
        """The plant as it was run."""
        return self._plant

    @property
    def ending(self) -> str:
        """How the run ended: reached, exhausted, deadlock, ..."""
        return self._core.ending

    @property
    def message(self) -> str:
        """The culprits, when it could not go on."""
        return self._core.message

    def column(self, name: str) -> np.ndarray[Any, Any]:
        """A column of numbers: ticks, what, station, place, buffer, product, job, state, detail; -1 for none.

        The numbers stand for `names(name)`.
        """
        if name not in self._columns:
            maker = "at" if name == "ticks" else name
            if maker not in ("at", "what", "station", "place", "buffer", "product", "job", "state", "detail"):
                raise KeyError(name)
            self._columns[name] = getattr(self._core, maker)()
            self._columns[name].flags.writeable = False
        column: np.ndarray[Any, Any] = self._columns[name]
        return column

    def names(self, column: str) -> list[str]:
        """What the numbers of a column stand for."""
        core = self._core
        known = {
            "what": list(_core.happening_names),
            "state": list(_core.state_names),
            "station": core.station_names,
            "buffer": core.buffer_names,
            "product": core.product_names,
        }
        return known[column]

    def _details(self) -> Any:
        core, happening = self._core, _core.happening_names
        of_source = {happening.index("release"), happening.index("lost")}
        of_breakdown = {
            happening.index(name)
            for name in ("fail", "repair_start", "repair_end", "maintenance_start", "maintenance_end")
        }
        of_fleet = {happening.index("transport"), happening.index("deliver")}
        of_material = {happening.index("order"), happening.index("supply"), happening.index("refill")}
        of_subcontractor = {happening.index("send_out"), happening.index("come_back")}
        leaving = happening.index("exit")
        sources, sinks, breakdowns = core.source_names, core.sink_names, core.breakdown_names
        fleets, materials = core.fleet_names, core.material_names

        def detail(what: int, station: int, number: int) -> str | None:
            if number < 0:
                return None
            if what in of_source:
                return sources[number]
            if what == leaving:
                return sinks[number]
            if what in of_fleet:
                return fleets[number]
            if what in of_material:
                return materials[number]
            if what in of_subcontractor:
                return core.subcontractor_names[number]
            return breakdowns[station][number] if what in of_breakdown else None

        return detail

    def _event(self, row: tuple[int, ...], names: dict[str, list[str]], detail: Any, seconds: float) -> Event:
        ticks, what, station, place, buffer, product, job, state, number = row

        def named(column: str, at: int) -> str | None:
            return names[column][at] if at >= 0 else None

        return Event(
            ticks,
            ticks * seconds,
            names["what"][what],
            named("station", station),
            place if place >= 0 else None,
            named("buffer", buffer),
            named("product", product),
            job or None,
            named("state", state),
            detail(what, station, number),
        )

    _ORDER = ("ticks", "what", "station", "place", "buffer", "product", "job", "state", "detail")

    def _reader(self) -> Any:
        names = {column: self.names(column) for column in ("what", "station", "buffer", "product", "state")}
        detail, seconds = self._details(), self._core.tick_us / 1e6
        return lambda row: self._event(row, names, detail, seconds)

    def __len__(self) -> int:
        """How many events there are."""
        return len(self._core)

    def __iter__(self) -> Iterator[Event]:
        """One event after the other."""
        read = self._reader()
        columns = [self.column(name) for name in self._ORDER]
        for first in range(0, len(self), 65536):
            for row in zip(*(column[first : first + 65536].tolist() for column in columns), strict=True):
                yield read(row)

    def __getitem__(self, index: int) -> Event:
        """One event by its number."""
        at = range(len(self))[index]
        row = tuple(int(self.column(name)[at]) for name in self._ORDER)
        event: Event = self._reader()(row)
        return event

    def frame(self) -> pd.DataFrame:
        """The events as a frame with the columns of `Event`; names are categories."""
        import numpy as np
        import pandas as pd

        ticks = self.column("ticks")
        columns: dict[str, Any] = {"ticks": ticks, "time": ticks * (self._core.tick_us / 1e6)}
        for name in ("what", "station", "place", "buffer", "product", "job", "state"):
            numbers = self.column(name)
            if name in ("place", "job"):
                columns[name] = numbers
            else:
                known = self.names(name)
                columns[name] = (
                    pd.Categorical.from_codes(numbers.astype(np.int64), pd.Index(known, dtype=object))
                    if len(set(known)) == len(known)
                    else [known[i] if i >= 0 else None for i in numbers]
                )
        detail = self._details()
        triples = zip(*(self.column(name).tolist() for name in ("what", "station", "detail")), strict=True)
        columns["detail"] = pd.array([detail(*triple) if triple[2] >= 0 else None for triple in triples], dtype="str")
        return pd.DataFrame(columns)

    def people(self) -> pd.DataFrame:
        """Who did what from when to when: pool, person, activity, station, begin, end.

        A row for each stretch of time that lasted, without a gap from 0 to where the trace ends, in seconds. `person`
        counts those of a pool from 1; `activity` is idle, working, waiting, walking, going_home or off_shift; `station`
        is the one whose task it is, missing for none and for who is on the way with a job.
        """
        import numpy as np
        import pandas as pd

        pools = self._core.persons
        of_pool: dict[str, int] = {}
        numbers = []
        for pool in pools:
            of_pool[pool] = of_pool.get(pool, 0) + 1
            numbers.append(of_pool[pool])
        doing: list[list[tuple[int, str, str | None]]] = [[(0, "idle", None)] for _ in pools]
        stations = self.names("station")
        for ticks, person, activity, number, there in self._core.people():
            station = None if number is None else stations[number]
            mine = doing[person]
            if mine[-1][0] > ticks:  # the walk was broken off
                mine.pop()
            mine.append((ticks, activity, station))
            if activity in ("walking", "going_home"):
                mine.append((there, "waiting" if activity == "walking" else "idle", station))
        second, end = self._core.tick_us / 1e6, self._core.ended_at
        rows = []
        for person, (pool, number) in enumerate(zip(pools, numbers, strict=True)):
            mine = doing[person]
            for (begin, activity, station), (until, _, _) in zip(mine, [*mine[1:], (end, "", None)], strict=True):
                until = min(until, end)
                if until > begin:
                    rows.append((pool, number, activity, station, begin * second, until * second))
        frame = pd.DataFrame(rows, columns=["pool", "person", "activity", "station", "begin", "end"])
        return frame.astype({"person": np.int64, "begin": float, "end": float})

    def __repr__(self) -> str:
        """How many events, and how it ended."""
        how = "" if self.ending in ("reached", "exhausted") else f", ended by {self.ending}: {self.message}"
        return f"<Trace of {len(self)} events{how}>"


def trace(
    plant: Plant,
    until: Time | None = None,
    *,
    seed: int = 1,
    replication: int = 0,
    registry: Rules | None = None,
    max_events: int | None = None,
    max_events_per_instant: int = 10_000_000,
    max_jobs: int = 50_000_000,
    max_memory: int = 8 * 2**30,
) -> Trace:
    """Runs one replication and writes down all that happens before `until`, or until nothing more can happen.

    A deadlock or a limit ends the trace and is not raised: see `Trace.ending`. `max_memory` (bytes) is for the jobs;
    what is written down isn't counted, but `max_events` keeps it in bounds.
    """
    rules = None if registry is None else dict(registry)
    return Trace(
        _core.trace(
            plant._compiled(),
            until,
            seed,
            replication,
            rules,
            max_events_per_instant,
            max_events,
            max_jobs,
            max_memory,
        ),
        plant.copy(),
    )


def fingerprint(
    plant: Plant,
    horizon: Time = "8 h",
    warmup: Time = "0 s",
    *,
    seed: int = 1,
    replication: int = 0,
    registry: Rules | None = None,
) -> int:
    """One number for all that a run does, events and counts: equal on every machine, compiler and language."""
    rules = None if registry is None else dict(registry)
    return _core.fingerprint(plant._compiled(), horizon, warmup, seed, replication, rules)


def fingerprints(
    plant: Plant,
    horizon: Time = "8 h",
    warmup: Time = "0 s",
    *,
    replications: int = 1,
    seed: int = 1,
    threads: int = 0,
    registry: Rules | None = None,
    first_replication: int = 0,
) -> list[int]:
    """The fingerprint of every replication: equal for any number of threads too."""
    rules = None if registry is None else dict(registry)
    return _core.fingerprints(plant._compiled(), horizon, warmup, replications, seed, threads, rules, first_replication)
