// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Warm-up and batch means (docs/statistics.md), on numbers worked out by hand.
#include "linewright/study/series.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "draws.hpp"

namespace linewright {
namespace {

template <class Call>
std::string said(const Call& call) {
    try {
        call();
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
    return {};
}
/// Each value so many times.
std::vector<double> each(const std::vector<double>& values, std::size_t times) {
    std::vector<double> out;
    for (const double v : values) out.insert(out.end(), times, v);
    return out;
}

TEST(Mser, CutsWhereTheIntervalOfWhatIsLeftIsNarrowest) {
    // After d of the 11: 42 8/11 / 121, 10 / 100, (49 - 19 * 19 / 9) ... the least is 10 / 100 at d = 1.
    const std::vector<double> means{8, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3};
    const Truncation one = mser(means, 1);
    EXPECT_TRUE(one.found);
    EXPECT_EQ(one.cut, 1U);
    EXPECT_DOUBLE_EQ(one.statistic, 0.1);
    EXPECT_DOUBLE_EQ(one.mean, 2.0);
    ASSERT_EQ(one.all.size(), 7U);  // at least five are left
    EXPECT_NEAR(one.all[0], (114.0 - 28.0 * 28.0 / 11.0) / 121.0, 1e-14);
    EXPECT_NEAR(one.all[2], (49.0 - 19.0 * 19.0 / 9.0) / 81.0, 1e-14);
    EXPECT_DOUBLE_EQ(one.all[3], 8.0 / 64.0);
    const Truncation five = mser(each(means, 5));
    EXPECT_EQ(five.cut, 5U);
    EXPECT_EQ(five.n, 55U);
    EXPECT_DOUBLE_EQ(five.statistic, 0.1);
    EXPECT_EQ(five.says, "the first 5 of 55 values are warm-up");
}
TEST(Mser, LeavesOutWhatDoesNotFillAMeanAtTheEnd) {
    std::vector<double> values = each({8, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3}, 5);
    values.insert(values.end(), {1e9, 1e9});
    EXPECT_EQ(mser(values).cut, 5U);
    EXPECT_EQ(mser(values).n, 55U);
}
TEST(Mser, RefusesACutInTheLastHalf) {
    std::vector<double> rising;  // never level: the variance of m neighbours over m is (m * m - 1) / (12 m)
    for (int i = 0; i < 20; ++i) rising.push_back(i);
    const Truncation t = mser(rising, 1);
    EXPECT_FALSE(t.found);
    EXPECT_EQ(t.cut, 15U);
    EXPECT_DOUBLE_EQ(t.statistic, 24.0 / 60.0);
    EXPECT_NE(t.says.find("take a longer series or more replications"), std::string::npos);
}
TEST(Mser, OfEqualValuesTheEarliestCounts) {
    EXPECT_EQ(mser(std::vector<double>(50, 0.1)).cut, 0U);
    EXPECT_TRUE(mser(std::vector<double>(50, 0.1)).found);
    EXPECT_EQ(mser(std::vector<double>{5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 1).cut, 1U);
}
TEST(Mser, IsTakenOfTheMeanOverReplications) {
    // Two that make up for each other's luck.
    const std::vector<std::vector<double>> two{{9, 0, 4, 0, 4, 2, 2, 2, 2, 2}, {7, 4, 0, 4, 0, 2, 2, 2, 2, 2}};
    EXPECT_EQ(mean_series(two), (std::vector<double>{8, 2, 2, 2, 2, 2, 2, 2, 2, 2}));
    EXPECT_EQ(mser(two, 1).cut, 1U);
    EXPECT_EQ(mser(two, 1).statistic, 0.0);
}
TEST(Mser, FindsTheEndOfADecay) {
    // From 20 with 0.9 a step: after 40 steps 0.3 is left of it, and the noise of the mean of 20 is 0.5.
    std::vector<std::vector<double>> runs;
    for (std::uint64_t r = 0; r < 20; ++r) runs.push_back(Draws("decay", r).autoregressive(1000, 0.9, 20.0));
    const Truncation t = mser(runs);
    EXPECT_TRUE(t.found);
    EXPECT_GE(t.cut, 15U);
    EXPECT_LE(t.cut, 80U);
    EXPECT_LT(std::abs(t.mean), 0.3);
}
TEST(Mser, WhatMakesNoSenseIsNamed) {
    EXPECT_EQ(said([] { mser(std::vector<double>(49)); }), "MSER needs at least 50 values, there are 49");
    EXPECT_NE(said([] { mser(std::vector<double>(50), 0); }).find("batch"), std::string::npos);
    std::vector<double> values(50);
    values[7] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_NE(said([&] { mser(values); }).find("value 7 is nan"), std::string::npos);
    EXPECT_NE(said([] { mean_series({{1, 2}, {1}}); }).find("number 1 has 1"), std::string::npos);
    EXPECT_NE(said([] { mean_series({}); }).find("at least one"), std::string::npos);
}

TEST(Welch, IsTheMeanOfAsManyAsLieAround) {
    const std::vector<double> squares{1, 4, 9, 16, 25, 36, 49, 64};
    const std::vector<double> level = welch(squares, 2);
    ASSERT_EQ(level.size(), 6U);
    EXPECT_DOUBLE_EQ(level[0], 1.0);
    EXPECT_DOUBLE_EQ(level[1], 14.0 / 3.0);
    EXPECT_DOUBLE_EQ(level[2], 11.0);
    EXPECT_DOUBLE_EQ(level[3], 18.0);
    EXPECT_DOUBLE_EQ(level[4], 27.0);
    EXPECT_DOUBLE_EQ(level[5], 38.0);
    EXPECT_EQ(welch(squares, 0), squares);
    EXPECT_NE(said([&] { welch(squares, 3); }).find("at most a quarter of the series, 2, is 3"), std::string::npos);
    EXPECT_NE(said([] { welch({}, 0); }).find("at least 1"), std::string::npos);
}

TEST(BatchMeans, AreCutAtTheEndAndCheckedByVonNeumannsRatio) {
    // 0 1 0 1 ...: squared differences 9, squared deviations 10 / 4.
    const std::vector<double> means{0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    std::vector<double> values{100, 100, 100};
    for (const double m : means) values.insert(values.end(), {m - 2, m + 2});
    const BatchMeans b = batch_means(values, 10, 0.9);
    EXPECT_EQ(b.batches, 10U);
    EXPECT_EQ(b.size, 2U);
    EXPECT_EQ(b.dropped, 3U);
    EXPECT_DOUBLE_EQ(b.von_neumann, 3.6);
    EXPECT_DOUBLE_EQ(b.lag1, -0.9);
    EXPECT_NEAR(b.least, 1.2713927684779658, 1e-12);  // 2 (1 - 1.2815515655 sqrt(8 / 99))
    EXPECT_TRUE(b.independent);
    EXPECT_DOUBLE_EQ(b.interval.mean, 0.5);
    EXPECT_EQ(b.interval.n, 10U);
    EXPECT_NEAR(b.interval.half_width, 1.8331129327 * std::sqrt(2.5 / 9.0 / 10.0), 1e-9);
    EXPECT_NEAR(batch_means(std::vector<double>(100, 3.0)).least, 1.4556027961903586, 1e-12);
}
TEST(BatchMeans, ThatAreCorrelatedAreRefused) {
    std::vector<double> rising;
    for (int i = 0; i < 10; ++i) rising.push_back(i);
    const BatchMeans b = batch_means(rising, 10);
    EXPECT_FALSE(b.independent);
    EXPECT_DOUBLE_EQ(b.von_neumann, 9.0 / 82.5);
    EXPECT_EQ(b.says,
              "10 batches of 1 values are correlated (von Neumann's ratio is 0.109, at least 1.271 is needed): the "
              "interval is too narrow; take a longer run or fewer batches");
}
TEST(BatchMeans, TheRatioAndTheCorrelationDifferByTheEndsAlone) {
    // 1 - ratio / 2 = lag1 + half the squared deviations of first and last over all.
    const std::vector<double> values = Draws("ends", 0).autoregressive(200, 0.5, 0.0);
    const BatchMeans b = batch_means(values, 20);
    double all = 0.0, ends = 0.0;
    for (std::size_t i = 0; i < 20; ++i) {
        double mean = 0.0;
        for (std::size_t k = 0; k < 10; ++k) mean += values[10 * i + k] / 10.0;
        const double square = (mean - b.interval.mean) * (mean - b.interval.mean);
        all += square;
        if (i == 0 || i == 19) ends += square;
    }
    EXPECT_NEAR(1.0 - b.von_neumann / 2.0, b.lag1 + ends / (2.0 * all), 1e-12);
}
TEST(BatchMeans, WhereNothingVariesThereIsNothingToCheck) {
    const BatchMeans b = batch_means(std::vector<double>(60, 0.1));
    EXPECT_TRUE(b.independent);
    EXPECT_EQ(b.interval.half_width, 0.0);
    EXPECT_EQ(b.says, "20 batches of 3 values: nothing varies");
}
TEST(BatchMeans, WhatMakesNoSenseIsNamed) {
    EXPECT_NE(said([] { batch_means(std::vector<double>(60), 9); }).find("at least 10 batches"), std::string::npos);
    EXPECT_NE(said([] { batch_means(std::vector<double>(19)); }).find("at least 20 values"), std::string::npos);
    EXPECT_NE(said([] { batch_means(std::vector<double>(60), 20, 1.0); }).find("confidence"), std::string::npos);
}

}  // namespace
}  // namespace linewright
