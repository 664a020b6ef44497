// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/plant/hash.hpp"

#include <gtest/gtest.h>

namespace linewright {
namespace {
using namespace literals;

Plant line() {
    Plant plant{.name = "line"};
    plant.add(Source{.name = "in", .interarrival = exponential(3_min)});
    plant.add(
        Station{.name = "mill",
                .cycle = 3_min,
                .breakdowns = {{.uptime = weibull(2.0, 8_h), .repair = gamma(20_min, 5_min), .crew = {{"fitter"}}}},
                .defects = {{"*", 0.02}}});
    return plant;
}

TEST(PlantHash, IsEqualForEqualPlants) {
    Plant other = line();
    other.stations[0].cycle = 180_s;
    EXPECT_EQ(line(), other);
    EXPECT_EQ(plant_hash(line()), plant_hash(other));
    Plant negative{.products = {Product{.name = "A", .plan_per_hour = -0.0}}};
    Plant positive{.products = {Product{.name = "A", .plan_per_hour = 0.0}}};
    EXPECT_EQ(plant_hash(negative), plant_hash(positive));
}

TEST(PlantHash, DiffersWhereAPlantDiffers) {
    const std::uint64_t hash = plant_hash(line());
    const auto differs = [&](auto&& edit) {
        Plant other = line();
        edit(other);
        EXPECT_NE(plant_hash(other), hash);
    };
    differs([](Plant& p) { p.stations[0].cycle = 181_s; });
    differs([](Plant& p) { p.stations[0].cycle.every->offset = 1_us; });
    differs([](Plant& p) { p.stations[0].breakdowns[0].job = JobPolicy::restart; });
    differs([](Plant& p) { p.stations[0].breakdowns[0].crew[0].number = 2; });
    differs([](Plant& p) { p.stations[0].defects["*"] = 0.03; });
    differs([](Plant& p) { p.stations[0].defects["A"] = 0.02; });
    differs([](Plant& p) { p.stations.push_back(Station{.name = "drill", .cycle = 1_min}); });
    differs([](Plant& p) { p.sources[0].count = 0; });
    differs([](Plant& p) { p.sources[0].interarrival = lognormal(3_min, 3_min); });
    differs([](Plant& p) { p.tick = 0_s; });
    EXPECT_NE(plant_hash(Plant{.tick = 0_s}), plant_hash(Plant{.tick = 0_cycles}));
}

// Golden: saved runs and stores carry this number; it changes only with a new format.
TEST(PlantHash, IsTheSameOnEveryMachine) { EXPECT_EQ(identity_text(plant_hash(line())), "71203f29ded6c2b9"); }

}  // namespace
}  // namespace linewright
