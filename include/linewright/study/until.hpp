// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Replications until the intervals are as narrow as one wants them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// How narrow the interval of one statistic is wanted.
struct Precision {
    std::string name{};        ///< of the statistic, for messages
    double half_width = 0.05;  ///< at most this
    bool relative = true;      ///< times the size of the mean; false: in the statistic's own unit
};

/// What a StoppingRule says of the values so far.
struct StoppingState {
    bool enough = false;                ///< stop: what counts are the first `n` values
    bool gave_up = false;               ///< stop: `most` is reached and it is not enough
    std::size_t n = 0;                  ///< values that count: all so far, or where it was enough
    std::size_t more = 0;               ///< how many more are sensible before asking again; 0: stop
    std::string stopped_by{};           ///< the statistic that was the last to be narrow enough; or is not yet
    std::vector<Interval> intervals{};  ///< at `n`, one a statistic
    std::string says{};                 ///< the same in words
};

/// When to stop: at the first number of replications, from `least` on, at which all intervals have been narrow enough
/// so many times in a row (`passes`). A look is taken after every replication, however many come at once: what comes
/// out does not depend on how they are run. The rule keeps nothing; it is a function of the values so far.
///
/// An interval that may choose when it is looked at covers a little less than it says (Y. S. Chow, H. Robbins, Annals
/// of Mathematical Statistics 36 (1965) 457-462; A. M. Law, Simulation Modeling and Analysis, section 9.4): hence a
/// least number and more than one pass.
struct StoppingRule {
    std::vector<Precision> statistics{};
    double confidence = 0.95;
    std::size_t least = 10;   ///< replications before the first look; at least 2
    std::size_t passes = 2;   ///< looks in a row that all must be narrow enough
    std::size_t most = 1000;  ///< replications; it gives up there

    /// `so_far[k]`: the values of statistic k in the order of replications. Throws std::invalid_argument when the rule
    /// or the values make no sense.
    [[nodiscard]] LINEWRIGHT_ONCE StoppingState feed(const std::vector<std::vector<double>>& so_far) const;
    /// The same for one statistic.
    [[nodiscard]] StoppingState feed(const std::vector<double>& so_far) const {
        return feed(std::vector<std::vector<double>>{so_far});
    }
};

/// A figure that is wanted so exactly. See Result::figure for the names.
struct Target {
    std::string kind = "plant", element{}, measure = "throughput";
    double half_width = 0.05;
    bool relative = true;
};

/// A study that went on until it was exact enough.
struct UntilResult {
    Result result;  ///< the replications that count, and no more
    StoppingState state;
    std::vector<Target> targets;
    RunOptions options;  ///< as asked for
};

/// Runs replications until the figures are as exact as wanted, from `options.first_replication` on; `rule` gives
/// everything but the statistics and the confidence, which are those of the targets and the options.
/// `options.replications` is not looked at. The result is the same on any number of threads: it has the replications up
/// to the stop. Ends early when cancelled, when the wall clock's limit is reached with `carry_on`, or when `rule.most`
/// is reached: `state` says so. Throws what `simulate` throws, std::out_of_range for a figure that isn't there, and
/// std::invalid_argument for a rule or targets that make no sense.
LINEWRIGHT_ONCE UntilResult simulate_until(const std::shared_ptr<const Program>& program, const RunOptions& options,
                                           const std::vector<Target>& targets, const StoppingRule& rule = {});

/// Compiles a plant and does the same.
inline UntilResult simulate_until(const Plant& plant, const RunOptions& options, const std::vector<Target>& targets,
                                  const StoppingRule& rule = {}, const Registry& registry = {}) {
    return simulate_until(compile(plant, registry), options, targets, rule);
}

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/until_body.hpp"
#endif
