// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Belts and roller tracks: a way that jobs travel by themselves, one behind the other, and where they wait at its end.
#pragma once

#include <optional>
#include <string>

#include "linewright/plant/common.hpp"

namespace linewright {

/// A conveyor: jobs enter at its beginning, one spacing apart, and leave at its end, in the same order.
struct Conveyor {
    std::string name{};
    double length = 0.0;
    double speed = 0.0;
    std::optional<double> spacing{};
    std::optional<int> places{};
    bool accumulating = true;
    bool operator==(const Conveyor&) const = default;
};
template <>
struct Fields<Conveyor> {
    static constexpr std::string_view name = "conveyor";
    static constexpr std::string_view doc =
        "A belt or roller track. Jobs enter one spacing apart and leave at its end in the same order, when there is "
        "room "
        "ahead. Steps of routes name it.";
    static constexpr auto list = std::tuple{
        Field{"name", &Conveyor::name, "Its name."},
        Field{"length", &Conveyor::length, "Metres from where jobs enter to where they leave, kept to the millionth."},
        Field{"speed", &Conveyor::speed, "Metres a second."},
        Field{"spacing", &Conveyor::spacing,
              "Metres from the front of a job to that of the next one behind it, at least."},
        Field{"places", &Conveyor::places, "Instead of the spacing: so many jobs fill the whole length."},
        Field{"accumulating", &Conveyor::accumulating,
              "Jobs close up when the first one can't leave. False: the whole conveyor stands until it can."}};
};

}  // namespace linewright
