// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 9: changeovers.
#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {

/// S makes a sequence of A, B and C, 5 min each.
Plant sequence(std::vector<std::string> products, std::vector<ChangeoverRule> rules) {
    return {.products = {{.name = "A", .family = "x"}, {.name = "B", .family = "x"}, {.name = "C", .family = "y"}},
            .sources = {{.name = "in", .always = true, .sequence = std::move(products)}},
            .stations = {{.name = "S", .cycle = 5_min}},
            .changeovers = {{.name = "S", .rules = std::move(rules)}}};
}

TEST(Changeovers, TheFirstRuleThatMatchesIsTakenAndAStarMatchesAnything) {
    // A-B 1, then anything to B 2, from B 3, the rest 4.
    const Plant plant = sequence({"A", "B", "C", "B", "A", "C", "A"},
                                 {{"A", "B", 1_min}, {"*", "B", 2_min}, {"B", "*", 3_min}, {"*", "*", 4_min}});
    EXPECT_EQ(Trace(plant, 60).states("S"),
              "0 processing, 5 setup, 6 processing, 11 setup, 14 processing, 19 setup, 21 processing, 26 setup, 29 "
              "processing, 34 setup, 38 processing, 43 setup, "
              "47 processing, 52 starved");
    EXPECT_EQ(Trace(plant, 60).result.stations[0].changeovers, 6U);
}

TEST(Changeovers, EqualOnesNeedNoneUnlessARuleNamesThem) {
    EXPECT_EQ(Trace(sequence({"A", "A", "B", "B"}, {{"*", "*", 4_min}}), 30).states("S"),
              "0 processing, 10 setup, 14 processing, 24 starved");
    EXPECT_EQ(Trace(sequence({"A", "A", "B", "B"}, {{"*", "*", 4_min}, {"B", "B", 1_min}}), 30).states("S"),
              "0 processing, 10 setup, 14 processing, 19 setup, 20 processing, 25 starved");
}

TEST(Changeovers, TheFirstJobNeedsNoneUnlessTheStateAtTheStartIsGiven) {
    Plant plant = sequence({"A", "B"}, {{"*", "*", 4_min}});
    EXPECT_EQ(Trace(plant, 20).states("S"), "0 processing, 5 setup, 9 processing, 14 starved");
    plant.stations[0].initial_setup = "B";
    EXPECT_EQ(Trace(plant, 20).states("S"), "0 setup, 4 processing, 9 setup, 13 processing, 18 starved");
    plant.stations[0].initial_setup = "A";
    EXPECT_EQ(Trace(plant, 20).states("S"), "0 processing, 5 setup, 9 processing, 14 starved");
}

TEST(Changeovers, ByFamilyOnlyTheFamilyCounts) {
    Plant plant = sequence({"A", "B", "C"}, {{"x", "y", 2_min}, {"y", "x", 1_min}});
    plant.changeovers[0].by = ChangeoverBy::family;
    plant.stations[0].initial_setup = "y";
    EXPECT_EQ(Trace(plant, 20).states("S"), "0 setup, 1 processing, 11 setup, 13 processing, 18 starved");
}

TEST(Changeovers, EachPlaceIsSetForItsOwnLastProduct) {
    Plant plant = sequence({"A", "B", "A", "B"}, {{"*", "*", 4_min}});
    plant.stations[0].places = 2;  // A on the first, B on the second, and so again
    EXPECT_EQ(Trace(plant, 12).states("S/1"), "0 processing, 10 starved");
    EXPECT_EQ(Trace(plant, 12).states("S/2"), "0 processing, 10 starved");
    plant.sources[0].sequence = {"A", "B", "B", "A"};
    EXPECT_EQ(Trace(plant, 16).states("S/1"), "0 processing, 5 setup, 9 processing, 14 starved");
    // Then a B for the first, which is set for it now, and an A for the second.
    plant.sources[0].sequence = {"A", "B", "B", "A", "B", "A"};
    EXPECT_EQ(Trace(plant, 30).states("S/1"), "0 processing, 5 setup, 9 processing, 19 starved");
    EXPECT_EQ(Trace(plant, 30).states("S/2"), "0 processing, 5 setup, 9 processing, 19 starved");
}

TEST(Changeovers, OneTableMayServeSeveralStations) {
    Plant plant = sequence({"A", "B"}, {{"*", "*", 1_min}});
    plant.stations.push_back({.name = "T", .cycle = 2_min});
    plant.changeovers[0] = {.name = "all", .stations = {"S", "T"}, .rules = {{"*", "*", 1_min}}};
    EXPECT_EQ(Trace(plant, 16).states("T"), "0 starved, 5 processing, 7 starved, 11 setup, 12 processing, 14 starved");
}

TEST(Changeovers, TheSelectedJobLeavesItsBufferAndOccupiesTheStation) {
    Plant plant = sequence({}, {{"*", "*", 4_min}});
    plant.sources[0] = {.name = "in", .schedule = {{.at = 0_min, .product = "A"}, {.at = 5_min, .product = "B"}}};
    plant.buffers = {{.name = "X", .capacity = 1}};
    plant.routes = {{.name = "r", .steps = {"X", "S"}}};
    plant.stations[0].load = 1_min;
    const Trace in_setup(plant, 9);
    EXPECT_EQ(in_setup.sim.content(BufferId{0}), 0);
    EXPECT_EQ(in_setup.sim.place(PlaceId{0}).state, State::setup);
    EXPECT_TRUE(in_setup.sim.place(PlaceId{0}).has_job);
    EXPECT_EQ(Trace(plant, 17).states("S"),
              "0 load, 1 processing, 6 setup, 10 load, 11 processing, 16 starved");  // changeover, load, process
}

