// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// How stations break down: clocks that count up-time, failures, what becomes of the job, repairs. What breaks down is
// a unit: one place, or a station of several places as a whole. The busy clock of a place needs no event of its own:
// when processing starts, the work left is held against the up-time left, and the place's slot gets the earlier.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
std::uint32_t Run<O>::unit_of_mode(std::uint32_t mode) const {
    return p.modes[mode].unit;
}
template <class O>
bool Run<O>::clock_runs(std::uint32_t u) const {
    const UnitStatus status = s.units_[u].status;
    return (status == UnitStatus::up ||
            (status == UnitStatus::finishing && rule<"breakdowns.clocks_run_while_finishing">())) &&
           !s.units_[u].paused;
}
/// True while a place of the unit has a job whose processing has begun and isn't done; before a planned maintenance,
/// one that isn't finished and doesn't wait for a place ahead.
template <class O>
bool Run<O>::in_process(std::uint32_t u) const {
    const Program::Unit& info = p.units[u];
    for (std::uint32_t i = 0; i < info.places; ++i) {
        const Place& at = s.places_[info.first_place + i * info.stride];
        if (info.maintenance && at.stage != Stage::empty && at.stage != Stage::reserve && at.stage != Stage::finished)
            return true;
        if ((at.stage == Stage::process && at.begun) || at.stage == Stage::passing) return true;
    }
    return false;
}
/// The first mode that has struck and waits for the jobs in process, or none.
template <class O>
std::uint32_t Run<O>::first_pending(std::uint32_t u) const {
    const Range& modes = p.units[u].modes;
    for (std::uint32_t k = modes.end(); !rule<"maintenance.in_the_order_of_the_list">() && k-- > modes.first;)
        if (s.modes_[k].pending) return k;
    for (std::uint32_t m = modes.first; m < modes.end(); ++m)
        if (s.modes_[m].pending && !(p.units[u].maintenance && s.modes_[m].pending == S::due_at_leisure)) return m;
    return none;
}
/// Whether a unit is up, and with it how many stop each of its places.
template <class O>
void Run<O>::set_status(std::uint32_t u, UnitStatus status) {
    const Program::Unit& info = p.units[u];
    const bool was_up = s.units_[u].status == UnitStatus::up, is_up = status == UnitStatus::up;
    s.units_[u].status = status;
    if (was_up == is_up) return;
    for (std::uint32_t i = 0; i < info.places; ++i) {
        std::uint8_t& stops = s.places_[info.first_place + i * info.stride].stops;
        stops = static_cast<std::uint8_t>(is_up ? stops - 1 : stops + 1);
    }
}
/// A unit that is up finishes its jobs first when some mode waits for that.
template <class O>
bool Run<O>::look_for_pending(std::uint32_t u) {
    if (unit_down(u)) return false;
    set_status(u, first_pending(u) == none ? UnitStatus::up : UnitStatus::finishing);
    return s.units_[u].status == UnitStatus::finishing;
}
/// Whether a station as a whole loads: 1 it finishes its jobs, 2 it is down.
template <class O>
void Run<O>::set_down(std::uint32_t station) {
    std::uint8_t down = 0;
    for (const std::uint32_t u : {p.stations[station].unit, p.stations[station].maintenance})
        if (u != none && s.units_[u].status != UnitStatus::up)
            down = std::max<std::uint8_t>(down, unit_down(u) ? 2 : 1);
    s.stations_[station].down = down;
}

/// A new up-time for one mode.
template <class O>
void Run<O>::renew(std::uint32_t m) {
    const Program::Mode& mode = p.modes[m];
    if (mode.uptime == none) return;
    S::ModeState& state = s.modes_[m];
    state.pending = 0;
    const std::uint64_t number = state.renewals++;
    if (number == 0 && mode.first != never) {
        state.left = mode.first;
    } else if (counts(mode.clock)) {
        const double cycles = sample(mode.uptime, 0, number);
        const Tick whole = ticks_of(cycles, mode.uptime);
        state.left = std::max<Tick>(1, static_cast<double>(whole) < cycles && rule<"breakdowns.cycles_rounded_up">()
                                           ? whole + 1
                                           : whole);  // rounded up
    } else {
        state.left = sample_ticks(mode.uptime, 0, number);
    }
    state.total = state.left;
}

