# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The gearbox line misses its plan.

Castings of two products come on pallets of ten; a pallet that finds the raw store full goes to a subcontractor. Two
millers set up, load and unload the mill's two tables, and drill by hand. Which change is worth the money: changeovers
40 % shorter (SMED), or a third miller?

The line is ours; its figures are what one meets in small-series machining. As a file: examples/plants/gearbox.json.
As a C++ program: examples/cpp/gearbox.cpp.
"""

from pathlib import Path

import linewright as lw

PLANTS = Path(__file__).parents[1] / "plants"

today = lw.Plant(
    "gearbox line",
    products=[lw.Product("housing", plan_per_hour=8.5), lw.Product("cover", plan_per_hour=6)],
    sources=[
        lw.Source("housings", products=["housing"], interarrival=lw.exponential("70 min"), batch=10, when_full="lost"),
        lw.Source("covers", products=["cover"], interarrival=lw.exponential("100 min"), batch=10, when_full="lost"),
    ],
    buffers=[
        lw.Buffer("raw", capacity=60),
        lw.Buffer("B1", capacity=8),
        lw.Buffer("B2", capacity=4),
        lw.Buffer("B3", capacity=6),
    ],
    stations=[
        lw.Station(
            "mill",
            cycle=lw.triangular("4 min", "5 min", "8 min"),
            places=2,
            load="40 s",
            unload="20 s",
            breakdowns=[
                lw.Breakdown(
                    uptime=lw.exponential("8 h"),
                    repair=lw.lognormal("25 min", "10 min"),
                    scope="place",
                    crew=["fitter"],
                )
            ],
            operators=[lw.Need("miller", phases=["setup", "load"]), lw.Need("miller", phases=["unload"])],
            ideal_cycle="5.5 min",
        ),
        lw.Station(
            "drill",
            cycle=lw.triangular("2 min", "2.8 min", "4.4 min"),
            breakdowns=[
                lw.Breakdown(uptime=lw.exponential("20 h"), repair=lw.lognormal("40 min", "30 min"), crew=["fitter"])
            ],
            operators=["miller"],
            ideal_cycle="2.5 min",
        ),
        lw.Station("wash", cycle="2.6 min", ideal_cycle="2.6 min"),
        lw.Station(
            "inspect",
            cycle=lw.uniform("2.3 min", "3.7 min"),
            operators=["inspector"],
            defects=0.02,
            inspection=lw.Inspection(miss=0.05),
            ideal_cycle="2.5 min",
        ),
    ],
    routes=[lw.Route("way", steps=["raw", "mill", "B1", "drill", "B2", "wash", "B3", "inspect"])],
    operators=[lw.OperatorPool("miller", count=2), lw.OperatorPool("fitter"), lw.OperatorPool("inspector")],
    changeovers=[
        lw.Changeover(
            "mill",
            rules=[
                lw.ChangeoverRule(from_="housing", to="cover", time=lw.triangular("10 min", "12 min", "18 min")),
                lw.ChangeoverRule(from_="cover", to="housing", time=lw.triangular("8 min", "10 min", "15 min")),
            ],
        )
    ],
)
assert today == lw.load(PLANTS / "gearbox.json").without("description")

smed = today.edit("changeovers/mill/*/time", scale=0.6)
cases = {
    "today": today,
    "SMED -40 %": smed,
    "third miller": today.edit("operators/miller/count", 3),
    "both": smed.edit("operators/miller/count", 3),
}
results = {name: plant.run(horizon="30 d", warmup="2 d", replications=20) for name, plant in cases.items()}

print(f"{'gearbox line':<16} {'good jobs an hour':>17} {'WIP':>13} {'lead time min':>15} {'subcontracted':>14}")
for name, result in results.items():
    made, wip, lead = result.throughput, result.wip, result.lead_time
    lost = sum(result.figure("sources", source, "lost").mean for source in today.sources.names())
    print(
        f"{name:<16} {made.mean:10.2f} +- {made.half_width:.2f} {wip.mean:6.1f} +- {wip.half_width:.1f}"
        f" {lead.mean / 60:7.0f} +- {lead.half_width / 60:.0f} {lost:11.2f} /h"
    )

print("\nwhat the stations lost their minutes to, today")
for station, state, share in results["today"].losses(6).itertuples(index=False, name=None):
    print(f"  {station:<10} {state:<22} {100 * share:5.1f} %")
