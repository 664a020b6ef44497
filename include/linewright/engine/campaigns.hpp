// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Campaigns: after a change a place makes at least so many jobs of its setting before it is changed again. A job that
// needs another one isn't eligible for it meanwhile, whatever its priority: the queue's rule chooses among the others.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// The free place of a station that takes a job for an operation: the first that is set for it, else the first that
/// may be changed; none when campaigns of other settings hold them all.
template <class O>
std::uint32_t Run<O>::place_in_campaign(std::uint32_t station, std::uint32_t op) const {
    const Program::Station& st = p.stations[station];
    const std::uint32_t to = attribute(station, op);
    std::uint32_t other = none;
    const std::uint32_t end = st.first_place + st.places;
    for (std::uint32_t place = next_set(s.empty_, st.first_place, end); place < end;
         place = next_set(s.empty_, place + 1, end)) {
        if (!place_free(place)) continue;
        const std::uint32_t setup = s.places_[place].setup;
        const bool same = to == none || to == setup;
        if (same && rule<"campaigns.the_place_that_is_set_for_it">()) return place;
        if (other == none && (same || setup == none || may_change(place))) other = place;
    }
    return other;
}

/// True when a campaign leaves a place to a job for an operation.
template <class O>
bool Run<O>::takes_in_campaign(std::uint32_t place, std::uint32_t op) const {
    const std::uint32_t to = attribute(p.place_station[place], op), setup = s.places_[place].setup;
    return to == none || to == setup || setup == none || may_change(place);
}

/// True when a place has run its least after the last change, or isn't held to it any more.
template <class O>
bool Run<O>::may_change(std::uint32_t place) const {
    const std::uint32_t station = p.place_station[place];
    const Program::Campaign& least = p.campaigns[p.stations[station].campaign];
    const S::SetupState& run = s.setups_[place];
    if (!run.changed && rule<"campaigns.begin_with_a_change">()) return true;
    if ((run.jobs >= least.jobs || !rule<"campaigns.a_least_number_of_jobs">()) &&
        (run.time >= least.time || !rule<"campaigns.a_least_time">()))
        return true;
    return least.longest_wait == never
               ? !waits_before(place) && rule<"campaigns.end_when_none_waits">()
               : s.now_ - s.places_[place].idle_since >= least.longest_wait && rule<"campaigns.end_after_a_wait">();
}

/// Whether a job waits for a place that needs no other setting: in the buffers before it, on a station before it, or
/// first at a source. One that belongs to another place doesn't count.
template <class O>
bool Run<O>::waits_before(std::uint32_t place) const {
    const std::uint32_t station = p.place_station[place], setup = s.places_[place].setup;
    const Program::Station& st = p.stations[station];
    const auto is = [&](std::uint32_t op) {
        return op != none && cost_at(op, station) != none && attribute(station, op) == setup;
    };
    for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i) {
        const std::uint32_t q = p.inputs[i];
        for (std::uint32_t j = s.queues_[q].head; j != none; j = s.jobs_[j].next)
            if (is(s.jobs_[j].op) && may_go_to(j, place)) return true;
        if (p.queues[q].capacity != 0 || !rule<"campaigns.who_stands_before_the_station_counts">()) continue;
        for (const S::Waiter& waiter : s.waiters_[q]) {
            if (waiter.kind < 2 && is(s.places_[waiter.id].next_op)) return true;
            if (waiter.kind == 3 && is(source_op(waiter.id))) return true;
            if (waiter.kind == 4 && is(s.jobs_[s.belts_[waiter.id].head].op)) return true;
        }
    }
    return false;
}

/// Nothing that the station may take waits: it looks again when the first of its places has waited long enough.
template <class O>
void Run<O>::wait_in_campaign(std::uint32_t station) {
    const Program::Station& st = p.stations[station];
    const Program::Campaign& least = p.campaigns[st.campaign];
    if (least.slot == none) return;
    Tick wake = never;
    for (std::uint32_t place = st.first_place; place < st.first_place + st.places; ++place)
        if (s.places_[place].stage == Stage::empty && !may_change(place))
            wake = std::min(wake, s.places_[place].idle_since + least.longest_wait);
    if (wake == never)
        s.calendar_.clear(least.slot);
    else
        schedule(least.slot, wake, EventClass::arrival);
}

/// Processing has ended on a place; jobs that leave any setting as it is don't count.
template <class O>
void Run<O>::made_in_campaign(std::uint32_t place) {
    const Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    S::SetupState& run = s.setups_[place];
    run.scrap = 0;
    if (attribute(station, s.jobs_[at.job].op) == none) return;
    const std::uint32_t work = p.stations[station].setup_work;
    run.scrap = work != none && rule<"changeovers.the_first_jobs_are_scrap">() && p.setup_works[work].scrap &&
                        first_after_change(place)
                    ? 1
                    : 0;
    std::uint64_t jobs = 1;
    if (p.stations[station].batch != none)
        for (std::uint32_t j = s.jobs_[at.job].next; j != none; j = s.jobs_[j].next) ++jobs;
    run.jobs += rule<"campaigns.each_job_of_a_batch_counts">() ? jobs : 1;
    run.unclean_jobs += jobs;
    const Tick time = at.full + (p.has_slots ? at.rest : 0);
    run.time += time;
    run.unclean_time += time;
}

}  // namespace linewright
