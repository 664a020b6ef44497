// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What is it worth to move a machine? The milling shop with three operators on each shift, as it stands and
// re-arranged. The plant is a file; each case is the edit that makes it.
#include <cstdio>
#include <linewright/io/edit.hpp>
#include <linewright/io/json.hpp>
#include <linewright/linewright.hpp>
#include <utility>
#include <vector>

using namespace linewright;
using namespace linewright::literals;

int main() {
    const Plant shop = edited(load_plant("examples/plants/milling_shop.json"),
                              Edit::set("operators/operator/attendance/*/count", "3"));
    const Edit drill = Edit::set("stations/drill/position/x", "15");
    const std::vector<std::pair<const char*, std::vector<Edit>>> cases{
        {"as it stands", {}},
        {"drill to the mill", {drill}},
        {"all in a cell",
         {drill, Edit::set("stations/bench/position/y", "8"),
          Edit::set("stations/washer/position", R"({"x": 15, "y": 8})")}}};
    std::printf("%-18s %17s %15s %16s\n", "", "walking h a week", "operators idle", "lead time h");
    for (const auto& [name, edits] : cases) {
        const Result result = simulate(edited(shop, edits), {.horizon = 70_d, .warmup = 14_d, .replications = 10});
        const Interval walking = result.figure("operators", "operator", "walking"),
                       lead = result.figure("products", "job", "lead_time");
        const double idle = result.figure("operators", "operator", "idle").mean,
                     there = 1.0 - result.figure("operators", "operator", "off_shift").mean;
        std::printf("%-18s %9.1f +- %4.2f %13.1f %% %9.2f +- %.2f\n", name, 4.0 * 168.0 * walking.mean,
                    4.0 * 168.0 * walking.half_width, 100.0 * idle / there, lead.mean / 3600.0,
                    lead.half_width / 3600.0);
    }
}
