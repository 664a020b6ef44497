// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling shifts: dates and times of the day become days of a pattern, people become rosters.
#pragma once

#include <chrono>
#include <cmath>
#include <optional>

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

/// A text of fixed form: digits where the form has a 0, else the same character.
inline bool has_form(std::string_view text, std::string_view form) {
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
    return true;
}
inline std::int64_t digits(std::string_view text) {
    std::int64_t value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value;
}
/// "06:30" or "06:30:15" in seconds; "24:00" is the day's end.
inline std::optional<std::int64_t> time_of_day(std::string_view text) {
    if (!has_form(text, "00:00") && !has_form(text, "00:00:00")) return std::nullopt;
    const std::int64_t hours = digits(text.substr(0, 2)), minutes = digits(text.substr(3, 2)),
                       seconds = text.size() > 5 ? digits(text.substr(6, 2)) : 0;
    const std::int64_t sum = (hours * 60 + minutes) * 60 + seconds;
    if (minutes > 59 || seconds > 59 || sum > WorkCalendar::day_seconds) return std::nullopt;
    return sum;
}
/// "2026-11-23" as days since 1970.
inline std::optional<std::int64_t> date_number(std::string_view text) {
    if (!has_form(text, "0000-00-00")) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(digits(text.substr(0, 4)))),
                                           std::chrono::month(static_cast<unsigned>(digits(text.substr(5, 2)))),
                                           std::chrono::day(static_cast<unsigned>(digits(text.substr(8, 2))))};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count();
}
/// "2026-11-23", "2026-11-23 06:00" or with a T between, as seconds since 1970 of the local clock.
inline std::optional<std::int64_t> local_time(std::string_view text) {
    const auto day = date_number(text.substr(0, 10));
    if (!day) return std::nullopt;
    if (text.size() == 10) return *day * WorkCalendar::day_seconds;
    if (text[10] != ' ' && text[10] != 'T') return std::nullopt;
    const auto time = time_of_day(text.substr(11));
    if (!time) return std::nullopt;
    return *day * WorkCalendar::day_seconds + *time;
}
/// 0 for a Monday.
inline std::int64_t weekday(std::int64_t day) { return ((day + 3) % 7 + 7) % 7; }  // 1970-01-01 was a Thursday

inline void Compiler::wall_clock() {
    WallClock& clock = program.wall_clock;
    clock.ticks_per_second = program.ticks_per_second();
    clock.start = *local_time("2024-01-01");  // a Monday
    if (!plant.start.empty()) {
        if (const auto start = local_time(plant.start))
            clock.start = *start;
        else
            fault("start", "\"" + plant.start + "\" is no date and time", "Write it like \"2026-11-23 06:00\"");
    }
    std::int64_t offset = 0;
    for (std::size_t i = 0; i < plant.clock_changes.size(); ++i) {
        const ClockChange& change = plant.clock_changes[i];
        const Place place = "clock_changes/" + std::to_string(i);
        const auto at = local_time(change.at);
        if (!at)
            fault(place + "/at", "\"" + change.at + "\" is no date and time", "Write it like \"2026-03-29 02:00\"");
        const double by = change.by.microseconds() / 1e6;
        if (change.by.is_cycles() || !(std::abs(by) <= 86400.0) || by == 0.0 || by != std::floor(by))
            fault(place + "/by", "must be whole seconds, not 0 and no more than a day, is " + duration_text(change.by),
                  "Write \"1 h\" for the begin of summer time and \"-1 h\" for its end");
        if (!faults.empty()) continue;
        const std::int64_t elapsed = *at - offset;
        if (!clock.changes.empty() && elapsed <= clock.changes.back().at)
            fault(place + "/at", "is not after the change above it", "List the changes in order");
        offset += static_cast<std::int64_t>(by);
        if (elapsed <= clock.start) {  // the clock at the start has been put there already
            offset = 0;
            continue;
        }
        clock.changes.push_back({elapsed, offset});
    }
}

