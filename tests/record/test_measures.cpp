// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Measures (docs/semantics.md, 12), each sentence with figures worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include <numeric>

#include "engine/watch.hpp"
#include "linewright/record/figures.hpp"

namespace linewright {
namespace {
using namespace literals;

Plant single(Source source, Times cycle) {
    Plant plant;
    plant.add(std::move(source)).add(Station{.name = "S", .cycle = std::move(cycle)}).add(Buffer{.name = "B"});
    plant.add(Route{.name = "r", .steps = {"B", "S"}});
    return plant;
}
double figure(const RunResult& r, std::string_view kind, std::string_view element, std::string_view measure) {
    for (const Figure& f : figures(r))
        if (f.kind == kind && f.element == element && f.measure == measure) return f.value;
    throw std::out_of_range(std::string(measure));
}

TEST(Window, IsHalfOpenByTimeStampAloneAStationOfOneHourMakes23JobsInADay) {
    Plant plant = single(Source{.name = "in", .always = true, .count = 100}, 1_h);
    const Watch day(plant, 24 * 60);
    EXPECT_EQ(day.result.good, 23U);
    EXPECT_EQ(day.of("S").made, 23U);
    // The second day begins with the job that was due at 24 h.
    EXPECT_EQ(Watch(plant, 48 * 60, 24 * 60).result.good, 24U);
    // A tick later it is 24.
    EXPECT_EQ(Watch(plant, 24 * 60 + 1.0 / 6e7).result.good, 24U);
}
TEST(Window, AnExitAtTheWarmUpCountsAndOneAtTheHorizonDoesNot) {
    const Plant plant = single(arrivals("in", {0, 10, 20, 30}), 5_min);  // out at 5, 15, 25, 35
    EXPECT_EQ(Watch(plant, 35, 15).result.good, 2U);
    EXPECT_EQ(Watch(plant, 35.5, 15.5).result.good, 2U);
    EXPECT_EQ(Watch(plant, 36, 14).result.good, 3U);
}
TEST(Window, TheWarmUpForgetsExactlyWhatWasBefore) {
    // S is busy 0-10, 12-22, ...: in [7, 15) it processes 7-10 and 12-15 and is starved 10-12.
    const Plant plant = single(arrivals("in", {0, 12, 24}), 10_min);
    const Watch w(plant, 15, 7);
    EXPECT_EQ(w.spent("S", State::processing), 6.0);
    EXPECT_EQ(w.spent("S", State::starved), 2.0);
    EXPECT_EQ(w.of("S").jobs_in, 1U);
    EXPECT_EQ(w.of("S").jobs_out, 1U);
    EXPECT_EQ(w.result.sources[0].arrived, 1U);
    EXPECT_DOUBLE_EQ(w.result.little.wip, 6.0 / 8);
    // A warm-up with nothing happening at its end, or at an event's instant, gives the same as two runs' difference.
    const Watch all(plant, 34), late(plant, 34, 22), early(plant, 22);
    for (std::size_t n = 0; n < state_count; ++n)
        EXPECT_EQ(all.of("S").time[n], late.of("S").time[n] + early.of("S").time[n]);
    EXPECT_EQ(all.result.good, late.result.good + early.result.good);
}
TEST(Window, PeopleAndBuffersAndBacklogAreResetToo) {
    Plant plant =
        single(Source{.name = "in", .interarrival = 2_min, .first = 0_min, .when_full = WhenFull::wait}, 4_min);
    plant.buffers[0].capacity = 1;
    plant.stations[0].operators = {{"man"}};
    plant.add(OperatorPool{.name = "man"});
    // [0,4): job 0 on S, job 2 in B. 4: job 2 on S, job 4 in B. 6: job 6 outside. 8: S takes 4, B 6, job 8 outside. 10:
    // 8, 10 outside.
    const Watch w(plant, 12, 6);
    EXPECT_EQ(w.people("man"), "working 6, waiting 0, idle 0");
    EXPECT_EQ(w.result.buffers[0].mean, 1.0);
    EXPECT_EQ(w.result.buffers[0].maximum, 1);
    EXPECT_DOUBLE_EQ(w.result.sources[0].backlog, (2 * 1 + 2 * 1 + 2 * 2) / 6.0);
    EXPECT_EQ(w.result.sources[0].arrived, 3U);  // 6, 8, 10
    EXPECT_EQ(w.result.sources[0].entered, 1U);  // at 8
}
TEST(States, SumToTheWindowExactlyForEveryPlace) {
    Plant plant = single(Source{.name = "in", .interarrival = exponential(3_min)}, lognormal(5_min, 3_min));
    plant.stations[0].places = 3;
    plant.stations[0].breakdowns = {
        {.uptime = exponential(20_min), .repair = exponential(3_min), .scope = Scope::place}};
    plant.stations[0].operators = {{"man", 1}};
    plant.add(OperatorPool{.name = "man", .count = 2});
    const Watch w(plant, 5000.3, 77.7);
    for (const auto& place : w.of("S").place_time)
        EXPECT_EQ(std::accumulate(place.begin(), place.end(), Tick{0}), w.result.to - w.result.from);
}
TEST(Throughput, IsGoodExitsInTheWindowOverItsLength) {
    Plant plant = single(arrivals("in", {0, 10, 20, 30}), 5_min);
    plant.stations[0].inspection = Inspection{};
    EXPECT_DOUBLE_EQ(figure(Watch(plant, 40, 10).result, "plant", "", "throughput"), 3 / 0.5);  // an hour
    plant.stations[0].defects = {{"*", 1.0}};
    const Watch w(plant, 40, 10);
    EXPECT_EQ(figure(w.result, "plant", "", "throughput"), 0.0);
    EXPECT_DOUBLE_EQ(figure(w.result, "plant", "", "scrap_rate"), 6.0);
}
TEST(Wip, IsTheTimeAverageBetweenReleaseAndExit) {
    // 0-5, 3-10 (waits to 5), 9-15 (waits to 10): over 20 minutes 18 job-minutes.
    const Watch w(single(arrivals("in", {0, 3, 9}), 5_min), 20);
    EXPECT_DOUBLE_EQ(w.result.little.wip, 18.0 / 20);
    EXPECT_DOUBLE_EQ(w.product("job").wip, 18.0 / 20);
    EXPECT_DOUBLE_EQ(w.result.buffers[0].mean, 3.0 / 20);
}
TEST(Little, CountsAllThatLeaveInTheWindowAndTellsTheResidual) {
    // The window [4, 12): 2 jobs 4-5, 1 to 9, 2 to 10, 1 to 12: L = 10 / 8. Out are 0-5 and 3-10: W = 6, lambda = 2
    // / 8.
    const Watch w(single(arrivals("in", {0, 3, 9}), 5_min), 12, 4);
    EXPECT_DOUBLE_EQ(w.result.little.wip, 1.25);
    EXPECT_DOUBLE_EQ(w.result.little.rate * w.ticks_a_minute(), 0.25);
    EXPECT_DOUBLE_EQ(w.result.little.time, 6 * w.ticks_a_minute());
    EXPECT_NEAR(w.result.little.residual, (1.5 - 1.25) / 1.25, 1e-12);
    EXPECT_NEAR(figure(w.result, "plant", "", "little_residual"), 0.2, 1e-12);
    // When the plant is empty at both ends the law is exact.
    EXPECT_NEAR(Watch(single(arrivals("in", {0, 3, 9}), 5_min), 20).result.little.residual, 0.0, 1e-15);
}
TEST(Little, CountsScrappedJobsTooTheLeadTimeOnlyGoodOnes) {
    // Good 0-5; the second, there from 3 and on the station from 5, is scrapped by a breakdown at 9, after 6 minutes.
    Plant plant = single(arrivals("in", {0, 3}), 5_min);
    plant.stations[0].breakdowns = {{.dated = {{9_min, 1_min}}, .job = JobPolicy::scrap}};
    const Watch w(plant, 20);
    EXPECT_DOUBLE_EQ(w.result.little.wip, 11.0 / 20);
    EXPECT_DOUBLE_EQ(w.result.little.time, 5.5 * w.ticks_a_minute());
    EXPECT_NEAR(w.result.little.residual, 0.0, 1e-15);
    EXPECT_EQ(w.result.good, 1U);
    EXPECT_EQ(w.product("job").lead_max, static_cast<Tick>(5 * w.ticks_a_minute()));
    EXPECT_EQ(figure(w.result, "plant", "", "lead_time"), 300.0);
    EXPECT_DOUBLE_EQ(figure(w.result, "plant", "", "yield"), 0.5);
}
TEST(LeadTime, IsOfTheGoodJobsThatExitInTheWindowWholeAsItWas) {
    // The job of 0-5 isn't in [6, 20); that of 3-10 is, with all its 7 minutes, and 9-15 with 6.
    const Watch w(single(arrivals("in", {0, 3, 9}), 5_min), 20, 6);
    EXPECT_EQ(w.product("job").good, 2U);
    EXPECT_DOUBLE_EQ(w.product("job").lead_mean, 6.5 * w.ticks_a_minute());
    EXPECT_NEAR(w.product("job").lead_sd, std::sqrt(0.5) * w.ticks_a_minute(), 1e-3);
    EXPECT_EQ(w.product("job").lead_min, static_cast<Tick>(6 * w.ticks_a_minute()));
    EXPECT_EQ(w.product("job").lead_max, static_cast<Tick>(7 * w.ticks_a_minute()));
}
TEST(LeadTime, OfAJobThatWaitsOutsideBeginsAtEntry) {
    Plant plant = single(arrivals("in", {0, 0, 0}), 5_min);
    plant.buffers[0].capacity = 1;
    // The third waits outside to 5 and leaves at 15.
    EXPECT_EQ(Watch(plant, 30).product("job").lead_max, static_cast<Tick>(10 * 6e7));
}
TEST(Output, IsCountedByTheHourOfTheWindow) {
    const Watch w(single(Source{.name = "in", .always = true, .count = 20}, 25_min), 250, 60);
    // Out at 75, 100 | 125, 150, 175 | 200, 225 | (240-250): nothing; 60-120, 120-180, 180-240.
    EXPECT_EQ(w.product("job").good_by_hour, (std::vector<std::uint32_t>{2, 3, 2, 0}));
}

}  // namespace
}  // namespace linewright
