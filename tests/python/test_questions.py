"""The ready questions: answers known by hand, and that they are those of the studies behind them."""

from __future__ import annotations

from pathlib import Path

import linewright as lw
import pytest

PLANTS = Path(__file__).parents[2] / "examples" / "plants"


def _benches(people: int = 1, places: int = 4) -> lw.Plant:
    """Every job takes an operator 10 minutes: 6 jobs an hour for each of them."""
    return lw.Plant(
        name="benches",
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station("bench", places=places, cycle="10 min", operators=["fitter"])],
        operators=[lw.OperatorPool("fitter", count=people)],
        routes=[lw.Route("r", steps=["bench"])],
    )


def test_the_staffing_curve_of_benches_rises_by_six_and_then_stands() -> None:
    curve = lw.staffing_curve(_benches(), "operators/fitter/count", [1, 2, 3, 4, 5], "21 h", "1 h", replications=2)
    assert [p.value.mean for p in curve.points] == [6, 12, 18, 24, 24]
    gains = [p.more.difference.mean for p in curve.points[1:] if p.more is not None]
    assert gains == [6, 6, 6, 0]
    assert curve.enough() == 4
    assert curve.unit == "1/h"
    assert list(curve.frame()["people"]) == [1, 2, 3, 4, 5]
    assert "the last one brings" in repr(curve)


def test_money_has_the_name_of_the_plants_currency() -> None:
    paid = _benches()
    paid.money = lw.Money(currency="CHF", fixed_per_hour=60.0)
    cost = ("plant", "", "full_cost_per_good")
    curve = lw.staffing_curve(paid, "operators/fitter/count", [1, 2], "21 h", "1 h", 2, figure=cost)
    assert [p.value.mean for p in curve.points] == [10.0, 5.0]
    assert "full_cost_per_good, CHF" in repr(curve)


def test_the_fewest_people_are_the_smallest_number_that_holds_on_fresh_replications() -> None:
    goal = lw.Goal(at_least=17.0)
    answer = lw.fewest_people(
        _benches(), {"operators/fitter/count": range(1, 6)}, goal, "21 h", "1 h", replications=2, fresh=3
    )
    assert answer.counts == (3,)
    assert answer.total == 3
    assert answer.confirmed is not None
    assert answer.confirmed.n == 3
    assert answer.confirmed.mean == 18
    # Those with fewer were clearly short: nobody spent fresh replications on them.
    assert [t.counts for t in answer.tried if t.confirmed is not None] == [(3,)]
    assert "3 people" in repr(answer)


def test_nobody_is_enough_where_the_places_are_too_few() -> None:
    goal = lw.Goal(at_least=30.0)
    answer = lw.fewest_people(_benches(), {"operators/fitter/count": range(1, 6)}, goal, "21 h", "1 h", replications=2)
    assert answer.counts is None
    assert answer.total is None
    assert "no number of people" in repr(answer)


def test_two_pools_are_searched_together() -> None:
    plant = lw.Plant(
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
    people = {"operators/cutter/count": range(1, 4), "operators/sewer/count": range(1, 7)}
    goal = lw.Goal(at_least=11.9)
    answer = lw.fewest_people(plant, people, goal, "60 h", "10 h", replications=2, fresh=2)
    assert answer.counts == (2, 4)  # 12 an hour want 2 cutters and 4 sewers


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"at_least": 1.0, "at_most": 2.0}, "either"),
        ({}, "either"),
        ({"at_least": 1.0, "confidence": 1.0}, "confidence"),
    ],
)
def test_goals_that_make_no_sense_are_refused(wrong: dict[str, float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        lw.Goal(**wrong)  # type: ignore[arg-type]


def test_too_many_combinations_are_refused() -> None:
    with pytest.raises(ValueError, match="combinations"):
        lw.fewest_people(_benches(), {"operators/fitter/count": range(1, 6)}, lw.Goal(at_least=1.0), "8 h", most=4)


def test_what_a_step_of_a_changeover_is_worth() -> None:
    press = lw.load(PLANTS / "press_line.json")
    worth = lw.smed_worth(press, "press", "35 d", "5 d", 4)
    assert {s.name for s in worth.steps} == {
        "fetch the die",
        "heat the die",
        "take the old die out",
        "clamp the new one",
        "adjust",
    }
    minutes = {s.name: s.minutes for s in worth.steps}
    assert minutes["heat the die"] == 12
    assert minutes["fetch the die"] == pytest.approx(7)
    # The longest step that the press waits for is the first to go; it is the study's own difference.
    first = worth.first
    assert first is not None
    assert first.name == "heat the die"
    assert first.if_external == worth.study.difference(f"{first.path} external")
    gains = [s.if_external.difference.mean for s in worth.steps if s.if_external is not None]
    assert gains == sorted(gains, reverse=True)
    assert first.per_minute == pytest.approx(first.if_shorter.difference.mean / 1.2)
    outside = press.edit(f"{first.path}/kind", "external")
    again = lw.smed_worth(outside, "press", "35 d", "5 d", 2)
    assert again.steps[-1].name == "heat the die"
    assert again.steps[-1].if_external is None


def test_a_changeover_without_steps_or_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no changeover"):
        lw.smed_worth(_benches(), "bench", "8 h")


def test_which_stations_belong_together() -> None:
    shop = lw.load(PLANTS / "milling_shop.json").edit("operators/operator/attendance/*/count", 3)
    result = shop.run("70 d", "14 d", 2)
    chart = lw.from_to(shop, result)
    out = result.throughput.mean
    assert chart.loc["mill", "drill"] == pytest.approx(out)
    assert chart.loc["drill", "mill"] == 0
    answer = lw.layout_pairs(shop, "70 d", "14 d", 3, pairs=2)
    assert [set(p[:2]) for p in answer.pairs] != []
    best = answer.pairs[0]
    assert best.walking > 0
    assert best.walking - best.walking_half_width > 0
    moved = shop.edit(f"stations/{best.moves}/position", {"x": 2.0, "y": 0.0})
    assert {str(d) for d in shop.diff(moved)} or best.moves != "drill"
    assert "walking saved" in repr(answer)


def test_a_station_takes_its_own_buffers_along() -> None:
    spot = lw.Point
    plant = lw.Plant(
        sources=[lw.Source("in", interarrival="10 min")],
        stations=[
            lw.Station("a", cycle="2 min", operators=["hand"], position=spot(x=0, y=0)),
            lw.Station("b", cycle="2 min", operators=["hand"], position=spot(x=60, y=10)),
        ],
        buffers=[
            lw.Buffer("before a", position=spot(x=-1, y=0)),
            lw.Buffer("before b", position=spot(x=59, y=12)),
        ],
        operators=[lw.OperatorPool("hand", count=1, speed=1.0)],
        routes=[lw.Route("r", steps=["before a", "a", "before b", "b"])],
    )
    answer = lw.layout_pairs(plant, "2 d", replications=2)
    assert answer.pairs[0][:2] == ("a", "b")
    words = answer.study.words["b beside a"]
    assert "before b position x: 59" in words
    moved = answer.study["b beside a"]
    assert moved.throughput.mean == answer.study["as it stands"].throughput.mean
    assert "before a" not in words


def test_a_plant_without_positions_has_no_layout() -> None:
    with pytest.raises(ValueError, match="position"):
        lw.layout_pairs(_benches(), "8 h")
