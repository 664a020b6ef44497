// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 9: what a changeover is made of (steps, cleaning), what is done beside the running station
// or early, and what the first jobs after it are like.
#include "linewright/record/oee.hpp"
#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {

constexpr StepKind internal = StepKind::internal, external = StepKind::external;

/// S makes jobs out of X in 10 min each; a change is heating the next die, 6 min, and clamping it, 2 min.
Plant press(std::vector<Arrival> arrivals, StepKind heating) {
    return {.products = {{.name = "A"}, {.name = "B"}, {.name = "C", .priority = 9}},
            .sources = {{.name = "in", .schedule = std::move(arrivals)}},
            .stations = {{.name = "S", .cycle = 10_min, .initial_setup = "A"}},
            .buffers = {{.name = "X"}},
            .routes = {{.name = "r", .steps = {"X", "S"}}},
            .changeovers = {{.name = "S",
                             .rules = {{.steps = {{.name = "heat", .time = 6_min, .kind = heating},
                                                  {.name = "clamp", .time = 2_min}}}}}}};
}
const std::vector<Arrival> a_and_b{{.at = 0_min, .product = "A"}, {.at = 0_min, .product = "B"}};

/// T keeps somebody of a pool busy from 0 on for so long.
void keep_busy(Plant& plant, const char* skill, Duration time) {
    beside(plant, {.name = "T", .cycle = time, .operators = {{skill}}, .operator_priority = 1}, {0});
    plant.sources[0].route = "r";
}

// -- steps -------------------------------------------------------------------------------------------------------

TEST(Smed, InternalStepsFollowOneAnotherWhileTheStationStands) {
    const Trace trace(press(a_and_b, internal), 40);
    EXPECT_EQ(trace.states("S"), "0 processing, 10 setup, 18 processing, 28 starved");
    EXPECT_EQ(trace.result.stations[0].changeovers, 1U);
}

TEST(Smed, EachStepHasItsOwnPeople) {
    Plant plant = press(a_and_b, internal);
    plant.operators = {{.name = "fitter"}, {.name = "setter"}};
    plant.changeovers[0].rules[0].steps[0].crew = {{"fitter"}};
    plant.changeovers[0].rules[0].steps[1].crew = {{"setter"}};
    const Trace free(plant, 40);
    EXPECT_EQ(free.states("S"), "0 processing, 10 setup, 18 processing, 28 starved");
    EXPECT_EQ(free.result.operators[0].working, Tick{6} * 60'000'000);
    EXPECT_EQ(free.result.operators[1].working, Tick{2} * 60'000'000);
    // The setter is at T until 20: the station waits for him after the heating.
    keep_busy(plant, "setter", 20_min);
    EXPECT_EQ(Trace(plant, 40).states("S"),
              "0 processing, 10 setup, 16 waiting_for_setup, 20 setup, 22 processing, 32 starved");
}

TEST(Smed, TheCrewOfAStepMayBeOfSeveralSizes) {
    // Two heat in half the time, 3 min, beside the press or on it; the station's own operator has no such factor.
    Plant plant = press(a_and_b, internal);
    plant.operators = {{.name = "fitter", .count = 2}, {.name = "operator"}};
    plant.stations[0].operators = {{.skill = "operator", .phases = {Phase::setup, Phase::process}}};
    plant.changeovers[0].rules[0].steps[0].crew = {{.skill = "fitter", .time_factors = {1.0, 0.5}}};
    EXPECT_EQ(Trace(plant, 40).states("S"), "0 processing, 10 setup, 15 processing, 25 starved");
    plant.changeovers[0].rules[0].steps[0].kind = external;
    plant.sources[0].schedule[1].at = 9_min;
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.states("S"), "0 processing, 10 waiting_for_setup, 12 setup, 14 processing, 24 starved");
    EXPECT_EQ(trace.result.operators[0].working, Tick{6} * 60'000'000);
}

TEST(Smed, AStepWithoutACrewIsTheWorkOfTheStationsOwnOperators) {
    Plant plant = press(a_and_b, internal);
    plant.operators = {{.name = "fitter"}, {.name = "setter"}};
    plant.stations[0].operators = {{.skill = "setter", .phases = {Phase::setup}}};
    plant.changeovers[0].rules[0].steps[0].crew = {{"fitter"}};
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.states("S"), "0 processing, 10 setup, 18 processing, 28 starved");
    EXPECT_EQ(trace.result.operators[0].working, Tick{6} * 60'000'000);
    EXPECT_EQ(trace.result.operators[1].working, Tick{2} * 60'000'000);
}

