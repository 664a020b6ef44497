// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Nobody is at one station for too long on end: their time there adds up from when they are taken for it to when they
// are free, until they work at another one or have rested from it.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
bool Run<O>::may_return(std::uint32_t person) const {
    const Program::TaskLimit& limit = p.task_limits[p.people[person].pool];
    const S::PersonState& state = s.people_[person];
    return state.at_task < limit.most || !rule<"people.not_too_long_at_one_task">() || state.task != task_at_ ||
           (s.now_ - state.task_until >= limit.rest && rule<"people.return_after_a_rest">());
}
template <class O>
void Run<O>::begin_task(std::uint32_t person) {
    const Program::TaskLimit& limit = p.task_limits[p.people[person].pool];
    if (limit.most == never) return;
    S::PersonState& state = s.people_[person];
    if (state.task != task_at_ || s.now_ - state.task_until >= limit.rest) state.at_task = 0;
    state.task = task_at_;
    state.task_from = s.now_;
    s.calendar_.clear(p.people[person].slot);
}
template <class O>
void Run<O>::end_task(std::uint32_t person) {
    const Program::TaskLimit& limit = p.task_limits[p.people[person].pool];
    if (limit.most == never) return;
    S::PersonState& state = s.people_[person];
    state.at_task += s.now_ - state.task_from;
    state.task_until = s.now_;
    if (state.at_task >= limit.most) schedule(p.people[person].slot, s.now_ + limit.rest, EventClass::arrival);
}

}  // namespace linewright
