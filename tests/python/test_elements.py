# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The elements of a plant as Python objects."""

import copy
import datetime
import gc
import inspect
import pickle

import linewright as lw
import numpy as np
import pytest
from linewright import _core, elements


def mill() -> lw.Station:
    return lw.Station(
        "mill",
        cycle=lw.triangular("2 min", "2.5 min", "4 min"),
        breakdowns=[lw.Breakdown(uptime=lw.exponential("8 h"), repair=lw.lognormal("25 min", "10 min"))],
        operators=["miller"],
    )


def test_every_described_element_and_law_has_its_class_or_function() -> None:
    for name, doc, _, fields in _core.elements():
        cls = lw.Plant if name == "plant" else getattr(lw, elements._class_name(name))
        element = cls()
        assert doc in (cls.__doc__ or "") or cls is lw.Plant
        for field, _, default, _ in fields:
            assert getattr(element, elements.attribute(field)) == default
            assert elements.attribute(field) in inspect.signature(cls).parameters
    for name, doc, parameters in _core.laws():
        assert list(inspect.signature(getattr(lw, name)).parameters) == [*(p[0] for p in parameters), "offset"]
        assert doc in (getattr(lw, name).__doc__ or "")


def test_durations_are_taken_as_text_and_as_timedelta() -> None:
    station = lw.Station("s", ideal_cycle=datetime.timedelta(minutes=2))
    assert station.ideal_cycle == lw.Duration("2 min") == "120 s"
    station.ideal_cycle = "4.2 min"
    assert str(station.ideal_cycle) == "4.2 min"
    assert station.ideal_cycle.seconds == pytest.approx(252)
    station.ideal_cycle = None
    assert station.ideal_cycle is None
    assert hash(lw.Duration("60 s")) == hash(lw.Duration("1 min"))
    assert lw.Duration("59 s") < lw.Duration("1 min") <= lw.Duration("60 s")
    assert 2 * lw.Duration("3 min") == "6 min"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: lw.Station("s", ideal_cycle="3 minn"), 'unknown unit "minn"'),
        (lambda: lw.Station("s", ideal_cycle="3 mins"), 'Did you mean "3 min"'),
        (lambda: lw.Station("s", cycle=3), "bare number"),
        (lambda: lw.Station("s", places="two"), "must be a whole number"),
        (lambda: lw.Station("s", places=2.5), "must be a whole number"),
        (lambda: lw.Station("s", places=True), "must be a whole number"),
        (lambda: lw.Station("s", blocking="afterservice"), "Did you mean"),
        (lambda: lw.Station("s", operators="miller"), r"Put it in \[ \]"),
        (lambda: lw.Station("s", breakdowns=["x"]), "must be a Breakdown"),
        (lambda: lw.Station(name=3), "must be a text"),
        (lambda: lw.Plant(stations=[lw.Buffer("b")]), "must be a Station"),
        (lambda: lw.Plant(stations="mill"), r"Put it in \[ \]"),
        (lambda: lw.exponential("3"), "has no unit"),
        (lambda: lw.exponential(None), 'has no "mean"'),
        (lambda: lw.erlang(2.5, "3 min"), "whole number"),
        (lambda: setattr(lw.Station("s"), "cycel", "3 min"), "Did you mean"),
    ],
)
def test_a_wrong_value_is_refused_at_once_with_a_remedy(make: object, message: str) -> None:
    with pytest.raises((ValueError, TypeError, AttributeError), match=message):
        make()  # type: ignore[operator]


def test_an_unknown_keyword_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="cycel"):
        lw.Station("s", cycel="3 min")  # type: ignore[call-arg]


def test_numpy_numbers_are_numbers() -> None:
    station = lw.Station("s", places=np.int64(3), defects={"A": np.float32(0.5)})
    assert station.places == 3
    assert type(station.places) is int
    assert station.defects == {"A": 0.5}
    law = lw.discrete(["1 s", "2 s"], np.array([0.25, 0.75]))
    assert law.mean() == pytest.approx(1.75)


def test_times_are_one_for_all_or_one_for_each_product() -> None:
    station = lw.Station("s", cycle={"A": "2 min", "*": lw.exponential("3 min")})
    assert station.cycle["A"] == "2 min"
    plant = lw.Plant(stations=[station])
    assert '"by_product": {"A": "2 min"}' in plant.to_json()
    assert lw.loads(plant.to_json()) == plant
    same = lw.Station("s", cycle={"by_product": {"A": "2 min"}, "otherwise": {"type": "exponential", "mean": "3 min"}})
    assert same == station
    station.cycle["B"] = "not a time"
    with pytest.raises(lw.PlantError, match="B"):
        plant.to_json()


