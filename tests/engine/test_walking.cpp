// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// People who walk (docs/semantics.md, 8), each rule with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

TEST(Walking, OneOperatorServesTwoStations) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 5});
    plant.add(Station{.name = "S1", .cycle = 5_min, .operators = {{"man"}}});
    plant.add(Station{.name = "S2", .cycle = 3_min, .operators = {{"man"}}});
    plant.add(Buffer{.name = "B", .capacity = 1});
    plant.add(Route{.name = "line", .steps = {"S1", "B", "S2"}});
    plant.add(OperatorPool{.name = "man", .begin_at = "S1"});
    plant.add(Walk{"S1", "S2", 2_min});
    const Watch w(plant, 58);
    EXPECT_EQ(w.times(Happening::start, "S1"), "0 12 24 36 48");
    EXPECT_EQ(w.times(Happening::start, "S2"), "7 19 31 43 55");
    EXPECT_EQ(w.result.operators[0].working, 40 * minute);
    EXPECT_EQ(w.result.operators[0].walking, 18 * minute);
    EXPECT_EQ(w.result.operators[0].idle, 0);
    EXPECT_EQ(w.result.stations[0].in(State::waiting_for_operator), 28 * minute);
}
TEST(Walking, ItTakesTheDistanceAtTheirSpeed) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 5_min, .operators = {{"man"}}, .position = Point{0, 0}}, {0});
    beside(plant, {.name = "S2", .cycle = 3_min, .operators = {{"man"}}, .position = Point{90, 120}}, {0});
    plant.add(OperatorPool{.name = "man", .speed = 1.25, .begin_at = "S1"});  // 150 m, 2 min
    EXPECT_EQ(Watch(plant, 20).states("S2"), "0 waiting_for_operator, 7 processing, 10 starved");
    plant.add(Walk{"S1", "S2", 4_min});  // a line of the table goes before
    EXPECT_EQ(Watch(plant, 20).states("S2"), "0 waiting_for_operator, 9 processing, 12 starved");
}
TEST(Walking, TheFirstToArriveWaitsForTheOthers) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 5_min}, {500});
    beside(plant, {.name = "S2", .cycle = 5_min}, {500});
    beside(plant, {.name = "S3", .cycle = 4_min, .operators = {{"a"}, {"b"}}}, {0});
    plant.add(OperatorPool{.name = "a", .begin_at = "S1"}).add(OperatorPool{.name = "b", .begin_at = "S2"});
    plant.add(Walk{"S1", "S3", 1_min}).add(Walk{"S2", "S3", 3_min});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S3"), "0 waiting_for_operator, 3 processing, 7 starved");
    EXPECT_EQ(w.people("a"), "working 4, waiting 2, idle 13");
    EXPECT_EQ(w.result.operators[0].walking, 1 * minute);
    EXPECT_EQ(w.result.operators[1].walking, 3 * minute);
}
TEST(Walking, DownTimeIsTheWaitForTheCrewItsWalkAndTheRepair) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 1_min}, {500});
    beside(plant, {.name = "S2", .cycle = 20_min, .breakdowns = {{.dated = {{10_min, 5_min}}, .crew = {{"crew"}}}}},
           {0});
    plant.add(OperatorPool{.name = "crew", .begin_at = "S1"});
    plant.add(Walk{"S1", "S2", 3_min});
    EXPECT_EQ(Watch(plant, 40).states("S2"), "0 processing, 10 waiting_for_crew, 13 repair, 18 processing, 28 starved");
}
TEST(Walking, TheNearestOfSeveralFreePeopleGoes) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 1_min}, {500});
    beside(plant, {.name = "S2", .cycle = 1_min}, {500});
    beside(plant, {.name = "S3", .cycle = 4_min, .operators = {{"do"}}, .pick = Pick::nearest}, {0});
    plant.add(OperatorPool{.name = "far", .skills = {{"do"}}, .begin_at = "S1"});
    plant.add(OperatorPool{.name = "near", .skills = {{"do"}}, .begin_at = "S2"});
    plant.add(Walk{"S1", "S3", 5_min}).add(Walk{"S2", "S3", 2_min});
    EXPECT_EQ(Watch(plant, 20).states("S3"), "0 waiting_for_operator, 2 processing, 6 starved");
}
TEST(Walking, AFreePersonGoesToTheNearestTaskWhereTheRuleSaysSo) {
    // At 5 the man is free at S1; S3 has asked since 1, S2 since 2 and stands nearer.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 5_min, .operators = {{"man"}}}, {0});
    beside(plant, {.name = "S2", .cycle = 1_min, .operators = {{"man"}}}, {2});
    beside(plant, {.name = "S3", .cycle = 1_min, .operators = {{"man"}}}, {1});
    plant.add(OperatorPool{.name = "man", .begin_at = "S1"});
    plant.add(Walk{"S1", "S2", 1_min}).add(Walk{"S1", "S3", 4_min}).add(Walk{"S2", "S3", 2_min});
    const Watch first(plant, 30);
    EXPECT_EQ(first.times(Happening::start, "S3"), "9");
    EXPECT_EQ(first.times(Happening::start, "S2"), "12");
    plant.operators[0].next_task = NextTask::nearest;
    const Watch nearest(plant, 30);
    EXPECT_EQ(nearest.times(Happening::start, "S2"), "6");
    EXPECT_EQ(nearest.times(Happening::start, "S3"), "9");
}
TEST(Walking, AStationThatFailsMeanwhileFindsThemThereAfterTheRepair) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 1_min}, {500});
    beside(plant, {.name = "S2", .cycle = 5_min, .breakdowns = {{.dated = {{1_min, 6_min}}}}, .operators = {{"man"}}},
           {0});
    plant.add(OperatorPool{.name = "man", .begin_at = "S1"});
    plant.add(Walk{"S1", "S2", 3_min});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S2"), "0 waiting_for_operator, 1 repair, 7 processing, 12 starved");
    EXPECT_EQ(w.result.operators[0].working, 5 * minute);
}
TEST(Walking, AWalkIsNotShorterBecauseTheStationFailedMeanwhile) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 1_min}, {500});
    beside(plant, {.name = "S2", .cycle = 5_min, .breakdowns = {{.dated = {{1_min, 1_min}}}}, .operators = {{"man"}}},
           {0});
    plant.add(OperatorPool{.name = "man", .begin_at = "S1"});
    plant.add(Walk{"S1", "S2", 10_min});
    const Watch w(plant, 30);
    EXPECT_EQ(w.states("S2"), "0 waiting_for_operator, 1 repair, 2 waiting_for_operator, 10 processing, 15 starved");
    EXPECT_EQ(w.result.operators[0].working, 5 * minute);
}
TEST(Walking, AJobThatIsDisplacedBeforeItsPeopleAreThereLeavesNothingBehind) {
    // The man sets out for a at 0; b comes at 2 and displaces it: changeover until 12, then b, 10 min; back to a.
    Plant plant;
    plant.add(Product{.name = "a"}).add(Product{.name = "b", .priority = 1});
    for (const char* product : {"a", "b"}) {
        Source source = arrivals("", {product[0] == 'a' ? 0.0 : 2.0});
        source.name = product;
        source.schedule[0].product = product;
        plant.add(std::move(source));
    }
    plant.add(Station{.name = "far", .cycle = 1_min});
    plant.add(Station{.name = "S", .cycle = 10_min, .operators = {{"man"}}, .preemption = Preemption::resume});
    plant.add(Buffer{.name = "B"});
    plant.add(Route{.name = "r", .steps = {"B", "S"}});
    plant.add(Changeover{.name = "S", .rules = {{"*", "*", 10_min}}});
    plant.add(OperatorPool{.name = "man", .begin_at = "far"});
    plant.add(Walk{"far", "S", 5_min});
    EXPECT_EQ(Watch(plant, 60).states("S"),
              "0 waiting_for_operator, 2 setup, 12 processing, 22 setup, 32 processing, 42 starved");
}
TEST(Walking, WhoComesToAStationThatIsOffAndDownIsFree) {
    // The man sets out for S2 at 0; it closes at 2 and fails at 5: he ends his walk at 10 and works at S3.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 1_min}, {500});
    beside(plant,
           {.name = "S2",
            .cycle = 5_min,
            .breakdowns = {{.dated = {{5_min, 3_min}}}},
            .operators = {{"man"}},
            .calendar = "hours"},
           {0});
    beside(plant, {.name = "S3", .cycle = 4_min, .operators = {{"man"}}}, {6});
    plant.add(OperatorPool{.name = "man", .begin_at = "S1"});
    plant.add(Walk{"S1", "S2", 10_min});
    plant.add(ShiftCalendar{.name = "hours", .spans = {{2_min, 100_min}}});
    const Watch w(plant, 200);
    EXPECT_EQ(w.states("S3"), "0 starved, 6 waiting_for_operator, 10 processing, 14 starved");
    EXPECT_EQ(w.times(Happening::start, "S2"), "100");
}
TEST(WalkFaults, StationsWithoutAPositionAreNamed) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 1_min, .position = Point{0, 0}}, {0});
    beside(plant, {.name = "S2", .cycle = 1_min, .operators = {{"man"}}}, {0});
    plant.add(OperatorPool{.name = "man", .speed = 0.0});
    std::string all;
    for (const Fault& f : check(plant)) all += f.place + "\n";
    EXPECT_EQ(all, "operators/man/speed\n");
    plant.operators[0].speed = 1.0;
    all.clear();
    for (const Fault& f : check(plant)) all += f.place + "\n";
    EXPECT_EQ(all, "stations/S2/position\n");
}

