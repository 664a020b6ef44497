// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Values with a known law for tests of statistics, and what a share of hits may be.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "linewright/core/math.hpp"
#include "linewright/core/random.hpp"

namespace linewright {

/// Independent values, by the name of the test and the number of the repetition.
class Draws {
   public:
    Draws(std::string_view name, std::uint64_t repetition)
        : key_(stream_key(1, name, "test")), repetition_(repetition) {}
    double uniform() { return unit(word(key_, repetition_, 0, 0, at_++)); }
    double normal(double mean = 0.0, double sd = 1.0) { return mean + sd * portable::normal_quantile(uniform()); }
    double exponential(double mean = 1.0) { return -mean * portable::log(uniform()); }
    std::vector<double> normals(std::size_t n, double mean = 0.0, double sd = 1.0) {
        std::vector<double> values(n);
        for (double& v : values) v = normal(mean, sd);
        return values;
    }
    /// x' = share x + noise of variance 1, from a given start.
    std::vector<double> autoregressive(std::size_t n, double share, double start) {
        std::vector<double> values(n);
        for (double& v : values) v = start = share * start + normal();
        return values;
    }

   private:
    StreamKey key_;
    std::uint64_t repetition_, at_ = 0;
};

/// How often an experiment is repeated: so often, times LINEWRIGHT_COVERAGE of the environment.
inline int repetitions(int often) {
    const char* more = std::getenv("LINEWRIGHT_COVERAGE");
    return often * (more != nullptr ? std::max(1, std::atoi(more)) : 1);  // NOLINT(cert-err34-c): a tester's number
}
/// Three standard deviations of a share of `n` repetitions that is `p` in truth.
inline double three_sigma(double p, int n) { return 3.0 * std::sqrt(p * (1.0 - p) / n); }

}  // namespace linewright
