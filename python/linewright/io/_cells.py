# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What planners write into cells, and what it is in a plant's file: times, laws, shares, dates, people."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from linewright import _core
from linewright.errors import Fault
from linewright.io._grid import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from linewright.io._grid import Cell

UNITS = {
    name: unit
    for unit, names in {
        "us": "us µs μs microsecond microseconds",
        "ms": "ms millisecond milliseconds",
        "s": "s sec secs second seconds",
        "min": "min mins minute minutes",
        "h": "h hr hrs hour hours",
        "d": "d day days",
        "wk": "wk week weeks",
        "cycles": "cycle cycles",
    }.items()
    for name in names.split()
}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "wk": 604800.0}

_NUMBER = r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+]?\d+)?"
_CLOCK = re.compile(r"\d{1,3}:\d{2}(:\d{2})?")


@cache
def _laws() -> dict[str, list[tuple[str, Any, Any, str]]]:
    """The laws and their parameters."""
    return {name: fields for name, _, fields in _core.laws()}


class Refused(Exception):  # noqa: N818  it never leaves this package
    """A cell that can't be read: what is wrong and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        """The two sentences of a fault."""
        super().__init__(what)
        self.what, self.remedy = what, remedy


def shown(value: float) -> str:
    """A number as a plant's file has it."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.15g}"


def number_of(text: str, decimal_comma: bool = False) -> float:
    """A number; "2,5" is 2.5, and "1,500" is refused where it may be either."""
    given = text.strip().replace("\u2212", "-")
    if not re.fullmatch(_NUMBER, given):
        raise Refused(f"must be a number, is {text.strip()!r}", "Write a number like 3 or 2.5")
    if "," in given and not decimal_comma and re.search(r",\d{3}(?!\d)", given):
        remedy = f"Write {given.replace(',', '')} or {given.replace(',', '.')}"
        raise Refused(f"{given!r} may be a thousand or a decimal", remedy)
    value = float(given.replace(",", "."))
    if not math.isfinite(value):
        raise Refused(f"must be a number that is not too large, is {given!r}", "Write a smaller number")
    return value


def unit_of(text: str) -> str:
    """The unit that a word stands for."""
    unit = UNITS.get(key(text))
    if unit is None:
        raise Refused(f"has the unknown unit {text!r}", "The units are us, ms, s, min, h, d, wk, cycles")
    return unit


