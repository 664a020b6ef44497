// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What does a bad week cost, and how long does it last? The milling shop at one casting in 15 min, and what may happen
// to it in its fifth week: each case is one contingency more, held against the same shop without it.
#include <cstdio>
#include <linewright/io/edit.hpp>
#include <linewright/io/json.hpp>
#include <linewright/linewright.hpp>
#include <string>
#include <vector>

using namespace linewright;
using namespace linewright::literals;

namespace {

/// "12.3 +- 4.5 d (18 of 20)": only those that came back by the horizon have a time.
std::string days(const Interval& time, std::size_t all) {
    char text[80];
    if (time.n == 0) return "not by the horizon";
    std::snprintf(text, sizeof text, "%.1f +- %.1f d", time.mean / 86400.0, time.half_width / 86400.0);
    return text + (time.n == all ? std::string() : " (" + std::to_string(time.n) + " of " + std::to_string(all) + ")");
}

}  // namespace

int main() {
    const Plant shop = edited(load_plant("examples/plants/milling_shop.json"),
                              Edit::set("sources/castings/interarrival/mean", "\"15 min\""));
    const Duration from = 28_d;
    const std::vector<Contingency> cases{
        {.name = "a mill is out", .from = from, .duration = 5_d, .station = "mill", .place = 2},
        {.name = "an operator is ill", .from = from, .duration = 5_d, .operators = "operator", .count = 1},
        {.name = "no castings", .from = from, .duration = 2_d, .source = "castings"},
        {.name = "a third more orders", .from = from, .duration = 5_d, .source = "castings", .rate_factor = 1.33}};
    std::printf("%-20s %15s %17s %8s   %s\n", "", "behind, jobs", "deepest backlog", "usual", "time to recover");
    for (const Contingency& contingency : cases) {
        Plant plant = shop;
        plant.add(contingency);
        const ContingencyStudy study =
            study_contingencies(plant, {.horizon = 84_d, .warmup = 14_d, .replications = 20});
        const ContingencyResult& result = study.contingencies[0];
        const Interval behind = result.most_behind(), deepest = result.deepest_backlog();
        std::printf("%-20s %7.0f +- %3.0f %10.0f +- %3.0f %8.0f   %s\n", result.name.c_str(), behind.mean,
                    behind.half_width, deepest.mean, deepest.half_width, result.usual_backlog_most().mean,
                    days(result.recovery(), result.runs.size()).c_str());
    }
}
