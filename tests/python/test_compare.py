# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Scenarios and `compare`: what is said, what is refused, and that what is the same differs by exactly 0."""

import json
import pathlib
import pickle
import xml.etree.ElementTree as ET

import jsonschema
import linewright as lw
import pytest
from linewright import _core
from tests_lines import gearbox, overfull


def shop() -> lw.Plant:
    plant = gearbox()
    plant.products = [lw.Product("A"), lw.Product("B")]
    plant.sources[0].products = ["A", "B"]
    plant.changeovers = [
        lw.Changeover("mill", rules=[lw.ChangeoverRule(from_="A", to="B", time="40 min")]),
    ]
    return plant


def test_a_scenario_prints_as_a_diff_in_words() -> None:
    both = lw.Scenario("both", ["operators/miller/count = 3", "changeovers/mill/*/time *= 0.6"])
    assert both.words(shop()) == "miller: 1 → 3 people; mill changeover A→B: 40 min → 24 min"
    assert repr(both) == "<Scenario 'both': operators/miller/count = 3; changeovers/mill/*/time *= 0.6>"
    assert both.on(shop()).operators["miller"].count == 3
    assert lw.Scenario("none").words(shop()) == "no change"


def test_a_scenario_goes_to_json_and_back(tmp_path: pathlib.Path) -> None:
    made = lw.Scenario(
        "all kinds",
        [
            {"path": "operators/miller/count", "value": 3},
            {"path": "stations/mill/cycle", "value": lw.exponential("2 min")},
            {"path": "stations/drill/cycle", "scale": 0.5},
            {"path": "buffers", "add": lw.Buffer("B2", capacity=3)},
            "remove stations/mill/breakdowns/0",
        ],
    )
    assert [edit.kind for edit in made.edits] == ["set", "set", "scale", "add", "remove"]
    again = lw.Scenario.from_json(made.to_json())
    assert again == made
    assert hash(again) == hash(made)
    assert pickle.loads(pickle.dumps(made)) == made
    assert again != lw.Scenario("other", ["operators/miller/count = 3"])
    assert lw.Scenario("all kinds", made.edits) == made
    file = tmp_path / "scenarios.json"
    lw.write_scenarios([made, lw.Scenario("today")], file)
    assert lw.read_scenarios(file) == [made, lw.Scenario("today")]
    schema = json.loads(_core.scenario_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    for text in (file.read_text(), made.to_json()):
        jsonschema.validate(json.loads(text), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"name": "a", "edits": [{"path": "x", "value": 1, "scale": 2}]}, schema)
    with pytest.raises(lw.PlantError, match=r"scale .*must be a number"):
        lw.Scenario.from_json('{"name": "a", "edits": [{"path": "x", "scale": "a"}]}')


def test_a_function_is_evaluated_at_once_and_kept_as_its_diff() -> None:
    plant = shop()
    calls = []

    def more(mine: lw.Plant) -> None:
        calls.append(1)
        mine.operators["miller"].count = 3
        mine.buffers.append(lw.Buffer("B2"))

    made = lw.Scenario("more", more, plant)
    assert calls == [1]
    assert plant == shop()
    assert made.words(plant) == "buffer B2 added; miller: 1 → 3 people"
    assert lw.Scenario.from_json(made.to_json()).on(plant).operators["miller"].count == 3
    assert lw.Scenario("edit", lambda p: p.edit("operators/miller/count", 2), plant).words(plant).endswith("2 people")
    with pytest.raises(TypeError, match="needs the plant"):
        lw.Scenario("more", more)
    with pytest.raises(TypeError, match="must return a plant"):
        lw.Scenario("more", lambda _: 3, plant)  # type: ignore[arg-type,return-value]
    assert calls == [1]


def test_a_path_that_matches_nothing_is_said_at_once() -> None:
    with pytest.raises(lw.EditError, match=r'"third": operators.*milller'):
        lw.Scenario("third", {"operators/milller/count": 3}, gearbox())
    runs: list[int] = []
    with pytest.raises(lw.EditError) as caught:
        lw.compare(
            {"today": gearbox(), "a": {"operators/milller/count": 3}, "b": {"stations/grind/cycle": "1 min"}},
            "8 h",
            progress=lambda done, _: runs.append(done),
        )
    assert len(caught.value.faults) == 2
    assert not runs


def study(**more: object) -> lw.Study:
    options = {"horizon": "5 d", "warmup": "1 d", "replications": 6, "seed": 3} | more
    return lw.compare(
        {
            "today": gearbox(),
            "again": gearbox(),
            "third miller": {"operators/miller/count": 3},
            "faster": lw.Scenario("faster", ["stations/mill/cycle *= 0.9"]),
            "bigger buffer": lambda plant: plant.edit("buffers/B1/capacity", 50),
        },
        **options,  # type: ignore[arg-type]
    )


