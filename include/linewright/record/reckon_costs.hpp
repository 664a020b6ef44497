// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// From what a run has counted to what it cost (docs/semantics.md, 14). Part of result.hpp.
#pragma once

#include <algorithm>
#include <utility>

#include "linewright/core/rules.hpp"
#include "linewright/record/result.hpp"

namespace linewright {

namespace detail {

class Reckoning {
   public:
    using Weights = std::vector<std::uint64_t>;

    Reckoning(const Program& program, const RunResult& counts)
        : p(program),
          r(counts),
          n(program.product_names.size()),
          ticks_per_hour_(3600.0 * program.ticks_per_second()) {}

    const Program& p;
    const RunResult& r;
    const std::size_t n;  ///< products
    CostResult out;
    std::vector<std::array<Weights, 4>> work;  ///< [station][phase][product]: ticks
    std::vector<Weights> key;                  ///< [station][product]: all phases
    Weights plant_key;
    std::vector<Weights> setups;  ///< [station][product]

    /// An amount for so many ticks at a price an hour.
    [[nodiscard]] Amount hours(double ticks, Amount per_hour) const {
        return whole(ticks * static_cast<double>(per_hour) / ticks_per_hour_);
    }
    [[nodiscard]] Amount hours(Tick ticks, Amount per_hour) const {
        return hours(static_cast<double>(ticks), per_hour);
    }
    [[nodiscard]] static Amount times(std::uint64_t number, Amount each) {
        return whole(static_cast<double>(number) * static_cast<double>(each));
    }
    [[nodiscard]] double ticks_per_hour() const { return ticks_per_hour_; }

    CostLine& line(CostKind kind, std::string list, const std::string& element, std::string detail, Amount amount) {
        CostLine& l = out.lines.emplace_back();
        l.kind = kind;
        l.list = std::move(list);
        l.element = element;
        l.detail = std::move(detail);
        l.amount = l.idle = amount;
        l.direct.assign(n, 0);
        l.overhead.assign(n, 0);
        return l;
    }
    /// Takes an amount out of what is idle in a line, for the products by these weights; stays when nobody has any.
    static void give(CostLine& line, std::vector<Amount>& to, Amount amount, const Weights& weights) {
        const std::vector<Amount> parts = part(amount, weights);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            to[i] += parts[i];
            if (rule<"costs.direct_overhead_and_idle_are_all">()) line.idle -= parts[i];
        }
    }
    static void direct(CostLine& line, Amount amount, const Weights& weights) {
        give(line, line.direct, amount, weights);
    }
    static void overhead(CostLine& line, Amount amount, const Weights& weights) {
        give(line, line.overhead, amount, weights);
    }
    void direct_to(CostLine& line, std::size_t product) const {
        line.direct[product] = line.amount;
        line.idle = 0;
    }
    /// A line of a station in a state: work is direct, down time overhead, the rest idle.
    void by_state(CostLine& line, std::size_t station, std::size_t state) const {
        switch (static_cast<State>(state)) {
            case State::setup:
                return direct(line, line.amount, work[station][0]);
            case State::load:
                return direct(line, line.amount, work[station][1]);
            case State::processing:
                if (!rule<"costs.processing_is_direct">()) return;
                return direct(line, line.amount, work[station][2]);
            case State::unload:
                return direct(line, line.amount, work[station][3]);
            case State::planned_maintenance:
            case State::waiting_for_crew:
            case State::repair:
                if (!rule<"costs.down_time_is_overhead">()) return;
                return overhead(line, line.amount, key[station]);
            default:
                return;
        }
    }

    void machines();
    void people(const Weights& by_product);
    void materials(const std::vector<std::uint64_t>& made);
    void repairs(const std::vector<std::uint64_t>& failures);
    void supplies(const std::vector<std::int64_t>& consumed, const std::vector<std::int64_t>& discarded,
                  const std::vector<std::int64_t>& fitted, const std::vector<double>& lay);
    void outside(const std::vector<std::uint64_t>& returned);
    void energy();
    void others();
    void sum_up(const std::vector<std::uint64_t>& became);

