// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What contingencies cost (docs/semantics.md, 16): figures worked out by hand, and the same on any number of threads.
#include <gtest/gtest.h>

#include <cmath>

#include "linewright/plant/laws.hpp"
#include "linewright/study/contingency.hpp"

namespace linewright {
namespace {
using namespace literals;

/// Jobs that come every 10 min and take 6 min each.
Plant shop() {
    Plant plant;
    plant.add(Source{.name = "in", .interarrival = 10_min});
    plant.add(Station{.name = "S", .cycle = 6_min});
    plant.add(Buffer{.name = "B"});
    plant.add(Route{.name = "R", .steps = {"B", "S"}});
    return plant;
}
Contingency out(Duration from, Duration duration) {
    return {.name = "S is out", .from = from, .duration = duration, .station = "S"};
}

TEST(ContingencyStudy, BacklogAndOutputAgainstTheSameRunWithoutIt) {
    // Exits without it at 16, 26, 36, 46, ...; with it at 16, 43, 49, 55, 61, 67, 76. At 36 it is two jobs behind; at
    // 55 as many have left, and one job is there in both.
    Plant plant = shop();
    plant.add(out(23_min, 17_min));
    const ContingencyStudy study = study_contingencies(plant, {.horizon = 100_min});
    ASSERT_EQ(study.contingencies.size(), 1U);
    const ContingencyResult& result = study.contingencies[0];
    EXPECT_EQ(result.name, "S is out");
    EXPECT_DOUBLE_EQ(result.from, 23 * 60.0);
    EXPECT_DOUBLE_EQ(result.to, 40 * 60.0);
    ASSERT_EQ(result.runs.size(), 1U);
    const ContingencyRun& run = result.runs[0];
    EXPECT_EQ(run.output_lost, 0.0);
    EXPECT_EQ(run.most_behind, 2.0);
    EXPECT_EQ(run.deepest_backlog, 3.0);
    EXPECT_EQ(run.usual_backlog, 1.0);
    EXPECT_EQ(run.recovery, 15 * 60.0);
    EXPECT_EQ(run.catch_up, 15 * 60.0);
    // The course: 241 times, at 40 min (the 96th) three jobs are there, one has left; two more and one without it.
    ASSERT_EQ(study.times.size(), 241U);
    EXPECT_DOUBLE_EQ(study.times[96], 40 * 60.0);
    EXPECT_EQ(result.backlog[96], 3.0);
    EXPECT_EQ(result.usual_backlog[96], 1.0);
    EXPECT_EQ(result.good[96], 1.0);
    EXPECT_EQ(result.usual_good[96], 3.0);
}
TEST(ContingencyStudy, WhereJobsAreAlwaysThereTheOutputNeverComesBack) {
    // 5, 10, 15, 20, then out for 10: 35 instead of 25. Two jobs are lost for good; the plant is as full as ever.
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "S", .cycle = 5_min});
    plant.add(out(20_min, 10_min));
    const ContingencyStudy study = study_contingencies(plant, {.horizon = 98_min});
    const ContingencyRun& run = study.contingencies[0].runs[0];
    EXPECT_EQ(run.output_lost, 2.0);
    EXPECT_EQ(run.most_behind, 2.0);
    EXPECT_EQ(run.recovery, 0.0);
    EXPECT_EQ(run.catch_up, std::nullopt);
    EXPECT_EQ(study.contingencies[0].catch_up().n, 0U);
}
TEST(ContingencyStudy, TheWorstMayComeAfterItsEnd) {
    // S2 is fed all the time: it loses nothing as long as its stock lasts.
    Plant plant;
    plant.add(Source{.name = "in", .always = true});
    plant.add(Station{.name = "S1", .cycle = 2_min}).add(Station{.name = "S2", .cycle = 6_min});
    plant.add(Buffer{.name = "B", .capacity = 2}).add(Route{.name = "R", .steps = {"S1", "B", "S2"}});
    plant.add(Contingency{.name = "S1 is out", .from = 12_min, .to = 20_min, .station = "S1"});
    const ContingencyRun brief = study_contingencies(plant, {.horizon = 197_min}).contingencies[0].runs[0];
    EXPECT_EQ(brief.most_behind, 0.0);
    EXPECT_EQ(brief.catch_up, 0.0);
    // At 12 S1 holds a finished job, B two, S2 one: S2 works until 26. What S1 holds comes at 30; from then on all
    // exits are 4 min later, the first at 36 instead of 32.
    plant.contingencies[0].to = 30_min;
    const ContingencyRun run = study_contingencies(plant, {.horizon = 197_min}).contingencies[0].runs[0];
    EXPECT_EQ(run.most_behind, 1.0);
    EXPECT_EQ(run.output_lost, 1.0);
    EXPECT_EQ(run.catch_up, 6 * 60.0);
}
TEST(ContingencyStudy, EachIsHeldAgainstThePlantWithoutItAlone) {
    // The jobs of 100, 110, 120 come at 125 and leave at 131, 137, 143, those after them at 149, 155, 161, 167, 176;
    // without it 106, 116, 126, ..., 176. At 126 three are behind; at 130 four are there instead of one; at 155 all is
    // even.
    Plant plant = shop();
    plant.add(out(23_min, 17_min));
    plant.add(Contingency{.name = "late", .from = 95_min, .to = 125_min, .source = "in"});
    const ContingencyStudy study = study_contingencies(plant, {.horizon = 300_min});
    ASSERT_EQ(study.contingencies.size(), 2U);
    EXPECT_EQ(study.contingencies[0].runs[0].recovery, 15 * 60.0);
    const ContingencyRun& run = study.contingencies[1].runs[0];
    EXPECT_EQ(run.most_behind, 3.0);
    EXPECT_EQ(run.deepest_backlog, 4.0);
    EXPECT_EQ(run.output_lost, 0.0);
    EXPECT_EQ(run.recovery, 30 * 60.0);
    EXPECT_EQ(run.catch_up, 30 * 60.0);
}
TEST(ContingencyStudy, BeforeItsEndNothingIsBack) {
    // Nothing is there from 27 to 29: nothing changes, and at 29 it is as it would be.
    Plant plant = shop();
    plant.add(out(27_min, 2_min));
    const ContingencyRun nothing = study_contingencies(plant, {.horizon = 100_min}).contingencies[0].runs[0];
    EXPECT_EQ(nothing.most_behind, 0.0);
    EXPECT_EQ(nothing.recovery, 0.0);
    EXPECT_EQ(nothing.catch_up, 0.0);
    // Jobs of 12 min on two places: 10-22, 20-32, 30-42. On one of them: 10-22, 22-34, 34-46. One job more is there
    // from 32 to 34 and from 42 to 46, and the place is back at 60.
    plant.sources[0] = Source{.name = "in", .schedule = {{.at = 10_min}, {.at = 20_min}, {.at = 30_min}}};
    plant.stations[0].cycle = 12_min;
    plant.stations[0].places = 2;
    plant.contingencies[0] =
        Contingency{.name = "one is out", .from = 15_min, .to = 60_min, .station = "S", .place = 2};
    const ContingencyRun run = study_contingencies(plant, {.horizon = 100_min}).contingencies[0].runs[0];
    EXPECT_EQ(run.most_behind, 1.0);
    EXPECT_EQ(run.deepest_backlog, 2.0);
    EXPECT_EQ(run.recovery, 0.0);
    EXPECT_EQ(run.catch_up, 0.0);
}
TEST(ContingencyStudy, IsTheSameOnAnyNumberOfThreads) {
    Plant plant = shop();
    plant.sources[0].interarrival = exponential(10_min);
    plant.stations[0].cycle = exponential(7_min);
    plant.add(out(20_h, 5_h));
    std::vector<std::optional<double>> first;
    for (const int threads : {1, 2, 5}) {
        const ContingencyStudy study =
            study_contingencies(plant, {.horizon = 100_h, .warmup = 10_h, .replications = 6, .threads = threads});
        std::vector<std::optional<double>> values;
        for (const ContingencyRun& run : study.contingencies[0].runs) {
            values.emplace_back(run.most_behind);
            values.push_back(run.recovery);
            values.push_back(run.catch_up);
        }
        if (first.empty()) first = values;
        EXPECT_EQ(values, first);
        EXPECT_GT(study.contingencies[0].deepest_backlog().mean, study.contingencies[0].usual_backlog_most().mean);
        EXPECT_GT(study.contingencies[0].most_behind().half_width, 0.0);
    }
}
TEST(ContingencyStudy, RefusesWhatItCouldNotMeasure) {
    Plant plant = shop();
    EXPECT_THROW(study_contingencies(plant), std::invalid_argument);
    plant.add(out(20_min, 30_min));
    EXPECT_THROW(study_contingencies(plant, {.horizon = 50_min}), std::invalid_argument);
    EXPECT_THROW(study_contingencies(plant, {.horizon = 2_h, .warmup = 30_min}), std::invalid_argument);
    EXPECT_THROW(study_contingencies(plant, {.horizon = 2_h, .replications = 0}), std::invalid_argument);
    plant.contingencies[0].station = "T";
    EXPECT_THROW(study_contingencies(plant, {.horizon = 2_h}), PlantError);
}

}  // namespace
}  // namespace linewright
