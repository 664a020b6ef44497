// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Serial lines against the max-plus recursion: for a line with blocking after service every departure follows from
// maxima and sums, with the breakdowns of a busy clock folded into the service times. The engine must agree to the
// tick.
#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

#include "random_lines.hpp"

namespace linewright {
namespace {

/// When each job left each station.
struct Departures {
    static constexpr bool listens = true;
    std::vector<std::vector<Tick>> at;
    void on(const Event& e) {
        if (e.what == Happening::leave) at[e.station].push_back(e.at);
    }
};

/// The recursion, with nothing of the engine but its draws.
std::vector<std::vector<Tick>> max_plus(const Line& line, std::uint64_t seed) {
    const std::size_t m = line.plant.stations.size();
    const auto n = static_cast<std::size_t>(line.jobs);
    const std::uint64_t lane = name_hash("in");
    const auto draw = [&](const Distribution& d, const std::string& element, const std::string& purpose,
                          std::uint64_t from, std::uint64_t position) {
        return to_ticks(Sampler(d, 1.0).sample(stream_key(seed, element, purpose), 0, from, position));
    };
    std::vector<std::vector<Tick>> service(m, std::vector<Tick>(n));
    for (std::size_t j = 0; j < m; ++j) {
        const Station& station = line.plant.stations[j];
        const bool fails = !station.breakdowns.empty();
        const Breakdown b = fails ? station.breakdowns.front() : Breakdown{};
        std::uint64_t failures = 0;
        Tick up = fails ? draw(*b.uptime, station.name, "breakdown 0 uptime", 0, 0) : never;
        for (std::size_t k = 0; k < n; ++k) {
            Tick work = draw(*station.cycle.every, station.name, "process", lane, k);
            Tick total = work;
            while (fails && work > up) {  // a failure due exactly at the completion strikes at the next start
                work -= up;
                total += draw(b.repair, station.name, "breakdown 0 repair", 0, failures);
                up = draw(*b.uptime, station.name, "breakdown 0 uptime", 0, ++failures);
            }
            if (fails) up -= work;
            service[j][k] = total;
        }
    }
    std::vector<std::vector<Tick>> leaves(m, std::vector<Tick>(n));
    Tick arrival = 0;
    for (std::size_t k = 0; k < n; ++k) {
        if (line.random_arrivals) arrival += draw(*line.plant.sources[0].interarrival, "in", "interarrival", 0, k);
        for (std::size_t j = 0; j < m; ++j) {
            Tick start = j == 0 ? arrival : leaves[j - 1][k];
            if (k > 0) start = std::max(start, leaves[j][k - 1]);
            Tick leave = start + service[j][k];
            if (j + 1 < m) {
                const auto back = static_cast<std::size_t>(line.room[j]) + 1;
                if (k >= back) leave = std::max(leave, leaves[j + 1][k - back]);
            }
            leaves[j][k] = leave;
        }
    }
    return leaves;
}

TEST(SerialLines, LeaveEveryStationAtTheTickOfTheMaxPlusRecursion) {
    const char* wanted = std::getenv("LINEWRIGHT_RANDOM_LINES");
    const std::uint64_t lines = wanted ? std::strtoull(wanted, nullptr, 10) : 10000;
    std::uint64_t checked = 0;
    for (std::uint64_t number = 0; number < lines; ++number) {
        const Line line = random_line(number);
        const Compiled compiled = try_compile(line.plant);
        ASSERT_TRUE(compiled) << number << ": " << compiled.faults.front().text();
        RunSetup setup;
        setup.seed = number;
        Simulation simulation(compiled.program, setup);
        Departures seen;
        seen.at.resize(line.plant.stations.size());
        const Outcome outcome = simulation.run_until(latest_tick / 2, seen);
        ASSERT_TRUE(outcome.ok()) << number << ": " << outcome.message;
        const auto expected = max_plus(line, number);
        for (std::size_t j = 0; j < expected.size(); ++j) {
            ASSERT_EQ(seen.at[j], expected[j]) << "line " << number << ", station " << j;
            checked += expected[j].size();
        }
        // Unwatched it must come to the same end.
        Simulation silent(compiled.program, setup);
        ASSERT_TRUE(silent.run_until(latest_tick / 2).ok());
        ASSERT_EQ(silent.events(), simulation.events());
        ASSERT_EQ(silent.wip(), 0);
    }
    RecordProperty("departures", static_cast<int>(checked / 1000));
}

}  // namespace
}  // namespace linewright
