// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Vehicles: a finished job waits on its station until one is free and there is room ahead; it is carried there, and the
// vehicle goes back empty. The trip itself is a way that takes time (flow.hpp); a fleet is a resource like a card loop,
// with a list of those who wait for it.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// A newcomer doesn't get a vehicle that has come free for those who wait.
template <class O>
bool Run<O>::vehicle_free(std::uint32_t fleet, bool newcomer) const {
    return s.fleets_[fleet].free > 0 &&
           !(newcomer && s.queues_[fleet_resource(fleet)].dirty && rule<"instant.freed_is_for_who_waits">());
}

/// Adds up what the vehicles of a fleet have done since it was last looked at.
template <class O>
void Run<O>::count_fleet(std::uint32_t fleet) {
    S::FleetState& state = s.fleets_[fleet];
    state.loaded_time += static_cast<Tick>(rule<"vehicles.each_counts">() ? state.loaded : std::min(state.loaded, 1U)) *
                         (s.now_ - state.since);
    state.empty_time += static_cast<Tick>(state.empty) * (s.now_ - state.since);
    state.since = s.now_;
}

template <class O>
void Run<O>::take_vehicle(std::uint32_t fleet) {
    count_fleet(fleet);
    --s.fleets_[fleet].free;
    ++s.fleets_[fleet].loaded;
    if (!rule<"vehicles.a_trip_counts_when_delivered">()) ++s.fleets_[fleet].trips;
}

/// The job is where it belongs: the way back starts at once.
template <class O>
void Run<O>::delivered(std::uint32_t j, std::uint32_t q) {
    const Job& job = s.jobs_[j];
    const Program::Op& op = p.ops[job.op];
    const std::uint32_t fleet = op.fleet;
    count_fleet(fleet);
    S::FleetState& state = s.fleets_[fleet];
    --state.loaded;
    ++state.empty;
    if (rule<"vehicles.a_trip_counts_when_delivered">()) ++state.trips;
    ++state.jobs;
    tell_job(Happening::deliver, job, none, p.queues[q].buffer, fleet);
    const Tick time = op.back == none || !rule<"vehicles.go_back_empty">()
                          ? 0
                          : sample_ticks(op.back, job.lane ^ op.lane, job.number);
    auto& back = s.returns_[fleet];
    back.insert(std::upper_bound(back.begin(), back.end(), s.now_ + time, std::greater<>()), s.now_ + time);
    schedule(p.fleets[fleet].slot, back.back(), EventClass::completion);
}

/// A vehicle is back.
template <class O>
void Run<O>::fleet_event(std::uint32_t fleet) {
    count_fleet(fleet);
    auto& back = s.returns_[fleet];
    back.pop_back();
    --s.fleets_[fleet].empty;
    ++s.fleets_[fleet].free;
    if (!back.empty()) schedule(p.fleets[fleet].slot, back.back(), EventClass::completion);
    mark(fleet_resource(fleet));
}

}  // namespace linewright
