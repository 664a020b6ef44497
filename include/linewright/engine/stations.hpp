// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What a job goes through on a station: it occupies a place, then changeover, load, process, unload, and leaves. A
// stage that needs people waits for them; a finished job waits for room ahead.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
bool Run<O>::place_down(std::uint32_t place) const {
    if (s.places_[place].stops == 0 && rule<"breakdowns.one_place_alone">()) return false;
    for (const std::uint32_t u : units_of(place))
        if (unit_down(u)) return true;
    if (!rule<"breakdowns.one_place_alone">()) {
        const Program::Station& st = p.stations[p.place_station[place]];
        for (std::uint32_t i = 0; i < st.places; ++i)
            if (const std::uint32_t u = p.place_unit[st.first_place + i]; u != none && unit_down(u)) return true;
    }
    return false;
}
/// A place that is off shift or in a break, and doesn't work on past the end.
template <class O>
bool Run<O>::place_off(std::uint32_t place) const {
    const Place& at = s.places_[place];
    return (s.stations_[p.place_station[place]].presence != Presence::on && !at.overrun) || s.now_ < at.off_until;
}
/// An empty place that may take a job.
template <class O>
bool Run<O>::place_free(std::uint32_t place) const {
    const Place& at = s.places_[place];
    if (at.stage != Stage::empty || at.full_up || s.now_ < at.off_until || reserved(place)) return false;
    if (at.stops == 0) [[likely]]
        return true;
    for (const std::uint32_t u : {p.place_unit[place], p.place_maintenance[place]}) {
        if (u == none) continue;
        const UnitStatus status = s.units_[u].status;
        if (status == UnitStatus::up) continue;
        if (status == UnitStatus::finishing ? rule<"breakdowns.finish_first_loads_nothing">()
                                            : rule<"breakdowns.a_station_that_is_down_loads_nothing">())
            return false;
    }
    return true;
}
template <class O>
bool Run<O>::loads(std::uint32_t station) const {
    const S::StationState& state = s.stations_[station];
    return state.idle > 0 && !shut(station);
}
/// A station that loads nothing: it is down, finishes its jobs first, or isn't on shift.
template <class O>
bool Run<O>::shut(std::uint32_t station) const {
    const S::StationState& state = s.stations_[station];
    if (state.down == 1 && rule<"breakdowns.finish_first_loads_nothing">()) return true;
    if (state.down == 2 && rule<"breakdowns.a_station_that_is_down_loads_nothing">()) return true;
    return state.presence != Presence::on && rule<"shifts.off_it_loads_nothing">();
}
template <class O>
std::uint32_t Run<O>::free_place(std::uint32_t station) const {
    const Program::Station& st = p.stations[station];
    if (st.places == 1) return place_free(st.first_place) ? st.first_place : none;
    const std::uint32_t end = st.first_place + st.places;
    for (std::uint32_t place = next_set(s.empty_, st.first_place, end); place < end;
         place = next_set(s.empty_, place + 1, end))
        if (place_free(place)) return place;
    return none;
}
/// What an operation costs at a station, or none when it can't be done there.
template <class O>
std::uint32_t Run<O>::cost_at(std::uint32_t op, std::uint32_t station) const {
    const Range& stations = p.ops[op].stations;
    for (std::uint32_t k = stations.first; k < stations.end(); ++k)
        if (p.op_stations[k].station == station) return k;
    return none;
}
template <class O>
std::uint32_t Run<O>::attribute(std::uint32_t station, std::uint32_t op) const {
    return p.changeovers[p.stations[station].changeover].attribute_of[op];
}
/// The changeover that a place needs for an operation: its draw, or none.
template <class O>
std::uint32_t Run<O>::changeover_draw(std::uint32_t place, std::uint32_t op) const {
    const std::uint32_t station = p.place_station[place];
    const std::uint32_t from = s.places_[place].setup;
    if (p.stations[station].changeover == none || from == none) return none;
    const Program::Changeover& table = p.changeovers[p.stations[station].changeover];
    const std::uint32_t to = attribute(station, op);
    if (to == from && !rule<"changeovers.equal_ones_need_none">())
        return table.draws[(from + 1) % table.attributes * table.attributes + to];
    if (to == none)
        return rule<"changeovers.a_step_without_a_setup_takes_any">() ? none : table.draws[from * table.attributes];
    return table.draws[from * table.attributes + to];
}
/// The mean changeover that a place needs for an operation, in ticks that the station stands for.
template <class O>
double Run<O>::setup_at(std::uint32_t place, std::uint32_t op) const {
    const std::uint32_t station = p.place_station[place], from = s.places_[place].setup;
    if (p.stations[station].changeover == none || from == none) return 0.0;
    const Program::Changeover& table = p.changeovers[p.stations[station].changeover];
    const std::uint32_t to = table.attribute_of[op];
    return to == none ? 0.0 : table.means[from * table.attributes + to];
}
/// The same of the place that a job would go to; where it can't go to any now, of the first.
template <class O>
double Run<O>::setup_mean(std::uint32_t station, std::uint32_t place, std::uint32_t op) const {
    return p.stations[station].changeover == none
               ? 0.0
               : setup_at(place == none ? p.stations[station].first_place : place, op);
}