TEST(Smed, ExternalStepsAreDoneBesideTheRunningStation) {
    const Trace trace(press(a_and_b, external), 40);
    EXPECT_EQ(trace.states("S"), "0 processing, 10 setup, 12 processing, 22 starved");
    EXPECT_EQ(trace.result.stations[0].changeovers, 1U);
    Plant all = press(a_and_b, external);
    all.changeovers[0].rules[0].steps[1].kind = external;  // 8 min beside it, none on it
    EXPECT_EQ(Trace(all, 40).states("S"), "0 processing, 20 starved");
}

TEST(Smed, WhatIsNotReadyMakesTheStationWait) {
    // B comes at 7: heating until 13.
    EXPECT_EQ(Trace(press({{.at = 0_min, .product = "A"}, {.at = 7_min, .product = "B"}}, external), 40).states("S"),
              "0 processing, 10 waiting_for_setup, 13 setup, 15 processing, 25 starved");
    // Nothing is known before B comes to the idle station.
    EXPECT_EQ(Trace(press({{.at = 0_min, .product = "A"}, {.at = 20_min, .product = "B"}}, external), 40).states("S"),
              "0 processing, 10 starved, 20 waiting_for_setup, 26 setup, 28 processing, 38 starved");
}

TEST(Smed, ExternalStepsWaitForTheirPeople) {
    Plant plant = press(a_and_b, external);
    plant.operators = {{.name = "setter"}};
    plant.changeovers[0].rules[0].steps[0].crew = {{"setter"}};
    EXPECT_EQ(Trace(plant, 40).states("S"), "0 processing, 10 setup, 12 processing, 22 starved");
    keep_busy(plant, "setter", 8_min);
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.states("S"), "0 processing, 10 waiting_for_setup, 14 setup, 16 processing, 26 starved");
    EXPECT_EQ(trace.result.operators[0].working, Tick{14} * 60'000'000);
}

TEST(Smed, TheReservedJobKeepsItsPlaceInTheBufferAndItsTurn) {
    std::vector<Arrival> arrivals = a_and_b;
    arrivals.push_back({.at = 1_min, .product = "C"});
    Plant plant = press(arrivals, external);
    plant.buffers[0].capacity = 2;
    plant.buffers[0].queue = {"priority", "fifo"};
    const Trace early(plant, 5);
    EXPECT_EQ(early.sim.content(BufferId{0}), 2);
    EXPECT_EQ(Trace(plant, 60).loads("S"), "A1 B1 C1");
    EXPECT_EQ(Trace(plant, 60).states("S"),
              "0 processing, 10 setup, 12 processing, 22 setup, 24 processing, 34 starved");
    // Where nothing is done beside it nothing is reserved.
    plant.changeovers[0].rules[0].steps[0].kind = internal;
    EXPECT_EQ(Trace(plant, 60).loads("S"), "A1 C1 B1");
}

TEST(Smed, NobodyElseTakesTheReservedJob) {
    // B1 waits for S from 0 on, B2 comes later and is for U.
    Plant plant = press(
        {{.at = 0_min, .product = "A", .quantity = 2}, {.at = 0_min, .product = "B"}, {.at = 1_min, .product = "B"}},
        external);
    plant.stations.push_back({.name = "U", .cycle = 4_min, .initial_setup = "B"});
    plant.routes[0].steps[1].at = {"S", "U"};
    plant.changeovers[0].stations = {"S", "U"};
    const Trace trace(plant, 60);
    EXPECT_EQ(trace.loads("S"), "A1 B1");
    EXPECT_EQ(trace.loads("U"), "A2 B2");
    EXPECT_EQ(trace.states("S"), "0 processing, 10 setup, 12 processing, 22 starved");
    // U: heated for A2 while it stands, 0-6, then 2 min; B2 is known from 8 on, and heated for until 14.
    EXPECT_EQ(trace.states("U"),
              "0 waiting_for_setup, 6 setup, 8 processing, 12 waiting_for_setup, 14 setup, 16 processing, 20 starved");
}

