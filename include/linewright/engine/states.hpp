// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The states that a place of a station can be in: exactly one at a time; their times sum to the window.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace linewright {

/// Where causes overlap, the first in this list is the state.
enum class State : std::uint8_t {
    off_shift,
    on_break,
    planned_maintenance,
    waiting_for_crew,
    repair,
    waiting_for_setup,
    setup,
    load,
    processing,
    unload,
    waiting_for_operator,
    waiting_for_material,
    waiting_for_card,
    blocked,
    starved
};

inline constexpr std::size_t state_count = 15;

/// The names used in results, files and plots.
inline constexpr std::array<std::string_view, state_count> state_names{"off_shift",
                                                                       "break",
                                                                       "planned_maintenance",
                                                                       "waiting_for_crew",
                                                                       "repair",
                                                                       "waiting_for_setup",
                                                                       "setup",
                                                                       "load",
                                                                       "processing",
                                                                       "unload",
                                                                       "waiting_for_operator",
                                                                       "waiting_for_material",
                                                                       "waiting_for_card",
                                                                       "blocked",
                                                                       "starved"};

constexpr std::string_view name_of(State state) { return state_names[static_cast<std::size_t>(state)]; }

}  // namespace linewright