// -- loading -----------------------------------------------------------------------------------------------------

template <class O>
void Run<O>::load_station(std::uint32_t station) {
    S::StationState& state = s.stations_[station];
    const Program::Station& st = p.stations[station];
    const bool waited = state.card_wait != 0;
    if (waited) {
        state.card_wait = 0;
        touch_station(st);
    }
    while (failure_.ending == Ending::reached && load_one(station, false)) {
    }
    if (st.setup_work != none) [[unlikely]] {
        if (p.setup_works[st.setup_work].early) begin_early(station);
        if (p.setup_works[st.setup_work].external &&
            std::find(s.ahead_.begin(), s.ahead_.end(), station) == s.ahead_.end())
            s.ahead_.push_back(station);
    }
    if (waited && !state.card_wait)  // nobody is there any more for whom it would want a card
        for (std::uint64_t bits = st.cards; bits != 0; bits &= bits - 1)
            drop_waiter(static_cast<std::uint32_t>(p.queues.size() + static_cast<std::size_t>(std::countr_zero(bits))),
                        2, station);
}

/// The station could load but for a card: it waits for those that are missing.
template <class O>
void Run<O>::wait_for_cards(std::uint32_t station, std::uint64_t missing) {
    const Program::Station& st = p.stations[station];
    S::Waiter waiter;
    waiter.since = s.now_;
    waiter.kind = 2;
    waiter.order = st.order;
    waiter.id = station;
    for (std::uint64_t bits = missing; bits != 0; bits &= bits - 1)
        add_waiter(static_cast<std::uint32_t>(p.queues.size() + static_cast<std::size_t>(std::countr_zero(bits))),
                   waiter);
    s.stations_[station].card_wait = 1;
    touch_station(st);
}

/// The cards that a job lacks which the station could load; of a pair of cells those of any, since each has its own.
template <class O>
std::uint64_t Run<O>::cards_for_any(std::uint32_t station, std::uint32_t job, bool newcomer) const {
    const Program::Station& st = p.stations[station];
    std::uint64_t missing = missing_cards(wanted(st.cards, s.jobs_[job].op), s.jobs_[job].cards, newcomer);
    for (std::uint32_t i = st.inputs.first; i < st.inputs.end() && p.polca; ++i)
        for (std::uint32_t j = s.queues_[p.inputs[i]].head; j != none; j = s.jobs_[j].next)
            if (cost_at(s.jobs_[j].op, station) != none)
                missing |= missing_cards(wanted(st.cards, s.jobs_[j].op), s.jobs_[j].cards, newcomer);
    return missing;
}

/// Whether there is a job in the buffers before a station.
template <class O>
bool Run<O>::anything_waits(const Program::Station& st) const {
    for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i)
        if (s.queues_[p.inputs[i]].count != 0) return true;
    return false;
}

/// Preempted jobs wait beside the station: the one of the highest class; of one class who was displaced first.
template <class O>
std::uint32_t* Run<O>::first_beside(std::uint32_t station) {
    std::uint32_t* first = &s.stations_[station].beside;
    for (std::uint32_t* link = first; *link != none; link = &s.jobs_[*link].next)
        if (s.jobs_[*link].priority > s.jobs_[*first].priority) first = link;
    return first;
}

