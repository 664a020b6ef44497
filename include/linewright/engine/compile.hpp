// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// From the plant to the program: checks the whole description, reports all faults at once, lays it out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "linewright/core/self_check.hpp"
#include "linewright/engine/compile_elements.hpp"
#include "linewright/engine/compile_flow.hpp"
#include "linewright/engine/compiler.hpp"
#include "linewright/engine/program.hpp"
#include "linewright/plant/faults.hpp"
#include "linewright/plant/hash.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {

/// A program, or the faults that keep the plant from becoming one.
struct Compiled {
    std::shared_ptr<const Program> program;
    Faults faults;
    explicit operator bool() const { return program != nullptr; }
};

/// Checks a plant and lays it out, without exceptions. `registry` holds the rules of the user's own that the plant
/// names; a name that neither Linewright nor the registry knows is a fault.
inline Compiled try_compile(const Plant& plant, const Registry& registry = {}) {
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

/// As `try_compile`; throws PlantError with all faults.
inline std::shared_ptr<const Program> compile(const Plant& plant, const Registry& registry = {}) {
    Compiled result = try_compile(plant, registry);
    if (!result) throw PlantError(std::move(result.faults));
    return std::move(result.program);
}

/// All faults of a plant; empty when it can run.
inline Faults check(const Plant& plant, const Registry& registry = {}) { return try_compile(plant, registry).faults; }

}  // namespace linewright
