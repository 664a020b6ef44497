// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What a run counts for prices, and only for them: work by operation and people by product, late jobs, jobs that become
// part of another product, power over time. A phase of a job ends in stage_end or in suspend, so work is counted there.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

inline void Simulation::begin_cost_counts() {
    const Program& p = *program_;
    const Prices& prices = p.prices;
    if (!prices.given) return;
    const std::size_t products = p.product_names.size();
    if (prices.follows_work) work_.resize(p.op_stations.size());
    if (prices.follows_people) people_work_.resize(p.pool_names.size() * products, 0);
    if (prices.follows_late) late_.resize(products);
    if (prices.follows_moves) became_.resize(products * products, 0);
    failures_then_.resize(p.modes.size(), 0);
    if (!prices.follows_power) return;
    energy_.resize(168);
    for (std::size_t i = 0; i < p.stations.size(); ++i)
        power_.milliwatts += prices.stations[i].milliwatts[static_cast<std::size_t>(State::starved)] *
                             static_cast<std::int64_t>(p.stations[i].places);
    power_.quarter_ends = prices.quarter_first;
    power_.whole = prices.quarter_first == prices.quarter ? 1 : 0;
    start_quarter(power_);
}

inline void Simulation::restart_cost_counts(Tick warmup) {
    if (!program_->prices.given) return;
    std::fill(work_.begin(), work_.end(), WorkCount{});
    std::fill(people_work_.begin(), people_work_.end(), std::uint64_t{0});
    std::fill(late_.begin(), late_.end(), LateCount{});
    std::fill(became_.begin(), became_.end(), std::uint64_t{0});
    for (std::size_t m = 0; m < failures_then_.size(); ++m) failures_then_[m] = modes_[m].failures;
    if (energy_.empty()) return;
    add_energy(warmup, power_, energy_);
    std::fill(energy_.begin(), energy_.end(), WideSum{});
    power_.whole = power_.quarter_ends - warmup == program_->prices.quarter ? 1 : 0;
    power_.quarter = power_.peak = WideSum{};
    power_.peak_at = -1;
}

/// A place has worked on its job, or on each job of its batch for an equal part of the time; early in a changeover on
/// the job that it is made for.
inline void Simulation::add_work(std::uint32_t place, Tick elapsed, std::vector<WorkCount>& work,
                                 std::vector<std::uint64_t>& people) const {
    const Program& p = *program_;
    const Place& at = places_[place];
    if (at.stage == Stage::supply) return;  // a refill is work on no job
    const std::uint32_t station = p.place_station[place];
    const auto ticks = static_cast<std::uint64_t>(std::min(elapsed, now_ - counting_since_));
    const bool batch = p.stations[station].batch != none && at.job != none;
    const auto count = [&](std::uint32_t op, std::uint64_t part) {
        if (!work.empty()) work[op_station(op, station)].ticks[phase_of(at.stage)] += part;
        if (!people.empty())
            for (std::uint32_t person = at.people; person != none; person = people_[person].next)
                people[p.people[person].pool * p.product_names.size() + p.ops[op].product] += part;
    };
    if (!batch || !rule<"costs.a_batch_is_work_on_each">())
        return count(at.job != none ? jobs_[at.job].op : setups_[place].op, ticks);
    std::uint64_t jobs = 0, k = 0;
    for (std::uint32_t j = at.job; j != none; j = jobs_[j].next) ++jobs;
    for (std::uint32_t j = at.job; j != none; j = jobs_[j].next, ++k)
        count(jobs_[j].op, ticks / jobs + (k < ticks % jobs ? 1 : 0));
}

/// People have worked beside a running place, on the changeover for its next job.
inline void Simulation::add_preparation(const Preparation& preparation, std::vector<std::uint64_t>& people) const {
    const Program& p = *program_;
    for (std::uint32_t i = preparation.people; i != none; i = people_[i].next)
        people[p.people[i].pool * p.product_names.size() + p.ops[preparation.op].product] +=
            static_cast<std::uint64_t>(now_ - std::max(people_[i].since, counting_since_));
}

