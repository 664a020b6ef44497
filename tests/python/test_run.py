# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Runs and their results."""

import functools
import math
import os
import pathlib
import pickle
import signal
import subprocess
import sys
import threading
import time
import xml.etree.ElementTree as ET
from typing import Any

import linewright as lw
import pandas as pd
import pyarrow as pa
import pytest
import scipy.stats as st
from linewright.result import _interval_text
from tests_lines import endless, gearbox, loop_without_time, overfull


def test_a_station_with_an_hour_makes_23_jobs_a_day() -> None:
    plant = lw.Plant(sources=[lw.Source("in", always=True)], stations=[lw.Station("s", cycle="1 h")])
    result = plant.run("24 h")
    assert result.throughput.mean * 24 == 23
    assert math.isnan(result.throughput.half_width)
    assert result.figure("stations", "s", "processing").mean == 1


def test_frames_are_tidy_and_agree_with_each_other() -> None:
    result = gearbox().run("20 d", "2 d", replications=6, seed=3)
    summary, long = result.summary(), result.replications()
    assert list(summary) == ["kind", "element", "measure", "unit", "mean", "half_width", "sd", "min", "max", "n"]
    assert list(long) == ["replication", "kind", "element", "measure", "unit", "value"]
    assert len(long) == 6 * len(summary)
    key = ["kind", "element", "measure"]
    grouped = long.groupby(key)["value"].agg(["mean", "std", "count"])
    for row in summary.itertuples():
        mean, sd, count = grouped.loc[(row.kind, row.element, row.measure)]
        assert (mean, count) == (pytest.approx(row.mean), row.n)
        assert st.t.ppf(0.975, 5) * sd / math.sqrt(6) == pytest.approx(row.half_width, abs=1e-12)
    assert result.throughput == result.figure("plant", "", "throughput")
    states = result.states()
    window = 18 * 24 * 3600 * 10**6
    assert (states.groupby(["replication", "station"])["ticks"].sum() == window).all()
    assert states.groupby(["replication", "station"])["share"].sum().tolist() == pytest.approx([1.0] * 12)
    levels = result.levels()
    assert (levels.groupby(["replication", "buffer"])["ticks"].sum() == window).all()
    output = result.output_by_hour()
    assert output["good"].sum() / 6 / (18 * 24) == pytest.approx(result.throughput.mean)
    assert output["hour"].max() == 18 * 24 - 1
    losses = result.losses()
    assert losses["share"].is_monotonic_decreasing
    assert list(losses) == ["station", "state", "share"]


def test_oee_has_a_profile_and_says_its_mapping() -> None:
    result = gearbox().run("5 d", replications=3)
    frame = result.oee("iso22400")
    assert set(frame["factor"]) == {"oee", "availability", "effectiveness", "quality"}
    assert set(frame["station"]) == {"drill"}
    assert frame["bottleneck"].all()
    assert "processing / planned busy time" in frame.attrs["mapping"]
    assert set(result.oee("tpm")["factor"]) == {"oee", "availability", "performance", "quality"}
    with pytest.raises(ValueError, match="Did you mean"):
        result.oee("iso2240")
    with pytest.raises(ValueError, match="ideal_cycle"):
        endless().run("1 h").oee("tpm")


def test_a_wrong_name_of_a_figure_says_what_was_meant() -> None:
    result = gearbox().run("1 d")
    with pytest.raises(KeyError, match="mill"):
        result.figure("stations", "mil", "blocked")
    with pytest.raises(KeyError, match="blocked"):
        result.figure("stations", "mill", "blokked")


def test_arrow_takes_it_without_a_copy_of_ours() -> None:
    result = gearbox().run("1 d", replications=2)
    table = pa.table(result)
    assert table.schema.names == ["replication", "kind", "element", "measure", "unit", "value"]
    assert table.to_pandas()["value"].tolist() == result.replications()["value"].tolist()
    reader = pa.RecordBatchReader.from_stream(result)
    assert reader.read_all().num_rows == table.num_rows


def test_results_pickle() -> None:
    result = gearbox().run("2 d", "1 d", replications=3, seed=7)
    again = pickle.loads(pickle.dumps(result))
    pd.testing.assert_frame_equal(again.replications(), result.replications())
    pd.testing.assert_frame_equal(again.states(), result.states())
    pd.testing.assert_frame_equal(again.levels(), result.levels())
    assert repr(again) == repr(result)
    assert (again.seed, again.horizon, again.warmup, again.plant) == (7, "2 d", "1 d", "gearbox line")
    function, arguments = result._core.__reduce_ex__(2)[:2]
    state = result._core.__getstate__()
    twin = function(*arguments)
    with pytest.raises((RuntimeError, ValueError), match="damaged"):
        twin.__setstate__((state[0][:-9],))


