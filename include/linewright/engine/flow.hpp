// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// How jobs move: release and exit, queues and who waits for a place in them, ways that take time, cards, sources,
// and the search for a circle of blocked stations.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

// -- release and exit --------------------------------------------------------------------------------------------

template <class O>
std::uint32_t Run<O>::new_job(std::uint32_t op, std::uint64_t lane, std::uint64_t number, Tick due) {
    std::uint32_t slot = s.free_job_;
    if (slot != none) {
        s.free_job_ = s.jobs_[slot].next;
    } else {
        slot = static_cast<std::uint32_t>(s.jobs_.size());
        if (slot >= s.setup_.max_jobs) {
            std::uint32_t most = 0;
            for (std::uint32_t q = 0; q < p.queues.size(); ++q)
                if (s.queues_[q].count > s.queues_[most].count) most = q;
            const bool memory = s.setup_.max_jobs == s.jobs_in_memory();
            end(memory ? Ending::memory_limit : Ending::job_limit,
                (memory ? "the memory of " + std::to_string(s.setup_.max_memory >> 20U) + " MB is full: "
                        : std::string()) +
                    "more than " + std::to_string(s.setup_.max_jobs) + " jobs in the plant, most of them before " +
                    (p.queues.empty()                 ? std::string("the first station")
                     : p.queues[most].outside != none ? "or at a subcontractor's"
                     : p.queues[most].buffer != none  ? "or in buffer \"" + p.buffer_names[p.queues[most].buffer] + "\""
                                                      : "station \"" + p.station_names[p.queues[most].gate_of] + "\"") +
                    ": more comes in than goes out");
        }
        s.jobs_.emplace_back();
        if (p.visits_repeat) s.visits_.resize(s.jobs_.size() * p.max_steps, 0);
        if (p.times) s.ended_.resize(s.jobs_.size() * p.times, never);
        if (p.remembered) s.remembered_.resize(s.jobs_.size() * p.remembered, none);
    }
    Job& job = s.jobs_[slot];
    const std::uint32_t generation = job.generation + 1;
    job = Job{};
    job.generation = generation;
    job.alive = 1;
    job.op = op;
    job.lane = lane;
    job.number = number;
    job.due = due;
    job.priority = p.product_priority[p.ops[op].product];
    if (p.times)
        std::fill_n(s.ended_.begin() + static_cast<std::ptrdiff_t>(std::size_t{slot} * p.times), p.times, never);
    if (p.remembered)
        std::fill_n(s.remembered_.begin() + static_cast<std::ptrdiff_t>(std::size_t{slot} * p.remembered), p.remembered,
                    none);
    if (p.visits_repeat)
        std::fill_n(s.visits_.begin() + static_cast<std::ptrdiff_t>(std::size_t{slot} * p.max_steps), p.max_steps,
                    std::uint16_t{0});
    return slot;
}

template <class O>
void Run<O>::release(std::uint32_t j, std::uint32_t source) {
    Job& job = s.jobs_[j];
    job.released = job.lead_from = s.now_;
    S::ProductCount& count = s.product_counts_[p.ops[job.op].product];
    s.product_levels_[p.ops[job.op].product].change(count.wip, count.wip + 1, s.now_);
    s.wip_level_.change(s.wip_, s.wip_ + 1, s.now_);
    ++s.wip_;
    ++count.wip;
    ++count.released;
    job.serial = ++s.serials_[p.ops[job.op].product];
    if (p.has_workload) s.workload_ += job.work = ticks_of(p.ops[job.op].remaining_work, none);
    tell_job(Happening::release, job, none, none, source);
}

/// The job is no longer in the plant; frees its number and its cards.
template <class O>
void Run<O>::gone(std::uint32_t j) {
    Job& job = s.jobs_[j];
    const std::uint32_t product = p.ops[job.op].product;
    S::ProductCount& count = s.product_counts_[product];
    s.product_levels_[product].change(count.wip, count.wip - 1, s.now_);
    s.wip_level_.change(s.wip_, s.wip_ - 1, s.now_);
    --s.wip_;
    --count.wip;
    s.all_times_.add(s.now_ - job.released);
    give_cards(job, 0);
    if (p.has_workload) {
        s.workload_ -= job.work;
        for (std::uint32_t i = 0; i < p.sources.size(); ++i)
            if (p.sources[i].workload_limit != never) mark_source(i);
    }
    if (job.order != none) s.orders_.deliver(job.order, s.now_);
    job.alive = 0;
    job.next = s.free_job_;
    s.free_job_ = j;
}

