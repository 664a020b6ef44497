# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Which change is worth the money? The gearbox line, and what four changes bring.

Each is a scenario, all run on the same seeds, and what the table shows is the difference from today. In a notebook the
study shows itself as a table. As a C++ program: examples/cpp/compare.cpp.
"""

from pathlib import Path

import linewright as lw

line = lw.load(Path(__file__).parents[1] / "plants" / "gearbox.json")
scenarios = [
    lw.Scenario("SMED -40 %", ["changeovers/mill/*/time *= 0.6"]),
    lw.Scenario("third miller", {"operators/miller/count": 3}),
    lw.Scenario("buffer of 20", {"buffers/B1/capacity": 20}),
    lw.Scenario("both", {"operators/miller/count": 3, "buffers/B1/capacity": 20}),
]
for scenario in scenarios:
    print(f"{scenario.name}: {scenario.words(line)}")

study = lw.compare(scenarios, horizon="30 d", warmup="2 d", replications=20, plant=line)
today = study["today"].throughput
print(f"\ntoday: {today.mean:.2f} +- {today.half_width:.2f} good parts an hour")
print(f"{'':<14} {'parts an hour':>18} {'all at once':>14} {'':>8} {'variance':>14}")
for name in study.names[1:]:
    gain = study.difference(name, measure="throughput")
    print(
        f"{name:<14} {gain.difference.mean:+9.3f} +- {gain.difference.half_width:5.3f} {gain.together:11.3f} "
        f"{gain.verdict:>10} {gain.variance_factor:9.1f} times"
    )
may = [each for each in study.best(measure="throughput") if each.may_be_best]
print("may make the most:", *(f"{each.name}{' (and no other)' if each.is_best else ';'}" for each in may))
