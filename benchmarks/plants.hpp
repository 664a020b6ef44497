// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The plants that benchmarks run, and the figures that they must show before a time is reported.
#pragma once

#include <string>

#include "linewright/linewright.hpp"

namespace linewright::bench {

/// A line of exponential stations (mean 1 min) with 10 places between, breakdowns by operating time (MTBF 100 min,
/// repair 10 min), always fed: the classic of transfer lines.
inline Plant transfer_line(int stations) {
    using namespace literals;
    Plant plant{.name = "transfer line"};
    plant.add(Source{.name = "in", .always = true});
    Route route{.name = "line"};
    for (int i = 0; i < stations; ++i) {
        const std::string number = std::to_string(i + 1);
        plant.add(Station{.name = "S" + number,
                          .cycle = exponential(1_min),
                          .breakdowns = {{.uptime = exponential(100_min), .repair = exponential(10_min)}}});
        route.steps.emplace_back("S" + number);
        if (i + 1 == stations) break;
        plant.add(Buffer{.name = "B" + number, .capacity = 10});
        route.steps.emplace_back("B" + number);
    }
    plant.add(route);
    return plant;
}

/// M/M/1 at 75 %: mean time in the system is 3 min (Kleinrock 1975).
inline Plant single_queue() {
    using namespace literals;
    Plant plant{.name = "M/M/1"};
    plant.add(Source{.name = "in", .interarrival = exponential(1_min)});
    plant.add(Buffer{.name = "queue"});
    plant.add(Station{.name = "server", .cycle = exponential(0.75_min)});
    plant.add(Route{.name = "way", .steps = {"queue", "server"}});
    return plant;
}

}  // namespace linewright::bench
