# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Traces and fingerprints."""

import time

import linewright as lw
import pytest
from tests_lines import endless, gearbox, loop_without_time


def test_a_trace_tells_all_that_happens() -> None:
    plant = lw.Plant(
        sources=[lw.Source("in", schedule=[lw.Arrival(at="1 min")])],
        stations=[lw.Station("a", cycle="4 min")],
        buffers=[lw.Buffer("B")],
        routes=[lw.Route("r", steps=["B", "a"])],
    )
    trace = lw.trace(plant)
    told = [(e.time, e.what, e.station, e.buffer, e.job, e.state, e.detail) for e in trace]
    assert [t[:2] for t in told if t[1] != "state"] == [
        (60.0, "release"),
        (60.0, "enter"),
        (60.0, "load"),
        (60.0, "start"),
        (300.0, "finish"),
        (300.0, "leave"),
        (300.0, "exit"),
    ]
    assert (60.0, "state", "a", None, None, "processing", None) in told
    assert next(e for e in trace if e.what == "release").detail == "in"
    assert next(e for e in trace if e.what == "exit").detail == "exit"
    assert next(e for e in trace if e.what == "enter").buffer == "B"
    assert trace.ending == "exhausted"
    assert trace[-1] == list(trace)[-1]
    assert trace[0].ticks == 60_000_000
    frame = trace.frame()
    assert len(frame) == len(trace)
    assert frame["what"].tolist() == [e.what for e in trace]
    with pytest.raises(IndexError):
        trace[len(trace)]


def test_a_deadlock_or_a_loop_ends_the_trace_and_says_so() -> None:
    trace = lw.trace(loop_without_time(), "1 h", max_events_per_instant=1000)
    assert trace.ending == "zero-time loop"
    assert "round" in trace.message
    assert "zero-time loop" in repr(trace)


def test_breakdowns_are_named() -> None:
    plant = gearbox()
    plant.stations["mill"].breakdowns[0].name = "spindle"
    details = {e.detail for e in lw.trace(plant, "10 d") if e.what in ("fail", "repair_start", "repair_end")}
    assert details == {"spindle"}


def test_a_million_events_take_seconds() -> None:
    begun = time.perf_counter()
    trace = lw.trace(endless(), "1000 h", max_events=400_000)
    assert len(trace) > 1_000_000
    frame = trace.frame()
    assert frame["station"].value_counts()["one"] > 100_000
    assert int(trace.column("ticks")[-1]) == trace[-1].ticks
    assert time.perf_counter() - begun < 15


def test_the_same_run_has_the_same_fingerprint() -> None:
    one = lw.fingerprint(gearbox(), "5 d", "1 d", seed=2)
    assert one == lw.fingerprint(gearbox(), "5 d", "1 d", seed=2)
    assert one != lw.fingerprint(gearbox(), "5 d", "1 d", seed=3)
    assert one != lw.fingerprint(gearbox(), "5 d", "1 d", seed=2, replication=1)
    several = [lw.fingerprints(gearbox(), "5 d", "1 d", seed=2, replications=5, threads=n) for n in (1, 2, 8)]
    assert several[0] == several[1] == several[2]
    assert several[0][0] == one
    assert len(set(several[0])) == 5


def test_people_are_told_by_name_by_task_and_by_what_they_do() -> None:
    # A job at 0 and every 10 min: cut for 3 min, then filed for 4 min by the same person; the second one has no skill.
    plant = lw.Plant(
        sources=[lw.Source("in", interarrival="10 min", first="0 s")],
        stations=[
            lw.Station("cut", cycle="3 min", operators=["hand"]),
            lw.Station("file", cycle="4 min", operators=["hand"]),
        ],
        operators=[lw.OperatorPool("one", count=1, skills=["hand"]), lw.OperatorPool("two", count=2, skills=["eye"])],
        routes=[lw.Route("r", steps=["cut", "file"])],
    )
    frame = lw.trace(plant, "15 min").people().astype(object)
    rows = frame.where(frame.notna(), None).to_numpy().tolist()
    assert rows == [
        ["one", 1, "working", "cut", 0.0, 180.0],
        ["one", 1, "working", "file", 180.0, 420.0],
        ["one", 1, "idle", None, 420.0, 600.0],
        ["one", 1, "working", "cut", 600.0, 780.0],
        ["one", 1, "working", "file", 780.0, 900.0],
        ["two", 1, "idle", None, 0.0, 900.0],
        ["two", 2, "idle", None, 0.0, 900.0],
    ]