/// People have carried a job.
inline void Simulation::add_carrying(const InTransit& trip, std::vector<std::uint64_t>& people) const {
    const Program& p = *program_;
    std::uint64_t jobs = 0;
    for (std::uint32_t j = trip.job; j != none; j = jobs_[j].next) ++jobs;
    for (std::uint32_t i = trip.people; i != none; i = people_[i].next) {
        const auto ticks = static_cast<std::uint64_t>(now_ - std::max(people_[i].since, counting_since_));
        std::uint64_t k = 0;  // an equal part for each
        for (std::uint32_t j = trip.job; j != none; j = jobs_[j].next, ++k)
            people[p.people[i].pool * p.product_names.size() + p.ops[jobs_[j].op].product] +=
                ticks / jobs + (k < ticks % jobs ? 1 : 0);
    }
}

/// Finds the hour of the week in which a quarter-hour lies; `power.since` is in it.
inline void Simulation::start_quarter(PowerState& power) const {
    const std::int64_t seconds = program_->wall_clock.local(power.since);
    const std::int64_t hours = seconds >= 0 ? seconds / 3600 : -((-seconds + 3599) / 3600);
    power.hour = !rule<"costs.prices_by_the_hour">()
                     ? 0
                     : static_cast<std::uint32_t>((((hours + 72) % 168) + 168) % 168);  // 1970 began on a Thursday
    power.quarter = WideSum{};
}

inline void Simulation::add_energy(Tick until, PowerState& power, std::vector<WideSum>& energy) const {
    while (power.since < until) {
        const Tick to = std::min(until, power.quarter_ends);
        WideSum part;
        part.add_product(static_cast<std::uint64_t>(power.milliwatts), static_cast<std::uint64_t>(to - power.since));
        power.quarter += part;
        energy[power.hour] += part;
        power.since = to;
        if (to < power.quarter_ends) return;
        const bool more = power.quarter.high != power.peak.high ? power.quarter.high > power.peak.high
                                                                : power.quarter.low > power.peak.low;
        if ((power.whole || !rule<"costs.the_peak_is_of_whole_quarters">()) && (more || power.peak_at < 0)) {
            power.peak = power.quarter;
            power.peak_at = to - program_->prices.quarter;
        }
        power.quarter_ends += program_->prices.quarter;
        power.whole = 1;
        start_quarter(power);
    }
}

template <class O>
void Run<O>::count_work(std::uint32_t place, Tick elapsed) {
    if (p.prices.follows()) s.add_work(place, elapsed, s.work_, s.people_work_);
}

/// A changeover for an operation is done.
template <class O>
void Run<O>::count_setup(std::uint32_t station, std::uint32_t op) {
    if (p.prices.follows_work) ++s.work_[s.op_station(op, station)].setups;
}

/// Processing is over: finished jobs by operation.
template <class O>
void Run<O>::count_made(std::uint32_t place) {
    if (!p.prices.follows_work) return;
    const Place& at = s.places_[place];
    const std::uint32_t station = p.place_station[place];
    const bool batch = p.stations[station].batch != none;
    for (std::uint32_t j = at.job; j != none; j = batch ? s.jobs_[j].next : none)
        ++s.work_[s.op_station(s.jobs_[j].op, station)].made;
}

template <class O>
void Run<O>::count_lateness(const Job& job) {
    S::LateCount& late = s.late_[p.ops[job.op].product];
    ++late.jobs;
    late.ticks.add(static_cast<std::uint64_t>(s.now_ - job.due));
}

template <class O>
void Run<O>::count_power(std::uint32_t station, State from, State to) {
    const auto& power = p.prices.stations[station].milliwatts;
    const std::int64_t change = power[static_cast<std::size_t>(to)] - power[static_cast<std::size_t>(from)];
    if (change == 0) return;
    s.add_energy(s.now_, s.power_, s.energy_);
    s.power_.milliwatts += change;
}

}  // namespace linewright