/// Loads the next job, if there is one; true when it did. Served: as one of those who wait for a card.
template <class O>
bool Run<O>::load_one(std::uint32_t station, bool served) {
    const Program::Station& st = p.stations[station];
    if (shut(station)) return false;
    if (!s.preparations_.empty() && load_reserved(station)) return true;
    if (st.buffered && !anything_waits(st)) return false;
    const std::uint32_t place = s.stations_[station].idle > 0 ? free_place(station) : none;
    if (place == none)
        return (st.preemption != Preemption::none || !rule<"preemption.none_waits">()) && preempt(station);
    if (st.components.count) return load_assembly(station, place, served);
    if (st.batch != none) return load_batch(station, place, false);
    if (!rule<"people.the_job_is_on_the_station">() && st.phases_with_people &&
        !find_people(p.need_lists[st.alternatives.first], 0xff, none, st.pick))
        return false;
    // What has come over a way to a place of its own goes in first.
    for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i) {
        const std::uint32_t q = p.inputs[i];
        if (p.queues[q].capacity != 0 || s.queues_[q].count == 0) continue;
        const std::uint32_t arrived = s.queues_[q].head;
        const std::uint32_t takes_it = free_place(station, s.jobs_[arrived].op, p.queues[q].dispatch);
        if (takes_it == none) continue;  // all have campaigns of another setting
        pop(q, arrived);
        load_job(takes_it, arrived, false);
        return true;
    }
    std::uint32_t queue = none;
    std::uint32_t job = best_job(station, queue, rule<"cards.who_has_one_passes">() ? st.cards : 0, !served);
    if (!rule<"cards.who_has_one_passes">() && job != none &&
        missing_cards(wanted(st.cards, s.jobs_[job].op), s.jobs_[job].cards, !served))
        job = none;
    if (job == none && st.campaign != none) wait_in_campaign(station);
    // Preempted jobs go first in their class.
    if (s.stations_[station].beside != none) {
        std::uint32_t* link = first_beside(station);
        const std::uint32_t beside = *link;
        if (job == none ||
            (rule<"preemption.first_in_its_class">() ? s.jobs_[beside].priority >= s.jobs_[job].priority
                                                     : s.jobs_[beside].priority > s.jobs_[job].priority)) {
            *link = s.jobs_[beside].next;
            s.jobs_[beside].next = none;
            load_job(place, beside, true);
            return true;
        }
    }
    // Queues without places: what waits for this station stands on other stations or outside.
    for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i) {
        const std::uint32_t q = p.inputs[i];
        if (p.queues[q].capacity != 0) continue;
        touch_waiters(q);
        for (std::size_t k = 0; k < s.waiters_[q].size(); ++k) {
            const S::Waiter waiter = s.waiters_[q][k];
            if (job != none && (st.any_rule || s.jobs_[job].waiting_since <= waiter.since)) break;
            if (serve_one(waiter, q)) return true;
        }
    }
    if (promised(station) >= static_cast<std::int64_t>(s.stations_[station].idle))
        return false;  // for jobs on their way
    if (job == none) {
        if (st.cards == 0) return false;
        job = best_job(station, queue, 0, false);
        if (!rule<"cards.a_station_loads_only_with_a_card">() && job != none) {
            pop(queue, job);
            load_job(place, job, false);
            return true;
        }
        if (job != none) wait_for_cards(station, cards_for_any(station, job, !served));
        return false;
    }
    const std::uint32_t gets = best_station(queue, job, station);
    if (gets == none) return false;
    const Program::Station& taken_by = p.stations[gets];
    for (std::uint64_t bits = taken_by.cards & ~s.jobs_[job].cards; bits != 0; bits &= bits - 1)
        drop_waiter(static_cast<std::uint32_t>(p.queues.size() + static_cast<std::size_t>(std::countr_zero(bits))), 2,
                    gets);
    const std::uint32_t to = place_for(job, gets);
    pop(queue, job);
    load_job(to, job, false);
    return true;
}

template <class O>
bool Run<O>::load_assembly(std::uint32_t station, std::uint32_t place, bool served) {
    const Program::Station& st = p.stations[station];
    std::uint64_t held_cards = 0;
    std::uint32_t lot = none;  // whose parts it takes
    for (std::uint32_t c = st.components.first; c < st.components.end(); ++c) {
        const Program::ComponentItem& item = p.components[c];
        std::uint32_t found = 0;
        if (item.lot) {
            lot = lot_in(item);
            if (lot == none) return false;
            continue;
        }
        for (std::uint32_t j = s.queues_[item.queue].head; j != none && found < item.quantity; j = s.jobs_[j].next)
            if (item.product == none || p.ops[s.jobs_[j].op].product == item.product) {
                ++found;
                held_cards |= s.jobs_[j].cards;
            }
        if (found < item.quantity && rule<"assembly.takes_all_when_all_are_there">()) return false;
    }
    if (const std::uint64_t missing = missing_cards(st.cards, held_cards, !served)) {
        wait_for_cards(station, missing);
        return false;
    }
    for (std::uint64_t bits = st.cards; bits != 0; bits &= bits - 1)
        drop_waiter(static_cast<std::uint32_t>(p.queues.size() + static_cast<std::size_t>(std::countr_zero(bits))), 2,
                    station);
    Tick oldest = s.now_;
    // The lot ends when its last part has gone into it: the new job takes from it before.
    const std::uint32_t job = new_job(st.makes_op, p.stations[station].lane, s.stations_[station].assembled++, never);
    if (lot != none) rejoin(lot, job);
    for (std::uint32_t c = st.components.first; c < st.components.end(); ++c) {
        const Program::ComponentItem& item = p.components[c];
        std::uint32_t taken = 0;
        const std::uint32_t all = item.lot ? s.lots_[lot].parts : item.quantity;
        for (std::uint32_t j = s.queues_[item.queue].head;
             taken < all && (rule<"assembly.takes_all_when_all_are_there">() || j != none);) {
            const std::uint32_t next = s.jobs_[j].next;
            if ((item.product == none || p.ops[s.jobs_[j].op].product == item.product) &&
                (!item.lot || s.jobs_[j].lot == lot)) {
                ++taken;
                if (rule<"assembly.lead_time_from_the_oldest_component">())
                    oldest = std::min(oldest, s.jobs_[j].lead_from);
                if (p.prices.follows_moves)
                    ++s.became_[p.ops[s.jobs_[j].op].product * p.product_names.size() + p.ops[st.makes_op].product];
                pop(item.queue, j);
                if (!rule<"orders.components_are_delivered_at_the_assembly">()) s.jobs_[j].order = none;
                if (rule<"assembly.its_components_leave">()) gone(j);
            }
            j = next;
        }
    }
    release(job, none);
    s.jobs_[job].lead_from = oldest;
    load_job(place, job, false);
    return true;
}