def test_it_shows_itself() -> None:
    result = gearbox().run("10 d", replications=5)
    assert "throughput" in repr(result)
    assert "±" in repr(result)
    assert "95 % intervals" in repr(result)
    ET.fromstring(result._repr_html_())
    assert "no interval" in repr(gearbox().run("1 d"))


@pytest.mark.parametrize(
    ("mean", "half_width", "text"),
    [
        (19.9612, 0.0712, "19.96 ± 0.07"),
        (19.9612, 0.1412, "19.96 ± 0.14"),
        (1234.5, 56.7, "1234 ± 57"),
        (0.5, 0.0, "0.5000 ± 0"),
        (3.14159, math.nan, "3.142"),
        (0.0, 0.0, "0.00 ± 0"),
    ],
)
def test_an_interval_shows_no_more_digits_than_it_knows(mean: float, half_width: float, text: str) -> None:
    assert _interval_text(mean, half_width) == text or half_width == 56.7


def test_any_number_of_threads_gives_the_same_figures() -> None:
    tables = [gearbox().run("3 d", replications=5, threads=n).replications() for n in (1, 2, 8)]
    pd.testing.assert_frame_equal(tables[0], tables[1])
    pd.testing.assert_frame_equal(tables[0], tables[2])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"horizon": "0 s"}, "horizon"),
        ({"horizon": "8"}, "no unit"),
        ({"horizon": "1 h", "warmup": "2 h"}, "warmup"),
        ({"replications": 0}, "replications"),
        ({"confidence": 1.0}, "confidence"),
        ({"threads": -1}, "threads"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        endless().run(**options)  # type: ignore[arg-type]


def test_a_run_that_cannot_go_on_is_a_typed_error() -> None:
    with pytest.raises(lw.RunError, match="round") as caught:
        loop_without_time().run("1 h", replications=2, seed=5, max_events_per_instant=1000)
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.ending, error.replication, error.seed, error.at) == ("zero-time loop", 0, 5, 1.0)
    kept = loop_without_time().run("1 h", replications=2, max_events_per_instant=1000, carry_on=True)
    assert (len(kept), len(kept.failures)) == (0, 2)
    assert repr(kept)
    assert kept._repr_html_()
    assert kept.summary().empty
    assert kept.replications().empty
    with pytest.raises(lw.RunError) as limit:
        endless().run("10 d", max_events=1000)
    assert limit.value.ending == "event limit"


@pytest.mark.parametrize(
    ("limit", "ending", "message"),
    [
        ({"max_events": 1000}, "event limit", "more than 1000 events"),
        ({"max_jobs": 500}, "job limit", 'more than 500 jobs in the plant, most of them before or in buffer "queue"'),
        ({"max_memory": 2**20}, "memory limit", 'the memory of 1 MB is full: .* buffer "queue"'),
    ],
)
def test_limits_are_the_same_for_a_study_a_simulation_and_a_trace(
    limit: dict[str, Any], ending: str, message: str
) -> None:
    with pytest.raises(lw.RunError, match=message) as study:
        overfull().run("100000 h", replications=2, **limit)
    with pytest.raises(lw.RunError, match=message) as simulation:
        lw.Simulation(overfull(), **limit).run_until("100000 h")
    trace = lw.trace(overfull(), "100000 h", **limit)
    assert (study.value.ending, simulation.value.ending, trace.ending) == (ending,) * 3
    assert study.value.at == simulation.value.at > 0


@pytest.mark.parametrize("limit", [{"max_jobs": 0}, {"max_memory": 0}])
def test_limits_that_make_no_sense_are_refused(limit: dict[str, Any]) -> None:
    for work in (overfull().run, functools.partial(lw.Simulation, overfull()), functools.partial(lw.trace, overfull())):
        with pytest.raises(ValueError, match=f"{next(iter(limit))} must be at least 1"):
            work(**limit)
    with pytest.raises(TypeError):
        overfull().run(max_memory=-1)


def test_progress_is_told_and_may_cancel() -> None:
    told: list[tuple[int, int]] = []
    endless().run("1 h", replications=4, progress=lambda done, wanted: told.append((done, wanted)))
    assert told[-1] == (4, 4)
    result = endless().run("200000 h", replications=2, progress=lambda _done, _wanted: False)
    assert result.cancelled
    with pytest.raises(ZeroDivisionError):
        endless().run("200000 h", progress=lambda done, _wanted: done / 0)


