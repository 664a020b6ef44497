# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What the pictures are made of: frames from the events of a run, colours that everybody can tell apart."""

import itertools
import pathlib
import subprocess
import sys

import linewright as lw
import numpy as np
import pytest
from linewright import _core, plot
from tests_lines import gearbox, hall

PLANTS = pathlib.Path(__file__).parents[1] / "golden" / "plants"


@pytest.mark.parametrize("name", ["shift_shop", "sewing_cell", "diffusion_bay", "paint_shop", "moulding", "robot_cell"])
def test_spans_are_the_states_to_the_tick(name: str) -> None:
    plant = lw.load(PLANTS / f"{name}.json")
    spans = plot.spans(lw.trace(plant, "2 d"))
    assert (spans["end"] > spans["begin"]).all()
    lasted = (spans["end"] - spans["begin"]).groupby([spans["station"], spans["state"]]).sum().to_dict()
    states = plant.run("2 d", replications=1).states()
    assert lasted == states.groupby(["station", "state"])["ticks"].sum().to_dict()
    for _, lane in spans.groupby(["station", "place"]):
        assert lane["begin"].iloc[0] == 0
        assert (lane["begin"].to_numpy()[1:] == lane["end"].to_numpy()[:-1]).all()


@pytest.mark.parametrize("name", ["long_hall", "sewing_cell", "wafer_fab", "bottling_line"])
def test_lead_times_of_events_are_those_of_the_result(name: str) -> None:
    plant = lw.load(PLANTS / f"{name}.json")
    frame = plot.lead_time_frame(lw.trace(plant, "2 d"))
    result = plant.run("2 d", replications=1)
    assert frame["seconds"].mean() == pytest.approx(result.lead_time.mean, rel=1e-12)
    assert len(frame) == round(result.throughput.mean * 48)


def test_what_was_there_at_the_start_has_no_release() -> None:
    plant = lw.load(PLANTS / "order_book.json")
    trace = lw.trace(plant, "2 d")
    frame = plot.lead_time_frame(trace)
    leave = sum(event.what == "exit" for event in trace)
    assert 0 < len(frame) < leave


def test_lead_times_of_events_are_refused_where_jobs_become_others() -> None:
    trace = lw.trace(lw.load(PLANTS / "gearbox_assembly.json"), "4 h")
    with pytest.raises(ValueError, match=r"at fit jobs become other jobs.*plot.lead_times\(plant.run"):
        plot.lead_time_frame(trace)


def test_a_wip_course_is_what_simulations_say() -> None:
    plant = gearbox()
    course = plot.wip_course(plant, "10 h", replications=2, seed=5, points=11)
    assert course["seconds"].tolist() == [3600.0 * hour for hour in range(11)] * 2
    for number, part in course.groupby("replication"):
        sim = lw.Simulation(plant, seed=5, replication=int(number))
        for hour in range(1, 11):
            sim.run_until(f"{hour} h")
            assert part["wip"].iloc[hour] == sim.wip
    with pytest.raises(ValueError, match="at least 2 points"):
        plot.wip_course(plant, "1 h", points=1)


def test_free_people_are_those_of_the_simulation() -> None:
    plant = hall(12)
    course = plot.free_people_course(plant, "10 h")
    assert list(dict.fromkeys(course["pool"])) == ["operator 1", "setter", "fitter"]
    sim = lw.Simulation(plant)
    for at in ("7 h", "8.5 h", "9.99 h"):
        sim.run_until(at)
        for pool, free in sim.free_operators.items():
            seen = course[(course["pool"] == pool) & (course["seconds"] < lw.Duration(at).seconds)]
            assert seen["free"].iloc[-1] == free
    assert course.attrs["people"] == {"operator 1": 4, "setter": 1, "fitter": 1}


def test_moves_go_from_leaving_to_being_taken_in() -> None:
    plant = lw.Plant(
        sources=[lw.Source("in", schedule=[lw.Arrival(at="10 s"), lw.Arrival(at="20 s")])],
        stations=[lw.Station("A", cycle="30 s"), lw.Station("B", cycle="60 s")],
        buffers=[lw.Buffer("wait"), lw.Buffer("shelf")],
        routes=[lw.Route("r", steps=["wait", "A", lw.Step("shelf", transfer="15 s"), "B"])],
    )
    trace = lw.trace(plant, "10 min")
    short = plot.moves(trace)
    assert short[["job", "from", "to", "begin", "end", "carried"]].to_numpy().tolist() == [
        [1, "in", "A", 10.0, 10.0, 0.0],
        [1, "A", "B", 40.0, 55.0, 15.0],
        [1, "B", "exit", 115.0, 115.0, 0.0],
        [2, "in", "A", 20.0, 40.0, 0.0],
        [2, "A", "B", 70.0, 115.0, 15.0],
        [2, "B", "exit", 175.0, 175.0, 0.0],
    ]
    full = plot.moves(trace, buffers=True)
    assert full.loc[full["job"] == 2, ["from", "to", "begin", "end", "carried"]].to_numpy().tolist() == [
        ["in", "wait", 20.0, 20.0, 0.0],
        ["wait", "A", 20.0, 40.0, 0.0],
        ["A", "shelf", 70.0, 85.0, 15.0],
        ["shelf", "B", 85.0, 115.0, 0.0],
        ["B", "exit", 175.0, 175.0, 0.0],
    ]
    table = plot.from_to(trace)
    assert list(table.index) == ["in", "A", "B"]
    assert list(table.columns) == ["A", "B", "exit"]
    assert table.loc["A", "B"] == pytest.approx(2 * 6)
    assert plot.from_to(trace, "carrying").loc["A", "B"] == pytest.approx(2 * 15 / 60 * 6)


# ---- colours

# Machado, Oliveira and Fernandes 2009, severity 1.0; rows of linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def _lab(colour: str, sight: str) -> np.ndarray:
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(SIGHT[sight] @ linear, 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("paints", [plot.STATES, plot.PEOPLE], ids=["states", "people"])
def test_states_are_told_apart_by_everybody(sight: str, paints: dict[str, plot.Paint]) -> None:
    """Any two may stand beside each other: they differ by their hatch or far enough by their colour."""
    for (a, paint), (b, other) in itertools.combinations(paints.items(), 2):
        if paint.hatch == other.hatch:
            distance = np.linalg.norm(_lab(paint.colour, sight) - _lab(other.colour, sight))
            assert distance > 15, f"{a} and {b} are too alike"


def test_every_state_has_a_paint_of_its_own() -> None:
    assert set(plot.STATES) == set(_core.state_names)
    assert len(set(plot.STATES.values())) == len(plot.STATES)


# ---- without matplotlib


def test_matplotlib_is_imported_only_when_asked() -> None:
    code = "import sys, linewright; assert linewright.plot.STATES; assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_without_matplotlib_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    result = gearbox().run("8 h")
    with pytest.raises(ImportError, match=r"pip install 'linewright\[plot\]'"):
        result.plot.states()
