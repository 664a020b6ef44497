// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Places with slots, cascading tools (docs/semantics.md, 10), each sentence with a trace worked out by hand. Times are
// minutes.
#include <gtest/gtest.h>

#include "trace.hpp"

namespace linewright {
namespace {
using namespace literals;

/// So many jobs wait in Q at the start, before the tool T.
Plant tool(Station station, int jobs) {
    Plant plant;
    plant.add(Buffer{.name = "Q", .initial = {{.quantity = jobs}}});
    plant.add(std::move(station));
    plant.add(Route{.name = "r", .steps = {"Q", "T"}});
    return plant;
}

TEST(Slots, ANewJobEntersWhenTheLastHasBeenInForItsInterval) {
    const Trace trace(tool({.name = "T", .cycle = 10_min, .slots = 2, .interval = 6_min}, 3), 30);
    EXPECT_EQ(trace.log("load start finish exit"), rows(R"(
        0 load T job1
        0 start T job1
        6 load T job2
        6 start T job2
        10 finish T job1
        10 exit exit job1
        12 load T job3
        12 start T job3
        16 finish T job2
        16 exit exit job2
        22 finish T job3
        22 exit exit job3
    )"));
    EXPECT_EQ(trace.states("T"), "0 processing, 22 starved");
    EXPECT_EQ(trace.result.stations[0].made, 3U);
    EXPECT_EQ(trace.result.stations[0].jobs_in, 3U);
    EXPECT_EQ(trace.result.stations[0].jobs_out, 3U);
}
TEST(Slots, WhoIsDoneWithASlotWaitsInItUntilTheNextIsFree) {
    const Trace trace(tool({.name = "T", .cycle = 10_min, .slots = 2, .interval = 4_min}, 3), 30);
    EXPECT_EQ(trace.log("load finish"), rows(R"(
        0 load T job1
        4 load T job2
        10 finish T job1
        10 load T job3
        16 finish T job2
        22 finish T job3
    )"));
    EXPECT_EQ(trace.states("T"), "0 processing, 22 starved");
}
TEST(Slots, LoadedAheadTheNextJobIsReadyWhenTheIntervalIsOver) {
    // Work begins every 4 min: each job is loaded beside the one before, as soon as no more than two are inside.
    const Station station{
        .name = "T", .cycle = 6_min, .slots = 2, .interval = 4_min, .load_ahead = true, .load = 1_min, .unload = 1_min};
    const Trace trace(tool(station, 4), 30);
    EXPECT_EQ(trace.log("load start exit"), rows(R"(
        0 load T job1
        1 start T job1
        1 load T job2
        5 start T job2
        8 exit exit job1
        8 load T job3
        9 start T job3
        12 exit exit job2
        12 load T job4
        13 start T job4
        16 exit exit job3
        20 exit exit job4
    )"));
    EXPECT_EQ(trace.states("T"),
              "0 load, 2 processing, 8 load, 9 processing, 12 load, 13 processing, 19 unload, 20 starved");
    // Loaded in the first slot each job takes 5 min there.
    Station plain = station;
    plain.load_ahead = false;
    EXPECT_EQ(Trace(tool(plain, 4), 30).log("start"),
              rows("1 start T job1\n 6 start T job2\n 11 start T job3\n 16 start T job4"));
}
TEST(Slots, AlsoTheChangeoverIsMadeAhead) {
    // b is set up for from 1 to 3 and loaded, while a is worked on, and waits until 5.
    Station station{.name = "T", .cycle = 6_min, .slots = 2, .interval = 4_min, .load_ahead = true, .load = 1_min};
    Plant plant = tool(station, 1);
    plant.products = {{.name = "a"}, {.name = "b"}};
    plant.buffers[0].initial = {{.product = "a"}, {.product = "b"}};
    plant.changeovers = {{.name = "T", .rules = {{.time = 2_min}}}};
    const Trace trace(plant, 20);
    EXPECT_EQ(trace.log("load start exit"), rows(R"(
        0 load T a1
        1 start T a1
        1 load T b1
        5 start T b1
        7 exit exit a1
        11 exit exit b1
    )"));
    EXPECT_EQ(trace.states("T"), "0 load, 1 setup, 3 load, 4 processing, 11 starved");
}
TEST(Slots, ThereMayBeMoreThanTwo) {
    const Trace trace(tool({.name = "T", .cycle = 10_min, .slots = 3, .interval = 3_min}, 4), 30);
    EXPECT_EQ(trace.log("load finish"), rows(R"(
        0 load T job1
        3 load T job2
        6 load T job3
        10 finish T job1
        10 load T job4
        14 finish T job2
        18 finish T job3
        22 finish T job4
    )"));
}
TEST(Slots, WithoutAnIntervalTheFirstHasAllTheWork) {
    const Trace trace(tool({.name = "T", .cycle = 10_min, .slots = 2, .unload = 3_min}, 2), 30);
    EXPECT_EQ(trace.log("load exit"), rows(R"(
        0 load T job1
        10 load T job2
        13 exit exit job1
        23 exit exit job2
    )"));
    EXPECT_EQ(trace.states("T"), "0 processing, 20 unload, 23 starved");
}
TEST(Slots, LoadingAndChangeoverAreInTheFirstAndUnloadingInTheLast) {
    Plant plant =
        tool({.name = "T", .cycle = 10_min, .slots = 2, .interval = 6_min, .load = 1_min, .unload = 1_min}, 2);
    const Trace trace(plant, 30);
    EXPECT_EQ(trace.log("load start finish leave"), rows(R"(
        0 load T job1
        1 start T job1
        7 load T job2
        8 start T job2
        11 finish T job1
        12 leave T job1
        18 finish T job2
        19 leave T job2
    )"));
    // Of what the jobs do, the first in the list of states counts.
    EXPECT_EQ(trace.states("T"), "0 load, 1 processing, 7 load, 8 processing, 18 unload, 19 starved");
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.buffers[0].initial = {{.product = "A"}, {.product = "B"}};
    plant.add(Changeover{.name = "T", .rules = {{.time = 2_min}}});
    const Trace changed(plant, 30);
    EXPECT_EQ(changed.states("T"), "0 load, 1 processing, 7 setup, 9 load, 10 processing, 20 unload, 21 starved");
}
TEST(Slots, AStepMayHaveAnIntervalOfItsOwn) {
    Plant plant = tool({.name = "T", .cycle = 10_min, .slots = 2, .interval = 6_min}, 2);
    plant.routes[0].steps[1].interval = 3_min;
    EXPECT_EQ(Trace(plant, 30).log("load finish"), rows(R"(
        0 load T job1
        3 load T job2
        10 finish T job1
        17 finish T job2
    )"));
}
TEST(Slots, EachPlaceHasItsOwn) {
    const Trace trace(tool({.name = "T", .cycle = 10_min, .places = 2, .slots = 2, .interval = 6_min}, 5), 30);
    EXPECT_EQ(trace.log("load exit"), rows(R"(
        0 load T/1 job1
        0 load T/2 job2
        6 load T/1 job3
        6 load T/2 job4
        10 exit exit job1
        10 exit exit job2
        12 load T/1 job5
        16 exit exit job3
        16 exit exit job4
        22 exit exit job5
    )"));
    EXPECT_EQ(trace.states("T/1"), "0 processing, 22 starved");
    EXPECT_EQ(trace.states("T/2"), "0 processing, 16 starved");
}
TEST(Slots, AJobThatCannotLeaveHoldsThoseBehindItUp) {
    Plant plant = tool({.name = "T", .cycle = 10_min, .slots = 2, .interval = 6_min}, 3);
    plant.add(Station{.name = "S", .cycle = 20_min});
    plant.routes[0].steps = {"Q", "T", "S"};
    const Trace trace(plant, 60);
    EXPECT_EQ(trace.log("load leave"), rows(R"(
        0 load T job1
        6 load T job2
        10 leave T job1
        10 load S job1
        12 load T job3
        30 leave S job1
        30 leave T job2
        30 load S job2
        50 leave S job2
        50 leave T job3
        50 load S job3
    )"));
    // Job 2 is done at 16, job 3 has passed 18 and has its rest from 30 to 34.
    EXPECT_EQ(trace.states("T"), "0 processing, 18 blocked, 30 processing, 34 blocked, 50 starved");
}
TEST(Slots, ABreakdownStandsForAllJobsInside) {
    Station station{.name = "T",
                    .cycle = 10_min,
                    .slots = 2,
                    .interval = 4_min,
                    .breakdowns = {{.dated = {{.at = 5_min, .repair = 3_min}}}}};
    // At 5 job 1 has 5 minutes left, job 2 has 3 left in the first slot.
    const Trace resumed(tool(station, 2), 40);
    EXPECT_EQ(resumed.log("load finish exit"), rows(R"(
        0 load T job1
        4 load T job2
        13 finish T job1
        13 exit exit job1
        19 finish T job2
        19 exit exit job2
    )"));
    EXPECT_EQ(resumed.states("T"), "0 processing, 5 repair, 8 processing, 19 starved");
    // Each starts again in its slot: job 1 has 6 there, job 2 its 4 and then 6.
    station.breakdowns[0].job = JobPolicy::restart;
    EXPECT_EQ(Trace(tool(station, 2), 40).log("finish"), rows(R"(
        14 finish T job1
        20 finish T job2
    )"));
    station.breakdowns[0].job = JobPolicy::scrap;
    EXPECT_EQ(Trace(tool(station, 3), 40).log("load scrap exit"), rows(R"(
        0 load T job1
        4 load T job2
        5 scrap job2
        5 scrap job1
        8 load T job3
        18 exit exit job3
    )"));
    station.breakdowns[0].job = JobPolicy::finish_first;
    const Trace finished(tool(station, 3), 40);
    EXPECT_EQ(finished.log("load finish fail"), rows(R"(
        0 load T job1
        4 load T job2
        10 finish T job1
        16 finish T job2
        16 fail T
        19 load T job3
        29 finish T job3
    )"));
}
TEST(Slots, AJobThatWaitsForTheNextSlotIsScrappedToo) {
    const Station station{.name = "T",
                          .cycle = 10_min,
                          .slots = 2,
                          .interval = 4_min,
                          .breakdowns = {{.dated = {{.at = 9_min, .repair = 3_min}}, .job = JobPolicy::scrap}}};
    EXPECT_EQ(Trace(tool(station, 2), 40).log("load scrap exit"), rows(R"(
        0 load T job1
        4 load T job2
        9 scrap job2
        9 scrap job1
    )"));
}
TEST(Slots, TheBusyClockCountsTheTimeInWhichOneProcesses) {
    Station station{.name = "T",
                    .cycle = 10_min,
                    .places = 2,
                    .slots = 2,
                    .interval = 6_min,
                    .breakdowns = {{.uptime = 12_min, .repair = 1_min, .scope = Scope::place}}};
    const Trace trace(tool(station, 3), 40);
    // Place 1 processes job 1 from 0 and job 3 from 6: 12 minutes are over when job 3 passes on. Place 2 needs 10.
    EXPECT_EQ(trace.log("load fail repair_end finish"), rows(R"(
        0 load T/1 job1
        0 load T/2 job2
        6 load T/1 job3
        10 finish T/1 job1
        10 finish T/2 job2
        12 fail T/1
        13 repair_end T/1
        17 finish T/1 job3
    )"));
}
TEST(Slots, MaintenanceBeginsWhenAllHaveLeft) {
    const Station station{.name = "T",
                          .cycle = 10_min,
                          .slots = 2,
                          .interval = 4_min,
                          .maintenance = {{.dated = {5_min}, .duration = 4_min}}};
    const Trace trace(tool(station, 3), 40);
    EXPECT_EQ(trace.log("load finish maintenance_start"), rows(R"(
        0 load T job1
        4 load T job2
        10 finish T job1
        16 finish T job2
        16 maintenance_start T
        20 load T job3
        30 finish T job3
    )"));
    EXPECT_EQ(trace.states("T"), "0 processing, 16 planned_maintenance, 20 processing, 30 starved");
}
TEST(Slots, OffShiftTheWorkInAllOfThemStands) {
    Plant plant = tool({.name = "T", .cycle = 10_min, .slots = 2, .interval = 6_min, .calendar = "hours"}, 2);
    plant.add(ShiftCalendar{.name = "hours", .spans = {{8_min, 20_min, Presence::off}}});
    // Off from 8 to 20. Job 1 has 2 minutes of its rest left then, job 2 has 4 left in the first slot.
    EXPECT_EQ(Trace(plant, 40).log("load exit"), rows(R"(
        0 load T job1
        6 load T job2
        22 exit exit job1
        28 exit exit job2
    )"));
}
TEST(Slots, ACircleThroughThemIsADeadlock) {
    Plant plant = tool({.name = "T", .cycle = 2_min, .slots = 2, .interval = 1_min}, 3);
    plant.buffers[0].capacity = 3;
    plant.add(Station{.name = "S", .cycle = 1_min});
    plant.add(Source{.name = "in", .interarrival = 1_min, .count = 5});
    plant.routes[0].steps = {Step("Q", {.name = "again"}), "T", Step("S", {.to = {Branch{"again"}}})};
    // At 4 S can't give job 2 back, job 3 is done in the last slot and one from outside waits in the first.
    const Trace trace(plant, 30);
    EXPECT_EQ(trace.outcome.ending, Ending::deadlock);
    EXPECT_EQ(trace.outcome.at, to_ticks(4 * 6e7));
    EXPECT_EQ(trace.outcome.message.substr(0, 24), "deadlock: the stations \"");
}

TEST(SlotsRefused, WhatMeansNothingOrIsNotBuilt) {
    const auto first = [](const Plant& plant) {
        const Faults faults = check(plant);
        return faults.empty() ? std::string("none") : faults.front().text();
    };
    EXPECT_EQ(first(tool({.name = "T", .cycle = 1_min, .interval = 1_min}, 1)),
              "stations/T/interval: means nothing without slots. Give the station slots, or leave it out");
    EXPECT_EQ(first(tool({.name = "T", .cycle = 1_min, .slots = 0}, 1)),
              "stations/T/slots: must be from 1 to 100, is 0. 1 is a place that takes a job when the last has left");
    EXPECT_EQ(first(tool({.name = "T", .cycle = 1_min, .slots = 2, .batch = Batch{}}, 1)),
              "stations/T/batch: batches are not built for places with slots. Leave one of them out");
    Plant plant = tool({.name = "T", .cycle = 1_min, .slots = 2, .operators = {{"miller"}}}, 1);
    plant.add(OperatorPool{.name = "miller", .count = 1});
    EXPECT_EQ(first(plant),
              "stations/T/operators: has people for other phases than setup and load, which is not built for places "
              "with slots. Ask for people when a job is set up or loaded");
    plant = tool({.name = "T", .cycle = 1_min}, 1);
    plant.routes[0].steps[1].interval = 1_min;
    EXPECT_EQ(
        first(plant),
        "routes/r/steps/1/interval: is given, but station \"T\" has no slots. Give the station slots, or leave it "
        "out");
    plant = tool({.name = "T", .cycle = 1_min, .slots = 2}, 1);
    plant.changeovers = {{.name = "T", .cleaning = Cleaning{.time = 1_min, .after_jobs = 5}}};
    EXPECT_EQ(first(plant),
              "stations/T/slots: are not built together with steps, cleaning, first jobs or an early changeover. Leave "
              "them out, or give the changeovers times alone");
}

}  // namespace
}  // namespace linewright
