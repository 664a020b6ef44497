// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Planned overtime (docs/semantics.md, 7), each rule with a trace worked out by hand. Times are minutes, the run starts
// on a Monday at 00:00.
#include <gtest/gtest.h>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

constexpr Tick minute = 60'000'000;

/// A station with one man, 10 min a job, from 08:00 to 16:00 (minutes 480 to 960): 48 jobs a shift. Jobs wait from the
/// begin of these days.
Plant plant_of(OvertimeRule rule, std::vector<std::pair<int, int>> jobs_by_day) {
    Plant plant;
    Source source{.name = "in"};
    for (const auto& [day, jobs] : jobs_by_day)
        source.schedule.push_back({.at = {1440.0 * day, Unit::min}, .quantity = jobs});
    plant.add(std::move(source));
    plant.add(Buffer{.name = "B"});
    plant.add(Station{.name = "S", .cycle = 10_min, .operators = {{"man"}}, .calendar = "day"});
    plant.add(Route{.name = "line", .steps = {"B", "S"}});
    plant.add(OperatorPool{.name = "man", .calendar = "day"});
    plant.add(ShiftCalendar{.name = "day", .shifts = {{.from = "08:00", .to = "16:00"}}, .overtime = std::move(rule)});
    return plant;
}

TEST(Overtime, WhileTooMuchWaitsItGoesOnStepByStep) {
    // 60 jobs. At 960 12 wait, at 1020 6, at 1080 none.
    const Trace t(plant_of({.buffer = "B", .more_than = 4}, {{0, 60}}), 1440);
    EXPECT_EQ(t.states("S"), "0 off_shift, 480 processing, 1080 off_shift");
    EXPECT_EQ(t.result.stations[0].planned_overtime, 120 * minute);
    EXPECT_EQ(t.result.stations[0].overtime, 0);
    EXPECT_EQ(t.result.operators[0].planned_overtime, 120 * minute);
    EXPECT_EQ(t.result.operators[0].off_shift, 840 * minute);
    // More than 6 don't wait at 1020.
    EXPECT_EQ(Trace(plant_of({.buffer = "B", .more_than = 6}, {{0, 60}}), 1440).states("S"),
              "0 off_shift, 480 processing, 1020 off_shift");
    EXPECT_EQ(Trace(plant_of({.buffer = "B", .more_than = 12}, {{0, 60}}), 1440).states("S"),
              "0 off_shift, 480 processing, 960 off_shift");
}
TEST(Overtime, NoMoreThanTheDayAndTheWeekAllow) {
    // 200 jobs. Monday 48 + 9 in 90 min; Tuesday 48 + 3 in the 30 min that the week has left; Wednesday 48; Thursday
    // the last 44. On the next Monday 60: 48, and 9 more.
    const Trace t(
        plant_of({.buffer = "B", .more_than = 2, .most_a_day = 90_min, .most_a_week = 120_min}, {{0, 200}, {7, 60}}),
        8 * 1440);
    EXPECT_EQ(
        t.states("S"),
        "0 off_shift, 480 processing, 1050 off_shift, 1920 processing, 2430 off_shift, 3360 processing, 3840 "
        "off_shift, 4800 processing, 5240 starved, 5280 off_shift, 6240 starved, 6720 off_shift, 7680 starved, 8160 "
        "off_shift, 9120 starved, 9600 off_shift, 10560 processing, 11130 off_shift");
    EXPECT_EQ(t.result.operators[0].planned_overtime, (120 + 90) * minute);
}
TEST(Overtime, WhileTooLittleWasMade) {
    // At 960 the 48th is finished but hasn't left: 47, under 50; at 1020 53.
    const Plant plant = plant_of({.fewer_than = 50, .step = 60_min}, {{0, 500}});
    EXPECT_EQ(Trace(plant, 2880).states("S"),
              "0 off_shift, 480 processing, 1020 off_shift, 1920 processing, 2460 off_shift");
    EXPECT_EQ(Watch(plant, 1440, 700).states("S"), "0 off_shift, 480 processing, 1020 off_shift");
    EXPECT_EQ(Trace(plant_of({.fewer_than = 47, .step = 60_min}, {{0, 500}}), 1440).states("S"),
              "0 off_shift, 480 processing, 960 off_shift");
}
TEST(Overtime, OfOneProduct) {
    Plant plant = plant_of({.fewer_than = 24, .product = "b", .step = 30_min}, {{0, 40}});
    plant.add(Product{.name = "a"}).add(Product{.name = "b"});
    plant.sources[0].schedule[0].product = "a";
    plant.sources[0].schedule.push_back({.product = "b", .quantity = 40});  // 8 by 960 (7 have left), then 3 a step
    EXPECT_EQ(Trace(plant, 1440).states("S"), "0 off_shift, 480 processing, 1140 off_shift");
}
TEST(Overtime, ItEndsWithTheNextShift) {
    Plant plant = plant_of({.buffer = "B", .step = Duration{20, Unit::h}}, {{0, 500}});
    const Trace t(plant, 2880);
    EXPECT_EQ(t.states("S"), "0 off_shift, 480 processing");
    EXPECT_EQ(t.result.stations[0].planned_overtime, (960 + 480) * minute);  // from 960 to 1920, from 2400 on
}
TEST(Overtime, PlannedAndUnplannedAreCountedApart) {
    // 15 min of overtime a day: a job stands half done at 975, and is finished.
    Plant plant = plant_of({.buffer = "B", .most_a_day = 15_min}, {{0, 500}});
    plant.stations[0].at_shift_end = ShiftEnd::finish_job;
    plant.operators[0].at_shift_end = ShiftEnd::finish_job;
    const Trace t(plant, 1440);
    EXPECT_EQ(t.states("S"), "0 off_shift, 480 processing, 980 off_shift");
    EXPECT_EQ(t.result.stations[0].planned_overtime, 15 * minute);
    EXPECT_EQ(t.result.stations[0].overtime, 5 * minute);
    EXPECT_EQ(t.result.operators[0].planned_overtime, 15 * minute);
    EXPECT_EQ(t.result.operators[0].overtime, 5 * minute);
    const Watch w(plant, 970, 962);  // the window cuts it
    EXPECT_EQ(w.result.stations[0].planned_overtime, 8 * minute);
    EXPECT_EQ(w.result.operators[0].planned_overtime, 8 * minute);
}
TEST(Overtime, WhoIsAbsentFromTheShiftIsAbsentFromItsOvertime) {
    Plant plant = plant_of({.buffer = "B", .step = 30_min, .most_a_day = 30_min}, {{0, 500}});
    plant.operators[0].count = 2;
    plant.operators[0].absence = {{.count = 1}};
    const Trace t(plant, 1440);
    EXPECT_EQ(t.result.operators[0].planned_overtime, 30 * minute);
    EXPECT_EQ(t.result.operators[0].working, 510 * minute);
    // Drawn for the shift of the first day alone: nobody comes at 480, nor at 960 for half an hour more. On Tuesday 51
    // jobs.
    Plant drawn = plant_of({.buffer = "B", .step = 30_min, .most_a_day = 30_min}, {{0, 500}});
    drawn.operators[0].absence = {{.to = 1440_min, .chance = 1.0}};
    const std::string states = "0 off_shift, 480 waiting_for_operator, 990 off_shift, 1920 processing, 2430 off_shift";
    const Trace later(drawn, 2880);
    EXPECT_EQ(later.states("S"), states);
    EXPECT_EQ(later.result.operators[0].absent, 510 * minute);
    EXPECT_EQ(later.result.operators[0].planned_overtime, 30 * minute);
    // The same where it is only known how many of them are absent.
    drawn.operators[0].calendar.clear();
    drawn.operators[0].count = 5;
    drawn.operators[0].attendance = {{"day", 2}};
    const Trace counted(drawn, 2880);
    EXPECT_EQ(counted.states("S"), states);
    EXPECT_EQ(counted.result.operators[0].absent, 2 * 510 * minute);
    EXPECT_EQ(counted.result.operators[0].planned_overtime, 2 * 30 * minute);
}
TEST(Overtime, AnAttendanceGoesOnWithItsCalendarAlone) {
    Plant plant = plant_of({.buffer = "B", .most_a_day = 60_min}, {{0, 500}});
    plant.add(ShiftCalendar{.name = "other", .shifts = {{.from = "08:00", .to = "20:00"}}});
    plant.operators[0] = {.name = "man", .count = 5, .attendance = {{"day", 2}, {"other", 3}}};
    EXPECT_EQ(Trace(plant, 1440).result.operators[0].planned_overtime, 2 * 60 * minute);
}
TEST(Overtime, ASavedRunGoesOnAsItWould) {
    const auto program = compile(
        plant_of({.buffer = "B", .more_than = 9, .step = 45_min, .most_a_week = 300_min}, {{0, 200}, {3, 400}}));
    Simulation whole(program, {}), first(program, {});
    whole.run_until(14400 * minute);
    first.run_until(970 * minute);
    Simulation second = Simulation::load(program, first.save());
    second.run_until(14400 * minute);
    EXPECT_EQ(whole.save(), second.save());
    EXPECT_EQ(measure(whole).operators[0].planned_overtime, measure(second).operators[0].planned_overtime);
}
TEST(Overtime, FaultsSayWhereAndWhatToDo) {
    const auto faults = [](OvertimeRule rule) { return faults_of(plant_of(std::move(rule), {{0, 5}})); };
    EXPECT_EQ(faults({}), "calendars/day/overtime: doesn't say what it looks at\n");
    EXPECT_EQ(faults({.buffer = "B", .fewer_than = 3}),
              "calendars/day/overtime: looks at a buffer and at what was made\n");
    EXPECT_EQ(faults({.buffer = "C"}), "calendars/day/overtime/buffer: there is no buffer \"C\"\n");
    EXPECT_EQ(faults({.fewer_than = 0}), "calendars/day/overtime/fewer_than: must be at least 1, is 0\n");
    EXPECT_EQ(faults({.buffer = "B", .step = 0_min}), "calendars/day/overtime/step: must be over 0\n");
}

}  // namespace
}  // namespace linewright
