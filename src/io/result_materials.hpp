// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What a result says of materials, on the page, in JSON and as a table.
#pragma once

#include <string>

#include "linewright/io/json_writer.hpp"
#include "linewright/study/study.hpp"

namespace linewright {

/// The section of the page, or nothing where the plant has no materials.
[[nodiscard]] std::string material_page(const Result& result, std::size_t rows);

/// The value of "materials" of a run: amounts are whole thousandths of the material's unit.
void write_materials(JsonWriter& out, const RunResult& run);

/// A row for each replication and material; stock and orders are empty where there is always enough.
[[nodiscard]] std::string material_table(const Result& result);

}  // namespace linewright
