// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Series of one figure over time: where the warm-up ends (MSER-5, Welch), and an interval from one long run (batch
// means). A series is the figure over equal stretches of time, one value a stretch: the output of each hour, say.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// The mean of several replications at each place of the series. Throws std::invalid_argument when there is none, when
/// they are not equally long, or when a value is no number.
LINEWRIGHT_ONCE std::vector<double> mean_series(const std::vector<std::vector<double>>& replications);

/// Where a series stops being under the influence of its start.
struct Truncation {
    bool found = false;       ///< false: the series is too short to tell, and nothing must be concluded from `cut`
    std::size_t cut = 0;      ///< so many values at the beginning are warm-up; a multiple of `batch`
    std::size_t n = 0;        ///< values that were looked at; a rest shorter than a batch is left out at the end
    std::size_t batch = 5;    ///< values a mean
    double statistic = 0.0;   ///< the least value of the statistic, at `cut`
    double mean = 0.0;        ///< of what is left
    std::vector<double> all;  ///< the statistic for a cut before each mean, up to the last that is allowed; for a plot
    std::string says;         ///< the same in words
};

/// MSER: the cut that makes the interval of what is left narrowest, i.e. for means Y of `batch` values each (5: MSER-5)
/// the d with the least sum over i > d of (Y[i] - mean of those)^2 / (m - d)^2. At least five means are left; a least
/// value in the last half is refused (`found` is false), since the statistic is small there by chance: the series is
/// too short. Of equal values the earliest counts.
///
/// Give it the mean over replications (`mean_series`): of a single one it finds that one's luck. K. P. White Jr., "An
/// effective truncation heuristic for bias reduction in simulation output", Simulation 69 (1997) 323-334; batches of
/// five: White, Cobb, Spratt, "A comparison of five steady-state truncation heuristics for simulation", Proc. Winter
/// Simulation Conference 2000, 755-760.
///
/// Throws std::invalid_argument for fewer than ten means and for values that are no numbers.
LINEWRIGHT_ONCE Truncation mser(const std::vector<double>& series, std::size_t batch = 5);
/// The same of the mean over replications.
inline Truncation mser(const std::vector<std::vector<double>>& replications, std::size_t batch = 5) {
    return mser(mean_series(replications), batch);
}

/// Welch's moving average of a mean series: the mean of the 2 window + 1 values around each; near the beginning of as
/// many as lie symmetrically, and none for the last `window`. One looks at it and says from where it is level. P. D.
/// Welch, "The statistical analysis of simulation results", in: Lavenberg (ed.), The Computer Performance Modeling
/// Handbook, Academic Press 1983, 268-328. Throws std::invalid_argument for a window of more than a quarter of the
/// series, and for values that are no numbers.
LINEWRIGHT_ONCE std::vector<double> welch(const std::vector<double>& series, std::size_t window);

/// An interval from one long run.
struct BatchMeans {
    Interval interval;                  ///< Student's t over the batches; worth nothing unless `independent`
    bool independent = true;            ///< the check of von Neumann's ratio found nothing
    std::size_t batches = 0, size = 0;  ///< so many, of so many values each
    std::size_t dropped = 0;            ///< values at the beginning that no batch has
    double von_neumann = 2.0;  ///< sum of squared differences of neighbours over that of deviations: 2 if independent
    double lag1 = 0.0;         ///< correlation of neighbouring batches
    double least = 0.0;        ///< the ratio below which the batches count as correlated
    std::string says;          ///< the same in words
};

/// Batch means: one long run without its warm-up, cut into `batches` of equal size, whose means are nearly independent
/// when they are long enough. Whether they are is checked by von Neumann's ratio against positive correlation, at a
/// significance of 10 % (G. S. Fishman, "Grouping observations in digital simulation", Management Science 24 (1978)
/// 510-521; J. von Neumann, Annals of Mathematical Statistics 12 (1941) 367-395). Values that do not fill a batch are
/// left out at the beginning. 10 to 30 batches are sensible (B. Schmeiser, Operations Research 30 (1982) 556-568).
/// Throws std::invalid_argument for fewer than 10 batches, a series of fewer values than batches, a confidence that is
/// none, and values that are no numbers.
LINEWRIGHT_ONCE BatchMeans batch_means(const std::vector<double>& series, std::size_t batches = 20,
                                       double confidence = 0.95);

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/series_body.hpp"
#endif
