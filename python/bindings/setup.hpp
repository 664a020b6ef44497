// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// How one run is set up from Python: the same options, limits and refusals wherever a run begins.
#pragma once

#include <cstdint>
#include <optional>

#include "bindings.hpp"
#include "linewright/study/study.hpp"

namespace linewright::python {

/// The limits of one run; RunOptions has the defaults, and None stands for no limit on events.
struct Limits {
    std::uint64_t max_events_per_instant = RunOptions{}.max_events_per_instant;
    std::optional<std::uint64_t> max_events{};
    int max_jobs = RunOptions{}.max_jobs;
    std::uint64_t max_memory = RunOptions{}.max_memory;

    void set(RunOptions& options) const {
        options.max_events_per_instant = max_events_per_instant;
        if (max_events) options.max_events = *max_events;
        options.max_jobs = max_jobs;
        options.max_memory = max_memory;
    }
};

inline RunSetup setup_from(const Program& program, std::uint64_t seed, std::uint64_t replication,
                           const py::object& warmup, const Limits& limits = {}) {
    RunOptions options;
    options.seed = seed;
    options.warmup = duration_from(warmup);
    limits.set(options);
    return detail::setup_of(options, program, replication);
}

}  // namespace linewright::python
