// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Chance by address. A random word isn't taken from a generator that moves on: it is looked up by what it
// is for (which plant element, which purpose, which replication, which job). So two scenarios that share an
// element share its luck, and adding a station moves nobody else's numbers.
//
// The function behind it is Philox4x64-10 (J. K. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3",
// SC'11), the same as NumPy's `Philox`: a bijection of a 256-bit counter under a 128-bit key.
//
//     counter c0 = position >> 2   c1 = draw   c2 = lane   c3 = replication;   the word is number position & 3
//     key     k0 = seed            k1 = hash of element and purpose
//
// NumPy adds 1 to its counter before each block, so that the words at positions 0, 1, 2, ... are
//
//     start = (draw << 64) + (lane << 128) + (replication << 192)           # 256-bit counter of position 0
//     numpy.random.Philox(key=k0 + (k1 << 64), counter=(start - 1) % 2**256).random_raw(n)
//
// Every pair (lane, position) owns an endless sequence of words, draw = 0, 1, 2, ...: a law that needs more
// than one word takes the next draw, never the neighbour's position.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "linewright/core/build.hpp"

namespace linewright {

/// The key of one stream of chance: which seed, and which element's which purpose.
struct StreamKey {
    std::uint64_t k0 = 0, k1 = 0;
    bool operator==(const StreamKey&) const = default;
};

/// One Philox counter, or the block of four words that it becomes.
using PhiloxBlock = std::array<std::uint64_t, 4>;

namespace detail {

/// FNV-1a, 64 bits (Fowler, Noll, Vo): `hash` is the state so far.
constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325u) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return hash;
}
/// The finaliser of splitmix64 (Steele, Lea, Flood 2014; constants: Stafford's mix 13): every bit moves every other.
constexpr std::uint64_t mix64(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

struct Product128 {
    std::uint64_t high, low;
};
/// 64 x 64 -> 128 bits from 32-bit halves: what the next function does where there is no 128-bit integer.
constexpr Product128 multiply128_portable(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t a0 = a & 0xffffffffu, a1 = a >> 32, b0 = b & 0xffffffffu, b1 = b >> 32;
    const std::uint64_t low = a0 * b0, cross = a1 * b0 + (low >> 32);
    const std::uint64_t middle = a0 * b1 + (cross & 0xffffffffu);
    return {a1 * b1 + (cross >> 32) + (middle >> 32), (middle << 32) | (low & 0xffffffffu)};
}
LINEWRIGHT_INLINE constexpr Product128 multiply128(std::uint64_t a, std::uint64_t b) {
#if defined(__SIZEOF_INT128__)
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return {static_cast<std::uint64_t>(product >> 64), static_cast<std::uint64_t>(product)};
#else
    return multiply128_portable(a, b);
#endif
}

LINEWRIGHT_INLINE constexpr PhiloxBlock philox_round(const PhiloxBlock& c, std::uint64_t k0, std::uint64_t k1) {
    const Product128 p = multiply128(0xd2e7470ee14c6c93u, c[0]), q = multiply128(0xca5a826395121157u, c[2]);
    return {q.high ^ c[1] ^ k0, q.low, p.high ^ c[3] ^ k1, p.low};
}
inline constexpr std::uint64_t philox_step0 = 0x9e3779b97f4a7c15u, philox_step1 = 0xbb67ae8584caa73bu;

}  // namespace detail

/// A 64-bit hash of a name, the same everywhere and for ever: FNV-1a over its bytes, then splitmix64's finaliser.
constexpr std::uint64_t name_hash(std::string_view name) { return detail::mix64(detail::fnv1a(name)); }

/// The stream of one element's one purpose: k0 = seed, k1 = name_hash(element + '\0' + purpose).
constexpr StreamKey stream_key(std::uint64_t seed, std::string_view element, std::string_view purpose) {
    return {seed,
            detail::mix64(detail::fnv1a(purpose, detail::fnv1a(std::string_view("\0", 1), detail::fnv1a(element))))};
}

/// Philox4x64 with 10 rounds: the block of four words at a counter.
LINEWRIGHT_INLINE constexpr PhiloxBlock philox(StreamKey key, const PhiloxBlock& counter) {
    PhiloxBlock block{counter[0], counter[1], counter[2], counter[3]};
#if defined(__GNUC__)
#pragma GCC unroll 10
#endif
    for (int round = 0; round < 10; ++round) {
        block = detail::philox_round(block, key.k0, key.k1);
        key.k0 += detail::philox_step0;
        key.k1 += detail::philox_step1;
    }
    return block;
}

/// The word at an address. See the head of this file for the meaning of its parts.
constexpr std::uint64_t word(StreamKey key, std::uint64_t replication, std::uint64_t lane, std::uint64_t draw,
                             std::uint64_t position) {
    const PhiloxBlock block = philox(key, {position >> 2, draw, lane, replication});
    // Not block[position & 3]: that would go through memory.
    const std::uint64_t even = (position & 2) != 0 ? block[2] : block[0];
    const std::uint64_t odd = (position & 2) != 0 ? block[3] : block[1];
    return (position & 1) != 0 ? odd : even;
}

/// How many consecutive positions a fill gives at once.
inline constexpr std::size_t fill_size = 16;

/// The words at positions first, first + 1, ..., first + 15: out[i] = word(key, replication, lane, draw, first + i).
/// `first` must be a multiple of 4. Four counters go side by side, because each alone waits for its multiplications.
inline void fill_words(StreamKey key, std::uint64_t replication, std::uint64_t lane, std::uint64_t draw,
                       std::uint64_t first, std::uint64_t* out) {
    PhiloxBlock a{(first >> 2), draw, lane, replication}, b{(first >> 2) + 1, draw, lane, replication};
    PhiloxBlock c{(first >> 2) + 2, draw, lane, replication}, d{(first >> 2) + 3, draw, lane, replication};
#if defined(__GNUC__)
#pragma GCC unroll 10  // keeps all four in registers: twice as fast with g++ -O2
#endif
    for (int round = 0; round < 10; ++round) {
        a = detail::philox_round(a, key.k0, key.k1);
        b = detail::philox_round(b, key.k0, key.k1);
        c = detail::philox_round(c, key.k0, key.k1);
        d = detail::philox_round(d, key.k0, key.k1);
        key.k0 += detail::philox_step0;
        key.k1 += detail::philox_step1;
    }
    for (std::size_t i = 0; i < 4; ++i) {
        out[i] = a[i];
        out[i + 4] = b[i];
        out[i + 8] = c[i];
        out[i + 12] = d[i];
    }
}

/// A word as a number between 0 and 1, never either of them: (floor(w / 2^12) + 1/2) / 2^52, exactly. These are the odd
/// multiples of 2^-53, so that 1 - unit(w) is exact too and is unit(~w). (With one bit more the largest would round
/// to 1.)
constexpr double unit(std::uint64_t w) { return static_cast<double>((w >> 11) | 1) * 0x1p-53; }

}  // namespace linewright
