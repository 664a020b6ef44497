// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Who is there: people who leave and come back with their shifts, absence, and the work that stands or is finished
// late.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// How many people of a roster are there by their calendars.
template <class O>
std::uint32_t Run<O>::expected(const Program::Roster& roster) const {
    if (roster.attendance.empty()) return roster.people.count;
    std::uint32_t due = 0;
    for (const Program::Attendance& a : roster.attendance)
        if (s.calendar_states_[a.calendar].presence == Presence::on) due += a.count;
    return std::min(due, roster.people.count);
}

/// Of so many who are due, those who are there; who is absent by name or by a draw of his own is marked.
template <class O>
std::uint32_t Run<O>::without_the_absent(const Program::Roster& roster, std::uint32_t due) {
    std::uint32_t fewer = 0;
    for (std::uint32_t i = roster.people.first; i < roster.people.end(); ++i) s.people_[i].absent &= 2U;
    for (const Program::Absence& a : roster.absences) {
        if (a.drawn || (a.calendar != none && s.calendar_states_[a.calendar].presence == Presence::on)) continue;
        if (rule<"absence.so_many_of_a_pool">()) fewer += a.count;
        for (const std::uint32_t person : a.people)
            if (rule<"absence.named_people">()) s.people_[person].absent |= 1U;
    }
    for (std::uint32_t i = roster.people.first; i < roster.people.end(); ++i) fewer += s.people_[i].absent ? 1U : 0U;
    for (std::size_t k = 0; k < roster.attendance.size(); ++k)
        if (s.calendar_states_[roster.attendance[k].calendar].presence == Presence::on)
            fewer += s.line_absent_[roster.first_line + k];
    return due > fewer ? due - fewer : 0;
}

/// A shift begins (or runs at the start): for everybody whom this concerns it is drawn once whether they come. Where
/// only numbers are known, how many don't.
template <class O>
void Run<O>::draw_absences(std::uint32_t r, std::uint32_t c) {
    const Program::Roster& roster = p.rosters[r];
    for (std::uint32_t k = 0; k < roster.attendance.size(); ++k) {
        if (roster.attendance[k].calendar != c) continue;
        const auto absent = [&](std::uint32_t i) {  // the i-th of them
            for (const Program::Absence& a : roster.absences) {
                if (!a.drawn ||
                    (a.calendar != none && p.calendars[a.calendar].at(p.wall_clock, s.now_) == Presence::on))
                    continue;
                if (!a.people.empty() &&
                    std::find(a.people.begin(), a.people.end(), roster.people.first + i) == a.people.end())
                    continue;
                const std::uint64_t lane =
                    roster.counted ? std::uint64_t{k} << 32U | i : roster.people.first + i - a.first;
                if (chance(a.purpose, lane, static_cast<std::uint64_t>(s.now_)) < a.chance)
                    return rule<"absence.drawn_when_a_shift_begins">();
            }
            return false;
        };
        std::uint32_t number = 0;
        for (std::uint32_t i = 0; i < roster.attendance[k].count; ++i) {
            const bool away = absent(i);
            number += away ? 1U : 0U;
            if (!roster.counted)
                s.people_[roster.people.first + i].absent =
                    static_cast<std::uint8_t>((s.people_[roster.people.first + i].absent & 1U) | (away ? 2U : 0U));
        }
        if (roster.counted) s.line_absent_[roster.first_line + k] = number;
    }
}

/// How many are absent from now on: of those who are away, as many as should be there; and how many are there by
/// planned overtime.
template <class O>
void Run<O>::count_roster(std::uint32_t r) {
    const Program::Roster& roster = p.rosters[r];
    S::RosterState& state = s.rosters_[r];
    S::PoolCount& count = s.pool_counts_[p.people[roster.people.first].pool];
    count.absent += static_cast<Tick>(state.missing) * (s.now_ - state.since);
    count.planned_overtime += static_cast<Tick>(state.extra) * (s.now_ - state.since);
    state.since = s.now_;
    std::uint32_t here = 0, gone = 0;
    for (std::uint32_t i = roster.people.first; i < roster.people.end(); ++i) {
        here += s.people_[i].duty == Duty::here ? 1U : 0U;
        gone += s.people_[i].duty == Duty::gone ? 1U : 0U;
    }
    const std::uint32_t due = expected(roster);
    state.missing = std::min(gone, due > here ? due - here : 0);
    state.extra = 0;
    for (const Program::Attendance& a : roster.attendance)
        if (s.calendar_states_[a.calendar].overtime) state.extra += a.count;
    state.extra = std::min(state.extra, here);
}

