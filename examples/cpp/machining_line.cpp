// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A transfer line of five machines, about a minute each, with ten places between them. Each machine stops every two
// hours of running for some quarter of an hour, and every stop needs a fitter. How many fitters, and where do the
// minutes go: to repairs, to waiting for them, or to neighbours that stand?
//
// The line is ours, in the proportions of Gershwin's Manufacturing Systems Engineering (unreliable machines, finite
// buffers). As a file: examples/plants/machining_line.json.
#include <cstdio>
#include <linewright/linewright.hpp>
#include <string>

using namespace linewright;
using namespace linewright::literals;

Plant machining_line() {
    Plant plant{.name = "machining line"};
    plant.add(Source{.name = "blanks", .always = true});
    struct Machine {
        const char* name;
        Duration cycle, uptime, repair;
    };
    const Machine machines[] = {{"op10", 58_s, 2.5_h, 14_min},
                                {"op20", 60_s, 2_h, 15_min},
                                {"op30", 56_s, 1.5_h, 9_min},
                                {"op40", 62_s, 3_h, 20_min},
                                {"op50", 54_s, 2_h, 12_min}};
    Route route{.name = "way"};
    for (const Machine& m : machines) {
        if (!route.steps.empty()) {
            plant.add(Buffer{.name = std::string("before ") + m.name, .capacity = 10});
            route.steps.push_back(std::string("before ") + m.name);
        }
        plant.add(Station{
            .name = m.name,
            .cycle = m.cycle,
            .breakdowns = {{.uptime = exponential(m.uptime), .repair = erlang(2, m.repair), .crew = {{"fitter"}}}},
            .ideal_cycle = m.cycle});
        route.steps.push_back(m.name);
    }
    plant.add(route);
    plant.add(OperatorPool{.name = "fitter", .count = 1});
    return plant;
}

int main() {
    Plant plant = machining_line();
    std::printf("%-12s %15s %11s %20s %15s\n", "fitters", "parts an hour", "their work", "machines wait for one",
                "OEE of op40");
    for (int fitters = 1; fitters <= 3; ++fitters) {
        plant.operators[0].count = fitters;
        const Result result = simulate(plant, {.horizon = 20_d, .warmup = 1_d, .replications = 20});
        double waiting = 0.0;
        for (const Station& station : plant.stations)
            waiting += result.figure("stations", station.name, "waiting_for_crew").mean / 5.0;
        const Interval made = result.throughput(), oee = result.figure("stations", "op40", "oee_iso22400");
        std::printf("%-12d %8.2f +- %.2f %9.1f %% %19.1f %% %7.1f +- %.1f %%\n", fitters, made.mean, made.half_width,
                    100.0 * result.figure("operators", "fitter", "working").mean, 100.0 * waiting, 100.0 * oee.mean,
                    100.0 * oee.half_width);
    }

    plant.operators[0].count = 1;
    const Result result = simulate(plant, {.horizon = 20_d, .warmup = 1_d, .replications = 20});
    std::printf("\nwith one fitter, %% of the time\n%-8s %11s %7s %13s %8s %8s\n", "", "processing", "repair",
                "waits for him", "blocked", "starved");
    for (const Station& station : plant.stations) {
        const auto share = [&](const char* state) {
            return 100.0 * result.figure("stations", station.name, state).mean;
        };
        std::printf("%-8s %11.1f %7.1f %13.1f %8.1f %8.1f\n", station.name.c_str(), share("processing"),
                    share("repair"), share("waiting_for_crew"), share("blocked"), share("starved"));
    }
}
