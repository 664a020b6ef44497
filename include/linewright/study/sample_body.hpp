// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The body of sample.hpp.
#pragma once

#include <boost/math/distributions/students_t.hpp>

#include "linewright/study/sample.hpp"

namespace linewright {

LINEWRIGHT_ONCE double t_quantile(double p, double degrees) {
    const boost::math::students_t_distribution<double> t(degrees);
    return p < 0.5 ? boost::math::quantile(t, p) : boost::math::quantile(boost::math::complement(t, 1.0 - p));
}

}  // namespace linewright
