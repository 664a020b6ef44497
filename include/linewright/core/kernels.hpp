// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The arithmetic of variates, written once and compiled for several widths: core/math.hpp includes this file once
// for single doubles, once for pairs (SSE2, NEON) and once for fours (AVX2). No `#pragma once`, therefore; included
// alone it is empty. Expected are the macros
//
//     LINEWRIGHT_LANES    name of the namespace to fill
//     LINEWRIGHT_TARGET   attributes of every function
//     LINEWRIGHT_REAL     double, or a vector of them
//     LINEWRIGHT_WORD     std::uint64_t, or as many of them
//
// The same bits in every width and on every machine: each step is one of + - * / sqrt of IEEE doubles or an operation
// on integers, and `pin` stands between every product and the sum that it feeds, so that nobody can fuse them.
#if defined(LINEWRIGHT_LANES)

namespace linewright::detail::LINEWRIGHT_LANES {

using Real = LINEWRIGHT_REAL;
using Word = LINEWRIGHT_WORD;
static_assert(sizeof(Real) == sizeof(Word));

LINEWRIGHT_TARGET Real as_real(Word w) { return __builtin_bit_cast(Real, w); }
LINEWRIGHT_TARGET Word as_word(Real x) { return __builtin_bit_cast(Word, x); }
/// The same number in every lane.
LINEWRIGHT_TARGET Real all(double x) { return x - Real{}; }
/// A product that stays one: rounded here, never fused with a later sum.
LINEWRIGHT_TARGET Real times(Real a, Real b) {
    Real product = a * b;
    LINEWRIGHT_PIN(product);
    return product;
}
/// a * b + c, rounded twice.
LINEWRIGHT_TARGET Real step(Real a, Real b, double c) { return times(a, b) + c; }

/// Words to (0, 1), as linewright::unit: 52 bits below the point of 1.xxx, less 1 - 2^-53; exact.
LINEWRIGHT_TARGET Real unit(Word w) { return as_real((w >> 12) | 0x3ff0000000000000u) - 0x1.fffffffffffffp-1; }

/// Natural logarithm of normal positive numbers. x = 2^k m with m from sqrt(1/2) to sqrt(2), f = m - 1, s = f / (2 +
/// f): log m = 2 atanh s = f - f^2/2 + s (f^2/2 + R(s^2)), where R is the rest of the series of 2 atanh s - 2 s over s,
/// here a polynomial through Chebyshev points on s^2 < 0.0295 (error below 2^-56.5 s^2); log 2 in two parts. Below 1
/// ulp.
LINEWRIGHT_TARGET Real log_normal(Real x) {
    const Word shifted = as_word(x) + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
    const Real k = as_real((shifted >> 52) | 0x4330000000000000u) - (0x1p52 + 1023.0);
    const Real f = as_real((shifted & 0x000fffffffffffffu) + 0x3fe6a09e667f3bcdu) - 1.0;
    const Real s = f / (f + 2.0), z = times(s, s), w = times(z, z);
    const Real odd = step(w, step(w, step(w, all(0x1.2b5900de53b32p-3), 0x1.7462b51cb66b1p-3), 0x1.2492492df281ap-2),
                          0x1.5555555555558p-1);
    const Real even = step(w, step(w, all(0x1.39fe51a7c18f9p-3), 0x1.c71c62e3f11e6p-3), 0x1.99999999952d7p-2);
    const Real rest = times(z, odd) + times(w, even);
    const Real half = times(all(0.5), times(f, f));
    const Real high = times(k, all(0x1.62e42fee00000p-1)), low = times(k, all(0x1.a39ef35793c76p-33));
    return high - ((half - (times(s, half + rest) + low)) - f);
}

/// e^x for |x| <= 708. x = k log 2 + r, |r| <= log(2)/2: e^r = 1 + r + r^2 Q(r), Q a polynomial through Chebyshev
/// points (error below 2^-61); then the exponent is moved by k. Below 1 ulp.
LINEWRIGHT_TARGET Real exp_moderate(Real x) {
    LINEWRIGHT_PIN(x);
    const Real shifted = times(x, all(0x1.71547652b82fep+0)) + 0x1.8p52;
    const Real k = shifted - 0x1.8p52;
    const Real high = x - times(k, all(0x1.62e42fee00000p-1)), low = times(k, all(0x1.a39ef35793c76p-33));
    const Real r = high - low, z = times(r, r);
    const Real even =
        step(z,
             step(z,
                  step(z, step(z, step(z, all(0x1.1f731ea5352cap-29), 0x1.27e4db57442fbp-22), 0x1.a01a01a6dcaffp-16),
                       0x1.6c16c16c162ccp-10),
                  0x1.5555555555556p-5),
             0.5);
    const Real odd =
        step(z,
             step(z, step(z, step(z, all(0x1.af4e196027428p-26), 0x1.71de021a90822p-19), 0x1.a01a01abef415p-13),
                  0x1.11111111100cep-7),
             0x1.5555555555557p-3);
    const Real rest = times(z, even + times(r, odd));
    const Real mantissa = (high - (low - rest)) + 1.0;
    return as_real(as_word(mantissa) + (as_word(shifted) << 52));
}

/// The normal quantile for q = p - 1/2, |q| <= 0.425: M. J. Wichura, "Algorithm AS 241", Applied Statistics 37 (1988),
/// PPND16.
LINEWRIGHT_TARGET Real normal_centre(Real q) {
    const Real r = 0.180625 - times(q, q);
    Real a = all(2.5090809287301226727e+3), b = all(5.2264952788528545610e+3);
    a = step(a, r, 3.3430575583588128105e+4), b = step(b, r, 2.8729085735721942674e+4);
    a = step(a, r, 6.7265770927008700853e+4), b = step(b, r, 3.9307895800092710610e+4);
    a = step(a, r, 4.5921953931549871457e+4), b = step(b, r, 2.1213794301586595867e+4);
    a = step(a, r, 1.3731693765509461125e+4), b = step(b, r, 5.3941960214247511077e+3);
    a = step(a, r, 1.9715909503065514427e+3), b = step(b, r, 6.8718700749205790830e+2);
    a = step(a, r, 1.3314166789178437745e+2), b = step(b, r, 4.2313330701600911252e+1);
    a = step(a, r, 3.3871328727963666080e0), b = step(b, r, 1.0);
    return times(q, a) / b;
}

/// Loads and stores of as many doubles or words as there are lanes, wherever they lie.
LINEWRIGHT_TARGET Real load(const double* from) {
    Real x;
    std::memcpy(&x, from, sizeof x);
    return x;
}
LINEWRIGHT_TARGET Word load(const std::uint64_t* from) {
    Word w;
    std::memcpy(&w, from, sizeof w);
    return w;
}
LINEWRIGHT_TARGET void store(Real x, double* to) { std::memcpy(to, &x, sizeof x); }

// NOLINTNEXTLINE(bugprone-sizeof-expression): a Real may be a vector or one double
inline constexpr std::size_t lanes = sizeof(Real) / sizeof(double);

// Blocks of 16. In and out may be the same.

LINEWRIGHT_TARGET_BLOCK void unit_block(const std::uint64_t* in, double* out) {
    for (std::size_t i = 0; i < 16; i += lanes) store(unit(load(in + i)), out + i);
}
LINEWRIGHT_TARGET_BLOCK void log_block(const double* in, double* out) {
    for (std::size_t i = 0; i < 16; i += lanes) store(log_normal(load(in + i)), out + i);
}
LINEWRIGHT_TARGET_BLOCK void exp_block(const double* in, double* out) {
    for (std::size_t i = 0; i < 16; i += lanes) store(exp_moderate(load(in + i)), out + i);
}
LINEWRIGHT_TARGET_BLOCK void normal_centre_block(const double* in, double* out) {
    for (std::size_t i = 0; i < 16; i += lanes) store(normal_centre(load(in + i) - 0.5), out + i);
}
/// out = low + width * u.
LINEWRIGHT_TARGET_BLOCK void uniform_block(const std::uint64_t* in, double low, double width, double* out) {
    for (std::size_t i = 0; i < 16; i += lanes) store(times(unit(load(in + i)), all(width)) + low, out + i);
}
/// out = low - mean * log u.
LINEWRIGHT_TARGET_BLOCK void exponential_block(const std::uint64_t* in, double low, double mean, double* out) {
    for (std::size_t i = 0; i < 16; i += lanes) store(times(log_normal(unit(load(in + i))), all(-mean)) + low, out + i);
}

}  // namespace linewright::detail::LINEWRIGHT_LANES

#undef LINEWRIGHT_LANES
#undef LINEWRIGHT_TARGET
#undef LINEWRIGHT_TARGET_BLOCK
#undef LINEWRIGHT_REAL
#undef LINEWRIGHT_WORD
#endif
