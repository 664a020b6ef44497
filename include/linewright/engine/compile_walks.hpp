// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling walks: distances, speeds and a table become walking times between spots.
#pragma once

#include <cmath>
#include <optional>

#include "linewright/engine/compile_floor.hpp"
#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

/// Walking times for each pool: by the table, else by the floor and the pool's speed.
inline void Compiler::walks() {
    floor();
    const std::size_t n = spots.size(), stations = plant.stations.size();
    std::vector<std::optional<Tick>> table;
    if (!plant.walks.empty()) table.resize(n * n);
    const auto end_of_walk = [&](const std::string& name, const Place& place) {
        const auto buffer = buffer_index.find(name);
        return buffer != buffer_index.end() && !station_index.count(name) ? buffer_spot[buffer->second]
                                                                          : find(station_index, name, place, "station");
    };
    for (const bool back : {true, false})  // a line of its own goes before another's way back
        for (std::size_t i = 0; i < plant.walks.size(); ++i) {
            const Walk& w = plant.walks[i];
            const Place place = "walks/" + std::to_string(i);
            const std::uint32_t from = end_of_walk(w.from, place + "/from"), to = end_of_walk(w.to, place + "/to");
            const Tick time = moment(w.time, place + "/time");
            if (from == none || to == none) continue;
            if (from == to && time != 0) fault(place, "takes time from a station to itself", "Leave the line out");
            if (back && w.both_ways) table[to * n + from] = time;
            if (!back) table[from * n + to] = time;
        }
    bool placed = false;
    for (const SpotPlan& spot : spots) placed = placed || spot.point || spot.at;
    for (const OperatorPool& pool : plant.operators) {
        const Place place = "operators/" + pool.name;
        if (!(pool.speed > 0.0) || !std::isfinite(pool.speed))
            fault(place + "/speed", "must be > 0, is " + number_text(pool.speed),
                  "Metres a second; 1.2 is a brisk walk");
        const std::uint32_t begin = pool.begin_at.empty() ? none : home(pool.begin_at, place + "/begin_at");
        const std::size_t count =
            pool.people.empty() ? static_cast<std::size_t>(std::max(pool.count, 0)) : pool.people.size();
        for (std::size_t i = 0; i < count; ++i) {
            const bool own = !pool.people.empty() && !pool.people[i].begin_at.empty();
            program.begin_at.push_back(
                own ? home(pool.people[i].begin_at, place + "/people/" + pool.people[i].name + "/begin_at") : begin);
        }
        program.next_task.push_back(pool.next_task);
        program.after_work.push_back(pool.after_work);
        if (pool.after_work == AfterWork::go_home) {
            program.go_home = true;
            for (std::size_t i = 0; i < count; ++i)
                if (pool.begin_at.empty() && (pool.people.empty() || pool.people[i].begin_at.empty()))
                    fault(place + "/after_work", "is go_home, but it isn't said where somebody's home is",
                          "Name it: begin_at, of the pool or of each person");
            if (!placed && table.empty())
                fault(place + "/after_work", "is go_home, but nobody walks in this plant",
                      "Give the stations positions, or a table of walks");
        }
        program.nearest_task = program.nearest_task || pool.next_task == NextTask::nearest;
        std::vector<Tick> times;
        if (faults.empty() && (placed || !table.empty())) {
            program.has_walks = true;
            times = metres.empty() ? std::vector<Tick>(n * n, placed ? never : 0) : times_at(pool.speed);
            for (std::size_t from = 0; from < n; ++from)
                for (std::size_t to = 0; to < n; ++to) {
                    Tick& time = times[from * n + to];
                    if (from == to) {
                        time = 0;
                    } else if (!table.empty() && table[from * n + to]) {
                        time = *table[from * n + to];
                    } else if (time == never && from < stations && to < stations) {
                        const auto& known = [&](std::size_t i) { return spots[i].point || spots[i].at; };
                        if (!known(from) || !known(to)) {
                            const Place lost = spots[known(from) ? to : from].place;
                            fault(lost + (plant.aisles.empty() ? "/position" : "/at"),
                                  "is missing, while other stations have one",
                                  "Give it " + std::string(plant.aisles.empty() ? "a position" : "a spot") +
                                      ", or the walks to and from it");
                        } else {
                            leads(from, to, "people");
                        }
                    }
                }
            for (const std::uint32_t from : program.begin_at)  // homes that are no stations
                for (std::size_t to = 0; from != none && from >= stations && to < stations; ++to)
                    if (times[from * n + to] == never || times[to * n + from] == never)
                        leads(times[from * n + to] == never ? from : to, times[from * n + to] == never ? to : from,
                              "people");
        }
        program.walk_times.push_back(std::move(times));
    }
    if (plant.operators.empty() && !plant.walks.empty())
        fault("walks", "are given, but the plant has no people", "Add a pool of operators, or leave them out");
}

}  // namespace linewright::detail
