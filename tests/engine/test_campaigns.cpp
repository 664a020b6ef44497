// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 9: campaigns.
#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {

/// S, set for A, makes jobs out of X in 5 min each and is changed in 4 min; A is hot.
Plant hot_and_cold(std::vector<Arrival> arrivals, const Campaign& campaign) {
    return {.products = {{.name = "A", .priority = 9}, {.name = "B"}},
            .sources = {{.name = "in", .schedule = std::move(arrivals)}},
            .stations = {{.name = "S", .cycle = 5_min, .initial_setup = "A"}},
            .buffers = {{.name = "X", .queue = {"priority", "fifo"}}},
            .routes = {{.name = "r", .steps = {"X", "S"}}},
            .changeovers = {{.name = "S", .rules = {{"*", "*", 4_min}}, .campaign = campaign}}};
}

TEST(Campaigns, AfterAChangeSoManyJobsAreMadeBeforeAnotherEvenAgainstHotOnes) {
    const std::vector<Arrival> arrivals{{.at = 0_min, .product = "B", .quantity = 4}, {.at = 1_min, .product = "A"}};
    Plant plant = hot_and_cold(arrivals, {.least_jobs = 3});
    // B1 to B3, then the hot job; no other A waits, so that B4 goes on at once.
    EXPECT_EQ(Trace(plant, 40).loads("S"), "B1 B2 B3 A1 B4");
    EXPECT_EQ(Trace(plant, 40).states("S"),
              "0 setup, 4 processing, 19 setup, 23 processing, 28 setup, 32 processing, 37 starved");
    plant.changeovers[0].campaign.reset();
    EXPECT_EQ(Trace(plant, 40).loads("S"), "B1 A1 B2 B3 B4");
}

TEST(Campaigns, BeforeTheFirstChangeThereIsNone) {
    EXPECT_EQ(Trace(hot_and_cold({{.at = 0_min, .product = "A"},
                                  {.at = 1_min, .product = "A"},
                                  {.at = 1_min, .product = "B", .quantity = 2}},
                                 {.least_jobs = 3}),
                    40)
                  .loads("S"),
              "A1 A2 B1 B2");
    Plant plant =
        hot_and_cold({{.at = 0_min, .product = "B"}, {.at = 1_min, .product = "B"}, {.at = 2_min, .product = "A"}},
                     {.least_jobs = 3});
    plant.stations[0].initial_setup.clear();  // set for the first job without a change
    EXPECT_EQ(Trace(plant, 40).loads("S"), "B1 A1 B2");
}

TEST(Campaigns, ALeastTimeCountsTheProcessingOfTheJobs) {
    // 8 min are over with the second job of 5 min.
    EXPECT_EQ(Trace(hot_and_cold({{.at = 0_min, .product = "B", .quantity = 3}, {.at = 1_min, .product = "A"}},
                                 {.least_time = 8_min}),
                    40)
                  .loads("S"),
              "B1 B2 A1 B3");
}

TEST(Campaigns, ReleasedAfterAWaitThePlaceStandsEmptyMeanwhile) {
    std::vector<Arrival> arrivals{{.at = 0_min, .product = "B", .quantity = 2}, {.at = 1_min, .product = "A"}};
    const Campaign campaign{.least_jobs = 3, .release = CampaignRelease::after_wait, .longest_wait = 6_min};
    // B1, B2 from 4 to 14; nobody comes until 20.
    EXPECT_EQ(Trace(hot_and_cold(arrivals, campaign), 40).states("S"),
              "0 setup, 4 processing, 14 starved, 20 setup, 24 processing, 29 starved");
    // A third one comes in time and is the last that must be.
    arrivals.push_back({.at = 18_min, .product = "B"});
    EXPECT_EQ(Trace(hot_and_cold(arrivals, campaign), 40).states("S"),
              "0 setup, 4 processing, 14 starved, 18 processing, 23 setup, 27 processing, 32 starved");
}

TEST(Campaigns, StationsThatShareABufferKeepToTheirOwn) {
    Plant plant =
        hot_and_cold({{.at = 0_min, .product = "B", .quantity = 4}, {.at = 1_min, .product = "A", .quantity = 2}}, {});
    plant.stations.push_back({.name = "T", .cycle = 5_min, .initial_setup = "B"});
    plant.routes[0].steps[1].at = {"S", "T"};
    plant.changeovers[0] = {
        .name = "all", .stations = {"S", "T"}, .rules = {{"*", "*", 4_min}}, .campaign = Campaign{.least_jobs = 3}};
    // T, not changed yet, takes the hot A1 at 5. S stays with B at 9 and at 14, where T has A2.
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.loads("S"), "B1 B3 B4");
    EXPECT_EQ(trace.loads("T"), "B2 A1 A2");
    EXPECT_EQ(trace.states("S"), "0 setup, 4 processing, 19 starved");
    EXPECT_EQ(trace.states("T"), "0 processing, 5 setup, 9 processing, 19 starved");
}

