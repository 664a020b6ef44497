// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of intervals.hpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "linewright/core/math.hpp"
#include "linewright/core/text.hpp"
#include "linewright/study/intervals.hpp"
#include "linewright/study/sample.hpp"

namespace linewright {

namespace detail {

/// The binomial probabilities of 0 .. n, from quotients of neighbours outward of the likeliest: no factorial, no
/// logarithm, and the same bits in every build.
inline std::vector<double> binomial(std::size_t n, double p) {
    std::vector<double> at(n + 1);
    const double odds = p / (1.0 - p);
    const auto mode = static_cast<std::size_t>(static_cast<double>(n) * p);
    double sum = at[mode] = 1.0;
    for (std::size_t k = mode; k < n; ++k)
        sum += at[k + 1] = portable::product(at[k], static_cast<double>(n - k) / static_cast<double>(k + 1) * odds);
    for (std::size_t k = mode; k > 0; --k)
        sum += at[k - 1] = portable::product(at[k], static_cast<double>(k) / static_cast<double>(n - k + 1) / odds);
    for (double& v : at) v /= sum;
    return at;
}
/// Half of what a confidence leaves; a little more, since 1 - 0.95 is not quite 0.05.
inline double tail_of(double confidence) { return (1.0 - confidence) / 2.0 * (1.0 + 1e-12); }

}  // namespace detail

LINEWRIGHT_ONCE std::size_t values_for_quantile(double p, double confidence) {
    detail::check_share(p, "p");
    detail::check_share(confidence, "confidence");
    const double share = std::max(p, 1.0 - p), tail = detail::tail_of(confidence);
    // All n values on one side of the quantile: share^n. By logarithms to the neighbourhood, then by the power itself.
    const double near = portable::log(tail) / portable::log(share);
    if (!(near >= 0.0 && near < 1e9)) throw std::invalid_argument("p is too near to 0 or 1: " + number_text(p));
    auto n = static_cast<std::size_t>(std::max(1.0, near - 1.0));
    while (portable::pow(share, static_cast<double>(n)) > tail) ++n;
    return n;
}

LINEWRIGHT_ONCE QuantileInterval quantile_interval(std::vector<double> values, double p, double confidence) {
    detail::check_sample(values, 1, "a quantile");
    QuantileInterval out;
    out.needed = values_for_quantile(p, confidence);
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    out.p = p;
    out.n = n;
    // 0.95 times 20 is 19, whatever the last bit says.
    const auto rank = static_cast<std::size_t>(std::ceil(static_cast<double>(n) * p * (1.0 - 1e-15)));
    out.estimate = values[std::clamp<std::size_t>(rank, 1, n) - 1];
    const std::vector<double> at = detail::binomial(n, p);
    const double tail = detail::tail_of(confidence);
    // The value of rank r lies above the quantile when fewer than r values lie below it.
    double below = 0.0, above = 0.0;
    for (std::size_t r = 1; r <= n; ++r) {
        if (!(below + at[r - 1] <= tail)) break;
        below += at[r - 1];
        out.low_rank = r;
    }
    for (std::size_t r = n; r >= 1; --r) {
        if (!(above + at[r] <= tail)) break;
        above += at[r];
        out.high_rank = r;
    }
    constexpr double open = std::numeric_limits<double>::infinity();
    out.low = out.low_rank != 0 ? values[out.low_rank - 1] : -open;
    out.high = out.high_rank != 0 ? values[out.high_rank - 1] : open;
    out.coverage = 1.0 - below - above;
    out.enough = out.low_rank != 0 && out.high_rank != 0;
    const std::string of = std::to_string(n) + (n == 1 ? " value" : " values");
    if (out.enough)
        out.says = "from the value of rank " + std::to_string(out.low_rank) + " to that of rank " +
                   std::to_string(out.high_rank) + " of " + of;
    else
        out.says = of + (n == 1 ? " is" : " are") + " too few for " +
                   (out.low_rank != 0    ? "an upper end"
                    : out.high_rank != 0 ? "a lower end"
                                         : "an interval") +
                   " of the quantile " + number_text(p) + ": " + std::to_string(out.needed) + " would do";
    return out;
}

LINEWRIGHT_ONCE RatioInterval ratio_interval(const std::vector<double>& above, const std::vector<double>& below,
                                             double confidence) {
    detail::check_share(confidence, "confidence");
    detail::check_sample(above, 2, "a ratio");
    detail::check_sample(below, 2, "a ratio");
    if (above.size() != below.size())
        throw std::invalid_argument("a ratio needs as many values above as below: " + std::to_string(above.size()) +
                                    " and " + std::to_string(below.size()));
    const std::size_t n = above.size();
    // All but one are what stands before it and what stands after it: taking it away from the sum would lose digits.
    std::vector<double> after_y(n + 1), after_x(n + 1), pseudo(n);
    for (std::size_t i = n; i-- > 0;) {
        after_y[i] = after_y[i + 1] + above[i];
        after_x[i] = after_x[i + 1] + below[i];
    }
    double y = 0.0, x = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double rest = x + after_x[i + 1];
        if (rest == 0.0)
            throw std::invalid_argument("a ratio needs a denominator: it is 0 in all replications but number " +
                                        std::to_string(i));
        pseudo[i] = (y + after_y[i + 1]) / rest;
        y += above[i];
        x += below[i];
    }
    if (x == 0.0) throw std::invalid_argument("a ratio needs a denominator: it is 0 over all replications");
    RatioInterval out;
    out.ratio = y / x;
    for (double& v : pseudo) v = out.ratio + static_cast<double>(n - 1) * (out.ratio - v);
    out.interval = t_interval(pseudo, confidence);
    return out;
}

LINEWRIGHT_ONCE Interval prediction_interval(const std::vector<double>& values, double confidence) {
    detail::check_share(confidence, "confidence");
    detail::check_sample(values, 1, "a prediction");
    Interval out = t_interval(values, confidence);
    out.half_width *= std::sqrt(static_cast<double>(values.size()) + 1.0);  // from sd / sqrt(n) to sd sqrt(1 + 1/n)
    return out;
}

}  // namespace linewright