def test_a_field_called_from_is_from_() -> None:
    rule = lw.ChangeoverRule(from_="A", to="B", time="4 min")
    plant = lw.Plant(changeovers=[lw.Changeover("mill", rules=[rule, {"from": "B", "time": "1 min"}])])
    assert plant.changeovers["mill"].rules[1].from_ == "B"
    assert lw.loads(plant.to_json()) == plant


def test_lists_are_edited_in_place_by_name_and_by_number() -> None:
    plant = lw.Plant(stations=[mill(), "drill" and lw.Station("drill")])
    plant.stations["mill"].cycle = "3 min"
    assert plant.stations[0].cycle == "3 min"
    assert "mill" in plant.stations
    assert "lathe" not in plant.stations
    assert plant.stations.names() == ["mill", "drill"]
    with pytest.raises(KeyError, match=r'Did you mean \\?"mill'):
        plant.stations["mil"]
    plant.stations["drill"] = {"name": "press", "cycle": "1 min"}
    assert plant.stations[1].name == "press"
    plant.stations += [lw.Station("wash")]
    plant.stations.insert(0, lw.Station("saw"))
    plant.stations[1:1] = [lw.Station("deburr")]
    assert plant.stations.names() == ["saw", "deburr", "mill", "press", "wash"]
    del plant.stations["mill"]
    plant.stations.reverse()
    assert [s.name for s in plant.stations] == ["wash", "press", "deburr", "saw"]
    with pytest.raises(TypeError, match="must be a Station"):
        plant.stations.append(lw.Buffer("b"))
    assert plant.add(lw.Buffer("b"), lw.Sink("out")) is plant
    assert (plant.buffers.names(), plant.sinks.names()) == (["b"], ["out"])
    with pytest.raises(TypeError, match="no list of Breakdown"):
        plant.add(lw.Breakdown())


def test_an_element_lives_on_after_it_left_its_list_and_its_plant() -> None:
    plant = lw.Plant(stations=[mill()])
    station, list_ = plant.stations["mill"], plant.stations
    breakdown = station.breakdowns[0]
    plant.stations.clear()
    del plant
    gc.collect()
    station.cycle = "1 min"
    breakdown.priority = 3
    list_.append(station)
    assert station.breakdowns[0].priority == 3
    assert list_[0] is station


def test_an_element_in_a_plant_is_the_one_outside_and_copies_share_nothing() -> None:
    station = mill()
    plant = lw.Plant(stations=[station])
    station.places = 2
    assert plant.stations["mill"].places == 2
    for twin in (plant.copy(), copy.copy(plant), copy.deepcopy(plant), pickle.loads(pickle.dumps(plant))):
        assert twin == plant
        assert type(twin) is lw.Plant
        twin.stations["mill"].breakdowns[0].repair = "1 min"
        twin.stations["mill"].operators.clear()
        assert twin != plant
    assert plant.stations["mill"].breakdowns[0].repair == lw.lognormal("25 min", "10 min")


def test_defaults_are_not_shared() -> None:
    one, other = lw.Station("a"), lw.Station("b")
    one.breakdowns.append(lw.Breakdown())
    one.queue.append("spt")
    assert (len(other.breakdowns), other.queue) == (0, [])
    del one.breakdowns
    assert one.breakdowns == []


def test_repr_is_the_call_that_makes_it() -> None:
    plant = lw.Plant("line", stations=[mill()], routes=[lw.Route("r", steps=[lw.Step(["a", "b"]), "mill"])])
    names = {name: getattr(lw, name) for name in lw.__all__} | {"lw": lw}
    assert eval(repr(plant), names) == plant
    law = lw.lognormal("25 min", "10 min", offset="1 min")
    assert eval(repr(law), names) == law


def test_equality_is_by_meaning() -> None:
    assert lw.Station("s", cycle="60 s") == lw.Station("s", cycle="1 min")
    assert lw.Station("s") != lw.Station("t")
    assert lw.Station("s") != "s"
    with pytest.raises(TypeError):
        hash(lw.Station("s"))


@pytest.mark.parametrize(
    "law", [lw.exponential("3 min"), lw.time_series(["1 s", "2 s"]), lw.erlang(3, "4 min", offset="1 s")]
)
def test_distributions_are_values(law: lw.Distribution) -> None:
    for twin in (copy.copy(law), copy.deepcopy(law), pickle.loads(pickle.dumps(law)), lw.Distribution(law)):
        assert twin == law
        assert hash(twin) == hash(law)
    with pytest.raises(AttributeError):
        law.type = "uniform"  # type: ignore[misc]


def test_lone_surrogates_and_deep_nesting_are_refused() -> None:
    with pytest.raises((lw.PlantError, UnicodeEncodeError)):
        lw.Plant(name="\ud800").to_json()
    nested: list[object] = []
    nested.append(nested)
    plant = lw.Plant(routes=[lw.Route("r")])
    plant.routes[0].products.append(nested)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="deep"):
        plant.check()
