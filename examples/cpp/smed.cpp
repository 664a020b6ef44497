// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What does SMED bring? A press line and the steps of its changeover: two of them are done beside the running press
// instead, then one of the rest is shortened. Each case is the one before and one edit more.
#include <cstdio>
#include <linewright/io/edit.hpp>
#include <linewright/io/json.hpp>
#include <linewright/linewright.hpp>
#include <string>

using namespace linewright;
using namespace linewright::literals;

int main() {
    Plant plant = load_plant("examples/plants/press_line.json");
    const std::string steps = "changeovers/press/rules/0/steps/";
    std::printf("%-18s %15s %8s %10s %8s %10s\n", "", "good lots a day", "setup", "waits for", "OEE tpm", "changes");
    const auto row = [&](const char* name) {
        const Result result = simulate(plant, {.horizon = 35_d, .warmup = 5_d, .replications = 10});
        const auto of = [&](const char* figure) { return result.figure("stations", "press", figure).mean; };
        const Interval out = result.throughput();
        std::printf("%-18s %8.1f +- %3.1f %6.1f %% %8.1f %% %6.1f %% %10.1f\n", name, 24.0 * out.mean,
                    24.0 * out.half_width, 100.0 * of("setup"), 100.0 * of("waiting_for_setup"), 100.0 * of("oee_tpm"),
                    24.0 * of("changeovers"));
    };
    row("as filmed");
    plant = edited(plant, read_edit(steps + "fetch the die/kind = external"));
    row("die fetched before");
    plant = edited(plant, read_edit(steps + "heat the die/kind = external"));
    row("and heated");
    plant = edited(plant, read_edit(steps + "clamp the new one/time = 2 min"));
    row("quick clamps");
}
