// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The JSON Schema of a plant's file, for editors that complete and check while one types.
#pragma once

#include <string>

namespace linewright {

/// The schema (draft 2020-12), made from the same lists of fields as the reader. `docs/plant.schema.json` is a copy.
/// One thing it can't say: a bare number for a duration is allowed only where "time_unit" is declared.
[[nodiscard]] std::string plant_schema();

}  // namespace linewright
