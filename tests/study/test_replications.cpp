// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Replications (docs/semantics.md, 12 and 15): the same on any number of threads, intervals, limits, progress,
// cancelling.
#include <gtest/gtest.h>

#include <thread>

#include "linewright/plant/laws.hpp"
#include "linewright/study/fingerprints.hpp"
#include "linewright/study/study.hpp"

namespace linewright {
namespace {
using namespace literals;

Plant line() {
    Plant plant;
    plant.add(Source{.name = "in", .interarrival = exponential(3_min)});
    plant.add(Station{.name = "mill",
                      .cycle = lognormal(2.5_min, 1_min),
                      .breakdowns = {{.uptime = exponential(8_h), .repair = exponential(25_min), .crew = {{"fitter"}}}},
                      .operators = {{"miller"}}});
    plant.add(Station{.name = "drill",
                      .cycle = triangular(1_min, 2_min, 4_min),
                      .defects = {{"*", 0.1}},
                      .inspection = Inspection{.miss = 0.1, .rework = "B"}});
    plant.add(Buffer{.name = "A"}).add(Buffer{.name = "B"});
    plant.add(Route{.name = "r", .steps = {"A", "mill", "B", "drill"}});
    plant.add(OperatorPool{.name = "miller"}).add(OperatorPool{.name = "fitter"});
    return plant;
}
/// Jobs come and nothing happens to them but that they go round: more come in than go out, sooner or later.
Plant overfull() {
    Plant plant;
    plant.add(Source{.name = "in", .interarrival = exponential(1_min)});
    plant.add(Station{.name = "S", .cycle = exponential(0.95_min)}).add(Buffer{.name = "queue"});
    plant.add(Route{.name = "r", .steps = {"queue", "S"}});
    return plant;
}
Plant endless() {
    Plant plant = overfull();
    plant.stations[0].cycle = 0.5_min;
    return plant;
}

TEST(Replications, AreTheSameOnOneTwoAndEightThreads) {
    std::vector<std::uint64_t> first;
    std::vector<SummaryRow> rows;
    for (const int threads : {1, 2, 8}) {
        const Result result =
            simulate(line(), {.horizon = 50_h, .warmup = 5_h, .replications = 9, .seed = 7, .threads = threads});
        std::vector<std::uint64_t> prints;
        for (const RunResult& run : result.runs) {
            NumberHash hash;
            add_counts(hash, run);
            prints.push_back(hash.value());
        }
        if (first.empty()) {
            first = prints;
            rows = result.summary();
        }
        EXPECT_EQ(prints, first) << threads << " threads";
        const auto again = result.summary();
        ASSERT_EQ(again.size(), rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_EQ(again[i].interval.mean, rows[i].interval.mean);
            EXPECT_EQ(again[i].interval.half_width, rows[i].interval.half_width) << rows[i].measure;
        }
    }
}
TEST(Replications, EachIsItsOwnAndDoesNotDependOnHowManyThereAre) {
    const Result few = simulate(line(), {.horizon = 20_h, .replications = 2, .seed = 3}),
                 more = simulate(line(), {.horizon = 20_h, .replications = 5, .seed = 3});
    for (std::size_t i = 0; i < few.runs.size(); ++i) {
        EXPECT_EQ(few.runs[i].replication, i);
        EXPECT_EQ(few.runs[i].good, more.runs[i].good);
        EXPECT_EQ(few.runs[i].little.time, more.runs[i].little.time);
    }
    EXPECT_NE(more.runs[0].little.time, more.runs[1].little.time);
    EXPECT_NE(simulate(line(), {.horizon = 20_h, .seed = 4}).runs[0].little.time, few.runs[0].little.time);
}
TEST(Interval, IsStudentsTOverTheReplications) {
    // t(0.975, 4) = 2.776445105, sd = sqrt(2.5); t(0.95, 9) = 1.833112933; t(0.995, 1) = 63.65674116.
    const Interval five = t_interval({1, 2, 3, 4, 5}, 0.95);
    EXPECT_DOUBLE_EQ(five.mean, 3.0);
    EXPECT_NEAR(five.sd, 1.5811388301, 1e-10);
    EXPECT_NEAR(five.half_width, 2.7764451052 * 1.5811388301 / std::sqrt(5.0), 1e-9);
    EXPECT_EQ(five.least, 1.0);
    EXPECT_EQ(five.most, 5.0);
    std::vector<double> ten;
    for (int i = 0; i < 10; ++i) ten.push_back(i % 2 == 0 ? 4.0 : 6.0);
    EXPECT_NEAR(t_interval(ten, 0.90).half_width, 1.8331129327 * std::sqrt(10.0 / 9.0) / std::sqrt(10.0), 1e-9);
    EXPECT_NEAR(t_interval({1, 3}, 0.99).half_width, 63.656741163 * std::sqrt(2.0) / std::sqrt(2.0), 1e-7);
}
TEST(Interval, OfOneReplicationIsNoneAndWhereNothingVariesItIsExactlyNothing) {
    EXPECT_TRUE(std::isnan(t_interval({3}, 0.95).half_width));
    EXPECT_EQ(t_interval({0.1, 0.1, 0.1}, 0.95).mean, 0.1);
    EXPECT_EQ(t_interval({0.1, 0.1, 0.1}, 0.95).half_width, 0.0);
    EXPECT_EQ(t_interval({}, 0.95).n, 0U);
}
TEST(Interval, CoversTheTruthAsOftenAsItSays) {
    // M/M/1 with load 0.5: mean number 1. Of 200 studies of 5 replications a 90 % interval should hold it in about 180.
    Plant plant = overfull();
    plant.stations[0].cycle = exponential(0.5_min);
    int held = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        const Interval wip =
            simulate(plant,
                     {.horizon = 40_h, .warmup = 2_h, .replications = 5, .seed = seed, .threads = 1, .confidence = 0.9})
                .wip();
        held += std::abs(wip.mean - 1.0) <= wip.half_width ? 1 : 0;
    }
    EXPECT_GT(held, 163);  // 180 less four standard deviations
    EXPECT_LT(held, 197);
}
TEST(Progress, IsToldFromTheCallingThreadAndEndsWithAllDone) {
    std::vector<int> done;
    const auto me = std::this_thread::get_id();
    const Result result =
        simulate(line(), {.horizon = 20_h, .replications = 6, .threads = 2, .progress = [&](int so_far, int wanted) {
                              EXPECT_EQ(std::this_thread::get_id(), me);
                              EXPECT_EQ(wanted, 6);
                              done.push_back(so_far);
                              return true;
                          }});
    EXPECT_EQ(result.runs.size(), 6U);
    ASSERT_FALSE(done.empty());
    EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
    EXPECT_EQ(done.back(), 6);
}
TEST(Progress, MayCancelAndWhatIsDoneIsKept) {
    const Result result =
        simulate(endless(),
                 {.horizon = 2'000'000_h, .replications = 3, .threads = 2, .progress = [](int, int) { return false; }});
    EXPECT_TRUE(result.cancelled);
    EXPECT_TRUE(result.runs.empty());
    EXPECT_TRUE(result.failures.empty());
}
TEST(Progress, AStopAskedForFromOutsideIsAnsweredWithin50Milliseconds) {
    for (Plant plant : {endless(), overfull()}) {
        std::atomic<bool> stop{false};
        std::chrono::steady_clock::time_point asked;
        std::thread other([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            asked = std::chrono::steady_clock::now();
            stop = true;
        });
        const Result result =
            simulate(plant, {.horizon = 2'000'000_h, .replications = 2, .threads = 1, .stop = StopToken(&stop)});
        const auto took = std::chrono::steady_clock::now() - asked;
        other.join();
        EXPECT_TRUE(result.cancelled);
        EXPECT_LT(std::chrono::duration<double>(took).count(), 0.2);  // 20 ms to look, and a busy machine
    }
}

// -- fingerprints ------------------------------------------------------------------------------------------------

TEST(Fingerprints, AStopAskedForIsAnsweredWithin50MillisecondsAndThereAreNone) {
    for (const Duration warmup : {0_h, 1'000'000_h}) {
        std::atomic<bool> stop{false};
        std::chrono::steady_clock::time_point asked;
        std::thread other([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            asked = std::chrono::steady_clock::now();
            stop = true;
        });
        const auto values = fingerprints(
            compile(endless()),
            {.horizon = 2'000'000_h, .warmup = warmup, .replications = 5, .threads = 2, .stop = StopToken(&stop)});
        const auto took = std::chrono::steady_clock::now() - asked;
        other.join();
        EXPECT_EQ(values, std::vector<std::uint64_t>{});
        EXPECT_LT(std::chrono::duration<double>(took).count(), 0.2);  // 50 ms, and a busy machine
    }
}
TEST(Fingerprints, AreOfEveryReplicationAndATokenThatNobodySetsChangesNothing) {
    const auto program = compile(line());
    const std::atomic<bool> stop{false};
    RunOptions options{.horizon = 50_h, .replications = 3, .seed = 7};
    const auto values = fingerprints(program, options);
    options.stop = StopToken(&stop);
    EXPECT_EQ(fingerprints(program, options), values);
    ASSERT_EQ(values.size(), 3U);
    RunSetup setup = detail::setup_of(options, *program);
    setup.replication = 2;
    EXPECT_EQ(fingerprint(program, setup, detail::option_ticks(options.horizon, *program, "horizon", true)), values[2]);
    EXPECT_THROW(fingerprints(program, {.max_jobs = 0}), std::invalid_argument);
}

// -- limits ------------------------------------------------------------------------------------------------------

/// What a study that can't reach its horizon throws.
RunFailure failure(const Plant& plant, RunOptions options) {
    try {
        simulate(plant, options);
    } catch (const RunError& error) {
        EXPECT_NE(std::string(error.what())
                      .find("replication " + std::to_string(error.failure().replication) + " (seed " +
                            std::to_string(options.seed) + ")"),
                  std::string::npos);
        EXPECT_NE(std::string(error.what()).find(error.failure().message), std::string::npos);
        return error.failure();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
}
bool says(const RunFailure& f, std::string_view what) { return f.message.find(what) != std::string::npos; }

TEST(Limits, EventsAreCounted) {
    const RunFailure f = failure(endless(), {.horizon = 1000_h, .replications = 2, .seed = 9, .max_events = 1000});
    EXPECT_EQ(f.ending, Ending::event_limit);
    EXPECT_TRUE(says(f, "1000 events"));
    EXPECT_EQ(f.seed, 9U);
    EXPECT_EQ(f.replication, 0U);
    EXPECT_GT(f.at_seconds, 0.0);
}
TEST(Limits, AZeroTimeLoopIsFoundAndNamesTheStations) {
    Plant plant;
    plant.add(Source{.name = "in", .schedule = {{.at = 5_min}}});
    plant.add(Station{.name = "round", .cycle = 0_min}).add(Station{.name = "about", .cycle = 0_min});
    plant.add(Buffer{.name = "Q"});
    plant.add(Route{.name = "r", .steps = {"Q", "round", Step{"about", {.to = {{"Q"}}}}}});
    const RunFailure f = failure(plant, {.horizon = 8_h, .max_events_per_instant = 1000});
    EXPECT_EQ(f.ending, Ending::zero_time_loop);
    EXPECT_TRUE(says(f, "\"round\"") || says(f, "\"about\""));
    EXPECT_EQ(f.at_seconds, 300.0);
}
TEST(Limits, JobsInThePlantAreCountedAndTheFullestBufferIsNamed) {
    Plant plant = overfull();
    plant.stations[0].cycle = 2_min;
    const RunFailure f = failure(plant, {.horizon = 500_h, .max_jobs = 500});
    EXPECT_EQ(f.ending, Ending::job_limit);
    EXPECT_TRUE(says(f, "more than 500 jobs") && says(f, "\"queue\""));
}
TEST(Limits, MemoryIsLimitedForJobsInThePlantAndOutside) {
    Plant plant = overfull();
    plant.stations[0].cycle = 2_min;
    const RunFailure inside = failure(plant, {.horizon = 10'000_h, .max_memory = 1 << 20});
    EXPECT_EQ(inside.ending, Ending::memory_limit);
    EXPECT_TRUE(says(inside, "1 MB") && says(inside, "\"queue\""));
    plant.buffers[0].capacity = 3;
    const RunFailure outside = failure(plant, {.horizon = 10'000_h, .max_memory = 1 << 20});
    EXPECT_EQ(outside.ending, Ending::memory_limit);
    EXPECT_TRUE(says(outside, "source \"in\""));
}
TEST(Limits, TheWallClockEndsAStudyAndNamesTheReplicationThatWasNotDone) {
    const RunFailure f =
        failure(endless(), {.horizon = 20'000'000_h, .replications = 2, .seed = 5, .threads = 1, .max_wall = 0.1_s});
    EXPECT_EQ(f.ending, Ending::wall_limit);
    EXPECT_EQ(f.replication, 0U);
    EXPECT_TRUE(says(f, "0.1 s") && says(f, "events of this replication"));
    const Result kept = simulate(
        endless(), {.horizon = 20'000'000_h, .replications = 2, .threads = 1, .max_wall = 0.1_s, .carry_on = true});
    ASSERT_EQ(kept.failures.size(), 2U);
    EXPECT_TRUE(says(kept.failures[1], "had not begun"));
    EXPECT_FALSE(kept.cancelled);
}
TEST(Limits, AnOverflowNamesTheDistribution) {
    Plant plant = endless();
    plant.stations[0].cycle = exponential(1e17_h);
    const RunFailure f = failure(plant, {.horizon = 1000_h});
    EXPECT_EQ(f.ending, Ending::overflow);
    EXPECT_TRUE(says(f, "stations/S/cycle"));
}
TEST(Limits, OfSeveralReplicationsTheOneThatEndsSoIsNamedAndTheOthersAreKeptOnRequest) {
    // A limit between what the replications need: some fail, some don't.
    const RunOptions all{.horizon = 200_h, .replications = 8, .seed = 3};
    const Result free = simulate(overfull(), all);
    std::vector<std::uint64_t> events;
    for (const RunResult& run : free.runs) events.push_back(run.events);
    std::vector<std::uint64_t> sorted = events;
    std::sort(sorted.begin(), sorted.end());
    RunOptions some = all;
    some.max_events = sorted[4];  // five stay within it
    std::size_t first = 0;
    while (events[first] <= some.max_events) ++first;
    EXPECT_EQ(failure(overfull(), some).replication, first);
    some.carry_on = true;
    for (const int threads : {1, 2, 8}) {
        some.threads = threads;
        const Result kept = simulate(overfull(), some);
        EXPECT_EQ(kept.runs.size(), 5U);
        ASSERT_EQ(kept.failures.size(), 3U);  // and it says so
        EXPECT_EQ(kept.failures[0].replication, first);
        EXPECT_EQ(kept.failures[0].seed, 3U);
        EXPECT_EQ(kept.summary().front().interval.n, 5U);
        for (const RunResult& run : kept.runs) EXPECT_LE(events[run.replication], some.max_events);
    }
}
TEST(Parts, OfAStudyAreTheSameAsTheWholeWhateverTheirOrder) {
    const RunOptions all{.horizon = 20_h, .warmup = 2_h, .replications = 9, .seed = 5};
    const Result whole = simulate(line(), all);
    std::vector<Result> parts;
    for (const auto& [first, count] : {std::pair{5, 4}, std::pair{0, 2}, std::pair{2, 3}}) {
        RunOptions some = all;
        some.first_replication = static_cast<std::uint64_t>(first);
        some.replications = count;
        parts.push_back(simulate(line(), some));
        EXPECT_EQ(parts.back().runs.front().replication, some.first_replication);
    }
    const Result together = merged(parts);
    EXPECT_EQ(together.options.replications, 9);
    EXPECT_EQ(together.options.first_replication, 0U);
    ASSERT_EQ(together.runs.size(), whole.runs.size());
    for (std::size_t i = 0; i < whole.runs.size(); ++i) {
        NumberHash one, other;
        add_counts(one, whole.runs[i]);
        add_counts(other, together.runs[i]);
        EXPECT_EQ(one.value(), other.value());
        EXPECT_EQ(together.runs[i].replication, i);
    }
    const auto rows = whole.summary(), again = together.summary();
    ASSERT_EQ(rows.size(), again.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].interval.mean, again[i].interval.mean);
        EXPECT_EQ(rows[i].interval.half_width, again[i].interval.half_width) << rows[i].measure;
    }
    const auto prints = fingerprints(compile(line()), all);
    RunOptions some = all;
    some.first_replication = 5;
    some.replications = 4;
    EXPECT_EQ(fingerprints(compile(line()), some), std::vector<std::uint64_t>(prints.begin() + 5, prints.end()));
}
TEST(Parts, ThatAreNoWholeAreRefused) {
    const RunOptions options{.horizon = 2_h, .warmup = 1_h, .replications = 2, .seed = 5};
    const Result first = simulate(line(), options);
    const auto said = [&](const Plant& plant, RunOptions other) {
        try {
            merged({simulate(plant, other), first});
        } catch (const std::invalid_argument& error) {
            return std::string(error.what());
        }
        return std::string("nothing");
    };
    RunOptions next = options;
    next.first_replication = 2;
    EXPECT_EQ(said(line(), next), "nothing");
    EXPECT_EQ(said(line(), options), "replication 0 is in two of the parts");
    next.first_replication = 3;
    EXPECT_EQ(said(line(), next), "replication 2 is in none of the parts: they must leave no gap");
    next.first_replication = 2;
    Plant other = line();
    other.stations[0].cycle = 2_min;
    EXPECT_NE(said(other, next).find("different plants"), std::string::npos);
    EXPECT_NE(said(line(), {.horizon = 3_h, .warmup = 1_h, .first_replication = 2, .seed = 5}).find("horizons"),
              std::string::npos);
    EXPECT_NE(said(line(), {.horizon = 2_h, .first_replication = 2, .seed = 5}).find("warm-ups: 1 h and 0 s"),
              std::string::npos);
    EXPECT_NE(said(line(), {.horizon = 2_h, .warmup = 1_h, .first_replication = 2, .seed = 6}).find("seeds: 5 and 6"),
              std::string::npos);
    EXPECT_NE(said(line(), {.horizon = 2_h, .warmup = 1_h, .first_replication = 2, .seed = 5, .confidence = 0.9})
                  .find("confidences"),
              std::string::npos);
    EXPECT_THROW(merged({}), std::invalid_argument);
}
TEST(Parts, FailuresAreNumberedAsInTheWhole) {
    RunOptions options{.horizon = 1000_h, .replications = 2, .first_replication = 7, .max_events = 10};
    EXPECT_EQ(failure(overfull(), options).replication, 7U);
    options.carry_on = true;
    const Result kept = simulate(overfull(), options);
    ASSERT_EQ(kept.failures.size(), 2U);
    EXPECT_EQ(kept.failures[1].replication, 8U);
}
TEST(Limits, OptionsThatMakeNoSenseAreNamed) {
    const auto said = [](RunOptions options) {
        try {
            simulate(line(), options);
        } catch (const std::invalid_argument& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(said({.horizon = 0_h}).find("horizon"), std::string::npos);
    EXPECT_NE(said({.horizon = Duration{5, Unit::cycles}}).find("horizon"), std::string::npos);
    EXPECT_NE(said({.horizon = 8_h, .warmup = 8_h}).find("warmup"), std::string::npos);
    EXPECT_NE(said({.replications = 0}).find("replications"), std::string::npos);
    EXPECT_NE(said({.threads = -1}).find("threads"), std::string::npos);
    EXPECT_NE(said({.confidence = 1.0}).find("confidence"), std::string::npos);
    EXPECT_NE(said({.max_wall = Duration{-1, Unit::s}}).find("max_wall"), std::string::npos);
    EXPECT_NE(said({.max_jobs = 0}).find("max_jobs"), std::string::npos);
    EXPECT_NE(said({.max_memory = 0}).find("max_memory"), std::string::npos);
    EXPECT_NE(said({.replications = 2, .first_replication = ~std::uint64_t{0}}).find("first_replication"),
              std::string::npos);
}

}  // namespace
}  // namespace linewright
