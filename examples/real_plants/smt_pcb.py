"""A line that assembles circuit boards against its published figures: docs/real-plants.md, section SMT line.

python examples/real_plants/smt_pcb.py FOLDER     the folder with the published results (Results_*.csv)
"""

from __future__ import annotations

import argparse
import csv
import pathlib
from typing import Any, NamedTuple

import linewright as lw

COLUMNS = (
    "avg_throughput",
    "avg_cycle_time_hrs",
    "max_cycle_time_hrs",
    "avg_energy_per_PCB",
    "RFO_OFF",
    "RFO_setup",
    "RFO_ON_empty",
    "RFO_ON_occupied",
)
BOARDS = 1024
STACK = 16
HAND = 2
"""Seconds of a hand-over."""
IDLE, WORK, CLEANING = 0.1, 0.5, 1.0
"""kW of the printer and of the placers, whatever else they do, at work, and of the printer while it is cleaned."""


def _refilled(material: str, per_board: float, charge: float) -> dict[str, Any]:
    refill = {"charge": charge, "time": "60 s", "crew": ["operator"]}
    return {"material": material, "quantity": per_board, "refill": refill}


def _machine(name: str, seconds: int, **fields: Any) -> lw.Station:
    """A machine that is busy for so many seconds with each board, the last HAND of them with handing it on.

    Only for these it needs the place ahead, so they are the loading of a hand. In them the machine is blocked here.
    """
    return lw.Station(name, cycle=f"{seconds - HAND} s", power_kw={"*": IDLE, "processing": WORK}, **fields)


def _by(vehicle: str, at: str, transfer: str = "0 s", back: str | None = None) -> dict[str, Any]:
    step = {"at": at, "vehicle": vehicle, "transfer": transfer}
    return step if back is None else {**step, "back": back}


def line(module: str = "none", size: int = 0) -> lw.Plant:
    """The plant. The module before the oven is left out, or a magazine for `size` boards: single, or double.

    The published model looks at everything once a second, hands boards on in the middle of a second, and sees a place
    that has become free a second later. In whole seconds: a board that had to wait for a place arrives there 2 s after
    it was free.
    """
    plant = lw.Plant(name="SMT line", tick="1 s")
    # The screen is cleaned when the printed board is out: the squeegee is held by the board until then.
    plant.operators = [lw.OperatorPool("operator"), lw.OperatorPool("squeegee")]
    plant.materials = [lw.Material(name) for name in ("solder", "adhesive", "reel 1", "reel 2")]
    plant.sources = [lw.Source("boards", always=True, count=BOARDS)]
    hands = [lw.VehicleFleet(f"hand {number}", load=f"{HAND} s") for number in (1, 2, 3)]
    plant.vehicles = [*hands, lw.VehicleFleet("drive 1"), lw.VehicleFleet("drive 2")]
    plant.buffers = [lw.Buffer("tray", capacity=1), lw.Buffer("between", capacity=1)]
    plant.stations = [
        lw.Station("loader", cycle="2 s", blocking="before_service"),
        _machine(
            "printer",
            18,
            operators=[lw.Need("squeegee")],
            hold_while_blocked=True,
            release_finished=True,
            maintenance=[
                lw.Maintenance("cleaning", clock="cycles", every="2 cycles", duration="28 s", crew=["squeegee"])
            ],
            consumes=[_refilled("solder", 5, 500), _refilled("adhesive", 5, 500)],
        ),
        lw.Station("belt 1", cycle="0 s"),
        lw.Station("belt 1 end", cycle="0 s"),
        _machine("place 1", 85, consumes=[_refilled("reel 1", 1, 50)]),
        _machine("place 2", 50, consumes=[_refilled("reel 2", 1, 50)]),
        lw.Station("hand-over", cycle="0 s"),
    ]
    # A belt has a board at either end. It stands while there is one at its far end, and a second longer: its drive is
    # away for that second.
    steps: list[Any] = [
        *("loader", "tray", "printer"),
        *(_by("hand 1", "belt 1"), _by("drive 1", "belt 1 end", transfer="2 s")),
        *(_by("drive 1", "place 1", back="1 s"), _by("hand 2", "between"), "place 2", _by("hand 3", "hand-over")),
    ]
    filler = lw.Station("module", cycle="1 s")
    # The belt's end is the oven's door: the first board waits there while the oven heats up for it.
    door = lw.Station("door", cycle="0 s")
    oven = lw.Station("oven", cycle="45 s", slots=9, interval="5 s")
    if module == "none":
        belt = lw.Station("belt 2", cycle="2 s")
        stands = 1
        # The oven's chain moves every 5 s: a board gets on at these moments only.
        door.maintenance = [lw.Maintenance("closed", clock="calendar", every="1 s", duration="4 s", mode="immediate")]
        door.release_finished = True
        oven.power_kw = {"*": 25.8, "planned_maintenance": 33.0}
        oven.maintenance = [lw.Maintenance("heat-up", dated=["0 s"], duration="3600 s", mode="immediate")]
    else:
        # From a magazine the boards follow one another closely: there is one in the middle of the belt, too.
        belt = lw.Station("belt 2", cycle="0 s", places=2)
        # So long after the oven took a board the module's next one is out, and the magazine free if that was its last.
        # The oven's first board is off the belt a second sooner; of 4 boards that is when the last one is out.
        stands = (2 if module == "single" else 3) - (size == 4)
        plant.buffers.append(lw.Buffer("magazine", capacity=size, queue=["lifo"]))
        filler.batch = lw.Batch(smallest=size, largest=size)
        if module == "single":
            filler.power_kw = 0.25
            plant.cards = [lw.CardLoop("magazine", cards=size, members=["magazine", "module"], returned="together")]
        # (200 - T) / 170 h of heating, T falling from 200 to 30 degrees as exp(-t / 2 h), off when the oven is empty.
        door.power_kw = {"*": 25.8, "setup": 33.0}
        door.standby = lw.Standby(after="45 s", warm_up="1 h", cools_in="2 h", cold_at_start=True, power_kw=0.32)
        steps.append("magazine")
    steps += ["module", _by("drive 2", "belt 2"), _by("drive 2", "door", back=f"{stands} s"), "oven"]
    plant.stations += [filler, belt, door, oven]
    plant.routes = [lw.Route("boards", steps=steps)]
    return plant