/// The job will not be what its order wants: another one is made, or the order stays short.
template <class O>
void Run<O>::fall_short(Job& job) {
    const std::uint32_t order = std::exchange(job.order, none), source = s.orders_.source_of(order);
    if (p.sources[source].replaces)
        create(source, s.orders_.product_of(order), job.due, order);
    else
        s.orders_.lose(order, s.now_);
}

template <class O>
void Run<O>::leave_plant(std::uint32_t j, std::uint32_t exit) {
    Job& job = s.jobs_[j];
    const std::uint32_t product = p.ops[job.op].product;
    if (exit == none) {
        ++s.product_counts_[product].scrapped;
        tell_job(Happening::scrap, job, none, none);
        if (job.order != none) fall_short(job);
    } else {
        ++s.product_counts_[product].exits;
        ++s.sink_exits_[exit];
        s.lead_times_[product].add(s.now_ - job.lead_from);
        if (p.prices.follows_late && job.due < s.now_) count_lateness(job);
        if (s.counting_) {
            const auto hour = static_cast<std::size_t>((s.now_ - s.counting_since_) / s.setup_.hour);
            auto& output = s.output_[product];
            if (hour >= output.size()) output.resize(hour + 1, 0);
            ++output[hour];
        }
        tell_job(Happening::exit, job, none, none, exit);
    }
    gone(j);
}

// -- queues ------------------------------------------------------------------------------------------------------

template <class O>
void Run<O>::push(std::uint32_t q, std::uint32_t j) {
    S::QueueState& queue = s.queues_[q];
    Job& job = s.jobs_[j];
    job.queue = q;
    job.waiting_since = s.now_;
    job.prev = queue.tail;
    if (p.queues[q].sorted)  // behind those of its class
        while (job.prev != none && s.jobs_[job.prev].priority < job.priority) job.prev = s.jobs_[job.prev].prev;
    std::uint32_t& before = job.prev == none ? queue.head : s.jobs_[job.prev].next;
    job.next = before;
    before = j;
    (job.next == none ? queue.tail : s.jobs_[job.next].prev) = j;
    s.queue_levels_[q].change(queue.count, queue.count + 1, s.now_);
    ++queue.count;
    touch_waiters(q);
    if (p.queues[q].buffer != none) tell_job(Happening::enter, job, none, p.queues[q].buffer);
    const Range& consumers = p.queues[q].consumers;
    for (std::uint32_t c = consumers.first; c < consumers.end(); ++c) may_load(p.consumers[c]);
}

/// Takes a job out of a queue.
template <class O>
void Run<O>::pop(std::uint32_t q, std::uint32_t j) {
    unlink(q, j);
    left_queue(q, j);
}
template <class O>
void Run<O>::unlink(std::uint32_t q, std::uint32_t j) {
    S::QueueState& queue = s.queues_[q];
    Job& job = s.jobs_[j];
    (job.prev == none ? queue.head : s.jobs_[job.prev].next) = job.next;
    (job.next == none ? queue.tail : s.jobs_[job.next].prev) = job.prev;
    job.next = job.prev = none;
}
template <class O>
void Run<O>::left_queue(std::uint32_t q, std::uint32_t j) {
    S::QueueState& queue = s.queues_[q];
    Job& job = s.jobs_[j];
    job.queue = none;
    s.queue_levels_[q].change(queue.count, queue.count - 1, s.now_);
    --queue.count;
    s.queue_waits_[q].add(s.now_ - job.waiting_since);
    mark(q);
    touch_waiters(q);
    if (p.queues[q].campaigns) [[unlikely]]  // it may have been the last of a setting
        for (std::uint32_t c = p.queues[q].consumers.first; c < p.queues[q].consumers.end(); ++c)
            may_load(p.consumers[c]);
}

