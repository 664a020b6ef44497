// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A run as a table of figures: one row per element and measure. Tables, intervals, files and frames are all made from
// it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "linewright/record/oee.hpp"
#include "linewright/record/result.hpp"

namespace linewright {

/// One figure of one run. `kind` is the list that the element stands in ("stations", "buffers", ...; "plant" for the
/// whole), `unit` one of "1/h", "s", "jobs", "share", "money" (in the plant's
/// currency), "kWh", "kW", "kg", "" (a number).
struct Figure {
    std::string_view kind;
    std::string element;
    std::string measure;
    std::string_view unit;
    double value;
};

/// The share of the orders due in the window that were complete in full quantity by their due date; 1 when none was
/// due.
inline double on_time(const OrderCount& o) {
    return o.due ? static_cast<double>(o.on_time) / static_cast<double>(o.due) : 1.0;
}
/// Ticks after the due date, mean over the orders due in the window but for those that are short for good; early ones
/// count as 0, open ones up to the end of the window.
inline double mean_tardiness(const OrderCount& o) {
    const std::uint64_t n = o.due - o.fell_short;
    return n ? o.tardiness.value() / static_cast<double>(n) : 0.0;
}
/// The same with early orders below 0.
inline double mean_lateness(const OrderCount& o) {
    const std::uint64_t n = o.due - o.fell_short;
    return n ? (o.tardiness.value() - o.earliness.value()) / static_cast<double>(n) : 0.0;
}

/// What a run cost, and its energy.
inline void cost_figures(const RunResult& r, const CostResult& c, std::vector<Figure>& rows) {
    const auto money = [](Amount a) { return static_cast<double>(a) / amounts_a_unit; };
    const auto add = [&](std::string_view kind, const std::string& element, std::string measure, std::string_view unit,
                         double value) {
        rows.push_back({kind, element, std::move(measure), unit, value});
    };
    ProductCost all;
    all.good = r.good;
    add("plant", "", "cost", "money", money(c.total));
    add("plant", "", "cost_direct", "money", money(c.direct));
    add("plant", "", "cost_overhead", "money", money(c.overhead));
    add("plant", "", "cost_idle", "money", money(c.idle));
    add("plant", "", "direct_cost_per_good", "money", all.per_good(c.direct));
    add("plant", "", "full_cost_per_good", "money", all.per_good(c.direct + c.overhead));
    add("plant", "", "idle_cost_per_good", "money", all.per_good(c.idle));
    std::array<bool, cost_kind_count> kinds{};
    for (const CostLine& line : c.lines) kinds[static_cast<std::size_t>(line.kind)] = true;
    for (std::size_t k = 0; k < cost_kind_count; ++k)
        if (kinds[k])
            add("plant", "", "cost_" + std::string(cost_kind_names[k]), "money", money(c.of(static_cast<CostKind>(k))));
    if (c.takes_power) {
        add("plant", "", "energy", "kWh", c.kwh());
        add("plant", "", "energy_per_good", "kWh", r.good ? c.kwh() / static_cast<double>(r.good) : all.per_good(0));
        add("plant", "", "co2", "kg", c.co2_grams / 1e3);
        if (c.power_followed) add("plant", "", "peak_power", "kW", c.peak_kw);
    }
    for (const ProductCost& product : c.products) {
        add("products", product.name, "cost_direct", "money", money(product.direct_sum()));
        add("products", product.name, "cost_full", "money", money(product.full_sum()));
        add("products", product.name, "direct_cost_per_good", "money", product.per_good(product.direct_sum()));
        add("products", product.name, "full_cost_per_good", "money", product.per_good(product.full_sum()));
    }
    struct Sum {
        const CostLine* first;
        Amount amount = 0, idle = 0;
        std::int64_t energy = 0;
        bool power = false;
    };
    for (const auto list : {std::string_view("stations"), std::string_view("operators"), std::string_view("vehicles"),
                            std::string_view("materials"), std::string_view("subcontractors")}) {
        std::vector<Sum> sums;  // in the order of the lines; a station's are of several kinds
        std::map<std::string_view, std::size_t> index;
        for (const CostLine& line : c.lines) {
            if (line.list != list) continue;
            const auto [at, fresh] = index.emplace(line.element, sums.size());
            if (fresh) sums.push_back({&line});
            Sum& sum = sums[at->second];
            sum.amount += line.amount;
            sum.idle += line.idle;
            sum.energy += line.milliwatt_hours;
            sum.power = sum.power || line.kind == CostKind::energy;
        }
        for (const Sum& sum : sums) {
            add(list, sum.first->element, "cost", "money", money(sum.amount));
            add(list, sum.first->element, "cost_idle", "money", money(sum.idle));
            if (sum.power) add(list, sum.first->element, "energy", "kWh", static_cast<double>(sum.energy) / 1e6);
        }
    }
}

/// All figures of a run, always in the same order for the same plant.
inline std::vector<Figure> figures(const RunResult& r) {
    std::vector<Figure> rows;
    const double window = r.window();
    const auto add = [&](std::string_view kind, const std::string& element, std::string measure, std::string_view unit,
                         double value) {
        rows.push_back({kind, element, std::move(measure), unit, value});
    };
    const auto share = [](double part, double whole) { return whole > 0.0 ? part / whole : 0.0; };
    add("plant", "", "throughput", "1/h", r.per_hour(static_cast<double>(r.good)));
    add("plant", "", "scrap_rate", "1/h", r.per_hour(static_cast<double>(r.scrapped)));
    add("plant", "", "wip", "jobs", r.little.wip);
    add("plant", "", "time_in_system", "s", r.seconds(r.little.time));
    double lead = 0.0, inspected = 0.0, passed = 0.0;
    for (const ProductResult& p : r.products) {
        lead += p.lead_mean * static_cast<double>(p.good);
        inspected += static_cast<double>(p.inspected);
        passed += static_cast<double>(p.passed_first);
    }
    add("plant", "", "lead_time", "s", r.good ? r.seconds(lead / static_cast<double>(r.good)) : 0.0);
    add("plant", "", "yield", "share", share(static_cast<double>(r.good), static_cast<double>(r.good + r.scrapped)));
    if (inspected > 0.0) add("plant", "", "first_pass_yield", "share", passed / inspected);
    add("plant", "", "little_residual", "share", r.little.residual);
    for (const ProductResult& p : r.products) {
        const auto good = static_cast<double>(p.good);
        add("products", p.name, "throughput", "1/h", r.per_hour(good));
        add("products", p.name, "released", "1/h", r.per_hour(static_cast<double>(p.released)));
        add("products", p.name, "scrap_rate", "1/h", r.per_hour(static_cast<double>(p.scrapped)));
        add("products", p.name, "lost_rate", "1/h", r.per_hour(static_cast<double>(p.lost)));
        add("products", p.name, "wip", "jobs", p.wip);
        add("products", p.name, "lead_time", "s", r.seconds(p.lead_mean));
        add("products", p.name, "lead_time_sd", "s", r.seconds(p.lead_sd));
        static constexpr std::array<std::string_view, 5> names{"lead_time_p5", "lead_time_p25", "lead_time_p50",
                                                               "lead_time_p75", "lead_time_p95"};
        for (std::size_t k = 0; k < names.size(); ++k)
            add("products", p.name, std::string(names[k]), "s", r.seconds(p.lead_quantiles[k]));
        add("products", p.name, "yield", "share", share(good, good + static_cast<double>(p.scrapped)));
        add("products", p.name, "first_pass_yield", "share",
            p.inspected ? static_cast<double>(p.passed_first) / static_cast<double>(p.inspected) : 1.0);
        if (p.plan_per_hour)
            add("products", p.name, "output_to_plan", "share", share(r.per_hour(good), *p.plan_per_hour));
        if (p.orders) {
            const OrderCount& o = *p.orders;
            add("products", p.name, "orders_due", "1/h", r.per_hour(static_cast<double>(o.due)));
            add("products", p.name, "on_time", "share", on_time(o));
            add("products", p.name, "tardiness", "s", r.seconds(mean_tardiness(o)));
            add("products", p.name, "worst_tardiness", "s", r.seconds(static_cast<double>(o.worst)));
            add("products", p.name, "lateness", "s", r.seconds(mean_lateness(o)));
        }
    }
    for (const StationResult& s : r.stations) {
        const double whole = window * static_cast<double>(s.places);
        add("stations", s.name, "utilisation", "share", share(static_cast<double>(s.in(State::processing)), whole));
        for (std::size_t n = 0; n < state_count; ++n)
            add("stations", s.name, std::string(state_names[n]), "share", share(static_cast<double>(s.time[n]), whole));
        add("stations", s.name, "jobs_in", "1/h", r.per_hour(static_cast<double>(s.jobs_in)));
        add("stations", s.name, "jobs_out", "1/h", r.per_hour(static_cast<double>(s.jobs_out)));
        add("stations", s.name, "made", "1/h", r.per_hour(static_cast<double>(s.made)));
        add("stations", s.name, "defects", "1/h", r.per_hour(static_cast<double>(s.defects)));
        add("stations", s.name, "scrapped", "1/h", r.per_hour(static_cast<double>(s.scrapped)));
        add("stations", s.name, "changeovers", "1/h", r.per_hour(static_cast<double>(s.changeovers)));
        add("stations", s.name, "breakdowns", "1/h", r.per_hour(static_cast<double>(s.breakdowns)));
        add("stations", s.name, "maintenances", "1/h", r.per_hour(static_cast<double>(s.maintenances)));
        add("stations", s.name, "overtime", "share",
            share(static_cast<double>(s.overtime), r.window() * static_cast<double>(s.places)));
        add("stations", s.name, "planned_overtime", "share",
            share(static_cast<double>(s.planned_overtime), r.window() * static_cast<double>(s.places)));
        if (s.batches) {
            add("stations", s.name, "batches", "1/h", r.per_hour(static_cast<double>(*s.batches)));
            add("stations", s.name, "batch_size", "jobs", s.batch_size());
        }
        if (s.switched_off)
            add("stations", s.name, "switched_off", "share", share(static_cast<double>(*s.switched_off), whole));
        if (s.warm_ups) add("stations", s.name, "warm_ups", "1/h", r.per_hour(static_cast<double>(*s.warm_ups)));
        if (s.cleanings) add("stations", s.name, "cleanings", "1/h", r.per_hour(static_cast<double>(*s.cleanings)));
        for (const auto& profile : Choices<OeeProfile>::list)
            if (s.ideal_cycle) {
                const auto o = oee(s, profile.value);
                const std::string prefix = "oee_" + std::string(profile.name);
                add("stations", s.name, prefix, "share", o ? o->oee : 0.0);
                add("stations", s.name, prefix + "_availability", "share", o ? o->availability : 0.0);
                add("stations", s.name,
                    prefix + (profile.value == OeeProfile::iso22400 ? "_effectiveness" : "_performance"), "share",
                    o ? o->performance : 0.0);
                add("stations", s.name, prefix + "_quality", "share", o ? o->quality : 0.0);
            }
    }
    for (const BufferResult& b : r.buffers) {
        add("buffers", b.name, "mean", "jobs", b.mean);
        add("buffers", b.name, "maximum", "jobs", static_cast<double>(b.maximum));
        add("buffers", b.name, "wait", "s", r.seconds(b.mean_wait));
    }
    for (const PoolResult& o : r.operators) {
        const double whole = window * static_cast<double>(o.people);
        add("operators", o.name, "working", "share", share(static_cast<double>(o.working), whole));
        add("operators", o.name, "waiting", "share", share(static_cast<double>(o.waiting), whole));
        add("operators", o.name, "walking", "share", share(static_cast<double>(o.walking), whole));
        add("operators", o.name, "absent", "share", share(static_cast<double>(o.absent), whole));
        add("operators", o.name, "off_shift", "share", share(static_cast<double>(o.off_shift), whole));
        add("operators", o.name, "overtime", "share", share(static_cast<double>(o.overtime), whole));
        add("operators", o.name, "planned_overtime", "share", share(static_cast<double>(o.planned_overtime), whole));
        add("operators", o.name, "idle", "share", share(static_cast<double>(o.idle), whole));
    }
    for (const FleetResult& f : r.vehicles) {
        const double whole = window * static_cast<double>(f.count);
        add("vehicles", f.name, "loaded", "share", share(static_cast<double>(f.loaded), whole));
        add("vehicles", f.name, "empty", "share", share(static_cast<double>(f.empty), whole));
        add("vehicles", f.name, "idle", "share", share(static_cast<double>(f.idle), whole));
        add("vehicles", f.name, "trips", "1/h", r.per_hour(static_cast<double>(f.trips)));
    }
    for (const MaterialResult& m : r.materials) {
        const auto hourly = [&](std::int64_t amount) { return r.per_hour(MaterialResult::units(amount)); };
        add("materials", m.name, "consumed", "1/h", hourly(m.consumed));
        add("materials", m.name, "fitted", "1/h", hourly(m.fitted));
        add("materials", m.name, "discarded", "1/h", hourly(m.discarded));
        add("materials", m.name, "refills", "1/h", r.per_hour(static_cast<double>(m.refills)));
        if (!m.stored) continue;
        add("materials", m.name, "stock", "", m.stock_mean);
        add("materials", m.name, "out_of_stock", "share", share(static_cast<double>(m.out_of_stock), window));
        add("materials", m.name, "lacking", "share", share(static_cast<double>(m.lacking), window));
        add("materials", m.name, "orders", "1/h", r.per_hour(static_cast<double>(m.orders)));
        add("materials", m.name, "received", "1/h", hourly(m.received));
    }
    for (const SubcontractorResult& o : r.subcontractors) {
        add("subcontractors", o.name, "sent", "1/h", r.per_hour(static_cast<double>(o.sent)));
        add("subcontractors", o.name, "returned", "1/h", r.per_hour(static_cast<double>(o.returned)));
        add("subcontractors", o.name, "jobs", "jobs", o.jobs);
    }
    for (const QueueTimeResult& q : r.queue_times) {
        const std::string name = q.route + ": " + q.since + " to " + q.step;
        add("queue_times", name, "mean", "s", r.seconds(q.mean));
        add("queue_times", name, "longest", "s", r.seconds(static_cast<double>(q.longest)));
        add("queue_times", name, "late", "share", share(static_cast<double>(q.late), static_cast<double>(q.jobs)));
    }
    for (const SourceResult& s : r.sources) {
        add("sources", s.name, "arrived", "1/h", r.per_hour(static_cast<double>(s.arrived)));
        add("sources", s.name, "entered", "1/h", r.per_hour(static_cast<double>(s.entered)));
        add("sources", s.name, "lost", "1/h", r.per_hour(static_cast<double>(s.lost)));
        add("sources", s.name, "backlog", "jobs", s.backlog);
    }
    for (const SinkResult& s : r.sinks)
        add("sinks", s.name, "throughput", "1/h", r.per_hour(static_cast<double>(s.good)));
    for (const OrderResult& o : r.orders) {
        const Tick end = o.finished.value_or(r.to);
        add("orders", o.name, "complete", "share", o.finished ? 1.0 : 0.0);
        add("orders", o.name, "finished", "s", r.seconds(static_cast<double>(end)));
        if (!o.due) continue;
        add("orders", o.name, "on_time", "share", o.finished && *o.finished <= *o.due ? 1.0 : 0.0);
        add("orders", o.name, "tardiness", "s", r.seconds(static_cast<double>(std::max<Tick>(0, end - *o.due))));
    }
    if (r.costs) cost_figures(r, *r.costs, rows);
    return rows;
}

}  // namespace linewright
