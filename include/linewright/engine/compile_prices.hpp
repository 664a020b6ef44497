// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling what things cost, and what has to be counted for it.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

/// A price, rounded to whole millionths.
inline Amount Compiler::price(double value, const Place& place, std::string_view unit) {
    if (!(value >= 0.0) || value > 1e9) {
        fault(place, "must be from 0 to 1,000,000,000, is " + number_text(value), "Give " + std::string(unit));
        return 0;
    }
    if (value > 0.0) program.prices.given = true;
    return to_ticks(value * amounts_a_unit);
}

/// Prices (or powers) by state; "*" stands for the states that aren't named.
inline std::array<Amount, state_count> Compiler::by_state(const std::map<std::string, double>& list, const Place& place,
                                                          double scale) {
    std::array<Amount, state_count> out{};
    if (const auto all = list.find("*"); all != list.end()) out.fill(price(all->second * scale, place + "/*"));
    for (const auto& [name, value] : list) {
        if (name == "*") continue;
        const auto state = std::find(state_names.begin(), state_names.end(), name);
        if (state == state_names.end())
            fault(place + "/" + name, "there is no state \"" + name + "\"", did_you_mean(name, state_names, "state"));
        else
            out[static_cast<std::size_t>(state - state_names.begin())] = price(value * scale, place + "/" + name);
    }
    return out;
}

inline void Compiler::prices() {
    Prices& out = program.prices;
    const Money money = plant.money.value_or(Money{});
    out.currency = money.currency;
    out.fixed_per_hour = price(money.fixed_per_hour, "money/fixed_per_hour");
    if (!(money.interest >= 0.0 && money.interest <= 10.0))
        fault("money/interest", "must be a share a year, is " + number_text(money.interest), "0.08 is 8 %");
    bool material = false;
    for (const Product& p : plant.products) {
        const Place place = "products/" + p.name;
        Prices::Product to;
        to.material = price(p.material, place + "/material");
        to.scrap_value = price(p.scrap_value, place + "/scrap_value");
        to.holding_per_hour = price(p.holding_per_hour, place + "/holding_per_hour");
        to.late_per_job = price(p.late_per_job, place + "/late_per_job");
        to.late_per_hour = price(p.late_per_hour, place + "/late_per_hour");
        if (to.material > 0 && money.interest > 0.0 && money.interest <= 10.0)
            to.holding_per_hour += to_ticks(static_cast<double>(to.material) * money.interest / 8760.0);
        material = material || to.material > 0;
        out.follows_late = out.follows_late || to.late_per_job > 0 || to.late_per_hour > 0;
        out.products.push_back(to);
    }
    out.products.resize(program.product_names.size());
    if (money.interest > 0.0 && !material)
        fault("money/interest", "is given, but no product has material that it could be paid on",
              "Give products their material, or leave it out");
    bool power = false;
    for (const Station& s : plant.stations) {
        const Place place = "stations/" + s.name;
        Prices::Station to;
        to.per_hour = by_state(s.cost_per_hour, place + "/cost_per_hour", 1.0);
        to.milliwatts = by_state(s.power_kw, place + "/power_kw", 1.0);
        to.per_setup = price(s.cost_per_setup, place + "/cost_per_setup");
        to.costs = std::any_of(to.per_hour.begin(), to.per_hour.end(), [](Amount a) { return a != 0; });
        to.takes_power = std::any_of(to.milliwatts.begin(), to.milliwatts.end(), [](Amount a) { return a != 0; });
        if (s.standby) {
            to.standby_milliwatts = price(s.standby->power_kw, place + "/standby/power_kw");
            if (s.standby->power_kw != 0.0 && !to.takes_power)
                fault(place + "/standby/power_kw", "is given, but the station's own power isn't", "Give power_kw, too");
        }
        power = power || to.takes_power;
        out.stations.push_back(to);
        for (std::size_t i = 0; i < s.breakdowns.size(); ++i)
            price(s.breakdowns[i].cost, place + "/breakdowns/" + std::to_string(i) + "/cost");
        for (std::size_t i = 0; i < s.maintenance.size(); ++i)
            price(s.maintenance[i].cost, place + "/maintenance/" + std::to_string(i) + "/cost");
    }
    for (const OperatorPool& o : plant.operators) {
        const Place place = "operators/" + o.name;
        Prices::Pool to;
        to.wage = price(o.wage_per_hour, place + "/wage_per_hour");
        if (!(o.overtime_premium >= 0.0 && o.overtime_premium <= 100.0))
            fault(place + "/overtime_premium", "must be a share of the wage, is " + number_text(o.overtime_premium),
                  "0.25 is 25 % on top");
        else
            to.overtime_wage = price(o.wage_per_hour * (1.0 + o.overtime_premium), place + "/overtime_premium");
        to.attendance = o.paid == Paid::attendance;
        if (o.wage_per_hour == 0.0 && (o.overtime_premium != 0.0 || o.paid != Paid::attendance))
            fault(place + "/wage_per_hour", "is missing, but it is said how it is paid",
                  "Give the wage, or leave the rest out");
        out.follows_people = out.follows_people || to.wage > 0;
        out.pools.push_back(to);
    }
    for (const VehicleFleet& f : plant.vehicles)
        out.fleets.push_back(price(f.cost_per_hour, "vehicles/" + f.name + "/cost_per_hour"));
    for (const Subcontractor& o : plant.subcontractors) {
        std::vector<Amount>& each = out.outside.emplace_back();
        for (std::size_t k = 0; k < program.product_names.size(); ++k) {
            auto it = o.price.find(program.product_names[k]);
            if (it == o.price.end()) it = o.price.find("*");
            const double pieces = o.price_per == TimePer::piece ? program.product_pieces[k] : 1;
            each.push_back(it == o.price.end()
                               ? 0
                               : price(it->second * pieces, "subcontractors/" + o.name + "/price/" + it->first));
        }
    }
    for (const Material& m : plant.materials) {
        const Place place = "materials/" + m.name;
        out.materials.push_back({price(m.price, place + "/price"), price(m.cost_per_order, place + "/cost_per_order"),
                                 price(m.holding_per_hour, place + "/holding_per_hour")});
    }
    for (const Route& r : plant.routes)
        for (std::size_t i = 0; i < r.steps.size(); ++i) {
            const Step& step = r.steps[i];
            const Place place = "routes/" + r.name + "/steps/" + std::to_string(i) + "/material";
            price(step.material, place);
            if (step.material != 0.0 && !step.at.empty() && !station_index.count(step.at.front()))
                fault(place, "is given where no work is done", "Move it to the station's step");
        }
    energy_prices();
    if (plant.energy && !power)
        fault("energy", "is given, but no station takes power", "Give stations their power_kw, or leave it out");
}

