# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Plants from CSV tables: what cells say, and the exact cell of every fault."""

import json
import pathlib
import subprocess
import sys
from typing import Any

import linewright as lw
import pytest
from linewright.io import tables

Folder = pathlib.Path
LINE = {"stations": "name,cycle\nmill,3 min\n", "demand": "source,always\nin,yes\n"}


def folder(where: Folder, **files: str) -> Folder:
    for name, text in {**LINE, **files}.items():
        (where / f"{name}.csv").write_text(text, encoding="utf-8")
    return where


def faults(where: Folder) -> list[tuple[str, str]]:
    with pytest.raises(lw.PlantError) as caught:
        tables.read(where)
    assert all(fault.remedy for fault in caught.value.faults)
    return [(fault.place, fault.what) for fault in caught.value.faults]


def stations(where: Folder, text: str, **files: str) -> Any:
    return tables.describe(folder(where, stations=text, **files))["stations"]


def test_the_template_reads_and_runs(tmp_path: Folder) -> None:
    tables.write_template(tmp_path / "line")
    plant = tables.read(tmp_path / "line")
    assert plant.check() == []
    assert set(tables.sheets()) == {file.stem for file in (tmp_path / "line").iterdir()}
    assert [station.name for station in plant.stations] == ["saw", "press"]
    assert plant.run("5 d", replications=2).throughput.mean > 1
    with pytest.raises(FileExistsError):
        tables.write_template(tmp_path / "line")


def test_stations_and_demand_are_enough(tmp_path: Folder) -> None:
    assert tables.read(folder(tmp_path)).run("300 h").throughput.mean == pytest.approx(20, abs=0.01)


@pytest.mark.parametrize(
    ("heading", "cell", "law"),
    [
        ("cycle", "3 min", "3 min"),
        ("cycle", "3min", "3 min"),
        ("cycle", "90 Seconds", "90 s"),
        ("cycle [min]", "3", "3 min"),
        ("cycle (s)", "3.5", "3.5 s"),
        ("cycle [min]", "2 h", "2 h"),
        ("Cycle  time [Min]", "3", "3 min"),
        (
            "cycle",
            '"triangular(2, 2.5, 4) min"',
            {"type": "triangular", "low": "2 min", "mode": "2.5 min", "high": "4 min"},
        ),
        ("cycle", "exponential(8 h)", {"type": "exponential", "mean": "8 h"}),
        ("cycle [h]", "exponential(8)", {"type": "exponential", "mean": "8 h"}),
        ("cycle", '"erlang(3; 2,5 min)"', {"type": "erlang", "k": 3, "mean": "2.5 min"}),
        ("cycle", '"weibull(1.5, 4 h) + 5 min"', {"type": "weibull", "shape": 1.5, "scale": "4 h", "offset": "5 min"}),
        ("cycle", '"lognormal(sd=10, mean=25) min"', {"type": "lognormal", "sd": "10 min", "mean": "25 min"}),
        ("cycle", '"empirical(2, 3, 3) s"', {"type": "empirical", "values": ["2 s", "3 s", "3 s"]}),
        (
            "cycle",
            '"discrete(2: 0.3, 3: 0.7) min"',
            {"type": "discrete", "values": ["2 min", "3 min"], "weights": [0.3, 0.7]},
        ),
    ],
)
def test_what_a_time_says(tmp_path: Folder, heading: str, cell: str, law: Any) -> None:
    assert stations(tmp_path, f"name,{heading}\nmill,{cell}\n")[0]["cycle"] == law


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("3", "has no unit"),
        ("3 mun", "has the unknown unit 'mun'"),
        ("3:30", "'3:30' may be hours or minutes"),
        ("three", "can't be read as a time, is 'three'"),
        ('"1,500 s"', "'1,500' may be a thousand or a decimal"),
        ("-3 min", "must be at least 0, is -3 min"),
        ("1e999 min", "must be a number that is not too large, is '1e999'"),
        ('"triangular(2, 3) min"', "triangular takes 3 values (low, mode, high), has 2"),
        ('"triangular(4, 3, 2) min"', "mode must be >= low (4 min), is 3 min"),
        ("expotential(3 min)", "has the unknown law 'expotential'"),
        ('"erlang(2.5, 3 min)"', "k of erlang must be a whole number, is 2.5"),
        ("exponential(3 min", "can't be read as a law, is 'exponential(3 min'"),
    ],
)
def test_what_no_time_is(tmp_path: Folder, cell: str, what: str) -> None:
    found = faults(folder(tmp_path, stations=f"name,cycle\ndrill,2 min\nmill,{cell}\n"))
    assert found[0] == ("stations.csv:3/cycle", what)
    assert {place for place, _ in found} == {"stations.csv:3/cycle"}


