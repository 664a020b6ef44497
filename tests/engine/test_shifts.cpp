// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Calendars (docs/semantics.md, 7): the patterns as instants, and each policy on a trace worked out by hand. Times are
// minutes.
#include <gtest/gtest.h>

#include <cmath>

#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

Duration minutes(double n) { return {n, Unit::min}; }
CalendarSpan off(double from, double to) { return {minutes(from), minutes(to), Presence::off}; }
CalendarSpan pause(double from, double to) { return {minutes(from), minutes(to), Presence::rest}; }

/// One station with jobs always at hand, and its calendar.
Plant shop(Duration cycle, std::vector<CalendarSpan> spans, ShiftEnd policy, int jobs = 20) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = jobs});
    plant.add(Station{.name = "S1", .cycle = cycle, .calendar = "hours", .at_shift_end = policy});
    plant.add(ShiftCalendar{.name = "hours", .spans = std::move(spans)});
    return plant;
}

// -- what happens to the work ------------------------------------------------------------------------------------

TEST(ShiftEnd, SuspendedWorkGoesOnWithWhatRemained) {
    const Watch w(
        shop(25_min, {off(120, 135), off(240, 270), off(360, 375), off(480, 1440), off(1560, 1575), off(1680, 1710)},
             ShiftEnd::suspend),
        3000);
    EXPECT_EQ(w.exits(), "25 50 75 100 140 165 190 215 240 295 320 345 385 410 435 460 1445 1470 1495 1520");
}
TEST(ShiftEnd, AJobIsFinishedPastTheEndAndThatIsOvertime) {
    const Watch w(
        shop(25_min, {off(120, 135), off(240, 270), off(360, 375), off(480, 1440), off(1560, 1575), off(1680, 1710)},
             ShiftEnd::finish_job),
        1465);
    EXPECT_EQ(w.exits(), "25 50 75 100 125 160 185 210 235 260 295 320 345 370 400 425 450 475 500");
    EXPECT_EQ(w.result.stations[0].overtime, Tick{5 + 20 + 10 + 20} * 60'000'000);
    EXPECT_EQ(w.result.stations[0].in(State::processing), Tick{500} * 60'000'000);
}
TEST(ShiftEnd, RestartedWorkBeginsAgain) {
    EXPECT_EQ(Watch(shop(25_min, {off(30, 40)}, ShiftEnd::restart, 3), 200).exits(), "25 65 90");
}
TEST(ShiftEnd, LoadingStandsAlsoWhereWorkBeginsAgain) {
    Plant plant = shop(25_min, {off(6, 40)}, ShiftEnd::restart, 1);
    plant.stations[0].load = 10_min;
    EXPECT_EQ(Watch(plant, 200).states("S1"), "0 load, 6 off_shift, 40 load, 44 processing, 69 starved");
}
TEST(ShiftEnd, ThePeopleOfAStationThatClosesAreFreeMeanwhile) {
    // The man works at S1 to 10, when it closes; at S2 from 10 to 14; at S1 again from 30.
    Plant plant;
    beside(plant, {.name = "S1", .cycle = 20_min, .operators = {{"man"}}, .calendar = "hours"}, {0});
    beside(plant, {.name = "S2", .cycle = 4_min, .operators = {{"man"}}}, {5});
    plant.add(OperatorPool{.name = "man"});
    plant.add(ShiftCalendar{.name = "hours", .spans = {off(10, 30)}});
    const Watch w(plant, 100);
    EXPECT_EQ(w.states("S1"), "0 processing, 10 off_shift, 30 processing, 40 starved");
    EXPECT_EQ(w.states("S2"), "0 starved, 5 waiting_for_operator, 10 processing, 14 starved");
}
TEST(ShiftEnd, WorkIsFinishedIfItTakesNoLongerThanThat) {
    Plant plant = shop(25_min, {off(40, 60)}, ShiftEnd::finish_if_within, 3);
    plant.stations[0].finish_within = 10_min;
    EXPECT_EQ(Watch(plant, 200).exits(), "25 50 85");
    plant.stations[0].finish_within = 9_min;
    const Watch w(plant, 200);
    EXPECT_EQ(w.exits(), "25 70 95");
    EXPECT_EQ(w.states("S1"), "0 processing, 40 off_shift, 60 processing, 95 starved");
}
TEST(ShiftEnd, NothingIsLoadedThatWouldNotBeDone) {
    Plant plant = shop(25_min, {off(40, 60)}, ShiftEnd::no_start_unless_it_fits, 3);
    plant.add(Buffer{.name = "B", .capacity = 3});
    plant.add(Route{.name = "line", .steps = {"B", "S1"}});
    const Watch w(plant, 200);
    EXPECT_EQ(w.exits(), "25 85 110");
    EXPECT_EQ(w.states("S1"), "0 processing, 25 starved, 40 off_shift, 60 processing, 110 starved");
    plant.calendars[0].spans = {off(50, 60)};  // ends just at the shift's end
    EXPECT_EQ(Watch(plant, 200).exits(), "25 50 85");
}
TEST(ShiftEnd, AJobThatDoesNotFitHereGoesToAStationWhereItDoes) {
    // S1 stands first in the list and closes at 40; at 25 its next job would not fit, S2 takes it instead.
    Plant plant = shop(25_min, {off(40, 60)}, ShiftEnd::no_start_unless_it_fits, 4);
    plant.add(Station{.name = "S2", .cycle = 30_min});
    plant.add(Buffer{.name = "B", .capacity = 9});
    plant.add(Route{.name = "line", .steps = {"B", any({"S1", "S2"})}});
    const Watch w(plant, 200);
    EXPECT_EQ(w.states("S1"), "0 processing, 25 starved, 40 off_shift, 60 processing, 85 starved");
    EXPECT_EQ(w.states("S2"), "0 processing, 60 starved");
}
TEST(ShiftEnd, ACompletionBeatsTheEndOfItsInstant) {
    const Watch w(shop(25_min, {off(25, 40)}, ShiftEnd::suspend, 2), 200);
    EXPECT_EQ(w.exits(), "25 65");
    EXPECT_EQ(w.states("S1"), "0 processing, 25 off_shift, 40 processing, 65 starved");
}
TEST(ShiftEnd, AStationThatIsOffLetsItsFinishedJobLeave) {
    Plant plant = shop(5_min, {off(10, 50)}, ShiftEnd::suspend, 3);
    plant.add(Station{.name = "S2", .cycle = 20_min});
    const Watch w(plant, 200);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "5 25 55");
    EXPECT_EQ(w.times(Happening::load, "S1"), "0 5 50");
    EXPECT_EQ(w.states("S1"), "0 processing, 10 off_shift, 50 processing, 55 starved");
}
TEST(ShiftEnd, ABreakKeepsTheClockOrItsLength) {
    Plant plant = shop(25_min, {pause(20, 30)}, ShiftEnd::finish_job, 2);
    const Watch clock(plant, 200);
    EXPECT_EQ(clock.states("S1"), "0 processing, 25 break, 30 processing, 55 starved");
    plant.stations[0].late_break = BreakRule::keep_length;
    const Watch length(plant, 200);
    EXPECT_EQ(length.states("S1"), "0 processing, 25 break, 35 processing, 60 starved");
    EXPECT_EQ(length.exits(), "25 60");
}
TEST(ShiftEnd, WorkPastTheEndThatDoesNotGoOnAtOnceStands) {
    // S is loaded from 8 to 13, past its end at 10; then it needs the man, who is at S2 until 50.
    Plant plant;
    for (const char* name : {"S", "S2"}) {
        Source source = arrivals("", {name == std::string("S") ? 8.0 : 0.0});
        source.name = std::string("in ") + name;
        source.route = std::string("r ") + name;
        plant.add(std::move(source));
        plant.add(Buffer{.name = std::string("B ") + name});
        plant.add(Route{.name = std::string("r ") + name, .steps = {std::string("B ") + name, name}});
    }
    plant.add(Station{.name = "S",
                      .cycle = 10_min,
                      .load = 5_min,
                      .operators = {{"man"}},
                      .calendar = "hours",
                      .at_shift_end = ShiftEnd::finish_if_within,
                      .finish_within = 30_min});
    plant.add(Station{.name = "S2", .cycle = 50_min, .operators = {{"man"}}});
    plant.add(OperatorPool{.name = "man"});
    plant.add(ShiftCalendar{.name = "hours", .spans = {off(10, 100)}});
    EXPECT_EQ(Watch(plant, 200).states("S"), "0 starved, 8 load, 13 off_shift, 100 processing, 110 starved");
}
TEST(ShiftEnd, UnloadingBelongsToTheJob) {
    Plant plant = shop(25_min, {off(20, 60)}, ShiftEnd::finish_job, 2);
    plant.stations[0].unload = 5_min;
    EXPECT_EQ(Watch(plant, 200).states("S1"),
              "0 processing, 25 unload, 30 off_shift, 60 processing, 85 unload, 90 starved");
}

