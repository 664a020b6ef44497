# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Reading AutoSched AP tables: a small factory of our own, faults by file and line, and SMT2020 where it is there."""

from __future__ import annotations

import os
import pathlib

import linewright as lw
import pytest
from linewright.io import autosched

ROOT = pathlib.Path(__file__).parents[2]
TABLES = {
    "tool.txt": """
STNFAM RULE FWLRANK WAKERESRANK BATCHCRITF BATCHPER LTIME LTUNITS ULTIME ULTUNITS STNCAP STNQTY STNGRP STNFAMLOC
oven rule_HotLotFIRST rank_HP;rank_RSETUP;rank_FIFO - crit_sameroutestep piece 1 min 1 min - 1 Hot Fab
tracks rule_LSSU rank_HP;rank_RSETUP;rank_FIFO wake_LeastSetupTime - - 1 min 1 min 2 2 Light Fab
delay rule_HotLotFIRST rank_HP;rank_FIFO - - - 0 min 0 min - 40 None Delay
""",
    "part.txt": "PART ROUTEFILE\nchip route\n",
    "route.txt": """
STEP STNFAM PDIST PTIME PTIME2 PTUNITS PTPER BATCHMN BATCHMX SETUP WHEN STIME STUNITS \\
SVESTN FORSTEP PartInterval PartIntUnits RWKSTEP REWORK RWKTYPE StepPercent
1 oven uniform 100 10 min per_batch 50 75 - - - - - - - - - - - -
2 tracks uniform 2 0 min per_piece - - red need 5 min yes 4 1.5 min - - - -
3 delay constant 30 - min per_lot - - - - - - - - - - - - - 40
4 tracks uniform 1 0 min per_piece - - blue need - - - - 0.5 min 2 10 lot -
""",
    "order.txt": """
LOT PART PRIOR PIECES START RDIST REPEAT RUNITS RPT# LOTSPERRPT DUE
normal chip 10 25 01/01/18|00:00:00 constant 60 min 100 1 01/03/18|00:00:00
hot chip 20 25 01/01/18|00:00:00 constant 600 min - 1 -
""",
    "setup.txt": "CURSETUP NEWSETUP STIME STUNITS\nred blue 3 min\n",
    "setupgrp.txt": "SETUPGRP SETUP MINRUN\ncolours red 4\n- blue 4\n",
    "downcal.txt": """
DOWNCALNAME DOWNCALTYPE MTTFDIST MTTF MTTFUNITS MTTRDIST MTTR MTTRUNITS
break mttf_by_cal exponential 100 hr exponential 2 hr
""",
    "pmcal.txt": """
PMCALNAME PMCALTYPE MTBPM MTBPMUNITS MTTRDIST MTTR MTTR2 MTTRUNITS
weekly mtbpm_by_cal 7 day uniform 4 1 hr
wafers mtbpm_by_pieces 500 pieces uniform 2 0.5 hr
""",
    "attach.txt": """
CALNAME CALTYPE RESTYPE RESNAME FOADIST FOA FOAUNITS
break down stngrp Light exponential 100 hr
weekly pm stnfam oven constant 3 day
wafers pm stnfam tracks constant 400 -
""",
    "fromto.txt": "FROMLOC TOLOC DDIST DTIME DTIME2 DUNITS\nFab Fab uniform 7.5 2.5 min\n",
    "WIP.txt": "LOT PART PRIOR PIECES START CURSTEP\na chip 10 25 - 4\nb chip 10 25 - 4\nc chip 20 25 - 2\n",
}


def write(folder: pathlib.Path) -> pathlib.Path:
    """The tables with tabs for blanks, - for empty cells and | for a blank inside one."""
    for name, text in TABLES.items():
        lines = [line.split() for line in text.replace("\\\n", "").strip().splitlines()]
        cells = [["" if c == "-" else c.replace("|", " ") for c in line] for line in lines]
        (folder / name).write_text("\n".join("\t".join(line) for line in cells) + "\n")
    return folder


