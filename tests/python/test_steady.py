"""Studies that declare what they ask about, the end of the warm-up, one long run (docs/statistics.md)."""

from __future__ import annotations

import importlib
import math
import pathlib
import pickle
import sys
from typing import Any

import linewright as lw
import pytest


def queue(gap: str = "75 s") -> lw.Plant:
    """M/M/1: 48 jobs an hour come, 60 could be done; on average 4 are there."""
    return lw.Plant(
        name="queue",
        sources=[lw.Source("in", interarrival=lw.exponential(gap))],
        stations=[lw.Station("desk", cycle=lw.exponential("60 s"))],
        buffers=[lw.Buffer("line")],
        routes=[lw.Route("r", steps=["line", "desk"])],
    )


def test_a_terminating_study_is_the_run_from_the_start() -> None:
    declared = queue().run(lw.Terminating("8 h"), replications=5)
    plain = queue().run("8 h", replications=5)
    assert declared.declared == "terminating"
    assert plain.declared == ""
    assert declared.replications().equals(plain.replications())
    assert repr(declared).startswith("queue: terminating, 8 h, 5 replications")
    assert pickle.loads(pickle.dumps(declared)).declared == "terminating"


def test_a_terminating_study_has_no_warm_up() -> None:
    with pytest.raises(ValueError, match=r"the warm-up belongs into Terminating: it has none"):
        queue().run(lw.Terminating("8 h"), warmup="1 h")
    with pytest.raises(ValueError, match=r"write SteadyState\(length, warmup='1 h'\)"):
        queue().run(lw.SteadyState("8 h"), warmup="1 h")


def test_the_length_of_a_steady_state_study_counts_from_the_end_of_its_warm_up() -> None:
    declared = queue().run(lw.SteadyState("40 h", warmup="8 h"), replications=3)
    plain = queue().run("48 h", warmup="8 h", replications=3)
    assert declared.replications().equals(plain.replications())
    assert (str(declared.warmup), str(declared.horizon)) == ("8 h", "2 d")
    with pytest.raises(ValueError, match="needs a warm-up"):
        queue().run(lw.SteadyState("40 h", warmup="0 s"))


def test_a_warm_up_that_is_not_given_is_that_of_the_pilot() -> None:
    window = lw.SteadyState("200 h", pilot=10)
    result = queue().run(window, replications=3, seed=5)
    pilot = lw.settle(queue(), "200 h", replications=10, seed=5)
    assert pilot.found
    assert result.warmup.seconds == pilot.warmup.seconds == 3600.0 * max(pilot.wip.cut, pilot.good.cut)
    assert result.horizon.seconds == pilot.warmup.seconds + 200 * 3600
    assert pilot.courses["replication"].min() == 1 << 40  # none of the study's own
    assert len(pilot.courses) == 10 * 200


def test_what_never_settles_is_refused_by_name() -> None:
    overfull = queue("50 s")
    pilot = lw.settle(overfull, "100 h", replications=10)
    assert not pilot.found
    assert "WIP does not settle" in repr(pilot)
    with pytest.raises(ValueError, match=r'no steady state in "more".*WIP does not settle.*more comes than'):
        lw.compare({"today": queue(), "more": overfull}, lw.SteadyState("100 h", pilot=10), replications=2)


def test_a_comparison_takes_the_longest_warm_up_for_all() -> None:
    slow = queue("63 s")
    window = lw.SteadyState("400 h", pilot=10)
    study = lw.compare({"today": queue(), "more": slow}, window, replications=3, seed=2)
    alone = [p.run(window, seed=2).warmup.seconds for p in (queue(), slow)]
    assert alone[0] != alone[1]
    assert study["today"].warmup.seconds == study["more"].warmup.seconds == max(alone)
    assert repr(study).startswith("queue: steady state, ")


def test_courses_add_up_to_the_figures_of_the_same_runs() -> None:
    frame = lw.courses(queue(), "50 h", "30 min", "10 h", replications=3, seed=9, first_replication=4)
    result = queue().run("50 h", "10 h", replications=3, seed=9, first_replication=4)
    figures = result.replications()
    plant = figures[figures["kind"] == "plant"].pivot_table(index="replication", columns="measure", values="value")
    assert frame.groupby("replication")["wip"].mean().tolist() == pytest.approx(plant["wip"].tolist())
    made = frame.groupby("replication")["good"].sum() / 40
    assert made.tolist() == pytest.approx(plant["throughput"].tolist())
    assert frame["seconds"].iloc[[0, 79]].tolist() == [10.5 * 3600, 50 * 3600]
    with pytest.raises(ValueError, match="stretch"):
        lw.courses(queue(), "2 h", "3 h")


