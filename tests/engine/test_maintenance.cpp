// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Planned maintenance (docs/semantics.md, 6), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

/// One station S that always has a job, and its maintenance.
Plant machine(Times cycle, std::vector<Maintenance> maintenance, std::int64_t jobs = 1000) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = jobs});
    plant.add(Station{.name = "S", .cycle = std::move(cycle), .maintenance = std::move(maintenance)});
    return plant;
}
Maintenance calendar(Duration every, Duration duration, MaintenanceMode mode) {
    return {.clock = MaintenanceClock::calendar, .every = every, .duration = duration, .mode = mode};
}
Maintenance whenever(Duration every, Duration duration, Duration deadline) {
    Maintenance m = calendar(every, duration, MaintenanceMode::opportunistic);
    m.deadline = deadline;
    return m;
}
Maintenance at(Duration date, Duration duration, MaintenanceMode mode = MaintenanceMode::after_job) {
    return {.dated = {date}, .duration = duration, .mode = mode};
}

// -- clocks ------------------------------------------------------------------------------------------------------

TEST(MaintenanceClock, CountedInCyclesItFallsDueAtTheCompletionAndStartsAtOnce) {
    const Watch w(
        machine(2_min, {{.clock = MaintenanceClock::cycles, .every = Duration{3, Unit::cycles}, .duration = 4_min}}),
        21);
    EXPECT_EQ(w.exits(), "2 4 6 12 14 16");
    EXPECT_EQ(w.times(Happening::load, "S"), "0 2 4 10 12 14 20");
    EXPECT_EQ(w.states("S"),
              "0 processing, 6 planned_maintenance, 10 processing, 16 planned_maintenance, 20 processing");
}
TEST(MaintenanceClock, ItIsNoFailure) {
    const Watch w(machine(2_min, {at(3_min, 1_min)}), 10);
    EXPECT_EQ(w.of("S").breakdowns, 0U);
    EXPECT_EQ(w.of("S").maintenances, 1U);
    EXPECT_EQ(w.times(Happening::fail), "");
    EXPECT_EQ(w.times(Happening::maintenance_start, "S"), "4");
    EXPECT_EQ(w.times(Happening::maintenance_end, "S"), "5");
}
TEST(MaintenanceClock, BusyTimeStandsWhileTheStationIsStarvedAndStartsAnewAtTheEnd) {
    Plant plant = machine(4_min, {{.every = 7_min, .duration = 3_min}});
    plant.sources[0] = arrivals("in", {0, 10, 20});
    EXPECT_EQ(Watch(plant, 30).states("S"),
              "0 processing, 4 starved, 10 processing, 14 planned_maintenance, 17 starved, 20 processing, 24 starved");
}
TEST(MaintenanceClock, BusyTimeThatRunsOutAtACompletionIsDueThen) {
    EXPECT_EQ(Watch(machine(4_min, {{.every = 8_min, .duration = 3_min}}), 23).states("S"),
              "0 processing, 8 planned_maintenance, 11 processing, 19 planned_maintenance, 22 processing");
}
TEST(MaintenanceClock, CalendarTimeRunsAlsoWhileTheStationIsDownAndItGoesOnBesideTheRepair) {
    Plant plant = machine(50_min, {calendar(12_min, 2_min, MaintenanceMode::immediate)});
    plant.stations[0].breakdowns = {{.dated = {{5_min, 10_min}}}};
    EXPECT_EQ(Watch(plant, 16).states("S"), "0 processing, 5 repair, 12 planned_maintenance, 14 repair, 15 processing");
}
TEST(MaintenanceClock, TimeOnShiftStandsOffShift) {
    Plant plant = machine(
        100_min,
        {{.clock = MaintenanceClock::on_shift, .every = 6_min, .duration = 2_min, .mode = MaintenanceMode::immediate}});
    EXPECT_EQ(faults_of(plant),
              "stations/S/maintenance/0/clock: counts time on shift, but the station has no calendar\n");
    plant.add(ShiftCalendar{.name = "hours", .spans = {{.from = 4_min, .to = 10_min}}});
    plant.stations[0].calendar = "hours";
    EXPECT_EQ(Watch(plant, 16).states("S"),
              "0 processing, 4 off_shift, 10 processing, 12 planned_maintenance, 14 processing");
}
TEST(MaintenanceClock, ADateThatComesBeforeTheLastIsDoneIsDropped) {
    Maintenance m = at(4_min, 5_min, MaintenanceMode::immediate);
    m.dated = {4_min, 6_min, 9_min};
    // 6 falls into the first; 9 is its end.
    EXPECT_EQ(Watch(machine(50_min, {m}), 15).states("S"), "0 processing, 4 planned_maintenance, 14 processing");
}

