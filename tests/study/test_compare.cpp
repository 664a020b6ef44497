// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Comparison on common random numbers (docs/semantics.md, 12): what is the same differs by exactly 0, intervals by
// hand.
#include "linewright/study/compare.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "engine/random_lines.hpp"
#include "linewright/io/json.hpp"
#include "linewright/plant/laws.hpp"
#include "linewright/study/fingerprints.hpp"

namespace linewright {
namespace {
using namespace literals;

Plant line(Duration mill = 2.5_min) {
    Plant plant{.name = "line"};
    plant.add(Source{.name = "in", .interarrival = exponential(3_min)});
    plant.add(Station{.name = "mill",
                      .cycle = lognormal(mill, 1_min),
                      .breakdowns = {{.uptime = exponential(8_h), .repair = exponential(25_min)}}});
    plant.add(Station{.name = "drill", .cycle = triangular(1_min, 2_min, 4_min)});
    plant.add(Buffer{.name = "A"}).add(Buffer{.name = "B", .capacity = 4});
    plant.add(Route{.name = "r", .steps = {"A", "mill", "B", "drill"}});
    return plant;
}

/// The same value with the members of every object in another order, as a file may have them.
JsonValue turned(const JsonValue& value) {
    JsonValue out = value;
    if (JsonObject* members = out.object()) {
        std::reverse(members->begin(), members->end());
        for (JsonMember& member : *members) member.value = turned(member.value);
    } else if (JsonArray* items = out.array()) {
        for (JsonValue& item : *items) item = turned(item);
    }
    return out;
}
Plant reordered(const Plant& plant) { return read_plant(json_pages(turned(*parse_json(write_plant(plant)).value))); }

/// A plant with a station that no route visits, first in the list. A plant without routes has none that isn't used.
Plant with_unused_station(Plant plant) {
    if (!plant.routes.empty())
        plant.stations.insert(plant.stations.begin(),
                              Station{.name = "nobody comes here",
                                      .cycle = exponential(1_min),
                                      .breakdowns = {{.uptime = exponential(1_h), .repair = exponential(5_min)}}});
    return plant;
}

/// That a plant, its file turned round and the same with an unused station differ by exactly 0 in every figure.
void expect_zero(const Plant& plant, const RunOptions& options, const std::string& called) {
    SCOPED_TRACE(called);
    Plant more = with_unused_station(plant);
    if (!check(more).empty()) more = plant;  // positions or calendars that say what every station must have
    const Comparison study =
        compare({{"as it is", plant}, {"again", plant}, {"reordered", reordered(plant)}, {"unused", more}}, options);
    for (std::size_t a = 1; a < 4; ++a) {
        const auto rows = study.differences(a);
        ASSERT_GT(rows.size(), 5U);
        EXPECT_EQ(rows.size(), study.differences(0).size());
        for (const PairedDifference& row : rows) {
            if (std::isnan(row.base.mean) && std::isnan(row.value.mean)) continue;  // a cost of no good unit
            EXPECT_EQ(row.difference.mean, 0.0)
                << study.names[a] << " " << row.kind << " " << row.element << " " << row.measure;
            EXPECT_EQ(row.verdict(), Verdict::same) << study.names[a] << " " << row.element << " " << row.measure;
            if (row.difference.n > 1) {
                EXPECT_EQ(row.difference.half_width, 0.0);
                EXPECT_EQ(row.together, 0.0);
            }
        }
    }
}

TEST(Compare, APlantItsFileReorderedAndAnUnusedStationDifferByExactlyZero) {
    const char* wanted = std::getenv("LINEWRIGHT_RANDOM_PLANTS");
    const std::uint64_t plants = wanted == nullptr ? 120 : std::strtoull(wanted, nullptr, 10);
    for (std::uint64_t number = 0; number < plants; ++number)
        expect_zero(random_line(number).plant, {.horizon = 10_h, .replications = 2, .seed = number},
                    "random line " + std::to_string(number));
}
TEST(Compare, PlantsWithEveryKindOfElementDifferByExactlyZeroToo) {
    int plants = 0;
    for (const char* folder : {"/tests/golden/plants", "/examples/plants"})
        for (const auto& entry : std::filesystem::directory_iterator(std::string(LINEWRIGHT_SOURCE_DIR) + folder)) {
            if (entry.path().extension() != ".json") continue;
            const Plant plant = load_plant(entry.path());
            if (!check(plant).empty()) continue;  // one with a rule of somebody's own
            expect_zero(plant, {.horizon = 12_h, .replications = 2, .seed = 3, .carry_on = true},
                        entry.path().filename().string());
            ++plants;
        }
    EXPECT_GT(plants, 15);
}
TEST(Compare, ChangingOneElementLeavesTheDrawsOfTheOthersAlone) {
    const auto two_lines = [](Duration first) {
        Plant plant;
        plant.add(Product{.name = "P"}).add(Product{.name = "Q"});
        plant.add(Source{.name = "p", .products = {{"P"}}, .interarrival = exponential(3_min)});
        plant.add(Source{.name = "q", .products = {{"Q"}}, .interarrival = exponential(3_min)});
        plant.add(Station{.name = "P1",
                          .cycle = exponential(first),
                          .breakdowns = {{.uptime = exponential(2_h), .repair = exponential(9_min)}}});
        plant.add(Station{.name = "Q1",
                          .cycle = gamma(2_min, 1_min),
                          .breakdowns = {{.uptime = exponential(2_h), .repair = exponential(9_min)}}});
        plant.add(Buffer{.name = "BP"}).add(Buffer{.name = "BQ"});
        plant.add(Route{.name = "p", .products = {"P"}, .steps = {"BP", "P1"}});
        plant.add(Route{.name = "q", .products = {"Q"}, .steps = {"BQ", "Q1"}});
        return plant;
    };
    const Comparison study =
        compare({{"slow", two_lines(2_min)}, {"fast", two_lines(1_min)}}, {.horizon = 200_h, .replications = 4});
    int same = 0;
    for (const PairedDifference& row : study.differences(1)) {
        if (row.element != "Q1" && row.element != "BQ" && row.element != "Q" && row.element != "q") continue;
        EXPECT_EQ(row.verdict(), Verdict::same) << row.element << " " << row.measure;
        ++same;
    }
    EXPECT_GT(same, 10);
    EXPECT_EQ(study.difference(1, "products", "P", "lead_time").verdict(), Verdict::lower);
}
TEST(Compare, EachAlternativeIsWhatItIsAloneOnAnyNumberOfThreads) {
    const RunOptions options{.horizon = 60_h, .warmup = 5_h, .replications = 5, .seed = 7};
    for (const int threads : {1, 3, 8}) {
        RunOptions on = options;
        on.threads = threads;
        const Comparison study = compare({{"today", line()}, {"fast", line(2_min)}}, on);
        for (const auto& [number, plant] : {std::pair{std::size_t{0}, line()}, {std::size_t{1}, line(2_min)}}) {
            const Result alone = simulate(plant, options);
            ASSERT_EQ(study.results[number].runs.size(), alone.runs.size());
            for (std::size_t i = 0; i < alone.runs.size(); ++i) {
                NumberHash one, other;
                add_counts(one, alone.runs[i]);
                add_counts(other, study.results[number].runs[i]);
                EXPECT_EQ(one.value(), other.value());
            }
        }
    }
}
TEST(Compare, TheSameLuckMakesTheIntervalOfADifferenceNarrower) {
    const Comparison study =
        compare({{"today", line()}, {"fast", line(2.4_min)}}, {.horizon = 400_h, .replications = 10});
    const PairedDifference lead = study.difference(1, "plant", "", "lead_time");
    EXPECT_TRUE(lead.pairing_helps());
    EXPECT_GT(lead.variance_factor, 4.0);
    EXPECT_EQ(lead.verdict(), Verdict::lower);
    EXPECT_EQ(lead.difference.mean, lead.difference.mean);
    EXPECT_NEAR(lead.value.mean - lead.base.mean, lead.difference.mean, 1e-9 * lead.base.mean);
}

/// A result with so many good jobs in the hour of each replication: its throughput.
Result made(const std::vector<int>& good, double confidence = 0.95, std::uint64_t first = 0) {
    Result result;
    result.options.confidence = confidence;
    for (const int n : good) {
        RunResult run;
        run.replication = first++;
        run.from = 0;
        run.to = 3'600'000'000;
        run.tick_us = 1.0;
        run.good = static_cast<std::uint64_t>(n);
        result.runs.push_back(run);
    }
    return result;
}
TEST(Compare, IntervalsAreThoseOfTheBook) {
    // Differences 1, 2, 0 and -3, -3, -3; t(0.975, 2) = 4.302653, with two comparisons t(0.9875, 2) = 6.205347.
    const Comparison study{{"a", "b", "c"}, {made({10, 12, 14}), made({11, 14, 14}), made({7, 9, 11})}, 0};
    const PairedDifference b = study.difference(1, "plant", "", "throughput");
    EXPECT_DOUBLE_EQ(b.difference.mean, 1.0);
    EXPECT_NEAR(b.difference.half_width, 4.302653 / std::sqrt(3.0), 1e-5);
    EXPECT_NEAR(b.together, 6.205347 / std::sqrt(3.0), 1e-5);
    EXPECT_DOUBLE_EQ(b.variance_factor, 7.0);  // (4 + 3) / 1
    EXPECT_EQ(b.verdict(), Verdict::unclear);
    const PairedDifference c = study.difference(2, "plant", "", "throughput");
    EXPECT_EQ(c.verdict(), Verdict::lower);  // it never varies
    EXPECT_EQ(c.together, 0.0);
    EXPECT_TRUE(std::isinf(c.variance_factor));
    EXPECT_EQ(study.difference(0, "plant", "", "throughput").verdict(), Verdict::same);
    // With one alternative only, all together is that one.
    const Comparison two{{"a", "b"}, {made({10, 12, 14}), made({11, 14, 14})}, 0};
    const PairedDifference alone = two.difference(1, "plant", "", "throughput");
    EXPECT_EQ(alone.together, alone.difference.half_width);
    // What goes against each other is made worse by the same luck: variances 4 and 4, of the difference 16.
    const Comparison against{{"a", "b"}, {made({10, 12, 14}), made({14, 12, 10})}, 0};
    EXPECT_DOUBLE_EQ(against.difference(1, "plant", "", "throughput").variance_factor, 0.5);
    EXPECT_FALSE(against.difference(1, "plant", "", "throughput").pairing_helps());
}
TEST(Compare, OnlyReplicationsThatBothHaveArePaired) {
    Result some = made({11, 14, 14});
    some.runs.erase(some.runs.begin() + 1);
    const Comparison study{{"a", "b"}, {made({10, 12, 14}), some}, 0};
    const PairedDifference d = study.difference(1, "plant", "", "throughput");
    EXPECT_EQ(d.difference.n, 2U);
    EXPECT_DOUBLE_EQ(d.difference.mean, 0.5);
    EXPECT_DOUBLE_EQ(d.base.mean, 12.0);
    const Comparison none{{"a", "b"}, {made({10, 12}), made({10, 12}, 0.95, 5)}, 0};
    EXPECT_TRUE(none.differences(1).empty());
    EXPECT_EQ(none.difference(1, "plant", "", "throughput").verdict(), Verdict::unclear);
    const Comparison single{{"a", "b"}, {made({10}), made({12})}, 0};
    EXPECT_EQ(single.difference(1, "plant", "", "throughput").verdict(), Verdict::unclear);
    EXPECT_THROW((void)study.difference(1, "plant", "", "thruput"), std::out_of_range);
}
TEST(Compare, TheBestOfSeveral) {
    // b - a is 4, 5, 6 (mean 5, sd 1), b - c is 0, 1, -1 (mean 0, sd 1); one-sided t(0.975, 2) = 4.302653.
    const Comparison study{{"a", "b", "c"}, {made({10, 12, 14}), made({14, 17, 20}), made({14, 16, 21})}, 0};
    const auto best = study.best("plant", "", "throughput", true);
    const double w = 4.302653 / std::sqrt(3.0);
    EXPECT_FALSE(best[0].may_be_best);
    EXPECT_EQ(best[0].high, 0.0);
    EXPECT_TRUE(best[1].may_be_best);
    EXPECT_TRUE(best[2].may_be_best);
    EXPECT_FALSE(best[1].is_best);
    EXPECT_NEAR(best[1].low, -w, 1e-5);
    EXPECT_NEAR(best[1].high, w, 1e-5);
    const auto least = study.best("plant", "", "throughput", false);
    EXPECT_TRUE(least[0].is_best);  // the best: how far below the others it may be
    EXPECT_EQ(least[0].high, 0.0);
    EXPECT_LT(least[0].low, 0.0);
    EXPECT_FALSE(least[1].may_be_best);
    EXPECT_EQ(least[1].low, 0.0);
    EXPECT_NEAR(least[1].high, 5.0 + w, 1e-5);
    EXPECT_THROW((void)study.best("plant", "", "thruput", true), std::out_of_range);
}
TEST(Compare, TheBestIsFoundAndNotFalselyRuledOut) {
    // Of 200 studies in which the first of three is the best by little, at most some 5 % may rule it out.
    int ruled_out = 0, found = 0;
    for (std::uint64_t study = 0; study < 200; ++study) {
        const StreamKey key = stream_key(study, "best", "values");
        std::vector<Result> results;
        for (std::uint64_t a = 0; a < 3; ++a) {
            std::vector<int> values;
            for (std::uint64_t i = 0; i < 10; ++i) {
                double sum = a == 0 ? 106.0 : 100.0;
                for (std::uint64_t p = 0; p < 12; ++p) sum += 10.0 * unit(word(key, i, a, 0, p));
                values.push_back(static_cast<int>(sum));
            }
            results.push_back(made(values));
        }
        const auto best = Comparison{{"a", "b", "c"}, results, 0}.best("plant", "", "throughput", true);
        ruled_out += best[0].may_be_best ? 0 : 1;
        found += best[0].is_best ? 1 : 0;
        for (const AgainstBest& each : best) EXPECT_LE(each.low, each.high);
    }
    EXPECT_LE(ruled_out, 10);
    EXPECT_GT(found, 5);
}
TEST(Compare, FaultsNameTheAlternative) {
    Plant broken = line(), other = line();
    broken.routes[0].steps[1] = "mil";
    other.stations[0].places = 0;
    try {
        (void)compare({{"today", line()}, {"broken", broken}, {"other", other}});
        FAIL();
    } catch (const PlantError& error) {
        ASSERT_GE(error.faults().size(), 2U);
        EXPECT_EQ(error.faults().front().place.rfind("\"broken\": routes", 0), 0U) << error.what();
        EXPECT_EQ(error.faults().back().place.rfind("\"other\": stations", 0), 0U) << error.what();
    }
    EXPECT_THROW((void)compare({{"today", line()}}), std::invalid_argument);
    EXPECT_THROW((void)compare({{"today", line()}, {"today", line()}}), std::invalid_argument);
    EXPECT_THROW((void)compare({{"today", line()}, {"", line()}}), std::invalid_argument);
    EXPECT_THROW((void)compare({{"today", line()}, {"fast", line()}}, {}, {}, "tody"), std::out_of_range);
    EXPECT_EQ(compare({{"today", line()}, {"fast", line()}}, {}, {}, "fast").base, 1U);
    try {
        (void)compare({{"today", line()}, {"fast", line(2_min)}}, {.max_events = 20});
        FAIL();
    } catch (const RunError& error) {
        EXPECT_EQ(error.failure().message.rfind("in \"today\": ", 0), 0U) << error.what();
    }
}
TEST(Compare, WhatIsStoppedKeepsPairs) {
    int wanted = 0;
    const Comparison study =
        compare({{"today", line()}, {"fast", line(2_min)}},
                {.horizon = 20000_h, .replications = 40, .threads = 2, .progress = [&](int done, int all) {
                     wanted = all;
                     return done < 8;
                 }});
    EXPECT_EQ(wanted, 80);
    EXPECT_TRUE(study.results[0].cancelled || study.results[1].cancelled);
    EXPECT_GE(study.difference(1, "plant", "", "wip").difference.n, 2U);
}

}  // namespace
}  // namespace linewright
