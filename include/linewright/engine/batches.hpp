// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Several jobs on one place. A place's `job` is the first of its batch, the others hang on it by `next`: it goes
// through the stages for all of them, and they leave one after the other. While a finished batch waits, a job's `queue`
// and `prev` say where it goes: its next operation, or how it leaves the plant.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// True for a waiting job of the family that the batch is of; as long as that isn't chosen, of any that may be.
template <class O>
bool Run<O>::goes_along(std::uint32_t j) const {
    const std::uint32_t number = filling_->group_of[s.jobs_[j].op];
    if (!rule<"batches.of_one_family">() && fill_group_ != none) return true;
    if (fill_group_ != none)
        return number == fill_group_ &&
               (weight(*filling_, j) <= fill_room_ || !rule<"batches.what_does_not_fit_is_passed_over">());
    return groups_[number].open;
}

/// Enough of a family wait, or they have waited long enough.
template <class O>
bool Run<O>::may_start(const Program::Batch& batch, std::uint32_t number) const {
    const Group& group = groups_[number];
    const auto& sizes = batch.sizes[number];
    return group.count >= (rule<"batches.start_with_the_smallest">() ? sizes.smallest : sizes.largest) ||
           (group.count > 0 && batch.longest_wait != never && s.now_ - group.oldest >= batch.longest_wait &&
            rule<"batches.the_longest_wait">());
}

/// The families of which the first job by the queue's rule decides.
template <class O>
void Run<O>::open_groups(const Program::Batch& batch) {
    // How full the place would be: so many of as many as there may be of that family.
    const auto fill = [&](std::uint32_t number) -> std::uint64_t {
        return std::min(groups_[number].count, batch.sizes[number].largest);
    };
    const auto fuller = [&](std::uint32_t a, std::uint32_t b) {
        return fill(a) * batch.sizes[b].largest > fill(b) * batch.sizes[a].largest;
    };
    std::uint32_t most = none;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
        groups_[g].open =
            (batch.rule == BatchRule::highest_job && rule<"batches.the_highest_job_decides">()) || may_start(batch, g);
        if (groups_[g].open && (most == none || fuller(g, most))) most = g;
    }
    if (batch.rule == BatchRule::most_complete && rule<"batches.the_most_complete_goes_first">())
        for (std::uint32_t g = 0; g < groups_.size(); ++g) groups_[g].open = groups_[g].open && !fuller(most, g);
}

/// Loads the next batch, if one may start; true when it did. Asked: by another station that could take the same jobs.
template <class O>
bool Run<O>::load_batch(std::uint32_t station, std::uint32_t place, bool asked) {
    const Program::Station& st = p.stations[station];
    const Program::Batch& batch = p.batches[st.batch];
    if (st.gate != none) return load_batch_from_outside(station, place);
    groups_.assign(batch.groups, Group{});
    const auto group_of = [&](std::uint32_t j) { return batch.group_of[s.jobs_[j].op]; };
    for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i) {
        const S::QueueState& state = s.queues_[p.inputs[i]];
        if (batch.groups == 1 && p.queues[p.inputs[i]].uniform && !p.queues[p.inputs[i]].sorted &&
            !batch.pieces) {  // no need to look at each
            groups_[0].count += static_cast<std::uint32_t>(state.count);
            if (state.head != none) groups_[0].oldest = std::min(groups_[0].oldest, s.jobs_[state.head].waiting_since);
            continue;
        }
        for (std::uint32_t j = state.head; j != none; j = s.jobs_[j].next) {
            if (cost_at(s.jobs_[j].op, station) == none) continue;
            Group& group = groups_[group_of(j)];
            group.count += weight(batch, j);
            group.oldest = rule<"batches.the_longest_wait_is_of_the_oldest">()
                               ? std::min(group.oldest, s.jobs_[j].waiting_since)
                               : s.jobs_[j].waiting_since;
        }
    }
    std::uint32_t queue = none;
    open_groups(batch);
    filling_ = &batch;
    fill_group_ = none;
    const std::uint32_t first = best_job(station, queue, 0, false);
    filling_ = nullptr;
    if (first == none || !may_start(batch, group_of(first))) {
        if (batch.longest_wait == never) return false;
        Tick wake = never;
        for (std::uint32_t g = 0; g < groups_.size(); ++g)  // of the family of the highest job, where that alone counts
            if (groups_[g].oldest != never && (first == none || g == group_of(first)))
                wake = std::min(wake, groups_[g].oldest + batch.longest_wait);
        if (wake == never)
            s.calendar_.clear(batch.slot);
        else
            schedule(batch.slot, wake, EventClass::arrival);
        return false;
    }
    const std::uint32_t group = group_of(first);
    // Of several stations that could take them, the first in the plant's order does.
    const Range& others = p.queues[queue].consumers;
    for (std::uint32_t c = others.first; c < others.end() && !asked && p.consumers[c] != station; ++c) {
        const std::uint32_t other = p.consumers[c];
        if (!loads(other) || !rule<"batches.the_first_station_takes_them">()) continue;
        const std::uint32_t there = free_place(other);
        if (there != none && load_batch(other, there, true)) return true;
    }
    if (batch.slot != none) s.calendar_.clear(batch.slot);
    const std::uint32_t chosen = place_for(first, station);
    filling_ = &batch;
    fill_group_ = group;
    fill_room_ = batch.sizes[group].largest - weight(batch, first);
    pop(queue, first);
    // The others in the order of the rule, as long as they fit.
    for (std::uint32_t last = first; fill_room_ > 0;) {
        const std::uint32_t job = best_job(station, queue, 0, false);
        if (job == none) break;
        fill_room_ -= weight(batch, job);
        pop(queue, job);
        join_batch(station, job, last);
        last = job;
    }
    filling_ = nullptr;
    ++s.station_counts_[station].batches;
    load_job(chosen, first, false);
    return true;
}

