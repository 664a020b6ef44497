// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A cap on the power that all stations take together for a while: processing starts, and goes on after a standstill,
// only while the sum stays under it. Power is given out when nothing more moves, downstream first.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// The cap now, in milliwatts; `never` outside of all contingencies.
template <class O>
std::int64_t Run<O>::power_cap() const {
    std::int64_t least = never;
    for (const Program::PowerCap& cap : p.power_caps)
        if (cap.from <= s.now_ && s.now_ < cap.to) least = std::min(least, cap.milliwatts);
    return least;
}

/// A place that is about to process has to wait for power; false when it may begin.
template <class O>
bool Run<O>::wait_for_power(std::uint32_t place) {
    Place& at = s.places_[place];
    if (at.power == powered) return false;
    if (power_cap() == never) {
        if (at.power) give_power_back(place);  // it was over while the station stood
        return false;
    }
    if (!rule<"contingencies.a_cap_on_the_power">()) return false;
    if (at.power == waits_for_power) return true;
    at.power = waits_for_power;
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        const std::uint32_t x = p.stations[p.place_station[a]].order, y = p.stations[p.place_station[b]].order;
        return x != y ? x < y : a < b;
    };
    s.power_waiters_.insert(std::upper_bound(s.power_waiters_.begin(), s.power_waiters_.end(), place, before), place);
    touch(place);
    return true;
}

/// The place no longer processes, nor wants to.
template <class O>
void Run<O>::give_power_back(std::uint32_t place) {
    Place& at = s.places_[place];
    if (at.power == waits_for_power)
        s.power_waiters_.erase(std::find(s.power_waiters_.begin(), s.power_waiters_.end(), place));
    at.power = 0;
}

/// Gives the power that is left to those who wait, each if it is enough for it. True when somebody got some.
template <class O>
bool Run<O>::give_out_power() {
    const std::int64_t cap = power_cap();
    constexpr auto processing = static_cast<std::size_t>(State::processing);
    const auto takes = [&](std::uint32_t place, std::size_t state) {
        return p.prices.stations[p.place_station[place]].milliwatts[state];
    };
    std::int64_t sum = 0;
    for (std::uint32_t place = 0; place < s.places_.size(); ++place)
        sum += takes(place,
                     s.places_[place].power == powered ? processing : static_cast<std::size_t>(s.places_[place].state));
    bool given = false;
    for (std::size_t i = 0; i < s.power_waiters_.size();) {
        const std::uint32_t place = s.power_waiters_[i];
        Place& at = s.places_[place];
        const std::int64_t more = takes(place, processing) - takes(place, static_cast<std::size_t>(at.state));
        if (place_stands(place) || (cap != never && sum + more > cap)) {
            ++i;
            continue;
        }
        sum += more;
        s.power_waiters_.erase(s.power_waiters_.begin() + static_cast<std::ptrdiff_t>(i));
        at.power = powered;
        want(place);
        given = true;
    }
    return given;
}

}  // namespace linewright
