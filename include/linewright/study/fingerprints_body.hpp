// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The body of fingerprints.hpp.
#pragma once

#include <algorithm>
#include <atomic>
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
#include "linewright/study/study.hpp"

namespace linewright {

LINEWRIGHT_ONCE std::vector<std::uint64_t> fingerprints(const std::shared_ptr<const Program>& program,
                                                        const RunOptions& options) {
    const Tick horizon = detail::option_ticks(options.horizon, *program, "horizon", true);
    const RunSetup setup = detail::setup_of(options, *program);
    detail::check_replications(options);
    if (options.threads < 0)
        throw std::invalid_argument("threads must be 0 (all) or more, is " + std::to_string(options.threads));
    const auto wanted = static_cast<std::size_t>(options.replications);
    std::vector<std::uint64_t> values(wanted);
    std::vector<std::exception_ptr> thrown(wanted);
    std::atomic<bool> failed{false};  // the others need not go on
    const StopToken stop(&failed, options.stop);
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads =
        std::min<std::size_t>(options.threads == 0 ? cores : static_cast<std::size_t>(options.threads), wanted);
    boost::asio::thread_pool pool(threads);
    for (std::size_t i = 0; i < wanted; ++i)
        boost::asio::post(pool, [&, i] {
            if (stop.stop_requested()) return;
            try {
                RunSetup mine = setup;
                mine.replication = detail::replication_number(options, i);
                values[i] = fingerprint(program, mine, horizon, stop);
            } catch (...) {
                thrown[i] = std::current_exception();
                failed = true;
            }
        });
    pool.join();
    for (const auto& error : thrown)
        if (error) std::rethrow_exception(error);
    if (options.stop.stop_requested()) values.clear();
    return values;
}

}  // namespace linewright