/// A waiting job of higher priority displaces one in process.
template <class O>
bool Run<O>::preempt(std::uint32_t station) {
    const Program::Station& st = p.stations[station];
    std::uint32_t queue = none;
    const std::uint32_t job = best_job(station, queue, st.cards, true);
    if (job == none) return false;
    std::uint32_t victim = none;
    for (std::uint32_t i = 0; i < st.places; ++i) {
        const std::uint32_t place = st.first_place + i;
        const Place& at = s.places_[place];
        if (at.stage != Stage::process && at.stage != Stage::setup) continue;
        if (const std::uint32_t u = p.place_unit[place]; u != none && s.units_[u].status == UnitStatus::finishing)
            continue;  // nothing loads
        if (place_down(place) || s.jobs_[at.job].priority > s.jobs_[job].priority) continue;
        if (s.jobs_[at.job].priority == s.jobs_[job].priority && rule<"preemption.of_higher_priority_alone">())
            continue;
        if (victim == none || s.jobs_[at.job].priority < s.jobs_[s.places_[victim].job].priority) victim = place;
    }
    if (victim == none) return false;
    Place& at = s.places_[victim];
    const std::uint32_t out = at.job;
    suspend(victim);
    stop_coming(victim);
    if (at.asking) withdraw(victim, 0);
    at.asking = 0;
    release_people(at.people, 0);
    if (at.power) give_power_back(victim);
    Job& displaced = s.jobs_[out];
    displaced.remaining = at.stage == Stage::process && at.scaled ? at.remaining : -1;
    displaced.level = at.level;
    displaced.attempts = at.attempts;
    displaced.begun = at.begun;
    displaced.next = none;
    if (!rule<"preemption.beside_takes_no_place">()) ++s.queues_[queue].reserved;
    if (!rule<"preemption.a_broken_changeover_leaves_the_old">() && at.stage == Stage::setup)
        at.setup = attribute(station, displaced.op);
    std::uint32_t* end_of_list = &s.stations_[station].beside;
    while (*end_of_list != none) end_of_list = &s.jobs_[*end_of_list].next;
    *end_of_list = out;
    at.job = none;
    at.stage = Stage::empty;
    set_empty(victim, true);
    ++s.stations_[station].idle;
    pop(queue, job);
    load_job(victim, job, false);
    return true;
}

/// The lane of a job's draws at a station: another one each time that a way leads it back there. Ahead: of its next
/// visit.
template <class O>
std::uint64_t Run<O>::visit_lane(std::uint32_t j, std::uint32_t ahead) const {
    const Job& job = s.jobs_[j];
    const std::uint64_t lane = job.lane ^ p.ops[job.op].lane;
    if (!p.visits_repeat || !rule<"breakdowns.each_visit_for_itself">()) return lane;
    const std::uint32_t visit = s.visits_[std::size_t{j} * p.max_steps + (job.op - p.ops[job.op].first_op)] + ahead;
    return visit > 1 ? lane ^ detail::mix64(visit) : lane;
}

/// A job occupies a place; what follows depends on what it needs.
template <class O>
void Run<O>::load_job(std::uint32_t place, std::uint32_t j, bool back) {
    const std::uint32_t station = p.place_station[place];
    const Program::Station& st = p.stations[station];
    Place& at = s.places_[place];
    Job& job = s.jobs_[j];
    if (p.has_cards) {
        if ((job.rework_from == none || !rule<"cards.rework_keeps_its_card">()) &&
            rule<"cards.free_when_loaded_outside">())
            give_cards(job, kept(st.cards, job.op));
        take_cards(job, wanted(st.cards, job.op));
    }
    at.job = j;
    at.cost = cost_at(job.op, station);
    at.begun = job.begun;
    at.decided = at.waiting = at.scaled = at.jams = 0;
    at.attempts = 0;
    at.next_op = at.exit = none;
    at.reserved = at.carrier = none;
    --s.stations_[station].idle;
    set_empty(place, false);
    if (p.has_cards)
        for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i)
            if (p.queues[p.inputs[i]].capacity == 0) touch_waiters(p.inputs[i]);
    if (p.circle_may_close) [[unlikely]]
        for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i)
            if (p.queues[p.inputs[i]].capacity == 0) recheck(p.inputs[i]);
    if (p.visits_repeat && !back) {
        std::uint16_t& visits = s.visits_[std::size_t{j} * p.max_steps + (job.op - p.ops[job.op].first_op)];
        if (visits < 65535) ++visits;
    }
    at.lane = visit_lane(j);
    if (const std::uint32_t number = p.ops[job.op].remembers; number != none)
        s.remembered_[std::size_t{j} * p.remembered + number] = place;
    if (p.times && !back) end_times(j);
    if (back) {
        tell_job(Happening::resume_job, job, place, none);
    } else {
        ++s.station_counts_[station].loaded;
        job.begun = 0;
        at.begun = 0;
        job.remaining = -1;
        tell_job(Happening::load, job, place, none);
    }
    at.stage = Stage::setup;
    if (st.standby != none) [[unlikely]] {
        at.raw = warm_up(place);
        if (at.raw > 0.0) at.stage = Stage::warm_up;
    }
    touch(place);
    if (st.setup_work != none) {
        S::SetupState& setup = s.setups_[place];
        setup.op = job.op;
        setup.lane = at.lane;
        setup.number = job.number;
        setup.part = setup.scrap = 0;
    }
    go_on(place);
}

