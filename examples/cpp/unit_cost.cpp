// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What does a good unit cost, and which change is worth its money? The moulding shop today, with changeovers 40 %
// shorter (SMED), with a third trimmer, and with both.
#include <cstdio>
#include <linewright/io/edit.hpp>
#include <linewright/io/json.hpp>
#include <linewright/linewright.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace linewright;
using namespace linewright::literals;

int main() {
    const Plant shop = load_plant("examples/plants/moulding_shop.json");
    const Edit smed = Edit::scale("changeovers/moulding/rules/*/time", 0.6);
    const Edit third = Edit::set("operators/trimmer/count", "3");
    const std::vector<std::pair<const char*, std::vector<Edit>>> cases{
        {"today", {}}, {"SMED -40 %", {smed}}, {"third trimmer", {third}}, {"both", {smed, third}}};
    std::printf("%-14s %11s %15s %15s %15s %8s\n", "EUR per unit", "good an h", "cap, full", "box, full", "idle",
                "kWh");
    for (const auto& [name, edits] : cases) {
        const Result result = simulate(edited(shop, edits), {.horizon = 12_d, .warmup = 1_d, .replications = 10});
        const Interval cap = result.figure("products", "cap", "full_cost_per_good");
        const Interval box = result.figure("products", "box", "full_cost_per_good");
        const Interval idle = result.figure("plant", "", "idle_cost_per_good");
        std::printf("%-14s %11.1f %6.3f +- %5.3f %6.3f +- %5.3f %6.3f +- %5.3f %8.3f\n", name, result.throughput().mean,
                    cap.mean, cap.half_width, box.mean, box.half_width, idle.mean, idle.half_width,
                    result.figure("plant", "", "energy_per_good").mean);
    }
}
