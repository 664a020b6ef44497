// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What carries jobs: fleets of vehicles. Which ways they serve, and how long those take, stands at the steps of routes.
#pragma once

#include <string>

#include "linewright/plant/common.hpp"

namespace linewright {

/// A fleet of equal vehicles; each carries one job at a time.
struct VehicleFleet {
    std::string name{};
    int count = 1;
    double cost_per_hour = 0.0;
    bool operator==(const VehicleFleet&) const = default;
};
template <>
struct Fields<VehicleFleet> {
    static constexpr std::string_view name = "vehicle_fleet";
    static constexpr std::string_view doc =
        "A fleet of equal vehicles; each carries one job at a time, out and empty back. Steps of routes name it.";
    static constexpr auto list = std::tuple{Field{"name", &VehicleFleet::name, "Its name."},
                                            Field{"count", &VehicleFleet::count, "How many vehicles."},
                                            Field{"cost_per_hour", &VehicleFleet::cost_per_hour,
                                                  "What an hour of each of them costs, loaded, empty or idle."}};
};

}  // namespace linewright
