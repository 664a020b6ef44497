// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// One of every law, and the corners of some: what the tests of core go through.
#pragma once

#include <string>
#include <vector>

#include "linewright/core/distribution.hpp"

namespace linewright::test {

struct NamedLaw {
    std::string name;
    Distribution law;
};

inline std::vector<NamedLaw> laws() {
    using namespace literals;
    return {
        {"constant", constant(3_s)},
        {"uniform", uniform(1_s, 4_s)},
        {"triangular", triangular(2_s, 3_s, 7_s)},
        {"triangular, mode at the low end", triangular(2_s, 2_s, 7_s)},
        {"triangular, mode at the high end", triangular(2_s, 7_s, 7_s)},
        {"exponential", exponential(3_s)},
        {"hyperexponential", hyperexponential({1, 0, 3}, {8_s, 100_s, 1_s})},
        {"erlang of one", erlang(1, 3_s)},
        {"erlang", erlang(4, 3_s)},
        {"erlang of twenty", erlang(20, 3_s)},
        {"erlang of forty, drawn as a gamma", erlang(40, 3_s)},
        {"gamma", gamma(3_s, 1_s)},
        {"gamma of a shape below 1", gamma(3_s, 5_s)},
        {"normal", normal(30_s, 2_s)},
        {"normal, cut at 0", normal(3_s, 2_s)},
        {"normal, cut in the middle", normal(0_s, 2_s)},
        {"lognormal", lognormal(25_min, 10_min)},
        {"lognormal, nearly constant", lognormal(25_min, 1_s)},
        {"weibull of early failures", weibull(0.7, 3_s)},
        {"weibull of wear", weibull(2.5, 3_s)},
        {"beta", beta(2.0, 3.0, 1_s, 4_s)},
        {"beta in the shape of a bathtub", beta(0.4, 0.3, 1_s, 4_s)},
        {"beta with shapes on both sides of 1", beta(0.5, 3.0, 1_s, 4_s)},
        {"pert", pert(1_s, 2_s, 5_s)},
        {"discrete", discrete({1_s, 2_s, 5_s}, {1, 0, 3})},
        {"empirical", empirical({1_s, 2_s, 7_s, 2_s})},
        {"histogram", histogram({0_s, 1_s, 2_s, 7_s}, {3, 0, 4})},
        {"time series", time_series({1_s, 2_s, 7_s})},
        {"exponential with an offset", offset(exponential(3_s), 2_s)},
        {"beta with a negative offset", offset(beta(2.0, 3.0, 1_s, 4_s), Duration{-0.5, Unit::s})},
        {"cycles", uniform(100_cycles, 200_cycles)},
        {"discrete of many",
         discrete(std::vector<Duration>{1_s,  2_s,  3_s,  4_s,  5_s,  6_s,  7_s,  8_s,  9_s,  10_s,
                                        11_s, 12_s, 13_s, 14_s, 15_s, 16_s, 17_s, 18_s, 19_s, 20_s},
                  std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})},
    };
}

}  // namespace linewright::test