def test_the_tables_become_a_plant(tmp_path: pathlib.Path) -> None:
    plant = autosched.describe(write(tmp_path))
    assert [p["name"] for p in plant["products"]] == ["chip", "chip priority 20"]
    assert plant["products"][1] == {"name": "chip priority 20", "family": "chip", "priority": 20, "pieces": 25}
    assert plant["sources"][0] == {
        "name": "normal",
        "products": ["chip"],
        "interarrival": "60 min",
        "first": "0 min",
        "count": 100,
        "due": "172800 s",
    }
    oven, tracks, _ = plant["stations"]
    assert oven == {
        "name": "oven",
        "places": 1,
        "load": "1 min",
        "unload": "1 min",
        "batch": {"family": "operation", "count": "pieces", "smallest": 1, "largest": 75},
        "maintenance": [
            {
                "name": "weekly",
                "clock": "calendar",
                "every": "7 d",
                "duration": {"type": "uniform", "low": "3 h", "high": "5 h"},
                "from": "start",
                "scope": "place",
                "first": "3 d",
                "staggered": True,
            }
        ],
    }
    assert tracks["slots"] == 2
    assert tracks["load_ahead"] is True
    assert tracks["breakdowns"] == [
        {
            "name": "break",
            "uptime": {"type": "exponential", "mean": "98 h"},  # 100 h from failure to failure
            "repair": {"type": "exponential", "mean": "2 h"},
            "clock": "calendar",
            "scope": "place",
        }
    ]
    assert tracks["maintenance"][0]["clock"] == "pieces"
    assert tracks["maintenance"][0]["every"] == "500 cycles"
    assert plant["buffers"][0] == {"name": "before oven", "queue": ["priority", "fifo"]}
    assert plant["buffers"][1] == {
        "name": "before tracks",
        "queue": ["priority", "least_setup", "fifo"],
        "dispatch": "least_setup",
        "initial": [
            {"product": "chip", "step": "wait 4", "quantity": 2},
            {"product": "chip priority 20", "step": "wait 2", "quantity": 1},
        ],
    }
    way = {"type": "uniform", "low": "5 min", "high": "10 min"}
    assert plant["routes"][0]["steps"] == [
        {"at": "before oven", "name": "wait 1"},
        {
            "at": "oven",
            "name": "step 1",
            "cycle": {"type": "uniform", "low": "90 min", "high": "110 min"},
            "batch": {"smallest": 50, "largest": 75},
        },
        {"at": "before tracks", "name": "wait 2", "transfer": way},
        {
            "at": "tracks",
            "name": "step 2",
            "cycle": "2 min",
            "per": "piece",
            "interval": "1.5 min",
            "setup": "red",
        },
        {"at": "before delay", "name": "wait 3"},
        {"at": "delay", "name": "step 3", "cycle": "30 min", "sampling": 0.4},
        {"at": "before tracks", "name": "wait 4"},
        {
            "at": "tracks",
            "name": "step 4",
            "cycle": "1 min",
            "per": "piece",
            "interval": "0.5 min",
            "setup": "blue",
            "same_place_as": "step 2",
            "to": [{"to": "wait 2", "share": 0.1}, {"to": "exit", "share": 0.9}],
        },
    ]
    assert plant["changeovers"] == [
        {
            "name": "tracks",
            "by": "setup",
            "rules": [
                {"from": "red", "to": "blue", "time": "3 min"},
                {"from": "*", "to": "red", "time": "5 min"},
                {"from": "*", "to": "*", "time": "0 min"},
            ],
            "campaign": {"least_jobs": 4, "release": "after_wait", "longest_wait": "7 d"},
        }
    ]


def test_hot_lots_first_spares_no_setups(tmp_path: pathlib.Path) -> None:
    tools = write(tmp_path) / "tool.txt"
    tools.write_text(tools.read_text().replace("rule_LSSU", "rule_HotLotFIRST"))
    before_tracks = autosched.describe(tmp_path)["buffers"][1]
    assert before_tracks["queue"] == ["priority", "fifo"]
    assert before_tracks["dispatch"] == "longest_idle"


