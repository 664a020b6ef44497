// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Shifts and breaks of stations, which close and open again, and the work that stands, is finished late, or isn't
// begun. What they are for people: attendance.hpp.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
void Run<O>::begin_calendars() {
    for (std::uint32_t c = 0; c < p.calendars.size(); ++c) {
        S::CalendarState& state = s.calendar_states_[c];
        state.presence = state.pattern = p.calendars[c].at(p.wall_clock, 0);
        if (p.calendar_users[c].overtime != none && state.pattern != Presence::off) begin_shift(c);
        for (const std::uint32_t st : p.calendar_users[c].stations) s.stations_[st].presence = state.presence;
        schedule_calendar(c);
    }
    for (std::uint32_t c = 0; c < p.calendars.size() && p.has_absences; ++c)
        if (s.calendar_states_[c].presence != Presence::off)
            for (const std::uint32_t r : p.calendar_users[c].rosters) draw_absences(r, c);
    for (std::uint32_t r = 0; r < p.rosters.size(); ++r) roster_changed(r);
}

template <class O>
void Run<O>::schedule_calendar(std::uint32_t c) {
    S::CalendarState& state = s.calendar_states_[c];
    state.since = s.now_;
    if (p.calendar_users[c].slot == none) return;  // nobody keeps it
    state.next = p.calendars[c].next_change(p.wall_clock, s.now_);
    if (state.next == never) return;
    const bool on = p.calendars[c].at(p.wall_clock, state.next) == Presence::on;
    schedule(p.calendar_users[c].slot, state.next, on ? EventClass::arrival : EventClass::failure);
}

template <class O>
void Run<O>::calendar_event(std::uint32_t c) {
    S::CalendarState& state = s.calendar_states_[c];
    const Presence before = state.pattern;
    const bool goes_on = p.calendar_users[c].overtime != none && plan_overtime(c);
    if (!goes_on) {
        state.presence = state.pattern = p.calendars[c].at(p.wall_clock, s.now_);
        schedule_calendar(c);
    }
    for (const std::uint32_t st : p.calendar_users[c].stations) set_presence(st, state.presence);
    for (const std::uint32_t r : p.calendar_users[c].rosters) {
        if (p.has_absences && before == Presence::off && state.pattern != Presence::off) draw_absences(r, c);
        roster_changed(r);
    }
}

// -- stations ----------------------------------------------------------------------------------------------------

template <class O>
void Run<O>::set_presence(std::uint32_t station, Presence presence) {
    S::StationState& state = s.stations_[station];
    const Presence before = state.presence;
    if (before == presence) return;
    state.presence = presence;
    const Program::Station& st = p.stations[station];
    touch_station(st);
    const auto each_unit = [&](auto&& what) {
        if (st.unit != none) what(st.unit);
        if (st.maintenance != none) what(st.maintenance);
        for (std::uint32_t place = st.first_place; place < st.first_place + st.places; ++place)
            for (const std::uint32_t u : {p.place_unit[place], p.place_maintenance[place]})
                if (u != none) what(u);
    };
    if (presence == Presence::on) {
        each_unit([&](std::uint32_t u) { start_clocks(u); });
        for (std::uint32_t i = 0; i < st.places * st.slots; ++i) back_on_shift(st.first_place + i);
        may_load(station);
        may_leave(station);
    } else if (before == Presence::on) {
        each_unit([&](std::uint32_t u) { stop_clocks(u, true); });
        for (std::uint32_t i = 0; i < st.places * st.slots; ++i) leave_shift(st.first_place + i);
    }
}

template <class O>
void Run<O>::back_on_shift(std::uint32_t place) {
    Place& at = s.places_[place];
    if (at.overrun) {
        count_overtime(place);
        at.overrun = 0;
    }
    if (!place_stands(place)) resume(place);
}

/// The station closes: what this place works on stands or is finished.
template <class O>
void Run<O>::leave_shift(std::uint32_t place) {
    Place& at = s.places_[place];
    const Program::Station& st = p.stations[p.place_station[place]];
    if (at.stage == Stage::empty || at.stage == Stage::passing || at.stage == Stage::finished || at.coming) return;
    if (at.running) {
        const bool job = at.job != none;  // none: it is changed over for one that isn't there yet
        if (job && ((st.at_shift_end == ShiftEnd::finish_job && rule<"shifts.finish_job">()) ||
                    (st.at_shift_end == ShiftEnd::finish_if_within && rule<"shifts.finish_if_within">() &&
                     (time_to_finish(place) <= st.finish_within || !rule<"shifts.no_longer_than_that">())))) {
            at.overrun = 1;
            at.overrun_since = s.now_;
            return;
        }
        suspend(place);
        if ((st.at_shift_end == ShiftEnd::restart
                 ? rule<"shifts.restart">()
                 : st.at_shift_end == ShiftEnd::suspend && !rule<"shifts.suspend">()) &&
            (at.stage == Stage::process || !rule<"shifts.other_phases_stand">()))
            at.remaining = at.full;
    }
    if (rule<"shifts.people_are_free_meanwhile">()) release_people(at.people, 0);
}

