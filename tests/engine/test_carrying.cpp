// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// People who carry jobs (docs/semantics.md, 4 and 8), each sentence with a trace worked out by hand. Times are minutes;
// with a speed of 1 m/s 60 m are one.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

/// S1 always has a job; a mover who stands at S2, 120 m away, carries it to the buffer there.
Plant carried(Duration first = 4_min, Duration second = 1_min) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "S1", .cycle = first, .position = Point{0, 0}});
    plant.add(Station{.name = "S2", .cycle = second, .position = Point{120, 0}});
    plant.add(Buffer{.name = "B"});
    plant.add(OperatorPool{.name = "mover", .begin_at = "S2"});
    plant.add(Route{.name = "r", .steps = {"S1", Step{"B", {.carried_by = {{"mover"}}}}, "S2"}});
    return plant;
}

TEST(Carrying, SomebodyWalksToTheJobCarriesItAndIsFreeThere) {
    // Asked for at 4, at S1 at 6, at B at 8. S1 goes on at 6.
    const Plant plant = carried();
    const Watch w(plant, 20);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "6 12 18");
    EXPECT_EQ(w.times(Happening::enter), "8 14");
    EXPECT_EQ(w.states("S1"),
              "0 processing, 4 waiting_for_operator, 6 processing, 10 waiting_for_operator, 12 processing, "
              "16 waiting_for_operator, 18 processing");
    EXPECT_EQ(w.people("mover"), "working 6, waiting 0, idle 8");
    EXPECT_EQ(w.result.operators[0].walking, 6 * minute);
    Trace(plant, 60);
}
TEST(Carrying, ItIsByTheDistanceAndTheSpeedOrAsGiven) {
    Plant plant = carried();
    plant.operators[0].speed = 2.0;
    EXPECT_EQ(Watch(plant, 12).times(Happening::enter), "6 11");
    plant.stations[1].position = Point{240, 0};  // moved
    EXPECT_EQ(Watch(plant, 12).times(Happening::enter), "8");
    plant.routes[0].steps[1].transfer = constant(7_min);
    EXPECT_EQ(Watch(plant, 14).times(Happening::enter), "13");
    plant.buffers[0].position = Point{0, 0};  // whose place is its own
    EXPECT_EQ(Watch(plant, 25).times(Happening::leave, "S1"), "6 13 20");
}
TEST(Carrying, OverAislesToo) {
    Plant plant = carried();
    plant.add(Aisle{.name = "x", .from = "a", .to = "b", .length = 60});
    plant.add(Aisle{.name = "y", .from = "b", .to = "c", .length = 120});
    plant.stations[0].position.reset();
    plant.stations[1].position.reset();
    plant.stations[0].at = Spot{"a"};
    plant.stations[1].at = Spot{"c"};
    plant.buffers[0].at = Spot{"b"};
    // From c 3 min, to b 1 min, from b to a 1 min.
    const Watch w(plant, 20);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "7 12 17");
    EXPECT_EQ(w.times(Happening::enter), "8 13 18");
}
TEST(Carrying, ALevelAndACrewChangeAGivenTime) {
    Plant plant = carried();
    plant.routes[0].steps[1].transfer = constant(6_min);
    plant.routes[0].steps[1].carried_by = {{.skill = "carry"}};
    plant.operators[0].skills = {{.skill = "carry", .level = 2.0}};
    EXPECT_EQ(Watch(plant, 12).times(Happening::enter), "9");
    plant.operators[0].count = 2;
    plant.routes[0].steps[1].carried_by[0].time_factors = {1.0, 0.5};
    EXPECT_EQ(Watch(plant, 12).times(Happening::enter), "7.5");
}
TEST(Carrying, AllOfThemComeBeforeTheJobGoes) {
    Plant plant = carried();
    plant.add(OperatorPool{.name = "helper", .speed = 0.5, .begin_at = "S1"});
    plant.routes[0].steps[1].carried_by.push_back({"helper"});
    // The helper is there, the mover at 6; they carry at the pace of the slower one, 4 min.
    const Watch w(plant, 12);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "6");
    EXPECT_EQ(w.times(Happening::enter), "10");
    EXPECT_EQ(w.result.operators[1].waiting, 2 * minute);
}
TEST(Carrying, NobodyIsAskedForBeforeThereIsRoom) {
    Plant plant = carried(2_min, 10_min);
    plant.buffers[0].capacity = 1;
    EXPECT_EQ(Watch(plant, 19).states("S1"),
              "0 processing, 2 waiting_for_operator, 4 processing, 6 waiting_for_operator, 8 processing, 10 blocked, "
              "16 waiting_for_operator, 18 processing");
}
TEST(Carrying, ItMayGoStraightToAStationWhosePlaceIsKeptFree) {
    Plant plant = carried(4_min, 7_min);
    plant.buffers.clear();
    plant.routes[0].steps = {"S1", Step{"S2", {.carried_by = {{"mover"}}}}};
    // There at 6, at S2 at 8: 8-15. The second, finished at 10, is asked for at 15.
    EXPECT_EQ(Watch(plant, 24).times(Happening::load, "S2"), "8 19");
}
TEST(Carrying, WorkAtAStationAndJobsToCarryCompete) {
    // One person does it all. At 4 the job goes, at 6 it is at S2; but S1 has asked for its next one since 4: 8 to 12.
    // Then the work at S2, asked for at 6, 14 to 15, and then the job that is to be carried since 12, at 17.
    Plant plant = carried();
    for (Station& s : plant.stations) s.operators = {{"mover"}};
    plant.operators[0].begin_at = "S1";
    const Watch w(plant, 18);
    EXPECT_EQ(w.times(Happening::start, "S1"), "0 8");
    EXPECT_EQ(w.times(Happening::start, "S2"), "14");
    EXPECT_EQ(w.times(Happening::leave, "S1"), "4 17");
}
TEST(Carrying, AStationThatIsDownHoldsTheJobAndTheyWait) {
    Plant plant = carried();
    plant.stations[0].breakdowns = {{.dated = {{5_min, 4_min}}}};
    const Watch w(plant, 10);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "9");
    EXPECT_EQ(w.result.operators[0].waiting, 3 * minute);
    plant.stations[0].release_finished = true;
    EXPECT_EQ(Watch(plant, 10).times(Happening::leave, "S1"), "6");
}
TEST(Carrying, WhoseShiftEndsBeforeTheJobIsOnItsWayGoesAndOthersAreAskedFor) {
    Plant plant = carried();
    plant.add(ShiftCalendar{.name = "hours", .spans = {{5_min, 50_min}}});
    plant.operators[0].calendar = "hours";
    const Watch w(plant, 54);  // he stands at S1 when he comes back
    EXPECT_EQ(w.times(Happening::leave, "S1"), "50");
    EXPECT_EQ(w.times(Happening::enter), "52");
    EXPECT_EQ(w.result.operators[0].overtime, 0);
}
TEST(Carrying, OnTheWayTheyFinishTheTrip) {
    Plant plant = carried();
    plant.add(ShiftCalendar{.name = "hours", .spans = {{7_min, 50_min}}});
    plant.operators[0].calendar = "hours";
    const Watch w(plant, 40);
    EXPECT_EQ(w.times(Happening::enter), "8");
    EXPECT_EQ(w.result.operators[0].overtime, 1 * minute);
}
TEST(Carrying, ItIsWorkOnTheJob) {
    Plant plant = carried();
    plant.operators[0].wage_per_hour = 60;
    plant.operators[0].paid = Paid::work;
    const Watch w(plant, 19);
    // 5 min of carrying, 6 of walking.
    ASSERT_TRUE(w.result.costs.has_value());
    EXPECT_EQ(w.result.costs->total, 11'000'000);
    EXPECT_EQ(w.result.costs->direct, 5'000'000);
    EXPECT_EQ(w.result.costs->idle, 6'000'000);
}
TEST(Carrying, ASavedRunGoesOnTheSame) {
    Plant plant = carried(2_min, 3_min);
    plant.stations[0].cycle = uniform(1_min, 4_min);
    plant.stations[1].cycle = exponential(3_min);
    plant.stations[0].breakdowns = {{.uptime = exponential(10_min), .repair = exponential(4_min)}};
    plant.buffers[0].capacity = 2;
    plant.operators[0].count = 2;
    plant.operators[0].after_work = AfterWork::go_home;
    expect_saved_runs_go_on(plant, {2, 17, 60, 151}, 300);
    Trace(plant, 200);
}
TEST(CarryingRefused, WhatIsNotBuiltOrContradictsItselfIsAFaultWithItsPlace) {
    EXPECT_EQ(faults_of(carried()), "");
    const auto with = [&](auto change) {
        Plant plant = carried();
        change(plant);
        return faults_of(plant);
    };
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[1].carried_by = {{"moover"}}; }),
              "routes/r/steps/1/carried_by/0/skill: there is no skill \"moover\"\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[1].carried_by[0].number = 2; }),
              "routes/r/steps/1/carried_by/0: needs 2 people with the skill \"mover\", the plant has 1\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[1].carried_by[0].phases = {Phase::load}; }),
              "routes/r/steps/1/carried_by/0/phases: means nothing for a crew, which is there for this work alone\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.operators[0].begin_at = "";
                  for (Station& s : p.stations) s.position.reset();
              }),
              "routes/r/steps/1/transfer: is missing, but people carry jobs here and nobody walks in this plant\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.add(VehicleFleet{.name = "truck", .speed = 1.0});
                  p.routes[0].steps[1].vehicle = "truck";
              }),
              "routes/r/steps/1/vehicle: is given beside people who carry\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.routes[0].steps[0] = {"S1", {.carried_by = {{"mover"}}}};
              }),
              "routes/r/steps/0/carried_by: would fetch jobs from a source, which is not built\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.routes[0].steps[2] = {"S2", {.carried_by = {{"mover"}}}};
              }),
              "routes/r/steps/2/carried_by: is a way from a buffer to its station, which is not built\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.routes[0].steps.push_back({"exit", {.carried_by = {{"mover"}}}});
              }),
              "routes/r/steps/3/carried_by: is given at a way out\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].blocking = Blocking::before_service; }).substr(0, 72),
              "stations/S1/blocking: before_service is not built where people carry on\n");
}

}  // namespace
}  // namespace linewright
