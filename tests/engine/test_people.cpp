// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Operators (docs/semantics.md, 8, without walking), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

Need in_phases(const char* skill, std::vector<Phase> phases, int number = 1) {
    return {skill, number, std::move(phases)};
}

// -- which request -----------------------------------------------------------------------------------------------

TEST(PeopleRequest, FirstComeByTheInstantOfRegistration) {
    // One man. Both ask at 0, S1 stands first in the list. At 3 S1 asks again, but S2 has asked since 0.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 3_min, .operators = {{"man"}}}, {0, 0});
    beside(plant, {.name = "S2", .cycle = 4_min, .operators = {{"man"}}}, {0, 0});
    plant.add(OperatorPool{.name = "man"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S1"), "0 processing, 3 waiting_for_operator, 7 processing, 10 starved");
    EXPECT_EQ(w.states("S2"),
              "0 waiting_for_operator, 3 processing, 7 waiting_for_operator, 10 processing, 14 starved");
    EXPECT_EQ(w.people("man"), "working 14, waiting 0, idle 6");
}
TEST(PeopleRequest, PriorityGoesBeforeTheInstant) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 3_min, .operators = {{"man"}}}, {0, 0});
    beside(plant, {.name = "S2", .cycle = 4_min, .operators = {{"man"}}, .operator_priority = 1}, {0, 0});
    plant.add(OperatorPool{.name = "man"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S1"), "0 waiting_for_operator, 8 processing, 14 starved");
    EXPECT_EQ(w.states("S2"), "0 processing, 8 starved");
}
TEST(PeopleRequest, OfOneInstantDownstreamFirst) {
    // S1 0-2, S2 2-5; S1's second job asked at 2 as well, but S2 stands downstream. At 5 S1 has asked since 2.
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 2});
    plant.add(Station{.name = "S1", .cycle = 2_min, .operators = {{"man"}}})
        .add(Station{.name = "S2", .cycle = 3_min, .operators = {{"man"}}});
    plant.add(OperatorPool{.name = "man"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S1"), "0 processing, 2 waiting_for_operator, 5 processing, 7 starved");
    EXPECT_EQ(w.states("S2"), "0 starved, 2 processing, 5 starved, 7 processing, 10 starved");
}
TEST(PeopleRequest, PeopleAreGivenOutOnlyWhenNothingMovesAnyMore) {
    // At 4 S1 is done and the man is free; a job comes to S2 at that instant and asks with a higher priority: it is
    // heard.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 4_min, .operators = {{"man"}}}, {0, 0});
    beside(plant, {.name = "S2", .cycle = 4_min, .operators = {{"man"}}, .operator_priority = 1}, {4});
    plant.add(OperatorPool{.name = "man"});
    EXPECT_EQ(Watch(plant, 20).states("S2"), "0 starved, 4 processing, 8 starved");
}
TEST(PeopleRequest, AllAtOnceOrNoneAndARequestThatCannotBeMetIsPassedOver) {
    // Two men. S1 has one 0-5; S2 asks for two at 1 and takes none; S3 asks for one at 2 and has it to 4; both are free
    // at 5.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 5_min, .operators = {{"man"}}}, {0});
    beside(plant, {.name = "S2", .cycle = 5_min, .operators = {{"man", 2}}}, {1});
    beside(plant, {.name = "S3", .cycle = 2_min, .operators = {{"man"}}}, {2});
    plant.add(OperatorPool{.name = "man", .count = 2});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S2"), "0 starved, 1 waiting_for_operator, 5 processing, 10 starved");
    EXPECT_EQ(w.states("S3"), "0 starved, 2 processing, 4 starved");
}
TEST(PeopleRequest, SeveralSkillsAreTakenAllAtOnceOrNone) {
    // The welder is free from 0, the painter only at 5: S2 takes neither before, and S3 has the welder meanwhile.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 5_min, .operators = {{"painter"}}}, {0});
    beside(plant, {.name = "S2", .cycle = 5_min, .operators = {{"welder"}, {"painter"}}}, {1});
    beside(plant, {.name = "S3", .cycle = 2_min, .operators = {{"welder"}}}, {2});
    plant.add(OperatorPool{.name = "welder"}).add(OperatorPool{.name = "painter"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S2"), "0 starved, 1 waiting_for_operator, 5 processing, 10 starved");
    EXPECT_EQ(w.states("S3"), "0 starved, 2 processing, 4 starved");
    EXPECT_EQ(w.people("welder"), "working 7, waiting 0, idle 13");
}
TEST(PeopleRequest, OfTheAlternativesTheFirstThatCanBeMetNow) {
    // The senior is preferred. At 0 S1 gets him; at 1 S2 gets the junior (half as fast); at 2 S3 waits for whoever
    // comes first.
    Plant plant;
    for (const auto& [name, at] : {std::pair{"S1", 0.0}, {"S2", 1.0}, {"S3", 2.0}})
        beside(plant, {.name = name, .cycle = 4_min, .operators = {{"senior"}}, .operators_instead = {{{"junior"}}}},
               {at});
    plant.add(OperatorPool{.name = "senior"}).add(OperatorPool{.name = "junior", .skills = {{"junior", 0.5}}});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S1"), "0 processing, 4 starved");
    EXPECT_EQ(w.states("S2"), "0 starved, 1 processing, 9 starved");
    EXPECT_EQ(w.states("S3"), "0 starved, 2 waiting_for_operator, 4 processing, 8 starved");
}
TEST(PeopleRequest, TheJobIsOnTheStationAndTheStationWaits) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 5_min, .operators = {{"man"}}}, {0});
    beside(plant, {.name = "S2", .cycle = 1_min, .operators = {{"man"}}}, {1});
    plant.add(OperatorPool{.name = "man"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.times(Happening::load, "S2"), "1");
    EXPECT_EQ(w.times(Happening::start, "S2"), "5");
    EXPECT_EQ(w.states("S2"), "0 starved, 1 waiting_for_operator, 5 processing, 6 starved");
}
TEST(PeopleRequest, AStationThatIsDownKeepsItsTurnButGetsNobody) {
    // S3 has the man 0-5. S1 asked at 1 and is down 3-8; S2 asked at 4 and gets him at 5; S4 asked at 6; at 9 it is
    // S1's turn.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 2_min, .breakdowns = {{.dated = {{3_min, 5_min}}}}, .operators = {{"man"}}},
           {1});
    beside(plant, {.name = "S2", .cycle = 4_min, .operators = {{"man"}}}, {4});
    beside(plant, {.name = "S3", .cycle = 5_min, .operators = {{"man"}}}, {0});
    beside(plant, {.name = "S4", .cycle = 2_min, .operators = {{"man"}}}, {6});
    plant.add(OperatorPool{.name = "man"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S1"),
              "0 starved, 1 waiting_for_operator, 3 repair, 8 waiting_for_operator, 9 processing, 11 starved");
    EXPECT_EQ(w.states("S2"), "0 starved, 4 waiting_for_operator, 5 processing, 9 starved");
    EXPECT_EQ(w.states("S4"), "0 starved, 6 waiting_for_operator, 11 processing, 13 starved");
}
TEST(PeopleRequest, RepairsCompeteWithTheWorkForTheSamePeople) {
    // One man works and repairs. S1 fails at 2; S2's job has asked since 1; S3 has him 0-4. At 4 first come: S2, then
    // the repair.
    for (const int priority : {0, 1}) {
        Plant plant;
        beside(plant,
               {.name = "S1",
                .cycle = 10_min,
                .breakdowns = {{.dated = {{2_min, 3_min}}, .crew = {{"man"}}, .priority = priority}}},
               {0});
        beside(plant, {.name = "S2", .cycle = 2_min, .operators = {{"man"}}}, {1});
        beside(plant, {.name = "S3", .cycle = 4_min, .operators = {{"man"}}}, {0});
        plant.add(OperatorPool{.name = "man"});
        const Watch w(plant, 30);
        EXPECT_EQ(w.states("S1"), priority == 0
                                      ? "0 processing, 2 waiting_for_crew, 6 repair, 9 processing, 17 starved"
                                      : "0 processing, 2 waiting_for_crew, 4 repair, 7 processing, 15 starved");
    }
}

// -- phases ------------------------------------------------------------------------------------------------------

TEST(PeoplePhases, AnEntryThatNamesConsecutivePhasesKeepsItsPeopleOthersCompeteAnew) {
    // S1: load 2 and process 3 by one entry, unload 2 by another skill. S2 asks for the man at 1: he comes at 5.
    Plant plant;
    beside(plant,
           {.name = "S1",
            .cycle = 3_min,
            .load = 2_min,
            .unload = 2_min,
            .operators = {in_phases("man", {Phase::load, Phase::process}), in_phases("carrier", {Phase::unload})}},
           {0});
    beside(plant, {.name = "S2", .cycle = 1_min, .operators = {{"man"}}}, {1});
    plant.add(OperatorPool{.name = "man"}).add(OperatorPool{.name = "carrier"});
    const Watch w(plant, 10);
    EXPECT_EQ(w.states("S1"), "0 load, 2 processing, 5 unload, 7 starved");
    EXPECT_EQ(w.states("S2"), "0 starved, 1 waiting_for_operator, 5 processing, 6 starved");
    EXPECT_EQ(w.people("man"), "working 6, waiting 0, idle 4");
    EXPECT_EQ(w.people("carrier"), "working 2, waiting 0, idle 8");
}
TEST(PeoplePhases, TwoEntriesOfOneSkillReleaseBetweenThePhases) {
    // Load and process by two entries: at 2 the man is released and S2, which asked at 1, comes first.
    Plant plant;
    beside(plant,
           {.name = "S1",
            .cycle = 3_min,
            .load = 2_min,
            .operators = {in_phases("man", {Phase::load}), in_phases("man", {Phase::process})}},
           {0});
    beside(plant, {.name = "S2", .cycle = 1_min, .operators = {{"man"}}}, {1});
    plant.add(OperatorPool{.name = "man"});
    const Watch w(plant, 10);
    EXPECT_EQ(w.states("S1"), "0 load, 2 waiting_for_operator, 3 processing, 6 starved");
    EXPECT_EQ(w.states("S2"), "0 starved, 1 waiting_for_operator, 2 processing, 3 starved");
}
TEST(PeoplePhases, PhasesThatDoNotFollowOneAnotherReleaseInBetween) {
    // The man loads 0-2 and unloads; S2 has him 2-6 meanwhile (asked at 1); S1 is processed at 5 and waits to 6.
    Plant plant;
    beside(plant,
           {.name = "S1",
            .cycle = 3_min,
            .load = 2_min,
            .unload = 2_min,
            .operators = {in_phases("man", {Phase::load, Phase::unload})}},
           {0});
    beside(plant, {.name = "S2", .cycle = 4_min, .operators = {{"man"}}}, {1});
    plant.add(OperatorPool{.name = "man"});
    const Watch w(plant, 10);
    EXPECT_EQ(w.states("S1"), "0 load, 2 processing, 5 waiting_for_operator, 6 unload, 8 starved");
}
TEST(PeoplePhases, AKeptPersonWaitsWhileTheStationAsksForAnother) {
    // The man loads 0-2 and is kept for processing, which needs the expert too: he is at S2 until 5.
    Plant plant;
    beside(plant,
           {.name = "S1",
            .cycle = 3_min,
            .load = 2_min,
            .operators = {in_phases("man", {Phase::load, Phase::process}), {"expert"}}},
           {0});
    beside(plant, {.name = "S2", .cycle = 5_min, .operators = {{"expert"}}}, {0});
    plant.add(OperatorPool{.name = "man"}).add(OperatorPool{.name = "expert"});
    const Watch w(plant, 10);
    EXPECT_EQ(w.states("S1"), "0 load, 2 waiting_for_operator, 5 processing, 8 starved");
    EXPECT_EQ(w.people("man"), "working 5, waiting 3, idle 2");
    EXPECT_EQ(w.people("expert"), "working 8, waiting 0, idle 2");
}
TEST(PeoplePhases, AChangeoverMayNeedPeopleAndWaitsForThemAsSuch) {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .always = true, .sequence = {"A", "B"}, .route = "r1"});
    plant.add(Station{.name = "S1", .cycle = 2_min, .operators = {in_phases("setter", {Phase::setup})}});
    plant.add(Changeover{.name = "S1", .rules = {{.time = 3_min}}});
    plant.add(arrivals("in2", {1}, "r2")).add(Station{.name = "S2", .cycle = 5_min, .operators = {{"setter"}}});
    plant.add(Route{.name = "r1", .steps = {"S1"}}).add(Route{.name = "r2", .steps = {"S2"}});
    plant.add(OperatorPool{.name = "setter"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S1"), "0 processing, 2 waiting_for_setup, 6 setup, 9 processing, 11 starved");
    EXPECT_EQ(w.people("setter"), "working 8, waiting 0, idle 12");
}
TEST(PeoplePhases, BeforeServiceTheSetterGoesWhenTheChangeoverEndsAndTheWorkerIsAskedForWithTheReservation) {
    // S1 makes A (0-1), is set 1-4 for B, and waits for the place in Q to 11 (the next station has A 1-11... and Q
    // holds another A).
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .always = true, .sequence = {"A", "A", "B"}});
    plant.add(Station{.name = "S1",
                      .cycle = 1_min,
                      .operators = {in_phases("setter", {Phase::setup}), {"worker"}},
                      .blocking = Blocking::before_service});
    plant.add(Station{.name = "S2", .cycle = 10_min});
    plant.add(Buffer{.name = "Q", .capacity = 1});
    plant.add(Changeover{.name = "S1", .rules = {{.time = 3_min}}});
    plant.add(Route{.name = "r", .steps = {"S1", "Q", "S2"}});
    plant.add(OperatorPool{.name = "setter"}).add(OperatorPool{.name = "worker"});
    const Watch w(plant, 30);
    EXPECT_EQ(w.states("S1"), "0 processing, 2 setup, 5 blocked, 11 processing, 12 starved");
    EXPECT_EQ(w.people("setter"), "working 3, waiting 0, idle 27");
    EXPECT_EQ(w.people("worker"), "working 3, waiting 0, idle 27");
}

