// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Who does what from when to when, told event by event, is what the figures of the pools say.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "linewright/io/json.hpp"
#include "linewright/record/result.hpp"

namespace linewright {
namespace {

/// Sums the time at each activity by pool; a person is idle before they are heard of.
struct Diary {
    static constexpr bool listens = true;
    struct Person {
        Tick since = 0, there = 0;
        Activity activity = Activity::idle;
    };
    const Program* program = nullptr;
    std::vector<Person> people{};
    std::vector<std::array<Tick, 6>> spent{};
    std::size_t events = 0, with_station = 0;
    void on(const Event&) {}
    void on(const PersonEvent& e) {
        Person& person = people.at(e.person);
        EXPECT_NE(e.activity, person.activity);
        EXPECT_EQ(e.pool, program->people[e.person].pool);
        EXPECT_GE(e.at, person.since);
        const bool at_a_task =
            e.activity != Activity::idle && e.activity != Activity::off_shift && e.activity != Activity::going_home;
        EXPECT_TRUE(at_a_task || e.station == none);
        with_station += e.station != none ? 1U : 0U;
        ++events;
        count(e.pool, person, e.at);
        person = {e.at, e.there, e.activity};
    }
    /// Who is there before the others waits for them; who is at home is idle.
    void count(std::uint32_t pool, const Person& person, Tick now) {
        auto& of = spent.at(pool);
        const bool walks = person.activity == Activity::walking || person.activity == Activity::going_home;
        const Tick there = walks ? std::min(person.there, now) : now;
        const Activity then = person.activity == Activity::walking ? Activity::waiting : Activity::idle;
        of[static_cast<std::size_t>(person.activity)] += there - person.since;
        of[static_cast<std::size_t>(then)] += now - there;
    }
    void end(Tick at) {
        for (std::size_t i = 0; i < people.size(); ++i) count(program->people[i].pool, people[i], at);
    }
};

TEST(PersonEvents, AddUpToTheFiguresOfThePools) {
    std::size_t plants = 0, with_station = 0;
    const Tick until = to_ticks(6e7 * 60 * 60);
    for (const char* folder : {"/tests/golden/plants", "/examples/plants"})
        for (const auto& entry : std::filesystem::directory_iterator(std::string(LINEWRIGHT_SOURCE_DIR) + folder)) {
            if (entry.path().extension() != ".json") continue;
            const Plant plant = load_plant(entry.path());
            if (plant.operators.empty() || !check(plant).empty()) continue;
            SCOPED_TRACE(entry.path().filename().string());
            const auto program = compile(plant);
            RunSetup setup;
            setup.seed = 3;
            Simulation run(program, setup);
            Diary diary;
            diary.program = program.get();
            diary.people.resize(program->people.size());
            diary.spent.resize(program->pool_names.size());
            const Outcome outcome = run.run_until(until, diary);
            if (!outcome.ok()) continue;
            diary.end(run.now());
            const RunResult result = measure(run);
            ASSERT_EQ(result.operators.size(), diary.spent.size());
            for (std::size_t i = 0; i < diary.spent.size(); ++i) {
                const PoolResult& pool = result.operators[i];
                const auto& spent = diary.spent[i];
                EXPECT_EQ(spent[0], pool.idle) << pool.name;
                EXPECT_EQ(spent[1], pool.working) << pool.name;
                EXPECT_EQ(spent[2], pool.waiting) << pool.name;
                EXPECT_EQ(spent[3] + spent[5], pool.walking) << pool.name;
                EXPECT_EQ(spent[4], pool.off_shift + pool.absent) << pool.name;
            }
            ++plants;
            with_station += diary.with_station;
        }
    EXPECT_GT(plants, 10U);
    EXPECT_GT(with_station, 1000U);
}

}  // namespace
}  // namespace linewright
