// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Absence (docs/semantics.md, 7), each rule with a trace worked out by hand. Times are minutes, the run starts on a
// Monday at 00:00.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

/// Two stations side by side, 10 min a job, always something to do, each by one of the pool.
Plant two_stations(OperatorPool pool) {
    Plant plant;
    for (const char* name : {"A", "B"}) {
        const std::string n = name;
        plant.add(Source{.name = "in " + n, .always = true, .route = n});
        plant.add(Station{.name = n, .cycle = 10_min, .operators = {{"man"}}});
        plant.add(Route{.name = n, .steps = {n}});
    }
    plant.add(std::move(pool));
    return plant;
}

TEST(Absence, SomebodyWithoutACalendarIsAbsentForAWhile) {
    const Trace t(two_stations({.name = "man",
                                .people = {{"Ada"}, {"Ben"}},
                                .absence = {{.people = {"Ben"}, .from = 15_min, .to = 32_min}}}),
                  50);
    // Ada begins at A, Ben at B. At 15 his work stands with 5 min left; at 20 Ada goes there, for A's next job asked
    // after it, at 25 back to A. At 32 Ben takes the job that has asked since 25.
    EXPECT_EQ(t.states("A"), "0 processing, 20 waiting_for_operator, 25 processing");
    EXPECT_EQ(t.states("B"),
              "0 processing, 15 waiting_for_operator, 20 processing, 25 waiting_for_operator, 32 processing");
    EXPECT_EQ(t.result.operators[0].absent, 17 * minute);
    EXPECT_EQ(t.result.operators[0].off_shift, 0);
}
TEST(Absence, SoManyOfAPoolIdleOnesFirstThenTheLatestStarted) {
    Plant plant = two_stations({.name = "man", .count = 3, .absence = {{.count = 2, .from = 12_min, .to = 30_min}}});
    plant.stations[1].cycle = 8_min;
    // Man 1 begins at A at 0, 10, man 2 at B at 0, 8, man 3 is idle. At 12 man 3 goes, and man 1, who began last: A
    // stands with 8 min left. Man 2 is free at 16, when A has asked since 12; at 24, when B has asked since 16.
    const Trace t(plant, 40);
    EXPECT_EQ(t.states("A"),
              "0 processing, 12 waiting_for_operator, 16 processing, 24 waiting_for_operator, 30 processing");
    EXPECT_EQ(t.states("B"), "0 processing, 16 waiting_for_operator, 24 processing");
    EXPECT_EQ(t.result.operators[0].absent, 36 * minute);
}
TEST(Absence, WholeDaysByTheDate) {
    Plant plant =
        two_stations({.name = "man",
                      .people = {{"Ada"}, {"Ben"}},
                      .calendar = "day",
                      .absence = {{.people = {"Ada", "Ben"}, .first_day = "2024-01-02", .last_day = "2024-01-03"}}});
    plant.add(ShiftCalendar{.name = "day", .shifts = {{.from = "08:00", .to = "16:00"}}});
    const Trace t(plant, 4 * 1440);  // Monday to Thursday, there on Monday and Thursday
    EXPECT_EQ(t.states("A"),
              "0 waiting_for_operator, 480 processing, 960 waiting_for_operator, 4800 processing, 5280 "
              "waiting_for_operator");
    EXPECT_EQ(t.result.operators[0].absent, 2 * 2 * 480 * minute);
    EXPECT_EQ(t.result.operators[0].off_shift, 2 * 4 * 960 * minute);
    EXPECT_EQ(t.result.operators[0].working, 2 * 2 * 480 * minute);
}
TEST(Absence, AJobIsFinishedFirstWhereThatIsThePolicyOfThePool) {
    const Trace t(two_stations({.name = "man",
                                .count = 2,
                                .absence = {{.count = 1, .from = 15_min}},
                                .at_shift_end = ShiftEnd::finish_job}),
                  40);
    EXPECT_EQ(t.states("B"), "0 processing, 20 waiting_for_operator, 30 processing");
    EXPECT_EQ(t.states("A"), "0 processing, 30 waiting_for_operator");
    EXPECT_EQ(t.result.operators[0].overtime, 5 * minute);
    EXPECT_EQ(t.result.operators[0].absent, 20 * minute);  // from 20, when he goes
}
TEST(Absence, AnAttendanceIsLessByThoseWhoAreAbsent) {
    Plant plant =
        two_stations({.name = "man", .count = 5, .attendance = {{"all", 2}}, .absence = {{.count = 1, .to = 30_min}}});
    plant.add(ShiftCalendar{.name = "all"});
    const Trace t(plant, 40);
    // One alone until 30: A, B from 10, A from 20; then both.
    EXPECT_EQ(t.minutes("A"), "processing 30, waiting_for_operator 10");
    EXPECT_EQ(t.minutes("B"), "processing 20, waiting_for_operator 20");
    EXPECT_EQ(t.result.operators[0].absent, 30 * minute);
}
TEST(Absence, ByChanceItIsDrawnOnceAShiftForEachPerson) {
    // Whoever is absent is so from the shift's begin to its end: every day's work is 0, 480 or 960 minutes. The draws
    // are those of the stream "man", "absence 0": lane the person, position the tick at which the shift begins.
    Plant plant = two_stations({.name = "man", .count = 2, .calendar = "day", .absence = {{.chance = 0.4}}});
    plant.operators.insert(plant.operators.begin(), OperatorPool{.name = "other", .count = 3});  // they don't matter
    plant.add(
        ShiftCalendar{.name = "day", .shifts = {{.from = "08:00", .to = "16:00", .breaks = {{"12:00", "12:30"}}}}});
    const int days = 50;
    const Trace t(plant, days * 1440);
    const StreamKey key = stream_key(RunSetup{}.seed, "man", "absence 0");
    Tick absent = 0, both = 0;
    for (int day = 0; day < days; ++day) {
        const auto begins = static_cast<std::uint64_t>((day * 1440 + 480) * minute);
        int away = 0;
        for (std::uint64_t person = 0; person < 2; ++person)
            away += unit(word(key, 0, person, 0, begins)) < 0.4 ? 1 : 0;
        absent += away * 450 * minute;
        both += away == 2 ? 1 : 0;
    }
    EXPECT_EQ(t.result.operators[1].absent, absent);
    EXPECT_EQ(t.result.operators[1].working, 2 * days * 450 * minute - absent);
    EXPECT_GT(both, 0);
    EXPECT_GT(absent, days * 450 * minute / 2);
    EXPECT_LT(absent, days * 450 * minute * 6 / 5);
}
TEST(Absence, ByChanceAmongThoseWhomAnAttendanceCounts) {
    Plant plant = two_stations({.name = "man",
                                .count = 4,
                                .attendance = {{"early", 2}, {"late", 1}},
                                .absence = {{.from = Duration{24, Unit::h}, .chance = 0.5}}});
    plant.add(ShiftCalendar{.name = "early", .shifts = {{.from = "06:00", .to = "14:00"}}});
    plant.add(ShiftCalendar{.name = "late", .shifts = {{.from = "14:00", .to = "22:00"}}});
    const int days = 30;
    const Trace t(plant, days * 1440);
    const StreamKey key = stream_key(RunSetup{}.seed, "man", "absence 0");
    Tick absent = 0;
    for (std::uint64_t day = 1; day < days; ++day) {  // on the first day everybody comes
        for (std::uint64_t i = 0; i < 2; ++i)
            absent += unit(word(key, 0, i, 0, (day * 1440 + 360) * 60'000'000)) < 0.5 ? 480 * minute : 0;
        absent +=
            unit(word(key, 0, std::uint64_t{1} << 32U, 0, (day * 1440 + 840) * 60'000'000)) < 0.5 ? 480 * minute : 0;
    }
    EXPECT_EQ(t.result.operators[0].absent, absent);
    EXPECT_EQ(t.result.operators[0].working, days * 3 * 480 * minute - absent);
}
TEST(Absence, ASavedRunKnowsWhoIsAbsent) {
    Plant plant = two_stations({.name = "man",
                                .count = 2,
                                .calendar = "day",
                                .absence = {{.chance = 0.5}, {.count = 1, .from = 700_min, .to = 800_min}}});
    plant.add(ShiftCalendar{.name = "day", .shifts = {{.from = "08:00", .to = "16:00"}}});
    const auto program = compile(plant);
    Simulation whole(program, {}), first(program, {});
    whole.run_until(9000 * minute);
    first.run_until(7777 * minute);
    Simulation second = Simulation::load(program, first.save());
    second.run_until(9000 * minute);
    const RunResult a = measure(whole), b = measure(second);
    EXPECT_EQ(a.operators[0].absent, b.operators[0].absent);
    EXPECT_EQ(a.operators[0].working, b.operators[0].working);
    EXPECT_EQ(whole.save(), second.save());
}
TEST(Absence, NobodyBeginsWhatDoesNotFitBeforeHisOwn) {
    const Trace t(two_stations({.name = "man",
                                .people = {{"Ada"}, {"Ben"}},
                                .absence = {{.people = {"Ben"}, .from = 15_min, .to = 40_min}},
                                .at_shift_end = ShiftEnd::no_start_unless_it_fits}),
                  40);
    EXPECT_EQ(t.minutes("A"), "processing 30, waiting_for_operator 10");
    EXPECT_EQ(t.minutes("B"), "processing 20, waiting_for_operator 20");
}
TEST(Absence, TheWindowCountsOnlyItsOwn) {
    const Watch w(two_stations({.name = "man", .count = 2, .absence = {{.count = 1, .from = 15_min, .to = 35_min}}}),
                  50, 25);
    EXPECT_EQ(w.result.operators[0].absent, 10 * minute);
    EXPECT_EQ(w.result.operators[0].off_shift, 0);
    EXPECT_EQ(w.result.operators[0].working, 40 * minute);
}
TEST(Absence, FaultsSayWhereAndWhatToDo) {
    const auto faults = [](Absence absence, const char* calendar = "") {
        Plant plant = two_stations(
            {.name = "man", .people = {{"Ada"}, {"Ben"}}, .calendar = calendar, .absence = {std::move(absence)}});
        plant.add(ShiftCalendar{.name = "day"});
        return faults_of(plant);
    };
    EXPECT_EQ(faults({.people = {"Bob"}}),
              "operators/man/absence/0/people/0: there is no person \"Bob\" in the pool\n");
    EXPECT_EQ(faults({.people = {"Ada"}, .count = 1}), "operators/man/absence/0/count: is given beside names\n");
    EXPECT_EQ(faults({.count = 3}), "operators/man/absence/0/count: must be from 1 to the pool's 2, is 3\n");
    EXPECT_EQ(faults({.from = 3_min, .to = 2_min}), "operators/man/absence/0: ends before it begins\n");
    EXPECT_EQ(faults({.first_day = "soon"}), "operators/man/absence/0/first_day: \"soon\" is no date\n");
    EXPECT_EQ(faults({.chance = 0.1}), "operators/man/absence/0/chance: is given, but these people have no calendar\n");
    EXPECT_EQ(faults({.chance = 1.1}, "day"), "operators/man/absence/0/chance: must be from 0 to 1, is 1.1\n");
    EXPECT_EQ(faults({.count = 1, .chance = 0.1}, "day"), "operators/man/absence/0/count: is given beside a chance\n");
}

}  // namespace
}  // namespace linewright