// -- hold and release --------------------------------------------------------------------------------------------

Plant blocked_line(bool hold) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 2});
    plant.add(Station{.name = "S1", .cycle = 2_min, .operators = {{"man"}}, .hold_while_blocked = hold});
    plant.add(Station{.name = "S2", .cycle = 8_min});
    plant.add(OperatorPool{.name = "man"});
    return plant;
}
TEST(PeopleHold, ReleasedWhenThePhaseEndsAlsoIfTheJobIsThenBlocked) {
    EXPECT_EQ(Watch(blocked_line(false), 20).people("man"), "working 4, waiting 0, idle 16");
}
TEST(PeopleHold, HoldWhileBlockedKeepsThemUntilTheJobLeaves) {
    // S1 0-2, 2-4, blocked to 10.
    EXPECT_EQ(Watch(blocked_line(true), 20).people("man"), "working 4, waiting 6, idle 10");
}
TEST(PeopleHold, OnABreakdownTheyStayByDefault) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 4_min, .breakdowns = {{.dated = {{1_min, 5_min}}}}, .operators = {{"man"}}},
           {0});
    beside(plant, {.name = "S2", .cycle = 2_min, .operators = {{"man"}}}, {0});
    plant.add(OperatorPool{.name = "man"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S1"), "0 processing, 1 repair, 6 processing, 9 starved");
    EXPECT_EQ(w.states("S2"), "0 waiting_for_operator, 9 processing, 11 starved");
    EXPECT_EQ(w.people("man"), "working 6, waiting 5, idle 9");
}
TEST(PeopleHold, OrAreReleasedAndTheStationAsksAgainWhenItIsRepaired) {
    // Released at 1: S2 1-3, again 3-5, again 5-7. S1 is repaired at 6 and asks then; S2's next job asks at 7 only.
    Plant plant;
    beside(plant,
           {.name = "S1",
            .cycle = 4_min,
            .breakdowns = {{.dated = {{1_min, 5_min}}}},
            .operators = {{"man"}},
            .people_on_breakdown = OnBreakdown::release},
           {0});
    beside(plant, {.name = "S2", .cycle = 2_min, .operators = {{"man"}}}, {0, 0, 0, 0});
    plant.add(OperatorPool{.name = "man"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S1"), "0 processing, 1 repair, 6 waiting_for_operator, 7 processing, 10 starved");
    EXPECT_EQ(w.states("S2"),
              "0 waiting_for_operator, 1 processing, 7 waiting_for_operator, 10 processing, 12 starved");
    EXPECT_EQ(w.people("man"), "working 12, waiting 0, idle 8");
}
TEST(PeopleHold, ReleaseFreesThoseHeldWithABlockedJobToo) {
    Plant plant = blocked_line(true);
    plant.stations[0].people_on_breakdown = OnBreakdown::release;
    plant.stations[0].breakdowns = {{.dated = {{7_min, 1_min}}}};
    EXPECT_EQ(Watch(plant, 20).people("man"), "working 4, waiting 3, idle 13");
}

// -- which operator ----------------------------------------------------------------------------------------------

TEST(PeoplePick, TheLeastVersatileByDefault) {
    // The all-rounder stands first, but he can do more: S1 takes the miller, so that S2 finds a turner at once.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 5_min, .operators = {{"milling"}}}, {0});
    beside(plant, {.name = "S2", .cycle = 5_min, .operators = {{"turning"}}}, {1});
    plant.add(OperatorPool{.name = "all-rounder", .skills = {{"milling"}, {"turning"}}})
        .add(OperatorPool{.name = "miller", .skills = {{"milling"}}});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S2"), "0 starved, 1 processing, 6 starved");
    EXPECT_EQ(w.people("miller"), "working 5, waiting 0, idle 15");
}
TEST(PeoplePick, TheBestLevel) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 8_min, .operators = {{"milling"}}, .pick = Pick::best_level}, {0});
    plant.add(OperatorPool{.name = "mill",
                           .people = {{.name = "Ann", .skills = {{"milling"}}},
                                      {.name = "Bob", .skills = {{"milling", 2.0}, {"turning"}}}}});
    EXPECT_EQ(Watch(plant, 20).exits(), "4");
    plant.stations[0].pick = Pick::least_versatile;
    EXPECT_EQ(Watch(plant, 20).exits(), "8");
}
TEST(PeoplePick, TheLongestIdle) {
    // Two men. S1 takes the first of the list at 0 to 2, S2 the second at 1 to 2.5; at 4 the first has been idle
    // longest.
    const auto plant_with = [](Pick pick) {
        Plant plant;
        beside(plant, {.name = "S1", .cycle = 2_min, .operators = {{"man"}}, .pick = pick}, {0});
        beside(plant, {.name = "S2", .cycle = 0.5_min, .operators = {{"man"}}, .pick = pick}, {1});
        beside(plant, {.name = "S3", .cycle = 8_min, .operators = {{"man"}}, .pick = pick}, {4});
        plant.add(OperatorPool{.name = "ann", .skills = {{"man", 2.0}}})
            .add(OperatorPool{.name = "bob", .skills = {{"man", 1.0}}});
        return plant;
    };
    // Ann is busy 0-1 (level 2), Bob is idle since 0 but Ann is free at 1: the longest idle is Bob for S2, 1-1.5. At 4:
    // Ann, free since 1.
    const Watch longest(plant_with(Pick::longest_idle), 20);
    EXPECT_EQ(longest.times(Happening::finish, "S2"), "1.5");
    EXPECT_EQ(longest.times(Happening::finish, "S3"), "8");
    // Least versatile: all alike, so the first of the list.
    EXPECT_EQ(Watch(plant_with(Pick::least_versatile), 20).times(Happening::finish, "S2"), "1.25");
}
TEST(PeoplePick, SeveralSkillsAreMatchedAtOnce) {
    // Ann welds (fast) and paints, Bob welds only. By level Ann would weld; then nobody could paint: Bob welds.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 8_min, .operators = {{"weld"}, {"paint"}}, .pick = Pick::best_level}, {0});
    plant.add(OperatorPool{
        .name = "crew",
        .people = {{.name = "Ann", .skills = {{"weld", 2.0}, {"paint"}}}, {.name = "Bob", .skills = {{"weld"}}}}});
    EXPECT_EQ(Watch(plant, 20).exits(), "8");
    // A longer chain: three needs, and only one way to meet them all.
    Plant chain;
    beside(chain, {.name = "S1", .cycle = 8_min, .operators = {{"a"}, {"b"}, {"c"}}}, {0});
    chain.add(OperatorPool{.name = "crew",
                           .people = {{.name = "1", .skills = {{"a"}, {"b"}}},
                                      {.name = "2", .skills = {{"b"}, {"c"}}},
                                      {.name = "3", .skills = {{"a"}}}}});
    EXPECT_EQ(Watch(chain, 20).exits(), "8");
}

