# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The front of headcount against output: known splits, fresh figures, and which points are told apart."""

from __future__ import annotations

import math
import pickle
from typing import Any

import linewright as lw
import pytest

CUTTERS, SEWERS = "operators/cutter/count", "operators/sewer/count"
PEOPLE = {CUTTERS: range(1, 5), SEWERS: range(1, 8)}


def _two() -> lw.Plant:
    """A cutter makes 6 an hour, a sewer 3."""
    return lw.Plant(
        name="two",
        sources=[lw.Source("in", always=True)],
        stations=[
            lw.Station("cut", places=4, cycle="10 min", operators=["cutter"]),
            lw.Station("sew", places=9, cycle="20 min", operators=["sewer"]),
        ],
        buffers=[lw.Buffer("B", capacity=10)],
        operators=[lw.OperatorPool("cutter", count=1), lw.OperatorPool("sewer", count=1)],
        routes=[lw.Route("r", steps=["cut", "B", "sew"])],
    )


def _noisy() -> lw.Plant:
    return lw.Plant(
        name="noisy",
        sources=[lw.Source("in", interarrival=lw.exponential("5 min"))],
        stations=[lw.Station("bench", places=6, cycle=lw.exponential("14 min"), operators=["fitter"])],
        buffers=[lw.Buffer("Q")],
        operators=[lw.OperatorPool("fitter", count=1)],
        routes=[lw.Route("r", steps=["Q", "bench"])],
    )


KNOWN = [  # people, cutters and sewers, an hour
    (2, (1, 1), 3, "front"),
    (3, (1, 2), 6, "front"),
    (4, (2, 2), 6, "no better"),
    (5, (2, 3), 9, "front"),
    (6, (2, 4), 12, "front"),
    (7, (3, 4), 12, "no better"),
    (8, (3, 5), 15, "front"),
    (9, (3, 6), 18, "front"),
    (10, (4, 6), 18, "no better"),
    (11, (4, 7), 21, "front"),
]


@pytest.mark.parametrize(("each", "all_tried"), [(30, True), (2, False)])
def test_the_best_split_of_each_number_is_found_also_without_trying_all(each: int, all_tried: bool) -> None:
    found = lw.headcount_front(_two(), PEOPLE, "60 h", "10 h", 1, fresh=2, each=each)
    assert [(p.people, p.counts, p.value.mean, p.verdict) for p in found.points] == KNOWN
    assert [p.people for p in found.front] == [2, 3, 5, 6, 8, 9, 11]
    assert all(p.all_splits for p in found.points) == all_tried
    assert ("not all splits were tried" in repr(found)) == (not all_tried)
    assert (len(found.tried) == 28) == all_tried
    assert found.replications == len(found.tried) + 10 * 2
    assert found.minutes > 0
    assert found[6].gain is not None
    assert found[6].gain.mean == 3
    assert list(found.frame()[SEWERS]) == [split[1] for _, split, _, _ in KNOWN]


def test_the_table_says_what_each_number_brings() -> None:
    found = lw.headcount_front(_two(), PEOPLE, "60 h", "10 h", 1, fresh=2, headcounts=[2, 3, 4])
    assert repr(found).splitlines() == [
        "largest throughput for each number of people, 2 fresh replications, 95 % intervals",
        "6 splits tried, 12 replications in all",
        "people  cutter  sewer  throughput, 1/h  against fewer",
        "2            1      1        3.000 ± 0                     front",
        "3            1      2        6.000 ± 0      3.000 ± 0      front",
        "4            2      2        6.000 ± 0       0.00 ± 0  no better",
    ]
    shown = found._repr_html_()
    assert "; it took " in shown
    pytest.importorskip("matplotlib")
    assert shown.count('<img src="data:image/png;base64,') == 1
    assert repr(pickle.loads(pickle.dumps(found))) == repr(found)


def test_the_figures_are_those_of_fresh_replications_and_told_apart_by_them() -> None:
    path = "operators/fitter/count"
    figure = ("plant", "", "lead_time")
    found = lw.headcount_front(
        _noisy(), {path: [3, 4, 5, 6, 7]}, "150 h", "20 h", 3, figure=figure, fresh=8, seed=4, headcounts=range(3, 8)
    )
    assert not found.largest  # of a lead time less is better
    assert found.unit == "s"
    values: dict[int, list[float]] = {}
    for point in found.points:
        plant = _noisy().edit(path, point.people)
        result = plant.run("150 h", "20 h", 8, seed=4 + 1_000_003)
        assert point.value == result.lead_time
        values[point.people] = list(result.replications().query("kind == 'plant' and measure == 'lead_time'")["value"])
        assert found.tried[point.counts] == plant.run("150 h", "20 h", 3, seed=4).lead_time
    for point in found.points[1:]:
        bounds = []
        for fewer in range(3, point.people):
            saved = [b - a for a, b in zip(values[point.people], values[fewer], strict=True)]
            mean = sum(saved) / 8
            sd = math.sqrt(sum((s - mean) ** 2 for s in saved) / 7)
            # Four points share an error of 5 %, each one-sided.
            bounds.append(mean - lw._core.t_quantile(1 - 0.05 / 4, 7) * sd / math.sqrt(8))
        assert (point.verdict == "front") == (min(bounds) > 0), point
    # A seventh person has no place to work at.
    assert [p.verdict for p in found.points] == ["front", "front", "front", "front", "no better"]


