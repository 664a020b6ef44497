// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Crews whose size changes the duration (docs/semantics.md, 8), each rule with a trace worked out by hand. Times are
// minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

/// Two stations, 10 min a job each by one man, 6 by two, 4 by three; jobs of A at 0 and 20, of B at 1.
Plant two_stations(int men) {
    Plant plant;
    const Need need{.skill = "man", .time_factors = {1.0, 0.6, 0.4}};
    beside(plant, {.name = "A", .cycle = 10_min, .operators = {need}}, {0, 20});
    beside(plant, {.name = "B", .cycle = 10_min, .operators = {need}}, {1});
    plant.add(OperatorPool{.name = "man", .count = men});
    return plant;
}

TEST(CrewSize, AsManyAsAreFreeUpToTheMost) {
    EXPECT_EQ(Watch(two_stations(1), 40).times(Happening::finish, "A"), "10 30");
    EXPECT_EQ(Watch(two_stations(1), 40).times(Happening::finish, "B"), "20");
    // Two at A until 6; both at B until 12; both at A from 20.
    EXPECT_EQ(Watch(two_stations(2), 40).times(Happening::finish, "A"), "6 26");
    EXPECT_EQ(Watch(two_stations(2), 40).times(Happening::finish, "B"), "12");
    // Four: three at A, the fourth is alone at B from 1, and nobody joins him at 4.
    EXPECT_EQ(Watch(two_stations(4), 40).times(Happening::finish, "A"), "4 24");
    EXPECT_EQ(Watch(two_stations(4), 40).times(Happening::finish, "B"), "11");
    EXPECT_EQ(Trace(two_stations(4), 40).result.operators[0].working, (3 * 4 + 10 + 3 * 4) * minute);
}
TEST(CrewSize, FewerThanTheLeastDoNotBegin) {
    Plant plant = two_stations(2);
    plant.stations[0].operators[0].number = 2;  // 10 min by two, 6 by three
    plant.stations[1].operators[0].time_factors.clear();
    plant.sources[1].schedule[0].at = 0_min;  // equal ones downstream first, in the plant's order: A
    EXPECT_EQ(Watch(plant, 40).times(Happening::finish, "A"), "10 30");
    plant.stations[1].operator_priority = 1;
    EXPECT_EQ(Watch(plant, 40).times(Happening::finish, "A"), "20 30");
}
TEST(CrewSize, ALevelAndAFactorAreOneScaling) {
    Plant plant;
    plant.tick = 1_min;  // 7 / 1.4 * 0.5 = 2.5, to even: 2
    beside(plant, {.name = "A", .cycle = 7_min, .operators = {{.skill = "mill", .time_factors = {1.0, 0.5}}}}, {0});
    plant.add(OperatorPool{.name = "man", .count = 2, .skills = {{.skill = "mill", .level = 1.4}}});
    EXPECT_EQ(Watch(plant, 40).times(Happening::finish, "A"), "2");
}
TEST(CrewSize, TheyAreKeptThroughTheirPhasesAndOthersTakeTheirOwnTime) {
    Plant plant;
    beside(plant,
           {.name = "A",
            .cycle = 10_min,
            .load = 4_min,
            .unload = 2_min,
            .operators = {{.skill = "man", .phases = {Phase::load, Phase::process}, .time_factors = {1.0, 0.5}},
                          {.skill = "man", .phases = {Phase::unload}}}},
           {0});
    plant.add(OperatorPool{.name = "man", .count = 2});
    const Trace t(plant, 20);
    EXPECT_EQ(t.states("A"), "0 load, 2 processing, 7 unload, 9 starved");
    EXPECT_EQ(t.result.operators[0].working, (2 * 7 + 2) * minute);
}
TEST(CrewSize, WhatIsLeftGoesOnAtThePaceOfThoseWhoComeThen) {
    // Two begin at 0: 6 min. At 3 one of them goes: half of it is left, 5 min for the other alone.
    Plant plant = two_stations(2);
    plant.sources.resize(1);
    plant.operators[0].absence = {{.count = 1, .from = 3_min}};
    const Watch w(plant, 40);
    EXPECT_EQ(w.times(Happening::finish, "A"), "8 30");
}
TEST(CrewSize, RepairsTakeThemToo) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    plant.add(
        Station{.name = "S",
                .cycle = 10_min,
                .breakdowns = {{.dated = {{5_min, 8_min}}, .crew = {{.skill = "man", .time_factors = {1.0, 0.75}}}}}});
    plant.add(OperatorPool{.name = "man", .count = 2});
    EXPECT_EQ(Watch(plant, 60).times(Happening::repair_end, "S"), "11");
}
TEST(CrewSize, AFactorIsOverZero) {
    Plant plant = two_stations(1);
    plant.stations[0].operators[0].time_factors = {1.0, 0.0};
    EXPECT_EQ(faults_of(plant), "stations/A/operators/0/time_factors/1: must be > 0, is 0\n");
}

}  // namespace
}  // namespace linewright
