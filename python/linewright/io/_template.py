# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The workbook that a planner begins with: every sheet, headings that say what goes there, a small line that runs."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewright.io._columns import Column, sheets
from linewright.io._grid import openpyxl

if TYPE_CHECKING:
    import os

_ROWS = 500
"""So many rows have drop-down lists."""

_HEADINGS: dict[str, str] = {"cycle": "cycle [min]", "load": "load [min]", "unload": "unload [min]"}
_MATRIX = ("bracket", "hinge")

_EXAMPLE: dict[str, list[dict[str, Any]]] = {
    "products": [
        {"name": "bracket", "plan per hour": 5, "material": 1.2},
        {"name": "hinge", "plan per hour": 2.5, "material": 0.8},
    ],
    "stations": [
        {
            "name": "saw",
            "cycle": "triangular(2, 2.4, 4)",
            "ideal cycle": "2.2 min",
            "calendar": "two shifts",
            "cost per hour": 31,
        },
        {
            "name": "press",
            "cycle": 3,
            "places": 1,
            "load": 0.2,
            "operators": "worker",
            "calendar": "two shifts",
            "defects": "2 %",
            "inspection": "yes",
            "cost per hour": 24,
        },
    ],
    "buffers": [{"name": "raw", "queue": "same_setup"}, {"name": "B1", "capacity": 5}],
    "routes": [
        {"product": "bracket", "step": 10, "station or buffer": "raw"},
        {"step": 20, "station or buffer": "saw"},
        {"step": 30, "station or buffer": "B1"},
        {"step": 40, "station or buffer": "press", "cycle": 2.5},
        {"product": "hinge", "step": 10, "station or buffer": "raw"},
        {"step": 20, "station or buffer": "saw"},
        {"step": 30, "station or buffer": "B1"},
        {"step": 40, "station or buffer": "press", "cycle": "lognormal(3.5, 0.6)"},
    ],
    "changeovers": [
        {"station": "saw", "from": "bracket", "hinge": 9},
        {"station": "saw", "from": "hinge", "bracket": 6},
    ],
    "breakdowns": [
        {
            "station": "saw",
            "name": "blade",
            "uptime": "exponential(8 h)",
            "repair": "lognormal(20, 15) min",
            "crew": "fitter",
        }
    ],
    "maintenance": [
        {
            "station": "press",
            "name": "grease",
            "every": "40 h",
            "duration": "30 min",
            "clock": "on_shift",
            "crew": "fitter",
        }
    ],
    "operators": [
        {"name": "worker", "count": 1, "calendar": "two shifts", "wage per hour": 32},
        {"name": "fitter", "count": 1, "calendar": "two shifts", "wage per hour": 38},
    ],
    "calendars": [
        {
            "calendar": "two shifts",
            "shift": "early",
            "days": "mon-fri",
            "from": "06:00",
            "to": "14:00",
            "breaks": "09:00-09:15; 12:00-12:30",
        },
        {
            "calendar": "two shifts",
            "shift": "late",
            "days": "mon-thu",
            "from": "14:00",
            "to": "22:00",
            "breaks": "18:00-18:30",
        },
        {"calendar": "two shifts", "date": dt.date(2026, 12, 25), "reason": "holiday"},
    ],
    "demand": [
        {"source": "store", "product": "bracket", "share": 2, "interarrival": "exponential(15 min)"},
        {"source": "store", "product": "hinge", "share": 1},
        {
            "source": "book",
            "product": "bracket",
            "date": dt.date(2026, 11, 25),
            "quantity": 20,
            "due": dt.date(2026, 11, 27),
            "order": "PO 4711",
        },
    ],
}
_PLANT = {
    "name": "my line",
    "description": "An example: write over it.",
    "time unit": "min",
    "currency": "EUR",
    "start": dt.datetime(2026, 11, 23, 6, 0),
    "fixed cost per hour": 12,
}
_NOTES = """\
This workbook describes a plant. Linewright reads it: linewright.io.tables.read(...).
It holds a small line that runs as it is; write over it. Sheets that you don't need may be empty or removed.
Times have a unit in the cell ("3 min", "2.5 h") or in the heading ("cycle [min]"), else that of the sheet plant.
A time that varies is a law: exponential(8 h), triangular(2, 2.5, 4) min, lognormal(25, 10) min (mean, standard \
deviation), uniform(1, 2) s, weibull(1.5, 4 h), empirical(2, 3, 2.5) min; with + 5 min after it so much is added.
changeovers is a matrix: a line for what was made last, a column for what is made next. Name the columns as your \
products; * stands for anything.
demand has sources (interarrival or always) and dated orders (date, quantity, due, order).
Lines whose first cell begins with #, this sheet, and sheets whose name begins with _ are for people.
What is wrong is told by sheet and cell, all at once.
""".splitlines()


