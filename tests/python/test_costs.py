# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Money and energy as Python shows them."""

import pathlib
import pickle

import linewright as lw
import pytest

SHOP = pathlib.Path(__file__).parents[2] / "examples" / "plants" / "moulding_shop.json"


def test_lines_of_cost_sum_to_the_total_to_the_millionth() -> None:
    result = lw.load(SHOP).run("2 d", "4 h", replications=3)
    costs = result.costs()
    for amount, direct, overhead, idle in costs["millionths"]:
        assert amount == direct + overhead + idle
    total = costs.groupby("replication")["amount"].sum()
    assert total.mean() == pytest.approx(result.figure("plant", "", "cost").mean)
    borne = result.costs_by_product()
    idle = sum(line[3] for line in costs["millionths"])
    assert sum(map(sum, borne["millionths"])) + idle == sum(line[0] for line in costs["millionths"])
    assert set(costs["kind"]) == {
        "machine",
        "labour",
        "overtime",
        "setup",
        "material",
        "scrap",
        "repair",
        "energy",
        "fixed",
    }


def test_energy_by_hour_and_the_peak() -> None:
    result = lw.load(SHOP).run("2 d", replications=2)
    hours = result.energy_by_hour()
    assert len(hours) == 2 * 168
    assert hours["kwh"].sum() / 2 == pytest.approx(result.figure("plant", "", "energy").mean)
    assert 4 < result.figure("plant", "", "peak_power").mean <= 34


def test_a_result_says_its_currency_and_survives_pickling() -> None:
    result = lw.load(SHOP).run("1 d", replications=2)
    assert result.currency == "EUR"
    assert "full cost per good" in repr(result)
    assert "EUR" in repr(result)
    again = pickle.loads(pickle.dumps(result))
    assert again.costs().equals(result.costs())
    assert again.cost_per_good == result.cost_per_good
    assert again.energy_by_hour().equals(result.energy_by_hour())


def test_a_plant_without_prices_has_none() -> None:
    plant = lw.Plant(sources=[lw.Source("in", always=True)], stations=[lw.Station("s", cycle="1 h")])
    result = plant.run("24 h")
    assert result.currency is None
    assert result.costs().empty
    with pytest.raises(KeyError, match="full_cost_per_good"):
        _ = result.cost_per_good


def test_prices_are_fields_like_others() -> None:
    plant = lw.Plant(
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station("s", cycle="1 h", cost_per_hour=12, power_kw={"*": 1, "processing": 5})],
        money=lw.Money(currency="EUR", fixed_per_hour=3),
        energy={"per_kwh": 0.2},
    )
    assert plant.stations["s"].cost_per_hour == {"*": 12}
    assert plant.run("10 h").figure("plant", "", "cost").mean == pytest.approx(10 * (12 + 3 + 5 * 0.2))
    dearer = plant.edit("stations/s/cost_per_hour/*", scale=2)
    assert dearer.run("10 h").figure("plant", "", "cost").mean == pytest.approx(10 * (24 + 3 + 5 * 0.2))
    (fault,) = plant.edit("stations/s/cost_per_hour", {"procesing": 1}).check()
    assert fault.place == "stations/s/cost_per_hour/procesing"
    assert "processing" in fault.remedy
