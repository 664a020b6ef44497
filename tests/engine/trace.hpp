// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Traces for the tests of rules: a small plant with whole minutes runs, and what happened is compared with a table that
// was worked out by hand:
//
//     EXPECT_EQ(Trace(plant, 12).log("load exit"), rows(R"(
//         0 load mill job1
//         5 exit exit job1
//     )"));
//     EXPECT_EQ(Trace(plant, 12).states("mill"), "0 processing, 5 blocked, 7 starved");
//
// Every trace also runs without an observer (so, where the plant is plain, in the direct loop), instant by instant, and
// as a copy made half-way; all must come to the same, and the states of each place must sum to the window.
#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "linewright/engine/engine.hpp"
#include "linewright/record/result.hpp"
#include "watcher.hpp"

namespace linewright {

using namespace linewright::literals;

/// The lines of a table without indents, blanks in a row and empty lines.
inline std::string rows(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::string line, out;
    while (std::getline(in, line)) {
        std::istringstream words(line);
        std::string word, row;
        while (words >> word) row += (row.empty() ? "" : " ") + word;
        if (!row.empty()) out += row + "\n";
    }
    return out;
}

class Trace {
   public:
    /// Runs a plant for so many minutes.
    Trace(const Plant& plant, int minutes, const RunSetup& setup = {}, const Registry& registry = {})
        : program(compile(plant, registry)), minute_(static_cast<Tick>(6e7 / program->tick_us)), sim(program, setup) {
        const Tick end = minutes * minute_;
        Watcher all;
        outcome = sim.run_until(end, all);
        lines_ = lines(all);
        result = measure(sim);
        if (!outcome.ok()) return;
        for (const StationResult& station : result.stations)
            for (const auto& times : station.place_time) {
                Tick sum = 0;
                for (const Tick t : times) sum += t;
                EXPECT_EQ(sum, result.to - result.from) << station.name << ": the states don't sum to the window";
            }
        Simulation silent(program, setup);
        silent.run_until(end / 2);
        Simulation copy = silent;
        silent.run_until(end);
        Watcher second_half;
        copy.run_until(end, second_half);
        Simulation steps(program, setup);
        Watcher stepped;
        do steps.step(stepped);
        while (steps.next() < end);
        EXPECT_EQ(texts(lines(stepped)), texts(lines_)) << "step by step it went otherwise";
        for (const Simulation* other : {&silent, &copy}) {
            const RunResult again = measure(*other);
            for (std::size_t i = 0; i < result.stations.size(); ++i) {
                EXPECT_EQ(again.stations[i].place_time, result.stations[i].place_time)
                    << "without an observer it went otherwise";
                EXPECT_EQ(again.stations[i].made, result.stations[i].made);
            }
            EXPECT_EQ(other->wip(), sim.wip());
        }
    }

    /// The lines of some kinds of events ("load exit"), each "minute what where job"; all but states when none are
    /// given.
    [[nodiscard]] std::string log(std::string_view kinds = {}) const {
        const std::string wanted = " " + std::string(kinds) + " ";
        std::string text;
        for (const Line& line : lines_) {
            if (line.what == Happening::state) continue;
            if (!kinds.empty() && wanted.find(" " + std::string(name_of(line.what)) + " ") == std::string::npos)
                continue;
            text += line.text + "\n";
        }
        return text;
    }
    /// The jobs in the order in which a station loads them: "A1 B1".
    [[nodiscard]] std::string loads(std::string_view station) const {
        std::string text;
        for (const Line& line : lines_)
            if (line.what == Happening::load && line.where == station) text += (text.empty() ? "" : " ") + line.job;
        return text;
    }
    /// How the state of a place went: "0 starved, 3 processing". What lasted no time is left out.
    [[nodiscard]] std::string states(std::string_view where) const {
        std::vector<std::pair<Tick, State>> steps{{0, State::starved}};
        for (const Line& line : lines_) {
            if (line.what != Happening::state || line.where != where) continue;
            if (steps.back().first == line.at) steps.pop_back();
            if (steps.empty() || steps.back().second != line.state) steps.emplace_back(line.at, line.state);
        }
        std::string text;
        for (const auto& [at, state] : steps)
            text += (text.empty() ? "" : ", ") + time(at) + " " + std::string(name_of(state));
        return text;
    }
    /// Minutes in each state in the window, all places of a station together: "processing 12, blocked 3".
    [[nodiscard]] std::string minutes(std::string_view station) const {
        std::string text;
        for (const StationResult& s : result.stations)
            if (s.name == station)
                for (std::size_t i = 0; i < state_count; ++i)
                    if (s.time[i] != 0)
                        text += (text.empty() ? "" : ", ") + std::string(state_names[i]) + " " + time(s.time[i]);
        return text;
    }

    std::shared_ptr<const Program> program;

   private:
    struct Line {
        Tick at;
        Happening what;
        State state;
        std::string where, job, text;
    };
    [[nodiscard]] std::vector<Line> lines(const Watcher& seen) const {
        std::vector<Line> all;
        for (const Event& e : seen.events) all.push_back(line(e));
        return all;
    }
    static std::string texts(const std::vector<Line>& lines) {
        std::string all;
        for (const Line& line : lines) all += line.text + "\n";
        return all;
    }
    [[nodiscard]] std::string time(Tick t) const {
        if (t % minute_ == 0) return std::to_string(t / minute_);
        return std::to_string(static_cast<double>(t) / static_cast<double>(minute_));
    }
    [[nodiscard]] Line line(const Event& e) const {
        const Program& p = *program;
        Line out{e.at, e.what, e.state, {}, {}, {}};
        if (e.station != none) {
            out.where = p.station_names[e.station];
            if (e.place != none && p.stations[e.station].places > 1)
                out.where += "/" + std::to_string(e.place - p.stations[e.station].first_place + 1);
        } else if (e.buffer != none) {
            out.where = p.buffer_names[e.buffer];
        } else if (e.what == Happening::exit) {
            out.where = p.sink_names[e.detail];
        } else if ((e.what == Happening::release || e.what == Happening::lost) && e.detail != none) {
            out.where = p.source_names[e.detail];
        }
        if (e.product != none)
            out.job = p.product_names[e.product] + (e.what == Happening::lost ? "" : std::to_string(e.job));
        out.text = time(e.at) + " " + std::string(name_of(e.what));
        if (!out.where.empty()) out.text += " " + out.where;
        if (!out.job.empty()) out.text += " " + out.job;
        if (e.what == Happening::state) out.text += " " + std::string(name_of(e.state));
        return out;
    }
    Tick minute_;
    std::vector<Line> lines_;

   public:
    Simulation sim;
    Outcome outcome;
    RunResult result;
};

/// A source that always has a job.
inline Source always(std::string name, std::string product = {}) {
    Source source{.name = std::move(name), .always = true};
    if (!product.empty()) source.products = {{.product = std::move(product)}};
    return source;
}

}  // namespace linewright
