// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Orders (docs/semantics.md, 11), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "linewright/record/figures.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

/// One station of 2 minutes with a buffer without limit; the orders come from "in".
Plant shop(std::vector<Arrival> orders) {
    Plant plant;
    plant.add(Source{.name = "in", .schedule = std::move(orders)});
    plant.add(Buffer{.name = "B"}).add(Station{.name = "S", .cycle = 2_min});
    plant.add(Route{.name = "r", .steps = {"B", "S"}});
    return plant;
}
Arrival order(Duration at, int quantity, std::optional<Duration> due, std::string name = "") {
    return {.at = at, .quantity = quantity, .due = due, .order = std::move(name)};
}
const OrderCount& orders_of(const Watch& w) { return w.result.products.at(0).orders.value(); }
double minutes(double ticks) { return ticks / 6e7; }

TEST(Orders, AnOrderIsCompleteWhenAllOfItsJobsAreThere) {
    // Exits at 2, 4, 6 | 8, 10: the first order is complete a minute early, the second a minute late.
    const Watch w(shop({order(0_min, 3, 7_min), order(0_min, 2, 9_min)}), 30);
    EXPECT_EQ(w.exits(), "2 4 6 8 10");
    const OrderCount& o = orders_of(w);
    EXPECT_EQ(o.due, 2u);
    EXPECT_EQ(o.on_time, 1u);
    EXPECT_EQ(o.late, 1u);
    EXPECT_EQ(o.open, 0u);
    EXPECT_EQ(minutes(mean_tardiness(o)), 0.5);
    EXPECT_EQ(minutes(mean_lateness(o)), 0.0);
    EXPECT_EQ(minutes(static_cast<double>(o.worst)), 1.0);
    EXPECT_EQ(on_time(o), 0.5);
}
TEST(Orders, CompleteAtTheDueDateIsOnTime) {
    const Watch w(shop({order(0_min, 3, 6_min)}), 30);
    EXPECT_EQ(orders_of(w).on_time, 1u);
    EXPECT_EQ(minutes(mean_lateness(orders_of(w))), 0.0);
}
TEST(Orders, ThoseThatAreDueInTheWindowCountAlsoIfTheyWereCompleteBefore) {
    const Plant plant = shop({order(0_min, 1, 9_min), order(0_min, 1, 10_min), order(0_min, 1, 30_min)});
    const Watch w(plant, 30, 10);  // complete at 2, 4, 6; due at 9: before, at 10: within, at 30: after
    EXPECT_EQ(orders_of(w).due, 1u);
    EXPECT_EQ(orders_of(w).on_time, 1u);
    EXPECT_EQ(minutes(mean_lateness(orders_of(w))), -6.0);
    EXPECT_EQ(orders_of(Watch(plant, 31, 10)).due, 2u);
}
TEST(Orders, OneThatIsNotCompleteAtTheEndIsOpenAndItsTardinessRunsOn) {
    const Watch w(shop({order(0_min, 2, 3_min), order(0_min, 2, 7_min)}), 11 - 1.5);
    const OrderCount& o = orders_of(w);  // complete at 4; the other would be at 8
    EXPECT_EQ(o.late, 2u);
    const Watch early(shop({order(0_min, 2, 3_min), order(0_min, 2, 7_min)}), 7.5);
    EXPECT_EQ(orders_of(early).late, 1u);
    EXPECT_EQ(orders_of(early).open, 1u);
    EXPECT_EQ(minutes(mean_tardiness(orders_of(early))), 0.75);
}
/// The second of three jobs is scrapped at 3, the station is in repair until 4.
Plant with_scrap(ScrappedJobs then) {
    Plant plant = shop({order(0_min, 3, 9_min, "PO 1")});
    plant.sources[0].scrapped_jobs = then;
    plant.stations[0].breakdowns.push_back({.dated = {{3_min, 1_min}}, .job = JobPolicy::scrap});
    return plant;
}
TEST(Orders, AScrappedJobLeavesItShortForGood) {
    const Watch w(with_scrap(ScrappedJobs::short_order), 30);
    EXPECT_EQ(w.exits(), "2 6");
    EXPECT_EQ(orders_of(w).due, 1u);
    EXPECT_EQ(orders_of(w).fell_short, 1u);
    EXPECT_EQ(orders_of(w).on_time + orders_of(w).late + orders_of(w).open, 0u);
    EXPECT_EQ(on_time(orders_of(w)), 0.0);
    EXPECT_EQ(mean_tardiness(orders_of(w)), 0.0);
    EXPECT_FALSE(w.result.orders.at(0).finished.has_value());
}
TEST(Orders, OrIsReplacedByAnotherAtOnce) {
    const Watch w(with_scrap(ScrappedJobs::replace), 30);
    EXPECT_EQ(w.times(Happening::release), "0 0 0 3");
    EXPECT_EQ(w.exits(), "2 6 8");
    EXPECT_EQ(orders_of(w).on_time, 1u);
    EXPECT_EQ(minutes(static_cast<double>(w.result.orders.at(0).finished.value())), 8.0);
    EXPECT_EQ(w.result.sources.at(0).arrived, 4u);
}
TEST(Orders, ALowerGradeIsNotWhatWasOrdered) {
    Plant plant = shop({order(0_min, 2, 9_min)});
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.stations[0].defects = {{"*", 1.0}};
    plant.stations[0].inspection = Inspection{.downgrade = "B"};
    const Watch w(plant, 30);
    EXPECT_EQ(w.who_exits(), "2 B1, 4 B2");
    EXPECT_EQ(w.product("A").orders->fell_short, 1u);
    EXPECT_EQ(w.product("B").orders->due, 0u);
}
TEST(Orders, ANamedOneTellsWhenItWasComplete) {
    const Watch w(shop({order(0_min, 2, 3_min, "late"), order(1_min, 1, {}, "no date"), order(50_min, 1, 99_min, "x")}),
                  50);
    ASSERT_EQ(w.result.orders.size(), 3u);
    const OrderResult& late = w.result.orders[0];
    EXPECT_EQ(late.name, "late");
    EXPECT_EQ(late.quantity, 2u);
    EXPECT_EQ(minutes(static_cast<double>(late.due.value())), 3.0);
    EXPECT_EQ(minutes(static_cast<double>(late.finished.value())), 4.0);
    EXPECT_FALSE(w.result.orders[1].due.has_value());
    EXPECT_EQ(minutes(static_cast<double>(w.result.orders[1].finished.value())), 6.0);
    EXPECT_FALSE(w.result.orders[2].finished.has_value());
}
TEST(Orders, EachJobWithADueDateOfItsOwnIsOne) {
    Plant plant = shop({});
    plant.sources[0] = Source{.name = "in", .interarrival = constant(1_min), .due = constant(100_min)};
    plant.stations[0].cycle = 0.5_min;
    const Watch w(plant, 1000, 200);  // due at 101, 102, ...; 800 of them from 200 to 999
    EXPECT_EQ(orders_of(w).due, 800u);
    EXPECT_EQ(orders_of(w).on_time, 800u);
    EXPECT_EQ(minutes(mean_lateness(orders_of(w))), -99.5);
}
TEST(Orders, ComponentsAreDeliveredAtTheAssembly) {
    Plant plant;
    plant.add(Product{.name = "part"}).add(Product{.name = "whole"});
    plant.add(Source{.name = "in", .schedule = {order(0_min, 2, 6_min)}});
    plant.add(Buffer{.name = "parts"});
    plant.add(Station{
        .name = "join", .cycle = 5_min, .assembly = Assembly{.components = {{"parts", "part", 1}}, .makes = "whole"}});
    plant.add(Route{.name = "in", .products = {"part"}, .steps = {"parts"}});
    plant.add(Route{.name = "out", .products = {"whole"}, .steps = {"join"}});
    const Watch w(plant, 30);  // one taken at 0, the other at 5
    EXPECT_EQ(w.product("part").orders->on_time, 1u);
    EXPECT_EQ(minutes(mean_lateness(*w.product("part").orders)), -1.0);
}
TEST(Orders, WhatIsInjectedWithADateIsOneOrder) {
    const auto program = compile(shop({order(0_min, 1, {}, "first")}));
    Simulation s(program, {});
    s.inject(ProductId{0}, 2, 5 * 60'000'000);
    EXPECT_TRUE(s.run_until(20 * 60'000'000).ok());
    const OrderCount o = measure(s).products.at(0).orders.value();
    EXPECT_EQ(o.due, 1u);
    EXPECT_EQ(o.late, 1u);
    EXPECT_EQ(minutes(static_cast<double>(o.worst)), 1.0);  // the first order's job was before them
}
TEST(Release, BackwardFromTheDueDateAndNoEarlierThanItIsKnown) {
    Plant plant = shop({order(0_min, 1, 60_min), order(0_min, 1, 30_min), order(25_min, 1, 40_min)});
    plant.sources[0].release_before_due = 20_min;
    const Watch w(plant, 100);
    EXPECT_EQ(w.times(Happening::release), "10 25 40");
    EXPECT_EQ(w.exits(), "12 27 42");
}
TEST(Release, WaitsWhileTheWorkInThePlantIsAtItsLimit) {
    Plant plant;
    plant.add(Source{.name = "in", .schedule = {order(0_min, 4, {})}, .workload_limit = 10_min});
    plant.add(Station{.name = "S1", .cycle = 2_min}).add(Station{.name = "S2", .cycle = 3_min});
    plant.add(Buffer{.name = "B0"}).add(Buffer{.name = "B1"});
    plant.add(Route{.name = "r", .steps = {"B0", "S1", "B1", "S2"}});
    const Watch two(plant, 100);  // each has 5 minutes before it, so two are in the plant
    EXPECT_EQ(two.times(Happening::release), "0 0 5 8");
    EXPECT_EQ(two.exits(), "5 8 11 14");
    plant.sources[0].workload_limit = 4_min;  // less than one job has: one after the other, into the empty plant
    const Watch one(plant, 100);
    EXPECT_EQ(one.times(Happening::release), "0 5 10 15");
    EXPECT_EQ(one.exits(), "5 10 15 20");
}
TEST(OrdersRefused, WhatMeansNothing) {
    Plant plant = shop({order(0_min, 1, {}, "PO"), order(0_min, 1, 9_min, "PO")});
    plant.sources[0].release_before_due = 5_min;
    plant.sources[0].workload_limit = 0_min;
    plant.add(Source{.name = "more",
                     .interarrival = constant(5_min),
                     .when_full = WhenFull::lost,
                     .release_before_due = 5_min,
                     .workload_limit = 5_min,
                     .scrapped_jobs = ScrappedJobs::replace});
    const std::string faults = faults_of(plant);
    for (const char* what : {"sources/in/schedule/0/due: is missing", "sources/in/schedule/1/order: \"PO\" is the name",
                             "sources/in/workload_limit: must be > 0", "sources/more/release_before_due: goes with",
                             "sources/more/workload_limit: needs when_full", "sources/more/scrapped_jobs: \"replace\""})
        EXPECT_NE(faults.find(what), std::string::npos) << what << "\n" << faults;
}

}  // namespace
}  // namespace linewright
