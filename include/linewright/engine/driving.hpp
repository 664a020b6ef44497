// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Vehicles that are followed one by one. A finished job for which there is room ahead reserves it and calls one; the
// vehicle drives to the station, loads, carries, unloads, and is free there. On its way it may take further jobs from
// the same station to the same place, up to its capacity.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// How long a vehicle takes from spot to spot.
template <class O>
Tick Run<O>::drive(const Program::Fleet& fleet, std::uint32_t from, std::uint32_t to) const {
    return fleet.times.empty() || from == none || !rule<"driving.takes_its_way">()
               ? 0
               : fleet.times[std::size_t{from} * p.spots + to];
}
/// When it could be somewhere, from now: a way that it has set out on comes first.
template <class O>
Tick Run<O>::time_to(std::uint32_t vehicle, std::uint32_t spot) const {
    const S::VehicleState& state = s.vehicles_[vehicle];
    return std::max<Tick>(0, state.arrives - s.now_) + drive(p.fleets[p.vehicles[vehicle].fleet], state.at, spot);
}

/// A vehicle with room that stands at a station, or comes there, for the same place ahead; or none.
template <class O>
std::uint32_t Run<O>::vehicle_with_room(std::uint32_t f, std::uint32_t station, std::uint32_t queue) const {
    const Program::Fleet& fleet = p.fleets[f];
    if (fleet.capacity == 1 || !rule<"driving.several_jobs_on_a_trip">()) return none;
    for (std::uint32_t v = fleet.first_vehicle; v < fleet.first_vehicle + fleet.count; ++v) {
        const S::VehicleState& state = s.vehicles_[v];
        if (state.does >= S::Does::coming && state.does <= S::Does::waiting && state.station == station &&
            state.queue == queue && state.jobs + state.called < fleet.capacity)
            return v;
    }
    return none;
}

/// The free vehicle that is there first; of equal ones the first of the fleet.
template <class O>
std::uint32_t Run<O>::nearest_vehicle(std::uint32_t f, std::uint32_t station) const {
    const Program::Fleet& fleet = p.fleets[f];
    std::uint32_t best = none;
    Tick least = never;
    for (std::uint32_t v = fleet.first_vehicle; v < fleet.first_vehicle + fleet.count; ++v) {
        if (s.vehicles_[v].does > S::Does::going_home) continue;
        const Tick time = time_to(v, station);
        if (time < least && (best == none || rule<"driving.the_nearest_comes">())) {
            least = time;
            best = v;
        }
    }
    return best;
}

/// The finished job of a place goes by a vehicle: its place ahead is reserved, the vehicle is on its way.
template <class O>
void Run<O>::call_vehicle(std::uint32_t place, std::uint32_t q) {
    Place& at = s.places_[place];
    const std::uint32_t f = p.ops[at.next_op].fleet, station = p.place_station[place];
    std::uint32_t v = vehicle_with_room(f, station, q);
    const bool sets_out = v == none;
    if (sets_out) v = nearest_vehicle(f, station);
    reserve_for(place, q);
    at.carrier = v;
    S::VehicleState& state = s.vehicles_[v];
    ++state.called;
    if (!sets_out) {
        if (state.does == S::Does::waiting) load_next(v);
        return;
    }
    count_fleet(f);
    --s.fleets_[f].free;
    if (state.does == S::Does::idle) ++s.fleets_[f].empty;
    const Tick time = time_to(v, station);
    state.does = S::Does::coming;
    state.station = station;
    state.queue = q;
    state.at = station;
    state.arrives = s.now_ + time;
    if (time == 0)
        vehicle_there(v);
    else
        schedule(p.vehicles[v].slot, state.arrives, EventClass::completion);
}

/// The place ahead is kept for the job of a place; whoever carries it comes for it there.
template <class O>
void Run<O>::reserve_for(std::uint32_t place, std::uint32_t q) {
    Place& at = s.places_[place];
    at.reserved = q;
    at.called = 1;
    if (p.circle_may_close) recheck(q);
    ++s.queues_[q].reserved;
    touch_waiters(q);
    take_cards(s.jobs_[at.job], p.queues[q].cards);
    touch(place);
}

/// The vehicle is at the station from which it was called.
template <class O>
void Run<O>::vehicle_there(std::uint32_t v) {
    const std::uint32_t f = p.vehicles[v].fleet;
    count_fleet(f);
    --s.fleets_[f].empty;
    ++s.fleets_[f].loaded;
    s.vehicles_[v].since = s.now_;
    load_next(v);
}

