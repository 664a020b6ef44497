// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Logarithm, exponential, power and the normal quantile with the same bits on every compiler, flag and machine. The
// functions of libm differ from one system to the next in the last place; a draw that differs there makes, some day, a
// different factory. The formulas themselves are in core/kernels.hpp.
//
// They stand in a namespace of their own, `linewright::portable`: beside `using namespace linewright` a plain log(x) of
// a user's program stays libm's.
//
// Numbers below 2^-1022 (denormal) count as 0 in what goes in and what comes out, so that "flush to zero" changes
// nothing.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "linewright/core/random.hpp"

#if defined(__FLT_EVAL_METHOD__) && (__FLT_EVAL_METHOD__ == 1 || __FLT_EVAL_METHOD__ == 2)
#error "Linewright promises the same figures everywhere: compile with SSE2 arithmetic (-msse2 -mfpmath=sse)."
#endif

// Which widths this compiler can make. LINEWRIGHT_NO_VECTOR leaves single doubles only; the figures are the same.
#if !defined(LINEWRIGHT_NO_VECTOR) && defined(__GNUC__) && (defined(__SSE2__) || defined(__aarch64__))
#define LINEWRIGHT_HAS_PAIRS 1
#if defined(__x86_64__)
#define LINEWRIGHT_HAS_FOURS 1
#endif
#endif

// The value goes through a register here: nothing may be computed across.
#if defined(__GNUC__) && defined(__SSE2__)
#define LINEWRIGHT_PIN(v) __asm__("" : "+x"(v))
#elif defined(__GNUC__) && defined(__aarch64__)
#define LINEWRIGHT_PIN(v) __asm__("" : "+w"(v))
#else
#define LINEWRIGHT_PIN(v)            \
    do {                             \
        volatile double kept_ = (v); \
        (v) = kept_;                 \
    } while (false)
#endif

#define LINEWRIGHT_LANES ones
#define LINEWRIGHT_TARGET LINEWRIGHT_INLINE
#define LINEWRIGHT_TARGET_BLOCK inline
#define LINEWRIGHT_REAL double
#define LINEWRIGHT_WORD std::uint64_t
#include "linewright/core/kernels.hpp"

#if defined(LINEWRIGHT_HAS_PAIRS)
namespace linewright::detail {
using RealPair = double __attribute__((vector_size(16)));
using WordPair = std::uint64_t __attribute__((vector_size(16)));
}  // namespace linewright::detail
#define LINEWRIGHT_LANES pairs
#define LINEWRIGHT_TARGET LINEWRIGHT_INLINE
#define LINEWRIGHT_TARGET_BLOCK inline
#define LINEWRIGHT_REAL RealPair
#define LINEWRIGHT_WORD WordPair
#include "linewright/core/kernels.hpp"
#endif

#if defined(LINEWRIGHT_HAS_FOURS)
namespace linewright::detail {
using RealFour = double __attribute__((vector_size(32)));
using WordFour = std::uint64_t __attribute__((vector_size(32)));
}  // namespace linewright::detail
#define LINEWRIGHT_LANES fours
#define LINEWRIGHT_TARGET __attribute__((target("avx2"))) LINEWRIGHT_INLINE
#define LINEWRIGHT_TARGET_BLOCK __attribute__((target("avx2"))) inline
#define LINEWRIGHT_REAL RealFour
#define LINEWRIGHT_WORD WordFour
#include "linewright/core/kernels.hpp"
#endif