def test_the_front_of_on_time_delivery_over_two_skills() -> None:
    plant = _two()
    plant.products = [lw.Product("shirt")]
    plant.sources = [lw.Source("in", interarrival=lw.exponential("8 min"), due="90 min")]
    plant.buffers = [lw.Buffer("in"), lw.Buffer("B")]
    plant.routes = [lw.Route("r", steps=["in", "cut", "B", "sew"])]
    figure = ("products", "shirt", "on_time")
    people = {CUTTERS: [2, 3], SEWERS: [3, 4]}
    found = lw.headcount_front(plant, people, "80 h", "8 h", 4, figure=figure, fresh=8)
    assert found.largest
    assert found.unit == "share"
    # Jobs come at 7.5 an hour: one more sewer brings more than one more cutter.
    assert [p.counts for p in found.points] == [(2, 3), (2, 4), (3, 4)]
    assert [p.verdict for p in found.points][:2] == ["front", "front"]
    assert "shirt on time, %" in repr(found)


def test_the_points_of_a_front_share_its_error() -> None:
    path = "operators/fitter/count"

    def verdict(confidence: float) -> str:
        found = lw.headcount_front(_noisy(), {path: [3, 4, 5, 6]}, "60 h", "5 h", 2, fresh=8, confidence=confidence)
        return found[4].verdict

    few, more = (_noisy().edit(path, n).run("60 h", "5 h", 8, seed=1 + 1_000_003) for n in (3, 4))
    out = [list(r.replications().query("kind == 'plant' and measure == 'throughput'")["value"]) for r in (few, more)]
    gain = lw.statistics.t_interval([b - a for a, b in zip(*out, strict=True)])
    ratio = gain.mean / gain.sd * math.sqrt(8)
    low, high = 0.5, 1 - 1e-12
    for _ in range(60):  # how sure this one difference is
        low, high = (
            ((low + high) / 2, high) if lw._core.t_quantile((low + high) / 2, 7) < ratio else (low, (low + high) / 2)
        )
    error = 1 - low
    assert 1e-9 < error < 0.2
    assert verdict(1 - 3 * error * 0.9) == "unclear"  # three points share it
    assert verdict(1 - 3 * error * 1.1) == "front"


def test_what_is_better_by_luck_only_is_not_on_the_front() -> None:
    # Four people or five hardly differ where three are nearly enough, and the horizon is short.
    slow = _noisy().edit("sources/in/interarrival", {"type": "exponential", "mean": "30 min"})
    found = lw.headcount_front(slow, {"operators/fitter/count": [2, 3, 4]}, "40 h", "0 h", 3, fresh=6)
    assert next(p.verdict for p in found.points) == "front"
    assert "front" not in [p.verdict for p in found.points][2:]


def test_what_makes_no_sense_is_refused_all_at_once() -> None:
    wrong: dict[str, Any] = {CUTTERS: [], SEWERS: [1.5, 2], "operators/x": [-1, 2], "operators/y": 3, "": [1, 2]}
    with pytest.raises(lw.EditError) as error:
        lw.headcount_front(_two(), wrong, "5 h")
    assert [fault.place for fault in error.value.faults] == [CUTTERS, SEWERS, "operators/x", "operators/y", "", ""]
    with pytest.raises(lw.EditError, match="Did you mean"):
        lw.headcount_front(_two(), {"operators/cuter/count": [1, 2]}, "5 h")
    with pytest.raises(ValueError, match="no split has 1, 20 people: the numbers allowed give 2 to 11"):
        lw.headcount_front(_two(), PEOPLE, "5 h", headcounts=[1, 5, 20])
    with pytest.raises(ValueError, match="at least two numbers of people"):
        lw.headcount_front(_two(), {CUTTERS: [1], SEWERS: [3]}, "5 h")
    with pytest.raises(ValueError, match="fresh at least 2"):
        lw.headcount_front(_two(), PEOPLE, "5 h", fresh=1)
    found = lw.headcount_front(_two(), {CUTTERS: [1, 2], SEWERS: [3]}, "5 h", replications=1, fresh=2)
    with pytest.raises(KeyError, match="points for 4, 5"):
        found[6]


def test_the_picture_has_the_points_of_the_table() -> None:
    pytest.importorskip("matplotlib").use("Agg")
    import matplotlib.pyplot as plt

    found = lw.headcount_front(_two(), PEOPLE, "60 h", "10 h", 1, fresh=2)
    ax = found.plot()
    drawn = {container.get_label(): list(zip(*container[0].get_data(), strict=True)) for container in ax.containers}
    assert drawn == {
        "on the front": [(people, value) for people, _, value, verdict in KNOWN if verdict == "front"],
        "no better than fewer people": [(people, value) for people, _, value, verdict in KNOWN if verdict != "front"],
    }
    assert ax.get_ylabel() == "throughput (jobs/h)"
    plt.close("all")
