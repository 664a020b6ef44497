// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Steps that only some jobs stop at, and steps that belong to the place of an earlier one (docs/semantics.md, 4), each
// sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include <cmath>

#include "trace.hpp"

namespace linewright {
namespace {
using namespace literals;

/// A, an inspection I that takes 5 minutes, and B, each with a buffer before it.
Plant line(double sampling, int jobs = 1) {
    Plant plant;
    plant.add(Buffer{.name = "QA", .initial = {{.quantity = jobs}}})
        .add(Buffer{.name = "QI"})
        .add(Buffer{.name = "QB"});
    plant.add(Station{.name = "A", .cycle = 2_min})
        .add(Station{.name = "I", .cycle = 5_min})
        .add(Station{.name = "B", .cycle = 1_min});
    plant.add(Route{.name = "r", .steps = {"QA", "A", "QI", {"I", {.sampling = sampling}}, "QB", "B"}});
    return plant;
}

TEST(Sampling, AJobThatIsNotSampledGoesOnToTheStepAfterItInNoTime) {
    EXPECT_EQ(Trace(line(0.0), 30).log("enter load exit"), rows(R"(
        0 enter QA job1
        0 load A job1
        2 enter QB job1
        2 load B job1
        3 exit exit job1
    )"));
    EXPECT_EQ(Trace(line(1.0), 30).log("load exit"), rows(R"(
        0 load A job1
        2 load I job1
        7 load B job1
        8 exit exit job1
    )"));
}
TEST(Sampling, SeveralInARowAndTheLastStepToo) {
    Plant plant = line(0.0);
    plant.routes[0].steps[5].sampling = 0.0;
    EXPECT_EQ(Trace(plant, 30).log("load exit"), rows(R"(
        0 load A job1
        2 exit exit job1
    )"));
}
TEST(Sampling, TheSharesOfAStepAreOfThoseWhoAreWorkedOnThere) {
    Plant plant = line(0.0);
    plant.routes[0].steps[3].to = {Branch{"A"}};  // it would go round for ever
    EXPECT_EQ(Trace(plant, 30).log("load exit"), rows(R"(
        0 load A job1
        2 load B job1
        3 exit exit job1
    )"));
}
TEST(Sampling, EachJobIsDrawnByItself) {
    const Trace trace(line(0.3, 2000), 20000);
    const auto& stations = trace.result.stations;
    EXPECT_EQ(stations[0].made, 2000U);
    EXPECT_EQ(stations[2].made, 2000U);
    EXPECT_NEAR(static_cast<double>(stations[1].made), 600.0, 4 * std::sqrt(2000 * 0.3 * 0.7));
    EXPECT_EQ(trace.result.good, 2000U);
}
TEST(Sampling, AJobThatComesAgainIsDrawnAgain) {
    Plant plant = line(0.5, 1000);
    plant.routes[0].steps[5].to = {Branch{"QA", 1.0}, Branch{"exit", 1.0}};  // every other job goes round again
    const Trace trace(plant, 20000);
    const auto& stations = trace.result.stations;
    const auto visits = static_cast<double>(stations[0].made);
    EXPECT_GT(visits, 1900.0);
    EXPECT_NEAR(static_cast<double>(stations[1].made), visits / 2, 4 * std::sqrt(visits / 4));
}

/// Two places, and two steps at them. Job A has 2 and 4 minutes there, B 6 and 1, C 2 and 1.
Plant twice(const char* same) {
    Plant plant;
    for (const char* name : {"A", "B", "C"}) plant.add(Product{.name = name});
    plant.add(Buffer{.name = "Q1", .initial = {{.product = "A"}, {.product = "B"}, {.product = "C"}}})
        .add(Buffer{.name = "Q2"});
    plant.add(Station{.name = "T", .places = 2});
    const std::map<std::string, Distribution> first{{"A", 2_min}, {"B", 6_min}, {"C", 2_min}},
        second{{"A", 4_min}, {"B", 1_min}, {"C", 1_min}};
    plant.add(Route{.name = "r",
                    .steps = {"Q1",
                              {"T", {.name = "first", .cycle = first}},
                              "Q2",
                              {"T", {.name = "second", .cycle = second, .same_place_as = same}}}});
    return plant;
}

TEST(Dedication, AJobGoesToThePlaceThatWorkedOnItBefore) {
    EXPECT_EQ(Trace(twice("first"), 30).log("load exit"), rows(R"(
        0 load T/1 A1
        0 load T/2 B1
        2 load T/1 C1
        4 load T/1 A1
        6 load T/2 B1
        7 exit exit B1
        8 exit exit A1
        8 load T/1 C1
        9 exit exit C1
    )"));
    // Without it C goes to the place that is free at 6, before B.
    EXPECT_EQ(Trace(twice(""), 30).log("load exit"), rows(R"(
        0 load T/1 A1
        0 load T/2 B1
        2 load T/1 C1
        4 load T/1 A1
        6 load T/2 C1
        7 exit exit C1
        7 load T/2 B1
        8 exit exit A1
        8 exit exit B1
    )"));
}
TEST(Dedication, OfSeveralStationsToo) {
    Plant plant = twice("first");
    plant.stations = {Station{.name = "T1"}, Station{.name = "T2"}};
    plant.routes[0].steps[1].at = plant.routes[0].steps[3].at = {"T1", "T2"};
    EXPECT_EQ(Trace(plant, 30).log("load"), rows(R"(
        0 load T1 A1
        0 load T2 B1
        2 load T1 C1
        4 load T1 A1
        6 load T2 B1
        8 load T1 C1
    )"));
}
TEST(Dedication, AJobThatWasNotThereBeforeGoesToAnyPlace) {
    Plant plant = twice("first");
    plant.buffers[0].initial.clear();
    plant.buffers[1].initial = {{.product = "A", .step = "Q2"}, {.product = "B", .step = "Q2"}};
    EXPECT_EQ(Trace(plant, 30).log("load"), rows(R"(
        0 load T/1 A1
        0 load T/2 B1
    )"));
}
TEST(Dedication, AChainOfStepsKeepsThePlace) {
    Plant plant = twice("first");
    plant.add(Buffer{.name = "Q3"});
    plant.routes[0].steps.push_back("Q3");
    plant.routes[0].steps.push_back({"T", {.name = "third", .cycle = 1_min, .same_place_as = "second"}});
    EXPECT_EQ(Trace(plant, 30).log("load"), rows(R"(
        0 load T/1 A1
        0 load T/2 B1
        2 load T/1 C1
        4 load T/1 A1
        6 load T/2 B1
        7 load T/2 B1
        8 load T/1 C1
        9 load T/1 A1
        10 load T/1 C1
    )"));
}

TEST(TimeLimits, TheTimeFromOneStepToAnotherIsTakenAndHeldAgainstIt) {
    Plant plant = line(1.0, 3);
    plant.routes[0].steps[3].limits = {{.since = "A", .within = 3_min}};
    plant.routes[0].steps[5].limits = {{.since = "A", .within = 10_min}, {.since = "I", .within = 0_min}};
    const Trace trace(plant, 60);
    // A is done at 2, 4 and 6, I loads at 2, 7 and 12, B at 7, 12 and 17.
    ASSERT_EQ(trace.result.queue_times.size(), 3U);
    const QueueTimeResult &first = trace.result.queue_times[0], &second = trace.result.queue_times[1],
                          &third = trace.result.queue_times[2];
    EXPECT_EQ(first.route + " " + first.since + " " + first.step, "r A I");
    EXPECT_EQ(first.jobs, 3U);
    EXPECT_EQ(first.late, 1U);  // 0, 3 and 6: the limit itself is kept
    EXPECT_DOUBLE_EQ(first.mean, 3 * 6e7);
    EXPECT_EQ(first.longest, to_ticks(6 * 6e7));
    EXPECT_EQ(second.late, 1U);  // 5, 8 and 11
    EXPECT_DOUBLE_EQ(second.mean, 8 * 6e7);
    EXPECT_EQ(third.jobs, 3U);
    EXPECT_EQ(third.late, 0U);
}
TEST(TimeLimits, AJobThatWasNotAtTheEarlierStepIsNotCounted) {
    Plant plant = line(0.0, 2);
    plant.routes[0].steps[5].limits = {{.since = "I", .within = 3_min}};
    EXPECT_EQ(Trace(plant, 60).result.queue_times[0].jobs, 0U);
}

/// Jobs come every 5 minutes to a station of two places that has 2 minutes for each.
Plant shop(Dispatch dispatch) {
    Plant plant;
    plant.add(Product{.name = "A"}).add(Product{.name = "B"});
    plant.add(Source{.name = "in", .schedule = {{0_min, "A"}, {5_min, "B"}, {10_min, "A"}, {15_min, "B"}}});
    plant.add(Buffer{.name = "Q", .dispatch = dispatch});
    plant.add(Station{.name = "T", .cycle = 2_min, .places = 2});
    plant.add(Route{.name = "r", .steps = {"Q", "T"}});
    return plant;
}
TEST(Dispatching, OfSeveralPlacesTheFirst) {
    EXPECT_EQ(Trace(shop(Dispatch::first), 30).log("load"),
              rows("0 load T/1 A1\n 5 load T/1 B1\n 10 load T/1 A2\n 15 load T/1 B2"));
}
TEST(Dispatching, OrThatWhichHasBeenIdleLongest) {
    EXPECT_EQ(Trace(shop(Dispatch::longest_idle), 30).log("load"),
              rows("0 load T/1 A1\n 5 load T/2 B1\n 10 load T/1 A2\n 15 load T/2 B2"));
}
TEST(Dispatching, OrThatWithTheLeastSetup) {
    Plant plant = shop(Dispatch::least_setup);
    plant.sources[0].schedule.push_back({20_min, "B"});
    plant.add(Changeover{.name = "T", .rules = {{.time = 1_min}}});
    EXPECT_EQ(Trace(plant, 30).log("load"),
              rows("0 load T/1 A1\n 5 load T/2 B1\n 10 load T/1 A2\n 15 load T/2 B2\n 20 load T/2 B3"));
    plant.sources[0].schedule[2] = {6_min, "B"};  // T/2 is at work: T/1 is changed over
    EXPECT_EQ(Trace(plant, 30).log("load"),
              rows("0 load T/1 A1\n 5 load T/2 B1\n 6 load T/1 B2\n 15 load T/1 B3\n 20 load T/1 B4"));
}
TEST(Dispatching, AQueueByPriorityKeepsThoseOfAClassAsTheyCame) {
    Plant plant = shop(Dispatch::first);
    plant.products[1].priority = 5;
    plant.stations[0].places = 1;
    plant.sources.clear();
    plant.buffers[0].queue = {"priority", "fifo"};
    plant.buffers[0].initial = {{.product = "A", .quantity = 2}, {.product = "B", .quantity = 2}};
    plant.add(Source{.name = "in", .schedule = {{3_min, "A"}, {3_min, "B"}}});
    EXPECT_EQ(Trace(plant, 30).loads("T"), "B1 B2 B3 A1 A2 A3");
}
TEST(Dispatching, OfAClassTheOneWithTheLeastChangeover) {
    Plant plant = shop(Dispatch::first);
    plant.add(Product{.name = "C", .priority = 5});
    plant.stations[0].places = 1;
    plant.sources.clear();
    plant.buffers[0].queue = {"priority", "least_setup", "fifo"};
    plant.buffers[0].initial = {
        {.product = "A"}, {.product = "B"}, {.product = "A"}, {.product = "B"}, {.product = "C"}};
    plant.add(Changeover{.name = "T", .rules = {{.from = "C", .to = "B", .time = 1_min}, {.time = 3_min}}});
    EXPECT_EQ(Trace(plant, 60).loads("T"), "C1 B1 B2 A1 A2");
}

std::string faults_of(const Plant& plant) {
    std::string text;
    for (const Fault& fault : check(plant)) text += fault.text() + "\n";
    return text;
}
TEST(StepsRefused, WhatCouldNeverBeOrIsNotBuilt) {
    Plant plant = line(1.5);
    EXPECT_EQ(faults_of(plant),
              "routes/r/steps/3/sampling: must be from 0 to 1, is 1.5. Give a chance, 0.05 for 5 %\n");
    plant = line(1.0);
    plant.routes[0].steps[1].sampling = 0.5;
    EXPECT_EQ(faults_of(plant),
              "routes/r/steps/1/sampling: is given at the first step, where jobs enter. Let them enter at a step that "
              "all of them make\n");
    plant = line(1.0);
    plant.routes[0].steps[2].sampling = 0.5;
    EXPECT_EQ(faults_of(plant),
              "routes/r/steps/2/sampling: is given at a buffer. Work is done at stations: move it there\n");
    EXPECT_EQ(
        faults_of(twice("second")),
        "routes/r/steps/3/same_place_as: names \"second\", which doesn't come before. Name an earlier step of the "
        "route\n");
    plant = twice("first");
    plant.routes[0].steps.erase(plant.routes[0].steps.begin() + 2);
    plant.buffers.pop_back();
    EXPECT_EQ(
        faults_of(plant),
        "routes/r/steps/2/same_place_as: needs a buffer with places before the station, where jobs wait for their "
        "place. Put a buffer before it\n");
}

}  // namespace
}  // namespace linewright