inline void Compiler::add_shift(const Shift& shift, const Place& place, WorkCalendar::Day& day) {
    const auto from = time_of_day(shift.from), to = time_of_day(shift.to);
    const auto bad = [&](const std::string& text, const Place& where) {
        fault(where, "\"" + text + "\" is no time of the day",
              "Write it like \"06:00\"; midnight at its end is \"24:00\"");
    };
    if (!from || *from == WorkCalendar::day_seconds) bad(shift.from, place + "/from");
    if (!to) bad(shift.to, place + "/to");
    if (!from || !to) return;
    const std::int64_t end = *to > *from ? *to : *to + WorkCalendar::day_seconds;
    std::vector<std::pair<std::int64_t, std::int64_t>> breaks;
    for (std::size_t i = 0; i < shift.breaks.size(); ++i) {
        const Place where = place + "/breaks/" + std::to_string(i);
        auto begin = time_of_day(shift.breaks[i].from), stop = time_of_day(shift.breaks[i].to);
        if (!begin) bad(shift.breaks[i].from, where + "/from");
        if (!stop) bad(shift.breaks[i].to, where + "/to");
        if (!begin || !stop) continue;
        if (*begin < *from) *begin += WorkCalendar::day_seconds;
        if (*stop < *from || *stop <= *begin - WorkCalendar::day_seconds) *stop += WorkCalendar::day_seconds;
        if (*stop <= *begin || *stop > end)
            fault(where, "does not lie within the shift", "A break ends after its begin and not after its shift");
        else
            breaks.emplace_back(*begin, *stop);
    }
    std::sort(breaks.begin(), breaks.end());
    std::int64_t at = *from;
    for (std::size_t i = 0; i < breaks.size(); ++i) {
        if (breaks[i].first < at) fault(place + "/breaks", "overlap", "Let one break end before the next begins");
        if (breaks[i].first > at) day.push_back({at, breaks[i].first, false});
        day.push_back({breaks[i].first, breaks[i].second, true});
        at = breaks[i].second;
    }
    if (at < end) day.push_back({at, end, false});
}