// -- breakdowns --------------------------------------------------------------------------------------------------

TEST(ShiftBreakdowns, OffShiftComesBeforeTheRepairWhichGoesOn) {
    Plant plant = shop(20_min, {off(15, 40)}, ShiftEnd::suspend, 1);
    plant.stations[0].breakdowns.push_back({.dated = {{10_min, 20_min}}});
    EXPECT_EQ(Watch(plant, 100).states("S1"), "0 processing, 10 repair, 15 off_shift, 40 processing, 50 starved");
}
TEST(ShiftBreakdowns, TheClockOnShiftStandsOffShift) {
    Plant plant = shop(100_min, {off(10, 20)}, ShiftEnd::suspend, 1);
    plant.stations[0].breakdowns.push_back(
        {.uptime = constant(30_min), .repair = constant(5_min), .clock = BreakdownClock::on_shift});
    EXPECT_EQ(Watch(plant, 60).states("S1"), "0 processing, 10 off_shift, 20 processing, 40 repair, 45 processing");
    plant.stations[0].breakdowns[0].clock = BreakdownClock::calendar;
    EXPECT_EQ(Watch(plant, 60).states("S1"), "0 processing, 10 off_shift, 20 processing, 30 repair, 35 processing");
}
TEST(ShiftBreakdowns, TheRepairStandsWhileItsCrewIsOffShiftOrGoesOn) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 1});
    plant.add(
        Station{.name = "S1", .cycle = 20_min, .breakdowns = {{.dated = {{10_min, 10_min}}, .crew = {{"crew"}}}}});
    plant.add(OperatorPool{.name = "crew", .calendar = "hours"});
    plant.add(ShiftCalendar{.name = "hours", .spans = {off(15, 30)}});
    EXPECT_EQ(Watch(plant, 100).states("S1"),
              "0 processing, 10 repair, 15 waiting_for_crew, 30 repair, 35 processing, 45 starved");
    plant.stations[0].breakdowns[0].repair_clock = RepairClock::calendar;
    EXPECT_EQ(Watch(plant, 100).states("S1"), "0 processing, 10 repair, 20 processing, 30 starved");
}

