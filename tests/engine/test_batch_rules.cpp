// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Which of several batches starts (docs/semantics.md, 10), each rule with a trace worked out by hand. Times are
// minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

struct Coming {
    double at;
    const char* product;
};
/// Jobs come at given minutes and wait in Q, C before the others where the queue says `priority`; the furnace takes 10
/// minutes a batch.
Plant furnace(std::initializer_list<Coming> jobs, Batch batch, std::vector<std::string> queue = {}) {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"}).add(Product{.name = "C", .priority = 1});
    Source in{.name = "in"};
    for (const Coming& job : jobs) in.schedule.push_back({.at = {job.at, Unit::min}, .product = job.product});
    plant.add(std::move(in));
    plant.add(Station{.name = "F", .cycle = 10_min, .batch = batch});
    plant.add(Buffer{.name = "Q", .queue = std::move(queue)});
    plant.add(Route{.name = "r", .steps = {"Q", "F"}});
    return plant;
}
std::string exits(std::initializer_list<Coming> jobs, Batch batch, std::vector<std::string> queue = {}) {
    return Watch(furnace(jobs, batch, std::move(queue)), 100).who_exits();
}

TEST(BatchRules, FirstReadyIsTheDefaultAndPassesOverAFamilyThatIsTooSmall) {
    EXPECT_EQ(Batch{}.rule, BatchRule::first_ready);
    EXPECT_EQ(exits({{0, "A"}, {1, "B"}, {2, "B"}, {3, "A"}}, {.smallest = 2, .largest = 2}),
              "12 B1, 12 B2, 22 A1, 22 A2");
}
TEST(BatchRules, TheHighestJobWaitsForItsOwnFamily) {
    const Batch batch{.smallest = 2, .largest = 2, .rule = BatchRule::highest_job};
    EXPECT_EQ(exits({{0, "A"}, {1, "B"}, {2, "B"}, {3, "A"}}, batch), "13 A1, 13 A2, 23 B1, 23 B2");
    // One of a higher priority comes later and keeps those from starting who could.
    EXPECT_EQ(exits({{0, "A"}, {0.5, "C"}, {1, "A"}, {30, "C"}}, batch, {"priority"}), "40 C1, 40 C2, 50 A1, 50 A2");
    // Five of eight, as a furnace of a wafer fab: the sixth to the eighth come too late for the first batch.
    EXPECT_EQ(exits({{0, "A"},
                     {1, "B"},
                     {1, "B"},
                     {1, "B"},
                     {1, "B"},
                     {1, "B"},
                     {2, "A"},
                     {2, "A"},
                     {2, "A"},
                     {3, "A"},
                     {4, "A"},
                     {5, "B"}},
                    {.smallest = 5, .largest = 8, .rule = BatchRule::highest_job}),
              "13 A1, 13 A2, 13 A3, 13 A4, 13 A5, 23 B1, 23 B2, 23 B3, 23 B4, 23 B5, 23 B6");
}
TEST(BatchRules, OfTheHighestJobTheLongestWaitOfItsFamilyCounts) {
    // A is due at 5, but C, come at 2, goes before it and starts alone at 7.
    const std::initializer_list<Coming> jobs{{0, "A"}, {2, "C"}};
    Batch batch{.smallest = 2, .largest = 2, .longest_wait = 5_min, .rule = BatchRule::highest_job};
    EXPECT_EQ(exits(jobs, batch, {"priority"}), "17 C1, 27 A1");
    batch.rule = BatchRule::first_ready;
    EXPECT_EQ(exits(jobs, batch, {"priority"}), "15 A1, 25 C1");
}
TEST(BatchRules, MostCompleteTakesTheFullestAndSettlesTiesByTheQueueRule) {
    const std::initializer_list<Coming> jobs{{0, "A"}, {1, "A"}, {2, "B"}, {3, "B"}, {4, "C"}};
    Batch batch{.largest = 3, .rule = BatchRule::most_complete};
    EXPECT_EQ(exits(jobs, batch), "10 A1, 20 B1, 20 B2, 30 A2, 40 C1");
    EXPECT_EQ(exits(jobs, batch, {"priority"}), "10 A1, 20 B1, 20 B2, 30 C1, 40 A2");
    batch.rule = BatchRule::first_ready;
    EXPECT_EQ(exits(jobs, batch), "10 A1, 20 A2, 30 B1, 30 B2, 40 C1");
}
TEST(BatchRules, WhatDoesNotFitMakesNoBatchMoreComplete) {
    const Batch batch{.largest = 2, .rule = BatchRule::most_complete};
    EXPECT_EQ(exits({{0, "A"}, {1, "B"}, {1, "B"}, {1, "B"}, {2, "C"}, {2, "C"}}, batch, {"priority"}),
              "10 A1, 20 C1, 20 C2, 30 B1, 30 B2, 40 B3");
}
TEST(BatchRules, MostCompleteChoosesAmongThoseThatMayStart) {
    // At 12 the Bs are three; A has waited its five minutes long ago and may start, but is fewer.
    const Batch batch{.smallest = 3, .largest = 3, .longest_wait = 5_min, .rule = BatchRule::most_complete};
    EXPECT_EQ(exits({{0, "C"}, {0, "C"}, {0, "C"}, {1, "A"}, {2, "A"}, {7, "B"}, {8, "B"}, {9, "B"}}, batch),
              "10 C1, 10 C2, 10 C3, 20 B1, 20 B2, 20 B3, 30 A1, 30 A2");
    EXPECT_EQ(exits({{0, "C"}, {0, "C"}, {0, "C"}, {1, "A"}, {2, "A"}, {7, "B"}, {8, "B"}}, batch),
              "10 C1, 10 C2, 10 C3, 20 A1, 20 A2, 30 B1, 30 B2");
}
TEST(BatchRules, AreRefusedWhereJobsComeStraightFromASource) {
    Plant plant = furnace({{0, "A"}}, {.largest = 2, .rule = BatchRule::most_complete});
    EXPECT_EQ(faults_of(plant), "");
    plant.buffers.clear();
    plant.routes[0].steps = {"F"};
    EXPECT_NE(faults_of(plant).find("stations/F/batch/rule: is not built"), std::string::npos);
}
TEST(BatchRules, HowFullIsByTheSizesOfEachStepAndByPieces) {
    const std::initializer_list<Coming> jobs{{0, "C"}, {1, "B"}, {1, "B"}, {1, "B"}, {2, "A"}, {2, "A"}};
    Plant plant = furnace(jobs, {.largest = 8, .rule = BatchRule::most_complete});
    plant.routes = {Route{.name = "ra", .products = {"A"}, .steps = {"Q", "F"}},
                    Route{.name = "r", .products = {"B", "C"}, .steps = {"Q", "F"}}};
    EXPECT_EQ(Watch(plant, 100).who_exits(), "10 C1, 20 B1, 20 B2, 20 B3, 30 A1, 30 A2");
    // Two of two are fuller than three of eight.
    plant.routes[0].steps[1].batch = BatchSize{.smallest = 1, .largest = 2};
    EXPECT_EQ(Watch(plant, 100).who_exits(), "10 C1, 20 A1, 20 A2, 30 B1, 30 B2, 30 B3");
    // A lot of six pieces is more than three jobs of one.
    plant = furnace({{0, "C"}, {1, "B"}, {1, "B"}, {1, "B"}, {2, "A"}},
                    {.largest = 8, .count = BatchCount::pieces, .rule = BatchRule::most_complete});
    plant.products[0].pieces = 6;
    EXPECT_EQ(Watch(plant, 100).who_exits(), "10 C1, 20 A1, 30 B1, 30 B2, 30 B3");
    // B has enough at 1, but A was there first and has at 4.
    plant = furnace({{0, "A"}, {1, "B"}, {4, "A"}},
                    {.smallest = 10, .largest = 10, .count = BatchCount::pieces, .rule = BatchRule::highest_job});
    plant.products[0].pieces = 5;
    plant.products[1].pieces = 10;
    EXPECT_EQ(Watch(plant, 100).who_exits(), "14 A1, 14 A2, 24 B1");
}

}  // namespace
}  // namespace linewright
