// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Breakdowns (docs/semantics.md, 5), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include <cmath>

#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

/// One station S that always has a job, and its breakdowns.
Plant machine(Times cycle, std::vector<Breakdown> breakdowns, std::int64_t jobs = 1000) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = jobs});
    plant.add(Station{.name = "S", .cycle = std::move(cycle), .breakdowns = std::move(breakdowns)});
    return plant;
}
Breakdown dated(std::vector<DatedBreakdown> dates, JobPolicy job = JobPolicy::resume) {
    return {.dated = std::move(dates), .job = job};
}
/// Two products, A and B, that come once each in this order to S with two places.
Plant two_places(Distribution a, Distribution b, std::vector<Breakdown> breakdowns) {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .always = true, .sequence = {"A", "B"}});
    plant.add(Station{.name = "S",
                      .cycle = std::map<std::string, Distribution>{{"A", a}, {"B", b}},
                      .places = 2,
                      .breakdowns = std::move(breakdowns)});
    return plant;
}

// -- clocks ------------------------------------------------------------------------------------------------------

TEST(BreakdownClock, BusyTimeCountsFromTheEndOfARepairToTheNextFailure) {
    // Up 7, down 3: fails at 7, is repaired at 10, fails after 7 more minutes of work at 17, and so on.
    const Watch w(machine(5_min, {{.uptime = 7_min, .repair = 3_min}}), 35);
    EXPECT_EQ(w.states("S"),
              "0 processing, 7 repair, 10 processing, 17 repair, 20 processing, 27 repair, 30 processing");
    EXPECT_EQ(w.exits(), "5 13 21 26 34");
    EXPECT_EQ(w.of("S").breakdowns, 3U);
}
TEST(BreakdownClock, BusyTimeStandsWhileTheStationIsStarved) {
    Plant plant = machine(4_min, {{.uptime = 7_min, .repair = 3_min}});
    plant.sources[0] = arrivals("in", {0, 10, 20});
    // 0-4, then 10-13 makes 7: down to 16, 16-17. Then 20-24.
    const Watch w(plant, 40);
    EXPECT_EQ(
        w.states("S"),
        "0 processing, 4 starved, 10 processing, 13 repair, 16 processing, 17 starved, 20 processing, 24 starved");
}
TEST(BreakdownClock, BusyTimeStandsWhileTheStationIsBlockedAndWhileItWaitsForAnOperator) {
    Plant plant = machine(2_min, {{.uptime = 5_min, .repair = 4_min}}, 3);
    plant.add(Station{.name = "next", .cycle = 10_min});
    // S: 0-2, 2-4 blocked to 12, 12-13 makes 5: down to 17, 17-18, blocked to 22.
    const Watch w(plant, 40);
    EXPECT_EQ(w.states("S"),
              "0 processing, 4 blocked, 12 processing, 13 repair, 17 processing, 18 blocked, 22 starved");
    plant = machine(2_min, {{.uptime = 3_min, .repair = 1_min}}, 2);
    plant.stations[0].operators = {{"man"}};
    plant.add(Station{.name = "other", .cycle = 10_min, .operators = {{"man"}}, .operator_priority = 1});
    plant.add(OperatorPool{.name = "man"});
    plant.add(arrivals("in2", {1}, "r2"));
    plant.sources[0].route = "r";
    plant.add(Route{.name = "r", .steps = {"S"}}).add(Route{.name = "r2", .steps = {"other"}});
    // The man goes to the other station at 2 and is back at 12: 12-13 makes 3.
    EXPECT_EQ(Watch(plant, 40).states("S"),
              "0 processing, 2 waiting_for_operator, 12 processing, 13 repair, 14 processing, 15 starved");
}
TEST(BreakdownClock, BusyTimeOfAStationIsTheTimeInWhichAtLeastOnePlaceProcesses) {
    // Both places work from 0; after 3 minutes of either the station fails, not after 1.5.
    const Watch w(two_places(5_min, 5_min, {{.uptime = 3_min, .repair = 2_min}}), 20);
    EXPECT_EQ(w.states("S", 0), "0 processing, 3 repair, 5 processing, 7 starved");
    EXPECT_EQ(w.states("S", 1), "0 processing, 3 repair, 5 processing, 7 starved");
}
TEST(BreakdownClock, BusyTimeOfSeveralPlacesCountsOnceHoweverManyWork) {
    // Both work 0-3; one 10-13; one from 20 on: 7 minutes are up at 21.
    Plant plant = machine(3_min, {{.uptime = 7_min, .repair = 2_min}});
    plant.stations[0].places = 2;
    plant.sources[0] = arrivals("in", {0, 0, 10, 20});
    EXPECT_EQ(Watch(plant, 40).states("S", 0),
              "0 processing, 3 starved, 10 processing, 13 starved, 20 processing, 21 repair, 23 processing, 25 "
              "starved");
}
TEST(BreakdownClock, CalendarTimeRunsAlwaysWhileNotDown) {
    Plant plant = machine(2_min, {{.uptime = 7_min, .repair = 3_min, .clock = BreakdownClock::calendar}});
    plant.sources[0] = arrivals("in", {0});
    const Watch w(plant, 32);
    EXPECT_EQ(w.states("S"),
              "0 processing, 2 starved, 7 repair, 10 starved, 17 repair, 20 starved, 27 repair, 30 starved");
}
TEST(BreakdownClock, CyclesCountFinishedJobsAndStrikeAtTheNextStart) {
    // Three jobs, then the fourth is struck at its start with no work done.
    const Watch w(
        machine(2_min, {{.uptime = Duration{3, Unit::cycles}, .repair = 4_min, .clock = BreakdownClock::cycles}}), 23);
    EXPECT_EQ(w.exits(), "2 4 6 12 14 16 22");
    EXPECT_EQ(w.states("S"), "0 processing, 6 repair, 10 processing, 16 repair, 20 processing");
    EXPECT_EQ(w.times(Happening::load, "S"), "0 2 4 6 12 14 16 22");
}
TEST(BreakdownClock, CycleCountsAreRoundedUp) {
    for (const double cycles : {2.0001, 2.5, 2.9999, 3.0})
        EXPECT_EQ(
            Watch(
                machine(2_min,
                        {{.uptime = Duration{cycles, Unit::cycles}, .repair = 4_min, .clock = BreakdownClock::cycles}}),
                13)
                .exits(),
            "2 4 6 12")
            << cycles;
    EXPECT_EQ(Watch(machine(2_min, {{.uptime = uniform({2.2, Unit::cycles}, {2.8, Unit::cycles}),
                                     .repair = 4_min,
                                     .clock = BreakdownClock::cycles}}),
                    13)
                  .exits(),
              "2 4 6 12");
}
TEST(BreakdownClock, AJamIsDrawnOncePerJobWhenProcessingFirstStartsBeforeAnyWork) {
    Plant plant = machine(3_min, {{.repair = 2_min, .probability = 1.0, .clock = BreakdownClock::per_cycle}});
    EXPECT_EQ(Watch(plant, 11).states("S"), "0 repair, 2 processing, 5 repair, 7 processing, 10 repair");
    // Not drawn again when the job goes on after another breakdown, nor when it starts again.
    for (const JobPolicy job : {JobPolicy::resume, JobPolicy::restart}) {
        Plant more = plant;
        more.sources[0].count = 1;
        more.stations[0].breakdowns.push_back(dated({{3_min, 1_min}}, job));
        EXPECT_EQ(Watch(more, 20).exits(), job == JobPolicy::resume ? "6" : "7");
    }
    plant.stations[0].load = 4_min;
    EXPECT_EQ(Watch(plant, 9).states("S"), "0 load, 4 repair, 6 processing");
    plant.stations[0].breakdowns[0].probability = 0.0;
    EXPECT_EQ(Watch(plant, 30).of("S").breakdowns, 0U);
}
TEST(BreakdownClock, EachJamModeIsDrawnForEachJob) {
    const Breakdown jam{.repair = 2_min, .probability = 1.0, .clock = BreakdownClock::per_cycle};
    EXPECT_EQ(Watch(machine(3_min, {jam, jam}, 1), 30).exits(), "7");
    Plant both = two_places(3_min, 3_min, {jam});
    // Both jobs jam the whole station, one after the other.
    EXPECT_EQ(Watch(both, 30).exits(), "7 7");
    both.stations[0].breakdowns[0].scope = Scope::place;
    EXPECT_EQ(Watch(both, 30).exits(), "5 5");
}
TEST(BreakdownClock, AJobThatComesBackIsANewVisitAndMayJamAgain) {
    Plant plant = machine(3_min, {{.repair = 2_min, .probability = 1.0, .clock = BreakdownClock::per_cycle}}, 1);
    plant.stations[0].inspection = Inspection{.false_alarm = 1.0, .rework = "B", .rework_limit = 1};
    plant.add(Buffer{.name = "B"}).add(Route{.name = "r", .steps = {"B", "S"}});
    // 0-2 jam, 2-5, back at once: 5-7 jam, 7-10, past the limit.
    EXPECT_EQ(Watch(plant, 30).times(Happening::scrap), "10");
}

