// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What one run came to: figures, not pointers into the run. Times are whole ticks, so that state times sum to the
// window exactly.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "linewright/engine/engine.hpp"
#include "linewright/record/costs.hpp"
#include "linewright/record/materials.hpp"

namespace linewright {

/// A station over the window; times are summed over its places.
struct StationResult {
    std::string name;
    std::uint32_t places = 1;
    std::array<Tick, state_count> time{};  ///< in each state, ticks; sums to places x window
    std::vector<std::array<Tick, state_count>> place_time;
    std::uint64_t jobs_in = 0, jobs_out = 0;
    std::uint64_t made = 0;     ///< processing completed
    std::uint64_t defects = 0;  ///< that arose here
    std::uint64_t scrapped = 0, changeovers = 0, breakdowns = 0, maintenances = 0;
    Tick overtime = 0;                     ///< of the time in processing: past the end of a shift or into a break
    Tick planned_overtime = 0;             ///< on shift by the overtime rule of its calendar; summed over places
    std::optional<std::uint64_t> batches;  ///< loaded, where the station takes batches; the jobs in them are `jobs_in`
    /// Jobs in a batch, of those loaded in the window; 0 when there were none.
    [[nodiscard]] double batch_size() const {
        return batches && *batches ? static_cast<double>(jobs_in) / static_cast<double>(*batches) : 0.0;
    }
    std::optional<Tick> switched_off;        ///< of the time starved, where it may be
    std::optional<std::uint64_t> warm_ups;   ///< so
    std::optional<std::uint64_t> cleanings;  ///< where its changeovers have some
    std::optional<double> ideal_cycle;       ///< ticks
    [[nodiscard]] Tick in(State state) const { return time[static_cast<std::size_t>(state)]; }
};
/// A buffer over the window.
struct BufferResult {
    std::string name;
    double mean = 0.0;                ///< jobs waiting, time average
    std::int64_t maximum = 0;         ///< most jobs at one time; what passes through in an instant doesn't count
    std::vector<Tick> time_at_level;  ///< ticks at 0, 1, 2, ... jobs; the last entry takes all above
    double mean_wait = 0.0;           ///< ticks, of the jobs that left it in the window
    std::uint64_t jobs_out = 0;
};
/// A pool of operators or a repair crew over the window; people x ticks.
struct PoolResult {
    std::string name;
    std::uint32_t people = 0;
    Tick working = 0;  ///< at a phase that runs, or at a repair
    Tick waiting = 0;  ///< held by a station that stands (breakdown, blocked), or until the last of a team is there
    Tick walking = 0;
    Tick idle = 0;
    Tick absent = 0;            ///< not there though their shift runs
    Tick off_shift = 0;         ///< and in breaks; with the five above the whole window
    Tick overtime = 0;          ///< of the time worked: past the end of their shift
    Tick planned_overtime = 0;  ///< on shift, at work or not, by the overtime rule of their calendar
};
/// A fleet of vehicles over the window; vehicles x ticks.
struct FleetResult {
    std::string name;
    std::uint32_t count = 0;
    Tick loaded = 0, empty = 0, idle = 0;
    std::uint64_t trips = 0;  ///< jobs delivered
};
/// A subcontractor over the window.
struct SubcontractorResult {
    std::string name;
    std::uint64_t sent = 0, returned = 0;
    double jobs = 0.0;         ///< there, or back and without a place, time average
    std::int64_t maximum = 0;  ///< most at one time
};
/// Jobs between two steps with a limit on the time, over the window; times in ticks.
struct QueueTimeResult {
    std::string route, since, step;
    Tick within = 0;         ///< the limit
    std::uint64_t jobs = 0;  ///< that were loaded at the later step
    std::uint64_t late = 0;  ///< of those, past the limit
    double mean = 0.0;
    Tick longest = 0;
};
/// An order of a schedule that bears a name.
struct OrderResult {
    std::string name, product;
    std::uint32_t quantity = 1;
    std::optional<Tick> due;       ///< from the start
    std::optional<Tick> finished;  ///< when all of it was there, from the start; nothing: it is open, or short for good
};
/// A product over the window.
struct ProductResult {
    std::string name;
    std::uint64_t released = 0, good = 0, scrapped = 0, lost = 0;
    std::uint64_t inspected = 0, passed_first = 0, reworked = 0;
    double wip = 0.0;                       ///< time average from release to exit
    double lead_mean = 0.0, lead_sd = 0.0;  ///< ticks, good jobs that left in the window
    Tick lead_min = 0, lead_max = 0;
    std::array<double, 5> lead_quantiles{};   ///< 5, 25, 50, 75, 95 %, to within 1/64
    std::vector<std::uint32_t> good_by_hour;  ///< from the start of the window
    std::optional<double> plan_per_hour;
    std::optional<OrderCount> orders;  ///< that were due in the window, where jobs have due dates
};
struct SourceResult {
    std::string name;
    std::uint64_t arrived = 0, entered = 0, lost = 0;
    double backlog = 0.0;  ///< jobs waiting outside, time average
};
struct SinkResult {
    std::string name;
    std::uint64_t good = 0;
};

/// L, lambda and W over every job that leaves, good or not, and how far L is from lambda W.
struct LittleCheck {
    double wip = 0.0;       ///< L
    double rate = 0.0;      ///< lambda, jobs a tick
    double time = 0.0;      ///< W, ticks
    double residual = 0.0;  ///< |L - lambda W| / L
};

/// One replication.
struct RunResult {
    std::uint64_t replication = 0, seed = 0;
    Tick from = 0, to = 0;  ///< the window, [from, to)
    double tick_us = 1.0;
    std::uint64_t events = 0;
    std::vector<StationResult> stations;
    std::vector<BufferResult> buffers;
    std::vector<PoolResult> operators;
    std::vector<FleetResult> vehicles;
    std::vector<MaterialResult> materials;
    std::vector<SubcontractorResult> subcontractors;
    std::vector<QueueTimeResult> queue_times;
    std::vector<ProductResult> products;
    std::vector<SourceResult> sources;
    std::vector<SinkResult> sinks;
    std::vector<OrderResult> orders;
    LittleCheck little;
    std::uint64_t good = 0, scrapped = 0;
    std::optional<CostResult> costs;  ///< where the plant has prices

