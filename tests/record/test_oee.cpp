// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// OEE (docs/semantics.md, 13), each sentence with figures worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "engine/watch.hpp"
#include "linewright/record/figures.hpp"

namespace linewright {
namespace {
using namespace literals;

/// Load 1, process 4, ideal cycle 3; down 50-60. In [0, 100): ten jobs to 50, seven from 60 to 95, the eighth is
/// processed 96-100 and done at 100, outside. Made 17; processing 10 x 4 + 8 x 4 = 72, load 18, repair 10. Each second
/// job is bad: 9 A, 8 B.
Plant press() {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    Source in{.name = "in", .always = true};
    for (int i = 0; i < 20; ++i) in.sequence.insert(in.sequence.end(), {"A", "B"});
    plant.add(std::move(in));
    plant.add(Station{.name = "press",
                      .cycle = 4_min,
                      .load = 1_min,
                      .breakdowns = {{.dated = {{50_min, 10_min}}}},
                      .defects = {{"A", 1.0}},
                      .ideal_cycle = 3_min});
    return plant;
}

TEST(Oee, Iso22400TakesProcessingAgainstPlannedBusyTime) {
    const Watch w(press(), 100);
    EXPECT_EQ(w.spent("press", State::processing), 72.0);
    EXPECT_EQ(w.spent("press", State::load), 18.0);
    EXPECT_EQ(w.spent("press", State::repair), 10.0);
    EXPECT_EQ(w.of("press").made, 17U);
    EXPECT_EQ(w.of("press").defects, 9U);
    const auto o = oee(w.of("press"), OeeProfile::iso22400);
    ASSERT_TRUE(o);
    EXPECT_DOUBLE_EQ(o->availability, 0.72);
    EXPECT_DOUBLE_EQ(o->performance, 3.0 * 17 / 72);
    EXPECT_DOUBLE_EQ(o->quality, 8.0 / 17);
    EXPECT_DOUBLE_EQ(o->oee, 3.0 * 8 / 100);
    EXPECT_FALSE(o->above_one);
}
TEST(Oee, TimeOffShiftIsNoPlannedBusyTime) {
    // Off shift from 100 to 200: all is as at 100, with the eighteenth job, done at that moment.
    Plant plant = press();
    plant.stations[0].calendar = "hours";
    plant.add(ShiftCalendar{.name = "hours", .spans = {{100_min, 200_min, Presence::off}}});
    const Watch w(plant, 200);
    EXPECT_EQ(w.of("press").made, 18U);
    for (const OeeProfile profile : {OeeProfile::iso22400, OeeProfile::tpm}) {
        const auto o = oee(w.of("press"), profile);
        ASSERT_TRUE(o);
        EXPECT_DOUBLE_EQ(o->availability, profile == OeeProfile::tpm ? 0.90 : 0.72);
        EXPECT_DOUBLE_EQ(o->oee, 3.0 * 9 / 100);
    }
}
TEST(Oee, TpmTakesLoadingTimeLessBreakdownsAndChangeovers) {
    const Watch w(press(), 100);
    const auto o = oee(w.of("press"), OeeProfile::tpm);
    ASSERT_TRUE(o);
    EXPECT_DOUBLE_EQ(o->availability, 0.90);
    EXPECT_DOUBLE_EQ(o->performance, 3.0 * 17 / 90);  // loading counts in it
    EXPECT_DOUBLE_EQ(o->quality, 8.0 / 17);
    EXPECT_DOUBLE_EQ(o->oee, 3.0 * 8 / 100);
}
TEST(Oee, TpmTakesOffTheWaitForTheCrewAndChangeoversButNotOtherWaits) {
    // Changeovers of 5 before each other product, a wait of 2 for the fitter, starvation at the end: availability falls
    // by the first two only.
    Plant plant = press();
    plant.stations[0].load = Times{};
    plant.stations[0].breakdowns = {{.dated = {{20_min, 3_min}}, .crew = {{"fitter"}}}};
    plant.sources[0].sequence = {"A", "A", "B"};
    plant.add(
        Station{.name = "other", .cycle = 50_min, .breakdowns = {{.dated = {{15_min, 7_min}}, .crew = {{"fitter"}}}}});
    plant.add(Source{.name = "in2", .always = true, .count = 1, .route = "o"});
    plant.add(Route{.name = "o", .products = {}, .steps = {"other"}})
        .add(Route{.name = "p", .products = {"A", "B"}, .steps = {"press"}});
    plant.add(Changeover{.name = "press", .rules = {{.time = 5_min}}});
    plant.add(OperatorPool{.name = "fitter"});
    // A 0-4, A 4-8, setup 8-13, B 13-17, starved; down at 20: waits to 22, repair to 25; starved to 50.
    const Watch w(plant, 50);
    EXPECT_EQ(w.states("press"),
              "0 processing, 8 setup, 13 processing, 17 starved, 20 waiting_for_crew, 22 repair, 25 starved");
    const auto tpm = oee(w.of("press"), OeeProfile::tpm), iso = oee(w.of("press"), OeeProfile::iso22400);
    EXPECT_DOUBLE_EQ(tpm->availability, (50.0 - 5 - 2 - 3) / 50);
    EXPECT_DOUBLE_EQ(tpm->performance, 3.0 * 3 / 40);
    EXPECT_DOUBLE_EQ(iso->availability, 12.0 / 50);
    EXPECT_DOUBLE_EQ(iso->performance, 3.0 * 3 / 12);
    EXPECT_DOUBLE_EQ(tpm->oee, iso->oee);
}
TEST(Oee, PlannedBusyTimeIsSummedOverThePlaces) {
    Plant plant = press();
    plant.stations[0].places = 2;
    plant.stations[0].breakdowns.clear();
    // Two places, 20 jobs each in 100 (the last at 100 is outside: 19); each processes 80 of 100.
    const Watch w(plant, 100);
    const auto o = oee(w.of("press"), OeeProfile::iso22400);
    EXPECT_DOUBLE_EQ(o->availability, 160.0 / 200);
    EXPECT_DOUBLE_EQ(o->performance, 3.0 * 38 / 160);
}
TEST(Oee, WithoutAnIdealCycleThereIsNone) {
    Plant plant = press();
    plant.stations[0].ideal_cycle.reset();
    const Watch w(plant, 100);
    for (const auto& profile : Choices<OeeProfile>::list) EXPECT_FALSE(oee(w.of("press"), profile.value));
    EXPECT_FALSE(oee_bottleneck(w.result));
    EXPECT_FALSE(line_oee(w.result, OeeProfile::tpm));
    for (const Figure& f : figures(w.result)) EXPECT_EQ(f.measure.find("oee"), std::string::npos);
}
TEST(Oee, IsNeverBareTheProfileStandsInEveryName) {
    std::size_t seen = 0;
    for (const Figure& f : figures(Watch(press(), 100).result)) {
        if (f.measure.find("oee") == std::string::npos) continue;
        ++seen;
        EXPECT_TRUE(f.measure.starts_with("oee_iso22400") || f.measure.starts_with("oee_tpm")) << f.measure;
    }
    EXPECT_GE(seen, 8U);
    for (const auto& profile : Choices<OeeProfile>::list)
        EXPECT_NE(profile.doc.find("off_shift - break - planned_maintenance"), std::string_view::npos);
}
TEST(Oee, AboveOneHundredPercentIsFlaggedNotCapped) {
    Plant plant = press();
    plant.stations[0].ideal_cycle = 5_min;  // the real one is 4
    plant.stations[0].defects.clear();
    plant.stations[0].load = Times{};
    plant.stations[0].breakdowns.clear();
    const Watch w(plant, 100.5);  // 25 made
    const auto o = oee(w.of("press"), OeeProfile::iso22400);
    EXPECT_TRUE(o->above_one);
    EXPECT_DOUBLE_EQ(o->performance, 125.0 / 100.5);
    EXPECT_DOUBLE_EQ(o->oee, 125.0 / 100.5);
}
TEST(Oee, ADefectCountsWhereItArose) {
    // The defect of the press is seen at the test: the press's quality falls, the test's doesn't.
    Plant plant = press();
    plant.add(Station{.name = "test", .cycle = 1_min, .inspection = Inspection{}, .ideal_cycle = 1_min});
    const Watch w(plant, 100);
    EXPECT_DOUBLE_EQ(oee(w.of("press"), OeeProfile::tpm)->quality, 8.0 / 17);
    EXPECT_EQ(oee(w.of("test"), OeeProfile::tpm)->quality, 1.0);
}
TEST(Oee, OfALineIsThatOfItsBottleneckTheLargestIdealCycleTimesVisitsPerPlacesAndPlannedBusyTime) {
    // Ideal: cut 3, mill 5 on two places (2.5), pack 2: all make about the same number. The bottleneck is cut.
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 1000});
    plant.add(Station{.name = "cut", .cycle = 4_min, .ideal_cycle = 3_min});
    plant.add(Station{.name = "mill", .cycle = 6_min, .places = 2, .ideal_cycle = 5_min});
    plant.add(Station{.name = "pack", .cycle = 2_min, .ideal_cycle = 2_min});
    const auto named = [](const Watch& w, OeeProfile profile) {
        return w.result.stations[*oee_bottleneck(w.result)].name + " " +
               std::to_string(line_oee(w.result, profile)->oee);
    };
    const Watch w(plant, 1000);
    EXPECT_EQ(named(w, OeeProfile::tpm), "cut " + std::to_string(3.0 * 249 / 1000));
    // With one place to mill (5 x visits) it is the mill.
    plant.stations[1].places = 1;
    EXPECT_EQ(Watch(plant, 1000).result.stations[*oee_bottleneck(Watch(plant, 1000).result)].name, "mill");
    // Visits count: every job goes to pack three times.
    plant.stations[1].places = 2;
    plant.stations[2].inspection = Inspection{.false_alarm = 1.0, .rework = "P", .rework_limit = 2};
    plant.add(Buffer{.name = "P"}).add(Route{.name = "r", .steps = {"cut", "mill", "P", "pack"}});
    EXPECT_EQ(Watch(plant, 1000).result.stations[*oee_bottleneck(Watch(plant, 1000).result)].name, "pack");
}

}  // namespace
}  // namespace linewright
