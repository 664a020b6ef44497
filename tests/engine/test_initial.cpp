// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Starting from today (docs/semantics.md, 17), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

/// S with a buffer before it; a job comes at 50.
Plant shop() {
    Plant plant;
    plant.add(Product{.name = "A"});
    plant.add(arrivals("in", {50}));
    plant.add(Station{.name = "S", .cycle = 10_min});
    plant.add(Buffer{.name = "B"});
    plant.add(Route{.name = "R", .steps = {"B", "S"}});
    return plant;
}
Plant shop_with(InitialState state) {
    Plant plant = shop();
    plant.stations[0].initial = {std::move(state)};
    return plant;
}

// -- jobs on stations --------------------------------------------------------------------------------------------

TEST(InitialJob, GoesOnWithWhatIsLeft) {
    const Trace t(shop_with({.product = "A", .remaining = 3_min, .age = 7_min}), 70);
    EXPECT_EQ(t.states("S"), "0 processing, 3 starved, 50 processing, 60 starved");
    EXPECT_EQ(t.log("release load start exit"), rows(R"(
        0 release A1
        0 load S A1
        3 exit exit A1
        50 release in A2
        50 load S A2
        50 start S A2
        60 exit exit A2
    )"));
    EXPECT_DOUBLE_EQ(t.result.products[0].lead_mean, 10.0 * 60e6);  // 7 + 3, and 10
    EXPECT_EQ(t.result.products[0].lead_min, t.result.products[0].lead_max);
    EXPECT_EQ(t.result.stations[0].jobs_in, 1U);
    EXPECT_EQ(t.result.stations[0].jobs_out, 2U);
    EXPECT_DOUBLE_EQ(t.result.little.wip, 13.0 / 70.0);
    EXPECT_EQ(Watch(shop_with({.product = "A", .remaining_share = 0.4}), 70).exits(), "4 60");
    EXPECT_EQ(Watch(shop_with({.product = "A"}), 70).exits(), "10 60");
    EXPECT_EQ(Watch(shop_with({.product = "A", .remaining = 25_min}), 70).exits(), "25 60");
}
TEST(InitialJob, InEachPhase) {
    const auto exits = [](InitialState state) {
        Plant plant = shop();
        plant.stations[0].load = 2_min;
        plant.stations[0].unload = 3_min;
        plant.products.push_back({.name = "old"});
        plant.add(Changeover{.name = "S", .rules = {{.from = "*", .to = "*", .time = 5_min}}});
        plant.stations[0].initial_setup = "old";
        plant.stations[0].initial = {std::move(state)};
        return Watch(plant, 49).exits() + ": " + Watch(plant, 49).states("S");
    };
    EXPECT_EQ(exits({.product = "A", .phase = InitialPhase::setup, .remaining = 1_min}),
              "16: 0 setup, 1 load, 3 processing, 13 unload, 16 starved");
    EXPECT_EQ(exits({.product = "A", .phase = InitialPhase::load, .remaining = 1_min}),
              "14: 0 load, 1 processing, 11 unload, 14 starved");
    EXPECT_EQ(exits({.product = "A", .phase = InitialPhase::process, .remaining = 1_min}),
              "4: 0 processing, 1 unload, 4 starved");
    EXPECT_EQ(exits({.product = "A", .phase = InitialPhase::unload, .remaining = 1_min}), "1: 0 unload, 1 starved");
    EXPECT_EQ(exits({.product = "A", .phase = InitialPhase::finished}), "0: 0 starved");
}
TEST(InitialJob, FinishedItWaitsForRoom) {
    Plant plant;
    plant.add(arrivals("in", {}));
    plant.sources[0].schedule = {{.at = 50_min}};
    plant.add(Station{.name = "S1", .cycle = 1_min}).add(Station{.name = "S2", .cycle = 10_min});
    plant.add(Buffer{.name = "B", .capacity = 1, .initial = {{.quantity = 1}}});
    plant.add(Route{.name = "R", .steps = {"S1", "B", "S2"}});
    plant.stations[0].initial = {{.product = "job", .phase = InitialPhase::finished}};
    plant.stations[1].initial = {{.product = "job", .remaining = 4_min}};
    const Trace t(plant, 40);
    EXPECT_EQ(t.states("S1"), "0 blocked, 4 starved");
    EXPECT_EQ(t.states("S2"), "0 processing, 24 starved");
    EXPECT_EQ(t.log("exit"), rows("4 exit exit job3\n14 exit exit job1\n24 exit exit job2"));
}
TEST(InitialJob, FinishedItGoesBeforeWhatFinishesAtTheStart) {
    // The job on Y is finished at 0 and, of one instant, Y is first in the plant's order; that on X was finished
    // before. S takes 10 min for each from 4 on.
    Plant plant;
    plant.add(Product{.name = "x"}).add(Product{.name = "y"});
    plant.add(Source{.name = "in x", .schedule = {{.at = 50_min, .product = "x"}}});
    plant.add(Source{.name = "in y", .schedule = {{.at = 50_min, .product = "y"}}});
    plant.add(Station{.name = "Y", .cycle = 1_min}).add(Station{.name = "X", .cycle = 1_min});
    plant.add(Station{.name = "S", .cycle = 10_min});
    plant.add(Route{.name = "x", .products = {"x"}, .steps = {"X", "S"}});
    plant.add(Route{.name = "y", .products = {"y"}, .steps = {"Y", "S"}});
    plant.stations[0].initial = {{.product = "y", .remaining = 0_min}};
    plant.stations[1].initial = {{.product = "x", .phase = InitialPhase::finished}};
    plant.stations[2].initial = {{.product = "x", .remaining = 4_min}};
    EXPECT_EQ(Trace(plant, 40).log("exit"), rows("4 exit exit x2\n14 exit exit x1\n24 exit exit y1"));
    // Both finished before: by the plant's order.
    plant.stations[0].initial = {{.product = "y", .phase = InitialPhase::finished}};
    EXPECT_EQ(Trace(plant, 40).log("exit"), rows("4 exit exit x2\n14 exit exit y1\n24 exit exit x1"));
}
TEST(InitialJob, IsAtTheNamedStepOnTheNamedPlace) {
    Plant plant;
    plant.add(Product{.name = "A"});
    plant.add(arrivals("in", {50}));
    plant.add(Station{.name = "S", .cycle = 10_min, .places = 3});
    plant.add(Buffer{.name = "B"});
    plant.add(Route{.name = "R", .steps = {"B", "S", "B", "S"}});
    plant.routes[0].steps[3].name = "again";
    plant.stations[0].initial = {{.place = 3, .product = "A", .step = "again", .remaining = 2_min},
                                 {.product = "A", .remaining = 6_min}};
    const Trace t(plant, 40);
    EXPECT_EQ(t.states("S/3"), "0 processing, 2 starved");
    EXPECT_EQ(t.log("load exit"), rows(R"(
        0 load S/3 A1
        0 load S/1 A2
        2 exit exit A1
        6 load S/1 A2
        16 exit exit A2
    )"));
}
TEST(InitialJob, BatchesToo) {
    Plant plant = shop();
    plant.stations[0].batch = Batch{.smallest = 4, .largest = 4};
    plant.stations[0].initial = {{.product = "A", .quantity = 3, .remaining = 5_min}};
    EXPECT_EQ(Trace(plant, 40).log("exit"), rows("5 exit exit A1\n5 exit exit A2\n5 exit exit A3"));
}
TEST(InitialJob, KeepsItsPeople) {
    // T is further downstream, but the operator is at S.
    Plant plant = shop();
    plant.add(Station{.name = "T", .cycle = 2_min}).add(Buffer{.name = "C", .initial = {{.product = "A"}}});
    plant.routes[0].steps = {"B", "S", "C", "T"};
    plant.add(OperatorPool{.name = "op"});
    plant.stations[0].operators = plant.stations[1].operators = {{.skill = "op"}};
    plant.stations[0].initial = {{.product = "A", .remaining = 4_min}};
    const Trace t(plant, 30);
    EXPECT_EQ(t.states("S"), "0 processing, 4 starved");
    EXPECT_EQ(t.states("T"), "0 waiting_for_operator, 4 processing, 8 starved");
}
TEST(InitialJob, IsDoneByALevel) {
    Plant plant = shop();
    plant.add(OperatorPool{.name = "op", .skills = {{.skill = "op", .level = 0.5}}});
    plant.stations[0].operators = {{.skill = "op"}};
    plant.stations[0].initial = {{.product = "A", .remaining = 4_min}};
    EXPECT_EQ(Watch(plant, 30).exits(), "8");
}
TEST(InitialJob, StandsOffShift) {
    Plant plant = shop_with({.product = "A", .remaining = 4_min});
    plant.add(ShiftCalendar{.name = "hours", .spans = {{.from = 0_min, .to = 10_min}}});
    plant.stations[0].calendar = "hours";
    EXPECT_EQ(Watch(plant, 30).states("S"), "0 off_shift, 10 processing, 14 starved");
}
TEST(InitialJob, HoldsItsCards) {
    Plant plant;
    plant.add(always("in")).add(Station{.name = "S", .cycle = 10_min}).add(Buffer{.name = "B"});
    plant.add(Route{.name = "R", .steps = {"B", "S"}});
    plant.add(CardLoop{.name = "conwip", .cards = 2});
    plant.stations[0].initial = {{.product = "job", .remaining = 4_min}};
    EXPECT_EQ(Trace(plant, 20).log("release"),
              rows("0 release job1\n0 release in job2\n4 release in job3\n14 release in job4"));
    plant.stations[0].places = 3;
    plant.stations[0].initial.resize(3, plant.stations[0].initial[0]);
    EXPECT_EQ(faults_of(plant), "cards/conwip/cards: are 2 for 3 jobs that stand in the loop at the start\n");
}
TEST(InitialJob, InBuffersAndOnTheirWay) {
    Plant plant = shop();
    plant.routes[0].steps[0].transfer = 8_min;
    plant.buffers[0].capacity = 2;
    plant.buffers[0].initial = {{.product = "A", .age = 20_min}, {.product = "A", .age = 5_min, .arrives_in = 3_min}};
    const Trace t(plant, 45);
    EXPECT_EQ(t.log("release transport enter load exit"), rows(R"(
        0 release A1
        0 enter B A1
        0 release A2
        0 transport B A2
        0 load S A1
        3 enter B A2
        10 exit exit A1
        10 load S A2
        20 exit exit A2
    )"));
    EXPECT_EQ(t.result.products[0].lead_max, 30 * 60'000'000);
    EXPECT_EQ(t.result.products[0].lead_min, 25 * 60'000'000);
}
TEST(InitialJob, OnItsWayItHoldsAPlace) {
    // The job of 1 finds the only place kept for the one that arrives at 3; it sets out when S has taken that one.
    Plant plant = shop();
    plant.sources[0] = arrivals("in", {1});
    plant.routes[0].steps[0].transfer = 8_min;
    plant.buffers[0].capacity = 1;
    plant.buffers[0].initial = {{.product = "A", .arrives_in = 3_min}};
    EXPECT_EQ(Trace(plant, 45).log("release transport enter load exit"), rows(R"(
        0 release A1
        0 transport B A1
        3 enter B A1
        3 load S A1
        3 release in A2
        3 transport B A2
        11 enter B A2
        13 exit exit A1
        13 load S A2
        23 exit exit A2
    )"));
}
TEST(InitialJob, HasDueDatesAndOrders) {
    Plant plant = shop_with({.product = "A", .remaining = 3_min, .order = "late"});
    plant.stations[0].initial[0].due = Duration{-5.0, Unit::min};
    plant.buffers[0].initial = {{.product = "A", .due = 15_min},
                                {.product = "A", .quantity = 2, .due = Duration{-5.0, Unit::min}, .order = "late"}};
    const Trace t(plant, 49);
    ASSERT_EQ(t.result.orders.size(), 1U);
    EXPECT_EQ(t.result.orders[0].name, "late");
    EXPECT_EQ(t.result.orders[0].quantity, 3U);
    EXPECT_EQ(t.result.orders[0].due, -5 * 60'000'000);
    EXPECT_EQ(t.result.orders[0].finished, 33 * 60'000'000);
    EXPECT_EQ(t.result.products[0].orders->due, 1U);  // in the window
    EXPECT_EQ(t.result.products[0].orders->on_time, 1U);
}
TEST(InitialJob, IsWhatAPlaceIsSetUpFor) {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .schedule = {{.at = 10_min, .product = "A", .quantity = 2}}});
    plant.add(Station{.name = "S", .cycle = 4_min, .places = 2}).add(Buffer{.name = "queue"});
    plant.add(Route{.name = "R", .steps = {"queue", "S"}});
    plant.add(Changeover{.name = "S", .rules = {{.from = "*", .to = "*", .time = 3_min}}});
    plant.stations[0].initial = {{.place = 1, .product = "B", .remaining = 1_min}, {.place = 2, .setup = "A"}};
    const Trace t(plant, 30);
    EXPECT_EQ(t.states("S/1"), "0 processing, 1 starved, 10 setup, 13 processing, 17 starved");
    EXPECT_EQ(t.states("S/2"), "0 starved, 10 processing, 14 starved");
}

// -- what is down ------------------------------------------------------------------------------------------------

TEST(InitialDown, TheRepairGoesOnAndTheJobAfterIt) {
    Plant plant = shop_with({.product = "A", .remaining = 3_min});
    plant.stations[0].breakdowns = {
        {.uptime = 20_min, .repair = 5_min, .clock = BreakdownClock::calendar, .name = "jam"}};
    plant.stations[0].initial.push_back({.remaining = 6_min, .breakdown = "jam"});
    const Trace t(plant, 40);
    EXPECT_EQ(t.states("S"), "0 repair, 6 processing, 9 starved, 26 repair, 31 starved");
    EXPECT_EQ(t.result.stations[0].breakdowns, 1U);
}
TEST(InitialDown, ItNeedsItsCrew) {
    Plant plant = shop();
    plant.add(OperatorPool{.name = "fitter"});
    plant.stations[0].breakdowns = {{.uptime = 200_min, .repair = 5_min, .crew = {{"fitter"}}}};
    plant.stations[0].initial = {{.remaining = 6_min, .breakdown = "0"}};
    Station other = plant.stations[0];
    other.name = "T";
    other.initial[0].remaining = 4_min;
    other.breakdowns[0].priority = 1;
    plant.add(other);
    plant.routes[0].steps = {"B", "S", "T"};
    const Trace t(plant, 20);
    EXPECT_EQ(t.states("T"), "0 repair, 4 starved");
    EXPECT_EQ(t.states("S"), "0 waiting_for_crew, 4 repair, 10 starved");
}
TEST(InitialDown, OnePlaceOfSeveralOrAMaintenance) {
    Plant plant;
    plant.add(always("in"));
    plant.add(Station{.name = "S",
                      .cycle = 5_min,
                      .places = 2,
                      .breakdowns = {{.uptime = 100_min, .repair = 5_min, .scope = Scope::place}},
                      .maintenance = {{.name = "oil",
                                       .clock = MaintenanceClock::calendar,
                                       .every = 20_min,
                                       .duration = 6_min,
                                       .mode = MaintenanceMode::immediate}}});
    plant.stations[0].initial = {{.place = 2, .remaining = 3_min, .breakdown = "0"}};
    EXPECT_EQ(Watch(plant, 15).states("S", 0), "0 processing");
    EXPECT_EQ(Watch(plant, 15).states("S", 1), "0 repair, 3 processing");
    plant.stations[0].initial = {{.remaining = 4_min, .maintenance = "oil"}};
    const Trace t(plant, 35);
    EXPECT_EQ(t.states("S/1"), "0 planned_maintenance, 4 processing, 24 planned_maintenance, 30 processing");
    EXPECT_EQ(t.result.stations[0].maintenances, 1U);
}
TEST(InitialClock, HasRunSinceTheLastRepair) {
    Plant plant = shop();
    plant.sources[0] = always("in");
    plant.routes[0].steps = {"S"};
    plant.buffers.clear();
    plant.stations[0].breakdowns = {{.uptime = 30_min, .repair = 5_min}};
    plant.stations[0].initial = {{.breakdown = "0", .clock = 12_min}};
    EXPECT_EQ(Watch(plant, 60).times(Happening::fail), "18 53");
    plant.stations[0].breakdowns[0].clock = BreakdownClock::cycles;
    plant.stations[0].breakdowns[0].uptime = Duration{3, Unit::cycles};
    plant.stations[0].initial[0].clock = Duration{1, Unit::cycles};
    EXPECT_EQ(Watch(plant, 60).times(Happening::fail), "20 55");
    plant.stations[0].breakdowns[0].clock = BreakdownClock::calendar;
    plant.stations[0].breakdowns[0].uptime = uniform(10_min, 20_min);
    plant.stations[0].initial[0].clock = 18_min;  // so it lasts 18 to 20
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Simulation sim(compile(plant), {.seed = seed});
        Watcher watcher;
        sim.run_until(3 * 60'000'000, watcher);
        Tick failed = -1;
        for (const Event& e : watcher.events)
            if (e.what == Happening::fail && failed < 0) failed = e.at;
        EXPECT_GE(failed, 0) << seed;
        EXPECT_LE(failed, 2 * 60'000'000) << seed;
    }
    plant.stations[0].initial[0].clock = 25_min;  // longer than it ever lasts
    EXPECT_EQ(Watch(plant, 5).times(Happening::fail), "0");
}

// -- what makes no sense -----------------------------------------------------------------------------------------

TEST(InitialRefused, EachWithItsPlace) {
    const auto faults = [](InitialState state) { return faults_of(shop_with(std::move(state))); };
    EXPECT_EQ(faults({}), "stations/S/initial/0: says nothing\n");
    EXPECT_EQ(faults({.product = "A", .breakdown = "jam"}), "stations/S/initial/0: says several things at once\n");
    EXPECT_EQ(faults({.place = 2, .product = "A"}),
              "stations/S/initial/0/place: must be from 1 to the station's 1, is 2\n");
    EXPECT_EQ(faults({.product = "X"}), "stations/S/initial/0/product: there is no product \"X\"\n");
    EXPECT_EQ(faults({.product = "A", .quantity = 2}),
              "stations/S/initial/0/quantity: is 2, but the place takes one job at a time\n");
    EXPECT_EQ(faults({.product = "A", .phase = InitialPhase::setup}),
              "stations/S/initial/0/phase: is setup, but the station has no changeovers\n");
    EXPECT_EQ(faults({.product = "A", .phase = InitialPhase::load}),
              "stations/S/initial/0/phase: is load, but loading takes no time here\n");
    EXPECT_EQ(faults({.product = "A", .phase = InitialPhase::unload}),
              "stations/S/initial/0/phase: is unload, but unloading takes no time here\n");
    EXPECT_EQ(faults({.product = "A", .phase = InitialPhase::finished, .remaining = 1_min}),
              "stations/S/initial/0/remaining: is given, but the job is finished\n");
    EXPECT_EQ(faults({.product = "A", .remaining = 1_min, .remaining_share = 0.5}),
              "stations/S/initial/0/remaining_share: is given beside remaining\n");
    EXPECT_EQ(faults({.breakdown = "jam", .clock = 1_min}),
              "stations/S/initial/0/breakdown: there is no breakdown \"jam\"\n");
    EXPECT_EQ(faults({.setup = "A"}), "stations/S/initial/0/setup: is given, but the station has no changeovers\n");
    Plant down = shop();
    down.stations[0].breakdowns = {{.uptime = 20_min, .repair = 5_min}};
    down.stations[0].initial = {{.breakdown = "0"}};
    EXPECT_EQ(faults_of(down), "stations/S/initial/0: does not say how it stands\n");
    down.stations[0].initial[0].clock = 20_min;
    EXPECT_EQ(faults_of(down), "stations/S/initial/0/clock: is at or past the up-time: it would have struck\n");
    Plant two = shop_with({.product = "A"});
    two.stations[0].initial.push_back({.product = "A"});
    EXPECT_EQ(faults_of(two), "stations/S/initial/1: finds its place taken\n");
    Plant way = shop();
    way.buffers[0].initial = {{.product = "A", .arrives_in = 3_min}};
    EXPECT_EQ(faults_of(way), "buffers/B/initial/0/arrives_in: is given, but the way to this step takes no time\n");
    Plant service = shop_with({.product = "A"});
    service.add(Station{.name = "T", .cycle = 1_min});
    service.routes[0].steps = {"B", "S", "T"};
    service.stations[0].blocking = Blocking::before_service;
    EXPECT_EQ(faults_of(service),
              "stations/S/initial/0: jobs on a station with blocking before_service are not built\n");
}

}  // namespace
}  // namespace linewright
