# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Reads a plant from an Excel workbook, or from a folder of CSV files with the names of its sheets.

    from linewright.io import tables
    tables.write_template("plant.xlsx")  # every sheet, its headings explained, a small line as an example
    plant = tables.read("plant.xlsx")

Sheets are plant, products, stations, buffers, routes, changeovers, breakdowns, maintenance, operators, calendars and
demand; only stations and demand must be there. Times have a unit in the cell ("3 min", "triangular(2, 2.5, 4) min")
or in the heading ("cycle [min]"). A sheet called notes, lines whose first cell begins with #, and names of sheets that
begin with _ are for people. All faults come at once, each with its cell ("stations!C7", "stations.csv:7/cycle").
"""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewright import _core
from linewright.errors import Fault, PlantError
from linewright.io._cells import UNITS, Reader, unit_of
from linewright.io._columns import HINTS, Column, elsewhere, sheets
from linewright.io._grid import Book, Cell, Sheet, key
from linewright.io._template import write_template
from linewright.plant import Plant, loads

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["describe", "read", "write_template"]

_LISTS = {"sources": "demand"}
_HARMLESS: dict[str, Any] = {
    "law": "1 min",
    "time": "1 min",
    "number": 1.0,
    "whole": 1,
    "share": 0.0,
    "yes": False,
    "text": "",
}


@dataclass
class _Line:
    """A row under headings: its cells by the columns' headings, and the units that those name."""

    cells: dict[str, Cell]
    units: dict[str, str]
    place: str
    others: list[tuple[str, Cell, str]] = field(default_factory=list)

    def has(self, heading: str) -> bool:
        return heading in self.cells and self.cells[heading].value is not None


