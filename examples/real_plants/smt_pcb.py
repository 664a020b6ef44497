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


def _refilled(material: str, per_board: float, charge: float) -> dict[str, Any]:
    refill = {"charge": charge, "time": "60 s", "crew": ["operator"]}
    return {"material": material, "quantity": per_board, "refill": refill}


def _belt(name: str) -> lw.Station:
    """Three boards at most, one second for each length of a board."""
    return lw.Station(name, cycle="3 s", slots=3, interval="1 s")


def line(module: str = "none", size: int = 0) -> lw.Plant:
    """The plant. The module before the oven is left out, or a magazine for `size` boards: single, or double."""
    plant = lw.Plant(name="SMT line", tick="0.5 s")
    plant.operators = [lw.OperatorPool("operator")]
    plant.materials = [lw.Material(name) for name in ("solder", "adhesive", "reel 1", "reel 2")]
    # A stack of boards is there as soon as the one before it has been begun: 15 of it wait, one is in the loader.
    plant.sources = [lw.Source("stacks", interarrival="0.5 s", first="0 s", batch=STACK, when_full="stop")]
    idle = {"*": 0.1, "processing": 0.5}
    plant.stations = [
        lw.Station("loader", cycle="2 s"),
        lw.Station(
            "printer",
            cycle="17.5 s",
            unload="0.5 s",
            maintenance=[lw.Maintenance("cleaning", clock="cycles", every="2 cycles", duration="28 s")],
            consumes=[_refilled("solder", 5, 500), _refilled("adhesive", 5, 500)],
            power_kw={**idle, "planned_maintenance": 1.0},
            release_finished=True,
        ),
        _belt("belt 1"),
        lw.Station("place 1", cycle="84.5 s", unload="0.5 s", consumes=[_refilled("reel 1", 1, 50)], power_kw=idle),
        lw.Station("place 2", cycle="49.5 s", unload="0.5 s", consumes=[_refilled("reel 2", 1, 50)], power_kw=idle),
    ]
    # Ten lengths of 5 s; the last half second of each is its hand-over.
    oven = lw.Station("oven", cycle="45 s", slots=9, interval="5 s")
    plant.buffers = [lw.Buffer("stack", capacity=STACK - 1), lw.Buffer("hand-over", capacity=1)]
    steps: list[Any] = ["stack", "loader", "printer", "belt 1", "place 1", "hand-over", "place 2"]
    if module == "none":
        plant.buffers.append(lw.Buffer("by-pass", capacity=1))
        plant.stations.append(lw.Station("module", cycle="1 s"))
        plant.stations.append(lw.Station("belt 2", cycle="2 s", slots=2, interval="1 s"))
        oven.power_kw = {"*": 25.8, "planned_maintenance": 33.0}
        oven.maintenance = [lw.Maintenance("heat-up", dated=["0 s"], duration="3600 s", mode="immediate")]
        steps += ["by-pass", "module", "belt 2"]
    else:
        plant.buffers.append(lw.Buffer("magazine", capacity=size))
        batch = lw.Batch(smallest=size, largest=size)
        # The published energies hold the module's own 250 W for the single magazine only.
        filler = lw.Station("module", cycle="0 s", batch=batch)
        if module == "single":
            filler.power_kw = 0.25
        plant.stations.append(filler)
        plant.stations.append(_belt("belt 2"))
        if module == "single":
            plant.cards = [lw.CardLoop("magazine", cards=size, members=["magazine", "module"], returned="together")]
        # (200 - T) / 170 h of heating, T falling from 200 to 30 degrees as exp(-t / 2 h).
        oven.power_kw = {"*": 25.8, "setup": 33.0}
        oven.standby = lw.Standby(warm_up="1 h", cools_in="2 h", cold_at_start=True, power_kw=0.32)
        steps += ["magazine", "module", "belt 2"]
    plant.stations.append(oven)
    plant.routes = [lw.Route("boards", steps=[*steps, "oven"])]
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


def figures(plant: lw.Plant) -> Figures:
    """Runs until the last of 1,024 boards is out. A board's cycle begins when its stack is there."""
    events = lw.trace(plant, "60 h")
    exits = [e.time for e in events if e.what == "exit"][:BOARDS]
    loads = [e.time for e in events if e.what == "load" and e.station == "loader"]
    begun = [loads[k] for k in range(0, BOARDS, STACK)]
    made = [0.0, 0.0, *begun[1:]]  # the next stack is made when one is begun
    times = sorted(exits[i] - made[i // STACK] for i in range(BOARDS))
    end = exits[-1]
    result = plant.run(horizon=f"{end} s")
    of = {m: 100 * result.figure("stations", "oven", m).mean for m in ("setup", "starved", "planned_maintenance")}
    off = 100 * result.figure("stations", "oven", "switched_off").mean if plant.stations["oven"].standby else 0.0
    heating = of["setup"] + of["planned_maintenance"]
    energy = result.figure("plant", "", "energy").mean * 3600 / BOARDS
    empty = of["starved"] - off
    return Figures(
        BOARDS / end * 3600,
        sum(times) / BOARDS / 3600,
        times[-1] / 3600,
        energy,
        off,
        heating,
        empty,
        100 - off - heating - empty,
    )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, help="the folder with Results_*.csv")
    given = parser.parse_args()
    names = {"none": "no_buffering", "single": "single_buffering", "double": "double_buffering"}
    heads = ["boards/h", "cycle, h", "longest, h", "kJ a board", "off, %", "heating, %", "empty, %", "occupied, %"]
    for module, name in names.items():
        print(f"| {module} | | {' | '.join(heads)} |\n|{' --- |' * (len(heads) + 2)}")
        with (given.folder / f"Results_{name}.csv").open() as file:
            for row in csv.DictReader(file):
                size = int(row["N"])
                ours = figures(line(module, size))
                published = [float(row[column]) for column in COLUMNS]
                for who, values in (("published", published), ("ours", list(ours))):
                    print(f"| {size} | {who} | {' | '.join(f'{v:.6g}' for v in values)} |")
        print()


if __name__ == "__main__":
    main()
