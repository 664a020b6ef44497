// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>

#include "linewright/core/random.hpp"

namespace linewright {
namespace {

// The vectors "philox4x64 10" of Random123's file kat_vectors; the last is the hexadecimal figures of pi.
static_assert(philox({0, 0}, {0, 0, 0, 0}) ==
              PhiloxBlock{0x16554d9eca36314cu, 0xdb20fe9d672d0fdcu, 0xd7e772cee186176bu, 0x7e68b68aec7ba23bu});

TEST(Philox, GivesThePublishedAnswers) {
    const std::uint64_t ones = ~std::uint64_t{0};
    EXPECT_EQ(philox({ones, ones}, {ones, ones, ones, ones}),
              (PhiloxBlock{0x87b092c3013fe90bu, 0x438c3c67be8d0224u, 0x9cc7d7c69cd777b6u, 0xa09caebf594f0ba0u}));
    EXPECT_EQ(philox({0x452821e638d01377u, 0xbe5466cf34e90c6cu},
                     {0x243f6a8885a308d3u, 0x13198a2e03707344u, 0xa4093822299f31d0u, 0x082efa98ec4e6c89u}),
              (PhiloxBlock{0xa528f45403e61d95u, 0x38c72dbd566e9788u, 0xa5a1610e72fd18b5u, 0x57bd43b5e52b7fe6u}));
}

// Made with NumPy 2.4:
//   start = (draw << 64) + (lane << 128) + (replication << 192) + (position >> 2)
//   numpy.random.Philox(key=k0 + (k1 << 64), counter=(start - 1) % 2**256).random_raw(4)[position & 3]
TEST(Philox, WordsAreThoseOfNumPy) {
    struct Row {
        StreamKey key;
        std::uint64_t replication, lane, draw, position, expected;
    };
    const Row rows[] = {
        {{0x0u, 0x0u}, 0x0u, 0x0u, 0x0u, 0x0u, 0x16554d9eca36314cu},
        {{0x1u, 0x2u}, 0x0u, 0x0u, 0x0u, 0x1u, 0x49ebd8a28e9ec134u},
        {{0x1u, 0x2u}, 0x0u, 0x0u, 0x0u, 0x2u, 0x528e3ef07e630d40u},
        {{0x1u, 0x2u}, 0x0u, 0x0u, 0x0u, 0x3u, 0x69a57877b5c520c8u},
        {{0x1u, 0x2u}, 0x0u, 0x0u, 0x0u, 0x4u, 0x4f2f4313b5536b09u},
        {{0x1u, 0x2u}, 0x3u, 0x0u, 0x0u, 0x0u, 0xda060178b408c7aeu},
        {{0x1u, 0x2u}, 0x0u, 0x5u, 0x0u, 0x0u, 0x6b6ec99174ce986au},
        {{0x1u, 0x2u}, 0x0u, 0x0u, 0x7u, 0x0u, 0x4de1d28afc555069u},
        {{0xffffffffffffffffu, 0x3039u}, 0x9u, 0x8u, 0x7u, 0x6u, 0xf604bc7552231a85u},
        {{0x134fdf5u, 0xdeadbeefcafef00du},
         0xffffffffffffffffu,
         0x8000000000000000u,
         0x10000000000u,
         0xffffffffffffffffu,
         0xbfb4738114724a58u},
        {{0x2au, 0x2bu}, 0x3e7u, 0x11u, 0x3u, 0xe8d4a51002u, 0xd49b768fab67e493u},
    };
    for (const Row& row : rows)
        EXPECT_EQ(word(row.key, row.replication, row.lane, row.draw, row.position), row.expected)
            << row.replication << ' ' << row.lane << ' ' << row.draw << ' ' << row.position;
}

TEST(Philox, BlocksOfSixteenAreTheSameWords) {
    const StreamKey key = stream_key(7, "mill", "repair");
    for (const std::uint64_t first :
         {std::uint64_t{0}, std::uint64_t{16}, std::uint64_t{1} << 40, ~std::uint64_t{15}}) {
        std::array<std::uint64_t, fill_size> words{};
        fill_words(key, 3, 4, 5, first, words.data());
        for (std::size_t i = 0; i < fill_size; ++i) EXPECT_EQ(words[i], word(key, 3, 4, 5, first + i));
    }
}

TEST(Philox, MultipliesTheSameWithAndWithoutWideIntegers) {
    std::uint64_t a = 1, b = ~std::uint64_t{0};
    for (int i = 0; i < 1000; ++i) {
        const auto wide = detail::multiply128(a, b), halves = detail::multiply128_portable(a, b);
        ASSERT_EQ(wide.high, halves.high);
        ASSERT_EQ(wide.low, halves.low);
        a = detail::mix64(a + 1);
        b = i % 3 == 0 ? ~std::uint64_t{0} - a % 5 : detail::mix64(b);
    }
    const auto largest = detail::multiply128_portable(~std::uint64_t{0}, ~std::uint64_t{0});
    EXPECT_EQ(largest.high, ~std::uint64_t{0} - 1);
    EXPECT_EQ(largest.low, 1u);
}

TEST(Philox, EveryPartOfAnAddressCounts) {
    const StreamKey key{1, 2};
    const std::uint64_t here = word(key, 0, 0, 0, 0);
    EXPECT_NE(here, word({2, 2}, 0, 0, 0, 0));
    EXPECT_NE(here, word({1, 3}, 0, 0, 0, 0));
    EXPECT_NE(here, word(key, 1, 0, 0, 0));
    EXPECT_NE(here, word(key, 0, 1, 0, 0));
    EXPECT_NE(here, word(key, 0, 0, 1, 0));
    EXPECT_NE(here, word(key, 0, 0, 0, 1));
    EXPECT_NE(here, word(key, 0, 0, 0, 4));
}

TEST(NameHash, IsFnvFollowedByTheFinaliserOfSplitmix) {
    EXPECT_EQ(detail::fnv1a(""), 0xcbf29ce484222325u);  // published test vectors of FNV-1a
    EXPECT_EQ(detail::fnv1a("a"), 0xaf63dc4c8601ec8cu);
    EXPECT_EQ(detail::fnv1a("foobar"), 0x85944171f73967e8u);
    EXPECT_EQ(detail::mix64(0x9e3779b97f4a7c15u), 0xe220a8397b1dcdafu);  // first output of splitmix64 from seed 0
    EXPECT_EQ(name_hash("foobar"), detail::mix64(0x85944171f73967e8u));
}

TEST(NameHash, ReadsBytesAboveAsciiAsUnsigned) {
    EXPECT_EQ(detail::fnv1a("\xff"), (0xcbf29ce484222325u ^ 0xffu) * 0x100000001b3u);
}

TEST(StreamKey, IsTheSeedAndTheHashOfElementNulPurpose) {
    constexpr StreamKey key = stream_key(99, "mill", "cycle");
    EXPECT_EQ(key.k0, 99u);
    EXPECT_EQ(key.k1, name_hash(std::string("mill\0cycle", 10)));
    EXPECT_NE(stream_key(1, "ab", "c"), stream_key(1, "a", "bc"));
}

TEST(Unit, IsOpenAtBothEnds) {
    EXPECT_EQ(unit(0), 0x1p-53);
    EXPECT_EQ(unit(~std::uint64_t{0}), 1.0 - 0x1p-53);
    EXPECT_LT(unit(~std::uint64_t{0}), 1.0);
}

TEST(Unit, OfTheComplementIsTheRestToOneExactly) {
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const std::uint64_t w = detail::mix64(i);
        EXPECT_EQ(unit(~w), 1.0 - unit(w));
        EXPECT_EQ(unit(w), (static_cast<double>(w >> 12) + 0.5) * 0x1p-52);
    }
}

}  // namespace
}  // namespace linewright
