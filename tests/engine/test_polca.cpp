// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 11: cards of a pair of cells.
#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {

/// Two products through cell A: b on to cell B, c on to cell C; b, b and c wait at the start.
Plant two_ways() {
    return {.products = {{.name = "b"}, {.name = "c"}},
            .sources = {{.name = "in",
                         .schedule = {{.at = 0_min, .product = "b", .quantity = 2}, {.at = 0_min, .product = "c"}}}},
            .stations = {{.name = "A", .cycle = 2_min}, {.name = "B", .cycle = 5_min}, {.name = "C", .cycle = 3_min}},
            .buffers = {{.name = "XA"}, {.name = "XB"}, {.name = "XC"}},
            .routes = {{.name = "to B", .products = {"b"}, .steps = {"XA", "A", "XB", "B"}},
                       {.name = "to C", .products = {"c"}, .steps = {"XA", "A", "XC", "C"}}},
            .cards = {{.name = "A-B", .from = {"A"}, .to = {"B"}}, {.name = "A-C", .from = {"A"}, .to = {"C"}}}};
}

TEST(Polca, AJobTakesTheCardOfThePairOnItsOwnWayAndOthersPassIt) {
    // b1 has the only card A-B until it leaves B at 7: c1, with a card of its own, passes b2.
    const Trace trace(two_ways(), 20);
    EXPECT_EQ(trace.log("load exit"), rows(R"(
        0 load A b1
        2 load B b1
        2 load A c1
        4 load C c1
        7 exit exit b1
        7 exit exit c1
        7 load A b2
        9 load B b2
        14 exit exit b2
    )"));
    EXPECT_EQ(trace.states("A"), "0 processing, 4 waiting_for_card, 7 processing, 9 starved");
}

TEST(Polca, AStationWaitsForTheCardOfEachJobBeforeIt) {
    // From 2 both pairs are used up: b2 and c2 wait. The card of c2, further back, comes first, at 7.
    Plant plant = two_ways();
    plant.sources[0].schedule.push_back({.at = 1_min, .product = "c"});
    plant.stations[1].cycle = 9_min;
    const Trace trace(plant, 30);
    EXPECT_EQ(trace.loads("A"), "b1 c1 c2 b2");
    EXPECT_EQ(trace.states("A"),
              "0 processing, 4 waiting_for_card, 7 processing, 9 waiting_for_card, 11 processing, 13 starved");
}

/// A line of three cells: A 1 min, B 2 min, C 10 min.
Plant three_cells() {
    return {.sources = {{.name = "in", .schedule = {{.at = 0_min, .quantity = 3}}}},
            .stations = {{.name = "A", .cycle = 1_min}, {.name = "B", .cycle = 2_min}, {.name = "C", .cycle = 10_min}},
            .buffers = {{.name = "XA"}, {.name = "XB"}, {.name = "XC"}},
            .routes = {{.name = "r", .steps = {"XA", "A", "XB", "B", "XC", "C"}}},
            .cards = {{.name = "A-B", .from = {"A"}, .to = {"B"}}}};
}

TEST(Polca, TheCardIsFreeWhenTheJobHasLeftTheSecondCell) {
    // job2 waits in XC from 6 to 13, without its card: job3 starts at 6.
    const Trace trace(three_cells(), 40);
    EXPECT_EQ(trace.log("load"), rows(R"(
        0 load A job1
        1 load B job1
        3 load A job2
        3 load C job1
        4 load B job2
        6 load A job3
        7 load B job3
        13 load C job2
        23 load C job3
    )"));
}

TEST(Polca, InTheSecondCellAJobHoldsTheCardsOfBothPairs) {
    // B loads job2 only when job1 has left C at 13, and gives up its card A-B when it is done, at 15.
    Plant plant = three_cells();
    plant.cards.push_back({.name = "B-C", .from = {"B"}, .to = {"C"}});
    const Trace trace(plant, 60);
    EXPECT_EQ(trace.loads("A"), "job1 job2 job3");
    EXPECT_EQ(trace.states("A"),
              "0 processing, 1 waiting_for_card, 3 processing, 4 waiting_for_card, 15 processing, 16 starved");
    EXPECT_EQ(
        trace.states("B"),
        "0 starved, 1 processing, 3 starved, 4 waiting_for_card, 13 processing, 15 starved, 16 waiting_for_card, 25 "
        "processing, 27 starved");
}

TEST(Polca, ACellMayHaveSeveralStations) {
    // job2 takes the one card when job1 has left the second station of the second cell.
    Plant plant = three_cells();
    plant.cards[0] = {.name = "A-BC", .from = {"A"}, .to = {"B", "C"}};
    const Trace trace(plant, 30);
    EXPECT_EQ(trace.log("load"), rows(R"(
        0 load A job1
        1 load B job1
        3 load C job1
        13 load A job2
        14 load B job2
        16 load C job2
        26 load A job3
        27 load B job3
        29 load C job3
    )"));
}

TEST(PolcaRefused, WhatContradictsItself) {
    Plant plant = two_ways();
    plant.cards[0].to = {"A"};
    plant.cards[1].members = {"A"};
    EXPECT_EQ(faults_of(plant),
              "cards/A-B/to: has station \"A\" of the first cell too\n"
              "cards/A-C/members: stands beside a pair of cells\n");
    plant = two_ways();
    plant.cards[0].to = {"A2"};
    plant.cards[1].to = {};
    EXPECT_EQ(faults_of(plant),
              "cards/A-B/to/0: there is no station \"A2\"\n"
              "cards/A-C/to: is missing\n");
    plant = two_ways();
    plant.cards[0] = {.name = "B-C", .from = {"B"}, .to = {"C"}};
    EXPECT_EQ(faults_of(plant), "cards/B-C: are taken by nobody: no route goes from the first cell to the second\n");
    plant = two_ways();
    plant.routes[0].steps = {"A", "XB", "B"};
    EXPECT_EQ(
        faults_of(plant),
        "cards/A-B/from/0: takes jobs that stand on another station or outside; a card of a pair of cells is taken "
        "by a job that waits in a buffer\n"
        "cards/A-C/from/0: takes jobs that stand on another station or outside; a card of a pair of cells is taken "
        "by a job that waits in a buffer\n");
}

}  // namespace
}  // namespace linewright
