// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/core/moments.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "core/laws.hpp"

namespace linewright {
namespace {

using namespace literals;
using test::laws;

struct Row {
    Distribution law;
    double mean, variance;
    struct Point {
        double p, x;
    };
    std::vector<Point> quantiles;
};

// Made by make_scipy_table.py with SciPy 1.17.
std::vector<Row> scipy() {
    return {
        {uniform(1_s, 4_s),
         2500000.0,
         750000000000.0,
         {{0.001, 1002999.9999999999}, {0.1, 1300000.0}, {0.5, 2500000.0}, {0.9, 3700000.0}, {0.999, 3997000.0}}},
        {triangular(2_s, 3_s, 7_s),
         4000000.0,
         1166666666666.6667,
         {{0.001, 2070710.6781186545},
          {0.1, 2707106.781186548},
          {0.5, 3837722.3398316205},
          {0.9, 5585786.437626905},
          {0.999, 6858578.643762691}}},
        {exponential(3_s),
         3000000.0,
         9000000000000.0,
         {{0.001, 3001.5010007506003},
          {0.1, 316081.5469734789},
          {0.5, 2079441.5416798356},
          {0.9, 6907755.278982137},
          {0.999, 20723265.836946405}}},
        {erlang(4, 3_s),
         3000000.0,
         2250000000000.0,
         {{0.001, 321414.3102213173},
          {0.1, 1308577.1721186833},
          {0.5, 2754045.5616381727},
          {0.9, 5010587.301191899},
          {0.999, 9796680.584391052}}},
        {gamma(3_s, 1_s),
         3000000.0,
         1000000000000.0,
         {{0.001, 817474.8014545916},
          {0.1, 1810822.6860848102},
          {0.5, 2889650.3947901228},
          {0.9, 4331570.513772868},
          {0.999, 7052066.055279993}}},
        {gamma(3_s, 5_s),
         3000000.0,
         25000000000000.0,
         {{0.001, 0.027999624690129787},
          {0.1, 10071.487830709257},
          {0.5, 955567.7211345998},
          {0.9, 8625136.042238513},
          {0.999, 40674640.37052479}}},
        {normal(3_s, 2_s),
         3277579.5009177015,
         3090211117917.1753,
         {{0.001, 14333.093809455022},
          {0.1, 1012123.6282785216},
          {0.5, 3167656.973113117},
          {0.9, 5641177.297653892},
          {0.999, 9221418.653247096}}},
        {normal(30_s, 2_s),
         30000000.0,
         4000000000000.0,
         {{0.001, 23819535.387664374},
          {0.1, 27436896.8689108},
          {0.5, 30000000.0},
          {0.9, 32563103.1310892},
          {0.999, 36180464.61233563}}},
        {lognormal(3_s, 2_s),
         3000000.0000000005,
         4000000000000.001,
         {{0.001, 383208.24935792835},
          {0.1, 1147531.36118518},
          {0.5, 2496150.883013531},
          {0.9, 5429715.859211064},
          {0.999, 16259486.17027161}}},
        {weibull(0.7, 3_s),
         3797470.518171851,
         30841519982878.38,
         {{0.001, 155.49531507448611},
          {0.1, 120488.83584640812},
          {0.5, 1777170.3388564012},
          {0.9, 9875798.91649482},
          {0.999, 47443206.21882768}}},
        {weibull(2.5, 3_s),
         2661791.452509226,
         1297320202171.0098,
         {{0.001, 189325.08035728545},
          {0.1, 1219529.7794185951},
          {0.5, 2590904.7018071245},
          {0.9, 4188008.266110856},
          {0.999, 6499142.091285073}}},
        {beta(2.0, 3.0, 1_s, 4_s),
         2200000.0,
         360000000000.0,
         {{0.001, 1039068.8421124428},
          {0.1, 1427677.950130092},
          {0.5, 2157182.704397169},
          {0.9, 3038618.248834545},
          {0.999, 3807885.5826914995}}},
        {beta(0.4, 0.3, 1_s, 4_s),
         2714285.7142857146,
         1296518607442.9773,
         {{0.001, 1000000.5672410916},
          {0.1, 1056191.4149735996},
          {0.5, 2970488.8047353877},
          {0.9, 3994212.81801624},
          {0.999, 3999999.9987520776}}},
        {pert(1_s, 2_s, 5_s),
         2333333.333333333,
         507936507936.50793,
         {{0.001, 1040407.151534951},
          {0.1, 1448939.834183434},
          {0.5, 2255240.68182279},
          {0.9, 3335561.498478116},
          {0.999, 4511944.681554086}}},
        {offset(exponential(3_s), 2_s),
         5000000.0,
         9000000000000.0,
         {{0.001, 2003001.5010007506},
          {0.1, 2316081.546973479},
          {0.5, 4079441.5416798363},
          {0.9, 8907755.278982136},
          {0.999, 22723265.836946405}}},
    };
}

TEST(Moments, AreThoseOfSciPy) {
    for (const Row& row : scipy()) {
        const auto index = row.law.law.index();
        EXPECT_NEAR(mean(row.law) / row.mean, 1.0, 1e-12) << index;
        EXPECT_NEAR(variance(row.law) / row.variance, 1.0, 1e-10) << index;
        for (const auto& [p, x] : row.quantiles) {
            EXPECT_NEAR(quantile(row.law, p) / x, 1.0, 1e-9) << index << " at " << p;
            EXPECT_NEAR(cdf(row.law, x) / p, 1.0, 1e-9) << index << " at " << p;
        }
    }
}

TEST(Moments, QuantileAndDistributionFunctionUndoEachOther) {
    for (const auto& [name, law] : laws()) {
        const bool steps = std::holds_alternative<Constant>(law.law) || std::holds_alternative<Discrete>(law.law) ||
                           std::holds_alternative<Empirical>(law.law) || std::holds_alternative<TimeSeries>(law.law);
        for (double p = 0.005; p < 1.0; p += 0.01) {
            const double x = quantile(law, p);
            if (steps)
                EXPECT_EQ(quantile(law, cdf(law, x)), x) << name << " at " << p;
            else
                EXPECT_NEAR(cdf(law, x), p, 1e-10) << name << " at " << p;
            EXPECT_GE(cdf(law, x), p - 1e-10) << name << " at " << p;
        }
    }
}

TEST(Moments, EndsAreTheEndsOfTheLaw) {
    for (const auto& [name, law] : laws()) {
        EXPECT_EQ(cdf(law, quantile(law, 0.0) - 1.0), 0.0) << name;
        EXPECT_NEAR(cdf(law, quantile(law, 1.0)), 1.0, 1e-15) << name;
    }
    EXPECT_EQ(quantile(exponential(1_s), 1.0), std::numeric_limits<double>::infinity());
    EXPECT_EQ(quantile(normal(1_s, 2_s), 0.0), 0.0);
}

TEST(Moments, OfStepsAreThoseCountedByHand) {
    const Distribution die = discrete({3_us, 1_us, 2_us}, {1, 2, 1});
    EXPECT_EQ(mean(die), 1.75);
    EXPECT_EQ(variance(die), 0.6875);
    EXPECT_EQ(cdf(die, 0.9), 0.0);
    EXPECT_EQ(cdf(die, 1.0), 0.5);
    EXPECT_EQ(cdf(die, 2.5), 0.75);
    EXPECT_EQ(quantile(die, 0.5), 1.0);
    EXPECT_EQ(quantile(die, 0.51), 2.0);
    EXPECT_EQ(mean(empirical({1_us, 2_us, 6_us})), 3.0);
    EXPECT_EQ(mean(time_series({1_us, 2_us, 6_us})), 3.0);
}

TEST(Moments, OfAHistogramAreThoseOfItsUniforms) {
    const Distribution law = histogram({0_us, 2_us, 4_us, 8_us}, {1, 0, 3});
    EXPECT_EQ(mean(law), 0.25 * 1 + 0.75 * 6);
    EXPECT_DOUBLE_EQ(variance(law), 0.25 * (4.0 / 12 + 3.75 * 3.75) + 0.75 * (16.0 / 12 + 1.25 * 1.25));
    EXPECT_EQ(cdf(law, 1.0), 0.125);
    EXPECT_EQ(cdf(law, 3.0), 0.25);
    EXPECT_EQ(cdf(law, 6.0), 0.625);
    EXPECT_EQ(quantile(law, 0.625), 6.0);
    EXPECT_EQ(quantile(law, 0.25), 2.0);
}

TEST(Moments, OfAHyperexponentialAreMixed) {
    const Distribution law = hyperexponential({1, 3}, {8_us, 1_us});
    EXPECT_DOUBLE_EQ(mean(law), 0.25 * 8 + 0.75 * 1);
    EXPECT_DOUBLE_EQ(variance(law), 2 * (0.25 * 64 + 0.75 * 1) - 2.75 * 2.75);  // E X^2 = 2 sum p m^2
    EXPECT_DOUBLE_EQ(cdf(law, 4.0), 1 - 0.25 * std::exp(-0.5) - 0.75 * std::exp(-4.0));
    EXPECT_NEAR(quantile(law, cdf(law, 4.0)), 4.0, 1e-13);
}

TEST(Moments, WithoutSpreadAreAStep) {
    for (const Distribution& law :
         {constant(3_us), gamma(3_us, 0_us), normal(3_us, 0_us), lognormal(3_us, 0_us), uniform(3_us, 3_us),
          triangular(3_us, 3_us, 3_us), pert(3_us, 3_us, 3_us), offset(constant(1_us), 2_us)}) {
        EXPECT_EQ(mean(law), 3.0);
        EXPECT_EQ(variance(law), 0.0);
        EXPECT_EQ(cdf(law, 2.999), 0.0);
        EXPECT_EQ(cdf(law, 3.0), 1.0);
        EXPECT_EQ(quantile(law, 0.3), 3.0);
    }
}

}  // namespace
}  // namespace linewright
