// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling materials: stores, suppliers, what stations and repairs use up. And stations that are switched off.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

/// An amount of a material in whole thousandths.
inline std::int64_t Compiler::amount(double value, const Place& place, bool positive) {
    const double whole = std::round(value * 1000.0);
    if (!(value >= 0.0) || value > 1e12 || (positive && !(value > 0.0))) {
        fault(place,
              std::string("must be ") + (positive ? "above 0" : "0 or more") + " and at most 1e12, is " +
                  number_text(value),
              "Give an amount in the material's unit");
        return 0;
    }
    if (std::fabs(value * 1000.0 - whole) > 1e-6 * std::max(1.0, whole)) {
        fault(place, "has more than three decimals, is " + number_text(value), "Choose a smaller unit");
        return 0;
    }
    return static_cast<std::int64_t>(whole);
}

inline void Compiler::materials() {
    for (const Material& given : plant.materials) {
        const Place place = "materials/" + given.name;
        Program::Material out;
        program.material_names.push_back(given.name);
        program.material_units.push_back(given.unit);
        out.limited = given.initial.has_value();
        out.orders = given.reorder_point.has_value();
        if (given.initial) out.initial = amount(*given.initial, place + "/initial", false);
        const auto without = [&](bool has, const char* field) {
            if (has && !out.orders)
                fault(place + "/" + field, "is given without a reorder point, so that nothing is ordered",
                      "Give the reorder point, or leave it out");
        };
        without(given.order_quantity != 0.0, "order_quantity");
        without(given.order_up_to.has_value(), "order_up_to");
        without(given.smallest_order != 0.0, "smallest_order");
        without(given.lead_time != Distribution{}, "lead_time");
        without(!given.stops.empty(), "stops");
        without(given.supplier_up.has_value(), "supplier_up");
        without(given.supplier_down.has_value(), "supplier_down");
        without(given.cost_per_order != 0.0, "cost_per_order");
        if (!out.limited && (out.orders || given.holding_per_hour != 0.0))
            fault(place + "/initial", "is missing: without it there is always enough, and nothing lies in the store",
                  "Say what lies there at the start, 0 for nothing");
        if (out.orders) {
            out.reorder_point = amount(*given.reorder_point, place + "/reorder_point", false);
            if ((given.order_quantity != 0.0) == given.order_up_to.has_value())
                fault(place,
                      given.order_up_to ? "says in two ways how much is ordered" : "does not say how much is ordered",
                      "Give exactly one of order_quantity, order_up_to");
            if (given.order_quantity != 0.0) {
                out.order_quantity = amount(given.order_quantity, place + "/order_quantity", true);
                if (given.smallest_order != 0.0)
                    fault(place + "/smallest_order", "is given beside order_quantity, which says it all",
                          "Leave it out, or give order_up_to");
            }
            if (given.order_up_to) {
                out.order_up_to = amount(*given.order_up_to, place + "/order_up_to", true);
                if (out.order_up_to <= out.reorder_point)
                    fault(place + "/order_up_to", "must be above the reorder point",
                          "Give the level that orders fill up to");
                out.smallest_order = amount(given.smallest_order, place + "/smallest_order", false);
            }
            out.lead_time = draw(given.lead_time, place + "/lead_time", given.name, "material lead time");
        }
        if (given.supplier_up.has_value() != given.supplier_down.has_value())
            fault(place + (given.supplier_up ? "/supplier_down" : "/supplier_up"), "is missing",
                  "The two go together: how long the supplier ships, and how long it doesn't");
        if (given.supplier_up && given.supplier_down) {
            out.up = draw(*given.supplier_up, place + "/supplier_up", given.name, "supplier up");
            out.down = draw(*given.supplier_down, place + "/supplier_down", given.name, "supplier down");
            if (out.up != none && !(program.samplers[program.draws[out.up].sampler].mean() > 0.0))
                fault(place + "/supplier_up", "has a mean of 0", "The supplier would never ship; give a positive time");
        }
        out.stops = {static_cast<std::uint32_t>(program.supplier_stops.size()), 0};
        for (std::size_t i = 0; i < given.stops.size(); ++i) {
            const SupplierStop& stop = given.stops[i];
            const Place where = place + "/stops/" + std::to_string(i);
            Program::SupplierStop to;
            to.from = moment(stop.from, where + "/from");
            to.to = moment(stop.to, where + "/to");
            if (to.to <= to.from) fault(where + "/to", "must come after `from`", "Give the end of the span");
            if (i > 0 && to.from < program.supplier_stops.back().to)
                fault(where + "/from", "comes before the end of the one above it", "List the spans in order, apart");
            if (stop.delay) to.delay = moment(*stop.delay, where + "/delay");
            program.supplier_stops.push_back(to);
            ++out.stops.count;
        }
        program.materials.push_back(out);
    }
}

