// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Random serial lines for the tests: a line is a function of its number alone.
#pragma once

#include <string>
#include <vector>

#include "linewright/engine/engine.hpp"

namespace linewright {

struct Line {
    Plant plant;
    std::vector<int> room;  // places between station i and i+1
    int jobs = 0;
    bool random_arrivals = false;
};

/// A random line, a function of its number alone.
inline Line random_line(std::uint64_t number, int most_jobs = 120) {
    const StreamKey key = stream_key(number, "random lines", "shape");
    std::uint64_t position = 0;
    const auto any = [&](int least, int most) {
        return least + static_cast<int>(unit(word(key, 0, 0, 0, position++)) * (most - least + 1));
    };
    Line line;
    const bool whole = number % 2 == 0;  // small whole durations: ties abound
    const bool breakdowns = (number / 2) % 2 == 0;
    const int stations = any(2, 20);
    line.jobs = any(20, most_jobs);
    line.random_arrivals = any(0, 2) == 0;
    const auto minutes = [&](int least, int most) {
        return Duration{static_cast<double>(any(least, most)), Unit::min};
    };
    const auto time = [&](int least, int most) -> Distribution {
        if (!whole)
            return any(0, 1) ? exponential(minutes(least + 1, most)) : uniform(minutes(0, least), minutes(least, most));
        if (any(0, 2) == 0) return constant(minutes(least, most));
        std::vector<Duration> values;
        for (int i = 0; i < 3; ++i) values.push_back(minutes(least, most));
        return discrete(values, {1.0, 1.0, 2.0});
    };
    Source source;
    source.name = "in";
    source.count = line.jobs;
    if (line.random_arrivals)
        source.interarrival = time(1, 6);
    else
        source.always = true;
    line.plant.add(source);
    Route route;
    route.name = "line";
    for (int i = 0; i < stations; ++i) {
        Station station;
        station.name = "S" + std::to_string(i);
        station.cycle = time(whole && any(0, 9) == 0 ? 0 : 1, 6);
        if (breakdowns && any(0, 1)) {
            Breakdown b;
            b.uptime = time(5, 20);
            b.repair = time(whole ? 0 : 1, 8);
            station.breakdowns.push_back(b);
        }
        line.plant.add(station);
        route.steps.emplace_back(station.name);
        if (i + 1 < stations) {
            line.room.push_back(any(0, 10) < 4 ? 0 : any(0, 10));
            if (line.room.back() > 0 || any(0, 1)) {  // no places: an empty buffer, or none at all
                Buffer buffer;
                buffer.name = "B" + std::to_string(i);
                buffer.capacity = line.room.back();
                line.plant.add(buffer);
                route.steps.emplace_back(buffer.name);
            }
        }
    }
    line.plant.add(route);
    return line;
}

}  // namespace linewright
