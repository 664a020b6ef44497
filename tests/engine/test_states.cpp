// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 3: the states of a station, to the minute.
#include "trace.hpp"

namespace linewright {
namespace {

TEST(States, ABalancedBookOfALine) {
    // Cycles 4, 6, 5 without places between: job n is on S2 from 6n-2 to 6n+4, and on S3 from then for 5.
    const Plant plant{
        .sources = {always("in")},
        .stations = {{.name = "S1", .cycle = 4_min}, {.name = "S2", .cycle = 6_min}, {.name = "S3", .cycle = 5_min}}};
    const Trace trace(plant, 34);
    EXPECT_EQ(trace.states("S1"),
              "0 processing, 8 blocked, 10 processing, 14 blocked, 16 processing, 20 blocked, 22 processing, 26 "
              "blocked, 28 processing, 32 blocked");
    EXPECT_EQ(trace.minutes("S1"), "processing 24, blocked 10");
    EXPECT_EQ(trace.minutes("S2"), "processing 30, starved 4");
    EXPECT_EQ(trace.minutes("S3"), "processing 20, starved 14");  // 10-15, 16-21, 22-27, 28-33
}

TEST(States, LoadProcessAndUnloadAreStatesOfTheirOwn) {
    const Plant plant{.sources = {{.name = "in", .schedule = {{.at = 1_min}}}},
                      .stations = {{.name = "S", .cycle = 3_min, .load = 1_min, .unload = 2_min}}};
    EXPECT_EQ(Trace(plant, 10).states("S"), "0 starved, 1 load, 2 processing, 5 unload, 7 starved");
}

TEST(States, WaitingForAnOperatorIsNoStarvation) {
    const Plant plant{.products = {{.name = "a"}, {.name = "b"}},
                      .sources = {{.name = "as", .products = {{"a"}}, .always = true, .count = 1},
                                  {.name = "bs", .products = {{"b"}}, .always = true, .count = 1}},
                      .stations = {{.name = "A", .cycle = 3_min, .operators = {{"op"}}},
                                   {.name = "B", .cycle = 4_min, .operators = {{"op"}}}},
                      .routes = {{.name = "ra", .products = {"a"}, .steps = {"A"}},
                                 {.name = "rb", .products = {"b"}, .steps = {"B"}}},
                      .operators = {{.name = "op"}}};
    EXPECT_EQ(Trace(plant, 10).states("B"), "0 waiting_for_operator, 3 processing, 7 starved");
}

TEST(States, ABreakdownComesBeforeWhatElseAStationWouldBe) {
    // Down 6-9 while blocked (from 4), and 12-14 while starved.
    const Plant plant{
        .sources = {{.name = "in", .schedule = {{.at = 0_min}, {.at = 2_min}}}},
        .stations = {{.name = "S1",
                      .cycle = 2_min,
                      .breakdowns = {{.dated = {{.at = 6_min, .repair = 3_min}, {.at = 12_min, .repair = 2_min}}}}},
                     {.name = "S2", .cycle = 8_min}}};
    const Trace trace(plant, 20);
    EXPECT_EQ(trace.states("S1"), "0 processing, 4 blocked, 6 repair, 9 blocked, 10 starved, 12 repair, 14 starved");
    EXPECT_EQ(trace.minutes("S1"), "repair 5, processing 4, blocked 3, starved 8");
}

TEST(States, TheWaitForACrewIsAStateBeforeTheRepair) {
    const auto breaks = [](Duration at, Duration repair) {
        return Breakdown{.dated = {{.at = at, .repair = repair}}, .crew = {{"crew"}}};
    };
    const Plant plant{.sources = {{.name = "in", .schedule = {{.at = 50_min}}}},
                      .stations = {{.name = "M1", .cycle = 1_min, .breakdowns = {breaks(10_min, 8_min)}},
                                   {.name = "M2", .cycle = 1_min, .breakdowns = {breaks(13_min, 5_min)}}},
                      .operators = {{.name = "crew"}}};
    const Trace trace(plant, 30);
    EXPECT_EQ(trace.states("M1"), "0 starved, 10 repair, 18 starved");
    EXPECT_EQ(trace.states("M2"), "0 starved, 13 waiting_for_crew, 18 repair, 23 starved");
}

TEST(States, AnAssemblyThatLacksAComponentIsStarved) {
    const Plant plant{
        .products = {{.name = "kit"}, {.name = "p"}, {.name = "q"}},
        .sources = {{.name = "ps", .schedule = {{.at = 0_min, .product = "p"}}},
                    {.name = "qs", .schedule = {{.at = 6_min, .product = "q"}}}},
        .stations = {{.name = "A", .cycle = 2_min, .assembly = Assembly{.components = {{"P"}, {"Q"}}, .makes = "kit"}}},
        .buffers = {{.name = "P"}, {.name = "Q"}},
        .routes = {{.name = "rp", .products = {"p"}, .steps = {"P"}},
                   {.name = "rq", .products = {"q"}, .steps = {"Q"}},
                   {.name = "rk", .products = {"kit"}, .steps = {"A"}}}};
    EXPECT_EQ(Trace(plant, 10).states("A"), "0 starved, 6 processing, 8 starved");
}

TEST(States, EachPlaceHasItsOwn) {
    const Plant plant{.sources = {{.name = "in", .schedule = {{.at = 0_min}, {.at = 3_min}}}},
                      .stations = {{.name = "S", .cycle = 5_min, .places = 2}}};
    const Trace trace(plant, 10);
    EXPECT_EQ(trace.states("S/1"), "0 processing, 5 starved");
    EXPECT_EQ(trace.states("S/2"), "0 starved, 3 processing, 8 starved");
    EXPECT_EQ(trace.minutes("S"), "processing 10, starved 10");
}

TEST(States, TheWindowLeavesOutWhatWasBeforeIt) {
    const Plant plant{.sources = {always("in")},
                      .stations = {{.name = "S1", .cycle = 2_min}, {.name = "S2", .cycle = 5_min}}};
    RunSetup setup;
    setup.warmup = 4 * 60'000'000;  // S1 is blocked from 4 to 7, 9 to 12
    EXPECT_EQ(Trace(plant, 10, setup).minutes("S1"), "processing 2, blocked 4");
}

}  // namespace
}  // namespace linewright
