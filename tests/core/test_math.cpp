// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <boost/math/special_functions/erf.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

#include "linewright/core/math.hpp"
#include "linewright/core/self_check.hpp"

namespace linewright {
namespace {

using Wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<40>>;
constexpr double infinity = std::numeric_limits<double>::infinity();

/// Error of `found` in units of the last place of the true value.
double ulps(double found, const Wide& exact) {
    const double nearest = exact.convert_to<double>();
    const double place = std::nextafter(std::fabs(nearest), infinity) - std::fabs(nearest);
    return std::fabs(Wide((Wide(found) - exact) / place).convert_to<double>());
}
double number(std::uint64_t i) { return unit(detail::mix64(i)); }
bool same_bits(const std::array<double, 16>& a, const std::array<double, 16>& b) {
    return std::memcmp(&a, &b, sizeof a) == 0;
}

TEST(Log, IsWithinOneUnitInTheLastPlace) {
    double worst = 0.0;
    for (std::uint64_t i = 0; i < 8000; ++i) {
        const double u = number(i);
        for (const double x : {u, 1.0 - u * 0x1p-20, 1.0 + u, std::ldexp(u, static_cast<int>(i % 1900) - 950)})
            worst = std::max(worst, ulps(portable::log(x), log(Wide(x))));
    }
    EXPECT_LT(worst, 1.0);
}
TEST(Log, KnowsItsCorners) {
    EXPECT_EQ(portable::log(1.0), 0.0);
    EXPECT_EQ(portable::log(0.0), -infinity);
    EXPECT_EQ(portable::log(infinity), infinity);
    EXPECT_TRUE(std::isnan(portable::log(-1.0)));
    EXPECT_TRUE(std::isnan(portable::log(std::numeric_limits<double>::quiet_NaN())));
    EXPECT_EQ(portable::log(std::numeric_limits<double>::denorm_min()), -infinity);  // as if flushed to 0
    EXPECT_EQ(portable::log(1.0 - 0x1p-53), -0x1p-53);
    EXPECT_NEAR(portable::log(std::numeric_limits<double>::min()), -708.3964185322641, 1e-12);
    EXPECT_NEAR(portable::log(std::numeric_limits<double>::max()), 709.782712893384, 1e-12);
}

TEST(Exp, IsWithinOneUnitInTheLastPlace) {
    double worst = 0.0;
    for (std::uint64_t i = 0; i < 8000; ++i) {
        const double u = number(i) - 0.5;
        for (const double x : {u, 1400.0 * u, 40.0 * u, 0x1p-30 * u})
            worst = std::max(worst, ulps(portable::exp(x), exp(Wide(x))));
    }
    EXPECT_LT(worst, 1.0);
}
TEST(Exp, KnowsItsCorners) {
    EXPECT_EQ(portable::exp(0.0), 1.0);
    EXPECT_EQ(portable::exp(-infinity), 0.0);
    EXPECT_EQ(portable::exp(-708.5), 0.0);
    EXPECT_GT(portable::exp(-708.0), std::numeric_limits<double>::min());
    EXPECT_EQ(portable::exp(infinity), infinity);
    EXPECT_EQ(portable::exp(709.79), infinity);
    EXPECT_LT(ulps(portable::exp(709.7), exp(Wide(709.7))), 2.0);
    EXPECT_LT(portable::exp(709.782712893384), infinity);
    EXPECT_TRUE(std::isnan(portable::exp(std::numeric_limits<double>::quiet_NaN())));
}

TEST(Pow, LosesNoMoreThanItsExponentSays) {
    for (std::uint64_t i = 0; i < 3000; ++i) {
        const double x = std::ldexp(number(2 * i), static_cast<int>(i % 60) - 30), y = 8.0 * number(2 * i + 1) - 4.0;
        const Wide exact = pow(Wide(x), Wide(y));
        EXPECT_LT(ulps(portable::pow(x, y), exact), 3.0 + 2.0 * std::fabs(y * std::log(x))) << x << ' ' << y;
    }
    EXPECT_EQ(portable::pow(1.0, 1e300), 1.0);
    EXPECT_EQ(portable::pow(0.0, 0.0), 1.0);
    EXPECT_EQ(portable::pow(0.0, 2.0), 0.0);
}
TEST(Log1p, KeepsTheDigitsOfSmallNumbers) {
    for (std::uint64_t i = 0; i < 3000; ++i) {
        const double x = std::ldexp(number(i), -static_cast<int>(i % 80));
        EXPECT_LT(ulps(portable::log1p(x), log(1 + Wide(x))), 4.0) << x;
    }
    EXPECT_EQ(portable::log1p(0.0), 0.0);
}

TEST(NormalQuantile, HasSixteenFigures) {
    double worst = 0.0;
    for (std::uint64_t i = 0; i < 2000; ++i)
        for (const double p :
             {number(i), std::ldexp(number(i), -static_cast<int>(i % 52)), 1.0 - std::ldexp(number(i), -3)}) {
            const double z = portable::normal_quantile(p);
            // Newton's step in wide arithmetic says how far z is off.
            const Wide w(z), density = exp(-w * w / 2) / sqrt(2 * boost::math::constants::pi<Wide>());
            const Wide error = (z < 0 ? Wide(boost::math::erfc(Wide(-w / sqrt(Wide(2)))) / 2 - p)
                                      : Wide(1 - Wide(p) - boost::math::erfc(Wide(w / sqrt(Wide(2)))) / 2)) /
                               density;
            if (std::fabs(z) > 1e-3) worst = std::max(worst, std::fabs(Wide(error / w).convert_to<double>()));
        }
    EXPECT_LT(worst, 8e-16);
}
TEST(NormalQuantile, IsAsFarRightAsItIsLeft) {
    EXPECT_EQ(portable::normal_quantile(0.5), 0.0);
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const std::uint64_t w = detail::mix64(i) >> (i % 11);
        EXPECT_EQ(portable::normal_quantile(unit(w)), -portable::normal_quantile(unit(~w)));
    }
}

TEST(GammaFunction, AgreesWithTheFactorials) {
    double factorial = 1.0;
    for (int n = 1; n < 100; ++n) {
        EXPECT_NEAR(portable::gamma_function(n) / factorial, 1.0, 2e-13) << n;
        factorial *= n;
    }
    EXPECT_NEAR(portable::gamma_function(0.5), std::sqrt(3.14159265358979323846), 1e-14);
    for (double x = 0.01; x < 30.0; x *= 1.1)
        EXPECT_NEAR(portable::gamma_function(x) / std::tgamma(x), 1.0, 5e-14) << x;
}
TEST(NormalProbability, AgreesWithTheErrorFunction) {
    for (double z = 0.0; z < 12.0; z += 0.0625) {
        EXPECT_LE(portable::normal_probability(z), 1.0);
        EXPECT_NEAR(portable::normal_probability(z), 0.5 * std::erfc(-z / std::sqrt(2.0)), 1e-15) << z;
    }
}

TEST(Lanes, HaveTheSameBitsInEveryWidth) {
    for (std::uint64_t i = 0; i < 4000; ++i) {
        std::array<std::uint64_t, 16> words;
        fill_words({1, 2}, 0, 0, 0, 16 * i, words.data());
        std::array<double, 16> u, wide, x;
        for (std::size_t j = 0; j < 16; ++j) u[j] = unit(words[j]);
        for (const Lanes lanes : {Lanes::best, Lanes::one, Lanes::two, Lanes::four}) {
            unit16(words.data(), x.data(), lanes);
            ASSERT_TRUE(same_bits(x, u));

            for (std::size_t j = 0; j < 16; ++j) wide[j] = std::ldexp(u[j], static_cast<int>((i + j) % 1900) - 950);
            log16(wide.data(), x.data(), lanes);
            for (std::size_t j = 0; j < 16; ++j)
                ASSERT_EQ(std::bit_cast<std::uint64_t>(x[j]), std::bit_cast<std::uint64_t>(portable::log(wide[j])));

            for (std::size_t j = 0; j < 16; ++j) wide[j] = (u[j] - 0.5) * (i % 2 == 0 ? 1600.0 : 20.0);
            exp16(wide.data(), x.data(), lanes);
            for (std::size_t j = 0; j < 16; ++j)
                ASSERT_EQ(std::bit_cast<std::uint64_t>(x[j]), std::bit_cast<std::uint64_t>(portable::exp(wide[j])));

            normal_quantile16(u.data(), x.data(), lanes);
            for (std::size_t j = 0; j < 16; ++j)
                ASSERT_EQ(std::bit_cast<std::uint64_t>(x[j]),
                          std::bit_cast<std::uint64_t>(portable::normal_quantile(u[j])));
        }
    }
}

TEST(Product, IsNeverFusedWithASum) {
    // 1 + 2^-30 squared is 1 + 2^-29 + 2^-60; the last term is lost when the product is rounded, and only then.
    volatile double factor = 1.0 + 0x1p-30;
    EXPECT_EQ(portable::product(factor, factor) - (1.0 + 0x1p-29), 0.0);
}

TEST(SelfCheck, HoldsInThisBuild) { EXPECT_TRUE(arithmetic_is_exact()); }

TEST(SelfCheck, KnowsWhatWentWrong) {
    EXPECT_EQ(detail::self_check_figures(), detail::self_check_answers);
    EXPECT_EQ(detail::self_check_fingerprint(), detail::self_check_expected);
}

TEST(SelfCheck, RefusesAnotherRoundingMode) {
    for (const int mode : {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO}) {
        std::fesetround(mode);
        const bool exact = arithmetic_is_exact();
        std::fesetround(FE_TONEAREST);
        EXPECT_FALSE(exact) << mode;
    }
    EXPECT_TRUE(arithmetic_is_exact());
}

#if defined(__SSE2__)
TEST(SelfCheck, DoesNotMindFlushingToZero) {
    const unsigned before = _mm_getcsr();
    _mm_setcsr(before | 0x8040u);  // flush results to zero, take denormals for zero
    const bool exact = arithmetic_is_exact();
    const double logarithm = portable::log(0x1p-1060), least = portable::exp(-708.3);
    _mm_setcsr(before);
    EXPECT_TRUE(exact);
    EXPECT_EQ(logarithm, portable::log(0x1p-1060));
    EXPECT_EQ(least, portable::exp(-708.3));
}
#endif

}  // namespace
}  // namespace linewright
