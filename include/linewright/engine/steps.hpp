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

/// A job is done with a step: times that are limited run from here.
template <class O>
void Run<O>::begin_times(std::uint32_t j) {
    const Range& starts = p.ops[s.jobs_[j].op].starts;
    for (std::uint32_t k = starts.first; k < starts.end(); ++k)
        s.ended_[std::size_t{j} * p.times + p.time_starts[k]] = s.now_;
}
/// A job is loaded: the times that end here are taken.
template <class O>
void Run<O>::end_times(std::uint32_t j) {
    const Range& limits = p.ops[s.jobs_[j].op].limits;
    for (std::uint32_t k = limits.first; k < limits.end(); ++k) {
        const Program::TimeLimit& limit = p.time_limits[k];
        Tick& ended = s.ended_[std::size_t{j} * p.times + limit.number];
        if (ended == never) continue;  // it wasn't there
        const Tick time = s.now_ - ended;
        ended = never;
        S::QueueTime& count = s.queue_times_[limit.result];
        ++count.jobs;
        count.late += time > limit.within ? 1 : 0;
        count.sum += static_cast<double>(time);
        count.longest = std::max(count.longest, time);
    }
}

/// The place that a waiting job must go to, or none when any will do.
template <class O>
std::uint32_t Run<O>::dedicated_place(std::uint32_t j) const {
    const std::uint32_t number = p.ops[s.jobs_[j].op].dedicated;
    return number == none ? none : s.remembered_[std::size_t{j} * p.remembered + number];
}

/// True when a waiting job belongs to a place, or to none.
template <class O>
bool Run<O>::may_go_to(std::uint32_t j, std::uint32_t place) const {
    if (p.remembered == 0) return true;
    const std::uint32_t own = dedicated_place(j);
    return own == none || own == place;
}

/// The free place of a station that a waiting job would go to: its own, one that a campaign leaves it, or by the
/// buffer's dispatching; none when it can't go to any. While the next job of a place is looked for, that place.
template <class O>
std::uint32_t Run<O>::place_for(std::uint32_t j, std::uint32_t station) const {
    const Job& job = s.jobs_[j];
    const std::uint32_t own = p.remembered == 0 ? none : dedicated_place(j);
    if (looking_ != none) {  // after the job that is there
        if (own != none && own != looking_) return none;
        return p.stations[station].campaign == none || may_follow(looking_, job.op) ? looking_ : none;
    }
    if (own != none) {
        const bool free = p.place_station[own] == station && place_free(own);
        return free && (p.stations[station].campaign == none || takes_in_campaign(own, job.op)) ? own : none;
    }
    return free_place(station, job.op, p.queues[job.queue].dispatch);
}

/// Puts a place into the list of its station's empty ones, behind those that have been idle longer, or takes it out.
template <class O>
void Run<O>::list_empty(std::uint32_t place, bool empty) {
    S::StationState& station = s.stations_[p.place_station[place]];
    Place& at = s.places_[place];
    if (!empty) {
        (at.idle_before == none ? station.idle_first : s.places_[at.idle_before].idle_after) = at.idle_after;
        (at.idle_after == none ? station.idle_last : s.places_[at.idle_after].idle_before) = at.idle_before;
        return;
    }
    const auto goes_before = [&](std::uint32_t other) {  // equal ones in their order
        const Tick since = s.places_[other].idle_since;
        return at.idle_since != since ? at.idle_since < since : place < other;
    };
    std::uint32_t before = station.idle_last;
    while (before != none && goes_before(before)) before = s.places_[before].idle_before;
    std::uint32_t& after = before == none ? station.idle_first : s.places_[before].idle_after;
    at.idle_before = before;
    at.idle_after = after;
    (after == none ? station.idle_last : s.places_[after].idle_before) = place;
    after = place;
}

/// Of several free places of a station the one that dispatching says; equal ones in their order.
template <class O>
std::uint32_t Run<O>::best_place(std::uint32_t station, std::uint32_t op, Dispatch dispatch) const {
    const Program::Station& st = p.stations[station];
    if (dispatch == Dispatch::longest_idle) {
        std::uint32_t place = s.stations_[station].idle_first;
        while (place != none && !place_free(place)) place = s.places_[place].idle_after;
        return place;
    }
    std::uint32_t best = none;
    double least = 0.0;
    const std::uint32_t end = st.first_place + st.places;
    for (std::uint32_t place = next_set(s.empty_, st.first_place, end); place < end;
         place = next_set(s.empty_, place + 1, end)) {
        if (!place_free(place)) continue;
        const double score = setup_at(place, op);
        if (best != none && score >= least) continue;
        best = place;
        least = score;
        if (least <= 0.0) break;
    }
    return best;
}

}  // namespace linewright