inline void Compiler::calendars() {
    wall_clock();
    const std::int64_t start_day = [&] {
        const std::int64_t s = program.wall_clock.start;
        return s >= 0 ? s / WorkCalendar::day_seconds
                      : -((-s + WorkCalendar::day_seconds - 1) / WorkCalendar::day_seconds);
    }();
    for (const ShiftCalendar& c : plant.calendars) {
        const Place place = "calendars/" + c.name;
        WorkCalendar out;
        if (c.rotation)
            rotation(c, place + "/rotation", start_day, out);
        else if (!c.shifts.empty()) {
            out.cycle.resize(7);
            out.cycle_first = start_day - weekday(start_day);
            for (std::size_t i = 0; i < c.shifts.size(); ++i) {
                WorkCalendar::Day day;
                add_shift(c.shifts[i], place + "/shifts/" + std::to_string(i), day);
                for (std::size_t w = 0; w < 7; ++w) {
                    const auto& days = c.shifts[i].days;
                    if (days.empty() || std::find(days.begin(), days.end(), static_cast<Weekday>(w)) != days.end())
                        out.cycle[w].insert(out.cycle[w].end(), day.begin(), day.end());
                }
            }
        }
        for (std::size_t i = 0; i < c.dates.size(); ++i) {
            const Place where = place + "/dates/" + std::to_string(i);
            const auto day = date_number(c.dates[i].date);
            if (!day) {
                fault(where + "/date", "\"" + c.dates[i].date + "\" is no date", "Write it like \"2026-12-25\"");
                continue;
            }
            WorkCalendar::Date date{*day, {}};
            for (std::size_t k = 0; k < c.dates[i].shifts.size(); ++k)
                add_shift(c.dates[i].shifts[k], where + "/shifts/" + std::to_string(k), date.pieces);
            for (const WorkCalendar::Date& other : out.dates)
                if (other.day == *day) fault(where + "/date", "is there twice", "Put its shifts into one line");
            out.dates.push_back(std::move(date));
        }
        std::sort(out.dates.begin(), out.dates.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
        for (std::size_t i = 0; i < c.spans.size(); ++i) {
            const Place where = place + "/spans/" + std::to_string(i);
            WorkCalendar::Span span{moment(c.spans[i].from, where + "/from"), moment(c.spans[i].to, where + "/to"),
                                    c.spans[i].as};
            if (span.to <= span.from && faults.empty())
                fault(where, "ends before it begins", "Let `to` be after `from`");
            out.spans.push_back(span);
        }
        program.calendars.push_back(std::move(out));
        program.calendar_names.push_back(c.name);
        program.calendar_users.emplace_back();
        if (c.overtime) program.calendar_users.back().overtime = overtime(c);
    }
    for (std::uint32_t s = 0; s < plant.stations.size(); ++s) {
        const Station& station = plant.stations[s];
        const Place place = "stations/" + station.name;
        Program::Station& out = program.stations[s];
        out.at_shift_end = station.at_shift_end;
        out.late_break = station.late_break;
        out.finish_within = within(station.at_shift_end, station.finish_within, place);
        if (station.calendar.empty()) {
            for (std::size_t b = 0; b < station.breakdowns.size(); ++b)
                if (station.breakdowns[b].clock == BreakdownClock::on_shift)
                    fault(place + "/breakdowns/" + std::to_string(b) + "/clock",
                          "counts time on shift, but the station has no calendar",
                          "Give it one, or choose the clock calendar");
            for (std::size_t m = 0; m < station.maintenance.size(); ++m)
                if (station.maintenance[m].clock == MaintenanceClock::on_shift)
                    fault(place + "/maintenance/" + std::to_string(m) + "/clock",
                          "counts time on shift, but the station has no calendar",
                          "Give it one, or choose the clock calendar");
            if (station.at_shift_end != ShiftEnd::suspend)
                fault(place + "/at_shift_end", "is given, but the station has no calendar",
                      "Give it one, or leave this out");
            if (station.late_break != BreakRule::keep_clock)
                fault(place + "/late_break", "is given, but the station has no calendar",
                      "Give it one, or leave this out");
            continue;
        }
        if (station.late_break == BreakRule::keep_length && station.at_shift_end != ShiftEnd::finish_job &&
            station.at_shift_end != ShiftEnd::finish_if_within)
            fault(place + "/late_break", "means nothing here: no break begins late",
                  "It goes with at_shift_end finish_job or finish_if_within");
        if (station.at_shift_end == ShiftEnd::no_start_unless_it_fits &&
            (station.assembly || station.batch || station.preemption != Preemption::none))
            fault(place + "/at_shift_end",
                  "no_start_unless_it_fits is not built for assemblies, batches and stations where jobs are displaced",
                  "Choose another policy for this station");
        out.calendar = find(calendar_index, station.calendar, place + "/calendar", "calendar");
        if (out.calendar != none) program.calendar_users[out.calendar].stations.push_back(s);
    }
    rosters();
    walks();
}

inline Tick Compiler::within(ShiftEnd policy, const std::optional<Duration>& limit, const Place& place) {
    const bool wanted = policy == ShiftEnd::finish_if_within;
    if (wanted != limit.has_value())
        fault(place + "/finish_within", wanted ? "is missing" : "is given, but work is not finished within a time here",
              wanted ? "finish_if_within needs the longest time past the end" : "It goes with finish_if_within");
    return limit ? moment(*limit, place + "/finish_within") : 0;
}

inline void Compiler::rotation(const ShiftCalendar& c, const Place& place, std::int64_t start_day, WorkCalendar& out) {
    const Rotation& rotation = *c.rotation;
    std::map<std::string, WorkCalendar::Day, std::less<>> by_name;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < c.shifts.size(); ++i) {
        const Place where = "calendars/" + c.name + "/shifts/" + std::to_string(i);
        if (!c.shifts[i].days.empty())
            fault(where + "/days", "are given beside a rotation", "The rotation says on which days a shift is worked");
        WorkCalendar::Day day;
        add_shift(c.shifts[i], where, day);
        if (c.shifts[i].name.empty() || c.shifts[i].name == "-" || !by_name.emplace(c.shifts[i].name, day).second)
            fault(where + "/name", "is empty, \"-\" or there twice", "A rotation calls its shifts by name");
        names.push_back(c.shifts[i].name);
    }
    std::vector<int> pattern;  // 1 + the number of the shift, 0 for a day off
    std::int64_t behind = 0;   // days, of one crew after the other
    int crews = 1;
    std::size_t needs = 1;
    switch (rotation.rule) {
        case RotationRule::listed:
            for (std::size_t i = 0; i < rotation.days.size(); ++i) {
                const auto found = std::find(names.begin(), names.end(), rotation.days[i]);
                if (rotation.days[i] != "-" && found == names.end())
                    fault(place + "/days/" + std::to_string(i), "there is no shift \"" + rotation.days[i] + "\"",
                          did_you_mean(rotation.days[i], names, "shift"));
                pattern.push_back(rotation.days[i] == "-" ? 0 : 1 + static_cast<int>(found - names.begin()));
            }
            if (pattern.empty()) fault(place + "/days", "are empty", "List the days, or name a rule");
            break;
        case RotationRule::two_two_three:
            pattern = {1, 1, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0};
            behind = 7;
            crews = 2;
            break;
        case RotationRule::nine_eighty:
            pattern = {1, 1, 1, 1, 2, 0, 0, 1, 1, 1, 1, 0, 0, 0};
            behind = 7;
            crews = 2;
            needs = 2;
            break;
        case RotationRule::five_crews:
            pattern = {1, 1, 2, 2, 3, 3, 0, 0, 0, 0};
            behind = 2;
            crews = 5;
            needs = 3;
            break;
    }
    if (rotation.rule != RotationRule::listed && !rotation.days.empty())
        fault(place + "/days", "are given beside a rule", "Give one of the two");
    if (names.size() < needs)
        fault(place + "/rule",
              "needs " + std::to_string(needs) + " shifts, the calendar has " + std::to_string(names.size()),
              "Add the shifts that it goes round through");
    if (rotation.crew < 1 || rotation.crew > crews)
        fault(place + "/crew", "must be from 1 to " + std::to_string(crews) + ", is " + std::to_string(rotation.crew),
              "The rule knows no other crew");
    std::int64_t first = start_day;
    if (rotation.rule == RotationRule::nine_eighty) first -= weekday(first);
    if (!rotation.first.empty()) {
        if (const auto day = date_number(rotation.first))
            first = *day;
        else
            fault(place + "/first", "\"" + rotation.first + "\" is no date", "Write it like \"2026-11-23\"");
    }
    if (rotation.rule == RotationRule::nine_eighty && weekday(first) != 0)
        fault(place + "/first", "is no Monday", "The 9/80 rotation begins on one");
    if (!faults.empty()) return;
    out.cycle_first = first + (rule<"shifts.one_crew_after_the_other">() ? behind * (rotation.crew - 1) : 0);
    for (const int shift : pattern)
        out.cycle.push_back(shift == 0 ? WorkCalendar::Day{} : by_name.at(names[static_cast<std::size_t>(shift - 1)]));
}

