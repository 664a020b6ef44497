// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of study.hpp: replications, and Student's t.
#pragma once

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/core/text.hpp"
#include "linewright/engine/engine.hpp"
#include "linewright/plant/hash.hpp"
#include "linewright/study/collect.hpp"
#include "linewright/study/pool.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

LINEWRIGHT_ONCE Interval t_interval(const std::vector<double>& values, double confidence) {
    Interval out;
    out.n = values.size();
    if (values.empty()) return out;
    double sum = 0.0;
    for (const double v : values) sum += v;
    out.mean = sum / static_cast<double>(values.size());
    out.least = *std::min_element(values.begin(), values.end());
    out.most = *std::max_element(values.begin(), values.end());
    if (out.least == out.most) out.mean = out.least;  // no rounding where nothing varies
    if (values.size() < 2) {
        out.half_width = out.sd = std::numeric_limits<double>::quiet_NaN();
        return out;
    }
    double squares = 0.0;
    for (const double v : values) squares += (v - out.mean) * (v - out.mean);
    const auto n = static_cast<double>(values.size());
    out.sd = std::sqrt(squares / (n - 1.0));
    const boost::math::students_t_distribution<double> t(rule<"measures.students_t">() ? n - 1.0 : 1e6);
    out.half_width =
        boost::math::quantile(boost::math::complement(t, (1.0 - confidence) / 2.0)) * out.sd / std::sqrt(n);
    return out;
}

LINEWRIGHT_ONCE Outcome run_replication(const std::shared_ptr<const Program>& program, const RunSetup& setup,
                                        Tick horizon, StopToken stop, RunResult& result) {
    Simulation simulation(program, setup);
    Outcome outcome = simulation.run_until(horizon, stop);
    result = measure(simulation);
    return outcome;
}

namespace detail {

LINEWRIGHT_ONCE Result collected(const Program& program, const RunOptions& options, std::vector<Ran>& all,
                                 const PoolEnd& end, const std::string& called) {
    Result result;
    result.plant = program.name;
    result.plant_identity = program.identity;
    result.options = options;
    result.cancelled = end.cancelled;
    // The runs look at the asker's token themselves, and may have seen it before the watching thread did.
    if (options.stop.stop_requested())
        result.cancelled = result.cancelled || std::any_of(all.begin(), all.end(), [](const Ran& ran) {
                               return ran.outcome.ending == Ending::cancelled;
                           });
    for (std::size_t i = 0; i < all.size(); ++i) {
        Outcome& outcome = all[i].outcome;
        if (end.too_long && !result.cancelled && outcome.ending == Ending::cancelled) {
            outcome.ending = Ending::wall_limit;
            outcome.message =
                "the study has run for " + duration_text(options.max_wall) + ", its limit" +
                (outcome.at == 0 ? ", and this replication had not begun"
                                 : ", after " + std::to_string(all[i].run.events) + " events of this replication");
        }
        if (outcome.ok()) {
            result.runs.push_back(std::move(all[i].run));
        } else if (outcome.ending != Ending::cancelled) {
            RunFailure failure{rule<"limits.the_replication_is_named">() ? replication_number(options, i) : 0,
                               options.seed, outcome.ending, program.seconds(static_cast<double>(outcome.at)),
                               called + outcome.message};
            if (options.carry_on ? !rule<"limits.carry_on">() : rule<"limits.a_bad_end_is_thrown">())
                throw RunError(std::move(failure));
            result.failures.push_back(std::move(failure));
        }
    }
    return result;
}

}  // namespace detail

LINEWRIGHT_ONCE Result simulate(const std::shared_ptr<const Program>& program, const RunOptions& options) {
    const Tick horizon = detail::checked_horizon(options, *program);
    const RunSetup setup = detail::setup_of(options, *program);
    std::vector<detail::Ran> all(static_cast<std::size_t>(options.replications));
    const detail::PoolEnd end = detail::each_replication(options, [&](std::size_t i, StopToken stop) {
        RunSetup mine = setup;
        mine.replication = detail::replication_number(
            options,
            rule<"measures.threads_change_nothing">() ? i : i % static_cast<std::size_t>(std::max(options.threads, 1)));
        all[i].outcome = run_replication(program, mine, horizon, stop, all[i].run);
    });
    return detail::collected(*program, options, all, end, {});
}

LINEWRIGHT_ONCE Result merged(std::vector<Result> parts) {
    if (parts.empty()) throw std::invalid_argument("there are no results to merge");
    std::stable_sort(parts.begin(), parts.end(), [](const Result& a, const Result& b) {
        return a.options.first_replication < b.options.first_replication;
    });
    Result whole = std::move(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        Result& part = parts[i];
        RunOptions& all = whole.options;
        const RunOptions& its = part.options;
        const auto differ = [](const char* what, const std::string& a, const std::string& b) {
            throw std::invalid_argument(
                std::string("only parts of one study can be merged, and these have different ") + what + ": " + a +
                " and " + b);
        };
        if (part.plant_identity != whole.plant_identity)
            differ("plants", identity_text(whole.plant_identity), identity_text(part.plant_identity));
        if (its.horizon != all.horizon) differ("horizons", duration_text(all.horizon), duration_text(its.horizon));
        if (its.warmup != all.warmup) differ("warm-ups", duration_text(all.warmup), duration_text(its.warmup));
        if (its.seed != all.seed) differ("seeds", std::to_string(all.seed), std::to_string(its.seed));
        if (its.confidence != all.confidence)
            differ("confidences", number_text(all.confidence), number_text(its.confidence));
        const std::uint64_t next = all.first_replication + static_cast<std::uint64_t>(all.replications);
        if (its.first_replication != next)
            throw std::invalid_argument(
                its.first_replication < next
                    ? "replication " + std::to_string(its.first_replication) + " is in two of the parts"
                    : "replication " + std::to_string(next) + " is in none of the parts: they must leave no gap");
        if (its.replications > std::numeric_limits<int>::max() - all.replications)
            throw std::invalid_argument("the parts have more replications than a result can hold");
        all.replications += its.replications;
        for (RunResult& run : part.runs) whole.runs.push_back(std::move(run));
        for (RunFailure& failure : part.failures) whole.failures.push_back(std::move(failure));
        whole.cancelled = whole.cancelled || part.cancelled;
    }
    return whole;
}

}  // namespace linewright
