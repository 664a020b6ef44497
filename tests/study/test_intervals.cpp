// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Quantiles, ratios, predictions (docs/statistics.md), on exact and hand-worked numbers.
#include "linewright/study/intervals.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "linewright/study/sample.hpp"

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
/// n, ..., 2, 1: the value of a rank is the rank.
std::vector<double> ranks(std::size_t n) {
    std::vector<double> values;
    for (std::size_t i = n; i > 0; --i) values.push_back(static_cast<double>(i));
    return values;
}

TEST(TQuantile, IsThatOfTheTables) {
    EXPECT_NEAR(t_quantile(0.975, 4), 2.7764451052, 1e-9);
    EXPECT_NEAR(t_quantile(0.025, 4), -2.7764451052, 1e-9);
    EXPECT_NEAR(t_quantile(0.95, 9), 1.8331129327, 1e-9);
}

TEST(QuantileInterval, HasTheRanksAndTheCoverageOfTheBinomialLaw) {
    struct Row {
        std::size_t n;
        double p, confidence;
        std::size_t low, high;
        double coverage;
    };
    // Worked out in exact fractions. The median of 10 lies between the 2nd and the 9th with 1 - 22/1024.
    for (const Row& row : std::vector<Row>{{10, 0.5, 0.95, 2, 9, 0.978515625},
                                           {6, 0.5, 0.95, 1, 6, 0.96875},
                                           {20, 0.5, 0.95, 6, 15, 0.9586105346679688},
                                           {100, 0.9, 0.95, 84, 96, 0.955690107191223},
                                           {72, 0.95, 0.95, 64, 72, 0.9654900479083739},
                                           {50, 0.25, 0.9, 8, 19, 0.9260109936743047},
                                           {40, 0.1, 0.9, 1, 8, 0.9433171743852017}}) {
        const QuantileInterval q = quantile_interval(ranks(row.n), row.p, row.confidence);
        EXPECT_EQ(q.low_rank, row.low) << row.n;
        EXPECT_EQ(q.high_rank, row.high) << row.n;
        EXPECT_EQ(q.low, static_cast<double>(row.low));
        EXPECT_EQ(q.high, static_cast<double>(row.high));
        EXPECT_NEAR(q.coverage, row.coverage, 1e-13);
        EXPECT_TRUE(q.enough);
        EXPECT_GE(q.n, q.needed);
    }
    EXPECT_EQ(quantile_interval(ranks(10), 0.5).says, "from the value of rank 2 to that of rank 9 of 10 values");
}
TEST(QuantileInterval, SaysWhenThereAreTooFewAndHowManyWouldDo) {
    const QuantileInterval five = quantile_interval(ranks(5), 0.5);
    EXPECT_FALSE(five.enough);
    EXPECT_EQ(five.needed, 6U);
    EXPECT_EQ(five.low, -std::numeric_limits<double>::infinity());
    EXPECT_EQ(five.high, std::numeric_limits<double>::infinity());
    EXPECT_EQ(five.says, "5 values are too few for an interval of the quantile 0.5: 6 would do");
    const QuantileInterval many = quantile_interval(ranks(71), 0.95);  // 0.95^71 = 0.0262, 0.95^72 = 0.0249
    EXPECT_FALSE(many.enough);
    EXPECT_EQ(many.needed, 72U);
    EXPECT_EQ(many.low, 63.0);
    EXPECT_EQ(many.high_rank, 0U);
    EXPECT_NEAR(many.coverage, 0.991205101618846, 1e-13);  // of what is above the low end
    EXPECT_EQ(many.says, "71 values are too few for an upper end of the quantile 0.95: 72 would do");
    EXPECT_EQ(values_for_quantile(0.05), 72U);
    EXPECT_EQ(values_for_quantile(0.5, 0.9375), 5U);  // exactly 1/32 on either side
    EXPECT_EQ(values_for_quantile(0.99, 0.99), 528U);
}
TEST(QuantileInterval, EstimatesByTheLeastValueThatTheShareDoesNotExceed) {
    EXPECT_EQ(quantile_interval(ranks(20), 0.95).estimate, 19.0);
    EXPECT_EQ(quantile_interval(ranks(10), 0.1).estimate, 1.0);
    EXPECT_EQ(quantile_interval(ranks(10), 0.11).estimate, 2.0);
    EXPECT_EQ(quantile_interval(ranks(10), 0.3).estimate, 3.0);  // 10 * 0.3 is 3 and no more
    EXPECT_EQ(quantile_interval({7}, 0.9).estimate, 7.0);
}
TEST(QuantileInterval, OfManyValuesDoesNotOverflow) {
    const QuantileInterval q = quantile_interval(ranks(200'000), 0.5);
    // By the normal approximation: 100 000 -+ 1.96 sqrt(50 000).
    EXPECT_NEAR(static_cast<double>(q.low_rank), 100'000 - 1.959964 * std::sqrt(50'000.0), 1.5);
    EXPECT_NEAR(static_cast<double>(q.high_rank), 100'001 + 1.959964 * std::sqrt(50'000.0), 1.5);
    EXPECT_GE(q.coverage, 0.95);
    EXPECT_LT(q.coverage, 0.9505);
}