TEST(Campaigns, EachPlaceHasItsOwnAndTheOneThatIsSetForTheJobTakesIt) {
    Plant plant = hot_and_cold({{.at = 0_min, .product = "B", .quantity = 2},
                                {.at = 1_min, .product = "A", .quantity = 2},
                                {.at = 2_min, .product = "B"}},
                               {.least_jobs = 2});
    plant.stations[0].places = 2;
    // Both are changed for B and have made one of two at 9. The first takes B3; then no B waits, and A1 has the second.
    // A2 at 14: the first place is free of its campaign, the second has one of two A at 18. B3 was made by 14.
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.states("S/1"), "0 setup, 4 processing, 14 setup, 18 processing, 23 starved");
    EXPECT_EQ(trace.states("S/2"), "0 setup, 4 processing, 9 setup, 13 processing, 18 starved");
    // One that comes later goes to the place that is set for it, not to the first.
    plant.sources[0].schedule = {
        {.at = 0_min, .product = "A"}, {.at = 0_min, .product = "B"}, {.at = 20_min, .product = "B"}};
    EXPECT_EQ(Trace(plant, 40).states("S/2"), "0 setup, 4 processing, 9 starved, 20 processing, 25 starved");
}

TEST(Campaigns, JobsThatBelongToAnotherPlaceDoNotHoldAPlace) {
    // After its first step each job needs the setting of the other place, and must stay at its own. Neither place has a
    // job of its setting to wait for.
    Plant plant{.products = {{.name = "A"}, {.name = "B"}},
                .stations = {{.name = "S", .cycle = 2_min, .places = 2, .initial_setup = "none"}},
                .buffers = {{.name = "X", .initial = {{.product = "A"}, {.product = "B"}}}, {.name = "Y"}},
                .changeovers = {{.name = "S",
                                 .by = ChangeoverBy::setup,
                                 .rules = {{"none", "*", 1_min}, {"*", "*", 1_min}},
                                 .campaign = Campaign{.least_jobs = 5}}}};
    const auto route = [](const char* product, const char* first, const char* second) {
        return Route{.name = product,
                     .products = {product},
                     .steps = {"X",
                               {"S", {.name = "first", .setup = first}},
                               "Y",
                               {"S", {.name = "second", .setup = second, .same_place_as = "first"}}}};
    };
    plant.add(route("A", "red", "blue")).add(route("B", "blue", "red"));
    EXPECT_EQ(Trace(plant, 20).log("load exit"), rows(R"(
        0 load S/1 A1
        0 load S/2 B1
        3 load S/1 A1
        3 load S/2 B1
        6 exit exit A1
        6 exit exit B1
    )"));
}

TEST(Campaigns, HoldBackWhoStandsOutsideToo) {
    // A waits since 9, B since 0, but only one of three A is made then.
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "a", .always = true, .sequence = {"A", "A", "A"}});
    plant.add(Source{.name = "b", .always = true, .sequence = {"B", "B"}});
    plant.add(Station{.name = "S", .cycle = 5_min, .initial_setup = "B"});
    plant.add(Changeover{.name = "S", .rules = {{"*", "*", 4_min}}});
    EXPECT_EQ(Trace(plant, 60).loads("S"), "A1 A2 B1 A3 B2");
    plant.changeovers[0].campaign = Campaign{.least_jobs = 3};
    EXPECT_EQ(Trace(plant, 60).loads("S"), "A1 A2 A3 B1 B2");
    EXPECT_EQ(Trace(plant, 60).states("S"), "0 setup, 4 processing, 19 setup, 23 processing, 33 starved");
}

TEST(Campaigns, CountTheJobsOfABatchOneByOne) {
    Plant plant =
        hot_and_cold({{.at = 0_min, .product = "B", .quantity = 6}, {.at = 1_min, .product = "A", .quantity = 2}},
                     {.least_jobs = 3});
    plant.stations[0].batch = Batch{.smallest = 2, .largest = 2};
    EXPECT_EQ(Trace(plant, 60).states("S"),
              "0 setup, 4 processing, 14 setup, 18 processing, 23 setup, 27 processing, 32 starved");
}

TEST(Campaigns, GoWithRulesThatSpareChanges) {
    // By priority A would go first, by the setup B: the campaign holds whatever the rule says.
    Plant plant =
        hot_and_cold({{.at = 0_min, .product = "B", .quantity = 4}, {.at = 1_min, .product = "A"}}, {.least_jobs = 2});
    plant.buffers[0].queue = {"same_setup", "priority", "fifo"};
    EXPECT_EQ(Trace(plant, 60).loads("S"), "B1 B2 B3 B4 A1");
    plant.buffers[0].queue = {"priority", "least_setup"};
    EXPECT_EQ(Trace(plant, 60).loads("S"), "B1 B2 A1 B3 B4");
}

TEST(CampaignsRefused, WhatMakesNoSense) {
    const std::vector<Arrival> arrivals{{.at = 0_min, .product = "B"}};
    EXPECT_NE(faults_of(hot_and_cold(arrivals, {})).find("changeovers/S/campaign: asks for one job"),
              std::string::npos);
    EXPECT_NE(faults_of(hot_and_cold(arrivals, {.least_jobs = 0})).find("campaign/least_jobs"), std::string::npos);
    EXPECT_NE(faults_of(hot_and_cold(arrivals, {.least_jobs = 2, .longest_wait = 1_min})).find("campaign/longest_wait"),
              std::string::npos);
    EXPECT_NE(faults_of(hot_and_cold(arrivals, {.least_jobs = 2, .release = CampaignRelease::after_wait}))
                  .find("campaign/longest_wait"),
              std::string::npos);
    Plant plant = hot_and_cold(arrivals, {.least_jobs = 2});
    plant.stations[0].preemption = Preemption::resume;
    EXPECT_NE(faults_of(plant).find("stations/S/preemption: would break a campaign off"), std::string::npos);
}

}  // namespace
}  // namespace linewright
