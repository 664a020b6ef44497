// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What the arithmetic of studies has in common: values that are looked at before they are used, moments, quantiles of
// Student's t. What decides something (where to cut, whom to keep) is computed from sums, products, quotients and roots
// that round the same everywhere (core/math.hpp); only the widths of t intervals come from Boost.
#pragma once

#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/core/math.hpp"
#include "linewright/core/text.hpp"

namespace linewright {

/// The value that Student's t with so many degrees of freedom stays below with probability p.
LINEWRIGHT_ONCE double t_quantile(double p, double degrees);

namespace detail {

/// Throws std::invalid_argument unless there are at least so many values and all of them are numbers.
inline void check_sample(const std::vector<double>& values, std::size_t least, const char* what) {
    if (values.size() < least)
        throw std::invalid_argument(std::string(what) + " needs at least " + std::to_string(least) +
                                    " values, there are " + std::to_string(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!std::isfinite(values[i]))
            throw std::invalid_argument(std::string(what) + ": value " + std::to_string(i) + " is " +
                                        number_text(values[i]) + ", which is no number to reckon with");
}
/// Throws std::invalid_argument unless 0 < share < 1.
inline void check_share(double share, const char* name) {
    if (!(share > 0.0 && share < 1.0))
        throw std::invalid_argument(std::string(name) + " must be between 0 and 1, is " + number_text(share));
}

/// Mean and sum of squared deviations of values that come one by one (Welford 1962): no difference of large sums, and
/// the same bits in every build.
class RunningMoments {
   public:
    void add(double value) {
        ++n_;
        const double off = value - mean_;
        mean_ += off / static_cast<double>(n_);
        squares_ += portable::product(off, value - mean_);
    }
    [[nodiscard]] std::size_t n() const { return n_; }
    [[nodiscard]] double mean() const { return mean_; }
    [[nodiscard]] double squares() const { return squares_; }  ///< about the mean
    /// Of the values as a sample; 0 for fewer than two.
    [[nodiscard]] double variance() const { return n_ < 2 ? 0.0 : squares_ / static_cast<double>(n_ - 1); }

   private:
    std::size_t n_ = 0;
    double mean_ = 0.0, squares_ = 0.0;
};

}  // namespace detail

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/study/sample_body.hpp"
#endif