template <class O>
void Run<O>::start_clocks(std::uint32_t u) {
    const bool maintenance = p.units[u].maintenance;  // its clocks run while the station is down, too
    if (!maintenance && !clock_runs(u)) return;
    const Range& modes = p.units[u].modes;
    for (std::uint32_t m = modes.first; m < modes.end(); ++m)
        if (!(maintenance && !clock_runs(u) && m == s.units_[u].mode && !p.modes[m].from_start) &&
            ((p.modes[m].clock == BreakdownClock::calendar &&
              (rule<"breakdowns.calendar_runs_off_shift_too">() ||
               s.stations_[p.units[u].station].presence == Presence::on)) ||
             (p.modes[m].clock == BreakdownClock::on_shift &&
              (s.stations_[p.units[u].station].presence == Presence::on ||
               !rule<"breakdowns.on_shift_stands_off_shift">()))) &&
            p.modes[m].uptime != none && s.modes_[m].since == never && !s.modes_[m].pending) {
            s.modes_[m].since = s.now_;
            schedule(p.modes[m].slot, s.now_ + s.modes_[m].left, EventClass::failure);
        }
}
template <class O>
void Run<O>::stop_clocks(std::uint32_t u, bool on_shift_only) {
    const Range& modes = p.units[u].modes;
    for (std::uint32_t m = modes.first; m < modes.end(); ++m)
        if (s.modes_[m].since != never &&
            (!on_shift_only ||
             (p.modes[m].clock == BreakdownClock::on_shift ? rule<"breakdowns.on_shift_stands_off_shift">()
                                                           : !rule<"breakdowns.calendar_runs_off_shift_too">()))) {
            s.modes_[m].left = std::max<Tick>(0, s.modes_[m].left - (s.now_ - s.modes_[m].since));
            s.modes_[m].since = never;
            s.calendar_.clear(p.modes[m].slot);
        }
}

/// Busy time left until the first mode strikes; cycles that have run out strike at once.
template <class O>
Tick Run<O>::next_strike(std::uint32_t u, std::uint32_t& mode) const {
    Tick least = never;
    const Range& modes = p.units[u].modes;
    for (std::uint32_t m = modes.first; m < modes.end(); ++m) {
        if (p.modes[m].uptime == none || s.modes_[m].pending) continue;
        Tick left = never;
        if (p.modes[m].clock == BreakdownClock::busy) left = s.modes_[m].left;
        if (counts(p.modes[m].clock) && s.modes_[m].left <= 0) left = 0;
        if (left < least) {
            least = left;
            mode = m;
        }
    }
    return least;
}

template <class O>
void Run<O>::charge(std::uint32_t u, Tick elapsed) {
    const Range& modes = p.units[u].modes;
    for (std::uint32_t m = modes.first; m < modes.end(); ++m)
        if (p.modes[m].clock == BreakdownClock::busy) s.modes_[m].left = std::max<Tick>(0, s.modes_[m].left - elapsed);
}