/// Begins the stage that the place stands at, or the next one that there is.
template <class O>
void Run<O>::go_on(std::uint32_t place) {
    Place& at = s.places_[place];
    Job& job = s.jobs_[at.job];
    const std::uint32_t station = p.place_station[place];
    const Program::Station& st = p.stations[station];
    const Program::OpStation& cost = p.op_stations[at.cost];
    const auto draw_stage = [&](std::uint32_t draw) {
        at.raw = sample(draw, at.lane, job.number);
        at.draw = draw;
        at.scaled = 0;
        want(place);
    };
    for (;;) switch (at.stage) {
            case Stage::warm_up:
                at.draw = p.standbys[st.standby].draw;
                at.scaled = 0;
                return want(place);
            case Stage::setup: {
                const bool needs_none = (!rule<"before_service.is_set_up_first">() && st.before_service) ||
                                        (!rule<"preemption.changeover_both_ways">() && job.remaining >= 0) ||
                                        (!rule<"changeovers.before_loading_and_processing">() && cost.load != none);
                if (needs_none) {
                } else if (st.setup_work != none) {
                    if (next_setup_part(place)) return;
                } else if (st.changeover != none) {
                    const std::uint32_t draw = changeover_draw(place, job.op);
                    if (draw != none) return draw_stage(draw);
                    if (const std::uint32_t to = attribute(station, job.op);
                        to != none && rule<"changeovers.the_first_job_needs_none">())
                        at.setup = to;
                }
                at.stage = Stage::reserve;
                break;
            }
            case Stage::reserve:
                if (st.before_service && at.reserved == none && rule<"before_service.reserves">() &&
                    (rule<"before_service.loading_waits">() || cost.load == none) &&
                    (rule<"before_service.asks_for_nobody">() || !st.phases_with_people)) {
                    if (!at.decided) draw_way(place);
                    if (at.next_op != none)
                        return may_leave_place(place);  // it asks for a place together with finished jobs
                }
                if (st.uses.empty()) [[likely]] {
                    at.stage = Stage::load;
                    break;
                }
                at.stage = Stage::supply;
                [[fallthrough]];
            case Stage::supply:
                if (!supply(place)) return;
                at.stage = Stage::load;
                break;
            case Stage::load:
                if (cost.load != none && job.remaining < 0) return draw_stage(cost.load);
                at.stage = Stage::process;
                break;
            case Stage::process:
                if (job.remaining >= 0) {  // preempted before: the same time, or what is left of it
                    at.attempts = job.attempts;
                    at.draw = cost.process;
                    at.raw = work_of(cost, process_lane(at), job.number);
                    at.level = job.level;
                    at.full = ticks_of(at.raw / at.level, at.draw);
                    at.remaining = (st.preemption == Preemption::resume ? rule<"preemption.resume">()
                                                                        : !rule<"preemption.restart">())
                                       ? job.remaining
                                       : at.full;
                    at.scaled = 1;
                    job.remaining = -1;
                    return want(place);
                }
                at.raw = st.batch == none ? work_of(cost, at.lane, job.number) : batch_work(place);
                if (st.setup_work != none) [[unlikely]]
                    at.raw *= start_up(place);
                at.draw = cost.process;
                at.scaled = 0;
                if (st.loads_ahead && !further_in(place)) {  // all of its work is further in
                    at.rest = ticks_of(at.raw, at.draw);
                    at.full = at.remaining = 0;
                    at.stage = Stage::passing;
                    return pass_on(place);
                }
                return want(place);
            case Stage::passing:
                return pass_on(place);
            case Stage::unload:
                if (cost.unload != none) return draw_stage(cost.unload);
                at.stage = Stage::finished;
                break;
            case Stage::finished:
                return finish_stage(place);
            case Stage::empty:
                return;
        }
}

/// The stage could begin: it asks for its people, or runs.
template <class O>
void Run<O>::want(std::uint32_t place) {
    Place& at = s.places_[place];
    const Program::Station& st = p.stations[p.place_station[place]];
    if (place_stands(place)) return touch(place);  // a place ahead was reserved meanwhile: it goes on after the repair
    if (!p.power_caps.empty() && at.stage == Stage::process && wait_for_power(place)) [[unlikely]] {
        release_people(at.people, phase_bit(at.stage));
        return hold(at.people);
    }
    if (st.phases_with_people) {
        if (rule<"people.who_is_not_needed_goes">())
            release_people(at.people, rule<"people.consecutive_phases_keep_their_people">() ? phase_bit(at.stage)
                                                                                            : std::uint8_t{0});
        if (stage_needs_people(place)) {
            if (rule<"people.who_is_kept_waits">()) hold(at.people);
            at.asking = 1;
            ask(place, 0);
            touch(place);
            return;
        }
        Tick there = s.now_;  // who was on the way when the station failed may not be there yet
        for (std::uint32_t person = at.people; person != none; person = s.people_[person].next)
            there = std::max(there, s.people_[person].arrives);
        if (there > s.now_) {
            at.coming = 1;
            await(at.people);
            touch(place);
            return schedule(place, there, EventClass::completion);
        }
        people_activity(at.people, Activity::working);
        if (!p.learnings.empty()) look_up_levels(at.people);
    }
    work_at(place, pace_at(place));
    run_stage(place);
}

