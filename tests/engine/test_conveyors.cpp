// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Conveyors (docs/semantics.md, 4), each sentence with a trace worked out by hand. Times are minutes; with a speed of
// 1 m/s 60 m are one.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

/// S1 always has a job; a conveyor of 3 min with 3 places leads straight to S2.
Plant belt(Duration first, Duration second, bool accumulating = true) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "S1", .cycle = first}).add(Station{.name = "S2", .cycle = second});
    plant.add(Conveyor{.name = "belt", .length = 180, .speed = 1.0, .places = 3, .accumulating = accumulating});
    plant.add(Route{.name = "r", .steps = {"S1", Step{"S2", {.conveyor = "belt"}}}});
    return plant;
}

TEST(Conveyors, AJobTakesItsTimeAndEntersASpacingBehindTheLast) {
    Plant plant = belt(1_min, 1_min);
    plant.conveyors[0].length = 360;
    plant.conveyors[0].places.reset();
    plant.conveyors[0].spacing = 120;  // 6 min long, a job each 2 min, three of them
    const Watch w(plant, 12);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "1 3 5 7 9 11");
    EXPECT_EQ(w.times(Happening::load, "S2"), "7 9 11");
    EXPECT_EQ(w.states("S1"),
              "0 processing, 2 blocked, 3 processing, 4 blocked, 5 processing, 6 blocked, 7 processing, 8 blocked, "
              "9 processing, 10 blocked, 11 processing");
    EXPECT_EQ(Trace(plant, 8).log("leave transport load"), rows(R"(
        0 load S1 job1
        1 leave S1 job1
        1 transport job1
        1 load S1 job2
        3 leave S1 job2
        3 transport job2
        3 load S1 job3
        5 leave S1 job3
        5 transport job3
        5 load S1 job4
        7 load S2 job1
        7 leave S1 job4
        7 transport job4
        7 load S1 job5
    )"));
}
TEST(Conveyors, ThereAreSoManyPlaces) {
    Plant plant = belt(1_min, 1_min);
    plant.conveyors[0].places = 1;
    EXPECT_EQ(Watch(plant, 8).times(Happening::leave, "S1"), "1 4 7");
    plant.conveyors[0].places.reset();
    plant.conveyors[0].spacing = 100;  // two don't fit
    EXPECT_EQ(Watch(plant, 8).times(Happening::leave, "S1"), "1 4 7");
    // The second is at the end at 7 and can't leave before 14. Nobody finds room behind it.
    plant.stations[1].cycle = 10_min;
    EXPECT_EQ(Watch(plant, 20).times(Happening::leave, "S1"), "1 4 14");
}
TEST(Conveyors, JobsCloseUpWhenTheFirstCannotLeave) {
    // In at 2, 4, 6, 8. S2 takes the first at 5, the second, at the end since 7, at 10. The third comes to the end a
    // spacing later, at 11, and goes at 15; the fourth comes at 16 and goes at 20. The fifth, finished at 10, finds the
    // third place empty then; the sixth, finished at 12, at 15.
    const Plant plant = belt(2_min, 5_min);
    const Watch w(plant, 20);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "2 4 6 8 10 15");
    EXPECT_EQ(w.times(Happening::load, "S2"), "5 10 15");
    EXPECT_EQ(w.states("S1"), "0 processing, 12 blocked, 15 processing, 17 blocked");
    const ConveyorResult& c = w.result.conveyors.at(0);
    EXPECT_EQ(c.places, 3U);
    EXPECT_EQ(c.blocked, (3 + 4 + 4) * minute);
    EXPECT_EQ(c.jobs, 3U);
    EXPECT_EQ(c.maximum, 3);
    // On it: 2-5, 4-10, 6-15, 8-20, 10-20, 15-20.
    EXPECT_DOUBLE_EQ(c.mean, (3 + 6 + 9 + 12 + 10 + 5) / 20.0);
    const ConveyorResult& later = Watch(plant, 20, 9).result.conveyors.at(0);
    EXPECT_EQ(later.blocked, (1 + 4 + 4) * minute);
    EXPECT_EQ(later.jobs, 2U);
    Trace(plant, 60);
}
TEST(Conveyors, OrItStandsUntilTheFirstCanLeave) {
    // It stands from 7 to 10: the fourth job finds room at its beginning at 8, the fifth only a spacing of its own time
    // later, at 11. The third comes to the end at 12: it stands from 12 to 15, and from 16 to 20.
    const Plant plant = belt(2_min, 5_min, false);
    const Watch w(plant, 20);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "2 4 6 8 11 15");
    EXPECT_EQ(w.times(Happening::load, "S2"), "5 10 15");
    EXPECT_EQ(w.result.conveyors.at(0).blocked, (3 + 3 + 4) * minute);
    Trace(plant, 60);
}
TEST(Conveyors, AJobOnItIsOnNoStationAndReservesNothingAhead) {
    Plant plant = belt(2_min, 5_min);
    plant.add(Buffer{.name = "B", .capacity = 1});
    plant.routes[0].steps = {"S1", Step{"B", {.conveyor = "belt"}}, "S2"};
    // S2 takes one at 5, 10 and 15. The second is at the end at 7 and finds room; the third at 9, and waits until 10;
    // the fourth at 11, a spacing later, and waits until 15.
    const Watch w(plant, 16);
    EXPECT_EQ(w.times(Happening::enter), "5 7 10 15");
    EXPECT_EQ(w.times(Happening::load, "S2"), "5 10 15");
    EXPECT_EQ(w.result.conveyors.at(0).blocked, (1 + 4) * minute);
}
TEST(Conveyors, SeveralStationsMayFeedOne) {
    Plant plant;
    for (const char* name : {"P", "Q"}) {
        plant.add(Product{.name = name});
        plant.add(Source{.name = std::string("in ") + name, .products = {{name}}, .always = true, .count = 2});
        plant.add(Station{.name = name, .cycle = 3_min});
        plant.add(Buffer{.name = std::string("to ") + name});
        plant.add(Station{.name = std::string("after ") + name, .cycle = 1_min});
        plant.add(Route{
            .name = name,
            .products = {name},
            .steps = {name, Step{std::string("to ") + name, {.conveyor = "belt"}}, std::string("after ") + name}});
    }
    plant.add(Conveyor{.name = "belt", .length = 180, .speed = 1.0, .places = 3});
    EXPECT_EQ(Trace(plant, 12).log("transport enter"), rows(R"(
        3 transport to P P1
        4 transport to Q Q1
        6 enter to P P1
        6 transport to P P2
        7 enter to Q Q1
        7 transport to Q Q2
        9 enter to P P2
        10 enter to Q Q2
    )"));
    // One that can't leave holds up those behind it, wherever they go.
    plant.buffers[0].capacity = 0;
    plant.stations[1].cycle = 10_min;
    EXPECT_EQ(Watch(plant, 30).times(Happening::load, "after Q"), "7 17");
}
TEST(Conveyors, AStationThatIsDownHoldsItsJobAndThePlaceOnItGoesToTheNext) {
    Plant plant = belt(1_min, 5_min);
    plant.stations[0].breakdowns = {{.dated = {{6_min, 20_min}}}};
    // Full from 4 on; at 9 the job that S1 has finished at 5 is held.
    EXPECT_EQ(Watch(plant, 30).times(Happening::leave, "S1"), "1 2 3 4 26 27 28 29");
}
TEST(Conveyors, ACircleThroughOneIsADeadlock) {
    Plant plant = belt(1_min, 2_min);
    plant.conveyors[0].places = 1;
    plant.routes[0].steps[1].to = {{"S1"}};
    // Job 1 is finished at S2 at 6 and goes to S1, where job 3 waits for the conveyor; there job 2 comes to the end
    // at 7.
    const Trace trace(plant, 30);
    EXPECT_EQ(trace.outcome.ending, Ending::deadlock);
    EXPECT_EQ(trace.outcome.at, 7 * minute);
    EXPECT_NE(trace.outcome.message.find("\"S1\", \"S2\""), std::string::npos) << trace.outcome.message;
}
TEST(Deadlocks, ACircleThatClosesWhileAJobWaitsForAVehicleIsNamed) {
    // The truck is away from 1 on. The job on S1, finished at 2, waits for it, that on S2, finished at 3, for S1. At 5
    // the last place of B goes to a job from X.
    Plant plant;
    plant.add(Product{.name = "a"}).add(Product{.name = "x"}).add(Product{.name = "y"});
    plant.add(Source{.name = "in a", .products = {{"a"}}, .always = true, .count = 1});
    plant.add(Source{.name = "in x", .products = {{"x"}}, .always = true, .count = 1});
    plant.add(Source{.name = "in y", .products = {{"y"}}, .always = true, .count = 1});
    plant.add(Station{.name = "S1", .cycle = 2_min}).add(Station{.name = "S2", .cycle = 3_min});
    plant.add(Station{.name = "X", .cycle = 5_min}).add(Station{.name = "Y", .cycle = 1_min});
    plant.add(Station{.name = "Z", .cycle = 1_min});
    plant.add(Buffer{.name = "B", .capacity = 1, .initial = {{.product = "a", .step = "B"}}});
    plant.add(VehicleFleet{.name = "truck"});
    plant.add(Route{.name = "a",
                    .products = {"a"},
                    .steps = {"S1", Step{"B", {.transfer = 1_min, .vehicle = "truck"}}, Step{"S2", {.to = {{"S1"}}}}}});
    plant.add(Route{.name = "x", .products = {"x"}, .steps = {"X", "B", "S2"}});
    plant.add(
        Route{.name = "y", .products = {"y"}, .steps = {"Y", Step{"Z", {.transfer = 30_min, .vehicle = "truck"}}}});
    const Watch w(plant, 60);
    EXPECT_EQ(w.outcome.ending, Ending::deadlock);
    EXPECT_EQ(w.outcome.at, 5 * minute);
    EXPECT_NE(w.outcome.message.find("\"S1\", \"S2\""), std::string::npos) << w.outcome.message;
}
TEST(Conveyors, ASavedRunGoesOnTheSame) {
    for (const bool accumulating : {true, false}) {
        Plant plant = belt(2_min, 3_min, accumulating);
        plant.stations[0].cycle = uniform(1_min, 2_min);
        plant.stations[0].places = 2;
        plant.stations[1].cycle = exponential(2_min);
        const auto program = compile(plant);
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
            EXPECT_EQ(measure(third).conveyors[0].blocked, measure(first).conveyors[0].blocked);
            EXPECT_GT(measure(third).conveyors[0].blocked, 0);
        }
        Trace(plant, 200);
    }
}
TEST(ConveyorsRefused, WhatContradictsItselfIsAFaultWithItsPlace) {
    EXPECT_EQ(faults_of(belt(1_min, 1_min)), "");
    const auto with = [&](auto change) {
        Plant plant = belt(1_min, 1_min);
        change(plant);
        return faults_of(plant);
    };
    EXPECT_EQ(with([](Plant& p) { p.conveyors[0].length = 0; }),
              "conveyors/belt/length: must be > 0 and at most 1e9, is 0\n");
    EXPECT_EQ(with([](Plant& p) { p.conveyors[0].speed = -1; }),
              "conveyors/belt/speed: must be > 0 and at most 1e9, is -1\n");
    EXPECT_EQ(with([](Plant& p) { p.conveyors[0].spacing = 60; }), "conveyors/belt/spacing: is given beside places\n");
    EXPECT_EQ(with([](Plant& p) { p.conveyors[0].places.reset(); }), "conveyors/belt/spacing: is missing\n");
    EXPECT_EQ(with([](Plant& p) { p.conveyors[0].places = 0; }),
              "conveyors/belt/places: must be from 1 to 1,000,000, is 0\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.conveyors[0].places.reset();
                  p.conveyors[0].spacing = 181;
              }),
              "conveyors/belt/spacing: is more than the conveyor's length\n");
    EXPECT_EQ(with([](Plant& p) { p.conveyors[0].speed = 1e9; }),
              "conveyors/belt/speed: takes a job past its own room within a tick of the clock\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[1].conveyor = "bolt"; }),
              "routes/r/steps/1/conveyor: there is no conveyor \"bolt\"\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[1].transfer = constant(1_min); }),
              "routes/r/steps/1/transfer: is given beside a conveyor, whose length and speed say it\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.routes[0].steps[0] = {"S1", {.conveyor = "belt"}};
              }),
              "routes/r/steps/0/conveyor: would bring jobs from a source, which is not built\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.routes[0].steps.push_back({"exit", {.conveyor = "belt"}});
              }),
              "routes/r/steps/2/conveyor: is given at a way out\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.add(Buffer{.name = "B"});
                  p.routes[0].steps = {"S1", "B", Step{"S2", {.conveyor = "belt"}}};
              }),
              "routes/r/steps/2/conveyor: is a way from a buffer to its station, which is not built\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].blocking = Blocking::before_service; }),
              "stations/S1/blocking: before_service is not built where a conveyor leads on\n"
              "stations/S1/blocking: before_service reserves a place, but the way ahead has none\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[1].batch = Batch{.smallest = 2, .largest = 2}; }),
              "routes/r/steps/0: hands jobs straight to \"S2\", which takes batches\n"
              "routes/r/steps/1: ends at station \"S2\", which takes batches\n");
}

}  // namespace
}  // namespace linewright