TEST(Changeovers, ABreakdownChangesNothingAndTheChangeoverGoesOnAfterwards) {
    Plant plant = sequence({"A", "B", "B"}, {{"*", "*", 4_min}});
    plant.stations[0].breakdowns = {
        {.dated = {{.at = 7_min, .repair = 10_min}}, .job = JobPolicy::scrap}};  // scrap takes only jobs in process
    EXPECT_EQ(Trace(plant, 30).states("S"), "0 processing, 5 setup, 7 repair, 17 setup, 19 processing, 29 starved");
}

TEST(Changeovers, AScrappedJobLeavesTheStationSetForItself) {
    Plant plant = sequence({"A", "B", "B"}, {{"*", "*", 4_min}});
    plant.stations[0].breakdowns = {
        {.dated = {{.at = 10_min, .repair = 2_min}}, .job = JobPolicy::scrap}};  // in process on B since 9
    EXPECT_EQ(Trace(plant, 20).states("S"),
              "0 processing, 5 setup, 9 processing, 10 repair, 12 processing, 17 starved");
}

TEST(Changeovers, OneMayNeedPeopleAndWaitsForThem) {
    // The setter serves S at 5-9; T, done at 6, waits for him and is set up 9-13.
    Plant plant = sequence({}, {});
    plant.sources = {{.name = "a", .always = true, .sequence = {"A", "B"}, .route = "rs"},
                     {.name = "b", .always = true, .sequence = {"A", "B"}, .route = "rt"}};
    plant.stations = {{.name = "S", .cycle = 5_min, .operators = {{.skill = "setter", .phases = {Phase::setup}}}},
                      {.name = "T", .cycle = 6_min, .operators = {{.skill = "setter", .phases = {Phase::setup}}}}};
    plant.routes = {{.name = "rs", .steps = {"S"}}, {.name = "rt", .steps = {"T"}}};
    plant.changeovers = {{.name = "all", .stations = {"S", "T"}, .rules = {{"*", "*", 4_min}}}};
    plant.operators = {{.name = "setter"}};
    const Trace trace(plant, 20);
    EXPECT_EQ(trace.states("S"), "0 processing, 5 setup, 9 processing, 14 starved");
    EXPECT_EQ(trace.states("T"), "0 processing, 6 waiting_for_setup, 9 setup, 13 processing, 19 starved");
}

TEST(Changeovers, BySetupTheStepCountsAndAStepWithoutOneLeavesTheSetting) {
    // One product visits S1 three times: for A, for whatever is set, for B; two jobs, one after the other.
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 2});
    plant.add(Station{.name = "S1", .cycle = 5_min});
    plant.add(Buffer{.name = "B1", .capacity = 1}).add(Buffer{.name = "B2"}).add(Buffer{.name = "B3"});
    plant.add(Route{.name = "r",
                    .steps = {"B1", Step{"S1", {.name = "first", .setup = "A"}}, "B2", Step{"S1", {.name = "second"}},
                              "B3", Step{"S1", {.name = "third", .setup = "B"}}}});
    plant.add(Changeover{.name = "S1", .by = ChangeoverBy::setup, .rules = {{"A", "B", 10_min}, {"B", "A", 20_min}}});
    plant.stations[0].queue = {"fifo"};
    // Job 1 for A 0-5, job 2 for A 5-10; job 1 as it is 10-15, job 2 15-20; then B: 10 min, 30-35, and 35-40.
    EXPECT_EQ(Trace(plant, 200).states("S1"), "0 processing, 20 setup, 30 processing, 40 starved");
    plant.stations[0].initial_setup = "B";
    EXPECT_EQ(Trace(plant, 200).states("S1"), "0 setup, 20 processing, 40 setup, 50 processing, 60 starved");
    // As it is once more, after B, which leaves it for B (30-35, 35-40); then A again: 20 min, 60-65, and 65-70.
    Plant longer = plant;
    longer.stations[0].initial_setup.clear();
    longer.add(Buffer{.name = "B4"});
    longer.routes[0].steps = {"B1", Step{"S1", {.name = "first", .setup = "A"}},
                              "B2", Step{"S1", {.name = "second", .setup = "B"}},
                              "B3", Step{"S1", {.name = "third"}},
                              "B4", Step{"S1", {.name = "fourth", .setup = "A"}}};
    EXPECT_EQ(Trace(longer, 200).states("S1"),
              "0 processing, 10 setup, 20 processing, 40 setup, 60 processing, 70 starved");
    plant.changeovers[0].rules.pop_back();
    EXPECT_NE(faults_of(plant).find("no rule for the change from \"B\" to \"A\""), std::string::npos);
    plant.changeovers.clear();
    plant.stations[0].initial_setup.clear();
    EXPECT_NE(faults_of(plant).find("routes/r/steps/1/setup"), std::string::npos);
}

TEST(Changeovers, BySetupAStationMayBeginWithASettingThatNoStepAsksFor) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 1});
    plant.add(Station{.name = "S1", .cycle = 5_min, .initial_setup = "bare"});
    plant.add(Route{.name = "r", .steps = {Step{"S1", {.setup = "A"}}}});
    plant.add(Changeover{.name = "S1", .by = ChangeoverBy::setup, .rules = {{"bare", "*", 7_min}, {"*", "*", 20_min}}});
    EXPECT_EQ(Trace(plant, 60).states("S1"), "0 setup, 7 processing, 12 starved");
    plant.stations[0].initial_setup = "bear";  // a rule must know it
    EXPECT_NE(faults_of(plant).find("stations/S1/initial_setup"), std::string::npos);
}

}  // namespace
}  // namespace linewright
