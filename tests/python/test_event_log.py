# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A log of the floor: read, looked at, and made into a plant. Figures are worked out by hand from the rows below."""

import pathlib
import pickle

import linewright as lw
import pandas as pd
import pytest
from linewright.io import event_log

# Monday 5 January 2026. Order A: turned in two rows with a break, then checked. B: turned beside it on the other
# machine, waits for the check. C: on the next day, still at the check when the log ends.
ROWS = """order,operation,machine,who,begin,end,pieces,part
A,Turn,L1,Ann,2026-01-05 06:00,2026-01-05 08:00,10,shaft
A,Turn,L1,Ann,2026-01-05 09:00,2026-01-05 10:00,10,shaft
B,Turn,L2,Bob,2026-01-05 07:00,2026-01-05 10:00,30,ring
A,Check,,Cem,2026-01-05 10:00,2026-01-05 12:00,20,shaft
B,Check,,Cem,2026-01-05 12:00,2026-01-05 13:00,30,ring
C,Turn,L1,Ann,2026-01-06 06:00,2026-01-06 10:00,40,shaft
C,Check,,Cem,2026-01-06 12:00,,,shaft
"""
COLUMNS = {
    "case": "order",
    "activity": "operation",
    "start": "begin",
    "complete": "end",
    "resource": "machine",
    "worker": "who",
    "product": "part",
    "quantity": "pieces",
    "last": ["Check"],
}


def read(folder: pathlib.Path, rows: str = ROWS, **other: object) -> event_log.EventLog:
    path = folder / "log.csv"
    path.write_text(rows, encoding="utf-8")
    return event_log.read(path, **{**COLUMNS, **other})  # type: ignore[arg-type]


@pytest.fixture
def log(tmp_path: pathlib.Path) -> event_log.EventLog:
    return read(tmp_path)


# ---- reading


def test_it_shows_what_is_in_it(log: event_log.EventLog) -> None:
    assert str(log).splitlines() == [
        "log log.csv",
        "  rows        7",
        "  orders      3",
        "  activities  2",
        "  resources   2",
        "  workers     3",
        "  from        2026-01-05 06:00",
        "  to          2026-01-06 12:00",
        "  work        13 h",
        "  open        1 row",
    ]
    assert "<caption>log log.csv</caption>" in log._repr_html_()


def test_all_faults_come_at_once_each_with_its_row(tmp_path: pathlib.Path) -> None:
    rows = """order,operation,machine,who,begin,end,pieces,part
A,Turn,L1,Ann,2026-01-05 06:00,2026-01-05 05:00,10,shaft
A,,L1,Ann,2026-01-05 09:00,05.01.2026 10:00,10,shaft
B,Turn,L2,Bob,,2026-01-05 10:00,30,ring
A,Check,,Cem,2026-01-05 10:00,,20,shaft
A,Pack,,Cem,2026-13-05 12:00,2026-01-05 13:00,many,
A,Pack,,Cem,2026-01-05 12:00,2026-01-05 13:00,-1,shaft
"""
    with pytest.raises(event_log.LogError) as error:
        read(tmp_path, rows)
    assert [(fault.place, fault.what) for fault in error.value.faults] == [
        ("log.csv:2/end", "ends at 2026-01-05 05:00:00, before its start at 2026-01-05 06:00:00"),
        ("log.csv:3/operation", "is empty"),
        ("log.csv:3/end", "'05.01.2026 10:00' is no time"),
        ("log.csv:4/begin", "is empty"),
        ("log.csv:5/end", "is empty, though the order went on"),
        ("log.csv:6/part", "is empty"),
        ("log.csv:6/begin", "'2026-13-05 12:00' is no time"),
        ("log.csv:6/pieces", "must be a number of at least 0, is 'many'"),
        ("log.csv:7/pieces", "must be a number of at least 0, is '-1'"),
    ]
    assert all(fault.remedy for fault in error.value.faults)
    assert str(error.value).startswith("the log has 9 faults:\n  log.csv:2/end: ends at")
    assert pickle.loads(pickle.dumps(error.value)).faults == error.value.faults


