# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Reads a semiconductor factory from AutoSched AP text tables, as the SMT2020 testbed has them.

    from linewright.io import autosched
    plant = autosched.read("smt2020/ds1")
    plant.save("ds1.json")

A tool group becomes a station whose places are its tools, with one buffer before it; a part in one priority becomes a
product; a lot is a job of as many pieces as it has wafers. What each table means, and what isn't read, stands in
docs/real-plants.md.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewright.errors import Fault, PlantError
from linewright.plant import Plant, loads

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["describe", "raw_process_time", "read"]

_MINUTES = {"sec": 1 / 60, "min": 1.0, "hr": 60.0, "day": 1440.0, "week": 10080.0}
_UNITS = {"sec": "s", "min": "min", "hr": "h", "day": "d", "week": "wk"}
_RANKS = {
    "rank_HP": "priority",
    "rank_RSETUP": "least_setup",
    "rank_FIFO": "fifo",
    "rank_CR": "critical_ratio",
    "rank_EDD": "edd",
}

# A least run is kept although none of its lots waits; a tool that has stood empty for so long is let go.
_PATIENCE = "7 d"


@dataclass
class _Row:
    """A line of a table: what is missing or can't be read is a fault with the file and the line."""

    tables: _Tables
    file: str
    line: int
    cells: dict[str, str]

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"

    def fault(self, what: str, remedy: str) -> None:
        self.tables.faults.append(Fault(self.place, what, remedy))

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def need(self, column: str) -> str:
        if not self.get(column):
            self.fault(f"has no {column}", f"Fill the column {column}")
        return self.get(column)

    def number(self, column: str, otherwise: float | None = None) -> float:
        text = self.get(column)
        if not text and otherwise is not None:
            return otherwise
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if value != value or value in (float("inf"), float("-inf")) or value < 0:
            self.fault(f"{column} must be a number of at least 0, is {text!r}", "Give a number")
            return 0.0
        return value

    def count(self, column: str, otherwise: float | None = None) -> int:
        value = self.number(column, otherwise)
        if value != int(value):
            self.fault(f"{column} must be a whole number, is {self.get(column)!r}", "Give a whole number")
        return int(value)

    def choice(self, column: str, known: dict[str, Any], otherwise: str | None = None) -> Any:
        text = self.get(column) or otherwise or ""
        if text not in known:
            names = ", ".join(known)
            self.fault(f"{column} {text!r} is not known", f"Known: {names}")
            return next(iter(known.values()))
        return known[text]

    def time(self, column: str, units: str) -> str:
        """A duration as a plant's file writes it."""
        value, unit = self.number(column), self.choice(units, _UNITS)
        return f"{_text(value)} {unit}"

    def minutes(self, column: str, units: str) -> float:
        return float(self.number(column) * self.choice(units, _MINUTES))

    def law(self, law: str, mean: str, half: str, units: str, less: float = 0.0) -> Any:
        """A distribution: constant, exponential, or uniform by its mean and half-width; `less`: so many minutes off."""
        kind = self.choice(
            law, {"constant": "constant", "exponential": "exponential", "uniform": "uniform"}, "constant"
        )
        middle, unit = self.number(mean), self.choice(units, _UNITS)
        if less:
            middle = round(middle - less / self.choice(units, _MINUTES), 9)
        if kind == "constant":
            return f"{_text(middle)} {unit}"
        if kind == "exponential":
            return {"type": "exponential", "mean": f"{_text(middle)} {unit}"}
        width = self.number(half, 0.0)
        if width > middle:
            self.fault(f"{half} {_text(width)} is more than {mean}", "Times would be below 0")
        if width == 0:
            return f"{_text(middle)} {unit}"
        return {
            "type": "uniform",
            "low": f"{_text(round(middle - width, 9))} {unit}",
            "high": f"{_text(round(middle + width, 9))} {unit}",
        }

    def date(self, column: str) -> datetime:
        text = self.get(column)
        for form in ("%m/%d/%y %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%m/%d/%y", "%m/%d/%Y"):
            try:
                return datetime.strptime(text, form)
            except ValueError:
                continue
        self.fault(f"{column} must be a date like 01/31/18 07:00:00, is {text!r}", "Give month/day/year hour:min:sec")
        return datetime(2000, 1, 1)


