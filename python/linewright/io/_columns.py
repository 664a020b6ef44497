# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Which sheets there are, which columns they have, and which field of a plant's file each one fills."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from linewright import _core

_KINDS = {
    "text": "text",
    "number": "number",
    "whole": "whole",
    "flag": "yes",
    "distribution": "law",
    "times": "law",
    "duration": "time",
    "choice": "choice",
}


@dataclass(frozen=True)
class Column:
    """One column: its heading, what its cells hold, and where that goes."""

    heading: str
    field: str
    """Its path within the element; empty where the importer puts it together itself."""
    kind: str
    doc: str
    required: bool = False
    choices: tuple[str, ...] = ()
    unit: str = ""
    """The unit of its numbers where they aren't times: "money", "kW", "m", "m/s"."""
    refers: str = ""
    """The sheet whose names it holds, for drop-down lists."""
    aliases: tuple[str, ...] = ()


@cache
def _fields() -> dict[str, dict[str, tuple[Any, Any, str]]]:
    """Every element's fields: kind, default, text. The compiled module has them; asked when a table is read."""
    return {
        element: {field: (kind, default, doc) for field, kind, default, doc in fields}
        for element, _, _, fields in _core.elements()
    }


def _column(
    element: str,
    field: str,
    heading: str = "",
    kind: str = "",
    doc: str = "",
    required: bool = False,
    unit: str = "",
    refers: str = "",
    aliases: tuple[str, ...] = (),
) -> Column:
    """A column for a field of an element: kind, choices and text are those of the field."""
    holder, _, inner = field.rpartition("/")
    of = {"batch": "batch", "position": "point"}.get(holder, element)
    found, _, text = _fields()[of][inner]
    while found[0] == "optional":
        found = found[1]
    choices = tuple(name for name, _ in found[1]) if found[0] == "choice" else ()
    return Column(
        heading or inner.replace("_", " "),
        field,
        kind or _KINDS[found[0]],
        doc or text,
        required,
        choices,
        unit,
        refers,
        aliases,
    )


def _station(field: str, heading: str = "", **more: Any) -> Column:
    return _column("station", field, heading, **more)


_needs = 'People, like "miller", "2 fitter" or "miller; setter: setup + load".'


