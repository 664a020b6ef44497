// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Replications until a half-width (docs/statistics.md).
#include "linewright/study/until.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "linewright/plant/laws.hpp"

namespace linewright {
namespace {
using namespace literals;

/// 9, 11, 9, 11, ...: the half-widths at 95 % of the first 2 .. 8 are 12.71, 2.868, 1.837, 1.360, 1.150, 0.989, 0.894.
std::vector<double> swing(std::size_t n) {
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) values.push_back(i % 2 == 0 ? 9.0 : 11.0);
    return values;
}
StoppingRule rule_for(double half_width, bool relative, std::size_t least, std::size_t passes,
                      std::size_t most = 1000) {
    return {.statistics = {{"swing", half_width, relative}}, .least = least, .passes = passes, .most = most};
}

TEST(StoppingRule, StopsAtTheFirstLookThatEndsEnoughPasses) {
    for (const auto& [passes, at] : std::vector<std::pair<std::size_t, std::size_t>>{{1, 7}, {2, 8}, {3, 9}}) {
        const StoppingState state = rule_for(1.0, false, 2, passes).feed(swing(40));
        EXPECT_TRUE(state.enough);
        EXPECT_EQ(state.n, at);
        EXPECT_EQ(state.more, 0U);
        EXPECT_EQ(state.stopped_by, "swing");
        EXPECT_EQ(state.intervals.front().n, at);
    }
    EXPECT_NEAR(rule_for(1.0, false, 2, 1).feed(swing(40)).intervals.front().half_width, 0.98867, 1e-4);
    EXPECT_EQ(rule_for(1.0, false, 20, 2).feed(swing(40)).n, 21U);  // the least number
    EXPECT_EQ(rule_for(0.1, true, 2, 2).feed(swing(40)).n, 9U);     // a tenth of the mean, which is 9.86 at the 7th
}
TEST(StoppingRule, APassThatIsLostBeginsAnew) {
    // Narrow at 3 and 4, no more at 5 because of an outlier.
    std::vector<double> values{10, 10.1, 10, 10.1, 30};
    EXPECT_EQ(rule_for(1.0, false, 3, 2).feed(values).n, 4U);
    const StoppingState state = rule_for(1.0, false, 3, 3).feed(values);
    EXPECT_FALSE(state.enough);
    EXPECT_EQ(state.n, 5U);
    EXPECT_GE(state.more, 3U);
}
TEST(StoppingRule, DoesNotDependOnHowManyComeAtOnce) {
    const StoppingRule rule = rule_for(0.5, false, 5, 2);
    const StoppingState whole = rule.feed(swing(200));
    ASSERT_TRUE(whole.enough);
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{0}}) {  // 0: as it says
        std::size_t n = 0;
        StoppingState state = rule.feed(swing(0));
        while (!state.enough) {
            ASSERT_GT(state.more, 0U);
            n += step == 0 ? state.more : step;
            state = rule.feed(swing(n));
        }
        EXPECT_EQ(state.n, whole.n);
        EXPECT_EQ(state.intervals.front().half_width, whole.intervals.front().half_width);
    }
}
TEST(StoppingRule, SaysHowManyMoreAreSensible) {
    EXPECT_EQ(rule_for(1.0, false, 10, 2).feed(swing(0)).more, 11U);
    EXPECT_EQ(rule_for(1.0, false, 10, 2).feed(swing(4)).more, 7U);
    EXPECT_EQ(rule_for(1.0, false, 2, 2).feed(swing(7)).more, 1U);     // one pass is there
    EXPECT_EQ(rule_for(0.01, false, 2, 2).feed(swing(20)).more, 20U);  // far too wide: at most doubled
    EXPECT_EQ(rule_for(0.01, false, 2, 2, 25).feed(swing(20)).more, 5U);
    const StoppingState over = rule_for(0.01, false, 2, 2, 25).feed(swing(30));
    EXPECT_TRUE(over.gave_up);
    EXPECT_FALSE(over.enough);
    EXPECT_EQ(over.n, 25U);
    EXPECT_EQ(over.says, "25 replications are not enough, and no more are allowed: swing is not exact enough");
}
TEST(StoppingRule, NamesTheStatisticThatCameLast) {
    StoppingRule rule = rule_for(1.0, false, 2, 1);
    rule.statistics.push_back({"steady", 1.0, false});
    EXPECT_EQ(rule.feed({swing(40), std::vector<double>(40, 5.0)}).stopped_by, "swing");
    rule.statistics[0].half_width = 3.0;  // at 3
    rule.statistics[1] = {"other", 1.5, false};
    const StoppingState state = rule.feed({swing(40), swing(40)});
    EXPECT_EQ(state.stopped_by, "other");
    EXPECT_EQ(state.n, 5U);
    EXPECT_EQ(rule.feed({swing(4), swing(4)}).stopped_by, "other");  // which is missing
}
TEST(StoppingRule, WhatMakesNoSenseIsNamed) {
    const auto said = [](const StoppingRule& rule, const std::vector<std::vector<double>>& values) {
        try {
            (void)rule.feed(values);
        } catch (const std::invalid_argument& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(said({}, {}).find("at least one statistic"), std::string::npos);
    EXPECT_NE(said(rule_for(0.0, true, 2, 2), {{}}).find("half-width wanted of swing"), std::string::npos);
    EXPECT_NE(said(rule_for(1.0, true, 1, 2), {{}}).find("least"), std::string::npos);
    EXPECT_NE(said(rule_for(1.0, true, 2, 0), {{}}).find("passes"), std::string::npos);
    EXPECT_NE(said(rule_for(1.0, true, 10, 2, 10), {{}}).find("at least 11, is 10"), std::string::npos);
    EXPECT_NE(said(rule_for(1.0, true, 2, 2), {}).find("1 statistics"), std::string::npos);
    EXPECT_NE(said(rule_for(1.0, true, 2, 2), {{1, std::numeric_limits<double>::quiet_NaN()}}).find("swing: value 1"),
              std::string::npos);
}

Plant queue() {
    Plant plant;
    plant.add(Source{.name = "in", .interarrival = exponential(2_min)});
    plant.add(Station{.name = "S", .cycle = exponential(1_min)}).add(Buffer{.name = "B"});
    plant.add(Route{.name = "r", .steps = {"B", "S"}});
    return plant;
}

TEST(SimulateUntil, RunsUntilItIsEnoughAndNoFurtherOnAnyNumberOfThreads) {
    const std::vector<Target> targets{{.measure = "wip", .half_width = 0.1}, {.half_width = 0.05}};
    RunOptions options{.horizon = 40_h, .warmup = 2_h, .seed = 3, .threads = 1};
    const UntilResult one = simulate_until(queue(), options, targets);
    ASSERT_TRUE(one.state.enough);
    EXPECT_EQ(one.result.runs.size(), one.state.n);
    EXPECT_EQ(one.result.options.replications, static_cast<int>(one.state.n));
    EXPECT_EQ(one.state.stopped_by, "plant/wip");
    EXPECT_GE(one.state.n, 11U);
    const Interval wip = one.result.wip();
    EXPECT_LE(wip.half_width, 0.1 * wip.mean);
    EXPECT_EQ(wip.half_width, one.state.intervals[0].half_width);
    // The same replications as those of a study of so many; and with one less it would not have been enough.
    options.replications = static_cast<int>(one.state.n);
    const Result plain = simulate(queue(), options);
    for (std::size_t i = 0; i < plain.runs.size(); ++i) {
        EXPECT_EQ(plain.runs[i].little.time, one.result.runs[i].little.time);
        EXPECT_EQ(plain.runs[i].replication, one.result.runs[i].replication);
    }
    for (const int threads : {2, 8}) {
        options.threads = threads;
        EXPECT_EQ(simulate_until(queue(), options, targets).result.wip().mean, wip.mean);
    }
}
TEST(SimulateUntil, BeginsAtTheFirstReplicationAndGivesUpAtTheMost) {
    RunOptions options{.horizon = 10_h, .first_replication = 100, .seed = 3};
    const UntilResult few =
        simulate_until(queue(), options, {{.measure = "wip", .half_width = 1e-6}}, {.least = 5, .most = 12});
    EXPECT_TRUE(few.state.gave_up);
    EXPECT_EQ(few.result.runs.size(), 12U);
    EXPECT_EQ(few.result.runs.front().replication, 100U);
    EXPECT_EQ(few.result.runs.back().replication, 111U);
    EXPECT_EQ(few.result.options.first_replication, 100U);
}
TEST(SimulateUntil, IsCancelledAndTellsItsProgress) {
    int most_wanted = 0;
    RunOptions options{.horizon = 10_h, .progress = [&](int done, int wanted) {
                           EXPECT_LE(done, wanted);
                           most_wanted = std::max(most_wanted, wanted);
                           return true;
                       }};
    const UntilResult ended =
        simulate_until(queue(), options, {{.measure = "wip", .half_width = 1e-6}}, {.least = 5, .most = 12});
    EXPECT_EQ(most_wanted, 12);
    EXPECT_FALSE(ended.result.cancelled);
    options.progress = [](int, int) { return false; };
    options.horizon = 2'000'000_h;
    const UntilResult cancelled = simulate_until(queue(), options, {{.measure = "wip"}});
    EXPECT_TRUE(cancelled.result.cancelled);
    EXPECT_FALSE(cancelled.state.enough);
    EXPECT_NE(cancelled.state.says.find("cancelled"), std::string::npos);
}
TEST(SimulateUntil, FailedReplicationsAreTriedAndLeftOut) {
    // An event limit that some replications pass and some do not.
    RunOptions options{.horizon = 20_h, .replications = 12, .seed = 3};
    std::vector<std::uint64_t> events;
    for (const RunResult& run : simulate(queue(), options).runs) events.push_back(run.events);
    std::sort(events.begin(), events.end());
    options.max_events = events[5];
    options.carry_on = true;
    const UntilResult some =
        simulate_until(queue(), options, {{.measure = "wip", .half_width = 1e-6}}, {.least = 5, .most = 12});
    EXPECT_EQ(some.result.runs.size() + some.result.failures.size(), 12U);
    EXPECT_EQ(some.result.runs.size(), 6U);
    EXPECT_TRUE(some.state.gave_up);
    EXPECT_EQ(some.state.more, 0U);
    options.carry_on = false;
    EXPECT_THROW(simulate_until(queue(), options, {{.measure = "wip"}}), RunError);
}
TEST(SimulateUntil, AFigureThatIsNotThereIsNamed) {
    EXPECT_THROW(simulate_until(queue(), {.horizon = 1_h}, {{.measure = "luck"}}), std::out_of_range);
    EXPECT_THROW(simulate_until(queue(), {.horizon = 1_h}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace linewright