def _table(sheet: str) -> list[list[Any]]:
    """A sheet as rows: the headings, then the example."""
    if sheet == "plant":
        return [["what", "value"], *([column.heading, _PLANT.get(column.heading)] for column in sheets()[sheet])]
    headings = [column.heading for column in sheets()[sheet]]
    shown = [_HEADINGS.get(heading, heading) if sheet in ("stations", "routes") else heading for heading in headings]
    if sheet == "changeovers":
        headings += _MATRIX
        shown = [f"{name} [min]" if name == "from" else name for name in headings]
    return [shown, *([row.get(heading) for heading in headings] for row in _EXAMPLE[sheet])]


def write_template(path: str | os.PathLike[str], force: bool = False) -> None:
    """Writes a workbook (.xlsx) to begin with, or, for a path without an ending, a folder of CSV files.

    It has every sheet, headings whose comments say what goes there, drop-down lists where there is a choice, and an
    example line that `read` takes and that runs as it is.

    Args:
        path: The file or folder to make.
        force: Write over what is there.

    Raises:
        FileExistsError: It is there already.
        ImportError: A workbook was asked for and openpyxl isn't there.
    """
    target = Path(path)
    if target.suffix.lower() not in (".xlsx", ""):
        raise ValueError(f"{target.name}: write a workbook (.xlsx), or a folder of CSV files (no ending)")
    if target.exists() and not force:
        raise FileExistsError(f"{target} is there already; give another name, or force to write over it")
    if target.suffix:
        _workbook(target)
        return
    target.mkdir(parents=True, exist_ok=True)
    for sheet in sheets():
        with (target / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [["" if value is None else str(value) for value in row] for row in _table(sheet)]
            )


def _workbook(target: Path) -> None:
    library = openpyxl()
    from openpyxl.styles import Alignment, Font, PatternFill

    bold = Font(bold=True)
    fill = PatternFill("solid", fgColor="DDE6EE")
    book = library.Workbook()
    notes = book.active
    notes.title = "notes"
    notes.column_dimensions["A"].width = 110
    for i, note in enumerate(_NOTES, 1):
        notes.cell(i, 1, note).alignment = Alignment(wrap_text=True, vertical="top")
    for name, columns in sheets().items():
        sheet = book.create_sheet(name)
        for row in _table(name):
            sheet.append(row)
        for cell in sheet[1]:
            cell.font, cell.fill = bold, fill
            sheet.column_dimensions[cell.column_letter].width = max(13, len(str(cell.value)) + 3)
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if isinstance(cell.value, dt.datetime):
                    cell.number_format = "yyyy-mm-dd hh:mm"
                elif isinstance(cell.value, dt.date):
                    cell.number_format = "yyyy-mm-dd"
        sheet.freeze_panes = "A2" if name == "plant" else "B2"
        for i, column in enumerate(columns, 1):
            cell = sheet.cell(1 + i, 1) if name == "plant" else sheet.cell(1, i)
            cell.comment = _comment(column, _HEADINGS.get(column.heading, ""))
            area = f"B{1 + i}" if name == "plant" else f"{cell.column_letter}2:{cell.column_letter}{_ROWS}"
            _validate(sheet, column, area)
        if name == "plant":
            sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 32
        if name == "changeovers":
            for i, product in enumerate(_MATRIX, len(columns) + 1):
                text = f"The changeover to {product}, in the unit of the heading from, or with a unit of its own."
                sheet.cell(1, i).comment = _comment(Column(product, "", "law", text), "")
    book.properties.creator = "Linewright"
    book.properties.created = dt.datetime(2026, 1, 1)  # no clock: the same workbook each time
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)


def _comment(column: Column, heading: str) -> Any:
    from openpyxl.comments import Comment

    text = column.doc
    if column.choices:
        text += f"\nOne of: {', '.join(column.choices)}."
    if column.kind == "law":
        text += '\nA time or a law: "3 min", "triangular(2, 2.5, 4) min".'
    elif column.kind == "time":
        text += '\nA time with its unit: "3 min".'
    if column.unit:
        text += f"\nUnit: {'the currency of the sheet plant' if column.unit == 'money' else column.unit}."
    if heading:
        text += "\nThe unit in brackets holds for numbers without one."
    if column.required:
        text += "\nMust be filled."
    comment = Comment(text, "Linewright")
    comment.width, comment.height = 320, 40 + 18 * (len(text) // 42 + text.count("\n") + 1)
    return comment


def _validate(sheet: Any, column: Column, area: str) -> None:
    """A drop-down list where there is a choice; for names of other sheets one that lets through what it lacks."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.choices or column.kind == "yes":
        rule = DataValidation(type="list", formula1=f'"{",".join(column.choices or ("yes", "no"))}"', allow_blank=True)
        rule.error, rule.errorTitle = "Choose one from the list.", column.heading
    elif column.refers:
        rule = DataValidation(type="list", formula1=f"{column.refers}!$A$2:$A${_ROWS}", allow_blank=True)
        rule.showErrorMessage = False  # several names and new ones may be written
    else:
        return
    sheet.add_data_validation(rule)
    rule.add(area)
