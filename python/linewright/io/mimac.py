# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The wafer fabs of MIMAC (Fowler and Robinson, SEMATECH 95062861A-TR, 1995) as jasima ships them: fab4.txt, fab4r.txt.

    python -m linewright.io.mimac fab4r.txt > plant.json
    linewright run plant.json --horizon "1825 d"

A file lists groups of tools, a route for each product, times with batches, and the groups with their changeovers. A
group of tools becomes a station with a buffer before it, a batch family the jobs at the same step. Arrivals stand in
no file: `LOTS_PER_DAY` holds the published rates.
"""

from __future__ import annotations

import argparse
import math
import pathlib
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import linewright as lw

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

LOTS_PER_DAY = {"fab4": (4.07999048, 0.447999403), "fab4r": (4.07999048, 0.447999403)}
"""The published rates of arrival, a Poisson process for each route, by the name of the file."""

START = "DEF_SETUP"
"""The setting that a tool has at the start, and that a step without a setting asks for."""

_REMEDY = "See the heading of linewright/io/mimac.py for what a file holds"
_BATCH_RULES = ("first_ready", "highest_job", "most_complete")


class _Line(NamedTuple):
    number: int
    text: str
    comment: str
    """The comment lines right before it."""


class _Visit(NamedTuple):
    """One operation of a route."""

    line: int
    group: int
    setup: str
    minutes: float
    family: str
    largest: int


class _Group:
    def __init__(self) -> None:
        self.name = ""
        self.tools = 1
        self.setups: list[str] = []
        self.times: list[list[float]] = []


class _Reader:
    """Reads a file line by line; collects its faults."""

    def __init__(self, path: pathlib.Path) -> None:
        self.name = path.name
        self.faults: list[tuple[str, str, str]] = []
        self.lines: list[_Line] = []
        comment: list[str] = []
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            text, hash_, said = raw.partition("#")
            if text.strip():
                self.lines.append(_Line(number, text.strip(), "\n".join(comment)))
                comment = []
            elif hash_:
                comment.append(said.strip())
        self.last = len(self.lines)
        self.at = 0

    def fault(self, line: int, what: str, remedy: str = _REMEDY) -> None:
        self.faults.append((f"{self.name}, line {line}", what, remedy))

    def stop(self, line: int, what: str, remedy: str = _REMEDY) -> lw.PlantError:
        """What comes after this can't be understood."""
        self.fault(line, what, remedy)
        return lw.PlantError(self.faults)

    def next(self, wanted: str) -> _Line:
        if self.at == self.last:
            end = self.lines[-1].number if self.lines else 1
            raise self.stop(end, f"the file ends here, {wanted} is missing")
        self.at += 1
        return self.lines[self.at - 1]

    def whole(self, wanted: str, least: int = 1) -> int:
        line = self.next(wanted)
        try:
            value = int(line.text)
        except ValueError:
            raise self.stop(line.number, f"{wanted} must be a whole number, is {line.text!r}") from None
        if value < least:
            raise self.stop(line.number, f"{wanted} must be at least {least}, is {value}")
        return value

    def number(self, line: int, text: str, wanted: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and value >= 0.0):
            self.fault(line, f"{wanted} must be a number of minutes >= 0, is {text!r}")
            return 0.0
        return value


def _routes(file: _Reader, groups: int, routes: int) -> tuple[list[str], list[list[_Visit]]]:
    names: list[str] = []
    ways: list[list[tuple[int, str]]] = []
    for r in range(routes):
        line = file.next(f"the tools of route {r + 1}")
        said = re.search(r"route\s+([^\s:]+)\s*:", line.comment)
        names.append(said.group(1) if said and said.group(1) not in names else str(r + 1))
        way = []
        for entry in line.text.split():
            tool, _, setup = entry.partition(";")
            if not tool.isdigit() or not 1 <= int(tool) <= groups:
                file.fault(line.number, f"{entry!r} is no group of tools, they go from 1 to {groups}")
                tool = "1"
            way.append((int(tool) - 1, setup or START))
        ways.append(way)
    visits: list[list[_Visit]] = []
    for r, way in enumerate(ways):
        line = file.next(f"the times of route {r + 1}")
        entries = line.text.split()
        if len(entries) != len(way):
            file.fault(line.number, f"route {names[r]} has {len(way)} operations, but {len(entries)} times stand here")
        visits.append([])
        for (group, setup), entry in zip(way, entries, strict=False):
            parts = entry.split(";")
            family, largest = "", 1
            if len(parts) == 3 and parts[2].isdigit() and int(parts[2]) >= 1:
                family, largest = parts[1], int(parts[2])
            elif len(parts) != 1:
                file.fault(line.number, f"{entry!r} is neither minutes nor minutes;family;largest batch")
            minutes = file.number(line.number, parts[0], "a time")
            visits[-1].append(_Visit(line.number, group, setup, minutes, family, largest))
    return names, visits


