# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A real sewing line for T-shirts: 15 operations, 20 people, times from a time study.

Parameters from github.com/Sarfaraz-034/Sewing-Line-of-X-RMG-Factory; its authors ran them in Arena 16, ten times 600 s
from an empty line: 8 pieces out every time, mean time in the system 398.1 s (from 383.1 to 410.7 over the ten). One
second to hand a piece on, fifteen times. Where an operation has two or three people, their report shows all of them
busy at the same times: they work on one piece together. How close we come stands in the last lines of the output.

As a file: examples/plants/sewing_line.json. As a C++ program: examples/cpp/sewing_line.cpp.
"""

from pathlib import Path

import linewright as lw

PLANTS = Path(__file__).parents[1] / "plants"

# Name, people, time. Arena's ERLA(mean of a phase, k), GAMM(scale, shape) and LOGN(mean, sd) in our terms: by the mean
# (and sd) of the whole.
OPERATIONS = [
    ("matching", 1, lw.beta(0.989, 1.34, "9 s", "18 s")),
    ("join shoulder", 1, lw.triangular("13 s", "16.3 s", "24 s")),
    ("rib tack", 1, lw.lognormal("1.53 s", "1.09 s", offset="5 s")),
    ("neck join", 1, lw.lognormal("1.94 s", "1.36 s", offset="10.1 s")),
    ("back tape attach", 1, lw.erlang(3, "2.886 s", offset="9.26 s")),
    ("back top stitch", 2, lw.beta(1.09, 1.22, "24 s", "33 s")),
    ("front neck top stitch", 1, lw.lognormal("3.13 s", "2.16 s", offset="9.26 s")),
    ("sleeve shearing", 1, lw.erlang(3, "4.92 s", offset="3 s")),
    ("sleeve cut", 1, lw.gamma("3.8144 s", "3.12488 s", offset="14 s")),
    ("sleeve join", 3, lw.erlang(2, "5.42 s", offset="34 s")),
    ("side close", 2, lw.lognormal("3.1 s", "2.21 s", offset="25 s")),
    ("sticker remove", 1, lw.erlang(2, "4.02 s", offset="8 s")),
    ("body hem", 1, lw.uniform("11.3 s", "16 s")),
    ("sleeve hem", 2, lw.normal("29.1 s", "1.66 s")),
    ("thread cut", 1, lw.normal("35.8 s", "1.32 s")),
]

plant = lw.Plant(
    "sewing line",
    products=[lw.Product("T-shirt")],
    sources=[lw.Source("cut parts", interarrival=lw.beta(0.989, 1.34, "9 s", "18 s"), first="0 s")],
)
way = lw.Route("way", products=["T-shirt"])
for name, people, cycle in OPERATIONS:
    plant.add(
        lw.Buffer(f"before {name}"),
        lw.Station(name, cycle=cycle, operators=[lw.Need(name, number=people)]),
        lw.OperatorPool(name, count=people),
    )
    way.steps += [lw.Step(f"before {name}", transfer="1 s"), name]
plant.add(way)
assert plant == lw.load(PLANTS / "sewing_line.json").without("description")

result = plant.run(horizon="600 s", replications=20)

print(f"{'operation':<22} {'busy %':>8} {'starved %':>8} {'mean waiting':>12}")
for name in plant.stations.names():
    busy = result.figure("stations", name, "utilisation").mean
    starved = result.figure("stations", name, "starved").mean
    waiting = result.figure("buffers", f"before {name}", "mean").mean
    print(f"{name:<22} {100 * busy:8.1f} {100 * starved:8.1f} {waiting:12.2f}")

pieces = result.output_by_hour().groupby("replication")["good"].sum()
time = result.lead_time
print(f"\n{'':<10} {'pieces in 600 s':>15} {'mean time in the system, s':>28}")
print(f"{'here':<10} {pieces.min():9} to {pieces.max():3} {time.mean:14.1f} ({time.least:.1f}-{time.most:.1f})")
print(f"{'published':<10} {'8':>15} {'398.1 (383.1-410.7)':>28}")