class _Importer:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = Book(path)
        self.reader = Reader()
        for fault in self.book.faults:
            self.reader.fault(*fault)
        self.reader.faulty |= self.book.covered
        self.places: dict[str, str] = {}
        """Paths of the plant's file, and the cells that they come from."""
        self.empty: dict[tuple[str, str, str], str] = {}
        """Cells of changeover matrices with nothing in them: table, from, to."""
        self.doubtful: set[str] = set()
        """Sheets with columns that nobody knows."""
        self.whole = True
        """No column is missing without which everything else looks wrong, too."""
        self.plant: dict[str, Any] = {"linewright": 1, "semantics": 1}
        self.sheets: dict[str, Sheet] = {}

    # -- sheets and headings ---------------------------------------------------------------------------------

    def find_sheets(self) -> None:
        known = list(sheets())
        rest = []
        for sheet in self.book:
            name = key(sheet.name)
            if name not in known:
                rest.append(sheet)
            elif name in self.sheets:
                self.reader.fault(sheet.place, f"the sheet {name} is there twice", "Remove or rename one")
            else:
                self.sheets[name] = sheet
        for sheet in rest:
            name = key(sheet.name).replace(" ", "_")
            place = self._top(sheet)
            if name in elsewhere():
                remedy = "Add them in Python, or in the plant's file"
                self.reader.fault(place, f"{name} aren't read from tables", remedy)
                continue
            near = _core.did_you_mean(name, known, "sheet")
            remedy = f"{near}{'' if near.endswith('?') else '.'} Sheets for people are called notes or begin with _"
            self.reader.fault(place, f"there is no sheet {sheet.name!r} in a plant", remedy)
            close = [n for n in difflib.get_close_matches(name, known, 3, 0.7) if n not in self.sheets]
            if close:  # read as what it must mean, so that its own faults are found, too
                self.sheets[close[0]] = sheet

    def _top(self, sheet: Sheet) -> str:
        return sheet.place if sheet.place.endswith(".csv") else f"{sheet.place}!A1"

    def heading(self, cell: Cell) -> tuple[str, str]:
        """The name and the unit of a heading: "cycle [min]"; brackets with anything else belong to the name."""
        found = re.fullmatch(r"(.+?)\s*[\[(]\s*([^\[\]()]+?)\s*[\])]", cell.text)
        if found and (key(found[2]) in UNITS or found[2] in ("%", "m", "m/s", "kW", "1/h", self.reader.currency)):
            return found[1], found[2]
        return cell.text, ""

    def lines(self, name: str, open_ended: bool = False) -> Iterator[_Line]:
        """The rows of a sheet; what its headings have wrong is noted."""
        sheet = self.sheets.get(name)
        if sheet is None:
            return
        columns = {key(word): column for column in sheets()[name] for word in (column.heading, *column.aliases)}
        heads: list[tuple[Column | None, str, str]] = []
        seen: dict[str, str] = {}
        for cell in sheet.headings:
            title, unit = self.heading(cell)
            column = columns.get(key(title))
            if cell.value is not None and column is None and not open_ended:
                column = self._nearest(cell, title, columns, [key(self.heading(c)[0]) for c in sheet.headings])
            if column is not None:
                if column.heading in seen:
                    self.reader.fault(cell, f"is a second column {column.heading!r}", f"See {seen[column.heading]}")
                    column = None
                else:
                    seen[column.heading] = cell.place
            heads.append((column, "" if column is None and not open_ended else title, self._unit(cell, column, unit)))
        for column in sheets()[name]:
            if column.required and column.heading not in seen:
                remedy = f"Add it. {column.doc}"
                self.reader.fault(self._top(sheet), f"the column {column.heading!r} is missing", remedy)
                self.whole = False
        for row in sheet.rows:
            line = _Line({}, {}, next((cell.place for cell in row if cell.value is not None), sheet.place))
            for i, cell in enumerate(row):
                column, title, unit = heads[i] if i < len(heads) else (None, "", "")
                if column is not None:
                    line.cells[column.heading], line.units[column.heading] = cell, unit
                elif title:
                    line.others.append((title, cell, unit))
                elif cell.value is not None and (i >= len(heads) or sheet.headings[i].value is None):
                    self.reader.fault(cell, f"stands under no heading: {cell.text!r}", "Give the column a heading")
            if all(cell.value is None for cell in (*line.cells.values(), *(cell for _, cell, _ in line.others))):
                continue
            for column in sheets()[name]:
                if column.required and column.heading in line.cells and not line.has(column.heading):
                    self.reader.fault(line.cells[column.heading], f"{column.heading} is missing", "Fill the cell")
            yield line

    def _nearest(self, cell: Cell, title: str, columns: dict[str, Column], taken: list[str]) -> Column | None:
        names = list(dict.fromkeys(column.heading for column in columns.values()))
        remedy = HINTS.get(key(title)) or _core.did_you_mean(key(title), names, "column")
        self.reader.fault(cell, f"there is no column {title!r}", remedy)
        near = difflib.get_close_matches(key(title), list(columns), 1, 0.75)
        if near and near[0] not in taken and key(title) not in HINTS:
            return columns[near[0]]
        self.doubtful.add(re.split("[!:]", cell.place)[0])
        return None

    def _unit(self, cell: Cell, column: Column | None, unit: str) -> str:
        """The unit of a heading; one that doesn't fit the column is a fault."""
        if not unit:
            return ""
        kind = column.kind if column else "law"
        if kind in ("law", "time") or (column is not None and column.heading == "from" and key(unit) in UNITS):
            return unit_of(unit) if key(unit) in UNITS else ""
        money = column is not None and column.unit == "money" and unit == self.reader.currency
        if money or (kind == "share" and unit == "%") or (column is not None and column.unit == unit):
            return unit
        if kind == "date" and key(unit) in UNITS:
            return unit_of(unit)
        remedy = f"Its unit is {column.unit}" if column is not None and column.unit else "Leave the unit out"
        self.reader.fault(cell, f"can't be in {unit}", remedy)
        return ""

    # -- cells -----------------------------------------------------------------------------------------------

    def value(self, line: _Line, column: Column) -> Any:
        """What a cell says, as a plant's file has it."""
        cell, unit = line.cells[column.heading], line.units[column.heading]
        reader, kind = self.reader, column.kind
        if kind == "choice":
            return reader.read(cell, lambda c: reader.choice(c, list(column.choices)), column.choices[0])
        if kind == "to":
            return reader.read(cell, lambda c: reader.weighted(c, "to", "share"), [])
        if kind == "skills":
            return reader.read(cell, lambda c: reader.weighted(c, "skill", "level"), [])
        if kind == "attendance":
            made = reader.read(cell, lambda c: reader.weighted(c, "calendar", "count"), [])
            return [entry | {"count": int(entry.get("count", 1))} for entry in made]
        read = getattr(reader, kind)
        return reader.read(cell, lambda c: read(c, unit), _HARMLESS.get(kind, []))

    def element(self, sheet: str, line: _Line, *paths: str) -> dict[str, Any]:
        """All fields that the cells of a row fill; the paths are what the compiled check may call it."""
        made: dict[str, Any] = {}
        for column in sheets()[sheet]:
            if not column.field or column.heading not in line.cells:
                continue
            place, has = line.cells[column.heading].place, line.has(column.heading)
            for path in paths:
                self.places[f"{path}/{column.field}"] = place
                if has and "/" in column.field:
                    self.places.setdefault(f"{path}/{column.field.partition('/')[0]}", place)
            if not has:
                continue
            value = self.value(line, column)
            if column.field == "inspection":
                if value:
                    made["inspection"] = {}
                continue
            holder, _, inner = column.field.rpartition("/")
            (made.setdefault(holder, {}) if holder else made)[inner] = value
        for path in paths:
            self.places.setdefault(path, line.place)
        return made

    def name(self, line: _Line, heading: str = "name") -> str:
        """The name in a line; its place where there is none, which is a fault already."""
        otherwise = f"({line.place})".replace("/", " ")
        if not line.has(heading):
            return otherwise
        return str(self.reader.read(line.cells[heading], self.reader.text, otherwise))

    def new_name(self, line: _Line, heading: str = "name") -> str:
        """The name of something that is described here."""
        name = self.name(line, heading)
        if "/" in name:
            self.reader.fault(line.cells[heading], f"{name!r} has a slash in it", "Choose another name")
            name = name.replace("/", " ")
        return name

    # -- the plant -------------------------------------------------------------------------------------------

    def run(self) -> dict[str, Any]:
        self.find_sheets()
        self.head()
        for sheet in ("products", "stations", "buffers", "operators"):
            self.named(sheet)
        self.of_stations("breakdowns")
        self.of_stations("maintenance")
        self.routes()
        self.changeovers()
        self.calendars()
        self.demand()
        self.check()
        return self.plant

    def head(self) -> None:
        """The sheet plant: names beside values, or above them."""
        sheet = self.sheets.get("plant")
        if sheet is None:
            return
        columns = {key(column.heading): column for column in sheets()["plant"]}
        rows = [sheet.headings, *sheet.rows]
        across = len(sheet.headings) > 1 and key(sheet.headings[1].text) in columns
        pairs: list[tuple[Cell, Cell]] = []
        if across:
            values = sheet.rows[0] if sheet.rows else []
            pairs = [(c, values[i] if i < len(values) else Cell(c.place)) for i, c in enumerate(sheet.headings)]
            for row in sheet.rows[1:]:
                self.reader.fault(row[0], "is a second line of values", "A workbook has one plant; remove the line")
        else:
            for row in rows:
                if row[0].value is None or key(row[1].text if len(row) > 1 else "") == "value":
                    continue
                pairs.append((row[0], row[1] if len(row) > 1 else Cell(row[0].place)))
        line = _Line({}, {}, sheet.place)
        for title, cell in pairs:
            column = columns.get(key(title.text))
            if column is None and title.value is not None:
                column = self._nearest(title, title.text, columns, [key(t.text) for t, _ in pairs])
            if column is not None:
                line.cells[column.heading], line.units[column.heading] = cell, ""
        if line.has("time unit"):
            self.reader.time_unit = self.value(line, next(c for c in sheets()["plant"] if c.heading == "time unit"))
        if line.has("currency"):
            self.reader.currency = line.cells["currency"].text
        made = self.element("plant", line, "")
        self.places = {path.lstrip("/"): place for path, place in self.places.items()}
        if isinstance(made.get("start"), dt.datetime):
            self.reader.start = made["start"]
            made["start"] = made["start"].strftime("%Y-%m-%d %H:%M" + (":%S" if made["start"].second else ""))
        elif "start" in made:  # can't be read; the dates aren't to blame
            self.reader.start = dt.datetime(1900, 1, 1)
            del made["start"]
        self.plant |= made

    def named(self, sheet: str) -> None:
        """Elements with names, one a line."""
        made: dict[str, Any] = {}
        first: dict[str, str] = {}
        for line in self.lines(sheet):
            name = self.new_name(line)
            cell = line.cells.get("name")
            if name in made and cell is not None:
                self.reader.fault(cell, f"{name!r} is there twice", f"See {first[name]}; rename one of them")
                continue
            made[name] = {**self.element(sheet, line, f"{sheet}/{name}", f"{sheet}/{len(made)}"), "name": name}
            first[name] = self.places[f"{sheet}/{name}"] = cell.place if cell else line.place
        if made:
            self.plant[sheet] = list(made.values())

    def of_stations(self, sheet: str) -> None:
        """Breakdowns and maintenance: each belongs to a station."""
        stations = {station["name"]: station for station in self.plant.get("stations", [])}
        for line in self.lines(sheet):
            if not line.has("station"):
                continue
            name = self.name(line, "station")
            if name not in stations:
                remedy = _core.did_you_mean(name, list(stations), "station")
                self.reader.fault(line.cells["station"], f"there is no station {name!r}", remedy)
                continue
            entries = stations[name].setdefault(sheet, [])
            paths = [f"stations/{name}/{sheet}/{len(entries)}"]
            if line.has("name"):
                paths.append(f"stations/{name}/{sheet}/{line.cells['name'].text}")
            entries.append(self.element(sheet, line, *paths))

    def routes(self) -> None:
        routes: dict[str, Any] = {}
        called: str | None = None
        last: dict[str, float] = {}
        for line in self.lines("routes"):
            if line.has("product") or called is None:
                products = self.value(line, sheets()["routes"][0]) if line.has("product") else []
                called = ", ".join(products) or "all"
            route = routes.setdefault(called, {"name": called, "products": products, "steps": []})
            if line.has("product") and not route["steps"]:
                self.places[f"routes/{called}"] = self.places[f"routes/{called}/products"] = line.cells["product"].place
            self.places.setdefault(f"routes/{called}", line.place)
            step = self.element("routes", line, f"routes/{called}/steps/{len(route['steps'])}")
            if line.has("step") and re.fullmatch(r"\d+(\.\d+)?", line.cells["step"].text):
                number = float(line.cells["step"].text)
                if number <= last.get(called, -1e300):
                    what = f"step {line.cells['step'].text} stands after step {Cell('', last[called]).text}"
                    self.reader.fault(line.cells["step"], what, "List the steps in their order, each once")
                last[called] = number
            if "at" in step:
                route["steps"].append(step)
        if routes:
            self.plant["routes"] = list(routes.values())

    def changeovers(self) -> None:
        tables: dict[str, tuple[dict[str, Any], list[tuple[tuple[bool, bool], dict[str, Any], dict[str, str]]]]] = {}
        above: _Line | None = None
        for line in self.lines("changeovers", open_ended=True):
            if not line.has("from") or not (line.has("station") or above):
                continue
            stations = self.reader.names(line.cells["station"])
            name = ", ".join(stations)
            table, rules = tables.setdefault(name, ({"name": name}, []))
            if len(stations) > 1:
                table["stations"] = stations
            path = f"changeovers/{name}"
            self.places.setdefault(path, line.cells["station"].place)
            for i, _ in enumerate(stations):
                self.places.setdefault(f"{path}/stations/{i}", line.cells["station"].place)
            if line.has("by"):
                by = self.value(line, sheets()["changeovers"][2])
                if table.setdefault("by", by) != by:
                    what = f"the lines above say by {table['by']}"
                    self.reader.fault(line.cells["by"], what, "All lines of a station count by the same")
                self.places.setdefault(f"{path}/by", line.cells["by"].place)
            before = self.name(line, "from")
            for title, cell, unit in line.others:
                if cell.value is None:
                    self.empty[name, before, title] = cell.place
                    continue
                time = self.change(cell, unit or line.units.get("from", ""))
                where = {"time": cell.place, "": cell.place, "from": line.cells["from"].place, "to": cell.place}
                rules.append(((before == "*", title == "*"), {"from": before, "to": title, "time": time}, where))
        for name, (table, rules) in tables.items():
            rules.sort(key=lambda rule: rule[0])  # what is named goes before *
            table["rules"] = [rule for _, rule, _ in rules]
            for i, (_, _, where) in enumerate(rules):
                self.places |= {f"changeovers/{name}/rules/{i}/{f}".rstrip("/"): p for f, p in where.items()}
            if not rules:
                self.reader.fault(
                    self.places[f"changeovers/{name}"], "has no times", "Fill the columns of the products"
                )
        if tables:
            self.plant["changeovers"] = [table for table, _ in tables.values()]

    def change(self, cell: Cell, unit: str) -> Any:
        return self.reader.read(cell, lambda c: self.reader.law(c, unit), "1 min")

    def calendars(self) -> None:
        calendars: dict[str, Any] = {}
        name = ""
        for line in self.lines("calendars"):
            if line.has("calendar"):
                name = self.new_name(line, "calendar")
            if not name:
                self.reader.fault(line.place, "belongs to no calendar", "Fill the column calendar")
                continue
            path = f"calendars/{name}"
            if name not in calendars:
                calendars[name] = {"name": name}
                self.places[path] = line.cells["calendar"].place
            calendar = calendars[name]
            if line.has("date"):
                day = self.reader.read(line.cells["date"], self.reader.date, None)
                if day is None:
                    continue
                dates = calendar.setdefault("dates", [])
                text = day.strftime("%Y-%m-%d")
                if not dates or dates[-1]["date"] != text:
                    dates.append({"date": text, "shifts": []})
                inside = f"{path}/dates/{len(dates) - 1}"
                self.places |= {inside: line.place, f"{inside}/date": line.cells["date"].place}
                if line.has("reason"):
                    dates[-1]["reason"] = line.cells["reason"].text
                shifts, where = dates[-1]["shifts"], f"{inside}/shifts"
                if not line.has("from") and not line.has("to"):
                    continue
            else:
                shifts, where = calendar.setdefault("shifts", []), f"{path}/shifts"
            shift = self.element("calendars", line, f"{where}/{len(shifts)}")
            for end in ("from", "to"):
                if not shift.get(end):
                    shift[end] = "06:00" if end == "from" else "14:00"
                    if not line.has(end):
                        cell = line.cells.get(end)
                        self.reader.fault(cell or line.place, f"{end} is missing", "Write a time of the day: 06:00")
            if "breaks" in shift and line.has("breaks"):
                for i, _ in enumerate(shift["breaks"]):
                    self.places[f"{where}/{len(shifts)}/breaks/{i}"] = line.cells["breaks"].place
            if line.has("shift"):
                self.places[f"{where}/{shift['name']}"] = line.place
            shifts.append(shift)
        if calendars:
            self.plant["calendars"] = list(calendars.values())

    def demand(self) -> None:
        sources: dict[str, Any] = {}
        dated: dict[str, list[tuple[float, dict[str, Any], dict[str, str]]]] = {}
        arrival = {column.heading: column for column in sheets()["demand"]}
        for line in self.lines("demand"):
            name = self.new_name(line, "source") if line.has("source") else "demand"
            path = f"sources/{name}"
            source = sources.setdefault(name, {"name": name})
            self.places.setdefault(path, line.cells["source"].place if line.has("source") else line.place)
            made = self.element("demand", line, path)
            lone: dict[str, Any] = {f: made.pop(f) for f in ("quantity", "order") if f in made}
            for f, value in made.items():
                if source.setdefault(f, value) != value:
                    heading = next(c.heading for c in sheets()["demand"] if c.field == f)
                    what = f"another line of the source {name!r} says otherwise"
                    self.reader.fault(line.cells[heading], what, "Say it once, or name another source")
            product = self.name(line, "product") if line.has("product") else ""
            place = line.cells["product"].place if "product" in line.cells else line.place
            if line.has("date"):
                entry, where = self.arrival(line, lone), {"product": place, "": line.cells["date"].place}
                at = entry.pop("seconds")
                if product:
                    entry["product"] = product
                where |= {f: line.cells[f].place for f in ("quantity", "due", "order") if f in line.cells}
                where["at"] = line.cells["date"].place
                dated.setdefault(name, []).append((at, entry, where))
                continue
            for heading in ("quantity", "order", "due"):
                if line.has(heading):
                    what = f"{arrival[heading].heading} belongs to a line with a date"
                    self.reader.fault(line.cells[heading], what, "Fill the column date, or empty this cell")
            if product:
                shares = source.setdefault("products", [])
                self.places[f"{path}/products/{len(shares)}"] = place
                shares.append({"product": product})
                if line.has("share"):
                    self.places[f"{path}/products/{len(shares) - 1}/share"] = line.cells["share"].place
                    shares[-1]["share"] = self.reader.read(line.cells["share"], self.reader.share, 1.0)
        for name, arrivals in dated.items():
            arrivals.sort(key=lambda entry: entry[0])
            sources[name]["schedule"] = [entry for _, entry, _ in arrivals]
            for i, (_, _, where) in enumerate(arrivals):
                self.places |= {f"sources/{name}/schedule/{i}/{f}".rstrip("/"): p for f, p in where.items()}
        if sources:
            self.plant["sources"] = list(sources.values())

    def arrival(self, line: _Line, made: dict[str, Any]) -> dict[str, Any]:
        """A line with a date: a delivery or an order."""
        cell, unit = line.cells["date"], line.units["date"]
        seconds, made["at"] = self.reader.read(cell, lambda c: self.reader.moment(c, unit), (0.0, "0 s"))
        if seconds < 0:
            self.reader.fault(cell, f"{cell.text} lies before the start of the plant", "Correct it, or the start")
            made["at"] = "0 s"
        if line.has("due"):
            cell, unit = line.cells["due"], line.units["due"]
            due, text = self.reader.read(cell, lambda c: self.reader.moment(c, unit, end_of_day=True), (seconds, ""))
            if due < 0:
                self.reader.fault(cell, f"{cell.text} lies before the start of the plant", "Correct it, or the start")
            elif text:
                made["due"] = text
        return {**made, "seconds": max(seconds, 0.0)}

    # -- all faults at once ----------------------------------------------------------------------------------

    def check(self) -> None:
        """Adds what the compiled check finds, at the cells that it comes from; raises if there is anything."""
        try:
            compiled = _core.Plant.read(json.dumps(self.plant), "")
            found = [Fault(*fault) for fault in compiled.check()] if self.whole else []
            if "stations" not in self.plant:  # then there is no way through them either
                found = [fault for fault in found if not fault.place.startswith("routes/")]
        except PlantError as error:
            found = [Fault(f.place, re.sub(r"^\(line \d+, column \d+\) ", "", f.what), f.remedy) for f in error.faults]
        for fault in found:
            place, what, remedy = self.of_table(fault)
            lacks = re.search("does not say|(is|are) missing", what)  # what an unknown column may well say
            if place not in self.reader.faulty and not (lacks and re.split("[!:]", place)[0] in self.doubtful):
                self.reader.faults.append(Fault(place, what, remedy))
        if self.reader.faults:
            cells = [
                cell.place for sheet in self.book for row in [[Cell(self._top(sheet))], sheet.headings, *sheet.rows]
                for cell in row
            ]  # fmt: skip
            order = {place: i for i, place in reversed(list(enumerate(cells)))}
            faults = sorted(dict.fromkeys(self.reader.faults), key=lambda fault: order.get(fault.place, -1))
            raise PlantError(faults)

    def of_table(self, fault: Fault) -> Fault:
        """A fault of the plant as one of the table that it was read from."""
        no_rule = re.match(r'no rule for the change from "(.*?)" to "(.*?)"', fault.what)
        if no_rule:
            cell = self.empty.get((fault.place.split("/")[1], no_rule[1], no_rule[2]))
            remedy = "Write the time; a line and a column * stand for all others"
            return Fault(cell or self.place(fault.place)[0], fault.what, remedy)
        sheet = _LISTS.get(fault.place, fault.place)
        if sheet in sheets():
            place = self._top(self.sheets[sheet]) if sheet in self.sheets else self.path.name
            return Fault(place, f"{fault.place} {fault.what}", f"{fault.remedy}, in the sheet {sheet}")
        place, rest = self.place(fault.place)
        within = rest or (fault.place.split("/")[-1:] if re.match("is (missing|given)", fault.what) else [])
        word = next((part for part in reversed(within) if not part.isdigit()), "")
        if word and word != "value" and re.match(r"(must|is|are|comes|has) ", fault.what):
            return Fault(place, f"{word.replace('_', ' ')} {fault.what}", fault.remedy)
        return Fault(place, fault.what, fault.remedy)

    def place(self, path: str) -> tuple[str, list[str]]:
        """The cell that a path of the plant's file comes from, and what of the path is within that cell."""
        parts = path.split("/")
        for n in range(len(parts), 0, -1):
            found = self.places.get("/".join(parts[:n]))
            if found is not None:
                return found, parts[n:]
        sheet = _LISTS.get(parts[0], parts[0])
        if sheet in self.sheets:
            return self._top(self.sheets[sheet]), parts[1:]
        return self.path.name, parts


def describe(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The plant of a workbook or of a folder of CSV files, as a plant's file has it.

    Raises PlantError with all faults, each with its cell; also those that only the whole plant can show.
    """
    return _Importer(Path(path)).run()


def read(path: str | os.PathLike[str]) -> Plant:
    """The plant of a workbook (.xlsx) or of a folder of CSV files named like its sheets: stations.csv and so on.

    CSV files may be separated by commas, semicolons (then 2,5 is 2.5) or tabs.

    Raises:
        PlantError: With all faults, each with its cell ("stations!C7", "stations.csv:7/cycle") and a remedy.
        ImportError: A workbook was given and openpyxl isn't there.
    """
    return loads(json.dumps(describe(path)))


def main(arguments: list[str] | None = None) -> int:
    """The command: writes the plant to the standard output."""
    parser = argparse.ArgumentParser(prog="python -m linewright.io.tables", description="Reads Excel or CSV tables.")
    parser.add_argument("path", help="the workbook (.xlsx) or the folder with the CSV files")
    given = parser.parse_args(arguments)
    try:
        plant = read(given.path)
    except (OSError, ValueError, ImportError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(plant.to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