def test_a_long_run_says_whether_its_batches_are_independent() -> None:
    run = lw.long_run(queue(), "2100 h", "100 h", "30 min")
    assert run.wip == lw.statistics.batch_means(run.courses["wip"])
    assert run.throughput.interval.mean == pytest.approx(2 * run.courses["good"].mean())
    short = lw.long_run(queue("66 s"), "30 h", "10 h", "10 min")
    assert not short.wip.independent
    assert "wip" in repr(short)
    with pytest.raises(ValueError, match="needs at least 20 values, there are 10"):
        lw.long_run(queue(), "20 h", "10 h", "1 h")


# ---- how often it covers


def _script(name: str) -> Any:
    folder = str(pathlib.Path(__file__).resolve().parents[2] / "scripts")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(folder)


def test_the_law_of_the_output_has_its_expectation() -> None:
    pytest.importorskip("scipy")
    coverage = _script("coverage")
    for case in (coverage.queue("q", 1.25, 1.0, 1, 4, 60.0), coverage.line("l", [1.0, 0.8], [2], 60.0, scrap=0.1)):
        law = coverage.output_law(case)
        assert law.sum() == pytest.approx(1.0, abs=1e-10)
        mean = float(law @ range(len(law)))
        assert mean == pytest.approx(coverage.expectation(case)["throughput"], rel=1e-9)  # in an hour


def test_the_long_run_of_a_chain_is_its_closed_form() -> None:
    pytest.importorskip("scipy")
    steady = _script("coverage_steady")
    cases = {case.name: case for case in steady.cases()}
    assert steady.in_the_long_run(cases["M/M/1, load 0.8"]) == pytest.approx({"throughput": 48.0, "wip": 4.0})
    assert steady.in_the_long_run(cases["2 stations, no buffer"])["throughput"] == pytest.approx(40.0)  # Hunt 1956


@pytest.mark.parametrize("way", ["replications", "batches"])
@pytest.mark.parametrize("number", [1, 5, 8])
def test_intervals_of_the_long_run_cover(way: str, number: int) -> None:
    pytest.importorskip("scipy")
    steady = _script("coverage_steady")
    case = steady.cases()[number]
    truth, seen = steady.in_the_long_run(case), steady.one(number, way, 1, 81)
    for figure, value in truth.items():
        pairs = list(zip(seen.mean[figure], seen.half_width[figure], strict=True))
        assert len(pairs) + seen.refused[figure] == 80
        assert len(pairs) > 60
        covered = sum(abs(mean - value) <= half for mean, half in pairs) / len(pairs)
        assert covered >= 0.95 - 4 * math.sqrt(0.95 * 0.05 / len(pairs)), figure


@pytest.mark.parametrize("number", range(5))
def test_the_best_is_chosen_as_often_as_it_says(number: int) -> None:
    pytest.importorskip("scipy")
    selection = _script("coverage_selection")
    right = [selection.by_kn(selection.problems()[number], seed)[0] for seed in range(1, 101)]
    assert sum(right) >= 100 * (0.95 - 4 * math.sqrt(0.95 * 0.05 / 100))


def test_other_studies_take_the_declaration_too() -> None:
    window = lw.SteadyState("40 h", warmup="8 h")
    until = lw.statistics.run_until(queue(), {"throughput": 0.2}, window, least=3)
    assert until.result.declared == "steady state"
    assert until.result.figure("plant", "", "wip") == queue().run(window, replications=len(until.result)).wip
    best = lw.select({"today": queue(), "fewer": queue("100 s")}, window, difference=3.0, first=5)
    assert best.best == "today"
    curve = lw.staffing_curve(staffed(), "operators/hand/count", [1, 2], lw.Terminating("8 h"), replications=2)
    assert curve.study["1"].declared == "terminating"


def staffed() -> lw.Plant:
    """Two benches that need a hand each."""
    return lw.Plant(
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station("bench", places=2, cycle=lw.exponential("10 min"), operators=["hand"])],
        operators=[lw.OperatorPool("hand", count=1)],
        routes=[lw.Route("r", steps=["bench"])],
    )
