// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// docs/semantics.md, section 4: which waiting job goes first, and which idle station gets it.
#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {

/// S works on "first" until 20; A, B, C and D come at 1, 2, 3 and 4 and wait in X.
Plant queue(std::vector<std::string> rules) {
    return {.products = {{.name = "A", .priority = 1},
                         {.name = "B", .priority = 5},
                         {.name = "C", .priority = 5},
                         {.name = "D"},
                         {.name = "first"}},
            .sources = {{.name = "in",
                         .schedule = {{.at = 0_min, .product = "first"},
                                      {.at = 1_min, .product = "A", .due = 58_min},
                                      {.at = 2_min, .product = "B", .due = 90_min},
                                      {.at = 3_min, .product = "C", .due = 59_min},
                                      {.at = 4_min, .product = "D", .due = 44_min}}}},
            .stations = {{.name = "S",
                          .cycle =
                              std::map<std::string, Distribution>{
                                  {"A", 4_min}, {"B", 2_min}, {"C", 6_min}, {"D", 3_min}, {"first", 20_min}}}},
            .buffers = {{.name = "X", .queue = std::move(rules)}},
            .routes = {{.name = "r", .steps = {"X", "S"}}}};
}
std::string order(std::vector<std::string> rules) { return Trace(queue(std::move(rules)), 36).loads("S").substr(7); }

TEST(Queues, FifoIsTheDefault) {
    EXPECT_EQ(order({}), "A1 B1 C1 D1");
    EXPECT_EQ(order({"fifo"}), "A1 B1 C1 D1");
}
TEST(Queues, LifoTakesTheLastToCome) { EXPECT_EQ(order({"lifo"}), "D1 C1 B1 A1"); }
TEST(Queues, PriorityTakesTheHighestAndEqualOnesAsTheyCame) { EXPECT_EQ(order({"priority"}), "B1 C1 A1 D1"); }
TEST(Queues, SptTakesTheShortestMeanProcessingTime) { EXPECT_EQ(order({"spt"}), "B1 D1 A1 C1"); }
TEST(Queues, LptTakesTheLongest) { EXPECT_EQ(order({"lpt"}), "C1 A1 D1 B1"); }
TEST(Queues, EddTakesTheEarliestDueDate) { EXPECT_EQ(order({"edd"}), "D1 A1 C1 B1"); }
// Due minus now minus the work left: D 44-3, C 59-6, A 58-4, B 90-2 (all less now).
TEST(Queues, SlackTakesTheLeastTimeToSpare) { EXPECT_EQ(order({"slack"}), "D1 C1 A1 B1"); }
// At 20: C 39/6, D 24/3, A 38/4, B 70/2. At 26: D 18/3, A 32/4, B 64/2.
TEST(Queues, CriticalRatioTakesTheLeastTimePerWorkLeft) { EXPECT_EQ(order({"critical_ratio"}), "C1 D1 A1 B1"); }
// exp(-slack / (2 x mean work of those that wait)) / work. At 20 the mean is 3.75: A .00269, B .00006, C .00205, D
// .0203; at 23 it is 4: A .0052, B .0001, C .0039; then C before B.
TEST(Queues, AtcTakesTheHighestApparentTardinessCost) { EXPECT_EQ(order({"atc"}), "D1 A1 C1 B1"); }

