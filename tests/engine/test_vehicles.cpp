// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Vehicles (docs/semantics.md, 4), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

Step carried(const char* to, Duration loaded, Duration empty, const char* fleet = "truck") {
    return {to, {.transfer = loaded, .vehicle = fleet, .back = empty}};
}
/// S1 always has a job; a truck carries from it to B, from which S2 takes.
Plant line(Duration first, Duration second, Duration loaded, Duration empty, std::int64_t jobs = 1000) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = jobs});
    plant.add(Station{.name = "S1", .cycle = first}).add(Station{.name = "S2", .cycle = second});
    plant.add(Buffer{.name = "B"}).add(VehicleFleet{.name = "truck"});
    plant.add(Route{.name = "r", .steps = {"S1", carried("B", loaded, empty), "S2"}});
    return plant;
}

TEST(Vehicles, AFinishedJobWaitsOnItsStationUntilOneIsThere) {
    const Plant plant = line(4_min, 1_min, 3_min, 2_min, 4);
    const Watch w(plant, 30);
    EXPECT_EQ(w.times(Happening::transport), "4 9 14 19");
    EXPECT_EQ(w.times(Happening::deliver), "7 12 17 22");
    EXPECT_EQ(w.times(Happening::enter), "7 12 17 22");
    EXPECT_EQ(w.states("S1"),
              "0 processing, 8 blocked, 9 processing, 13 blocked, 14 processing, 18 blocked, 19 starved");
    EXPECT_EQ(w.exits(), "8 13 18 23");
    EXPECT_EQ(Trace(plant, 10).log("leave transport deliver enter"), rows(R"(
        4 leave S1 job1
        4 transport B job1
        7 deliver B job1
        7 enter B job1
        8 leave S2 job1
        9 leave S1 job2
        9 transport B job2
    )"));
}
TEST(Vehicles, TheDestinationIsReservedWhenTheTripStartsAndWithoutRoomThereIsNone) {
    Plant plant = line(2_min, 10_min, 3_min, 1_min);
    plant.buffers[0].capacity = 1;
    // S2 5-15, 15-25. The second job is in the buffer from 9 on; the third waits for its place until 15.
    const Watch w(plant, 26);
    EXPECT_EQ(w.times(Happening::transport), "2 6 15 25");
    EXPECT_EQ(w.states("S1"),
              "0 processing, 4 blocked, 6 processing, 8 blocked, 15 processing, 17 blocked, 25 processing");
}
TEST(Vehicles, SeveralOfAFleetGoIndependently) {
    Plant plant = line(2_min, 1_min, 3_min, 2_min);
    plant.vehicles[0].count = 2;
    // Free again five minutes after each start: 2 and 4, then 7 and 9.
    EXPECT_EQ(Watch(plant, 15).times(Happening::transport), "2 4 7 9 12 14");
}
TEST(Vehicles, WaitingJobsGetThemInTheOrderOfBlocking) {
    Plant plant;
    plant.add(VehicleFleet{.name = "truck"});
    int i = 0;
    for (const char* name : {"A", "C", "D"}) {
        plant.add(Product{.name = name});
        plant.add(Source{.name = std::string("in ") + name, .products = {{name}}, .always = true, .count = 1});
        plant.add(Station{.name = name, .cycle = Duration{3.0 - i++, Unit::min}});
        plant.add(Station{.name = std::string("to ") + name, .cycle = 1_min});
        plant.add(
            Route{.name = name,
                  .products = {name},
                  .steps = {name, Step{std::string("to ") + name,
                                       {.transfer = Duration{4, Unit::min}, .vehicle = "truck", .back = 2_min}}}});
    }
    // D at 1, free at 7; C blocked since 2, A since 3.
    EXPECT_EQ(Trace(plant, 30).log("leave"), rows(R"(
        1 leave D D1
        6 leave to D D1
        7 leave C C1
        12 leave to C C1
        13 leave A A1
        18 leave to A A1
    )"));
}
TEST(Vehicles, NobodyTakesOnePastThoseWhoWait) {
    Plant plant;
    plant.add(VehicleFleet{.name = "truck"});
    const std::pair<const char*, double> lines[] = {{"A", 7.0}, {"C", 2.0}, {"D", 1.0}};
    for (const auto& [name, cycle] : lines) {
        plant.add(Product{.name = name});
        plant.add(Source{.name = std::string("in ") + name, .products = {{name}}, .always = true, .count = 1});
        plant.add(Station{.name = name, .cycle = Duration{cycle, Unit::min}});
        plant.add(Station{.name = std::string("to ") + name, .cycle = 1_min});
        plant.add(
            Route{.name = name,
                  .products = {name},
                  .steps = {name, Step{std::string("to ") + name,
                                       {.transfer = Duration{4, Unit::min}, .vehicle = "truck", .back = 2_min}}}});
    }
    // D at 1, free at 7, when A is just done: C has waited since 2.
    EXPECT_EQ(Trace(plant, 15).log("transport"), rows("1 transport D1\n 7 transport C1\n 13 transport A1"));
}
TEST(Vehicles, OfOneInstantDownstreamFirst) {
    Plant plant = line(5_min, 5_min, 4_min, 2_min, 1);
    plant.buffers[0].initial = {{.quantity = 1}};
    plant.add(Buffer{.name = "C"}).add(Station{.name = "S3", .cycle = 1_min});
    plant.routes[0].steps = {"S1", carried("B", 4_min, 2_min), "S2", carried("C", 4_min, 2_min), "S3"};
    // Both are finished at 5; the vehicle is back at 11.
    EXPECT_EQ(Trace(plant, 14).log("transport"), rows("5 transport C job1\n 11 transport B job2"));
}
TEST(Vehicles, ItMayCarryStraightToAStationWhosePlaceItKeepsFree) {
    Plant plant = line(4_min, 7_min, 3_min, 2_min, 3);
    plant.buffers.clear();
    plant.routes[0].steps = {"S1", carried("S2", 3_min, 2_min)};
    // S2 7-14; the second is fetched when S2 is empty at 14: 17-24.
    const Watch w(plant, 30);
    EXPECT_EQ(w.times(Happening::transport), "4 14 24");
    EXPECT_EQ(w.times(Happening::load, "S2"), "7 17 27");
}
TEST(Vehicles, AJobOnAStationThatIsDownIsHeldAndOthersAreServed) {
    Plant plant = line(4_min, 1_min, 3_min, 2_min, 2);
    plant.stations[0].breakdowns = {{.dated = {{8_min, 3_min}}}};
    EXPECT_EQ(Watch(plant, 30).times(Happening::transport), "4 11");
    plant.stations[0].release_finished = true;
    EXPECT_EQ(Watch(plant, 30).times(Happening::transport), "4 9");
}
TEST(Vehicles, TheirTimesSumToTheWindow) {
    const Plant plant = line(4_min, 1_min, 3_min, 2_min, 4);
    const auto of = [](const Watch& w) {
        const FleetResult& f = w.result.vehicles.at(0);
        const Tick minute = 60'000'000;
        return std::vector<std::int64_t>{f.loaded / minute, f.empty / minute, f.idle / minute,
                                         static_cast<std::int64_t>(f.trips)};
    };
    EXPECT_EQ(of(Watch(plant, 30)), (std::vector<std::int64_t>{12, 8, 10, 4}));
    EXPECT_EQ(of(Watch(plant, 11)), (std::vector<std::int64_t>{5, 2, 4, 1}));
    // From 8 on: empty 8-9, loaded 9-12, empty 12-14, loaded 14-17, empty 17-19, loaded 19-20.
    EXPECT_EQ(of(Watch(plant, 20, 8)), (std::vector<std::int64_t>{7, 5, 0, 2}));
    Plant two = line(2_min, 1_min, 3_min, 2_min);
    two.vehicles[0].count = 2;
    // Loaded from 2, 4, 7, 9 and 12 on for 3 minutes each and 14-15; empty after the first four for 2.
    EXPECT_EQ(of(Watch(two, 15)), (std::vector<std::int64_t>{16, 8, 6, 4}));
}
TEST(Vehicles, ASavedRunGoesOnTheSame) {
    Plant plant = line(2_min, 3_min, 2_min, 1_min);
    plant.stations[0].cycle = uniform(1_min, 4_min);
    plant.stations[1].cycle = exponential(3_min);
    plant.buffers[0].capacity = 2;
    plant.vehicles[0].count = 2;
    plant.routes[0].steps[1].transfer = uniform(1_min, 5_min);
    plant.routes[0].steps[1].back = exponential(2_min);
    const auto program = compile(plant);
    const Tick minute = 60'000'000;
    Watcher whole;
    Simulation first(program, {});
    first.run_until(300 * minute, whole);
    for (const int m : {2, 17, 60, 151}) {
        Watcher parts;
        Simulation second(program, {});
        second.run_until(m * minute, parts);
        Simulation third = Simulation::load(program, second.save());
        third.run_until(300 * minute, parts);
        ASSERT_EQ(parts.events.size(), whole.events.size());
        for (std::size_t i = 0; i < parts.events.size(); ++i) ASSERT_EQ(parts.events[i].at, whole.events[i].at);
        EXPECT_EQ(measure(third).vehicles[0].loaded, measure(first).vehicles[0].loaded);
    }
}
TEST(VehiclesRefused, WhatIsNotBuiltOrContradictsItselfIsAFaultWithItsPlace) {
    const Plant good = line(4_min, 1_min, 3_min, 2_min);
    EXPECT_EQ(faults_of(good), "");
    const auto with = [&](auto change) {
        Plant plant = good;
        change(plant);
        return faults_of(plant);
    };
    EXPECT_EQ(with([](Plant& p) { p.vehicles[0].count = 0; }),
              "vehicles/truck/count: must be from 1 to 100,000, is 0\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[1].vehicle = "trick"; }),
              "routes/r/steps/1/vehicle: there is no fleet of vehicles \"trick\"\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[1].transfer.reset(); }),
              "routes/r/steps/1/transfer: is missing, but a vehicle carries jobs here\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[1].vehicle.clear(); }),
              "routes/r/steps/1/back: is given without a vehicle\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[0] = carried("S1", 1_min, 1_min); }),
              "routes/r/steps/0/vehicle: would fetch jobs from a source, which is not built\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.routes[0].steps[2] = {"S2", {.vehicle = "truck"}};
              }),
              "routes/r/steps/2/vehicle: is a way from a buffer to its station, which is not built\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.routes[0].steps.push_back({"exit", {.vehicle = "truck"}});
              }),
              "routes/r/steps/3/vehicle: is given at a way out\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].blocking = Blocking::before_service; }),
              "stations/S1/blocking: before_service is not built where a vehicle carries on\n");
    EXPECT_EQ(with([](Plant& p) { p.add(VehicleFleet{.name = "truck"}); }), "vehicles/truck: is there twice\n");
}

}  // namespace
}  // namespace linewright
