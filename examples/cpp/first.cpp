#include <iostream>
#include <linewright/linewright.hpp>
using namespace linewright;
using namespace linewright::literals;

int main() {
    Plant plant{.name = "first line"};
    plant.add(Source{.name = "castings", .interarrival = exponential(3_min)});
    plant.add(Station{.name = "mill",
                      .cycle = triangular(2_min, 2.5_min, 4_min),
                      .breakdowns = {{.uptime = exponential(8_h), .repair = lognormal(25_min, 10_min)}}});
    plant.add(Station{.name = "drill", .cycle = 2_min});
    const Result result = simulate(plant, {.horizon = 30_d, .warmup = 2_d, .replications = 20});
    std::cout << "jobs an hour: " << result.throughput()
              << "\nmill under repair: " << result.figure("stations", "mill", "repair") << "\n";
}
