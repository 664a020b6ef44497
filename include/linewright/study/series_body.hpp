// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of series.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "linewright/core/math.hpp"
#include "linewright/core/text.hpp"
#include "linewright/study/sample.hpp"
#include "linewright/study/series.hpp"

namespace linewright {

namespace detail {

/// Means of `size` values each, so many as are full, from `first` on.
inline std::vector<double> grouped(const std::vector<double>& series, std::size_t first, std::size_t size) {
    std::vector<double> means((series.size() - first) / size);
    for (std::size_t i = 0; i < means.size(); ++i) {
        double sum = 0.0;
        for (std::size_t k = 0; k < size; ++k) sum += series[first + i * size + k];
        means[i] = sum / static_cast<double>(size);
    }
    return means;
}
/// A figure for a sentence: three decimals.
inline std::string rounded(double value) { return number_text(std::round(value * 1000.0) / 1000.0); }

}  // namespace detail

LINEWRIGHT_ONCE std::vector<double> mean_series(const std::vector<std::vector<double>>& replications) {
    if (replications.empty()) throw std::invalid_argument("the mean series needs at least one replication");
    std::vector<double> mean(replications.front().size());
    for (std::size_t r = 0; r < replications.size(); ++r) {
        const std::vector<double>& one = replications[r];
        detail::check_sample(one, 1, "the mean series");
        if (one.size() != mean.size())
            throw std::invalid_argument("the mean series needs replications of one length: number 0 has " +
                                        std::to_string(mean.size()) + " values, number " + std::to_string(r) + " has " +
                                        std::to_string(one.size()));
        for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += one[i];
    }
    for (double& v : mean) v /= static_cast<double>(replications.size());
    return mean;
}

LINEWRIGHT_ONCE Truncation mser(const std::vector<double>& series, std::size_t batch) {
    constexpr std::size_t fewest = 10, left = 5;  // means to look at, and to leave
    if (batch < 1) throw std::invalid_argument("the batch of MSER must be at least 1, is 0");
    detail::check_sample(series, fewest * batch, "MSER");
    const std::vector<double> means = detail::grouped(series, 0, batch);
    const std::size_t m = means.size();
    Truncation out;
    out.batch = batch;
    out.n = m * batch;
    out.all.assign(m - left + 1, 0.0);
    out.statistic = std::numeric_limits<double>::infinity();
    std::size_t at = 0;
    detail::RunningMoments after;  // of means d .. m-1; from the end, so that each cut costs one step
    for (std::size_t d = m; d-- > 0;) {
        after.add(means[d]);
        if (after.n() < left) continue;
        const auto n = static_cast<double>(after.n());
        out.all[d] = after.squares() / (n * n);
        if (out.all[d] <= out.statistic) {
            out.statistic = out.all[d];
            out.mean = after.mean();
            at = d;
        }
    }
    out.cut = at * batch;
    out.found = 2 * at <= m;
    const std::string of = std::to_string(out.n) + " values";
    out.says = out.found ? "the first " + std::to_string(out.cut) + " of " + of + " are warm-up"
                         : "no end of the warm-up was found: the statistic is least after " + std::to_string(out.cut) +
                               " of " + of + ", in the last half; take a longer series or more replications";
    return out;
}

LINEWRIGHT_ONCE std::vector<double> welch(const std::vector<double>& series, std::size_t window) {
    detail::check_sample(series, 1, "Welch's moving average");
    if (window > series.size() / 4)
        throw std::invalid_argument("the window of Welch's moving average must be at most a quarter of the series, " +
                                    std::to_string(series.size() / 4) + ", is " + std::to_string(window));
    std::vector<double> out(series.size() - window);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t w = std::min(i, window);
        double sum = 0.0;
        for (std::size_t k = i - w; k <= i + w; ++k) sum += series[k];
        out[i] = sum / static_cast<double>(2 * w + 1);
    }
    return out;
}

LINEWRIGHT_ONCE BatchMeans batch_means(const std::vector<double>& series, std::size_t batches, double confidence) {
    detail::check_share(confidence, "confidence");
    if (batches < 10)
        throw std::invalid_argument("batch means needs at least 10 batches to check them, is " +
                                    std::to_string(batches));
    detail::check_sample(series, batches, "batch means");
    BatchMeans out;
    out.batches = batches;
    out.size = series.size() / batches;
    out.dropped = series.size() - out.size * batches;
    const std::vector<double> y = detail::grouped(series, out.dropped, out.size);
    out.interval = t_interval(y, confidence);
    double deviations = 0.0, neighbours = 0.0, products = 0.0;
    for (std::size_t i = 0; i < batches; ++i) {
        const double off = y[i] - out.interval.mean;
        deviations += portable::product(off, off);
        if (i == 0) continue;
        neighbours += portable::product(y[i] - y[i - 1], y[i] - y[i - 1]);
        products += portable::product(off, y[i - 1] - out.interval.mean);
    }
    // 1 - ratio / 2 of independent normal values has mean 0 and variance (b - 2) / (b^2 - 1).
    const auto b = static_cast<double>(batches);
    out.least =
        2.0 - portable::product(2.0 * portable::normal_quantile(0.9), std::sqrt((b - 2.0) / ((b - 1.0) * (b + 1.0))));
    const std::string cut = std::to_string(batches) + " batches of " + std::to_string(out.size);
    if (!(deviations > 0.0)) {
        out.says = cut + " values: nothing varies";
        return out;
    }
    out.von_neumann = neighbours / deviations;
    out.lag1 = products / deviations;
    out.independent = out.von_neumann >= out.least;
    const std::string ratio = "von Neumann's ratio is " + detail::rounded(out.von_neumann) + ", at least " +
                              detail::rounded(out.least) + " is needed";
    out.says = out.independent ? cut + " values: no correlation found (" + ratio + ")"
                               : cut + " values are correlated (" + ratio +
                                     "): the interval is too narrow; take a longer run or fewer batches";
    return out;
}

}  // namespace linewright