/// A break that was put off is over: the place's own, by its length.
template <class O>
void Run<O>::late_break_over(std::uint32_t place) {
    const std::uint32_t station = p.place_station[place];
    touch(place);
    if (!place_stands(place)) resume(place);
    may_load(station);
}

/// Processing past the end, up to now.
template <class O>
void Run<O>::count_overtime(std::uint32_t place) {
    Place& at = s.places_[place];
    if (at.running && at.stage == Stage::process && s.counting_ && rule<"shifts.that_is_overtime">())
        s.station_counts_[p.place_station[place]].overtime +=
            static_cast<std::uint64_t>(s.now_ - std::max(at.overrun_since, s.counting_since_));
    at.overrun_since = s.now_;
}

/// The job that was worked on past the end is finished.
template <class O>
void Run<O>::end_overrun(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    const Program::Station& st = p.stations[station];
    at.overrun = 0;
    if ((st.late_break == BreakRule::keep_length ? rule<"shifts.a_late_break_keeps_its_length">()
                                                 : !rule<"shifts.a_late_break_keeps_the_clock">()) &&
        s.stations_[station].presence == Presence::rest) {
        const S::CalendarState& calendar = s.calendar_states_[st.calendar];
        at.off_until = s.now_ + (calendar.next - calendar.since);
        schedule(place, at.off_until, EventClass::arrival);
    }
}

/// Work past the end that doesn't go on at once stands like the rest: its people are free. True when there was some.
template <class O>
bool Run<O>::end_idle_overruns() {
    bool any = false;
    for (const std::uint32_t place : s.touched_) {
        Place& at = s.places_[place];
        if (!at.overrun || at.running || at.coming || at.stage == Stage::finished) continue;
        at.overrun = 0;
        release_people(at.people, 0);
        any = true;
    }
    return any;
}

/// How long the place still works on its job, people at level 1.
template <class O>
Tick Run<O>::time_to_finish(std::uint32_t place) {
    const Place& at = s.places_[place];
    const Program::OpStation& cost = p.op_stations[at.cost];
    const std::uint64_t number = s.jobs_[at.job].number;
    const Program::Station& st = p.stations[p.place_station[place]];
    const std::uint32_t op = s.jobs_[at.job].op;
    Tick sum = at.ends - s.now_;
    if (at.stage == Stage::setup && st.setup_work != none) sum += setup_left(place, op, at.lane, number);
    if (at.stage <= Stage::supply && cost.load != none) sum += sample_ticks(cost.load, at.lane, number);
    if (at.stage <= Stage::load) {
        const double work = st.batch == none ? work_of(cost, at.lane, number) : batch_work(place);
        sum += ticks_of(st.setup_work == none ? work : work * start_up_then(place, op), cost.process);
    }
    if (at.stage != Stage::unload && cost.unload != none) sum += sample_ticks(cost.unload, at.lane, number);
    return sum;
}

/// True when a job that is loaded now would be done before the station closes, people at level 1.
template <class O>
bool Run<O>::fits(std::uint32_t station, std::uint32_t j, std::uint32_t onto) {
    const Program::Station& st = p.stations[station];
    if (st.at_shift_end != ShiftEnd::no_start_unless_it_fits || st.calendar == none ||
        !rule<"shifts.no_start_unless_it_fits">())
        return true;
    const Tick closes = s.calendar_states_[st.calendar].next;
    if (closes == never) return true;
    const Job& job = s.jobs_[j];
    const std::uint64_t lane = visit_lane(j, 1);
    const Program::OpStation& cost = p.op_stations[cost_at(job.op, station)];
    const std::uint32_t place = onto != none ? onto : place_for(j, station);
    const double work = work_of(cost, lane, job.number);
    Tick sum = 0;
    if (st.setup_work != none) {
        sum = ticks_of(work * start_up_then(place, job.op), cost.process) + setup_left(place, job.op, lane, job.number);
    } else {
        sum = ticks_of(work, cost.process);
        if (const std::uint32_t setup = changeover_draw(place, job.op); setup != none)
            sum += sample_ticks(setup, lane, job.number);
    }
    if (cost.load != none) sum += sample_ticks(cost.load, lane, job.number);
    if (cost.unload != none) sum += sample_ticks(cost.unload, lane, job.number);
    return s.now_ + sum <= closes;
}

}  // namespace linewright
