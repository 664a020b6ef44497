// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The body of fingerprints.hpp.
#pragma once

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstdint>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "linewright/record/fingerprint.hpp"
#include "linewright/study/fingerprints.hpp"
#include "linewright/study/study_body.hpp"

namespace linewright {

LINEWRIGHT_ONCE std::vector<std::uint64_t> fingerprints(const std::shared_ptr<const Program>& program,
                                                        const RunOptions& options) {
    const Tick horizon = detail::option_ticks(options.horizon, *program, "horizon", true);
    const Tick warmup = detail::option_ticks(options.warmup, *program, "warmup", false);
    if (options.replications < 1)
        throw std::invalid_argument("replications must be at least 1, is " + std::to_string(options.replications));
    if (options.threads < 0)
        throw std::invalid_argument("threads must be 0 (all) or more, is " + std::to_string(options.threads));
    const auto wanted = static_cast<std::size_t>(options.replications);
    std::vector<std::uint64_t> values(wanted);
    std::vector<std::exception_ptr> thrown(wanted);
    const std::size_t threads = options.threads == 0 ? std::max(1U, std::thread::hardware_concurrency())
                                                     : static_cast<std::size_t>(options.threads);
    boost::asio::thread_pool pool(threads);
    for (std::size_t i = 0; i < wanted; ++i)
        boost::asio::post(pool, [&, i] {
            try {
                RunSetup setup;
                setup.seed = options.seed;
                setup.replication = i;
                setup.warmup = warmup;
                setup.max_events_per_instant = options.max_events_per_instant;
                setup.max_events = options.max_events;
                setup.max_jobs = static_cast<std::uint32_t>(std::max(options.max_jobs, 1));
                values[i] = fingerprint(program, setup, horizon);
            } catch (...) {
                thrown[i] = std::current_exception();
            }
        });
    pool.join();
    for (const auto& error : thrown)
        if (error) std::rethrow_exception(error);
    return values;
}

}  // namespace linewright
