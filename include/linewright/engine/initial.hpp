// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// How the plant stands at the start: jobs in buffers, on their way and on stations, what is down, clocks that have run.
// Those who are at work then get their people before anything moves.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// A job that is there at the start. It counts as released before, when it is older than the run.
template <class O>
std::uint32_t Run<O>::initial_job(const Program::InitialJob& given, std::uint64_t lane, std::uint64_t number,
                                  const std::vector<std::uint32_t>& orders) {
    const std::uint32_t j = new_job(given.op, lane, number, given.due);
    release(j, none);
    Job& job = s.jobs_[j];
    if (rule<"initial.is_as_old_as_it_is">()) job.released = job.lead_from = given.released;
    if (!rule<"initial.may_be_of_an_order">()) return j;
    if (given.order != none)
        job.order = orders[given.order];
    else if (given.due != never)
        job.order = s.orders_.open(p.ops[given.op].product, static_cast<std::uint32_t>(p.sources.size() - 1), 1,
                                   given.due, none, s.now_);
    return j;
}

/// The jobs in buffers and on their way; the orders that jobs at the start are for.
template <class O>
void Run<O>::begin_jobs() {
    for (const Program::InitialOrder& order : p.initial_orders)
        initial_orders_.push_back(s.orders_.open(order.product, static_cast<std::uint32_t>(p.sources.size() - 1),
                                                 order.quantity, order.due, order.name, s.now_));
    std::vector<std::uint64_t> numbers(p.queues.size(), 0);
    for (const Program::Initial& initial : p.initial)
        for (std::uint32_t i = 0; i < initial.quantity; ++i) {
            const std::uint64_t lane = name_hash("initial " + p.buffer_names[p.queues[initial.queue].buffer]);
            const std::uint32_t job = initial_job(initial, lane, numbers[initial.queue]++, initial_orders_);
            take_cards(s.jobs_[job], p.queues[initial.queue].cards);
            if (initial.arrives == never) {
                push(initial.queue, job);
                continue;
            }
            auto& way = s.transit_[initial.op];
            const auto later = [](const S::InTransit& a, const S::InTransit& b) {
                return a.arrives != b.arrives ? a.arrives > b.arrives : a.sequence > b.sequence;
            };
            way.push_back({initial.arrives, s.sequence_++, job, initial.queue});
            std::push_heap(way.begin(), way.end(), later);
            if (rule<"initial.on_its_way_it_holds_a_place">()) ++s.queues_[initial.queue].reserved;
            schedule(p.ops[initial.op].way, way.front().arrives, EventClass::completion);
            tell_job(Happening::transport, s.jobs_[job], none, p.queues[initial.queue].buffer);
        }
}

/// Clocks of breakdowns that have run since the last repair: an up-time that would be over by now isn't the one.
template <class O>
void Run<O>::run_clocks() {
    if (!rule<"initial.clocks_have_run">()) return;
    constexpr int most = 1'000'000;  // longer than it ever lasts: it strikes at once
    for (const Program::InitialMode& clock : p.initial_clocks) {
        S::ModeState& mode = s.modes_[clock.mode];
        for (int tries = 0; mode.left <= clock.ticks && tries < most; ++tries) renew(clock.mode);
        mode.left = std::max<Tick>(0, mode.left - clock.ticks);
    }
}

/// What is down, then the jobs on stations; then those who work there get their people.
template <class O>
void Run<O>::begin_places() {
    if (p.initial_downs.empty() && p.initial_places.empty()) return;
    for (const Program::InitialMode& down : p.initial_downs) {
        const std::uint32_t u = p.modes[down.mode].unit;
        S::StationCount& count = s.station_counts_[p.units[u].station];
        s.modes_[down.mode].pending = 1;
        initial_repair_ = down.ticks;
        go_down(u, down.mode);
        initial_repair_ = -1;
        --s.modes_[down.mode].failures;  // it struck before
        if (rule<"initial.struck_before">()) --(p.units[u].maintenance ? count.maintenances : count.failures);
    }
    std::vector<std::uint64_t> numbers(p.stations.size(), 0);
    for (const Program::InitialPlace& given : p.initial_places)
        put_on_place(given, numbers[p.place_station[given.place]]);
    if (!rule<"initial.those_at_work_have_their_people">()) return;
    s.requests_dirty_ = 0;
    give_out();
}

