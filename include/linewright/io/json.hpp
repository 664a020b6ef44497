// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Plants as JSON files. A file begins with the version of its format and of the rules of behaviour:
//
//     {
//       "linewright": 1,
//       "semantics": 1,
//       "name": "gearbox line",
//       "stations": [{"name": "mill", "cycle": "3 min"}]
//     }
//
// The order of keys means nothing, the order of lists does. // comments are read and not kept.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "linewright/io/json_value.hpp"
#include "linewright/plant/faults.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright {

/// How a document is read: its limits, and the name that messages call it by.
struct ReadOptions {
    JsonLimits limits{};
    std::string source{};
};

/// A plant, or all that is wrong with its text.
struct ReadResult {
    std::optional<Plant> plant{};
    Faults faults{};
    explicit operator bool() const { return plant.has_value(); }
};

/// Reads a plant; never throws on account of the text. What is checked is the form: keys, types, units, names of
/// choices. Whether the plant makes sense is checked when it is compiled.
[[nodiscard]] ReadResult try_read_plant(std::string_view text, const ReadOptions& options = {});

/// Reads a plant, or throws PlantError with all faults at once.
[[nodiscard]] Plant read_plant(std::string_view text, const ReadOptions& options = {});

/// Reads a plant from a file. Throws PlantError, or std::filesystem::filesystem_error when the file can't be read.
[[nodiscard]] Plant load_plant(const std::filesystem::path& file, ReadOptions options = {});

/// Writes a plant so that read_plant gives back an equal one. Fields that equal their default are left out; the rest
/// stand in a fixed order, durations with the unit they were given in. Throws PlantError for what JSON can't hold: a
/// number that isn't finite, a text that isn't UTF-8.
[[nodiscard]] std::string write_plant(const Plant& plant);

/// Writes a plant to a file: to a temporary one beside it first, so that nobody ever reads half a plant.
void save_plant(const Plant& plant, const std::filesystem::path& file);

}  // namespace linewright
