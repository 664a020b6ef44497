// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Stations that are switched off while starved (docs/semantics.md, 9), with traces worked out by hand. Times are
// minutes.
#include <gtest/gtest.h>

#include <cmath>

#include "linewright/core/text.hpp"
#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

Plant oven(Standby standby, std::initializer_list<double> minutes) {
    Plant plant;
    plant.add(arrivals("in", minutes)).add(Station{.name = "oven", .cycle = 2_min, .standby = std::move(standby)});
    plant.add(Route{.name = "r", .steps = {"oven"}});
    return plant;
}

TEST(Standby, AStarvedStationIsSwitchedOffAfterAWhileAndWarmsUpBeforeItsNextJob) {
    const Trace t(oven({.after = 3_min, .warm_up = 4_min}, {0, 10, 18, 30}), 40);
    // Off from 5 to 10 and from 23 to 30 and from 39 on; not between 16 and 18.
    EXPECT_EQ(t.states("oven"),
              "0 processing, 2 starved, 10 setup, 14 processing, 16 starved, 18 processing, 20 starved, 30 setup, 34 "
              "processing, 36 starved");
    EXPECT_EQ(t.result.stations[0].warm_ups, 2U);
    EXPECT_EQ(t.result.stations[0].switched_off, (5 + 7 + 1) * 60'000'000);
    EXPECT_EQ(t.result.stations[0].changeovers, 0U);
}
TEST(Standby, ItCoolsDownExponentially) {
    // Off for 60 ln 2 minutes it is half cold.
    Plant plant = oven({.warm_up = 60_min, .cools_in = 60_min}, {0, 2 + 60 * std::log(2.0)});
    EXPECT_NEAR(Watch(plant, 200).spent("oven", State::setup), 30.0, 1e-6);
    plant = oven({.warm_up = 60_min, .cools_in = 60_min}, {0, 5000});
    EXPECT_NEAR(Watch(plant, 6000).spent("oven", State::setup), 60.0, 1e-6);
}
TEST(Standby, AtTheStartItIsHotOrCold) {
    EXPECT_EQ(Watch(oven({.after = 3_min, .warm_up = 4_min}, {1}), 9).states("oven"),
              "0 starved, 1 processing, 3 starved");
    const Watch w(oven({.after = 3_min, .warm_up = 4_min, .cools_in = 60_min, .cold_at_start = true}, {1}), 9);
    EXPECT_EQ(w.states("oven"), "0 starved, 1 setup, 5 processing, 7 starved");
    EXPECT_EQ(w.result.stations[0].switched_off, 60'000'000);
}
TEST(Standby, ThePlaceWithSlotsIsOffOnlyWhenAllAreEmpty) {
    Plant plant = oven({.warm_up = 4_min}, {0, 3, 9, 20});
    plant.stations[0].cycle = 8_min;
    plant.stations[0].slots = 4;
    plant.stations[0].interval = 2_min;
    // 0-8, 3-11, 9-17: hot all the while. Off from 17 to 20.
    EXPECT_EQ(Watch(plant, 40).exits(), "8 11 17 32");
    EXPECT_EQ(Watch(plant, 40).result.stations[0].switched_off, (3 + 8) * 60'000'000);
}
TEST(Standby, ABreakdownMeanwhileDoesNotWarmItAndTheWindowCounts) {
    Plant plant = oven({.after = 3_min, .warm_up = 4_min}, {0, 20});
    plant.stations[0].breakdowns = {{.dated = {{4_min, 4_min}}}};
    // Off from 5 on, starved again from 8 on.
    const Watch w(plant, 30);
    EXPECT_EQ(w.states("oven"), "0 processing, 2 starved, 4 repair, 8 starved, 20 setup, 24 processing, 26 starved");
    EXPECT_EQ(w.result.stations[0].switched_off, (12 + 1) * 60'000'000);
    EXPECT_EQ(Watch(plant, 30, 15).result.stations[0].switched_off, (5 + 1) * 60'000'000);
    EXPECT_EQ(Watch(plant, 19, 15).result.stations[0].switched_off, 4 * 60'000'000);
}
TEST(Standby, ItTakesLessPowerThen) {
    Plant plant = oven({.after = 3_min, .warm_up = 4_min, .power_kw = 1.0}, {0, 10, 18, 30});
    plant.stations[0].power_kw = {{"starved", 6}, {"setup", 30}, {"processing", 60}};
    // Processing 8, setup 8, starved 24, of which 13 off.
    const Watch w(plant, 40);
    EXPECT_NEAR(w.result.costs->kwh(), (8 * 60 + 8 * 30 + 11 * 6 + 13 * 1) / 60.0, 1e-5);
}
TEST(Standby, ASavedRunGoesOnTheSame) {
    Plant plant = oven({.after = 3_min, .warm_up = 4_min, .cools_in = 7_min}, {});
    plant.sources[0] = Source{.name = "in", .interarrival = exponential(8_min)};
    const auto program = compile(plant);
    const Tick minute = 60'000'000;
    for (const Tick at : {3, 17, 50, 111}) {
        Simulation whole(program, {}), first(program, {});
        whole.run_until(300 * minute);
        first.run_until(at * minute);
        Simulation loaded = Simulation::load(program, first.save());
        loaded.run_until(300 * minute);
        EXPECT_EQ(loaded.save(), whole.save());
    }
}
TEST(StandbyRefused, WhatIsNotBuiltIsAFault) {
    Plant plant = oven({.warm_up = 4_min, .power_kw = 1.0}, {0});
    EXPECT_EQ(faults_of(plant), "stations/oven/standby/power_kw: is given, but the station's own power isn't\n");
    plant.stations[0].power_kw = {{"*", 3.0}};
    plant.stations[0].calendar = "days";
    plant.add(ShiftCalendar{.name = "days"});
    plant.energy = Energy{.peak = true};
    EXPECT_EQ(faults_of(plant),
              "stations/oven/standby: is not built for a station with a calendar\n"
              "stations/oven/standby: is not built where the power is watched (a peak, prices or CO2 by hour)\n");
    EXPECT_EQ(faults_of(oven({.cools_in = 5_min}, {0})),
              "stations/oven/standby/cools_in: is given, but it needs no time to warm up\n");
}

}  // namespace
}  // namespace linewright
