// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// When stations work and people are there: weekly shifts with breaks, rotations, dates that differ, stretches counted
// from the start; and what happens to the work when a shift ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "linewright/plant/common.hpp"

namespace linewright {

enum class Weekday : std::uint8_t { mon, tue, wed, thu, fri, sat, sun };
template <>
struct Choices<Weekday> {
    static constexpr std::array list{
        Choice<Weekday>{"mon", Weekday::mon, "Monday"},    Choice<Weekday>{"tue", Weekday::tue, "Tuesday"},
        Choice<Weekday>{"wed", Weekday::wed, "Wednesday"}, Choice<Weekday>{"thu", Weekday::thu, "Thursday"},
        Choice<Weekday>{"fri", Weekday::fri, "Friday"},    Choice<Weekday>{"sat", Weekday::sat, "Saturday"},
        Choice<Weekday>{"sun", Weekday::sun, "Sunday"}};
};

/// A break within a shift, as times of the day.
struct ShiftBreak {
    std::string from{};
    std::string to{};
    bool operator==(const ShiftBreak&) const = default;
};
template <>
struct Fields<ShiftBreak> {
    static constexpr std::string_view name = "shift_break";
    static constexpr std::string_view doc = "A break within a shift.";
    static constexpr auto list =
        std::tuple{Field{"from", &ShiftBreak::from, "Its begin, a time of the day: \"09:00\"."},
                   Field{"to", &ShiftBreak::to, "Its end; not later than the shift's."}};
};

/// A shift, as times of the day. One that ends at or before its begin ends on the next day.
struct Shift {
    std::string name{};
    std::vector<Weekday> days{};
    std::string from{};
    std::string to{};
    std::vector<ShiftBreak> breaks{};
    bool operator==(const Shift&) const = default;
};
template <>
struct Fields<Shift> {
    static constexpr std::string_view name = "shift";
    static constexpr std::string_view doc =
        "A shift, as times of the day. One that ends at or before its begin ends on the next day.";
    static constexpr auto list =
        std::tuple{Field{"name", &Shift::name, "Its name; a rotation calls its shifts by it."},
                   Field{"days", &Shift::days, "The days of the week on which it begins; empty: every day."},
                   Field{"from", &Shift::from, "Its begin, a time of the day: \"06:00\"."},
                   Field{"to", &Shift::to, "Its end; \"24:00\" is midnight."},
                   Field{"breaks", &Shift::breaks, "The breaks within it."}};
};

/// Rotations that are known by name.
enum class RotationRule : std::uint8_t { listed, two_two_three, nine_eighty, five_crews };
template <>
struct Choices<RotationRule> {
    static constexpr std::array list{
        Choice<RotationRule>{"listed", RotationRule::listed, "the days that are listed"},
        Choice<RotationRule>{"2-2-3", RotationRule::two_two_three,
                             "14 days: 2 on, 2 off, 3 on, 2 off, 2 on, 3 off, on the calendar's first shift; crew 2 "
                             "works when crew 1 is off"},
        Choice<RotationRule>{"9/80", RotationRule::nine_eighty,
                             "14 days: Monday to Thursday the first shift, one Friday the second and one off; crew 2 "
                             "has the other Friday"},
        Choice<RotationRule>{"five_crews", RotationRule::five_crews,
                             "10 days: 2 on each of the calendar's first three shifts, 4 off; each next crew is 2 days "
                             "behind"}};
};

/// Shifts that come round in another rhythm than the week's.
struct Rotation {
    RotationRule rule = RotationRule::listed;
    std::vector<std::string> days{};
    std::string first{};
    int crew = 1;
    bool operator==(const Rotation&) const = default;
};
template <>
struct Fields<Rotation> {
    static constexpr std::string_view name = "rotation";
    static constexpr std::string_view doc = "Shifts that come round in another rhythm than the week's.";
    static constexpr auto list = std::tuple{
        Field{"rule", &Rotation::rule, "A rotation known by name, or listed."},
        Field{"days", &Rotation::days, "When listed: the name of the shift of each day, \"-\" for a day off."},
        Field{"first", &Rotation::first,
              "The date of the first day of crew 1: \"2026-11-23\"; empty: the day of the plant's start, or the Monday "
              "of its week for 9/80."},
        Field{"crew", &Rotation::crew, "Which of the rule's crews this is."}};
};

/// A date on which other shifts hold than the pattern's.
struct CalendarDate {
    std::string date{};
    std::vector<Shift> shifts{};
    std::string reason{};
    bool operator==(const CalendarDate&) const = default;
};
template <>
struct Fields<CalendarDate> {
    static constexpr std::string_view name = "calendar_date";
    static constexpr std::string_view doc = "A date on which other shifts begin than the pattern's.";
    static constexpr auto list =
        std::tuple{Field{"date", &CalendarDate::date, "The date: \"2026-12-25\"."},
                   Field{"shifts", &CalendarDate::shifts,
                         "The shifts that begin on it; empty: a day off. Their days aren't read."},
                   Field{"reason", &CalendarDate::reason, "Why; for the reader only."}};
};
template <>
struct Shorthand<CalendarDate> {
    static constexpr auto field = &CalendarDate::date;
};

/// On shift, in a break, or off shift.
enum class Presence : std::uint8_t { on, rest, off };
template <>
struct Choices<Presence> {
    static constexpr std::array list{Choice<Presence>{"on", Presence::on, "on shift: planned overtime"},
                                     Choice<Presence>{"break", Presence::rest, "in a break"},
                                     Choice<Presence>{"off", Presence::off, "off shift"}};
};

/// A stretch of time, counted from the start, in which something else holds than the pattern.
struct CalendarSpan {
    Duration from{};
    Duration to{};
    Presence as = Presence::off;
    bool operator==(const CalendarSpan&) const = default;
};
template <>
struct Fields<CalendarSpan> {
    static constexpr std::string_view name = "calendar_span";
    static constexpr std::string_view doc = "A stretch of time, from the start, that differs from the pattern.";
    static constexpr auto list =
        std::tuple{Field{"from", &CalendarSpan::from, "Its begin, from the start."},
                   Field{"to", &CalendarSpan::to, "Its end, from the start; not in it."},
                   Field{"as", &CalendarSpan::as, "What holds in it; where spans overlap the later in the list."}};
};

/// When a shift goes on past its end.
struct OvertimeRule {
    std::string buffer{};
    std::int64_t more_than = 0;
    std::optional<std::int64_t> fewer_than{};
    std::string product{};
    Duration step{1.0, Unit::h};
    std::optional<Duration> most_a_day{};
    std::optional<Duration> most_a_week{};
    bool operator==(const OvertimeRule&) const = default;
};
template <>
struct Fields<OvertimeRule> {
    static constexpr std::string_view name = "overtime_rule";
    static constexpr std::string_view doc =
        "Planned overtime: at the end of a shift it goes on when too much waits, or too little was made.";
    static constexpr auto list = std::tuple{
        Field{"buffer", &OvertimeRule::buffer, "The buffer that is looked at."},
        Field{"more_than", &OvertimeRule::more_than, "The shift goes on when more jobs than these wait in it."},
        Field{"fewer_than", &OvertimeRule::fewer_than,
              "Instead of a buffer: it goes on when fewer good jobs than these have left the plant since it began."},
        Field{"product", &OvertimeRule::product, "Of which product, for fewer_than; empty: of all."},
        Field{"step", &OvertimeRule::step, "How long it goes on; then it is looked at again."},
        Field{"most_a_day", &OvertimeRule::most_a_day,
              "The most on one day, that on which the shift began; not given: to the next shift."},
        Field{"most_a_week", &OvertimeRule::most_a_week, "The most from Monday to Sunday; not given: no limit."}};
};

/// When a station works, or people are there.
struct ShiftCalendar {
    std::string name{};
    std::vector<Shift> shifts{};
    std::optional<Rotation> rotation{};
    std::vector<CalendarDate> dates{};
    std::vector<CalendarSpan> spans{};
    std::optional<OvertimeRule> overtime{};
    bool operator==(const ShiftCalendar&) const = default;
};
template <>
struct Fields<ShiftCalendar> {
    static constexpr std::string_view name = "calendar";
    static constexpr std::string_view doc = "When a station works, or people are there.";
    static constexpr auto list = std::tuple{
        Field{"name", &ShiftCalendar::name, "Its name."},
        Field{"shifts", &ShiftCalendar::shifts, "The shifts of a week; empty: always on shift, save for what follows."},
        Field{"rotation", &ShiftCalendar::rotation, "The rhythm of the shifts; not given: the days of the week."},
        Field{"dates", &ShiftCalendar::dates, "Dates on which other shifts hold."},
        Field{"spans", &ShiftCalendar::spans, "Stretches from the start that differ; they go before all else."},
        Field{"overtime", &ShiftCalendar::overtime, "When a shift goes on past its end; not given: never."}};
};

/// What happens to the work when a shift ends or a break begins.
enum class ShiftEnd : std::uint8_t { suspend, restart, finish_job, finish_if_within, no_start_unless_it_fits };
template <>
struct Choices<ShiftEnd> {
    static constexpr std::array list{
        Choice<ShiftEnd>{"suspend", ShiftEnd::suspend, "it stands and goes on with the remaining time"},
        Choice<ShiftEnd>{"restart", ShiftEnd::restart, "it stands; processing that has begun starts again"},
        Choice<ShiftEnd>{"finish_job", ShiftEnd::finish_job, "the job that is worked on is finished"},
        Choice<ShiftEnd>{"finish_if_within", ShiftEnd::finish_if_within,
                         "it is finished if it takes no longer than finish_within, else it stands"},
        Choice<ShiftEnd>{"no_start_unless_it_fits", ShiftEnd::no_start_unless_it_fits,
                         "no job is loaded that would not be done by then; what is late all the same stands"}};
};

/// How long a break lasts that began late because a job was finished first.
enum class BreakRule : std::uint8_t { keep_clock, keep_length };
template <>
struct Choices<BreakRule> {
    static constexpr std::array list{
        Choice<BreakRule>{"keep_clock", BreakRule::keep_clock, "it ends as scheduled"},
        Choice<BreakRule>{"keep_length", BreakRule::keep_length, "it lasts as long as it was to last"}};
};

/// A change of the local clock: the beginning or the end of daylight saving time.
struct ClockChange {
    std::string at{};
    Duration by{};
    bool operator==(const ClockChange&) const = default;
};
template <>
struct Fields<ClockChange> {
    static constexpr std::string_view name = "clock_change";
    static constexpr std::string_view doc = "A change of the local clock, for daylight saving time.";
    static constexpr auto list =
        std::tuple{Field{"at", &ClockChange::at, "When, by the clock as it went before: \"2026-03-29 02:00\"."},
                   Field{"by", &ClockChange::by, "How far it is put forward (\"1 h\") or back (\"-1 h\")."}};
};

}  // namespace linewright