/// Places of a station that are promised to jobs on their way to it, or to those that have arrived.
template <class O>
std::int64_t Run<O>::promised(std::uint32_t station) const {
    const Program::Station& st = p.stations[station];
    std::int64_t sum = 0;
    for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i)
        if (p.queues[p.inputs[i]].capacity == 0) sum += s.queues_[p.inputs[i]].reserved + s.queues_[p.inputs[i]].count;
    return sum;
}
/// True when a station could load a job for an operation now, with the cards that the job holds.
template <class O>
bool Run<O>::takes(std::uint32_t station, std::uint32_t op, std::uint64_t cards, bool newcomer) const {
    return loads(station) && cost_at(op, station) != none &&
           promised(station) < static_cast<std::int64_t>(s.stations_[station].idle) &&
           missing_cards(p.stations[station].cards, cards, newcomer) == 0 &&
           free_place(station, op, Dispatch::first) != none;
}
/// Of several stations that could take a job, the one with the lowest score gets it; equal ones in the plant's order.
template <class O>
double Run<O>::dispatch_score(const Program::Queue& queue, std::uint32_t station, std::uint32_t op) const {
    if (queue.dispatch == Dispatch::longest_idle)
        return static_cast<double>(s.places_[free_place(station, op, queue.dispatch)].idle_since);
    if (queue.dispatch == Dispatch::least_setup)
        return setup_mean(station, free_place(station, op, queue.dispatch), op);
    return 0.0;
}

/// The place of an idle station that can take a job out of a queue without places, or none. When the job is named, it
/// goes to the station that the queue's dispatching says; else to any.
template <class O>
std::uint32_t Run<O>::taker(std::uint32_t q, std::uint32_t op, std::uint64_t cards, bool newcomer,
                            std::uint32_t job) const {
    if (newcomer && !s.waiters_[q].empty()) return none;  // those who waited before go first
    const Program::Queue& queue = p.queues[q];
    if (queue.batch_gate) return none;  // its station fetches them itself
    std::uint32_t best = none, count = 0, lot = none;
    double least = 0.0;
    for (int round = 0; round < 2; ++round) {
        for (std::uint32_t c = queue.consumers.first; c < queue.consumers.end(); ++c) {
            const std::uint32_t station = p.consumers[c];
            const Program::Station& st = p.stations[station];
            if (newcomer && st.inputs.count > 1 && (s.may_load_[st.order >> 6U] >> (st.order & 63U) & 1U))
                continue;  // its turn comes in step b
            if (!takes(station, op, cards, newcomer)) continue;
            if (job == none || queue.dispatch == Dispatch::first || lot == 0)
                return free_place(station, op, queue.dispatch);
            if (lot != none) {
                --lot;
                continue;
            }
            ++count;
            const double score = dispatch_score(queue, station, op);
            if (best == none || score < least) {
                best = station;
                least = score;
            }
        }
        if (queue.dispatch != Dispatch::random || count < 2) break;
        const Job& who = s.jobs_[job];
        lot = static_cast<std::uint32_t>(
            chance(p.draws[queue.dispatch_draw].purpose, who.lane ^ p.ops[op].lane, who.number) * count);
    }
    return best == none ? none : free_place(best, op, queue.dispatch);
}

template <class O>
bool Run<O>::has_room(std::uint32_t q, std::uint32_t op, std::uint64_t cards, bool newcomer) const {
    const std::int64_t capacity = p.queues[q].capacity;
    if (capacity < 0) return true;
    // A place that is free for those who wait is not for a newcomer.
    if (capacity > 0) return s.queues_[q].count + s.queues_[q].reserved < capacity && !(newcomer && s.queues_[q].dirty);
    return taker(q, op, cards, newcomer) != none;
}

/// The first target that takes the job now, or none. `card_only` tells that only a card was missing. A newcomer is who
/// isn't being served as one of those who wait: what has freed for them is not for him.
template <class O>
std::uint32_t Run<O>::find_target(std::uint32_t o, std::uint64_t cards, std::uint32_t only, bool newcomer,
                                  bool& card_only) const {
    const Program::Op& op = p.ops[o];
    card_only = false;
    for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
        const std::uint32_t q = p.targets[t];
        if (only != none && q != only) continue;
        const bool carded = missing_cards(p.queues[q].cards, cards, newcomer) == 0;
        if (carded ? has_room(q, o, cards, newcomer) : has_room(q, o, ~std::uint64_t{0}, newcomer)) {
            if (carded) return q;
            card_only = true;
        }
    }
    return none;
}

