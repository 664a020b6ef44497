// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling absences: each that lasts over a stretch of time gets a calendar of its own, which is off meanwhile.
#pragma once

#include <cmath>
#include <limits>
#include <optional>

#include "linewright/engine/compile_shifts.hpp"
#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::absences(const OperatorPool& pool, std::uint32_t first_person, std::uint32_t first_roster) {
    const auto end = static_cast<std::uint32_t>(program.rosters.size());
    bool own_calendars = false;
    for (const Person& person : pool.people) own_calendars = own_calendars || !person.calendar.empty();
    const std::size_t people =
        pool.people.empty() ? static_cast<std::size_t>(std::max(pool.count, 0)) : pool.people.size();
    const std::vector<Absence> all = absences_of(pool);
    for (std::size_t n = 0; n < all.size(); ++n) {
        const Absence& given = all[n];
        const Place place = "operators/" + pool.name + "/absence/" + std::to_string(n);
        Program::Absence out;
        out.first = first_person;
        for (std::size_t k = 0; k < given.people.size(); ++k) {
            const Place where = place + "/people/" + std::to_string(k);
            std::vector<std::string> names;
            for (const Person& person : pool.people) names.push_back(person.name);
            const auto found = std::find(names.begin(), names.end(), given.people[k]);
            if (pool.people.empty())
                fault(where, "names somebody, but the pool's people have no names",
                      "Name the pool's people, or give a count here");
            else if (found == names.end())
                fault(where, "there is no person \"" + given.people[k] + "\" in the pool",
                      did_you_mean(given.people[k], names, "person"));
            else
                out.people.push_back(first_person + static_cast<std::uint32_t>(found - names.begin()));
        }
        if (given.count) {
            if (!given.people.empty()) fault(place + "/count", "is given beside names", "Give one of the two");
            if (*given.count < 1 || static_cast<std::size_t>(*given.count) > people)
                fault(place + "/count",
                      "must be from 1 to the pool's " + std::to_string(people) + ", is " + std::to_string(*given.count),
                      "Say how many of the pool are absent");
            if (own_calendars)
                fault(place + "/count", "is given, but some people of the pool have calendars of their own",
                      "Name those who are absent");
            out.count = static_cast<std::uint32_t>(std::max(*given.count, 0));
        } else if (given.people.empty()) {
            for (std::uint32_t k = 0; k < people; ++k) out.people.push_back(first_person + k);
        }
        if (given.chance) {
            out.drawn = true;
            out.chance = *given.chance;
            out.purpose = purpose_of(pool.name, "absence " + std::to_string(n));
            is_probability(out.chance, place + "/chance");
            if (given.count)
                fault(place + "/count", "is given beside a chance",
                      "The chance says it for each person; leave this out");
            if (!pool.attendance.empty() && !given.people.empty())
                fault(place + "/people", "are named, but the pool's attendance doesn't say who comes",
                      "Leave the names out: the chance holds for each who is due");
            bool shifts = !pool.attendance.empty() || !pool.calendar.empty();
            for (std::size_t k = 0; k < pool.people.size() && !shifts; ++k)
                shifts = !pool.people[k].calendar.empty() &&
                         (given.people.empty() || std::find(given.people.begin(), given.people.end(),
                                                            pool.people[k].name) != given.people.end());
            if (!shifts)
                fault(place + "/chance", "is given, but these people have no calendar",
                      "It is drawn once a shift: give them a calendar");
            if (!pool.attendance.empty()) out.people.clear();
        }
        if (given.from && !given.first_day.empty())
            fault(place + "/first_day", "is given beside from", "Give one of the two");
        if (given.to && !given.last_day.empty())
            fault(place + "/last_day", "is given beside to", "Give one of the two");
        const auto day = [&](const std::string& text, std::int64_t more, const Place& where) -> Tick {
            const auto number = date_number(text);
            if (!number) fault(where, "\"" + text + "\" is no date", "Write it like \"2026-12-21\"");
            return number && faults.empty() ? program.wall_clock.tick((*number + more) * WorkCalendar::day_seconds) : 0;
        };
        Tick from = 0;
        std::optional<Tick> to;
        if (given.from) from = moment(*given.from, place + "/from");
        if (!given.first_day.empty()) from = std::max<Tick>(0, day(given.first_day, 0, place + "/first_day"));
        if (given.to) to = moment(*given.to, place + "/to");
        if (!given.last_day.empty()) to = day(given.last_day, 1, place + "/last_day");
        if (to && *to <= from && (given.from || given.to || !given.first_day.empty()) && faults.empty())
            fault(place, "ends before it begins", "Let its end come after its begin");
        if (!faults.empty()) continue;
        if (to && *to <= 0) continue;  // it was over before the start
        if (from > 0 || to) {
            WorkCalendar calendar;
            if (to) {
                calendar.spans.push_back({from, *to, Presence::off});
            } else {
                calendar.cycle.emplace_back();
                calendar.spans.push_back({0, from, Presence::on});
            }
            out.calendar = static_cast<std::uint32_t>(program.calendars.size());
            program.calendars.push_back(std::move(calendar));
            program.calendar_names.push_back("absence of " + pool.name);
            program.calendar_users.emplace_back();
        }
        for (std::uint32_t r = first_roster; r < end; ++r) {
            Program::Roster& roster = program.rosters[r];
            if (roster.people.empty()) continue;
            Program::Absence own = out;
            own.people.clear();
            for (const std::uint32_t person : out.people)
                if (person >= roster.people.first && person < roster.people.end()) own.people.push_back(person);
            if (own.people.empty() && !out.people.empty()) continue;
            roster.absences.push_back(std::move(own));
            program.has_absences = true;
            if (out.calendar != none) program.calendar_users[out.calendar].rosters.push_back(r);
        }
    }
}

}  // namespace linewright::detail
