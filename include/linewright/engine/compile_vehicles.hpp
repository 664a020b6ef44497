// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling fleets of vehicles, and the steps that they carry jobs to.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::vehicles() {
    for (const VehicleFleet& fleet : plant.vehicles) {
        if (fleet.count < 1 || fleet.count > 100000)
            fault("vehicles/" + fleet.name + "/count", "must be from 1 to 100,000, is " + std::to_string(fleet.count),
                  "With no vehicle nothing could ever be carried");
        program.fleets.push_back({static_cast<std::uint32_t>(std::clamp(fleet.count, 1, 100000)), none});
        program.fleet_names.push_back(fleet.name);
    }
}

/// What a step says of the vehicles that bring jobs to it.
inline void Compiler::carried(const Step& step, const Place& place, bool first) {
    if (step.vehicle.empty()) {
        if (step.back)
            fault(place + "/back", "is given without a vehicle", "Name the fleet that goes back, or leave it out");
        return;
    }
    find(fleet_index, step.vehicle, place + "/vehicle", "fleet of vehicles");
    if (!step.transfer)
        fault(place + "/transfer", "is missing, but a vehicle carries jobs here", "Say how long the loaded trip takes");
    if (first)
        fault(place + "/vehicle", "would fetch jobs from a source, which is not built",
              "Let the vehicle carry from the first station on, or put a station before it");
}

}  // namespace linewright::detail