// -- levels ------------------------------------------------------------------------------------------------------

TEST(PeopleLevel, DividesTheManualTimeAndATeamIsAsFastAsItsSlowest) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 5_min, .operators = {{"man"}}}, {0});
    plant.add(OperatorPool{.name = "man", .skills = {{"man", 1.25}}});
    EXPECT_EQ(Watch(plant, 20).exits(), "4");
    plant.operators[0].people = {{.name = "Ann"}, {.name = "Bob", .skills = {{"man", 0.5}}}};
    plant.stations[0].operators = {{"man", 2}};
    EXPECT_EQ(Watch(plant, 20).exits(), "10");
}
TEST(PeopleLevel, ADrawIsScaledFirstAndRoundedOnce) {
    // 2.5 ticks at level 0.5 are 5 ticks; rounded before, they would be 4.
    Plant plant;
    plant.tick = 1_us;
    beside(plant, {.name = "S1", .cycle = Duration{2.5, Unit::us}, .operators = {{"man"}}}, {0});
    plant.add(OperatorPool{.name = "man", .skills = {{"man", 0.5}}});
    EXPECT_EQ(Watch(plant, 1).product("job").lead_max, 5);
    plant.stations[0].cycle = Duration{7.5, Unit::us};
    plant.operators[0].skills[0].level = 3.0;  // 2.5: ties to even
    EXPECT_EQ(Watch(plant, 1).product("job").lead_max, 2);
    // A repair too: 2.5 at 0.5.
    plant.stations[0].operators.clear();
    plant.stations[0].cycle = Duration{10, Unit::us};
    plant.operators[0].skills[0].level = 0.5;
    plant.stations[0].breakdowns = {
        {.uptime = Duration{4, Unit::us}, .repair = Duration{2.5, Unit::us}, .crew = {{"man"}}}};
    EXPECT_EQ(Watch(plant, 1).product("job").lead_max, 20);  // 4 + 5 + 4 + 5 + 2
}
TEST(PeopleLevel, AfterAReleaseTheWorkLeftIsDoneAtTheLevelOfWhoComesThen) {
    // Ann (level 2) does 1 minute of a 12-minute job = 2; after the breakdown only Bob (level 1) is there: 10 more
    // minutes.
    const auto finish = [](JobPolicy job) {
        Plant plant;
        beside(plant,
               {.name = "S1",
                .cycle = 12_min,
                .breakdowns = {{.dated = {{1_min, 4_min}}, .job = job}},
                .operators = {{"work"}},
                .pick = Pick::best_level,
                .people_on_breakdown = OnBreakdown::release},
               {0});
        beside(plant, {.name = "S2", .cycle = 60_min, .operators = {{"ann"}}}, {0.5});
        plant.add(OperatorPool{.name = "bob", .skills = {{"work"}}})
            .add(OperatorPool{.name = "ann", .skills = {{"work", 2.0}}});
        return Watch(plant, 50).times(Happening::finish, "S1");
    };
    EXPECT_EQ(finish(JobPolicy::resume), "15");
    EXPECT_EQ(finish(JobPolicy::restart), "17");
}
TEST(PeopleLevel, APreemptedJobGoesOnAtTheLevelOfWhoComesThen) {
    // Level 2: a job of 8 takes 4. It runs 0-1, is displaced 1-2 by an urgent one of 2, and has 3 left, not 1.5.
    for (const Preemption how : {Preemption::resume, Preemption::restart}) {
        Plant plant;
        plant.add(Product{.name = "slow"}).add(Product{.name = "urgent", .priority = 1});
        Source in = arrivals("in", {0, 1});
        in.schedule[1].product = "urgent";
        plant.add(in);
        plant.add(Station{.name = "S",
                          .cycle = std::map<std::string, Distribution>{{"slow", 8_min}, {"urgent", 2_min}},
                          .operators = {{"man"}},
                          .queue = {"priority"},
                          .preemption = how});
        plant.add(Buffer{.name = "B"}).add(Route{.name = "r", .steps = {"B", "S"}});
        plant.add(OperatorPool{.name = "man", .skills = {{"man", 2.0}}});
        EXPECT_EQ(Watch(plant, 20).who_exits(),
                  how == Preemption::resume ? "2 urgent1, 5 slow1" : "2 urgent1, 6 slow1");
    }
}

