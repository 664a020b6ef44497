// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What a changeover is made of: a cleaning that is due, then the internal steps one after the other, once everything
// that is done beside the station is ready (preparation.hpp). A place goes through it with its job, or, early, alone.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// The steps of the changeover that a place needs for an operation; none: it needs no changeover.
template <class O>
Range Run<O>::plan_of(std::uint32_t place, std::uint32_t op) const {
    const std::uint32_t station = p.place_station[place];
    const std::uint32_t from = s.places_[place].setup, to = attribute(station, op);
    if (from == none || to == none) return {};
    const Program::Changeover& table = p.changeovers[p.stations[station].changeover];
    return table.steps[from * table.attributes + to];
}

template <class O>
bool Run<O>::unclean(std::uint32_t place, const Range& plan, std::uint32_t op) const {
    const std::uint32_t station = p.place_station[place];
    const Program::SetupWork& work = p.setup_works[p.stations[station].setup_work];
    if (work.cleaning == none) return false;
    const S::SetupState& setup = s.setups_[place];
    return (setup.unclean_jobs >= work.clean_jobs && rule<"cleaning.after_so_many_jobs">()) ||
           (setup.unclean_time >= work.clean_time && rule<"cleaning.after_so_much_time">()) ||
           (work.clean_at_change && rule<"cleaning.at_a_change">() && plan.count &&
            s.places_[place].setup != attribute(station, op));
}

/// Those whom the refill, or the part of a changeover, at which a place stands needs for itself.
template <class O>
Range Run<O>::crew_of(std::uint32_t place) const {
    const std::uint32_t work = p.stations[p.place_station[place]].setup_work;
    if (s.places_[place].stage == Stage::supply) {
        const std::uint32_t refills = s.supplies_[place].refills;
        return refills == none ? Range{} : p.uses[refills].crew;
    }
    if (work == none || s.places_[place].stage != Stage::setup) return {};
    const S::SetupState& setup = s.setups_[place];
    if (setup.part == 1) return p.setup_works[work].cleaning_crew;
    const Range plan = plan_of(place, setup.op);
    return setup.part >= 2 && setup.part - 2 < plan.count && rule<"smed.a_step_has_people_of_its_own">()
               ? p.setup_steps[plan.first + setup.part - 2].crew
               : Range{};
}

/// True for the job in a place, or the next one, when it is among the first after a change.
template <class O>
bool Run<O>::first_after_change(std::uint32_t place) const {
    const std::uint32_t station = p.place_station[place], job = s.places_[place].job;
    const S::SetupState& setup = s.setups_[place];
    return setup.changed && setup.jobs < p.setup_works[p.stations[station].setup_work].first_jobs &&
           (job == none || attribute(station, s.jobs_[job].op) != none);
}

/// Begins the next part of a place's changeover, or waits for what is done beside it; false when there is no more.
template <class O>
bool Run<O>::next_setup_part(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    const Program::SetupWork& work = p.setup_works[p.stations[station].setup_work];
    S::SetupState& setup = s.setups_[place];
    const std::uint32_t to = attribute(station, setup.op);
    const Range plan = plan_of(place, setup.op);
    if (work.external && plan.count && !s.preparations_[place].active)
        prepare(place, setup.op, setup.lane, setup.number);
    if (setup.part == 0) {
        if (unclean(place, plan, setup.op)) {
            setup.part = 1;
            setup_part(place, work.cleaning, work.cleaning_crew);
            return true;
        }
        setup.part = 2;
    }
    if (work.external && plan.count && !s.preparations_[place].ready) {
        setup.waits = 1;
        release_people(at.people, 0);
        touch(place);
        return true;
    }
    for (; setup.part - 2 < plan.count; ++setup.part) {
        const Program::SetupStep& step = p.setup_steps[plan.first + setup.part - 2];
        if (step.external || (setup.part > 2 && !rule<"smed.internal_steps_follow_one_another">())) continue;
        setup_part(place, step.draw, step.crew);
        return true;
    }
    if (plan.count) {
        ++s.station_counts_[station].setups;
        if (p.prices.given) count_setup(station, setup.op);
        if (at.setup != to) {
            setup.changed = 1;
            setup.jobs = setup.unclean_jobs = 0;
            setup.time = setup.unclean_time = 0;
        }
        if (work.external) s.preparations_[place] = {};
    }
    if (to != none) at.setup = to;
    if (work.external) may_load(station);  // its next job may be known
    return false;
}