template <class O>
void Run<O>::processing_starts(std::uint32_t place, Tick work) {
    Place& at = s.places_[place];
    if (p.stations[p.place_station[place]].stretches)  // no clock counts it
        return schedule(place, at.ends, EventClass::completion);
    // A jam of each mode per_cycle is drawn once for the job, those of the station before those of the place; after
    // one has struck and is repaired, the next are drawn.
    std::uint32_t seen = 0;
    const auto jammed = [&](std::uint32_t u, std::uint32_t& mode) {
        const Range& modes = p.units[u].modes;
        for (std::uint32_t m = modes.first; m < modes.end(); ++m) {
            if (p.modes[m].clock != BreakdownClock::per_cycle ||
                (seen++ < at.jams && rule<"breakdowns.a_jam_once_a_job">()))
                continue;
            if (!rule<"breakdowns.each_jam_for_itself">() && seen > 1) continue;
            at.jams = static_cast<std::uint8_t>(seen);
            if (chance(p.modes[m].jam_purpose, at.lane, s.jobs_[at.job].number) < p.modes[m].probability) {
                mode = m;
                return true;
            }
        }
        return false;
    };
    const auto jams = [&](std::uint32_t u) {
        return (p.units[u].clocks & (1U << static_cast<unsigned>(BreakdownClock::per_cycle))) != 0;
    };
    bool struck = false;
    const auto units = units_of(place);
    for (const std::uint32_t u : units)
        if (!p.units[u].maintenance && !rule<"breakdowns.busy_stands_while_nothing_is_processed">())
            charge(u, s.now_ - at.idle_since);
    for (const std::uint32_t whole : units) {
        if (!p.units[whole].shared) continue;
        S::UnitState& unit = s.units_[whole];
        if (unit.busy++ == 0) unit.busy_since = s.now_;
        std::uint32_t mode = none;
        if (jams(whole)) {
            // When the station is struck at this instant already, the draw comes when the job goes on.
            const DueKey due = s.calendar_.at(p.units[whole].slot);
            struck = (due.pending() && due.tick() == s.now_ && rule<"breakdowns.two_jams_one_after_the_other">()) ||
                     jammed(whole, mode);
        }
        if (mode != none) {
            unit.strike = mode;
            schedule(p.units[whole].slot, s.now_ + (rule<"breakdowns.a_jam_before_any_work">() ? 0 : work / 2),
                     EventClass::failure);
        } else if (unit.busy == 1) {
            const Tick left = next_strike(whole, mode);
            if (left != never) {
                unit.strike = mode;
                schedule(p.units[whole].slot, s.now_ + left, EventClass::failure);
            }
        }
    }
    if (const std::uint32_t own = p.place_unit[place]; own != none && !p.units[own].shared) {
        S::UnitState& unit = s.units_[own];
        unit.busy_since = s.now_;
        std::uint32_t mode = none;
        const Tick left = jams(own) && !struck && jammed(own, mode) ? -1 : next_strike(own, mode);
        if (rule<"instant.busy_strikes_at_the_next_start">() ? left < work : left <= work) {
            at.strike = mode;
            schedule(
                place,
                s.now_ + (left < 0 && !rule<"breakdowns.a_jam_before_any_work">() ? work / 2 : std::max<Tick>(left, 0)),
                EventClass::failure);
            return;
        }
    }
    schedule(place, at.ends, EventClass::completion);
}

template <class O>
void Run<O>::processing_stops(std::uint32_t place) {
    if (p.stations[p.place_station[place]].stretches) return;
    const auto units = units_of(place);
    if (const std::uint32_t own = p.place_unit[place]; own != none && !p.units[own].shared) {
        S::UnitState& unit = s.units_[own];
        if (unit.busy_since != never) charge(own, s.now_ - unit.busy_since);
        unit.busy_since = never;
    }
    for (const std::uint32_t whole : units) {
        if (!p.units[whole].shared) continue;
        S::UnitState& unit = s.units_[whole];
        if (!rule<"instant.strikes_at_once_if_another_goes_on">() &&
            s.calendar_.at(p.units[whole].slot).tick() == s.now_)
            s.calendar_.clear(p.units[whole].slot);
        if (!rule<"breakdowns.busy_of_several_places_counts_once">() && unit.busy > 1)
            charge(whole, s.now_ - unit.busy_since);
        if (--unit.busy == 0) {
            charge(whole, s.now_ - unit.busy_since);
            unit.busy_since = never;
            if (!clock_runs(whole)) continue;
            if (!rule<"instant.busy_strikes_at_the_next_start">() &&
                s.calendar_.at(p.units[whole].slot).tick() == s.now_)
                continue;
            s.calendar_.clear(p.units[whole].slot);
            // A failure due at a completion strikes at the next start; a maintenance is due now.
            if (p.units[whole].maintenance && any_overdue(whole) && rule<"maintenance.busy_time_falls_due_at_once">())
                schedule(p.units[whole].slot, s.now_, EventClass::failure);
        }
    }
}

