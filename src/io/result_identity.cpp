// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/result_identity.hpp"

#include <memory>
#include <utility>

#include "linewright/io/edit.hpp"

namespace linewright {

Compiled try_compile_identified(const Plant& plant, const Registry& registry) {
    Compiled compiled = try_compile(plant, registry);
    if (compiled) {
        Program program = *compiled.program;
        program.identity = plant_hash(plant);
        compiled.program = std::make_shared<const Program>(std::move(program));
    }
    return compiled;
}

std::shared_ptr<const Program> compile_identified(const Plant& plant, const Registry& registry) {
    Compiled compiled = try_compile_identified(plant, registry);
    if (!compiled) throw PlantError(std::move(compiled.faults));
    return std::move(compiled.program);
}

std::string identity_text(std::uint64_t identity) {
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; identity >>= 4U) text[i] = "0123456789abcdef"[identity & 15U];
    return text;
}

}  // namespace linewright