   private:
    static Amount whole(double x) {
        if (!(x < 4e18 && x > -4e18))
            throw std::overflow_error(
                "the costs of this run pass 4,000,000,000,000 of the currency: state the prices in a larger unit");
        return to_ticks(x);
    }
    double ticks_per_hour_;
};

inline void Reckoning::machines() {
    for (std::size_t i = 0; i < r.stations.size(); ++i) {
        const StationResult& s = r.stations[i];
        const Prices::Station& price = p.prices.stations[i];
        for (std::size_t state = 0; state < state_count; ++state) {
            if (price.per_hour[state] == 0) continue;
            by_state(line(CostKind::machine, "stations", s.name, std::string(state_names[state]),
                          hours(s.time[state], price.per_hour[state])),
                     i, state);
        }
    }
    for (std::size_t i = 0; i < r.stations.size(); ++i) {
        const Amount each = p.prices.stations[i].per_setup;
        if (each == 0) continue;
        CostLine& l = line(CostKind::setup, "stations", r.stations[i].name, {}, times(r.stations[i].changeovers, each));
        if (rule<"costs.a_changeover_is_direct">()) direct(l, l.amount, setups[i]);
    }
}

/// Time paid for work on jobs is direct, for repairs overhead, the rest idle; work past the end of a shift is all work.
inline void Reckoning::people(const Weights& by_product) {
    for (std::size_t i = 0; i < r.operators.size(); ++i) {
        const PoolResult& o = r.operators[i];
        const Prices::Pool& price = p.prices.pools[i];
        if (price.wage == 0) continue;
        const Weights mine(by_product.begin() + static_cast<std::ptrdiff_t>(i * n),
                           by_product.begin() + static_cast<std::ptrdiff_t>((i + 1) * n));
        const Tick at_jobs = static_cast<Tick>(std::accumulate(mine.begin(), mine.end(), std::uint64_t{0}));
        const Tick repairing = std::max<Tick>(0, o.working - at_jobs);
        const Tick held = o.working + o.waiting + o.walking, there = held + o.idle;
        // Planned overtime is on shift; who is paid for work has been at it as much as at other times.
        const Tick planned =
            price.attendance || there <= 0
                ? o.planned_overtime
                : part(o.planned_overtime, {static_cast<std::uint64_t>(held), static_cast<std::uint64_t>(o.idle)})[0];
        const Tick all =
            std::max<Tick>(0, (price.attendance && rule<"costs.people_are_paid_for_attendance">() ? there : held) -
                                  o.overtime);  // but for late work
        const Tick working = std::min(all, std::max<Tick>(0, o.working - o.overtime));
        const Weights used{static_cast<std::uint64_t>(working), static_cast<std::uint64_t>(all - working)};
        const auto share = [&](CostLine& l, Amount worked) {
            const std::vector<Amount> parts =
                part(worked, {static_cast<std::uint64_t>(at_jobs), static_cast<std::uint64_t>(repairing)});
            direct(l, parts[0], mine);
            overhead(l, parts[1], at_jobs > 0 ? mine : plant_key);
        };
        CostLine& labour =
            line(CostKind::labour, "operators", o.name, {}, hours(std::max<Tick>(0, all - planned), price.wage));
        share(labour, part(labour.amount, used)[0]);
        const Amount late =
                         hours(o.overtime, rule<"costs.overtime_has_its_premium">() ? price.overtime_wage : price.wage),
                     extra = hours(planned, price.overtime_wage);
        CostLine& overtime = line(CostKind::overtime, "operators", o.name, {}, late + extra);
        share(overtime, late + part(extra, used)[0]);
    }
}

/// `made` counts by OpStation.
inline void Reckoning::materials(const std::vector<std::uint64_t>& made) {
    for (std::size_t i = 0; i < n; ++i) {
        const Prices::Product& price = p.prices.products[i];
        const ProductResult& product = r.products[i];
        if (price.material != 0 && rule<"costs.material_is_paid_at_release">())
            direct_to(line(CostKind::material, "products", product.name, {}, times(product.released, price.material)),
                      i);
        if (price.scrap_value != 0 && rule<"costs.scrap_brings_its_value">())
            direct_to(line(CostKind::scrap, "products", product.name, {}, -times(product.scrapped, price.scrap_value)),
                      i);
    }
    std::vector<std::vector<Amount>> consumed(r.stations.size());
    for (std::size_t o = 0; o < p.ops.size(); ++o) {
        if (p.prices.ops[o] == 0) continue;
        const Range& stations = p.ops[o].stations;
        for (std::uint32_t k = stations.first; k < stations.end(); ++k) {
            auto& here = consumed[p.op_stations[k].station];
            here.resize(n, 0);
            here[p.ops[o].product] += times(made[k], p.prices.ops[o]);
        }
    }
    for (std::size_t i = 0; i < consumed.size(); ++i) {
        if (consumed[i].empty()) continue;
        const Amount sum = std::accumulate(consumed[i].begin(), consumed[i].end(), Amount{0});
        CostLine& l = line(CostKind::material, "stations", r.stations[i].name, {}, sum);
        l.direct = consumed[i];
        l.idle = 0;
    }
}

inline void Reckoning::repairs(const std::vector<std::uint64_t>& failures) {
    std::vector<Amount> sums(r.stations.size(), 0);
    std::vector<bool> priced(r.stations.size(), false);
    for (std::size_t m = 0; m < p.modes.size(); ++m) {
        if (p.prices.modes[m] == 0) continue;
        const std::uint32_t station = p.units[p.modes[m].unit].station;
        priced[station] = true;
        sums[station] += times(failures[m], p.prices.modes[m]);
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (!priced[i]) continue;
        CostLine& l = line(CostKind::repair, "stations", r.stations[i].name, {}, sums[i]);
        if (rule<"costs.a_repair_is_overhead">()) overhead(l, l.amount, key[i]);
    }
}

/// The bill is shared over stations and states by kWh.
inline void Reckoning::energy() {
    const Prices& prices = p.prices;
    const std::size_t first = out.lines.size();
    Weights kwh;
    std::vector<std::pair<std::size_t, std::size_t>> where;
    for (std::size_t i = 0; i < r.stations.size(); ++i)
        for (std::size_t state = 0; state < state_count; ++state) {
            const bool rests = static_cast<State>(state) == State::starved && r.stations[i].switched_off;
            const std::int64_t resting = rests ? prices.stations[i].standby_milliwatts : 0;
            const Tick off = rests ? *r.stations[i].switched_off : 0;
            if (prices.stations[i].milliwatts[state] == 0 && resting == 0) continue;
            CostLine& l = line(CostKind::energy, "stations", r.stations[i].name, std::string(state_names[state]), 0);
            if (rule<"costs.energy_is_power_by_state">())
                l.milliwatt_hours =
                    hours(r.stations[i].time[state] - off, prices.stations[i].milliwatts[state]) + hours(off, resting);
            out.milliwatt_hours += l.milliwatt_hours;
            kwh.push_back(static_cast<std::uint64_t>(l.milliwatt_hours));
            where.emplace_back(i, state);
        }
    out.takes_power = !kwh.empty();
    if (!prices.energy_given || kwh.empty()) return;
    Amount bill = 0;
    const auto over_hours = [&](const std::vector<std::int64_t>& each) {
        if (each.size() == 1) return out.kwh() * static_cast<double>(each[0]);
        double sum = 0.0;
        for (std::size_t h = 0; h < each.size(); ++h) {
            double cost = out.kwh_by_hour[h] * static_cast<double>(each[h]);
            LINEWRIGHT_PIN(cost);
            sum += cost;
        }
        return sum;
    };
    bill = whole(over_hours(prices.kwh));
    out.co2_grams = over_hours(prices.co2_mg) / 1e3;
    if (prices.per_peak_kw != 0 && out.peak_at >= 0)
        bill += whole(out.peak_kw * static_cast<double>(prices.per_peak_kw));
    const std::vector<Amount> parts = part(bill, kwh);
    for (std::size_t k = 0; k < parts.size(); ++k) {
        CostLine& l = out.lines[first + k];
        l.amount = l.idle = parts[k];
        if (rule<"costs.energy_goes_with_the_machines_hours">()) by_state(l, where[k].first, where[k].second);
    }
    if (out.milliwatt_hours == 0 && bill != 0) {  // less than half a milliwatt-hour in each
        CostLine& l = out.lines[first];
        l.amount = l.idle = bill;
    }
}

inline void Reckoning::others() {
    const Prices& prices = p.prices;
    for (std::size_t i = 0; i < r.vehicles.size(); ++i) {
        if (prices.fleets[i] == 0) continue;
        const FleetResult& f = r.vehicles[i];
        const Tick driving = f.loaded + f.empty;
        CostLine& l = line(CostKind::transport, "vehicles", f.name, {}, hours(driving + f.idle, prices.fleets[i]));
        const Amount used =
            part(l.amount, {static_cast<std::uint64_t>(driving), static_cast<std::uint64_t>(f.idle)})[0];
        if (rule<"costs.driving_is_overhead">()) overhead(l, used, plant_key);
    }
    if (prices.fixed_per_hour != 0) {
        CostLine& l = line(CostKind::fixed, "plant", {}, {}, hours(r.to - r.from, prices.fixed_per_hour));
        if (rule<"costs.the_plants_hours_are_overhead">()) overhead(l, l.amount, plant_key);
    }
}

/// Sums, and the cost of jobs that became part of another product goes along with them: in the order in which nothing
/// more comes in, and where products go into one another in a circle, in the plant's order.
inline void Reckoning::sum_up(const std::vector<std::uint64_t>& became) {
    out.products.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        out.products[i].name = r.products[i].name;
        out.products[i].good = r.products[i].good;
    }
    for (const CostLine& l : out.lines) {
        const auto kind = static_cast<std::size_t>(l.kind);
        for (std::size_t i = 0; i < n; ++i) {
            out.products[i].direct[kind] += l.direct[i];
            out.products[i].overhead[kind] += l.overhead[i];
        }
        out.total += l.amount;
        out.direct += l.direct_sum();
        out.overhead += l.overhead_sum();
        out.idle += l.idle;
    }
    if (became.empty() || !rule<"costs.components_take_their_cost_along">()) return;
    std::vector<bool> done(n, false);
    for (std::size_t round = 0; round < n; ++round) {
        std::size_t from = n;
        for (std::size_t i = 0; i < n; ++i) {
            if (done[i]) continue;
            bool waits = false;
            for (std::size_t k = 0; k < n; ++k) waits = waits || (!done[k] && k != i && became[k * n + i] != 0);
            if (!waits) {
                from = i;
                break;
            }
            if (from == n) from = i;
        }
        done[from] = true;
        Weights weights(became.begin() + static_cast<std::ptrdiff_t>(from * n),
                        became.begin() + static_cast<std::ptrdiff_t>((from + 1) * n));
        weights[from] += out.products[from].good;
        for (std::size_t kind = 0; kind < cost_kind_count; ++kind)
            for (const auto which : {&ProductCost::direct, &ProductCost::overhead}) {
                Amount& mine = (out.products[from].*which)[kind];
                const std::vector<Amount> parts = part(mine, weights);
                if (std::accumulate(parts.begin(), parts.end(), Amount{0}) != mine) continue;  // nobody to give it to
                mine = 0;
                for (std::size_t i = 0; i < n; ++i) (out.products[i].*which)[kind] += parts[i];
            }
    }
}

}  // namespace detail

