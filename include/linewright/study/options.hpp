// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The options of a study, and whether they make sense for a plant.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>

#include "linewright/core/text.hpp"
#include "linewright/engine/engine.hpp"

namespace linewright {

/// How long, how often, how sure.
struct RunOptions {
    Duration horizon{8.0, Unit::h};  ///< the window ends here
    Duration warmup{};               ///< the window begins here: nothing before it is counted
    int replications = 1;
    /// Replications are numbered from here on, in random streams, results and failures: a part of a larger study.
    std::uint64_t first_replication = 0;
    std::uint64_t seed = 1;
    int threads = 0;           ///< 0: as many as the machine has
    double confidence = 0.95;  ///< of the intervals
    std::uint64_t max_events_per_instant = 10'000'000;
    std::uint64_t max_events = std::numeric_limits<std::uint64_t>::max();
    int max_jobs = 50'000'000;
    Duration max_wall{};  ///< 0: none; replications that aren't done by then have failed
    StopToken stop{};
    /// Called from the thread that called, now and then, with the number of replications done and wanted; returning
    /// false cancels. Null: no calls.
    std::function<bool(int done, int wanted)> progress{};
    bool carry_on = false;  ///< keep the other replications when one ends badly, instead of throwing
    std::uint64_t max_memory = std::uint64_t{8} << 30U;  ///< bytes of one replication: jobs in the plant and outside
};

namespace detail {
/// A duration option in ticks; throws std::invalid_argument that names it.
inline Tick option_ticks(Duration d, const Program& program, const char* name, bool positive) {
    const double t = d.microseconds() / program.tick_us;
    if (d.is_cycles() || !(t >= 0.0) || t >= 0x1p59 || (positive && !(t > 0.0)))
        throw std::invalid_argument(std::string(name) + " must be a " + (positive ? "positive " : "") + "time, is " +
                                    duration_text(d));
    return to_ticks(t);
}
/// The number of a study's `i`th replication.
inline std::uint64_t replication_number(const RunOptions& options, std::size_t i) {
    return options.first_replication + static_cast<std::uint64_t>(i);
}
/// Throws std::invalid_argument for no replications at all, and for numbers that don't fit.
inline void check_replications(const RunOptions& options) {
    if (options.replications < 1)
        throw std::invalid_argument("replications must be at least 1, is " + std::to_string(options.replications));
    if (options.first_replication >
        std::numeric_limits<std::uint64_t>::max() - static_cast<std::uint64_t>(options.replications))
        throw std::invalid_argument("first_replication is too large for so many replications: " +
                                    std::to_string(options.first_replication));
}
/// The setup of one replication of a study; throws std::invalid_argument that names the option that makes no sense.
inline RunSetup setup_of(const RunOptions& options, const Program& program, std::uint64_t replication = 0) {
    if (options.max_jobs < 1)
        throw std::invalid_argument("max_jobs must be at least 1, is " + std::to_string(options.max_jobs));
    if (options.max_memory < 1) throw std::invalid_argument("max_memory must be at least 1 byte, is 0");
    RunSetup setup;
    setup.seed = options.seed;
    setup.replication = replication;
    setup.warmup = option_ticks(options.warmup, program, "warmup", false);
    setup.max_events_per_instant = options.max_events_per_instant;
    setup.max_events = options.max_events;
    setup.max_jobs = static_cast<std::uint32_t>(options.max_jobs);
    setup.max_memory = options.max_memory;
    return setup;
}
}  // namespace detail

}  // namespace linewright
