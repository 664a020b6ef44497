// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A scenario: edits of a plant under one name, as data. As a file:
//
//     {
//       "linewright": 1,
//       "scenarios": [
//         {"name": "third miller", "edits": [{"path": "operators/miller/count", "value": 3}]},
//         {"name": "SMED", "edits": [{"path": "changeovers/mill/*/time", "scale": 0.6}, "remove buffers/B2"]}
//       ]
//     }
//
// An edit is an object with its path and one of value, scale, add (to the list that the path names) and remove, or a
// line as edit_text writes it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "linewright/io/edit.hpp"
#include "linewright/io/json.hpp"

namespace linewright {

/// Edits under one name.
struct Scenario {
    std::string name{};
    std::vector<Edit> edits{};
    bool operator==(const Scenario&) const = default;
};

/// The plant with the scenario's edits made, one after the other. Throws EditError with the scenario's name when a path
/// matches nothing or a value does not fit.
[[nodiscard]] Plant edited(const Plant& plant, const Scenario& scenario);

/// How two plants differ, as a planner says it: "miller: 2 → 3 people; mill changeover A→B: 40 min → 24 min". "no
/// change" when they don't.
[[nodiscard]] std::string words(const Plant& before, const Plant& after);

/// What a scenario changes of a plant, in words. Throws EditError.
[[nodiscard]] std::string words(const Plant& plant, const Scenario& scenario);

/// One scenario as JSON text, on many lines.
[[nodiscard]] std::string write_scenario(const Scenario& scenario);
/// A file of scenarios.
[[nodiscard]] std::string write_scenarios(const std::vector<Scenario>& scenarios);

/// Reads what write_scenario writes. Throws PlantError with all faults, each with line and column.
[[nodiscard]] Scenario read_scenario(std::string_view text, const ReadOptions& options = {});
/// Reads a file of scenarios, or a single one. Names must be given and differ.
[[nodiscard]] std::vector<Scenario> read_scenarios(std::string_view text, const ReadOptions& options = {});

/// The JSON Schema (draft 2020-12) of a file of scenarios.
[[nodiscard]] std::string scenario_schema();

}  // namespace linewright
