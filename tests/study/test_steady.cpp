// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A plant in the long run: stretches of time, the end of the warm-up, one long run (docs/statistics.md).
#include "linewright/study/steady.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "linewright/plant/laws.hpp"

namespace linewright {
namespace {
using namespace literals;

/// A job every 10 min, 6 min on each of two stations: 12 min in the plant.
Plant clockwork() {
    Plant plant;
    plant.add(Source{.name = "in", .interarrival = 10_min});
    plant.add(Station{.name = "saw", .cycle = 6_min}).add(Station{.name = "drill", .cycle = 6_min});
    plant.add(Buffer{.name = "rack"});
    plant.add(Route{.name = "r", .steps = {"saw", "rack", "drill"}});
    return plant;
}
/// M/M/1: 48 jobs an hour come, 60 could be done; on average 4 are there.
Plant queue(Duration gap = 75_s) {
    Plant plant;
    plant.add(Source{.name = "in", .interarrival = exponential(gap)});
    plant.add(Station{.name = "desk", .cycle = exponential(60_s)}).add(Buffer{.name = "line"});
    plant.add(Route{.name = "r", .steps = {"line", "desk"}});
    return plant;
}

TEST(Courses, AreWhatIsThereAndWhatLeavesInEachStretch) {
    RunOptions options;
    options.horizon = 65_min;
    options.replications = 2;
    const Courses seen = courses(compile(clockwork()), options, 20_min);
    const Result whole = simulate(compile(clockwork()), options);
    ASSERT_EQ(seen.wip.size(), 2U);
    EXPECT_EQ(seen.wip[0].size(), 3U);  // 5 min are left out
    EXPECT_EQ(seen.wip[0], seen.wip[1]);
    EXPECT_EQ(seen.good[0], seen.good[1]);
    EXPECT_DOUBLE_EQ(seen.wip[0][1], 1.2);  // 12 min of every 10
    EXPECT_DOUBLE_EQ(seen.good[0][1], 2.0);
    EXPECT_DOUBLE_EQ(seen.good[0][2], 2.0);
    EXPECT_EQ(whole.runs.size(), 2U);
}
TEST(Courses, AddUpToTheFiguresOfTheSameRuns) {
    RunOptions options;
    options.horizon = 50_h;
    options.warmup = 10_h;
    options.replications = 3;
    options.first_replication = 4;
    options.seed = 9;
    const auto program = compile(queue());
    const Courses seen = courses(program, options, 30_min);
    const Result whole = simulate(program, options);
    for (std::size_t r = 0; r < 3; ++r) {
        ASSERT_EQ(seen.wip[r].size(), 80U);
        EXPECT_NEAR(std::accumulate(seen.wip[r].begin(), seen.wip[r].end(), 0.0) / 80.0, whole.runs[r].little.wip,
                    1e-9);
        const double good = std::accumulate(seen.good[r].begin(), seen.good[r].end(), 0.0);
        EXPECT_EQ(good, static_cast<double>(whole.runs[r].products[0].good));
    }
    options.threads = 3;
    EXPECT_EQ(courses(program, options, 30_min).wip, seen.wip);
}
TEST(Courses, RefuseAStretchThatIsNone) {
    const auto program = compile(queue());
    RunOptions options;
    options.horizon = 2_h;
    options.warmup = 1_h;
    EXPECT_THROW(static_cast<void>(courses(program, options, 90_min)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(courses(program, options, 0_s)), std::invalid_argument);
    EXPECT_EQ(courses(program, options, 60_min).wip[0].size(), 1U);
}
TEST(Courses, SayWhichReplicationCannotGoOn) {
    RunOptions options;
    options.horizon = 100_h;
    options.max_jobs = 3;
    options.first_replication = 7;
    try {
        static_cast<void>(courses(compile(queue()), options, 1_h));
        FAIL() << "nothing was thrown";
    } catch (const RunError& error) {
        EXPECT_EQ(error.failure().ending, Ending::job_limit);
        EXPECT_EQ(error.failure().replication, 7U);
    }
}

TEST(Settle, FindsTheWarmUpOfAPlantThatBeginsEmpty) {
    RunOptions options;
    options.horizon = 200_h;
    options.replications = 20;
    const Settling found = settle(compile(queue()), options, 1_h);
    ASSERT_TRUE(found.found) << found.says;
    EXPECT_EQ(found.wip.cut, mser(found.courses.wip).cut);
    EXPECT_GE(found.warmup.seconds(), static_cast<double>(found.wip.cut) * 3600.0);
    EXPECT_LT(found.warmup.seconds(), 100 * 3600.0);
    EXPECT_NEAR(found.wip.mean, 4.0, 0.5);
    EXPECT_NE(found.says.find("settled after"), std::string::npos);
}
TEST(Settle, SaysWhenAPlantNeverDoes) {
    RunOptions options;
    options.horizon = 100_h;
    options.replications = 10;
    const Settling found = settle(compile(queue(50_s)), options, 1_h);  // more comes than can be done
    EXPECT_FALSE(found.found);
    EXPECT_NE(found.says.find("WIP does not settle"), std::string::npos) << found.says;
}
TEST(Settle, RefusesAWarmUpAndTooFewStretches) {
    RunOptions options;
    options.horizon = 40_h;
    EXPECT_THROW(static_cast<void>(settle(compile(queue()), options, 1_h)), std::invalid_argument);
    options.warmup = 1_h;
    EXPECT_THROW(static_cast<void>(settle(compile(queue()), options, 10_min)), std::invalid_argument);
}

TEST(LongRun, IsBatchMeansOfItsCourse) {
    RunOptions options;
    options.horizon = 2100_h;
    options.warmup = 100_h;
    options.replications = 5;  // only one is run
    const LongRun run = long_run(compile(queue()), options, 30_min);
    ASSERT_EQ(run.courses.wip.size(), 1U);
    EXPECT_EQ(run.wip.interval.mean, batch_means(run.courses.wip[0]).interval.mean);
    EXPECT_EQ(run.wip.interval.n, 20U);
    EXPECT_EQ(run.wip.size, 200U);
    EXPECT_NEAR(run.throughput.interval.mean, 48.0, 3.0 * run.throughput.interval.half_width);
    EXPECT_NEAR(run.wip.interval.mean, 4.0, 3.0 * run.wip.interval.half_width);
}

}  // namespace
}  // namespace linewright
