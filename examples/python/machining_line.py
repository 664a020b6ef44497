# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A transfer line of five machines, about a minute each, with ten places between them.

Each machine stops every two hours of running for some quarter of an hour, and every stop needs a fitter. How many
fitters, and where do the minutes go: to repairs, to waiting for them, or to neighbours that stand?

The line is ours, in the proportions of Gershwin's Manufacturing Systems Engineering (unreliable machines, finite
buffers). As a file: examples/plants/machining_line.json. As a C++ program: examples/cpp/machining_line.cpp.
"""

from pathlib import Path

import linewright as lw

PLANTS = Path(__file__).parents[1] / "plants"

MACHINES = [  # name, cycle, running between stops, repair
    ("op10", "58 s", "2.5 h", "14 min"),
    ("op20", "60 s", "2 h", "15 min"),
    ("op30", "56 s", "1.5 h", "9 min"),
    ("op40", "62 s", "3 h", "20 min"),
    ("op50", "54 s", "2 h", "12 min"),
]

plant = lw.Plant("machining line", sources=[lw.Source("blanks", always=True)], operators=[lw.OperatorPool("fitter")])
way = lw.Route("way")
for name, cycle, uptime, repair in MACHINES:
    if way.steps:
        plant.add(lw.Buffer(f"before {name}", capacity=10))
        way.steps.append(f"before {name}")
    stop = lw.Breakdown(uptime=lw.exponential(uptime), repair=lw.erlang(2, repair), crew=["fitter"])
    plant.add(lw.Station(name, cycle=cycle, breakdowns=[stop], ideal_cycle=cycle))
    way.steps.append(name)
plant.add(way)
assert plant == lw.load(PLANTS / "machining_line.json").without("description")

results = {
    fitters: plant.edit("operators/fitter/count", fitters).run(horizon="20 d", warmup="1 d", replications=20)
    for fitters in (1, 2, 3)
}

print(f"{'fitters':<12} {'parts an hour':>15} {'their work':>11} {'machines wait for one':>20} {'OEE of op40':>15}")
for fitters, result in results.items():
    made, oee = result.throughput, result.figure("stations", "op40", "oee_iso22400")
    work = result.figure("operators", "fitter", "working").mean
    waits = [result.figure("stations", name, "waiting_for_crew").mean for name in plant.stations.names()]
    print(
        f"{fitters:<12} {made.mean:8.2f} +- {made.half_width:.2f} {100 * work:9.1f} %"
        f" {100 * sum(waits) / len(waits):19.1f} % {100 * oee.mean:7.1f} +- {100 * oee.half_width:.1f} %"
    )

states = {"processing": 11, "repair": 7, "waiting_for_crew": 13, "blocked": 8, "starved": 8}  # widths of the columns
print("\nwith one fitter, % of the time")
print(f"{'':<8} {'processing':>11} {'repair':>7} {'waits for him':>13} {'blocked':>8} {'starved':>8}")
for name in plant.stations.names():
    shares = {state: results[1].figure("stations", name, state).mean for state in states}
    print(f"{name:<8}", *(f"{100 * share:{states[state]}.1f}" for state, share in shares.items()))