/// A finished cycle counts, or its pieces; a count that has run out strikes at the next start, or at once where another
/// place goes on. A maintenance falls due at once.
template <class O>
void Run<O>::count_cycle(std::uint32_t place) {
    const Range& counters = p.place_counters[place];
    if (counters.empty() || !rule<"breakdowns.cycles_count_finished_jobs">()) return;
    const Place& at = s.places_[place];
    const bool jobs = !rule<"batches.one_batch_is_one_cycle">() && s.jobs_[at.job].next != none;
    // Made up for while the job is unloaded: what the event at the end of processing would have done.
    const bool later = at.fused && at.after > 0;
    for (std::uint32_t k = counters.first; k < counters.end();) {
        const std::uint32_t u = p.counters[k].unit;
        bool due = false;
        for (; k < counters.end() && p.counters[k].unit == u; ++k) {
            const std::uint32_t m = p.counters[k].mode;
            Tick done = jobs ? 2 : 1;
            if (p.counters[k].pieces && rule<"maintenance.counts_pieces">()) {
                done = 0;
                const bool batch = p.stations[p.place_station[place]].batch != none;
                for (std::uint32_t j = at.job; j != none; j = batch ? s.jobs_[j].next : none)
                    done += p.product_pieces[p.ops[s.jobs_[j].op].product];
            }
            s.modes_[m].left -= done;
            if (!rule<"instant.cycles_strike_at_the_next_start">() && s.modes_[m].left == 0 && !p.units[u].shared) {
                s.places_[place].strike = m;
                schedule(place, s.now_, EventClass::failure);
            }
            if (s.modes_[m].left <= 0 && p.units[u].shared &&
                ((s.units_[u].busy > 0 && rule<"instant.strikes_at_once_if_another_goes_on">()) ||
                 (p.units[u].maintenance && rule<"maintenance.cycles_fall_due_at_once">())) &&
                clock_runs(u) && !s.modes_[m].pending) {
                due = true;
                if (later) continue;
                s.units_[u].strike = m;
                schedule(p.units[u].slot, s.now_, EventClass::failure);
            }
        }
        if (due && later) {
            ++s.events_;
            begin_maintenance(u);
        }
    }
}

template <class O>
void Run<O>::mode_event(std::uint32_t m) {
    const Program::Mode& mode = p.modes[m];
    S::ModeState& state = s.modes_[m];
    const std::uint32_t u = mode.unit;
    if (mode.dated.count) {
        const std::uint32_t date = state.next_date++;
        if (state.next_date < mode.dated.count)
            schedule(mode.slot, p.dated[mode.dated.first + state.next_date].at, EventClass::failure);
        if ((!clock_runs(u) && rule<"breakdowns.a_date_while_down_is_dropped">()) || state.pending)
            return;  // a date that falls while it is down is dropped
        state.pending = date + 1;
        strike(u, m);
        return;
    }
    state.left = 0;
    state.since = never;
    if (clock_runs(u)) strike(u, m);
}

/// A mode strikes: at once, or after the jobs in process.
template <class O>
void Run<O>::strike(std::uint32_t u, std::uint32_t m) {
    S::ModeState& state = s.modes_[m];
    if (state.pending == 0) state.pending = 1;
    if (p.modes[m].job == JobPolicy::finish_first && rule<"breakdowns.finish_first">() &&
        (in_process(u) || !rule<"breakdowns.finish_first_is_at_once_when_empty">()) &&
        (s.units_[u].status == UnitStatus::up || rule<"breakdowns.finish_first_waits_for_the_last">()))
        finish_first(u);
    else
        go_down(u, m);
}

/// The unit is to fail when the jobs in process are done; it loads nothing, its clocks run on.
template <class O>
void Run<O>::finish_first(std::uint32_t u) {
    const Program::Unit& info = p.units[u];
    set_status(u, UnitStatus::finishing);
    if (info.whole_station) set_down(info.station);
    for (std::uint32_t i = 0; i < info.places; ++i) touch(info.first_place + i * info.stride);
    next_in_slot(u);
}
/// The slot was that of the failure: what comes next in it is another mode's, or the job's end.
template <class O>
void Run<O>::next_in_slot(std::uint32_t u) {
    const Program::Unit& info = p.units[u];
    S::UnitState& unit = s.units_[u];
    std::uint32_t mode = none;
    if (unit.busy_since != never) {
        charge(u, s.now_ - unit.busy_since);
        unit.busy_since = s.now_;
        const Tick left = next_strike(u, mode);
        if (info.shared) {
            unit.strike = mode;
            if (left != never) schedule(info.slot, s.now_ + left, EventClass::failure);
        } else {
            Place& at = s.places_[info.first_place];
            at.strike = mode;
            if (left < at.ends - s.now_)
                schedule(info.first_place, s.now_ + left, EventClass::failure);
            else
                schedule(info.first_place, at.ends, EventClass::completion);
        }
    }
}

