# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Sheets of a workbook, or of a folder of CSV files, as rows of cells that know where they stand."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linewright.errors import Fault, PlantError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def clean(text: str) -> str:
    """A text as it is compared: composed characters, plain blanks, none around it."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).replace("\u200b", "").replace("\ufeff", "")).strip()


def key(text: str) -> str:
    """A heading or a choice as it is looked up: small letters, one blank between words."""
    return re.sub(r"[\s_\-]+", " ", unicodedata.normalize("NFKC", clean(text))).strip().casefold()


@dataclass(frozen=True)
class Cell:
    """What stands in one place: a cleaned text, a number, a date; None for nothing."""

    place: str
    value: Any = None
    decimal_comma: bool = False

    @property
    def text(self) -> str:
        """What a person sees there."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer() and abs(self.value) < 1e15:
            return str(int(self.value))
        return str(self.value)


@dataclass
class Sheet:
    """A sheet as it was found: its heading cells and the rows below that have something in them."""

    name: str
    place: str
    headings: list[Cell]
    rows: list[list[Cell]]


class Book:
    """All sheets, and what is wrong with them as files."""

    def __init__(self, path: Path) -> None:
        """Reads a workbook or a folder. What can't be opened at all raises OSError or PlantError."""
        self.path = path
        self.faults: list[Fault] = []
        self.sheets: list[Sheet] = []
        self.covered: set[str] = set()
        """Cells that can't be seen, because they are merged with one beside them."""
        if path.is_dir():
            self._folder()
        elif not path.exists():
            raise FileNotFoundError(f"{path} isn't there; name a workbook (.xlsx) or a folder of CSV files")
        elif path.suffix.lower() in (".xlsx", ".xlsm"):
            self._workbook()
        else:
            remedy = "Save it as a workbook (.xlsx), or name the folder that the CSV files are in"
            raise PlantError([(path.name, f"is no table that can be read: {path.suffix or 'no ending'}", remedy)])

    # -- Excel -----------------------------------------------------------------------------------------------

    def _workbook(self) -> None:
        load = openpyxl().load_workbook
        try:
            values = formulas = load(self.path, data_only=False)
            if any(cell.data_type == "f" for sheet in formulas.worksheets for row in sheet.iter_rows() for cell in row):
                values = load(self.path, data_only=True)  # what the formulas last gave
        except Exception as error:
            what = f"is no workbook that can be read: {str(error).splitlines()[0] if str(error) else error!r}"
            remedy = "Open it in Excel or LibreOffice and save it as .xlsx, without a password"
            raise PlantError([(self.path.name, what, remedy)]) from error
        for sheet in values.worksheets:
            self._sheet(sheet, formulas[sheet.title])

    def _sheet(self, sheet: Any, formulas: Any) -> None:
        name = clean(sheet.title)
        if ignored(name):
            return
        merged = self._merged(name, sheet)
        grid = []
        for cells, with_formulas in zip(sheet.iter_rows(), formulas.iter_rows(), strict=False):
            row = []
            for cell, formula in zip(cells, with_formulas, strict=False):
                place = f"{name}!{cell.coordinate}"
                value = merged.get(cell.coordinate, cell.value)
                if formula.data_type == "f" and value is None:
                    self.faults.append(
                        Fault(
                            place,
                            "holds a formula that was never calculated",
                            "Open the workbook in Excel or LibreOffice and save it, or write the value",
                        )
                    )
                elif cell.data_type == "e":
                    self.faults.append(Fault(place, f"holds the error {value}", "Mend the formula, or write the value"))
                    value = None
                row.append(Cell(place, (clean(value) or None) if isinstance(value, str) else value))
            grid.append(row)
        self._take(name, name, grid)

    def _merged(self, name: str, sheet: Any) -> dict[str, Any]:
        """What stands in cells that are merged downwards: the same in each. Merged to the side means nothing."""
        values: dict[str, Any] = {}
        for area in sheet.merged_cells.ranges:
            first = sheet.cell(area.min_row, area.min_col)
            if area.min_col == area.max_col:
                for row in range(area.min_row, area.max_row + 1):
                    values[sheet.cell(row, area.min_col).coordinate] = first.value
            elif first.value is not None:
                self.covered |= {
                    f"{name}!{sheet.cell(row, column).coordinate}"
                    for row in range(area.min_row, area.max_row + 1)
                    for column in range(area.min_col, area.max_col + 1)
                }
                remedy = "Unmerge them; only cells of one column may be merged, and then hold the same"
                self.faults.append(Fault(f"{name}!{first.coordinate}", f"is merged with others ({area.coord})", remedy))
        return values

    # -- CSV -------------------------------------------------------------------------------------------------

    def _folder(self) -> None:
        files = sorted(file for file in self.path.iterdir() if file.suffix.lower() == ".csv")
        if not files:
            remedy = "Put plant.csv, stations.csv and the others there, or name a workbook"
            raise PlantError([(self.path.name, "has no CSV files in it", remedy)])
        for file in files:
            if not ignored(clean(file.stem)):
                self._file(file)

    def _file(self, file: Path) -> None:
        text = decoded(file.read_bytes())
        first = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")
        if first.startswith("#"):
            first = next((s for s in text.splitlines() if s.strip(" ,;\t") and not s.startswith("#")), "")
        outside = re.sub(r'"[^"]*"', "", first)
        comma = max(",;\t", key=outside.count) if any(d in outside for d in ",;\t") else ","
        grid = []
        names: list[str] = []
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
            for fields in reader:
                line = reader.line_num
                if not names and any(map(clean, fields)) and not fields[0].startswith("#"):
                    names = [clean(name) for name in fields]
                row = []
                for i, value in enumerate([*fields, *[""] * (len(names) - len(fields))]):
                    column = names[i] if names and i < len(names) and names[i] else f"column {i + 1}"
                    place = f"{file.name}:{line}/{column}"
                    row.append(Cell(place, clean(value) or None, decimal_comma=comma == ";"))
                grid.append(row)
        except csv.Error as error:
            place = f"{file.name}:{reader.line_num}"
            self.faults.append(Fault(place, f"is no CSV: {error}", "Look for a quotation mark that isn't closed"))
        self._take(clean(file.stem), file.name, grid)

    # -- both ------------------------------------------------------------------------------------------------

    def _take(self, name: str, place: str, grid: list[list[Cell]]) -> None:
        rows = [row for row in grid if any(cell.value is not None for cell in row) and not comment(row)]
        self.sheets.append(Sheet(name, place, rows[0] if rows else [], rows[1:]))

    def __iter__(self) -> Iterator[Sheet]:
        """The sheets in their order."""
        return iter(self.sheets)


def comment(row: list[Cell]) -> bool:
    """Whether a row is for the reader only: its first text begins with #."""
    first = next(cell.value for cell in row if cell.value is not None)
    return isinstance(first, str) and first.startswith("#")


def ignored(name: str) -> bool:
    """Sheets for people: "notes", and names that begin with _ or #."""
    return key(name) == "notes" or name.startswith(("_", "#"))


def decoded(data: bytes) -> str:
    """A file as Excel or a person may have saved it: UTF-8, UTF-16 with its mark, else the Windows code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def openpyxl() -> Any:
    """The library that reads and writes workbooks, or what to do to have it."""
    try:
        import openpyxl as library
    except ImportError as error:
        raise ImportError("workbooks need openpyxl: pip install 'linewright[excel]'") from error
    return library