def test_compare_says_by_how_much_alternatives_differ() -> None:
    made = study()
    assert made.names == ["today", "again", "third miller", "faster", "bigger buffer"]
    assert made.words["third miller"] == "miller: 1 → 3 people"
    assert made.words["again"] == ""
    assert made.scenarios["bigger buffer"].words(gearbox()) == "B1 capacity: 5 → 50 jobs"
    frame = made.differences("plant", "", "wip").set_index("alternative")
    assert list(frame.index) == made.names[1:]
    assert frame.loc["again", "difference"] == 0.0
    assert frame.loc["again", "verdict"] == "same"
    faster = made.difference("faster", "plant", "", "lead_time")
    assert faster.verdict == "lower"
    assert faster.variance_factor > 1
    assert faster.together > faster.difference.half_width
    assert faster.difference.mean == pytest.approx(made["faster"].lead_time.mean - made["today"].lead_time.mean)
    alone = gearbox().edit("stations/mill/cycle", scale=0.9).run("5 d", "1 d", 6, seed=3)
    assert repr(alone) == repr(made["faster"])
    text = repr(made)
    assert 'differences from "today"' in text
    assert "third miller: miller: 1 → 3 people" in text
    assert "the same seeds cut the variance" in text
    ET.fromstring(made._repr_html_())
    assert len(made.table()) == 3 * 5
    assert len(made.summary()) > 100
    best = made.best(measure="lead_time")
    assert [each.name for each in best if each.is_best] == ["faster"]
    assert repr(pickle.loads(pickle.dumps(made))) == text
    held = study(base="faster")
    assert held.difference("today", measure="lead_time").verdict == "higher"
    assert held.words["faster"] == ""
    assert "10 % less" not in held.words["today"]


def test_where_pairing_does_not_help_the_report_says_so() -> None:
    told = 0
    for seed in range(8):  # plants that share no name share no luck: a factor around 1
        made = lw.compare({"today": _alone("a"), "other": _alone("b")}, "3 d", replications=8, seed=seed)
        rows = [made.difference("other", measure=name) for name in ("throughput", "wip", "lead_time")]
        useless = [row for row in rows if row.variance_factor <= 1.0]
        assert ("the same seeds don't help with" in repr(made)) == bool(useless)
        assert len(made.differences(measure="wip").query("not pairing_helps")) == (rows[1] in useless)
        told += bool(useless)
    assert 0 < told < 8


def _alone(name: str) -> lw.Plant:
    """Plants that share no name, so no luck."""
    return lw.Plant(
        name="alone",
        sources=[lw.Source(f"in {name}", interarrival=lw.exponential("3 min"))],
        stations=[lw.Station(f"mill {name}", cycle=lw.exponential("2 min"))],
        buffers=[lw.Buffer(f"queue {name}")],
        routes=[lw.Route("r", steps=[f"queue {name}", f"mill {name}"])],
    )


def test_a_list_of_scenarios_is_held_against_today() -> None:
    made = lw.compare([lw.Scenario("third", {"operators/miller/count": 3})], "1 d", replications=2, plant=gearbox())
    assert made.names == ["today", "third"]
    assert made.base == "today"


def test_what_makes_no_sense_is_refused() -> None:
    plant = gearbox()
    with pytest.raises(ValueError, match="at least two"):
        lw.compare({"today": plant})
    with pytest.raises(TypeError, match="no plant among"):
        lw.compare({"a": {"operators/miller/count": 3}, "b": {}})
    with pytest.raises(TypeError, match="needs the plant"):
        lw.compare([lw.Scenario("a")])
    with pytest.raises(ValueError, match="Did you mean"):
        lw.compare({"today": plant, "b": plant}, base="tody")
    with pytest.raises(lw.PlantError, match='"broken": '):
        lw.compare({"today": plant, "broken": lambda p: p.edit("routes/main/steps/0/at", ["nothing"])})
    for more in ({}, {"executor": "threads"}):
        with pytest.raises(lw.RunError, match='in "today": '):
            lw.compare({"today": plant, "b": plant}, max_events=5, **more)
        with pytest.raises(ValueError, match="horizon"):
            lw.compare({"today": plant, "b": plant}, "0 s", **more)
        with pytest.raises(ValueError, match="replications"):
            lw.compare({"today": plant, "b": plant}, replications=0, **more)
        kept = lw.compare({"today": plant, "b": plant}, "5 h", max_events=5, replications=2, carry_on=True, **more)
        assert len(kept["today"].failures) == 2
        assert "nothing done" in repr(kept)
    with pytest.raises(ValueError, match="Did you mean"):
        lw.compare({"today": plant, "b": plant}, executor="proceses")
    with pytest.raises(TypeError, match="must be a concurrent"):
        lw.compare({"today": plant, "b": plant}, executor=3)  # type: ignore[arg-type]
    made = study(replications=1)
    assert "no interval" in repr(made)
    with pytest.raises(KeyError, match="Did you mean"):
        made.difference("faster", measure="throughputt")
    with pytest.raises(KeyError, match="Did you mean"):
        made["fster"]
    with pytest.raises(KeyError, match="thruput"):
        made.best(measure="thruput")


def test_cancel_keeps_what_is_done() -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, wanted: int) -> bool:
        seen.append((done, wanted))
        return done < 6

    for more in ({}, {"executor": "threads", "chunk": 1}):
        made = lw.compare(
            {"today": overfull(), "b": overfull()} | {"c": overfull().edit("stations/slow/cycle", "1.9 min")},
            "400 d",
            replications=60,
            threads=2,
            progress=stop,
            **more,
        )
        assert made.cancelled
        assert 0 < len(made["today"]) < 60
        assert made.difference("c").difference.n >= 1
    assert seen[0][1] == 180
