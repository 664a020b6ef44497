// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Contingencies that have no element of their own in the engine: a station that is out is a maintenance that is none
// (maintenance.hpp), absent people are an absence (attendance.hpp). What is left are sources that are stopped, or go at
// another pace, and the outages that are over before they could begin.
#pragma once

#include "linewright/engine/pacing.hpp"
#include "linewright/engine/run.hpp"

namespace linewright {

/// Those that are under way at the start, before anything moves.
template <class O>
void Run<O>::begin_contingencies() {
    for (std::uint32_t i = 0; i < p.stops.size(); ++i) {
        if (p.stops[i].from == 0)
            stop_event(i, true);
        else
            schedule(p.stops[i].slot, p.stops[i].from, EventClass::failure);
    }
    for (const Program::PowerCap& cap : p.power_caps) schedule(cap.slot, cap.to, EventClass::arrival);
    for (std::uint32_t m = 0; m < p.modes.size(); ++m)
        if (outage(m) && p.dated[p.modes[m].dated.first].at == 0 && rule<"contingencies.from_the_start_on">())
            maintenance_event(m, false);
}

/// A source brings nothing from now on, or again.
template <class O>
void Run<O>::stop_event(std::uint32_t n, bool begins) {
    const Program::Stop& stop = p.stops[n];
    S::SourceState& state = s.sources_[stop.source];
    state.stopped = begins && rule<"contingencies.a_source_is_stopped">() ? 1 : 0;
    if (!begins) return mark_source(stop.source);
    schedule(stop.slot, stop.to, EventClass::arrival);
    if (!state.waiting || source_waits(stop.source)) return;
    const std::uint32_t op = source_op(stop.source);  // its turn is for others
    stop_waiting(op, 3, stop.source);
    state.waiting = 0;
    for (std::uint32_t t = p.ops[op].targets.first; t < p.ops[op].targets.end(); ++t) {
        const Range& consumers = p.queues[p.targets[t]].consumers;
        for (std::uint32_t c = consumers.first; c < consumers.end(); ++c) may_load(p.consumers[c]);
    }
}

/// The stop that a source is in, or none.
template <class O>
std::uint32_t Run<O>::stop_now(std::uint32_t i) const {
    const Range& stops = p.sources[i].stops;
    for (std::uint32_t k = stops.first; k < stops.end(); ++k)
        if (p.stops[k].from <= s.now_ && s.now_ < p.stops[k].to) return k;
    return none;
}

/// While a source is stopped only those come in who stood outside before.
template <class O>
bool Run<O>::waits_in_stop(std::uint32_t i) const {
    const Program::Source& source = p.sources[i];
    const S::SourceState& state = s.sources_[i];
    if (source.when == Program::When::always || state.head >= s.backlog_[i].size()) return false;
    const std::uint32_t stop = stop_now(i);
    return stop == none || s.backlog_[i][state.head].arrived <= p.stops[stop].from;
}

/// What a stopped source should have brought never comes, where that is the policy.
template <class O>
bool Run<O>::lost_in_stop(std::uint32_t i, const S::Delivery& delivery) {
    const std::uint32_t stop = stop_now(i);  // what is due at its end comes
    if (stop == none || !p.stops[stop].lost || !rule<"contingencies.lost_in_a_stop">()) return false;
    ++s.source_counts_[i].arrived;
    ++s.source_counts_[i].lost;
    ++s.product_counts_[delivery.product].lost;
    if (delivery.order != none) s.orders_.lose(delivery.order, s.now_);
    Event e;
    e.what = Happening::lost;
    e.product = delivery.product;
    e.detail = i;
    tell(e);
    return true;
}

/// The jobs that the hours' rates alone would have brought when the source, with its paces, has brought `count`.
template <class O>
double Run<O>::paced_count(const Program::Source& source, double count) const {
    double there = 0.0, left = count;
    for (std::uint32_t i = source.paces.first; i < source.paces.end(); ++i) {
        const Program::Pace& pace = p.paces[i];
        if (left <= pace.count_from - there) break;
        left -= pace.count_from - there;
        const double inside = (pace.count_to - pace.count_from) * pace.factor;
        if (left < inside) return pace.count_from + left / pace.factor;
        left -= inside;
        there = pace.count_to;
    }
    return there == 0.0 ? count : there + left;
}

/// The state of a place whose station, or which itself, is out or in maintenance, or is about to be.
template <class O>
State Run<O>::state_of_outage(std::uint32_t place) const {
    const Program::Station& station = p.stations[p.place_station[place]];
    bool waiting = false;
    for (const std::uint32_t u : {station.maintenance, p.place_maintenance[place]}) {
        if (u == none || (!unit_down(u) && !(s.units_[u].status == UnitStatus::finishing && all_empty(place))))
            continue;
        if (!outage(unit_down(u) ? s.units_[u].mode : first_pending(u))) return State::planned_maintenance;
        waiting = waiting || !unit_down(u);
    }
    for (const std::uint32_t u : {station.unit, p.place_unit[place]})
        waiting = waiting || (u != none && s.units_[u].status == UnitStatus::waiting_for_crew);
    return waiting ? State::waiting_for_crew : State::repair;
}

/// An outage that couldn't begin before its end (a maintenance was under way, or the jobs took so long) is none.
template <class O>
void Run<O>::drop_past_outages(std::uint32_t u) {
    const Range& modes = p.units[u].modes;
    bool dropped = false;
    for (std::uint32_t m = modes.first; m < modes.end(); ++m)
        if (s.modes_[m].pending && p.modes[m].until <= s.now_) {
            s.modes_[m].pending = 0;
            dropped = true;
        }
    if (!dropped || s.units_[u].status != UnitStatus::finishing || first_pending(u) != none) return;
    set_status(u, UnitStatus::up);
    set_down(p.units[u].station);
    touch_station(p.stations[p.units[u].station]);
    may_load(p.units[u].station);
}

}  // namespace linewright
