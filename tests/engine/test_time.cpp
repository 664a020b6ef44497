// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 1: the clock, rounding, the window.
#include "trace.hpp"

namespace linewright {
namespace {

TEST(Time, ADurationIsRoundedOnceTiesToEven) {
    Plant plant{.tick = 1_min, .sources = {always("in")}, .stations = {{.name = "S", .cycle = 2.5_min}}};
    EXPECT_EQ(Trace(plant, 7).log("finish"), rows("2 finish S job1\n 4 finish S job2\n 6 finish S job3"));
    plant.stations[0].cycle = 3.5_min;
    EXPECT_EQ(Trace(plant, 9).log("finish"), rows("4 finish S job1\n 8 finish S job2"));
}

TEST(Time, ItIsScaledByTheLevelBeforeItIsRounded) {
    // 2.5 min at half the speed are 5 min; rounded first they would be 4.
    const Plant plant{.tick = 1_min,
                      .sources = {always("in")},
                      .stations = {{.name = "S", .cycle = 2.5_min, .operators = {{"slow"}}}},
                      .operators = {{.name = "crew", .skills = {{"slow", 0.5}}}}};
    EXPECT_EQ(Trace(plant, 11).log("finish"), rows("5 finish S job1\n 10 finish S job2"));
}

TEST(Time, TheWindowEndsBeforeTheHorizonByTimeStampAlone) {
    const Plant plant{.sources = {always("in")}, .stations = {{.name = "S", .cycle = 1_h}}};
    EXPECT_EQ(Trace(plant, 24 * 60).result.stations[0].made, 23U);  // the 24th is finished at 24 h
    EXPECT_EQ(Trace(plant, 24 * 60 + 1).result.stations[0].made, 24U);
}

TEST(Time, TheWindowBeginsWithTheInstantOfTheWarmup) {
    const Plant plant{.sources = {always("in")}, .stations = {{.name = "S", .cycle = 1_h}}};
    RunSetup setup;
    setup.warmup = 3'600'000'000;
    EXPECT_EQ(Trace(plant, 24 * 60, setup).result.stations[0].made, 23U);  // at 1, 2, ... 23 h
    Simulation stopped(compile(plant), setup);                             // also when the run was stopped just there
    stopped.run_until(setup.warmup);
    stopped.run_until(24 * setup.warmup);
    EXPECT_EQ(measure(stopped).stations[0].made, 23U);
    EXPECT_EQ(measure(stopped).from, setup.warmup);
}

TEST(Time, ADrawTooLongForTheClockNamesItsDistribution) {
    const Plant plant{.sources = {always("in")}, .stations = {{.name = "S", .cycle = constant({1e4, Unit::wk})}}};
    Simulation run(compile(plant), {});
    const Outcome outcome = run.run_until(latest_tick);
    EXPECT_EQ(outcome.ending, Ending::overflow);
    EXPECT_EQ(outcome.at, 0);
    EXPECT_NE(outcome.message.find("stations/S/cycle"), std::string::npos) << outcome.message;
}

TEST(Time, AClockThatWouldPassItsEndNamesTheDistributionThatTakesItThere) {
    const Plant plant{.sources = {always("in")}, .stations = {{.name = "S", .cycle = constant({7000, Unit::wk})}}};
    RunSetup setup;
    setup.hour = latest_tick;  // output isn't counted by the hour over 18,000 years
    Simulation run(compile(plant), setup);
    const Outcome outcome = run.run_until(latest_tick);
    EXPECT_EQ(outcome.ending, Ending::overflow);
    EXPECT_NE(outcome.message.find("stations/S/cycle"), std::string::npos) << outcome.message;
}

}  // namespace
}  // namespace linewright
