// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Replications side by side in a pool of threads, with progress, a limit of time and an answer to who wants to stop.
#pragma once

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/core/text.hpp"
#include "linewright/study/options.hpp"

namespace linewright {

namespace detail {

/// The horizon in ticks, when all options of a study make sense; else throws std::invalid_argument.
inline Tick checked_horizon(const RunOptions& options, const Program& program) {
    const Tick horizon = option_ticks(options.horizon, program, "horizon", true);
    if (setup_of(options, program).warmup >= horizon)
        throw std::invalid_argument("warmup must end before the horizon: " + duration_text(options.warmup) + " and " +
                                    duration_text(options.horizon));
    check_replications(options);
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

/// Calls `one(i, stop)` for i from 0 to `wanted`, on the threads that the options want. The calling thread only
/// watches: progress, a stop that was asked for, the wall clock. What `one` throws is thrown when all threads have
/// ended.
template <class One>
PoolEnd each_run(const RunOptions& options, std::size_t wanted, const One& one) {
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
            if (go && options.progress) go = options.progress(so_far, static_cast<int>(wanted));
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

/// The same for every replication of one plant.
template <class One>
PoolEnd each_replication(const RunOptions& options, const One& one) {
    return each_run(options, static_cast<std::size_t>(options.replications), one);
}

}  // namespace detail

}  // namespace linewright
