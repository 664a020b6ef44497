// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Aisles, and who goes over them (docs/semantics.md, 4 and 8), each sentence with a trace worked out by hand. Times are
// minutes; with a speed of 1 m/s 60 m are one.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

/// a --- main, 120 m --- b; b -> c, 60 m, one way; c --- back, 180 m --- a.
void add_aisles(Plant& plant) {
    plant.add(Aisle{.name = "main", .from = "a", .to = "b", .length = 120});
    plant.add(Aisle{.name = "side", .from = "b", .to = "c", .length = 60, .both_ways = false});
    plant.add(Aisle{.name = "back", .from = "c", .to = "a", .length = 180});
}
/// One man for three stations: S1 at a, S2 half-way along the main aisle, S3 at c.
Plant three_stations() {
    Plant plant;
    add_aisles(plant);
    beside(plant, {.name = "S1", .cycle = 1_min, .operators = {{"man"}}, .at = Spot{"a"}}, {500});
    beside(plant, {.name = "S2", .cycle = 1_min, .operators = {{"man"}}, .at = Spot{.aisle = "main", .metres = 60}},
           {0, 20});
    beside(plant, {.name = "S3", .cycle = 1_min, .operators = {{"man"}}, .at = Spot{"c"}}, {5});
    plant.add(OperatorPool{.name = "man", .begin_at = "S1"});
    return plant;
}

TEST(Aisles, PeopleWalkTheShortestWay) {
    // 60 m to S2: 1 to 2. From there over b to c, 120 m: 7 to 8. Back it is 180 + 60 m, the side aisle being one way.
    const Watch w(three_stations(), 40);
    EXPECT_EQ(w.times(Happening::start, "S2"), "1 24");
    EXPECT_EQ(w.times(Happening::start, "S3"), "7");
    EXPECT_EQ(w.result.operators[0].walking, 7 * minute);
}
TEST(Aisles, MovingAStationIsOneEdit) {
    Plant plant = three_stations();
    plant.stations[2].at = Spot{.aisle = "main", .metres = 60};  // beside S2
    EXPECT_EQ(Watch(plant, 40).times(Happening::start), "1 5 20");
}
TEST(Aisles, WaysOfEqualLengthAreOfEqualLengthToTheTick) {
    // 0.1 + 0.2 m and 0.3 m: whole micrometres.
    Plant plant = three_stations();
    plant.aisles = {{.name = "1", .from = "a", .to = "x", .length = 0.1},
                    {.name = "2", .from = "x", .to = "c", .length = 0.2},
                    {.name = "3", .from = "a", .to = "c", .length = 0.3}};
    plant.stations[1].at = Spot{"x"};
    const Watch w(plant, 10);
    EXPECT_EQ(w.program().walk_times[0][0 * 3 + 2], 300'000);
    plant.aisles.pop_back();
    EXPECT_EQ(Watch(plant, 10).program().walk_times[0][0 * 3 + 2], 300'000);
}
TEST(Aisles, AHomeMayBeANode) {
    Plant plant = three_stations();
    plant.operators[0].begin_at = "b";
    // b to S2 60 m, then 120 m to c, then 240 m.
    EXPECT_EQ(Watch(plant, 40).times(Happening::start), "1 7 24");
    plant.operators[0].after_work = AfterWork::go_home;
    // At 2 he goes back to b, 3; to c at 5: 6. From c home at 7: 180 + 120 m, there at 12; to S2 at 20: 21.
    EXPECT_EQ(Watch(plant, 40).times(Happening::start), "1 6 21");
}
TEST(Aisles, ALineOfTheTableGoesBefore) {
    Plant plant = three_stations();
    plant.add(Walk{"S1", "S2", 3_min});
    EXPECT_EQ(Watch(plant, 10).times(Happening::start, "S2"), "3");
}
TEST(AislesRefused, WhatLeadsNowhereIsAFaultWithItsPlace) {
    EXPECT_EQ(faults_of(three_stations()), "");
    const auto with = [&](auto change) {
        Plant plant = three_stations();
        change(plant);
        return faults_of(plant);
    };
    EXPECT_EQ(with([](Plant& p) { p.aisles.pop_back(); }),
              "stations/S1/at: can't be reached from station \"S3\": no aisles lead there for people\n"
              "stations/S2/at: can't be reached from station \"S3\": no aisles lead there for people\n");
    EXPECT_EQ(with([](Plant& p) { p.aisles[0].length = 0; }),
              "aisles/main/length: must be > 0 and at most 1e9, is 0\n"
              "stations/S2/at/metres: must be from 0 to the aisle's length of 0 m, is 60\n");
    EXPECT_EQ(with([](Plant& p) { p.aisles[0].to = "a"; }), "aisles/main/to: is the node where it begins\n");
    EXPECT_EQ(with([](Plant& p) { p.aisles[0].to = ""; }), "aisles/main/to: is empty\n");
    EXPECT_EQ(with([](Plant& p) { p.aisles[1].name = "main"; }), "aisles/main: is there twice\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].at = Spot{"d"}; }),
              "stations/S1/at: there is no node of the aisles \"d\"\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].at = Spot{.aisle = "mein"}; }),
              "stations/S1/at/aisle: there is no aisle \"mein\"\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[1].at->metres = 121; }),
              "stations/S2/at/metres: must be from 0 to the aisle's length of 120 m, is 121\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].at->metres = 1; }), "stations/S1/at/metres: is given at a node\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].at = Spot{}; }), "stations/S1/at: must name a node or an aisle\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].at.reset(); }),
              "stations/S1/at: is missing, while other stations have one\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.stations[0].position = Point{0, 0};
              }),
              "stations/S1/at: is given beside a position\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.stations[0].at.reset();
                  p.stations[0].position = Point{0, 0};
              }),
              "stations/S1/position: is no spot on the aisles\n");
    EXPECT_EQ(with([](Plant& p) { p.operators[0].begin_at = "before S1"; }),
              "operators/man/begin_at: is buffer \"before S1\", of which it isn't said where it stands\n");
    EXPECT_EQ(with([](Plant& p) { p.operators[0].begin_at = "d"; }),
              "operators/man/begin_at: there is no station \"d\"\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.operators.clear();
                  for (Station& s : p.stations) s.operators.clear();
              }),
              "aisles: are given, but nobody goes there\n");
    Plant plant = three_stations();
    plant.aisles.clear();
    EXPECT_EQ(faults_of(plant),
              "stations/S1/at: is given, but the plant has no aisles\n"
              "stations/S2/at: is given, but the plant has no aisles\n"
              "stations/S3/at: is given, but the plant has no aisles\n");
}

