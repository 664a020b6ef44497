// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Transfer batches (docs/semantics.md, 4), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

/// S1 makes a job in 2 min; they move to B three at once.
Plant threes(std::optional<Duration> longest_wait = {}, Duration second = 1_min) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "S1", .cycle = 2_min}).add(Station{.name = "S2", .cycle = second});
    plant.add(Buffer{.name = "B"});
    plant.add(Route{.name = "r", .steps = {"S1", Step{"B", {.transfer_batch = TransferBatch{3, longest_wait}}}, "S2"}});
    return plant;
}

TEST(Groups, JobsMoveOnlyTogether) {
    Plant plant = threes();
    const Watch w(plant, 14);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "2 4 6 8 10 12");
    EXPECT_EQ(w.times(Happening::enter), "6 6 6 12 12 12");
    EXPECT_EQ(w.times(Happening::load, "S2"), "6 7 8 12 13");
    plant.routes[0].steps[1].transfer = constant(5_min);
    EXPECT_EQ(Trace(plant, 12).log("transport enter"), rows(R"(
        6 transport B job1
        6 transport B job2
        6 transport B job3
        11 enter B job1
        11 enter B job2
        11 enter B job3
    )"));
    Trace(plant, 60);
}
TEST(Groups, ButTheFirstWaitsNoLongerThanTheLongestWait) {
    // 2 and 4 at 5, 6 and 8 at 9. The rest of a run goes like that, too.
    Plant plant = threes(3_min);
    EXPECT_EQ(Watch(plant, 12).times(Happening::enter), "5 5 9 9");
    plant.sources[0].count = 4;
    plant.routes[0].steps[1].transfer_batch->longest_wait.reset();
    EXPECT_EQ(Watch(plant, 60).times(Happening::enter), "6 6 6");
    plant.routes[0].steps[1].transfer_batch->longest_wait = 10_min;
    EXPECT_EQ(Watch(plant, 60).times(Happening::enter), "6 6 6 18");
}
TEST(Groups, TheyNeedRoomForAllOfThemAndTheNextOneBlocksItsStation) {
    // S2 takes one at 6, 16 and 26; only then there are three places. The job of 14 waits on S1 for that.
    Plant plant = threes({}, 10_min);
    plant.buffers[0].capacity = 3;
    const Watch w(plant, 31);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "2 4 6 8 10 12 26 28 30");
    EXPECT_EQ(w.times(Happening::enter), "6 6 6 26 26 26");
    EXPECT_EQ(w.spent("S1", State::blocked), 12);
    Trace(plant, 100);
}
TEST(Groups, NobodyPassesThem) {
    // X is finished at 13. There is a place, but three wait for theirs; after them there is one at 36.
    Plant plant = threes({}, 10_min);
    plant.buffers[0].capacity = 3;
    plant.add(Product{.name = "a"}).add(Product{.name = "x"});
    plant.sources[0].products = {{"a"}};
    plant.routes[0].products = {"a"};
    plant.add(Source{.name = "in x", .products = {{"x"}}, .always = true, .count = 1});
    plant.add(Station{.name = "X", .cycle = 13_min});
    plant.add(Route{.name = "x", .products = {"x"}, .steps = {"X", "B", "S2"}});
    EXPECT_EQ(Watch(plant, 40).times(Happening::leave, "X"), "36");
}
TEST(Groups, EachStationHasItsOwn) {
    Plant plant = threes();
    plant.add(Station{.name = "T", .cycle = 3_min});
    plant.add(Buffer{.name = "A", .capacity = 0});
    plant.routes[0].steps[0] = Step{std::vector<std::string>{"S1", "T"}, {}};
    // S1 at 2, 4, 6; T at 3, 6, 9.
    plant.routes[0].steps.insert(plant.routes[0].steps.begin(), "A");
    EXPECT_EQ(Watch(plant, 10).times(Happening::enter), "6 6 6 9 9 9");
}
TEST(Groups, PeopleCarryThemOnOneTrip) {
    Plant plant = threes();
    plant.stations[0].position = Point{0, 0};
    plant.stations[1].position = Point{120, 0};
    plant.add(OperatorPool{.name = "mover", .begin_at = "S2"});
    plant.routes[0].steps[1].carried_by = {{"mover"}};
    // Asked for at 6, there at 8, at B at 10; the next three at 12, 14 and 16.
    const Watch w(plant, 17);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "2 4 6 8 10 12 14 16");
    EXPECT_EQ(w.times(Happening::enter), "10 10 10 16 16 16");
    EXPECT_EQ(w.result.operators[0].working, 4 * minute);
    EXPECT_EQ(w.result.operators[0].walking, 4 * minute);
    Trace(plant, 60);
    plant.operators[0].begin_at = "S1";  // while he comes nobody joins them
    plant.operators[0].speed = 0.5;
    EXPECT_EQ(Watch(plant, 21).times(Happening::enter), "10 10 10 20 20 20");
    EXPECT_EQ(Watch(plant, 25).times(Happening::leave, "S1"), "2 4 6 8 10 12 16 18 20 24");
    plant.add(ShiftCalendar{.name = "hours", .spans = {{13_min, 100_min}}});
    plant.operators[0].calendar = "hours";  // on his way to the second three he goes
    EXPECT_EQ(Watch(plant, 120).times(Happening::enter), "10 10 10 104 104 104 112 112 112");
}
TEST(Groups, TheirCarriersWorkOnEachOfThem) {
    Plant plant = threes();
    plant.add(Product{.name = "a"}).add(Product{.name = "b"});
    plant.sources[0].sequence = {"a", "b", "b"};
    plant.sources[0].count = 3;
    plant.routes[0].steps[1].carried_by = {{"mover"}};
    plant.routes[0].steps[1].transfer = constant(6_min);
    plant.add(OperatorPool{.name = "mover", .wage_per_hour = 60, .paid = Paid::work});
    const Watch w(plant, 30);
    ASSERT_TRUE(w.result.costs.has_value());
    EXPECT_EQ(w.result.costs->direct, 6'000'000);
    EXPECT_EQ(w.result.costs->products[0].direct_sum(), 2'000'000);
    EXPECT_EQ(w.result.costs->products[1].direct_sum(), 4'000'000);
}
TEST(Groups, ACircleThroughThemIsADeadlock) {
    // Two of B's places are one too few for the second pair, due at 8; job 5 is held up at 10. At 14 S2 wants to bring
    // job 1 back to S1.
    Plant plant = threes({}, 10_min);
    plant.buffers[0].capacity = 2;
    plant.routes[0].steps[1].transfer_batch->size = 2;
    plant.routes[0].steps[2].to = {{"S1"}};
    const Trace trace(plant, 30);
    EXPECT_EQ(trace.outcome.ending, Ending::deadlock);
    EXPECT_EQ(trace.outcome.at, 14 * minute);
    EXPECT_NE(trace.outcome.message.find("\"S2\", \"S1\""), std::string::npos) << trace.outcome.message;
}
TEST(Groups, ASavedRunGoesOnTheSame) {
    Plant plant = threes(5_min, 2_min);
    plant.stations[0].cycle = uniform(1_min, 3_min);
    plant.stations[1].cycle = exponential(2_min);
    plant.stations[0].position = Point{0, 0};
    plant.stations[1].position = Point{60, 0};
    plant.buffers[0].capacity = 4;
    plant.add(OperatorPool{.name = "mover", .begin_at = "S2"});
    plant.routes[0].steps[1].carried_by = {{"mover"}};
    expect_saved_runs_go_on(plant, {2, 17, 60, 151}, 300);
    Trace(plant, 200);
}
TEST(GroupsRefused, WhatCouldNeverMoveIsAFaultWithItsPlace) {
    EXPECT_EQ(faults_of(threes()), "");
    const auto with = [&](auto change) {
        Plant plant = threes();
        change(plant);
        return faults_of(plant);
    };
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[1].transfer_batch->size = 1; }),
              "routes/r/steps/1/transfer_batch/size: must be from 2 to 1,000,000, is 1\n");
    EXPECT_EQ(with([](Plant& p) { p.buffers[0].capacity = 2; }),
              "routes/r/steps/1/transfer_batch/size: is more than the places of buffer \"B\"\n");
    EXPECT_EQ(
        with([](Plant& p) {
            p.buffers.clear();
            p.routes[0].steps = {"S1", Step{"S2", {.transfer_batch = TransferBatch{3}}}};
        }),
        "routes/r/steps/1/transfer_batch: leads straight to a station, where there is no room for several jobs\n");
    EXPECT_EQ(with([](Plant& p) { p.add(CardLoop{.name = "wip", .cards = 2}); }),
              "routes/r/steps/1/transfer_batch/size: is more than the cards of loop \"wip\"\n");
    EXPECT_EQ(with([](Plant& p) { p.add(CardLoop{.name = "wip", .cards = 3}); }), "");
    EXPECT_EQ(with([](Plant& p) {
                  p.add(CardLoop{.name = "k", .cards = 9, .members = {"B", "S2"}});
              }),
              "routes/r/steps/1/transfer_batch: leads into card loop \"k\", which is not built\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.add(VehicleFleet{.name = "truck"});
                  p.routes[0].steps[1].vehicle = "truck";
                  p.routes[0].steps[1].transfer = constant(1_min);
              }),
              "routes/r/steps/1/transfer_batch: is given beside a vehicle, which is not built\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.add(Conveyor{.name = "belt", .length = 1, .speed = 1, .places = 1});
                  p.routes[0].steps[1].conveyor = "belt";
              }),
              "routes/r/steps/1/transfer_batch: is given beside a conveyor, which takes jobs one by one\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[0].transfer_batch = TransferBatch{2}; }),
              "routes/r/steps/0/transfer_batch: would fetch jobs from a source, which is not built\n");
    EXPECT_EQ(with([](Plant& p) { p.routes[0].steps[2].transfer_batch = TransferBatch{2}; }),
              "routes/r/steps/2/transfer_batch: is a way from a buffer to its station, which is not built\n");
    EXPECT_EQ(with([](Plant& p) {
                  p.routes[0].steps.push_back({"exit", {.transfer_batch = TransferBatch{2}}});
              }),
              "routes/r/steps/3/transfer_batch: is given at a way out\n");
    EXPECT_EQ(with([](Plant& p) { p.stations[0].blocking = Blocking::before_service; }),
              "stations/S1/blocking: before_service is not built where jobs move on together\n");
}

}  // namespace
}  // namespace linewright