TEST(Smed, EachPlaceHasItsOwnNextJob) {
    Plant plant =
        press({{.at = 0_min, .product = "A", .quantity = 2}, {.at = 0_min, .product = "B", .quantity = 2}}, external);
    plant.stations[0].places = 2;
    plant.operators = {{.name = "setter"}};
    plant.changeovers[0].rules[0].steps[0].crew = {{"setter"}};
    const Trace trace(plant, 60);
    EXPECT_EQ(trace.states("S/1"), "0 processing, 10 setup, 12 processing, 22 starved");
    EXPECT_EQ(trace.states("S/2"), "0 processing, 10 waiting_for_setup, 12 setup, 14 processing, 24 starved");
}

TEST(Smed, ABreakdownOfTheStationDoesNotStopWhatIsDoneBesideIt) {
    Plant plant = press(a_and_b, external);
    plant.stations[0].breakdowns = {{.dated = {{.at = 2_min, .repair = 10_min}}}};
    EXPECT_EQ(Trace(plant, 60).states("S"),
              "0 processing, 2 repair, 12 processing, 20 setup, 22 processing, 32 starved");
    // While it waits: ready at 13, repaired at 16.
    plant = press({{.at = 0_min, .product = "A"}, {.at = 7_min, .product = "B"}}, external);
    plant.stations[0].breakdowns = {{.dated = {{.at = 11_min, .repair = 5_min}}}};
    EXPECT_EQ(Trace(plant, 60).states("S"),
              "0 processing, 10 waiting_for_setup, 11 repair, 16 setup, 18 processing, 28 starved");
    // Repaired at 12, ready at 13.
    plant.stations[0].breakdowns = {{.dated = {{.at = 11_min, .repair = 1_min}}}};
    EXPECT_EQ(
        Trace(plant, 60).states("S"),
        "0 processing, 10 waiting_for_setup, 11 repair, 12 waiting_for_setup, 13 setup, 15 processing, 25 starved");
}

TEST(Smed, NorDoesTheEndOfItsShiftButThatOfItsPeopleDoes) {
    Plant plant = press(a_and_b, external);
    plant.add(ShiftCalendar{.name = "hours", .spans = {{.from = 4_min, .to = 9_min, .as = Presence::off}}});
    plant.stations[0].calendar = "hours";
    EXPECT_EQ(Trace(plant, 60).states("S"),
              "0 processing, 4 off_shift, 9 processing, 15 setup, 17 processing, 27 starved");
    plant.stations[0].calendar.clear();
    plant.operators = {{.name = "setter", .calendar = "hours"}};
    plant.changeovers[0].rules[0].steps[0].crew = {{"setter"}};
    EXPECT_EQ(Trace(plant, 60).states("S"), "0 processing, 10 waiting_for_setup, 11 setup, 13 processing, 23 starved");
}

TEST(Smed, WithCampaignsTheNextJobIsOneThatMayFollow) {
    Plant plant = press({{.at = 0_min, .product = "B", .quantity = 3}, {.at = 1_min, .product = "C"}}, external);
    plant.buffers[0].queue = {"priority", "fifo"};
    plant.changeovers[0].campaign = Campaign{.least_jobs = 2};
    // C is heated for from the second B on, the third B beside C, as no other C waits.
    const Trace trace(plant, 80);
    EXPECT_EQ(trace.loads("S"), "B1 B2 C1 B3");
    EXPECT_EQ(
        trace.states("S"),
        "0 waiting_for_setup, 6 setup, 8 processing, 28 setup, 30 processing, 40 setup, 42 processing, 52 starved");
}

TEST(Smed, LeastSetupCountsWhatTheStationStandsFor) {
    // To B 3 min internal and 9 beside it, to C 4 min: B goes first, in either way of telling its 3 min.
    Plant plant =
        press({{.at = 0_min, .product = "A"}, {.at = 1_min, .product = "C"}, {.at = 2_min, .product = "B"}}, external);
    plant.buffers[0].queue = {"least_setup"};
    plant.changeovers[0].rules = {
        {.to = "B", .steps = {{.name = "heat", .time = 9_min, .kind = external}, {.name = "clamp", .time = 3_min}}},
        {.to = "C", .time = 4_min},
        {.to = "A", .time = 4_min}};
    EXPECT_EQ(Trace(plant, 60).loads("S"), "A1 B1 C1");
    plant.changeovers[0].rules[0].steps[0].kind = internal;
    EXPECT_EQ(Trace(plant, 60).loads("S"), "A1 C1 B1");
}

