# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What does a good unit cost, and which change is worth its money?

The moulding shop today, with changeovers 40 % shorter (SMED), with a third trimmer, and with both. As a C++ program:
examples/cpp/unit_cost.cpp.
"""

from pathlib import Path

import linewright as lw

shop = lw.load(Path(__file__).parents[1] / "plants" / "moulding_shop.json")
smed = shop.edit("changeovers/moulding/rules/*/time", scale=0.6)
cases = {
    "today": shop,
    "SMED -40 %": smed,
    "third trimmer": shop.edit("operators/trimmer/count", 3),
    "both": smed.edit("operators/trimmer/count", 3),
}

print(f"{'EUR per unit':<14} {'good an h':>11} {'cap, full':>15} {'box, full':>15} {'idle':>15} {'kWh':>8}")
for name, plant in cases.items():
    result = plant.run(horizon="12 d", warmup="1 d", replications=10)
    cap, box = (result.figure("products", product, "full_cost_per_good") for product in ("cap", "box"))
    idle = result.figure("plant", "", "idle_cost_per_good")
    print(
        f"{name:<14} {result.throughput.mean:11.1f} {cap.mean:6.3f} +- {cap.half_width:5.3f} {box.mean:6.3f} +- "
        f"{box.half_width:5.3f} {idle.mean:6.3f} +- {idle.half_width:5.3f} "
        f"{result.figure('plant', '', 'energy_per_good').mean:8.3f}"
    )