/// Sends a job to a queue that takes it: at once, or over a way that takes time.
template <class O>
void Run<O>::put(std::uint32_t j, std::uint32_t o, std::uint32_t q, bool reserved) {
    Job& job = s.jobs_[j];
    job.op = o;
    if (job.rework_from == o) job.rework_from = none;
    take_cards(job, p.queues[q].cards);
    if (p.ops[o].transfer != none) {
        if (!reserved) {
            ++s.queues_[q].reserved;
            touch_waiters(q);
        }
        if (p.ops[o].outside != none) return send_out(j, q);
        if (p.ops[o].fleet != none) take_vehicle(p.ops[o].fleet);
        set_out(j, q);
        return;
    }
    if (reserved) --s.queues_[q].reserved;
    if (p.queues[q].capacity == 0) {
        job.waiting_since = s.now_;
        load_job(taker(q, o, job.cards, false, j), j, false);
    } else {
        push(q, j);
    }
}

// -- ways that take time -----------------------------------------------------------------------------------------

template <class O>
void Run<O>::set_out(std::uint32_t j, std::uint32_t q) {
    const Job& job = s.jobs_[j];
    const Program::Op& op = p.ops[job.op];
    auto& way = s.transit_[job.op];
    const Tick time = sample_ticks(op.transfer, job.lane ^ op.lane, job.number);
    way.push_back({s.now_ + time, s.sequence_++, j, q});
    const auto later = [](const S::InTransit& a, const S::InTransit& b) {
        return a.arrives != b.arrives ? a.arrives > b.arrives : a.sequence > b.sequence;
    };
    std::push_heap(way.begin(), way.end(), later);
    schedule(op.way, way.front().arrives, EventClass::completion);
    if (p.queues[q].early) [[unlikely]]
        for (std::uint32_t c = p.queues[q].consumers.first; c < p.queues[q].consumers.end(); ++c)
            may_load(p.consumers[c]);
    tell_job(Happening::transport, job, none, p.queues[q].buffer, op.fleet);
}

template <class O>
void Run<O>::way_event(std::uint32_t o) {
    auto& way = s.transit_[o];
    const auto later = [](const S::InTransit& a, const S::InTransit& b) {
        return a.arrives != b.arrives ? a.arrives > b.arrives : a.sequence > b.sequence;
    };
    std::pop_heap(way.begin(), way.end(), later);
    const S::InTransit arrived = way.back();
    way.pop_back();
    if (!way.empty()) schedule(p.ops[o].way, way.front().arrives, EventClass::completion);
    if (p.ops[o].outside != none) return come_back(arrived.job);
    --s.queues_[arrived.queue].reserved;
    if (p.ops[o].fleet != none) delivered(arrived.job, arrived.queue);
    push(arrived.queue, arrived.job);
}

// -- cards -------------------------------------------------------------------------------------------------------

/// The loops that are wanted, not held, and have no card left; for a newcomer also those whose card is for one who
/// waits.
template <class O>
std::uint64_t Run<O>::missing_cards(std::uint64_t wanted, std::uint64_t held, bool newcomer) const {
    std::uint64_t missing = 0;
    for (std::uint64_t bits = wanted & ~held; bits != 0; bits &= bits - 1) {
        const auto loop = static_cast<std::size_t>(std::countr_zero(bits));
        if (s.free_cards_[loop] == 0 || (newcomer && s.queues_[p.queues.size() + loop].dirty))
            missing |= bits & (~bits + 1);
    }
    return missing;
}
template <class O>
void Run<O>::take_cards(Job& job, std::uint64_t wanted) {
    for (std::uint64_t bits = wanted & ~job.cards; bits != 0; bits &= bits - 1)
        --s.free_cards_[static_cast<std::size_t>(std::countr_zero(bits))];
    job.cards |= wanted;
}
/// Gives back all cards but those of the loops in `kept`.
template <class O>
void Run<O>::give_cards(Job& job, std::uint64_t kept) {
    for (std::uint64_t bits = job.cards & ~kept; bits != 0; bits &= bits - 1) {
        const auto loop = static_cast<std::size_t>(std::countr_zero(bits));
        if (p.loops[loop].together) {
            if (++s.held_cards_[loop] + s.free_cards_[loop] < p.loops[loop].cards) continue;
            s.free_cards_[loop] += std::exchange(s.held_cards_[loop], 0U) - 1;
        }
        ++s.free_cards_[loop];
        mark(static_cast<std::uint32_t>(p.queues.size() + loop));
    }
    job.cards &= kept;
}

// -- waiting for a place or a card -------------------------------------------------------------------------------

