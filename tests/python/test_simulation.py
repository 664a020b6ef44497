# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""One run as a value: stepped, looked at, forked, saved."""

import contextlib
import copy
import pathlib
import pickle
import subprocess
import sys
import threading

import linewright as lw
import pandas as pd
import pytest
from tests_lines import endless, gearbox, loop_without_time


def figures(run: lw.Simulation, until: str = "30 h") -> pd.DataFrame:
    run.run_until(until)
    return run.result().replications()


def test_it_is_stepped_and_looked_at() -> None:
    plant = lw.Plant(
        sources=[lw.Source("in", interarrival="10 min")],
        stations=[lw.Station("a", cycle="4 min"), lw.Station("b", cycle="5 min", places=2)],
        buffers=[lw.Buffer("B")],
        routes=[lw.Route("r", steps=["a", "B", "b"])],
    )
    run = lw.Simulation(plant)
    assert (run.now, run.wip, run.stations["a"].state) == (0.0, 0, "starved")
    run.step()
    run.step()
    assert run.now == 600.0
    assert run.stations["a"].state == "processing"
    assert run.stations["a"].places[0].due == 840.0
    assert run.stations["a"].places[0].product == "job"
    assert (run.wip, run.products["job"], run.next) == (1, 1, 840.0)
    assert run.run_until("16 min") == "reached"
    assert (run.now, run.now_ticks) == (960.0, 960_000_000)
    assert run.stations["b"].states == ["processing", "starved"]
    with pytest.raises(ValueError, match="2 places"):
        _ = run.stations["b"].state
    assert dict(run.buffers) == {"B": 0}
    with pytest.raises(KeyError, match="Did you mean"):
        run.buffers["BB"]
    assert "at 960 s" in repr(run)
    assert repr(run.stations)


def test_it_ends_when_nothing_more_can_happen() -> None:
    plant = lw.Plant(
        sources=[lw.Source("in", schedule=[lw.Arrival(at="1 min")])], stations=[lw.Station("a", cycle="4 min")]
    )
    run = lw.Simulation(plant)
    assert run.run_until("1 h") == "exhausted"
    assert run.next is None
    assert run.step() == "exhausted"


def test_copies_go_on_independently_and_identically() -> None:
    run = lw.Simulation(gearbox(), seed=4)
    run.run_until("8 h")
    twins = [run.copy(), copy.copy(run), copy.deepcopy(run), pickle.loads(pickle.dumps(run))]
    twins.append(lw.Simulation.load(gearbox(), run.save()))
    straight = figures(lw.Simulation(gearbox(), seed=4))
    for twin in twins:
        assert twin.now == 8 * 3600
        pd.testing.assert_frame_equal(figures(twin), straight)
    assert run.now == 8 * 3600
    pd.testing.assert_frame_equal(figures(run), straight)


def test_it_agrees_with_run() -> None:
    run = lw.Simulation(gearbox(), seed=4, replication=1, warmup="5 h")
    run.run_until("30 h")
    long = gearbox().run("30 h", "5 h", replications=2, seed=4).replications()
    pd.testing.assert_frame_equal(run.result().replications(), long[long["replication"] == 1].reset_index(drop=True))


def test_saved_bytes_of_another_plant_or_damaged_ones_are_refused() -> None:
    run = lw.Simulation(gearbox())
    run.run_until("8 h")
    data = run.save()
    with pytest.raises(RuntimeError, match="another plant"):
        lw.Simulation.load(endless(), data)
    for bad in (b"", b"nonsense", data[:-1], data[: len(data) // 2], data + b"x"):
        with pytest.raises(RuntimeError):
            lw.Simulation.load(gearbox(), bad)


INJECTION = """
import sys
sys.path.insert(0, {here!r})
import linewright as lw
from lines import gearbox

run = lw.Simulation(gearbox())
run.inject("job", 5, due="3 h")
run.inject()
run.run_until("1 s")
assert run.wip >= 1
assert sum(run.backlog.values()) + run.wip == 6
run.run_until("1 h")
"""


def test_jobs_can_be_injected() -> None:
    code = INJECTION.format(here=str(pathlib.Path(__file__).parent))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    run = lw.Simulation(gearbox())
    with pytest.raises(KeyError, match="Did you mean"):
        run.inject("jobb")
    with pytest.raises(ValueError, match="quantity"):
        run.inject("job", -1)
    assert run.free_operators["miller"] == 1


def test_later_changes_to_the_plant_do_not_reach_it() -> None:
    plant = gearbox()
    run = lw.Simulation(plant)
    plant.stations["mill"].cycle = "1 s"
    pd.testing.assert_frame_equal(figures(run), figures(lw.Simulation(gearbox())))
    assert run.plant == gearbox()


def test_a_bad_end_is_a_typed_error() -> None:
    with pytest.raises(lw.RunError, match="round"):
        lw.Simulation(loop_without_time(), max_events_per_instant=1000).run_until("1 h")
    with pytest.raises(lw.PlantError):
        lw.Simulation(gearbox().edit("routes/main/steps", ["nowhere"]))


def test_no_figures_before_the_warm_up_is_over() -> None:
    run = lw.Simulation(gearbox(), warmup="1 h")
    with pytest.raises(ValueError, match="warm-up"):
        run.result()


def test_another_thread_cannot_reach_into_a_run() -> None:
    run = lw.Simulation(endless())
    refused: list[BaseException] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            try:
                _ = run.wip
                run.copy()
            except RuntimeError as error:
                refused.append(error)

    thread = threading.Thread(target=look)
    thread.start()
    for hours in range(1, 300):
        with contextlib.suppress(RuntimeError):
            run.run_until(f"{10 * hours} h")
    over.set()
    thread.join()
    assert all("is running" in str(error) for error in refused)


def test_a_rule_cannot_reach_into_its_own_run() -> None:
    plant = gearbox()
    plant.buffers["B1"].queue = ["mine"]
    plant.stations["drill"].cycle = "10 min"
    run: list[lw.Simulation] = []

    def meddle(_job: lw.WaitingJob) -> float:
        run[0].step()
        return 0.0

    for how in (lambda: run[0].run_until("80 h"), lambda: [run[0].step() for _ in range(1000)]):
        run[:] = [lw.Simulation(plant, registry={"mine": meddle})]
        with pytest.raises(RuntimeError, match="is running"):
            how()
        with pytest.raises(RuntimeError, match="broken off"):
            run[0].step()


def test_many_short_stretches_are_one_long_run() -> None:
    run = lw.Simulation(gearbox(), seed=4)
    for minutes in range(0, 30 * 60, 7):
        run.run_until(f"{minutes} min")
    pd.testing.assert_frame_equal(figures(run), figures(lw.Simulation(gearbox(), seed=4)))


def test_names_go_in_the_order_of_the_plant() -> None:
    sim = lw.Simulation(gearbox())
    assert list(sim.stations) == ["mill", "drill"]
    assert list(sim.stations) == [name for name, _ in sim.stations.items()]
