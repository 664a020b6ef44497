// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 11: loops of cards.
#include "trace.hpp"

namespace linewright {
namespace {

TEST(Cards, ConwipReleasesAJobWhenOneLeavesThePlant) {
    const Plant plant{.sources = {always("in")},
                      .stations = {{.name = "S1", .cycle = 2_min}, {.name = "S2", .cycle = 5_min}},
                      .buffers = {{.name = "X"}},
                      .routes = {{.name = "r", .steps = {"S1", "X", "S2"}}},
                      .cards = {{.name = "conwip", .cards = 2}}};
    const Trace trace(plant, 13);
    EXPECT_EQ(trace.log("release exit"), rows("0 release in job1\n 2 release in job2\n 7 exit exit job1\n 7 release in "
                                              "job3\n 12 exit exit job2\n 12 release in job4"));
    EXPECT_EQ(trace.states("S1"), "0 processing, 4 waiting_for_card, 7 processing, 9 waiting_for_card, 12 processing");
    EXPECT_EQ(trace.states("S2"), "0 starved, 2 processing");
}

TEST(Cards, AKanbanCardFreesWhenAStationOutsideTheLoopLoadsTheJob) {
    // The loop is X and S2; job1 stands in Y, outside, only for an instant, job2 from 12 to 15 and keeps its card
    // there.
    const Plant plant{
        .sources = {always("in")},
        .stations = {{.name = "S1", .cycle = 2_min}, {.name = "S2", .cycle = 5_min}, {.name = "S3", .cycle = 8_min}},
        .buffers = {{.name = "X"}, {.name = "Y"}},
        .routes = {{.name = "r", .steps = {"S1", "X", "S2", "Y", "S3"}}},
        .cards = {{.name = "K", .cards = 1, .members = {"X", "S2"}}}};
    const Trace trace(plant, 16);
    EXPECT_EQ(trace.log("enter load"), rows(R"(
        0 load S1 job1
        2 enter X job1
        2 load S2 job1
        2 load S1 job2
        7 enter Y job1
        7 load S3 job1
        7 enter X job2
        7 load S2 job2
        7 load S1 job3
        12 enter Y job2
        15 load S3 job2
        15 enter X job3
        15 load S2 job3
        15 load S1 job4
    )"));
    EXPECT_EQ(trace.states("S1"), "0 processing, 4 waiting_for_card, 7 processing, 9 waiting_for_card, 15 processing");
}

TEST(Cards, PlaceAndCardAreTakenTogetherAndOnlyTheCardAloneCountsAsWaitingForACard) {
    // From 7 S1 lacks both a place in X and a card: blocked. At 11 X is empty again, but job2 in Y and job3 on S2 have
    // the cards.
    const Plant plant{
        .sources = {always("in")},
        .stations = {{.name = "S1", .cycle = 1_min}, {.name = "S2", .cycle = 5_min}, {.name = "S3", .cycle = 20_min}},
        .buffers = {{.name = "X", .capacity = 1}, {.name = "Y"}},
        .routes = {{.name = "r", .steps = {"S1", "X", "S2", "Y", "S3"}}},
        .cards = {{.name = "K", .cards = 2, .members = {"X", "S2"}}}};
    const Trace trace(plant, 27);
    EXPECT_EQ(trace.states("S1"),
              "0 processing, 3 blocked, 6 processing, 7 blocked, 11 waiting_for_card, 26 processing");
}

TEST(Cards, AJobThatWaitsForACardAloneIsBlockedWhenAnotherTakesThePlace) {
    // S1 (loop K) waits for K's card from 2; X has a place. T, which needs no card of K, fills it at 3 and C takes none
    // till 20.
    const Plant plant{
        .products = {{.name = "k"}, {.name = "t"}},
        .sources = {always("ks", "k"), {.name = "ts", .schedule = {{.at = 0_min, .product = "t"}}}},
        .stations = {{.name = "S1", .cycle = 1_min}, {.name = "T", .cycle = 3_min}, {.name = "C", .cycle = 20_min}},
        .buffers = {{.name = "X", .capacity = 1}, {.name = "Y", .capacity = 1}},
        .routes = {{.name = "rk", .products = {"k"}, .steps = {"S1", any({"Y", "X"}), "C"}},
                   {.name = "rt", .products = {"t"}, .steps = {"T", "X", "C"}}},
        .cards = {{.name = "K", .cards = 1, .members = {"Y", "C"}}}};
    // k1 takes Y and the card at 1 and is on C 1-21; k2, done at 2, goes into X (outside the loop); k3, done at 3,
    // finds X full and Y without a card: it could enter Y if it had one.
    const Trace trace(plant, 21);
    EXPECT_EQ(trace.states("S1"), "0 processing, 3 waiting_for_card");
    EXPECT_EQ(trace.states("T"), "0 processing, 3 blocked");
}

TEST(Cards, AStationInALoopWithoutItsBufferLoadsOnlyWithACard) {
    // The loop is S2 alone; jobs wait in X without cards. job1's card stays with it in Y until S3 loads it.
    const Plant plant{.sources = {{.name = "in", .schedule = {{.at = 0_min, .quantity = 3}}}},
                      .stations = {{.name = "S2", .cycle = 2_min}, {.name = "S3", .cycle = 5_min}},
                      .buffers = {{.name = "X"}, {.name = "Y"}},
                      .routes = {{.name = "r", .steps = {"X", "S2", "Y", "S3"}}},
                      .cards = {{.name = "K", .cards = 1, .members = {"S2"}}}};
    const Trace trace(plant, 20);
    EXPECT_EQ(trace.states("S2"), "0 processing, 4 waiting_for_card, 7 processing, 9 starved");
    EXPECT_EQ(
        trace.log("load"),
        rows("0 load S2 job1\n 2 load S3 job1\n 2 load S2 job2\n 7 load S3 job2\n 7 load S2 job3\n 12 load S3 job3"));
}

TEST(Cards, ACardServesThoseWhoWaitFirstThenDownstreamFirst) {
    // One card for both lines (the loop is X and C). a2 waits since 4, b2 since 6: at each exit the one who waits
    // longest.
    const Plant plant{
        .products = {{.name = "a"}, {.name = "b"}},
        .sources = {always("as", "a"), always("bs", "b")},
        .stations = {{.name = "B", .cycle = 3_min}, {.name = "A", .cycle = 2_min}, {.name = "C", .cycle = 10_min}},
        .buffers = {{.name = "X"}},
        .routes = {{.name = "ra", .products = {"a"}, .steps = {"A", "X", "C"}},
                   {.name = "rb", .products = {"b"}, .steps = {"B", "X", "C"}}},
        .cards = {{.name = "K", .cards = 1, .members = {"X", "C"}}}};
    // a1 2-12; b1 waits since 3, a2 since 4; then b2 since 15, a3 since 24: 12 b1, 22 a2, 32 b2, 42 a3.
    EXPECT_EQ(Trace(plant, 43).loads("C"), "a1 b1 a2 b2 a3");
}

TEST(Cards, NobodyTakesACardPastThoseWhoWaitForIt) {
    // At 10 d1 leaves D with the card, and a1, finished at 10 further upstream, looks for one; b1 has waited since 1.
    Plant plant{.products = {{.name = "a"}, {.name = "b"}, {.name = "d"}},
                .sources = {{.name = "as", .products = {{"a"}}, .always = true, .count = 1},
                            {.name = "bs", .products = {{"b"}}, .always = true, .count = 1},
                            {.name = "ds", .products = {{"d"}}, .always = true, .count = 1}},
                .stations = {{.name = "A0", .cycle = 5_min},
                             {.name = "A", .cycle = 5_min},
                             {.name = "B", .cycle = 1_min},
                             {.name = "D0", .cycle = 2_min},
                             {.name = "D1", .cycle = 3_min},
                             {.name = "D", .cycle = 5_min},
                             {.name = "C", .cycle = 2_min}},
                .buffers = {{.name = "X"}},
                .routes = {{.name = "ra", .products = {"a"}, .steps = {"A0", "A", "X", "C"}},
                           {.name = "rb", .products = {"b"}, .steps = {"B", "X", "C"}},
                           {.name = "rd", .products = {"d"}, .steps = {"D0", "D1", "D"}}},
                .cards = {{.name = "K", .cards = 1, .members = {"X", "C", "D0", "D1", "D"}}}};
    EXPECT_EQ(Trace(plant, 20).log("load"), rows(R"(
        0 load A0 a1
        0 load B b1
        0 load D0 d1
        2 load D1 d1
        5 load D d1
        5 load A a1
        10 load C b1
        12 load C a1
    )"));
}

TEST(Cards, ScrapFreesACard) {
    const Plant plant{
        .sources = {always("in")},
        .stations = {{.name = "S",
                      .cycle = 10_min,
                      .breakdowns = {{.dated = {{.at = 4_min, .repair = 1_min}}, .job = JobPolicy::scrap}}}},
        .cards = {{.name = "K", .cards = 1}}};
    EXPECT_EQ(Trace(plant, 14).log("release scrap"), rows("0 release in job1\n 4 scrap job1\n 5 release in job2"));
}

TEST(Cards, AnAssemblyFreesTheCardsOfItsComponents) {
    // Each component needs a card of K to stand in P or Q; A assembles outside the loop.
    const Plant plant{
        .products = {{.name = "kit"}, {.name = "p"}, {.name = "q"}},
        .sources = {always("ps", "p"), always("qs", "q")},
        .stations = {{.name = "SP", .cycle = 3_min},
                     {.name = "SQ", .cycle = 4_min},
                     {.name = "A", .cycle = 1_min, .assembly = Assembly{.components = {{"P"}, {"Q"}}, .makes = "kit"}}},
        .buffers = {{.name = "P"}, {.name = "Q"}},
        .routes = {{.name = "rp", .products = {"p"}, .steps = {"SP", "P"}},
                   {.name = "rq", .products = {"q"}, .steps = {"SQ", "Q"}},
                   {.name = "rk", .products = {"kit"}, .steps = {"A"}}},
        .cards = {{.name = "K", .cards = 2, .members = {"P", "Q"}}}};
    const Trace trace(plant, 12);
    // p1 3, q1 4: assembled at 4. p2, done at 6, takes a card; q2 at 8 takes the other; assembled at 8.
    EXPECT_EQ(trace.loads("A"), "kit1 kit2");
    EXPECT_EQ(trace.log("enter"), rows("3 enter P p1\n 4 enter Q q1\n 6 enter P p2\n 8 enter Q q2\n 9 enter P p3"));
}

/// S2 rejects every job once: it is reworked, the second time scrapped.
Plant rejecting() {
    Plant plant{
        .sources = {{.name = "in", .schedule = {{.at = 0_min, .quantity = 2}}}},
        .stations = {{.name = "S1", .cycle = 2_min},
                     {.name = "W", .cycle = 4_min},
                     {.name = "S2", .cycle = 3_min, .inspection = Inspection{.false_alarm = 1.0, .rework = "W"}}},
        .buffers = {{.name = "X"}},
        .routes = {{.name = "r", .steps = {Step("S1", {.to = {{"X"}}}), Step("W", {.to = {{"X"}}}), "X", "S2"}}},
        .cards = {{.name = "K", .cards = 1, .members = {"X", "S2"}}}};
    return plant;
}

TEST(Cards, ReworkKeepsItsCardAlsoOutsideTheLoop) {
    // job1: S2 2-5, rework on W 5-9, S2 9-12, scrapped. W stands outside the loop, yet job2 waits for the card till 12.
    const Trace trace(rejecting(), 25);
    EXPECT_EQ(trace.log("load scrap"), rows(R"(
        0 load S1 job1
        2 load S2 job1
        2 load S1 job2
        5 load W job1
        9 load S2 job1
        12 scrap job1
        12 load S2 job2
        15 load W job2
        19 load S2 job2
        22 scrap job2
    )"));
    EXPECT_EQ(trace.states("S1"), "0 processing, 4 waiting_for_card, 12 starved");
}

TEST(Cards, AJobThatHasACardPassesOneThatHasNone) {
    // The loop is S2 alone; job1, rejected, stands behind job2 in X with the only card.
    Plant plant = rejecting();
    plant.stations[2].inspection->rework = "X";
    plant.stations.erase(plant.stations.begin() + 1);
    plant.routes[0].steps = {"S1", "X", "S2"};
    plant.cards[0].members = {"S2"};
    EXPECT_EQ(Trace(plant, 25).log("load scrap"), rows(R"(
        0 load S1 job1
        2 load S2 job1
        2 load S1 job2
        5 load S2 job1
        8 scrap job1
        8 load S2 job2
        11 load S2 job2
        14 scrap job2
    )"));
}

TEST(Cards, OfAMagazineAreFreeAgainTogether) {
    Plant plant;
    plant.add(always("in")).add(Station{.name = "S1", .cycle = 1_min}).add(Station{.name = "S2", .cycle = 3_min});
    plant.add(Buffer{.name = "B"}).add(Route{.name = "r", .steps = {"S1", "B", "S2"}});
    plant.add(CardLoop{.name = "magazine", .cards = 2, .members = {"B", "S2"}, .returned = CardReturn::together});
    // Two go in at 1 and 2 and leave at 4 and 7; only then the next two may.
    const Trace t(plant, 18);
    EXPECT_EQ(t.states("S1"),
              "0 processing, 3 waiting_for_card, 7 processing, 9 waiting_for_card, 13 processing, 15 waiting_for_card");
    EXPECT_EQ(t.log("enter"), rows(R"(
        1 enter B job1
        2 enter B job2
        7 enter B job3
        8 enter B job4
        13 enter B job5
        14 enter B job6
    )"));
}

}  // namespace
}  // namespace linewright