template <class O>
void Run<O>::run_stage(std::uint32_t place) {
    Place& at = s.places_[place];
    if (!at.scaled) {
        // Drawn, scaled, then rounded once.
        if (!rule<"time.scaled_then_rounded">()) at.raw = static_cast<double>(to_ticks(at.raw));
        at.full = at.remaining = ticks_of(at.level == 1.0 ? at.raw : at.raw / at.level, at.draw);
        at.scaled = 1;
        if (p.has_slots && at.stage == Stage::process) split_work(place);
    }
    at.running = 1;
    at.ends = s.now_ + at.remaining;
    at.overrun_since = s.now_;
    touch(place);
    if constexpr (!O::listens)
        if (p.stations[p.place_station[place]].stretches && !single_) return fuse(place);
    if (at.stage == Stage::process) {
        if (!at.begun) {
            at.begun = 1;
            s.jobs_[at.job].begun = 1;
            tell_job(Happening::start, s.jobs_[at.job], place, none);
        }
        processing_starts(place, at.remaining);
    } else {
        schedule(place, at.ends, EventClass::completion);
    }
}

/// The work of a place on its job, or its batch, is done: it counts, and may have made a defect.
template <class O>
void Run<O>::process_done(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    const Program::Station& st = p.stations[station];
    Job& job = s.jobs_[at.job];
    count_cycle(place);
    if (p.prices.given) count_made(place);
    at.stage = Stage::unload;
    if (st.counts_setups && !further_in(place)) made_in_campaign(place);
    if (st.batch != none) return batch_made(place);
    ++s.station_counts_[station].made;
    const Program::OpStation& cost = p.op_stations[at.cost];
    if (st.setup_work != none && s.setups_[place].scrap) {  // the start-up: it counts where it arises
        job.defective = 1;
        ++s.station_counts_[station].defects;
    } else if (cost.defect > 0.0 && chance(st.defect_purpose, at.lane, job.number) < cost.defect) {
        job.defective = 1;
        ++s.station_counts_[station].defects;
    }
}

template <class O>
void Run<O>::stage_end(std::uint32_t place) {
    Place& at = s.places_[place];
    if (at.fused) catch_up(place, s.now_);
    const std::uint32_t station = p.place_station[place];
    const Program::Station& st = p.stations[station];
    if (at.overrun) count_overtime(place);
    if (!rule<"shifts.unloading_belongs_to_the_job">() && at.stage == Stage::process) at.overrun = 0;
    if (p.prices.given) [[unlikely]]
        count_work(place, at.remaining);
    at.running = 0;
    at.remaining = 0;
    if (!p.learnings.empty()) count_repetition(at.people, phase_bit(at.stage));
    touch(place);
    if (at.stage == Stage::setup && st.setup_work != none) return setup_part_over(place);
    Job& job = s.jobs_[at.job];
    switch (at.stage) {
        case Stage::setup:
            if (st.counts_setups && at.setup != attribute(station, job.op)) {
                s.setups_[place] = {};
                s.setups_[place].changed = 1;
            }
            if (rule<"changeovers.a_place_is_set_for_its_last_one">()) at.setup = attribute(station, job.op);
            for (std::uint32_t i = 0; !rule<"changeovers.each_place_has_its_own_setting">() && i < st.places; ++i)
                s.places_[st.first_place + i].setup = at.setup;
            ++s.station_counts_[station].setups;
            if (p.prices.given) count_setup(station, job.op);
            at.stage = Stage::reserve;
            break;
        case Stage::warm_up:
            ++s.station_counts_[station].warm_ups;
            at.stage = Stage::setup;
            break;
        case Stage::supply:
            refilled(place);
            break;
        case Stage::load:
            at.stage = Stage::process;
            break;
        case Stage::process: {
            at.power = 0;
            processing_stops(place);
            if (p.has_slots && has_next_slot(place)) {
                if (st.counts_setups && !further_in(place)) made_in_campaign(place);
                at.stage = Stage::passing;
                break;
            }
            tell_job(Happening::finish, job, place, none);
            process_done(place);
            break;
        }
        case Stage::unload:
            at.stage = Stage::finished;
            break;
        default:
            break;
    }
    go_on(place);
    if (at.stops)
        for (const std::uint32_t u : units_of(place)) begin_if_done(u);
}

template <class O>
void Run<O>::draw_way(std::uint32_t place) {
    Place& at = s.places_[place];
    const Job& job = s.jobs_[at.job];
    const Program::Op& op = p.ops[job.op];
    std::uint32_t b = op.branches.first;
    if (op.branches.count > 1) {
        const double u = chance(p.stations[p.place_station[place]].split_purpose, at.lane,
                                rule<"moves.a_split_by_the_jobs_number">() ? job.number : s.events_);
        while (b + 1 < op.branches.end() && u >= p.branches[b].upto) ++b;
    }
    at.next_op = p.branches[b].op;
    at.exit = p.branches[b].exit;
    at.decided = 1;
    if (p.has_sampling) skip_steps(place);
}