@cache
def sheets() -> dict[str, tuple[Column, ...]]:
    """All sheets, each with its columns."""
    return {
        "plant": (
            Column("name", "name", "text", "The plant's name."),
            Column("description", "description", "text", "What it is, in a sentence; for the reader only."),
            Column("time unit", "", "choice", "The unit of times that have none: min.", choices=("s", "min", "h", "d")),
            Column("currency", "money/currency", "text", "The currency of all prices: EUR."),
            Column("start", "start", "date", "The local date and time at which a run starts: 2026-11-23 06:00."),
            Column("fixed cost per hour", "money/fixed_per_hour", "number", "Rent and the like.", unit="money"),
            Column("price per kwh", "energy/per_kwh", "number", "The price of a kWh.", unit="money"),
        ),
        "products": (
            _column("product", "name", required=True, aliases=("product",)),
            _column("product", "family"),
            _column("product", "priority"),
            _column("product", "pieces"),
            _column("product", "weight"),
            _column("product", "plan_per_hour"),
            _column("product", "material", unit="money"),
            _column("product", "scrap_value", unit="money"),
            _column("product", "holding_per_hour", unit="money"),
            _column("product", "late_per_job", unit="money"),
            _column("product", "late_per_hour", unit="money"),
        ),
        "stations": (
            _station("name", required=True, aliases=("station",)),
            _station("cycle", aliases=("cycle time",), doc="The processing time of a job; a step may have its own."),
            _station("places", aliases=("machines",)),
            _station("per"),
            _station("load"),
            _station("unload"),
            _station("ideal_cycle"),
            _station("operators", kind="needs", doc=f"The people it needs. {_needs}"),
            _station("operator_priority"),
            _station("calendar", refers="calendars"),
            _station("at_shift_end"),
            _station("finish_within"),
            _station("queue", kind="names"),
            _station("blocking"),
            _station("initial_setup"),
            _station("defects", kind="share", doc="The chance that a defect arises here: 2 % or 0.02."),
            Column("inspection", "inspection", "yes", "Whether defects are found here, and scrapped: yes or no."),
            _station("batch/smallest", "batch smallest"),
            _station("batch/largest", "batch largest"),
            _station("batch/longest_wait", "batch longest wait"),
            _station("batch/family", "batch family"),
            _station("batch/time", "batch time"),
            _station("cost_per_hour", kind="number", unit="money"),
            _station("cost_per_setup", unit="money"),
            _station("power_kw", "power", kind="number", unit="kW", aliases=("power kw",)),
            _station("position/x", "x", unit="m"),
            _station("position/y", "y", unit="m"),
        ),
        "buffers": (
            _column("buffer", "name", required=True, aliases=("buffer",)),
            _column("buffer", "capacity"),
            _column("buffer", "queue", kind="names"),
            _column("buffer", "dispatch"),
            _column("buffer", "position/x", "x", unit="m"),
            _column("buffer", "position/y", "y", unit="m"),
        ),
        "routes": (
            Column(
                "product",
                "",
                "names",
                "The product, or several that go the same way; empty: as in the line above (in the first: all).",
                aliases=("products",),
                refers="products",
            ),
            _column("step", "name", "step", doc="The number or name of the step: 10, 20, ... in their order."),
            _column(
                "step",
                "at",
                "station or buffer",
                kind="names",
                doc="Where the job goes: a station, a buffer, or alternatives like S1 | S2.",
                required=True,
                aliases=("at", "station", "place", "buffer", "resource"),
            ),
            _column("step", "cycle", doc="The time of this operation here, instead of the station's own."),
            _column("step", "per"),
            _column("step", "setup"),
            _column("step", "transfer"),
            _column("step", "sampling", kind="share"),
            _column("step", "same_place_as"),
            _column(
                "step",
                "to",
                "next",
                kind="to",
                doc='Where jobs go next, by share: "rework: 10 %; exit: 90 %"; empty: to the next step.',
            ),
        ),
        "changeovers": (
            Column("station", "", "names", "The stations that the line holds for.", True, refers="stations"),
            Column("from", "", "text", "What was made last; * for anything. Other columns: the next.", True),
            _column("changeover", "by"),
        ),
        "breakdowns": (
            Column("station", "", "text", "The station that breaks down.", True, refers="stations"),
            _column("breakdown", "name", aliases=("breakdown",)),
            _column("breakdown", "uptime"),
            _column("breakdown", "repair"),
            _column("breakdown", "availability", kind="share"),
            _column("breakdown", "probability", kind="share"),
            _column("breakdown", "clock"),
            _column("breakdown", "job"),
            _column("breakdown", "scope"),
            _column("breakdown", "crew", kind="needs", doc=f"The people that the repair needs. {_needs}"),
            _column("breakdown", "priority"),
            _column("breakdown", "cost", unit="money"),
        ),
        "maintenance": (
            Column("station", "", "text", "The station that is maintained.", True, refers="stations"),
            _column("maintenance", "name"),
            _column("maintenance", "every"),
            _column("maintenance", "duration"),
            _column("maintenance", "clock"),
            _column("maintenance", "first"),
            _column("maintenance", "mode"),
            _column("maintenance", "deadline"),
            _column("maintenance", "scope"),
            _column("maintenance", "crew", kind="needs", doc=f"The people that it needs. {_needs}"),
            _column("maintenance", "priority"),
            _column("maintenance", "cost", unit="money"),
        ),
        "operators": (
            _column("operator_pool", "name", required=True, aliases=("pool", "operator")),
            _column("operator_pool", "count"),
            _column(
                "operator_pool",
                "skills",
                kind="skills",
                doc='What all of them can do besides, maybe with a level: "wiring: 1.1; setup".',
            ),
            _column("operator_pool", "calendar", refers="calendars"),
            _column(
                "operator_pool",
                "attendance",
                kind="attendance",
                doc='Instead of a calendar: how many are there while which calendar is on shift: "early: 3; late: 2".',
            ),
            _column("operator_pool", "at_shift_end"),
            _column("operator_pool", "finish_within"),
            _column("operator_pool", "speed", unit="m/s"),
            _column("operator_pool", "begin_at"),
            _column("operator_pool", "next_task"),
            _column("operator_pool", "after_work"),
            _column("operator_pool", "wage_per_hour", unit="money"),
            _column("operator_pool", "overtime_premium", kind="share"),
        ),
        "calendars": (
            Column("calendar", "", "text", "The calendar's name; empty: as in the line above.", aliases=("name",)),
            Column("shift", "name", "text", "The shift's name."),
            Column("days", "days", "days", "The days on which it begins: mon-fri; empty: every day."),
            Column("from", "from", "clock", "Its begin: 06:00."),
            Column("to", "to", "clock", "Its end: 14:00. One that ends before its begin ends on the next day."),
            Column("breaks", "breaks", "breaks", "The breaks within it: 09:00-09:15; 12:00-12:30."),
            Column("date", "", "date", "Instead of days: a date on which only this shift begins; no from: a day off."),
            Column("reason", "", "text", "Why that date differs; for the reader only."),
        ),
        "demand": (
            Column("source", "", "text", "The name of the source; empty: demand.", aliases=("name",)),
            Column("product", "", "text", "What comes; empty: the plant's first product.", refers="products"),
            Column("share", "", "number", "Where a source sends several products: the weight of this one."),
            _column("source", "interarrival", doc="Time from one arrival to the next; one line of a source says it."),
            _column("source", "always"),
            _column("source", "batch"),
            _column("source", "first"),
            _column("source", "count"),
            _column("source", "when_full"),
            _column("source", "due", "due after", doc="Each job is due so long after its arrival."),
            _column("source", "release_before_due"),
            Column("date", "", "date", "Instead: when an order comes (2026-12-01 06:00), or a time from the start."),
            _column("arrival", "quantity"),
            Column("due", "", "date", "When these jobs are due; a date without a time is the end of that day."),
            _column("arrival", "order"),
        ),
    }  # fmt: skip


@cache
def elsewhere() -> tuple[str, ...]:
    """What a plant has besides; a sheet of that name gets an answer of its own."""
    return tuple(
        name
        for name, (kind, *_) in _fields()["plant"].items()
        if kind[0] == "list" and name not in ("sources", *sheets())
    )


# Words of planners that aren't the field's: what to write instead.
HINTS = {
    "mtbf": "Write uptime (from the end of a repair to the next failure) or availability",
    "mttf": "Write uptime (from the end of a repair to the next failure) or availability",
    "mttr": "Write repair (the repair work alone, without waiting)",
    "oee": "Losses have columns of their own: breakdowns, changeovers, defects",
    "takt": "Takt is what demand asks for: write interarrival in the sheet demand",
}