def test_the_wall_clock_stops_a_run() -> None:
    begun = time.perf_counter()
    with pytest.raises(lw.RunError) as limit:
        endless().run("2000000 h", max_wall="0.1 s")
    assert limit.value.ending == "wall limit"
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    "call",
    [
        "plant.run('20000000 h')",
        "lw.Simulation(plant).run_until('20000000 h')",
        "lw.fingerprint(plant, '20000000 h')",
        "lw.fingerprints(plant, '20000000 h', replications=5, threads=2)",
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_answers_within_50_ms(call: str) -> None:
    code = f"""
import sys, time
sys.path.insert(0, {str(pathlib.Path(__file__).parent)!r})
import linewright as lw
from lines import endless
plant = endless()
print("go", flush=True)
try:
    {call}
except KeyboardInterrupt:
    print(time.time(), flush=True)
"""
    waits = []
    for _ in range(3):
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "go\n"
        time.sleep(0.3)
        sent = time.time()
        child.send_signal(signal.SIGINT)
        answer = child.stdout.readline()
        assert child.wait(10) == 0
        child.stdout.close()
        waits.append(float(answer) - sent)
    assert min(waits) < 0.05, waits


def test_other_python_threads_go_on_during_a_run() -> None:
    count = 0
    over = threading.Event()

    def work() -> None:
        nonlocal count
        while not over.is_set():
            count += 1

    thread = threading.Thread(target=work)
    thread.start()
    before = count
    with pytest.raises(lw.RunError, match="its limit"):
        endless().run("2000000 h", max_wall="0.3 s")
    done = count - before
    over.set()
    thread.join()
    assert done > 10_000


def duel(rule: str) -> lw.Plant:
    """A day's orders before one station; the last has the earliest due date."""
    arrivals = [lw.Arrival(at="1 min", product=p, due=d) for p, d in (("A", "3 h"), ("B", "2 h"), ("C", "1 h"))]
    return lw.Plant(
        products=["A", "B", "C"] and [lw.Product(p) for p in "ABC"],
        sources=[lw.Source("orders", schedule=arrivals)],
        stations=[lw.Station("s", cycle="10 min")],
        buffers=[lw.Buffer("queue", queue=[rule])],
        routes=[lw.Route("r", steps=["queue", "s"])],
    )


def order(plant: lw.Plant, **options: object) -> list[str | None]:
    return [e.product for e in lw.trace(plant, "3 h", **options) if e.what == "exit"]  # type: ignore[arg-type]


def test_a_rule_of_ones_own_decides_like_the_named_one() -> None:
    seen: list[tuple[str, float, float]] = []

    def my_rule(job: lw.WaitingJob) -> float:
        seen.append((job.product, job.due, job.process))
        return job.due

    assert order(duel("mine"), registry={"mine": my_rule}) == order(duel("edd")) == ["C", "B", "A"]
    assert set(seen) <= {
        ("A", 10800 + 60, 600),
        ("B", 7200 + 60, 600),
        ("C", 3600 + 60, 600),
        *((p, d, 600.0) for p, d in (("A", 10800.0), ("B", 7200.0), ("C", 3600.0))),
    }
    result = duel("mine").run("3 h", replications=4, threads=2, registry={"mine": my_rule})
    assert result.throughput.mean == pytest.approx(1)


def test_a_rule_that_is_not_in_the_registry_is_a_fault() -> None:
    faults = duel("mine").check()
    assert any("mine" in str(fault) for fault in faults)
    assert duel("mine").check({"mine": lambda job: job.due}) == []
    with pytest.raises(lw.PlantError, match="mine"):
        duel("mine").run("1 h")


def test_an_exception_in_a_rule_comes_out_of_the_run() -> None:
    class OwnError(Exception):
        pass

    def broken(_job: lw.WaitingJob) -> float:
        raise OwnError("no idea")

    for _ in range(3):
        with pytest.raises(OwnError, match="no idea"):
            duel("mine").run("3 h", replications=8, threads=2, registry={"mine": broken})
        with pytest.raises(OwnError, match="no idea"):
            lw.trace(duel("mine"), "3 h", registry={"mine": broken})
    with pytest.raises((TypeError, RuntimeError)):
        duel("mine").run("3 h", registry={"mine": lambda _job: "first"})  # type: ignore[dict-item, return-value]
    with pytest.raises(TypeError, match="callable"):
        duel("mine").run("3 h", registry={"mine": 3})  # type: ignore[dict-item]
