# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Law's job shop (Simulation Modeling and Analysis, section 2.7).

Five groups of 3, 2, 4, 3 and 1 machines, three types of jobs with routes and times of their own, 2-Erlang times, first
come first served. Group 2 is loaded to 99 %: its queue is almost without memory of the load's third digit, so no run of
any length gives its wait well; utilisations are known exactly (rate x work / machines) and are the check.

As a file: examples/plants/job_shop.json. As a C++ program: examples/cpp/job_shop.cpp.
"""

from pathlib import Path

import linewright as lw

PLANTS = Path(__file__).parents[1] / "plants"

MACHINES = {1: 3, 2: 2, 3: 4, 4: 3, 5: 1}  # in each group
MIX = {"type 1": 0.3, "type 2": 0.5, "type 3": 0.2}
WAYS = {  # group, mean time
    "type 1": [(3, "0.5 h"), (1, "0.6 h"), (2, "0.85 h"), (5, "0.5 h")],
    "type 2": [(4, "1.1 h"), (1, "0.8 h"), (3, "0.75 h")],
    "type 3": [(2, "1.2 h"), (5, "0.25 h"), (1, "0.7 h"), (4, "0.9 h"), (3, "1 h")],
}

mix = [lw.Share(product, share=share) for product, share in MIX.items()]
shop = lw.Plant("job shop", sources=[lw.Source("orders", products=mix, interarrival=lw.exponential("0.25 h"))])
for group, machines in MACHINES.items():
    shop.add(lw.Buffer(f"queue {group}"), lw.Station(f"group {group}", places=machines))
for product, operations in WAYS.items():
    way = lw.Route(f"way of {product}", products=[product])
    for group, mean in operations:
        way.steps += [f"queue {group}", lw.Step(f"group {group}", cycle=lw.erlang(2, mean))]
    shop.add(lw.Product(product), way)
assert shop == lw.load(PLANTS / "job_shop.json").without("description")

result = shop.run(horizon="292000 h")

EXACT = {1: 0.96, 2: 0.99, 3: 0.725, 4: 0.97 + 0.01 / 3, 5: 0.8}
print(f"{'job shop':<10} {'utilisation':>12} {'exact':>8} {'difference':>10} {'mean waiting':>14}")
for group, exact in EXACT.items():
    busy = result.figure("stations", f"group {group}", "utilisation").mean
    waiting = result.figure("buffers", f"queue {group}", "mean").mean
    print(f"group {group:<4} {busy:12.4f} {exact:8.4f} {100 * (busy / exact - 1):8.2f} % {waiting:14.2f}")

jobs = result.throughput.mean * 292_000
little = result.figure("plant", "", "little_residual").mean
print(f"\n{jobs:.0f} jobs finished in 292,000 h; Little's residual {little:.5f}")