def test_the_plant_runs_and_is_the_same_from_its_file(tmp_path: pathlib.Path) -> None:
    plant = autosched.read(write(tmp_path))
    result = plant.run("20 d", seed=3)
    plant.save(tmp_path / "plant.json")
    again = lw.load(tmp_path / "plant.json").run("20 d", seed=3)
    assert result.throughput.mean > 0
    assert again.replications().equals(result.replications())


def test_the_command_writes_the_plant(tmp_path: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert autosched.main([str(write(tmp_path))]) == 0
    assert lw.loads(capsys.readouterr().out) == autosched.read(tmp_path)
    (tmp_path / "order.txt").unlink()
    assert autosched.main([str(tmp_path)]) == 1
    assert "order.txt: is missing" in capsys.readouterr().err


def test_raw_process_times(tmp_path: pathlib.Path) -> None:
    # 1 + 100 + 1 + 7.5; 1 + (2 + 24 x 1.5) + 1 + 7.5; 0.4 x 30; 1 + (1 + 24 x 0.5) + 1 + 7.5: minutes.
    assert autosched.raw_process_time(write(tmp_path)) == {"chip": pytest.approx((109.5 + 47.5 + 12 + 22.5) / 1440)}


def test_all_faults_come_with_their_file_and_line(tmp_path: pathlib.Path) -> None:
    write(tmp_path)
    text = (tmp_path / "route.txt").read_text().replace("delay\tconstant\t30", "dealy\tconstant\tx30")
    (tmp_path / "route.txt").write_text(text)
    (tmp_path / "attach.txt").write_text("CALNAME\tCALTYPE\tRESTYPE\tRESNAME\nbroken\tdown\tstngrp\tLight\n")
    with pytest.raises(lw.PlantError) as caught:
        autosched.describe(tmp_path)
    places = {fault.place: fault.what for fault in caught.value.faults}
    assert places["route.txt:4"] == "there is no tool group 'dealy' in tool.txt"
    assert places["attach.txt:2"] == "there is no calendar 'broken'"


def test_a_folder_without_tables_says_what_is_missing(tmp_path: pathlib.Path) -> None:
    with pytest.raises(lw.PlantError) as caught:
        autosched.describe(tmp_path)
    assert [fault.place for fault in caught.value.faults] == ["tool.txt", "part.txt", "order.txt"]


def data() -> pathlib.Path:
    place = pathlib.Path(os.environ.get("LINEWRIGHT_SMT2020", ROOT.parent / "shared" / "data" / "smt2020_ds1"))
    if not (place / "order.txt").exists():
        pytest.skip(f"{place}/order.txt isn't there: LINEWRIGHT_SMT2020 names the folder")
    return place


def test_smt2020_is_read_whole() -> None:
    plant = autosched.describe(data())
    assert sum(s["places"] for s in plant["stations"]) == 1043 + 400
    assert [len(r["steps"]) // 2 for r in plant["routes"]] == [583, 343]
    assert sum(line["quantity"] for b in plant["buffers"] for line in b.get("initial", [])) == 2255
    assert autosched.raw_process_time(data()) == {
        "part_3": pytest.approx(27.27, abs=0.005),
        "part_4": pytest.approx(16.04, abs=0.005),
    }
    weekly = [10080 / float(s["interarrival"].split()[0]) for s in plant["sources"]]
    assert weekly[0] + weekly[2] + weekly[4] == pytest.approx(200.4, abs=0.05)
    assert weekly[1] + weekly[3] == pytest.approx(200.0, abs=0.05)


def test_smt2020_runs_for_a_month() -> None:
    plant = autosched.read(data())
    result = plant.run("30 d", seed=1)
    assert result.throughput.mean * 24 * 7 == pytest.approx(400.0, rel=0.1)
    assert result.wip.mean == pytest.approx(2265, rel=0.1)