// -- cleaning ----------------------------------------------------------------------------------------------------

TEST(Cleaning, IsMadeAfterSoManyJobsOfOneSettingBeforeTheNext) {
    Plant plant = press({{.at = 0_min, .product = "A", .quantity = 5}}, internal);
    plant.changeovers[0].cleaning = Cleaning{.time = 3_min, .after_jobs = 2};
    const Trace trace(plant, 80);
    EXPECT_EQ(trace.states("S"), "0 processing, 20 setup, 23 processing, 43 setup, 46 processing, 56 starved");
    EXPECT_EQ(trace.result.stations[0].cleanings, std::optional<std::uint64_t>{2});
    EXPECT_EQ(trace.result.stations[0].changeovers, 0U);
}

TEST(Cleaning, OrAfterSoMuchOfTheirWork) {
    Plant plant = press({{.at = 0_min, .product = "A", .quantity = 3}}, internal);
    plant.changeovers[0].cleaning = Cleaning{.time = 3_min, .after_jobs = 5, .after_time = 15_min};
    EXPECT_EQ(Trace(plant, 80).states("S"), "0 processing, 20 setup, 23 processing, 33 starved");
}

TEST(Cleaning, AChangeEndsTheRunAndIsCleanedForWhereItIsTold) {
    Plant plant = press({{.at = 0_min, .product = "A"}, {.at = 0_min, .product = "B", .quantity = 2}}, internal);
    plant.changeovers[0].cleaning = Cleaning{.time = 3_min, .after_jobs = 2};
    EXPECT_EQ(Trace(plant, 80).states("S"), "0 processing, 10 setup, 18 processing, 38 starved");
    plant.changeovers[0].cleaning->at_change = true;
    EXPECT_EQ(Trace(plant, 80).states("S"), "0 processing, 10 setup, 21 processing, 41 starved");
    EXPECT_EQ(Trace(plant, 80).result.stations[0].cleanings, std::optional<std::uint64_t>{1});
}

TEST(Cleaning, HasItsOwnPeopleAndGoesBesideWhatIsPrepared) {
    Plant plant = press({{.at = 0_min, .product = "A"}, {.at = 6_min, .product = "B"}}, external);
    plant.operators = {{.name = "cleaner"}};
    plant.changeovers[0].cleaning = Cleaning{.time = 3_min, .at_change = true, .crew = {{"cleaner"}}};
    // Heated until 12, cleaned from 10 to 13, clamped.
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.states("S"), "0 processing, 10 setup, 15 processing, 25 starved");
    EXPECT_EQ(trace.result.operators[0].working, Tick{3} * 60'000'000);
    // Cleaned at once, heated until 16.
    plant.sources[0].schedule[1].at = 10_min;
    EXPECT_EQ(Trace(plant, 40).states("S"),
              "0 processing, 10 setup, 13 waiting_for_setup, 16 setup, 18 processing, 28 starved");
}

// -- the first jobs ----------------------------------------------------------------------------------------------

TEST(FirstJobs, AreScrapAndCountWhereTheyArise) {
    Plant plant = press({{.at = 0_min, .product = "A"}, {.at = 0_min, .product = "B", .quantity = 3}}, internal);
    plant.changeovers[0].first_jobs = FirstJobs{.jobs = 2, .scrap = true};
    plant.stations[0].ideal_cycle = 10_min;
    const Trace trace(plant, 60);
    const StationResult& station = trace.result.stations[0];
    EXPECT_EQ(trace.log("exit scrap"), rows("10 exit exit A1 \n 28 scrap B1 \n 38 scrap B2 \n 48 exit exit B3"));
    EXPECT_EQ(station.made, 4U);
    EXPECT_EQ(station.defects, 2U);
    EXPECT_EQ(station.scrapped, 2U);
    EXPECT_EQ(trace.result.products[1].scrapped, 2U);
    const auto figure = oee(station, OeeProfile::iso22400);
    ASSERT_TRUE(figure);
    EXPECT_EQ(figure->quality, 0.5);
}

