// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling how stations stand at the start: jobs on places, what is down, clocks that have run. What waits in buffers:
// compile_sources.hpp; what places are set up for: compile_changeovers.hpp.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline Tick Compiler::signed_moment(Duration d, const Place& place) {
    const double t = ticks(d);
    if (d.is_cycles() || !(std::abs(t) < 0x1p59)) {
        fault(place, "must be a time from the start, is " + duration_text(d), "Give a time like \"8 h\" or \"-3 h\"");
        return 0;
    }
    return to_ticks(t);
}

/// What buffers and stations say of their jobs alike.
inline void Compiler::initial_facts(const std::optional<Duration>& age, const std::optional<Duration>& due,
                                    const std::string& order, const Place& place, Program::InitialJob& out) {
    if (age) out.released = -moment(*age, place + "/age");
    if (due) out.due = signed_moment(*due, place + "/due");
    program.has_orders = program.has_orders || due || !order.empty();
    if (order.empty()) return;
    const auto known = std::find_if(program.initial_orders.begin(), program.initial_orders.end(),
                                    [&](const auto& o) { return program.order_names[o.name] == order; });
    if (known != program.initial_orders.end()) {
        if (known->due != out.due)
            fault(place + "/due", "is not that of order \"" + order + "\" above", "An order is due at one time");
        known->quantity += out.quantity;
        out.order = static_cast<std::uint32_t>(known - program.initial_orders.begin());
        return;
    }
    if (std::find(program.order_names.begin(), program.order_names.end(), order) != program.order_names.end())
        fault(place + "/order", "\"" + order + "\" is the name of an order of a source",
              "Give what is in the plant already a name of its own");
    out.order = static_cast<std::uint32_t>(program.initial_orders.size());
    program.initial_orders.push_back(
        {program.ops[out.op].product, out.quantity, static_cast<std::uint32_t>(program.order_names.size()), out.due});
    program.order_names.push_back(order);
}

inline void Compiler::initial_states() {
    if (!faults.empty()) return;
    for (std::uint32_t s = 0; s < plant.stations.size(); ++s) {
        const Station& station = plant.stations[s];
        std::vector<bool> taken(program.stations[s].places, false);
        for (std::size_t i = 0; i < station.initial.size(); ++i) {
            const InitialState& given = station.initial[i];
            const Place place = "stations/" + station.name + "/initial/" + std::to_string(i);
            if (given.place && (*given.place < 1 || *given.place > station.places)) {
                fault(place + "/place",
                      "must be from 1 to the station's " + std::to_string(station.places) + ", is " +
                          std::to_string(*given.place),
                      "Say which of its places");
                continue;
            }
            const int things = (given.product.empty() ? 0 : 1) + (given.breakdown.empty() ? 0 : 1) +
                               (given.maintenance.empty() ? 0 : 1);
            if (things > 1 || (things == 0 && given.setup.empty())) {
                fault(place, things == 0 ? "says nothing" : "says several things at once",
                      "Give one of product, breakdown, maintenance, or what the place is set up for");
                continue;
            }
            if (!given.setup.empty() && program.stations[s].changeover == none)
                fault(place + "/setup", "is given, but the station has no changeovers",
                      "Add a changeover table for it, or leave it out");
            const bool job = !given.product.empty();
            const auto only_with = [&](bool is_given, bool thing, const char* field, const char* with) {
                if (is_given && !thing)
                    fault(place + "/" + field, std::string("goes with ") + with + " only", "Leave it out");
            };
            only_with(given.quantity != 1, job, "quantity", "a product");
            only_with(!given.step.empty(), job, "step", "a product");
            only_with(given.phase != InitialPhase::process, job, "phase", "a product");
            only_with(given.remaining.has_value(), things == 1, "remaining", "a product, a breakdown or a maintenance");
            only_with(given.remaining_share.has_value(), job, "remaining_share", "a product");
            only_with(given.age.has_value(), job, "age", "a product");
            only_with(given.due.has_value(), job, "due", "a product");
            only_with(!given.order.empty(), job, "order", "a product");
            only_with(given.clock.has_value(), !given.breakdown.empty(), "clock", "a breakdown");
            if (job)
                initial_job(given, s, taken, place);
            else if (things == 1)
                initial_mode(given, s, place);
        }
    }
    if (faults.empty()) initial_cards();
}

