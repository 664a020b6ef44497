// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A real sewing line for T-shirts: 15 operations, 20 people, times from a time study. Parameters from
// github.com/Sarfaraz-034/Sewing-Line-of-X-RMG-Factory; its authors ran them in Arena 16, ten times 600 s from an empty
// line: 8 pieces out every time, mean time in the system 398.1 s (from 383.1 to 410.7 over the ten). One second to hand
// a piece on, fifteen times. Where an operation has two or three people, their report shows all of them busy at the
// same times: they work on one piece together. How close we come stands in the last lines of the output. As a file:
// examples/plants/sewing_line.json.
#include <algorithm>
#include <cstdio>
#include <linewright/linewright.hpp>
#include <string>

using namespace linewright;
using namespace linewright::literals;

Plant sewing_line() {
    struct Operation {
        const char* name;
        int people;
        Distribution time;
    };
    // Arena's ERLA(mean of a phase, k), GAMM(scale, shape) and LOGN(mean, sd) in our terms: by the mean (and sd) of the
    // whole.
    const Operation operations[] = {
        {"matching", 1, beta(0.989, 1.34, 9_s, 18_s)},
        {"join shoulder", 1, triangular(13_s, 16.3_s, 24_s)},
        {"rib tack", 1, offset(lognormal(1.53_s, 1.09_s), 5_s)},
        {"neck join", 1, offset(lognormal(1.94_s, 1.36_s), 10.1_s)},
        {"back tape attach", 1, offset(erlang(3, 2.886_s), 9.26_s)},
        {"back top stitch", 2, beta(1.09, 1.22, 24_s, 33_s)},
        {"front neck top stitch", 1, offset(lognormal(3.13_s, 2.16_s), 9.26_s)},
        {"sleeve shearing", 1, offset(erlang(3, 4.92_s), 3_s)},
        {"sleeve cut", 1, offset(gamma(3.8144_s, 3.12488_s), 14_s)},
        {"sleeve join", 3, offset(erlang(2, 5.42_s), 34_s)},
        {"side close", 2, offset(lognormal(3.1_s, 2.21_s), 25_s)},
        {"sticker remove", 1, offset(erlang(2, 4.02_s), 8_s)},
        {"body hem", 1, uniform(11.3_s, 16_s)},
        {"sleeve hem", 2, normal(29.1_s, 1.66_s)},
        {"thread cut", 1, normal(35.8_s, 1.32_s)},
    };
    Plant plant{.name = "sewing line"};
    plant.add(Product{.name = "T-shirt"});
    plant.add(Source{.name = "cut parts", .interarrival = beta(0.989, 1.34, 9_s, 18_s), .first = 0_s});
    Route route{.name = "way", .products = {"T-shirt"}};
    for (const Operation& op : operations) {
        plant.add(Buffer{.name = std::string("before ") + op.name});
        plant.add(Station{.name = op.name, .cycle = op.time, .operators = {{op.name, op.people}}});
        plant.add(OperatorPool{.name = op.name, .count = op.people});
        route.steps.push_back(Step{std::string("before ") + op.name, {.transfer = 1_s}});
        route.steps.push_back(op.name);
    }
    plant.add(route);
    return plant;
}

int main() {
    const Plant plant = sewing_line();
    const Result result = simulate(plant, {.horizon = 600_s, .replications = 20});
    std::printf("%-22s %8s %8s %12s\n", "operation", "busy %", "starved %", "mean waiting");
    for (const Station& station : plant.stations)
        std::printf("%-22s %8.1f %8.1f %12.2f\n", station.name.c_str(),
                    100.0 * result.figure("stations", station.name, "utilisation").mean,
                    100.0 * result.figure("stations", station.name, "starved").mean,
                    result.figure("buffers", "before " + station.name, "mean").mean);
    std::uint64_t least = 1000, most = 0;
    for (const RunResult& run : result.runs) {
        least = std::min(least, run.good);
        most = std::max(most, run.good);
    }
    const Interval time = result.lead_time();
    std::printf("\n%-10s %15s %28s\n", "", "pieces in 600 s", "mean time in the system, s");
    std::printf("%-10s %9llu to %3llu %14.1f (%.1f-%.1f)\n", "here", static_cast<unsigned long long>(least),
                static_cast<unsigned long long>(most), time.mean, time.least, time.most);
    std::printf("%-10s %15s %28s\n", "published", "8", "398.1 (383.1-410.7)");
}
