// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 2: what happens at one instant, in which order.
#include "trace.hpp"

namespace linewright {
namespace {

TEST(Instant, ACompletionBeatsTheFailureOfItsInstantAndTheJobMayStillLeave) {
    const Plant plant{
        .sources = {always("in")},
        .stations = {{.name = "S", .cycle = 5_min, .breakdowns = {{.dated = {{.at = 5_min, .repair = 4_min}}}}}}};
    EXPECT_EQ(Trace(plant, 15).log(), rows(R"(
        0 release in job1
        0 load S job1
        0 start S job1
        5 finish S job1
        5 fail S
        5 repair_start S
        5 leave S job1
        5 exit exit job1
        9 repair_end S
        9 release in job2
        9 load S job2
        9 start S job2
        14 finish S job2
        14 leave S job2
        14 exit exit job2
        14 release in job3
        14 load S job3
        14 start S job3
    )"));
}

TEST(Instant, ABusyFailureDueAtACompletionStrikesAtTheNextStart) {
    Breakdown wear{.uptime = constant(5_min), .repair = constant(2_min)};
    const Plant plant{.sources = {{.name = "in", .interarrival = constant(8_min)}},
                      .stations = {{.name = "S", .cycle = 5_min, .breakdowns = {wear}}}};
    // Due at 13, when the first job is finished; the next start is at 16.
    EXPECT_EQ(Trace(plant, 24).log("load fail finish"), rows(R"(
        8 load S job1
        13 finish S job1
        16 load S job2
        16 fail S
        23 finish S job2
    )"));
    EXPECT_EQ(Trace(plant, 24).states("S"),
              "0 starved, 8 processing, 13 starved, 16 repair, 18 processing, 23 starved");
}

TEST(Instant, ACyclesFailureDueAtACompletionStrikesAtTheNextStart) {
    Breakdown wear{.uptime = constant(2_cycles), .repair = constant(3_min), .clock = BreakdownClock::cycles};
    const Plant plant{.sources = {{.name = "in", .interarrival = constant(4_min)}},
                      .stations = {{.name = "S", .cycle = 2_min, .breakdowns = {wear}}}};
    // Jobs 4-6 and 8-10; the count has run out at 10 and strikes at 12: repair 12-15, then the third job.
    const Trace trace(plant, 17);
    EXPECT_EQ(trace.states("S"),
              "0 starved, 4 processing, 6 starved, 8 processing, 10 starved, 12 repair, 15 processing");
}

TEST(Instant, ItStrikesAtOnceIfAnotherPlaceGoesOnProcessing) {
    Breakdown wear{.uptime = constant(10_min), .repair = constant(3_min)};
    const Plant plant{.sources = {{.name = "in", .schedule = {{.at = 0_min}, {.at = 4_min}}}},
                      .stations = {{.name = "S", .cycle = 10_min, .places = 2, .breakdowns = {wear}}}};
    // The busy clock of the station runs from 0; at 10 the first job is finished, the second (4-14) is in work.
    EXPECT_EQ(Trace(plant, 20).log("load finish fail repair_end exit"), rows(R"(
        0 load S/1 job1
        4 load S/2 job2
        10 finish S/1 job1
        10 fail S
        10 exit exit job1
        13 repair_end S
        17 finish S/2 job2
        17 exit exit job2
    )"));
}

TEST(Instant, WhatFallsDueBySettlingGoesRoundAgain) {
    const Plant plant{
        .sources = {{.name = "in", .schedule = {{.at = 0_min}}}},
        .stations = {{.name = "S1", .cycle = 5_min}, {.name = "Z", .cycle = 0_min}, {.name = "S2", .cycle = 3_min}}};
    EXPECT_EQ(Trace(plant, 9).log("load finish leave"), rows(R"(
        0 load S1 job1
        5 finish S1 job1
        5 leave S1 job1
        5 load Z job1
        5 finish Z job1
        5 leave Z job1
        5 load S2 job1
        8 finish S2 job1
        8 leave S2 job1
    )"));
}

/// Two feeders of one place before C.
Plant feeders() {
    return {.products = {{.name = "a"}, {.name = "b"}},
            .sources = {always("as", "a"), always("bs", "b")},
            .stations = {{.name = "A", .cycle = 3_min}, {.name = "B", .cycle = 2_min}, {.name = "C", .cycle = 10_min}},
            .buffers = {{.name = "X", .capacity = 1}},
            .routes = {{.name = "ra", .products = {"a"}, .steps = {"A", "X", "C"}},
                       {.name = "rb", .products = {"b"}, .steps = {"B", "X", "C"}}}};
}

TEST(Instant, JobsBlockedOnOnePlaceLeaveInTheOrderInWhichTheyBecameBlocked) {
    // B2 is blocked since 4, A2 since 6, B3 since 14, A3 since 25.
    EXPECT_EQ(Trace(feeders(), 43).log("leave"), rows(R"(
        2 leave B b1
        3 leave A a1
        12 leave C b1
        12 leave B b2
        22 leave C a1
        22 leave A a2
        32 leave C b2
        32 leave B b3
        42 leave C a2
        42 leave A a3
    )"));
}

TEST(Instant, OfOneInstantThePlantsOrderSettlesTiesOfRank) {
    Plant plant = feeders();
    plant.stations[1].cycle = 3_min;
    EXPECT_EQ(Trace(plant, 14).loads("C"), "a1 b1");
    std::swap(plant.stations[0], plant.stations[1]);
    EXPECT_EQ(Trace(plant, 14).loads("C"), "b1 a1");
}

TEST(Instant, ThoseFurtherDownstreamLeaveFirst) {
    // A stands behind P (rank 2), B at the source (rank 1) but first in the list; both finish at 4.
    Plant plant = feeders();
    plant.stations = {{.name = "B", .cycle = 4_min},
                      {.name = "P", .cycle = 2_min},
                      {.name = "A", .cycle = 2_min},
                      {.name = "C", .cycle = 10_min}};
    plant.routes[0].steps = {"P", "A", "X", "C"};
    EXPECT_EQ(Trace(plant, 15).loads("C"), "a1 b1");
}

TEST(Instant, InsideALoopTheReverseOfThePlantsOrderCounts) {
    Plant plant{.sources = {always("in")},
                .stations = {{.name = "L2", .cycle = 3_min, .operators = {{"miller"}}},
                             {.name = "L1", .cycle = 3_min, .operators = {{"miller"}}}},
                .buffers = {{.name = "B1", .capacity = 1, .initial = {{.quantity = 1}}},
                            {.name = "B2", .initial = {{.quantity = 1}}}},
                .routes = {{.name = "r", .steps = {"B1", "L1", "B2", "L2"}}},
                .operators = {{.name = "miller"}}};
    // Both load at 0 and ask for the one operator. In a line L2 is further downstream ...
    EXPECT_EQ(Trace(plant, 4).log("start"), rows("0 start L2 job2\n 3 start L1 job1"));
    // ... with a way back both are one loop, and L1 stands later in the list.
    plant.routes[0].steps = {"B1", "L1", "B2", Step("L2", {.to = {{"exit", 1.0}, {"B1", 0.0}}})};
    EXPECT_EQ(Trace(plant, 4).log("start"), rows("0 start L1 job1\n 3 start L2 job2"));
}

TEST(Instant, PeopleAreGivenOutOnlyWhenNothingMoves) {
    const Plant plant{.sources = {always("in")},
                      .stations = {{.name = "S1", .cycle = 3_min, .operators = {{"op"}}},
                                   {.name = "S2", .cycle = 3_min, .operators = {{"op"}}}},
                      .operators = {{.name = "op"}}};
    // At 3 S1 is done and has its next job, but S2, downstream, has loaded too and goes first.
    const Trace trace(plant, 13);
    EXPECT_EQ(trace.states("S1"),
              "0 processing, 3 waiting_for_operator, 6 processing, 9 waiting_for_operator, 12 processing");
    EXPECT_EQ(trace.states("S2"), "0 starved, 3 processing, 6 starved, 9 processing, 12 starved");
}

TEST(Instant, SourcesEnterTheirJobsAfterTheStations) {
    const Plant plant{
        .products = {{.name = "a"}, {.name = "s"}},
        .sources = {{.name = "ss", .products = {{"s"}}, .interarrival = constant(5_min)}, always("as", "a")},
        .stations = {{.name = "A", .cycle = 5_min}, {.name = "C", .cycle = 10_min}},
        .buffers = {{.name = "X", .capacity = 1, .initial = {{.product = "s"}}}},
        .routes = {{.name = "ra", .products = {"a"}, .steps = {"A", "X", "C"}},
                   {.name = "rs", .products = {"s"}, .steps = {"X", "C"}}}};
    // C works on s1 from 0. At 5 a1 and the arrival want the place in X; at 10, when a1 is loaded, a2 goes before the
    // one outside.
    EXPECT_EQ(Trace(plant, 31).loads("C"), "s1 a1 a2 a3");
}

TEST(Instant, ASourceSendsItsFirstJobOneIntervalAfterTheStartUnlessADateIsGiven) {
    Plant plant{.sources = {{.name = "in", .interarrival = constant(5_min)}},
                .stations = {{.name = "S", .cycle = 1_min}}};
    EXPECT_EQ(Trace(plant, 12).log("release"), rows("5 release in job1\n 10 release in job2"));
    plant.sources[0].first = 2_min;
    EXPECT_EQ(Trace(plant, 12).log("release"), rows("2 release in job1\n 7 release in job2"));
}

}  // namespace
}  // namespace linewright