TEST(FirstJobs, AreSlow) {
    Plant plant = press({{.at = 0_min, .product = "A"}, {.at = 0_min, .product = "B", .quantity = 3}}, internal);
    plant.changeovers[0].first_jobs = FirstJobs{.jobs = 2, .time_factor = 1.5};
    EXPECT_EQ(Trace(plant, 80).log("exit"),
              rows("10 exit exit A1 \n 33 exit exit B1 \n 48 exit exit B2 \n 58 exit exit B3"));
}

TEST(FirstJobs, OfABatchAreAllOrNone) {
    Plant plant = press({{.at = 0_min, .product = "B", .quantity = 4}}, internal);
    plant.stations[0].batch = Batch{.smallest = 2, .largest = 2};
    plant.changeovers[0].first_jobs = FirstJobs{.jobs = 1, .scrap = true, .time_factor = 2.0};
    const Trace trace(plant, 60);
    EXPECT_EQ(trace.log("exit scrap"), rows("28 scrap B1 \n 28 scrap B2 \n 38 exit exit B3 \n 38 exit exit B4"));
    EXPECT_EQ(trace.result.stations[0].defects, 2U);
}

// -- early -------------------------------------------------------------------------------------------------------

/// P hands A and B to S over a way of 6 min; S takes 2 min, its changeover 4.
Plant over_a_way() {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .always = true, .sequence = {"A", "B"}});
    plant.add(Station{.name = "P", .cycle = 5_min}).add(Station{.name = "S", .cycle = 2_min});
    plant.add(Buffer{.name = "X"});
    plant.add(Route{.name = "r", .steps = {"P", Step{"X", {.transfer = 6_min}}, "S"}});
    plant.add(Changeover{.name = "S", .rules = {{"*", "*", 4_min}}});
    return plant;
}

TEST(Early, AnIdleStationIsChangedOverForTheJobThatIsOnItsWay) {
    Plant plant = over_a_way();  // A is there at 11, B at 16
    EXPECT_EQ(Trace(plant, 40).states("S"),
              "0 starved, 11 processing, 13 starved, 16 setup, 20 processing, 22 starved");
    plant.changeovers[0].early = true;
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.states("S"), "0 starved, 11 processing, 13 setup, 17 processing, 19 starved");
    EXPECT_EQ(trace.result.stations[1].changeovers, 1U);
    const Trace before(plant, 15);
    EXPECT_FALSE(before.sim.place(PlaceId{1}).has_job);
    EXPECT_EQ(before.sim.place(PlaceId{1}).state, State::setup);
}

TEST(Early, ItsPlaceOfItsOwnIsTakenWhenItIsDone) {
    Plant plant = over_a_way();
    plant.routes[0].steps = {"P", Step{"S", {.transfer = 6_min}}};
    plant.changeovers[0].early = true;
    // S takes A at 11 and is free at 13: only then B, finished at 10, sets out; it is there at 19, S ready at 17.
    EXPECT_EQ(Trace(plant, 40).states("S"),
              "0 starved, 11 processing, 13 setup, 17 starved, 19 processing, 21 starved");
    plant.changeovers[0].rules[0].time = 8_min;
    EXPECT_EQ(Trace(plant, 40).states("S"), "0 starved, 11 processing, 13 setup, 21 processing, 23 starved");
}

TEST(Early, GoesOnAfterABreakdownAndAShiftsEnd) {
    Plant plant = over_a_way();
    plant.changeovers[0].early = true;
    plant.stations[1].breakdowns = {{.dated = {{.at = 14_min, .repair = 3_min}}}};
    EXPECT_EQ(Trace(plant, 40).states("S"),
              "0 starved, 11 processing, 13 setup, 14 repair, 17 setup, 20 processing, 22 starved");
    plant.stations[1].breakdowns.clear();
    plant.add(ShiftCalendar{.name = "hours", .spans = {{.from = 15_min, .to = 25_min, .as = Presence::off}}});
    plant.stations[1].calendar = "hours";
    for (const ShiftEnd policy : {ShiftEnd::suspend, ShiftEnd::finish_job}) {
        plant.stations[1].at_shift_end = policy;  // without a job there is none to finish
        EXPECT_EQ(Trace(plant, 40).states("S"),
                  "0 starved, 11 processing, 13 setup, 15 off_shift, 25 setup, 27 processing, 29 starved");
    }
}

