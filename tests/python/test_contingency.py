# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Contingencies and starting from today, from Python: the elements, the study, its frames."""

import pickle

import linewright as lw
import pytest


def shop() -> lw.Plant:
    """Jobs that come every 10 min and take 6 min each; S is out from 23 to 40 min."""
    return lw.Plant(
        sources=[lw.Source("in", interarrival="10 min")],
        stations=[lw.Station("S", cycle="6 min")],
        buffers=[lw.Buffer("B")],
        routes=[lw.Route("R", steps=["B", "S"])],
        contingencies=[lw.Contingency("S is out", from_="23 min", duration="17 min", station="S")],
    )


def test_the_study_says_what_it_cost() -> None:
    study = lw.contingency_study(shop(), "100 min", replications=2)
    assert len(study) == 1
    result = study["S is out"]
    assert result == study[0] == next(iter(study))
    assert (result.begin, result.end) == (23 * 60, 40 * 60)
    assert (result.output_lost.mean, result.most_behind.mean) == (0, 2)
    assert (result.deepest_backlog.mean, result.usual_backlog.mean) == (3, 1)
    assert (result.recovery.mean, result.catch_up.mean, result.recovery.n) == (900, 900, 2)
    assert "S is out" in repr(study)
    assert "<table>" in study._repr_html_()
    with pytest.raises(KeyError, match="S is out"):
        study["S is ou"]


def test_frames_and_pickles() -> None:
    study = pickle.loads(pickle.dumps(lw.contingency_study(shop(), "100 min", replications=3)))
    assert study.summary()["measure"].tolist()[:2] == ["output_lost", "most_behind"]
    assert study.replications()["most_behind"].tolist() == [2, 2, 2]
    course = study.course().set_index("seconds").loc[40 * 60.0]
    assert (course.backlog, course.usual_backlog, course.good, course.usual_good) == (3, 1, 1, 3)


def test_what_does_not_come_back_is_counted_not_averaged() -> None:
    plant = shop().edit("sources/in", {"name": "in", "always": True}).edit("buffers/B/capacity", 1)
    study = lw.contingency_study(plant, "100 min", replications=2)
    assert study[0].catch_up.n == 0
    assert study.replications()["catch_up"].isna().all()
    assert "not by the horizon" in repr(study)


def test_faults_and_refusals() -> None:
    with pytest.raises(lw.PlantError, match="there is no station"):
        lw.contingency_study(shop().edit("contingencies/S is out/station", "T"), "100 min")
    with pytest.raises(ValueError, match="ends after the horizon"):
        lw.contingency_study(shop(), "30 min")
    with pytest.raises(ValueError, match="no contingencies"):
        lw.contingency_study(shop().without("contingencies/S is out"), "30 min")


def test_a_run_starts_from_today() -> None:
    plant = shop().without("contingencies/S is out")
    plant.stations["S"].initial = [{"product": "job", "remaining": "3 min", "age": "7 min"}]
    result = plant.run("5 min")
    assert result.lead_time.mean == 600
    assert plant == lw.loads(plant.to_json())
