// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Planned overtime: at a shift's end the calendar stays on, a step at a time, while its rule says so and as long as the
// day and the week allow.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// Good jobs that a rule counts, since counting began.
template <class O>
std::int64_t Run<O>::good_for(const Program::Overtime& rule) const {
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < s.product_counts_.size(); ++i)
        if (rule.product == none || rule.product == i) sum += s.product_counts_[i].exits;
    return static_cast<std::int64_t>(sum);
}

/// A shift of a calendar with such a rule begins: its overtime counts for this day and its week.
template <class O>
void Run<O>::begin_shift(std::uint32_t c) {
    const std::uint32_t rule = p.calendar_users[c].overtime;
    S::OvertimeState& state = s.overtimes_[rule];
    const std::int64_t day = p.wall_clock.day(s.now_);
    const auto week = [](std::int64_t d) { return d + 3 >= 0 ? (d + 3) / 7 : -((-(d + 3) + 6) / 7); };  // from Monday
    if (day != state.day) state.day_used = 0;
    if (week(day) != week(state.day)) state.week_used = 0;
    state.day = day;
    state.good_before = good_for(p.overtimes[rule]);
}

/// What is due at a calendar whose shifts may go on; true when this one does (its next change is set then).
template <class O>
bool Run<O>::plan_overtime(std::uint32_t c) {
    S::CalendarState& calendar = s.calendar_states_[c];
    const Program::CalendarUsers& users = p.calendar_users[c];
    const Program::Overtime& terms = p.overtimes[users.overtime];
    S::OvertimeState& state = s.overtimes_[users.overtime];
    const Presence pattern = p.calendars[c].at(p.wall_clock, s.now_);
    if (calendar.overtime) {
        calendar.overtime = 0;
        state.day_used += s.now_ - calendar.since;
        state.week_used += s.now_ - calendar.since;
        for (const std::uint32_t st : users.stations)
            if (rule<"overtime.planned_is_a_figure_of_its_own">())
                s.station_counts_[st].planned_overtime +=
                    static_cast<Tick>(p.stations[st].places) * (s.now_ - std::max(calendar.since, s.counting_since_));
    }
    if (pattern != Presence::off) {
        if (calendar.pattern == Presence::off) begin_shift(c);
        return false;
    }
    if (calendar.presence != Presence::on) return false;
    const Tick most = rule<"overtime.the_day_and_the_week_allow_so_much">()
                          ? std::min({terms.step, terms.a_day - state.day_used, terms.a_week - state.week_used})
                          : terms.step;
    const bool wanted = terms.buffer != none ? s.queues_[p.buffer_queue[terms.buffer]].count > terms.limit
                                             : good_for(terms) - state.good_before < terms.limit;
    if (most <= 0 || !wanted || !rule<"overtime.while_its_rule_holds">()) return false;
    const Tick begins = p.calendars[c].next_change(p.wall_clock, s.now_);
    calendar.pattern = Presence::off;
    if (!rule<"overtime.who_is_absent_stays_so">()) {  // all come
        for (S::PersonState& person : s.people_) person.absent = 0;
        std::fill(s.line_absent_.begin(), s.line_absent_.end(), 0U);
    }
    calendar.overtime = 1;
    calendar.since = s.now_;
    calendar.next = begins == never || !rule<"overtime.ends_with_the_next_shift">() ? s.now_ + most
                                                                                    : std::min(begins, s.now_ + most);
    const bool on = calendar.next == begins && p.calendars[c].at(p.wall_clock, begins) == Presence::on;
    schedule(users.slot, calendar.next, on ? EventClass::arrival : EventClass::failure);
    return true;
}

}  // namespace linewright
