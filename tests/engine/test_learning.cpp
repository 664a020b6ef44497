// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Learning by Wright's curve (docs/semantics.md, 8), each rule with times worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include <cmath>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

/// One station, 10 min a job at level 1, always something to do.
Plant one_station(std::vector<Skill> skills, int jobs = 4) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = jobs});
    plant.add(Station{.name = "S", .cycle = 10_min, .operators = {{"mill"}}});
    plant.add(OperatorPool{.name = "man", .skills = std::move(skills)});
    return plant;
}

TEST(Learning, TwiceAsManyRepetitionsTakeTheRateOfTheTime) {
    // 10 min, then 10 * 0.8, 10 * 3^(log2 0.8) = 7.0210 min and 10 * 0.64; each is rounded once.
    const Trace t(one_station({{.skill = "mill", .learning = Learning{.rate = 0.8}}}), 60);
    const auto third = static_cast<Tick>(std::llround(6e8 * std::pow(3.0, std::log2(0.8))));
    EXPECT_EQ(third, 421'262'222);
    EXPECT_EQ(t.result.operators[0].working, 10 * minute + 8 * minute + third + 384'000'000);
    EXPECT_EQ(Watch(one_station({{.skill = "mill", .learning = Learning{.rate = 0.8}}}, 2)).exits(), "10 18");
}
TEST(Learning, ItIsNoLessThanTheFloor) {
    EXPECT_EQ(Watch(one_station({{.skill = "mill", .learning = Learning{.rate = 0.5, .least = 0.4}}})).exits(),
              "10 15 19 23");
}
TEST(Learning, WhatWasDoneBeforeCounts) {
    // The 2nd, the 4th is 3 jobs on: 5, 10 * 3^-1, 2.5, 2 min.
    const Trace t(one_station({{.skill = "mill", .learning = Learning{.rate = 0.5, .done_before = 1}}}), 60);
    EXPECT_EQ(t.result.operators[0].working, 300'000'000 + 200'000'000 + 150'000'000 + 120'000'000);
}
TEST(Learning, ItGoesWithTheLevel) {
    EXPECT_EQ(Watch(one_station({{.skill = "mill", .level = 2.0, .learning = Learning{.rate = 0.5}}}, 2)).exits(),
              "5 7.5");
}
TEST(Learning, EachLearnsAloneAndOnlyTheSkillThatHeIsTakenFor) {
    // Ada mills, Ben mills and turns; both stations take 8 min. The lathe's three jobs make Ben faster at turning only:
    // 8, 4, 8/3; milling is Ada's, 8 and 4, for she has fewer skills.
    Plant plant;
    for (const char* name : {"mill", "lathe"}) {
        const std::string n = name;
        plant.add(Source{.name = "in " + n, .always = true, .count = n == "mill" ? 2 : 3, .route = n});
        plant.add(Station{.name = n, .cycle = 8_min, .operators = {{n == "mill" ? "milling" : "turning"}}});
        plant.add(Route{.name = n, .steps = {n}});
    }
    const Learning half{.rate = 0.5};
    plant.add(OperatorPool{.name = "man",
                           .skills = {{.skill = "milling", .learning = half}},
                           .people = {{"Ada"}, {"Ben", {{.skill = "turning", .learning = half}}}}});
    const Watch w(plant, 30);
    EXPECT_EQ(w.times(Happening::finish, "mill"), "8 12");
    EXPECT_EQ(w.times(Happening::finish, "lathe"), "8 12 14.666666666666666");
}
TEST(Learning, EveryPhaseIsARepetition) {
    // Load 4, process 8, unload 2 by the same man: 4, then half of 8, a third of 2; the next job: 4/4, 8/5, 2/6.
    Plant plant = one_station({{.skill = "mill", .learning = Learning{.rate = 0.5}}}, 2);
    plant.stations[0].cycle = 8_min;
    plant.stations[0].load = 4_min;
    plant.stations[0].unload = 2_min;
    plant.stations[0].operators[0].phases = {Phase::load, Phase::process, Phase::unload};
    const Trace t(plant, 60);
    EXPECT_EQ(t.result.operators[0].working,
              4 * minute + 4 * minute + 40'000'000 + 1 * minute + 96'000'000 + 20'000'000);
}
TEST(Learning, WorkThatStandsIsNoRepetitionYetAndGoesOnAtThePaceOfThen) {
    // 20 min at S; at 5 it fails for 4 min, its people go: meanwhile the man does two jobs of 1 min at T, 1 and 0.5
    // min. He comes back with n = 3: 15 min that were left, at a third of the time.
    Plant plant;
    beside(plant,
           {.name = "S",
            .cycle = 20_min,
            .breakdowns = {{.dated = {{5_min, 4_min}}}},
            .operators = {{"mill"}},
            .people_on_breakdown = OnBreakdown::release},
           {0});
    beside(plant, {.name = "T", .cycle = 1_min, .operators = {{"mill"}}}, {5, 5});
    plant.add(OperatorPool{.name = "man", .skills = {{.skill = "mill", .learning = Learning{.rate = 0.5}}}});
    const Watch w(plant, 40);
    EXPECT_EQ(w.times(Happening::finish, "T"), "6 6.5");
    EXPECT_EQ(w.times(Happening::finish, "S"), "14");
}
TEST(Learning, CrewsLearnToo) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{
        .name = "S", .cycle = 10_min, .breakdowns = {{.dated = {{5_min, 8_min}, {30_min, 8_min}}, .crew = {{"fix"}}}}});
    plant.add(OperatorPool{.name = "crew", .skills = {{.skill = "fix", .learning = Learning{.rate = 0.5}}}});
    const Watch w(plant, 60);
    EXPECT_EQ(w.times(Happening::repair_end, "S"), "13 34");
}
TEST(Learning, ASavedRunKnowsWhatWasLearned) {
    const auto program = compile(one_station({{.skill = "mill", .learning = Learning{.rate = 0.9}}}, 500));
    Simulation whole(program, {}), first(program, {});
    whole.run_until(900 * minute);
    first.run_until(333 * minute);
    Simulation second = Simulation::load(program, first.save());
    second.run_until(900 * minute);
    EXPECT_EQ(whole.save(), second.save());
}
TEST(Learning, FaultsSayWhereAndWhatToDo) {
    const auto faults = [](Learning learning) {
        return faults_of(one_station({{.skill = "mill", .learning = learning}}));
    };
    EXPECT_EQ(faults({}), "operators/man/skills/mill/learning/rate: must be over 0 and under 1, is 1\n");
    EXPECT_EQ(faults({.rate = 0.8, .least = 2}),
              "operators/man/skills/mill/learning/least: must be from 0 to 1, is 2\n");
    EXPECT_EQ(faults({.rate = 0.8, .done_before = -1}),
              "operators/man/skills/mill/learning/done_before: must not be negative, is -1\n");
}

}  // namespace
}  // namespace linewright
