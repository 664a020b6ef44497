# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Aisles, vehicles that drive, people who carry, conveyors: a plant from Python, and what an edit does."""

import linewright as lw
import pytest

HALL = """{"linewright": 1, "semantics": 1, "name": "hall",
  "sources": [{"name": "in", "interarrival": "5 min"}],
  "aisles": [{"name": "main", "from": "gate", "to": "dock", "length": 60},
             {"name": "ring", "from": "dock", "to": "gate", "length": 90, "both_ways": false}],
  "stations": [{"name": "saw", "cycle": "4 min", "at": "gate"},
               {"name": "weld", "cycle": "4 min", "at": {"aisle": "main", "metres": 30}},
               {"name": "pack", "cycle": "1 min", "at": "dock"}, {"name": "check", "cycle": "1 min", "at": "dock"}],
  "buffers": [{"name": "rack"}, {"name": "shelf"}],
  "vehicles": [{"name": "truck", "speed": 0.5, "begin_at": "saw"}],
  "operators": [{"name": "mover", "speed": 0.5, "begin_at": "weld"}],
  "routes": [{"name": "way", "steps": ["saw", {"at": "rack", "vehicle": "truck"}, "weld",
              {"at": "shelf", "carried_by": ["mover"], "transfer_batch": {"size": 2}}, "pack", "check"]}]}"""


def hall() -> lw.Plant:
    plant = lw.loads(HALL)
    plant.conveyors = [lw.Conveyor("belt", length=6, speed=0.1, places=4)]
    plant.routes["way"].steps[5] = lw.Step("check", conveyor="belt")
    return plant


def test_moving_a_station_changes_driving_and_carrying() -> None:
    plant = hall()
    assert lw.loads(plant.to_json()) == plant
    result = plant.run(horizon="20 h", warmup="4 h", replications=1)
    # A job each 5 min: 30 m to weld and back, a minute each; a pair each 10 min, 30 m to pack; a minute on the belt.
    assert result.figure("vehicles", "truck", "loaded").mean == pytest.approx(0.2)
    assert result.figure("vehicles", "truck", "empty").mean == pytest.approx(0.2)
    assert result.figure("vehicles", "truck", "jobs").mean == pytest.approx(12)
    assert result.figure("operators", "mover", "working").mean == pytest.approx(0.1)
    assert result.figure("conveyors", "belt", "mean").mean == pytest.approx(0.2)
    assert result.figure("conveyors", "belt", "blocked").mean == 0
    moved = plant.edit("stations/weld/at", "dock").run(horizon="20 h", warmup="4 h", replications=1)
    # Now 60 m, two minutes each way: the saw, 4 min a job, waits 2 min more until the truck is back, and takes 6.
    assert moved.figure("vehicles", "truck", "loaded").mean == pytest.approx(2 / 6)
    assert moved.figure("operators", "mover", "working").mean == 0
    plant.stations["weld"].at = lw.Spot(aisle="main", metres=15)
    nearer = plant.run(horizon="20 h", warmup="4 h", replications=1)
    assert nearer.figure("vehicles", "truck", "loaded").mean == pytest.approx(0.1)


def test_what_cannot_be_reached_is_a_fault_with_its_place() -> None:
    plant = hall().edit("aisles/main/both_ways", False).edit("aisles/ring/to", "gat")
    with pytest.raises(lw.PlantError, match="stations/saw/at: can't be reached"):
        plant.run(horizon="1 h")


def test_the_vehicle_of_an_event_has_its_name_and_a_conveyor_none() -> None:
    events = lw.trace(hall(), "30 min")
    ways = {(event.buffer, event.detail) for event in events if event.what == "transport"}
    assert ways == {("rack", "truck"), ("shelf", None), (None, None)}
