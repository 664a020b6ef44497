// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Shifts and breaks: stations that close and open again, people who leave and come back, and the work that stands, is
// finished late, or isn't begun.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
void Run<O>::begin_calendars() {
    for (std::uint32_t c = 0; c < p.calendars.size(); ++c) {
        S::CalendarState& state = s.calendar_states_[c];
        state.presence = p.calendars[c].at(p.wall_clock, 0);
        for (const std::uint32_t st : p.calendar_users[c].stations) s.stations_[st].presence = state.presence;
        schedule_calendar(c);
    }
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
    state.presence = p.calendars[c].at(p.wall_clock, s.now_);
    schedule_calendar(c);
    for (const std::uint32_t st : p.calendar_users[c].stations) set_presence(st, state.presence);
    for (const std::uint32_t r : p.calendar_users[c].rosters) roster_changed(r);
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
        if (st.at_shift_end == ShiftEnd::finish_job ||
            (st.at_shift_end == ShiftEnd::finish_if_within && time_to_finish(place) <= st.finish_within)) {
            at.overrun = 1;
            at.overrun_since = s.now_;
            return;
        }
        suspend(place);
        if (st.at_shift_end == ShiftEnd::restart && at.stage == Stage::process) at.remaining = at.full;
    }
    release_people(at.people, 0);
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
    if (at.running && at.stage == Stage::process && s.counting_)
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
    if (st.late_break == BreakRule::keep_length && s.stations_[station].presence == Presence::rest) {
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
    Tick sum = at.ends - s.now_;
    if (at.stage == Stage::setup && cost.load != none) sum += sample_ticks(cost.load, at.lane, number);
    if (at.stage == Stage::setup || at.stage == Stage::load)
        sum += ticks_of(
            p.stations[p.place_station[place]].batch == none ? work_of(cost, at.lane, number) : batch_work(place),
            cost.process);
    if (at.stage != Stage::unload && cost.unload != none) sum += sample_ticks(cost.unload, at.lane, number);
    return sum;
}

/// True when a job that is loaded now would be done before the station closes, people at level 1.
template <class O>
bool Run<O>::fits(std::uint32_t station, std::uint32_t j) {
    const Program::Station& st = p.stations[station];
    if (st.at_shift_end != ShiftEnd::no_start_unless_it_fits || st.calendar == none) return true;
    const Tick closes = s.calendar_states_[st.calendar].next;
    if (closes == never) return true;
    const Job& job = s.jobs_[j];
    const std::uint64_t lane = visit_lane(j, 1);
    const Program::OpStation& cost = p.op_stations[cost_at(job.op, station)];
    Tick sum = ticks_of(work_of(cost, lane, job.number), cost.process);
    if (const std::uint32_t setup = changeover_draw(place_for(j, station), job.op); setup != none)
        sum += sample_ticks(setup, lane, job.number);
    if (cost.load != none) sum += sample_ticks(cost.load, lane, job.number);
    if (cost.unload != none) sum += sample_ticks(cost.unload, lane, job.number);
    return s.now_ + sum <= closes;
}

// -- people ------------------------------------------------------------------------------------------------------

/// As many people are there as the roster says: those who are idle leave first, then those who began their task last.
template <class O>
void Run<O>::roster_changed(std::uint32_t r) {
    const Program::Roster& roster = p.rosters[r];
    std::uint32_t wanted = 0, present = 0;
    for (const Program::Attendance& a : roster.attendance)
        if (s.calendar_states_[a.calendar].presence == Presence::on) wanted += a.count;
    wanted = std::min(wanted, roster.people.count);
    for (std::uint32_t i = roster.people.first; i < roster.people.end(); ++i)
        present += s.people_[i].duty == Duty::here ? 1U : 0U;
    for (; present > wanted; --present) {
        std::uint32_t leaver = none;
        for (std::uint32_t i = roster.people.first; i < roster.people.end(); ++i) {
            const S::PersonState& person = s.people_[i];
            if (person.duty != Duty::here) continue;
            if (leaver == none) {
                leaver = i;
                continue;
            }
            const S::PersonState& other = s.people_[leaver];
            const bool idle = person.holder == none, other_idle = other.holder == none;
            if (idle != other_idle ? idle : idle || person.taken >= other.taken) leaver = i;
        }
        send_home(leaver, roster);
    }
    for (; present < wanted; ++present) {
        std::uint32_t comer = none;
        for (std::uint32_t i = roster.people.first; i < roster.people.end(); ++i)
            if (s.people_[i].duty > (comer == none ? Duty::here : s.people_[comer].duty))
                comer = i;  // who stayed goes on
        S::PersonState& person = s.people_[comer];
        if (person.duty == Duty::staying) {
            count_late(comer);
        } else {
            set_activity(comer, Activity::idle);
            person.free_since = s.now_;
        }
        person.duty = Duty::here;
        s.requests_dirty_ = 1;
    }
}

