// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Stations that are switched off while they have nothing to do, and warm up again.
#pragma once

#include <optional>

#include "linewright/plant/common.hpp"

namespace linewright {

/// How a station saves energy while it is starved.
struct Standby {
    Duration after{};
    Duration warm_up{};
    std::optional<Duration> cools_in{};
    bool cold_at_start = false;
    double power_kw = 0.0;
    bool operator==(const Standby&) const = default;
};
template <>
struct Fields<Standby> {
    static constexpr std::string_view name = "standby";
    static constexpr std::string_view doc =
        "Each place of the station is switched off when it has been starved for some time, and warms up before its "
        "next job, as part of the setup.";
    static constexpr auto list = std::tuple{
        Field{"after", &Standby::after, "How long it is starved before it is switched off."},
        Field{"warm_up", &Standby::warm_up, "How long it warms up from cold."},
        Field{"cools_in", &Standby::cools_in,
              "It cools down exponentially with this time constant: off for a time t it needs warm_up x (1 - exp(-t / "
              "cools_in)); not given: it is cold at once."},
        Field{"cold_at_start", &Standby::cold_at_start, "At the start it is off, and cold; else as if just used."},
        Field{"power_kw", &Standby::power_kw,
              "The power that a place takes while it is off, instead of that of starved."}};
};

}  // namespace linewright
