// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// People who leave a task when one of higher priority asks for them and nobody is free: the work stands and asks again.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
std::int32_t Run<O>::priority_of_task(std::uint32_t person) const {
    const S::PersonState& state = s.people_[person];
    return state.phases & (1U << static_cast<unsigned>(Phase::repair))
               ? p.modes[s.units_[state.holder].mode].priority
               : p.stations[p.place_station[state.holder]].operator_priority;
}
template <class O>
bool Run<O>::leaves(std::uint32_t person) const {
    return !(s.people_[person].phases & Program::carry_phase) &&
           p.at_higher[p.people[person].pool] == AtHigherPriority::leave && priority_of_task(person) < call_above_;
}
/// Whom it costs least: who is free, else the task of the lowest priority, else who began last.
template <class O>
bool Run<O>::rather_called(std::uint32_t a, std::uint32_t b, bool& settled) const {
    const S::PersonState &x = s.people_[a], &y = s.people_[b];
    settled = true;
    if ((x.holder == none) != (y.holder == none)) return x.holder == none;
    if (x.holder != none) {
        const std::int32_t first = priority_of_task(a), second = priority_of_task(b);
        if (first != second && rule<"people.the_least_urgent_task_is_left">()) return first < second;
        if (x.taken != y.taken) return x.taken > y.taken;
    }
    settled = false;
    return false;
}

/// True when a request that can't be met can be with people who are at something less urgent; they are in `chosen_`.
template <class O>
bool Run<O>::can_call_away(const S::Request& request) {
    if (!rule<"people.leave_for_higher_priority">()) return false;
    calling_ = true;
    call_above_ = request.priority;
    const bool can = can_give(request);
    calling_ = false;
    return can;
}

/// Those of the chosen who are at a task leave it, and with them the rest of its people.
template <class O>
void Run<O>::call_away() {
    for (const std::uint32_t person : chosen_) {
        const S::PersonState& state = s.people_[person];
        if (state.holder == none) continue;
        if (state.phases & Program::beside_phase)
            interrupt_preparation(state.holder);
        else if (state.phases & (1U << static_cast<unsigned>(Phase::repair)))
            interrupt_repair(state.holder);
        else
            interrupt(state.holder, false);
    }
}

}  // namespace linewright