/// Where the finished job goes: by its inspection, else by the route.
template <class O>
void Run<O>::decide(std::uint32_t place) {
    Place& at = s.places_[place];
    const Program::Station& st = p.stations[p.place_station[place]];
    if (p.times) begin_times(at.job);
    if (st.setup_work != none && s.setups_[place].scrap) {
        at.next_op = at.exit = none;
        return;
    }
    if (st.inspection != none) {
        Job& job = s.jobs_[at.job];
        const Program::Inspection& inspection = p.inspections[st.inspection];
        const Program::Op& op = p.ops[job.op];
        S::ProductCount& count = s.product_counts_[op.product];
        const double u = chance(st.inspect_purpose, at.lane, job.number);
        const bool rejected = job.defective
                                  ? u >= (rule<"quality.a_miss_passes">() ? inspection.miss : 0.0)
                                  : u < (rule<"quality.a_false_alarm_rejects">() ? inspection.false_alarm : 0.0);
        if (!job.inspected || !rule<"quality.first_pass_counts_once">()) {
            job.inspected = 1;
            ++count.inspected;
            if (!rejected) ++count.passed;
        }
        if (rejected) {
            if (inspection.rework && (job.reworks < inspection.limit || !rule<"quality.rework_has_a_limit">())) {
                ++job.reworks;
                ++count.reworked;
                if (rule<"quality.rework_is_made_anew">()) job.defective = 0;  // it is made again from there on
                job.rework_from = job.op;
                at.next_op = op.rework_op;
                return;
            }
            if (op.downgrade == none || !rule<"quality.a_lower_grade_goes_on">()) {
                at.next_op = at.exit = none;
                return;
            }
            // A lower grade: the same route as another product.
            const std::uint32_t other = p.first_op[std::size_t{op.downgrade} * p.route_names.size() + op.route];
            if (p.prices.follows_moves) ++s.became_[op.product * p.product_names.size() + op.downgrade];
            S::ProductCount& into = s.product_counts_[op.downgrade];
            s.product_levels_[op.product].change(count.wip, count.wip - 1, s.now_);
            s.product_levels_[op.downgrade].change(into.wip, into.wip + 1, s.now_);
            --count.wip;
            ++into.wip;
            job.op = other + (job.op - op.first_op);
            if (rule<"quality.a_lower_grade_has_its_own_priority">()) job.priority = p.product_priority[op.downgrade];
            job.defective = 0;
            job.serial = ++s.serials_[op.downgrade];
            if (job.order != none) fall_short(job);
        }
    }
    if (!at.decided) draw_way(place);
}

template <class O>
void Run<O>::finish_stage(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    const Program::Station& st = p.stations[station];
    at.finished_at = s.now_;
    if (at.overrun) end_overrun(place);
    if (at.people != none) {
        if (st.hold_while_blocked ? rule<"people.held_while_blocked">() : !rule<"people.released_at_the_end">())
            hold(at.people);
        else
            release_people(at.people, 0);
    }
    if (st.batch == none)
        decide(place);
    else
        decide_batch(place);
    if (st.split != none && rule<"lots.go_on_as_their_parts">()) split_lot(place);
    may_leave_place(place);
    touch(place);
}

// -- leaving -----------------------------------------------------------------------------------------------------

/// A station that is down holds a job that was finished before, unless it lets them go.
template <class O>
bool Run<O>::held(std::uint32_t place) const {
    if (!rule<"shifts.off_it_lets_a_finished_job_leave">() && place_off(place)) return true;
    return (s.places_[place].finished_at != s.now_ || !rule<"instant.a_finished_job_may_leave">()) &&
           (p.stations[p.place_station[place]].release_finished ? !rule<"breakdowns.release_finished">()
                                                                : rule<"breakdowns.a_finished_job_is_held">()) &&
           place_down(place);
}