TEST(BreakdownClock, EachVisitIsDrawnForItself) {
    // Sent back once: the second time in process isn't the first again.
    Plant plant = machine(uniform(1_min, 99_min), {}, 1);
    plant.stations[0].inspection = Inspection{.false_alarm = 1.0, .rework = "B", .rework_limit = 1};
    plant.add(Buffer{.name = "B"}).add(Route{.name = "r", .steps = {"B", "S"}});
    const std::string times = Watch(plant, 300).times(Happening::finish);
    const double first = std::stod(times), second = std::stod(times.substr(times.find(' ')));
    EXPECT_GT(std::abs(second - 2 * first), 0.001) << times;
}

// -- how often ---------------------------------------------------------------------------------------------------

TEST(BreakdownMode, AvailabilityMeansAnExponentialUpTimeOfRepairTimesAOverOneMinusA) {
    for (const double a : {0.5, 0.9, 0.95}) {
        const auto program = compile(machine(5_min, {{.repair = uniform(5_min, 15_min), .availability = a}}));
        const Sampler& up = program->samplers[program->draws[program->modes[0].uptime].sampler];
        EXPECT_FALSE(up.constant());
        EXPECT_NEAR(up.mean() / 6e7, 10.0 * a / (1.0 - a), 1e-9);
    }
    // Never starved or blocked: the long run's share of repair is 1 - A.
    const Watch w(machine(5_min, {{.repair = 10_min, .availability = 0.9}}, 10'000'000), 400'000);
    EXPECT_NEAR(w.spent("S", State::repair) / 400'000, 0.1, 0.003);
}
TEST(BreakdownMode, DatesTellTheRepairWorkAndADateThatFallsWhileDownIsDropped) {
    const Watch w(machine(50_min, {dated({{5_min, 10_min}, {8_min, 1_min}, {15_min, 2_min}, {20_min, 1_min}})}), 60);
    // 8 is dropped; 15 is the end of the first repair, so that the station is up again when it strikes.
    EXPECT_EQ(w.states("S"), "0 processing, 5 repair, 17 processing, 20 repair, 21 processing");
    EXPECT_EQ(w.times(Happening::fail, "S"), "5 15 20");
    EXPECT_EQ(w.of("S").breakdowns, 3U);
}
TEST(BreakdownMode, WhileDownForAnotherReasonTheClockStandsAndARepairRenewsItsOwnModeOnly) {
    const auto calendar = [](Duration up, Duration repair, Renew renew) {
        return Breakdown{.uptime = up, .repair = repair, .clock = BreakdownClock::calendar, .renew = renew};
    };
    // A after 10, B after 12: A 10-15; B has 2 left: 17-18; A has 8 left: 26-31; B has 4 left: 35.
    const Watch own(machine(500_min, {calendar(10_min, 5_min, Renew::own), calendar(12_min, 1_min, Renew::own)}), 36);
    EXPECT_EQ(own.times(Happening::fail, "S"), "10 17 26 35");
    // B's repair at 18 renews A too: A at 28-33; B, renewed at 18, has 2 left: 35.
    const Watch all(machine(500_min, {calendar(10_min, 5_min, Renew::own), calendar(12_min, 1_min, Renew::all)}), 36);
    EXPECT_EQ(all.times(Happening::fail, "S"), "10 17 28 35");
}
TEST(BreakdownMode, ABusyModeAndACalendarModeEachKeepTheirOwnTime) {
    // Busy 4, calendar 9; repairs 2. Busy: 4-6, then 10 is too late: calendar has 9 - 4 = 5 left at 6, busy 4: 10-12;
    // calendar 1 left: 13-15; busy has 3 left at 15: 18-20.
    const Watch w(machine(500_min, {{.uptime = 4_min, .repair = 2_min},
                                    {.uptime = 9_min, .repair = 2_min, .clock = BreakdownClock::calendar}}),
                  20);
    EXPECT_EQ(w.times(Happening::fail, "S"), "4 10 13 18");
}
TEST(BreakdownMode, TwoModesDueAtOneInstantStrikeOneAfterTheOther) {
    const Breakdown b{.uptime = 4_min, .repair = 2_min, .clock = BreakdownClock::calendar};
    const Watch w(machine(500_min, {b, b}), 9);
    EXPECT_EQ(w.states("S"), "0 processing, 4 repair, 8 processing");
    EXPECT_EQ(w.times(Happening::fail, "S"), "4 6");
}
TEST(BreakdownMode, RenewAllOfTheWholeStationRenewsTheClocksOfItsPlacesToo) {
    Plant plant = machine(500_min,
                          {{.uptime = 4_min, .repair = 2_min, .clock = BreakdownClock::calendar, .renew = Renew::all},
                           {.uptime = 6_min, .repair = 1_min, .scope = Scope::place}},
                          1);
    plant.stations[0].places = 2;
    // The station fails every 4 minutes; the place has worked 4, and is renewed each time.
    EXPECT_EQ(Watch(plant, 23).times(Happening::fail, "S"), "4 10 16 22");
    plant.stations[0].breakdowns[0].renew = Renew::own;
    // The place fails after 4 + 2 minutes of work, at 8; the station's clock stands only while the station is down.
    EXPECT_EQ(Watch(plant, 15).times(Happening::fail, "S"), "4 8 10");
}

// -- the job in process ------------------------------------------------------------------------------------------

TEST(BreakdownJob, ResumesWithTheRemainingTimeByDefault) {
    EXPECT_EQ(Breakdown{}.job, JobPolicy::resume);
    EXPECT_EQ(Watch(machine(5_min, {dated({{3_min, 2_min}})}), 13).exits(), "7 12");
}
TEST(BreakdownJob, RestartsWithTheSameTime) {
    EXPECT_EQ(Watch(machine(5_min, {dated({{3_min, 2_min}}, JobPolicy::restart)}), 11).exits(), "10");
    // The same time also where it is drawn: without the breakdown at d / 2 it takes d.
    const Distribution law = uniform(4_min, 9_min);
    const Watch plain(machine(law, {}, 1));
    const Watch again(machine(law, {dated({{3_min, 2_min}}, JobPolicy::restart)}, 1));
    EXPECT_EQ(again.product("job").lead_max, plain.product("job").lead_max + to_ticks(5 * 6e7));
}
TEST(BreakdownJob, ResampledTakesANewTime) {
    const Distribution law = uniform(4_min, 9_min);
    const Tick first = Watch(machine(law, {}, 1)).product("job").lead_max;
    const Tick once = Watch(machine(law, {dated({{3_min, 2_min}}, JobPolicy::resample)}, 1)).product("job").lead_max -
                      to_ticks(5 * 6e7);
    const Tick twice =
        Watch(machine(law, {dated({{3_min, 2_min}, {8_min, 1_min}}, JobPolicy::resample)}, 1)).product("job").lead_max -
        to_ticks(9 * 6e7);
    for (const Tick t : {first, once, twice}) {
        EXPECT_GE(t, to_ticks(4 * 6e7));
        EXPECT_LE(t, to_ticks(9 * 6e7));
    }
    EXPECT_NE(first, once);
    EXPECT_NE(first, twice);
    EXPECT_NE(once, twice);
    EXPECT_EQ(Watch(machine(5_min, {dated({{3_min, 2_min}}, JobPolicy::resample)}), 11).exits(), "10");
}
TEST(BreakdownJob, ScrappedGoesAtOnceAndTheNextIsLoadedAfterTheRepair) {
    const Watch w(machine(5_min, {dated({{3_min, 2_min}}, JobPolicy::scrap)}), 11);
    EXPECT_EQ(w.times(Happening::scrap), "3");
    EXPECT_EQ(w.times(Happening::load, "S"), "0 5 10");
    EXPECT_EQ(w.states("S"), "0 processing, 3 repair, 5 processing");
    EXPECT_EQ(w.result.scrapped, 1U);
    EXPECT_EQ(w.of("S").scrapped, 1U);
    EXPECT_EQ(w.of("S").made, 1U);
}
TEST(BreakdownJob, FinishFirstBeginsTheFailureAfterTheJob) {
    const Watch w(machine(5_min, {dated({{3_min, 2_min}}, JobPolicy::finish_first)}), 13);
    EXPECT_EQ(w.exits(), "5 12");
    EXPECT_EQ(w.states("S"), "0 processing, 5 repair, 7 processing");
}
TEST(BreakdownJob, FinishFirstOfABusyClockStrikesWhenTheTimeIsUpAndBeginsAfterTheJob) {
    // Up 7: struck at 7 in the second job, which is finished at 10; down to 12.
    const Watch w(machine(5_min, {{.uptime = 7_min, .repair = 2_min, .job = JobPolicy::finish_first}}), 23);
    EXPECT_EQ(w.states("S"), "0 processing, 10 repair, 12 processing, 22 repair");
}
TEST(BreakdownJob, FinishFirstGoesDownAtOnceWhenNoJobIsInProcess) {
    Plant plant = machine(5_min, {dated({{3_min, 2_min}}, JobPolicy::finish_first)});
    plant.sources[0] = arrivals("in", {4});
    EXPECT_EQ(Watch(plant, 13).states("S"), "0 starved, 3 repair, 5 processing, 10 starved");
}
TEST(BreakdownJob, FinishFirstAlsoFinishesAJobThatAnotherModeInterrupts) {
    // Struck at 3, not yet down; the other mode strikes at 5 for 4: the job is finished at 14, then the repair of 2.
    const Watch w(machine(10_min, {dated({{3_min, 2_min}}, JobPolicy::finish_first), dated({{5_min, 4_min}})}, 2), 40);
    EXPECT_EQ(w.states("S"), "0 processing, 5 repair, 9 processing, 14 repair, 16 processing, 26 starved");
    // When the other mode scraps the job, the failure begins after that repair.
    const Watch s(
        machine(10_min, {dated({{3_min, 2_min}}, JobPolicy::finish_first), dated({{5_min, 4_min}}, JobPolicy::scrap)},
                2),
        40);
    EXPECT_EQ(s.states("S"), "0 processing, 5 repair, 11 processing, 21 starved");
}
TEST(BreakdownJob, FinishFirstBeginsWhenAnotherModesScrapHasTakenTheJob) {
    // The station has been struck at 3. The place's own mode scraps the job at 5: the station goes down at once, too.
    Breakdown crash = dated({{5_min, 10_min}}, JobPolicy::scrap);
    crash.scope = Scope::place;
    Plant plant = machine(20_min, {dated({{3_min, 2_min}}, JobPolicy::finish_first), crash}, 2);
    plant.stations[0].places = 2;
    plant.sources[0] = arrivals("in", {0});
    const Watch w(plant, 40);
    EXPECT_EQ(w.times(Happening::fail), "5 5");
    EXPECT_EQ(w.states("S", 1), "0 starved, 3 waiting_for_crew, 5 repair, 7 starved");
}
TEST(BreakdownJob, ChangeoverLoadingAndUnloadingStandAndGoOnUnderEveryPolicy) {
    for (const auto& policy : Choices<JobPolicy>::list) {
        // Load 4 broken for 1 at 2; process 5-8; unload 4 broken for 1 at 10.
        Plant plant = machine(3_min, {dated({{2_min, 1_min}, {10_min, 1_min}}, policy.value)}, 1);
        plant.stations[0].load = plant.stations[0].unload = 4_min;
        const Watch w(plant, 40);
        EXPECT_EQ(w.states("S"), "0 load, 2 repair, 3 load, 5 processing, 8 unload, 10 repair, 11 unload, 13 starved")
            << policy.name;
        EXPECT_EQ(w.exits(), "13") << policy.name;
        // A changeover of 6 from 0, broken for 2 at 5: it ends at 8.
        Plant change = machine(3_min, {dated({{5_min, 2_min}}, policy.value)}, 1);
        change.add(Product{.name = "A"}).add(Product{.name = "B"});
        change.add(Changeover{.name = "S", .rules = {{.time = 6_min}}});
        change.stations[0].initial_setup = "B";
        const Watch c(change, 40);
        EXPECT_EQ(c.states("S"), "0 setup, 5 repair, 7 setup, 8 processing, 11 starved") << policy.name;
        EXPECT_EQ(c.exits(), "11") << policy.name;
    }
}
TEST(BreakdownJob, ScrapTakesOnlyJobsWhoseProcessingHasBegunAndFreesTheirPeople) {
    // Two places, one man: the man's job is scrapped at 2, the one that waits for him is not.
    Plant plant = machine(5_min, {dated({{2_min, 6_min}}, JobPolicy::scrap)}, 2);
    plant.stations[0].places = 2;
    plant.stations[0].operators = {{"man"}};
    plant.add(OperatorPool{.name = "man"});
    plant.sources[0].route = "r";
    plant.add(Station{.name = "other", .cycle = 3_min, .operators = {{"man"}}});
    plant.add(arrivals("in2", {1}, "r2"));
    plant.add(Route{.name = "r", .steps = {"S"}}).add(Route{.name = "r2", .steps = {"other"}});
    const Watch w(plant, 40);
    EXPECT_EQ(w.times(Happening::scrap), "2");
    EXPECT_EQ(w.states("other"),
              "0 starved, 1 waiting_for_operator, 2 processing, 5 starved");  // the man is free at once
    EXPECT_EQ(w.states("S", 1), "0 waiting_for_operator, 2 repair, 8 processing, 13 starved");
    EXPECT_EQ(w.states("S", 0), "0 processing, 2 repair, 8 starved");
}

// -- ties --------------------------------------------------------------------------------------------------------

TEST(BreakdownTie, ACompletionBeatsTheFailureOfItsInstantAndTheStationLoadsNothingMore) {
    const Watch w(machine(5_min, {{.uptime = 5_min, .repair = 2_min, .clock = BreakdownClock::calendar}}), 13);
    EXPECT_EQ(w.exits(), "5 12");
    EXPECT_EQ(w.times(Happening::load, "S"), "0 7");  // down again at 12
    const Watch d(machine(5_min, {dated({{5_min, 2_min}})}), 13);
    EXPECT_EQ(d.times(Happening::load, "S"), "0 7 12");
}
TEST(BreakdownTie, ABusyFailureDueAtACompletionStrikesAtTheNextStartOfProcessing) {
    const Watch w(machine(5_min, {{.uptime = 5_min, .repair = 2_min}}), 13);
    EXPECT_EQ(w.exits(), "5 12");
    EXPECT_EQ(w.times(Happening::load, "S"), "0 5 12");  // it loads, then it is struck
    EXPECT_EQ(w.states("S"), "0 processing, 5 repair, 7 processing, 12 repair");
    // With nothing to start it stays up.
    Plant plant = machine(5_min, {{.uptime = 5_min, .repair = 2_min}});
    plant.sources[0] = arrivals("in", {0, 20});
    EXPECT_EQ(Watch(plant, 40).states("S"), "0 processing, 5 starved, 20 repair, 22 processing, 27 starved");
}
TEST(BreakdownTie, ABusyFailureDueAtACompletionStrikesAtOnceIfAnotherPlaceGoesOn) {
    // A is done at 2, when the busy time of 2 is up: B, with 3 minutes left, is struck.
    const Watch w(two_places(2_min, 5_min, {{.uptime = 2_min, .repair = 4_min}}), 7);
    EXPECT_EQ(w.states("S", 0), "0 processing, 2 repair, 6 starved");
    EXPECT_EQ(w.states("S", 1), "0 processing, 2 repair, 6 processing");
    EXPECT_EQ(w.exits(), "2");
}
TEST(BreakdownTie, ACycleCountThatRunsOutStrikesAtOnceIfAnotherPlaceGoesOn) {
    const Watch w(two_places(2_min, 5_min,
                             {{.uptime = Duration{1, Unit::cycles}, .repair = 3_min, .clock = BreakdownClock::cycles}}),
                  40);
    EXPECT_EQ(w.states("S", 1), "0 processing, 2 repair, 5 processing, 8 starved");
    EXPECT_EQ(w.exits(), "2 8");
    // The second count ran out at 8 with nobody working: nothing more starts, so that it never strikes.
    EXPECT_EQ(w.of("S").breakdowns, 1U);
}
TEST(BreakdownTie, AFinishedJobMayLeaveAtTheInstantOfTheFailureEvenIfItsPlaceAheadFreesThen) {
    // S is done at 2 with its second job at 4, when `next` is done with the first (2-4) and S fails.
    Plant plant = machine(2_min, {dated({{4_min, 5_min}})}, 3);
    plant.add(Station{.name = "next", .cycle = 2_min});
    const Watch w(plant, 30);
    EXPECT_EQ(w.times(Happening::leave, "S"), "2 4 11");
    EXPECT_EQ(w.states("S"), "0 processing, 4 repair, 9 processing, 11 starved");
}

// -- scope -------------------------------------------------------------------------------------------------------

TEST(BreakdownScope, TheWholeStationIsDownEmptyPlacesTooAndEveryJobGetsThePolicy) {
    Plant plant = machine(10_min, {dated({{3_min, 2_min}})});
    plant.stations[0].places = 2;
    plant.sources[0] = arrivals("in", {0, 4});
    const Watch w(plant, 40);
    EXPECT_EQ(w.states("S", 0), "0 processing, 3 repair, 5 processing, 12 starved");
    EXPECT_EQ(w.states("S", 1), "0 starved, 3 repair, 5 processing, 15 starved");
    EXPECT_EQ(w.times(Happening::load, "S"), "0 5");
    EXPECT_EQ(w.of("S").breakdowns, 1U);
    EXPECT_EQ(Watch(two_places(6_min, 4_min, {dated({{3_min, 2_min}}, JobPolicy::scrap)}), 20).times(Happening::scrap),
              "3 3");
    EXPECT_EQ(Watch(two_places(6_min, 4_min, {dated({{3_min, 2_min}}, JobPolicy::restart)}), 20).exits(), "9 11");
}
TEST(BreakdownScope, FinishFirstWaitsForTheLastJobAndPlacesEmptiedMeanwhileWaitForTheCrew) {
    Plant plant = two_places(6_min, 4_min, {dated({{3_min, 2_min}}, JobPolicy::finish_first)});
    plant.sources[0].sequence = {"A", "B", "B"};
    const Watch w(plant, 40);
    EXPECT_EQ(w.states("S", 0), "0 processing, 6 repair, 8 processing, 12 starved");
    EXPECT_EQ(w.states("S", 1), "0 processing, 4 waiting_for_crew, 6 repair, 8 starved");
    EXPECT_EQ(w.times(Happening::load, "S"), "0 0 8");  // nothing loads meanwhile
    EXPECT_EQ(w.exits(), "4 6 12");
}
TEST(BreakdownScope, APlaceHasItsOwnClockAndRepairsAndTheOthersWorkOn) {
    Plant plant = machine(4_min, {{.uptime = 3_min, .repair = 2_min, .scope = Scope::place}});
    plant.stations[0].places = 2;
    plant.sources[0] = arrivals("in", {0, 1});
    const Watch w(plant, 40);
    EXPECT_EQ(w.states("S", 0), "0 processing, 3 repair, 5 processing, 6 starved");
    EXPECT_EQ(w.states("S", 1), "0 starved, 1 processing, 4 repair, 6 processing, 7 starved");
    // A place that is down takes no job, the other one does.
    Plant one = machine(4_min, {{.uptime = 3_min, .repair = 20_min, .scope = Scope::place}});
    one.stations[0].places = 2;
    one.sources[0] = arrivals("in", {0, 5, 6});
    const Watch o(one, 17);
    EXPECT_EQ(o.states("S", 0), "0 processing, 3 repair");
    EXPECT_EQ(o.states("S", 1), "0 starved, 5 processing, 8 repair");
    EXPECT_EQ(o.times(Happening::load, "S"), "0 5");
}
TEST(BreakdownScope, FinishFirstOfAPlaceStopsThatPlaceOnly) {
    Plant plant =
        machine(4_min, {{.uptime = 3_min, .repair = 5_min, .job = JobPolicy::finish_first, .scope = Scope::place}}, 4);
    plant.stations[0].places = 2;
    plant.sources[0] = arrivals("in", {0, 3.5, 4, 5});
    const Watch w(plant, 40);
    // Place 1: 0-4, down to 9. Place 2: 3.5-7.5, down to 12.5. The third job waits to 9, the fourth to 12.5.
    EXPECT_EQ(w.states("S", 0), "0 processing, 4 repair, 9 processing, 13 repair, 18 starved");
    EXPECT_EQ(w.times(Happening::load, "S"), "0 3.5 9 12.5");
}
TEST(BreakdownScope, OfAStationOfOnePlaceBothScopesAreTheSame) {
    for (const auto& policy : Choices<JobPolicy>::list) {
        std::string seen;
        for (const Scope scope : {Scope::station, Scope::place}) {
            const Watch w(machine(5_min, {{.uptime = 7_min, .repair = 3_min, .job = policy.value, .scope = scope}}),
                          100);
            if (scope == Scope::station)
                seen = w.states("S");
            else
                EXPECT_EQ(w.states("S"), seen);
        }
    }
}
TEST(BreakdownScope, WholeAndPlaceModesStandOnOneStationTogether) {
    // The station is down 4-6 by date; place 1 fails after 5 minutes of its own work, at 7 (4 + 1), to 10.
    Plant plant = machine(8_min, {dated({{4_min, 2_min}}), {.uptime = 5_min, .repair = 3_min, .scope = Scope::place}});
    plant.stations[0].places = 2;
    plant.sources[0] = arrivals("in", {0, 2});
    const Watch w(plant, 40);
    EXPECT_EQ(w.states("S", 0), "0 processing, 4 repair, 6 processing, 7 repair, 10 processing, 13 starved");
    EXPECT_EQ(w.states("S", 1), "0 starved, 2 processing, 4 repair, 6 processing, 9 repair, 12 processing, 15 starved");
}
TEST(BreakdownScope, AScrapOfTheWholeStationEndsThePlacesWaitToFinishFirst) {
    // Place 1 is to fail after its job (struck at 3); the station scraps it at 5 for 2; then the place goes down for 4.
    Plant plant =
        machine(8_min, {dated({{5_min, 2_min}}, JobPolicy::scrap),
                        {.uptime = 3_min, .repair = 4_min, .job = JobPolicy::finish_first, .scope = Scope::place}});
    plant.stations[0].places = 2;
    plant.sources[0] = arrivals("in", {0, 8, 9});
    const Watch w(plant, 40);
    EXPECT_EQ(w.states("S", 0), "0 processing, 5 repair, 11 processing, 19 repair, 23 starved");
}

// -- crew --------------------------------------------------------------------------------------------------------

/// Stations S1, S2, S3 beside one another, each with a long job and a dated breakdown.
Plant three(std::vector<DatedBreakdown> dates, std::vector<int> priority) {
    Plant plant;
    for (std::size_t i = 0; i < dates.size(); ++i) {
        const std::string n = std::to_string(i + 1);
        plant.add(Source{.name = "in" + n, .always = true, .count = 1, .route = "r" + n});
        plant.add(Station{.name = "S" + n,
                          .cycle = 100_min,
                          .breakdowns = {{.dated = {dates[i]}, .crew = {{"fitter"}}, .priority = priority[i]}}});
        plant.add(Route{.name = "r" + n, .steps = {"S" + n}});
    }
    plant.add(OperatorPool{.name = "fitter"});
    return plant;
}
TEST(BreakdownCrew, DownTimeIsTheWaitForTheCrewAndTheRepair) {
    const Watch w(three({{5_min, 4_min}, {6_min, 4_min}}, {0, 0}), 50);
    EXPECT_EQ(w.states("S1"), "0 processing, 5 repair, 9 processing");
    EXPECT_EQ(w.states("S2"), "0 processing, 6 waiting_for_crew, 9 repair, 13 processing");
    EXPECT_EQ(w.people("fitter"), "working 8, waiting 0, idle 42");
}
TEST(BreakdownCrew, WithoutACrewEveryRepairStartsAtOnce) {
    Plant plant = three({{5_min, 4_min}, {6_min, 4_min}}, {0, 0});
    for (Station& s : plant.stations) s.breakdowns[0].crew.clear();
    EXPECT_EQ(Watch(plant, 50).states("S2"), "0 processing, 6 repair, 10 processing");
}
TEST(BreakdownCrew, RepairsAreTakenByPriorityThenFirstComeThenDownstreamFirst) {
    EXPECT_EQ(Watch(three({{5_min, 4_min}, {6_min, 4_min}, {7_min, 4_min}}, {0, 0, 0}), 50).states("S3"),
              "0 processing, 7 waiting_for_crew, 13 repair, 17 processing");
    EXPECT_EQ(Watch(three({{5_min, 4_min}, {6_min, 4_min}, {7_min, 4_min}}, {0, 0, 1}), 50).states("S3"),
              "0 processing, 7 waiting_for_crew, 9 repair, 13 processing");
    Plant line;
    line.add(Source{.name = "in", .always = true, .count = 2});
    line.add(Station{.name = "S1", .cycle = 3_min, .breakdowns = {{.dated = {{5_min, 4_min}}, .crew = {{"fitter"}}}}});
    line.add(Station{.name = "S2", .cycle = 9_min, .breakdowns = {{.dated = {{5_min, 4_min}}, .crew = {{"fitter"}}}}});
    line.add(OperatorPool{.name = "fitter"});
    const Watch w(line, 50);
    EXPECT_EQ(w.states("S2"), "0 starved, 3 processing, 5 repair, 9 processing, 25 starved");
    EXPECT_EQ(w.states("S1"), "0 processing, 5 waiting_for_crew, 9 repair, 13 processing, 14 blocked, 16 starved");
}
TEST(BreakdownCrew, ALevelDividesTheRepairAndTheSlowestOfATeamSetsThePace) {
    Plant plant = three({{5_min, 4_min}}, {0});
    plant.operators[0].skills = {{"fitter", 2.0}};
    EXPECT_EQ(Watch(plant, 50).states("S1"), "0 processing, 5 repair, 7 processing");
    plant.operators[0].people = {{.name = "Ann", .skills = {{"fitter", 4.0}}}, {.name = "Bob"}};
    plant.stations[0].breakdowns[0].crew = {{"fitter", 2}};
    EXPECT_EQ(Watch(plant, 50).states("S1"), "0 processing, 5 repair, 7 processing");
}
TEST(BreakdownCrew, ACrewOfSeveralComesAllAtOnceOrNotAtAll) {
    Plant plant = three({{5_min, 4_min}, {6_min, 4_min}, {7_min, 1_min}}, {0, 0, 0});
    plant.operators[0].count = 2;
    plant.stations[1].breakdowns[0].crew = {{"fitter", 2}};
    const Watch w(plant, 50);
    EXPECT_EQ(w.states("S2"), "0 processing, 6 waiting_for_crew, 9 repair, 13 processing");
    EXPECT_EQ(w.states("S3"), "0 processing, 7 repair, 8 processing");  // the request before it is passed over
}

// -- finished jobs on a station that is down ---------------------------------------------------------------------

TEST(BreakdownHold, AStationThatIsDownHoldsAFinishedJobByDefault) {
    Plant plant = machine(2_min, {dated({{6_min, 10_min}})}, 3);
    plant.add(Station{.name = "next", .cycle = 10_min});
    // The second job is blocked from 4; `next` is free at 12, S is up at 16.
    const Watch w(plant, 60);
    EXPECT_EQ(w.times(Happening::leave, "S"), "2 16 26");
    EXPECT_EQ(w.states("S"), "0 processing, 4 blocked, 6 repair, 16 processing, 18 blocked, 26 starved");
    EXPECT_EQ(w.states("next"), "0 starved, 2 processing, 12 starved, 16 processing, 36 starved");
}
TEST(BreakdownHold, ReleaseFinishedLetsItLeaveAndLoadsNothing) {
    Plant plant = machine(2_min, {dated({{6_min, 10_min}})}, 3);
    plant.stations[0].release_finished = true;
    plant.add(Station{.name = "next", .cycle = 10_min});
    const Watch w(plant, 60);
    EXPECT_EQ(w.times(Happening::leave, "S"), "2 12 22");
    EXPECT_EQ(w.times(Happening::load, "S"), "0 2 16");
    EXPECT_EQ(w.states("S"), "0 processing, 4 blocked, 6 repair, 16 processing, 18 blocked, 22 starved");
}
TEST(BreakdownHold, BeforeServiceAReservationWhileDownStartsNoWork) {
    Plant plant = machine(2_min, {dated({{6_min, 10_min}})}, 3);
    plant.stations[0].blocking = Blocking::before_service;
    plant.add(Station{.name = "next", .cycle = 10_min}).add(Buffer{.name = "B", .capacity = 1});
    plant.add(Route{.name = "r", .steps = {"S", "B", "next"}});
    // Job 1 at `next` 2-12, job 2 in B from 4, job 3 waits for B's place from 4; the place frees at 12, S is up at 16.
    const Watch w(plant, 60);
    EXPECT_EQ(w.states("S"), "0 processing, 4 blocked, 6 repair, 16 processing, 18 starved");
}

// -- all together ------------------------------------------------------------------------------------------------

/// A line of two stations with breakdowns, people and policies at random: a function of its number alone.
Plant random_breakdowns(std::uint64_t number) {
    const StreamKey key = stream_key(number, "random breakdowns", "shape");
    std::uint64_t position = 0;
    const auto any = [&](int least, int most) {
        return least + static_cast<int>(unit(word(key, 0, 0, 0, position++)) * (most - least + 1));
    };
    const auto time = [&](int least, int most) -> Distribution {
        const Duration a{static_cast<double>(any(least, most)), Unit::min};
        return any(0, 1) ? Distribution(a) : exponential(a);
    };
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 30});
    for (const char* name : {"S1", "S2"}) {
        Station station{.name = name, .cycle = time(1, 6), .places = any(1, 3)};
        if (any(0, 2) == 0) station.load = time(1, 2);
        if (any(0, 2) == 0) station.unload = time(1, 2);
        for (int n = any(0, 3); n > 0; --n) {
            Breakdown b{.scope = any(0, 1) ? Scope::station : Scope::place};
            b.renew = any(0, 2) ? Renew::own : Renew::all;
            b.job = Choices<JobPolicy>::list[static_cast<std::size_t>(any(0, 4))].value;
            const int kind = any(0, 4);
            if (kind == 0) {
                for (int k = 0; k < 5; ++k)
                    b.dated.push_back({{k * 7.0 + any(0, 6), Unit::min}, {static_cast<double>(any(0, 4)), Unit::min}});
            } else {
                b.repair = time(1, 4);
                b.clock = Choices<BreakdownClock>::list[static_cast<std::size_t>(kind - 1)].value;
                if (b.clock == BreakdownClock::per_cycle)
                    b.probability = any(0, 2) * 0.3;
                else if (b.clock == BreakdownClock::cycles)
                    b.uptime = Duration{any(1, 8) * 0.5, Unit::cycles};
                else if (b.job == JobPolicy::restart)
                    b.uptime = exponential(20_min);  // always too short, the job would never be done
                else
                    b.uptime = time(8, 20);
                if (b.clock == BreakdownClock::per_cycle && b.job == JobPolicy::finish_first) b.job = JobPolicy::scrap;
            }
            if (any(0, 1)) b.crew = {{"fitter"}};
            station.breakdowns.push_back(b);
        }
        if (any(0, 1))
            station.operators = {
                {"man", 1,
                 any(0, 1) ? std::vector{Phase::process} : std::vector{Phase::load, Phase::process, Phase::unload}}};
        station.people_on_breakdown = any(0, 1) ? OnBreakdown::hold : OnBreakdown::release;
        station.hold_while_blocked = any(0, 3) == 0;
        station.release_finished = any(0, 1) == 1;
        plant.add(std::move(station));
    }
    if (any(0, 1)) plant.stations[0].blocking = Blocking::before_service;
    plant.add(Buffer{.name = "B", .capacity = any(1, 2)});
    plant.add(Route{.name = "r", .steps = {"S1", "B", "S2"}});
    // Four men at least: three may be held by blocked places of S1. Fitters of their own: men who are held by stations
    // that wait for one of them as their crew would wait for ever.
    plant.add(OperatorPool{.name = "man", .count = any(4, 6)}).add(OperatorPool{.name = "fitter", .count = any(1, 2)});
    return plant;
}
TEST(BreakdownAll, NoJobIsLostAndNothingHangsWhateverBreaksDown) {
    for (std::uint64_t number = 0; number < 1500; ++number) {
        const Watch w(random_breakdowns(number), 20'000);
        ASSERT_TRUE(w.outcome.ok()) << number << ": " << w.outcome.message;
        ASSERT_EQ(w.result.good + w.result.scrapped, 30U) << number;
        ASSERT_EQ(w.of("S1").jobs_in, w.of("S1").jobs_out) << number;
        for (const StationResult& station : w.result.stations)
            for (const auto& place : station.place_time) {
                Tick sum = 0;
                for (const Tick t : place) {
                    ASSERT_GE(t, 0) << number;
                    sum += t;
                }
                ASSERT_EQ(sum, w.result.to) << number;
            }
        for (const PoolResult& pool : w.result.operators) ASSERT_GE(pool.idle, 0) << number;
        Tick works = 0;  // men never work longer than the stations that need them do anything
        for (const StationResult& station : w.result.stations)
            for (const State state : {State::load, State::processing, State::unload}) works += station.in(state);
        ASSERT_LE(w.result.operators[0].working, works) << number;
    }
}

// -- what is refused ---------------------------------------------------------------------------------------------

TEST(BreakdownRefused, WhatContradictsItselfIsAFaultWithItsPlace) {
    const auto said = [](Breakdown b) { return faults_of(machine(5_min, {std::move(b)})); };
    EXPECT_NE(
        said({.repair = 1_min, .probability = 0.1, .clock = BreakdownClock::per_cycle, .job = JobPolicy::finish_first})
            .find("stations/S/breakdowns/0/job"),
        std::string::npos);
    EXPECT_NE(said({.repair = 1_min}).find("does not say when it strikes"), std::string::npos);
    EXPECT_NE(said({.uptime = 1_min, .repair = 1_min, .availability = 0.5}).find("several ways"), std::string::npos);
    EXPECT_NE(
        said({.uptime = 1_min, .repair = 1_min, .clock = BreakdownClock::cycles}).find("must be a number of cycles"),
        std::string::npos);
    EXPECT_NE(said({.uptime = Duration{3, Unit::cycles}, .repair = 1_min}).find("must be a time"), std::string::npos);
    EXPECT_NE(said({.uptime = 0_min, .repair = 1_min}).find("mean of 0"), std::string::npos);
    EXPECT_NE(said({.repair = 1_min, .availability = 1.0}).find("availability"), std::string::npos);
    EXPECT_NE(said({.repair = 1_min, .availability = 0.9, .clock = BreakdownClock::cycles}).find("counted in cycles"),
              std::string::npos);
    EXPECT_NE(said({.repair = 1_min, .probability = 0.5}).find("go together"), std::string::npos);
    EXPECT_NE(said({.dated = {{5_min, 1_min}}, .clock = BreakdownClock::calendar}).find("means nothing for dated"),
              std::string::npos);
    EXPECT_NE(said({.dated = {{5_min, 1_min}, {4_min, 1_min}}}).find("comes before"), std::string::npos);
    EXPECT_NE(said({.repair = 3_min, .dated = {{5_min, 1_min}}}).find("breakdowns/0/repair"), std::string::npos);
    EXPECT_NE(said({.uptime = 5_min, .repair = 3_min, .crew = {{"nobody"}}}).find("breakdowns/0/crew/0/skill"),
              std::string::npos);
}

}  // namespace
}  // namespace linewright