def test_all_faults_come_at_once_each_with_its_cell(tmp_path: Folder) -> None:
    folder(
        tmp_path,
        plant="what,value\nname,line\nstart,2026-13-01\n",
        products="name,priority\nA,1.5\nB,\nA,2\n",
        stations="name,cycle [min],places,operators,calendar\nmill,2,many,miler,days\n,3,,,\nlathe,-1,0,,\n",
        routes="product,step,station\nA,10,mill\n,10,lathe\nC,20,mil\n",
        breakdowns="station,uptime,repair\nmil,8 h,10 min\nmill,8 h,-10 min\n",
        operators="name,count\nmiller,1\n",
        changeovers="station,from [min],A,D\nmill,A,,3\nmill,E,4,\n",
        demand="source,product,interarrival,quantity\nin,A,5 min,\nin,,6 min,3\n",
    )
    assert faults(tmp_path) == [
        ("breakdowns.csv:2/station", "there is no station 'mil'"),
        ("breakdowns.csv:3/repair", "must be at least 0, is -10 min"),
        ("changeovers.csv:2/D", 'there is no product "D"'),
        ("changeovers.csv:3/from [min]", 'there is no product "E"'),
        ("demand.csv:3/interarrival", "another line of the source 'in' says otherwise"),
        ("demand.csv:3/quantity", "quantity belongs to a line with a date"),
        ("plant.csv:3/value", "'2026-13-01' is no date of the calendar"),
        ("products.csv:2/priority", "must be a whole number, is 1.5"),
        ("products.csv:4/name", "'A' is there twice"),
        ("routes.csv:3/step", "step 10 stands after step 10"),
        ("routes.csv:4/product", 'there is no product "C"'),
        ("routes.csv:4/station", 'there is no station or buffer "mil"'),
        ("stations.csv:2/places", "must be a number, is 'many'"),
        ("stations.csv:2/operators", 'there is no skill "miler"'),
        ("stations.csv:2/calendar", 'there is no calendar "days"'),
        ("stations.csv:3/name", "name is missing"),
        ("stations.csv:4/cycle [min]", "must be at least 0, is -1 min"),
        ("stations.csv:4/places", "must be from 1 to 10,000, is 0"),
    ]


def test_unknown_sheets_and_columns_get_the_nearest_name(tmp_path: Folder) -> None:
    folder(
        tmp_path,
        station="name,cycle\nmill,3 min\n",
        vehicles="name\nforklift\n",
        shopping="milk\n",
        notes="anything\n",
        _old="x\n",
        breakdowns="station,MTBF,repiar\nmill,8 h,ten\n",
    )
    (tmp_path / "stations.csv").unlink()
    with pytest.raises(lw.PlantError) as caught:
        tables.read(tmp_path)
    assert [tuple(fault) for fault in caught.value.faults[:6]] == [
        (
            "breakdowns.csv:1/MTBF",
            "there is no column 'MTBF'",
            "Write uptime (from the end of a repair to the next failure) or availability",
        ),
        ("breakdowns.csv:1/repiar", "there is no column 'repiar'", 'Did you mean "repair"?'),
        (
            "breakdowns.csv:2/repiar",
            "can't be read as a time, is 'ten'",
            'Write a time like "3 min", or a law like "triangular(2, 2.5, 4) min"',
        ),
        (
            "shopping.csv",
            "there is no sheet 'shopping' in a plant",
            f"Known: {', '.join(tables.sheets())}. Sheets for people are called notes or begin with _",
        ),
        (
            "station.csv",
            "there is no sheet 'station' in a plant",
            'Did you mean "stations"? Sheets for people are called notes or begin with _',
        ),
        ("vehicles.csv", "vehicles aren't read from tables", "Add them in Python, or in the plant's file"),
    ]


