// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Transfer batches: finished jobs leave their station and wait beside it until so many for the same step are together,
// or the first of them has waited for long enough; then they move at once, with a place reserved for each.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// The group in which jobs come to an operation from a station.
template <class O>
std::uint32_t Run<O>::group_of(std::uint32_t op, std::uint32_t station) const {
    std::uint32_t k = p.ops[op].groups.first;
    while (p.groups[p.op_groups[k]].station != station) ++k;
    return p.op_groups[k];
}

/// The first place ahead that has room for all of a group, or none.
template <class O>
std::uint32_t Run<O>::group_target(std::uint32_t g, std::uint32_t only, bool newcomer) const {
    const S::GroupState& group = s.groups_[g];
    const Program::Op& op = p.ops[s.jobs_[group.head].op];
    for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
        const std::uint32_t q = p.targets[t];
        const S::QueueState& queue = s.queues_[q];
        if (only != none && q != only) continue;
        if (p.queues[q].capacity < 0 || (queue.count + queue.reserved + group.count <= p.queues[q].capacity &&
                                         !(newcomer && (queue.dirty || queue.groups))))
            return q;
    }
    return none;
}

/// The finished job of a place joins those that wait beside its station, or waits for room among them; true when it
/// left.
template <class O>
bool Run<O>::join_group(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place], g = group_of(at.next_op, station);
    S::GroupState& group = s.groups_[g];
    if (group.count == p.groups[g].size || group.called) {
        if (!at.waiting) {
            S::Waiter waiter;
            waiter.since = at.finished_at;
            waiter.order = p.stations[station].order;
            waiter.id = place;
            add_waiter(group_resource(g), waiter);
            if (p.can_deadlock) blocked_.push_back(place);
        }
        at.waiting = 1;
        touch(place);
        return false;
    }
    if (at.waiting) {
        drop_waiter(group_resource(g), 0, place);
        at.waiting = 0;
    }
    const std::uint32_t j = take_job_off(place);
    s.jobs_[j].next = none;
    if (group.head == none) {
        group.head = j;
        group.since = s.now_;
        if (p.groups[g].longest_wait != never)
            schedule(p.groups[g].slot, s.now_ + p.groups[g].longest_wait, EventClass::completion);
    } else {
        s.jobs_[group.tail].next = j;
    }
    group.tail = j;
    ++group.count;
    if (group.count == p.groups[g].size || !rule<"groups.move_together">()) group_leaves(g, none, false);
    return true;
}

/// A group that is due moves on, if there is room for all of it; true when it went, or is fetched.
template <class O>
bool Run<O>::group_leaves(std::uint32_t g, std::uint32_t only, bool served) {
    S::GroupState& group = s.groups_[g];
    const Program::Group& info = p.groups[g];
    if (group.called || group.count == 0 ||
        (group.count < info.size && rule<"groups.move_together">() &&
         (info.longest_wait == never || s.now_ < group.since + info.longest_wait || !rule<"groups.or_after_a_wait">())))
        return false;
    const Program::Op& op = p.ops[s.jobs_[group.head].op];
    const std::uint32_t q = group_target(g, only, !served);
    if (q == none) {
        if (group.waiting) return false;
        group.waiting = 1;
        S::Waiter waiter;
        waiter.since = s.now_;
        waiter.kind = 5;
        waiter.order = p.stations[info.station].order;
        waiter.id = g;
        for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
            add_waiter(p.targets[t], waiter);
            ++s.queues_[p.targets[t]].groups;
        }
        if (p.circle_may_close) recheck(group_resource(g));
        return false;
    }
    if (group.waiting) {
        group.waiting = 0;
        for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
            drop_waiter(p.targets[t], 5, g);
            --s.queues_[p.targets[t]].groups;
            if (p.targets[t] != q) mark(p.targets[t]);  // it held others up there
        }
    }
    if (p.circle_may_close) recheck(q);
    s.queues_[q].reserved += group.count;
    touch_waiters(q);
    group.queue = q;
    s.calendar_.clear(info.slot);
    if (op.by == Program::By::people) {
        group.called = 1;
        ask(g, 4);
        return true;
    }
    const std::uint32_t j = take_group_off(g);
    const Job& first = s.jobs_[j];
    if (op.transfer != none) {
        send_on_way(j, q, sample_ticks(op.transfer, first.lane ^ op.lane, first.number), none);
        return true;
    }
    for (std::uint32_t job = j; job != none;) {
        const std::uint32_t next = s.jobs_[job].next;
        --s.queues_[q].reserved;
        push(q, job);
        job = next;
    }
    return true;
}

/// The jobs of a group are on their way; the first of them.
template <class O>
std::uint32_t Run<O>::take_group_off(std::uint32_t g) {
    const std::uint32_t j = s.groups_[g].head;
    s.groups_[g] = {};
    mark(group_resource(g));
    return j;
}

/// The first of them has waited for long enough; or those who carry them are there.
template <class O>
void Run<O>::group_event(std::uint32_t g) {
    S::GroupState& group = s.groups_[g];
    if (group.called != coming_for_it) {
        s.due_groups_.push_back(g);
        return;
    }
    const Fetch fetch = to_fetch(g, 4);
    const std::uint32_t people = group.people;
    take_group_off(g);
    carry(fetch, people);
}

}  // namespace linewright