TEST(Early, MayNeedPeople) {
    Plant plant = over_a_way();
    plant.changeovers[0].early = true;
    plant.stations[1].operators = {{.skill = "setter", .phases = {Phase::setup}}};
    plant.operators = {{.name = "setter"}};
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.states("S"), "0 starved, 11 processing, 13 setup, 17 processing, 19 starved");
    EXPECT_EQ(trace.result.operators[0].working, Tick{4} * 60'000'000);
}

// -- what is refused ---------------------------------------------------------------------------------------------

TEST(SmedRefused, WhatMakesNoSense) {
    const auto refused = [&](auto change, const char* fault) {
        Plant plant = press(a_and_b, external);
        change(plant);
        EXPECT_NE(faults_of(plant).find(fault), std::string::npos) << faults_of(plant);
    };
    refused([](Plant& p) { p.changeovers[0].rules[0].time = 3_min; }, "changeovers/S/rules/0/time: is given beside");
    refused([](Plant& p) { p.changeovers[0].rules[0].steps[1].name = "heat"; }, "rules/0/steps/heat: is there twice");
    refused([](Plant& p) { p.changeovers[0].rules[0].steps[1].name.clear(); }, "rules/0/steps/1/name: is empty");
    refused([](Plant& p) { p.changeovers[0].rules[0].steps[0].crew = {{"nobody"}}; }, "steps/heat/crew/0/skill");
    refused([](Plant& p) { p.buffers[0].capacity = 0; }, "stations/S: has external steps");
    refused([](Plant& p) { p.routes[0].steps = {"S"}, p.buffers.clear(); }, "stations/S: has external steps");
    refused([](Plant& p) { p.stations[0].batch = Batch{}; }, "stations/S/batch: is not built together with external");
    refused([](Plant& p) { p.stations[0].preemption = Preemption::resume; }, "stations/S/preemption");
    refused([](Plant& p) { p.changeovers[0].early = true; }, "no job comes to it over a way");
    refused([](Plant& p) { p.changeovers[0].cleaning = Cleaning{.time = 3_min}; }, "S/cleaning: does not say when");
    refused([](Plant& p) { p.changeovers[0].first_jobs = FirstJobs{}; }, "S/first_jobs: are neither scrap nor slow");
    refused([](Plant& p) { p.changeovers[0].first_jobs = FirstJobs{.time_factor = 0.0}; }, "first_jobs/time_factor");
    refused(
        [](Plant& p) {
            p.changeovers[0].first_jobs = FirstJobs{.scrap = true};
            p.stations[0].blocking = Blocking::before_service;
        },
        "stations/S/blocking: before_service reserves");
}
TEST(Smed, APlaceIsPreparedForJobsThatMayComeToItAlone) {
    // The second step is done where the first was: A, come at 10, is T/2's, although T/1 looks first.
    Plant plant;
    for (const char* name : {"B", "A", "C"}) plant.add(Product{.name = name});
    plant.add(Buffer{.name = "Q1", .initial = {{.product = "B"}, {.product = "A"}, {.product = "C"}}})
        .add(Buffer{.name = "Q2"});
    plant.add(Station{.name = "T", .places = 2, .initial_setup = "1"});
    const std::map<std::string, Distribution> first{{"A", 10_min}, {"B", 30_min}, {"C", 10_min}};
    plant.add(Route{.name = "r",
                    .steps = {"Q1",
                              {"T", {.name = "first", .cycle = first, .setup = "1"}},
                              "Q2",
                              {"T", {.name = "second", .cycle = 10_min, .setup = "2", .same_place_as = "first"}}}});
    plant.changeovers = {
        {.name = "T",
         .by = ChangeoverBy::setup,
         .rules = {{.steps = {{.name = "heat", .time = 6_min, .kind = external}, {.name = "clamp", .time = 2_min}}}}}};
    EXPECT_EQ(Trace(plant, 60).log("load exit"), rows(R"(
        0 load T/1 B1
        0 load T/2 A1
        10 load T/2 C1
        20 load T/2 A1
        30 load T/1 B1
        32 exit exit A1
        32 load T/2 C1
        42 exit exit C1
        48 exit exit B1
    )"));
}

}  // namespace
}  // namespace linewright
