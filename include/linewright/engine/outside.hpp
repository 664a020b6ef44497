// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Jobs at a subcontractor: sent out like over a way that takes time, and back in as soon as there is a place. Until
// then a job counts as out; those who wait to send one are served in their order.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
void Run<O>::send_out(std::uint32_t j, std::uint32_t q) {
    const Job& job = s.jobs_[j];
    const Program::Op& op = p.ops[job.op];
    if (p.visits_repeat) {
        std::uint16_t& visits = s.visits_[std::size_t{j} * p.max_steps + (job.op - op.first_op)];
        if (visits < 65535) ++visits;
    }
    const Tick time = rule<"outside.takes_its_lead_time">() ? sample_ticks(op.transfer, visit_lane(j), job.number) : 0;
    auto& way = s.transit_[job.op];
    way.push_back({s.now_ + time, s.sequence_++, j, q});
    const auto later = [](const S::InTransit& a, const S::InTransit& b) {
        return a.arrives != b.arrives ? a.arrives > b.arrives : a.sequence > b.sequence;
    };
    std::push_heap(way.begin(), way.end(), later);
    schedule(op.way, way.front().arrives, EventClass::completion);
    S::OutsideState& out = s.outside_[op.outside];
    s.outside_levels_[op.outside].change(out.jobs, out.jobs + 1, s.now_);
    ++out.jobs;
    ++out.sent;
    tell_job(Happening::send_out, job, none, none, op.outside);
}

/// The work outside is done; the job comes in with those that leave a station.
template <class O>
void Run<O>::come_back(std::uint32_t j) {
    const Job& job = s.jobs_[j];
    const Program::Op& op = p.ops[job.op];
    ++s.returned_[op.outside * p.product_names.size() + op.product];
    tell_job(Happening::come_back, job, none, none, op.outside);
    s.back_.push_back(j);
}

/// Lets a job that is back go on if it can; true when it went. Served: as one of those who wait.
template <class O>
bool Run<O>::try_come_in(std::uint32_t j, std::uint32_t only, bool served) {
    Job& job = s.jobs_[j];
    const Program::Op& op = p.ops[job.op];
    // Drawn by the job's number: the same again while it waits.
    std::uint32_t b = op.branches.first;
    const std::uint64_t lane = visit_lane(j);
    if (op.branches.count > 1 && rule<"outside.parts_its_jobs_by_shares">()) {
        const double u = chance(p.outside[op.outside].split_purpose, lane, job.number);
        while (b + 1 < op.branches.end() && u >= p.branches[b].upto) ++b;
    }
    std::uint32_t next = p.branches[b].op, exit = p.branches[b].exit;
    while (next != none && p.ops[next].sampling < 1.0 &&
           chance(p.ops[next].sampling_purpose, lane, job.number) >= p.ops[next].sampling) {
        exit = p.ops[next].skipped.exit;
        next = p.ops[next].skipped.op;
    }
    std::uint32_t q = none;
    if (next != none) {
        bool card_only = false;
        q = find_target(next, job.cards, only, !served, card_only);
        if (q == none) {
            wait_for(next, job.cards, 6, j, static_cast<std::uint32_t>(p.stations.size()));
            return false;
        }
        stop_waiting(next, 6, j);
    }
    S::OutsideState& out = s.outside_[op.outside];
    s.outside_levels_[op.outside].change(out.jobs, out.jobs - 1, s.now_);
    --out.jobs;
    const std::uint32_t from = p.targets[op.targets.first];
    --s.queues_[from].reserved;
    mark(from);
    if (next == none)
        leave_plant(j, exit);
    else
        put(j, next, q, false);
    return true;
}

}  // namespace linewright