/// A failure that waits for the jobs in process begins when the last of them is done.
template <class O>
void Run<O>::begin_if_done(std::uint32_t u) {
    S::UnitState& unit = s.units_[u];
    if (unit.status != UnitStatus::finishing || unit.paused ||
        (in_process(u) && rule<"breakdowns.finish_first_waits_for_the_last">()))
        return;
    const Program::Unit& info = p.units[u];
    for (std::uint32_t i = 0; i < info.places; ++i) {
        const Place& at = s.places_[info.first_place + i * info.stride];
        if (at.running && at.ends == s.now_) return;  // a completion beats the failure of its instant; it asks again
    }
    (info.shared ? unit.strike : s.places_[info.first_place].strike) = first_pending(u);
    schedule(unit_slot(u), s.now_, EventClass::failure);
}

template <class O>
void Run<O>::go_down(std::uint32_t u, std::uint32_t m) {
    const Program::Unit& info = p.units[u];
    const Program::Station& st = p.stations[info.station];
    const Program::Mode& mode = p.modes[m];
    S::UnitState& unit = s.units_[u];
    S::ModeState& state = s.modes_[m];
    unit.mode = m;
    unit.check_alone = 0;
    const bool planned =
        info.maintenance && !outage(m) && rule<"maintenance.is_no_failure">();  // an outage is a failure, too
    unit.repair_raw =
        initial_repair_ >= 0 ? static_cast<double>(initial_repair_)
        : outage(m) ? static_cast<double>(rule<"contingencies.an_outage_ends_at_its_date">() ? mode.until - s.now_ : 1)
        : mode.repair == none ? static_cast<double>(p.dated[mode.dated.first + state.pending - 1].repair)
                              : sample(mode.repair, 0, state.failures);
    ++state.failures;
    state.pending = 0;
    ++(planned ? s.station_counts_[info.station].maintenances : s.station_counts_[info.station].failures);
    if (!info.maintenance && rule<"breakdowns.clocks_stand_while_down">()) stop_clocks(u);
    if (!info.maintenance && st.maintenance != none && !rule<"maintenance.calendar_time_runs_while_down">())
        stop_clocks(st.maintenance);
    set_status(u, UnitStatus::waiting_for_crew);
    if (info.shared) s.calendar_.clear(info.slot);
    if (info.whole_station) {
        if (rule<"breakdowns.empty_places_are_down_too">()) set_down(info.station);
        for (std::uint32_t i = 0; i < st.places && !info.maintenance; ++i) {
            const std::uint32_t own = p.place_unit[st.first_place + i];
            if (own == none) continue;
            ++s.units_[own].paused;
            stop_clocks(own);
        }
    }
    if (O::listens && !planned) {
        Event e;
        e.what = Happening::fail;
        e.station = info.station;
        e.place = info.whole_station ? none : info.first_place;
        e.detail = mode.index;
        tell(e);
    }
    for (std::uint32_t i = 0; i < info.places; ++i) {
        const std::uint32_t place = info.first_place + i * info.stride;
        Place& at = s.places_[place];
        touch(place);
        if (at.stage == Stage::empty || (i > 0 && !rule<"breakdowns.every_job_of_the_station">())) continue;
        suspend(place);
        if (at.coming && !rule<"walking.they_are_there_after_the_repair">()) release_people(at.people, 0);
        stop_coming(place);  // they find it down, and wait
        JobPolicy policy = mode.job;
        if (policy == JobPolicy::resume && !rule<"breakdowns.resume">()) policy = JobPolicy::restart;
        if (policy == JobPolicy::restart && !rule<"breakdowns.restart_takes_the_same_sample">())
            policy = JobPolicy::resample;
        if (policy == JobPolicy::restart && !rule<"breakdowns.restart">()) policy = JobPolicy::resume;
        if (policy == JobPolicy::resample && !rule<"breakdowns.resample">()) policy = JobPolicy::restart;
        if (policy == JobPolicy::scrap && !rule<"breakdowns.scrap">()) policy = JobPolicy::resume;
        const bool begun = (at.stage == Stage::process && at.begun) || at.stage == Stage::passing;
        if (begun || (policy == JobPolicy::scrap ? !rule<"breakdowns.scrap_takes_begun_jobs_alone">()
                                                 : !rule<"breakdowns.changeover_and_loading_stand">() && at.scaled)) {
            switch (policy) {
                case JobPolicy::scrap:
                    scrap_on(place);
                    continue;
                case JobPolicy::restart:
                    at.remaining = at.full;
                    at.stage = Stage::process;
                    break;
                case JobPolicy::resample: {
                    const Program::OpStation& cost = p.op_stations[at.cost];
                    ++at.attempts;
                    at.raw =
                        st.batch == none ? work_of(cost, process_lane(at), s.jobs_[at.job].number) : batch_work(place);
                    if (st.setup_work != none) at.raw *= start_up(place);
                    at.scaled = 0;
                    break;
                }
                default:
                    break;
            }
        }
        if ((st.release_people ? rule<"people.released_on_a_breakdown">() : !rule<"people.held_on_a_breakdown">()) ||
            place_off(place)) {
            release_people(at.people, 0);
        } else if (at.people != none) {
            hold(at.people);
        }
    }
    if (info.maintenance && rule<"maintenance.clocks_of_breakdowns_stand">()) hold_breakdowns(u, true);
    if (mode.from_start) {  // its next one counts from here
        renew(m);
        start_clocks(u);
    }
    if (mode.check != none && initial_repair_ < 0) [[unlikely]]
        check_condition(u);
    if (mode.parts.count && !unit.check_alone && rule<"materials.a_repair_waits_for_its_parts">())
        want_material(u, true);
    else
        call_crew(u);
}

