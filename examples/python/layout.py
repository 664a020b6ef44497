# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What is it worth to move a machine? Three operators on each shift walk the milling shop.

The plant is a file; each case is the edit that makes it. As a C++ program: examples/cpp/layout.cpp.
"""

from pathlib import Path

import linewright as lw

shop = lw.load(Path(__file__).parents[1] / "plants" / "milling_shop.json")
shop = shop.edit("operators/operator/attendance/*/count", 3)

cases = {
    "as it stands": shop,
    "drill to the mill": shop.edit("stations/drill/position/x", 15),
    "all in a cell": shop.edit("stations/drill/position/x", 15)
    .edit("stations/bench/position/y", 8)
    .edit("stations/washer/position", {"x": 15, "y": 8}),
}

print(f"{'':<18} {'walking h a week':>17} {'operators idle':>15} {'lead time h':>16}")
for name, plant in cases.items():
    result = plant.run(horizon="70 d", warmup="14 d", replications=10)
    walking = result.figure("operators", "operator", "walking")
    idle = result.figure("operators", "operator", "idle").mean
    there = 1 - result.figure("operators", "operator", "off_shift").mean
    lead = result.figure("products", "job", "lead_time")
    print(
        f"{name:<18} {4 * 168 * walking.mean:9.1f} +- {4 * 168 * walking.half_width:4.2f} {100 * idle / there:13.1f} % "
        f"{lead.mean / 3600:9.2f} +- {lead.half_width / 3600:.2f}"
    )