def _setups(file: _Reader, group: _Group) -> None:
    n = file.whole("the number of settings")
    for i in range(n):
        line = file.next(f"row {i + 1} of the changeovers")
        name, *times = line.text.split()
        if name in group.setups:
            file.fault(line.number, f"the setting {name!r} has a row already")
        if len(times) != n:
            file.fault(line.number, f"row {name!r} has {len(times)} times, must have {n}")
        group.setups.append(name)
        row = [0.0 if t.lower() == "x" else file.number(line.number, t, "a changeover") for t in times]
        group.times.append((row + [0.0] * n)[:n])
    if START not in group.setups:
        file.fault(line.number, f"a row {START} is missing: the setting at the start")
    for i in range(n):
        if group.times[i][i] > 0.0:
            file.fault(line.number, f"a change from {group.setups[i]!r} to itself must be x")


def _groups(file: _Reader, count: int) -> list[_Group]:
    groups = [_Group() for _ in range(count)]
    current: _Group | None = None
    while file.at < file.last:
        line = file.next("a group")
        if line.text.isdigit() and 1 <= int(line.text) <= count:
            current = groups[int(line.text) - 1]
        elif current is None:
            raise file.stop(line.number, f"must be the number of a group, is {line.text!r}")
        elif line.text == "machineName":
            current.name = file.next("the name of the group").text
        elif line.text == "numInGroup":
            current.tools = file.whole("the number of tools")
        elif line.text == "setup":
            _setups(file, current)
        elif line.text in ("jobs", "jobs_dynamic"):
            raise file.stop(
                line.number, "jobs in the file are not read", "Give the arrivals to linewright.io.mimac.read"
            )
        else:
            raise file.stop(line.number, f"{line.text!r} is not read here")
    taken: set[str] = set()
    for i, group in enumerate(groups):
        group.name = group.name or f"group {i + 1}"
        if group.name in taken:
            group.name += f" ({i + 1})"
        taken.add(group.name)
    return groups


def _rules(group: _Group, used: set[str]) -> list[dict[str, str]]:
    """The matrix as few rules: what differs, then a line for all other changes out of a setting, then one for all."""
    rules: list[dict[str, str]] = []
    stars: list[float] = []
    every = [t for i, row in enumerate(group.times) for j, t in enumerate(row) if j != i]
    keep = [i for i, name in enumerate(group.setups) if name in used or name == START]
    group.setups, group.times = [group.setups[i] for i in keep], [[group.times[i][j] for j in keep] for i in keep]
    for i, row in enumerate(group.times):
        others = [t for j, t in enumerate(row) if j != i]
        star = max(set(others), key=lambda t: (others.count(t), every.count(t), t)) if others else 0.0
        stars.append(star)
        rules += [
            {"from": group.setups[i], "to": group.setups[j], "time": f"{t:.15g} min"}
            for j, t in enumerate(row)
            if j != i and t != star
        ]
    common = max(set(stars), key=lambda t: (stars.count(t), t))
    for i, star in enumerate(stars):
        if star != common or group.setups[i] == START:
            rules.append({"from": group.setups[i], "to": "*", "time": f"{star:.15g} min"})
    return [*rules, {"from": "*", "to": "*", "time": f"{common:.15g} min"}]


def _batch(file: _Reader, group: _Group, visits: Sequence[_Visit], smallest: float, rule: str) -> dict[str, Any] | None:
    """What the station of a group takes together; the file says it for each operation."""
    sizes = {v.largest for v in visits}
    if sizes <= {1}:
        return None
    if len(sizes) > 1:
        line = next(v.line for v in visits if v.largest != visits[0].largest)
        file.fault(
            line,
            f"group {group.name!r} takes batches of {' and '.join(map(str, sorted(sizes)))}, which is not built",
            "Give its operations one size",
        )
    families = [v.family for v in visits]
    for v in visits:
        if families.count(v.family) > 1:
            file.fault(
                v.line,
                f"batch family {v.family!r} stands at several operations of group {group.name!r}, which is not built",
                "Give each operation a family of its own",
            )
            break
    if group.times:
        file.fault(visits[0].line, f"group {group.name!r} has batches and changeovers, which is not read", _REMEDY)
    largest = max(sizes)
    return {
        "smallest": max(1, math.ceil(smallest * largest - 1e-9)),
        "largest": largest,
        "family": "operation",
        "rule": rule,
    }