template <class O>
void Run<O>::send_home(std::uint32_t person, const Program::Roster& roster) {
    S::PersonState& state = s.people_[person];
    if (state.holder == none) {
        state.duty = Duty::gone;
        set_activity(person, Activity::off_shift);
        return;
    }
    state.duty = Duty::staying;
    state.taken = s.now_;
    const std::uint32_t holder = state.holder;
    if (state.phases & (1U << static_cast<unsigned>(Phase::repair))) {
        const S::UnitState& unit = s.units_[holder];
        const bool repairing = unit.status == UnitStatus::repairing;
        const Tick left = repairing ? s.calendar_.at(unit_slot(holder)).tick() - s.now_ : 0;
        if (repairing && p.modes[unit.mode].repair_clock == RepairClock::calendar)
            release_people(s.units_[holder].people, 0);
        else if (!repairing || !stays(roster, left))
            interrupt_repair(holder);
        return;
    }
    const Place& at = s.places_[holder];
    if (at.running && stays(roster, at.ends - s.now_)) return;
    interrupt(holder, roster.at_shift_end == ShiftEnd::restart);
}

/// True when somebody whose shift is over finishes work of this length first.
template <class O>
bool Run<O>::stays(const Program::Roster& roster, Tick left) const {
    return roster.at_shift_end == ShiftEnd::finish_job ||
           (roster.at_shift_end == ShiftEnd::finish_if_within && left <= roster.finish_within);
}

/// Whether a free person would begin a task: not one that doesn't fit, where that is the rule. Where several calendars
/// say how many are there, the first of them that ends counts.
template <class O>
bool Run<O>::begins(std::uint32_t person) const {
    const Program::Roster& roster = p.rosters[p.people[person].roster];
    if (roster.at_shift_end != ShiftEnd::no_start_unless_it_fits) return true;
    Tick ends = never;
    for (const Program::Attendance& a : roster.attendance)
        if (s.calendar_states_[a.calendar].presence == Presence::on)
            ends = std::min(ends, s.calendar_states_[a.calendar].next);
    const Tick way = p.has_walks ? walk(person, task_at_) : 0;
    return ends == never || task_ + way <= ends - s.now_;
}

/// The people of a place go; the work stands and waits for others.
template <class O>
void Run<O>::interrupt(std::uint32_t place, bool restart) {
    Place& at = s.places_[place];
    touch(place);
    if (at.coming) {
        stop_coming(place);
    } else if (at.running) {
        suspend(place);
        if (restart && at.stage == Stage::process) at.remaining = at.full;
    } else {
        release_people(at.people, 0);  // the station stands: it asks again when it goes on
        return;
    }
    release_people(at.people, 0);
    if (!at.asking) {
        at.asking = 1;
        ask(place, false);
    }
}

template <class O>
void Run<O>::interrupt_repair(std::uint32_t u) {
    const Program::Unit& info = p.units[u];
    S::UnitState& unit = s.units_[u];
    if (unit.status == UnitStatus::repairing)  // what is left of it, at level 1
        unit.repair_raw = static_cast<double>(s.calendar_.at(unit_slot(u)).tick() - s.now_) * team_level(unit.people);
    s.calendar_.clear(unit_slot(u));
    unit.coming = 0;
    unit.status = UnitStatus::waiting_for_crew;
    release_people(unit.people, 0);
    ask(u, true);
    for (std::uint32_t i = 0; i < info.places; ++i) touch(info.first_place + i * info.stride);
}

/// Minutes worked past the end, up to now.
template <class O>
void Run<O>::count_late(std::uint32_t person) {
    S::PersonState& state = s.people_[person];
    if (s.counting_)
        s.pool_counts_[p.people[person].pool].overtime += s.now_ - std::max(state.taken, s.counting_since_);
    state.taken = s.now_;
}

}  // namespace linewright
