// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling walks: positions, speeds and a table become walking times between stations.
#pragma once

#include <cmath>
#include <optional>

#include "linewright/core/math.hpp"
#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

/// Walking times between stations, for each pool: by the table, else by positions and speed.
inline void Compiler::walks() {
    const std::size_t n = plant.stations.size();
    std::vector<std::optional<Tick>> table;
    if (!plant.walks.empty()) table.resize(n * n);
    for (const bool back : {true, false})  // a line of its own goes before another's way back
        for (std::size_t i = 0; i < plant.walks.size(); ++i) {
            const Walk& w = plant.walks[i];
            const Place place = "walks/" + std::to_string(i);
            const std::uint32_t from = find(station_index, w.from, place + "/from", "station"),
                                to = find(station_index, w.to, place + "/to", "station");
            const Tick time = moment(w.time, place + "/time");
            if (from == none || to == none) continue;
            if (from == to && time != 0) fault(place, "takes time from a station to itself", "Leave the line out");
            if (back && w.both_ways) table[to * n + from] = time;
            if (!back) table[from * n + to] = time;
        }
    bool positions = false;
    for (const Station& s : plant.stations) positions = positions || s.position.has_value();
    for (const Station& s : plant.stations)
        if (s.position && !(std::isfinite(s.position->x) && std::isfinite(s.position->y)))
            fault("stations/" + s.name + "/position", "must be two finite numbers", "Give metres");
    for (const OperatorPool& pool : plant.operators) {
        const Place place = "operators/" + pool.name;
        if (!(pool.speed > 0.0) || !std::isfinite(pool.speed))
            fault(place + "/speed", "must be > 0, is " + number_text(pool.speed),
                  "Metres a second; 1.2 is a brisk walk");
        const std::uint32_t begin =
            pool.begin_at.empty() ? none : find(station_index, pool.begin_at, place + "/begin_at", "station");
        const std::size_t count =
            pool.people.empty() ? static_cast<std::size_t>(std::max(pool.count, 0)) : pool.people.size();
        for (std::size_t i = 0; i < count; ++i) {
            const bool own = !pool.people.empty() && !pool.people[i].begin_at.empty();
            program.begin_at.push_back(own ? find(station_index, pool.people[i].begin_at,
                                                  place + "/people/" + pool.people[i].name + "/begin_at", "station")
                                           : begin);
        }
        program.next_task.push_back(pool.next_task);
        program.after_work.push_back(pool.after_work);
        if (pool.after_work == AfterWork::go_home) {
            program.go_home = true;
            for (std::size_t i = 0; i < count; ++i)
                if (pool.begin_at.empty() && (pool.people.empty() || pool.people[i].begin_at.empty()))
                    fault(place + "/after_work", "is go_home, but it isn't said where somebody's home is",
                          "Name it: begin_at, of the pool or of each person");
            if (!positions && table.empty())
                fault(place + "/after_work", "is go_home, but nobody walks in this plant",
                      "Give the stations positions, or a table of walks");
        }
        program.nearest_task = program.nearest_task || pool.next_task == NextTask::nearest;
        std::vector<Tick> times;
        if (faults.empty() && (positions || !table.empty())) {
            program.has_walks = true;
            times.assign(n * n, 0);
            for (std::size_t from = 0; from < n; ++from)
                for (std::size_t to = 0; to < n; ++to) {
                    if (from == to) continue;
                    const auto &a = plant.stations[from].position, &b = plant.stations[to].position;
                    if (!table.empty() && table[from * n + to]) {
                        times[from * n + to] = *table[from * n + to];
                    } else if (a && b) {
                        const double dx = a->x - b->x, dy = a->y - b->y;
                        const double metres = std::sqrt(portable::product(dx, dx) + portable::product(dy, dy));
                        const double t = metres / pool.speed * program.ticks_per_second();
                        if (t >= 0x1p59)
                            fault("stations/" + plant.stations[to].name + "/position",
                                  "is further than the clock reaches", "Give metres");
                        else
                            times[from * n + to] = to_ticks(t);
                    } else if (positions) {
                        const std::size_t lost = a ? to : from;
                        fault("stations/" + plant.stations[lost].name + "/position",
                              "is missing, while other stations have one",
                              "Give it a position, or the walks to and from it");
                    }
                }
        }
        program.walk_times.push_back(std::move(times));
    }
    if (plant.operators.empty() && !plant.walks.empty())
        fault("walks", "are given, but the plant has no people", "Add a pool of operators, or leave them out");
}

}  // namespace linewright::detail
