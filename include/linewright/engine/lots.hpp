// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Lots that split and rejoin: where a station splits a lot, its parts go on as jobs of their own, and know whose they
// are; an assembly of one lot takes all that are left of it. The lot is kept here meanwhile, with its date and order.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// A lot is finished where it is split: it leaves the plant, and its parts stand on the place in its stead. They leave
/// one after the other, as the jobs of a batch do.
template <class O>
void Run<O>::split_lot(std::uint32_t place) {
    const std::uint32_t station = p.place_station[place], whole = s.places_[place].job;
    const Program::Split& split = p.splits[p.stations[station].split];
    const std::uint32_t op = s.places_[place].next_op;
    if (op == none) return;  // it is scrapped whole
    std::uint32_t lot = s.free_lot_;
    if (lot != none) {
        s.free_lot_ = s.lots_[lot].next;
    } else {
        lot = static_cast<std::uint32_t>(s.lots_.size());
        s.lots_.emplace_back();
    }
    const Job from = s.jobs_[whole];
    s.lots_[lot] = {from.due, from.number, from.lane, split.quantity, from.order, none};
    s.jobs_[whole].order = none;
    std::uint32_t last = none;
    for (std::uint32_t k = 0; k < split.quantity; ++k) {
        const std::uint32_t j = new_job(op, from.lane ^ p.stations[station].lane, from.number * split.quantity + k,
                                        rule<"lots.parts_keep_the_due_date">() ? from.due : never);
        release(j, none);
        Job& part = s.jobs_[j];
        part.lead_from = rule<"lots.lead_time_from_the_whole_lot">() ? from.lead_from : s.now_;
        part.defective = from.defective;
        part.lot = lot;
        part.queue = op;
        part.prev = part.next = none;
        (last == none ? s.places_[place].job : s.jobs_[last].next) = j;
        last = j;
    }
    if (p.prices.follows_moves) ++s.became_[p.ops[from.op].product * p.product_names.size() + p.ops[op].product];
    gone(whole);
}

/// A part is no longer in the plant: scrapped, or out by a way of its own. What is left of its lot may be complete.
template <class O>
void Run<O>::leave_lot(std::uint32_t lot) {
    S::Lot& of = s.lots_[lot];
    for (const std::uint32_t station : p.rejoins) may_load(station);
    if (--of.parts != 0) return;
    if (of.order != none) s.orders_.lose(of.order, s.now_);
    of.order = none;
    of.next = s.free_lot_;
    s.free_lot_ = lot;
}

/// The first lot, in the order in which its first part came, that is there with all that is left of it; none.
template <class O>
std::uint32_t Run<O>::lot_in(const Program::ComponentItem& item) const {
    const auto of = [&](std::uint32_t j) {
        return item.product == none || p.ops[s.jobs_[j].op].product == item.product ? s.jobs_[j].lot : none;
    };
    for (std::uint32_t j = s.queues_[item.queue].head; j != none; j = s.jobs_[j].next) {
        const std::uint32_t lot = of(j);
        if (lot == none) continue;
        std::uint32_t here = 0;
        for (std::uint32_t other = j; other != none; other = s.jobs_[other].next) here += of(other) == lot ? 1 : 0;
        if (here == s.lots_[lot].parts || !rule<"lots.all_that_are_left_of_it">()) return lot;
    }
    return none;
}

/// The lot is whole again: the job that the assembly releases has its number, its date and its order.
template <class O>
void Run<O>::rejoin(std::uint32_t lot, std::uint32_t j) {
    S::Lot& of = s.lots_[lot];
    Job& job = s.jobs_[j];
    if (!rule<"lots.the_lot_has_its_date_again">()) return;
    job.number = of.number;
    job.lane = of.lane;
    job.due = of.due;
    job.order = std::exchange(of.order, none);
}

}  // namespace linewright