/// Loads the next of the jobs that have called it, in the order in which they were finished; or it is ready.
template <class O>
void Run<O>::load_next(std::uint32_t v) {
    S::VehicleState& state = s.vehicles_[v];
    const Program::Fleet& fleet = p.fleets[p.vehicles[v].fleet];
    const Program::Station& st = p.stations[state.station];
    std::uint32_t next = none;
    const std::uint32_t last = last_slot(st.first_place);
    for (std::uint32_t place = last; place < last + st.places && state.called > 0; ++place) {
        const Place& at = s.places_[place];
        if (at.carrier != v || (held(place) && rule<"driving.a_station_that_is_down_holds_the_job">())) continue;
        if (next == none || at.finished_at < s.places_[next].finished_at) next = place;
    }
    state.place = next;
    state.does = next == none ? S::Does::waiting : S::Does::loading;
    if (next == none) {
        if (state.called > 0) return;  // they are held where they are
        if (state.jobs < fleet.capacity && s.now_ < state.since + fleet.longest_wait)
            schedule(p.vehicles[v].slot, state.since + fleet.longest_wait, EventClass::completion);
        if (!state.ready) {
            state.ready = 1;
            s.ready_.push_back(v);
        }
        return;
    }
    const Job& job = s.jobs_[s.places_[next].job];
    const Tick time = fleet.load == none ? 0 : sample_ticks(fleet.load, job.lane ^ p.ops[job.op].lane, job.number);
    if (time == 0)
        job_loaded(v);
    else
        schedule(p.vehicles[v].slot, s.now_ + time, EventClass::completion);
}

/// The job is on the vehicle and leaves its station.
template <class O>
void Run<O>::job_loaded(std::uint32_t v) {
    S::VehicleState& state = s.vehicles_[v];
    const std::uint32_t j = take_job_off(state.place);
    Job& job = s.jobs_[j];
    job.next = none;
    if (state.head == none)
        state.head = j;
    else
        s.jobs_[state.tail].next = j;
    state.tail = j;
    ++state.jobs;
    --state.called;
    s.calendar_.clear(p.vehicles[v].slot);  // of the longest wait
    load_next(v);
}

/// A job that somebody has come for leaves its place; its number.
template <class O>
std::uint32_t Run<O>::take_job_off(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t j = at.job, station = p.place_station[place];
    Job& job = s.jobs_[j];
    tell_job(Happening::leave, job, place, none);
    ++s.station_counts_[station].left;
    const std::uint32_t next = at.next_op;
    at.called = 0;
    at.carrier = at.reserved = none;
    empty_place(place);
    if (at.stage == Stage::finished) may_leave_place(place);  // the next one of its batch
    job.op = next;
    if (job.rework_from == next) job.rework_from = none;
    return j;
}

/// Somebody comes for the job of a place: looks whether those who are there may take it now.
template <class O>
bool Run<O>::fetched(std::uint32_t place) {
    if (p.ops[s.places_[place].next_op].by == Program::By::people) {
        if (s.places_[place].called == wait_beside_it)
            carriers_there(place);
        else
            s.requests_dirty_ = 1;  // the station held it
        return s.places_[place].called == 0;
    }
    const std::uint32_t v = s.places_[place].carrier;
    if (s.vehicles_[v].does != S::Does::waiting) return false;
    load_next(v);
    return true;
}

/// Nothing more moves at this instant: vehicles that are full, or don't wait any longer, set out.
template <class O>
bool Run<O>::vehicles_set_out() {
    bool any = false;
    for (std::size_t i = 0; i < s.ready_.size(); ++i) {
        const std::uint32_t v = s.ready_[i];
        S::VehicleState& state = s.vehicles_[v];
        const std::uint32_t f = p.vehicles[v].fleet;
        const Program::Fleet& fleet = p.fleets[f];
        state.ready = 0;
        if (state.does != S::Does::waiting || state.called > 0) continue;
        if (state.jobs < fleet.capacity && s.now_ < state.since + fleet.longest_wait &&
            rule<"driving.waits_for_a_full_load">())
            continue;
        any = true;
        s.calendar_.clear(p.vehicles[v].slot);
        const Job& job = s.jobs_[state.head];
        const Program::Op& op = p.ops[job.op];
        const std::uint32_t spot = p.queue_spot[state.queue];
        const Tick time = op.transfer != none ? sample_ticks(op.transfer, job.lane ^ op.lane, job.number)
                                              : drive(fleet, state.at, spot);
        for (std::uint32_t j = state.head; j != none; j = s.jobs_[j].next)
            tell_job(Happening::transport, s.jobs_[j], none, p.queues[state.queue].buffer, f);
        state.does = S::Does::carrying;
        state.at = spot;
        state.arrives = s.now_ + time;
        schedule(p.vehicles[v].slot, state.arrives, EventClass::completion);
    }
    s.ready_.clear();
    return any;
}

