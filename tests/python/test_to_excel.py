# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Workbooks of studies and results: read back they are the study's own numbers, and no text is a formula."""

import pathlib
import re
import zipfile
from typing import Any

import linewright as lw
import openpyxl
import pandas as pd
import pytest
from linewright.io import _workbook
from tests_hostile import ALTERNATIVES, STATIONS
from tests_hostile import study as hostile
from tests_lines import gearbox


@pytest.fixture(scope="module")
def study() -> lw.Study:
    cases: dict[str, Any] = {
        "today": gearbox(),
        "second miller": {"operators/miller/count": 2},
        "faster": ["stations/mill/cycle *= 0.8", "operators/miller/count = 2"],
    }
    return lw.compare(cases, "2 d", "6 h", replications=4, seed=3)


def sheets(path: pathlib.Path) -> dict[str, pd.DataFrame]:
    return pd.read_excel(path, sheet_name=None, keep_default_na=False, na_values={})


def test_a_study_is_read_back_as_it_is(study: lw.Study, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "study.xlsx"
    study.to_excel(path)
    found = sheets(path)
    assert list(found) == [
        *("findings", "overview", "summary", "differences", "scenarios", "changes", "states", "options", "replications")
    ]
    assert found["findings"]["finding"].tolist() == study.findings()
    assert found["scenarios"].to_dict("records") == [
        {"scenario": "today", "is the base": True, "changes": ""},
        *(
            {"scenario": name, "is the base": False, "changes": study.words[name]}
            for name in ("second miller", "faster")
        ),
    ]
    changes = found["changes"]
    assert changes[changes["scenario"] == "second miller"].to_numpy().tolist() == [
        ["second miller", "operators/miller/count", "1", "2"]
    ]
    assert changes[changes["scenario"] == "faster"]["path"].tolist() == [
        d.path for d in gearbox().diff(study.scenarios["faster"].on(gearbox()))
    ]
    # every figure of every alternative, and of every replication
    own = pd.concat(
        [result.summary().assign(scenario=name) for name, result in study.results.items()], ignore_index=True
    )
    summary = found["summary"]
    assert summary["figure"].tolist() == own["measure"].tolist()
    for mine, theirs in (("mean", "mean"), ("sd", "sd"), ("min", "least"), ("max", "most"), ("n", "replications")):
        assert pd.to_numeric(summary[theirs]).tolist() == pytest.approx(own[mine].tolist(), nan_ok=True)
    long = pd.concat([result.replications().assign(scenario=name) for name, result in study.results.items()])
    single = found["replications"]
    assert single["value"].tolist() == pytest.approx(long["value"].tolist(), rel=1e-15)
    assert single["scenario"].tolist() == long["scenario"].tolist()
    # differences
    whole = study.summary()
    whole = whole[whole["alternative"] != "today"]
    differences = found["differences"]
    assert differences["difference"].tolist() == pytest.approx(whole["difference"].tolist())
    assert differences["verdict"].tolist() == whole["verdict"].tolist()
    joint = pd.to_numeric(differences["high, all at once"]) - differences["difference"]
    assert joint.tolist() == pytest.approx(whole["together"].tolist(), abs=1e-9)
    # hours and shares of states add up to the window
    states = found["states"]
    assert states.groupby(["scenario", "station"])["time (h)"].sum().tolist() == pytest.approx([42.0] * 6)
    assert states.groupby(["scenario", "station"])["share"].sum().tolist() == pytest.approx([1.0] * 6)
    options = found["options"]
    assert options["plant hash"].tolist() == [plant.hash() for plant in study._plants.values()]
    assert (
        options[["warm-up (h)", "horizon (h)", "replications", "failed", "seed"]].to_numpy().tolist()
        == [[6, 48, 4, 0, 3]] * 3
    )
    overview = found["overview"].set_index("scenario")
    assert overview.loc["faster", "lead time (min)"] == pytest.approx(study["faster"].lead_time.mean / 60)
    assert list(overview.columns[:3]) == ["throughput (jobs/h)", "throughput low (jobs/h)", "throughput high (jobs/h)"]


def test_each_sheet_is_a_table_with_one_row_of_headings(study: lw.Study, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "study.xlsx"
    study.to_excel(path)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        (table,) = sheet.tables.values()
        assert table.displayName == sheet.title
        assert table.ref == sheet.dimensions
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes == "A2"
        for column in sheet.iter_cols(min_row=2):
            kinds = {type(cell.value) for cell in column} - {type(None)}
            assert len(kinds) == 1 or kinds <= {int, float}, f"{sheet.title}, {column[0].coordinate}: {kinds}"


def test_the_same_study_gives_the_same_bytes(study: lw.Study, tmp_path: pathlib.Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        study.to_excel(tmp_path / name, replications=False)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as made:
        assert {entry.date_time for entry in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = made.read("docProps/core.xml").decode()
        assert re.findall(r"20\d\d-\S*?Z", core) == ["2000-01-01T00:00:00Z"] * 2
    assert "replications" not in sheets(tmp_path / "a.xlsx")


def test_no_name_is_a_formula(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "study.xlsx"
    hostile().to_excel(path)
    book = openpyxl.load_workbook(path)
    seen = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("n", "s", "b", "inlineStr"), f"{sheet.title} {cell.coordinate}: {cell.value}"
                if isinstance(cell.value, str):
                    seen.add(cell.value)
                    if cell.value[:1] in "=+-@#'" and cell.value:
                        assert cell.quotePrefix
    assert set(ALTERNATIVES) <= seen
    for name in STATIONS:
        assert name.replace("\x07", "\ufffd") in seen
    with zipfile.ZipFile(path) as made:
        for entry in made.namelist():
            text = made.read(entry).decode()
            assert "<f>" not in text
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    assert pd.read_excel(path, sheet_name="options")["seed"].tolist() == [1] * 11


def test_what_a_workbook_cannot_hold_is_refused_before_anything_is_written(
    study: lw.Study, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match=r"study.csv: a workbook's name ends in .xlsx"):
        study.to_excel(tmp_path / "study.csv")
    monkeypatch.setattr(_workbook, "MOST_ROWS", 400)
    rows = sum(len(result.replications()) for result in study.results.values())
    with pytest.raises(ValueError, match=rf'"replications" has {rows:,} rows, a sheet of Excel 399 below .*Parquet'):
        study.to_excel(tmp_path / "study.xlsx")
    assert not list(tmp_path.iterdir())


def test_headings_and_cells_are_what_excel_takes() -> None:
    assert _workbook._headings(["a", "A", "a", "on  time\nof x", "y" * 400]) == [
        *("a", "A 2", "a 3", "on time of x", "y" * 250)
    ]
    assert [_workbook._value(value) for value in (float("inf"), float("nan"), 3, True, "a\r\nb\x00", "z" * 40_000)] == [
        *(None, None, 3, True, "a\nb\ufffd", "z" * 32_766 + "…")
    ]
    assert _workbook.MOST_ROWS == 2**20


def test_a_result_is_read_back_as_it_is(tmp_path: pathlib.Path) -> None:
    plant = lw.load(pathlib.Path(__file__).parents[2] / "examples" / "plants" / "press_line.json")
    result = plant.run("10 d", "1 d", 3, seed=2**60)
    result.to_excel(tmp_path / "result.xlsx")
    found = sheets(tmp_path / "result.xlsx")
    assert found["summary"]["mean"].tolist() == pytest.approx(result.summary()["mean"].tolist())
    values = found["replications"]["value"].tolist()  # a cell has 16 digits
    assert values == pytest.approx(result.replications()["value"].tolist(), rel=1e-15)
    assert found["output"]["good"].tolist() == result.output_by_hour()["good"].tolist()
    assert openpyxl.load_workbook(tmp_path / "result.xlsx")["options"]["G2"].value == str(2**60)
    if result.currency:
        assert found["costs"]["amount"].sum() == pytest.approx(result.costs()["amount"].sum())