/// What a station uses up.
inline void Compiler::consumption(std::uint32_t s) {
    const Station& station = plant.stations[s];
    if (station.consumes.empty()) return;
    Program::Station& out = program.stations[s];
    const Place place = "stations/" + station.name;
    if (out.preemption != Preemption::none)
        fault(place + "/preemption", "is not built where material is consumed", "Leave one of them out");
    if (out.slots > 1)
        fault(place + "/slots", "are not built where material is consumed", "Let a station before it consume it");
    out.uses.first = static_cast<std::uint32_t>(program.uses.size());
    std::set<std::string> seen;
    for (std::size_t i = 0; i < station.consumes.size(); ++i) {
        const Consumption& given = station.consumes[i];
        const Place where = place + "/consumes/" + std::to_string(i);
        Program::Use use;
        use.material = find(material_index, given.material, where + "/material", "material");
        if (!seen.insert(given.material).second)
            fault(where + "/material", "\"" + given.material + "\" is there twice",
                  "Name each material of a station once");
        if (given.quantity.empty()) fault(where + "/quantity", "is missing", "Say how much each job needs");
        use.amounts = static_cast<std::uint32_t>(program.use_amounts.size());
        std::int64_t most = 0;
        for (const auto& [product, each] : given.quantity) {
            if (product != "*") product_named(product, where + "/quantity");
            amount(each, where + "/quantity/" + product, product == "*");
        }
        for (std::size_t k = 0; k < program.product_names.size(); ++k) {
            auto it = given.quantity.find(program.product_names[k]);
            if (it == given.quantity.end()) it = given.quantity.find("*");
            std::int64_t each =
                it == given.quantity.end() ? 0 : amount(it->second, where + "/quantity/" + it->first, false);
            if (given.per == TimePer::piece) each *= program.product_pieces[k];
            most = std::max(most, each);
            program.use_amounts.push_back(each);
        }
        if (given.refill) {
            const Refill& refill = *given.refill;
            const Place here = where + "/refill";
            use.charge = amount(refill.charge, here + "/charge", true);
            use.initial = refill.initial ? amount(*refill.initial, here + "/initial", false) : use.charge;
            if (use.initial > use.charge) fault(here + "/initial", "is more than a charge", "Give at most the charge");
            const std::int64_t jobs = station.batch ? std::max(station.batch->largest, 1) : 1;
            if (use.charge < most * jobs)
                fault(here + "/charge",
                      "is less than " + std::string(jobs > 1 ? "the largest batch" : "a job") + " needs, which is " +
                          number_text(static_cast<double>(most * jobs) / 1000.0),
                      "Such a job could never begin; give a larger charge");
            use.discards = refill.rest == RestOfCharge::discarded;
            use.refill = draw(refill.time, here + "/time", station.name, "refill " + given.material);
            use.crew = need_items(refill.crew, here + "/crew", true, Program::refill_phase);
            if (!refill.crew.empty()) {
                out.phases_with_people |= Program::refill_phase;
                program.has_people = true;
            }
            use.charges = program.charges;
            program.charges += out.places;
        }
        program.uses.push_back(use);
        ++out.uses.count;
    }
}

/// When a station is switched off.
inline void Compiler::standby(std::uint32_t s) {
    const Station& station = plant.stations[s];
    if (!station.standby) return;
    const Standby& given = *station.standby;
    const Place place = "stations/" + station.name + "/standby";
    Program::Standby out;
    out.after = moment(given.after, place + "/after");
    out.draw = draw(given.warm_up, place + "/warm_up", station.name, "warm-up");
    out.warm_up = ticks(given.warm_up);
    if (given.cools_in) {
        out.cools_in = static_cast<double>(moment(*given.cools_in, place + "/cools_in"));
        if (!(out.cools_in > 0.0)) fault(place + "/cools_in", "is 0", "Leave it out: it is cold at once");
        if (!(out.warm_up > 0.0))
            fault(place + "/cools_in", "is given, but it needs no time to warm up", "Give warm_up, or leave it out");
    }
    out.cold = given.cold_at_start;
    if (!station.calendar.empty()) fault(place, "is not built for a station with a calendar", "Leave one of them out");
    if (plant.energy && (plant.energy->peak || plant.energy->per_peak_kw != 0.0 ||
                         !plant.energy->per_kwh_by_hour.empty() || !plant.energy->co2_g_per_kwh_by_hour.empty()))
        fault(place, "is not built where the power is watched (a peak, prices or CO2 by hour)",
              "Leave one of them out");
    for (const Changeover& table : plant.changeovers)
        if (table.early && (table.stations.empty() ? table.name == station.name
                                                   : std::find(table.stations.begin(), table.stations.end(),
                                                               station.name) != table.stations.end()))
            fault(place, "is not built together with an early changeover", "Leave one of them out");
    program.stations[s].standby = static_cast<std::uint32_t>(program.standbys.size());
    program.standbys.push_back(out);
}

/// The parts that a repair or a maintenance needs.
inline Range Compiler::parts(const std::vector<SparePart>& list, const Place& place) {
    const Range range{static_cast<std::uint32_t>(program.parts.size()), static_cast<std::uint32_t>(list.size())};
    std::set<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Place where = place + "/" + std::to_string(i);
        if (!seen.insert(list[i].material).second)
            fault(where + "/material", "\"" + list[i].material + "\" is there twice", "Name each part once");
        program.parts.push_back({find(material_index, list[i].material, where + "/material", "material"),
                                 amount(list[i].quantity, where + "/quantity", true)});
    }
    return range;
}

}  // namespace linewright::detail