TEST(ShiftBreakdowns, AFinishedJobLeavesAfterARepairThatEndsOffShift) {
    // J3 is blocked at 9; S1 closes at 12, fails at 14. At 23 there is room, but S1 is down until 34.
    Plant plant = shop(3_min, {off(12, 100)}, ShiftEnd::suspend, 3);
    plant.stations[0].breakdowns.push_back({.dated = {{14_min, 20_min}}});
    plant.add(Station{.name = "S2", .cycle = 20_min}).add(Buffer{.name = "B", .capacity = 1});
    plant.add(Route{.name = "line", .steps = {"S1", "B", "S2"}});
    const Watch w(plant, 200);
    EXPECT_EQ(w.times(Happening::leave, "S1"), "3 6 34");
    EXPECT_EQ(w.exits(), "23 43 63");
}
TEST(ShiftBreakdowns, AMaintenanceClockGoesOnAfterABreakWithinAnotherMaintenance) {
    // Every 40 min on shift; another one from 10 to 30, a break from 15 to 20: due at 45.
    Plant plant = shop(1000_min, {pause(15, 20)}, ShiftEnd::suspend, 1);
    plant.stations[0].maintenance.push_back(
        {.name = "long", .dated = {10_min}, .duration = constant(20_min), .mode = MaintenanceMode::immediate});
    plant.stations[0].maintenance.push_back({.name = "short",
                                             .clock = MaintenanceClock::on_shift,
                                             .every = constant(40_min),
                                             .duration = constant(5_min),
                                             .mode = MaintenanceMode::immediate});
    EXPECT_EQ(Watch(plant, 60).states("S1"),
              "0 processing, 10 planned_maintenance, 15 break, 20 planned_maintenance, 30 processing, 45 "
              "planned_maintenance, 50 processing");
}