/// A job can be looked at before it is loaded only where it waits in a buffer.
inline void Compiler::fitting_inputs() {
    for (std::uint32_t s = 0; s < program.stations.size(); ++s) {
        const Program::Station& station = program.stations[s];
        if (station.at_shift_end != ShiftEnd::no_start_unless_it_fits) continue;
        for (std::uint32_t i = station.inputs.first; i < station.inputs.end(); ++i)
            if (program.queues[program.inputs[i]].capacity == 0)
                fault("stations/" + program.station_names[s] + "/at_shift_end",
                      "no_start_unless_it_fits is not built for jobs that are handed over without a place to wait",
                      "Put a buffer with places before the station, or choose another policy");
    }
}

/// People who come and go together: a pool, or a person with a calendar of their own.
inline void Compiler::rosters() {
    std::uint32_t person = 0;
    const auto add = [&](Program::Roster roster) {
        for (const Program::Attendance& a : roster.attendance) {
            auto& users = program.calendar_users[a.calendar].rosters;
            const auto number = static_cast<std::uint32_t>(program.rosters.size());
            if (users.empty() || users.back() != number) users.push_back(number);
        }
        for (std::uint32_t i = roster.people.first; i < roster.people.end(); ++i)
            program.people[i].roster = static_cast<std::uint32_t>(program.rosters.size());
        roster.first_line = program.roster_lines;
        program.roster_lines += static_cast<std::uint32_t>(roster.attendance.size());
        program.rosters.push_back(std::move(roster));
    };
    for (const OperatorPool& pool : plant.operators) {
        const Place place = "operators/" + pool.name;
        const auto count = static_cast<std::uint32_t>(
            pool.people.empty() ? static_cast<std::size_t>(std::max(pool.count, 0)) : pool.people.size());
        const bool absence = !absences_of(pool).empty();
        Program::Roster roster;
        roster.people = {person, count};
        roster.at_shift_end = pool.at_shift_end;
        roster.finish_within = within(pool.at_shift_end, pool.finish_within, place);
        if (!pool.calendar.empty() && !pool.attendance.empty())
            fault(place + "/attendance", "is given beside a calendar", "Give one of the two");
        roster.counted = !pool.attendance.empty();
        bool comes_and_goes = !pool.calendar.empty() || !pool.attendance.empty() || absence;
        const auto first_roster = static_cast<std::uint32_t>(program.rosters.size());
        for (std::size_t i = 0; i < pool.attendance.size(); ++i) {
            const Place where = place + "/attendance/" + std::to_string(i);
            const std::uint32_t c = find(calendar_index, pool.attendance[i].calendar, where + "/calendar", "calendar");
            if (pool.attendance[i].count < 0 || static_cast<std::uint32_t>(pool.attendance[i].count) > count)
                fault(where + "/count",
                      "must be from 0 to the pool's " + std::to_string(count) + ", is " +
                          std::to_string(pool.attendance[i].count),
                      "The pool's count is the most that are ever there");
            if (c != none)
                roster.attendance.push_back({c, static_cast<std::uint32_t>(std::max(pool.attendance[i].count, 0))});
        }
        const std::uint32_t own =
            pool.calendar.empty() ? none : find(calendar_index, pool.calendar, place + "/calendar", "calendar");
        std::vector<bool> apart(count, false);
        for (std::uint32_t i = 0; i < pool.people.size(); ++i) {
            if (pool.people[i].calendar.empty()) continue;
            const Place where = place + "/people/" + pool.people[i].name + "/calendar";
            comes_and_goes = true;
            if (!pool.attendance.empty()) fault(where, "is given beside the pool's attendance", "Give one of the two");
            const std::uint32_t c = find(calendar_index, pool.people[i].calendar, where, "calendar");
            if (c == none) continue;
            apart[i] = true;
            Program::Roster alone = roster;
            alone.people = {person + i, 1};
            alone.attendance = {{c, 1}};
            if (faults.empty()) add(std::move(alone));
        }
        if (!comes_and_goes && pool.at_shift_end != ShiftEnd::suspend)
            fault(place + "/at_shift_end", "is given, but these people have no calendar",
                  "Give them one, or leave this out");
        if (faults.empty() && !roster.attendance.empty()) add(roster);
        if (faults.empty() && (own != none || (absence && !roster.counted)))
            for (std::uint32_t i = 0; i < count;) {  // stretches of those without a calendar of their own
                std::uint32_t end = i;
                while (end < count && !apart[end]) ++end;
                if (end > i) {
                    Program::Roster stretch = roster;
                    stretch.people = {person + i, end - i};
                    if (own != none) stretch.attendance = {{own, end - i}};
                    add(std::move(stretch));
                }
                i = end + 1;
            }
        absences(pool, person, first_roster);
        person += count;
    }
}

}  // namespace linewright::detail
