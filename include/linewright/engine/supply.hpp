// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Materials: what a job uses up is taken when it is to be loaded, what a repair needs before its crew is called. Who
// lacks something waits in one list, first to wait, then downstream first; when nothing else moves, each takes all it
// needs at once or is passed over. What lies at a place is filled up from the store. Amounts are whole thousandths.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

/// What the job (or batch) in a place needs of one of its station's uses.
template <class O>
std::int64_t Run<O>::needed(std::uint32_t place, const Program::Use& use) const {
    const Place& at = s.places_[place];
    const bool batch = p.stations[p.place_station[place]].batch != none;
    std::int64_t sum = 0;
    for (std::uint32_t j = at.job; j != none; j = batch ? s.jobs_[j].next : none)
        sum += p.use_amounts[use.amounts + (rule<"materials.amounts_by_product">() ? p.ops[s.jobs_[j].op].product : 0)];
    return sum;
}
template <class O>
std::uint32_t Run<O>::charge_of(std::uint32_t place, const Program::Use& use) const {
    return use.charges + (place - p.stations[p.place_station[place]].first_place);
}

/// Gets what the job in a place needs; true when it has been used and the job may be loaded.
template <class O>
bool Run<O>::supply(std::uint32_t place) {
    const Program::Station& st = p.stations[p.place_station[place]];
    S::SupplyState& state = s.supplies_[place];
    if (state.waits) return false;
    bool store = false;
    for (std::uint32_t u = st.uses.first; u < st.uses.end(); ++u) {
        const Program::Use& use = p.uses[u];
        if (use.charges == none) {
            store = store || (p.materials[use.material].limited && needed(place, use) > 0);
        } else if (s.charges_[charge_of(place, use)] < needed(place, use) && rule<"materials.a_place_is_filled_up">()) {
            state.refills = u;
            if (p.materials[use.material].limited)
                want_material(place, false);
            else
                start_refill(place);
            return false;
        }
    }
    if (store && !state.given && rule<"materials.are_taken_when_a_job_is_loaded">()) {
        want_material(place, false);
        return false;
    }
    state.given = 0;
    for (std::uint32_t u = st.uses.first; u < st.uses.end(); ++u) {
        const Program::Use& use = p.uses[u];
        if (use.charges != none) s.charges_[charge_of(place, use)] -= needed(place, use);
        const bool batch = st.batch != none;
        for (std::uint32_t j = s.places_[place].job; j != none; j = batch ? s.jobs_[j].next : none) {
            const std::uint32_t product = p.ops[s.jobs_[j].op].product;
            s.consumed_[std::size_t{use.material} * p.product_names.size() + product] +=
                p.use_amounts[use.amounts + product];
        }
    }
    return true;
}

/// Calls `visit(material, amount)` for all that somebody waits for.
template <class O>
template <class Visit>
void Run<O>::each_wanted(std::uint32_t id, bool repair, Visit&& visit) const {
    if (repair) {
        const Range& parts = p.modes[s.units_[id].mode].parts;
        for (std::uint32_t k = parts.first; k < parts.end(); ++k) visit(p.parts[k].material, p.parts[k].amount);
        return;
    }
    const S::SupplyState& state = s.supplies_[id];
    if (state.refills != none) {
        const Program::Use& use = p.uses[state.refills];
        return visit(use.material, use.charge - (use.discards ? 0 : s.charges_[charge_of(id, use)]));
    }
    const Range& uses = p.stations[p.place_station[id]].uses;
    for (std::uint32_t u = uses.first; u < uses.end(); ++u)
        if (p.uses[u].charges == none) visit(p.uses[u].material, needed(id, p.uses[u]));
}

