// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Pieces that several elements of a plant share.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "linewright/core/distribution.hpp"
#include "linewright/plant/fields.hpp"

namespace linewright {

/// The time of an operation: one for every product, or one for each. `by_product` wins over `every`.
struct Times {
    std::optional<Distribution> every{};
    std::map<std::string, Distribution> by_product{};

    Times() = default;
    Times(Duration value) : every(value) {}                                           // NOLINT
    Times(Distribution d) : every(std::move(d)) {}                                    // NOLINT
    Times(std::map<std::string, Distribution> each) : by_product(std::move(each)) {}  // NOLINT
    [[nodiscard]] bool given() const { return every.has_value() || !by_product.empty(); }
    /// The distribution for a product, or null when none is given for it.
    [[nodiscard]] const Distribution* of(const std::string& product) const {
        if (auto it = by_product.find(product); it != by_product.end()) return &it->second;
        return every ? &*every : nullptr;
    }
    bool operator==(const Times&) const = default;
};

/// What a processing time, and an interval, is for.
enum class TimePer : std::uint8_t { job, piece };
template <>
struct Choices<TimePer> {
    static constexpr std::array list{
        Choice<TimePer>{"job", TimePer::job, "the job, however many pieces it has"},
        Choice<TimePer>{"piece", TimePer::piece,
                        "each piece: one draw for all of them, one after the other, or an interval apart"}};
};

/// A point on the floor, in metres.
struct Point {
    double x = 0.0;
    double y = 0.0;
    bool operator==(const Point&) const = default;
};
template <>
struct Fields<Point> {
    static constexpr std::string_view name = "point";
    static constexpr std::string_view doc = "A point on the floor.";
    static constexpr auto list =
        std::tuple{Field{"x", &Point::x, "Metres to the right."}, Field{"y", &Point::y, "Metres up the drawing."}};
};

/// The phases of a job's stay on a station in which people may be needed.
enum class Phase : std::uint8_t { setup, load, process, unload, repair };
template <>
struct Choices<Phase> {
    static constexpr std::array list{Choice<Phase>{"setup", Phase::setup, "the changeover"},
                                     Choice<Phase>{"load", Phase::load, "putting the job in"},
                                     Choice<Phase>{"process", Phase::process, "the work itself"},
                                     Choice<Phase>{"unload", Phase::unload, "taking the job out"},
                                     Choice<Phase>{"repair", Phase::repair, "the repair of a breakdown"}};
};

/// People that a phase needs: how many of which skill. All needs of one phase are met at once or not at all.
struct Need {
    std::string skill{};
    int number = 1;
    std::vector<Phase> phases{Phase::process};
    std::vector<double> time_factors{};
    bool operator==(const Need&) const = default;
};
template <>
struct Fields<Need> {
    static constexpr std::string_view name = "need";
    static constexpr std::string_view doc = "People that a phase needs, all at once.";
    static constexpr auto list =
        std::tuple{Field{"skill", &Need::skill, "The skill asked for; a pool's own name is a skill of its people."},
                   Field{"number", &Need::number, "How many people; the least, where more go faster."},
                   Field{"phases", &Need::phases,
                         "The phases they are needed in; people are kept through consecutive phases of one need. In a "
                         "breakdown's crew the phase is always repair and need not be given."},
                   Field{"time_factors", &Need::time_factors,
                         "Where more go faster: the factor on the time with number people, with one more, and so on to "
                         "the most that are taken; empty: number, no more."}};
};
template <>
struct Shorthand<Need> {
    static constexpr auto field = &Need::skill;
};

}  // namespace linewright
