// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 10: lots that split and rejoin.
#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {

/// A lot is cut into three parts in 4 min, each is milled for 2 min, and they are joined to a kit in 1 min.
Plant kits(std::vector<Arrival> lots = {{.at = 0_min, .product = "lot"}}) {
    return {.products = {{.name = "lot"}, {.name = "part"}, {.name = "kit"}},
            .sources = {{.name = "in", .schedule = std::move(lots)}},
            .stations = {{.name = "cut", .cycle = 4_min, .splits = {{.product = "part", .quantity = 3}}},
                         {.name = "mill", .cycle = 2_min},
                         {.name = "join",
                          .cycle = 1_min,
                          .assembly = {{.components = {{.from = "Y", .lot = true}}, .makes = "kit"}}}},
            .buffers = {{.name = "W"}, {.name = "X"}, {.name = "Y"}},
            .routes = {{.name = "lots", .products = {"lot"}, .steps = {"W", "cut"}},
                       {.name = "parts", .products = {"part"}, .steps = {"X", "mill", "Y"}},
                       {.name = "kits", .products = {"kit"}, .steps = {"join"}}}};
}

TEST(Lots, GoOnAsTheirPartsAndAreWholeAgainWithTheLastOfThem) {
    const Trace trace(kits(), 20);
    EXPECT_EQ(trace.log("release enter load exit"), rows(R"(
        0 release in lot1
        0 enter W lot1
        0 load cut lot1
        4 release part1
        4 release part2
        4 release part3
        4 enter X part1
        4 enter X part2
        4 enter X part3
        4 load mill part1
        6 enter Y part1
        6 load mill part2
        8 enter Y part2
        8 load mill part3
        10 enter Y part3
        10 release kit1
        10 load join kit1
        11 exit exit kit1
    )"));
    EXPECT_EQ(trace.states("join"), "0 starved, 10 processing, 11 starved");
    // The time of the kit runs from the release of the lot.
    EXPECT_EQ(trace.result.products[2].lead_min, Tick{11} * 60'000'000);
    EXPECT_EQ(trace.result.stations[0].jobs_in, 1U);
    EXPECT_EQ(trace.result.stations[0].jobs_out, 3U);
}

TEST(Lots, PartsThatFindNoRoomHoldTheStationThatMadeThem) {
    Plant plant = kits();
    plant.buffers[1].capacity = 1;
    const Trace trace(plant, 20);
    EXPECT_EQ(trace.states("cut"), "0 processing, 4 blocked, 6 starved");
    EXPECT_EQ(trace.states("mill"), "0 starved, 4 processing, 10 starved");
}

TEST(Lots, APartRejoinsItsOwnLotAlone) {
    // Last come, first milled: of the first lot two parts wait in Y while the second, whole at 14, is joined.
    Plant plant = kits({{.at = 0_min, .product = "lot", .due = 15_min, .order = "A"},
                        {.at = 0_min, .product = "lot", .due = 16_min, .order = "B"}});
    plant.buffers[1].queue = {"lifo"};
    const Trace trace(plant, 30);
    EXPECT_EQ(trace.log("exit"), rows("15 exit exit kit1\n 17 exit exit kit2"));
    EXPECT_EQ(trace.states("join"), "0 starved, 14 processing, 15 starved, 16 processing, 17 starved");
    // The orders are those of the lots, and complete when their kits leave.
    ASSERT_EQ(trace.result.orders.size(), 2U);
    EXPECT_EQ(trace.result.orders[0].finished, Tick{17} * 60'000'000);
    EXPECT_EQ(trace.result.orders[1].finished, Tick{15} * 60'000'000);
}

TEST(Lots, PartsHaveTheDueDateOfTheirLot) {
    // The parts of the second lot, due earlier, pass the last one of the first from 8 on.
    Plant plant =
        kits({{.at = 0_min, .product = "lot", .due = 30_min}, {.at = 0_min, .product = "lot", .due = 20_min}});
    plant.buffers[1].queue = {"edd"};
    EXPECT_EQ(Trace(plant, 30).loads("mill"), "part1 part2 part4 part5 part6 part3");
}

TEST(Lots, WhatIsLeftOfOneRejoins) {
    // A breakdown scraps part2 at 7; part3 is milled from 8 to 10.
    Plant plant = kits();
    plant.stations[1].breakdowns = {{.dated = {{.at = 7_min, .repair = 1_min}}, .job = JobPolicy::scrap}};
    EXPECT_EQ(Trace(plant, 20).log("exit"), rows("11 exit exit kit1"));
    // Where the last one is scrapped, at 9, the others don't wait any longer.
    plant.stations[1].breakdowns[0].dated[0].at = 9_min;
    const Trace trace(plant, 20);
    EXPECT_EQ(trace.states("join"), "0 starved, 9 processing, 10 starved");
    EXPECT_EQ(trace.result.products[1].scrapped, 1U);
}

TEST(Lots, AnOrderFallsShortWithTheLastOfItsParts) {
    Plant plant = kits({{.at = 0_min, .product = "lot", .due = 15_min}});
    plant.stations[1].breakdowns = {
        {.dated = {{.at = 5_min, .repair = 1_min}, {.at = 7_min, .repair = 1_min}, {.at = 9_min, .repair = 1_min}},
         .job = JobPolicy::scrap}};
    const Trace trace(plant, 20);
    EXPECT_EQ(trace.result.products[1].scrapped, 3U);
    EXPECT_EQ(trace.result.products[0].orders->fell_short, 1U);
    EXPECT_EQ(trace.sim.wip(), 0);
}

TEST(LotsRefused, WhatContradictsItself) {
    Plant plant = kits();
    plant.stations[0].splits->quantity = 1;
    plant.stations[0].inspection = Inspection{};
    EXPECT_EQ(faults_of(plant),
              "stations/cut/inspection: is not built for a station that splits lots\n"
              "stations/cut/splits/quantity: must be at least 2, is 1\n");
    plant = kits();
    plant.routes[0].steps = {"W", "cut", "X", "mill"};
    EXPECT_EQ(faults_of(plant), "routes/lots/steps/1: goes on after station \"cut\", where the lot is split\n");
    plant = kits();
    plant.buffers[2].capacity = 2;
    EXPECT_EQ(faults_of(plant), "buffers/Y/capacity: is less than the 3 parts of a lot that \"join\" takes at once\n");
    plant = kits();
    plant.cards = {{.name = "all", .cards = 5}};
    EXPECT_EQ(faults_of(plant),
              "stations/cut/splits: is in a card loop, which is not built: the parts would each need a card\n");
    plant = kits();
    plant.stations[0].splits.reset();
    EXPECT_EQ(faults_of(plant), "stations/join/assembly/components/0/lot: is given, but no station splits lots\n");
}

}  // namespace
}  // namespace linewright