def test_what_is_missing_is_named(tmp_path: Folder) -> None:
    assert faults(folder(tmp_path, stations="cycle\n")) == [("stations.csv", "the column 'name' is missing")]
    (tmp_path / "demand.csv").unlink()
    folder_of_one = tmp_path / "one"
    folder_of_one.mkdir()
    (folder_of_one / "stations.csv").write_text("name,cycle\nmill,3 min\n")
    assert faults(folder_of_one) == [("one", "sources are missing")]
    (empty := tmp_path / "empty").mkdir()
    with pytest.raises(lw.PlantError, match="has no CSV files"):
        tables.read(empty)
    with pytest.raises(FileNotFoundError):
        tables.read(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "data",
    [
        "name;cycle [min]\nFräse;2,5\n".encode("cp1252"),
        "\ufeffname;cycle [min]\r\nFräse;2,5\r\n".encode(),
        "name\tcycle [min]\nFräse\t2.5\n".encode("utf-16"),
        "\n# from the ERP, 1.12.\n;;\nname;cycle [min];\nFra\u0308se;2,5;\n;;\n".encode(),
        '"name","cycle [min]"\n" Fr\u00e4se\u00a0"," 2.5 "\n'.encode(),
    ],
    ids=["cp1252", "utf-8 with a mark", "utf-16 with tabs", "blank rows, decomposed", "blanks around"],
)
def test_files_as_people_save_them(tmp_path: Folder, data: bytes) -> None:
    folder(tmp_path)
    (tmp_path / "stations.csv").write_bytes(data)
    (station,) = tables.describe(tmp_path)["stations"]
    assert (station["name"], station["cycle"]) == ("Fräse", "2.5 min")


def test_a_cell_without_a_heading_and_a_broken_file(tmp_path: Folder) -> None:
    folder(tmp_path, stations="name,cycle\nmill,3 min,,oops\n")
    assert faults(tmp_path) == [("stations.csv:2/column 4", "stands under no heading: 'oops'")]
    folder(tmp_path, stations='name,cycle\nmill,"3 min\n')
    assert faults(tmp_path)[0][0].startswith("stations.csv:")


def test_the_units_of_headings_are_checked(tmp_path: Folder) -> None:
    folder(
        tmp_path,
        plant="name,currency\nline,EUR\n",
        stations="name,cycle [min],places [min],cost per hour [EUR],defects [%],power [m]\nmill,3,2,30,5,1\n",
    )
    assert faults(tmp_path) == [
        ("stations.csv:1/places [min]", "can't be in min"),
        ("stations.csv:1/power [m]", "can't be in m"),
    ]
    folder(tmp_path, stations="name,cycle [min],cost per hour [EUR],defects [%]\nmill,3,30,5\n")
    station = tables.describe(tmp_path)["stations"][0]
    assert (station["cost_per_hour"], station["defects"]) == (30, 0.05)


def test_dates_count_from_the_start_and_orders_may_stand_in_any_order(tmp_path: Folder) -> None:
    folder(
        tmp_path,
        plant="what,value\nstart,2026-11-23 06:00\n",
        demand="source,date,quantity,due,order\n"
        "book,2026-11-25,5,2026-11-27,late one\nbook,24.11.2026 06:00,3,2 d,first\n",
    )
    (source,) = tables.describe(tmp_path)["sources"]
    assert source["schedule"] == [
        {"at": "1 d", "quantity": 3, "due": "2 d", "order": "first"},
        {"at": "42 h", "quantity": 5, "due": "114 h", "order": "late one"},  # due at the end of the 27th
    ]
    folder(
        tmp_path,
        demand="source,date,due\nbook,2026-11-22,\nbook,11/25/2026,\nbook,2026-02-30,\nbook,2026-11-25,2026-11-01\n",
    )
    assert faults(tmp_path) == [
        ("demand.csv:2/date", "2026-11-22 lies before the start of the plant"),
        ("demand.csv:3/date", "'11/25/2026' is no date that all read alike"),
        ("demand.csv:4/date", "'2026-02-30' is no date of the calendar"),
        ("demand.csv:5/due", "2026-11-01 lies before the start of the plant"),
    ]
    folder(tmp_path, plant="what,value\nname,line\n", demand="source,date\nbook,2026-11-25\n")
    assert faults(tmp_path) == [("demand.csv:2/date", "a date needs the start of the plant")]


