# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Shifts from Python: clock changes out of the database, a shift as an edit, and what people see of it."""

import linewright as lw
import pytest

TWO_SHIFTS = """{"linewright": 1, "semantics": 1, "name": "shop", "start": "2026-11-23 06:00",
  "calendars": [{"name": "one shift", "shifts": [{"from": "06:00", "to": "14:00"}]},
                {"name": "two shifts", "shifts": [{"from": "06:00", "to": "22:00"}]}],
  "sources": [{"name": "in", "always": true}],
  "stations": [{"name": "mill", "cycle": "30 min", "operators": ["miller"]}],
  "operators": [{"name": "miller", "calendar": "one shift"}]}"""


def test_clock_changes_of_a_zone() -> None:
    spring, autumn = lw.clock_changes("Europe/Berlin", 2026)
    assert (spring.at, autumn.at) == ("2026-03-29 02:00:00", "2026-10-25 03:00:00")
    assert [change.by for change in (spring, autumn)] == [lw.Duration("3600 s"), lw.Duration("-3600 s")]
    assert lw.clock_changes("UTC", 2026, 2030) == []
    assert len(lw.clock_changes("America/New_York", 2025, 2027)) == 6
    with pytest.raises(ValueError, match="no time zone"):
        lw.clock_changes("Europe/Berlim", 2026)
    with pytest.raises(ValueError, match="before first_year"):
        lw.clock_changes("UTC", 2026, 2025)


def test_they_fit_into_a_plant() -> None:
    plant = lw.loads(TWO_SHIFTS)
    plant.clock_changes = lw.clock_changes("Europe/Berlin", 2026, 2027)
    assert lw.loads(plant.to_json()) == plant
    assert plant.run(horizon="24 h", replications=1).throughput.mean > 0


def test_a_second_shift_is_one_edit() -> None:
    plant = lw.loads(TWO_SHIFTS)
    one = plant.run(horizon="240 h", replications=1)
    plant = plant.edit("operators/miller/calendar", "two shifts")
    two = plant.run(horizon="240 h", replications=1)
    assert one.figure("stations", "mill", "made").mean * 240 == pytest.approx(160)
    assert two.figure("stations", "mill", "made").mean * 240 == pytest.approx(320)
    assert one.figure("operators", "miller", "off_shift").mean == pytest.approx(2 / 3)
    assert two.figure("operators", "miller", "off_shift").mean == pytest.approx(1 / 3)


def test_a_wrong_calendar_is_named() -> None:
    plant = lw.loads(TWO_SHIFTS)
    plant = plant.edit("operators/miller/calendar", "three shifts")
    with pytest.raises(lw.PlantError, match="there is no calendar"):
        plant.run(horizon="8 h")
