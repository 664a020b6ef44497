// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// How a station stands at the start of a run, so that it begins with the real morning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "linewright/plant/common.hpp"

namespace linewright {

/// What a job on a station is at.
enum class InitialPhase : std::uint8_t { setup, load, process, unload, finished };
template <>
struct Choices<InitialPhase> {
    static constexpr std::array list{
        Choice<InitialPhase>{"setup", InitialPhase::setup, "the changeover for it is under way"},
        Choice<InitialPhase>{"load", InitialPhase::load, "it is put in"},
        Choice<InitialPhase>{"process", InitialPhase::process, "it is worked on"},
        Choice<InitialPhase>{"unload", InitialPhase::unload, "it is taken out"},
        Choice<InitialPhase>{"finished", InitialPhase::finished, "it is done, and waits to go on"}};
};

/// One thing about a station at the start: a job on one of its places, what a place is set up for, a breakdown or a
/// maintenance that is under way, how long the clock of a breakdown has run.
struct InitialState {
    std::optional<int> place{};
    std::string product{};
    int quantity = 1;
    std::string step{};
    InitialPhase phase = InitialPhase::process;
    std::optional<Duration> remaining{};
    std::optional<double> remaining_share{};
    std::optional<Duration> age{};
    std::optional<Duration> due{};
    std::string order{};
    std::string setup{};
    std::string breakdown{};
    std::string maintenance{};
    std::optional<Duration> clock{};
    bool operator==(const InitialState&) const = default;
};
template <>
struct Fields<InitialState> {
    static constexpr std::string_view name = "initial_state";
    static constexpr std::string_view doc =
        "One thing about a station at the start of the run: a job on a place, what a place is set up for, a breakdown "
        "or a maintenance under way, the clock of a breakdown.";
    static constexpr auto list = std::tuple{
        Field{"place", &InitialState::place,
              "Which of its places, counted from 1; not given: for a job the first without one, else the station."},
        Field{"product", &InitialState::product, "The job on the place; empty: none."},
        Field{"quantity", &InitialState::quantity, "Where the station takes batches: so many jobs together."},
        Field{"step", &InitialState::step, "The step of its route that is done; empty: the first one at this station."},
        Field{"phase", &InitialState::phase, "What the job is at."},
        Field{"remaining", &InitialState::remaining,
              "What is left of that phase, or of the repair or maintenance: work for people of level 1."},
        Field{"remaining_share", &InitialState::remaining_share,
              "Instead of remaining: the share that is left of the phase's time, which is drawn; neither: all of it."},
        Field{"age", &InitialState::age, "How long the job has been in the plant; lead times count from its release."},
        Field{"due", &InitialState::due, "When it is due, from the start; \"-3 h\" was three hours ago."},
        Field{"order", &InitialState::order,
              "The order it is for: complete when all jobs at the start that name it are good and out."},
        Field{"setup", &InitialState::setup,
              "What the place was last set up for, instead of initial_setup; with the phase setup: before that."},
        Field{"breakdown", &InitialState::breakdown, "A breakdown of the station, by its name or number."},
        Field{"maintenance", &InitialState::maintenance, "A maintenance of the station that is under way."},
        Field{"clock", &InitialState::clock,
              "The breakdown's clock has run so long since the last repair, or so many cycles."}};
};

}  // namespace linewright
