// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Places that are switched off while they are starved. When that began is known when it is over, so that it needs no
// event of its own; the warm-up is a stage of the next job's stay, before its changeover.
#pragma once

#include "linewright/core/math.hpp"
#include "linewright/engine/run.hpp"

namespace linewright {

/// A job is loaded: how long the place has to warm up for it first; 0: not at all.
template <class O>
double Run<O>::warm_up(std::uint32_t place) {
    const Program::Standby& standby = p.standbys[p.stations[p.place_station[place]].standby];
    S::StandbyState& state = s.standbys_[place];
    if (std::exchange(state.used, std::uint8_t{1})) return 0.0;
    if (std::exchange(state.cold, std::uint8_t{0})) return standby.warm_up;
    const Tick off = s.now_ - state.since - standby.after;
    if (off <= 0) return 0.0;
    if (standby.cools_in <= 0.0) return standby.warm_up;
    return standby.warm_up * (1.0 - portable::exp(-static_cast<double>(off) / standby.cools_in));
}

/// The state of a place changes.
template <class O>
void Run<O>::standby_state(std::uint32_t place, State from, State to) {
    const std::uint32_t station = p.place_station[place];
    if (p.stations[station].standby == none) return;
    S::StandbyState& state = s.standbys_[place];
    if (from == State::starved)
        s.station_counts_[station].off += std::max<Tick>(
            0, s.now_ - std::max(state.entered, state.since + p.standbys[p.stations[station].standby].after));
    if (to != State::starved) return;
    state.entered = s.now_;
    if (std::exchange(state.used, std::uint8_t{0})) state.since = s.now_;
}

}  // namespace linewright
