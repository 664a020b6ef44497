// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Conveyors. A job enters when the one before it is a spacing further on and there are places; it comes to the end
// after the travel, and no sooner than a spacing after the one before it has left. Where jobs close up nothing more
// needs to be known: one that enters when there is a place is never nearer to the one before it than its own spacing. A
// conveyor that doesn't accumulate is the same by a clock of its own, which stands while the first job can't leave.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// Whether it stands as a whole while its first job can't leave.
template <class O>
bool Run<O>::belt_stands(std::uint32_t b) const {
    return p.conveyors[b].accumulating ? !rule<"conveyors.jobs_close_up">() : rule<"conveyors.or_all_stands">();
}
template <class O>
bool Run<O>::belt_full(std::uint32_t b) const {
    return s.belts_[b].count >= p.conveyors[b].places && rule<"conveyors.have_so_many_places">();
}
template <class O>
Tick Run<O>::belt_clock(std::uint32_t b) const {
    const S::BeltState& belt = s.belts_[b];
    return (belt.waiting && belt_stands(b) ? belt.blocked_since : s.now_) - belt.stood;
}

/// Whether a job may enter now. Room that has come free for those who wait is not for a newcomer.
template <class O>
bool Run<O>::belt_takes(std::uint32_t b, bool newcomer) const {
    const S::BeltState& belt = s.belts_[b];
    return !belt_full(b) &&
           (belt.entered == never || !rule<"conveyors.jobs_keep_their_spacing">() ||
            belt_clock(b) >= belt.entered + p.conveyors[b].spacing) &&
           !(newcomer && s.queues_[belt_resource(b)].dirty);
}

/// The finished job of a place enters the conveyor that leads on, or waits for room on it; true when it entered.
template <class O>
bool Run<O>::put_on_belt(std::uint32_t place, bool served) {
    Place& at = s.places_[place];
    const std::uint32_t o = at.next_op, b = p.ops[o].conveyor, station = p.place_station[place], j = at.job;
    if (!belt_takes(b, !served)) {
        if (!at.waiting) {
            S::Waiter waiter;
            waiter.since = at.finished_at;
            waiter.order = p.stations[station].order;
            waiter.id = place;
            add_waiter(belt_resource(b), waiter);
            if (p.can_deadlock) blocked_.push_back(place);
        }
        at.waiting = 1;
        touch(place);
        wait_for_entry(b);
        return false;
    }
    if (at.waiting) {
        drop_waiter(belt_resource(b), 0, place);
        at.waiting = 0;
    }
    Job& job = s.jobs_[j];
    tell_job(Happening::leave, job, place, none);
    ++s.station_counts_[station].left;
    empty_place(place);
    job.op = o;
    if (job.rework_from == o) job.rework_from = none;
    S::BeltState& belt = s.belts_[b];
    belt.entered = job.waiting_since = belt_clock(b);
    job.next = none;
    if (belt.head == none) {
        belt.head = j;
        schedule(p.conveyors[b].slot, s.now_ + p.conveyors[b].travel, EventClass::completion);
    } else {
        s.jobs_[belt.tail].next = j;
    }
    belt.tail = j;
    s.belt_levels_[b].change(belt.count, belt.count + 1, s.now_);
    ++belt.count;
    tell_job(Happening::transport, job, none, p.queues[p.targets[p.ops[o].targets.first]].buffer);
    wait_for_entry(b);
    if (p.circle_may_close) recheck(belt_resource(b));
    return true;
}

/// Somebody waits to enter: the instant at which there is room for him at the beginning. While it stands, or is full,
/// that isn't known.
template <class O>
void Run<O>::wait_for_entry(std::uint32_t b) {
    const S::BeltState& belt = s.belts_[b];
    if (s.waiters_[belt_resource(b)].empty() || belt_full(b) || (belt.waiting && belt_stands(b))) return;
    const Tick left = belt.entered + p.conveyors[b].spacing - belt_clock(b);
    if (left <= 0)
        mark(belt_resource(b));
    else
        schedule(p.conveyors[b].entry_slot, s.now_ + left, EventClass::completion);
}

/// Jobs that have just come to the end of their conveyors go on, or wait there: in the plant's order, before what is
/// finished on stations. So do groups that don't wait any longer.
template <class O>
void Run<O>::belts_end() {
    std::sort(s.arrived_.begin(), s.arrived_.end());
    for (const std::uint32_t b : s.arrived_) belt_leaves(b, none, false);
    s.arrived_.clear();
    std::sort(s.due_groups_.begin(), s.due_groups_.end());
    for (const std::uint32_t g : s.due_groups_) group_leaves(g, none, false);
    s.due_groups_.clear();
}

/// The first job of a conveyor goes on if it can; true when it went.
template <class O>
bool Run<O>::belt_leaves(std::uint32_t b, std::uint32_t only, bool served) {
    S::BeltState& belt = s.belts_[b];
    const Program::Conveyor& conveyor = p.conveyors[b];
    const std::uint32_t j = belt.head;
    Job& job = s.jobs_[j];
    bool card_only = false;
    const std::uint32_t q = find_target(job.op, job.cards, only, !served, card_only);
    if (q == none) {
        if (!belt.waiting || card_only) wait_for(job.op, job.cards, 4, b, conveyor.order);
        if (!belt.waiting) {
            belt.waiting = 1;
            belt.blocked_since = s.now_;
            if (belt_stands(b)) s.calendar_.clear(conveyor.entry_slot);
            if (p.circle_may_close) recheck(belt_resource(b));
        }
        return false;
    }
    if (belt.waiting) {
        stop_waiting(job.op, 4, b);
        if (belt_stands(b)) belt.stood += s.now_ - belt.blocked_since;
        if (s.counting_) belt.blocked_time += s.now_ - std::max(belt.blocked_since, s.counting_since_);
        belt.waiting = 0;
        belt.blocked_since = never;
    }
    belt.head = job.next;
    job.next = none;
    s.belt_levels_[b].change(belt.count, belt.count - 1, s.now_);
    --belt.count;
    ++belt.jobs;
    if (belt.head != none) {
        const Tick left = s.jobs_[belt.head].waiting_since + conveyor.travel - belt_clock(b);
        schedule(conveyor.slot, s.now_ + std::max(left, conveyor.spacing), EventClass::completion);
    }
    wait_for_entry(b);
    take_cards(job, p.queues[q].cards);
    if (p.circle_may_close) recheck(q);
    enter_queue(q, j);
    return true;
}

/// What a queue, or a conveyor, had room for is gone: who waits before it, for a vehicle or for room at the beginning,
/// may stand in a circle now.
template <class O>
void Run<O>::recheck(std::uint32_t resource) {
    for (const S::Waiter& waiter : s.waiters_[resource]) {
        if (!rule<"deadlock.also_where_jobs_are_carried">()) return;
        if (waiter.kind < 2) blocked_.push_back(waiter.id);
        if (waiter.kind < 4) continue;
        const std::uint32_t before = waiter.kind == 4 ? belt_resource(waiter.id) : group_resource(waiter.id);
        for (const S::Waiter& who : s.waiters_[before]) blocked_.push_back(who.id);
    }
}

}  // namespace linewright
