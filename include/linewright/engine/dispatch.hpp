// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Which waiting job goes next, and to which of the stations that could take it.
#pragma once

#include "linewright/core/math.hpp"
#include "linewright/engine/run.hpp"

namespace linewright {

/// When the operation that a job waits for should be done: the time until its due date is shared out over its route by
/// mean work (Kanet and Hayya 1982), in whole ticks.
template <class O>
double Run<O>::operation_due(const Job& job) const {
    if (job.due == never) return 0x1p60;
    const double share = static_cast<double>(job.due - job.released) * p.ops[job.op].due_share;
    return static_cast<double>(job.released + to_ticks(share));
}

template <class O>
double Run<O>::rule_score(const Program::Rule& wanted, std::uint32_t station, const Job& job) {
    const auto number = static_cast<std::uint32_t>(&job - s.jobs_.data());
    const std::uint32_t cost = cost_at(job.op, station);
    const double process = cost == none ? 0.0 : p.op_stations[cost].mean_process;
    const double until_due = job.due == never ? 0x1p60 : static_cast<double>(job.due - s.now_);
    const double left = rule<"queue.slack_looks_along_the_route">() ? p.ops[job.op].remaining_work : process;
    switch (wanted.kind) {
        case RuleKind::fifo:
            if (!rule<"queue.fifo">()) break;
            return static_cast<double>(job.waiting_since);
        case RuleKind::lifo:
            if (!rule<"queue.lifo">()) break;
            return -static_cast<double>(job.waiting_since);
        case RuleKind::priority:
            if (!rule<"queue.priority">()) break;
            return -static_cast<double>(job.priority);
        case RuleKind::spt:
            if (!rule<"queue.spt">()) break;
            return process;
        case RuleKind::lpt:
            if (!rule<"queue.lpt">()) break;
            return -process;
        case RuleKind::edd:
            if (!rule<"queue.edd">()) break;
            return job.due == never ? 0x1p60 : static_cast<double>(job.due);
        case RuleKind::slack:
            if (!rule<"queue.slack">()) break;
            return until_due - left;
        case RuleKind::critical_ratio:
            if (!rule<"queue.critical_ratio">()) break;
            return left > 0.0 ? until_due / left : until_due;
        case RuleKind::atc: {
            if (!rule<"queue.atc">()) break;
            // Apparent tardiness cost (Vepsalainen and Morton 1987) with look-ahead 2; highest first.
            const double late = portable::exp(-std::max(0.0, until_due - left) / (2.0 * mean_work_));
            return -late * p.product_weight[p.ops[job.op].product] / std::max(process, 1.0);
        }
        case RuleKind::least_setup:
            if (!rule<"queue.least_setup">()) break;
            return p.stations[station].changeover == none ? 0.0
                                                          : setup_mean(station, place_for(number, station), job.op);
        case RuleKind::same_setup: {
            if (!rule<"queue.same_setup">()) break;
            const std::uint32_t place = place_for(number, station);
            return place != none && changeover_draw(place, job.op) != none ? 1.0 : 0.0;
        }
        case RuleKind::fasfs:
            if (!rule<"queue.fasfs">()) break;
            return static_cast<double>(job.released);
        case RuleKind::odd:
            if (!rule<"queue.odd">()) break;
            return operation_due(job);
        case RuleKind::wmod: {
            if (!rule<"queue.wmod">()) break;
            // Weighted modified operation due date (Kanet and Li 2004, for operations): the date, or the end of the
            // work where that is later.
            const double now = static_cast<double>(s.now_);
            return std::max(process, operation_due(job) - now) / p.product_weight[p.ops[job.op].product];
        }
        case RuleKind::own: {
            if (!rule<"queue.own">()) break;
            const WaitingJob view{
                p.ops[job.op].product,
                job.priority,
                job.number,
                s.now_,
                job.released,
                job.waiting_since,
                job.due,
                process,
                p.stations[station].changeover == none ? 0.0 : setup_mean(station, place_for(number, station), job.op)};
            return p.own_rules[wanted.own](view);
        }
    }
    return 0.0;
}

/// The mean work of the jobs in a queue that a station can do, for the rules that want to know it.
template <class O>
double Run<O>::mean_work(const Range& rules, std::uint32_t station, std::uint32_t q) const {
    bool wanted = false;
    for (std::uint32_t r = rules.first; r < rules.end(); ++r) wanted = wanted || p.rules[r].kind == RuleKind::atc;
    if (!wanted) return 1.0;
    const Program::Station& st = p.stations[station];
    double sum = 0.0, number = 0.0;
    for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i) {
        if (q != none && p.inputs[i] != q) continue;
        for (std::uint32_t j = s.queues_[p.inputs[i]].head; j != none; j = s.jobs_[j].next)
            if (const std::uint32_t cost = cost_at(s.jobs_[j].op, station); cost != none) {
                sum += p.op_stations[cost].mean_process;
                number += 1.0;
            }
    }
    return number > 0.0 ? std::max(sum / number, 1.0) : 1.0;
}

/// Of the jobs of the highest class that a station can take, the first with the least changeover at the place that it
/// would go to.
template <class O>
std::uint32_t Run<O>::least_setup(std::uint32_t station, std::uint32_t q, bool picky) const {
    std::uint32_t best = none;
    double least = 0.0;
    for (std::uint32_t j = s.queues_[q].head; j != none; j = s.jobs_[j].next) {
        if (best != none && s.jobs_[j].priority < s.jobs_[best].priority) break;
        const std::uint32_t place = place_for(j, station);
        if (place == none && picky) continue;
        const double setup = setup_mean(station, place, s.jobs_[j].op);
        if (best != none && setup >= least) continue;
        best = j;
        least = setup;
        if (least <= 0.0) break;
    }
    return best;
}

