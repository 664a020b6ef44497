// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Known answers. A build that was compiled with flags that change arithmetic, or runs in another rounding mode, would
// give figures of its own; compile() asks here first and refuses.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "linewright/core/distribution.hpp"
#include "linewright/core/math.hpp"
#include "linewright/core/random.hpp"
#include "linewright/core/sampler.hpp"

namespace linewright {

namespace detail {

/// One figure for each function and one variate for each law that works in its own way.
inline std::array<double, 15> self_check_figures() {
    using namespace literals;
    std::array<double, 15> figures{portable::log(0x1.921fb54442d18p+1),
                                   portable::log(0x1.fffffffffffffp-1),
                                   portable::exp(-0x1.2p+4),
                                   portable::exp(0x1.8p-2),
                                   portable::normal_quantile(0.75),
                                   portable::normal_quantile(0.001),
                                   portable::normal_quantile(0x1p-53)};
    std::size_t next = 7;
    const StreamKey key = stream_key(20250101, "mill", "cycle");
    for (const Distribution& law :
         {exponential(3_min), triangular(2_min, 2.5_min, 4_min), erlang(3, 3_min), gamma(3_min, 4_min),
          normal(3_min, 2_min), lognormal(25_min, 10_min), weibull(0.7, 3_min), beta(2.0, 3.0, 1_min, 4_min)}) {
        std::array<double, fill_size> block;
        const Sampler sampler(law, 1.0);
        sampler.fill(key, 7, 2, 32, block.data());
        double& figure = figures[next++];
        figure = block[5];
        // Widths and ways must agree as well; a NaN equals nothing.
        if (block[14] != sampler.sample(key, 7, 2, 46)) figure = -1.0;
    }
    return figures;
}

inline constexpr std::array<double, 15> self_check_answers{0x1.250d048e7a1bdp+0,  -0x1p-53,
                                                           0x1.05a628c699fa1p-26, 0x1.747a513dbef6ap+0,
                                                           0x1.5956b87528a49p-1,  -0x1.8b8cbb720447p+1,
                                                           -0x1.06b48528cea51p+3, 0x1.54c6a819fc156p+22,
                                                           0x1.a71f63bac6116p+27, 0x1.0197956af8695p+27,
                                                           0x1.8dd0abb39c2bcp+26, 0x1.81ff056a9701p+28,
                                                           0x1.559c470ea888cp+31, 0x1.33aa62c35b47cp+20,
                                                           0x1.89a8e0993b58cp+26};

}  // namespace detail

/// Whether this build on this machine computes what every other does: Philox, the functions of core/math.hpp and one
/// variate of each kind against figures written down. Takes some microseconds.
inline bool arithmetic_is_exact() {
    if (word({0x452821e638d01377u, 0xbe5466cf34e90c6cu}, 7, 2, 5, 46) != 0x480aa86e52f64fc7u) return false;
    const auto figures = detail::self_check_figures();
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (std::bit_cast<std::uint64_t>(figures[i]) != std::bit_cast<std::uint64_t>(detail::self_check_answers[i]))
            return false;
    return true;
}

}  // namespace linewright
