// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Most time at one task (docs/semantics.md, 8), each rule with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

/// Stations of 10 min a job, always something to do; a man is at one of them for at most 25 min, then rests 12.
Plant plant_of(int stations, int men) {
    Plant plant;
    for (int i = 0; i < stations; ++i) {
        const std::string n(1, static_cast<char>('A' + i));
        plant.add(Source{.name = "in " + n, .always = true, .route = n});
        plant.add(Station{.name = n, .cycle = 10_min, .operators = {{"man"}}});
        plant.add(Route{.name = n, .steps = {n}});
    }
    plant.add(OperatorPool{.name = "man", .count = men, .most_at_one_task = 25_min, .rest_from_task = 12_min});
    return plant;
}

TEST(Rotation, AfterSoLongHeRests) {
    // Three jobs: at 20 he isn't over it yet, at 30 he is. He comes back at 42, and his time begins anew.
    const Trace t(plant_of(1, 1), 90);
    EXPECT_EQ(t.states("A"),
              "0 processing, 30 waiting_for_operator, 42 processing, 72 waiting_for_operator, 84 processing");
    EXPECT_EQ(t.result.operators[0].idle, 24 * minute);
}
TEST(Rotation, OrWorksAtAnotherStation) {
    // One man, two stations: first come, first served takes him to and fro every 10 min, his time never adds up.
    const Trace t(plant_of(2, 1), 60);
    EXPECT_EQ(t.minutes("A"), "processing 30, waiting_for_operator 30");
    EXPECT_EQ(t.minutes("B"), "processing 30, waiting_for_operator 30");
    EXPECT_EQ(t.result.operators[0].working, 60 * minute);
}
TEST(Rotation, TwoMenChangePlaces) {
    // At 30 both are over it: each would be taken for A, the first of them by the plant's order but may not.
    const Watch w(plant_of(2, 2), 90);
    EXPECT_EQ(w.states("A"), "0 processing");
    EXPECT_EQ(w.states("B"), "0 processing");
    // Without a limit nobody changes; who is where is seen by a level: Ada is twice as fast at A.
    Plant plant = plant_of(2, 1);
    plant.operators[0].people = {{"Ada", {{"a", 2.0}, {"b", 1.0}}}, {"Ben", {{"a", 1.0}, {"b", 1.0}}}};
    plant.stations[0].operators[0].skill = "a";
    plant.stations[1].operators[0].skill = "b";
    // Ada at A: 5, 10, 15, 20, 25: over it. Ben at B until 30. At 25 A asks, Ada may not, Ben is busy: A waits to 30.
    // Then B asks too; A gets Ben, B gets Ada. At 40 each has been at the other station, and Ada goes back to A, to 65.
    const Watch two(plant, 70);
    EXPECT_EQ(two.times(Happening::finish, "A"), "5 10 15 20 25 40 45 50 55 60 65");
    EXPECT_EQ(two.times(Happening::finish, "B"), "10 20 30 40 50 60");
}
TEST(Rotation, WorkThatRunsIsNotBrokenOff) {
    Plant plant;
    beside(plant, {.name = "A", .cycle = 40_min, .operators = {{"man"}}}, {0, 41, 80});
    plant.add(OperatorPool{.name = "man", .most_at_one_task = 25_min, .rest_from_task = 12_min});
    // Over it at 25, he finishes at 40; rested at 52, finishes at 92, rested at 104.
    EXPECT_EQ(Watch(plant, 200).times(Happening::finish, "A"), "40 92 144");
}
TEST(Rotation, ASavedRunKnowsHowLongTheyHaveBeenThere) {
    const auto program = compile(plant_of(3, 2));
    Simulation whole(program, {}), first(program, {});
    whole.run_until(900 * minute);
    first.run_until(333 * minute);
    Simulation second = Simulation::load(program, first.save());
    second.run_until(900 * minute);
    EXPECT_EQ(whole.save(), second.save());
}
TEST(Rotation, TheTwoGoTogether) {
    Plant plant = plant_of(1, 1);
    plant.operators[0].rest_from_task.reset();
    EXPECT_EQ(faults_of(plant), "operators/man/rest_from_task: is missing\n");
    plant.operators[0] = {.name = "man", .rest_from_task = 5_min};
    EXPECT_EQ(faults_of(plant), "operators/man/most_at_one_task: is missing\n");
    plant.operators[0].most_at_one_task = 0_min;
    EXPECT_EQ(faults_of(plant), "operators/man/most_at_one_task: must be over 0\n");
}

}  // namespace
}  // namespace linewright
