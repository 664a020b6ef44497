// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// People who leave a task for one of higher priority (docs/semantics.md, 8), each rule with a trace worked out by hand.
// Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

struct Task {
    const char* station;
    double at;
    int minutes, priority;
    int number = 1;
};
Plant plant_of(std::initializer_list<Task> tasks, int men = 1) {
    Plant plant;
    for (const Task& task : tasks)
        beside(plant,
               {.name = task.station,
                .cycle = Duration{static_cast<double>(task.minutes), Unit::min},
                .operators = {{"man", task.number}},
                .operator_priority = task.priority},
               {task.at});
    plant.add(OperatorPool{.name = "man", .count = men, .at_higher_priority = AtHigherPriority::leave});
    return plant;
}

TEST(Calling, TheWorkStandsAndGoesOnWithWhatIsLeft) {
    Plant plant = plant_of({{"A", 0, 10, 0}, {"B", 3, 4, 1}});
    const Trace t(plant, 20);
    EXPECT_EQ(t.states("A"), "0 processing, 3 waiting_for_operator, 7 processing, 14 starved");
    EXPECT_EQ(t.states("B"), "0 starved, 3 processing, 7 starved");
    EXPECT_EQ(t.result.operators[0].working, 14 * minute);
    plant.operators[0].at_higher_priority = AtHigherPriority::finish;
    EXPECT_EQ(Watch(plant, 20).states("B"), "0 starved, 3 waiting_for_operator, 10 processing, 14 starved");
}
TEST(Calling, NobodyLeavesForTheSamePriority) {
    EXPECT_EQ(Watch(plant_of({{"A", 0, 10, 1}, {"B", 3, 4, 1}}), 20).times(Happening::start, "B"), "10");
}
TEST(Calling, OneAfterTheOtherByPriority) {
    // C takes him from B, which took him from A; then B goes on before A.
    const Watch w(plant_of({{"A", 0, 10, 0}, {"B", 2, 6, 1}, {"C", 4, 5, 2}}), 30);
    EXPECT_EQ(w.times(Happening::finish, "C"), "9");
    EXPECT_EQ(w.times(Happening::finish, "B"), "13");
    EXPECT_EQ(w.times(Happening::finish, "A"), "21");
}
TEST(Calling, TheLowestPriorityThenWhoBeganLast) {
    // A and C have priority 0, C began last; D has 1.
    const Watch w(plant_of({{"A", 0, 20, 0}, {"C", 1, 20, 0}, {"D", 2, 20, 1}, {"B", 3, 4, 2}}, 3), 60);
    EXPECT_EQ(w.times(Happening::finish, "A"), "20");
    EXPECT_EQ(w.times(Happening::finish, "C"), "25");
    EXPECT_EQ(w.times(Happening::finish, "D"), "22");
    EXPECT_EQ(w.times(Happening::finish, "B"), "7");
}
TEST(Calling, TheLowestPriorityThoughItBeganFirst) {
    // Either could leave for B, and neither could take over from the other. A, with priority 0, began before D.
    Plant plant = plant_of({{"A", 0, 20, 0}, {"D", 2, 20, 1}, {"B", 3, 4, 2}});
    plant.operators = {
        {.name = "one", .skills = {{"a"}, {"b"}}, .at_higher_priority = AtHigherPriority::leave},
        {.name = "two", .skills = {{"d"}, {"b"}}, .at_higher_priority = AtHigherPriority::leave},
    };
    plant.stations[0].operators = {{"a"}};
    plant.stations[1].operators = {{"d"}};
    plant.stations[2].operators = {{"b"}};
    const Watch w(plant, 60);
    EXPECT_EQ(w.states("A"), "0 processing, 3 waiting_for_operator, 7 processing, 24 starved");
    EXPECT_EQ(w.states("D"), "0 starved, 2 processing, 22 starved");
    EXPECT_EQ(w.states("B"), "0 starved, 3 processing, 7 starved");
}
TEST(Calling, FreeOnesFirstAndTheOthersOfATeamAreFree) {
    // Two at A, one free; B needs two: the free one and one of A's, whose other one is free for C from 3.
    const Watch w(plant_of({{"A", 0, 10, 0, 2}, {"B", 3, 4, 1, 2}, {"C", 3, 5, 0}}, 3), 30);
    EXPECT_EQ(w.states("A"), "0 processing, 3 waiting_for_operator, 7 processing, 14 starved");
    EXPECT_EQ(w.times(Happening::start, "B"), "3");
    EXPECT_EQ(w.times(Happening::start, "C"), "3");
}
TEST(Calling, NobodyIsCalledWhereAnAlternativeCanBeMet) {
    Plant plant = plant_of({{"A", 0, 10, 0}, {"B", 3, 4, 1}});
    plant.stations[1].operators_instead = {{{"help"}}};
    plant.add(OperatorPool{.name = "help"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("A"), "0 processing, 10 starved");
    EXPECT_EQ(w.times(Happening::start, "B"), "3");
}
TEST(Calling, RepairsCallAndAreLeft) {
    Plant plant = plant_of({{"A", 0, 10, 0}, {"C", 6, 3, 2}});
    beside(
        plant,
        {.name = "S", .cycle = 30_min, .breakdowns = {{.dated = {{4_min, 5_min}}, .crew = {{"man"}}, .priority = 1}}},
        {0});
    const Watch w(plant, 60);
    // The repair takes him from A at 4, C takes him from the repair at 6 until 9; repair until 12, A until 18.
    EXPECT_EQ(w.states("S"), "0 processing, 4 repair, 6 waiting_for_crew, 9 repair, 12 processing, 38 starved");
    EXPECT_EQ(w.times(Happening::finish, "A"), "18");
}
TEST(Calling, SomebodyOnHisWayTurnsUpThereFirst) {
    Plant plant = plant_of({{"A", 0, 10, 0}, {"B", 3, 4, 1}});
    plant.operators[0].begin_at = "B";
    plant.add(Walk{"B", "A", 5_min});
    const Watch w(plant, 40);
    EXPECT_EQ(w.times(Happening::start, "B"), "10");  // at A at 5, back at B at 10
    EXPECT_EQ(w.times(Happening::start, "A"), "19");
}
TEST(Calling, WithTheNearestTaskThePriorityGoesBefore) {
    Plant plant = plant_of({{"A", 0, 10, 0}, {"B", 3, 4, 1}, {"C", 3, 4, 2}});
    plant.operators[0].begin_at = "A";
    plant.operators[0].next_task = NextTask::nearest;
    plant.add(Walk{"A", "B", 1_min}).add(Walk{"A", "C", 3_min}).add(Walk{"B", "C", 3_min});
    const Watch w(plant, 60);
    EXPECT_EQ(w.times(Happening::start, "C"), "6");
    EXPECT_EQ(w.times(Happening::start, "B"), "13");
    EXPECT_EQ(w.times(Happening::finish, "A"), "25");
}

}  // namespace
}  // namespace linewright