/// How many jobs of a group stand first in a source's line before a gate, counted up to `most`.
template <class O>
std::uint32_t Run<O>::lined_up(std::uint32_t i, std::uint32_t queue, const Program::Batch& batch, std::uint32_t group,
                               std::uint32_t most) {
    const Program::Source& source = p.sources[i];
    const S::SourceState& state = s.sources_[i];
    const bool always = source.when == Program::When::always;
    const std::uint64_t there = always ? source.count - state.created : s.backlog_[i].size() - state.head;
    std::uint32_t n = 0;
    for (; n < most && n < there; ++n) {
        const std::uint32_t product =
            always ? source_product(i, state.created + n) : s.backlog_[i][state.head + n].product;
        const std::uint32_t op = p.source_first_op[std::size_t{i} * p.product_names.size() + product];
        if (batch.group_of[op] != group && rule<"batches.from_a_source_in_their_order">()) break;
        const Range& targets = p.ops[op].targets;
        const auto begin = p.targets.begin() + targets.first, end = begin + targets.count;
        if (std::find(begin, end, queue) == end) break;
    }
    return n;
}

/// One more stands outside: it may be enough.
template <class O>
void Run<O>::look_at_batches() {
    for (const Program::Batch& batch : p.batches)
        if (p.stations[batch.station].gate != none) may_load(batch.station);
}

/// A batch of jobs that stand outside, at sources: each source's jobs in their order.
template <class O>
bool Run<O>::load_batch_from_outside(std::uint32_t station, std::uint32_t place) {
    const Program::Station& st = p.stations[station];
    const Program::Batch& batch = p.batches[st.batch];
    const auto product_of = [&](std::uint32_t i) {  // of the first in a source's line
        const S::SourceState& state = s.sources_[i];
        return p.sources[i].when == Program::When::always ? source_product(i, state.created)
                                                          : s.backlog_[i][state.head].product;
    };
    const auto came = [&](std::uint32_t i) {
        return p.sources[i].when == Program::When::always ? never : s.backlog_[i][s.sources_[i].head].arrived;
    };
    const auto& waiters = s.waiters_[st.gate];
    std::uint32_t group = none;
    Tick wake = never;
    for (std::size_t w = 0; w < waiters.size() && group == none; ++w) {
        const std::uint32_t source = waiters[w].id;
        const std::uint32_t wanted =
            batch.group_of[p.source_first_op[std::size_t{source} * p.product_names.size() + product_of(source)]];
        std::uint32_t count = 0;
        Tick oldest = never;
        for (const S::Waiter& waiter : waiters) {
            const std::uint32_t here = lined_up(waiter.id, st.gate, batch, wanted, batch.largest);
            count += here;
            if (here > 0) oldest = std::min(oldest, came(waiter.id));
        }
        const Tick late = oldest == never || batch.longest_wait == never ? never : oldest + batch.longest_wait;
        if (count >= batch.smallest || late <= s.now_) group = wanted;
        wake = std::min(wake, late);
    }
    if (batch.slot != none) {
        if (group != none || wake == never)
            s.calendar_.clear(batch.slot);
        else
            schedule(batch.slot, wake, EventClass::arrival);
    }
    if (group == none) return false;
    std::uint32_t first = none, last = none;
    for (std::uint32_t n = 0; n < batch.largest;) {
        std::uint32_t i = none;
        std::uint32_t here = 0;
        for (std::size_t w = 0; w < waiters.size() && here == 0; ++w) {
            i = waiters[w].id;
            here = lined_up(i, st.gate, batch, group, batch.largest - n);
        }
        if (here == 0) break;
        const auto op_of = [&](std::uint32_t product) {
            return p.source_first_op[std::size_t{i} * p.product_names.size() + product];
        };
        stop_waiting(op_of(product_of(i)), 3, i);
        s.sources_[i].waiting = 0;
        for (; here > 0; --here, ++n) {
            const std::uint32_t job = take_in(i, op_of(product_of(i)));
            if (failure_.ending != Ending::reached) return false;
            s.jobs_[job].waiting_since = s.now_;
            if (first == none)
                first = job;
            else
                join_batch(station, job, last);
            last = job;
        }
        if (source_waits(i)) mark_source(i);
    }
    ++s.station_counts_[station].batches;
    load_job(place, first, false);
    return true;
}

