# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The best of several in one call: what is selected, on which replications, and what is refused."""

from __future__ import annotations

from typing import Any

import linewright as lw
import pytest

CYCLE = "stations/bench/cycle *="


def _bench() -> lw.Plant:
    return lw.Plant(
        name="bench",
        sources=[lw.Source("in", interarrival=lw.exponential("5 min"))],
        stations=[lw.Station("bench", cycle=lw.exponential("4 min"))],
        buffers=[lw.Buffer("Q")],
        routes=[lw.Route("r", steps=["Q", "bench"])],
    )


def _four() -> list[lw.Scenario]:
    """The smaller the scale, the shorter the lead time."""
    return [lw.Scenario(f"x {scale}", [f"{CYCLE} {scale}"]) for scale in (0.95, 0.9, 0.7, 1.1)]


LEAD: dict[str, Any] = {"figure": ("plant", "", "lead_time"), "plant": _bench()}


def test_kn_selects_the_known_best_and_drops_what_is_clearly_behind() -> None:
    found = lw.select(_four(), "100 h", "10 h", difference=60.0, **LEAD)
    assert found.best == "x 0.7"
    assert not found.largest
    assert [c.name for c in found.candidates] == ["today", "x 0.95", "x 0.9", "x 0.7", "x 1.1"]
    assert {c.state for c in found.candidates if c.name != "x 0.7"} == {"dropped"}
    assert '"x 0.7" is chosen' in repr(found)
    assert found.complete


def test_the_replications_are_those_of_one_run_and_the_procedure_is_told_their_figures() -> None:
    found = lw.select(_four(), "50 h", "5 h", budget=90, seed=7, **LEAD)
    assert found.replications == 90
    assert found.best == "x 0.7"
    assert min(c.replications for c in found.candidates) == 10
    for scenario in _four():
        whole = scenario.on(_bench()).run("50 h", "5 h", len(found.results[scenario.name]), seed=7)
        assert found.results[scenario.name].lead_time == whole.lead_time
    means = [c.value.mean for c in found.candidates]
    assert found.procedure.means == pytest.approx(means)
    assert list(found.frame()["replications"]) == found.procedure.used


def test_it_gives_up_where_two_are_the_same_but_for_less_than_matters() -> None:
    nearly = {"today": _bench(), "as good": {"stations/bench/cycle": {"type": "exponential", "mean": "4.001 min"}}}
    found = lw.select(nearly, "50 h", difference=1e-6, first=5, most=15, figure=("plant", "", "lead_time"))
    assert not found.complete
    assert "nothing is guaranteed" in repr(found)
    assert max(c.replications for c in found.candidates) <= 20


def test_what_makes_no_sense_is_refused() -> None:
    for wrong in ({}, {"difference": 1.0, "budget": 100}):
        with pytest.raises(ValueError, match="one of them"):
            lw.select(_four(), "5 h", **wrong, **LEAD)
    with pytest.raises(KeyError, match="lead_time"):
        lw.select(_four(), "5 h", difference=1.0, figure=("plant", "", "lead_tim"), plant=_bench())
    with pytest.raises(lw.EditError, match="Did you mean"):
        lw.select([lw.Scenario("a", {"stations/bensh/cycle": "1 min"})], "5 h", difference=1.0, plant=_bench())


def test_hostile_names_are_escaped() -> None:
    cases = {"<script>": _bench(), "other": _bench().edit(f"{CYCLE} 0.5")}
    found = lw.select(cases, "20 h", budget=20, figure=("plant", "", "lead_time"))
    assert "<script" not in found._repr_html_()
