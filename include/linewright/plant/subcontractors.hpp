// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Work that is done outside: subcontractors, whom steps of routes name like a station.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "linewright/plant/common.hpp"

namespace linewright {

/// Somebody who does a step of a route outside.
struct Subcontractor {
    std::string name{};
    Times lead_time{};
    std::optional<int> capacity{};
    std::map<std::string, double> price{};
    TimePer price_per = TimePer::job;
    bool operator==(const Subcontractor&) const = default;
};
template <>
struct Fields<Subcontractor> {
    static constexpr std::string_view name = "subcontractor";
    static constexpr std::string_view doc =
        "Somebody who does a step of a route outside. The job is in the plant's WIP and on no station; when it is back "
        "it goes on as soon as there is a place for it.";
    static constexpr auto list = std::tuple{
        Field{"name", &Subcontractor::name, "Its name, as steps of routes give it in `at`."},
        Field{"lead_time", &Subcontractor::lead_time,
              "From leaving the plant to being back, for all products or for each."},
        Field{"capacity", &Subcontractor::capacity,
              "Jobs that may be out at once, those that are back and find no place among them; not given: no limit."},
        Field{"price", &Subcontractor::price,
              "What each job costs, paid when it is back, for each product; \"*\" for all others, one number for all."},
        Field{"price_per", &Subcontractor::price_per, "Whether the price is for a job or for each of its pieces."}};
};

}  // namespace linewright
