// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Contingencies (docs/semantics.md, 16), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

/// One station S that takes so long, with jobs that come every so often.
Plant shop(Duration cycle, Duration every) {
    Plant plant;
    plant.add(Source{.name = "in", .interarrival = every});
    plant.add(Station{.name = "S", .cycle = cycle});
    plant.add(Buffer{.name = "B"});
    plant.add(Route{.name = "R", .steps = {"B", "S"}});
    return plant;
}
Contingency out(Duration from, Duration duration, JobPolicy job = JobPolicy::resume) {
    return {.name = "S is out", .from = from, .duration = duration, .station = "S", .job = job};
}
Contingency stop(Duration from, Duration to, StoppedJobs jobs = StoppedJobs::late) {
    return {.name = "no castings", .from = from, .to = to, .source = "in", .stopped_jobs = jobs};
}
Contingency surge(Duration from, Duration to, double factor) {
    return {.name = "surge", .from = from, .to = to, .source = "in", .rate_factor = factor};
}

// -- a station is out --------------------------------------------------------------------------------------------

TEST(StationOut, ItIsInRepairUntilThenAndTheJobGoesOn) {
    // Jobs at 10, 20, ...: the second is in process at 23, has 3 left, goes on at 40.
    Plant plant = shop(6_min, 10_min);
    plant.add(out(23_min, 17_min));
    const Trace t(plant, 60);
    EXPECT_EQ(t.states("S"), "0 starved, 10 processing, 16 starved, 20 processing, 23 repair, 40 processing");
    EXPECT_EQ(t.log("fail repair_start repair_end exit"), rows(R"(
        16 exit exit job1
        23 fail S
        23 repair_start S
        40 repair_end S
        43 exit exit job2
        49 exit exit job3
        55 exit exit job4
    )"));
    EXPECT_EQ(t.result.stations[0].breakdowns, 1U);
    EXPECT_EQ(t.result.stations[0].maintenances, 0U);
}
TEST(StationOut, TheJobMayStartAgainBeScrappedOrFinishFirst) {
    Plant plant = shop(6_min, 10_min);
    plant.add(out(23_min, 5_min, JobPolicy::restart));
    EXPECT_EQ(Watch(plant, 40).exits(), "16 34");
    plant.contingencies[0].job = JobPolicy::scrap;
    const Watch scrapped(plant, 40);
    EXPECT_EQ(scrapped.exits(), "16 36");
    EXPECT_EQ(scrapped.times(Happening::scrap), "23");
    plant.contingencies[0].job = JobPolicy::finish_first;
    const Watch finished(plant, 40);
    EXPECT_EQ(finished.exits(), "16 26 36");
    EXPECT_EQ(finished.states("S"),
              "0 starved, 10 processing, 16 starved, 20 processing, 26 repair, 28 starved, "
              "30 processing, 36 starved");
}
TEST(StationOut, ItEndsAtItsDateAndIsNoneWhenTheJobsBeforeItTakeThatLong) {
    Plant plant = shop(6_min, 10_min);
    plant.add(out(22_min, 4_min, JobPolicy::finish_first));  // the job is done at 26
    const Trace t(plant, 37);
    EXPECT_EQ(t.states("S"),
              "0 starved, 10 processing, 16 starved, 20 processing, 26 starved, 30 processing, 36 starved");
    EXPECT_EQ(t.result.stations[0].breakdowns, 0U);
}
TEST(StationOut, ARepairGoesOnBesideItAndAMaintenanceUnderWayIsFinishedFirst) {
    Plant plant = shop(6_min, 10_min);
    plant.stations[0].breakdowns = {{.dated = {{22_min, 4_min}}}};
    plant.add(out(24_min, 6_min));
    EXPECT_EQ(Watch(plant, 40).states("S"),
              "0 starved, 10 processing, 16 starved, 20 processing, 22 repair, "
              "30 processing");
    plant = shop(6_min, 10_min);
    plant.stations[0].maintenance = {{.dated = {22_min}, .duration = 4_min, .mode = MaintenanceMode::immediate}};
    plant.add(out(24_min, 6_min));
    EXPECT_EQ(Watch(plant, 40).states("S"),
              "0 starved, 10 processing, 16 starved, 20 processing, "
              "22 planned_maintenance, 26 repair, 30 processing");
}
TEST(StationOut, TheClocksOfBreakdownsStand) {
    Plant plant = shop(6_min, 10_min);
    plant.stations[0].breakdowns = {{.uptime = 30_min, .repair = 1_min, .clock = BreakdownClock::calendar}};
    plant.add(out(2_min, 6_min));
    EXPECT_EQ(Watch(plant, 40).times(Happening::fail, "S"), "2 36");
}
TEST(StationOut, AllPlacesAreAndFromTheStartOnNothingIsLoaded) {
    Plant plant;
    plant.add(always("in"));
    plant.add(Station{.name = "S", .cycle = 6_min, .places = 2});
    plant.add(out(0_min, 5_min));
    const Trace t(plant, 12);
    EXPECT_EQ(t.log("load"), rows(R"(
        5 load S/1 job1
        5 load S/2 job2
        11 load S/1 job3
        11 load S/2 job4
    )"));
    EXPECT_EQ(t.minutes("S"), "repair 10, processing 14");
}

TEST(StationOut, OrOnlyOneOfItsPlaces) {
    Plant plant;
    plant.add(always("in"));
    plant.add(Station{.name = "S", .cycle = 6_min, .places = 2});
    plant.add(out(8_min, 7_min, JobPolicy::restart));
    plant.contingencies[0].place = 2;
    const Trace t(plant, 25);
    EXPECT_EQ(t.states("S/1"), "0 processing");
    EXPECT_EQ(t.states("S/2"), "0 processing, 8 repair, 15 processing");
    EXPECT_EQ(t.log("exit"), rows(R"(
        6 exit exit job1
        6 exit exit job2
        12 exit exit job3
        18 exit exit job5
        21 exit exit job4
        24 exit exit job6
    )"));
}

// -- a source is stopped -----------------------------------------------------------------------------------------

TEST(SourceStopped, WhatWasDueComesAllAtOnceAfterwards) {
    Plant plant = shop(1_min, 10_min);
    plant.add(stop(15_min, 45_min));
    const Trace t(plant, 60);
    EXPECT_EQ(t.log("release"), rows(R"(
        10 release in job1
        45 release in job2
        45 release in job3
        45 release in job4
        50 release in job5
    )"));
    EXPECT_EQ(t.result.sources[0].arrived, 5U);
    EXPECT_EQ(t.result.sources[0].entered, 5U);
    EXPECT_DOUBLE_EQ(t.result.sources[0].backlog, (25.0 + 15.0 + 5.0) / 60.0);
}
TEST(SourceStopped, OrNeverComes) {
    Plant plant = shop(1_min, 10_min);
    plant.add(stop(15_min, 45_min, StoppedJobs::lost));
    const Trace t(plant, 60);
    EXPECT_EQ(t.log("release lost"), rows(R"(
        10 release in job1
        20 lost in job
        30 lost in job
        40 lost in job
        50 release in job2
    )"));
    EXPECT_EQ(t.result.sources[0].lost, 3U);
}
TEST(SourceStopped, OrLaterByAsLong) {
    Plant plant = shop(1_min, 10_min);
    plant.add(stop(15_min, 45_min, StoppedJobs::postponed));
    EXPECT_EQ(Watch(plant, 75).times(Happening::release), "10 50 60 70");
    plant.sources[0] = arrivals("in", {5, 20, 60});
    EXPECT_EQ(Watch(plant, 100).times(Happening::release), "5 50 90");
}
TEST(SourceStopped, WhatIsDueAtTheBeginningComesInTimeAndAtTheEndToo) {
    Plant plant = shop(1_min, 10_min);
    plant.add(stop(20_min, 40_min));
    EXPECT_EQ(Watch(plant, 55).times(Happening::release), "10 20 40 40 50");
    plant.contingencies[0].stopped_jobs = StoppedJobs::lost;
    EXPECT_EQ(Watch(plant, 55).times(Happening::release), "10 20 40 50");
    plant.contingencies[0].stopped_jobs = StoppedJobs::postponed;
    EXPECT_EQ(Watch(plant, 75).times(Happening::release), "10 20 50 60 70");
}
TEST(SourceStopped, ThoseWhoStoodOutsideBeforeComeIn) {
    Plant plant = shop(4_min, 2_min);
    plant.buffers[0].capacity = 1;
    plant.add(stop(9_min, 30_min));
    // 2 and 4 go in (S and B), 6 at 6, 8 at 10; the one of 10 stays outside until 30.
    const Trace t(plant, 31);
    EXPECT_EQ(t.log("release").substr(0, t.log("release").rfind("30")), rows(R"(
        2 release in job1
        4 release in job2
        6 release in job3
        10 release in job4
        30 release in job5
    )"));
}
TEST(SourceStopped, OneThatAlwaysHasAJobLosesItsTurn) {
    Plant plant;
    plant.add(always("in")).add(arrivals("other", {12}));
    plant.add(Station{.name = "S", .cycle = 5_min});
    plant.add(stop(7_min, 21_min));
    const Trace t(plant, 27);
    EXPECT_EQ(t.log("release"), rows(R"(
        0 release in job1
        5 release in job2
        12 release other job3
        21 release in job4
        26 release in job5
    )"));
    EXPECT_EQ(t.states("S"), "0 processing, 10 starved, 12 processing, 17 starved, 21 processing");
}
TEST(SourceStopped, AnOrderThatNeverComesFallsShort) {
    Plant plant = shop(1_min, 10_min);
    plant.sources[0] = Source{.name = "in", .schedule = {{.at = 5_min, .due = 30_min}, {.at = 20_min, .due = 40_min}}};
    plant.add(stop(10_min, 35_min, StoppedJobs::lost));
    EXPECT_EQ(Watch(plant, 60).product("job").orders->fell_short, 1U);
    plant.contingencies[0].stopped_jobs = StoppedJobs::late;
    EXPECT_EQ(Watch(plant, 60).product("job").orders->on_time, 2U);
    plant.contingencies[0].to = 50_min;
    EXPECT_EQ(Watch(plant, 60).product("job").orders->late, 1U);
}
TEST(SourceStopped, FromTheStartOnToo) {
    Plant plant = shop(1_min, 10_min);
    plant.sources[0] = always("in");
    plant.routes[0].steps = {"S"};
    plant.add(stop(0_min, 3_min));
    EXPECT_EQ(Watch(plant, 6).times(Happening::release), "3 4 5");
}

// -- a source at another rate ------------------------------------------------------------------------------------

TEST(Surge, TheClockOfTheSourceGoesFasterForAWhile) {
    // 10, 20, then at twice the rate from 25 on: half of 5 more, 27.5, 32.5, ... to 45: 2.5 x 2 of the next interval.
    Plant plant = shop(1_min, 10_min);
    plant.add(surge(25_min, 45_min, 2.0));
    EXPECT_EQ(Watch(plant, 70).times(Happening::release), "10 20 27.5 32.5 37.5 42.5 50 60");
    plant.contingencies[0].rate_factor = 0.5;  // 25 + 2 x 5, then half of the next by 45
    EXPECT_EQ(Watch(plant, 70).times(Happening::release), "10 20 35 50 60");
}
TEST(Surge, ARateByHourIsMultiplied) {
    // The same draws: what came at an expected count of n comes when so many are expected.
    Plant plant = shop(1_s, 10_min);
    plant.sources[0] = Source{.name = "in", .rate_by_hour = std::vector<double>(24, 10.0)};
    const Watch usual(plant, 600);
    plant.add(surge(0_min, 600_min, 2.0));
    const Watch twice(plant, 300);
    EXPECT_EQ(usual.result.sources[0].arrived, twice.result.sources[0].arrived);
    plant.contingencies[0].rate_factor.reset();  // ten hours later
    plant.contingencies[0].stopped_jobs = StoppedJobs::postponed;
    EXPECT_EQ(Watch(plant, 600).result.sources[0].arrived, 0U);
    EXPECT_EQ(Watch(plant, 1200).result.sources[0].arrived, usual.result.sources[0].arrived);
}

// -- people ------------------------------------------------------------------------------------------------------

TEST(CrewAbsent, SoManyOrAShareOfThePoolForAWhile) {
    Plant plant;
    plant.add(always("in"));
    plant.add(OperatorPool{.name = "crew", .count = 5});
    plant.add(Station{.name = "S", .cycle = 10_min, .places = 5, .operators = {{.skill = "crew"}}});
    plant.add(Contingency{.name = "flu", .from = 12_min, .to = 35_min, .operators = "crew", .share = 0.4});
    // Of five at work two leave at 12, those who began last: the fourth and fifth place stand until the others are done
    // at 20, and are done at 28. Then the second and third have their turn; the fourth has the one who is free at 30,
    // the fifth one of those who come back at 35.
    const Trace t(plant, 50);
    EXPECT_EQ(t.states("S/5"),
              "0 processing, 12 waiting_for_operator, 20 processing, 28 waiting_for_operator, 35 processing");
    EXPECT_EQ(t.result.operators[0].absent, 2 * Tick{23} * 60'000'000);
    plant.contingencies[0].share.reset();
    plant.contingencies[0].count = 2;
    EXPECT_EQ(Trace(plant, 50).log(), t.log());
    plant.contingencies.clear();
    plant.operators[0].absence = {{.count = 2, .from = 12_min, .to = 35_min}};
    EXPECT_EQ(Trace(plant, 50).log(), t.log());
}

// -- power -------------------------------------------------------------------------------------------------------

/// Two stations one behind the other that take 10 kW each at work, 2 kW else.
Plant hungry() {
    Plant plant;
    plant.add(always("in"));
    plant.add(Station{.name = "S1", .cycle = 6_min}).add(Station{.name = "S2", .cycle = 4_min});
    plant.add(Buffer{.name = "B", .capacity = 1}).add(Route{.name = "R", .steps = {"S1", "B", "S2"}});
    for (Station& station : plant.stations) station.power_kw = {{"*", 2.0}, {"processing", 10.0}};
    return plant;
}
Contingency cap(Duration from, Duration to, double kw) {
    return {.name = "short", .from = from, .to = to, .power_kw = kw};
}

TEST(PowerCap, ProcessingStartsOnlyWhileTheSumStaysUnderIt) {
    // Without: S1 always, S2 for 4 of 6. From 7 on one of the two: what runs goes on (S2 until 10, S1 until 12); at 12
    // S2 is further downstream, S1 gets the power at 16; at 22 S2 again; at 26 S1, from 30 on all as before.
    Plant plant = hungry();
    plant.add(cap(7_min, 30_min, 15.0));
    const Trace t(plant, 40);
    EXPECT_EQ(t.states("S1"),
              "0 processing, 12 waiting_for_material, 16 processing, 22 waiting_for_material, 26 processing");
    EXPECT_EQ(
        t.states("S2"),
        "0 starved, 6 processing, 10 starved, 12 processing, 16 starved, 22 processing, 26 starved, 32 processing, "
        "36 starved, 38 processing");
}
TEST(PowerCap, IsExactAndAStationThatTakesMoreNeverStarts) {
    Plant plant = hungry();
    plant.add(cap(7_min, 30_min, 20.0));  // just enough for both
    EXPECT_EQ(Watch(plant, 40).states("S1"), "0 processing");
    plant.contingencies[0].power_kw = 19.9;
    EXPECT_NE(Watch(plant, 40).states("S1"), "0 processing");
    plant.contingencies[0].power_kw = 11.9;  // 10 and the 2 of the other are more
    EXPECT_EQ(Watch(plant, 40).states("S1"), "0 processing, 12 waiting_for_material, 30 processing");
    EXPECT_EQ(Watch(plant, 34).states("S2"),
              "0 starved, 6 processing, 10 starved, 12 waiting_for_material, 30 processing");
}
TEST(PowerCap, WhatHasStoodAsksAgainAndPeopleComeAfterPower) {
    // S1 is down from 8 to 9 and has 4 left; power is short, and S2 has it until 10.
    Plant plant = hungry();
    plant.stations[0].breakdowns = {{.dated = {{8_min, 1_min}}}};
    plant.add(cap(7_min, 30_min, 15.0));
    EXPECT_EQ(Watch(plant, 14).states("S1"), "0 processing, 8 repair, 9 waiting_for_material, 10 processing");
    // With an operator whom S1 and S2 share nothing changes but who waits for what.
    plant = hungry();
    plant.add(OperatorPool{.name = "op"});
    plant.stations[0].operators = plant.stations[1].operators = {{.skill = "op"}};
    plant.add(cap(0_min, 30_min, 15.0));
    const Trace t(plant, 30);
    EXPECT_EQ(t.states("S1"),
              "0 processing, 6 waiting_for_material, 10 processing, 16 waiting_for_material, "
              "20 processing, 26 waiting_for_material");
    EXPECT_EQ(t.states("S2"), "0 starved, 6 processing, 10 starved, 16 processing, 20 starved, 26 processing");
}
TEST(PowerCap, AScrappedJobWaitsNoMore) {
    // The job that S1 began at 6 stands from 8 on; it waits for power when it is scrapped.
    Plant plant = hungry();
    plant.stations[0].breakdowns = {{.dated = {{8_min, 1_min}}}, {.dated = {{12_min, 2_min}}, .job = JobPolicy::scrap}};
    plant.add(cap(7_min, 21_min, 5.0));
    const Trace t(plant, 30);
    EXPECT_EQ(t.states("S1"),
              "0 processing, 8 repair, 9 waiting_for_material, 12 repair, 14 waiting_for_material, 21 processing");
    EXPECT_EQ(t.log("scrap"), rows("12 scrap job2"));
}

// -- saved runs --------------------------------------------------------------------------------------------------

TEST(Contingencies, GoOnFromASavedRun) {
    Plant plant = hungry();
    plant.sources[0] = Source{.name = "in", .interarrival = 5_min};
    plant.add(cap(7_min, 30_min, 15.0)).add(stop(18_min, 33_min));
    plant.add(
        Contingency{.name = "S1 is out", .from = 35_min, .to = 41_min, .station = "S1", .job = JobPolicy::restart});
    const auto program = compile(plant);
    constexpr Tick hour = 3'600'000'000;
    Watcher whole;
    Simulation first(program, {});
    first.run_until(hour, whole);
    ASSERT_GT(whole.events.size(), 20U);
    for (Tick minute = 1; minute < 60; ++minute) {
        Simulation half(program, {});
        half.run_until(minute * 60'000'000);
        Simulation again = Simulation::load(program, half.save());
        again.run_until(hour);
        half.run_until(hour);
        EXPECT_EQ(again.save(), half.save()) << minute;
        EXPECT_EQ(measure(again).stations[0].time, measure(first).stations[0].time) << minute;
        EXPECT_EQ(again.good(), first.good());
    }
}

// -- what makes no sense -----------------------------------------------------------------------------------------

TEST(ContingenciesRefused, EachWithItsPlace) {
    const Plant plant = [] {
        Plant p = shop(6_min, 10_min);
        p.add(OperatorPool{.name = "crew", .count = 3});
        return p;
    }();
    const auto faults = [&](Contingency c) {
        Plant with = plant;
        c.name = "c";
        if (c.from == Duration{}) c.from = 10_min;
        with.add(std::move(c));
        return faults_of(with);
    };
    EXPECT_EQ(faults({.to = 20_min}), "contingencies/c: does not say what it concerns\n");
    EXPECT_EQ(faults({.to = 20_min, .station = "S", .source = "in"}),
              "contingencies/c: concerns several things at once\n");
    EXPECT_EQ(faults({.station = "S"}), "contingencies/c: does not say when it ends\n");
    EXPECT_EQ(faults({.to = 20_min, .duration = 5_min, .station = "S"}),
              "contingencies/c: says in two ways when it ends\n");
    EXPECT_EQ(faults({.to = 10_min, .station = "S"}), "contingencies/c/to: is not after its begin\n");
    EXPECT_EQ(faults({.to = 20_min, .station = "T"}), "contingencies/c/station: there is no station \"T\"\n");
    EXPECT_EQ(faults({.to = 20_min, .station = "S", .count = 1}), "contingencies/c/count: goes with operators only\n");
    EXPECT_EQ(faults({.to = 20_min, .station = "S", .place = 2}),
              "contingencies/c/place: must be from 1 to the station's 1, is 2\n");
    EXPECT_EQ(faults({.to = 20_min, .operators = "crew"}), "contingencies/c: does not say who is absent\n");
    EXPECT_EQ(faults({.to = 20_min, .operators = "crew", .count = 4}),
              "contingencies/c/count: must be from 1 to the pool's 3, is 4\n");
    EXPECT_EQ(faults({.to = 20_min, .operators = "crew", .share = 1.2}),
              "contingencies/c/share: must be above 0 and at most 1, is 1.2\n");
    EXPECT_EQ(faults({.to = 20_min, .operators = "crew", .people = {"Ann"}}),
              "contingencies/c/people/0: there is no person \"Ann\" in the pool\n");
    EXPECT_EQ(faults({.to = 20_min, .source = "in", .rate_factor = 0.0}),
              "contingencies/c/rate_factor: must be > 0, is 0\n");
    EXPECT_EQ(faults({.to = 20_min, .source = "in", .stopped_jobs = StoppedJobs::lost, .rate_factor = 2.0}),
              "contingencies/c/stopped_jobs: means nothing for a source that goes on\n");
    EXPECT_EQ(faults({.to = 20_min, .power_kw = 5.0}),
              "contingencies/c/power_kw: is given, but no station takes power\n");
    Plant twice = plant;
    twice.add(out(10_min, 10_min)).add(out(15_min, 10_min));
    twice.contingencies[1].name = "again";
    EXPECT_EQ(faults_of(twice), "contingencies/again: overlaps with \"S is out\", which concerns the same\n");
    Plant batches = plant;
    batches.buffers.clear();
    batches.routes[0].steps = {"S"};
    batches.stations[0].batch = Batch{.largest = 2};
    batches.add(stop(10_min, 20_min));
    EXPECT_EQ(faults_of(batches),
              "contingencies: stop the source \"in\", whose jobs go straight into a batch: that is not built\n");
}

}  // namespace
}  // namespace linewright
