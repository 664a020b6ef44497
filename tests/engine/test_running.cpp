// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A Simulation in the hands of a planning tool: stretches, steps, jobs put in by hand, what can be looked at, limits,
// stops.
#include <atomic>

#include "trace.hpp"

namespace linewright {
namespace {

constexpr Tick minute = 60'000'000;

/// S1 (2 min) - X - S2 (5 min); jobs come only by hand.
Plant by_hand() {
    return {.products = {{.name = "a"}, {.name = "b"}},
            .sources = {{.name = "in", .schedule = {{.at = 100_min, .product = "b", .quantity = 3}}}},
            .stations = {{.name = "S1", .cycle = 2_min}, {.name = "S2", .cycle = 5_min}},
            .buffers = {{.name = "X"}},
            .routes = {{.name = "r", .steps = {"S1", "X", "S2"}}}};
}

TEST(Running, JobsPutInByHandEnterAtTheFirstPlaceOfTheirRoute) {
    Simulation run(compile(by_hand()), {});
    run.inject(ProductId{0}, 2);
    EXPECT_EQ(run.wip(), 0);  // with the next instant that is run
    EXPECT_TRUE(run.run_until(minute).ok());
    EXPECT_EQ(run.wip(), 1);  // S1 has the first; the other waits outside
    EXPECT_EQ(run.wip(ProductId{0}), 1);
    EXPECT_EQ(run.wip(ProductId{1}), 0);
    EXPECT_EQ(run.backlog(SourceId{1}), 1U);  // the source "injected" stands behind the plant's own
    run.run_until(3 * minute);
    EXPECT_EQ(run.wip(), 2);
    run.inject(ProductId{1});  // at 3 in mid-run: S1 is busy till 4
    run.run_until(20 * minute);
    const RunResult result = measure(run);  // a1 S2 2-7, a2 7-12, b1 S1 4-6, S2 12-17
    EXPECT_EQ(result.products[0].good, 2U);
    EXPECT_EQ(result.products[1].good, 1U);
    EXPECT_EQ(result.products[1].lead_mean, 13.0 * minute);  // released at 4
    EXPECT_EQ(run.wip(), 0);
    run.run_until(200 * minute);
    EXPECT_EQ(measure(run).products[1].good, 4U);  // the delivery at 100 came as well
}

TEST(Running, AProductThatIsNotThereCantBePutIn) {
    Simulation run(compile(by_hand()), {});
    EXPECT_THROW(run.inject(ProductId{7}), std::invalid_argument);
}

TEST(Running, AStepIsOneInstantWithAllThatIsDueAtIt) {
    const Plant plant{.sources = {always("in")},
                      .stations = {{.name = "S1", .cycle = 2_min}, {.name = "S2", .cycle = 3_min}}};
    Simulation run(compile(plant), {});
    std::vector<Tick> at;
    for (int i = 0; i < 6; ++i) {
        EXPECT_EQ(run.step().ending, Ending::reached);
        at.push_back(run.now() / minute);
    }
    EXPECT_EQ(at, (std::vector<Tick>{0, 2, 4, 5, 7, 8}));  // S1 2, 4, 7; S2 5, 8
    EXPECT_EQ(run.next(), 10 * minute);                    // S1 has its next job from 8
}

TEST(Running, AStepWhenNothingIsLeftSaysSo) {
    const Plant plant{.sources = {{.name = "in", .schedule = {{.at = 1_min}}}},
                      .stations = {{.name = "S", .cycle = 2_min}}};
    Simulation run(compile(plant), {});
    EXPECT_EQ(run.step().ending, Ending::reached);  // 0
    EXPECT_EQ(run.step().ending, Ending::reached);  // 1
    EXPECT_EQ(run.step().ending, Ending::reached);  // 3
    EXPECT_EQ(run.step().ending, Ending::exhausted);
    EXPECT_EQ(run.now(), 3 * minute);
    EXPECT_EQ(run.run_until(10 * minute).ending, Ending::exhausted);
    EXPECT_EQ(run.now(), 10 * minute);
    EXPECT_EQ(run.next(), never);
}

TEST(Running, WhatIsDueAtTheEndOfAStretchIsLeftForTheNext) {
    const Plant plant{.sources = {always("in")}, .stations = {{.name = "S", .cycle = 2_min}}};
    Simulation run(compile(plant), {});
    run.run_until(2 * minute);
    EXPECT_EQ(measure(run).stations[0].made, 0U);
    run.run_until(2 * minute + 1);
    EXPECT_EQ(measure(run).stations[0].made, 1U);
}

TEST(Running, ManyShortStretchesAreNoZeroTimeLoop) {
    const Plant plant{.sources = {always("in")}, .stations = {{.name = "S", .cycle = 1_min}}};
    RunSetup setup;
    setup.max_events_per_instant = 3;
    Simulation run(compile(plant), setup);
    for (Tick t = 1; t < 20; ++t) EXPECT_EQ(run.run_until(t * minute).ending, Ending::reached) << t;
}

TEST(Running, APlaceABufferAndAJobCanBeLookedAt) {
    Plant plant = by_hand();
    plant.sources = {always("in", "b")};
    Simulation run(compile(plant), {});
    run.run_until(5 * minute);  // b1 S2 2-7, b2 in X since 4, b3 on S1 4-6
    const PlaceView s1 = run.place(PlaceId{0});
    EXPECT_EQ(s1.state, State::processing);
    EXPECT_TRUE(s1.has_job);
    EXPECT_EQ(s1.product, 1U);
    EXPECT_EQ(s1.job, 3U);
    EXPECT_EQ(s1.due, 6 * minute);
    EXPECT_EQ(run.content(BufferId{0}), 1);
    EXPECT_EQ(run.wip(ProductId{1}), 3);
    EXPECT_THROW((void)run.place(PlaceId{2}), std::out_of_range);
}

TEST(Running, AStaleHandleIsHarmless) {
    const Plant plant{.sources = {{.name = "in", .schedule = {{.at = 0_min}, {.at = 4_min}}}},
                      .stations = {{.name = "S", .cycle = 2_min}}};
    Simulation run(compile(plant), {});
    run.run_until(minute);
    const JobHandle first = run.place(PlaceId{0}).handle;
    EXPECT_TRUE(run.present(first));
    run.run_until(3 * minute);
    EXPECT_FALSE(run.present(first));
    run.run_until(5 * minute);  // the second job has the same number inside
    const JobHandle second = run.place(PlaceId{0}).handle;
    EXPECT_EQ(second.slot, first.slot);
    EXPECT_TRUE(run.present(second));
    EXPECT_FALSE(run.present(first));
    EXPECT_FALSE(run.present(JobHandle{}));
}

TEST(Running, ACopyGoesOnIndependentlyAndComesToTheSame) {
    Plant plant = by_hand();
    plant.sources = {{.name = "in", .interarrival = exponential(5_min)}};
    Simulation run(compile(plant), {});
    run.run_until(1000 * minute);
    Simulation copy = run;
    copy.inject(ProductId{0}, 50);
    copy.run_until(2000 * minute);
    Simulation other = run;
    run.run_until(2000 * minute);
    other.run_until(2000 * minute);
    EXPECT_EQ(run.save(), other.save());
    EXPECT_NE(measure(run).good, measure(copy).good);
}

// -- limits ------------------------------------------------------------------------------------------------------

TEST(Running, AZeroTimeLoopEndsTheRunAndNamesWhoGoesRound) {
    Plant plant{.sources = {{.name = "in", .schedule = {{.at = 3_min}}}},
                .stations = {{.name = "S", .cycle = 0_min}},
                .buffers = {{.name = "X"}},
                .routes = {{.name = "r", .steps = {"X", Step("S", {.to = {{"X"}}})}}}};
    RunSetup setup;
    setup.max_events_per_instant = 1000;
    Simulation run(compile(plant), setup);
    const Outcome outcome = run.run_until(10 * minute);
    EXPECT_EQ(outcome.ending, Ending::zero_time_loop);
    EXPECT_EQ(outcome.at, 3 * minute);
    EXPECT_NE(outcome.message.find("station \"S\""), std::string::npos) << outcome.message;
}

TEST(Running, TooManyEventsEndTheRun) {
    const Plant plant{.sources = {always("in")}, .stations = {{.name = "S", .cycle = 1_min}}};
    RunSetup setup;
    setup.max_events = 100;
    Simulation run(compile(plant), setup);
    const Outcome outcome = run.run_until(1000 * minute);
    EXPECT_EQ(outcome.ending, Ending::event_limit);
    EXPECT_EQ(outcome.at, 101 * minute);             // the 101st completion
    EXPECT_EQ(measure(run).stations[0].made, 100U);  // what was computed so far is there
}

TEST(Running, TooManyJobsEndTheRunAndTheFullestPlaceIsNamed) {
    const Plant plant{.sources = {{.name = "in", .interarrival = constant(1_min)}},
                      .stations = {{.name = "S", .cycle = 10_min}},
                      .buffers = {{.name = "heap"}},
                      .routes = {{.name = "r", .steps = {"heap", "S"}}}};
    RunSetup setup;
    setup.max_jobs = 20;
    Simulation run(compile(plant), setup);
    const Outcome outcome = run.run_until(1000 * minute);
    EXPECT_EQ(outcome.ending, Ending::job_limit);
    EXPECT_EQ(outcome.at, 23 * minute);  // two are done, at 11 and 21: the 23rd arrival would be the 21st job inside
    EXPECT_NE(outcome.message.find("\"heap\""), std::string::npos) << outcome.message;
}

TEST(Running, ARunCanBeStoppedAndGoesOnAsIfNothingHadHappened) {
    for (const bool general : {false, true}) {
        const Plant plant{.sources = {{.name = "in", .interarrival = exponential(2_min)}},
                          .stations = {{.name = "S", .cycle = exponential(1_min)}},
                          .buffers = {{.name = "X"}},
                          .routes = {{.name = "r", .steps = {"X", "S"}}}};
        RunSetup setup;
        setup.general_only = general;
        const auto program = compile(plant);
        Simulation straight(program, setup), stopped(program, setup);
        straight.run_until(100'000 * minute);
        std::atomic<bool> flag{true};
        const Outcome outcome = stopped.run_until(100'000 * minute, StopToken(&flag));
        EXPECT_EQ(outcome.ending, Ending::cancelled);
        EXPECT_FALSE(outcome.ok());
        EXPECT_LT(stopped.now(), 100'000 * minute);
        EXPECT_GT(stopped.now(), 0);
        flag = false;
        EXPECT_TRUE(stopped.run_until(100'000 * minute, StopToken(&flag)).ok());
        EXPECT_EQ(measure(stopped).good, measure(straight).good);
        EXPECT_EQ(measure(stopped).stations[0].time, measure(straight).stations[0].time);
    }
}

TEST(Running, NothingIsThrownFromPlantToOutcome) {
    const Compiled wrong = try_compile(Plant{});
    EXPECT_FALSE(wrong);
    EXPECT_FALSE(wrong.faults.empty());
    const Compiled right = try_compile(by_hand());
    ASSERT_TRUE(right);
    Simulation run(right.program, {});
    EXPECT_TRUE(run.run_until(10 * minute).ok());
    EXPECT_TRUE(check(by_hand()).empty());
    EXPECT_THROW((void)compile(Plant{}), PlantError);  // for those who want it so
}

TEST(SavedRun, IsRefusedWhenAnyByteOfItIsDamaged) {
    using namespace literals;
    Plant plant{.name = "saved"};
    plant.add(Source{.name = "in", .interarrival = exponential(3_min)});
    plant.add(Station{.name = "mill", .cycle = exponential(2_min)});
    const auto program = compile(plant);
    Simulation simulation(program, {});
    ASSERT_TRUE(simulation.run_until(to_ticks(6e9)).ok());
    const std::string saved = simulation.save();
    EXPECT_EQ(Simulation::load(program, saved).events(), simulation.events());
    for (std::size_t at = 0; at < saved.size(); at += 1 + saved.size() / 997) {
        std::string damaged = saved;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
        EXPECT_THROW((void)Simulation::load(program, damaged), std::runtime_error) << at;
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{7}, std::size_t{20}, saved.size() - 1})
        EXPECT_THROW((void)Simulation::load(program, std::string_view(saved).substr(0, size)), std::runtime_error)
            << size;
    plant.stations[0].cycle = 2_min;
    EXPECT_THROW((void)Simulation::load(compile(plant), saved), std::runtime_error);
}

}  // namespace
}  // namespace linewright