def test_rows_with_faults_may_be_left_out_and_are_named(tmp_path: pathlib.Path) -> None:
    bad = ROWS + "D,Turn,L1,Ann,2026-01-05 06:00,2026-01-05 05:00,1,ring\n"
    log = read(tmp_path, bad, faulty="leave_out")
    assert list(log.cases()["case"]) == ["A", "B", "C"]
    assert log.findings[log.findings["kind"] == "faulty"].to_numpy().tolist() == [
        [9, "faulty", "ends at 2026-01-05 05:00:00, before its start at 2026-01-05 06:00:00: left out"]
    ]


def test_columns_that_are_missing_are_named_together_with_the_nearest(tmp_path: pathlib.Path) -> None:
    with pytest.raises(event_log.LogError) as error:
        read(tmp_path, case="ordr", worker="whom")
    assert [fault.what for fault in error.value.faults] == ["has no column 'ordr'", "has no column 'whom'"]
    assert "order" in error.value.faults[0].remedy


def test_what_to_know_before_it_is_used_is_said_by_row(tmp_path: pathlib.Path) -> None:
    rows = ROWS.replace("A,Check,,Cem,2026-01-05 10:00", "A,Check,,Cem,2026-01-05 09:30").replace(
        "10,shaft", "10,shaft"
    )
    rows += "B,Turn,L1,Bob,2026-01-05 07:30,2026-01-05 07:30,0,ring\n"
    rows += "A,Turn,L1,Ann,2026-01-05 06:00,2026-01-05 08:00,10,shaft\n"
    log = read(tmp_path, rows)
    assert log.findings[["row", "kind"]].to_numpy().tolist() == [
        [10, "duplicate"],
        [8, "open"],
        [9, "no time"],
        [5, "overlap of order"],
        [9, "overlap of order"],
        [9, "overlap of worker"],
        [9, "overlap of resource"],
    ]


def test_times_in_another_format_and_frames_are_read_alike(log: event_log.EventLog) -> None:
    frame = pd.DataFrame([line.split(",") for line in ROWS.splitlines()[1:]], columns=ROWS.splitlines()[0].split(","))
    for column in ("begin", "end"):
        frame[column] = pd.to_datetime(frame[column], errors="coerce").dt.strftime("%d.%m.%Y %H:%M").fillna("")
    other = event_log.read(frame, when="%d.%m.%Y %H:%M", **COLUMNS)  # type: ignore[arg-type]
    for column in ("begin", "end"):
        frame[column] = pd.to_datetime(frame[column], format="%d.%m.%Y %H:%M", errors="coerce")
    third = event_log.read(frame, **COLUMNS)  # type: ignore[arg-type]
    wanted = log.observations.drop(columns="row")
    for made in (other, third):
        pd.testing.assert_frame_equal(made.observations.drop(columns="row"), wanted)


def test_a_log_without_rows_and_an_unknown_last_activity_are_refused(tmp_path: pathlib.Path) -> None:
    with pytest.raises(event_log.LogError, match="has no rows"):
        read(tmp_path, ROWS.splitlines()[0] + "\n")
    with pytest.raises(event_log.LogError, match=r"no activity 'Chek'.*Check"):
        read(tmp_path, last=["Chek"])


# ---- what is in it


def test_rows_of_an_operation_are_put_together_and_waits_counted(log: event_log.EventLog) -> None:
    made = log.operations()
    columns = ["case", "step", "activity", "hours", "rows", "quantity", "wait", "overlap", "open"]
    assert made[columns].fillna(-1).to_numpy().tolist() == [
        ["A", 1, "Turn", 3.0, 2, 20.0, 0.0, 0.0, False],
        ["A", 2, "Check", 2.0, 1, 20.0, 0.0, 0.0, False],
        ["B", 1, "Turn", 3.0, 1, 30.0, 0.0, 0.0, False],
        ["B", 2, "Check", 1.0, 1, 30.0, 2.0, 0.0, False],
        ["C", 1, "Turn", 4.0, 1, 40.0, 0.0, 0.0, False],
        ["C", 2, "Check", 0.0, 1, -1.0, 2.0, 0.0, True],
    ]
    apart = log.operations(gap="30 min")
    assert apart.loc[apart["case"] == "A", ["activity", "hours", "wait"]].to_numpy().tolist() == [
        ["Turn", 2.0, 0.0],
        ["Turn", 1.0, 1.0],
        ["Check", 2.0, 0.0],
    ]
    with pytest.raises(TypeError, match="has no unit"):
        log.operations(gap=4)