/// Lets a finished job go on if it can, and then the others of its batch; true when it went. Served: as one of those
/// who wait, for the queue `only` or a card.
template <class O>
bool Run<O>::try_leave(std::uint32_t place, std::uint32_t only, bool served) {
    Place& at = s.places_[place];
    if (held(place)) return false;
    const std::uint32_t j = at.job;
    Job& job = s.jobs_[j];
    const std::uint32_t station = p.place_station[place];
    if (at.called) return fetched(place);
    if (p.stations[station].many && !unloading_) return unload_batch(place, only, served);
    if (at.next_op == none) {
        tell_job(Happening::leave, job, place, none);
        ++s.station_counts_[station].left;
        if (at.exit == none) ++s.station_counts_[station].scrapped;
        const std::uint32_t exit = at.exit;
        empty_place(place);
        leave_plant(j, exit);
        return true;
    }
    if (!p.ops[at.next_op].groups.empty()) return join_group(place);
    if (p.ops[at.next_op].by == Program::By::conveyor) return put_on_belt(place, served);
    std::uint32_t q = at.reserved;
    if (q == none) {
        bool card_only = false;
        q = find_target(at.next_op, job.cards, only, !served, card_only);
        const std::uint32_t fleet = p.ops[at.next_op].fleet;
        for (std::uint32_t b = p.ops[job.op].branches.first;  // whichever way is free
             q == none && !at.waiting && !rule<"moves.a_split_is_kept">() && b < p.ops[job.op].branches.end(); ++b)
            if (p.branches[b].op != none)
                q = find_target(at.next_op = p.branches[b].op, job.cards, only, !served, card_only);
        if (q != none && fleet != none && !vehicle_free(fleet, !served) &&
            vehicle_with_room(fleet, station, q) == none && rule<"vehicles.a_job_waits_for_one">())
            q = none;
        if (q == none) {
            if (!at.waiting || card_only) wait_for(at.next_op, job.cards, 0, place, p.stations[station].order);
            if (!at.waiting && p.can_deadlock) blocked_.push_back(place);
            at.waiting = 1;
            touch(place);
            return false;
        }
    }
    if (at.waiting) {
        stop_waiting(at.next_op, 0, place);
        at.waiting = 0;
    }
    if (p.ops[at.next_op].by >= Program::By::driven) {  // somebody comes for it
        if (p.ops[at.next_op].by == Program::By::people)
            call_people(place, q);
        else
            call_vehicle(place, q);
        return true;
    }
    tell_job(Happening::leave, job, place, none);
    ++s.station_counts_[station].left;
    const std::uint32_t next = at.next_op;
    const bool reserved = at.reserved != none;
    empty_place(place);
    put(j, next, q, reserved);
    return true;
}

template <class O>
void Run<O>::empty_place(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    if (p.stations[station].many && next_of_batch(place)) return;
    if (further_in(place)) return slot_empty(place);
    if (at.people != none) release_people(at.people, 0);
    stop_coming(place);
    if (const std::uint32_t u = p.place_unit[place]; u != none && !rule<"breakdowns.busy_stands_while_blocked">())
        charge(u, s.now_ - at.finished_at);
    if (at.power) [[unlikely]]
        give_power_back(place);
    at.overrun = 0;
    at.job = none;
    at.stage = Stage::empty;
    at.idle_since = s.now_;
    set_empty(place, true);
    ++s.stations_[station].idle;
    may_load(station);
    touch(place);
}

/// The job in process is scrapped at once: its people are free, a reserved place is given back.
template <class O>
void Run<O>::scrap_on(std::uint32_t place) {
    Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    if (at.asking) withdraw(place, 0);
    at.asking = 0;
    if (at.reserved != none) {
        if (rule<"moves.scrap_gives_back">()) --s.queues_[at.reserved].reserved;
        mark(at.reserved);
        at.reserved = none;
    }
    for (bool more = true; more;) {  // the whole batch
        const std::uint32_t j = at.job;
        ++s.station_counts_[station].scrapped;
        ++s.station_counts_[station].left;
        tell_job(Happening::leave, s.jobs_[j], place, none);
        if (!rule<"breakdowns.scrap_frees_its_people">()) at.people = none;
        empty_place(place);
        leave_plant(j, none);
        more = at.job != none && rule<"batches.a_scrap_takes_all_of_it">();
    }
    for (const std::uint32_t u : units_of(place))
        if (u != none && rule<"breakdowns.a_scrap_lets_finish_first_begin">()) begin_if_done(u);
}

/// Blocking before service: reserves a place ahead and goes on; true when there was one. A station that is down keeps
/// its turn too; the job goes on after the repair.
template <class O>
bool Run<O>::reserve_ahead(std::uint32_t place, std::uint32_t only, bool served) {
    Place& at = s.places_[place];
    Job& job = s.jobs_[at.job];
    if (!rule<"before_service.down_keeps_its_turn">() && place_down(place)) return false;
    bool card_only = false;
    const std::uint32_t q = find_target(at.next_op, job.cards, only, !served, card_only);
    if (q == none) {
        if (!at.waiting || card_only)
            wait_for(at.next_op, job.cards, 1, place, p.stations[p.place_station[place]].order);
        if (!at.waiting) {
            if (p.can_deadlock) blocked_.push_back(place);
            if (at.people != none &&
                rule<"before_service.the_setter_goes">()) {  // the changeover is over: those who aren't needed next go,
                                                             // the others wait
                release_people(at.people,
                               phase_bit(p.op_stations[at.cost].load != none ? Stage::load : Stage::process));
                hold(at.people);
            }
        }
        at.waiting = 1;
        touch(place);
        return false;
    }
    if (at.waiting) {
        stop_waiting(at.next_op, 1, place);
        at.waiting = 0;
    }
    at.reserved = q;
    if (p.circle_may_close) [[unlikely]]
        recheck(q);
    ++s.queues_[q].reserved;
    touch_waiters(q);
    take_cards(job, p.queues[q].cards);
    at.stage = p.stations[p.place_station[place]].uses.empty() ? Stage::load : Stage::supply;
    touch(place);
    go_on(place);
    return true;
}

}  // namespace linewright
