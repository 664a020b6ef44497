// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A program that knows which plant it was made from: what a result, a saved run and a trace call the plant's identity
// is `plant_hash`. The header-only `compile` knows no files and no hashes and leaves it 0; this one fills it in.
#pragma once

#include <cstdint>
#include <string>

#include "linewright/engine/compile.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {

/// As `try_compile`, and the program bears the plant's hash as its identity.
[[nodiscard]] Compiled try_compile_identified(const Plant& plant, const Registry& registry = {});

/// As `compile`, and the program bears the plant's hash as its identity. Throws PlantError with all faults.
[[nodiscard]] std::shared_ptr<const Program> compile_identified(const Plant& plant, const Registry& registry = {});

/// An identity as files and messages write it: 16 hexadecimal digits, as `plant_hash_text` gives them.
[[nodiscard]] std::string identity_text(std::uint64_t identity);

}  // namespace linewright
