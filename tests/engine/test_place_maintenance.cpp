// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Maintenance of one place, its first date, and what its interval counts; lots of several pieces (docs/semantics.md, 6
// and 10), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"

namespace linewright {
namespace {
using namespace literals;

/// So many jobs of so many pieces wait at the start before T, which takes 3 minutes for each.
Plant tool(std::vector<Maintenance> maintenance, int jobs, int places = 1, int pieces = 1) {
    Plant plant;
    plant.add(Product{.name = "lot", .pieces = pieces});
    plant.add(Buffer{.name = "Q"});
    if (jobs > 0)
        plant.buffers[0].initial = {{.quantity = jobs}};
    else  // nothing comes while we look
        plant.add(Source{.name = "in", .schedule = {{.at = 1000_min}}});
    plant.add(Station{.name = "T", .cycle = 3_min, .places = places, .maintenance = std::move(maintenance)});
    plant.add(Route{.name = "r", .steps = {"Q", "T"}});
    return plant;
}
Maintenance every(Distribution interval, Duration first, MaintenanceClock clock = MaintenanceClock::calendar) {
    return {.clock = clock, .every = interval, .first = first, .duration = 4_min};
}

TEST(PlaceMaintenance, OfOnePlaceTheOthersGoOn) {
    Maintenance service = every(100_min, 10_min);
    service.scope = MaintenanceScope::place;
    service.staggered = true;
    const Trace trace(tool({service}, 8, 2), 60);
    // Place 1 has its first at 10 x 1/2, place 2 at 10 x 2/2; each finishes its job first.
    EXPECT_EQ(trace.log("load maintenance_start maintenance_end"), rows(R"(
        0 load T/1 lot1
        0 load T/2 lot2
        3 load T/1 lot3
        3 load T/2 lot4
        6 maintenance_start T/1
        6 load T/2 lot5
        9 load T/2 lot6
        10 maintenance_end T/1
        10 load T/1 lot7
        12 maintenance_start T/2
        13 load T/1 lot8
        16 maintenance_end T/2
    )"));
    EXPECT_EQ(trace.states("T/1"), "0 processing, 6 planned_maintenance, 10 processing, 16 starved");
    EXPECT_EQ(trace.states("T/2"), "0 processing, 12 planned_maintenance, 16 starved");
    EXPECT_EQ(trace.result.stations[0].maintenances, 2U);
}
TEST(PlaceMaintenance, TheFirstMayComeAtADateOfItsOwn) {
    EXPECT_EQ(
        Trace(tool({every(10_min, 2_min)}, 0), 40).states("T"),
        "0 starved, 2 planned_maintenance, 6 starved, 16 planned_maintenance, 20 starved, 30 planned_maintenance, "
        "34 starved");
}
TEST(PlaceMaintenance, TheIntervalMayCountFromTheBeginning) {
    Maintenance service = every(10_min, 2_min);
    service.from = CountsFrom::start;
    EXPECT_EQ(
        Trace(tool({service}, 0), 30).states("T"),
        "0 starved, 2 planned_maintenance, 6 starved, 12 planned_maintenance, 16 starved, 22 planned_maintenance, "
        "26 starved");
    // One that falls due before the last is done follows at once.
    service.every = 3_min;
    service.first = 0_min;
    service.duration = 5_min;
    EXPECT_EQ(Trace(tool({service}, 0), 12).log("maintenance_start maintenance_end"), rows(R"(
        0 maintenance_start T
        5 maintenance_end T
        5 maintenance_start T
        10 maintenance_end T
        10 maintenance_start T
    )"));
}
TEST(PlaceMaintenance, ByPiecesALotCountsAllItHas) {
    // Due after 50 pieces: two lots of 25.
    Maintenance service{.clock = MaintenanceClock::pieces, .every = 50_cycles, .duration = 4_min};
    EXPECT_EQ(Trace(tool({service}, 5, 1, 25), 40).log("load maintenance_start"), rows(R"(
        0 load T lot1
        3 load T lot2
        6 maintenance_start T
        10 load T lot3
        13 load T lot4
        16 maintenance_start T
        20 load T lot5
    )"));
    service.first = 10_cycles;
    EXPECT_EQ(Trace(tool({service}, 4, 1, 25), 40).log("load maintenance_start"), rows(R"(
        0 load T lot1
        3 maintenance_start T
        7 load T lot2
        10 load T lot3
        13 maintenance_start T
        17 load T lot4
    )"));
}
TEST(PlaceMaintenance, WhatFallsDueBeforeUnloadingIsTheSameWhereverARunStops) {
    // Each lot is loaded for 1 minute, worked on for 3 and unloaded for 2; due at 10, 26 and 42, and done once the lot
    // is unloaded.
    Maintenance service{.clock = MaintenanceClock::pieces, .every = 50_cycles, .duration = 4_min};
    service.scope = MaintenanceScope::place;
    Plant plant = tool({service}, 7, 1, 25);
    plant.stations[0].load = 1_min;
    plant.stations[0].unload = 2_min;
    const Trace trace(plant, 60);
    EXPECT_EQ(trace.log("maintenance_start"),
              rows("12 maintenance_start T\n 28 maintenance_start T\n 44 maintenance_start T"));
    const Tick minute = to_ticks(6e7);
    Simulation often(trace.program, RunSetup{});
    for (int at = 1; at <= 60; ++at) {
        often.run_until(at * minute);
        Simulation once(trace.program, RunSetup{});
        once.run_until(at * minute - minute / 2);
        once.run_until(60 * minute);
        EXPECT_EQ(measure(once).events, trace.result.events) << "stopped half a minute before " << at;
    }
    EXPECT_EQ(measure(often).events, trace.result.events);
}
TEST(PlaceMaintenance, WithSeveralOfThemAndBreakdownsToo) {
    // An oven of two places that takes lots of 25 and of 12 pieces: one maintenance by pieces, one by batches, one by
    // the calendar, and breakdowns in between.
    for (const auto mode : {MaintenanceMode::after_job, MaintenanceMode::immediate}) {
        Maintenance pieces{.clock = MaintenanceClock::pieces, .every = 150_cycles, .duration = 17_min};
        Maintenance batches{.clock = MaintenanceClock::cycles, .every = 4_cycles, .duration = 9_min};
        Maintenance dates{.clock = MaintenanceClock::calendar, .every = 97_min, .duration = 5_min, .mode = mode};
        pieces.scope = batches.scope = dates.scope = MaintenanceScope::place;
        Plant plant = tool({pieces, batches, dates}, 0, 2, 25);
        plant.products.push_back(Product{.name = "small", .pieces = 12});
        plant.sources = {Source{.name = "in", .products = {{"lot", 1.0}, {"small", 2.0}}, .interarrival = 9_min}};
        plant.stations[0].cycle = 31_min;
        plant.stations[0].load = 2_min;
        plant.stations[0].unload = 7_min;
        plant.stations[0].batch =
            Batch{.smallest = 24, .largest = 62, .family = Together::any, .count = BatchCount::pieces};
        plant.stations[0].breakdowns = {
            {.uptime = 53_min, .repair = 3_min, .clock = BreakdownClock::calendar, .scope = Scope::place}};
        const Trace trace(plant, 3000);
        EXPECT_GT(trace.result.stations[0].maintenances, 90U);
        const Tick end = 3000 * to_ticks(6e7);
        Simulation often(trace.program, RunSetup{});
        for (int k = 1; k <= 400; ++k) {  // stops at any moment, and at those at which something is due
            often.run_until(std::min(end, k % 3 == 0 ? often.next() + 1 : k * end / 400));
            if (k % 20 != 0) continue;
            Simulation copy = often;
            copy.run_until(end);
            EXPECT_EQ(measure(copy).events, trace.result.events) << "stopped " << k << " times";
            EXPECT_EQ(measure(copy).stations[0].place_time, trace.result.stations[0].place_time);
        }
    }
}
TEST(PlaceMaintenance, EachPlaceCountsItsOwnPieces) {
    Maintenance service = every(1000_cycles, 50_cycles, MaintenanceClock::pieces);
    service.scope = MaintenanceScope::place;
    service.staggered = true;  // 25 at place 1, 50 at place 2
    EXPECT_EQ(Trace(tool({service}, 7, 2, 25), 40).log("load maintenance_start"), rows(R"(
        0 load T/1 lot1
        0 load T/2 lot2
        3 maintenance_start T/1
        3 load T/2 lot3
        6 maintenance_start T/2
        7 load T/1 lot4
        10 load T/1 lot5
        10 load T/2 lot6
        13 load T/1 lot7
    )"));
}
TEST(PlaceMaintenance, TheClockOfItsBreakdownsStands) {
    Maintenance service = every(100_min, 5_min);
    service.scope = MaintenanceScope::place;
    Plant plant = tool({service}, 0, 2);
    plant.stations[0].maintenance[0].staggered = true;  // place 1 at 2.5, place 2 at 5
    plant.stations[0].maintenance[0].first = 4_min;     // place 1 at 2, place 2 at 4
    plant.stations[0].breakdowns = {
        {.uptime = 10_min, .repair = 1_min, .clock = BreakdownClock::calendar, .scope = Scope::place}};
    EXPECT_EQ(Trace(plant, 20).log("maintenance_start fail"), rows(R"(
        2 maintenance_start T/1
        4 maintenance_start T/2
        14 fail T/1
        14 fail T/2
    )"));
}
TEST(PlaceMaintenance, OfAWholeStationBesideOneOfAPlace) {
    Maintenance whole = every(100_min, 10_min), single = every(100_min, 9_min);
    single.scope = MaintenanceScope::place;
    single.staggered = true;  // place 1 at 4.5, place 2 at 9
    single.first = 8_min;     // place 1 at 4, place 2 at 8
    const Trace trace(tool({whole, single}, 0, 2), 30);
    EXPECT_EQ(trace.states("T/1"), "0 starved, 4 planned_maintenance, 8 starved, 10 planned_maintenance, 14 starved");
    EXPECT_EQ(trace.states("T/2"), "0 starved, 8 planned_maintenance, 14 starved");
}

TEST(Pieces, ATimePerPieceIsForAllOfThem) {
    Plant plant = tool({}, 2, 1, 4);
    plant.stations[0].per = TimePer::piece;
    EXPECT_EQ(Trace(plant, 40).log("load exit"), rows(R"(
        0 load T lot1
        12 exit exit lot1
        12 load T lot2
        24 exit exit lot2
    )"));
    plant.routes[0].steps[1].cycle = 5_min;  // of the step, for the lot
    EXPECT_EQ(Trace(plant, 40).log("exit"), rows("5 exit exit lot1\n 10 exit exit lot2"));
    plant.routes[0].steps[1].per = TimePer::piece;
    EXPECT_EQ(Trace(plant, 40).log("exit"), rows("20 exit exit lot1\n 40 exit exit lot2").substr(0, 18));
}
TEST(Pieces, WithSlotsTheyFollowOneAnotherAtTheInterval) {
    Plant plant = tool({}, 3, 1, 4);
    plant.stations[0].slots = 2;
    plant.stations[0].interval = 2_min;
    plant.stations[0].per = TimePer::piece;
    // The last of four pieces enters at 3 x 2 and takes 3: 9 minutes. After 4 x 2 the next lot enters.
    EXPECT_EQ(Trace(plant, 40).log("load exit"), rows(R"(
        0 load T lot1
        8 load T lot2
        9 exit exit lot1
        16 load T lot3
        17 exit exit lot2
        25 exit exit lot3
    )"));
}
/// Lots of 25 pieces wait in Q before a furnace that takes 10 minutes.
Plant furnace(Batch batch, int jobs) {
    Plant plant = tool({}, jobs, 1, 25);
    plant.stations[0].cycle = 10_min;
    plant.stations[0].batch = batch;
    return plant;
}
TEST(Pieces, TheSizesOfABatchMayCountThem) {
    const Trace trace(furnace({.smallest = 100, .largest = 130, .count = BatchCount::pieces}, 12), 40);
    // Five lots have 125 pieces, a sixth would be too much; the last two are too few.
    EXPECT_EQ(trace.log("load finish"), rows(R"(
        0 load T lot1
        10 finish T lot1
        10 load T lot6
        20 finish T lot6
    )"));
    EXPECT_EQ(trace.result.stations[0].jobs_in, 10U);
    EXPECT_EQ(trace.result.stations[0].batches, 2U);
}
TEST(Pieces, OneThatDoesNotFitIsPassedOver) {
    Plant plant = furnace({.smallest = 80, .largest = 100, .family = Together::any, .count = BatchCount::pieces}, 0);
    plant.products = {Product{.name = "big", .pieces = 60}, Product{.name = "small", .pieces = 30}};
    plant.buffers[0].initial = {{.product = "big", .quantity = 2}, {.product = "small"}};
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.log("exit"), rows("10 exit exit big1\n 10 exit exit small1"));
    EXPECT_EQ(trace.states("T"), "0 processing, 10 starved");
}
TEST(Pieces, AStepMayHaveSizesOfItsOwn) {
    Plant plant = furnace({.family = Together::operation, .count = BatchCount::pieces}, 8);
    plant.stations[0].batch->largest = 100;
    plant.routes[0].steps[1].batch = BatchSize{.smallest = 50, .largest = 50};
    plant.add(Buffer{.name = "Q2"});
    plant.routes[0].steps.push_back("Q2");
    plant.routes[0].steps.push_back(Step("T", {.name = "again", .batch = BatchSize{.smallest = 100, .largest = 200}}));
    // Two go together at the first step; at 40 eight wait before the second.
    EXPECT_EQ(Trace(plant, 60).log("load"), rows(R"(
        0 load T lot1
        10 load T lot3
        20 load T lot5
        30 load T lot7
        40 load T lot1
    )"));
}
TEST(Pieces, WhatContradictsItselfIsRefused) {
    const auto first = [](const Plant& plant) {
        const Faults faults = check(plant);
        return faults.empty() ? std::string("none") : faults.front().text();
    };
    EXPECT_EQ(first(tool({}, 1, 1, 0)),
              "products/lot/pieces: must be from 1 to 1,000,000, is 0. 1 is a job that is a single piece");
    Plant plant = tool({}, 1);
    plant.routes[0].steps[1].per = TimePer::piece;
    EXPECT_EQ(first(plant),
              "routes/r/steps/1/per: is given without a cycle of the step. Say it at the station, or give the step a "
              "cycle");
    Maintenance service = every(10_min, 2_min);
    service.staggered = true;
    EXPECT_EQ(first(tool({service}, 1)),
              "stations/T/maintenance/0/staggered: goes with first and the scope place. Give both, or leave it out");
    service = every(10_cycles, 2_min, MaintenanceClock::pieces);
    EXPECT_EQ(first(tool({service}, 1)),
              "stations/T/maintenance/0/first: must be a number of cycles, is 2 min. Write \"200 cycles\"");
}

}  // namespace
}  // namespace linewright