def read(
    path: str | os.PathLike[str],
    *,
    lots_per_day: Sequence[float] | None = None,
    interarrival: Sequence[Any] | None = None,
    first: Any = None,
    queue: Sequence[str] = ("fifo",),
    batch_rule: str = "first_ready",
    smallest: float = 0.0,
    due_factor: float = 1.0,
) -> lw.Plant:
    """The plant that a file describes.

    `lots_per_day` are the rates of Poisson arrivals, one for each route; not given, the published ones of a file of
    that name. `interarrival` takes a time or a distribution for each route instead, `first` the time of the first lot
    of every route. `queue` are the rules before every group. A batch starts by `batch_rule` when the share `smallest`
    of the largest size waits (0: with one). A lot is due after `due_factor` times the work of its route.

    Raises PlantError with all faults of the file, each with its line.
    """
    source = pathlib.Path(path)
    file = _Reader(source)
    count, routes = file.whole("the number of groups"), file.whole("the number of routes")
    names, visits = _routes(file, count, routes)
    groups = _groups(file, count)
    if batch_rule not in _BATCH_RULES:
        raise ValueError(f"batch_rule must be one of {', '.join(_BATCH_RULES)}, is {batch_rule!r}")
    if not 0.0 <= smallest <= 1.0:
        raise ValueError(f"smallest is a share of the largest batch, from 0 to 1, is {smallest!r}")
    if interarrival is None:
        rates = lots_per_day if lots_per_day is not None else LOTS_PER_DAY.get(source.stem)
        if rates is None:
            raise ValueError(f"no rates of arrival are published for {source.stem!r}: give lots_per_day")
        interarrival = [lw.exponential(f"{1440.0 / rate!r} min") for rate in rates]
    if len(interarrival) != routes:
        raise ValueError(f"{source.name} has {routes} routes, but arrivals are given for {len(interarrival)}")

    plant: dict[str, Any] = {"name": f"MIMAC {source.stem}"}
    stations: list[dict[str, Any]] = []
    buffers: list[dict[str, Any]] = []
    changeovers: list[dict[str, Any]] = []
    for g, group in enumerate(groups):
        here = [v for way in visits for v in way if v.group == g]
        batch = _batch(file, group, here, smallest, batch_rule)
        unknown = sorted({v.setup for v in here if group.times} - set(group.setups))
        if unknown:
            file.fault(here[0].line, f"group {group.name!r} has no setting {', '.join(map(repr, unknown))}")
        station: dict[str, Any] = {"name": group.name, "places": group.tools}
        if group.times:
            station["initial_setup"] = START
        if batch:
            station["batch"] = batch
        stations.append(station)
        buffers.append({"name": f"before {group.name}", "queue": list(queue)})
        if group.times:
            changeovers.append(
                {
                    "name": group.name,
                    "by": "setup",
                    "rules": _rules(group, {v.setup for v in here}),
                }
            )
    plant |= {
        "stations": stations,
        "buffers": buffers,
        "changeovers": changeovers,
        "products": [{"name": name} for name in names],
    }
    plant["sources"] = []
    plant["routes"] = []
    for r, name in enumerate(names):
        work = sum(v.minutes for v in visits[r])
        arrivals: dict[str, Any] = {"name": f"lots {name}", "products": [name], "interarrival": interarrival[r]}
        arrivals["due"] = f"{due_factor * work!r} min"
        if first is not None:
            arrivals["first"] = first
        plant["sources"].append(arrivals)
        steps: list[dict[str, Any]] = []
        for i, v in enumerate(visits[r], 1):
            group = groups[v.group]
            label = f"{i} {group.name}"
            steps.append({"at": f"before {group.name}", "name": f"before {label}"})
            steps.append({"at": group.name, "name": label, "cycle": f"{v.minutes!r} min"})
            if group.times:
                steps[-1]["setup"] = v.setup
        plant["routes"].append({"name": f"route {name}", "products": [name], "steps": steps})
    if file.faults:
        raise lw.PlantError(file.faults)
    return lw.Plant(**plant)


def offered(plant: lw.Plant) -> dict[str, float]:
    """The offered utilisation of each station of such a plant: full batches, no changeovers."""
    load = {station.name: 0.0 for station in plant.stations}
    for source, route in zip(plant.sources, plant.routes, strict=True):
        for step in route.steps:
            if step.cycle is not None:
                station = plant.stations[step.at[0]]
                size = station.batch.largest if station.batch else 1
                # Of one time for all its products, and a source with an interarrival: as read() writes them.
                cycle, between = cast("lw.Distribution", step.cycle), cast("lw.Distribution", source.interarrival)
                load[station.name] += cycle.mean() / between.mean() / size / station.places
    return load


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: writes the plant to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m linewright.io.mimac", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("path", help="fab4.txt, fab4r.txt or a file like them")
    parser.add_argument("--lots-per-day", type=float, nargs="+", help="rates of arrival, one for each route")
    parser.add_argument("--queue", nargs="+", default=["fifo"], help="the rules of the queues (default: fifo)")
    parser.add_argument("--batch-rule", choices=_BATCH_RULES, default="first_ready", help="which batch starts")
    parser.add_argument("--smallest", type=float, default=0.0, help="the share of the largest batch that must wait")
    parser.add_argument("--due-factor", type=float, default=1.0, help="a lot is due after so many times its work")
    given = parser.parse_args(arguments)
    try:
        plant = read(
            given.path,
            lots_per_day=given.lots_per_day,
            queue=given.queue,
            batch_rule=given.batch_rule,
            smallest=given.smallest,
            due_factor=given.due_factor,
        )
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(plant.to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