/// What a run cost up to now, from what it has counted. Throws std::overflow_error when an amount passes what can be
/// kept exactly.
inline CostResult costs(const Simulation& s, const RunResult& counts) {
    const Program& p = *s.program_;
    detail::Reckoning reckoning(p, counts);
    const std::size_t n = reckoning.n;
    reckoning.out.currency = p.prices.currency;
    std::vector<Simulation::WorkCount> work = s.work_;
    std::vector<std::uint64_t> people = s.people_work_;
    if (p.prices.follows())
        for (std::size_t i = 0; i < s.places_.size(); ++i) {
            const Simulation::Place& at = s.places_[i];
            if (at.running) s.add_work(static_cast<std::uint32_t>(i), at.remaining - (at.ends - s.now_), work, people);
        }
    if (p.prices.follows_people)
        for (const Simulation::Preparation& preparation : s.preparations_)
            if (preparation.running) s.add_preparation(preparation, people);
    if (p.prices.follows_people && p.has_carriers)
        for (const auto& way : s.transit_)
            for (const Simulation::InTransit& trip : way) s.add_carrying(trip, people);
    if (work.empty()) {  // every station does one operation: its own counts say it all
        work.resize(p.op_stations.size());
        for (std::size_t k = 0; k < work.size(); ++k) {
            const StationResult& station = counts.stations[p.op_stations[k].station];
            static constexpr std::array<State, 4> phases{State::setup, State::load, State::processing, State::unload};
            for (std::size_t phase = 0; phase < 4; ++phase)
                work[k].ticks[phase] =
                    rule<"costs.of_plain_lines_too">() ? static_cast<std::uint64_t>(station.in(phases[phase])) : 0;
            work[k].setups = station.changeovers;
            work[k].made = station.made;
        }
    }
    reckoning.work.resize(p.stations.size());
    for (auto& phases : reckoning.work) phases.fill(std::vector<std::uint64_t>(n, 0));
    reckoning.key.assign(p.stations.size(), std::vector<std::uint64_t>(n, 0));
    reckoning.setups = reckoning.key;
    reckoning.plant_key.assign(n, 0);
    std::vector<std::uint64_t> made(work.size());
    for (const Program::Op& op : p.ops)
        for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k) {
            const std::uint32_t station = p.op_stations[k].station;
            for (std::size_t phase = 0; phase < 4; ++phase) {
                reckoning.work[station][phase][op.product] += work[k].ticks[phase];
                reckoning.key[station][op.product] += work[k].ticks[phase];
                reckoning.plant_key[op.product] += work[k].ticks[phase];
            }
            reckoning.setups[station][op.product] += work[k].setups;
            made[k] = work[k].made;
        }
    reckoning.machines();
    if (people.empty()) people.assign(p.pool_names.size() * n, 0);
    reckoning.people(people);
    reckoning.materials(made);
    std::vector<std::uint64_t> failures(p.modes.size());
    for (std::size_t m = 0; m < failures.size(); ++m) failures[m] = s.modes_[m].failures - s.failures_then_[m];
    reckoning.repairs(failures);
    std::vector<double> lay;
    for (Simulation::StockState stock : s.stocks_) {
        stock.count(s.now_);
        lay.push_back(stock.level.value());
    }
    reckoning.outside(s.returned_);
    if (rule<"costs.a_material_is_paid_when_used">()) reckoning.supplies(s.consumed_, s.discarded_, s.fitted_, lay);
    if (p.prices.follows_power) {
        Simulation::PowerState power = s.power_;
        std::vector<WideSum> energy = s.energy_;
        s.add_energy(s.now_, power, energy);
        CostResult& out = reckoning.out;
        out.power_followed = true;
        out.peak_at = power.peak_at;
        out.peak_kw = power.peak_at < 0 ? std::numeric_limits<double>::quiet_NaN()
                                        : power.peak.value() / static_cast<double>(p.prices.quarter) / 1e6;
        for (const WideSum& hour : energy) out.kwh_by_hour.push_back(hour.value() / reckoning.ticks_per_hour() / 1e6);
    }
    reckoning.energy();
    for (std::size_t i = 0; i < n; ++i) {
        const Prices::Product& price = p.prices.products[i];
        if (price.holding_per_hour != 0 && rule<"costs.holding_is_paid">()) {
            const std::int64_t job_ticks = s.product_levels_[i].integral(s.product_counts_[i].wip, s.now_);
            reckoning.direct_to(reckoning.line(CostKind::holding, "products", counts.products[i].name, {},
                                               reckoning.hours(job_ticks, price.holding_per_hour)),
                                i);
        }
        if ((price.late_per_job != 0 || price.late_per_hour != 0) && rule<"costs.lateness_is_paid">())
            reckoning.direct_to(reckoning.line(CostKind::late, "products", counts.products[i].name, {},
                                               detail::Reckoning::times(s.late_[i].jobs, price.late_per_job) +
                                                   reckoning.hours(s.late_[i].ticks.value(), price.late_per_hour)),
                                i);
    }
    reckoning.others();
    reckoning.sum_up(s.became_);
    return std::move(reckoning.out);
}

}  // namespace linewright

#include "linewright/record/reckon_materials.hpp"