template <class O>
void Run<O>::setup_part(std::uint32_t place, std::uint32_t draw, const Range& crew) {
    Place& at = s.places_[place];
    const S::SetupState& setup = s.setups_[place];
    if (crew.count) release_people(at.people, 0);
    at.raw = sample(draw, setup.lane, setup.number);
    at.draw = draw;
    at.scaled = 0;
    want(place);
}

/// A part of a changeover is over, or what it waited for is ready: the next one, or the job goes on.
template <class O>
void Run<O>::setup_part_over(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    S::SetupState& setup = s.setups_[place];
    if (!setup.waits) {
        if (crew_of(place).count) release_people(at.people, 0);
        if (setup.part == 1) {
            ++s.station_counts_[station].cleanings;
            setup.unclean_jobs = 0;
            setup.unclean_time = 0;
        }
        ++setup.part;
    }
    setup.waits = 0;
    if (at.job != none) {
        go_on(place);
    } else if (!next_setup_part(place)) {  // early: the place is free for whatever comes
        release_people(at.people, 0);
        at.stage = Stage::empty;
        at.idle_since = s.now_;
        set_empty(place, true);
        ++s.stations_[station].idle;
        may_load(station);
        touch(place);
    }
    if (s.places_[place].stops)
        for (const std::uint32_t u : units_of(place)) begin_if_done(u);
}

/// How long a place is still set up for an operation after the part that runs, people at level 1.
template <class O>
Tick Run<O>::setup_left(std::uint32_t place, std::uint32_t op, std::uint64_t lane, std::uint64_t number) {
    const Program::SetupWork& work = p.setup_works[p.stations[p.place_station[place]].setup_work];
    const S::SetupState& setup = s.setups_[place];
    const Range plan = plan_of(place, op);
    const bool begun = s.places_[place].stage == Stage::setup;
    const std::uint32_t done = !begun || setup.part < 2 ? 0 : setup.part - 1;
    Tick sum = !begun && unclean(place, plan, op) ? sample_ticks(work.cleaning, lane, number) : 0;
    for (std::uint32_t k = plan.first; k < plan.end(); ++k) {
        const Program::SetupStep& step = p.setup_steps[k];
        if (!step.external) {
            if (k - plan.first >= done) sum += sample_ticks(step.draw, lane, number);
            continue;
        }
        const S::Preparation& prep = s.preparations_[place];
        if (prep.ready || (prep.active && k < prep.step)) continue;
        sum += prep.running && k == prep.step ? prep.ends - s.now_ : sample_ticks(step.draw, lane, number);
    }
    return sum;
}

/// An idle place begins the changeover for the first of the jobs that are on their way to it.
template <class O>
void Run<O>::begin_early(std::uint32_t station) {
    const Program::Station& st = p.stations[station];
    if (!loads(station) || !rule<"changeovers.early">()) return;
    const std::uint32_t place = free_place(station);
    if (place == none) return;
    const S::InTransit* first = nullptr;
    for (const std::uint32_t op : p.setup_works[st.setup_work].ways)
        for (const S::InTransit& job : s.transit_[op])
            if (first == nullptr || job.arrives < first->arrives ||
                (job.arrives == first->arrives && job.sequence < first->sequence))
                first = &job;
    if (first == nullptr) return;
    const Job& job = s.jobs_[first->job];
    if (plan_of(place, job.op).empty() || (st.campaign != none && !may_change(place))) return;
    S::SetupState& setup = s.setups_[place];
    setup.op = job.op;
    setup.lane = visit_lane(first->job, 1);
    setup.number = job.number;
    setup.part = setup.scrap = 0;
    Place& at = s.places_[place];
    at.begun = at.scaled = 0;
    at.cost = none;
    at.stage = Stage::setup;
    --s.stations_[station].idle;
    set_empty(place, false);
    touch(place);
    next_setup_part(place);  // there is at least one
}

}  // namespace linewright
