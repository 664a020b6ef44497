// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of study.hpp: the pool of threads, and Student's t.
#pragma once

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <exception>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/core/text.hpp"
#include "linewright/engine/engine.hpp"
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

namespace detail {

/// The horizon in ticks, when all options of a study make sense; else throws std::invalid_argument.
inline Tick checked_horizon(const RunOptions& options, const Program& program) {
    const Tick horizon = option_ticks(options.horizon, program, "horizon", true);
    if (setup_of(options, program).warmup >= horizon)
        throw std::invalid_argument("warmup must end before the horizon: " + duration_text(options.warmup) + " and " +
                                    duration_text(options.horizon));
    if (options.replications < 1)
        throw std::invalid_argument("replications must be at least 1, is " + std::to_string(options.replications));
    if (options.threads < 0)
        throw std::invalid_argument("threads must be 0 (all) or more, is " + std::to_string(options.threads));
    option_ticks(options.max_wall, program, "max_wall", false);
    if (!(options.confidence > 0.0 && options.confidence < 1.0))
        throw std::invalid_argument("confidence must be between 0 and 1, is " + number_text(options.confidence));
    return horizon;
}

/// Why a study's threads stopped before all was done.
struct PoolEnd {
    bool cancelled = false, too_long = false;
};

/// Calls `one(i, stop)` for every replication, on the threads that the options want. The calling thread only watches:
/// progress, a stop that was asked for, the wall clock. What `one` throws is thrown when all threads have ended.
template <class One>
PoolEnd each_replication(const RunOptions& options, const One& one) {
    const auto wanted = static_cast<std::size_t>(options.replications);
    std::vector<std::exception_ptr> thrown(wanted);
    std::atomic<bool> stop{false};
    PoolEnd end;
    std::mutex mutex;
    std::condition_variable news;
    int done = 0;
    const auto run = [&](std::size_t i) {
        if (!stop.load(std::memory_order_relaxed)) {
            try {
                one(i, StopToken(&stop, options.stop));
            } catch (...) {
                thrown[i] = std::current_exception();
                stop = true;
            }
        }
        const std::lock_guard lock(mutex);
        ++done;
        news.notify_one();
    };
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads =
        std::min<std::size_t>(options.threads == 0 ? cores : static_cast<std::size_t>(options.threads), wanted);
    {
        boost::asio::thread_pool pool(threads);
        for (std::size_t i = 0; i < wanted; ++i) boost::asio::post(pool, [&run, i] { run(i); });
        const auto begun = std::chrono::steady_clock::now();
        const double limit = options.max_wall.seconds();
        std::unique_lock lock(mutex);
        while (static_cast<std::size_t>(done) < wanted) {
            news.wait_for(lock, std::chrono::milliseconds(5));
            const int so_far = done;
            lock.unlock();
            bool go = !options.stop.stop_requested();
            if (go && options.progress) go = options.progress(so_far, options.replications);
            if (!go) {
                stop = end.cancelled = true;
            } else if (limit > 0.0 && rule<"limits.wall_clock">() &&
                       std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count() >= limit) {
                stop = end.too_long = true;
            }
            lock.lock();
        }
        lock.unlock();
        pool.join();
    }
    for (const auto& error : thrown)
        if (error) std::rethrow_exception(error);
    return end;
}

}  // namespace detail

LINEWRIGHT_ONCE Outcome run_replication(const std::shared_ptr<const Program>& program, const RunSetup& setup,
                                        Tick horizon, StopToken stop, RunResult& result) {
    Simulation simulation(program, setup);
    Outcome outcome = simulation.run_until(horizon, stop);
    result = measure(simulation);
    return outcome;
}

LINEWRIGHT_ONCE Result simulate(const std::shared_ptr<const Program>& program, const RunOptions& options) {
    const Tick horizon = detail::checked_horizon(options, *program);
    const RunSetup setup = detail::setup_of(options, *program);
    Result result;
    result.plant = program->name;
    result.plant_identity = program->identity;
    result.options = options;
    const auto wanted = static_cast<std::size_t>(options.replications);
    std::vector<RunResult> runs(wanted);
    std::vector<Outcome> outcomes(wanted);
    for (Outcome& outcome : outcomes) outcome = {Ending::cancelled, 0, "it had not begun"};
    const detail::PoolEnd end = detail::each_replication(options, [&](std::size_t i, StopToken stop) {
        RunSetup mine = setup;
        mine.replication =
            rule<"measures.threads_change_nothing">() ? i : i % static_cast<std::size_t>(std::max(options.threads, 1));
        outcomes[i] = run_replication(program, mine, horizon, stop, runs[i]);
    });
    result.cancelled = end.cancelled;
    // The runs look at the asker's token themselves, and may have seen it before the watching thread did.
    if (options.stop.stop_requested())
        result.cancelled = result.cancelled || std::any_of(outcomes.begin(), outcomes.end(), [](const Outcome& o) {
                               return o.ending == Ending::cancelled;
                           });
    for (std::size_t i = 0; i < wanted; ++i) {
        if (end.too_long && !result.cancelled && outcomes[i].ending == Ending::cancelled) {
            outcomes[i].ending = Ending::wall_limit;
            outcomes[i].message =
                "the study has run for " + duration_text(options.max_wall) + ", its limit" +
                (outcomes[i].at == 0 ? ", and this replication had not begun"
                                     : ", after " + std::to_string(runs[i].events) + " events of this replication");
        }
        if (outcomes[i].ok()) {
            result.runs.push_back(std::move(runs[i]));
        } else if (outcomes[i].ending != Ending::cancelled) {
            RunFailure failure{rule<"limits.the_replication_is_named">() ? i : 0, options.seed, outcomes[i].ending,
                               program->seconds(static_cast<double>(outcomes[i].at)), outcomes[i].message};
            if (options.carry_on ? !rule<"limits.carry_on">() : rule<"limits.a_bad_end_is_thrown">())
                throw RunError(std::move(failure));
            result.failures.push_back(std::move(failure));
        }
    }
    return result;
}

}  // namespace linewright