// -- people ------------------------------------------------------------------------------------------------------

Plant manned(std::vector<CalendarSpan> spans, ShiftEnd policy) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 1});
    plant.add(Station{.name = "S1", .cycle = 8_min, .operators = {{"man"}}});
    plant.add(OperatorPool{.name = "man", .calendar = "hours", .at_shift_end = policy});
    plant.add(ShiftCalendar{.name = "hours", .spans = std::move(spans)});
    return plant;
}
TEST(ShiftPeople, AStationOnShiftWithoutItsOperatorWaitsForOne) {
    const Watch w(manned({off(5, 10)}, ShiftEnd::suspend), 20);
    EXPECT_EQ(w.states("S1"), "0 processing, 5 waiting_for_operator, 10 processing, 13 starved");
    EXPECT_EQ(w.result.operators[0].working, Tick{8} * 60'000'000);
    EXPECT_EQ(w.result.operators[0].off_shift, Tick{5} * 60'000'000);
    EXPECT_EQ(w.result.operators[0].idle, Tick{7} * 60'000'000);
}
TEST(ShiftPeople, WhoFinishesTheJobWorksOvertime) {
    const Watch w(manned({off(5, 10)}, ShiftEnd::finish_job), 20);
    EXPECT_EQ(w.states("S1"), "0 processing, 8 starved");
    EXPECT_EQ(w.result.operators[0].overtime, Tick{3} * 60'000'000);
    EXPECT_EQ(w.result.operators[0].off_shift, Tick{2} * 60'000'000);
}
TEST(ShiftPeople, WhoFinishesIfItTakesNoLongerThanThat) {
    // At 5 there are 3 minutes left.
    Plant plant = manned({off(5, 10)}, ShiftEnd::finish_if_within);
    plant.operators[0].finish_within = 3_min;
    EXPECT_EQ(Watch(plant, 30).states("S1"), "0 processing, 8 starved");
    plant.operators[0].finish_within = 2_min;
    EXPECT_EQ(Watch(plant, 30).states("S1"), "0 processing, 5 waiting_for_operator, 10 processing, 13 starved");
}
TEST(ShiftPeople, WhoIsToBeginAgainBeginsAgain) {
    EXPECT_EQ(Watch(manned({off(5, 10)}, ShiftEnd::restart), 30).states("S1"),
              "0 processing, 5 waiting_for_operator, 10 processing, 18 starved");
}
TEST(ShiftPeople, NobodyBeginsWhatDoesNotFit) {
    // 8 min of work, the shift ends at 5: they wait until 10.
    EXPECT_EQ(Watch(manned({off(5, 10)}, ShiftEnd::no_start_unless_it_fits), 30).states("S1"),
              "0 waiting_for_operator, 10 processing, 18 starved");
    EXPECT_EQ(Watch(manned({off(8, 10)}, ShiftEnd::no_start_unless_it_fits), 30).states("S1"),
              "0 processing, 8 starved");
}
TEST(ShiftPeople, ARiseByOneResumesExactlyOneJob) {
    // Five at work until 4, nobody until 8, then one.
    Plant plant;
    for (const char* name : {"S1", "S2", "S3", "S4", "S5"}) {
        plant.add(
            Source{.name = std::string("in ") + name, .always = true, .count = 1, .route = std::string("r ") + name});
        plant.add(Station{.name = name, .cycle = 10_min, .operators = {{"man"}}});
        plant.add(Route{.name = std::string("r ") + name, .steps = {name}});
    }
    plant.add(OperatorPool{.name = "man", .count = 5, .attendance = {{"early", 5}, {"late", 1}}});
    plant.add(ShiftCalendar{.name = "early", .spans = {off(4, 1000)}});
    plant.add(ShiftCalendar{.name = "late", .spans = {off(0, 8)}});
    const Watch w(plant, 60);
    EXPECT_EQ(w.states("S1"), "0 processing, 4 waiting_for_operator, 8 processing, 14 starved");
    EXPECT_EQ(w.states("S2"), "0 processing, 4 waiting_for_operator, 14 processing, 20 starved");
    EXPECT_EQ(w.states("S5"), "0 processing, 4 waiting_for_operator, 32 processing, 38 starved");
}
TEST(ShiftPeople, IdleOnesLeaveFirstThenTheLatestStarted) {
    Plant plant;
    for (const char* name : {"S1", "S2"}) {
        plant.add(Source{.name = std::string("in ") + name,
                         .interarrival = constant(1000_min),
                         .first = name[1] == '1' ? 0_min : 2_min,
                         .route = std::string("r ") + name});
        plant.add(Station{.name = name, .cycle = 10_min, .operators = {{"man"}}});
        plant.add(Route{.name = std::string("r ") + name, .steps = {name}});
    }
    plant.add(OperatorPool{.name = "man", .count = 3, .attendance = {{"all", 2}, {"one", 1}}});
    plant.add(ShiftCalendar{.name = "all", .spans = {off(5, 1000)}});
    plant.add(ShiftCalendar{.name = "one"});
    const Watch w(plant, 60);
    EXPECT_EQ(w.states("S1"), "0 processing, 10 starved");
    EXPECT_EQ(w.states("S2"), "0 starved, 2 processing, 5 waiting_for_operator, 10 processing, 17 starved");
    plant.operators[0].at_shift_end = ShiftEnd::restart;  // work from which somebody leaves begins again
    const Watch again(plant, 60);
    EXPECT_EQ(again.states("S1"), "0 processing, 10 starved");
    EXPECT_EQ(again.states("S2"), "0 starved, 2 processing, 5 waiting_for_operator, 10 processing, 20 starved");
}
TEST(ShiftPeople, APersonMayHaveHoursOfTheirOwn) {
    Plant plant = manned({off(0, 10)}, ShiftEnd::suspend);
    plant.operators[0].people = {{.name = "Ann", .skills = {}, .calendar = "always"}, {.name = "Bob"}};
    plant.add(ShiftCalendar{.name = "always"});
    const Watch w(plant, 20);
    EXPECT_EQ(w.states("S1"), "0 processing, 8 starved");
    EXPECT_EQ(w.result.operators[0].off_shift, Tick{10} * 60'000'000);
}

