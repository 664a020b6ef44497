# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A workbook of tidy tables: a sheet a table, texts that are texts, the same bytes for the same tables."""

from __future__ import annotations

import io
import math
import re
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright._display import clean
from linewright.io._grid import openpyxl

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence

MOST_ROWS = 1_048_576
"""Of a sheet, its headings too."""
MOST_LETTERS = 32_767
"""Of a cell."""
_NEVER = b"2000-01-01T00:00:00Z"
_LIKE_A_FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")


class Table(NamedTuple):
    """A sheet: its name, its headings, how many rows there are, and those."""

    name: str
    head: Sequence[str]
    length: int
    rows: Iterable[Sequence[Any]]


def write(path: str | os.PathLike[str], tables: Sequence[Table]) -> None:
    """Writes the tables. Raises ValueError, before anything is written, for what a workbook can't hold."""
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise ValueError(f"{target.name}: a workbook's name ends in .xlsx")
    kept = [table for table in tables if table.length]
    long = [
        f'"{table.name}" has {table.length:,} rows, a sheet of Excel {MOST_ROWS - 1:,} below its headings'
        for table in kept
        if table.length >= MOST_ROWS
    ]
    if long:
        raise ValueError(
            f"{'; '.join(long)}. Leave single replications out (replications=False), or write those to Parquet: "
            "pyarrow.parquet.write_table(result.to_arrow(), path)"
        )
    book = openpyxl().Workbook(write_only=True)
    for table in kept:
        _sheet(book, table)
    file = io.BytesIO()
    book.save(file)
    target.write_bytes(_without_clock(file.getvalue()))


def _sheet(book: Any, table: Table) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table as ExcelTable
    from openpyxl.worksheet.table import TableStyleInfo

    head = _headings(table.head)
    sheet = book.create_sheet(table.name)
    sheet.freeze_panes = "A2"
    first: list[Sequence[Any]] = []
    rows = iter(table.rows)
    for row in rows:
        first.append(row)
        if len(first) == 50:
            break
    for i, heading in enumerate(head):
        longest = max(len(row[i]) if isinstance(row[i], str) else 10 for row in first)
        sheet.column_dimensions[get_column_letter(i + 1)].width = min(60, max(len(heading) + 4, longest + 2))
    sheet.append([_cell(sheet, heading) for heading in head])
    for row in first:
        sheet.append([_cell(sheet, value) for value in row])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    made = ExcelTable(displayName=table.name, ref=f"A1:{get_column_letter(len(head))}{table.length + 1}")
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    made._initialise_columns()
    for column, heading in zip(made.tableColumns, head, strict=True):
        column.name = heading
    with warnings.catch_warnings():  # it says that headings are ours to write, which they are
        warnings.filterwarnings("ignore", message="In write-only mode")
        sheet.add_table(made)


def _headings(head: Sequence[str]) -> list[str]:
    """Headings as a table of Excel has them: on one line, of at most 255 letters, no two alike in small letters."""
    made: list[str] = []
    taken: set[str] = set()
    for heading in head:
        text = clean(" ".join(heading.split()))[:250]
        number = 1
        while (name := text if number == 1 else f"{text} {number}").casefold() in taken:
            number += 1
        taken.add(name.casefold())
        made.append(name)
    return made


def _value(value: Any) -> Any:
    """What stands in a cell: a number that is one, a text that fits, or nothing."""
    if isinstance(value, str):
        text = clean(re.sub(r"\r\n?", "\n", value))
        return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"
    if value is None or isinstance(value, bool):
        return value
    number = value.item() if hasattr(value, "item") else value
    return None if isinstance(number, float) and not math.isfinite(number) else number


def _cell(sheet: Any, value: Any) -> Any:
    """A cell; of a text one that Excel never takes for a formula or an error, not even when it is edited."""
    shown = _value(value)
    if not isinstance(shown, str):
        return shown
    from openpyxl.cell import WriteOnlyCell

    if not shown.startswith((*_LIKE_A_FORMULA, "#")):
        return shown
    cell = WriteOnlyCell(sheet, "")
    cell._value, cell.data_type = shown, "s"
    cell.quotePrefix = True
    return cell


def _without_clock(data: bytes) -> bytes:
    """The file with no time in it: neither when it was made nor when its parts were packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as kept:
        for entry in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = made.read(entry)
            if entry == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + _NEVER, content)
            part = zipfile.ZipInfo(entry, (1980, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            kept.writestr(part, content)
    return file.getvalue()