inline void Compiler::energy_prices() {
    Prices& out = program.prices;
    if (!plant.energy) return;
    const Energy& energy = *plant.energy;
    out.energy_given = true;
    const auto by_hour = [&](double flat, const std::vector<double>& list, const Place& place, std::string_view unit,
                             double scale) {
        std::vector<Amount> week{to_ticks(0.0)};
        if (list.empty()) {
            week[0] = price(flat, place, unit);
        } else {
            if (flat != 0.0) fault(place, "is given together with a list by hour", "Keep one of them");
            if (list.size() != 24 && list.size() != 168)
                fault(place + "_by_hour", "must list 24 or 168 hours, has " + std::to_string(list.size()),
                      "List the hours of a day, or those of a week from Monday on");
            week.assign(168, 0);
            for (std::size_t i = 0; i < list.size(); ++i) {
                const Amount each = price(list[i], place + "_by_hour/" + std::to_string(i), unit);
                for (std::size_t k = i; k < 168 && (list.size() == 24 || k == i); k += 24) week[k] = each;
            }
        }
        for (Amount& a : week) a = to_ticks(static_cast<double>(a) * scale);
        return week;
    };
    out.kwh = by_hour(energy.per_kwh, energy.per_kwh_by_hour, "energy/per_kwh", "the price of a kWh", 1.0);
    out.co2_mg =
        by_hour(energy.co2_g_per_kwh, energy.co2_g_per_kwh_by_hour, "energy/co2_g_per_kwh", "grams a kWh", 1e-3);
    out.per_peak_kw = price(energy.per_peak_kw, "energy/per_peak_kw");
    out.follows_power = energy.peak || out.per_peak_kw > 0 || out.kwh.size() > 1 || out.co2_mg.size() > 1;
    if (!out.follows_power) return;
    const double minute = 60.0 * program.ticks_per_second();
    const std::int64_t past = program.wall_clock.start % 900;  // since the last quarter-hour by the clock on the wall
    const double quarter = 15.0 * minute, first = static_cast<double>(900 - past) / 60.0 * minute;
    if (quarter != std::floor(quarter) || first != std::floor(first)) {
        fault("tick", "doesn't go into the quarter-hours for which the power is watched",
              "Choose one that goes into a minute, or leave out the peak and prices by hour");
        return;
    }
    out.quarter = to_ticks(quarter);
    out.quarter_first = to_ticks(first);
}

/// When all is laid out: what operations and breakdowns cost, and what has to be counted.
inline void Compiler::priced() {
    Prices& out = program.prices;
    program.watches_states = out.follows_power || !program.standbys.empty();
    if (!out.given) {
        out = Prices{};
        return;
    }
    for (std::uint32_t m = 0; m < program.modes.size(); ++m) {
        const Program::Mode& mode = program.modes[m];
        const Station& s = plant.stations[program.units[mode.unit].station];
        const std::size_t breakdowns = s.breakdowns.size();
        const double cost = mode.until != never       ? 0.0
                            : mode.index < breakdowns ? s.breakdowns[mode.index].cost
                                                      : s.maintenance[mode.index - breakdowns].cost;
        out.modes.push_back(to_ticks(cost * amounts_a_unit));
    }
    std::vector<std::uint32_t> ops_of(program.stations.size(), 0);
    for (const Program::Op& op : program.ops) {
        out.ops.push_back(to_ticks(routes_given[op.route].steps[op.step].material * amounts_a_unit));
        for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k)
            out.follows_work = out.follows_work || ++ops_of[program.op_stations[k].station] > 1;
    }
    if (program.people.empty()) out.follows_people = false;
    out.follows_moves = program.product_names.size() > 1;
    if (out.follows_power) program.plain = false;
}

}  // namespace linewright::detail
