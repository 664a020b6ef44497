// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A plant in the long run: what it does over equal stretches of time, when it no longer feels its start, and an
// interval from one long run. series.hpp has the arithmetic.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "linewright/engine/compile.hpp"
#include "linewright/study/series.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// What replications did over equal stretches of time, from the end of the warm-up on; a rest shorter than a stretch is
/// left out. A row for each replication.
struct Courses {
    std::vector<std::vector<double>> wip;   ///< jobs in the plant, the mean over the stretch
    std::vector<std::vector<double>> good;  ///< good jobs that left during it
    Duration stretch{1.0, Unit::h};
    RunOptions options;
    bool cancelled = false;  ///< then rows may be missing or short
};

/// Runs the replications that `simulate` would run and looks at them stretch by stretch; looking changes nothing.
/// Throws RunError when one can't reach the horizon, whether or not `carry_on` is set, and std::invalid_argument for
/// options that make no sense and for a stretch that is no positive time up to the length of the window.
LINEWRIGHT_ONCE Courses courses(const std::shared_ptr<const Program>& program, const RunOptions& options,
                                Duration stretch = {1.0, Unit::h});

/// When a plant no longer feels its start.
struct Settling {
    Truncation wip, good;  ///< MSER-5 of each, on the mean over replications
    bool found = false;    ///< both were; else the runs were too short, or the plant never settles
    Duration warmup{};     ///< the later of the two cuts
    Courses courses;
    std::string says;
};

/// The warm-up that a steady-state study needs, by MSER-5 on WIP and on output, each averaged over the replications.
/// `options.warmup` must be 0: it is what is looked for. Stretches should hold a whole cycle of the calendar, a day or
/// a week where there are shifts. Throws what `courses` throws, and std::invalid_argument for fewer than 50 stretches.
LINEWRIGHT_ONCE Settling settle(const std::shared_ptr<const Program>& program, const RunOptions& options,
                                Duration stretch = {1.0, Unit::h});

/// Intervals from one long run.
struct LongRun {
    BatchMeans wip;         ///< jobs in the plant
    BatchMeans throughput;  ///< good jobs an hour
    Courses courses;
};

/// One long run, cut into batches: replication `options.first_replication`, whatever `options.replications` says. The
/// intervals are of use only where their `independent` is true. Throws what `courses` and `batch_means` throw.
LINEWRIGHT_ONCE LongRun long_run(const std::shared_ptr<const Program>& program, const RunOptions& options,
                                 Duration stretch = {1.0, Unit::h}, std::size_t batches = 20);

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/steady_body.hpp"
#endif
