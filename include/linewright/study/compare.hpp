// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Which change is worth it: several plants on the same seeds, and their differences. Random streams bear the names of
// elements, so that plants share the luck of all that they share: what is left in a difference is the change.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// One of the plants that are compared.
struct Alternative {
    std::string name;
    Plant plant;
};

/// What can be said of a difference when all alternatives are held against the base at once.
enum class Verdict : std::uint8_t {
    same,     ///< exactly the same figure in every replication
    lower,    ///< lower than the base, with the confidence of the study over all alternatives together
    higher,   ///< higher than the base, likewise
    unclear,  ///< the interval holds 0, or there is none: more replications may tell
};

/// One figure of an alternative against the same figure of the base, replication by replication.
struct PairedDifference {
    std::string_view kind;
    std::string element, measure;
    std::string_view unit;
    Interval base, value;  ///< the figure itself, over the replications that both have
    Interval difference;   ///< the alternative's less the base's; half_width for this one alone
    /// Half-width for all alternatives together (Bonferroni): with the study's confidence all of this figure's
    /// intervals hold at once.
    double together = 0.0;
    /// How many times as large the variance would be with separate seeds; below 1 the pairing made it larger. Infinite
    /// where the difference doesn't vary, NaN where nothing does.
    double variance_factor = 0.0;

    [[nodiscard]] Verdict verdict() const {
        if (difference.n > 0 && difference.least == 0.0 && difference.most == 0.0) return Verdict::same;
        if (difference.mean - together > 0.0) return Verdict::higher;
        if (difference.mean + together < 0.0) return Verdict::lower;
        return Verdict::unclear;
    }
    /// Whether the same seeds made the interval narrower; where nothing varies there is nothing to help.
    [[nodiscard]] bool pairing_helps() const { return !(variance_factor <= 1.0); }
};

/// An alternative against the best of the others, in one figure.
struct AgainstBest {
    std::string name;
    Interval value;
    /// From the figure of the best of the others to this one's: between these two, all alternatives at once. 0 is one
    /// of the ends unless nothing can be said; "better" is above 0 where the largest is best, else below.
    double low = 0.0, high = 0.0;
    bool may_be_best = true;  ///< not ruled out
    bool is_best = false;     ///< all others are ruled out
};

/// Plants run on the same seeds.
struct Comparison {
    std::vector<std::string> names;
    std::vector<Result> results;  ///< of each alternative, in their order
    std::size_t base = 0;         ///< the alternative that the others are held against

    /// Every figure that both the alternative and the base have, in the order of the alternative's summary. Figures are
    /// paired by their names, replications by their numbers; those that failed in one of the two don't count.
    [[nodiscard]] LINEWRIGHT_ONCE std::vector<PairedDifference> differences(std::size_t alternative) const;
    /// One figure. Throws std::out_of_range for one that isn't in both.
    [[nodiscard]] LINEWRIGHT_ONCE PairedDifference difference(std::size_t alternative, std::string_view kind,
                                                              std::string_view element, std::string_view measure) const;
    /// Multiple comparison with the best (Hsu's intervals, by Bonferroni over paired differences): which alternatives
    /// may have the largest, or the smallest, figure. Throws std::out_of_range when one of them doesn't have the
    /// figure.
    [[nodiscard]] LINEWRIGHT_ONCE std::vector<AgainstBest> best(std::string_view kind, std::string_view element,
                                                                std::string_view measure, bool largest) const;
    /// The number of an alternative. Throws std::out_of_range.
    [[nodiscard]] LINEWRIGHT_ONCE std::size_t number_of(std::string_view name) const;
};

/// Runs all alternatives on the same seeds, all of their replications in one pool of threads. `progress` counts the
/// replications of all. `base`: the name of the one that the others are held against; empty: the first. Throws
/// PlantError with the faults of all alternatives, RunError, and std::invalid_argument for names that are empty or
/// occur twice and for options that make no sense.
LINEWRIGHT_ONCE Comparison compare(const std::vector<Alternative>& alternatives, const RunOptions& options = {},
                                   const Registry& registry = {}, std::string_view base = {});

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/compare_body.hpp"
#endif
