"""SMT2020 data set 1 against its published figures: docs/real-plants.md, section SMT2020.

python examples/real_plants/smt2020.py FOLDER     the folder with tool.txt, order.txt and the other tables
"""

from __future__ import annotations

import argparse
import pathlib
import resource
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright.io import autosched

if TYPE_CHECKING:
    import linewright as lw

HORIZON, WARMUP, DAYS = "1460 d", "365 d", 1095.0
# Utilisation of the areas, average and highest over their tool groups, per cent of the time that they are up.
AREAS = {
    "Litho": (86.6, 97.4),
    "Dry_Etch": (86.0, 91.8),
    "Wet_Etch": (79.4, 89.7),
    "Diffusion": (84.1, 90.0),
    "Implant": (58.2, 89.9),
    "Planar": (71.2, 87.2),
    "TF": (82.5, 90.3),
    "Dielectric": (85.0, 89.8),
}
SETUPS = {"LithoTrack_FE_95": 10.8, "LithoTrack_FE_115": 6.2, "Implant_128": 15.5}
BUSY = ("setup", "waiting_for_setup", "load", "processing", "unload")
DOWN = ("planned_maintenance", "waiting_for_crew", "repair")


class Line(NamedTuple):
    """A published figure, how near ours is to be, and ours; `band` is relative, or in points when it says so."""

    name: str
    published: float
    band: str
    reached: float

    @property
    def inside(self) -> str:
        """Whether the band is kept; empty where there is none."""
        if not self.band:
            return ""
        number = float(self.band.split()[0])
        off = abs(self.reached - self.published)
        return "yes" if off <= (number if "point" in self.band else self.published * number / 100) else "no"

    def __str__(self) -> str:
        return f"| {self.name} | {self.published:,.6g} | {self.band} | {self.reached:,.6g} | {self.inside} |"


def compare(plant: lw.Plant, result: lw.Result, raw: dict[str, float]) -> list[Line]:
    """The table: every published figure beside ours."""
    published_raw = {"part_3": 27.18, "part_4": 15.96}
    lines = [Line(f"raw process time of {part}, days", published_raw[part], "1 %", raw[part]) for part in raw]
    completed = result.throughput.mean * 24 * DAYS
    lines += [
        Line("lots completed in the last 1,095 days", 62647, "0.5 %", completed),
        Line("mean WIP, lots", 2265, "5 %", result.wip.mean),
        Line("mean cycle time by Little's law, days", 39.6, "5 %", result.wip.mean / (completed / DAYS)),
    ]
    factors: list[dict[str, float]] = []
    for part in raw:
        at = {q: result.figure("products", part, f"lead_time_{q}").mean / 86400 for q in ("p5", "p50", "p95")}
        factors.append({q: value / raw[part] for q, value in at.items()})
    for name, q, value, band in (("5 %", "p5", 1.73, ""), ("median", "p50", 1.85, "5 %"), ("95 %", "p95", 2.01, "")):
        lines.append(
            Line(f"flow factor of regular lots, {name}", value, band, sum(f[q] for f in factors) / len(factors))
        )
    stations = {s.name: s for s in plant.stations}

    def share(name: str, *states: str) -> float:
        return sum(100 * result.figure("stations", name, state).mean for state in states)

    lines += [
        Line(f"time in setup, {n}, per cent", v, "", share(n, "setup", "waiting_for_setup")) for n, v in SETUPS.items()
    ]
    busy = {name: share(name, *BUSY) for name in stations}
    used = {name: 100 * busy[name] / (100 - share(name, *DOWN)) for name in stations}
    lines.append(Line("utilisation of Planar_BE_75, per cent of all time", 69.8, "", busy["Planar_BE_75"]))
    area = {name: _area(station) for name, station in stations.items()}
    for name, (average, highest) in AREAS.items():
        values = [used[s] for s in stations if area[s] == name]
        lines.append(
            Line(f"utilisation of {name}, average, per cent", average, "0.5 points", sum(values) / len(values))
        )
        lines.append(Line(f"utilisation of {name}, highest, per cent", highest, "0.5 points", max(values)))
    return lines


def _area(station: Any) -> str:
    """The area of a tool group: that of its breakdowns."""
    return next((str(b.name).removeprefix("BREAK_") for b in station.breakdowns), "")


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, help="the folder with the tables")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    plant = autosched.read(given.folder)
    begun = time.perf_counter()
    result = plant.run(HORIZON, warmup=WARMUP, seed=given.seed, threads=1)
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| figure | published | band | reached | inside |\n| --- | --- | --- | --- | --- |")
    print("\n".join(map(str, compare(plant, result, autosched.raw_process_time(given.folder)))))
    print(f"\n1,460 days in {seconds:.1f} s, {result.events / 1e6:.0f} million events, {memory:.0f} MB with Python")


if __name__ == "__main__":
    main()