/// The job that a station would take next among those that wait in buffers, and its queue; none when there is none.
/// `cards` are the loops whose card a job must hold or find. While a batch is put together, jobs that go with it alone.
template <class O>
std::uint32_t Run<O>::best_job(std::uint32_t station, std::uint32_t& queue, std::uint64_t cards, bool newcomer) {
    const Program::Station& st = p.stations[station];
    const bool classes = st.preemption != Preemption::none &&
                         rule<"preemption.priority_before_the_queue">();  // who may displace goes first
    // Which jobs a place takes in its campaign; of a batch the first decides.
    const bool campaign = st.campaign != none && (filling_ == nullptr || fill_group_ == none);
    const bool picky = campaign || p.remembered;
    std::uint32_t best = none;
    queue = none;
    const auto better = [&](std::uint32_t a, std::uint32_t b, const Range& rules) {  // a, further back, before b?
        if (classes && s.jobs_[a].priority != s.jobs_[b].priority) return s.jobs_[a].priority > s.jobs_[b].priority;
        for (std::uint32_t r = rules.first; r < rules.end(); ++r) {
            const double x = rule_score(p.rules[r], station, s.jobs_[a]),
                         y = rule_score(p.rules[r], station, s.jobs_[b]);
            if (x != y) return x < y;
            if (!rule<"queue.a_list_is_lexicographic">()) return false;
        }
        return !rules.empty() && p.rules[rules.end() - 1].kind == RuleKind::lifo &&
               rule<"queue.lifo_turns_equal_ones">();
    };
    const auto before = [&](std::uint32_t a, std::uint32_t b) {  // heads of two queues
        if (st.any_rule && rule<"queue.a_stations_rule_sees_all_its_buffers">()) return better(a, b, st.rules);
        if (classes && s.jobs_[a].priority != s.jobs_[b].priority) return s.jobs_[a].priority > s.jobs_[b].priority;
        return rule<"queue.of_several_heads_the_longest_wait">() && s.jobs_[a].waiting_since < s.jobs_[b].waiting_since;
    };
    if (st.any_rule) mean_work_ = mean_work(st.rules, station, none);
    for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i) {
        const std::uint32_t q = p.inputs[i];
        const Program::Queue& info = p.queues[q];
        std::uint32_t first = none;
        if (info.fifo && !info.dedicated && cards == 0 && filling_ == nullptr && !campaign) {
            first = rule<"queue.first_come">() ? s.queues_[q].head : s.queues_[q].tail;
        } else if (info.least_setup && cards == 0 && filling_ == nullptr) {
            first = least_setup(station, q, picky);
        } else {
            const bool its_own =
                st.any_rule && (rule<"queue.a_stations_rule_before_the_buffers">() || info.rules.empty());
            const Range& rules = its_own ? st.rules : info.rules;
            if (!st.any_rule) mean_work_ = mean_work(rules, station, q);
            for (std::uint32_t j = s.queues_[q].head; j != none; j = s.jobs_[j].next) {
                if (cost_at(s.jobs_[j].op, station) == none ||
                    missing_cards(cards ? wanted(cards, s.jobs_[j].op) : 0, s.jobs_[j].cards, newcomer))
                    continue;
                if (filling_ != nullptr && !goes_along(j)) continue;
                if (picky && place_for(j, station) == none) continue;  // of another setting, or of another place
                if (first == none || better(j, first, rules)) first = j;
                if (info.fifo) break;
            }
        }
        if (first == none) continue;
        if (best == none || before(first, best)) {
            best = first;
            queue = q;
        }
    }
    return best;
}

/// Of the stations that could take a job now, the one that gets it; none when it fits into the shift of none.
template <class O>
std::uint32_t Run<O>::best_station(std::uint32_t q, std::uint32_t j, std::uint32_t wants) {
    const Program::Queue& queue = p.queues[q];
    if (queue.consumers.count == 1) return fits(wants, j) ? wants : none;
    const Job& job = s.jobs_[j];
    const auto can = [&](std::uint32_t station) {
        return (station == wants || takes(station, job.op, job.cards, true)) &&
               (!p.remembered || place_for(j, station) != none) && fits(station, j);
    };
    std::uint32_t best = none, count = 0;
    double least = 0.0;
    for (std::uint32_t c = queue.consumers.first; c < queue.consumers.end(); ++c) {
        const std::uint32_t station = p.consumers[c];
        if (!can(station)) continue;
        ++count;
        const double score = dispatch_score(queue, station, job.op);
        if (best == none || score < least) {
            best = station;
            least = score;
        }
    }
    if (queue.dispatch == Dispatch::random && count > 1 && rule<"dispatch.random">()) {
        auto pick = static_cast<std::uint32_t>(
            chance(p.draws[queue.dispatch_draw].purpose, job.lane ^ p.ops[job.op].lane, job.number) * count);
        for (std::uint32_t c = queue.consumers.first; c < queue.consumers.end(); ++c)
            if (can(p.consumers[c]) && pick-- == 0) return p.consumers[c];
    }
    return best;
}

}  // namespace linewright