inline void Compiler::initial_job(const InitialState& given, std::uint32_t s, std::vector<bool>& taken,
                                  const Place& place) {
    const Program::Station& station = program.stations[s];
    const std::size_t before = faults.size();
    Program::InitialPlace out;
    std::uint32_t k = given.place ? static_cast<std::uint32_t>(*given.place - 1) : 0;
    while (!given.place && k < station.places && taken[k]) ++k;
    if (k == station.places || taken[k]) {
        fault(place, "finds its place taken", "A place has one job, or one batch");
        return;
    }
    taken[k] = true;
    out.place = station.first_place + k;
    out.phase = given.phase;
    const std::uint32_t product = product_named(given.product, place + "/product");
    if (product == none) return;
    const std::uint32_t first = first_op_of(product, "", place);
    if (first == none) return;
    const RoutePlan& plan = plans[program.ops[first].route];
    const auto here = [&](std::uint32_t o) {
        return std::find(plan.ops[o].stations.begin(), plan.ops[o].stations.end(), s) != plan.ops[o].stations.end();
    };
    std::uint32_t at = none;
    if (!given.step.empty()) {
        at = find(plan.labels, given.step, place + "/step", "step");
        if (at != none && !here(at)) fault(place + "/step", "is not done at this station", "Name a step that is");
    } else {
        for (std::uint32_t o = 0; o < plan.ops.size() && at == none; ++o)
            if (here(o)) at = o;
        if (at == none)
            fault(place, "the route of \"" + given.product + "\" does not come by this station",
                  "Put the job where its route leads");
    }
    if (faults.size() > before) return;
    out.op = first + at;
    const Program::OpStation* cost = nullptr;
    const Range& stations = program.ops[out.op].stations;
    for (std::uint32_t i = stations.first; i < stations.end(); ++i)
        if (program.op_stations[i].station == s) cost = &program.op_stations[i];
    if (given.quantity < 1 || (given.quantity > 1 && station.batch == none))
        fault(place + "/quantity", "is " + std::to_string(given.quantity) + ", but the place takes one job at a time",
              "1 is one job; more go where the station has a batch");
    out.quantity = static_cast<std::uint32_t>(std::max(given.quantity, 1));
    initial_facts(given.age, given.due, given.order, place, out);
    if (given.remaining && given.remaining_share)
        fault(place + "/remaining_share", "is given beside remaining", "Give one of the two");
    if (given.remaining) out.remaining = moment(*given.remaining, place + "/remaining");
    if (given.remaining_share) {
        out.share = *given.remaining_share;
        if (!(out.share >= 0.0 && out.share <= 1.0))
            fault(place + "/remaining_share", "must be from 0 to 1, is " + number_text(out.share), "0.4 is 40 %");
    }
    if (given.phase == InitialPhase::finished && (given.remaining || given.remaining_share))
        fault(place + (given.remaining ? "/remaining" : "/remaining_share"), "is given, but the job is finished",
              "Leave it out, or say what it is at");
    if (given.phase == InitialPhase::load && cost->load == none)
        fault(place + "/phase", "is load, but loading takes no time here", "Say process");
    if (given.phase == InitialPhase::unload && cost->unload == none)
        fault(place + "/phase", "is unload, but unloading takes no time here", "Say finished");
    if (given.phase == InitialPhase::setup) {
        if (station.setup_work != none) {
            fault(place + "/phase", "setup is not built for changeovers of steps, with cleaning, early or first jobs",
                  "Say load or process, or let the job wait in the buffer");
        } else if (station.changeover == none) {
            fault(place + "/phase", "is setup, but the station has no changeovers", "Say load or process");
        } else {
            std::uint32_t from = station.initial_setup;
            for (const auto& [p, attribute] : program.initial_setups)
                if (p == out.place) from = attribute;
            const Program::Changeover& table = program.changeovers[station.changeover];
            const std::uint32_t to = table.attribute_of[out.op];
            if (from == none || to == none || table.draws[from * table.attributes + to] == none)
                fault(place + "/phase", "is setup, but the job needs no changeover on this place",
                      "Say in setup what the place was set up for before");
        }
    }
    if (station.slots > 1)
        fault(place, "jobs on places with slots are not built", "Let them wait in the buffer before the station");
    if (station.before_service)
        fault(place, "jobs on a station with blocking before_service are not built",
              "Let them wait in the buffer before the station");
    program.initial_places.push_back(out);
}

