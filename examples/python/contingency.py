# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What does a bad week cost, and how long does it last? The milling shop at one casting in 15 min.

What may happen to it in its fifth week: each case is one contingency more, held against the same shop without it. As a
C++ program: examples/cpp/contingency.cpp.
"""

from pathlib import Path

import linewright as lw

shop = lw.load(Path(__file__).parents[1] / "plants" / "milling_shop.json")
shop = shop.edit("sources/castings/interarrival/mean", "15 min")

begin, week = "28 d", "5 d"
cases = [
    lw.Contingency("a mill is out", from_=begin, duration=week, station="mill", place=2),
    lw.Contingency("an operator is ill", from_=begin, duration=week, operators="operator", count=1),
    lw.Contingency("no castings", from_=begin, duration="2 d", source="castings"),
    lw.Contingency("a third more orders", from_=begin, duration=week, source="castings", rate_factor=1.33),
]


def days(time: lw.Interval, replications: int) -> str:
    """Only those that came back by the horizon have a time."""
    if time.n == 0:
        return "not by the horizon"
    some = "" if time.n == replications else f" ({time.n} of {replications})"
    return f"{time.mean / 86400:.1f} +- {time.half_width / 86400:.1f} d{some}"


print(f"{'':<20} {'behind, jobs':>15} {'deepest backlog':>17} {'usual':>8}   time to recover")
for contingency in cases:
    plant = shop.with_added("contingencies", contingency)
    result = lw.contingency_study(plant, "84 d", warmup="14 d", replications=20)[0]
    behind, deepest = result.most_behind, result.deepest_backlog
    print(
        f"{result.name:<20} {behind.mean:7.0f} +- {behind.half_width:3.0f} "
        f"{deepest.mean:10.0f} +- {deepest.half_width:3.0f} {result.usual_backlog.mean:8.0f}   "
        f"{days(result.recovery, 20)}"
    )
