# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""People from Python: absence, learning, crews of several sizes and planned overtime, as edits and as objects."""

import linewright as lw
import pytest

SHOP = """{"linewright": 1, "semantics": 1, "name": "shop", "start": "2026-11-23 00:00",
  "calendars": [{"name": "day", "shifts": [{"from": "06:00", "to": "14:00"}]}],
  "sources": [{"name": "in", "always": true}],
  "stations": [{"name": "mill", "cycle": "30 min", "operators": ["miller"]}],
  "operators": [{"name": "miller", "count": 2, "calendar": "day"}]}"""


def made(plant: lw.Plant, horizon: str = "240 h") -> float:
    result = plant.run(horizon=horizon, replications=1)
    return result.figure("stations", "mill", "made").mean * float(horizon.split()[0])


def test_absence_is_a_figure_of_its_own() -> None:
    plant = lw.loads(SHOP)
    plant.operators["miller"].absence = [lw.Absence(count=1, first_day="2026-11-24", last_day="2026-11-25")]
    assert lw.loads(plant.to_json()) == plant
    result = plant.run(horizon="72 h", replications=1)
    assert result.figure("operators", "miller", "absent").mean == pytest.approx(16 / 144)
    assert result.figure("operators", "miller", "off_shift").mean == pytest.approx(2 / 3)
    assert made(plant) == pytest.approx(160)
    everybody = plant.edit("operators/miller/absence/0/count", 2)
    assert made(everybody) == pytest.approx(128)


def test_a_crew_of_two_is_faster() -> None:
    plant = lw.loads(SHOP)
    plant.stations["mill"].operators = [lw.Need("miller", time_factors=[1, 0.5])]
    assert made(plant) == pytest.approx(320)


def test_learning() -> None:
    plant = lw.loads(SHOP)
    plant.operators["miller"].count = 1
    plant.operators["miller"].skills = [lw.Skill("miller", learning=lw.Learning(rate=0.5, least=0.5))]
    assert lw.loads(plant.to_json()) == plant
    assert made(plant) == pytest.approx(319)  # the first job takes the time of two


def test_overtime_by_a_rule() -> None:
    plant = lw.loads(SHOP)
    plant.calendars["day"].overtime = lw.OvertimeRule(fewer_than=18, step="30 min", most_a_day="2 h")
    assert lw.loads(plant.to_json()) == plant
    result = plant.run(horizon="240 h", replications=1)
    assert result.figure("operators", "miller", "planned_overtime").mean > 0
    with pytest.raises(lw.PlantError, match="doesn't say what it looks at"):
        plant.edit("calendars/day/overtime", {"step": "1 h"}).run(horizon="8 h")