// -- vehicles that drive -----------------------------------------------------------------------------------------

/// S1 at a always has a job, 4 min; a truck that stands at b carries it there, 2 min, where S2 takes it.
Plant one_truck(Duration first = 4_min) {
    Plant plant;
    add_aisles(plant);
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "S1", .cycle = first, .at = Spot{"a"}});
    plant.add(Station{.name = "S2", .cycle = 1_min, .at = Spot{"b"}});
    plant.add(Buffer{.name = "B"});
    plant.add(VehicleFleet{.name = "truck", .speed = 1.0, .begin_at = "S2"});
    plant.add(Route{.name = "r", .steps = {"S1", Step{"B", {.vehicle = "truck"}}, "S2"}});
    return plant;
}
std::vector<std::int64_t> fleet_of(const Watch& w) {
    const FleetResult& f = w.result.vehicles.at(0);
    return {f.loaded / minute, f.empty / minute, f.idle / minute, static_cast<std::int64_t>(f.trips),
            static_cast<std::int64_t>(f.jobs)};
}

TEST(Driving, AVehicleComesForTheJobAndIsFreeWhereItUnloads) {
    // Called at 4, it is at S1 at 6 and at B at 8, where it stays. S1 goes on at 6 and is finished at 10.
    const Plant plant = one_truck();
    const Watch w(plant, 20);
    EXPECT_EQ(w.times(Happening::transport), "6 12 18");
    EXPECT_EQ(w.times(Happening::deliver), "8 14");
    EXPECT_EQ(w.states("S1"),
              "0 processing, 4 blocked, 6 processing, 10 blocked, 12 processing, 16 blocked, 18 processing");
    EXPECT_EQ(fleet_of(w), (std::vector<std::int64_t>{6, 6, 8, 2, 2}));
    EXPECT_EQ(Trace(plant, 9).log("leave transport deliver enter"), rows(R"(
        6 leave S1 job1
        6 transport B job1
        8 deliver B job1
        8 enter B job1
    )"));
}
TEST(Driving, MovingAStationChangesWhatItTakes) {
    Plant plant = one_truck();
    plant.stations[0].at = Spot{.aisle = "main", .metres = 60};
    const Watch w(plant, 12);
    EXPECT_EQ(w.times(Happening::transport), "5 10");
    EXPECT_EQ(w.times(Happening::deliver), "6 11");
}
TEST(Driving, ItMayGoHomeAndFinishesThatWayBeforeItTurns) {
    Plant plant = one_truck(3_min);
    plant.vehicles[0].begin_at = "a";
    plant.vehicles[0].after_work = AfterWork::go_home;
    // At a at 3: delivered at 5, home at 7; called on that way at 6 it is there at 7, too.
    const Watch w(plant, 13);
    EXPECT_EQ(w.times(Happening::transport), "3 7 11");
    EXPECT_EQ(w.times(Happening::deliver), "5 9");
    EXPECT_EQ(fleet_of(w), (std::vector<std::int64_t>{6, 4, 3, 2, 2}));
}
TEST(Driving, LoadingAndUnloadingTakeTheirTime) {
    Plant plant = one_truck();
    plant.vehicles[0].load = constant(1_min);
    plant.vehicles[0].unload = constant(2_min);
    // There at 6, loaded at 7, at B at 9, unloaded at 11. Finished at 11, called: 13, loaded at 14.
    EXPECT_EQ(Trace(plant, 15).log("leave transport deliver"), rows(R"(
        7 leave S1 job1
        7 transport B job1
        11 deliver B job1
        12 leave S2 job1
        14 leave S1 job2
        14 transport B job2
    )"));
}
TEST(Driving, AGivenTransferGoesBeforeTheDistance) {
    Plant plant = one_truck();
    plant.routes[0].steps[1].transfer = constant(7_min);
    EXPECT_EQ(Watch(plant, 20).times(Happening::deliver), "13");
}
TEST(Driving, TheNearestOfTheFleetComes) {
    Plant plant = one_truck();
    plant.vehicles[0].count = 2;
    plant.vehicles[0].begin_at = "c";
    // Both at c, 180 m from a: the first is there at 7 and at b at 9. Finished at 11: from b 2 min, from c 3.
    EXPECT_EQ(Watch(plant, 14).times(Happening::transport), "7 13");
    // Both at a: the first takes the job of 4 at once and stays at b from 6 on. The second stands there when that of 8
    // is finished; from 10 on both are at b, 2 min from those of 12 and 18.
    plant.vehicles[0].begin_at = "a";
    EXPECT_EQ(Watch(plant, 21).times(Happening::transport), "4 8 14 20");
}
/// P and R, a minute to the right of where all is brought, and Q, two minutes to the left.
Plant calls() {
    Plant plant;
    plant.add(VehicleFleet{.name = "truck", .speed = 1.0, .begin_at = "to P"});
    const auto add = [&](const char* name, double cycle, double x) {
        plant.add(Product{.name = name});
        plant.add(Source{.name = std::string("in ") + name, .products = {{name}}, .always = true, .count = 1});
        plant.add(Station{.name = name, .cycle = Duration{cycle, Unit::min}, .position = Point{x, 0}});
        plant.add(Station{.name = std::string("to ") + name, .cycle = 1_min, .position = Point{0, 0}});
        plant.add(Route{
            .name = name, .products = {name}, .steps = {name, Step{std::string("to ") + name, {.vehicle = "truck"}}}});
    };
    add("P", 1, 60);
    add("Q", 2, -120);
    add("R", 2.5, 60);
    return plant;
}
TEST(Driving, AFreeVehicleGoesToWhoHasWaitedLongestOrToTheNearest) {
    // P: called at 1, loaded at 2, brought at 3. Then Q, loaded at 5, brought at 7, and R at 8; or R at 4, 5 and Q
    // at 7.
    Plant plant = calls();
    EXPECT_EQ(Watch(plant, 20).times(Happening::transport), "2 5 8");
    plant.vehicles[0].next_call = NextCall::nearest;
    EXPECT_EQ(Watch(plant, 20).times(Happening::transport), "2 4 7");
}
TEST(Driving, AStationThatIsDownHoldsTheJobAndTheVehicleWaits) {
    Plant plant = one_truck();
    plant.stations[0].breakdowns = {{.dated = {{5_min, 4_min}}}};
    EXPECT_EQ(Watch(plant, 12).times(Happening::transport), "9");
    plant.stations[0].release_finished = true;
    EXPECT_EQ(Watch(plant, 12).times(Happening::transport), "6");
}
TEST(Driving, TheDestinationIsReservedWhenTheVehicleIsCalled) {
    Plant plant = one_truck(2_min);
    plant.buffers[0].capacity = 1;
    plant.stations[1].cycle = 10_min;
    // The first: called at 2, there at 4, at B at 6, S2 6-16. The second: 6, called, there at 8, in B from 10 on. The
    // third is finished at 10 and calls nobody before 16: there at 18.
    EXPECT_EQ(Watch(plant, 20).times(Happening::transport), "4 8 18");
}

// -- several jobs on a vehicle -----------------------------------------------------------------------------------

/// S1 makes a job in 2 min; a truck for three takes 5 min there and 5 back.
Plant big_truck(std::optional<Duration> longest_wait) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "S1", .cycle = 2_min}).add(Station{.name = "S2", .cycle = 1_min});
    plant.add(Buffer{.name = "B"});
    plant.add(VehicleFleet{.name = "truck", .capacity = 3, .longest_wait = longest_wait});
    plant.add(
        Route{.name = "r", .steps = {"S1", Step{"B", {.transfer = 5_min, .vehicle = "truck", .back = 5_min}}, "S2"}});
    return plant;
}
TEST(Loads, AVehicleWaitsForAFullLoad) {
    // 2, 4, 6: full. Brought at 11, back at 16: the job that is finished since 8 gets on, then those of 18 and 20.
    const Plant plant = big_truck(10_min);
    const Watch w(plant, 25);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "2 4 6 16 18 20");
    EXPECT_EQ(w.times(Happening::transport), "6 6 6 20 20 20");
    EXPECT_EQ(w.times(Happening::deliver), "11 11 11");
    EXPECT_EQ(fleet_of(w), (std::vector<std::int64_t>{9 + 9, 5, 2, 1, 3}));
    Trace(plant, 60);
}
TEST(Loads, ButNoLongerThanItsLongestWait) {
    // On at 2 and 4, off at 5; back at 15: the one of 6 at once, the next at 17, off at 18.
    EXPECT_EQ(Watch(big_truck(3_min), 20).times(Happening::transport), "5 5 18 18");
}
TEST(Loads, WithoutOneItTakesTheJobsThatAreThere) {
    Plant plant = big_truck(std::nullopt);
    plant.stations[0].places = 2;
    // Two at 2, back at 12; two at 12.
    EXPECT_EQ(Watch(plant, 14).times(Happening::transport), "2 2 12 12");
    plant.stations[0].places = 4;
    EXPECT_EQ(Watch(plant, 14).times(Happening::transport), "2 2 2 12 12 12");
}
TEST(Loads, EachJobTakesItsTimeToLoadAndUnload) {
    Plant plant = big_truck(std::nullopt);
    plant.stations[0].places = 2;
    plant.vehicles[0].load = constant(1_min);
    plant.vehicles[0].unload = constant(1_min);
    // Loaded at 3 and 4; the place that has been empty since 3 isn't done before 5.
    EXPECT_EQ(Trace(plant, 12).log("transport deliver"), rows(R"(
        4 transport B job1
        4 transport B job2
        10 deliver B job1
        11 deliver B job2
    )"));
}
TEST(Loads, ABatchGetsOnTogether) {
    Plant plant = big_truck(std::nullopt);
    plant.sources[0].always = false;
    plant.sources[0].schedule = {{.at = 0_min, .quantity = 2}};
    plant.stations[0].batch = Batch{.smallest = 2, .largest = 2};
    EXPECT_EQ(Watch(plant, 30).times(Happening::deliver), "7 7");
}
TEST(Loads, JobsForAnotherPlaceDoNotGoAlong) {
    Plant plant = big_truck(std::nullopt);
    plant.stations[0].places = 2;
    plant.add(Product{.name = "x"}).add(Product{.name = "y"}).add(Buffer{.name = "C"});
    plant.sources[0].products = {};
    plant.sources[0].always = false;
    plant.sources[0].schedule = {{.at = 0_min, .product = "x"}, {.at = 0_min, .product = "y"}};
    plant.routes[0].products = {"x"};
    plant.add(Route{.name = "s",
                    .products = {"y"},
                    .steps = {"S1", Step{"C", {.transfer = 5_min, .vehicle = "truck", .back = 5_min}}, "S2"}});
    EXPECT_EQ(Watch(plant, 30).times(Happening::transport), "2 12");
}
TEST(Driving, ASavedRunGoesOnTheSame) {
    Plant plant = one_truck();
    plant.stations[0].cycle = uniform(1_min, 4_min);
    plant.stations[0].places = 2;
    plant.stations[1].cycle = exponential(2_min);
    plant.buffers[0].capacity = 3;
    plant.vehicles[0].count = 2;
    plant.vehicles[0].capacity = 2;
    plant.vehicles[0].longest_wait = 2_min;
    plant.vehicles[0].load = uniform(10_s, 30_s);
    plant.vehicles[0].after_work = AfterWork::go_home;
    expect_saved_runs_go_on(plant, {2, 17, 60, 151}, 300);
    Trace(plant, 200);
}
TEST(DrivingRefused, WhatContradictsItselfIsAFaultWithItsPlace) {
    EXPECT_EQ(faults_of(one_truck()), "");
    const auto with = [&](auto change) {
        Plant plant = one_truck();
        change(plant);
        return faults_of(plant);
    };
    EXPECT_EQ(with([](Plant& p) { p.vehicles[0].speed = 0; }), "vehicles/truck/speed: must be > 0, is 0\n");
    EXPECT_EQ(with([](Plant& p) { p.vehicles[0].capacity = 0; }),
              "vehicles/truck/capacity: must be from 1 to 100,000, is 0\n");
    EXPECT_EQ(with([](Plant& p) { p.vehicles[0].longest_wait = 1_min; }),
              "vehicles/truck/longest_wait: has nothing to wait for: one job is a full load\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.vehicles[0].begin_at = "";
                  p.vehicles[0].after_work = AfterWork::go_home;
              }),
              "vehicles/truck/after_work: is go_home, but it isn't said where their home is\n");
    EXPECT_EQ(
        with([](Plant& p) { p.routes[0].steps[1].back = constant(1_min); }),
        "routes/r/steps/1/back: is given, but the fleet has a speed: the vehicle is free where it has unloaded\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].at.reset(); }),
              "stations/S1/at: is missing, but vehicles \"truck\" go there\n");
    EXPECT_EQ(with([](Plant& p) { p.aisles[0].both_ways = p.aisles[2].both_ways = false; }), "");  // round and round
    EXPECT_EQ(with([](Plant& p) {
                  p.aisles[0].both_ways = false;
                  p.aisles.pop_back();
              }),
              "stations/S1/at: can't be reached from station \"S2\": no aisles lead there for vehicles \"truck\"\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.aisles.clear();
                  for (Station& s : p.stations) s.at.reset();
              }),
              "vehicles/truck/speed: is given, but nothing has a place on the floor\n");
    Plant plant = big_truck(std::nullopt);
    plant.vehicles[0].begin_at = "S1";
    plant.vehicles[0].next_call = NextCall::nearest;
    EXPECT_EQ(faults_of(plant),
              "vehicles/truck/begin_at: means nothing without a speed: such a vehicle is where it is needed\n"
              "vehicles/truck/next_call: means nothing without a speed: such a vehicle is where it is needed\n");
}

}  // namespace
}  // namespace linewright