template <class O>
bool Run<O>::add_waiter(std::uint32_t resource, const S::Waiter& waiter) {
    auto& list = s.waiters_[resource];
    const auto before = [](const S::Waiter& a, const S::Waiter& b) {
        // First to wait, then downstream first; sources enter after the stations.
        if ((a.kind == 3) != (b.kind == 3)) return b.kind == 3;
        return a.since != b.since ? a.since < b.since : a.order < b.order;
    };
    for (const S::Waiter& w : list)
        if (w.kind == waiter.kind && w.id == waiter.id) return false;
    list.insert(std::upper_bound(list.begin(), list.end(), waiter, before), waiter);
    return true;
}
template <class O>
void Run<O>::drop_waiter(std::uint32_t resource, std::uint32_t kind, std::uint32_t id) {
    auto& list = s.waiters_[resource];
    for (auto it = list.begin(); it != list.end(); ++it)
        if (it->kind == kind && it->id == id) {
            list.erase(it);
            return;
        }
}
/// Queues up for every target of an operation, for the cards that are missing, and for a vehicle.
template <class O>
void Run<O>::wait_for(std::uint32_t o, std::uint64_t held_cards, std::uint32_t kind, std::uint32_t id,
                      std::uint32_t order) {
    const Program::Op& op = p.ops[o];
    S::Waiter waiter;
    waiter.since = kind == 0 ? s.places_[id].finished_at : s.now_;
    waiter.kind = kind;
    waiter.id = id;
    waiter.order = order;
    if (op.fleet != none) add_waiter(fleet_resource(op.fleet), waiter);
    for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
        const std::uint32_t q = p.targets[t];
        if (add_waiter(q, waiter) && p.queues[q].capacity == 0 && (s.waiters_[q].size() > 1 || p.queues[q].batch_gate))
            // Those before it may be held where they are: a station that is idle has a look.
            for (std::uint32_t c = p.queues[q].consumers.first; c < p.queues[q].consumers.end(); ++c)
                may_load(p.consumers[c]);
        for (std::uint64_t bits = missing_cards(p.queues[q].cards, held_cards, true); bits != 0; bits &= bits - 1)
            add_waiter(static_cast<std::uint32_t>(p.queues.size() + static_cast<std::size_t>(std::countr_zero(bits))),
                       waiter);
    }
}
template <class O>
void Run<O>::stop_waiting(std::uint32_t o, std::uint32_t kind, std::uint32_t id) {
    const Program::Op& op = p.ops[o];
    if (op.fleet != none) drop_waiter(fleet_resource(op.fleet), kind, id);
    for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
        const std::uint32_t q = p.targets[t];
        drop_waiter(q, kind, id);
        for (std::uint64_t bits = p.queues[q].cards; bits != 0; bits &= bits - 1)
            drop_waiter(static_cast<std::uint32_t>(p.queues.size() + static_cast<std::size_t>(std::countr_zero(bits))),
                        kind, id);
    }
}

template <class O>
bool Run<O>::serve_one(const S::Waiter& waiter, std::uint32_t resource) {
    const std::uint32_t only = resource < p.queues.size() ? resource : none;
    switch (waiter.kind) {
        case 0:
            return try_leave(waiter.id, only, true);
        case 1:
            return reserve_ahead(waiter.id, only, true);
        case 2: {
            const bool loaded = load_one(waiter.id, true);
            if (loaded) may_load(waiter.id);  // what its other places wait for is looked at again
            return loaded;
        }
        case 4:
            return try_come_in(waiter.id, only, true);
        default:
            return enter_from(waiter.id, only, true);
    }
}

/// A place or a card is free again: those who wait for it are served in their order.
template <class O>
void Run<O>::serve(std::uint32_t resource) {
    bool again = true;
    while (again) {
        again = false;
        const auto& list = s.waiters_[resource];
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (resource < p.queues.size() && p.queues[resource].capacity > 0 &&
                s.queues_[resource].count + s.queues_[resource].reserved >= p.queues[resource].capacity)
                return;
            const S::Waiter waiter = list[i];
            if (serve_one(waiter, resource)) {
                again = true;
                break;
            }
        }
    }
}

// -- sources -----------------------------------------------------------------------------------------------------

template <class O>
bool Run<O>::source_waits(std::uint32_t i) const {
    if (p.sources[i].when == Program::When::always) return s.sources_[i].created < p.sources[i].count;
    return s.sources_[i].head < s.backlog_[i].size();
}