/// A place, or a repair, is in the list of those who wait; what it wants may have to be ordered.
template <class O>
void Run<O>::want_material(std::uint32_t id, bool repair) {
    S::Wanting wanting;
    wanting.since = s.now_;
    wanting.order = p.stations[repair ? p.units[id].station : p.place_station[id]].order;
    wanting.id = id;
    wanting.repair = repair ? 1 : 0;
    const auto before = [](const S::Wanting& a, const S::Wanting& b) {
        if (a.since != b.since) return a.since < b.since;
        if (a.order != b.order) return a.order < b.order;
        return a.repair != b.repair ? a.repair > b.repair : a.id < b.id;
    };
    s.wanting_.insert(std::upper_bound(s.wanting_.begin(), s.wanting_.end(), wanting, before), wanting);
    if (!repair) {
        Place& at = s.places_[id];
        s.supplies_[id].waits = 1;
        touch(id);
        if (at.people != none) {  // those who aren't needed next go, the others wait
            release_people(at.people, phase_bit(p.op_stations[at.cost].load != none ? Stage::load : Stage::process));
            hold(at.people);
        }
    }
    s.supply_dirty_ = 1;
    each_wanted(id, repair, [&](std::uint32_t m, std::int64_t amount) {
        if (!p.materials[m].limited) return;
        s.stocks_[m].wanted += amount;
        order_material(m);
    });
}

/// Nothing moves: those who wait get what is there. True when somebody did.
template <class O>
bool Run<O>::give_material() {
    s.supply_dirty_ = 0;
    lacking_.assign(p.materials.size(), 0);
    for (std::size_t i = 0; i < s.wanting_.size(); ++i) {
        const S::Wanting who = s.wanting_[i];
        if (!who.repair && place_stands(who.id)) continue;  // it keeps its turn
        bool enough = true;
        each_wanted(who.id, who.repair != 0, [&](std::uint32_t m, std::int64_t amount) {
            if (!p.materials[m].limited || s.stocks_[m].stock >= amount) return;
            enough = false;
            lacking_[m] = 1;
        });
        if (!enough && rule<"materials.who_lacks_something_is_passed_over">()) continue;
        if (!enough) break;
        s.wanting_.erase(s.wanting_.begin() + static_cast<std::ptrdiff_t>(i));
        each_wanted(who.id, who.repair != 0, [&](std::uint32_t m, std::int64_t amount) {
            if (!p.materials[m].limited) return;
            s.stocks_[m].count(s.now_);
            s.stocks_[m].stock -= amount;
            s.stocks_[m].wanted -= amount;
        });
        if (who.repair) {
            call_crew(who.id);
        } else {
            S::SupplyState& state = s.supplies_[who.id];
            state.waits = 0;
            touch(who.id);
            if (state.refills != none) {
                start_refill(who.id);
            } else {
                state.given = 1;
                go_on(who.id);
            }
        }
        s.supply_dirty_ = 1;  // the others are looked at again
        return true;
    }
    for (std::uint32_t m = 0; m < p.materials.size(); ++m) {
        S::StockState& stock = s.stocks_[m];
        if (stock.lacking == lacking_[m]) continue;
        stock.count(s.now_);
        stock.lacking = rule<"materials.lacking_is_a_figure">() ? lacking_[m] : 0;
    }
    return false;
}

// -- at the station ----------------------------------------------------------------------------------------------

/// What a place is filled up with is there: it asks for the people who do it, or begins.
template <class O>
void Run<O>::start_refill(std::uint32_t place) {
    Place& at = s.places_[place];
    const Program::Use& use = p.uses[s.supplies_[place].refills];
    const std::uint32_t charge = charge_of(place, use);
    at.raw = sample(use.refill, charge - use.charges, s.refills_[charge]++);
    at.draw = use.refill;
    at.scaled = 0;
    if (p.stations[p.place_station[place]].phases_with_people) release_people(at.people, 0);
    want(place);
}

/// The place is full.
template <class O>
void Run<O>::refilled(std::uint32_t place) {
    Place& at = s.places_[place];
    S::SupplyState& state = s.supplies_[place];
    const std::uint32_t u = std::exchange(state.refills, none);
    const Program::Use& use = p.uses[u];
    std::int64_t& charge = s.charges_[charge_of(place, use)];
    if (use.discards) s.discarded_[u] += charge;
    charge = use.charge;
    ++s.refilled_[u];
    release_people(at.people, 0);
    if constexpr (O::listens) {
        Event e;
        e.what = Happening::refill;
        e.station = p.place_station[place];
        e.place = p.place_head[place];
        e.detail = use.material;
        tell(e);
    }
}

// -- orders ------------------------------------------------------------------------------------------------------