class Reader:
    """Reads cells, collects faults. What can't be read is given back as something that is surely allowed there, so
    that one fault doesn't bring others."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.faults: list[Fault] = []
        self.faulty: set[str] = set()
        self.time_unit: str | None = None
        self.start: dt.datetime | None = None
        self.currency = ""

    def fault(self, cell: Cell | str, what: str, remedy: str) -> None:
        """Notes a fault of a cell or place."""
        place = cell if isinstance(cell, str) else cell.place
        self.faults.append(Fault(place, what, remedy))
        self.faulty.add(place)

    def read(self, cell: Cell, read: Callable[[Cell], Any], otherwise: Any) -> Any:
        """What the cell says; the other, and a fault, where it can't be read."""
        try:
            return read(cell)
        except Refused as refused:
            self.fault(cell, refused.what, refused.remedy)
            return otherwise

    # -- numbers and words -----------------------------------------------------------------------------------

    def text(self, cell: Cell, _: str = "") -> str:
        """A name or a sentence."""
        if isinstance(cell.value, dt.date | dt.time):
            raise Refused(f"is a date ({cell.value}), must be a text", "Format the cell as text and write it again")
        return cell.text

    def number(self, cell: Cell, _: str = "") -> float:
        """A plain number."""
        if isinstance(cell.value, bool):
            raise Refused(f"must be a number, is {cell.value}", "Write a number")
        if isinstance(cell.value, int | float):
            return float(cell.value)
        if isinstance(cell.value, dt.date | dt.time | dt.timedelta):
            remedy = "Excel turns 3.5 or 3-5 into a date: format the cell as a number and write it again"
            raise Refused(f"must be a number, is the date {cell.value}", remedy)
        return number_of(cell.text, cell.decimal_comma)

    def whole(self, cell: Cell, _: str = "") -> int:
        """A whole number."""
        value = self.number(cell)
        if value != int(value):
            raise Refused(f"must be a whole number, is {cell.text}", "Write a whole number")
        return int(value)

    def share(self, cell: Cell, unit: str = "") -> float:
        """A share from 0 to 1: "5 %", 0.05, or 5 under a heading in %."""
        if isinstance(cell.value, str) and cell.value.endswith("%"):
            return number_of(cell.value[:-1], cell.decimal_comma) / 100
        return self.number(cell) / (100 if unit == "%" else 1)

    def yes(self, cell: Cell, _: str = "") -> bool:
        """Yes or no."""
        words = {"yes": True, "no": False, "true": True, "false": False, "x": True, "1": True, "0": False}
        if key(cell.text) not in words:
            raise Refused(f"must be yes or no, is {cell.text!r}", "Write yes or no")
        return words[key(cell.text)]

    def choice(self, cell: Cell, known: list[str]) -> str:
        """One of some words."""
        for name in known:
            if key(cell.text) == key(name):
                return name
        raise Refused(f"has no choice {cell.text!r}", _core.did_you_mean(cell.text, known, "choice"))

    def names(self, cell: Cell, _: str = "") -> list[str]:
        """Several names: "A, B", or alternatives: "S1 | S2"."""
        return [name.strip() for name in re.split(r"[,;|]", self.text(cell)) if name.strip()]

    # -- times -----------------------------------------------------------------------------------------------

    def time(self, cell: Cell, unit: str = "") -> str:
        """A plain time: "3 min", or 3 under a heading that says min."""
        value = cell.value
        if isinstance(value, dt.timedelta):
            return _positive(value.total_seconds(), "s")
        if isinstance(value, dt.date | dt.time):
            remedy = "Excel takes 3:30 for half past three: format the cell as text or number and write 3.5 min"
            raise Refused(f"is the time of day or date {value}, must be a duration", remedy)
        if isinstance(value, bool):
            raise Refused(f"must be a time, is {value}", 'Write a time like "3 min"')
        if isinstance(value, int | float):
            return _positive(value, self._unit(unit))
        return self._time(cell.text, unit, cell.decimal_comma)

    def _unit(self, unit: str) -> str:
        found = unit or self.time_unit
        if not found:
            raise Refused("has no unit", 'Write "3 min", or put the unit into the heading: cycle [min]')
        return found

    def _time(self, text: str, unit: str, decimal_comma: bool) -> str:
        if _CLOCK.fullmatch(text):
            raise Refused(f"{text!r} may be hours or minutes", 'Write "3.5 h" or "3.5 min"')
        found = re.fullmatch(rf"({_NUMBER})\s*([^\W\d_]+)?", text.strip().replace("\u2212", "-"))
        if not found:
            remedy = 'Write a time like "3 min", or a law like "triangular(2, 2.5, 4) min"'
            raise Refused(f"can't be read as a time, is {text!r}", remedy)
        value = number_of(found[1], decimal_comma)
        return _positive(value, unit_of(found[2]) if found[2] else self._unit(unit))

    def law(self, cell: Cell, unit: str = "") -> Any:
        """A time or a law: "triangular(2, 2.5, 4) min", "exponential(8 h)", "lognormal(25, 10) min + 5 min"."""
        text = cell.text
        if not isinstance(cell.value, str) or "(" not in text:
            return self.time(cell, unit)
        found = re.fullmatch(r"(.+?)\s*\(([^()]*)\)\s*([^\W\d_]+)?\s*(?:\+\s*(.+))?", text)
        if not found:
            remedy = 'Write it like "triangular(2, 2.5, 4) min" or "exponential(8 h) + 5 min"'
            raise Refused(f"can't be read as a law, is {text!r}", remedy)
        name = key(found[1]).replace(" ", "_")
        if name not in _laws():
            raise Refused(f"has the unknown law {found[1]!r}", _core.did_you_mean(name, list(_laws()), "law"))
        unit = unit_of(found[3]) if found[3] else unit
        semicolons = ";" in found[2]
        parts = [part.strip() for part in found[2].split(";" if semicolons else ",") if part.strip()]
        comma = semicolons or cell.decimal_comma
        made: dict[str, Any] = {"type": name}
        fields = _laws()[name]
        if any(kind[0] == "list" for _, kind, *_ in fields):
            made |= self._listed(name, parts, unit, comma)
        else:
            made |= self._fields(name, parts, unit, comma)
        if found[4]:
            made["offset"] = self._time(found[4].strip(), unit, comma)
        return made

    def _fields(self, name: str, parts: list[str], unit: str, comma: bool) -> dict[str, Any]:
        fields = _laws()[name]
        kinds = {field: kind[0] for field, kind, *_ in fields}
        order = ", ".join(kinds)
        example = f"Write {name}({order})" + (", with semicolons where commas are decimal" if not comma else "")
        if len(parts) != len(fields):
            raise Refused(f"{name} takes {len(fields)} values ({order}), has {len(parts)}", example)
        made: dict[str, Any] = {}
        for (field, *_), given in zip(fields, parts, strict=True):
            named, equals, value = given.partition("=")
            target = key(named) if equals else field
            if target not in kinds or target in made:
                raise Refused(f"{name} has no place for {given!r}", example)
            value = value if equals else given
            if kinds[target] == "duration":
                made[target] = self._time(value.strip(), unit, comma)
                continue
            made[target] = number_of(value, comma)
            if kinds[target] == "whole":
                if made[target] != int(made[target]):
                    raise Refused(f"{target} of {name} must be a whole number, is {value.strip()}", example)
                made[target] = int(made[target])
        return made

    def _listed(self, name: str, parts: list[str], unit: str, comma: bool) -> dict[str, Any]:
        """Laws of lists: empirical(2, 3, 2.5) min, discrete(2: 0.3, 3: 0.7) min."""
        pairs = {"discrete": ("values", "weights"), "hyperexponential": ("means", "weights")}
        if not parts:
            raise Refused(f"{name} has no values", f"Write {name}(2, 3, 2.5) min")
        if name in ("empirical", "time_series"):
            return {"values": [self._time(part, unit, comma) for part in parts]}
        if name not in pairs:
            remedy = "Write empirical(...) with the values themselves, or edit the plant in Python"
            raise Refused(f"{name} can't be written into a cell", remedy)
        values, weights = [], []
        for part in parts:
            value, colon, weight = part.partition(":")
            if not colon:
                raise Refused(f"{part!r} has no weight", f"Write {name}(2: 0.3, 3: 0.7) min")
            values.append(self._time(value.strip(), unit, comma))
            weights.append(number_of(weight, comma))
        return dict(zip(pairs[name], (values, weights), strict=True))

    # -- dates -----------------------------------------------------------------------------------------------

    def date(self, cell: Cell, _: str = "") -> dt.datetime:
        """A date, maybe with a time of the day."""
        value = cell.value
        if isinstance(value, dt.datetime):
            return (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
        if isinstance(value, dt.date):
            return dt.datetime(value.year, value.month, value.day)
        example = 'Write it like 2026-12-01 or "2026-12-01 06:00"'
        if isinstance(value, int | float | dt.time | dt.timedelta):
            raise Refused(f"must be a date, is {value}", f"{example}; format the cell as a date")
        day = r"(\d{4})-(\d{1,2})-(\d{1,2})"
        found = re.fullmatch(rf"{day}(?:[ T](\d{{1,2}}):(\d{{2}})(?::(\d{{2}}))?)?", cell.text)
        if found:
            parts = [int(part or 0) for part in found.groups()]
        else:
            dots = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?", cell.text)
            if not dots:
                what = f"{cell.text!r} is no date" + (" that all read alike" if "/" in cell.text else "")
                raise Refused(what, example)
            parts = [int(part or 0) for part in dots.groups()]
            parts[0], parts[2] = parts[2], parts[0]
        over = parts[3:] == [24, 0, 0]
        try:
            made = dt.datetime(parts[0], parts[1], parts[2], 0 if over else parts[3], parts[4], parts[5])
        except ValueError:
            raise Refused(f"{cell.text!r} is no date of the calendar", example) from None
        return made + dt.timedelta(days=1) if over else made

    def moment(self, cell: Cell, unit: str = "", end_of_day: bool = False) -> tuple[float, str]:
        """A date, or a time from the start: in seconds from the start, and as a plant's file has it."""
        if isinstance(cell.value, str) and not re.match(r"\d{4}-|\d{1,2}[./]\d", cell.value):
            text = self.time(cell, unit)
            amount, name = text.split()
            if name == "cycles":
                raise Refused("is in cycles, must be a date or a time", "Write a date, or a time like 3 d")
            return float(amount) * SECONDS[name], text
        if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and unit:
            return float(cell.value) * SECONDS[unit], self.time(cell, unit)
        date = self.date(cell)
        if self.start is None:
            raise Refused("a date needs the start of the plant", "Fill start in the sheet plant: 2026-11-23 06:00")
        timed = date.time() != dt.time() or (isinstance(cell.value, str) and ":" in cell.value)
        if end_of_day and not timed:
            date += dt.timedelta(days=1)
        seconds = (date - self.start).total_seconds()
        return seconds, _span(seconds)

    def clock(self, cell: Cell, _: str = "") -> str:
        """A time of the day: "06:00"."""
        value = cell.value
        if isinstance(value, dt.timedelta):
            value = "24:00" if value == dt.timedelta(days=1) else (dt.datetime.min + value).time()
        if isinstance(value, dt.datetime) and value.year in (1899, 1900):
            value = "24:00" if value.time() == dt.time() else value.time()
        if isinstance(value, dt.time):
            return value.strftime("%H:%M" if not value.second else "%H:%M:%S")
        found = re.fullmatch(r"(\d{1,2}):(\d{2})(:\d{2})?(?: ?(h|uhr))?", str(value), re.IGNORECASE)
        if not found:
            raise Refused(f"must be a time of the day, is {cell.text!r}", "Write it like 06:00, as text or as a time")
        return f"{int(found[1]):02}:{found[2]}{found[3] if found[3] not in (None, ':00') else ''}"

    def days(self, cell: Cell, _: str = "") -> list[str]:
        """Days of the week: "mon-fri", "mon, wed"."""
        found: list[str] = []
        for part in re.split(r"[,; ]+", re.sub(r"\s*[-\u2013\u2014]\s*", "-", cell.text.casefold())):
            first, dash, last = part.partition("-")
            for name in filter(None, (first, last)):
                if name[:3] not in DAYS:
                    remedy = "Write mon, tue, wed, thu, fri, sat, sun, or mon-fri"
                    raise Refused(f"{name!r} is no day of the week", remedy)
            low = DAYS.index(first[:3])
            high = DAYS.index(last[:3]) if dash else low
            found += [DAYS[(low + i) % 7] for i in range((high - low) % 7 + 1)]
        return list(dict.fromkeys(found))

    # -- people and ways -------------------------------------------------------------------------------------

    def needs(self, cell: Cell, _: str = "") -> list[Any]:
        """People: "miller", "2 fitter", "miller; setter: setup"."""
        needs: list[Any] = []
        for part in _listed(self.text(cell)):
            who, colon, phases = part.partition(":")
            found = re.fullmatch(r"\s*(?:(\d+)\s*[x\u00d7]?\s+)?(.+?)\s*", who)
            if not found:
                raise Refused(f"{part.strip()!r} says nobody", 'Write it like "miller" or "2 fitter"')
            need: dict[str, Any] = {"skill": found[2]}
            if found[1]:
                need["number"] = int(found[1])
            if colon:
                known = ["setup", "load", "process", "unload"]
                need["phases"] = [phase.strip() for phase in phases.split("+")]
                for phase in need["phases"]:
                    if phase not in known:
                        raise Refused(f"{phase!r} is no phase", _core.did_you_mean(phase, known, "phase"))
            needs.append(need if len(need) > 1 else found[2])
        return needs

    def weighted(self, cell: Cell, name: str, weight: str) -> list[Any]:
        """Names with numbers: "rework: 10 %; exit: 90 %", "wiring: 1.1; setup"."""
        made: list[Any] = []
        for part in _listed(self.text(cell)):
            called, colon, value = (word.strip() for word in part.partition(":"))
            entry: dict[str, Any] = {name: called}
            if colon:
                amount = number_of(value.removesuffix("%"), cell.decimal_comma)
                entry[weight] = amount / 100 if value.endswith("%") else amount
            made.append(entry)
        return made

    def breaks(self, cell: Cell, _: str = "") -> list[Any]:
        """Breaks of a shift: "09:00-09:15; 12:00-12:30"."""
        made = []
        for part in _listed(self.text(cell)):
            found = re.fullmatch(r"(\d{1,2}:\d{2})\s*[-\u2013\u2014]\s*(\d{1,2}:\d{2})", part)
            if not found:
                raise Refused(f"{part!r} is no break", "Write from and to: 09:00-09:15; 12:00-12:30")
            made.append({"from": found[1].zfill(5), "to": found[2].zfill(5)})
        return made


def _listed(text: str) -> list[str]:
    """What stands between semicolons; without any, between commas."""
    return [part.strip() for part in text.split(";" if ";" in text else ",") if part.strip()]


def _positive(value: float, unit: str) -> str:
    if value < 0:
        raise Refused(f"must be at least 0, is {shown(value)} {unit}", "Give 0 or a positive time")
    return f"{shown(value)} {unit}"


def _span(seconds: float) -> str:
    for unit in ("d", "h", "min"):
        if seconds and seconds % SECONDS[unit] == 0:
            return f"{shown(seconds / SECONDS[unit])} {unit}"
    return f"{shown(seconds)} s"