/// A breakdown or a maintenance: under way with so much work left, or a clock that has run so far.
inline void Compiler::initial_mode(const InitialState& given, std::uint32_t s, const Place& place) {
    const Station& station = plant.stations[s];
    const bool breakdown = !given.breakdown.empty();
    const std::string& wanted = breakdown ? given.breakdown : given.maintenance;
    const Place where = place + (breakdown ? "/breakdown" : "/maintenance");
    std::map<std::string, std::uint32_t, std::less<>> names;
    for (std::uint32_t i = 0; i < (breakdown ? station.breakdowns.size() : station.maintenance.size()); ++i)
        names.emplace(program.mode_names[s][breakdown ? i : station.breakdowns.size() + i],
                      breakdown ? i : static_cast<std::uint32_t>(station.breakdowns.size()) + i);
    const std::uint32_t index = find(names, wanted, where, breakdown ? "breakdown" : "maintenance");
    if (index == none) return;
    if (given.remaining.has_value() == given.clock.has_value()) {
        fault(place, given.clock ? "is down and up at once" : "does not say how it stands",
              breakdown ? "Give remaining for what is down, or clock for one that is up" : "Give remaining");
        return;
    }
    const auto pick = static_cast<std::uint32_t>(given.place.value_or(1) - 1);
    bool any = false;
    for (std::uint32_t m = 0; m < program.modes.size(); ++m) {
        const Program::Mode& mode = program.modes[m];
        const Program::Unit& unit = program.units[mode.unit];
        if (unit.station != s || mode.index != index || mode.until != never) continue;
        const bool whole = unit.whole_station || station.places == 1;
        if (whole && given.place && station.places > 1) {
            fault(place + "/place", "is given, but it concerns the whole station", "Leave it out");
            return;
        }
        const bool here = whole || unit.first_place == program.stations[s].first_place + pick;
        if (!whole && !given.place && given.remaining) {
            fault(place + "/place", "is missing: it concerns one place of several", "Say which");
            return;
        }
        if (!here && (given.place || given.remaining)) continue;
        any = true;
        if (given.remaining) {
            for (const Program::InitialMode& other : program.initial_downs)
                if (program.modes[other.mode].unit == mode.unit)
                    fault(place, "is down for something else already", "It is repaired from one thing at a time");
            program.initial_downs.push_back({m, moment(*given.remaining, place + "/remaining")});
            continue;
        }
        const bool cycles = mode.clock == BreakdownClock::cycles || mode.clock == BreakdownClock::pieces;
        if (mode.uptime == none) {
            fault(place + "/clock", "is given, but this breakdown has none", "It goes with uptime or availability");
            return;
        }
        if (given.clock->is_cycles() != cycles || !(given.clock->value >= 0.0)) {
            fault(place + "/clock", cycles ? "must be a number of cycles" : "must be a time",
                  cycles ? "Write \"200 cycles\"" : "Write a time like \"3 h\"");
            return;
        }
        const double run = cycles ? given.clock->value : ticks(*given.clock);
        if (!(run < 0x1p52)) {
            fault(place + "/clock", "is longer than the clock reaches", "Give the time since the last repair");
            return;
        }
        const Program::Draw& uptime = program.draws[mode.uptime];
        if (uptime.constant && uptime.exact <= run)
            fault(place + "/clock", "is at or past the up-time: it would have struck", "Say remaining if it is down");
        program.initial_clocks.push_back({m, to_ticks(run)});
    }
    if (!any && faults.empty()) fault(where, "is not there on this place", "Leave the place out");
}

/// Every job at the start holds a card of each loop that it stands in.
inline void Compiler::initial_cards() {
    std::vector<std::uint64_t> held(program.loops.size(), 0);
    const auto add = [&](std::uint64_t cards, std::uint64_t jobs) {
        for (std::size_t c = 0; c < held.size(); ++c)
            if (cards >> c & 1U) held[c] += jobs;
    };
    for (const Program::Initial& jobs : program.initial) add(program.queues[jobs.queue].cards, jobs.quantity);
    for (const Program::InitialPlace& jobs : program.initial_places)
        add(program.stations[program.place_station[jobs.place]].cards, jobs.quantity);
    for (std::size_t c = 0; c < held.size(); ++c)
        if (held[c] > program.loops[c].cards)
            fault("cards/" + program.loop_names[c] + "/cards",
                  "are " + std::to_string(program.loops[c].cards) + " for " + std::to_string(held[c]) +
                      " jobs that stand in the loop at the start",
                  "Give it more cards or fewer jobs");
}

}  // namespace linewright::detail