/// All that the repair needs is there but the people.
template <class O>
void Run<O>::call_crew(std::uint32_t u) {
    const Program::Mode& mode = p.modes[s.units_[u].mode];
    if (!s.units_[u].check_alone)
        for (std::uint32_t k = mode.parts.first; k < mode.parts.end(); ++k) s.fitted_[k] += p.parts[k].amount;
    if (mode.crew.count && rule<"breakdowns.a_repair_waits_for_its_crew">())
        ask(u, 1);
    else
        start_repair(u);
}

template <class O>
void Run<O>::start_repair(std::uint32_t u) {
    const Program::Unit& info = p.units[u];
    S::UnitState& unit = s.units_[u];
    const double level = pace_of_repair(u);
    const Program::Mode& mode = p.modes[unit.mode];
    unit.coming = 0;
    people_activity(unit.people, Activity::working);
    const Tick work =
        ticks_of(level == 1.0 ? unit.repair_raw : unit.repair_raw / level, mode.repair == none ? 0 : mode.repair);
    set_status(u, UnitStatus::repairing);
    schedule(unit_slot(u), s.now_ + work, EventClass::repair_end);
    if constexpr (O::listens) {
        Event e;
        e.what = info.maintenance && !outage(unit.mode) ? Happening::maintenance_start : Happening::repair_start;
        e.station = info.station;
        e.place = info.whole_station ? none : info.first_place;
        e.detail = mode.index;
        tell(e);
    }
    for (std::uint32_t i = 0; i < info.places; ++i) touch(info.first_place + i * info.stride);
}