template <class O>
std::uint32_t Run<O>::source_product(std::uint32_t i, std::uint64_t number) const {
    const Program::Source& source = p.sources[i];
    if (source.sequence.count) return p.sequences[source.sequence.first + static_cast<std::uint32_t>(number)];
    if (source.mix.count == 0) return 0;
    if (source.mix.count == 1) return p.mixes[source.mix.first].product;
    const double u = chance(source.mix_purpose, 0, number);
    std::uint32_t k = source.mix.first;
    while (k + 1 < source.mix.end() && u >= p.mixes[k].upto) ++k;
    return p.mixes[k].product;
}

/// The first operation of the job that stands first at a source.
template <class O>
std::uint32_t Run<O>::source_op(std::uint32_t i) const {
    const S::SourceState& state = s.sources_[i];
    const std::uint32_t product = p.sources[i].when == Program::When::always ? source_product(i, state.created)
                                                                             : s.backlog_[i][state.head].product;
    return p.source_first_op[std::size_t{i} * p.product_names.size() + product];
}

template <class O>
void Run<O>::next_interval(std::uint32_t i) {
    const Program::Source& source = p.sources[i];
    S::SourceState& state = s.sources_[i];
    const std::uint64_t number = state.intervals++;
    if (source.when == Program::When::interarrival) {
        schedule(source.slot, s.now_ + sample_ticks(source.interarrival, 0, number), EventClass::arrival);
        return;
    }
    // A Poisson process whose rate changes by the hour: exponential steps of its cumulative count.
    const Program::HourlyRate& rate = p.rates[source.rate];
    const double hour = 3600.0 * p.ticks_per_second();
    state.expected += sample(source.interarrival, 0, number) / hour;
    while (state.expected >= rate.upto[24]) {
        state.expected -= rate.upto[24];
        ++state.day;
    }
    std::size_t h = 0;
    while (h < 23 && state.expected >= rate.upto[h + 1]) ++h;
    const double part = (state.expected - rate.upto[h]) / (rate.upto[h + 1] - rate.upto[h]);
    const double hours = static_cast<double>(state.day * 24 + h) + part;
    schedule(source.slot, std::max(s.now_, ticks_of(hours * hour, source.interarrival)), EventClass::arrival);
}

template <class O>
void Run<O>::create(std::uint32_t i, std::uint32_t product, Tick due, std::uint32_t order) {
    S::Delivery delivery;
    delivery.arrived = s.now_;
    delivery.number = s.sources_[i].created++;
    delivery.product = product == none ? source_product(i, delivery.number) : product;
    delivery.due =
        due != never || p.sources[i].due == none ? due : s.now_ + sample_ticks(p.sources[i].due, 0, delivery.number);
    delivery.order = order != none || delivery.due == never
                         ? order
                         : s.orders_.open(delivery.product, i, 1, delivery.due, none, s.now_);
    auto& list = s.backlog_[i];
    S::SourceState& state = s.sources_[i];
    s.backlog_levels_[i].change(static_cast<std::int64_t>(list.size() - state.head),
                                static_cast<std::int64_t>(list.size() - state.head) + 1, s.now_);
    if (list.size() == list.capacity()) {  // it is about to double
        std::uint64_t bytes = 2 * list.size() * sizeof(S::Delivery) + s.jobs_.capacity() * sizeof(Job);
        for (const auto& other : s.backlog_) bytes += other.capacity() * sizeof(S::Delivery);
        if (bytes > s.setup_.max_memory && failure_.ending == Ending::reached)
            end(Ending::memory_limit, "the memory of " + std::to_string(s.setup_.max_memory >> 20U) + " MB is full: " +
                                          std::to_string(list.size()) + " jobs wait outside at source \"" +
                                          p.source_names[i] + "\": more comes in than goes out");
    }
    list.push_back(delivery);
    ++s.source_counts_[i].arrived;
    mark_source(i);
}

template <class O>
void Run<O>::source_event(std::uint32_t i) {
    const Program::Source& source = p.sources[i];
    S::SourceState& state = s.sources_[i];
    if (source.when == Program::When::schedule) {
        if (state.next_item >= source.schedule.count) return mark_source(i);  // what was injected waits outside already
        const Program::ArrivalItem& item = p.schedules[source.schedule.first + state.next_item++];
        const std::uint32_t order = item.due == never && item.order == none
                                        ? none
                                        : s.orders_.open(item.product, i, item.quantity, item.due, item.order, s.now_);
        for (std::uint32_t k = 0; k < item.quantity; ++k) create(i, item.product, item.due, order);
        if (state.next_item < source.schedule.count)
            schedule(source.slot, p.schedules[source.schedule.first + state.next_item].at, EventClass::arrival);
        return;
    }
    for (std::uint32_t k = 0; k < source.batch && state.created < source.count; ++k) create(i, none, never, none);
    if (state.created < source.count && source.when_full != WhenFull::stop) next_interval(i);
}