// -- what is refused ---------------------------------------------------------------------------------------------

TEST(PeopleRefused, WhatCouldNeverBeMetOrContradictsItself) {
    const auto said = [](auto&& change) {
        Plant plant;
        beside(plant, {.name = "S1", .cycle = 5_min, .operators = {{"man"}}}, {0});
        plant.add(OperatorPool{.name = "man"});
        change(plant);
        return faults_of(plant);
    };
    EXPECT_EQ(said([](Plant&) {}), "");
    EXPECT_NE(said([](Plant& p) { p.stations[0].operators = {{"men"}}; }).find("stations/S1/operators/0/skill"),
              std::string::npos);
    EXPECT_NE(said([](Plant& p) { p.stations[0].operators = {{"man", 2}}; }).find("needs 2 people"), std::string::npos);
    // Two entries that one person would have to meet at once.
    EXPECT_NE(said([](Plant& p) {
                  p.stations[0].operators = {{"man"}, {"man"}};
              }).find("stations/S1/operators: "),
              std::string::npos);
    EXPECT_EQ(said([](Plant& p) { p.stations[0].operators = {{"man"}, in_phases("man", {Phase::load})}; }), "");
    EXPECT_NE(said([](Plant& p) {
                  p.operators[0].skills = {{"a"}, {"b"}};
                  p.stations[0].breakdowns = {{.uptime = 5_min, .repair = 1_min, .crew = {{"a"}, {"b"}}}};
              }).find("stations/S1/breakdowns/0/crew: "),
              std::string::npos);
    EXPECT_NE(said([](Plant& p) { p.stations[0].operators = {in_phases("man", {})}; }).find("phases"),
              std::string::npos);
    EXPECT_NE(
        said([](Plant& p) { p.stations[0].operators = {in_phases("man", {Phase::repair})}; }).find("names the repair"),
        std::string::npos);
    EXPECT_NE(said([](Plant& p) {
                  p.stations[0].operators.clear();
                  p.stations[0].operators_instead = {{{"man"}}};
              }).find("operators_instead"),
              std::string::npos);
    // An alternative must speak of the same phases: otherwise a phase would be met by nobody.
    EXPECT_NE(said([](Plant& p) {
                  p.stations[0].operators = {in_phases("man", {Phase::load, Phase::process})};
                  p.stations[0].operators_instead = {{in_phases("man", {Phase::process})}};
              }).find("operators_instead/0"),
              std::string::npos);
    EXPECT_NE(
        said([](Plant& p) {
            p.stations[0].breakdowns = {{.uptime = 5_min, .repair = 1_min, .crew = {in_phases("man", {Phase::load})}}};
        }).find("crew/0/phases"),
        std::string::npos);
    EXPECT_EQ(said([](Plant& p) {
                  p.stations[0].breakdowns = {
                      {.uptime = 5_min, .repair = 1_min, .crew = {in_phases("man", {Phase::repair})}}};
              }),
              "");
    EXPECT_NE(said([](Plant& p) { p.operators[0].skills = {{"man", 0.0}}; }).find("level"), std::string::npos);
}

}  // namespace
}  // namespace linewright
