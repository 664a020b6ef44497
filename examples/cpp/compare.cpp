// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Which change is worth the money? The gearbox line, and what four changes bring: each is a scenario, all run on the
// same seeds, and what the table shows is the difference from today.
#include <cstdio>
#include <linewright/io/json.hpp>
#include <linewright/io/scenario.hpp>
#include <linewright/linewright.hpp>
#include <string>
#include <vector>

using namespace linewright;
using namespace linewright::literals;

int main() {
    const Plant line = load_plant("examples/plants/gearbox.json");
    const std::vector<Scenario> scenarios{
        {"SMED -40 %", {Edit::scale("changeovers/mill/*/time", 0.6)}},
        {"third miller", {Edit::set("operators/miller/count", "3")}},
        {"buffer of 20", {Edit::set("buffers/B1/capacity", "20")}},
        {"both", {Edit::set("operators/miller/count", "3"), Edit::set("buffers/B1/capacity", "20")}}};
    std::vector<Alternative> alternatives{{"today", line}};
    for (const Scenario& scenario : scenarios) {
        std::printf("%s: %s\n", scenario.name.c_str(), words(line, scenario).c_str());
        alternatives.push_back({scenario.name, edited(line, scenario)});
    }
    const Comparison study = compare(alternatives, {.horizon = 30_d, .warmup = 2_d, .replications = 20});
    const Interval today = study.results[0].throughput();
    std::printf("\ntoday: %.2f +- %.2f good parts an hour\n", today.mean, today.half_width);
    std::printf("%-14s %18s %14s %8s %14s\n", "", "parts an hour", "all at once", "", "variance");
    for (std::size_t i = 1; i < study.names.size(); ++i) {
        const PairedDifference gain = study.difference(i, "plant", "", "throughput");
        const char* verdict = gain.verdict() == Verdict::higher  ? "higher"
                              : gain.verdict() == Verdict::lower ? "lower"
                                                                 : "unclear";
        std::printf("%-14s %+9.3f +- %5.3f %11.3f %10s %9.1f times\n", study.names[i].c_str(), gain.difference.mean,
                    gain.difference.half_width, gain.together, verdict, gain.variance_factor);
    }
    std::printf("may make the most:");
    for (const AgainstBest& each : study.best("plant", "", "throughput", true))
        if (each.may_be_best) std::printf(" %s%s", each.name.c_str(), each.is_best ? " (and no other)" : ";");
    std::printf("\n");
}