template <class O>
void Run<O>::put_on_place(const Program::InitialPlace& given, std::uint64_t& number) {
    const std::uint32_t place = given.place, station = p.place_station[place];
    const Program::Station& st = p.stations[station];
    const std::uint64_t lane = name_hash("initial " + p.station_names[station]);
    Place& at = s.places_[place];
    std::uint32_t last = none;
    for (std::uint32_t i = 0; i < given.quantity; ++i) {
        const std::uint32_t j = initial_job(given, lane, number++, initial_orders_);
        if (failure_.ending != Ending::reached) return;
        Job& job = s.jobs_[j];
        if (rule<"initial.holds_its_cards">()) take_cards(job, wanted(st.cards, given.op));
        if (p.visits_repeat) s.visits_[std::size_t{j} * p.max_steps + (given.op - p.ops[given.op].first_op)] = 1;
        if (const std::uint32_t n = p.ops[given.op].remembers; n != none)
            s.remembered_[std::size_t{j} * p.remembered + n] = place;
        job.begun = given.phase >= InitialPhase::process ? 1 : 0;
        (last == none ? at.job : s.jobs_[last].next) = j;
        last = j;
        tell_job(Happening::load, job, place, none);
    }
    Job& job = s.jobs_[at.job];
    at.cost = cost_at(given.op, station);
    at.lane = visit_lane(at.job);
    at.begun = job.begun;
    --s.stations_[station].idle;
    set_empty(place, false);
    touch(place);
    const Program::OpStation& cost = p.op_stations[at.cost];
    if (st.setup_work != none) {
        S::SetupState& setup = s.setups_[place];
        setup.op = job.op;
        setup.lane = at.lane;
        setup.number = job.number;
    }
    if (given.phase == InitialPhase::setup) {
        at.stage = Stage::setup;
        at.draw = changeover_draw(place, given.op);
    } else if (st.changeover != none) {
        if (const std::uint32_t to = attribute(station, given.op);
            to != none && rule<"initial.its_place_is_set_up_for_it">())
            at.setup = to;
    }
    switch (given.phase) {
        case InitialPhase::setup:
            break;
        case InitialPhase::load:
            at.stage = Stage::load;
            at.draw = cost.load;
            break;
        case InitialPhase::process:
            at.stage = Stage::process;
            at.draw = cost.process;
            at.jams = std::numeric_limits<std::uint8_t>::max();  // that was before
            break;
        case InitialPhase::unload:
            at.stage = Stage::unload;
            at.draw = cost.unload;
            break;
        case InitialPhase::finished:
            at.stage = Stage::finished;
            finish_stage(place);
            if (rule<"initial.finished_before_all_that_finishes">())
                at.finished_at = -1;  // before all that finishes now
            return;
    }
    at.raw = at.stage != Stage::process ? sample(at.draw, at.lane, job.number)
             : st.batch == none         ? work_of(cost, at.lane, job.number)
                                        : batch_work(place);
    at.level = 1.0;
    at.full = ticks_of(at.raw, at.draw);
    at.remaining = given.remaining != never && rule<"initial.goes_on_with_what_is_left">()
                       ? given.remaining
                       : ticks_of(at.raw * given.share, at.draw);
    if (at.remaining > at.full) {  // it was to take longer than what is drawn
        at.full = at.remaining;
        at.raw = static_cast<double>(at.full);
    }
    at.scaled = 1;
    if (rule<"initial.stands_where_its_station_does">())
        want(place);
    else
        run_stage(place);
}

}  // namespace linewright