TEST(RatioInterval, IsTheJackknifeWorkedOutByHand) {
    // Ratio 12/7; without one of the three 10/6, 8/5, 6/3; so 3 * 12/7 - 2 * each: 38/21, 68/35, 8/7.
    const RatioInterval r = ratio_interval({2, 4, 6}, {1, 2, 4}, 0.95);
    EXPECT_DOUBLE_EQ(r.ratio, 12.0 / 7.0);
    EXPECT_NEAR(r.interval.mean, 514.0 / 315.0, 1e-14);
    EXPECT_NEAR(r.interval.sd, 0.4286067004885758, 1e-13);
    EXPECT_NEAR(r.interval.half_width, 4.3026527297 * 0.4286067004885758 / std::sqrt(3.0), 1e-8);
    EXPECT_EQ(r.interval.n, 3U);
}
TEST(RatioInterval, OverAConstantIsStudentsTAndAConstantRatioIsExact) {
    const RatioInterval r = ratio_interval({1, 2, 3, 4, 5}, {2, 2, 2, 2, 2});
    const Interval t = t_interval({0.5, 1, 1.5, 2, 2.5}, 0.95);
    EXPECT_NEAR(r.interval.mean, t.mean, 1e-14);
    EXPECT_NEAR(r.interval.half_width, t.half_width, 1e-13);
    const RatioInterval same = ratio_interval({2, 4, 10}, {1, 2, 5});
    EXPECT_DOUBLE_EQ(same.interval.mean, 2.0);
    EXPECT_NEAR(same.interval.half_width, 0.0, 1e-14);
}
TEST(RatioInterval, WhatMakesNoSenseIsNamed) {
    EXPECT_NE(said([] { ratio_interval({1, 2}, {1}); }).find("at least 2"), std::string::npos);
    EXPECT_NE(said([] { ratio_interval({1, 2, 3}, {1, 2}); }).find("3 and 2"), std::string::npos);
    EXPECT_NE(said([] { ratio_interval({1, 2}, {0, 1}); }).find("all replications but number 1"), std::string::npos);
    EXPECT_NE(said([] { ratio_interval({1, 2}, {1, -1}); }).find("0 over all"), std::string::npos);
    EXPECT_NE(said([] { ratio_interval({1, 2}, {1, 1}, 0.0); }).find("confidence"), std::string::npos);
    EXPECT_NE(said([] { quantile_interval({}, 0.5); }).find("at least 1"), std::string::npos);
    EXPECT_NE(said([] { quantile_interval({1}, 1.0); }).find("p must"), std::string::npos);
    EXPECT_NE(said([] { values_for_quantile(1e-20); }).find("too near"), std::string::npos);
}

TEST(PredictionInterval, IsOfOneMoreValue) {
    const Interval p = prediction_interval({1, 2, 3, 4, 5});
    EXPECT_DOUBLE_EQ(p.mean, 3.0);
    EXPECT_NEAR(p.half_width, 2.7764451052 * std::sqrt(2.5) * std::sqrt(1.2), 1e-8);
    EXPECT_TRUE(std::isnan(prediction_interval({1}).half_width));
}

}  // namespace
}  // namespace linewright