template <class O>
void Run<O>::repaired(std::uint32_t u) {
    const Program::Unit& info = p.units[u];
    const Program::Station& st = p.stations[info.station];
    S::UnitState& unit = s.units_[u];
    const Program::Mode& mode = p.modes[unit.mode];
    if (!p.learnings.empty()) count_repetition(unit.people, 1U << static_cast<unsigned>(Phase::repair));
    release_people(unit.people, 0);
    set_status(u, UnitStatus::up);
    if (mode.renew_all ? rule<"breakdowns.renew_all">() : !rule<"breakdowns.a_repair_renews_its_own_mode">()) {
        for (std::uint32_t m = info.modes.first; m < info.modes.end(); ++m) renew(m);
        for (std::uint32_t i = 0;
             i < st.places && info.whole_station && rule<"breakdowns.renew_all_of_the_places_too">(); ++i)
            if (const std::uint32_t own = p.place_unit[st.first_place + i]; own != none)
                for (std::uint32_t m = p.units[own].modes.first; m < p.units[own].modes.end(); ++m) renew(m);
    } else if (!mode.from_start) {
        renew(unit.mode);
        if (!rule<"breakdowns.uptime_runs_from_the_end_of_the_repair">())
            s.modes_[unit.mode].left = std::max<Tick>(1, s.modes_[unit.mode].left - to_ticks(unit.repair_raw));
    }
    for (std::uint32_t r = mode.renews.first; r < mode.renews.end() && rule<"maintenance.renews_what_it_lists">(); ++r)
        if (!unit.check_alone) renew(p.renews[r]);
    look_for_pending(u);
    if constexpr (O::listens) {
        Event e;
        e.what = info.maintenance && !outage(unit.mode) ? Happening::maintenance_end : Happening::repair_end;
        e.station = info.station;
        e.place = info.whole_station ? none : info.first_place;
        e.detail = mode.index;
        tell(e);
    }
    if (info.maintenance) {
        if (rule<"maintenance.clocks_of_breakdowns_stand">()) hold_breakdowns(u, false);
    } else if (info.whole_station) {
        for (std::uint32_t i = 0; i < st.places; ++i) {
            const std::uint32_t own = p.place_unit[st.first_place + i];
            if (own == none) continue;
            --s.units_[own].paused;
            look_for_pending(own);
            start_clocks(own);
        }
    }
    if (info.whole_station) set_down(info.station);
    start_clocks(u);
    if (st.maintenance != none && !rule<"maintenance.calendar_time_runs_while_down">()) start_clocks(st.maintenance);
    for (std::uint32_t i = 0; i < info.places; ++i) {
        touch(info.first_place + i * info.stride);
        const Place& at = s.places_[info.first_place + i * info.stride];
        const bool leaving = at.stage == Stage::finished || at.stage == Stage::reserve;  // that may be off shift, too
        if (leaving ? !place_down(info.first_place + i * info.stride)
                    : !place_stands(info.first_place + i * info.stride))
            resume(info.first_place + i * info.stride);
        if (s.now_ < at.off_until && !s.calendar_.at(info.first_place + i * info.stride).pending())
            schedule(info.first_place + i * info.stride, at.off_until, EventClass::arrival);
    }
    if (info.maintenance) {
        if (st.unit != none) begin_if_done(st.unit);
        if (const std::uint32_t own = p.place_unit[info.first_place]; own != none && !info.whole_station)
            begin_if_done(own);
        if (first_pending(u) != none) schedule(info.slot, s.now_, EventClass::failure);  // another one is due
    } else {
        begin_if_done(u);
    }
    for (std::uint32_t i = 0; i < info.places && info.whole_station; ++i)
        if (const std::uint32_t own = p.place_unit[info.first_place + i * info.stride]; own != none) begin_if_done(own);
    may_load(info.station);
    may_leave(info.station);
}

/// Work stands: what remains is kept.
template <class O>
void Run<O>::suspend(std::uint32_t place) {
    Place& at = s.places_[place];
    if (!at.running) return;
    if (at.overrun) count_overtime(place);
    if (at.fused) catch_up(place, s.now_);
    at.fused = 0;
    if (p.prices.given) [[unlikely]]
        count_work(place, at.remaining - (at.ends - s.now_));
    at.remaining = at.ends - s.now_;
    at.running = 0;
    at.ends = never;
    s.calendar_.clear(place);
    at.power = 0;
    if (at.stage == Stage::process) processing_stops(place);
}

/// Work goes on after a repair; what was blocked may leave again.
template <class O>
void Run<O>::resume(std::uint32_t place) {
    Place& at = s.places_[place];
    if (at.stage == Stage::finished || at.stage == Stage::reserve) {
        if (at.waiting) {
            const Program::Op& op = p.ops[at.next_op];
            if (!op.groups.empty()) return mark(group_resource(group_of(at.next_op, p.place_station[place])));
            if (op.conveyor != none) return mark(belt_resource(op.conveyor));
            for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) mark(p.targets[t]);
        }
        return;
    }
    if (at.stage == Stage::empty || at.running || at.coming) return;
    if (at.stage == Stage::passing) return pass_on(place);
    if (at.stage == Stage::supply && s.supplies_[place].waits) {
        s.supply_dirty_ = 1;
        return;
    }
    if (at.asking) {
        if (!rule<"people.a_station_that_is_down_keeps_its_turn">()) {
            withdraw(place, false);
            ask(place, false);
        }
        s.requests_dirty_ = 1;
        return;
    }
    if (at.stage == Stage::setup && p.stations[p.place_station[place]].setup_work != none && s.setups_[place].waits)
        return setup_part_over(place);
    want(place);
}

}  // namespace linewright
