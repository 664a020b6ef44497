# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Plants from workbooks: the template, and what Excel makes of cells."""

import datetime as dt
import os
import pathlib
import subprocess
import sys
import zipfile
from collections.abc import Callable
from typing import Any

import linewright as lw
import pytest
from linewright.io import tables

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def book(tmp_path: pathlib.Path) -> Callable[..., pathlib.Path]:
    """A workbook of two sheets that runs, and what a test puts into it."""

    def made(cells: dict[str, Any] | None = None, merge: tuple[str, str] | None = None) -> pathlib.Path:
        workbook = openpyxl.Workbook()
        workbook.active.title = "stations"
        rows = {
            "stations": [["name", "cycle [min]", "places", "calendar"], ["mill", 3, None, None], ["lathe", "2 min"]],
            "demand": [["source", "always", "date", "quantity"], ["in", "yes"]],
            "plant": [["what", "value"], ["start", dt.datetime(2026, 11, 23, 6)]],
            "calendars": [["calendar", "shift", "days", "from", "to"]],
        }
        for name, lines in rows.items():
            sheet = workbook[name] if name in workbook.sheetnames else workbook.create_sheet(name)
            for line in lines:
                sheet.append(line)
        for place, value in (cells or {}).items():
            name, _, cell = place.partition("!")
            workbook[name][cell] = value
        if merge:
            workbook[merge[0]].merge_cells(merge[1])
        path = tmp_path / "book.xlsx"
        workbook.save(path)
        return path

    return made


def faults(path: pathlib.Path) -> list[tuple[str, str]]:
    with pytest.raises(lw.PlantError) as caught:
        tables.read(path)
    assert all(fault.remedy for fault in caught.value.faults)
    return [(fault.place, fault.what) for fault in caught.value.faults]


def test_the_template_says_the_same_as_that_of_csv_and_runs(tmp_path: pathlib.Path) -> None:
    tables.write_template(tmp_path / "line.xlsx")
    tables.write_template(tmp_path / "line")
    plant = tables.read(tmp_path / "line.xlsx")
    assert plant == tables.read(tmp_path / "line")
    assert plant.check() == []
    assert plant.run("5 d").throughput.mean > 1


