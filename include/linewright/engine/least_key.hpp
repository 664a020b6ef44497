// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The least of a few keys, for both calendars (calendar.hpp, direct.hpp). Keys are positive doubles or infinity, so
// that the machine's minimum instruction finds it and nothing depends on the order in which they are compared.
#pragma once

#include <cstddef>

#if defined(__SSE2__) && !defined(LINEWRIGHT_NO_VECTOR)
#include <emmintrin.h>
#endif

namespace linewright::detail {

/// The least of N keys. Few keys are compared one by one: they have just been stored, and a wide load of what was
/// stored in narrow pieces has to wait until the stores are through.
template <std::size_t N>
inline double least_key(const double* k) {
    static_assert(N == 4 || N % 8 == 0);
#if defined(__SSE2__) && !defined(LINEWRIGHT_NO_VECTOR)
    if constexpr (N > 8) {
        __m128d a = _mm_loadu_pd(k), b = _mm_loadu_pd(k + 2), c = _mm_loadu_pd(k + 4), d = _mm_loadu_pd(k + 6);
#pragma GCC unroll 8
        for (std::size_t i = 8; i < N; i += 8) {
            a = _mm_min_pd(a, _mm_loadu_pd(k + i));
            b = _mm_min_pd(b, _mm_loadu_pd(k + i + 2));
            c = _mm_min_pd(c, _mm_loadu_pd(k + i + 4));
            d = _mm_min_pd(d, _mm_loadu_pd(k + i + 6));
        }
        a = _mm_min_pd(_mm_min_pd(a, b), _mm_min_pd(c, d));
        return _mm_cvtsd_f64(_mm_min_sd(a, _mm_unpackhi_pd(a, a)));
    }
#endif
    const auto lesser = [](double x, double y) { return y < x ? y : x; };
    if constexpr (N == 4) return lesser(lesser(k[0], k[1]), lesser(k[2], k[3]));
    double a = lesser(k[0], k[1]), b = lesser(k[2], k[3]), c = lesser(k[4], k[5]), d = lesser(k[6], k[7]);
#pragma GCC unroll 8
    for (std::size_t i = 8; i < N; i += 8) {
        a = lesser(a, lesser(k[i], k[i + 1]));
        b = lesser(b, lesser(k[i + 2], k[i + 3]));
        c = lesser(c, lesser(k[i + 4], k[i + 5]));
        d = lesser(d, lesser(k[i + 6], k[i + 7]));
    }
    return lesser(lesser(a, b), lesser(c, d));
}

}  // namespace linewright::detail
