// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The body of compile.hpp: the compiler at work.
#pragma once

#include <memory>
#include <utility>

#include "linewright/core/self_check.hpp"
#include "linewright/engine/compile.hpp"
#include "linewright/engine/compile_absences.hpp"
#include "linewright/engine/compile_batches.hpp"
#include "linewright/engine/compile_changeovers.hpp"
#include "linewright/engine/compile_contingencies.hpp"
#include "linewright/engine/compile_conveyors.hpp"
#include "linewright/engine/compile_elements.hpp"
#include "linewright/engine/compile_floor.hpp"
#include "linewright/engine/compile_groups.hpp"
#include "linewright/engine/compile_initial.hpp"
#include "linewright/engine/compile_layout.hpp"
#include "linewright/engine/compile_lots.hpp"
#include "linewright/engine/compile_maintenance.hpp"
#include "linewright/engine/compile_materials.hpp"
#include "linewright/engine/compile_outside.hpp"
#include "linewright/engine/compile_overtime.hpp"
#include "linewright/engine/compile_polca.hpp"
#include "linewright/engine/compile_prices.hpp"
#include "linewright/engine/compile_routes.hpp"
#include "linewright/engine/compile_shifts.hpp"
#include "linewright/engine/compile_slots.hpp"
#include "linewright/engine/compile_sources.hpp"
#include "linewright/engine/compile_steps.hpp"
#include "linewright/engine/compile_stretches.hpp"
#include "linewright/engine/compile_vehicles.hpp"
#include "linewright/engine/compile_walks.hpp"
#include "linewright/engine/compiler.hpp"
#include "linewright/plant/hash.hpp"

namespace linewright {

LINEWRIGHT_ONCE Compiled try_compile(const Plant& plant, const Registry& registry) {
    Compiled result;
    if (!arithmetic_is_exact()) {
        result.faults.push_back({"", "this build computes other bits than every other build would",
                                 "Compile without -ffast-math, -mfpmath=387 and the like"});
        return result;
    }
    detail::Compiler compiler(plant, registry);
    compiler.run();
    result.faults = std::move(compiler.faults);
    compiler.program.identity = plant_hash(plant);
    if (result.faults.empty()) result.program = std::make_shared<const Program>(std::move(compiler.program));
    return result;
}

}  // namespace linewright