/// As many people are there as the roster says: those who are idle leave first, then those who began their task last.
template <class O>
void Run<O>::roster_changed(std::uint32_t r) {
    const Program::Roster& roster = p.rosters[r];
    std::uint32_t wanted = expected(roster), present = 0;
    if (!roster.absences.empty() && (roster.attendance.empty() || rule<"absence.an_attendance_is_less">()))
        wanted = without_the_absent(roster, wanted);
    for (std::uint32_t i = roster.people.first; i < roster.people.end(); ++i)
        present += s.people_[i].duty == Duty::here ? 1U : 0U;
    for (std::uint32_t i = roster.people.first; i < roster.people.end() && !roster.absences.empty(); ++i)
        if (s.people_[i].absent && s.people_[i].duty == Duty::here) {
            send_home(i, roster);
            --present;
        }
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
            if (idle != other_idle ? idle == rule<"shifts.idle_ones_leave_first">()
                                   : idle || (rule<"shifts.then_the_latest_started">() ? person.taken >= other.taken
                                                                                       : person.taken < other.taken))
                leaver = i;
        }
        send_home(leaver, roster);
    }
    if (!rule<"shifts.a_rise_brings_so_many">() && present < wanted) wanted = roster.people.count;
    for (; present < wanted; ++present) {
        std::uint32_t comer = none;
        for (std::uint32_t i = roster.people.first; i < roster.people.end(); ++i)
            if (!s.people_[i].absent && s.people_[i].duty > (comer == none ? Duty::here : s.people_[comer].duty))
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
    if (!roster.people.empty() && (!roster.absences.empty() || !p.overtimes.empty())) count_roster(r);
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
    if (state.phases & Program::carry_phase &&
        rule<"carrying.on_the_way_it_is_finished">())  // who is on the way with a job finishes that
        return holder == on_the_way ? void() : call_carriers_off(holder);
    if (state.phases & Program::beside_phase) {
        const S::Preparation& prep = s.preparations_[holder];
        if (!prep.running || !stays(roster, prep.ends - s.now_)) interrupt_preparation(holder);
        return;
    }
    if (state.phases & (1U << static_cast<unsigned>(Phase::repair))) {
        const S::UnitState& unit = s.units_[holder];
        const bool repairing = unit.status == UnitStatus::repairing;
        const Tick left = repairing ? s.calendar_.at(unit_slot(holder)).tick() - s.now_ : 0;
        if (repairing && (p.modes[unit.mode].repair_clock == RepairClock::calendar
                              ? rule<"breakdowns.a_repair_by_the_calendar_goes_on">()
                              : !rule<"breakdowns.a_repair_stands_without_its_crew">()))
            release_people(s.units_[holder].people, 0);
        else if (!repairing || !stays(roster, left))
            interrupt_repair(holder);
        return;
    }
    const Place& at = s.places_[holder];
    if (at.running && stays(roster, at.ends - s.now_)) return;
    interrupt(holder, roster.at_shift_end == ShiftEnd::restart ? rule<"shifts.people_restart">()
                                                               : !rule<"shifts.people_suspend">());
}

/// True when somebody whose shift is over finishes work of this length first.
template <class O>
bool Run<O>::stays(const Program::Roster& roster, Tick left) const {
    return (roster.at_shift_end == ShiftEnd::finish_job && rule<"shifts.people_finish_the_job">()) ||
           (roster.at_shift_end == ShiftEnd::finish_if_within && left <= roster.finish_within &&
            rule<"shifts.people_finish_if_within">());
}

/// Whether a free person would begin a task: not one that doesn't fit, where that is the rule. Where several calendars
/// say how many are there, the first of them that ends counts; an absence counts for those whom it names.
template <class O>
bool Run<O>::begins(std::uint32_t person) const {
    const Program::Roster& roster = p.rosters[p.people[person].roster];
    if (roster.at_shift_end != ShiftEnd::no_start_unless_it_fits || !rule<"shifts.people_begin_what_fits">())
        return true;
    Tick ends = never;
    for (const Program::Attendance& a : roster.attendance)
        if (s.calendar_states_[a.calendar].presence == Presence::on)
            ends = std::min(ends, s.calendar_states_[a.calendar].next);
    for (const Program::Absence& a : roster.absences)
        if (rule<"absence.is_known_before">() && a.calendar != none && !a.drawn &&
            std::find(a.people.begin(), a.people.end(), person) != a.people.end())
            ends = std::min(ends, s.calendar_states_[a.calendar].next);
    const Tick way = p.has_walks ? walk_from_now(person, task_at_) : 0;
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
        unit.repair_raw = static_cast<double>(s.calendar_.at(unit_slot(u)).tick() - s.now_) * pace_of_repair(u);
    s.calendar_.clear(unit_slot(u));
    unit.coming = 0;
    set_status(u, UnitStatus::waiting_for_crew);
    release_people(unit.people, 0);
    ask(u, true);
    for (std::uint32_t i = 0; i < info.places; ++i) touch(info.first_place + i * info.stride);
}

/// Minutes worked past the end, up to now.
template <class O>
void Run<O>::count_late(std::uint32_t person) {
    S::PersonState& state = s.people_[person];
    if (s.counting_ && rule<"shifts.peoples_overtime">())
        s.pool_counts_[p.people[person].pool].overtime += s.now_ - std::max(state.taken, s.counting_since_);
    state.taken = s.now_;
}

}  // namespace linewright