/// Unloads the next job; the vehicle is free when there is none.
template <class O>
void Run<O>::unload_next(std::uint32_t v) {
    S::VehicleState& state = s.vehicles_[v];
    const Program::Fleet& fleet = p.fleets[p.vehicles[v].fleet];
    state.does = S::Does::unloading;
    const Job& job = s.jobs_[state.head];
    const Tick time = fleet.unload == none ? 0 : sample_ticks(fleet.unload, job.lane ^ p.ops[job.op].lane, job.number);
    if (time == 0)
        job_unloaded(v);
    else
        schedule(p.vehicles[v].slot, s.now_ + time, EventClass::completion);
}

template <class O>
void Run<O>::job_unloaded(std::uint32_t v) {
    S::VehicleState& state = s.vehicles_[v];
    const std::uint32_t f = p.vehicles[v].fleet, j = state.head;
    const Program::Fleet& fleet = p.fleets[f];
    const Program::Op& op = p.ops[s.jobs_[j].op];
    tell_job(Happening::deliver, s.jobs_[j], none, p.queues[state.queue].buffer, f);
    state.head = s.jobs_[j].next;
    --state.jobs;
    ++s.fleets_[f].jobs;
    --s.queues_[state.queue].reserved;
    const std::uint64_t lane = s.jobs_[j].lane ^ op.lane, number = s.jobs_[j].number;
    push(state.queue, j);
    if (state.head != none) return unload_next(v);
    count_fleet(f);
    --s.fleets_[f].loaded;
    ++s.fleets_[f].trips;
    state.tail = none;
    const Tick back = fleet.times.empty() && op.back != none ? sample_ticks(op.back, lane, number) : 0;
    if (back == 0) return vehicle_is_free(v);
    ++s.fleets_[f].empty;
    state.does = S::Does::returning;
    schedule(p.vehicles[v].slot, s.now_ + back, EventClass::completion);
}

template <class O>
void Run<O>::vehicle_is_free(std::uint32_t v) {
    const std::uint32_t f = p.vehicles[v].fleet;
    S::VehicleState& state = s.vehicles_[v];
    state.does = S::Does::idle;
    ++s.fleets_[f].free;
    mark(fleet_resource(f));
    if (p.fleets[f].goes_home && state.at != p.fleets[f].home) s.homeward_.push_back(v);
}

/// Nobody has called those who have become free: they set out for home.
template <class O>
void Run<O>::vehicles_go_home() {
    for (const std::uint32_t v : s.homeward_) {
        S::VehicleState& state = s.vehicles_[v];
        const std::uint32_t f = p.vehicles[v].fleet, home = p.fleets[f].home;
        if (state.does != S::Does::idle || state.at == home || !rule<"driving.home_when_nobody_calls">()) continue;
        count_fleet(f);
        ++s.fleets_[f].empty;
        state.does = S::Does::going_home;
        state.arrives = s.now_ + drive(p.fleets[f], state.at, home);
        state.at = home;
        schedule(p.vehicles[v].slot, state.arrives, EventClass::completion);
    }
    s.homeward_.clear();
}

template <class O>
void Run<O>::vehicle_event(std::uint32_t v) {
    const std::uint32_t f = p.vehicles[v].fleet;
    S::VehicleState& state = s.vehicles_[v];
    switch (state.does) {
        case S::Does::coming:
            return vehicle_there(v);
        case S::Does::loading:
            return job_loaded(v);
        case S::Does::waiting:
            return load_next(v);
        case S::Does::carrying:
        case S::Does::unloading:
            return state.does == S::Does::carrying ? unload_next(v) : job_unloaded(v);
        case S::Does::going_home:
            count_fleet(f);
            --s.fleets_[f].empty;
            state.does = S::Does::idle;
            return;
        case S::Does::returning:
            count_fleet(f);
            --s.fleets_[f].empty;
            return vehicle_is_free(v);
        case S::Does::idle:
            return;
    }
}

/// Where vehicles go to the nearest job: of those that could go, the one that a vehicle reaches first.
template <class O>
void Run<O>::serve_nearest(std::uint32_t f) {
    for (;;) {
        std::uint32_t best = none;
        Tick least = never;
        for (const S::Waiter& waiter : s.waiters_[fleet_resource(f)]) {
            const Place& at = s.places_[waiter.id];
            bool card_only = false;
            if (held(waiter.id)) continue;
            const std::uint32_t q = find_target(at.next_op, s.jobs_[at.job].cards, none, false, card_only);
            if (q == none) continue;
            const std::uint32_t station = p.place_station[waiter.id];
            const bool joins = vehicle_with_room(f, station, q) != none;
            if (!joins && s.fleets_[f].free == 0) continue;
            const Tick time = joins ? 0 : time_to(nearest_vehicle(f, station), station);
            if (time < least && (best == none || rule<"driving.to_the_nearest_job">())) {
                least = time;
                best = waiter.id;
            }
        }
        if (best == none || !try_leave(best, none, true)) return;
    }
}

}  // namespace linewright