    [[nodiscard]] double window() const { return static_cast<double>(to - from); }
    [[nodiscard]] double seconds(double ticks) const { return ticks * tick_us / 1e6; }
    /// Jobs an hour, of a number in the window.
    [[nodiscard]] double per_hour(double number) const { return to > from ? number / seconds(window()) * 3600.0 : 0.0; }
};

/// Reads a run's own counts off, up to now. The window begins at the warm-up's end.
inline RunResult measure(const Simulation& s) {
    const Program& p = *s.program_;
    RunResult r;
    const Tick now = s.now_;
    r.replication = s.setup_.replication;
    r.seed = s.setup_.seed;
    r.from = s.counting_since_;
    r.to = now;
    r.tick_us = p.tick_us;
    r.events = s.events_;
    const double window = static_cast<double>(now - r.from);
    const auto mean = [&](std::int64_t integral) { return window > 0 ? static_cast<double>(integral) / window : 0.0; };
    for (std::size_t i = 0; i < p.stations.size(); ++i) {
        const Program::Station& st = p.stations[i];
        StationResult out;
        out.name = p.station_names[i];
        out.places = st.places;
        for (std::uint32_t k = 0; k < st.places; ++k) {
            const auto times = s.state_times_[st.first_place + k].until(s.places_[st.first_place + k].state, now);
            out.place_time.push_back(times);
            for (std::size_t n = 0; n < state_count; ++n) out.time[n] += times[n];
        }
        const auto& c = s.station_counts_[i];
        out.jobs_in = c.loaded;
        out.jobs_out = c.left;
        out.made = c.made;
        out.defects = c.defects;
        out.scrapped = c.scrapped;
        out.changeovers = c.setups;
        out.breakdowns = c.failures;
        out.maintenances = c.maintenances;
        out.overtime = static_cast<Tick>(c.overtime);
        for (std::uint32_t k = 0; k < st.places; ++k) {
            const Simulation::Place& at = s.places_[st.first_place + k];
            if (at.overrun && at.running && at.stage == Simulation::Stage::process && s.counting_)
                out.overtime += now - std::max(at.overrun_since, s.counting_since_);
        }
        out.planned_overtime = c.planned_overtime;
        if (st.calendar != none && s.calendar_states_[st.calendar].overtime)
            out.planned_overtime += static_cast<Tick>(st.places) *
                                    (now - std::max(s.calendar_states_[st.calendar].since, s.counting_since_));
        if (st.batch != none) out.batches = c.batches;
        if (st.setup_work != none && p.setup_works[st.setup_work].cleaning != none) out.cleanings = c.cleanings;
        if (st.standby != none) {
            out.switched_off = c.off;
            out.warm_ups = c.warm_ups;
            for (std::uint32_t k = st.first_place; k < st.first_place + st.places; ++k)
                if (s.places_[k].state == State::starved)
                    *out.switched_off += std::max<Tick>(
                        0, now - std::max(s.standbys_[k].entered, s.standbys_[k].since + p.standbys[st.standby].after));
        }
        out.ideal_cycle = p.ideal_cycle[i];
        r.stations.push_back(std::move(out));
    }
    for (std::size_t b = 0; b < p.buffer_names.size(); ++b) {
        const std::uint32_t q = p.buffer_queue[b];
        BufferResult out;
        out.name = p.buffer_names[b];
        out.mean = mean(s.queue_levels_[q].integral(s.queues_[q].count, now));
        out.maximum = s.queue_levels_[q].maximum(s.queues_[q].count, now);
        out.time_at_level = s.queue_levels_[q].time_at_level(s.queues_[q].count, now);
        out.jobs_out = s.queue_waits_[q].count;
        out.mean_wait = s.queue_waits_[q].mean();
        r.buffers.push_back(std::move(out));
    }
    for (std::size_t i = 0; i < p.pool_names.size(); ++i) {
        PoolResult out;
        out.name = p.pool_names[i];
        Simulation::PoolCount count = s.pool_counts_[i];
        for (std::size_t k = 0; k < p.people.size(); ++k) {
            if (p.people[k].pool != i) continue;
            const Simulation::PersonState& person = s.people_[k];
            ++out.people;
            count.add(person, now);
            if (person.duty == Simulation::Duty::staying && s.counting_)
                count.overtime += now - std::max(person.taken, s.counting_since_);
        }
        out.working = count.working;
        out.waiting = count.waiting;
        out.walking = count.walking;
        for (std::size_t k = 0; k < p.rosters.size(); ++k)
            if (!p.rosters[k].people.empty() && p.people[p.rosters[k].people.first].pool == i) {
                count.absent += static_cast<Tick>(s.rosters_[k].missing) * (now - s.rosters_[k].since);
                count.planned_overtime += static_cast<Tick>(s.rosters_[k].extra) * (now - s.rosters_[k].since);
            }
        out.absent = count.absent;
        out.planned_overtime = count.planned_overtime;
        out.off_shift = count.away - count.absent;
        out.overtime = count.overtime;
        out.idle =
            static_cast<Tick>(out.people) * (now - r.from) - out.working - out.waiting - out.walking - count.away;
        r.operators.push_back(std::move(out));
    }
    for (std::size_t i = 0; i < p.fleets.size(); ++i) {
        const auto& f = s.fleets_[i];
        FleetResult out;
        out.name = p.fleet_names[i];
        out.count = p.fleets[i].count;
        out.loaded = f.loaded_time + static_cast<Tick>(f.loaded) * (now - f.since);
        out.empty = f.empty_time + static_cast<Tick>(f.empty) * (now - f.since);
        out.idle = static_cast<Tick>(out.count) * (now - r.from) - out.loaded - out.empty;
        out.trips = f.trips;
        r.vehicles.push_back(std::move(out));
    }
    r.materials = measure_materials(s);
    for (std::size_t i = 0; i < p.outside.size(); ++i) {
        SubcontractorResult out;
        out.name = p.outside_names[i];
        out.sent = s.outside_[i].sent;
        for (std::size_t k = 0; k < p.product_names.size(); ++k)
            out.returned += s.returned_[i * p.product_names.size() + k];
        out.jobs = mean(s.outside_levels_[i].integral(s.outside_[i].jobs, now));
        out.maximum = s.outside_levels_[i].maximum(s.outside_[i].jobs, now);
        r.subcontractors.push_back(std::move(out));
    }
    for (std::size_t i = 0; i < p.time_limit_names.size(); ++i) {
        const Program::TimeLimitName& name = p.time_limit_names[i];
        const auto& q = s.queue_times_[i];
        r.queue_times.push_back({name.route, name.since, name.step, name.within, q.jobs, q.late,
                                 q.jobs ? q.sum / static_cast<double>(q.jobs) : 0.0, q.longest});
    }
    for (std::size_t i = 0; i < p.product_names.size(); ++i) {
        const auto& c = s.product_counts_[i];
        const TimeRecord& lead = s.lead_times_[i];
        ProductResult out;
        out.name = p.product_names[i];
        out.released = c.released;
        out.good = c.exits;
        out.scrapped = c.scrapped;
        out.lost = c.lost;
        out.inspected = c.inspected;
        out.passed_first = c.passed;
        out.reworked = c.reworked;
        out.wip = mean(s.product_levels_[i].integral(c.wip, now));
        if (lead.count()) {
            const auto n = static_cast<double>(lead.count());
            out.lead_mean = lead.sum() / n;
            out.lead_sd =
                lead.count() > 1
                    ? std::sqrt(std::max(0.0, (lead.sum_of_squares() - lead.sum() * out.lead_mean) / (n - 1.0)))
                    : 0.0;
            out.lead_min = lead.least();
            out.lead_max = lead.most();
            static constexpr std::array<double, 5> at{0.05, 0.25, 0.5, 0.75, 0.95};
            for (std::size_t k = 0; k < at.size(); ++k) out.lead_quantiles[k] = lead.quantile(at[k]);
        }
        out.good_by_hour = s.output_[i];
        const auto hours = static_cast<std::size_t>((now - r.from + s.setup_.hour - 1) / s.setup_.hour);
        out.good_by_hour.resize(std::max(hours, out.good_by_hour.size()), 0);
        out.plan_per_hour = p.plan_per_hour[i];
        if (p.has_orders) out.orders = s.orders_.count(static_cast<std::uint32_t>(i), now);
        r.good += out.good;
        r.scrapped += out.scrapped;
        r.products.push_back(std::move(out));
    }
    for (std::size_t i = 0; i < p.source_names.size(); ++i) {
        const auto& c = s.source_counts_[i];
        if (i + 1 == p.source_names.size() && s.sources_[i].created == 0) break;  // nothing was injected
        SourceResult out;
        out.name = p.source_names[i];
        out.arrived = c.arrived;
        out.entered = c.entered;
        out.lost = c.lost;
        out.backlog = mean(
            s.backlog_levels_[i].integral(static_cast<std::int64_t>(s.backlog_[i].size() - s.sources_[i].head), now));
        r.sources.push_back(std::move(out));
    }
    for (std::size_t i = 0; i < p.sink_names.size(); ++i) r.sinks.push_back({p.sink_names[i], s.sink_exits_[i]});
    for (const Program::ArrivalItem& item : p.schedules) {
        if (item.order == none) continue;
        OrderResult out{p.order_names[item.order], p.product_names[item.product], item.quantity, {}, {}};
        if (item.due != never) out.due = item.due;
        if (s.orders_.finished(item.order) != never) out.finished = s.orders_.finished(item.order);
        r.orders.push_back(std::move(out));
    }
    LittleCheck& little = r.little;
    little.wip = mean(s.wip_level_.integral(s.wip_, now));
    little.rate = window > 0 ? static_cast<double>(s.all_times_.count) / window : 0.0;
    little.time = s.all_times_.mean();
    little.residual = little.wip > 0 ? std::abs(little.wip - little.rate * little.time) / little.wip : 0.0;
    if (p.prices.given) r.costs = costs(s, r);
    return r;
}

}  // namespace linewright

#include "linewright/record/reckon_costs.hpp"
