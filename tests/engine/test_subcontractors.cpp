// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Work that is done outside (docs/semantics.md, 11), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

/// mill 2 min, the plater 5 min, assembly 1 min.
Plant line(std::int64_t jobs = 1000) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = jobs});
    plant.add(Station{.name = "mill", .cycle = 2_min}).add(Station{.name = "pack", .cycle = 1_min});
    plant.add(Subcontractor{.name = "plater", .lead_time = 5_min});
    plant.add(Route{.name = "r", .steps = {"mill", "plater", "pack"}});
    return plant;
}

TEST(Subcontractors, AJobIsAwayForItsLeadTimeInThePlantsWipAndOnNoStation) {
    const Trace t(line(2), 12);
    EXPECT_EQ(t.log("leave send_out come_back load exit"), rows(R"(
        0 load mill job1
        2 leave mill job1
        2 send_out job1
        2 load mill job2
        4 leave mill job2
        4 send_out job2
        7 come_back job1
        7 load pack job1
        8 leave pack job1
        8 exit exit job1
        9 come_back job2
        9 load pack job2
        10 leave pack job2
        10 exit exit job2
    )"));
    // Jobs: 1 from 0, 2 from 2, 1 from 8, 0 from 10.
    EXPECT_DOUBLE_EQ(t.result.little.wip, (2 + 2 * 6 + 2) / 12.0);
    const SubcontractorResult& plater = t.result.subcontractors.at(0);
    EXPECT_DOUBLE_EQ(plater.jobs, 10 / 12.0);
    EXPECT_EQ(plater.maximum, 2);
    EXPECT_EQ(plater.sent, 2U);
    EXPECT_EQ(plater.returned, 2U);
}
TEST(Subcontractors, WhereNoMoreMayBeOutTheFinishedJobHoldsItsStation) {
    Plant plant = line();
    plant.subcontractors[0].capacity = 1;
    const Watch w(plant, 18);
    EXPECT_EQ(w.times(Happening::send_out), "2 7 12 17");
    EXPECT_EQ(w.states("mill"),
              "0 processing, 4 blocked, 7 processing, 9 blocked, 12 processing, 14 blocked, 17 processing");
}
TEST(Subcontractors, OneThatIsBackWaitsForAPlaceAndCountsAsOutMeanwhile) {
    Plant plant = line();
    plant.subcontractors[0].capacity = 2;
    plant.stations[1].cycle = 6_min;
    // Out at 2 and 4, back at 7 and 9. Packed 7-13, 13-19. The third is sent at 7 and back at 12; it waits behind.
    const Watch w(plant, 20);
    EXPECT_EQ(w.times(Happening::send_out), "2 4 7 13 19");
    EXPECT_EQ(w.times(Happening::come_back), "7 9 12 18");
    EXPECT_EQ(w.times(Happening::load, "pack"), "7 13 19");
}
TEST(Subcontractors, OfOneInstantJobsThatAreBackComeInAfterTheStationsJobs) {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in A", .products = {{"A"}}, .always = true, .count = 1});
    plant.add(Source{.name = "in B", .products = {{"B"}}, .always = true, .count = 1});
    plant.add(Station{.name = "a", .cycle = 2_min}).add(Station{.name = "b", .cycle = 7_min});
    plant.add(Station{.name = "last", .cycle = 3_min}).add(Subcontractor{.name = "plater", .lead_time = 5_min});
    plant.add(Route{.name = "A", .products = {"A"}, .steps = {"a", "plater", "last"}});
    plant.add(Route{.name = "B", .products = {"B"}, .steps = {"b", "last"}});
    EXPECT_EQ(Watch(plant, 20).who_exits(), "10 B1, 13 A1");
    plant.stations[1].cycle = Duration{7.5, Unit::min};
    EXPECT_EQ(Watch(plant, 20).who_exits(), "10 A1, 13 B1");
}
TEST(Subcontractors, OfOneInstantJobsThatAreBackComeInBeforeTheSources) {
    // A is out from 0 to 5, when B arrives.
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in A", .products = {{"A"}}, .always = true, .count = 1});
    plant.add(Source{.name = "in B", .schedule = {{.at = 5_min, .product = "B"}}});
    plant.add(Station{.name = "last", .cycle = 3_min}).add(Subcontractor{.name = "plater", .lead_time = 5_min});
    plant.add(Route{.name = "A", .products = {"A"}, .steps = {"plater", "last"}});
    plant.add(Route{.name = "B", .products = {"B"}, .steps = {"last"}});
    const Trace t(plant, 20);
    EXPECT_EQ(t.log("come_back release load exit"), rows(R"(
        0 release in A A1
        5 come_back A1
        5 load last A1
        8 exit exit A1
        8 release in B B1
        8 load last B1
        11 exit exit B1
    )"));
}
TEST(Subcontractors, FromASourceOutOfThePlantAndBySplit) {
    Plant plant = line(4);
    plant.add(Buffer{.name = "B"});
    plant.routes[0].steps = {"plater", "B", "mill",
                             Step{"plater", {.name = "again", .to = {{"mill", 0.0}, {"exit", 1.0}}}}};
    plant.subcontractors[0].capacity = 1;
    // Four stand outside; the first is out 0-5, milled 5-7, and wants to be sent again at 7, when another is out.
    const Trace t(plant, 60);
    EXPECT_EQ(t.log("send_out exit"), rows(R"(
        0 send_out job1
        5 send_out job2
        10 send_out job1
        15 exit exit job1
        15 send_out job2
        20 exit exit job2
        20 send_out job3
        25 send_out job4
        30 send_out job3
        35 exit exit job3
        35 send_out job4
        40 exit exit job4
    )"));
}
TEST(Subcontractors, ASavedRunGoesOnTheSame) {
    Plant plant = line();
    plant.subcontractors[0].lead_time = exponential(5_min);
    plant.subcontractors[0].capacity = 3;
    plant.stations[1].cycle = exponential(2_min);
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
TEST(SubcontractorsRefused, WhatIsNotBuiltIsAFault) {
    Plant plant = line();
    plant.add(Buffer{.name = "B"});
    plant.routes[0].steps = {"mill", "B", Step{"plater", {.cycle = 3_min, .transfer = constant(1_min)}}, "pack"};
    EXPECT_EQ(faults_of(plant),
              "routes/r/steps/2/cycle: is given at a subcontractor\n"
              "routes/r/steps/2/transfer: is given at a subcontractor\n"
              "routes/r/steps/2: comes after a buffer, which is not built\n");
    plant = line();
    plant.subcontractors[0] = Subcontractor{.name = "mill", .capacity = 0};
    plant.routes[0].steps = {"mill", "pack"};
    EXPECT_EQ(faults_of(plant),
              "subcontractors/mill: has the name of a station, buffer or sink\n"
              "subcontractors/mill/capacity: must be from 1 to 1,000,000, is 0\n");
    plant = line();
    plant.subcontractors[0].lead_time = {};
    EXPECT_EQ(faults_of(plant), "subcontractors/plater/lead_time: is missing\n");
    plant = line();
    plant.sources[0].count = {};
    plant.routes[0].steps = {"plater", "mill"};
    EXPECT_EQ(faults_of(plant),
              "sources/in/always: sends to subcontractor \"plater\", which has no limit, without end\n");
}

}  // namespace
}  // namespace linewright