def _text(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


@dataclass
class _Tables:
    """The tables of a folder, by name."""

    folder: Path
    faults: list[Fault] = field(default_factory=list)

    def rows(self, name: str, needed: bool = True) -> list[_Row]:
        """All lines of a table; blank lines and those that begin with # are left out."""
        path = self.folder / name
        if not path.is_file():
            if needed:
                self.faults.append(Fault(name, "is missing", f"Put the table into {self.folder}"))
            return []
        rows: list[_Row] = []
        with path.open(newline="", encoding="utf-8-sig", errors="replace") as text:
            lines = csv.reader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
            header = [cell.strip() for cell in next(lines, [])]
            if not any(header):
                self.faults.append(Fault(f"{name}:1", "has no header", "Name the columns in the first line"))
            for number, cells in enumerate(lines, start=2):
                if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                    continue
                if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
                    self.faults.append(
                        Fault(f"{name}:{number}", "has more cells than the header", "Separate the columns by tabs")
                    )
                rows.append(_Row(self, name, number, {k: c.strip() for k, c in zip(header, cells, strict=False)}))
        if not rows and needed:
            self.faults.append(Fault(name, "is empty", "Give it at least one line"))
        return rows


def _tool_file(folder: Path) -> str:
    found = sorted(p.name for p in folder.glob("tool.txt*")) if folder.is_dir() else []
    return found[0] if found else "tool.txt"


class _Importer:
    def __init__(self, folder: Path) -> None:
        self.tables = _Tables(folder)
        self.tools: dict[str, _Row] = {}
        self.areas: dict[str, list[str]] = {}
        self.routes: dict[str, list[_Row]] = {}
        self.part_route: dict[str, str] = {}
        self.products: dict[tuple[str, int], str] = {}
        self.pieces: dict[tuple[str, int], int] = {}
        self.transport: dict[tuple[str, str], Any] = {}

    # -- tables ----------------------------------------------------------------------------------------------

    def run(self) -> dict[str, Any]:
        folder = self.tables.folder
        for row in self.tables.rows(_tool_file(folder)):
            name = row.need("STNFAM")
            if name in self.tools:
                row.fault(f"STNFAM {name!r} is there twice", "Name each tool group once")
            self.tools[name] = row
            self.areas.setdefault(row.get("STNGRP"), []).append(name)
        for row in self.tables.rows("fromto.txt", needed=False):
            self.transport[row.get("FROMLOC"), row.get("TOLOC")] = row.law("DDIST", "DTIME", "DTIME2", "DUNITS")
        parts = self.tables.rows("part.txt")
        for row in parts:
            file, part = row.need("ROUTEFILE"), row.need("PART")
            name = file if file.endswith(".txt") else file + ".txt"
            if name not in self.routes:
                self.routes[name] = self.tables.rows(name)
            self.part_route[part] = name
        orders, wip = self.tables.rows("order.txt"), self.tables.rows("WIP.txt", needed=False)
        for row in [*orders, *wip]:
            self.product(row)
        if not self.tables.faults:
            breakdowns, maintenance = self.calendars()
            plant = {
                "linewright": 1,
                "semantics": 1,
                "name": folder.name,
                "products": [
                    {"name": name, "family": part, "priority": priority, "pieces": self.pieces[part, priority]}
                    for (part, priority), name in self.products.items()
                ],
                "sources": [self.source(row) for row in orders],
                "stations": [self.station(name, row, breakdowns, maintenance) for name, row in self.tools.items()],
                "buffers": self.buffers(wip),
                "routes": [self.route(name, rows) for name, rows in self.routes.items()],
                "changeovers": list(self.changeovers()),
            }
        if self.tables.faults:
            raise PlantError(self.tables.faults)
        return plant

    def product(self, row: _Row) -> str:
        """The product of an order or a lot: its part in its priority."""
        part, priority = row.need("PART"), row.count("PRIOR", 0)
        if part not in self.part_route:
            row.fault(f"there is no part {part!r} in part.txt", f"Known: {', '.join(self.part_route)}")
        pieces = row.count("PIECES", 1)
        key = part, priority
        if key not in self.products:
            plain = all(other != part for other, _ in self.products)
            self.products[key] = part if plain else f"{part} priority {priority}"
            self.pieces[key] = pieces
        elif self.pieces[key] != pieces:
            row.fault(f"PIECES is {pieces}, other lots of the part have {self.pieces[key]}", "Give all the same")
        return self.products[key]

    def source(self, row: _Row) -> dict[str, Any]:
        start = row.date("START")
        source: dict[str, Any] = {
            "name": row.need("LOT"),
            "products": [self.product(row)],
            "interarrival": row.law("RDIST", "REPEAT", "REPEAT2", "RUNITS"),
            "first": "0 min",
        }
        if row.get("RPT#"):
            source["count"] = row.count("RPT#")
        if row.count("LOTSPERRPT", 1) != 1:
            source["batch"] = row.count("LOTSPERRPT")
        if row.get("DUE"):
            source["due"] = f"{_text((row.date('DUE') - start).total_seconds())} s"
        return source

    def calendars(self) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
        """Breakdowns and maintenance by tool group."""
        down = {row.need("DOWNCALNAME"): row for row in self.tables.rows("downcal.txt", needed=False)}
        planned = {row.need("PMCALNAME"): row for row in self.tables.rows("pmcal.txt", needed=False)}
        breakdowns: dict[str, list[Any]] = {}
        maintenance: dict[str, list[Any]] = {}
        for row in self.tables.rows("attach.txt", needed=False):
            kind = row.choice("CALTYPE", {"down": "down", "pm": "pm"})
            name = row.need("CALNAME")
            calendar = (down if kind == "down" else planned).get(name)
            if calendar is None:
                row.fault(f"there is no calendar {name!r}", "Look at downcal.txt and pmcal.txt")
                continue
            if row.choice("RESTYPE", {"stngrp": "stngrp", "stnfam": "stnfam"}) == "stngrp":
                families = self.areas.get(row.get("RESNAME"), [])
            else:
                families = [row.get("RESNAME")] if row.get("RESNAME") in self.tools else []
            if not families:
                row.fault(f"there are no tools {row.get('RESNAME')!r}", "Name an area or a tool group of tool.txt")
            for family in families:
                if kind == "down":
                    breakdowns.setdefault(family, []).append(self.breakdown(row, calendar))
                else:
                    maintenance.setdefault(family, []).append(self.maintenance(row, calendar))
        return breakdowns, maintenance

    def breakdown(self, row: _Row, calendar: _Row) -> dict[str, Any]:
        calendar.choice("DOWNCALTYPE", {"mttf_by_cal": 0})
        law = "MTTFDIST", "MTTF", "MTTF2", "MTTFUNITS"
        between = calendar.law(*law)
        if row.get("FOA") and row.law("FOADIST", "FOA", "FOA2", "FOAUNITS") != between:
            row.fault("the first breakdown has another law than the others", "Give FOA the law of MTTF")
        # From failure to failure: a tool is down for MTTR / MTTF of the time.
        repair = calendar.minutes("MTTR", "MTTRUNITS")
        if repair >= calendar.minutes("MTTF", "MTTFUNITS"):
            calendar.fault("MTTR isn't shorter than MTTF", "The tool would never be up")
            repair = 0.0
        return {
            "name": calendar.get("DOWNCALNAME"),
            "uptime": calendar.law(*law, less=repair),
            "repair": calendar.law("MTTRDIST", "MTTR", "MTTR2", "MTTRUNITS"),
            "clock": "calendar",
            "scope": "place",
        }

    def maintenance(self, row: _Row, calendar: _Row) -> dict[str, Any]:
        by_pieces = calendar.choice("PMCALTYPE", {"mtbpm_by_cal": False, "mtbpm_by_pieces": True})
        service: dict[str, Any] = {
            "name": calendar.get("PMCALNAME"),
            "clock": "pieces" if by_pieces else "calendar",
            "every": f"{_text(calendar.number('MTBPM'))} cycles" if by_pieces else calendar.time("MTBPM", "MTBPMUNITS"),
            "duration": calendar.law("MTTRDIST", "MTTR", "MTTR2", "MTTRUNITS"),
            "from": "start",
            "scope": "place",
        }
        if row.get("FOA"):
            row.choice("FOADIST", {"constant": 0}, "constant")
            service["first"] = f"{_text(row.number('FOA'))} cycles" if by_pieces else row.time("FOA", "FOAUNITS")
            service["staggered"] = True
        return service

    # -- elements --------------------------------------------------------------------------------------------

    def station(
        self, name: str, row: _Row, breakdowns: dict[str, list[Any]], maintenance: dict[str, list[Any]]
    ) -> dict[str, Any]:
        station: dict[str, Any] = {"name": name, "places": row.count("STNQTY")}
        for column, key in (("LTIME", "load"), ("ULTIME", "unload")):
            if row.number(column, 0.0) > 0:
                station[key] = row.time(column, column[:-4] + "TUNITS")
        if row.count("STNCAP", 1) > 1:
            station |= {"slots": row.count("STNCAP"), "load_ahead": True}
        if name in self.batch_families():
            row.choice("BATCHCRITF", {"crit_sameroutestep": 0}, "crit_sameroutestep")
            in_pieces = row.choice("BATCHPER", {"piece": True, "lot": False}, "piece")
            station["batch"] = {"family": "operation", "count": "pieces" if in_pieces else "jobs"}
            largest = max(step.count("BATCHMX") for step in self.steps(name) if step.get("BATCHMX"))
            station["batch"] |= {"smallest": 1, "largest": largest}
        if name in breakdowns:
            station["breakdowns"] = breakdowns[name]
        if name in maintenance:
            station["maintenance"] = maintenance[name]
        return station

    def steps(self, family: str) -> Iterator[_Row]:
        for rows in self.routes.values():
            for row in rows:
                if row.get("STNFAM") == family:
                    yield row

    def batch_families(self) -> set[str]:
        return {row.get("STNFAM") for rows in self.routes.values() for row in rows if row.get("PTPER") == "per_batch"}

    def buffers(self, wip: list[_Row]) -> list[dict[str, Any]]:
        waiting: dict[str, list[dict[str, Any]]] = {}
        for row in wip:
            route = self.routes[self.part_route[row.get("PART")]]
            step = next((s for s in route if s.get("STEP") == row.get("CURSTEP")), None)
            if step is None:
                row.fault(f"the route of {row.get('PART')!r} has no step {row.get('CURSTEP')!r}", "Look at CURSTEP")
                continue
            line = {"product": self.product(row), "step": _wait(step)}
            lines = waiting.setdefault(step.get("STNFAM"), [])
            if lines and {k: lines[-1][k] for k in line} == line:
                lines[-1]["quantity"] += 1
            else:
                lines.append({**line, "quantity": 1})
        batches = self.batch_families()
        buffers = []
        for name, row in self.tools.items():
            rules = []
            for rank in filter(None, row.get("FWLRANK").split(";")):
                if rank not in _RANKS:
                    row.fault(f"FWLRANK {rank!r} is not known", f"Known: {', '.join(_RANKS)}")
                    continue
                rules.append(_RANKS[rank])
            # Hot lots first, then as they come; only the other rule spares setups.
            spares = row.choice("RULE", {"rule_HotLotFIRST": False, "rule_LSSU": True}, "rule_HotLotFIRST")
            if not spares or not any(step.get("SETUP") for step in self.steps(name)):
                rules = [rule for rule in rules if rule != "least_setup"]
            buffer: dict[str, Any] = {"name": _queue(name), "queue": rules or ["fifo"]}
            if name not in batches:
                wake = row.choice("WAKERESRANK", {"": "longest_idle", "wake_LeastSetupTime": "least_setup"})
                buffer["dispatch"] = wake if spares else "longest_idle"
            if name in waiting:
                buffer["initial"] = waiting[name]
            buffers.append(buffer)
        return buffers

    def route(self, name: str, rows: list[_Row]) -> dict[str, Any]:
        parts = {part for part, file in self.part_route.items() if file == name}
        steps: list[dict[str, Any]] = []
        by_number = {row.get("STEP"): row for row in rows}
        same = {row.get("FORSTEP"): row for row in rows if row.get("SVESTN") == "yes" and row.get("FORSTEP")}
        for number in same:
            if number not in by_number:
                same[number].fault(f"FORSTEP {number!r} is no step of the route", "Look at the column STEP")
        limits: dict[str, list[dict[str, str]]] = {}
        for row in rows:
            if row.get("STEP_CQT"):
                if row.get("STEP_CQT") not in by_number:
                    row.fault(f"STEP_CQT {row.get('STEP_CQT')!r} is no step of the route", "Look at the column STEP")
                limit = {"since": f"step {row.get('STEP')}", "within": row.time("CQT", "CQTUNITS")}
                limits.setdefault(row.get("STEP_CQT"), []).append(limit)
        before = ""
        for i, row in enumerate(rows):
            family = row.need("STNFAM")
            if family not in self.tools:
                row.fault(f"there is no tool group {family!r} in tool.txt", "Look at the column STNFAM")
                continue
            place = self.tools[family].get("STNFAMLOC")
            wait: dict[str, Any] = {"at": _queue(family), "name": _wait(row)}
            if i > 0 and (way := self.transport.get((before, place))):
                wait["transfer"] = way
            before = place
            work = self.work(row, rows, i, by_number, same.get(row.get("STEP")))
            if row.get("STEP") in limits:
                work["limits"] = limits[row.get("STEP")]
            steps += [wait, work]
        return {
            "name": name.removesuffix(".txt"),
            "products": [p for (part, _), p in self.products.items() if part in parts],
            "steps": steps,
        }

    def work(
        self, row: _Row, rows: list[_Row], i: int, by_number: dict[str, _Row], same: _Row | None
    ) -> dict[str, Any]:
        step: dict[str, Any] = {
            "at": row.get("STNFAM"),
            "name": f"step {row.need('STEP')}",
            "cycle": row.law("PDIST", "PTIME", "PTIME2", "PTUNITS"),
        }
        per = row.choice("PTPER", {"per_lot": "job", "per_piece": "piece", "per_batch": "batch"})
        if per == "piece":
            step["per"] = "piece"
        if per == "batch":
            step["batch"] = {"smallest": row.count("BATCHMN"), "largest": row.count("BATCHMX")}
        column = "PartInterval" if per == "piece" else "BatchInterval"
        if row.get(column):
            if self.tools[row.get("STNFAM")].count("STNCAP", 1) < 2:
                row.fault(f"has a {column}, but the tool group takes one lot at a time", "Give it a STNCAP of 2")
            step["interval"] = row.time(column, "PartIntUnits" if per == "piece" else "BatchIntUnits")
        if row.get("SETUP"):
            row.choice("WHEN", {"need": 0}, "need")
            step["setup"] = row.get("SETUP")
        share = row.number("StepPercent", 100.0)
        if share < 100.0:
            step["sampling"] = share / 100.0
        if same is not None:
            step["same_place_as"] = f"step {same.get('STEP')}"
        if row.number("REWORK", 0.0) > 0:
            row.choice("RWKTYPE", {"lot": 0})
            back = by_number.get(row.get("RWKSTEP"))
            if back is None:
                row.fault(f"RWKSTEP {row.get('RWKSTEP')!r} is no step of the route", "Look at the column STEP")
            else:
                on = _wait(rows[i + 1]) if i + 1 < len(rows) else "exit"
                again = row.number("REWORK") / 100.0
                step["to"] = [{"to": _wait(back), "share": again}, {"to": on, "share": 1.0 - again}]
        return step

    def changeovers(self) -> Iterator[dict[str, Any]]:
        table = self.tables.rows("setup.txt", needed=False)
        least = {row.need("SETUP"): row.count("MINRUN", 1) for row in self.tables.rows("setupgrp.txt", needed=False)}
        for name in self.tools:
            setups: dict[str, _Row] = {}
            for step in self.steps(name):
                if step.get("SETUP"):
                    setups.setdefault(step.get("SETUP"), step)
            if not setups:
                continue
            rules = [
                {"from": row.get("CURSETUP") or "*", "to": row.get("NEWSETUP"), "time": row.time("STIME", "STUNITS")}
                for row in table
                if row.get("NEWSETUP") in setups and (not row.get("CURSETUP") or row.get("CURSETUP") in setups)
            ]
            rules += [
                {"from": "*", "to": setup, "time": step.time("STIME", "STUNITS")}
                for setup, step in setups.items()
                if step.get("STIME")
            ]
            rules.append({"from": "*", "to": "*", "time": "0 min"})
            change: dict[str, Any] = {"name": name, "by": "setup", "rules": rules}
            runs = {least.get(setup, 1) for setup in setups}
            if len(runs) > 1:
                self.tools[name].fault("its setups have several least runs", "Give them the same MINRUN")
            if max(runs) > 1:
                change["campaign"] = {"least_jobs": max(runs), "release": "after_wait", "longest_wait": _PATIENCE}
            yield change


def _queue(family: str) -> str:
    return f"before {family}"


def _wait(step: _Row) -> str:
    return f"wait {step.get('STEP')}"


def describe(folder: str | os.PathLike[str]) -> dict[str, Any]:
    """The plant of a folder of tables as a plant's file has it. Raises PlantError with all faults, each with the file
    and the line."""
    return _Importer(Path(folder)).run()


def read(folder: str | os.PathLike[str]) -> Plant:
    """The plant of a folder of AutoSched AP tables (tool.txt, part.txt and its routes, order.txt; and, where they are
    there, fromto.txt, setup.txt, setupgrp.txt, downcal.txt, pmcal.txt, attach.txt, WIP.txt). Raises PlantError with all
    faults, each with the file and the line."""
    return loads(json.dumps(describe(folder)))


def raw_process_time(folder: str | os.PathLike[str]) -> dict[str, float]:
    """The raw process time of each part in days: over its steps sampling x (load + process + unload + the way there),
    without rework. What figures of cycle time are held against."""
    importer = _Importer(Path(folder))
    importer.run()
    ways = {
        (r.get("FROMLOC"), r.get("TOLOC")): r.minutes("DTIME", "DUNITS") for r in importer.tables.rows("fromto.txt")
    }
    pieces = {part: number for (part, _), number in importer.pieces.items()}
    result = {}
    for part, name in importer.part_route.items():
        days = 0.0
        for row in importer.routes[name]:
            tool = importer.tools[row.get("STNFAM")]
            work = row.minutes("PTIME", "PTUNITS")
            if row.get("PTPER") == "per_piece":
                number = pieces.get(part, 1)
                apart = row.minutes("PartInterval", "PartIntUnits") if row.get("PartInterval") else work
                work += (number - 1) * apart
            extra = tool.minutes("LTIME", "LTUNITS") + tool.minutes("ULTIME", "ULTUNITS")
            location = tool.get("STNFAMLOC")
            days += (
                row.number("StepPercent", 100.0) / 100.0 * (work + extra + ways.get((location, location), 0.0)) / 1440
            )
        result[part] = days
    return result


def main(arguments: list[str] | None = None) -> int:
    """The command: writes the plant to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m linewright.io.autosched", description="Reads AutoSched AP tables.")
    parser.add_argument("folder", help="the folder with the tables")
    given = parser.parse_args(arguments)
    try:
        plant = read(given.folder)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(plant.to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
