// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Fingerprints of several replications at once, to hold one build, machine or number of threads against another.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/record/fingerprint.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// The fingerprint of every replication, in their order; none when the options' `stop` was asked for. Of the options
/// also count the horizon, the warm-up, the replications and the first of them, the seed, the threads and the limits on
/// events, jobs and memory. Throws std::invalid_argument for options that make no sense.
LINEWRIGHT_ONCE std::vector<std::uint64_t> fingerprints(const std::shared_ptr<const Program>& program,
                                                        const RunOptions& options = {});

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/fingerprints_body.hpp"
#endif