// -- patterns ----------------------------------------------------------------------------------------------------

/// The changes of a plant's first calendar as "hour presence", hours from the start.
std::string changes(const Plant& plant, int number) {
    Plant whole = plant;
    whole.add(Source{.name = "in", .always = true, .count = 1});
    whole.add(Station{.name = "S", .cycle = 1_h, .calendar = plant.calendars[0].name});
    const auto program = compile(whole);
    const WorkCalendar& calendar = program->calendars[0];
    Tick t = 0;
    std::string out(name_of(calendar.at(program->wall_clock, t)));
    for (int i = 0; i < number; ++i) {
        t = calendar.next_change(program->wall_clock, t);
        if (t == never) return out + ", for ever";
        char hour[32];
        std::snprintf(hour, sizeof hour, "%g", static_cast<double>(t) / 3.6e9);
        out += std::string(", ") + hour + " " + std::string(name_of(calendar.at(program->wall_clock, t)));
    }
    return out;
}
TEST(Patterns, AWeekOfShiftsWithABreak) {
    Plant plant{.start = "2026-11-20 06:00"};  // a Friday
    plant.add(ShiftCalendar{.name = "c",
                            .shifts = {{.days = {Weekday::mon, Weekday::tue, Weekday::wed, Weekday::thu, Weekday::fri},
                                        .from = "06:00",
                                        .to = "14:00",
                                        .breaks = {{"09:00", "09:15"}}}}});
    EXPECT_EQ(changes(plant, 5), "on, 3 break, 3.25 on, 8 off, 72 on, 75 break");
    plant.calendars[0].dates = {{.date = "2026-11-23", .reason = "a holiday"}};
    EXPECT_EQ(changes(plant, 4), "on, 3 break, 3.25 on, 8 off, 96 on");
    plant.calendars[0].dates = {{.date = "2026-11-21", .shifts = {{.from = "08:00", .to = "12:00"}}}};
    EXPECT_EQ(changes(plant, 6), "on, 3 break, 3.25 on, 8 off, 26 on, 30 off, 72 on");
    plant.calendars[0].spans = {{8_h, 10_h, Presence::on}};  // planned overtime
    EXPECT_EQ(changes(plant, 4), "on, 3 break, 3.25 on, 10 off, 26 on");
}
TEST(Patterns, ShiftsThatFollowOneAnotherAreOneStretch) {
    Plant plant;
    plant.add(ShiftCalendar{
        .name = "c",
        .shifts = {
            {.from = "06:00", .to = "14:00"}, {.from = "14:00", .to = "22:00"}, {.from = "22:00", .to = "06:00"}}});
    EXPECT_EQ(changes(plant, 1), "on, for ever");
    plant.calendars[0].shifts.pop_back();
    EXPECT_EQ(changes(plant, 3), "off, 6 on, 22 off, 30 on");
}
TEST(Patterns, ANightIsAnHourShorterWhenTheClockIsPutForwardAndLongerWhenItIsPutBack) {
    Plant plant{.start = "2026-03-28 22:00",
                .clock_changes = {{"2026-03-29 02:00", 1_h}, {"2026-10-25 03:00", Duration{-1, Unit::h}}}};
    plant.add(ShiftCalendar{.name = "c", .shifts = {{.days = {Weekday::sat}, .from = "22:00", .to = "06:00"}}});
    EXPECT_EQ(changes(plant, 2), "on, 7 off, 167 on");
    plant.start = "2026-10-24 22:00";
    EXPECT_EQ(changes(plant, 2), "on, 9 off, 169 on");
    plant.calendars[0].shifts = {{.from = "22:00", .to = "02:30"}};  // 02:30 comes twice: the first one
    EXPECT_EQ(changes(plant, 2), "on, 4.5 off, 25 on");
    plant.start = "2026-03-28 22:00";  // 02:30 doesn't come at all: the moment of the change
    EXPECT_EQ(changes(plant, 2), "on, 4 off, 23 on");
}
TEST(Patterns, ARotationOfTwoCrewsLeavesNoDayAndSharesNone) {
    Plant plant{.start = "2026-11-23 06:00"};
    const Shift day{.name = "D", .from = "06:00", .to = "18:00"};
    for (const int crew : {1, 2})
        plant.add(ShiftCalendar{.name = std::to_string(crew),
                                .shifts = {day},
                                .rotation = Rotation{.rule = RotationRule::two_two_three, .crew = crew}});
    EXPECT_EQ(changes(plant, 9), "on, 12 off, 24 on, 36 off, 96 on, 108 off, 120 on, 132 off, 144 on, 156 off");
    plant.add(Source{.name = "in", .always = true, .count = 1});
    plant.add(Station{.name = "A", .cycle = 1_h, .calendar = "1"})
        .add(Station{.name = "B", .cycle = 1_h, .calendar = "2"});
    const auto program = compile(plant);
    for (int d = 0; d < 28; ++d) {
        const Tick noon = (Tick{d} * 24 + 6) * 3'600'000'000;
        EXPECT_NE(program->calendars[0].at(program->wall_clock, noon) == Presence::on,
                  program->calendars[1].at(program->wall_clock, noon) == Presence::on)
            << d;
    }
}
TEST(Patterns, FiveCrewsCoverEveryHourOnce) {
    Plant plant{.start = "2026-11-23 06:00"};
    plant.add(Source{.name = "in", .always = true, .count = 1});
    for (const int crew : {1, 2, 3, 4, 5}) {
        plant.add(ShiftCalendar{.name = std::to_string(crew),
                                .shifts = {{.name = "M", .from = "06:00", .to = "14:00"},
                                           {.name = "A", .from = "14:00", .to = "22:00"},
                                           {.name = "N", .from = "22:00", .to = "06:00"}},
                                .rotation = Rotation{.rule = RotationRule::five_crews, .crew = crew}});
        plant.add(Station{.name = "S" + std::to_string(crew), .cycle = 1_h, .calendar = std::to_string(crew)});
    }
    const auto program = compile(plant);
    for (int h = 0; h < 240; ++h) {
        int there = 0;
        for (const WorkCalendar& c : program->calendars)
            there +=
                c.at(program->wall_clock, (Tick{h} * 2 + 1) * 1'800'000'000 + 240 * Tick{3'600'000'000}) == Presence::on
                    ? 1
                    : 0;
        EXPECT_EQ(there, 1) << h;
    }
}
TEST(Patterns, NineEightyIsEightyHoursInNineDays) {
    Plant plant{.start = "2026-11-23 00:00"};
    plant.add(
        ShiftCalendar{.name = "c",
                      .shifts = {{.name = "long", .from = "07:00", .to = "16:30", .breaks = {{"12:00", "12:30"}}},
                                 {.name = "short", .from = "07:00", .to = "15:30", .breaks = {{"12:00", "12:30"}}}},
                      .rotation = Rotation{.rule = RotationRule::nine_eighty}});
    plant.add(Source{.name = "in", .always = true, .count = 1});
    plant.add(Station{.name = "S", .cycle = 1_h, .calendar = "c"});
    const auto program = compile(plant);
    double hours = 0;
    int days = 0;
    Tick t = 0;
    const Tick end = Tick{14} * 24 * 3'600'000'000;
    bool day_counted = false;
    while (t < end) {
        const Tick next = std::min(end, program->calendars[0].next_change(program->wall_clock, t));
        const Presence there = program->calendars[0].at(program->wall_clock, t);
        if (there == Presence::on) hours += static_cast<double>(next - t) / 3.6e9;
        if (there == Presence::on && !day_counted) ++days;
        day_counted = there != Presence::off;
        t = next;
    }
    EXPECT_EQ(hours, 80.0);
    EXPECT_EQ(days, 9);
}

