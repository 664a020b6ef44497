// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// From the plant to the program: checks the whole description, reports all faults at once, lays it out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "linewright/core/build.hpp"
#include "linewright/engine/program.hpp"
#include "linewright/plant/faults.hpp"
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
LINEWRIGHT_ONCE Compiled try_compile(const Plant& plant, const Registry& registry = {});

/// As `try_compile`; throws PlantError with all faults.
inline std::shared_ptr<const Program> compile(const Plant& plant, const Registry& registry = {}) {
    Compiled result = try_compile(plant, registry);
    if (!result) throw PlantError(std::move(result.faults));
    return std::move(result.program);
}

/// All faults of a plant; empty when it can run.
inline Faults check(const Plant& plant, const Registry& registry = {}) { return try_compile(plant, registry).faults; }

}  // namespace linewright

#ifndef LINEWRIGHT_COMPILED
#include "linewright/engine/compile_body.hpp"
#endif
