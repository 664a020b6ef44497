// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 2: the order of what is due at one instant, and who comes first when the plant settles.
#include "trace.hpp"

namespace linewright {
namespace {

TEST(Instant, CompletionsComeBeforeRepairsAndOfOneClassThePlantsOrderCounts) {
    const Plant plant{.products = {{.name = "a"}, {.name = "b"}, {.name = "c"}},
                      .sources = {{.name = "as", .products = {{"a"}}, .always = true, .count = 1},
                                  {.name = "bs", .products = {{"b"}}, .always = true, .count = 1},
                                  {.name = "cs", .products = {{"c"}}, .always = true, .count = 1}},
                      .stations = {{.name = "A", .cycle = 9_min, .breakdowns = {{.dated = {{2_min, 3_min}}}}},
                                   {.name = "B", .cycle = 5_min},
                                   {.name = "C", .cycle = 5_min}},
                      .routes = {{.name = "ra", .products = {"a"}, .steps = {"A"}},
                                 {.name = "rb", .products = {"b"}, .steps = {"B"}},
                                 {.name = "rc", .products = {"c"}, .steps = {"C"}}}};
    EXPECT_EQ(Trace(plant, 9).log("finish repair_end"), rows(R"(
        5 finish B b1
        5 finish C c1
        5 repair_end A
    )"));
}

TEST(Instant, ADateAtTheEndOfARepairComesAfterIt) {
    const Plant plant{
        .sources = {{.name = "in", .schedule = {{.at = 20_min}}}},
        .stations = {{.name = "S", .cycle = 1_min, .breakdowns = {{.dated = {{2_min, 3_min}, {5_min, 4_min}}}}}}};
    const Trace trace(plant, 12);
    EXPECT_EQ(trace.log(), rows(R"(
        2 fail S
        2 repair_start S
        5 repair_end S
        5 fail S
        5 repair_start S
        9 repair_end S
    )"));
    EXPECT_EQ(trace.states("S"), "0 starved, 2 repair, 9 starved");
}

TEST(Instant, WhoComesIsThereBeforeWhoGoes) {
    // At 10 the late shift comes before the early one goes: the one who is idle goes, and the work isn't broken off.
    // The calendars are named against their order, so that it isn't their order that settles it.
    Plant plant{
        .sources = {{.name = "in", .always = true, .count = 1}},
        .stations = {{.name = "S", .cycle = 20_min, .operators = {{"man"}}}},
        .operators = {
            {.name = "man", .count = 2, .attendance = {{"early", 1}, {"late", 1}}, .at_shift_end = ShiftEnd::restart}}};
    plant.add(ShiftCalendar{.name = "early", .spans = {{10_min, 100_min, Presence::off}}});
    plant.add(ShiftCalendar{.name = "late", .spans = {{0_min, 10_min, Presence::off}}});
    EXPECT_EQ(Trace(plant, 50).log("start finish"), rows("0 start S job1\n 20 finish S job1"));
}

TEST(Instant, AllThatIsDueIsTakenBeforeThePlantSettles) {
    const Plant plant{
        .sources = {{.name = "in", .always = true, .count = 1}},
        .stations = {{.name = "A", .cycle = 5_min},
                     {.name = "B", .cycle = 2_min, .breakdowns = {{.dated = {{.at = 5_min, .repair = 3_min}}}}}},
        .buffers = {{.name = "X"}},
        .routes = {{.name = "r", .steps = {"A", "X", "B"}}}};
    // At 5 the job is finished and B breaks down; only then does the job leave, and B loads it when it is repaired.
    EXPECT_EQ(Trace(plant, 11).log("finish fail enter load"), rows(R"(
        0 load A job1
        5 finish A job1
        5 fail B
        5 enter X job1
        8 load B job1
        10 finish B job1
    )"));
}

TEST(Instant, JobsLeaveBeforeStationsLoad) {
    // C is repaired at 6, when `low` has long been waiting and `high` is just finished on A.
    const Plant plant{
        .products = {{.name = "low"}, {.name = "high", .priority = 1}},
        .sources = {{.name = "ls", .products = {{"low"}}, .interarrival = constant(2_min), .count = 1},
                    {.name = "hs", .products = {{"high"}}, .always = true, .count = 1}},
        .stations = {{.name = "A", .cycle = 6_min},
                     {.name = "C", .cycle = 2_min, .breakdowns = {{.dated = {{.at = 1_min, .repair = 5_min}}}}}},
        .buffers = {{.name = "X", .queue = {"priority"}}},
        .routes = {{.name = "rl", .products = {"low"}, .steps = {"X", "C"}},
                   {.name = "rh", .products = {"high"}, .steps = {"A", "X", "C"}}}};
    EXPECT_EQ(Trace(plant, 12).loads("C"), "high1 low1");
}

TEST(Instant, LeavingAndLoadingRepeatUntilNothingMoves) {
    // B is blocked by the full X from 2 on. At 10 C is done and loads from X, then B's job has a place, then B loads.
    const Plant plant{.sources = {always("in")},
                      .stations = {{.name = "B", .cycle = 2_min}, {.name = "C", .cycle = 10_min}},
                      .buffers = {{.name = "X", .capacity = 1, .initial = {{.quantity = 1}}}},
                      .routes = {{.name = "r", .steps = {"B", "X", "C"}}}};
    EXPECT_EQ(Trace(plant, 12).log("load leave"), rows(R"(
        0 load B job2
        0 load C job1
        2 leave B job2
        2 load B job3
        10 leave C job1
        10 load C job2
        10 leave B job3
        10 load B job4
    )"));
}

/// Products a, b, c that come at once, one of each.
Plant three_ways() {
    return {.products = {{.name = "a"}, {.name = "b"}, {.name = "c"}},
            .sources = {{.name = "as", .products = {{"a"}}, .always = true, .count = 1},
                        {.name = "bs", .products = {{"b"}}, .always = true, .count = 1},
                        {.name = "cs", .products = {{"c"}}, .always = true, .count = 1}}};
}

TEST(Instant, WhoComesInTheSameInstantDoesNotPassThoseWhoWait) {
    // R reserves the only place in X before it works; W is done at 4 and waits for it; N is done at 10. Then R breaks
    // down and scraps its job: the place is W's, and N gets it when C has taken W's job out.
    Plant plant = three_ways();
    plant.stations = {{.name = "R",
                       .cycle = 20_min,
                       .breakdowns = {{.dated = {{.at = 10_min, .repair = 5_min}}, .job = JobPolicy::scrap}},
                       .blocking = Blocking::before_service},
                      {.name = "W", .cycle = 4_min},
                      {.name = "P", .cycle = 5_min},
                      {.name = "N", .cycle = 5_min},
                      {.name = "C", .cycle = 30_min}};
    plant.buffers = {{.name = "X", .capacity = 1}};
    plant.routes = {{.name = "ra", .products = {"a"}, .steps = {"R", "X", "C"}},
                    {.name = "rb", .products = {"b"}, .steps = {"W", "X", "C"}},
                    {.name = "rc", .products = {"c"}, .steps = {"P", "N", "X", "C"}}};
    EXPECT_EQ(Trace(plant, 20).log("leave"), rows(R"(
        5 leave P c1
        10 leave R a1
        10 leave W b1
        10 leave N c1
    )"));
}

TEST(Instant, StationsLoadDownstreamFirst) {
    const Plant plant{
        .sources = {{.name = "in", .schedule = {{.at = 50_min}}}},
        .stations = {{.name = "A", .cycle = 2_min}, {.name = "C", .cycle = 2_min}},
        .buffers = {{.name = "V", .initial = {{.quantity = 1}}}, {.name = "X", .initial = {{.quantity = 1}}}},
        .routes = {{.name = "r", .steps = {"V", "A", "X", "C"}}}};
    EXPECT_EQ(Trace(plant, 1).log("load"), rows("0 load C job2\n 0 load A job1"));
}

TEST(Instant, OfThoseWhoWaitSinceOneInstantTheOneFurtherDownstreamGoesFirst) {
    // A (behind P) and B are done at 4, when X is full; its place is free at 10 and at 20.
    Plant plant = three_ways();
    plant.sources[2] = {.name = "cs", .products = {{"c"}}, .interarrival = constant(1_min), .count = 1};
    plant.stations = {{.name = "B", .cycle = 4_min},
                      {.name = "P", .cycle = 2_min},
                      {.name = "A", .cycle = 2_min},
                      {.name = "C", .cycle = 10_min}};
    plant.buffers = {{.name = "X", .capacity = 1, .initial = {{.product = "c"}}}};
    plant.routes = {{.name = "ra", .products = {"a"}, .steps = {"P", "A", "X", "C"}},
                    {.name = "rb", .products = {"b"}, .steps = {"B", "X", "C"}},
                    {.name = "rc", .products = {"c"}, .steps = {"X", "C"}}};
    EXPECT_EQ(Trace(plant, 41).log("leave"), rows(R"(
        2 leave P a1
        10 leave C c1
        10 leave A a1
        20 leave C c2
        20 leave B b1
        30 leave C a1
        40 leave C b1
    )"));
}

TEST(Instant, TheRankOfAStationIsTheLongestWayToIt) {
    // Y stands behind V for a, behind P and Q for c: rank 3. Z stands behind R: rank 2, and is first in the plant. Both
    // are done at 4.
    Plant plant = three_ways();
    plant.sources[2] = {.name = "cs", .schedule = {{.at = 50_min, .product = "c"}}};
    plant.stations = {{.name = "R", .cycle = 2_min}, {.name = "Z", .cycle = 2_min}, {.name = "P", .cycle = 1_min},
                      {.name = "Q", .cycle = 1_min}, {.name = "V", .cycle = 2_min}, {.name = "Y", .cycle = 2_min},
                      {.name = "C", .cycle = 2_min}};
    plant.buffers = {{.name = "X", .capacity = 1}};
    plant.routes = {{.name = "ra", .products = {"a"}, .steps = {"V", "Y", "X", "C"}},
                    {.name = "rb", .products = {"b"}, .steps = {"R", "Z", "X", "C"}},
                    {.name = "rc", .products = {"c"}, .steps = {"P", "Q", "Y", "X", "C"}}};
    EXPECT_EQ(Trace(plant, 10).loads("C"), "a1 b1");
}

TEST(Instant, ALoopCountsAsOneStation) {
    // D stands behind the loop of L1 and L2, E behind F: both have rank 2 and are done at 6, E is first in the plant.
    Plant plant = three_ways();
    plant.sources.pop_back();
    plant.products.pop_back();
    plant.stations = {{.name = "F", .cycle = 4_min},  {.name = "E", .cycle = 2_min}, {.name = "L1", .cycle = 2_min},
                      {.name = "L2", .cycle = 2_min}, {.name = "D", .cycle = 2_min}, {.name = "C", .cycle = 5_min}};
    plant.buffers = {{.name = "M"}, {.name = "X", .capacity = 1}};
    plant.routes = {{.name = "ra",
                     .products = {"a"},
                     .steps = {"M", "L1", Step("L2", {.to = {{"D", 1.0}, {"M", 0.0}}}), "D", "X", "C"}},
                    {.name = "rb", .products = {"b"}, .steps = {"F", "E", "X", "C"}}};
    EXPECT_EQ(Trace(plant, 12).loads("C"), "b1 a1");
}

TEST(Instant, ARequestOfALaterRoundCompetesWithThoseOfTheFirst) {
    // At 20 U and C are done, and U loads its next job. Only when C has loaded can B's job leave into X, and B, further
    // downstream, load too: the one operator goes to B.
    const Plant plant{.sources = {{.name = "in", .schedule = {{.at = 4_min, .quantity = 2}}}},
                      .stations = {{.name = "U", .cycle = 16_min, .operators = {{"op"}}},
                                   {.name = "B", .cycle = 2_min, .operators = {{"op"}}},
                                   {.name = "C", .cycle = 20_min}},
                      .buffers = {{.name = "V", .initial = {{.quantity = 3}}},
                                  {.name = "X", .capacity = 1, .initial = {{.quantity = 1}}}},
                      .routes = {{.name = "r", .steps = {"U", "V", "B", "X", "C"}}},
                      .operators = {{.name = "op"}}};
    EXPECT_EQ(Trace(plant, 23).log("start"), rows(R"(
        0 start C job4
        0 start B job1
        2 start B job2
        4 start U job5
        20 start C job1
        20 start B job3
        22 start U job6
    )"));
}

}  // namespace
}  // namespace linewright
