// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Planned maintenance: falling due, and beginning at once, after the jobs, or at an opportunity. From there on it is a
// unit that goes down and is repaired (breakdowns.hpp); it runs beside a repair, and the clocks of breakdowns stand.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// The date or the calendar clock of a maintenance has come, or its deadline.
template <class O>
void Run<O>::maintenance_event(std::uint32_t m, bool deadline) {
    const Program::Mode& mode = p.modes[m];
    S::ModeState& state = s.modes_[m];
    if (outage(m) && !rule<"contingencies.a_station_is_out">()) return;
    if (deadline) {
        state.pending = S::due_after_jobs;
        s.opportunities_.erase(std::find(s.opportunities_.begin(), s.opportunities_.end(), m));
    } else if (mode.dated.count) {
        if (++state.next_date < mode.dated.count)
            schedule(mode.slot, p.dated[mode.dated.first + state.next_date].at, EventClass::failure);
        const S::UnitState& unit = s.units_[mode.unit];
        if (unit_down(mode.unit) && unit.mode == m && rule<"maintenance.a_date_before_the_last_is_done_is_dropped">())
            return;  // the last one isn't done: dropped
        fall_due(m);
    } else {
        state.left = 0;
        state.since = never;
        fall_due(m);
    }
    begin_maintenance(mode.unit);
}

template <class O>
void Run<O>::fall_due(std::uint32_t m) {
    const Program::Mode& mode = p.modes[m];
    S::ModeState& state = s.modes_[m];
    if (state.pending) return;
    switch (mode.start) {
        case MaintenanceMode::immediate:
            state.pending = rule<"maintenance.immediate">() ? S::due_at_once : S::due_after_jobs;
            break;
        case MaintenanceMode::after_job:
            state.pending = rule<"maintenance.after_the_job">() ? S::due_after_jobs : S::due_at_once;
            break;
        case MaintenanceMode::opportunistic:
            if (!rule<"maintenance.opportunistic">()) {
                state.pending = S::due_after_jobs;
                break;
            }
            state.pending = S::due_at_leisure;
            s.opportunities_.push_back(m);
            if (rule<"maintenance.until_its_deadline">())
                schedule(mode.deadline_slot, s.now_ + mode.deadline, EventClass::failure);
            break;
    }
}

/// A clock of busy time or cycles that has run out and wasn't noticed yet.
template <class O>
bool Run<O>::overdue(std::uint32_t m) const {
    const Program::Mode& mode = p.modes[m];
    return mode.uptime != none && s.modes_[m].pending == 0 && s.modes_[m].left <= 0 &&
           (mode.clock == BreakdownClock::busy || counts(mode.clock));
}
template <class O>
bool Run<O>::any_overdue(std::uint32_t u) const {
    const Range& modes = p.units[u].modes;
    for (std::uint32_t m = modes.first; m < modes.end(); ++m)
        if (overdue(m)) return true;
    return false;
}

/// Begins a maintenance that has fallen due, or has the station finish its jobs first.
template <class O>
void Run<O>::begin_maintenance(std::uint32_t u) {
    const Range& modes = p.units[u].modes;
    S::UnitState& unit = s.units_[u];
    if (unit_down(u)) return;  // its end looks again
    if (p.outages) drop_past_outages(u);
    if (unit.busy_since != never) {
        charge(u, s.now_ - unit.busy_since);
        unit.busy_since = s.now_;
    }
    std::uint32_t begins = none;
    for (std::uint32_t m = modes.first; m < modes.end(); ++m) {
        if (overdue(m)) fall_due(m);
        if (begins == none && s.modes_[m].pending == S::due_at_once && rule<"maintenance.immediate_ones_first">())
            begins = m;
    }
    if (begins == none && (!in_process(u) || !rule<"maintenance.after_the_job">())) begins = first_pending(u);
    if (begins != none)
        go_down(u, begins);
    else if (first_pending(u) != none)
        finish_first(u);
    else
        next_in_slot(u);
}

/// What waits for an opportunity takes a moment in which nothing more moves and no place of its station has work.
template <class O>
void Run<O>::look_for_opportunities() {
    if (s.calendar_.next().tick() == s.now_ && rule<"maintenance.when_nothing_more_moves">()) return;
    for (std::size_t i = 0; i < s.opportunities_.size();) {
        const std::uint32_t m = s.opportunities_[i];
        const std::uint32_t u = p.modes[m].unit;
        const Program::Unit& info = p.units[u];
        bool idle = !unit_down(u) && !s.calendar_.at(info.slot).pending();
        for (std::uint32_t k = 0; k < info.places && idle; ++k) {
            const Stage stage = s.places_[info.first_place + k * info.stride].stage;
            idle = stage == Stage::empty ||
                   (rule<"maintenance.while_blocked">() && (stage == Stage::finished || stage == Stage::reserve)) ||
                   (rule<"maintenance.while_down_or_off">() && place_stands(info.first_place + k * info.stride));
        }
        if (!idle) {
            ++i;
            continue;
        }
        s.modes_[m].pending = S::due_at_once;
        s.calendar_.clear(p.modes[m].deadline_slot);
        s.opportunities_.erase(s.opportunities_.begin() + static_cast<std::ptrdiff_t>(i));
        schedule(info.slot, s.now_, EventClass::failure);
    }
}

/// A maintenance by condition begins, with the clocks of what it watches standing: a check, and the work only where one
/// of those is worn far enough.
template <class O>
void Run<O>::check_condition(std::uint32_t u) {
    S::UnitState& unit = s.units_[u];
    const Program::Mode& mode = p.modes[unit.mode];
    S::ModeState& state = s.modes_[unit.mode];
    bool worn = !rule<"maintenance.only_what_is_worn">();
    for (std::uint32_t r = mode.watches.first; r < mode.watches.end(); ++r) {
        const S::ModeState& watched = s.modes_[p.renews[r]];
        double needed = static_cast<double>(watched.total) * mode.worn;
        LINEWRIGHT_PIN(needed);
        worn = worn || watched.pending || static_cast<double>(watched.total - watched.left) >= needed;
    }
    const double check = rule<"maintenance.the_check_takes_its_time">() ? sample(mode.check, 0, state.checks++) : 0.0;
    unit.check_alone = worn ? 0 : 1;
    if (!worn) {
        unit.repair_raw = 0.0;
        --state.failures;
        --s.station_counts_[p.units[u].station].maintenances;
    }
    unit.repair_raw += check;
    ++s.station_counts_[p.units[u].station].checks;
}

/// While a maintenance is under way the clocks of the breakdowns of what it stops stand.
template <class O>
void Run<O>::hold_breakdowns(std::uint32_t unit, bool hold) {
    const Program::Unit& info = p.units[unit];
    const auto one = [&](std::uint32_t u) {
        if (u == none) return;
        if (hold) {
            ++s.units_[u].paused;
            stop_clocks(u);
        } else {
            --s.units_[u].paused;
            look_for_pending(u);
            start_clocks(u);
        }
    };
    if (!info.whole_station) return one(p.place_unit[info.first_place]);
    const Program::Station& st = p.stations[info.station];
    one(st.unit);
    for (std::uint32_t i = 0; i < st.places; ++i) one(p.place_unit[st.first_place + i]);
}

}  // namespace linewright