/// The first waiting job of a source comes in: it is in the plant from now on, its place is the caller's business.
template <class O>
std::uint32_t Run<O>::take_in(std::uint32_t i, std::uint32_t op) {
    const Program::Source& source = p.sources[i];
    S::SourceState& state = s.sources_[i];
    const bool always = source.when == Program::When::always;
    const std::uint64_t number = always ? state.created : s.backlog_[i][state.head].number;
    Tick due = never;
    std::uint32_t order = none;
    if (always) {
        ++state.created;
        ++s.source_counts_[i].arrived;
        if (source.due != none) {
            due = s.now_ + sample_ticks(source.due, 0, number);
            order = s.orders_.open(p.ops[op].product, i, 1, due, none, s.now_);
        }
    } else {
        auto& list = s.backlog_[i];
        const auto level = static_cast<std::int64_t>(list.size() - state.head);
        s.backlog_levels_[i].change(level, level - 1, s.now_);
        due = list[state.head].due;
        order = list[state.head].order;
        if (++state.head == list.size()) {
            list.clear();
            state.head = 0;
            if (source.when_full == WhenFull::stop && state.created < source.count) next_interval(i);
        } else if (state.head >= 4096 && state.head * 2 >= list.size()) {
            list.erase(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(state.head));
            state.head = 0;
        }
    }
    ++s.source_counts_[i].entered;
    const std::uint32_t job = new_job(op, source.lane, number, due);
    s.jobs_[job].order = order;
    if (failure_.ending == Ending::reached) release(job, i);
    return job;
}

/// Lets the first waiting job of a source in, if there is a place; true when it entered.
template <class O>
bool Run<O>::enter_from(std::uint32_t i, std::uint32_t only, bool served) {
    if (!source_waits(i) || failure_.ending != Ending::reached) return false;
    const Program::Source& source = p.sources[i];
    S::SourceState& state = s.sources_[i];
    if (state.waiting && !served) {                    // its turn comes when something frees
        for (const Program::Batch& batch : p.batches)  // or when enough are there
            if (p.stations[batch.station].gate != none) may_load(batch.station);
        return false;
    }
    const bool always = source.when == Program::When::always;
    const std::uint64_t number = always ? state.created : s.backlog_[i][state.head].number;
    const std::uint32_t product = always ? source_product(i, number) : s.backlog_[i][state.head].product;
    const std::uint32_t op = p.source_first_op[std::size_t{i} * p.product_names.size() + product];
    if (source.workload_limit != never && s.wip_ > 0 &&
        s.workload_ + ticks_of(p.ops[op].remaining_work, none) > source.workload_limit)
        return false;  // looked at again when a job has left the plant
    bool card_only = false;
    const std::uint32_t q = find_target(op, 0, only, !served, card_only);
    if (q == none) {
        wait_for(op, 0, 3, i, static_cast<std::uint32_t>(p.stations.size()) + i);
        if (!state.waiting && source.when_full == WhenFull::lost) s.lossy_sources_.push_back(i);
        state.waiting = 1;
        if (p.queues[p.targets[p.ops[op].targets.first]].gate_of != none && card_only)
            for (std::uint32_t t = p.ops[op].targets.first; t < p.ops[op].targets.end(); ++t) {
                const std::uint32_t station = p.queues[p.targets[t]].gate_of;
                if (!s.stations_[station].card_wait) {
                    s.stations_[station].card_wait = 1;
                    touch_station(p.stations[station]);
                }
            }
        return false;
    }
    if (state.waiting) {
        stop_waiting(op, 3, i);
        state.waiting = 0;
    }
    const std::uint32_t job = take_in(i, op);
    if (failure_.ending != Ending::reached) return false;
    put(job, op, q, false);
    if (source_waits(i)) mark_source(i);
    return true;
}

