# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""How many operators on which shift? The milling shop, and what each more brings.

The plant is a file; each case is the edit that makes it. As a C++ program: examples/cpp/staffing.cpp.
"""

from pathlib import Path

import linewright as lw

shop = lw.load(Path(__file__).parents[1] / "plants" / "milling_shop.json")

print(f"{'early + late':<14} {'out a week':>14} {'lead time d':>14} {'working':>9} {'walking':>9}")
for early, late in [(2, 2), (3, 2), (3, 3), (4, 3)]:
    plant = shop.edit("operators/operator/attendance/0/count", early)
    plant = plant.edit("operators/operator/attendance/1/count", late)
    result = plant.run(horizon="70 d", warmup="14 d", replications=10)
    out, lead = result.throughput, result.figure("products", "job", "lead_time")
    share = {name: result.figure("operators", "operator", name).mean for name in ("working", "walking", "off_shift")}
    there = 1 - share["off_shift"]
    print(
        f"{early:5} + {late:<6} {168 * out.mean:8.1f} +- {168 * out.half_width:3.1f} {lead.mean / 86400:8.2f} +- "
        f"{lead.half_width / 86400:.2f} {100 * share['working'] / there:7.1f} % {100 * share['walking'] / there:7.1f} %"
    )