namespace linewright {

/// How many doubles go side by side in the block functions; a matter of speed only, the bits are the same. `best` is
/// the widest that compiler and machine allow; asking for more than there is gives the next lower.
enum class Lanes : std::uint8_t { best, one, two, four };

namespace portable {

/// a * b, rounded, never fused with a sum around it. Any product that feeds a sum goes through here when it decides a
/// draw.
LINEWRIGHT_INLINE double product(double a, double b) { return detail::ones::times(a, b); }

/// Natural logarithm, error below 1 ulp. log(0) = -infinity; NaN below 0.
inline double log(double x) {
    if (x >= std::numeric_limits<double>::min() && x <= std::numeric_limits<double>::max())
        return detail::ones::log_normal(x);
    if (x > 1.0) return x;
    if (x > -std::numeric_limits<double>::min()) return -std::numeric_limits<double>::infinity();
    return std::numeric_limits<double>::quiet_NaN();
}

/// e^x, error below 1 ulp. Results under e^-708 (3e-308) are 0, those over the largest double infinite.
inline double exp(double x) {
    if (x >= -708.0 && x <= 708.0) return detail::ones::exp_moderate(x);
    if (x < -708.0) return 0.0;
    if (x > 709.782712893384) return std::numeric_limits<double>::infinity();
    return product(detail::ones::exp_moderate(x - 2.0), 0x1.d8e64b8d4ddaep+2);  // e^2; NaN stays NaN
}

/// log(1 + x) without loss for small x: W. Kahan's correction of log(w) for the rounding of w = 1 + x. For x > -1.
inline double log1p(double x) {
    LINEWRIGHT_PIN(x);
    const double w = 1.0 + x;
    return w == 1.0 ? x : log(w) * x / (w - 1.0);
}

/// x^y for x >= 0, as e^(y log x): the relative error is about |y log x| 2^-53.
inline double pow(double x, double y) {
    if (y == 0.0 || x == 1.0) return 1.0;
    return exp(y * log(x));
}

/// The z below which a standard normal variate lies with probability p: Wichura's AS 241 (PPND16), relative error about
/// 1e-16. p in (0, 1).
inline double normal_quantile(double p) {
    using detail::ones::step;
    LINEWRIGHT_PIN(p);
    const double q = p - 0.5;
    if (q >= -0.425 && q <= 0.425) return detail::ones::normal_centre(q);
    const double tail = q < 0.0 ? p : 1.0 - p;
    double r = std::sqrt(-log(tail)), a, b;
    if (r <= 5.0) {
        r -= 1.6;
        a = 7.74545014278341407640e-4, b = 1.05075007164441684324e-9;
        a = step(a, r, 2.27238449892691845833e-2), b = step(b, r, 5.47593808499534494600e-4);
        a = step(a, r, 2.41780725177450611770e-1), b = step(b, r, 1.51986665636164571966e-2);
        a = step(a, r, 1.27045825245236838258e0), b = step(b, r, 1.48103976427480074590e-1);
        a = step(a, r, 3.64784832476320460504e0), b = step(b, r, 6.89767334985100004550e-1);
        a = step(a, r, 5.76949722146069140550e0), b = step(b, r, 1.67638483018380384940e0);
        a = step(a, r, 4.63033784615654529590e0), b = step(b, r, 2.05319162663775882187e0);
        a = step(a, r, 1.42343711074968357734e0), b = step(b, r, 1.0);
    } else {
        r -= 5.0;
        a = 2.01033439929228813265e-7, b = 2.04426310338993978564e-15;
        a = step(a, r, 2.71155556874348757815e-5), b = step(b, r, 1.42151175831644588870e-7);
        a = step(a, r, 1.24266094738807843860e-3), b = step(b, r, 1.84631831751005468180e-5);
        a = step(a, r, 2.65321895265761230930e-2), b = step(b, r, 7.86869131145613259100e-4);
        a = step(a, r, 2.96560571828504891230e-1), b = step(b, r, 1.48753612908506148525e-2);
        a = step(a, r, 1.78482653991729133580e0), b = step(b, r, 1.36929880922735805310e-1);
        a = step(a, r, 5.46378491116411436990e0), b = step(b, r, 5.99832206555887937690e-1);
        a = step(a, r, 6.65790464350110377720e0), b = step(b, r, 1.0);
    }
    return q < 0.0 ? -(a / b) : a / b;
}

/// The gamma function for x > 0: Stirling's series for log(gamma) at x + n >= 12, brought down by the product
/// x (x+1) ... (x+n-1). Relative error about 1e-14; infinite above 171.
inline double gamma_function(double x) {
    if (x > 171.0) return std::numeric_limits<double>::infinity();
    double below = 1.0;
    for (; x < 12.0; x += 1.0) below *= x;
    const double inverse = 1.0 / x, z = inverse * inverse;
    double series = -691.0 / 360360.0;
    for (const double term : {1.0 / 1188.0, -1.0 / 1680.0, 1.0 / 1260.0, -1.0 / 360.0, 1.0 / 12.0})
        series = detail::ones::step(series, z, term);
    const double log_gamma = product(x - 0.5, log(x)) - x + 0x1.d67f1c864beb5p-1 + product(series, inverse);
    return exp(log_gamma) / below;
}

/// The density of a standard normal variate, e^(-z^2/2) / sqrt(2 pi).
inline double normal_density(double z) { return product(0x1.9884533d43651p-2, exp(-0.5 * z * z)); }

/// The probability that a standard normal variate lies below z, for z >= 0: 1/2 + density (z + z^3/3 + z^5/(3*5) +
/// ...), all terms positive.
inline double normal_probability(double z) {
    if (z > 8.5) return 1.0;
    double term = z, sum = z;
    for (double n = 3.0; term > sum * 0x1p-55; n += 2.0) {
        term = product(term, product(z, z)) / n;
        sum += term;
    }
    const double probability = product(normal_density(z), sum) + 0.5;
    return probability < 1.0 ? probability : 1.0;
}

}  // namespace portable

namespace detail {

/// The widest lanes at hand, at most those asked for.
LINEWRIGHT_INLINE Lanes available(Lanes wanted) {
#if defined(LINEWRIGHT_HAS_FOURS)
    if (wanted == Lanes::best || wanted == Lanes::four) {
#if defined(__AVX2__)
        return Lanes::four;
#else
        return __builtin_cpu_supports("avx2") ? Lanes::four : Lanes::two;
#endif
    }
#endif
#if defined(LINEWRIGHT_HAS_PAIRS)
    return wanted == Lanes::one ? Lanes::one : Lanes::two;
#else
    (void)wanted;
    return Lanes::one;
#endif
}

}  // namespace detail

// Calls one block function in the width that `lanes` asks for.
#if defined(LINEWRIGHT_HAS_FOURS)
#define LINEWRIGHT_IN_FOURS(call) \
    if (width_ == Lanes::four) return detail::fours::call
#else
#define LINEWRIGHT_IN_FOURS(call) (void)0
#endif
#if defined(LINEWRIGHT_HAS_PAIRS)
#define LINEWRIGHT_IN_PAIRS(call) \
    if (width_ == Lanes::two) return detail::pairs::call
#else
#define LINEWRIGHT_IN_PAIRS(call) (void)0
#endif
#define LINEWRIGHT_IN_LANES(lanes, call)                                \
    do {                                                                \
        [[maybe_unused]] const Lanes width_ = detail::available(lanes); \
        LINEWRIGHT_IN_FOURS(call);                                      \
        LINEWRIGHT_IN_PAIRS(call);                                      \
        return detail::ones::call;                                      \
    } while (false)

/// out[i] = unit(in[i]), 16 of them.
inline void unit16(const std::uint64_t* in, double* out, Lanes lanes = Lanes::best) {
    LINEWRIGHT_IN_LANES(lanes, unit_block(in, out));
}
/// out[i] = portable::log(in[i]) for 16 positive, normal, finite numbers; in and out may be the same.
inline void log16(const double* in, double* out, Lanes lanes = Lanes::best) {
    LINEWRIGHT_IN_LANES(lanes, log_block(in, out));
}
namespace detail {
inline void exp16_moderate(const double* in, double* out, Lanes lanes) {
    LINEWRIGHT_IN_LANES(lanes, exp_block(in, out));
}
inline void normal_centre16(const double* in, double* out, Lanes lanes) {
    LINEWRIGHT_IN_LANES(lanes, normal_centre_block(in, out));
}
inline void uniform16(const std::uint64_t* in, double low, double width, double* out, Lanes lanes) {
    LINEWRIGHT_IN_LANES(lanes, uniform_block(in, low, width, out));
}
inline void exponential16(const std::uint64_t* in, double low, double mean, double* out, Lanes lanes) {
    LINEWRIGHT_IN_LANES(lanes, exponential_block(in, low, mean, out));
}
}  // namespace detail

#undef LINEWRIGHT_IN_LANES
#undef LINEWRIGHT_IN_PAIRS
#undef LINEWRIGHT_IN_FOURS

/// out[i] = portable::exp(in[i]), 16 of them; in and out may be the same.
inline void exp16(const double* in, double* out, Lanes lanes = Lanes::best) {
    bool moderate = true;
    for (std::size_t i = 0; i < 16; ++i) moderate &= in[i] >= -708.0 && in[i] <= 708.0;
    if (moderate) return detail::exp16_moderate(in, out, lanes);
    for (std::size_t i = 0; i < 16; ++i) out[i] = portable::exp(in[i]);
}
/// out[i] = portable::normal_quantile(in[i]) for 16 numbers in (0, 1); in and out must not overlap.
inline void normal_quantile16(const double* in, double* out, Lanes lanes = Lanes::best) {
    detail::normal_centre16(in, out, lanes);
    for (std::size_t i = 0; i < 16; ++i)
        if (!(in[i] - 0.5 >= -0.425 && in[i] - 0.5 <= 0.425)) out[i] = portable::normal_quantile(in[i]);
}

}  // namespace linewright