def test_routes_calendars_people_and_matrices(tmp_path: Folder) -> None:
    folder(
        tmp_path,
        products="name\nA\nB\n",
        stations="name,cycle,operators,calendar\nmill,3 min,miller; 2 fitter: setup + load,days\nlathe,2 min,,\n",
        buffers="name,capacity\nB1,5\n",
        routes="product,step,station or buffer,cycle,next\n"
        "A,10,mill,,\n,20,B1,,\n,30,lathe | mill,4 min,10: 10 %; exit: 90 %\n\"A, B\",,mill,,\n",
        changeovers="station,from [min],*,A,B\nmill,*,10,,\nmill,A,,,3\n",
        operators="name,count,skills,attendance\nminder,1,wiring: 1.1; miller,\nfitter,2,,days: 2\nmiller,1,,\n",
        calendars="calendar,shift,days,from,to,breaks,date,reason\n"
        "days,early,mon-wed; sat,6:00,14:00,09:00-09:15; 12:00 - 12:30,,\n,,,,,,2026-12-25,holiday\n",
    )  # fmt: skip
    with pytest.raises(lw.PlantError) as caught:  # A has two ways
        tables.read(tmp_path)
    assert caught.value.faults[0].place.startswith("routes.csv:")
    text = (tmp_path / "routes.csv").read_text().replace('"A, B"', "B")
    (tmp_path / "routes.csv").write_text(text)
    made = tables.describe(tmp_path)
    assert made["stations"][0]["operators"] == [
        "miller",
        {"skill": "fitter", "number": 2, "phases": ["setup", "load"]},
    ]
    assert made["routes"][0]["steps"][2] == {
        "name": "30",
        "at": ["lathe", "mill"],
        "cycle": "4 min",
        "to": [{"to": "10", "share": 0.1}, {"to": "exit", "share": 0.9}],
    }
    assert made["changeovers"][0]["rules"] == [
        {"from": "A", "to": "B", "time": "3 min"},
        {"from": "*", "to": "*", "time": "10 min"},
    ]
    assert made["operators"][0]["skills"] == [{"skill": "wiring", "level": 1.1}, {"skill": "miller"}]
    assert made["operators"][1]["attendance"] == [{"calendar": "days", "count": 2}]
    assert made["calendars"][0]["shifts"][0] == {
        "name": "early",
        "days": ["mon", "tue", "wed", "sat"],
        "from": "06:00",
        "to": "14:00",
        "breaks": [{"from": "09:00", "to": "09:15"}, {"from": "12:00", "to": "12:30"}],
    }
    assert made["calendars"][0]["dates"] == [{"date": "2026-12-25", "shifts": [], "reason": "holiday"}]


def test_shifts_that_overlap_or_lack_an_end_are_told_by_their_cells(tmp_path: Folder) -> None:
    calendar = "calendar,shift,days,from,to,breaks\nc,early,mo-fri,25:00,14:00,\n,late,mond,,22:00,03:00-04:00\n"
    folder(tmp_path, calendars=calendar)
    assert faults(tmp_path) == [
        ("calendars.csv:2/days", "'mo' is no day of the week"),
        ("calendars.csv:2/from", '"25:00" is no time of the day'),
        ("calendars.csv:3/from", "from is missing"),
        ("calendars.csv:3/breaks", "does not lie within the shift"),
    ]


def test_a_change_that_the_matrix_lacks_is_told_by_its_empty_cell(tmp_path: Folder) -> None:
    folder(tmp_path, products="name\nA\nB\n", changeovers="station,from [min],A,B\nmill,A,,3\nmill,B,,\n")
    assert faults(tmp_path) == [("changeovers.csv:3/A", 'no rule for the change from "B" to "A" at station "mill"')]


def test_a_fault_of_a_part_is_told_by_the_cell_that_made_it(tmp_path: Folder) -> None:
    folder(tmp_path, plant="what,value\nname,line\nprice per kwh,0.3\n")
    assert faults(tmp_path) == [("plant.csv:3/value", "energy is given, but no station takes power")]


def test_as_a_command(tmp_path: Folder) -> None:
    folder(tmp_path)
    run = [sys.executable, "-m", "linewright.io.tables"]
    done = subprocess.run([*run, str(tmp_path)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["stations"][0]["name"] == "mill"
    (tmp_path / "stations.csv").write_text("name,cycle\nmill,3\n")
    done = subprocess.run([*run, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "stations.csv:2/cycle: has no unit. " in done.stderr
