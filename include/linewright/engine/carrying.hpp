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

/// True when people can come for the job of a place now; they are in `chosen_`.
template <class O>
bool Run<O>::can_carry(std::uint32_t place) {
    const Place& at = s.places_[place];
    if (held(place)) return false;
    const Job& job = s.jobs_[at.job];
    const Program::Op& op = p.ops[at.next_op];
    task_at_ = p.place_station[place];
    task_ = 0;
    if (op.transfer != none)
        task_ = sample_ticks(op.transfer, job.lane ^ op.lane, job.number);
    else
        for (const std::vector<Tick>& times : p.walk_times)  // as long as the slowest pool takes
            if (!times.empty()) {
                const Tick time = times[std::size_t{task_at_} * p.spots + p.queue_spot[at.reserved]];
                if (time != never) task_ = std::max(task_, time);
            }
    return find_people(op.carriers, Program::carry_phase, none, p.stations[task_at_].pick);
}

/// Those who were chosen come for the job.
template <class O>
void Run<O>::send_carriers(std::uint32_t place) {
    Place& at = s.places_[place];
    std::uint32_t list = none;
    take_people(list, place);
    at.carrier = list;
    at.called = coming_for_it;
    const Tick there = p.has_walks ? set_out_people(p.place_station[place]) : s.now_;
    if (there > s.now_) await(at.carrier);
    schedule(p.carrier_slot[place], there, EventClass::completion);
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
    const std::uint32_t people = at.carrier, q = at.reserved, station = p.place_station[place];
    const std::uint32_t j = take_job_off(place);
    const Job& job = s.jobs_[j];
    const Program::Op& op = p.ops[job.op];
    if (!p.learnings.empty()) look_up_levels(people);
    Tick time = 0;
    if (op.transfer != none) {
        const double raw = sample(op.transfer, job.lane ^ op.lane, job.number);
        time = ticks_of(raw / pace(people, op.carriers, Program::carry_phase), op.transfer);
    }
    const std::uint32_t to = p.queue_spot[q];
    for (std::uint32_t person = people; person != none && op.transfer == none; person = s.people_[person].next) {
        const std::vector<Tick>& times = p.walk_times[p.people[person].pool];
        time = std::max(time, times[std::size_t{station} * p.spots + to]);
    }
    for (std::uint32_t person = people; person != none; person = s.people_[person].next) {
        S::PersonState& state = s.people_[person];
        state.holder = on_the_way;
        state.at = to;
        state.arrives = s.now_ + time;
        set_activity(person, Activity::working);
    }
    send_on_way(j, q, time, people);
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
void Run<O>::call_carriers_off(std::uint32_t place) {
    Place& at = s.places_[place];
    release_people(at.carrier, 0);
    ask_again(place);
}

/// The job is where it belongs, and those who have carried it are free.
template <class O>
void Run<O>::carriers_free(S::InTransit arrived) {
    if (p.prices.follows_people) s.add_carrying(arrived, s.people_work_);
    if (!p.learnings.empty()) count_repetition(arrived.people, Program::carry_phase);
    release_people(arrived.people, 0);
}

}  // namespace linewright
