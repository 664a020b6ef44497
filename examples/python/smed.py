# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What does SMED bring? A press line and the steps of its changeover.

Two of them are done beside the running press instead, then one of the rest is shortened. Each case is the one before
and one edit more. As a C++ program: examples/cpp/smed.cpp.
"""

from pathlib import Path

import linewright as lw

plant = lw.load(Path(__file__).parents[1] / "plants" / "press_line.json")
steps = "changeovers/press/rules/0/steps/"

print(f"{'':<18} {'good lots a day':>15} {'setup':>8} {'waits for':>10} {'OEE tpm':>8} {'changes':>10}")
for name, path, value in [
    ("as filmed", None, None),
    ("die fetched before", "fetch the die/kind", "external"),
    ("and heated", "heat the die/kind", "external"),
    ("quick clamps", "clamp the new one/time", "2 min"),
]:
    if path:
        plant = plant.edit(steps + path, value)
    result = plant.run(horizon="35 d", warmup="5 d", replications=10)
    of = {
        figure: result.figure("stations", "press", figure).mean
        for figure in ("setup", "waiting_for_setup", "oee_tpm", "changeovers")
    }
    out = result.throughput
    print(
        f"{name:<18} {24 * out.mean:8.1f} +- {24 * out.half_width:3.1f} {100 * of['setup']:6.1f} % "
        f"{100 * of['waiting_for_setup']:8.1f} % {100 * of['oee_tpm']:6.1f} % {24 * of['changeovers']:10.1f}"
    )