/// When the supplier ships what is ordered now; `longer` is what its lead time takes on top.
template <class O>
Tick Run<O>::ships_at(std::uint32_t m, Tick& longer) {
    const Program::Material& material = p.materials[m];
    S::StockState& stock = s.stocks_[m];
    const auto span = [&](std::uint64_t number) {  // up and down by turns
        return sample_ticks(number % 2 == 0 ? material.up : material.down, 0, number / 2);
    };
    if (material.up != none)
        for (Tick length = span(stock.supplier_ups);
             failure_.ending == Ending::reached && stock.supplier_since + length <= s.now_;
             length = span(stock.supplier_ups)) {
            stock.supplier_since += length;
            ++stock.supplier_ups;
        }
    Tick at = s.now_;
    std::uint64_t number = stock.supplier_ups;
    Tick since = stock.supplier_since;
    for (bool again = true; again && failure_.ending == Ending::reached;) {
        again = false;
        if (material.up != none) {
            for (Tick length = span(number); failure_.ending == Ending::reached && since + length <= at;
                 length = span(number)) {
                since += length;
                ++number;
            }
            if (number % 2 == 1) {
                since += span(number++);
                at = since;
            }
        }
        for (std::uint32_t k = material.stops.first; k < material.stops.end(); ++k) {
            const Program::SupplierStop& stop = p.supplier_stops[k];
            if (at < stop.from || at >= stop.to || !rule<"materials.nothing_is_shipped_in_a_stop">()) continue;
            if (stop.delay == never) {
                at = stop.to;
                again = true;
            } else {
                longer = stop.delay;
            }
        }
    }
    return at;
}

/// Orders more when what is there and what comes, less what is waited for, isn't above the reorder point.
template <class O>
void Run<O>::order_material(std::uint32_t m) {
    const Program::Material& material = p.materials[m];
    S::StockState& stock = s.stocks_[m];
    const std::int64_t position = stock.stock + stock.ordered - stock.wanted;
    if (!material.orders || position > material.reorder_point || !rule<"materials.are_ordered">()) return;
    const std::int64_t amount =
        material.order_quantity > 0
            ? material.order_quantity * ((material.reorder_point - position) / material.order_quantity + 1)
            : std::max(material.order_up_to - position, material.smallest_order);
    Tick longer = 0;
    const Tick shipped = ships_at(m, longer);
    S::Incoming incoming;
    incoming.at = shipped + longer + sample_ticks(material.lead_time, 0, stock.orders++);
    incoming.amount = amount;
    stock.ordered += amount;
    ++stock.orders_placed;
    stock.ordered_sum += amount;
    auto& list = s.incoming_[m];
    const auto later = [](const S::Incoming& a, const S::Incoming& b) { return a.at > b.at; };
    list.insert(std::lower_bound(list.begin(), list.end(), incoming, later), incoming);
    schedule(material.slot, list.back().at, EventClass::arrival);
    tell_material(Happening::order, m);
}

template <class O>
void Run<O>::tell_material(Happening what, std::uint32_t m) {
    if constexpr (O::listens) {
        Event e;
        e.what = what;
        e.detail = m;
        tell(e);
    }
}

/// A delivery arrives.
template <class O>
void Run<O>::material_event(std::uint32_t m) {
    S::StockState& stock = s.stocks_[m];
    auto& list = s.incoming_[m];
    const S::Incoming incoming = list.back();
    list.pop_back();
    stock.count(s.now_);
    stock.stock += incoming.amount;
    stock.ordered -= incoming.amount;
    stock.received += incoming.amount;
    if (!list.empty()) schedule(p.materials[m].slot, list.back().at, EventClass::arrival);
    s.supply_dirty_ = 1;
    tell_material(Happening::supply, m);
}

/// The window begins.
inline void Simulation::restart_supply_counts(Tick warmup) {
    for (StockState& stock : stocks_) {
        stock.since = warmup;
        stock.level = {};
        stock.empty = stock.short_time = 0;
        stock.orders_placed = 0;
        stock.ordered_sum = stock.received = 0;
    }
    std::fill(consumed_.begin(), consumed_.end(), std::int64_t{0});
    std::fill(discarded_.begin(), discarded_.end(), std::int64_t{0});
    std::fill(fitted_.begin(), fitted_.end(), std::int64_t{0});
    std::fill(refilled_.begin(), refilled_.end(), std::uint64_t{0});
}

}  // namespace linewright
