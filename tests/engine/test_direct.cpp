// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The direct loop against the general one: the same counts at every stop, and runs that change between the two, are
// copied or saved on the way come to the same end.
#include <gtest/gtest.h>

#include "linewright/record/fingerprint.hpp"
#include "random_lines.hpp"

namespace linewright {
namespace {

std::uint64_t counts(const Simulation& simulation) {
    NumberHash hash;
    const RunResult r = measure(simulation);
    add_counts(hash, r);
    hash.add(static_cast<std::uint64_t>(simulation.wip()));
    hash.add(static_cast<std::uint64_t>(simulation.next()));
    hash.add(static_cast<std::uint64_t>(r.little.time * 1024.0));
    for (const BufferResult& b : r.buffers) hash.add(static_cast<std::uint64_t>(b.mean_wait * 1024.0));
    return hash.value();
}

void compare(const Plant& plant, std::uint64_t seed, Tick horizon, int stops) {
    const auto program = compile(plant);
    ASSERT_TRUE(program->plain) << plant.name;
    RunSetup setup;
    setup.seed = seed;
    setup.warmup = horizon / 3;
    RunSetup general = setup;
    general.general_only = true;
    Simulation direct(program, setup), slow(program, general);
    for (int stop = 1; stop <= stops; ++stop) {
        const Tick to = horizon / stops * stop;
        ASSERT_TRUE(direct.run_until(to).ok());
        ASSERT_TRUE(slow.run_until(to).ok());
        ASSERT_EQ(direct.events(), slow.events()) << "seed " << seed << ", stop " << stop;
        ASSERT_EQ(counts(direct), counts(slow)) << "seed " << seed << ", stop " << stop;
        if (stop % 3 == 0) {
            const Simulation copy = direct;
            direct = copy;
        }
        if (stop % 4 == 0) direct = Simulation::load(program, direct.save());
        for (std::uint32_t place = 0; place < program->place_station.size(); ++place) {
            const PlaceView a = direct.place(PlaceId(place)), b = slow.place(PlaceId(place));
            ASSERT_EQ(a.state, b.state);
            ASSERT_EQ(a.job, b.job);
            ASSERT_EQ(a.due, b.due) << "seed " << seed << ", stop " << stop << ", place " << place;
        }
    }
}

TEST(DirectLoop, CountsTheSameAsTheGeneralLoopOnRandomLines) {
    int plain = 0;
    for (std::uint64_t number = 0; number < 1500; ++number) {
        const Line line = random_line(number, 400);
        if (!compile(line.plant)->plain) continue;
        ++plain;
        compare(line.plant, number, to_ticks(6e7 * 60 * 12), 7);
        if (HasFatalFailure()) return;
    }
    EXPECT_GT(plain, 700);
}

TEST(DirectLoop, CountsTheSameForALongQueueAndManyStations) {
    using namespace literals;
    Plant queue;
    queue.add(Source{.name = "in", .interarrival = exponential(1_min)});
    queue.add(Station{.name = "S", .cycle = exponential(0.9_min)});
    queue.add(Buffer{.name = "B"});
    queue.add(Route{.name = "r", .steps = {"B", "S"}});
    compare(queue, 3, to_ticks(6e7 * 20000), 9);
    Plant tree;  // several lines beside one another, more than one group of slots
    for (int k = 0; k < 30; ++k) {
        const std::string n = std::to_string(k);
        tree.add(Source{.name = "in" + n, .interarrival = exponential(3_min), .route = "r" + n});
        tree.add(Station{.name = "A" + n,
                         .cycle = lognormal(2_min, 4_min),
                         .breakdowns = {{.uptime = gamma(50_min, 20_min), .repair = 5_min}}});
        tree.add(Station{.name = "B" + n, .cycle = 2.5_min});
        tree.add(Buffer{.name = "Q" + n});
        tree.add(Buffer{.name = "P" + n, .capacity = k % 4 + 1});
        tree.add(Route{.name = "r" + n, .steps = {"Q" + n, "A" + n, "P" + n, "B" + n}});
    }
    compare(tree, 5, to_ticks(6e7 * 3000), 9);
}

/// People whom no station needs, and who come and go, change nothing about a line; their events aren't the direct
/// loop's.
TEST(DirectLoop, LeavesALineToTheGeneralOneWherePeopleComeAndGo) {
    const auto line = [] {
        Plant plant;
        plant.add(Source{.name = "in", .always = true});
        plant.add(Station{.name = "press", .cycle = Duration{2.0, Unit::min}});
        plant.add(Route{.name = "r", .steps = {"press"}});
        plant.calendars.push_back(ShiftCalendar{.name = "early", .shifts = {Shift{.from = "06:00", .to = "14:00"}}});
        return plant;
    };
    Plant calendar = line(), attendance = line(), absent = line(), alone = line();
    calendar.add(OperatorPool{.name = "o", .count = 2, .calendar = "early"});
    attendance.add(OperatorPool{.name = "o", .count = 2, .attendance = {{"early", 1}}});
    absent.add(
        OperatorPool{.name = "o",
                     .count = 2,
                     .absence = {Absence{.count = 1, .from = Duration{3.0, Unit::h}, .to = Duration{9.0, Unit::h}}}});
    alone.add(OperatorPool{.name = "o", .count = 2});
    EXPECT_TRUE(compile(alone)->plain);
    for (const Plant& plant : {calendar, attendance, absent}) {
        const auto program = compile(plant);
        EXPECT_FALSE(program->plain);
        Simulation run(program, {});
        EXPECT_TRUE(run.run_until(to_ticks(6e7 * 60 * 72)).ok());
        EXPECT_EQ(run.good(), 72U * 30U - 1U);
    }
}

}  // namespace
}  // namespace linewright
