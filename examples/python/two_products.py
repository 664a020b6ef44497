# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""One moulding press, two products, half an hour to change the mould. Orders of 20 come at random.

Is it better to mould them in the order in which they come, to finish what the mould is in for first, or to shorten the
changeover by 40 %?

The line is ours. As a file: examples/plants/two_products.json. As a C++ program: examples/cpp/two_products.cpp.
"""

from pathlib import Path

import linewright as lw

PLANTS = Path(__file__).parents[1] / "plants"

as_they_come = lw.Plant(
    "two products",
    products=[lw.Product("lid"), lw.Product("tub")],
    sources=[
        lw.Source("lid orders", products=["lid"], interarrival=lw.exponential("2 h"), batch=20),
        lw.Source("tub orders", products=["tub"], interarrival=lw.exponential("3 h"), batch=20),
    ],
    buffers=[lw.Buffer("orders"), lw.Buffer("cooling", capacity=30)],
    stations=[
        lw.Station("press", cycle={"lid": "2.4 min", "tub": "3.3 min"}, ideal_cycle="2.4 min"),
        lw.Station("trim", cycle=lw.triangular("1 min", "1.5 min", "3 min"), places=2),
    ],
    routes=[lw.Route("way", steps=["orders", "press", "cooling", "trim"])],
    changeovers=[
        lw.Changeover(
            "press",
            rules=[
                lw.ChangeoverRule(from_="lid", to="tub", time="30 min"),
                lw.ChangeoverRule(from_="tub", to="lid", time="24 min"),
            ],
        )
    ],
)
assert as_they_come == lw.load(PLANTS / "two_products.json").without("description")

same_first = as_they_come.edit("buffers/orders/queue", ["same_setup"])
cases = {
    "as they come": as_they_come,
    "same mould first": same_first,
    "as they come, SMED": as_they_come.edit("changeovers/press/*/time", scale=0.6),
    "same first, SMED": same_first.edit("changeovers/press/*/time", scale=0.6),
}

print(f"{'':<20} {'press busy':>10} {'in setup':>10} {'changes a day':>14}", end=" ")
print(f"{'lead time lid h':>16} {'lead time tub h':>16}")
for name, plant in cases.items():
    result = plant.run(horizon="120 d", warmup="10 d", replications=20)
    busy = result.figure("stations", "press", "utilisation").mean
    setup = result.figure("stations", "press", "setup").mean
    changes = result.figure("stations", "press", "changeovers").mean  # an hour
    lid, tub = (result.figure("products", product, "lead_time") for product in ("lid", "tub"))
    print(
        f"{name:<20} {100 * busy:8.1f} % {100 * setup:8.1f} % {24 * changes:14.1f}"
        f" {lid.mean / 3600:8.2f} +- {lid.half_width / 3600:.2f} {tub.mean / 3600:8.2f} +- {tub.half_width / 3600:.2f}"
    )
