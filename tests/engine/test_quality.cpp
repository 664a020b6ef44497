// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Quality (docs/semantics.md, 10), each sentence with a trace worked out by hand. Times are minutes; chances are 0 and
// 1, so that every trace is exact, and one test has 0.3.
#include <gtest/gtest.h>

#include "linewright/record/figures.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

/// M makes (2 minutes), T tests (1 minute).
Plant make_and_test(double defect, Inspection inspection, std::int64_t jobs = 1) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = jobs});
    plant.add(Station{.name = "M", .cycle = 2_min, .defects = {{"*", defect}}});
    plant.add(Station{.name = "T", .cycle = 1_min, .inspection = std::move(inspection)});
    return plant;
}

TEST(Quality, ADefectArisesAtAnOperationAndIsSeenAtAnInspection) {
    const Watch w(make_and_test(1.0, {}, 3), 20);
    EXPECT_EQ(w.times(Happening::scrap), "3 5 7");
    EXPECT_EQ(w.exits(), "");
    EXPECT_EQ(w.of("M").defects, 3U);  // it counts where it arose
    EXPECT_EQ(w.of("T").defects, 0U);
    EXPECT_EQ(w.of("T").scrapped, 3U);
    EXPECT_EQ(w.of("M").scrapped, 0U);
    EXPECT_EQ(w.result.scrapped, 3U);
    EXPECT_EQ(Watch(make_and_test(0.0, {}, 3), 20).exits(), "3 5 7");
}
TEST(Quality, WithoutAnInspectionADefectIsNeverSeen) {
    Plant plant = make_and_test(1.0, {});
    plant.stations[1].inspection.reset();
    const Watch w(plant, 20);
    EXPECT_EQ(w.exits(), "3");
    EXPECT_EQ(w.of("M").defects, 1U);
}
TEST(Quality, AMissLetsADefectPassAndAFalseAlarmRejectsAGoodJob) {
    EXPECT_EQ(Watch(make_and_test(1.0, {.miss = 1.0}), 20).exits(), "3");
    EXPECT_EQ(Watch(make_and_test(0.0, {.miss = 1.0}), 20).exits(), "3");
    EXPECT_EQ(Watch(make_and_test(0.0, {.false_alarm = 1.0}), 20).times(Happening::scrap), "3");
    EXPECT_EQ(Watch(make_and_test(1.0, {.false_alarm = 1.0}), 20).times(Happening::scrap), "3");
    EXPECT_EQ(Watch(make_and_test(1.0, {.miss = 1.0, .false_alarm = 1.0}), 20).exits(), "3");
    EXPECT_EQ(Watch(make_and_test(0.0, {.miss = 1.0, .false_alarm = 1.0}), 20).times(Happening::scrap), "3");
}
TEST(Quality, AMissedDefectMayBeSeenAtALaterInspection) {
    Plant plant = make_and_test(1.0, {.miss = 1.0});
    plant.add(Station{.name = "T2", .cycle = 4_min, .inspection = Inspection{}});
    EXPECT_EQ(Watch(plant, 20).times(Happening::scrap), "7");
}
TEST(Quality, ChancesAreMetInTheLongRun) {
    // 30 % defects, 10 % missed, 5 % false alarms: 0.7 x 0.95 + 0.3 x 0.1 = 0.695 leave good.
    const Watch w(make_and_test(0.3, {.miss = 0.1, .false_alarm = 0.05}, 40'000), 90'000);
    EXPECT_NEAR(static_cast<double>(w.of("M").defects) / 40'000, 0.3, 0.007);
    EXPECT_NEAR(static_cast<double>(w.result.good) / 40'000, 0.695, 0.007);
}
TEST(Quality, DefectsAreGivenForEachProductAndAStarIsForAllOthers) {
    Plant plant = make_and_test(0.0, {});
    plant.add(Product{.name = "A"}).add(Product{.name = "B"}).add(Product{.name = "C"});
    plant.stations[0].defects = {{"*", 1.0}, {"B", 0.0}};
    plant.sources[0] = Source{.name = "in", .always = true, .sequence = {"A", "B", "C"}};
    EXPECT_EQ(Watch(plant, 20).who_exits(), "5 B1");
}
TEST(Quality, ReworkHasALimitAndPastItTheJobIsScrapped) {
    // M 0-2, T 2-3, M 3-5, T 5-6, M 6-8, T 8-9.
    const Watch w(make_and_test(0.0, {.false_alarm = 1.0, .rework = "M", .rework_limit = 2}), 30);
    EXPECT_EQ(w.times(Happening::finish, "T"), "3 6 9");
    EXPECT_EQ(w.times(Happening::scrap), "9");
    EXPECT_EQ(w.product("job").reworked, 2U);
    EXPECT_EQ(w.product("job").inspected, 1U);  // for the first time
    EXPECT_EQ(w.product("job").passed_first, 0U);
    EXPECT_EQ(
        Watch(make_and_test(0.0, {.false_alarm = 1.0, .rework = "M", .rework_limit = 0}), 30).times(Happening::scrap),
        "3");
    EXPECT_EQ(Inspection{}.rework_limit, 1);
}
TEST(Quality, AReworkedJobIsMadeAnewAndMayHaveADefectAgain) {
    EXPECT_EQ(Watch(make_and_test(1.0, {.rework = "M"}), 30).of("M").defects, 2U);
    // Reworked at a station of its own without defects it passes.
    Plant plant = make_and_test(1.0, {.rework = "R"});
    plant.add(Station{.name = "R", .cycle = 3_min});
    plant.add(Route{.name = "r", .steps = {"M", Step{"T", {.to = {{"exit"}}}}, Step{"R", {.to = {{"T"}}}}}});
    const Watch w(plant, 30);
    EXPECT_EQ(w.exits(), "7");  // M 0-2, T 2-3, R 3-6, T 6-7
    EXPECT_EQ(w.of("M").defects, 1U);
    EXPECT_EQ(w.product("job").passed_first, 0U);
    EXPECT_EQ(w.product("job").good, 1U);
}
TEST(Quality, AReworkedJobBlocksItsStationUntilThereIsAPlaceThenQueuesAsANewArrival) {
    // M takes 5, one place before it (Q) and one before T (P). J1 is rejected at 6, when Q holds J3; Q frees at 10.
    Plant plant = make_and_test(0.0, {.false_alarm = 1.0, .rework = "Q"}, 3);
    plant.stations[0].cycle = 5_min;
    plant.add(Buffer{.name = "Q", .capacity = 1}).add(Buffer{.name = "P", .capacity = 1});
    plant.add(Route{.name = "r", .steps = {"Q", "M", "P", "T"}});
    const Watch w(plant, 50);
    EXPECT_EQ(w.states("T"),
              "0 starved, 5 processing, 6 blocked, 10 processing, 11 blocked, 15 processing, 16 blocked, 20 "
              "processing, 21 starved, "
              "25 processing, 26 starved, 30 processing, 31 starved");
    EXPECT_EQ(w.times(Happening::scrap), "21 26 31");
    EXPECT_EQ(w.product("job").reworked, 3U);
}
TEST(Quality, RejectedJobsMayGoOnAsALowerGrade) {
    Plant plant = make_and_test(0.0, {.false_alarm = 1.0, .downgrade = "second"}, 2);
    plant.add(Product{.name = "first"}).add(Product{.name = "second"});
    plant.sources[0].products = {{"first"}};
    plant.add(
        Station{.name = "pack", .cycle = std::map<std::string, Distribution>{{"first", 1_min}, {"second", 5_min}}});
    const Watch w(plant, 30);
    EXPECT_EQ(w.who_exits(), "8 second1, 13 second2");
    EXPECT_EQ(w.product("first").released, 2U);
    EXPECT_EQ(w.product("first").good, 0U);
    EXPECT_EQ(w.product("second").good, 2U);
    EXPECT_EQ(w.result.scrapped, 0U);
    // In the window of 30 the jobs were `first` 0-3 and 2-5, `second` 3-8 and 5-13.
    EXPECT_DOUBLE_EQ(w.product("first").wip, 6.0 / 30);
    EXPECT_DOUBLE_EQ(w.product("second").wip, 13.0 / 30);
}
TEST(Quality, ALowerGradeHasThePriorityOfItsProduct) {
    // At 6 `pack` is free: the other product, of middling priority, goes before the second grade, which came before it.
    Plant plant = make_and_test(0.0, {.false_alarm = 1.0, .downgrade = "second"}, 2);
    plant.add(Product{.name = "first", .priority = 2})
        .add(Product{.name = "second"})
        .add(Product{.name = "other", .priority = 1});
    plant.sources[0].products = {{"first"}};
    plant.sources[0].route = "r";
    plant.add(Station{.name = "pack", .cycle = 3_min});
    plant.add(Buffer{.name = "P", .queue = {"priority"}});
    plant.add(Route{.name = "r", .steps = {"M", "T", "P", "pack"}})
        .add(Route{.name = "o", .products = {"other"}, .steps = {"P", "pack"}});
    Source other = arrivals("in2", {5.5});
    other.schedule[0].product = "other";
    plant.add(std::move(other));
    EXPECT_EQ(Watch(plant, 30).who_exits(), "6 second1, 9 other1, 12 second2");
}
TEST(Quality, FirstPassYieldIsGoodAtFirstInspectionOverInspectedForTheFirstTime) {
    // A is always defective, B never: of A, A, B, B half pass at the first inspection; the reworked ones don't count
    // again.
    Plant plant = make_and_test(0.0, {.rework = "M"});
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.stations[0].defects = {{"A", 1.0}};
    plant.sources[0] = Source{.name = "in", .always = true, .sequence = {"A", "A", "B", "B"}};
    plant.add(Buffer{.name = "Q"});
    plant.sources[0].always = false;
    plant.sources[0].interarrival = 10_min;
    plant.add(Route{.name = "r", .steps = {"Q", "M", "T"}});
    plant.stations[1].inspection->rework = "Q";
    const Watch w(plant, 100);
    EXPECT_EQ(w.product("A").inspected, 2U);
    EXPECT_EQ(w.product("A").passed_first, 0U);
    EXPECT_EQ(w.product("A").reworked, 2U);
    EXPECT_EQ(w.product("B").passed_first, 2U);
    for (const Figure& f : figures(w.result))
        if (f.measure == "first_pass_yield") {
            EXPECT_EQ(f.value, f.kind == "plant" ? 0.5 : f.element == "A" ? 0.0 : 1.0);
        }
}
TEST(Quality, APercentSplitMaySendJobsToScrap) {
    Plant plant = make_and_test(0.0, {});
    plant.add(Route{.name = "r", .steps = {"M", Step{"T", {.to = {{"scrap", 1.0}, {"exit", 0.0}}}}}});
    const Watch w(plant, 20);
    EXPECT_EQ(w.times(Happening::scrap), "3");
    EXPECT_EQ(w.of("T").scrapped, 1U);
}

TEST(QualityRefused, WhatContradictsItself) {
    const auto said = [](Inspection inspection) { return faults_of(make_and_test(0.1, std::move(inspection))); };
    const auto has = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
    EXPECT_EQ(said({.rework = "M"}), "");
    EXPECT_TRUE(has(said({.miss = 1.5}), "stations/T/inspection/miss"));
    EXPECT_TRUE(has(said({.false_alarm = -0.1}), "stations/T/inspection/false_alarm"));
    EXPECT_TRUE(has(said({.rework = "nowhere"}), "stations/T/inspection/rework"));
    EXPECT_TRUE(has(said({.rework = "M", .rework_limit = -1}), "rework_limit"));
    EXPECT_TRUE(has(said({.downgrade = "nothing"}), "stations/T/inspection/downgrade"));
    EXPECT_TRUE(has(said({.rework = "M", .downgrade = "job"}),
                    "stations/T/inspection/downgrade"));  // past the limit: scrapped or lowered?
    Plant plant = make_and_test(2.0, {});
    EXPECT_TRUE(has(faults_of(plant), "stations/M/defects"));
    // Two stations that one step may choose from must do the same with what they reject.
    plant = make_and_test(0.1, {.rework = "M"});
    plant.add(Station{.name = "T2", .cycle = 1_min, .inspection = Inspection{}});
    plant.add(Buffer{.name = "Q"});
    plant.add(Route{.name = "r", .steps = {"M", "Q", any({"T", "T2"})}});
    EXPECT_TRUE(has(faults_of(plant), "inspection"));
    plant.stations[2].inspection->rework = "M";
    EXPECT_EQ(faults_of(plant), "");
}

}  // namespace
}  // namespace linewright