class Figures(NamedTuple):
    """What the published tables list: an hour, hours, hours, kJ a board, and the oven's time in per cent."""

    throughput: float
    cycle: float
    longest: float
    energy: float
    off: float
    heating: float
    empty: float
    occupied: float


def _as_published(plant: lw.Plant, events: lw.Trace, horizon: float) -> float:
    """The kJ that the published account has beyond our run's (or, where it is negative, leaves out).

    A hand-over is work there, if the machine didn't have to wait for it; and cleaning is apart from the wait for the
    squeegee, both of which are planned maintenance here. A machine's time is booked there when its state is set anew,
    and the last time isn't any more: that of the oven's last 5 s, of printer and placers since their last board, of the
    module since it was last emptied (which without a magazine, and with two, is never).
    """
    machines = ("printer", "place 1", "place 2")
    since: dict[str, float] = {}
    cleanings = 0
    for event in events:
        if event.what == "state" and event.station is not None and event.time < horizon:
            since[event.station] = event.time
        cleanings += event.what == "maintenance_end" and event.detail == "cleaning"
    more = len(machines) * BOARDS * HAND * (WORK - IDLE) + cleanings * 28 * (CLEANING - IDLE)
    more -= sum(IDLE * (horizon - since[name]) for name in machines) + 25.8 * 5
    return more - (0.25 * (horizon - since["module"] + 0.5) if plant.cards else 0.0)


def figures(plant: lw.Plant) -> Figures:
    """Runs until the last of 1,024 boards is out.

    As published: a board is out half a second before its last second ends, and its cycle begins when its stack is made.
    The first two stacks are there at the start, another is made whenever the loader has put the last board of one down.
    """
    events = lw.trace(plant, "40 h")
    exits = {e.job: e.time for e in events if e.what == "exit" and e.job is not None}
    loaded = {e.job: e.time for e in events if e.what == "finish" and e.station == "loader"}
    made = [0.0, 0.0, *(loaded[last] for last in range(STACK, BOARDS, STACK))]
    times = [time - 0.5 - made[(job - 1) // STACK] for job, time in exits.items()]
    horizon = max(exits.values())
    end = horizon - 0.5
    result = plant.run(horizon=f"{horizon} s")

    def seconds(station: str, measure: str) -> float:
        return round(result.figure("stations", station, measure).mean * horizon)

    hot = seconds("oven", "processing") - 0.5
    heating = seconds("door", "setup") + seconds("oven", "planned_maintenance")
    off = seconds("door", "switched_off") if plant.stations["door"].standby else 0.0
    energy = result.figure("plant", "", "energy").mean * 3600 + _as_published(plant, events, horizon)
    shares = [100 * time / end for time in (off, heating, end - off - heating - hot, hot)]
    return Figures(BOARDS / end * 3600, sum(times) / BOARDS / 3600, max(times) / 3600, energy / BOARDS, *shares)


def main() -> None:
    """Prints the tables: our figures, and by how much, of each, the one that is furthest off differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, help="the folder with Results_*.csv")
    given = parser.parse_args()
    names = {"none": "no_buffering", "single": "single_buffering", "double": "double_buffering"}
    heads = ["boards/h", "cycle, h", "longest, h", "kJ a board", "off, %", "heating, %", "empty, %", "occupied, %"]
    for module, name in names.items():
        print(f"| {module} | {' | '.join(heads)} | of published |\n|{' --- |' * (len(heads) + 2)}")
        with (given.folder / f"Results_{name}.csv").open() as file:
            for row in csv.DictReader(file):
                size = int(row["N"])
                ours = figures(line(module, size))
                published = [float(row[column]) for column in COLUMNS]
                apart = max(abs(a - b) / (b or 1.0) for a, b in zip(ours, published, strict=True))
                print(f"| {size} | {' | '.join(f'{value:.6g}' for value in ours)} | {apart:.0e} |")
        print()


if __name__ == "__main__":
    main()
