"""MIMAC fab4r against its published figures: docs/real-plants.md, section MIMAC.

python examples/real_plants/mimac.py FOLDER     the folder with fab4r.txt and the expected figures; takes a few minutes
"""

from __future__ import annotations

import argparse
import json
import math
import pathlib
from typing import Any, NamedTuple

from linewright.io import mimac

YEARS = "1825 d"
DUE = ["wmod", "fasfs"]
POLICIES = {
    "most complete batch": ("mimac4rResMostCompleteBatch", "most_complete", 0.0),
    "first ready family, 5 of 8": ("mimac4rResHighestJobBatchingMBS", "first_ready", 5 / 8),
}


def _short(value: float, digits: int = 4) -> str:
    return f"{float(f'{value:.{digits}g}'):,.15g}"


class Line(NamedTuple):
    """A published figure beside ours, which is a mean over replications and their standard deviation."""

    name: str
    published: float
    mean: float
    sd: float
    n: int

    @property
    def off(self) -> float:
        """How far the published run lies from ours, in standard deviations of such a difference."""
        return (self.published - self.mean) / (self.sd * math.sqrt(1 + 1 / self.n)) if self.sd > 0 else 0.0

    def __str__(self) -> str:
        return (
            f"| {self.name} | {_short(self.published)} | {_short(self.mean)} | {_short(self.sd, 2)} | {self.off:+.1f} |"
        )


def static(folder: pathlib.Path) -> float:
    """The largest difference of the offered utilisations of all groups."""
    expected = json.loads((folder / "static_analysis.json").read_text())["fab4r"]["util_full_batch_no_setup"]
    got = mimac.offered(mimac.read(folder / "fab4r.txt"))
    assert got.keys() == expected.keys()
    return max(abs(got[name] - value) for name, value in expected.items())


def deterministic(folder: pathlib.Path, rule: str = "first_ready") -> tuple[int, int, float]:
    """Lots started and finished in 30 days, and their mean flow time in minutes. What happens at 30 d counts."""
    plant = mimac.read(
        folder / "fab4r.txt",
        interarrival=["315 min", "135 min"],
        first="0 min",
        queue=["same_setup", "fifo", "fasfs"],
        batch_rule=rule,
        smallest=5 / 8,
    )
    result = plant.run("43200.001 min")
    hours = 43200.001 / 60
    started = sum(result.figure("sources", s.name, "arrived").mean for s in plant.sources) * hours
    return round(started), round(result.throughput.mean * hours), result.lead_time.mean / 60


def five_years(
    folder: pathlib.Path, published: dict[str, Any], rule: str, smallest: float, replications: int
) -> tuple[list[Line], list[Line]]:
    """The figures of the whole plant, and those of all groups: tools busy and lots waiting, on average over time."""
    plant = mimac.read(folder / "fab4r.txt", queue=DUE, batch_rule=rule, smallest=smallest)
    result = plant.run(YEARS, replications=replications, seed=1)
    frame = result.replications().pivot(index="replication", columns=["kind", "element", "measure"], values="value")
    hours = 1825 * 24.0
    started = sum(frame["sources", s.name, "entered"] for s in plant.sources) * hours
    finished = frame["plant", "", "throughput"] * hours

    def line(name: str, value: float, ours: Any) -> Line:
        return Line(name, value, float(ours.mean()), float(ours.std()), replications)

    whole = [
        line("lots started", float(published["numJobsStarted"]), started),
        line("lots finished", float(published["numJobsFinished"]), finished),
        line("mean flow time, min", published["flowMean"]["mean"], frame["plant", "", "lead_time"] / 60),
        line("WIP at the end, lots", float(published["numWIP"]), started - finished),
    ]
    groups = []
    for station in plant.stations:
        name = station.name
        used = station.places * (frame["stations", name, "processing"] + frame["stations", name, "setup"])
        groups.append(line(f"{name}, tools busy", published[f"{name}.util"]["mean"], used))
        waiting = frame["buffers", f"before {name}", "mean"]
        groups.append(line(f"{name}, lots waiting", published[f"{name}.qLen"]["mean"], waiting))
    return whole, groups


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path, help="the folder with fab4r.txt and the expected figures")
    parser.add_argument("--replications", type=int, default=30)
    given = parser.parse_args()
    published = json.loads((given.folder / "expected_fab4r_5years.json").read_text())
    print(f"Offered utilisation of the 31 groups: the largest difference is {static(given.folder):.1e}\n")

    expected = json.loads((given.folder / "expected_tests.json").read_text())["fab4r_deterministic_30d_FIFO"]["expect"]
    flow = expected["flowMean_min"]
    print("| 30 days, arrivals each 315 and 135 min | started | finished | mean flow time, min | off |")
    print("| --- | --- | --- | --- | --- |")
    print(f"| published | {expected['numJobsStarted']} | {expected['numJobsFinished']} | {flow:.2f} | |")
    for rule in ("first_ready", "highest_job"):
        started, finished, mean = deterministic(given.folder, rule)
        print(f"| `{rule}`, 5 of 8 | {started} | {finished} | {mean:.2f} | {mean / flow - 1:+.2%} |")

    for name, (key, rule, smallest) in POLICIES.items():
        whole, groups = five_years(given.folder, published[key], rule, smallest, given.replications)
        print(f"\n| 5 years, {name} | published | ours | sd of a run | off, in sd |")
        print("| --- | --- | --- | --- | --- |")
        print("\n".join(map(str, whole)))
        print("\n".join(str(line) for line in groups if "busy" in line.name))
        for what in ("tools busy", "lots waiting"):
            off = [line.off for line in groups if line.name.endswith(what)]
            print(f"| worst of the {len(off)} groups, {what} | | | | {max(off, key=abs):+.1f} |")

    whole, _ = five_years(given.folder, published["mimac4rResBestOfFamilyBatching"], "first_ready", 0.0, 5)
    print("\n| 5 years, batches of whatever is there (unstable) | published | ours | sd of a run | off, in sd |")
    print("| --- | --- | --- | --- | --- |")
    print("\n".join(map(str, whole)))


if __name__ == "__main__":
    main()
