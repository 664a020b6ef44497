// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// How many operators on which shift? The milling shop, and what each more brings. The plant is a file; each case is the
// edit that makes it.
#include <cstdio>
#include <linewright/io/edit.hpp>
#include <linewright/io/json.hpp>
#include <linewright/linewright.hpp>
#include <string>
#include <utility>

using namespace linewright;
using namespace linewright::literals;

int main() {
    const Plant shop = load_plant("examples/plants/milling_shop.json");
    std::printf("%-14s %14s %14s %9s %9s\n", "early + late", "out a week", "lead time d", "working", "walking");
    for (const auto& [early, late] : {std::pair{2, 2}, {3, 2}, {3, 3}, {4, 3}}) {
        const Plant plant = edited(shop, {Edit::set("operators/operator/attendance/0/count", std::to_string(early)),
                                          Edit::set("operators/operator/attendance/1/count", std::to_string(late))});
        const Result result = simulate(plant, {.horizon = 70_d, .warmup = 14_d, .replications = 10});
        const Interval out = result.throughput(), lead = result.figure("products", "job", "lead_time");
        const auto share = [&](const char* name) { return result.figure("operators", "operator", name).mean; };
        const double there = 1.0 - share("off_shift");
        std::printf("%5d + %-6d %8.1f +- %3.1f %8.2f +- %.2f %7.1f %% %7.1f %%\n", early, late, 168.0 * out.mean,
                    168.0 * out.half_width, lead.mean / 86400.0, lead.half_width / 86400.0,
                    100.0 * share("working") / there, 100.0 * share("walking") / there);
    }
}