/// What found no room when nothing more moves is lost.
template <class O>
void Run<O>::lose_rest() {
    if (s.lossy_sources_.empty() || s.calendar_.next().tick() == s.now_) return;
    for (const std::uint32_t i : s.lossy_sources_) {
        S::SourceState& state = s.sources_[i];
        auto& list = s.backlog_[i];
        if (!state.waiting) continue;
        const std::uint32_t op = p.source_first_op[std::size_t{i} * p.product_names.size() + list[state.head].product];
        stop_waiting(op, 3, i);
        state.waiting = 0;
        const auto level = static_cast<std::int64_t>(list.size() - state.head);
        s.backlog_levels_[i].change(level, 0, s.now_);
        for (std::size_t k = state.head; k < list.size(); ++k) {
            ++s.source_counts_[i].lost;
            ++s.product_counts_[list[k].product].lost;
            if (list[k].order != none) s.orders_.lose(list[k].order, s.now_);
            Event e;
            e.what = Happening::lost;
            e.product = list[k].product;
            e.detail = i;
            tell(e);
        }
        list.clear();
        state.head = 0;
    }
    s.lossy_sources_.clear();
}

// -- deadlock ----------------------------------------------------------------------------------------------------

/// Follows the newly blocked: what each waits for is held by stations. If every station that is reached so is blocked
/// on all its places and nothing ahead has room, no event can free them: a reserved place only becomes a taken one, and
/// a repair moves nothing. The circle that is named is found by going from station to station until one comes again.
template <class O>
void Run<O>::find_deadlock() {
    const auto goes_to = [&](const Place& at, const auto& visit) {  // the stations that could take its job
        const Program::Op& op = p.ops[at.next_op];
        for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
            const Range& consumers = p.queues[p.targets[t]].consumers;
            for (std::uint32_t c = consumers.first; c < consumers.end(); ++c) visit(p.consumers[c]);
        }
    };
    const auto stuck_at = [&](const Place& at) {
        if ((at.stage != Stage::finished && at.stage != Stage::reserve) || !at.waiting) return false;
        bool card_only = false;
        if (find_target(at.next_op, s.jobs_[at.job].cards, none, false, card_only) != none || card_only) return false;
        const Program::Op& op = p.ops[at.next_op];
        for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t)  // jobs come back by themselves
            if (p.queues[p.targets[t]].outside != none) return false;
        for (std::uint32_t t = op.targets.first; t < op.targets.end();
             ++t)  // scrapping could give a reserved place back
            if (s.queues_[p.targets[t]].reserved > 0 && p.queues[p.targets[t]].scrap_frees) return false;
        return true;
    };
    for (const std::uint32_t start : blocked_) {
        if (s.places_[start].waiting == 0) continue;
        seen_.clear();
        seen_.push_back(p.place_station[start]);
        bool stuck = true;
        for (std::size_t k = 0; k < seen_.size() && stuck; ++k) {
            const Program::Station& station = p.stations[seen_[k]];
            for (std::uint32_t i = 0; i < station.places && stuck; ++i) {
                const Place& at = s.places_[last_slot(station.first_place + i)];
                stuck = stuck_at(at);
                for (std::uint32_t n = 0; n + 1 < station.slots; ++n)
                    stuck = stuck && s.places_[station.first_place + i + n * station.places].stage == Stage::passing;
                if (!stuck) break;
                goes_to(at, [&](std::uint32_t next) {
                    if (std::find(seen_.begin(), seen_.end(), next) == seen_.end()) seen_.push_back(next);
                });
            }
        }
        if (!stuck) continue;
        seen_.assign(1, p.place_station[start]);
        for (auto again = seen_.end(); again == seen_.end();) {
            std::uint32_t next = none;
            goes_to(s.places_[last_slot(p.stations[seen_.back()].first_place)],
                    [&](std::uint32_t station) { next = next == none ? station : next; });
            again = std::find(seen_.begin(), seen_.end(), next);
            if (again != seen_.end()) {
                seen_.erase(seen_.begin(), again);
                break;
            }
            seen_.push_back(next);
            again = seen_.end();
        }
        std::string names;
        for (const std::uint32_t station : seen_)
            names += (names.empty() ? "\"" : ", \"") + p.station_names[station] + "\"";
        end(Ending::deadlock, "deadlock: the stations " + names +
                                  " are all blocked and wait for one another. Give a buffer on the way more places, or "
                                  "limit the jobs with cards");
        return;
    }
}

}  // namespace linewright
