// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What is done beside a running place for its next job: the external steps of its changeover, one after the other. The
// next job is chosen when everything that can load has loaded, and is reserved: nobody else takes it, and it keeps its
// place in the buffer until it is loaded.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// Nothing moves any more: places whose own changeover is over look for the job after the one that they have.
template <class O>
void Run<O>::look_ahead() {
    std::sort(s.ahead_.begin(), s.ahead_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return p.stations[a].order < p.stations[b].order; });
    for (const std::uint32_t station : s.ahead_) {
        const Program::Station& st = p.stations[station];
        for (std::uint32_t place = st.first_place; place < st.first_place + st.places; ++place) {
            const Stage stage = s.places_[place].stage;
            if (stage != Stage::empty && stage != Stage::setup && !s.preparations_[place].active) reserve_next(place);
        }
    }
    s.ahead_.clear();
}

template <class O>
void Run<O>::reserve_next(std::uint32_t place) {
    const std::uint32_t station = p.place_station[place];
    std::uint32_t queue = none;
    looking_ = place;
    const std::uint32_t j = best_job(station, queue, 0, false);
    looking_ = none;
    if (j == none) return;
    const std::uint32_t op = s.jobs_[j].op;
    const Range plan = plan_of(place, op);
    bool any = false;
    for (std::uint32_t k = plan.first; k < plan.end(); ++k) any = any || p.setup_steps[k].external;
    if (!any) return;
    unlink(queue, j);
    s.preparations_[place].job = j;
    prepare(place, op, visit_lane(j, 1), s.jobs_[j].number);
}

/// Whether a place in its campaign may take a job for an operation after the one that it has.
template <class O>
bool Run<O>::may_follow(std::uint32_t place, std::uint32_t op) const {
    const std::uint32_t station = p.place_station[place];
    const Place& at = s.places_[place];
    const S::SetupState& run = s.setups_[place];
    const std::uint32_t to = attribute(station, op);
    if (to == none || to == at.setup || !run.changed) return true;
    const Program::Campaign& least = p.campaigns[p.stations[station].campaign];
    const bool counts = at.stage < Stage::unload && attribute(station, s.jobs_[at.job].op) != none;
    const std::uint64_t jobs = run.jobs + (counts ? 1 : 0);
    const Tick time = run.time + (counts && at.stage == Stage::process && at.scaled ? at.full : 0);
    return (jobs >= least.jobs && time >= least.time) || (least.longest_wait == never && !waits_before(place));
}

/// A place that is free takes the job that is reserved for it.
template <class O>
bool Run<O>::load_reserved(std::uint32_t station) {
    const Program::Station& st = p.stations[station];
    if (st.setup_work == none || !p.setup_works[st.setup_work].external) return false;
    for (std::uint32_t place = st.first_place; place < st.first_place + st.places; ++place) {
        S::Preparation& prep = s.preparations_[place];
        if (prep.job == none || s.places_[place].stage != Stage::empty) continue;
        const std::uint32_t j = prep.job;
        prep.job = none;
        if (!place_free(place) || !fits(station, j, place)) {
            prep.job = j;
            continue;
        }
        left_queue(s.jobs_[j].queue, j);
        load_job(place, j, false);
        return true;
    }
    return false;
}

/// Begins what is done beside a place for an operation.
template <class O>
void Run<O>::prepare(std::uint32_t place, std::uint32_t op, std::uint64_t lane, std::uint64_t number) {
    S::Preparation& prep = s.preparations_[place];
    prep.active = 1;
    prep.op = op;
    prep.lane = lane;
    prep.number = number;
    prep.step = plan_of(place, op).first;
    next_preparation_step(place);
}

template <class O>
void Run<O>::next_preparation_step(std::uint32_t place) {
    S::Preparation& prep = s.preparations_[place];
    const Range plan = plan_of(place, prep.op);
    while (prep.step < plan.end() && !p.setup_steps[prep.step].external) ++prep.step;
    if (prep.step == plan.end()) {
        prep.ready = 1;
        if (s.setups_[place].waits && !place_stands(place)) setup_part_over(place);
        return;
    }
    const Program::SetupStep& step = p.setup_steps[prep.step];
    prep.work = sample(step.draw, prep.lane, prep.number);
    if (step.crew.count)
        ask(place, 2);
    else
        run_preparation(place);
}

/// The people are there, or nobody is needed.
template <class O>
void Run<O>::run_preparation(std::uint32_t place) {
    S::Preparation& prep = s.preparations_[place];
    prep.coming = 0;
    prep.running = 1;
    people_activity(prep.people, Activity::working);
    const Program::SetupStep& step = p.setup_steps[prep.step];
    prep.ends = s.now_ + ticks_of(prep.work / pace(prep.people, step.crew, Program::beside_phase), step.draw);
    schedule(p.preparation_slot[place], prep.ends, EventClass::completion);
}

/// People have arrived, or a step is done.
template <class O>
void Run<O>::preparation_event(std::uint32_t place) {
    S::Preparation& prep = s.preparations_[place];
    if (prep.coming) return run_preparation(place);
    prep.running = 0;
    if (p.prices.follows_people) s.add_preparation(prep, s.people_work_);
    if (!p.learnings.empty()) count_repetition(prep.people, Program::beside_phase);
    release_people(prep.people, 0);
    ++prep.step;
    next_preparation_step(place);
}

/// The people of a step go; what is left of it waits for others.
template <class O>
void Run<O>::interrupt_preparation(std::uint32_t place) {
    S::Preparation& prep = s.preparations_[place];
    if (prep.running)
        prep.work = static_cast<double>(prep.ends - s.now_) *
                    pace(prep.people, p.setup_steps[prep.step].crew, Program::beside_phase);
    if (prep.running && p.prices.follows_people) s.add_preparation(prep, s.people_work_);
    prep.running = prep.coming = 0;
    s.calendar_.clear(p.preparation_slot[place]);
    release_people(prep.people, 0);
    ask(place, 2);
}

}  // namespace linewright
