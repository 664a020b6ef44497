// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of steady.hpp.
#pragma once

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "linewright/core/text.hpp"
#include "linewright/study/pool.hpp"
#include "linewright/study/steady.hpp"

namespace linewright {

namespace detail {

/// Runs up to each end of a stretch in turn and notes what was new.
inline Outcome follow(const std::shared_ptr<const Program>& program, const RunSetup& setup, Tick stretch,
                      std::size_t stretches, StopToken stop, std::vector<double>& wip, std::vector<double>& good) {
    Simulation run(program, setup);
    Outcome outcome = run.run_until(setup.warmup, stop);
    std::int64_t area = 0;
    std::uint64_t made = 0;
    wip.reserve(stretches);
    good.reserve(stretches);
    for (std::size_t i = 1; outcome.ok() && i <= stretches; ++i) {
        outcome = run.run_until(setup.warmup + static_cast<Tick>(i) * stretch, stop);
        if (!outcome.ok()) break;
        const std::int64_t area_now = run.wip_ticks();
        const std::uint64_t made_now = run.good();
        wip.push_back(static_cast<double>(area_now - area) / static_cast<double>(stretch));
        good.push_back(static_cast<double>(made_now - made));
        area = area_now;
        made = made_now;
    }
    return outcome;
}

}  // namespace detail

LINEWRIGHT_ONCE Courses courses(const std::shared_ptr<const Program>& program, const RunOptions& options,
                                Duration stretch) {
    const Tick horizon = detail::checked_horizon(options, *program);
    const RunSetup setup = detail::setup_of(options, *program);
    const Tick each = detail::option_ticks(stretch, *program, "stretch", true);
    const Tick window = horizon - setup.warmup;
    if (each < 1 || each > window)
        throw std::invalid_argument("a stretch must be a time up to the length of the window: " +
                                    duration_text(stretch) + " is " + (each < 1 ? "shorter than a tick" : "longer"));
    const auto stretches = static_cast<std::size_t>(window / each);
    const auto rows = static_cast<std::size_t>(options.replications);
    Courses out;
    out.stretch = stretch;
    out.options = options;
    out.wip.resize(rows);
    out.good.resize(rows);
    std::vector<Outcome> outcomes(rows);
    const detail::PoolEnd end = detail::each_replication(options, [&](std::size_t i, StopToken stop) {
        RunSetup mine = setup;
        mine.replication = detail::replication_number(options, i);
        outcomes[i] = detail::follow(program, mine, each, stretches, stop, out.wip[i], out.good[i]);
    });
    out.cancelled = end.cancelled || options.stop.stop_requested();
    for (std::size_t i = 0; i < rows; ++i) {
        Outcome& outcome = outcomes[i];
        if (outcome.ok() || out.cancelled) continue;
        if (end.too_long && outcome.ending == Ending::cancelled) {
            outcome.ending = Ending::wall_limit;
            outcome.message = "the runs have taken " + duration_text(options.max_wall) + ", their limit";
        }
        throw RunError(RunFailure{detail::replication_number(options, i), options.seed, outcome.ending,
                                  program->seconds(static_cast<double>(outcome.at)), outcome.message});
    }
    return out;
}

LINEWRIGHT_ONCE Settling settle(const std::shared_ptr<const Program>& program, const RunOptions& options,
                                Duration stretch) {
    if (options.warmup.value != 0.0)
        throw std::invalid_argument("the warm-up is looked for from the start on: leave it at 0, it is " +
                                    duration_text(options.warmup));
    constexpr std::size_t least = 50;  // ten means of five
    Settling out;
    out.courses = courses(program, options, stretch);
    if (out.courses.cancelled) {
        out.says = "cancelled";
        return out;
    }
    const std::size_t stretches = out.courses.wip.front().size();
    if (stretches < least)
        throw std::invalid_argument("a warm-up is looked for in at least 50 stretches, and " +
                                    duration_text(options.horizon) + " has " + std::to_string(stretches) + " of " +
                                    duration_text(stretch) + ": run longer, or take shorter stretches");
    out.wip = mser(out.courses.wip);
    out.good = mser(out.courses.good);
    out.found = out.wip.found && out.good.found;
    const std::size_t cut = std::max(out.wip.cut, out.good.cut);
    out.warmup = Duration{static_cast<double>(cut) * stretch.value, stretch.unit};
    const std::string of = " of " + duration_text(options.horizon);
    if (out.found) {
        out.says = "settled after " + duration_text(out.warmup) + of;
    } else {
        const bool both = !out.wip.found && !out.good.found;
        out.says = std::string(both            ? "WIP and output do"
                               : out.wip.found ? "output does"
                                               : "WIP does") +
                   " not settle in the first half" + of +
                   ": run longer; where it still does not, more comes than the plant can do";
    }
    return out;
}

LINEWRIGHT_ONCE LongRun long_run(const std::shared_ptr<const Program>& program, const RunOptions& options,
                                 Duration stretch, std::size_t batches) {
    RunOptions one = options;
    one.replications = 1;
    LongRun out;
    out.courses = courses(program, one, stretch);
    if (out.courses.cancelled) return out;
    out.wip = batch_means(out.courses.wip.front(), batches, options.confidence);
    std::vector<double> hourly = out.courses.good.front();
    for (double& value : hourly) value *= 3600.0 / stretch.seconds();
    out.throughput = batch_means(hourly, batches, options.confidence);
    return out;
}

}  // namespace linewright