def test_every_heading_of_the_template_is_explained_and_choices_have_lists(tmp_path: pathlib.Path) -> None:
    tables.write_template(tmp_path / "line.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "line.xlsx")
    assert workbook.sheetnames == ["notes", *tables.sheets()]
    for name, columns in tables.sheets().items():
        sheet = workbook[name]
        heads = [sheet.cell(1 + i, 1) for i in range(1, len(columns) + 1)] if name == "plant" else list(sheet[1])
        assert [c.comment is not None for c in heads] == [True] * len(heads), name
        lists = {next(iter(rule.sqref.ranges)).coord: rule.formula1 for rule in sheet.data_validations.dataValidation}
        wanted = sum(bool(column.choices or column.refers or column.kind == "yes") for column in columns)
        assert len(lists) == wanted, name
        assert all(len(formula) <= 255 for formula in lists.values())  # more breaks the file in Excel
    clock = workbook["breakdowns"]["G1"]
    assert clock.value == "clock"
    assert "One of: busy, calendar, cycles" in clock.comment.text


@pytest.mark.parametrize(
    ("cells", "cycle"),
    [
        ({"stations!B2": "3"}, "3 min"),
        ({"stations!B2": " 2.5\u00a0"}, "2.5 min"),
        ({"stations!B2": "2,5"}, "2.5 min"),
        ({"stations!B2": dt.timedelta(minutes=4)}, "240 s"),
        ({"stations!B2": "exponential(8 h)"}, {"type": "exponential", "mean": "8 h"}),
    ],
)
def test_what_a_time_says(book: Callable[..., pathlib.Path], cells: dict[str, Any], cycle: Any) -> None:
    assert tables.describe(book(cells))["stations"][0]["cycle"] == cycle


@pytest.mark.parametrize(
    ("cells", "place", "what"),
    [
        ({"stations!B2": "=1+2"}, "stations!B2", "holds a formula that was never calculated"),
        ({"stations!B3": "#REF!"}, "stations!B3", "holds the error #REF!"),
        ({"stations!B2": dt.time(3, 30)}, "stations!B2", "is the time of day or date 03:30:00, must be a duration"),
        ({"stations!C2": dt.datetime(2026, 5, 3)}, "stations!C2", "must be a number, is the date 2026-05-03 00:00:00"),
        ({"stations!C3": 1.5}, "stations!C3", "must be a whole number, is 1.5"),
        ({"stations!C3": True}, "stations!C3", "must be a number, is True"),
        ({"stations!F7": "?"}, "stations!F7", "stands under no heading: '?'"),
        ({"demand!B2": None, "demand!C2": 46351}, "demand!C2", "must be a date, is 46351"),
        ({"demand!B2": None, "demand!C2": "soon"}, "demand!C2", "can't be read as a time, is 'soon'"),
        ({"stations!A3": "MILL"}, "", ""),
        ({"stations!A3": "mill"}, "stations!A3", "'mill' is there twice"),
        ({"stations!D2": "days"}, "stations!D2", 'there is no calendar "days"'),
        ({"stations!B3": "triangular(2, 4, 3)"}, "stations!B3", "high must be >= mode (4 min), is 3 min"),
    ],
)
def test_hostile_cells_are_told_by_sheet_and_cell(
    book: Callable[..., pathlib.Path], cells: dict[str, Any], place: str, what: str
) -> None:
    path = book(cells)
    if not place:
        assert tables.read(path).check() == []
        return
    assert (place, what) in faults(path)
    assert {found for found, _ in faults(path)} == {place}


def test_a_formula_counts_as_what_it_last_gave(book: Callable[..., pathlib.Path]) -> None:
    path = book({"stations!B2": "=1+2"})
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert parts[sheet].count(b"<f>1+2</f><v />") == 1
    parts[sheet] = parts[sheet].replace(b"<f>1+2</f><v />", b"<f>1+2</f><v>3</v>")  # as Excel saves it
    with zipfile.ZipFile(path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    assert tables.describe(path)["stations"][0]["cycle"] == "3 min"


def test_cells_merged_downwards_hold_the_same_and_others_are_told(book: Callable[..., pathlib.Path]) -> None:
    shifts = {
        "calendars!A2": "days", "calendars!B2": "early", "calendars!D2": dt.time(6), "calendars!E2": dt.time(14),
        "calendars!B3": "late", "calendars!D3": "14:00", "calendars!E3": dt.datetime(1900, 1, 1),
        "stations!D2": "days",
    }  # fmt: skip
    (calendar,) = tables.describe(book(shifts, ("calendars", "A2:A3")))["calendars"]
    assert [(shift["from"], shift["to"]) for shift in calendar["shifts"]] == [("06:00", "14:00"), ("14:00", "24:00")]
    assert faults(book(None, ("stations", "A2:B2"))) == [("stations!A2", "is merged with others (A2:B2)")]


def test_blank_rows_and_sheets_for_people_are_passed_over(book: Callable[..., pathlib.Path]) -> None:
    path = book({"stations!A3": None, "stations!B3": None, "stations!A9": "lathe", "stations!B9": 2})
    workbook = openpyxl.load_workbook(path)
    workbook["stations"].insert_rows(1, 2)
    workbook["stations"]["A1"] = "# line 4, as of November"
    workbook.create_sheet("notes")["A1"] = "hello"
    workbook.create_sheet("_old")["A1"] = "hello"
    workbook.save(path)
    assert [station.name for station in tables.read(path).stations] == ["mill", "lathe"]
    workbook["stations"]["B11"] = "nine"
    workbook.save(path)
    assert faults(path) == [("stations!B11", "can't be read as a time, is 'nine'")]


def test_what_is_no_workbook_is_refused(tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(lw.PlantError, match="is no workbook that can be read"):
        tables.read(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as file:
        file.writestr("hello.txt", "hello")
    with pytest.raises(lw.PlantError, match=r"save it as \.xlsx"):
        tables.read(tmp_path / "b.xlsx")
    (tmp_path / "c.xls").write_bytes(b"old")
    with pytest.raises(lw.PlantError, match="is no table that can be read"):
        tables.read(tmp_path / "c.xls")


def test_new_excel_as_a_command(tmp_path: pathlib.Path) -> None:
    run = [sys.executable, "-m", "linewright", "new", "--excel", "line.xlsx"]
    done = subprocess.run(run, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "line.xlsx is ready" in done.stderr
    assert tables.read(tmp_path / "line.xlsx").check() == []
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "is there already" in done.stderr
    subprocess.run([*run, "--force"], capture_output=True, text=True, check=True, cwd=tmp_path)


def test_the_command_writes_the_same_workbook(tmp_path: pathlib.Path) -> None:
    """`linewright new --excel` carries it; LINEWRIGHT_UPDATE=1 writes it anew."""
    kept = pathlib.Path(__file__).resolve().parents[2] / "src" / "cli" / "workbook.xlsx"
    made = tmp_path / "line.xlsx"
    tables.write_template(made)
    if os.environ.get("LINEWRIGHT_UPDATE"):
        kept.write_bytes(made.read_bytes())
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(made) as new:
        assert old.namelist() == new.namelist()
    openpyxl = pytest.importorskip("openpyxl")
    ours, theirs = openpyxl.load_workbook(made), openpyxl.load_workbook(kept)
    assert theirs.sheetnames == ours.sheetnames
    for sheet, other in zip(ours, theirs, strict=True):
        seen = [
            [[(c.value, c.comment.text if c.comment else "") for c in row] for row in each.iter_rows()]
            for each in (sheet, other)
        ]
        assert seen[0] == seen[1], f"{sheet.title} differs: LINEWRIGHT_UPDATE=1"
        rules = [
            sorted((str(v.sqref), v.formula1) for v in each.data_validations.dataValidation) for each in (sheet, other)
        ]
        assert rules[0] == rules[1], f"the lists of {sheet.title} differ: LINEWRIGHT_UPDATE=1"