/// S works on "first" until 10; A and B have come at 1, B in front. The work of A is 6 here and 24 behind, due at 40,
/// that of B 4 and 4, due at 22: the operation here is due at 8.8 and at 11.5.
std::string operations(std::vector<std::string> rules, double weight) {
    Plant plant = queue(std::move(rules));
    plant.products[0].weight = weight;
    plant.sources[0].schedule = {{.at = 0_min, .product = "first"},
                                 {.at = 1_min, .product = "B", .due = 22_min},
                                 {.at = 1_min, .product = "A", .due = 40_min}};
    plant.stations[0].cycle =
        std::map<std::string, Distribution>{{"A", 6_min}, {"B", 4_min}, {"C", 1_min}, {"D", 1_min}, {"first", 10_min}};
    plant.stations.push_back({.name = "T",
                              .cycle = std::map<std::string, Distribution>{
                                  {"A", 24_min}, {"B", 4_min}, {"C", 1_min}, {"D", 1_min}, {"first", 4_min}}});
    plant.buffers.push_back({.name = "Y"});
    plant.routes[0].steps = {"X", "S", "Y", "T"};
    return Trace(plant, 60).loads("S").substr(7);
}
TEST(Queues, OddTakesTheEarliestDueDateOfTheOperation) {
    EXPECT_EQ(operations({"edd"}, 1), "B1 A1");
    EXPECT_EQ(operations({"odd"}, 1), "A1 B1");
    EXPECT_EQ(order({"odd"}), order({"edd"}));  // the last operation is due with the job
}
// At 10 A is late, its work is 6; B is due in 1.5, its work is 4.
TEST(Queues, WmodTakesWorkOrTimeToTheOperationsDueDateWhicheverIsMoreByWeight) {
    EXPECT_EQ(operations({"wmod"}, 1), "B1 A1");
    EXPECT_EQ(operations({"wmod"}, 2), "A1 B1");
    EXPECT_EQ(order({"wmod"}), "D1 A1 C1 B1");
}
TEST(Queues, AtcWeighsLatenessByProduct) {
    Plant plant = queue({"atc"});
    plant.products[2].weight = 8.0;
    EXPECT_EQ(Trace(plant, 36).loads("S"), "first1 D1 C1 A1 B1");
    plant.products[2].weight = 10.0;
    EXPECT_EQ(Trace(plant, 36).loads("S"), "first1 C1 D1 A1 B1");
    plant.products[2].weight = 0.0;
    EXPECT_NE(faults_of(plant).find("products/C/weight: must be > 0"), std::string::npos);
}
// A comes to X at 12 and B at 5, but A was released first.
TEST(Queues, FasfsTakesTheFirstThatWasReleased) {
    const auto loads = [](const char* rule) {
        Plant plant = queue({rule});
        plant.sources[0].schedule = {
            {.at = 0_min, .product = "first"}, {.at = 2_min, .product = "A"}, {.at = 3_min, .product = "B"}};
        plant.stations.push_back({.name = "slow", .cycle = 10_min});
        plant.stations.push_back({.name = "fast", .cycle = 2_min});
        plant.routes = {{.name = "r", .products = {"first"}, .steps = {"X", "S"}},
                        {.name = "a", .products = {"A"}, .steps = {"slow", "X", "S"}},
                        {.name = "b", .steps = {"fast", "X", "S"}}};
        return Trace(plant, 60).loads("S");
    };
    EXPECT_EQ(loads("fifo"), "first1 B1 A1");
    EXPECT_EQ(loads("fasfs"), "first1 A1 B1");
}

TEST(Queues, AListOfRulesIsLexicographic) {
    EXPECT_EQ(order({"priority", "lifo"}), "C1 B1 A1 D1");
    EXPECT_EQ(order({"priority", "lpt"}), "C1 B1 A1 D1");
    EXPECT_EQ(order({"priority", "spt"}), "B1 C1 A1 D1");
}

TEST(Queues, LeastSetupTakesTheShortestMeanChangeover) {
    Plant plant = queue({"least_setup"});
    plant.changeovers = {{.name = "S",
                          .rules = {{"first", "A", 4_min},
                                    {"first", "B", 1_min},
                                    {"first", "C", 3_min},
                                    {"first", "D", 2_min},
                                    {"*", "*", 5_min}}}};
    EXPECT_EQ(Trace(plant, 60).loads("S"), "first1 B1 A1 C1 D1");  // after B all cost the same: as they came
}

TEST(Queues, SameSetupTakesTheFirstThatNeedsNoChangeoverElseTheHead) {
    Plant plant = queue({"same_setup"});
    plant.sources[0].schedule = {{.at = 0_min, .product = "B"},
                                 {.at = 1_min, .product = "A"},
                                 {.at = 1_min, .product = "B"},
                                 {.at = 1_min, .product = "A"},
                                 {.at = 1_min, .product = "B"}};
    plant.changeovers = {{.name = "S", .rules = {{"*", "*", 5_min}}}};
    EXPECT_EQ(Trace(plant, 60).loads("S"), "B1 B2 B3 A1 A2");
}

TEST(Queues, ARuleOfOnesOwnScoresTheLowestFirst) {
    Registry registry;
    registry.add("latest number", [](const WaitingJob& job) { return -static_cast<double>(job.number); });
    EXPECT_EQ(Trace(queue({"latest number"}), 36, {}, registry).loads("S"), "first1 D1 C1 B1 A1");
    std::string seen;
    registry.add("look", [&](const WaitingJob& job) {
        if (job.product == 2 && seen.empty())
            seen = std::to_string(job.priority) + " " + std::to_string(job.number) + " " +
                   std::to_string(job.now / 60'000'000) + " " + std::to_string(job.released / 60'000'000) + " " +
                   std::to_string(job.waiting_since / 60'000'000) + " " + std::to_string(job.due / 60'000'000) + " " +
                   std::to_string(job.process / 6e7);
        return 0.0;
    });
    const Trace trace(queue({"look"}), 36, {}, registry);
    EXPECT_EQ(seen, "5 3 20 3 3 59 6.000000");
}