def test_orders_variants_and_what_follows_what(log: event_log.EventLog) -> None:
    assert log.cases()[["case", "product", "flow", "work", "operations", "open"]].to_numpy().tolist() == [
        ["A", "shaft", 6.0, 5.0, 2, False],
        ["B", "ring", 6.0, 4.0, 2, False],
        ["C", "shaft", 6.0, 4.0, 2, True],
    ]
    assert log.variants().to_numpy().tolist() == [["Turn > Check", 3, 1.0, 6.0]]
    assert log.transitions().to_numpy().tolist() == [
        ["", "Turn", 3, 1.0],
        ["Check", "", 3, 1.0],
        ["Turn", "Check", 3, 1.0],
    ]


def test_times_are_for_a_fit_with_what_is_under_way(log: event_log.EventLog) -> None:
    assert log.times("Turn") == ([3.0, 3.0, 4.0], [])
    assert log.times("Turn", per="row") == ([2.0, 3.0, 1.0, 4.0], [])
    assert log.times("Turn", per="piece").ended == pytest.approx([3 / 20, 3 / 30, 4 / 40])
    assert log.times("Check") == ([2.0, 1.0], [0.0])
    with pytest.raises(ValueError, match="rows without a quantity"):
        log.times("Check", per="piece")
    with pytest.raises(KeyError, match=r"no activity .*Turm.* mean .*Turn"):
        log.times("Turm")


def test_how_many_were_under_way_at_once(log: event_log.EventLog) -> None:
    # 30 h in all. Turn: 06-07 one, 07-08 two, 08-09 one (B), 09-10 two, and 06-10 of the next day one.
    assert log.at_once("Turn").to_numpy().tolist() == [[0, 22.0, 22 / 30], [1, 6.0, 0.2], [2, 2.0, 2 / 30]]
    assert log.places() == {"Turn": 2, "Check": 1}  # L1 and L2; nobody named what is used for the check
    wanted = [
        "activity",
        "rows",
        "operations",
        "orders",
        "hours",
        "median",
        "most_at_once",
        "places",
        "workers",
        "again",
    ]
    assert list(log.activities().columns) == wanted
    assert log.activities().to_numpy().tolist() == [
        ["Turn", 4, 3, 3, 10.0, 3.0, 2, 2, 2, 0.0],
        ["Check", 3, 3, 3, 3.0, 1.0, 1, 1, 1, 0.0],
    ]


def test_without_machines_places_are_those_that_most_of_the_work_needs(tmp_path: pathlib.Path) -> None:
    log = read(tmp_path, resource=None)
    # 10 h of work at Turn; one place could do the 8 h in which one or both are at work.
    assert log.places(0.8) == {"Turn": 1, "Check": 1}
    assert log.places(0.81) == {"Turn": 2, "Check": 1}


def test_the_hours_in_which_somebody_worked_are_a_calendar(log: event_log.EventLog) -> None:
    week = log.by_hour("Turn")
    assert week[week["seen"] > 0][["day", "hour", "at_work"]].to_numpy().tolist() == [
        *[["mon", hour, level] for hour, level in ((6, 1.0), (7, 2.0), (8, 1.0), (9, 2.0))],
        *[["tue", hour, 1.0] for hour in (6, 7, 8, 9)],
    ]
    shifts = log.calendar("Turn").shifts
    assert [(shift.days, shift.from_, shift.to) for shift in shifts] == [(["mon", "tue"], "06:00", "10:00")]
    with pytest.raises(ValueError, match="take a smaller least"):
        event_log.read(_weeks(4), case="c", activity="a", start="s", complete="e").calendar(least=0.9)


