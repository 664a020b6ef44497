// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Intervals beside Student's t: of quantiles, of ratios, of the next value. All of independent values, i.e. of one
// figure over replications; never of the jobs of one run, which depend on each other.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// A quantile and where the truth may be. Without any assumption on the law.
struct QuantileInterval {
    double p = 0.5;
    double estimate = 0.0;                    ///< the least value that a share p of the values does not exceed
    double low = 0.0, high = 0.0;             ///< -infinity or infinity where there are too few values for an end
    std::size_t low_rank = 0, high_rank = 0;  ///< of the values in order, from 1; 0: no end there
    double coverage = 0.0;                    ///< exact probability that a continuous law's quantile is inside
    std::size_t n = 0;
    bool enough = true;      ///< both ends are there
    std::size_t needed = 0;  ///< values that both ends need
    std::string says;        ///< the same in words
};

/// The interval of a quantile by order statistics: from the value of the highest rank that has the quantile below it
/// with probability (1 - confidence) / 2 at most, to the lowest that has it above likewise; by the binomial law,
/// exactly. See H. A. David, H. N. Nagaraja, Order Statistics, 3rd ed., Wiley 2003, section 7.1. With too few values
/// for that at an end the interval is open there, and says how many would do. Throws std::invalid_argument for no
/// values, values that are no numbers, and a p or confidence not between 0 and 1.
LINEWRIGHT_ONCE QuantileInterval quantile_interval(std::vector<double> values, double p, double confidence = 0.95);

/// How many values `quantile_interval` needs for both ends.
LINEWRIGHT_ONCE std::size_t values_for_quantile(double p, double confidence = 0.95);

/// A ratio of means, e.g. what all jobs cost over how many were good.
struct RatioInterval {
    double ratio = 0.0;  ///< sum over sum; biased by about 1/n
    Interval interval;   ///< of the jackknife: its mean is the ratio without most of that bias
};

/// The ratio of the mean of `above` to the mean of `below`, both by replication, with the jackknife's interval: what is
/// left of n times the ratio of all when n - 1 times the ratio of all but one is taken away is nearly one independent
/// value a replication. (The mean of the replications' own ratios is something else, and biased however many there
/// are.) M. H. Quenouille, "Notes on bias in estimation", Biometrika 43 (1956) 353-360; R. G. Miller, "The jackknife -
/// a review", Biometrika 61 (1974) 1-15. Throws std::invalid_argument for fewer than two pairs, unequal lengths, values
/// that are no numbers, and a denominator that is 0 for all replications or for all but one.
LINEWRIGHT_ONCE RatioInterval ratio_interval(const std::vector<double>& above, const std::vector<double>& below,
                                             double confidence = 0.95);

/// Where one further value may be, not the mean: the mean and t sd sqrt(1 + 1/n) to either side, for values that are
/// nearly normal. G. J. Hahn, W. Q. Meeker, Statistical Intervals, Wiley 1991, section 4.7. The half-width of one value
/// alone is NaN. Throws std::invalid_argument for no values and values that are no numbers.
LINEWRIGHT_ONCE Interval prediction_interval(const std::vector<double>& values, double confidence = 0.95);

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/intervals_body.hpp"
#endif