// -- going home --------------------------------------------------------------------------------------------------

/// His home is at S1; S2 is 3 min away, 2 min a job.
Plant with_a_home(std::initializer_list<double> at_s1, std::initializer_list<double> at_s2) {
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 2_min, .operators = {{"man"}}}, at_s1);
    beside(plant, {.name = "S2", .cycle = 2_min, .operators = {{"man"}}}, at_s2);
    plant.add(OperatorPool{.name = "man", .begin_at = "S1", .after_work = AfterWork::go_home});
    plant.add(Walk{"S1", "S2", 3_min});
    return plant;
}
TEST(GoingHome, WithNothingLeftToDoHeWalksBack) {
    // To S2 at 0, works from 3 to 5, is home at 8; to S1 at 20 he has no way. Staying, he would walk then.
    Plant plant = with_a_home({20}, {0});
    const Watch w(plant, 40);
    EXPECT_EQ(w.states("S2"), "0 waiting_for_operator, 3 processing, 5 starved");
    EXPECT_EQ(w.states("S1"), "0 starved, 20 processing, 22 starved");
    EXPECT_EQ(w.result.operators[0].walking, 6 * minute);
    EXPECT_EQ(w.result.operators[0].working, 4 * minute);
    EXPECT_EQ(w.result.operators[0].idle, 30 * minute);
    plant.operators[0].after_work = AfterWork::stay;
    EXPECT_EQ(Watch(plant, 40).states("S1"), "0 starved, 20 waiting_for_operator, 23 processing, 25 starved");
}
TEST(GoingHome, HeFinishesThatWalkBeforeHeIsAtTheNextTask) {
    // Called to S2 again at 6, on his way home: there at 8, back at 11. Called to S1 at 14, a minute after he set out,
    // he is there at 16.
    const Watch w(with_a_home({14}, {0, 6}), 40);
    EXPECT_EQ(w.times(Happening::start, "S2"), "3 11");
    EXPECT_EQ(w.times(Happening::start, "S1"), "16");
    EXPECT_EQ(w.result.operators[0].walking, 12 * minute);
    EXPECT_EQ(w.result.operators[0].working, 6 * minute);
    EXPECT_EQ(w.result.operators[0].waiting, 0);
}
TEST(GoingHome, WhoIsNeededAtThatInstantDoesNotSetOut) {
    const Watch w(with_a_home({500}, {0, 5, 5}), 40);
    EXPECT_EQ(w.times(Happening::start, "S2"), "3 5 7");
    EXPECT_EQ(w.result.operators[0].walking, 6 * minute);
}
TEST(GoingHome, AWalkThatTheWindowCutsCountsAsFarAsItGoes) {
    EXPECT_EQ(Watch(with_a_home({500}, {0}), 7).result.operators[0].walking, 5 * minute);
    EXPECT_EQ(Watch(with_a_home({500}, {0}), 20, 6).result.operators[0].walking, 2 * minute);
}
TEST(GoingHome, WhoeverHasNoHomeIsAFault) {
    Plant plant = with_a_home({500}, {0});
    plant.operators[0].begin_at.clear();
    EXPECT_EQ(faults_of(plant), "operators/man/after_work: is go_home, but it isn't said where somebody's home is\n");
    plant = with_a_home({500}, {0});
    plant.walks.clear();
    EXPECT_EQ(faults_of(plant), "operators/man/after_work: is go_home, but nobody walks in this plant\n");
}

}  // namespace
}  // namespace linewright
