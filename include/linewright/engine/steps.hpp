// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Steps of a route that only some of the jobs stop at (sampling), and steps that belong to the place of an earlier one
// (dedication).
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// The way of a finished job is drawn: past the steps that it isn't sampled at.
template <class O>
void Run<O>::skip_steps(std::uint32_t place) {
    Place& at = s.places_[place];
    while (at.next_op != none) {
        const Program::Op& next = p.ops[at.next_op];
        if (next.sampling >= 1.0) return;
        if (chance(next.sampling_purpose, at.lane, s.jobs_[at.job].number) < next.sampling) return;
        at.next_op = next.skipped.op;
        at.exit = next.skipped.exit;
    }
}

/// The place that a waiting job must go to, or none when any will do.
template <class O>
std::uint32_t Run<O>::dedicated_place(std::uint32_t j) const {
    const std::uint32_t number = p.ops[s.jobs_[j].op].dedicated;
    return number == none ? none : s.remembered_[std::size_t{j} * p.remembered + number];
}
template <class O>
bool Run<O>::may_go_to(std::uint32_t j, std::uint32_t station) const {
    const std::uint32_t place = dedicated_place(j);
    return place == none || (p.place_station[place] == station && place_free(place));
}
/// The free place of a station that a waiting job goes to.
template <class O>
std::uint32_t Run<O>::place_for(std::uint32_t j, std::uint32_t station) const {
    const std::uint32_t place = dedicated_place(j);
    return place == none ? free_place(station) : place;
}

}  // namespace linewright
