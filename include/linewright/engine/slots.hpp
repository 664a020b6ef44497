// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Places with slots (cascading tools): a job is set up, loaded and processed for its interval in the first slot, then
// passes to the next one, and a new job may enter. The rest of its processing is in the last slot; from there it is
// unloaded and leaves. Where a station loads ahead, the first slot here is the one in which jobs are set up and loaded,
// beside those inside. A slot further in is a place of its own here, numbered after all first ones of its station; what
// is observed (state, events) is told of the first one.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
bool Run<O>::has_next_slot(std::uint32_t place) const {
    const Program::Station& st = p.stations[p.place_station[place]];
    return place + st.places < st.first_place + st.places * st.slots;
}
/// True when no slot of a place has a job.
template <class O>
bool Run<O>::all_empty(std::uint32_t place) const {
    const Program::Station& st = p.stations[p.place_station[place]];
    for (std::uint32_t k = 0; k < st.slots; ++k)
        if (s.places_[place + k * st.places].stage != Stage::empty) return false;
    return true;
}

/// The processing time is known: so much of it is here, the rest further in.
template <class O>
void Run<O>::split_work(std::uint32_t place) {
    if (!has_next_slot(place)) return;
    Place& at = s.places_[place];
    const Tick here = rule<"slots.a_job_passes_on_after_the_interval">()
                          ? std::min(at.full, p.op_stations[at.cost].interval)
                          : at.full;
    at.rest = at.full - here;
    at.full = at.remaining = here;
}

/// The job has been in its slot for its time: it goes to the next one, or waits for it.
template <class O>
void Run<O>::pass_on(std::uint32_t place) {
    Place& at = s.places_[place];
    const Program::Station& st = p.stations[p.place_station[place]];
    const std::uint32_t next = place + st.places;
    Place& to = s.places_[next];
    at.stage = Stage::passing;
    touch(place);
    if (to.stage != Stage::empty) {
        const std::uint32_t last = last_slot(p.place_head[place]);
        if (p.can_deadlock && s.places_[last].waiting) blocked_.push_back(last);
        return;
    }
    const bool entrance = st.loads_ahead && !further_in(place);
    if (entrance && st.counts_setups) made_in_campaign(place);
    to.job = at.job;
    to.cost = at.cost;
    to.lane = at.lane;
    to.draw = at.draw;
    to.raw = at.raw;
    to.level = at.level;
    to.attempts = at.attempts;
    to.begun = at.begun;
    to.jams = at.jams;
    to.scaled = 1;
    to.decided = to.waiting = 0;
    to.next_op = to.exit = to.reserved = none;
    to.full = to.remaining = at.rest;
    to.stage = Stage::process;
    split_work(next);
    at.job = none;
    if (further_in(place)) {
        slot_empty(place);
    } else {
        at.stage = Stage::empty;
        at.full_up = entrance && !room_inside(place) ? 1 : 0;
        if (!at.full_up) entrance_free(place);
    }
    want(next);
}

/// The first slot of a place may take a job.
template <class O>
void Run<O>::entrance_free(std::uint32_t place) {
    const std::uint32_t station = p.place_station[place];
    s.places_[place].full_up = 0;
    s.places_[place].idle_since = s.now_;
    set_empty(place, true);
    ++s.stations_[station].idle;
    may_load(station);
}
/// True when there are fewer jobs further in than have room there.
template <class O>
bool Run<O>::room_inside(std::uint32_t place) const {
    const Program::Station& st = p.stations[p.place_station[place]];
    std::uint32_t inside = 0;
    for (std::uint32_t k = 1; k < st.slots; ++k)
        inside += s.places_[place + k * st.places].stage != Stage::empty ? 1 : 0;
    return inside + 1 < st.slots || !rule<"slots.no_more_jobs_than_slots">();
}

/// A slot further in has let its job go: one that waits behind it comes.
template <class O>
void Run<O>::slot_empty(std::uint32_t place) {
    Place& at = s.places_[place];
    at.job = none;
    at.stage = Stage::empty;
    touch(place);
    const std::uint32_t before = place - p.stations[p.place_station[place]].places;
    if (s.places_[before].stage == Stage::passing && rule<"slots.who_is_done_waits_for_the_next">()) pass_on(before);
    const std::uint32_t head = p.place_head[place];
    if (s.places_[head].full_up && room_inside(head)) entrance_free(head);
}

/// Of what its jobs do, the state that comes first in the list.
template <class O>
State Run<O>::state_of_slots(std::uint32_t place) const {
    const Program::Station& st = p.stations[p.place_station[place]];
    State state = state_by_stage(place);
    if (!rule<"slots.the_first_state_of_its_jobs">()) return state;
    for (std::uint32_t k = 1; k < st.slots; ++k) state = std::min(state, state_by_stage(place + k * st.places));
    return state;
}

}  // namespace linewright