// -- when it begins ----------------------------------------------------------------------------------------------

TEST(MaintenanceMode, AfterTheJobByDefault) {
    EXPECT_EQ(Maintenance{}.mode, MaintenanceMode::after_job);
    // Due at 7, job to 10; due at 20, job to 23.
    EXPECT_EQ(Watch(machine(5_min, {calendar(7_min, 3_min, MaintenanceMode::after_job)}), 30).states("S"),
              "0 processing, 10 planned_maintenance, 13 processing, 23 planned_maintenance, 26 processing");
}
TEST(MaintenanceMode, AfterTheJobFinishesLoadingAndUnloadingToo) {
    Plant plant = machine(2_min, {at(1_min, 2_min)});
    plant.stations[0].load = 2_min;
    plant.stations[0].unload = 3_min;
    EXPECT_EQ(Watch(plant, 10).states("S"), "0 load, 2 processing, 4 unload, 7 planned_maintenance, 9 load");
}
TEST(MaintenanceMode, AfterTheJobsOfAllPlacesAndTheEmptiedOnesCountAsMaintenance) {
    Plant plant = machine(3_min, {at(2_min, 2_min)});
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.sources[0] = Source{.name = "in", .always = true, .sequence = {"A", "B"}};
    plant.stations[0].cycle = std::map<std::string, Distribution>{{"A", 3_min}, {"B", 8_min}};
    plant.stations[0].places = 2;
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S", 0), "0 processing, 3 planned_maintenance, 10 starved");
    EXPECT_EQ(w.states("S", 1), "0 processing, 8 planned_maintenance, 10 starved");
}
TEST(MaintenanceMode, ImmediateWorkStandsAndGoesOn) {
    // Due at 7 and, anew from 10, at 17.
    const Watch w(machine(5_min, {calendar(7_min, 3_min, MaintenanceMode::immediate)}), 22);
    EXPECT_EQ(w.exits(), "5 13 21");
    EXPECT_EQ(w.states("S"),
              "0 processing, 7 planned_maintenance, 10 processing, 17 planned_maintenance, 20 processing");
}
TEST(MaintenanceMode, OpportunisticWaitsUntilTheStationIsStarved) {
    Plant plant = machine(4_min, {whenever(2_min, 3_min, 20_min)});
    plant.sources[0] = arrivals("in", {0, 10});
    // Due at 2, 9 (starved already) and 14; the job of 10 waits for the end at 12.
    EXPECT_EQ(Trace(plant, 20).states("S"),
              "0 processing, 4 planned_maintenance, 7 starved, 9 planned_maintenance, 12 processing, "
              "16 planned_maintenance, 19 starved");
}
TEST(MaintenanceMode, AStationThatLoadsInTheSameInstantWasNotStarved) {
    Plant plant = machine(4_min, {whenever(2_min, 3_min, 100_min)}, 3);
    EXPECT_EQ(Trace(plant, 16).states("S"), "0 processing, 12 planned_maintenance, 15 starved");
}
TEST(MaintenanceMode, OrUntilItIsBlocked) {
    Plant plant = machine(2_min, {whenever(3_min, 2_min, 50_min)}, 3);
    plant.add(Station{.name = "next", .cycle = 10_min});
    // S: 0-2, 2-4 blocked to 12, 12-14 blocked to 22. Due at 3, then three minutes after each end.
    EXPECT_EQ(Trace(plant, 23).states("S"),
              "0 processing, 4 planned_maintenance, 6 blocked, 9 planned_maintenance, 11 blocked, 12 processing, "
              "14 planned_maintenance, 16 blocked, 19 planned_maintenance, 21 blocked, 22 starved");
}
TEST(MaintenanceMode, OrUntilItIsDown) {
    Plant plant = machine(50_min, {whenever(8_min, 3_min, 100_min)}, 1);
    plant.stations[0].breakdowns = {{.dated = {{10_min, 6_min}}}};
    const Watch w(plant, 30);
    EXPECT_EQ(w.states("S"), "0 processing, 10 planned_maintenance, 13 repair, 16 processing");
    EXPECT_EQ(w.of("S").breakdowns, 1U);
    EXPECT_EQ(w.of("S").maintenances, 1U);
    plant.stations[0].maintenance[0].duration = 9_min;  // longer than the repair: the job goes on at 19
    EXPECT_EQ(Watch(plant, 70).exits(), "59");
}
TEST(MaintenanceMode, OrUntilItIsOffShift) {
    Plant plant = machine(100_min, {whenever(3_min, 4_min, 100_min)});
    plant.add(ShiftCalendar{.name = "hours", .spans = {{.from = 5_min, .to = 12_min}}});
    plant.stations[0].calendar = "hours";
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S"), "0 processing, 5 off_shift, 12 processing");
    EXPECT_EQ(w.times(Happening::maintenance_start), "5");
    EXPECT_EQ(w.times(Happening::maintenance_end), "9");
    plant.stations[0].maintenance[0].duration = 9_min;  // off shift comes first in the list of states
    EXPECT_EQ(Watch(plant, 15).states("S"), "0 processing, 5 off_shift, 12 planned_maintenance, 14 processing");
}
TEST(MaintenanceMode, AtTheDeadlineItGoesOnAsAfterTheJob) {
    // Due at 2, deadline at 12, job to 15; due at 20, deadline at 30, job to 33.
    EXPECT_EQ(Trace(machine(5_min, {whenever(2_min, 3_min, 10_min)}), 37).states("S"),
              "0 processing, 15 planned_maintenance, 18 processing, 33 planned_maintenance, 36 processing");
}
TEST(MaintenanceMode, TwoThatAreDueAreDoneOneAfterTheOther) {
    const Watch w(machine(5_min, {at(4_min, 2_min), {.name = "oil", .dated = {4_min}, .duration = 3_min}}), 12);
    EXPECT_EQ(w.states("S"), "0 processing, 5 planned_maintenance, 10 processing");
    EXPECT_EQ(w.times(Happening::maintenance_start), "5 7");
}
TEST(MaintenanceMode, TheClocksOfTheStationAreThoseOfEachMaintenance) {
    // A every 6 busy minutes, B every 10: A due at 6, job to 8; B at 12 (10 busy), job to 14; A anew from 10: due at
    // 20 (6 busy: 10-14 and 18-20), job to 22.
    const Watch w(machine(4_min, {{.name = "A", .every = 6_min, .duration = 2_min},
                                  {.name = "B", .every = 10_min, .duration = 4_min}}),
                  24);
    EXPECT_EQ(w.times(Happening::maintenance_start), "8 14 22");
}

