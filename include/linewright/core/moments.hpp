// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What is known of a distribution without drawing: mean, variance, distribution function and quantiles, offset
// included. For capacity sums, reports and tests. Times in microseconds, cycles as counts. These figures describe: none
// of them decides a draw, so Boost.Math and libm may be used here, and only here.
//
// The distribution must be one in which `check` finds no fault. A time series counts as its values without their order.
#pragma once

#include "linewright/core/build.hpp"
#include "linewright/core/distribution.hpp"

namespace linewright {

/// The mean, in microseconds (or cycles). Of a normal, after it is cut at 0.
LINEWRIGHT_ONCE double mean(const Distribution& d);
/// The variance, in square microseconds (or square cycles).
LINEWRIGHT_ONCE double variance(const Distribution& d);
/// The probability of a value <= x, x in microseconds (or cycles).
LINEWRIGHT_ONCE double cdf(const Distribution& d, double x);
/// The least x with cdf(x) >= p, in microseconds (or cycles), for p in [0, 1]; at 1 infinite where nothing bounds the
/// law.
LINEWRIGHT_ONCE double quantile(const Distribution& d, double p);

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/core/moments_body.hpp"
#endif