TEST(Queues, AStationsOwnRuleGoesBeforeThatOfTheBuffer) {
    Plant plant = queue({"lifo"});
    plant.stations[0].queue = {"spt"};
    EXPECT_EQ(Trace(plant, 36).loads("S"), "first1 B1 D1 A1 C1");
}

/// S takes from X and Y.
Plant two_buffers() {
    Plant plant = queue({});
    plant.buffers.push_back({.name = "Y"});
    plant.routes = {{.name = "rx", .products = {"first", "A", "D"}, .steps = {"X", "S"}},
                    {.name = "ry", .products = {"B", "C"}, .steps = {"Y", "S"}}};
    return plant;
}

TEST(Queues, OfTheHeadsOfSeveralBuffersTheOneThatWaitedLongestGoesFirst) {
    EXPECT_EQ(Trace(two_buffers(), 36).loads("S"), "first1 A1 B1 C1 D1");
}

TEST(Queues, AStationsOwnRuleLooksIntoAllItsBuffers) {
    Plant plant = two_buffers();
    plant.stations[0].queue = {"edd"};
    EXPECT_EQ(Trace(plant, 36).loads("S"), "first1 D1 A1 C1 B1");
}

// -- dispatching -------------------------------------------------------------------------------------------------

/// One job every 5 min for C1 and C2, which take 3 min.
Plant dispatch(Dispatch rule, std::optional<int> capacity = {}) {
    return {.products = {{.name = "a"}, {.name = "b"}},
            .sources = {{.name = "in", .products = {{"a"}}, .interarrival = constant(5_min)}},
            .stations = {{.name = "C1", .cycle = 3_min}, {.name = "C2", .cycle = 3_min}},
            .buffers = {{.name = "X", .capacity = capacity, .dispatch = rule}},
            .routes = {{.name = "r", .steps = {"X", any({"C2", "C1"})}}}};
}

TEST(Queues, AJobThatSeveralIdleStationsCouldTakeGoesToTheFirstInThePlantsOrder) {
    for (const std::optional<int> capacity : {std::optional<int>{}, std::optional<int>{0}}) {
        const Trace trace(dispatch(Dispatch::first, capacity), 21);
        EXPECT_EQ(trace.loads("C1"), "a1 a2 a3 a4");
        EXPECT_EQ(trace.loads("C2"), "");
    }
}
TEST(Queues, OrToTheOneThatHasBeenIdleLongest) {
    for (const std::optional<int> capacity : {std::optional<int>{}, std::optional<int>{0}}) {
        const Trace trace(dispatch(Dispatch::longest_idle, capacity), 26);
        EXPECT_EQ(trace.loads("C1"), "a1 a3 a5");
        EXPECT_EQ(trace.loads("C2"), "a2 a4");
    }
}
TEST(Queues, OrToTheOneWithTheLeastSetup) {
    for (const std::optional<int> capacity : {std::optional<int>{}, std::optional<int>{0}}) {
        Plant plant = dispatch(Dispatch::least_setup, capacity);
        plant.sources[0].products.clear();
        plant.sources[0].sequence = {"b", "a", "a", "b"};
        plant.stations[0].initial_setup = "a";
        plant.stations[1].initial_setup = "b";
        plant.changeovers = {{.name = "both", .stations = {"C1", "C2"}, .rules = {{"*", "*", 1_min}}}};
        const Trace trace(plant, 26);
        EXPECT_EQ(trace.loads("C1"), "a1 a2");
        EXPECT_EQ(trace.loads("C2"), "b1 b2");
    }
}
TEST(Queues, OrToAnyOfThemByLot) {
    for (const std::optional<int> capacity : {std::optional<int>{}, std::optional<int>{0}}) {
        Plant plant = dispatch(Dispatch::random, capacity);
        const Trace trace(plant, 2002);  // 400 jobs
        const std::uint64_t first = trace.result.stations[0].made, second = trace.result.stations[1].made;
        EXPECT_EQ(first + second, 399U);
        EXPECT_GT(first, 160U);  // 200 +- 4 sd
        EXPECT_LT(first, 240U);
        EXPECT_EQ(Trace(plant, 2002).loads("C1"), trace.loads("C1"));
    }
}

}  // namespace
}  // namespace linewright