// -- what it does to the rest ------------------------------------------------------------------------------------

TEST(MaintenanceHold, AFinishedJobMayLeaveAtThatInstantLaterItIsHeldByDefault) {
    Plant plant =
        machine(2_min, {{.clock = MaintenanceClock::cycles, .every = Duration{1, Unit::cycles}, .duration = 3_min}}, 2);
    plant.add(Station{.name = "next", .cycle = 6_min});
    // S: 0-2, away at 2; 5-7, finished while next works to 8, in maintenance to 10.
    EXPECT_EQ(Watch(plant, 20).times(Happening::leave, "S"), "2 10");
    plant.stations[0].release_finished = true;
    EXPECT_EQ(Watch(plant, 20).times(Happening::leave, "S"), "2 8");
}
TEST(MaintenanceRenews, ClocksOfBreakdownsStandAndThoseInItsListStartAnew) {
    Plant plant = machine(500_min, {at(4_min, 5_min, MaintenanceMode::immediate)});
    plant.stations[0].breakdowns = {
        {.uptime = 10_min, .repair = 1_min, .clock = BreakdownClock::calendar, .name = "motor"}};
    EXPECT_EQ(Watch(plant, 20).times(Happening::fail), "15");
    plant.stations[0].maintenance[0].renews = {"motor"};
    EXPECT_EQ(Watch(plant, 20).times(Happening::fail), "19");
    plant.stations[0].places = 2;
    plant.stations[0].breakdowns[0].scope = Scope::place;
    EXPECT_EQ(Watch(plant, 20).times(Happening::fail), "19 19");
}
TEST(MaintenanceRenews, ABreakdownThatWaitsForTheJobBeginsTogetherWithIt) {
    Plant plant = machine(5_min, {at(3_min, 2_min)});
    plant.stations[0].breakdowns = {{.dated = {{3_min, 4_min}}, .job = JobPolicy::finish_first}};
    EXPECT_EQ(Watch(plant, 12).states("S"), "0 processing, 5 planned_maintenance, 7 repair, 9 processing");
}
TEST(MaintenanceCrew, TheWaitForTheCrewIsPlannedMaintenanceToo) {
    Plant plant;
    for (const char* name : {"A", "B"}) {
        Maintenance m = at(5_min, 4_min, MaintenanceMode::immediate);
        m.crew = {{"fitter"}};
        m.priority = *name == 'B' ? 1 : 0;
        plant.add(Source{.name = std::string("in ") + name, .always = true, .route = name});
        plant.add(Station{.name = name, .cycle = 100_min, .maintenance = {m}});
        plant.add(Route{.name = name, .steps = {name}});
    }
    plant.add(OperatorPool{.name = "fitter"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("A"), "0 processing, 5 planned_maintenance, 13 processing");
    EXPECT_EQ(w.states("B"), "0 processing, 5 planned_maintenance, 9 processing");
    EXPECT_EQ(w.times(Happening::maintenance_start, "A"), "9");
    EXPECT_EQ(w.people("fitter"), "working 8, waiting 0, idle 12");
}
TEST(MaintenanceState, OfASavedRunGoesOnTheSame) {
    Plant plant = machine(uniform(2_min, 7_min), {whenever(9_min, 3_min, 20_min),
                                                  {.clock = MaintenanceClock::cycles,
                                                   .every = Duration{7, Unit::cycles},
                                                   .duration = 2_min,
                                                   .mode = MaintenanceMode::immediate}});
    plant.sources[0] = Source{.name = "in", .interarrival = exponential(5_min)};
    plant.stations[0].breakdowns = {{.uptime = exponential(30_min), .repair = 6_min}};
    plant.buffers = {{.name = "b"}};
    plant.routes = {{.name = "r", .steps = {"b", "S"}}};
    const auto program = compile(plant);
    EXPECT_FALSE(program->plain);
    Watcher whole;
    Simulation first(program, {});
    const Tick minute = 60'000'000;
    first.run_until(400 * minute, whole);
    EXPECT_GT(measure(first).stations[0].maintenances, 15U);
    for (const int m : {3, 50, 111, 222}) {
        Watcher parts;
        Simulation second(program, {});
        second.run_until(m * minute, parts);
        Simulation third = Simulation::load(program, second.save());
        third.run_until(400 * minute, parts);
        ASSERT_EQ(parts.events.size(), whole.events.size());
        for (std::size_t i = 0; i < parts.events.size(); ++i) ASSERT_EQ(parts.events[i].at, whole.events[i].at);
    }
}
TEST(MaintenanceRefused, WhatContradictsItselfIsAFaultWithItsPlace) {
    const auto faults = [](Maintenance m) { return faults_of(machine(2_min, {std::move(m)})); };
    EXPECT_EQ(faults({.duration = 1_min}), "stations/S/maintenance/0: does not say when it falls due\n");
    EXPECT_EQ(faults({.every = 5_min, .dated = {3_min}, .duration = 1_min}),
              "stations/S/maintenance/0: says in two ways when it falls due\n");
    EXPECT_EQ(faults({.clock = MaintenanceClock::calendar, .dated = {3_min}, .duration = 1_min}),
              "stations/S/maintenance/0/clock: means nothing for dates\n");
    EXPECT_EQ(faults({.dated = {3_min, 2_min}, .duration = 1_min}),
              "stations/S/maintenance/0/dated/1: comes before the one above it\n");
    EXPECT_EQ(faults({.every = 5_min, .duration = 1_min, .mode = MaintenanceMode::opportunistic}),
              "stations/S/maintenance/0/deadline: is missing: there may never be an opportunity\n");
    EXPECT_EQ(faults({.every = 5_min, .duration = 1_min, .deadline = 3_min}),
              "stations/S/maintenance/0/deadline: goes with opportunistic only\n");
    EXPECT_EQ(faults({.every = 0_min, .duration = 1_min}), "stations/S/maintenance/0/every: has a mean of 0\n");
    EXPECT_EQ(faults({.clock = MaintenanceClock::cycles, .every = 5_min, .duration = 1_min}),
              "stations/S/maintenance/0/every: must be a number of cycles\n");
    EXPECT_EQ(faults({.every = 5_min, .duration = 1_min, .renews = {"motor"}}),
              "stations/S/maintenance/0/renews/0: there is no breakdown \"motor\"\n");
    Plant plant = machine(2_min, {{.every = 5_min, .duration = 1_min, .renews = {"jam"}},
                                  {.name = "0", .every = 5_min, .duration = 1_min}});
    plant.stations[0].breakdowns = {
        {.repair = 1_min, .probability = 0.5, .clock = BreakdownClock::per_cycle, .name = "jam"}};
    EXPECT_EQ(faults_of(plant),
              "stations/S/maintenance/1/name: \"0\" is there twice\n"
              "stations/S/maintenance/0/renews/0: names a breakdown without a clock\n");
}

}  // namespace
}  // namespace linewright
