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

/// Some figures of the functions in core/math.hpp.
inline std::array<double, 7> self_check_figures() {
    return {portable::log(0x1.921fb54442d18p+1),
            portable::log(0x1.fffffffffffffp-1),
            portable::exp(-0x1.2p+4),
            portable::exp(0x1.8p-2),
            portable::normal_quantile(0.75),
            portable::normal_quantile(0.001),
            portable::normal_quantile(0x1p-53)};
}
inline constexpr std::array<double, 7> self_check_answers{0x1.250d048e7a1bdp+0,  -0x1p-53,
                                                          0x1.05a628c699fa1p-26, 0x1.747a513dbef6ap+0,
                                                          0x1.5956b87528a49p-1,  -0x1.8b8cbb720447p+1,
                                                          -0x1.06b48528cea51p+3};

/// A hash over the bits of sixteen variates of each law that works in its own way, and of its mean. A wrong rounding
/// shows only now and then, hence so many.
inline std::uint64_t self_check_fingerprint() {
    using namespace literals;  // NOLINT(google-build-using-namespace): made for this
    const StreamKey key = stream_key(20250101, "mill", "cycle");
    std::uint64_t fingerprint = 0;
    const auto add = [&fingerprint](double x) { fingerprint = mix64(fingerprint ^ std::bit_cast<std::uint64_t>(x)); };
    for (const Distribution& law :
         {offset(uniform(1.1_s, 4.3_s), 2.7_s), offset(exponential(3.3_min), 5.3_s),
          triangular(2.1_min, 2.5_min, 4.7_min), hyperexponential({1, 2}, {8.1_s, 3.7_s}), erlang(3, 3.1_min),
          gamma(3.1_min, 4.3_min), normal(3.1_min, 2.3_min), lognormal(25.1_min, 10.3_min), weibull(0.7, 3.1_min),
          beta(2.1, 3.3, 1.1_min, 4.7_min), histogram({0.1_s, 1.3_s, 2.9_s}, {3, 4})}) {
        std::array<double, fill_size> block;
        const Sampler sampler(law, 1.0);
        sampler.fill(key, 7, 2, 32, block.data());
        for (const double x : block) add(x);
        add(sampler.sample(key, 7, 2, 46) - block[14]);  // both ways of drawing agree: + 0
        add(sampler.mean());
    }
    return fingerprint;
}
inline constexpr std::uint64_t self_check_expected = 0xcc5abcf64a726fb2u;

}  // namespace detail

/// Whether this build on this machine computes what every other does: Philox, the functions of core/math.hpp and one
/// variate of each kind against figures written down. Takes about ten microseconds.
inline bool arithmetic_is_exact() {
    if (word({0x452821e638d01377u, 0xbe5466cf34e90c6cu}, 7, 2, 5, 46) != 0x480aa86e52f64fc7u) return false;
    const auto figures = detail::self_check_figures();
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (std::bit_cast<std::uint64_t>(figures[i]) != std::bit_cast<std::uint64_t>(detail::self_check_answers[i]))
            return false;
    return detail::self_check_fingerprint() == detail::self_check_expected;
}

}  // namespace linewright