def _weeks(count: int) -> pd.DataFrame:
    """Every second Monday from 8 to 10 o'clock, then a last row on a Sunday."""
    days = [pd.Timestamp("2026-01-05") + pd.Timedelta(weeks=2 * k) for k in range(count // 2)]
    rows = [(str(k), "x", day + pd.Timedelta("8h"), day + pd.Timedelta("10h")) for k, day in enumerate(days)]
    end = pd.Timestamp("2026-01-05") + pd.Timedelta(weeks=count) - pd.Timedelta("1h")
    rows.append(("last", "x", end - pd.Timedelta("1h"), end))
    return pd.DataFrame(rows, columns=["c", "a", "s", "e"])


def test_people_are_a_pool_that_is_there_when_it_was_seen(log: event_log.EventLog) -> None:
    assert log.presence("30 min").query("worker == 'Ann'")[["start", "complete"]].astype(str).to_numpy().tolist() == [
        ["2026-01-05 06:00:00", "2026-01-05 08:00:00"],
        ["2026-01-05 09:00:00", "2026-01-05 10:00:00"],
        ["2026-01-06 06:00:00", "2026-01-06 10:00:00"],
    ]
    assert log.hands("Turn") == ["Ann", "Bob"]
    made = log.pool("turner", ["Ann", "Bob"])
    assert (made.pool.count, [line.calendar for line in made.pool.attendance]) == (2, ["turner 1", "turner 2"])
    assert [[(s.days, s.from_, s.to) for s in each.shifts] for each in made.calendars] == [
        [(["mon", "tue"], "06:00", "10:00")],
        [(["mon"], "07:00", "10:00")],
    ]
    with pytest.raises(KeyError, match=r"no worker .*Anne.* mean .*Ann"):
        log.pool("turner", ["Anne"])


def test_waits_are_split_into_shut_full_and_what_the_log_does_not_say(log: event_log.EventLog) -> None:
    always = lw.Calendar("always")
    by_places = log.waits(calendars={"Check": always, "Turn": always}).set_index(["case", "activity"])
    # B waited from 10 to 12 while A was checked; C from 10 to 12 on a free place.
    assert by_places.loc[("B", "Check"), ["wait", "shut", "full", "left"]].tolist() == [2.0, 0.0, 2.0, 0.0]
    assert by_places.loc[("C", "Check"), ["wait", "shut", "full", "left"]].tolist() == [2.0, 0.0, 0.0, 2.0]
    by_people = log.waits(places={"Check": 9}, people={"Check": ["Cem"]}).set_index(["case", "activity"])
    assert by_people.loc[("B", "Check"), ["wait", "shut", "full", "left"]].tolist() == [2.0, 0.0, 2.0, 0.0]
    assert by_people.loc[("C", "Check"), ["wait", "shut", "full", "left"]].tolist() == [2.0, 2.0, 0.0, 0.0]
    late = lw.Calendar("late", shifts=[lw.Shift("late", from_="11:00", to="20:00")])
    by_hours = log.waits(calendars={"Check": late}).set_index(["case", "activity"])
    assert by_hours.loc[("B", "Check"), ["shut", "full", "left"]].tolist() == [1.0, 1.0, 0.0]
    half = lw.Calendar("half", shifts=[lw.Shift("x", from_="11:30", to="20:00")])
    with pytest.raises(ValueError, match="whole hours"):
        log.waits(calendars={"Check": half})


def test_the_figures_of_the_floor_have_the_names_of_a_result(log: event_log.EventLog) -> None:
    # 30 h; A and B ended, 6 h each. C is there from hour 24 to the end.
    made = log.observed()
    assert made["throughput"] == pytest.approx(2 / 30)
    assert made["wip"] == pytest.approx((6 + 6 + 6) / 30)
    assert made["lead_time"] == 6 * 3600
    assert made["products/ring/lead_time_p50"] == 6 * 3600
    assert log.wip().astype(str).to_numpy().tolist() == [
        ["2026-01-05 06:00:00", "1"],
        ["2026-01-05 07:00:00", "2"],
        ["2026-01-05 12:00:00", "1"],
        ["2026-01-05 13:00:00", "0"],
        ["2026-01-06 06:00:00", "1"],
        ["2026-01-06 12:00:00", "1"],
    ]
    assert log.observed("2026-01-06", closed_only=False)["throughput"] == pytest.approx(1 / 12)
    with pytest.raises(ValueError, match="no order ended"):
        log.observed("2026-01-06")
    assert log.busy().to_numpy()[:, :2].tolist() == [["L1", 7.0], ["L2", 3.0]]


def test_the_first_days_alone_are_a_log(log: event_log.EventLog) -> None:
    first = log.between(end="2026-01-06")
    assert list(first.cases()["case"]) == ["A", "B"]
    assert first.end == pd.Timestamp("2026-01-05 13:00")
    early = log.between(end="2026-01-05 11:00")
    assert early.times("Check") == ([], [1.0])  # A is under way, and B hasn't begun
    with pytest.raises(ValueError, match="no row starts"):
        log.between("2027-01-01")


# ---- the plant


def test_a_plant_of_the_log_does_again_what_was_seen(tmp_path: pathlib.Path) -> None:
    log = read(tmp_path, ROWS.replace("2026-01-06 12:00,,,", "2026-01-06 12:00,2026-01-06 13:00,40,"))
    plant = log.plant(calendars=None)
    assert plant.check() == []
    trace = lw.trace(plant).frame()
    ended = trace[trace["what"] == "exit"].set_index("job")
    # A: 3 h + 2 h from 6 o'clock on: its break is no work. B: from 7 to 10, waits for A's check until 11, then 1 h.
    assert ended["time"].div(3600).round(9).tolist() == [11.0, 12.0, 24 + 6 + 4 + 1.0]
    apart = log.plant(gap="30 min", calendars=None)
    assert [step.name for step in apart.routes[0].steps][1::2] == ["1 Turn", "2 Turn", "3 Check"]


def test_its_times_and_waits_may_be_laws(log: event_log.EventLog) -> None:
    plant = log.plant(calendars=None, times={"Turn": {"shaft": "2 h", "*": "5 h"}}, waits={"Check": "30 min"})
    trace = lw.trace(plant).frame()
    started = trace[(trace["what"] == "start") & (trace["station"] == "Check")]
    # A: 6 + 2 + 0.5. B: 7 + 5 + 0.5. C: 30 + 2 + 0.5.
    assert started["time"].div(3600).tolist() == [8.5, 12.5, 32.5]
    assert started["product"].tolist() == ["shaft", "ring", "shaft"]


def test_its_stations_have_the_hours_of_the_log(log: event_log.EventLog) -> None:
    plant = log.plant()
    assert [(station.name, station.places, station.calendar) for station in plant.stations] == [
        ("Turn", 2, "worked"),
        ("Check", 1, "worked"),
    ]
    assert [shift.name for shift in plant.calendars["worked"].shifts] == ["06-13", "06-10"]


def test_names_that_are_no_activities_are_refused_together(log: event_log.EventLog) -> None:
    with pytest.raises(event_log.LogError) as error:
        log.plant(places={"Turm": 2}, times={"Chek": "1 h"})
    assert [(fault.place, fault.what) for fault in error.value.faults] == [
        ("places", "no activity 'Turm'"),
        ("times", "no activity 'Chek'"),
    ]


def test_people_that_were_seen_hold_the_plant_up(log: event_log.EventLog) -> None:
    plant = log.plant(calendars=None)
    pool, calendars = log.pool("checker", log.hands("Check"))
    plant.operators.append(pool)
    plant.calendars += calendars
    plant.stations["Check"].operators = ["checker"]
    trace = lw.trace(plant, "4 d").frame()
    ended = trace[trace["what"] == "exit"]
    # Cem was seen on Monday from 10 to 13 only. A is done turning at 9 and waits for him: 10-12; B: 12-13.
    assert ended["time"].div(3600).round(9).tolist()[:2] == [12.0, 13.0]
