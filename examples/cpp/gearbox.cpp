// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The gearbox line misses its plan. Castings of two products come on pallets of ten; a pallet that finds the raw store
// full goes to a subcontractor. Two millers set up, load and unload the mill's two tables, and drill by hand. Which
// change is worth the money: changeovers 40 % shorter (SMED), or a third miller?
//
// The line is ours; its figures are what one meets in small-series machining. As a file:
// examples/plants/gearbox.json.
#include <cstdio>
#include <linewright/linewright.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace linewright;
using namespace linewright::literals;

Plant gearbox_line() {
    Plant plant{.name = "gearbox line"};
    plant.add(Product{.name = "housing", .plan_per_hour = 8.5});
    plant.add(Product{.name = "cover", .plan_per_hour = 6.0});
    plant.add(Source{.name = "housings",
                     .products = {{"housing"}},
                     .interarrival = exponential(70_min),
                     .batch = 10,
                     .when_full = WhenFull::lost});
    plant.add(Source{.name = "covers",
                     .products = {{"cover"}},
                     .interarrival = exponential(100_min),
                     .batch = 10,
                     .when_full = WhenFull::lost});

    plant.add(Buffer{.name = "raw", .capacity = 60});
    plant.add(Buffer{.name = "B1", .capacity = 8});
    plant.add(Buffer{.name = "B2", .capacity = 4});
    plant.add(Buffer{.name = "B3", .capacity = 6});

    plant.add(Station{.name = "mill",
                      .cycle = triangular(4_min, 5_min, 8_min),
                      .places = 2,
                      .load = 40_s,
                      .unload = 20_s,
                      .breakdowns = {{.uptime = exponential(8_h),
                                      .repair = lognormal(25_min, 10_min),
                                      .scope = Scope::place,
                                      .crew = {{"fitter"}}}},
                      .operators = {{"miller", 1, {Phase::setup, Phase::load}}, {"miller", 1, {Phase::unload}}},
                      .ideal_cycle = 5.5_min});
    plant.add(Station{
        .name = "drill",
        .cycle = triangular(2_min, 2.8_min, 4.4_min),
        .breakdowns = {{.uptime = exponential(20_h), .repair = lognormal(40_min, 30_min), .crew = {{"fitter"}}}},
        .operators = {{"miller"}},
        .ideal_cycle = 2.5_min});
    plant.add(Station{.name = "wash", .cycle = 2.6_min, .ideal_cycle = 2.6_min});
    plant.add(Station{.name = "inspect",
                      .cycle = uniform(2.3_min, 3.7_min),
                      .operators = {{"inspector"}},
                      .defects = {{"*", 0.02}},
                      .inspection = Inspection{.miss = 0.05},
                      .ideal_cycle = 2.5_min});
    plant.add(Route{.name = "way", .steps = {"raw", "mill", "B1", "drill", "B2", "wash", "B3", "inspect"}});

    plant.add(OperatorPool{.name = "miller", .count = 2});
    plant.add(OperatorPool{.name = "fitter", .count = 1});
    plant.add(OperatorPool{.name = "inspector", .count = 1});
    plant.add(Changeover{.name = "mill",
                         .rules = {{"housing", "cover", triangular(10_min, 12_min, 18_min)},
                                   {"cover", "housing", triangular(8_min, 10_min, 15_min)}}});
    return plant;
}

int main() {
    const Plant today = gearbox_line();
    Plant smed = today;
    for (ChangeoverRule& rule : smed.changeovers[0].rules) {
        auto& time = std::get<Triangular>(rule.time.law);
        time = {0.6 * time.low, 0.6 * time.mode, 0.6 * time.high};
    }
    Plant third = today;
    third.operators[0].count = 3;
    Plant both = smed;
    both.operators[0].count = 3;

    std::printf("%-16s %17s %13s %15s %14s\n", "gearbox line", "good jobs an hour", "WIP", "lead time min",
                "subcontracted");
    const std::vector<std::pair<std::string, Plant>> cases{
        {"today", today}, {"SMED -40 %", smed}, {"third miller", third}, {"both", both}};
    for (const auto& [name, plant] : cases) {
        const Result result = simulate(plant, {.horizon = 30_d, .warmup = 2_d, .replications = 20});
        const Interval made = result.throughput(), wip = result.wip(), lead = result.lead_time();
        const double lost =
            result.figure("sources", "housings", "lost").mean + result.figure("sources", "covers", "lost").mean;
        std::printf("%-16s %10.2f +- %.2f %6.1f +- %.1f %7.0f +- %.0f %11.2f /h\n", name.c_str(), made.mean,
                    made.half_width, wip.mean, wip.half_width, lead.mean / 60.0, lead.half_width / 60.0, lost);
    }

    std::printf("\nwhat the stations lost their minutes to, today\n");
    for (const Loss& loss : simulate(today, {.horizon = 30_d, .warmup = 2_d, .replications = 20}).losses(6))
        std::printf("  %-10s %-22s %5.1f %%\n", loss.station.c_str(), std::string(name_of(loss.state)).c_str(),
                    100.0 * loss.share);
}