// -- faults ------------------------------------------------------------------------------------------------------

TEST(CalendarFaults, SayWhereAndWhat) {
    Plant plant = shop(1_min, {off(5, 5)}, ShiftEnd::finish_if_within);
    plant.start = "2026-02-30";
    plant.calendars[0].shifts = {{.from = "6:00", .to = "14:00", .breaks = {{"15:00", "15:10"}}}};
    plant.calendars[0].dates = {{.date = "25.12.2026"}};
    plant.add(OperatorPool{.name = "p", .calendar = "huors"});
    const std::string all = faults_of(plant);
    for (const char* part :
         {"start: \"2026-02-30\" is no date", "calendars/hours/shifts/0/from: \"6:00\"", "calendars/hours/dates/0/date",
          "stations/S1/finish_within: is missing", "operators/p/calendar: there is no calendar \"huors\""})
        EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
}
TEST(CalendarFaults, WhatIsHandedOverCannotBeLookedAtBefore) {
    EXPECT_NE(faults_of(shop(1_min, {off(5, 6)}, ShiftEnd::no_start_unless_it_fits)).find("stations/S1/at_shift_end"),
              std::string::npos);
}
TEST(CalendarFaults, APolicyWithoutACalendarIsRefused) {
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "S", .cycle = 1_min, .at_shift_end = ShiftEnd::finish_job});
    EXPECT_NE(faults_of(plant).find("stations/S/at_shift_end"), std::string::npos);
}

}  // namespace
}  // namespace linewright