/// Another job goes with those before it; what `load_job` does for the first.
template <class O>
void Run<O>::join_batch(std::uint32_t station, std::uint32_t j, std::uint32_t last) {
    Job& job = s.jobs_[j];
    s.jobs_[last].next = j;
    job.next = none;
    if (p.has_cards && job.rework_from == none) give_cards(job, kept(p.stations[station].cards, job.op));
    if (p.visits_repeat) {
        std::uint16_t& visits = s.visits_[std::size_t{j} * p.max_steps + (job.op - p.ops[job.op].first_op)];
        if (visits < 65535) ++visits;
    }
    if (p.times) end_times(j);
    job.begun = 0;
    job.remaining = -1;
    if (rule<"batches.jobs_count_one_by_one">()) ++s.station_counts_[station].loaded;
}

/// The processing time of a batch: that of its first job, or the sum over its jobs.
template <class O>
double Run<O>::batch_work(std::uint32_t place) {
    const Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    if (p.batches[p.stations[station].batch].per_job ? !rule<"batches.the_sum_of_their_own_times">()
                                                     : rule<"batches.one_time_for_all">())
        return work_of(p.op_stations[at.cost], process_lane(at), s.jobs_[at.job].number);
    double sum = 0.0;
    Place one = at;
    for (std::uint32_t j = at.job; j != none; j = s.jobs_[j].next) {
        one.lane = visit_lane(j);
        sum += work_of(p.op_stations[cost_at(s.jobs_[j].op, station)], process_lane(one), s.jobs_[j].number);
    }
    return sum;
}

/// Processing of a batch is done: its jobs count one by one, and each may be defective.
template <class O>
void Run<O>::batch_made(std::uint32_t place) {
    const std::uint32_t station = p.place_station[place];
    S::StationCount& count = s.station_counts_[station];
    for (std::uint32_t j = s.places_[place].job; j != none; j = s.jobs_[j].next) {
        Job& job = s.jobs_[j];
        ++count.made;
        const double defect = p.op_stations[cost_at(job.op, station)].defect;
        if (p.stations[station].setup_work != none && s.setups_[place].scrap) {  // the start-up
            job.defective = 1;
            ++count.defects;
        } else if (defect > 0.0 && chance(p.stations[station].defect_purpose, visit_lane(j), job.number) < defect) {
            job.defective = 1;
            ++count.defects;
        }
    }
}

/// Each job of a finished batch decides its own way.
template <class O>
void Run<O>::decide_batch(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t first = at.job;
    for (std::uint32_t j = first; j != none; j = s.jobs_[j].next) {
        at.job = j;
        at.lane = visit_lane(j);
        at.decided = 0;
        at.next_op = at.exit = none;
        decide(place);
        s.jobs_[j].queue = at.next_op;
        s.jobs_[j].prev = at.exit;
    }
    at.job = first;
    at.next_op = s.jobs_[first].queue;
    at.exit = s.jobs_[first].prev;
}

/// Lets the jobs of a finished batch go one after the other, until one can't; true when the first went.
template <class O>
bool Run<O>::unload_batch(std::uint32_t place, std::uint32_t only, bool served) {
    unloading_ = true;
    const bool went = try_leave(place, only, served);
    while (went && rule<"batches.leave_one_after_the_other">() && s.places_[place].stage == Stage::finished &&
           try_leave(place, none, false)) {
    }
    unloading_ = false;
    return went;
}

/// The first job of a place is on its way out: true when another of its batch stands first now.
template <class O>
bool Run<O>::next_of_batch(std::uint32_t place) {
    Place& at = s.places_[place];
    Job& first = s.jobs_[at.job];
    const std::uint32_t next = first.next;
    first.next = first.prev = first.queue = none;
    if (next == none) return false;
    at.job = next;
    at.next_op = s.jobs_[next].queue;
    at.exit = s.jobs_[next].prev;
    touch(place);
    return true;
}

}  // namespace linewright
