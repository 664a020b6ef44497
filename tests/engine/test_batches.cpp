// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Process batches (docs/semantics.md, 10), each sentence with a trace worked out by hand. Times are minutes.
#include <gtest/gtest.h>

#include <cmath>

#include "trace.hpp"
#include "watch.hpp"

namespace linewright {
namespace {
using namespace literals;

struct Coming {
    double at;
    const char* product = "A";
};
/// Jobs come at given minutes and wait in Q; the furnace takes 10 minutes a batch.
Plant furnace(std::initializer_list<Coming> jobs, Batch batch) {
    Plant plant;
    plant.add(Product{.name = "A", .family = "steel"})
        .add(Product{.name = "B", .family = "steel"})
        .add(Product{.name = "C", .priority = 1});
    Source in{.name = "in"};
    for (const Coming& job : jobs) in.schedule.push_back({.at = {job.at, Unit::min}, .product = job.product});
    plant.add(std::move(in));
    plant.add(Station{.name = "F", .cycle = 10_min, .batch = batch});
    plant.add(Buffer{.name = "Q"});
    plant.add(Route{.name = "r", .steps = {"Q", "F"}});
    return plant;
}
/// The same, with a source that always has a job and nothing before the furnace.
Plant always_full(Batch batch, std::int64_t count) {
    Plant plant = furnace({}, batch);
    plant.sources = {Source{.name = "in", .products = {{"A"}}, .always = true, .count = count}};
    plant.buffers.clear();
    plant.routes[0].steps = {"F"};
    return plant;
}

TEST(Batches, LoadWhenEnoughWaitAndTakeAtMostTheLargestSize) {
    const Plant plant = furnace({{0}, {1}, {2}, {3}, {4}, {5}, {6}}, {.smallest = 2, .largest = 3});
    const Trace trace(plant, 40);
    EXPECT_EQ(trace.log("load start finish leave exit"), rows(R"(
        1 load F A1
        1 start F A1
        11 finish F A1
        11 leave F A1
        11 exit exit A1
        11 leave F A2
        11 exit exit A2
        11 load F A3
        11 start F A3
        21 finish F A3
        21 leave F A3
        21 exit exit A3
        21 leave F A4
        21 exit exit A4
        21 leave F A5
        21 exit exit A5
        21 load F A6
        21 start F A6
        31 finish F A6
        31 leave F A6
        31 exit exit A6
        31 leave F A7
        31 exit exit A7
    )"));
    EXPECT_EQ(trace.states("F"), "0 starved, 1 processing, 31 starved");
    const StationResult& f = trace.result.stations[0];
    EXPECT_EQ(f.jobs_in, 7U);
    EXPECT_EQ(f.made, 7U);
    EXPECT_EQ(f.jobs_out, 7U);
    EXPECT_EQ(f.batches, 3U);
    EXPECT_DOUBLE_EQ(f.batch_size(), 7.0 / 3);
    EXPECT_DOUBLE_EQ(trace.result.little.wip, (11 + 10 + 19 + 18 + 17 + 26 + 25) / 40.0);
    EXPECT_NEAR(trace.result.little.residual, 0.0, 1e-15);
}
TEST(Batches, WhileFewerWaitTheStationIsStarved) {
    const Watch w(furnace({{0}, {4}}, {.smallest = 3, .largest = 3}), 20);
    EXPECT_EQ(w.states("F"), "0 starved");
    EXPECT_EQ(w.of("F").batches, 0U);
    EXPECT_EQ(w.of("F").batch_size(), 0.0);
}
TEST(Batches, TheFirstJobWhoseFamilyIsThereInNumberDecides) {
    const auto exits = [](Together family) {
        return Watch(furnace({{0, "A"}, {1, "B"}, {2, "C"}, {3, "C"}, {4, "A"}},
                             {.smallest = 2, .largest = 2, .family = family}),
                     60)
            .who_exits();
    };
    EXPECT_EQ(exits(Together::product), "13 C1, 13 C2, 23 A1, 23 A2");
    EXPECT_EQ(exits(Together::family), "11 A1, 11 B1, 21 C1, 21 C2");
    EXPECT_EQ(exits(Together::any), "11 A1, 11 B1, 21 C1, 21 C2");
    EXPECT_EQ(Batch{}.family, Together::product);
}
TEST(Batches, AnyMixesWhateverWaits) {
    EXPECT_EQ(Watch(furnace({{0, "A"}, {1, "C"}, {2, "B"}}, {.smallest = 2, .largest = 3, .family = Together::any}), 40)
                  .who_exits(),
              "11 A1, 11 C1");
}
TEST(Batches, AreFilledInTheOrderOfTheQueueRule) {
    Plant plant = furnace({{0, "A"}, {1, "A"}, {2, "A"}, {3, "C"}}, {.largest = 2, .family = Together::any});
    plant.buffers[0].queue = {"priority"};
    EXPECT_EQ(Watch(plant, 60).who_exits(), "10 A1, 20 C1, 20 A2, 30 A3");
    plant.stations[0].queue = {"lifo"};
    EXPECT_EQ(Watch(plant, 60).who_exits(), "10 A1, 20 C1, 20 A3, 30 A2");
}
TEST(Batches, ALongestWaitRunsFromWhenTheOldestBeganToWait) {
    // Alone since 0: at 5. Two wait since 6 and 8 when the furnace is free at 15, which is long enough. Three at 28.
    const Watch w(furnace({{0}, {6}, {8}, {26}, {27}, {28}}, {.smallest = 3, .largest = 3, .longest_wait = 5_min}), 60);
    EXPECT_EQ(w.states("F"), "0 starved, 5 processing, 25 starved, 28 processing, 38 starved");
    EXPECT_EQ(w.exits(), "15 25 25 38 38 38");
    EXPECT_EQ(w.times(Happening::load, "F"), "5 15 28");
}
TEST(Batches, TheLongestWaitIsThatOfEachFamily) {
    // B's wait began at 3, A's at 1: A starts at 11, and B when the furnace is free again.
    const Watch w(furnace({{1, "A"}, {3, "B"}, {4, "A"}}, {.smallest = 3, .largest = 3, .longest_wait = 10_min}), 60);
    EXPECT_EQ(w.who_exits(), "21 A1, 21 A2, 31 B1");
}
TEST(Batches, OneTimeForAllOrTheSumOfTheirOwn) {
    Plant plant =
        furnace({{0, "C"}, {0, "A"}, {0, "B"}, {0, "A"}}, {.smallest = 4, .largest = 4, .family = Together::any});
    plant.stations[0].cycle = std::map<std::string, Distribution>{{"A", 2_min}, {"B", 3_min}, {"C", 6_min}};
    EXPECT_EQ(Watch(plant, 40).exits(), "6 6 6 6");
    plant.stations[0].batch->time = BatchTime::per_job;
    EXPECT_EQ(Watch(plant, 40).exits(), "13 13 13 13");
}
TEST(Batches, TheTimePerJobIsDrawnForEach) {
    const auto exits = [](Batch batch) {
        Plant plant = furnace({{0}, {0}}, batch);
        plant.stations[0].cycle = uniform(5_min, 15_min);
        std::vector<double> times;
        const Watch w(plant, 60);
        std::istringstream in(w.exits());
        for (double t = 0; in >> t;) times.push_back(t);
        return times;
    };
    const std::vector<double> single = exits({}),
                              sum = exits({.smallest = 2, .largest = 2, .time = BatchTime::per_job});
    ASSERT_EQ(single.size(), 2U);
    EXPECT_NEAR(sum.at(0), single.at(1), 1e-6);  // one after the other takes as long as both
    EXPECT_NEAR(exits({.smallest = 2, .largest = 2}).at(0), single.at(0), 1e-6);
}
TEST(Batches, ChangeoverLoadAndUnloadAreDoneOnceForTheBatch) {
    Plant plant = furnace({{0, "A"}, {0, "A"}, {0, "B"}, {0, "B"}}, {.smallest = 2, .largest = 2});
    plant.stations[0].load = 1_min;
    plant.stations[0].unload = 2_min;
    plant.add(Changeover{.name = "F", .rules = {{"*", "*", 5_min}}});
    const Watch w(plant, 60);
    EXPECT_EQ(w.states("F"),
              "0 load, 1 processing, 11 unload, 13 setup, 18 load, 19 processing, 29 unload, 31 starved");
    EXPECT_EQ(w.who_exits(), "13 A1, 13 A2, 31 B1, 31 B2");
    EXPECT_EQ(w.of("F").changeovers, 1U);
}
TEST(Batches, PeopleAreAskedForOnce) {
    Plant plant = furnace({{0}, {0}, {0}}, {.smallest = 3, .largest = 3});
    plant.stations[0].operators = {{"smith"}};
    plant.add(OperatorPool{.name = "smith"});
    EXPECT_EQ(Watch(plant, 20).people("smith"), "working 10, waiting 0, idle 10");
}
TEST(Batches, APlaceIsBlockedUntilTheLastHasLeft) {
    // X has one place: A1 goes through to N, A2 takes the place, A3 stays until N is free at 14; the second batch is
    // done at 24, when N has been idle for 2 minutes.
    Plant plant = furnace({{0}, {0}, {0}, {1}, {1}, {1}}, {.smallest = 3, .largest = 3});
    plant.add(Buffer{.name = "X", .capacity = 1}).add(Station{.name = "N", .cycle = 4_min});
    plant.routes[0].steps = {"Q", "F", "X", "N"};
    const Watch w(plant, 60);
    EXPECT_EQ(w.states("F"), "0 processing, 10 blocked, 14 processing, 24 blocked, 28 starved");
    EXPECT_EQ(w.times(Happening::leave, "F"), "10 10 14 24 24 28");
    EXPECT_EQ(w.exits(), "14 18 22 28 32 36");
    Simulation sim(compile(plant), {});
    sim.run_until(12 * 60'000'000LL);
    const Simulation again = Simulation::load(sim.shared_program(), sim.save());
    Simulation on = again;
    on.run_until(60 * 60'000'000LL);
    EXPECT_EQ(measure(on).stations[0].time, w.of("F").time);
    EXPECT_EQ(measure(on).good, 6U);
}
TEST(Batches, TheRestOfABatchGoesBeforeWhoWasBlockedLater) {
    // Four from the furnace at 10 and one from the drill at 11 want into X, which has one place before N.
    Plant plant = furnace({{0}, {0}, {0}, {0}}, {.smallest = 4, .largest = 4});
    plant.sources[0].route = "r";
    plant.add(arrivals("other", {0}, "o"))
        .add(Station{.name = "D", .cycle = 11_min})
        .add(Station{.name = "N", .cycle = 4_min})
        .add(Buffer{.name = "X", .capacity = 1});
    plant.sources[1].schedule[0].product = "C";
    plant.routes[0].products = {"A", "B"};
    plant.routes[0].steps = {"Q", "F", "X", "N"};
    plant.add(Route{.name = "o", .products = {"C"}, .steps = {"D", "X", "N"}});
    EXPECT_EQ(Watch(plant, 60).who_exits(), "14 A1, 18 A2, 22 A3, 26 A4, 30 C1");
}
TEST(Batches, TheJobsLeaveInTheirOrderAndEachGoesItsOwnWay) {
    // A's are defective and seen to be; the B between them is not.
    Plant plant = furnace({{0, "A"}, {0, "B"}, {0, "A"}}, {.smallest = 3, .largest = 3, .family = Together::any});
    plant.stations[0].defects = {{"A", 1.0}};
    plant.stations[0].inspection = Inspection{};
    EXPECT_EQ(Trace(plant, 20).log("leave exit scrap"), rows(R"(
        10 leave F A1
        10 scrap A1
        10 leave F B1
        10 exit exit B1
        10 leave F A2
        10 scrap A2
    )"));
    const Watch w(plant, 20);
    EXPECT_EQ(w.of("F").defects, 2U);
    EXPECT_EQ(w.of("F").scrapped, 2U);
    EXPECT_EQ(w.product("A").inspected, 2U);
    // Reworked once, they queue again as a batch of their own; the second time they are scrapped.
    plant.stations[0].batch->smallest = 2;
    plant.stations[0].inspection->rework = "Q";
    EXPECT_EQ(Trace(plant, 60).log("leave exit scrap"), rows(R"(
        10 leave F A1
        10 leave F B1
        10 exit exit B1
        10 leave F A2
        20 leave F A1
        20 scrap A1
        20 leave F A2
        20 scrap A2
    )"));
}
TEST(Batches, ABreakdownStandsForTheWholeBatch) {
    const auto with = [](JobPolicy policy) {
        Plant plant = furnace({{0}, {0}, {0}, {1}, {1}, {1}}, {.smallest = 3, .largest = 3});
        plant.stations[0].breakdowns = {{.dated = {{4_min, 3_min}}, .job = policy}};
        return Watch(plant, 60);
    };
    EXPECT_EQ(with(JobPolicy::resume).exits(), "13 13 13 23 23 23");
    EXPECT_EQ(with(JobPolicy::restart).exits(), "17 17 17 27 27 27");
    EXPECT_EQ(with(JobPolicy::resample).exits(), "17 17 17 27 27 27");
    EXPECT_EQ(with(JobPolicy::finish_first).exits(), "10 10 10 23 23 23");
    const Watch scrapped = with(JobPolicy::scrap);
    EXPECT_EQ(scrapped.exits(), "17 17 17");
    EXPECT_EQ(scrapped.times(Happening::scrap), "4 4 4");
    EXPECT_EQ(scrapped.of("F").scrapped, 3U);
    EXPECT_EQ(scrapped.of("F").jobs_out, 6U);
    EXPECT_EQ(scrapped.of("F").made, 3U);
}
TEST(Batches, TheClockOfCyclesCountsBatches) {
    Plant plant = always_full({.smallest = 2, .largest = 3}, 100);
    plant.stations[0].breakdowns = {
        {.uptime = constant({2, Unit::cycles}), .repair = 5_min, .clock = BreakdownClock::cycles}};
    EXPECT_EQ(Watch(plant, 40).states("F"), "0 processing, 20 repair, 25 processing");
}
TEST(Batches, EachPlaceHasItsOwn) {
    Plant plant = furnace({{0}, {0}, {0}, {1}, {1}, {2}}, {.smallest = 2, .largest = 3});
    plant.stations[0].places = 2;
    const Watch w(plant, 40);
    EXPECT_EQ(w.states("F", 0), "0 processing, 10 starved");
    EXPECT_EQ(w.states("F", 1), "0 starved, 1 processing, 11 starved");  // the job of 2 waits for another
    EXPECT_EQ(w.exits(), "10 10 10 11 11");
}
TEST(Batches, OfSeveralStationsTheFirstInThePlantsOrderTakesThem) {
    Plant plant = furnace({{0}, {0}, {1}, {1}, {2}}, {.smallest = 2, .largest = 2});
    plant.add(Station{.name = "G", .cycle = 20_min, .batch = Batch{.largest = 2}});
    plant.routes[0].steps[1].at = {"F", "G"};
    const Watch w(plant, 60);
    EXPECT_EQ(w.times(Happening::load, "F"), "0");
    EXPECT_EQ(w.times(Happening::load, "G"), "1 21");
}

TEST(Batches, OfSeveralStationsTheFirstTakesThemAlsoIfAnotherLooksFirst) {
    // G stands behind P on another route, so that it is further downstream and looks first.
    Plant plant = furnace({{0}, {0}}, {.smallest = 2, .largest = 2});
    plant.add(Station{.name = "G", .cycle = 20_min, .batch = Batch{.smallest = 2, .largest = 2}});
    plant.add(Station{.name = "P", .cycle = 1_min}).add(Buffer{.name = "R"});
    plant.add(Source{.name = "bs", .schedule = {{.at = 50_min, .product = "B"}}});
    plant.routes[0].products = {"A"};
    plant.routes[0].steps[1].at = {"F", "G"};
    plant.add(Route{.name = "rb", .products = {"B"}, .steps = {"P", "R", "G"}});
    const Watch w(plant, 40);
    EXPECT_EQ(w.times(Happening::load, "F"), "0");
    EXPECT_EQ(w.times(Happening::load, "G"), "");
}

TEST(BatchesFromASource, ThatIsAlwaysThereAreFull) {
    const Watch w(always_full({.smallest = 2, .largest = 3}, 8), 60);
    EXPECT_EQ(w.exits(), "10 10 10 20 20 20 30 30");
    EXPECT_EQ(w.times(Happening::release), "0 0 0 10 10 10 20 20");
    EXPECT_EQ(w.states("F"), "0 processing, 30 starved");
    EXPECT_EQ(w.of("F").batches, 3U);
    EXPECT_EQ(Watch(always_full({.smallest = 2, .largest = 3}, 7), 60).exits(), "10 10 10 20 20 20");
    EXPECT_EQ(Trace(always_full({.smallest = 2, .largest = 3}, 8), 60).result.good, 8U);
    Plant two = always_full({.smallest = 2, .largest = 3}, 8);
    two.stations[0].places = 2;
    EXPECT_EQ(Watch(two, 60).exits(), "10 10 10 10 10 10 20 20");
}
TEST(BatchesFromASource, TakeItsJobsInTheirOrder) {
    Plant plant = always_full({.smallest = 2, .largest = 3}, 0);
    plant.sources[0] = Source{.name = "in", .always = true, .sequence = {"A", "A", "B", "B", "B", "B", "A"}};
    EXPECT_EQ(Watch(plant, 60).who_exits(), "10 A1, 10 A2, 20 B1, 20 B2, 20 B3");  // one B stands before the A
    plant.stations[0].batch->family = Together::any;
    EXPECT_EQ(Watch(plant, 60).who_exits(), "10 A1, 10 A2, 10 B1, 20 B2, 20 B3, 20 B4");
}
TEST(BatchesFromASource, WaitOutsideUntilTheyAreEnough) {
    Plant plant = furnace({{0}, {3}, {4}, {5}, {30}}, {.smallest = 2, .largest = 2, .longest_wait = 7_min});
    plant.buffers.clear();
    plant.routes[0].steps = {"F"};
    const Watch w(plant, 60);
    EXPECT_EQ(w.states("F"), "0 starved, 3 processing, 23 starved, 37 processing, 47 starved");
    EXPECT_EQ(w.times(Happening::release), "3 3 13 13 37");
    Simulation sim(compile(plant), {});
    sim.inject(ProductId{0}, 2);
    sim.run_until(1);
    EXPECT_EQ(sim.wip(), 2);  // what is put in by hand stands in a line of its own
}
TEST(BatchesFromASource, MayComeFromSeveral) {
    Plant plant = furnace({{0}, {20}}, {.smallest = 2, .largest = 4});
    plant.add(arrivals("too", {5, 6}));
    plant.buffers.clear();
    plant.routes[0].steps = {"F"};
    EXPECT_EQ(Watch(plant, 60).exits(), "15 15 30 30");
}

/// Two stations with breakdowns; the second takes batches of one, or single jobs.
Plant pair_of(bool batch) {
    Plant plant;
    plant.add(Source{.name = "in", .interarrival = exponential(6_min)});
    plant.add(Station{.name = "S", .cycle = exponential(4_min)});
    plant.add(Station{.name = "F",
                      .cycle = uniform(2_min, 7_min),
                      .places = 2,
                      .breakdowns = {{.uptime = exponential(60_min), .repair = 9_min, .job = JobPolicy::resample},
                                     {.repair = 1_min, .probability = 0.1, .clock = BreakdownClock::per_cycle}},
                      .defects = {{"*", 0.2}},
                      .inspection = Inspection{.miss = 0.1, .rework = "Y"}});
    plant.add(Buffer{.name = "X"}).add(Buffer{.name = "Y", .queue = {"lifo"}});
    plant.add(Route{.name = "r", .steps = {"X", "S", "Y", "F"}});
    if (batch) plant.stations[1].batch = Batch{};
    return plant;
}
TEST(BatchesOfOne, AreSingleJobs) {
    for (std::uint64_t replication = 0; replication < 5; ++replication) {
        std::vector<RunResult> results;
        for (const bool batch : {false, true}) {
            RunSetup setup;
            setup.replication = replication;
            Simulation sim(compile(pair_of(batch)), setup);
            sim.run_until(50'000 * 60'000'000LL);
            results.push_back(measure(sim));
        }
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_EQ(results[0].stations[i].time, results[1].stations[i].time);
            EXPECT_EQ(results[0].stations[i].defects, results[1].stations[i].defects);
        }
        EXPECT_EQ(results[0].good, results[1].good);
        EXPECT_EQ(results[0].scrapped, results[1].scrapped);
        EXPECT_EQ(results[0].little.wip, results[1].little.wip);
        EXPECT_GT(results[0].scrapped, 100U);
    }
}

TEST(BulkService, HasTheLawOfItsMarkovChain) {
    // Poisson arrivals, 1 a minute; exponential batches of 2 to 4 with mean 2 minutes, one furnace. States: idle with 0
    // or 1 waiting, at work with 0, 1, ... waiting. Level by level: power iteration of the uniformised chain.
    constexpr int top = 200, smallest = 2, largest = 4;
    constexpr double in = 1.0, out = 0.5;
    std::vector<double> idle(smallest, 0.0), busy(top + 1, 0.0);
    idle[0] = 1.0;
    for (int step = 0; step < 20'000; ++step) {
        std::vector<double> i2(smallest, 0.0), b2(top + 1, 0.0);
        const double each = 1.0 / (in + out);
        for (int n = 0; n < smallest; ++n) {
            i2[n] += idle[n] * out * each;
            (n + 1 < smallest ? i2[n + 1] : b2[0]) += idle[n] * in * each;
        }
        for (int n = 0; n <= top; ++n) {
            b2[std::min(n + 1, top)] += busy[n] * in * each;
            (n < smallest ? i2[n] : b2[n - std::min(n, largest)]) += busy[n] * out * each;
        }
        idle.swap(i2);
        busy.swap(b2);
    }
    double work = 0.0, waiting = idle[1];
    for (int n = 0; n <= top; ++n) {
        work += busy[n];
        waiting += n * busy[n];
    }
    Plant plant;
    plant.add(Source{.name = "in", .interarrival = exponential(1_min)});
    plant.add(Station{.name = "F", .cycle = exponential(2_min), .batch = Batch{.smallest = 2, .largest = 4}});
    plant.add(Buffer{.name = "Q"}).add(Route{.name = "r", .steps = {"Q", "F"}});
    const auto program = compile(plant);
    constexpr int runs = 20;
    double works = 0.0, waits = 0.0, works2 = 0.0, waits2 = 0.0, sizes = 0.0;
    for (int k = 0; k < runs; ++k) {
        RunSetup setup;
        setup.replication = static_cast<std::uint64_t>(k);
        setup.warmup = 1000 * 60'000'000LL;
        Simulation sim(program, setup);
        sim.run_until(21'000 * 60'000'000LL);
        const RunResult r = measure(sim);
        const double w = static_cast<double>(r.stations[0].in(State::processing)) / r.window(), l = r.buffers[0].mean;
        works += w;
        works2 += w * w;
        waits += l;
        waits2 += l * l;
        sizes += r.stations[0].batch_size();
    }
    const auto error = [](double sum, double squares) {
        return std::sqrt((squares / runs - sum / runs * sum / runs) / (runs - 1));
    };
    EXPECT_NEAR(works / runs, work, 4 * error(works, works2));
    EXPECT_NEAR(waits / runs, waiting, 4 * error(waits, waits2));
    EXPECT_NEAR(sizes / runs, in / (work * out), 0.02);  // jobs a minute over batches a minute
    EXPECT_LT(error(works, works2), 0.002);
    EXPECT_LT(error(waits, waits2), 0.02);
}

TEST(BatchesRefused, WhatIsNotBuiltOrCouldNeverStart) {
    const auto said = [](auto&& change) {
        Plant plant = furnace({{0}}, {.smallest = 2, .largest = 4});
        change(plant);
        return faults_of(plant);
    };
    const auto has = [](const std::string& text, const char* part) {
        return text.find(part) != std::string::npos ? std::string() : text + " lacks " + part;
    };
    EXPECT_EQ(said([](Plant&) {}), "");
    EXPECT_EQ(has(said([](Plant& p) { p.stations[0].batch->smallest = 0; }), "stations/F/batch/smallest: must"), "");
    EXPECT_EQ(has(said([](Plant& p) { p.stations[0].batch->largest = 1; }), "stations/F/batch/largest: must"), "");
    EXPECT_EQ(has(said([](Plant& p) {
                      p.stations[0].batch->longest_wait = Duration{-1, Unit::min};
                  }),
                  "stations/F/batch/longest_wait: must"),
              "");
    EXPECT_EQ(has(said([](Plant& p) { p.stations[0].batch = Batch{.longest_wait = 1_min}; }),
                  "stations/F/batch/longest_wait: means nothing"),
              "");
    EXPECT_EQ(has(said([](Plant& p) { p.buffers[0].capacity = 1; }), "stations/F/batch/smallest: is 2"), "");
    EXPECT_EQ(said([](Plant& p) {
                  p.buffers[0].capacity = 1;
                  p.stations[0].batch->longest_wait = 1_min;
              }),
              "");
    EXPECT_EQ(has(said([](Plant& p) { p.buffers[0].capacity = 0; }), "buffers/Q/capacity: is 0"), "");
    EXPECT_EQ(has(said([](Plant& p) { p.stations[0].preemption = Preemption::resume; }), "stations/F/preemption"), "");
    EXPECT_EQ(has(said([](Plant& p) { p.stations[0].blocking = Blocking::before_service; }), "stations/F/blocking"),
              "");
    EXPECT_EQ(has(said([](Plant& p) { p.stations[0].assembly = Assembly{.components = {{"Q"}}}; }),
                  "stations/F/batch: is not built for assemblies"),
              "");
    EXPECT_EQ(has(said([](Plant& p) {
                      p.add(Station{.name = "G", .cycle = 1_min});
                      p.routes[0].steps[1].at = {"F", "G"};
                  }),
                  "buffers/Q: is shared by stations"),
              "");
    EXPECT_EQ(has(said([](Plant& p) {
                      p.add(Station{.name = "G", .cycle = 1_min, .batch = Batch{}});
                      p.routes[0].steps[1].at = {"F", "G"};
                      p.buffers[0].dispatch = Dispatch::longest_idle;
                  }),
                  "buffers/Q/dispatch"),
              "");
    EXPECT_EQ(has(said([](Plant& p) { p.add(CardLoop{.name = "L", .cards = 1}); }), "cards/L/cards: are fewer"), "");
    EXPECT_EQ(said([](Plant& p) { p.add(CardLoop{.name = "L", .cards = 2}); }), "");
    EXPECT_EQ(has(said([](Plant& p) { p.add(CardLoop{.name = "L", .cards = 2, .members = {"F"}}); }),
                  "stations/F/batch: takes jobs out of buffer"),
              "");
    const auto straight = [](Plant& p) { p.buffers.clear(), p.routes[0].steps = {"F"}; };
    EXPECT_EQ(said(straight), "");
    EXPECT_EQ(has(said([&](Plant& p) {
                      straight(p);
                      p.add(CardLoop{.name = "L", .cards = 2});
                  }),
                  "stations/F/batch: takes jobs straight"),
              "");
    EXPECT_EQ(has(said([&](Plant& p) {
                      straight(p);
                      p.sources[0].when_full = WhenFull::lost;
                  }),
                  "sources/in/when_full"),
              "");
    EXPECT_EQ(has(said([&](Plant& p) {
                      p.add(Station{.name = "G", .cycle = 1_min});
                      p.routes[0].steps = {"Q", "G", "F"};
                  }),
                  "routes/r/steps/1: hands jobs straight"),
              "");
    EXPECT_EQ(has(said([&](Plant& p) {
                      p.buffers.clear();
                      p.routes[0].steps = {Step{"F", {.transfer = constant(1_min)}}};
                  }),
                  "routes/r/steps/0/transfer: ends at"),
              "");
    EXPECT_EQ(has(said([&](Plant& p) {
                      p.routes[0].steps = {Step{"F"}, Step{"Q"}, Step{"F", {.name = "again"}}};
                  }),
                  "takes jobs from a buffer and straight"),
              "");
}

TEST(Batches, ByOperationJobsAtOtherStepsStayApart) {
    // Three jobs come twice to the furnace, two fit. 0-10 the first two; 10-20 the third alone, which has waited
    // longest; then the two for the second time, then the third.
    Plant plant;
    plant.add(Source{.name = "in", .always = true, .count = 3});
    plant.add(Station{.name = "F", .cycle = 10_min, .batch = Batch{.largest = 2, .family = Together::operation}});
    plant.add(Buffer{.name = "B1", .capacity = 9}).add(Buffer{.name = "B2"});
    plant.add(Route{.name = "r", .steps = {"B1", Step{"F", {.name = "first"}}, "B2", Step{"F", {.name = "second"}}}});
    EXPECT_EQ(Watch(plant, 100).exits(), "30 30 40");
    plant.stations[0].batch->family = Together::product;  // the third goes with one of the others
    EXPECT_EQ(Watch(plant, 100).exits(), "20 30 30");
}

}  // namespace
}  // namespace linewright
