// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Law's job shop (Simulation Modeling and Analysis, section 2.7): five groups of 3, 2, 4, 3 and 1 machines, three types
// of jobs with routes and times of their own, 2-Erlang times, first come first served. Group 2 is loaded to 99 %: its
// queue is almost without memory of the load's third digit, so no run of any length gives its wait well; utilisations
// are known exactly (rate x work / machines) and are the check. As a file: examples/plants/job_shop.json.
#include <cstdio>
#include <linewright/linewright.hpp>
#include <string>
#include <vector>

using namespace linewright;
using namespace linewright::literals;

Plant job_shop() {
    Plant plant{.name = "job shop"};
    for (const char* type : {"type 1", "type 2", "type 3"}) plant.add(Product{.name = type});
    plant.add(Source{.name = "orders",
                     .products = {{"type 1", 0.3}, {"type 2", 0.5}, {"type 3", 0.2}},
                     .interarrival = exponential(0.25_h)});
    const int machines[] = {3, 2, 4, 3, 1};
    for (int group = 1; group <= 5; ++group) {
        plant.add(Buffer{.name = "queue " + std::to_string(group)});
        plant.add(Station{.name = "group " + std::to_string(group), .places = machines[group - 1]});
    }
    struct Operation {
        int group;
        Duration mean;
    };
    const std::vector<std::vector<Operation>> ways{{{3, 0.5_h}, {1, 0.6_h}, {2, 0.85_h}, {5, 0.5_h}},
                                                   {{4, 1.1_h}, {1, 0.8_h}, {3, 0.75_h}},
                                                   {{2, 1.2_h}, {5, 0.25_h}, {1, 0.7_h}, {4, 0.9_h}, {3, 1_h}}};
    for (std::size_t type = 0; type < ways.size(); ++type) {
        Route route{.name = "way of " + plant.products[type].name, .products = {plant.products[type].name}};
        for (const Operation& op : ways[type]) {
            route.steps.push_back("queue " + std::to_string(op.group));
            route.steps.push_back(Step{"group " + std::to_string(op.group), {.cycle = erlang(2, op.mean)}});
        }
        plant.add(route);
    }
    return plant;
}

int main() {
    const Result result = simulate(job_shop(), {.horizon = 292000_h, .replications = 1});
    const double exact[] = {0.96, 0.99, 0.725, 0.97 + 0.01 / 3.0, 0.8};
    std::printf("%-10s %12s %8s %10s %14s\n", "job shop", "utilisation", "exact", "difference", "mean waiting");
    for (int group = 1; group <= 5; ++group) {
        const double busy = result.figure("stations", "group " + std::to_string(group), "utilisation").mean;
        std::printf("%-10s %12.4f %8.4f %8.2f %% %14.2f\n", ("group " + std::to_string(group)).c_str(), busy,
                    exact[group - 1], 100.0 * (busy / exact[group - 1] - 1.0),
                    result.figure("buffers", "queue " + std::to_string(group), "mean").mean);
    }
    std::printf("\n%.0f jobs finished in 292,000 h; Little's residual %.5f\n", static_cast<double>(result.runs[0].good),
                result.runs[0].little.residual);
}
