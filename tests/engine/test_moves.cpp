// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 4: moves, blocking, reservations, splits, alternatives, sources, transports, preemption,
// deadlock. (Queue rules and dispatching stand in test_queues.cpp.)
#include "trace.hpp"

namespace linewright {
namespace {

// -- blocking ----------------------------------------------------------------------------------------------------

TEST(Moves, AFinishedJobHoldsItsStationAndABufferDoesNotCountTheStationsPlace) {
    const Plant plant{.sources = {always("in")},
                      .stations = {{.name = "S1", .cycle = 2_min}, {.name = "S2", .cycle = 5_min}},
                      .buffers = {{.name = "B", .capacity = 1}},
                      .routes = {{.name = "r", .steps = {"S1", "B", "S2"}}}};
    const Trace trace(plant, 13);
    EXPECT_EQ(trace.log("leave"), rows(R"(
        2 leave S1 job1
        4 leave S1 job2
        7 leave S2 job1
        7 leave S1 job3
        12 leave S2 job2
        12 leave S1 job4
    )"));
    EXPECT_EQ(trace.states("S1"), "0 processing, 6 blocked, 7 processing, 9 blocked, 12 processing");
    EXPECT_EQ(trace.minutes("S1"), "processing 9, blocked 4");
}

TEST(Moves, CapacityZeroIsHandedOverOnlyToAStationThatCanTakeItAtOnce) {
    Plant plant{
        .sources = {always("in")},
        .stations = {{.name = "S1", .cycle = 2_min},
                     {.name = "S2", .cycle = 5_min, .breakdowns = {{.dated = {{.at = 1_min, .repair = 4_min}}}}}},
        .buffers = {{.name = "B", .capacity = 0}},
        .routes = {{.name = "r", .steps = {"S1", "B", "S2"}}}};
    // S2 is empty but down till 5; then it works 5-10, 10-15.
    EXPECT_EQ(Trace(plant, 16).log("leave"),
              rows("5 leave S1 job1\n 10 leave S2 job1\n 10 leave S1 job2\n 15 leave S2 job2\n 15 leave S1 job3"));
    plant.routes[0].steps = {"S1", "S2"};  // without the buffer it is the same
    plant.buffers.clear();
    EXPECT_EQ(Trace(plant, 16).log("leave"),
              rows("5 leave S1 job1\n 10 leave S2 job1\n 10 leave S1 job2\n 15 leave S2 job2\n 15 leave S1 job3"));
}

TEST(Moves, AJobHeldOnABrokenStationDoesNotKeepOthersFromAnEmptyOne) {
    // c1 on B 0-10. a1 is finished at 4, A1 down 6-26. B is empty from 10: b1, finished on A2 at 15, goes in at once.
    const Plant plant{
        .products = {{.name = "a"}, {.name = "b"}, {.name = "c"}},
        .sources = {{.name = "as", .products = {{"a"}}, .always = true, .count = 1},
                    {.name = "bs", .products = {{"b"}}, .always = true, .count = 1},
                    {.name = "cs", .products = {{"c"}}, .always = true, .count = 1}},
        .stations = {{.name = "A1", .cycle = 4_min, .breakdowns = {{.dated = {{.at = 6_min, .repair = 20_min}}}}},
                     {.name = "A2", .cycle = 15_min},
                     {.name = "B",
                      .cycle = std::map<std::string, Distribution>{{"a", 1_min}, {"b", 1_min}, {"c", 10_min}}}},
        .routes = {{.name = "ra", .products = {"a"}, .steps = {"A1", "B"}},
                   {.name = "rb", .products = {"b"}, .steps = {"A2", "B"}},
                   {.name = "rc", .products = {"c"}, .steps = {"B"}}}};
    EXPECT_EQ(Trace(plant, 30).log("leave"), rows(R"(
        10 leave B c1
        15 leave A2 b1
        16 leave B b1
        26 leave A1 a1
        27 leave B a1
    )"));
}

TEST(Moves, WhoIsDoneWhenAStationIsFreeDoesNotPassThoseWhoWaitForIt) {
    // W is done at 4 and waits for C, which is busy to 10; N, further downstream, is done at 10.
    const Plant plant{.products = {{.name = "n"}, {.name = "w"}, {.name = "c"}},
                      .sources = {{.name = "ns", .products = {{"n"}}, .always = true, .count = 1},
                                  {.name = "ws", .products = {{"w"}}, .always = true, .count = 1},
                                  {.name = "cs", .products = {{"c"}}, .always = true, .count = 1}},
                      .stations = {{.name = "P", .cycle = 5_min},
                                   {.name = "N", .cycle = 5_min},
                                   {.name = "W", .cycle = 4_min},
                                   {.name = "C", .cycle = 10_min}},
                      .routes = {{.name = "rn", .products = {"n"}, .steps = {"P", "N", "C"}},
                                 {.name = "rw", .products = {"w"}, .steps = {"W", "C"}},
                                 {.name = "rc", .products = {"c"}, .steps = {"C"}}}};
    EXPECT_EQ(Trace(plant, 25).log("leave"), rows(R"(
        5 leave P n1
        10 leave C c1
        10 leave W w1
        20 leave C w1
        20 leave N n1
    )"));
}

// -- blocking before service -------------------------------------------------------------------------------------

TEST(Moves, BeforeServiceReservesAPlaceBeforeLoadingAndTheWaitIsBlocked) {
    const Plant plant{.sources = {always("in")},
                      .stations = {{.name = "S1", .cycle = 3_min, .load = 1_min, .blocking = Blocking::before_service},
                                   {.name = "S2", .cycle = 10_min}},
                      .buffers = {{.name = "X", .capacity = 1}},
                      .routes = {{.name = "r", .steps = {"S1", "X", "S2"}}}};
    const Trace trace(plant, 26);
    EXPECT_EQ(trace.states("S1"),
              "0 load, 1 processing, 4 load, 5 processing, 8 blocked, 14 load, 15 processing, 18 blocked, 24 load, 25 "
              "processing");
    EXPECT_EQ(trace.log("leave"),
              rows("4 leave S1 job1\n 8 leave S1 job2\n 14 leave S2 job1\n 18 leave S1 job3\n 24 leave S2 job2"));
}

TEST(Moves, BeforeServiceAsksForNobodyBeforeAPlaceIsReserved) {
    // One operator for S1 (before service) and Z. At 6 S1 holds job3 without a place ahead; Z works on with the
    // operator.
    const Plant plant{.products = {{.name = "p"}, {.name = "z"}},
                      .sources = {always("ps", "p"), {.name = "zs", .schedule = {{.at = 7_min, .product = "z"}}}},
                      .stations = {{.name = "S1",
                                    .cycle = 3_min,
                                    .operators = {{"op"}},
                                    .operator_priority = 1,
                                    .blocking = Blocking::before_service},
                                   {.name = "S2", .cycle = 10_min},
                                   {.name = "Z", .cycle = 4_min, .operators = {{"op"}}}},
                      .buffers = {{.name = "X", .capacity = 1}},
                      .routes = {{.name = "rp", .products = {"p"}, .steps = {"S1", "X", "S2"}},
                                 {.name = "rz", .products = {"z"}, .steps = {"Z"}}},
                      .operators = {{.name = "op"}}};
    const Trace trace(plant, 20);
    EXPECT_EQ(trace.states("S1"), "0 processing, 6 blocked, 13 processing, 16 blocked");
    EXPECT_EQ(trace.states("Z"), "0 starved, 7 processing, 11 starved");
}

TEST(Moves, AReservedPlaceCountsAsFullAndAllWaitInOneQueue) {
    // S reserves X's place at 0; f1, finished at 3, waits till s1 has come and gone on at 6, then goes before S's next.
    const Plant plant{.products = {{.name = "s"}, {.name = "f"}},
                      .sources = {always("ss", "s"), always("fs", "f")},
                      .stations = {{.name = "S", .cycle = 6_min, .blocking = Blocking::before_service},
                                   {.name = "F", .cycle = 3_min},
                                   {.name = "C", .cycle = 4_min}},
                      .buffers = {{.name = "X", .capacity = 1}},
                      .routes = {{.name = "rs", .products = {"s"}, .steps = {"S", "X", "C"}},
                                 {.name = "rf", .products = {"f"}, .steps = {"F", "X", "C"}}}};
    const Trace trace(plant, 21);
    EXPECT_EQ(trace.log("leave"), rows(R"(
        6 leave S s1
        6 leave F f1
        10 leave C s1
        14 leave C f1
        16 leave S s2
        16 leave F f2
        20 leave C s2
    )"));
    EXPECT_EQ(trace.states("S"), "0 processing, 6 blocked, 10 processing, 16 blocked, 20 processing");
    EXPECT_EQ(trace.states("F"), "0 processing, 3 blocked, 6 processing, 9 blocked, 16 processing, 19 blocked");
}

TEST(Moves, AtTheEndOfAChangeoverAReservationWaitsForThoseFurtherDownstream) {
    // At 4 S ends its changeover and wants X's last place; b1, finished at 4 behind P, is further downstream.
    const Plant plant{
        .products = {{.name = "s"}, {.name = "b"}},
        .sources = {always("ss", "s"), always("bs", "b")},
        .stations = {{.name = "S", .cycle = 1_min, .blocking = Blocking::before_service, .initial_setup = "b"},
                     {.name = "P", .cycle = 2_min},
                     {.name = "B", .cycle = 2_min},
                     {.name = "C", .cycle = 10_min}},
        .buffers = {{.name = "X", .capacity = 1}},
        .routes = {{.name = "rs", .products = {"s"}, .steps = {"S", "X", "C"}},
                   {.name = "rb", .products = {"b"}, .steps = {"P", "B", "X", "C"}}},
        .changeovers = {{.name = "S", .rules = {{"*", "*", 4_min}}}}};
    const Trace trace(plant, 14);
    EXPECT_EQ(trace.loads("C"), "b1");
    EXPECT_EQ(trace.states("S"), "0 setup, 4 processing, 5 blocked");  // C takes b1 at once, and X is free again
    EXPECT_EQ(trace.states("B"), "0 starved, 2 processing, 6 blocked");
}

TEST(Moves, ScrapGivesAReservedPlaceBack) {
    const Plant plant{
        .products = {{.name = "s"}, {.name = "f"}},
        .sources = {always("ss", "s"), {.name = "fs", .products = {{"f"}}, .always = true, .count = 1}},
        .stations = {{.name = "S",
                      .cycle = 10_min,
                      .breakdowns = {{.dated = {{.at = 5_min, .repair = 5_min}}, .job = JobPolicy::scrap}},
                      .blocking = Blocking::before_service},
                     {.name = "F", .cycle = 3_min},
                     {.name = "C", .cycle = 4_min}},
        .buffers = {{.name = "X", .capacity = 1}},
        .routes = {{.name = "rs", .products = {"s"}, .steps = {"S", "X", "C"}},
                   {.name = "rf", .products = {"f"}, .steps = {"F", "X", "C"}}}};
    const Trace trace(plant, 21);
    EXPECT_EQ(trace.log("leave scrap"),
              rows("5 leave S s1\n 5 scrap s1\n 5 leave F f1\n 9 leave C f1\n 20 leave S s2"));
    EXPECT_EQ(trace.states("S"), "0 processing, 5 repair, 10 processing");
}

TEST(Moves, AStationThatIsDownKeepsItsTurnForAPlaceAndStartsAfterTheRepair) {
    // At 2 S holds s2; X is full with s1 until C is done with c1 at 10. S is down 8-20: it keeps its turn and starts
    // at 20.
    const Plant plant{.products = {{.name = "s"}, {.name = "c"}},
                      .sources = {always("ss", "s"), {.name = "cs", .schedule = {{.at = 0_min, .product = "c"}}}},
                      .stations = {{.name = "S",
                                    .cycle = 2_min,
                                    .breakdowns = {{.dated = {{.at = 8_min, .repair = 12_min}}}},
                                    .blocking = Blocking::before_service},
                                   {.name = "C", .cycle = 10_min}},
                      .buffers = {{.name = "X", .capacity = 1}},
                      .routes = {{.name = "rs", .products = {"s"}, .steps = {"S", "X", "C"}},
                                 {.name = "rc", .products = {"c"}, .steps = {"C"}}}};
    const Trace trace(plant, 24);
    EXPECT_EQ(trace.states("S"), "0 processing, 2 blocked, 8 repair, 20 processing");
    EXPECT_EQ(trace.log("finish"), rows("2 finish S s1\n 10 finish C c1\n 20 finish C s1\n 22 finish S s2"));
    // F, done at 5, has waited for X since then, and doesn't get the place that is S's turn.
    Plant more = plant;
    more.products.push_back({.name = "f"});
    more.sources.push_back({.name = "fs", .products = {{"f"}}, .always = true, .count = 1});
    more.stations.push_back({.name = "F", .cycle = 5_min});
    more.routes.push_back({.name = "rf", .products = {"f"}, .steps = {"F", "X", "C"}});
    EXPECT_EQ(Trace(more, 24).log("leave"), rows(R"(
        2 leave S s1
        10 leave C c1
        20 leave C s1
        22 leave S s2
        22 leave F f1
    )"));
}

// -- splits and alternatives -------------------------------------------------------------------------------------

TEST(Moves, APercentSplitIsDrawnOnceAndKeptThoughTheWayIsFull) {
    Plant plant{
        .sources = {{.name = "in", .always = true, .count = 60}},
        .stations = {{.name = "S", .cycle = 1_min}, {.name = "C1", .cycle = 7_min}, {.name = "C2", .cycle = 1_min}},
        .buffers = {{.name = "B1"}, {.name = "B2"}},
        .routes = {{.name = "r",
                    .steps = {Step("S", {.to = {{"B1", 0.4}, {"B2", 0.6}}}), "B1", Step("C1", {.to = {{"exit"}}}), "B2",
                              "C2"}}}};
    const auto ways = [&] {
        const Trace trace(plant, 600);
        return std::pair{trace.loads("C1"), trace.loads("C2")};
    };
    const auto free = ways();
    EXPECT_GT(free.first.size(), 40U);
    EXPECT_GT(free.second.size(), 40U);
    plant.buffers[0].capacity = 1;  // now jobs for C1 hold S up, and none of them goes the other way
    EXPECT_EQ(ways(), free);
    plant.stations[0].blocking = Blocking::before_service;  // drawn at the reservation, the same draw
    EXPECT_EQ(ways().first, free.first);
}

TEST(Moves, AlternativesAreChosenAtTheMoveAndAJobThatFindsNoneTakesTheFirstThatFrees) {
    const Plant plant{.sources = {always("in")},
                      .stations = {{.name = "S", .cycle = 1_min},
                                   {.name = "C1", .cycle = 10_min, .from = {"B1"}},
                                   {.name = "C2", .cycle = 4_min, .from = {"B2"}}},
                      .buffers = {{.name = "B1", .capacity = 1}, {.name = "B2", .capacity = 1}},
                      .routes = {{.name = "r", .steps = {"S", any({"B1", "B2"}), any({"C1", "C2"})}}}};
    EXPECT_EQ(Trace(plant, 12).log("enter"), rows(R"(
        1 enter B1 job1
        2 enter B1 job2
        3 enter B2 job3
        4 enter B2 job4
        7 enter B2 job5
        11 enter B1 job6
    )"));
}

TEST(Moves, OfAlternativeStationsTheFirstInTheListThatTakesTheJobGetsIt) {
    const Plant plant{
        .sources = {always("in")},
        .stations = {{.name = "S", .cycle = 1_min}, {.name = "C1", .cycle = 3_min}, {.name = "C2", .cycle = 3_min}},
        .routes = {{.name = "r", .steps = {"S", any({"C2", "C1"})}}}};
    const Trace trace(plant, 6);
    EXPECT_EQ(trace.loads("C2"), "job1 job3");
    EXPECT_EQ(trace.loads("C1"), "job2 job4");
}

// -- sources -----------------------------------------------------------------------------------------------------

Plant arrivals(WhenFull when_full, Duration cycle = 10_min, int batch = 1, Duration every = 3_min) {
    return {.sources = {{.name = "in", .interarrival = constant(every), .batch = batch, .when_full = when_full}},
            .stations = {{.name = "C", .cycle = cycle}},
            .buffers = {{.name = "X", .capacity = 1}},
            .routes = {{.name = "r", .steps = {"X", "C"}}}};
}

TEST(Moves, JobsThatFindTheFirstPlaceFullWaitOutsideAndAreReleasedAtEntry) {
    const Trace trace(arrivals(WhenFull::wait), 20);
    EXPECT_EQ(trace.log("release"), rows("3 release in job1\n 6 release in job2\n 13 release in job3"));
    EXPECT_EQ(trace.sim.backlog(SourceId{0}), 3U);  // of 12, 15 and 18
    EXPECT_EQ(trace.sim.wip(), 2);
    EXPECT_EQ(trace.result.sources[0].arrived, 6U);
    EXPECT_EQ(trace.result.sources[0].entered, 3U);
    EXPECT_EQ(trace.result.sources[0].backlog, (4.0 + 8.0 + 5.0 + 2.0) / 20.0);  // 9-13, 12-20, 15-20, 18-20
    EXPECT_EQ(trace.result.little.wip, (10.0 + 14.0 + 7.0) / 20.0);              // 3-13, 6-20, 13-20
    // The third came at 9, entered at 13 and is done at 33.
    EXPECT_EQ(Trace(arrivals(WhenFull::wait), 34).result.products[0].lead_max, Tick{20} * 60'000'000);
}

TEST(Moves, WhatFindsTheFirstPlaceFullIsLostWhereTheSourceSaysSo) {
    EXPECT_EQ(Trace(arrivals(WhenFull::lost), 19).log("release lost"), rows(R"(
        3 release in job1
        6 release in job2
        9 lost in job
        12 lost in job
        15 release in job3
        18 lost in job
    )"));
}

TEST(Moves, AJobIsLostOnlyWhenNothingMoreMoves) {
    // At 12 C is done and takes the second job out of X: the fourth arrival finds the place free.
    EXPECT_EQ(Trace(arrivals(WhenFull::lost, 9_min), 13).log("release lost"),
              rows("3 release in job1\n 6 release in job2\n 9 lost in job\n 12 release in job3"));
}

TEST(Moves, AStoppedSourcesNextIntervalStartsAtEntry) {
    EXPECT_EQ(
        Trace(arrivals(WhenFull::stop), 37).log("release"),
        rows("3 release in job1\n 6 release in job2\n 13 release in job3\n 23 release in job4\n 33 release in job5"));
    // At 3, 6, 9; three minutes after the entries at 13, 23 and 33.
    EXPECT_EQ(Trace(arrivals(WhenFull::stop), 37).result.sources[0].arrived, 6U);
}

TEST(Moves, OfABatchThoseThatFitEnter) {
    // At 10 the first goes on to C, the second into X, the third finds no room.
    EXPECT_EQ(Trace(arrivals(WhenFull::lost, 4_min, 3, 10_min), 19).log("release lost"),
              rows("10 release in job1\n 10 release in job2\n 10 lost in job"));
    EXPECT_EQ(Trace(arrivals(WhenFull::wait, 4_min, 3, 10_min), 19).log("release"),
              rows("10 release in job1\n 10 release in job2\n 14 release in job3"));
    EXPECT_EQ(Trace(arrivals(WhenFull::stop, 4_min, 3, 10_min), 29).log("release"),  // the next interval starts at 14
              rows("10 release in job1\n 10 release in job2\n 14 release in job3\n 24 release in job4\n 24 release in "
                   "job5\n 28 release in job6"));
}

TEST(Moves, AScheduleBringsSoManyAtADate) {
    const Plant plant{.products = {{.name = "a"}, {.name = "b"}},
                      .sources = {{.name = "in",
                                   .schedule = {{.at = 2_min, .product = "b", .quantity = 2},
                                                {.at = 2_min},
                                                {.at = 5_min, .product = "a"}}}},
                      .stations = {{.name = "S", .cycle = 1_min}},
                      .buffers = {{.name = "X"}},
                      .routes = {{.name = "r", .steps = {"X", "S"}}}};
    EXPECT_EQ(Trace(plant, 9).log("release"),
              rows("2 release in b1\n 2 release in b2\n 2 release in a1\n 5 release in a2"));
}

TEST(Moves, ASequenceIsSentOnceThroughAndACountEndsASource) {
    Plant plant{.products = {{.name = "a"}, {.name = "b"}},
                .sources = {{.name = "in", .always = true, .sequence = {"b", "b", "a"}}},
                .stations = {{.name = "S", .cycle = 1_min}}};
    EXPECT_EQ(Trace(plant, 9).loads("S"), "b1 b2 a1");
    plant.sources[0].count = 2;
    EXPECT_EQ(Trace(plant, 9).loads("S"), "b1 b2");
}

// -- ways that take time -----------------------------------------------------------------------------------------

TEST(Moves, ATransportReservesItsDestinationAndTheJobOnItsWayIsOnNoStation) {
    Plant plant{.sources = {always("in")},
                .stations = {{.name = "S1", .cycle = 2_min}, {.name = "C", .cycle = 1_min}},
                .buffers = {{.name = "X", .capacity = 1}},
                .routes = {{.name = "r", .steps = {"S1", Step("X", {.transfer = 5_min}), "C"}}}};
    EXPECT_EQ(Trace(plant, 13).log("leave transport enter load"), rows(R"(
        0 load S1 job1
        2 leave S1 job1
        2 transport X job1
        2 load S1 job2
        7 enter X job1
        7 load C job1
        7 leave S1 job2
        7 transport X job2
        7 load S1 job3
        8 leave C job1
        12 enter X job2
        12 load C job2
        12 leave S1 job3
        12 transport X job3
        12 load S1 job4
    )"));
    const Trace on_its_way(plant, 4);
    EXPECT_EQ(on_its_way.sim.wip(), 2);
    EXPECT_EQ(on_its_way.result.little.wip, (4.0 + 2.0) / 4.0);
    EXPECT_EQ(on_its_way.sim.content(BufferId{0}), 0);
    EXPECT_EQ(on_its_way.states("C"), "0 starved");
    plant.buffers[0].capacity = 2;
    EXPECT_EQ(
        Trace(plant, 13).log("transport"),
        rows(
            "2 transport X job1\n 4 transport X job2\n 7 transport X job3\n 9 transport X job4\n 12 transport X job5"));
}

TEST(Moves, ATransportToAStationKeepsItsPlaceFree) {
    // a1 is on its way to C 2-7; y1, there since 4, is loaded after it though C stands empty.
    const Plant plant{.products = {{.name = "a"}, {.name = "y"}},
                      .sources = {{.name = "as", .products = {{"a"}}, .always = true, .count = 1},
                                  {.name = "ys", .schedule = {{.at = 4_min, .product = "y"}}}},
                      .stations = {{.name = "S", .cycle = 2_min}, {.name = "C", .cycle = 1_min}},
                      .buffers = {{.name = "Y"}},
                      .routes = {{.name = "ra", .products = {"a"}, .steps = {"S", Step("C", {.transfer = 5_min})}},
                                 {.name = "ry", .products = {"y"}, .steps = {"Y", "C"}}}};
    EXPECT_EQ(Trace(plant, 10).log("load"), rows("0 load S a1\n 7 load C a1\n 8 load C y1"));
}

// -- preemption --------------------------------------------------------------------------------------------------

Plant two_classes(Preemption preemption) {
    return {.products = {{.name = "L"}, {.name = "H", .priority = 1}},
            .sources = {{.name = "in",
                         .schedule = {{.at = 0_min, .product = "L"},
                                      {.at = 4_min, .product = "H"},
                                      {.at = 5_min, .product = "L"}},
                         .when_full = WhenFull::lost}},
            .stations = {{.name = "S",
                          .cycle = std::map<std::string, Distribution>{{"L", 10_min}, {"H", 3_min}},
                          .preemption = preemption}},
            .buffers = {{.name = "X", .capacity = 1, .queue = {"priority"}}},
            .routes = {{.name = "r", .steps = {"X", "S"}}}};
}

TEST(Moves, AJobOfHigherPriorityWaitsByDefaultAndGoesFirst) {
    Plant plant = two_classes(Preemption::none);
    plant.buffers[0].capacity.reset();
    std::swap(plant.sources[0].schedule[1].product, plant.sources[0].schedule[2].product);  // L2 at 4, H1 at 5
    EXPECT_EQ(Trace(plant, 25).log("load"), rows("0 load S L1\n 10 load S H1\n 13 load S L2"));
}

TEST(Moves, APreemptedJobGoesOnAndWaitsBesideTheStationFirstInItsClass) {
    // L1 0-4 and 7-13; L2 finds the one place in X free though L1 waits.
    EXPECT_EQ(Trace(two_classes(Preemption::resume), 24).log("load resume start lost finish"), rows(R"(
        0 load S L1
        0 start S L1
        4 load S H1
        4 start S H1
        7 finish S H1
        7 resume S L1
        13 finish S L1
        13 load S L2
        13 start S L2
        23 finish S L2
    )"));
}

TEST(Moves, APreemptedJobStartsAgainUnderRestart) {
    EXPECT_EQ(Trace(two_classes(Preemption::restart), 28).log("finish"),
              rows("7 finish S H1\n 17 finish S L1\n 27 finish S L2"));
}

TEST(Moves, PreemptionLooksAtPriorityWhateverTheQueueRuleOfTheBuffer) {
    // L2 stands before H1 in a first-come buffer; H1 displaces L1 all the same.
    Plant plant = two_classes(Preemption::resume);
    plant.buffers[0] = {.name = "X"};
    plant.sources[0].schedule = {{.at = 0_min, .product = "L"},
                                 {.at = 2_min, .product = "L"},
                                 {.at = 4_min, .product = "H"},
                                 {.at = 5_min, .product = "H"}};
    EXPECT_EQ(Trace(plant, 27).log("finish"), rows("7 finish S H1\n 10 finish S H2\n 16 finish S L1\n 26 finish S L2"));
}

TEST(Moves, AfterAPreemptionTheChangeoverIsPaidBothWays) {
    Plant plant = two_classes(Preemption::resume);
    plant.changeovers = {{.name = "S", .rules = {{"L", "H", 2_min}, {"H", "L", 1_min}}}};
    EXPECT_EQ(Trace(plant, 28).states("S"),
              "0 processing, 4 setup, 6 processing, 9 setup, 10 processing, 26 starved");  // L1 10-16, L2 16-26
}

TEST(Moves, APreemptedChangeoverLeavesTheOldSetting) {
    Plant plant = two_classes(Preemption::resume);
    plant.changeovers = {{.name = "S", .rules = {{"L", "H", 2_min}, {"H", "L", 6_min}}}};
    plant.stations[0].initial_setup = "H";
    // H1 comes at 4 in the changeover for L1; S is still set for H. At 7 the changeover begins anew.
    EXPECT_EQ(Trace(plant, 24).states("S"), "0 setup, 4 processing, 7 setup, 13 processing");
}

TEST(Moves, APreemptedJobKeepsTheWorkThatIsLeftWhoeverGoesOn) {
    // An operator of level 2: L takes 5 min, H 1.5. L1 0-4 has 1 min left at that speed.
    Plant plant = two_classes(Preemption::resume);
    plant.sources[0].schedule.pop_back();
    plant.stations[0].cycle = std::map<std::string, Distribution>{{"L", 10_min}, {"H", 4_min}};
    plant.stations[0].operators = {{"fast"}};
    plant.operators = {{.name = "crew", .skills = {{"fast", 2.0}}}};
    EXPECT_EQ(Trace(plant, 12).log("finish"), rows("6 finish S H1\n 7 finish S L1"));
}

// -- deadlock ----------------------------------------------------------------------------------------------------

Plant loop_of_two() {
    return {.sources = {always("in")},
            .stations = {{.name = "S1", .cycle = 2_min}, {.name = "S2", .cycle = 3_min}},
            .routes = {{.name = "r", .steps = {Step("S1", {.name = "first"}), "S2", Step("S1", {.name = "second"})}}}};
}

TEST(Moves, JobsNeverSwapPlacesACircleOfBlockedStationsEndsTheRun) {
    // j1 S1 0-2, S2 2-5; j2 S1 2-4. At 5 each waits for the other.
    const Trace trace(loop_of_two(), 60);
    EXPECT_EQ(trace.outcome.ending, Ending::deadlock);
    EXPECT_EQ(trace.outcome.at, 5 * 60'000'000);
    EXPECT_NE(trace.outcome.message.find("\"S2\", \"S1\""), std::string::npos) << trace.outcome.message;
}

TEST(Moves, ADeadlockEndsTheRunThoughOtherPartsCouldGoOnAndNamesOnlyTheCircle) {
    Plant plant = loop_of_two();
    plant.products = {{.name = "p"}, {.name = "u"}, {.name = "z"}};
    plant.sources = {always("ps", "p"), always("us", "u"), always("zs", "z")};
    plant.stations.push_back({.name = "U", .cycle = 1_min});  // feeds the loop and is blocked by it
    plant.stations.push_back({.name = "Z", .cycle = 1_min});
    plant.routes[0].products = {"p"};
    plant.routes.push_back({.name = "ru", .products = {"u"}, .steps = {"U", "S2"}});
    plant.routes.push_back({.name = "rz", .products = {"z"}, .steps = {"Z"}});
    const Trace trace(plant, 60);
    EXPECT_EQ(trace.outcome.ending, Ending::deadlock);
    EXPECT_EQ(trace.outcome.message.find("\"U\""), std::string::npos) << trace.outcome.message;
    EXPECT_EQ(trace.outcome.message.find("\"Z\""), std::string::npos) << trace.outcome.message;
    EXPECT_NE(trace.outcome.message.find("\"S1\""), std::string::npos) << trace.outcome.message;
}

TEST(Moves, WithAPlaceBetweenThereIsNoDeadlock) {
    Plant plant = loop_of_two();
    plant.sources = {{.name = "in", .schedule = {{.at = 0_min}, {.at = 2_min}}}};
    plant.buffers = {{.name = "X", .capacity = 1}};
    plant.routes[0].steps = {Step("S1", {.name = "first"}), "S2", "X", Step("S1", {.name = "second"})};
    EXPECT_EQ(Trace(plant, 20).log("exit"), rows("7 exit exit job1\n 10 exit exit job2"));
}

TEST(Moves, AJobOnItsWayToAReservedPlaceDoesNotUndoADeadlock) {
    // j1: way 2-8, S2 8-12. j2: way 8-14, X is reserved for it. j3 waits on S1 from 10. At 12 j1 wants S1.
    Plant plant = loop_of_two();
    plant.stations[1].cycle = 4_min;
    plant.buffers = {{.name = "X", .capacity = 1}};
    plant.routes[0].steps = {Step("S1", {.name = "first"}), Step("X", {.transfer = 6_min}), "S2",
                             Step("S1", {.name = "second"})};
    const Trace trace(plant, 60);
    EXPECT_EQ(trace.outcome.ending, Ending::deadlock);
    EXPECT_EQ(trace.outcome.at, 12 * 60'000'000);
}

TEST(Moves, AReservedPlaceThatAScrapCouldGiveBackIsNoPartOfADeadlock) {
    // R has X's place reserved from 0 on. j2 is done on S1 at 2 and wants it, j1 on S2 at 3 and wants S1. At 20 R
    // breaks down and scraps its job: j2 goes into X and on to S2, j1 to S1.
    Plant plant = loop_of_two();
    plant.products = {{.name = "p"}, {.name = "r"}};
    plant.sources = {{.name = "ps", .products = {{"p"}}, .always = true, .count = 1},
                     {.name = "rs", .products = {{"r"}}, .always = true, .count = 1}};
    plant.stations.push_back({.name = "R",
                              .cycle = 60_min,
                              .breakdowns = {{.dated = {{.at = 20_min, .repair = 5_min}}, .job = JobPolicy::scrap}},
                              .blocking = Blocking::before_service});
    plant.buffers = {{.name = "X", .capacity = 1, .initial = {{.product = "p"}}}};
    plant.routes[0].products = {"p"};
    plant.routes[0].steps = {Step("S1", {.name = "first"}), "X", "S2", Step("S1", {.name = "second"})};
    plant.routes.push_back({.name = "rr", .products = {"r"}, .steps = {"R", "X", "S2"}});
    EXPECT_EQ(Trace(plant, 30).log("finish scrap exit"), rows(R"(
        2 finish S1 p2
        3 finish S2 p1
        20 scrap r1
        22 finish S1 p1
        22 exit exit p1
        23 finish S2 p2
        25 finish S1 p2
        25 exit exit p2
    )"));
}

TEST(Moves, NorDoesTheRepairOfAStationInTheCircle) {
    Plant plant = loop_of_two();
    plant.stations[1].breakdowns = {{.dated = {{.at = 5_min, .repair = 10_min}}}};
    const Trace trace(plant, 60);
    EXPECT_EQ(trace.outcome.ending, Ending::deadlock);
    EXPECT_EQ(trace.outcome.at, 5 * 60'000'000);
}

}  // namespace
}  // namespace linewright
