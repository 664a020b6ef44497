// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/core/sampler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "core/laws.hpp"
#include "linewright/core/moments.hpp"

namespace linewright {
namespace {

using namespace literals;
using test::laws;
using test::NamedLaw;

constexpr double infinity = std::numeric_limits<double>::infinity();
const StreamKey key = stream_key(20250101, "mill", "cycle");

std::vector<double> draws(const Distribution& law, std::size_t blocks, double tick = 1.0) {
    const Sampler sampler(law, tick);
    std::vector<double> all(blocks * fill_size);
    for (std::size_t i = 0; i < blocks; ++i) sampler.fill(key, 1, 2, i * fill_size, &all[i * fill_size]);
    return all;
}

TEST(Sampler, AFillIsTheSameAsSixteenSamplesBitByBit) {
    for (const auto& [name, law] : laws()) {
        const Sampler sampler(law, 1.0);
        std::array<double, fill_size> block;
        for (std::uint64_t first = 0; first < 400 * fill_size; first += fill_size)
            for (const Lanes lanes : {Lanes::best, Lanes::one, Lanes::two, Lanes::four}) {
                sampler.fill(key, 3, 9, first, block.data(), lanes);
                for (std::size_t i = 0; i < fill_size; ++i)
                    ASSERT_EQ(std::bit_cast<std::uint64_t>(block[i]),
                              std::bit_cast<std::uint64_t>(sampler.sample(key, 3, 9, first + i)))
                        << name << " at " << first + i;
            }
    }
}

// What is promised: these never change, on no compiler, with no flag, on no machine. A new law gets a new row.
TEST(Sampler, EveryLawHasTheBitsWrittenDown) {
    const std::map<std::string, std::uint64_t> written{
        {"constant", 0xbdafcb56ce4c88dau},
        {"constant in ticks of 7.3 us", 0xb91c10768fbfec3eu},
        {"uniform", 0xa27bd44996850139u},
        {"uniform in ticks of 7.3 us", 0xf2b511d9d56b434eu},
        {"triangular", 0x318b3dbdacfacd37u},
        {"triangular in ticks of 7.3 us", 0x880724eb2e785852u},
        {"triangular, mode at the low end", 0x6dc7dd4331658044u},
        {"triangular, mode at the low end in ticks of 7.3 us", 0x491619983f5c7dfau},
        {"triangular, mode at the high end", 0xfd35c81e2ea7bc0au},
        {"triangular, mode at the high end in ticks of 7.3 us", 0x5b0bf62588cb3e1u},
        {"exponential", 0xc395e67974e54bfu},
        {"exponential in ticks of 7.3 us", 0x3cb4e8b5b9a5e4bcu},
        {"hyperexponential", 0xa08af6e745a9e668u},
        {"hyperexponential in ticks of 7.3 us", 0x27d2f9f0124f296fu},
        {"erlang of one", 0xc395e67974e54bfu},
        {"erlang of one in ticks of 7.3 us", 0x3cb4e8b5b9a5e4bcu},
        {"erlang", 0x187428b63afc1cc4u},
        {"erlang in ticks of 7.3 us", 0x542e629001950b5du},
        {"erlang of twenty", 0x2f83de7decbb69u},
        {"erlang of twenty in ticks of 7.3 us", 0xb4ba11c2c9c99620u},
        {"erlang of forty, drawn as a gamma", 0x1210cdb15f7f63a4u},
        {"erlang of forty, drawn as a gamma in ticks of 7.3 us", 0x28b289f09f6d990du},
        {"gamma", 0xc03756652c89e5ecu},
        {"gamma in ticks of 7.3 us", 0xc6aa4cb55b79c81au},
        {"gamma of a shape below 1", 0x45ab54f99d2af137u},
        {"gamma of a shape below 1 in ticks of 7.3 us", 0x99c445bc24407da8u},
        {"normal", 0xf5773d902ee8f46bu},
        {"normal in ticks of 7.3 us", 0x933b57d2e7b7942cu},
        {"normal, cut at 0", 0xde0899e179adef18u},
        {"normal, cut at 0 in ticks of 7.3 us", 0xa7c92ea06df0c0b6u},
        {"normal, cut in the middle", 0xe7476f7e2a1d5b03u},
        {"normal, cut in the middle in ticks of 7.3 us", 0x8f079d910c420f1u},
        {"lognormal", 0x3e656b60f8eb519du},
        {"lognormal in ticks of 7.3 us", 0x1fc70480b04e6f9u},
        {"lognormal, nearly constant", 0x8248a6649488c4a2u},
        {"lognormal, nearly constant in ticks of 7.3 us", 0xdc652a99d8de463bu},
        {"weibull of early failures", 0x59af380e429a73f7u},
        {"weibull of early failures in ticks of 7.3 us", 0x99b958755b73d86du},
        {"weibull of wear", 0x90167695a7aa34b1u},
        {"weibull of wear in ticks of 7.3 us", 0xac39dcb75a993834u},
        {"beta", 0x93714a2ac4082ecu},
        {"beta in ticks of 7.3 us", 0xf6ce693088630212u},
        {"beta in the shape of a bathtub", 0xd2b0a25763d038e0u},
        {"beta in the shape of a bathtub in ticks of 7.3 us", 0x10f4ef341281dba0u},
        {"beta with shapes on both sides of 1", 0x2892ee7ba711dad9u},
        {"beta with shapes on both sides of 1 in ticks of 7.3 us", 0x32588792805d4c91u},
        {"pert", 0x4da25c079ca08349u},
        {"pert in ticks of 7.3 us", 0x516e315f76e27c27u},
        {"discrete", 0xf43897c1ce77312fu},
        {"discrete in ticks of 7.3 us", 0x6f4f027aac08f584u},
        {"empirical", 0x41d794e72f2eb13eu},
        {"empirical in ticks of 7.3 us", 0xdc026bb58e8615d8u},
        {"histogram", 0xd36edeb717498c6bu},
        {"histogram in ticks of 7.3 us", 0xe25f09d5593c25dbu},
        {"time series", 0x56ff809ab342dacau},
        {"time series in ticks of 7.3 us", 0xd94e878a3dba71ccu},
        {"exponential with an offset", 0x5005afa15292856fu},
        {"exponential with an offset in ticks of 7.3 us", 0x873f451f481d54au},
        {"beta with a negative offset", 0x5dcbb7a8cfc6d305u},
        {"beta with a negative offset in ticks of 7.3 us", 0xbb588d905ed0abccu},
        {"cycles", 0x16861e45735e67d4u},
        {"cycles in ticks of 7.3 us", 0x16861e45735e67d4u},
        {"discrete of many", 0xbc1211e310126efbu},
        {"discrete of many in ticks of 7.3 us", 0xe28fc28afd63619cu},
    };
    for (const auto& [name, law] : laws())
        for (const double tick : {1.0, 7.3}) {
            std::uint64_t fingerprint = 0;
            for (const double x : draws(law, 500, tick))
                fingerprint = detail::mix64(fingerprint ^ std::bit_cast<std::uint64_t>(x));
            fingerprint = detail::mix64(fingerprint ^ std::bit_cast<std::uint64_t>(Sampler(law, tick).mean()));
            const std::string row = name + (tick == 1.0 ? "" : " in ticks of 7.3 us");
            const auto found = written.find(row);
            EXPECT_TRUE(found != written.end() && found->second == fingerprint)
                << "        {\"" << row << "\", 0x" << std::hex << fingerprint << "u},";
        }
}

TEST(Sampler, MeanAndVarianceOfManyDrawsAreThoseOfTheLaw) {
    for (const auto& [name, law] : laws()) {
        const std::vector<double> all = draws(law, 8192);
        const double n = static_cast<double>(all.size());
        double sum = 0.0, second = 0.0, fourth = 0.0;
        for (const double x : all) sum += x;
        const double average = sum / n;
        for (const double x : all) {
            const double square = (x - average) * (x - average);
            second += square / n;
            fourth += square * square / n;
        }
        EXPECT_LE(std::fabs(average - mean(law)), 5.0 * std::sqrt(variance(law) / n) + 1e-9 * mean(law)) << name;
        EXPECT_LE(std::fabs(second - variance(law)),
                  5.0 * std::sqrt(std::max(0.0, fourth - second * second) / n) + 1e-9 * variance(law))
            << name;
    }
}

TEST(Sampler, DrawsFollowTheDistributionFunction) {
    for (const auto& [name, law] : laws()) {
        std::vector<double> all = draws(law, 4096);
        if (std::holds_alternative<TimeSeries>(law.law)) continue;  // not a matter of chance
        std::sort(all.begin(), all.end());
        const double n = static_cast<double>(all.size());
        double distance = 0.0;
        for (std::size_t i = 0; i < all.size();) {
            std::size_t j = i;
            while (j < all.size() && all[j] == all[i]) ++j;
            const double below = static_cast<double>(i) / n, until = static_cast<double>(j) / n;
            distance = std::max({distance, std::fabs(cdf(law, all[i] * (1 + 1e-14)) - until),
                                 std::fabs(cdf(law, all[i] * (1 - 1e-14)) - below)});
            i = j;
        }
        // Kolmogorov: exceeded with probability 2 exp(-2 * 2.3^2) = 5e-5, and fixed by the seed.
        EXPECT_LT(distance * std::sqrt(n), 2.3) << name;
    }
}

TEST(Sampler, DrawsInTicksAreThoseInMicrosecondsOverTheTick) {
    for (const auto& [name, law] : laws()) {
        const bool cycles = name == "cycles";
        const std::vector<double> fine = draws(law, 20), coarse = draws(law, 20, 1000.0);
        for (std::size_t i = 0; i < fine.size(); ++i)
            EXPECT_NEAR(coarse[i] * (cycles ? 1.0 : 1000.0) / fine[i], 1.0, 1e-9) << name;
        EXPECT_NEAR(Sampler(law, 1000.0).mean() * (cycles ? 1.0 : 1000.0), mean(law), 1e-12 * mean(law)) << name;
    }
}

TEST(Sampler, KnowsItsMean) {
    for (const auto& [name, law] : laws()) EXPECT_NEAR(Sampler(law, 1.0).mean() / mean(law), 1.0, 1e-13) << name;
}

TEST(Sampler, SaysWhenThereIsNothingToDraw) {
    for (const Distribution& law :
         {constant(3_s), uniform(3_s, 3_s), triangular(3_s, 3_s, 3_s), gamma(3_s, 0_s), normal(3_s, 0_s),
          lognormal(3_s, 0_s), beta(2, 3, 3_s, 3_s), pert(3_s, 3_s, 3_s), discrete({1_s, 3_s}, {0, 2}),
          empirical({3_s, 3_s}), time_series({3_s}), offset(constant(1_s), 2_s), offset(empirical({1_s}), 2_s)}) {
        const Sampler sampler(law, 1e3);
        EXPECT_TRUE(sampler.constant());
        EXPECT_EQ(sampler.constant_value(), 3000.0);
        EXPECT_EQ(sampler.mean(), 3000.0);
        EXPECT_EQ(sampler.sample(key, 0, 0, 12345), 3000.0);
    }
    EXPECT_FALSE(Sampler(exponential(3_s), 1.0).constant());
    EXPECT_FALSE(Sampler(time_series({3_s, 4_s}), 1.0).constant());
}

TEST(Sampler, CyclesArePlainCounts) {
    EXPECT_EQ(Sampler(constant(200_cycles), 1000.0).constant_value(), 200.0);
    const double x = Sampler(uniform(100_cycles, 200_cycles), 1000.0).sample(key, 0, 0, 0);
    EXPECT_TRUE(x > 100.0 && x < 200.0);
}

TEST(Sampler, ATimeSeriesComesInItsOrderAndBeginsAgain) {
    const Sampler sampler(offset(time_series({1_s, 5_s, 2_s}), 1_s), 1e6);
    std::array<double, fill_size> block;
    sampler.fill(key, 0, 0, 16, block.data());
    EXPECT_EQ((std::vector<double>(block.begin(), block.begin() + 4)), (std::vector<double>{6, 3, 2, 6}));
    EXPECT_EQ(sampler.sample(key, 8, 9, 3), 2.0);
}

TEST(Sampler, ValuesOfNoWeightNeverCome) {
    for (const double x : draws(discrete({1_us, 2_us, 3_us, 4_us}, {0, 1, 0, 1}), 500))
        EXPECT_TRUE(x == 2.0 || x == 4.0);
    for (const double x : draws(histogram({0_us, 1_us, 2_us, 3_us}, {1, 0, 1}), 500)) EXPECT_TRUE(x <= 1.0 || x >= 2.0);
}

TEST(Sampler, StaysInsideItsLaw) {
    for (const auto& [name, law] : laws()) {
        const double low = quantile(law, 0.0), high = quantile(law, 1.0);
        for (const double x : draws(law, 500)) {
            EXPECT_GE(x, low * (1 - 1e-15)) << name;
            EXPECT_LE(x, high * (1 + 1e-15)) << name;
            EXPECT_GE(x, 0.0) << name;
        }
    }
}

TEST(Sampler, ExtremeShapesGiveNumbers) {
    for (const Distribution& law :
         {gamma(1_s, 100_s), gamma(1_s, 1_us), beta(0.001, 0.001, 0_s, 1_s), beta(1e6, 1e6, 0_s, 1_s),
          beta(1e-4, 50, 0_s, 1_s), weibull(0.05, 1_s), weibull(50, 1_s), lognormal(1_s, 1000_s), erlang(1000, 1_s),
          erlang(32, 1_s), normal(0_s, 1_s)})
        for (const double x : draws(law, 200)) ASSERT_TRUE(x >= 0.0 && std::isfinite(x));
}

TEST(Sampler, SmallWordsMakeLongExponentials) {
    const Sampler sampler(exponential(2_us), 1.0);
    for (std::uint64_t i = 0; i < 100; ++i)
        EXPECT_EQ(sampler.sample(key, 4, 5, i), -2.0 * portable::log(unit(word(key, 4, 5, 0, i))));
}

TEST(Sampler, ANearLawHasNearDraws) {
    // Common random numbers: the same address draws nearly the same when a parameter changes a little.
    const std::vector<double> a = draws(gamma(3_s, 1_s), 100), b = draws(gamma(3.001_s, 1_s), 100);
    std::size_t near = 0;
    for (std::size_t i = 0; i < a.size(); ++i) near += std::fabs(a[i] - b[i]) < 0.01 * a[i] ? 1u : 0u;
    EXPECT_GT(near, a.size() * 99 / 100);
}

TEST(ToTicks, RoundsToTheNearestAndTiesToEven) {
    for (const auto& [x, ticks] : std::map<double, std::int64_t>{{0.0, 0},
                                                                 {0.49999999999999994, 0},
                                                                 {0.5, 0},
                                                                 {0.5000000000000001, 1},
                                                                 {1.5, 2},
                                                                 {2.5, 2},
                                                                 {3.0, 3},
                                                                 {-0.5, 0},
                                                                 {-1.5, -2},
                                                                 {4503599627370495.5, 4503599627370496},
                                                                 {4503599627370497.0, 4503599627370497},
                                                                 {0x1p59, std::int64_t{1} << 59},
                                                                 {1e15 + 0.5, 1000000000000000}})
        EXPECT_EQ(to_ticks(x), ticks) << x;
    for (std::uint64_t i = 0; i < 1000; ++i) {
        const double x = unit(detail::mix64(i)) * std::ldexp(1.0, static_cast<int>(i % 60));
        EXPECT_EQ(to_ticks(x), static_cast<std::int64_t>(std::nearbyint(x)));
    }
}
TEST(ToTicks, CheckedRefusesWhatTheEngineCantCount) {
    EXPECT_EQ(to_ticks_checked(0x1p59), std::int64_t{1} << 59);
    EXPECT_EQ(to_ticks_checked(2.5), 2);
    EXPECT_FALSE(to_ticks_checked(0x1p59 + 128.0));
    EXPECT_FALSE(to_ticks_checked(-1.0));
    EXPECT_FALSE(to_ticks_checked(infinity));
    EXPECT_FALSE(to_ticks_checked(std::numeric_limits<double>::quiet_NaN()));
}

std::vector<std::string> faults(const Distribution& law) {
    std::vector<std::string> all;
    check(law, [&](const std::string& place, const std::string& what, const std::string& remedy) {
        EXPECT_FALSE(remedy.empty());
        all.push_back(place + ": " + what);
    });
    return all;
}
using Texts = std::vector<std::string>;

TEST(Check, FindsNoFaultInGoodLaws) {
    for (const auto& [name, law] : laws()) EXPECT_EQ(faults(law), Texts{}) << name;
    EXPECT_EQ(faults(offset(uniform(3_s, 4_s), Duration{-3, Unit::s})), Texts{});
}
TEST(Check, NamesThePlaceAndTheFigureAsWritten) {
    EXPECT_EQ(faults(exponential({-3, Unit::min})), Texts{"mean: must be > 0, is -3 min"});
    EXPECT_EQ(faults(exponential(0_s)), Texts{"mean: must be > 0, is 0 s"});
    EXPECT_EQ(faults(constant({-0.1, Unit::h})), Texts{"value: must be >= 0, is -0.1 h"});
    EXPECT_EQ(faults(empirical({1_s, 2_s, 3_s, {-4, Unit::s}})), Texts{"values/3: must be >= 0, is -4 s"});
    EXPECT_EQ(faults(constant({infinity, Unit::s})), Texts{"value: must be a finite number, is inf s"});
    EXPECT_EQ(faults(weibull(std::numeric_limits<double>::quiet_NaN(), 1_s)),
              Texts{"shape: must be a finite number, is nan"});
    EXPECT_EQ(faults(erlang(0, 1_s)), Texts{"k: must be >= 1, is 0"});
    EXPECT_EQ(faults(normal(1_s, {-1, Unit::s})), Texts{"sd: must be >= 0, is -1 s"});
}
TEST(Check, FindsAllFaultsAtOnce) {
    EXPECT_EQ(faults(beta(0, -1, {-1, Unit::s}, {-2, Unit::s})),
              (Texts{"alpha: must be > 0, is 0", "beta: must be > 0, is -1", "low: must be >= 0, is -1 s",
                     "high: must be >= 0, is -2 s"}));
}
TEST(Check, WantsLowModeHighInOrder) {
    EXPECT_EQ(faults(triangular(3_min, 2_min, 1_min)),
              (Texts{"mode: must be >= low (3 min), is 2 min", "high: must be >= mode (2 min), is 1 min"}));
    EXPECT_EQ(faults(uniform(61_s, 1_min)), Texts{"high: must be >= low (61 s), is 1 min"});
    EXPECT_EQ(faults(uniform(60_s, 1_min)), Texts{});
    EXPECT_EQ(faults(pert(1_s, 9_s, 8_s)), Texts{"high: must be >= mode (9 s), is 8 s"});
}
TEST(Check, WantsListsThatFit) {
    EXPECT_EQ(faults(empirical({})), Texts{"values: is empty"});
    EXPECT_EQ(faults(time_series({})), Texts{"values: is empty"});
    EXPECT_EQ(faults(discrete({1_s, 2_s}, {1})), Texts{"weights: has 1 numbers, but values asks for 2"});
    EXPECT_EQ(faults(discrete({1_s, 2_s}, {0, 0})), Texts{"weights: are all 0"});
    EXPECT_EQ(faults(discrete({1_s, 2_s}, {1, -1})), Texts{"weights/1: must be >= 0, is -1"});
    EXPECT_EQ(faults(hyperexponential({1, 2, 3}, {1_s, 2_s})), Texts{"weights: has 3 numbers, but means asks for 2"});
    EXPECT_EQ(faults(histogram({1_s}, {})), Texts{"edges: has 1 values, at least 2 are needed"});
    EXPECT_EQ(faults(histogram({1_s, 2_s, 2_s}, {1, 1})), Texts{"edges/2: must be > the edge before it (2 s), is 2 s"});
    EXPECT_EQ(faults(histogram({1_s, 2_s, 3_s}, {1, 1, 1})), Texts{"counts: has 3 numbers, but edges asks for 2"});
}
TEST(Check, RefusesTimesMixedWithCycles) {
    EXPECT_EQ(faults(uniform(1_s, 2_cycles)), Texts{"high: is in cycles, but low is a time"});
    EXPECT_EQ(faults(offset(exponential(200_cycles), 1_s)), Texts{"offset: is a time, but mean is in cycles"});
}
TEST(Check, RefusesAnOffsetThatMakesNegativeTimesPossible) {
    EXPECT_EQ(faults(offset(exponential(3_s), {-1, Unit::s})),
              Texts{"offset: makes values below 0 possible: the law begins at 0 s, the offset is -1 s"});
    EXPECT_EQ(faults(offset(uniform(3_s, 5_s), {-4, Unit::s})),
              Texts{"offset: makes values below 0 possible: the law begins at 3 s, the offset is -4 s"});
}

}  // namespace
}  // namespace linewright
