// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// People who carry. A finished job for which there is room ahead reserves it and asks for them; they walk to its
// station, carry it and are free where it goes.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// The finished job of a place is to be carried: its place ahead is reserved, people are asked for.
template <class O>
void Run<O>::call_people(std::uint32_t place, std::uint32_t q) {
    reserve_for(place, q);
    ask(place, 3);
}

template <class O>
typename Run<O>::Fetch Run<O>::to_fetch(std::uint32_t id, std::uint32_t kind) const {
    if (kind == 3) {
        const Place& at = s.places_[id];
        return {p.place_station[id], at.next_op, at.job, at.reserved, p.carrier_slot[id]};
    }
    const S::GroupState& group = s.groups_[id];
    return {p.groups[id].station, s.jobs_[group.head].op, group.head, group.queue, p.groups[id].slot};
}

/// True when people can come for what is to be carried now; they are in `chosen_`.
template <class O>
bool Run<O>::can_carry(const S::Request& request) {
    if (request.kind == 3 && held(request.id)) return false;
    const Fetch fetch = to_fetch(request.id, request.kind);
    const Job& job = s.jobs_[fetch.job];
    const Program::Op& op = p.ops[fetch.op];
    task_at_ = fetch.station;
    task_ = 0;
    if (op.transfer != none)
        task_ = sample_ticks(op.transfer, job.lane ^ op.lane, job.number);
    else
        for (const std::vector<Tick>& times : p.walk_times)  // as long as the slowest pool takes
            if (!times.empty()) {
                const Tick time = times[std::size_t{task_at_} * p.spots + p.queue_spot[fetch.queue]];
                if (time != never) task_ = std::max(task_, time);
            }
    return find_people(op.carriers, Program::carry_phase, none, p.stations[task_at_].pick);
}

/// Those who were chosen come for it.
template <class O>
void Run<O>::send_carriers(const S::Request& request) {
    const bool group = request.kind == 4;
    const Fetch fetch = to_fetch(request.id, request.kind);
    std::uint32_t& list = group ? s.groups_[request.id].people : s.places_[request.id].carrier;
    (group ? s.groups_[request.id].called : s.places_[request.id].called) = coming_for_it;
    list = none;
    take_people(list, group ? request.id | group_holder : request.id);
    const Tick there = p.has_walks ? set_out_people(fetch.station) : s.now_;
    if (there > s.now_) await(list);
    schedule(fetch.slot, there, EventClass::completion);
}

/// They are at the job: it leaves its station with them, unless that holds it.
template <class O>
void Run<O>::carriers_there(std::uint32_t place) {
    Place& at = s.places_[place];
    if (held(place)) {
        at.called = wait_beside_it;
        hold(at.carrier);
        if (at.carrier == none) ask_again(place);
        return;
    }
    const Fetch fetch = to_fetch(place, 3);
    const std::uint32_t people = at.carrier;
    take_job_off(place);
    carry(fetch, people);
}

/// People are on the way with a job, or several.
template <class O>
void Run<O>::carry(const Fetch& fetch, std::uint32_t people) {
    const Job& job = s.jobs_[fetch.job];
    const Program::Op& op = p.ops[job.op];
    if (!p.learnings.empty()) look_up_levels(people);
    Tick time = 0;
    if (op.transfer != none) {
        const double raw = sample(op.transfer, job.lane ^ op.lane, job.number);
        time = ticks_of(raw / pace(people, op.carriers, Program::carry_phase), op.transfer);
    }
    const std::uint32_t to = p.queue_spot[fetch.queue];
    for (std::uint32_t person = people; person != none && op.transfer == none; person = s.people_[person].next) {
        const std::vector<Tick>& times = p.walk_times[p.people[person].pool];
        time = std::max(time, times[std::size_t{fetch.station} * p.spots + to]);
    }
    if (!rule<"carrying.takes_its_time">()) time = 0;
    for (std::uint32_t person = people; person != none; person = s.people_[person].next) {
        S::PersonState& state = s.people_[person];
        state.holder = on_the_way;
        state.at = to;
        state.arrives = s.now_ + time;
        set_activity(person, Activity::working);
    }
    send_on_way(fetch.job, fetch.queue, time, people);
}

/// Those who came for a job are gone: others are asked for.
template <class O>
void Run<O>::ask_again(std::uint32_t place) {
    Place& at = s.places_[place];
    at.called = 1;
    at.carrier = none;
    s.calendar_.clear(p.carrier_slot[place]);
    ask(place, 3);
}

/// The shift of somebody who came for a job is over before it is on its way: they all go.
template <class O>
void Run<O>::call_carriers_off(std::uint32_t holder) {
    if (holder & group_holder) {
        const std::uint32_t g = holder & ~group_holder;
        release_people(s.groups_[g].people, 0);
        s.groups_[g].called = 1;
        s.calendar_.clear(p.groups[g].slot);
        return ask(g, 4);
    }
    release_people(s.places_[holder].carrier, 0);
    ask_again(holder);
}

/// The job is where it belongs, and those who have carried it are free.
template <class O>
void Run<O>::carriers_free(S::InTransit arrived) {
    if (p.prices.follows_people) s.add_carrying(arrived, s.people_work_);
    if (!p.learnings.empty()) count_repetition(arrived.people, Program::carry_phase);
    release_people(arrived.people, 0);
}

}  // namespace linewright
