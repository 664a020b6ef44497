// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The floor: aisles, and where on them things stand.
#pragma once

#include <string>

#include "linewright/plant/common.hpp"

namespace linewright {

/// An aisle between two nodes: where aisles meet or end.
struct Aisle {
    std::string name{};
    std::string from{};
    std::string to{};
    double length = 0.0;
    bool both_ways = true;
    bool operator==(const Aisle&) const = default;
};
template <>
struct Fields<Aisle> {
    static constexpr std::string_view name = "aisle";
    static constexpr std::string_view doc =
        "An aisle between two nodes. People and vehicles go the shortest way over the aisles.";
    static constexpr auto list =
        std::tuple{Field{"name", &Aisle::name, "Its name."},
                   Field{"from", &Aisle::from, "The node where it begins; aisles that name the same node meet there."},
                   Field{"to", &Aisle::to, "The node where it ends."},
                   Field{"length", &Aisle::length, "Metres from one to the other, kept to the millionth."},
                   Field{"both_ways", &Aisle::both_ways, "False: people and vehicles go only from `from` to `to`."}};
};

/// Where something stands on the aisles: at a node, or so many metres into an aisle.
struct Spot {
    std::string node{};
    std::string aisle{};
    double metres = 0.0;
    bool operator==(const Spot&) const = default;
};
template <>
struct Fields<Spot> {
    static constexpr std::string_view name = "spot";
    static constexpr std::string_view doc = "Where something stands on the aisles: at a node, or along an aisle.";
    static constexpr auto list =
        std::tuple{Field{"node", &Spot::node, "The node at which it stands."},
                   Field{"aisle", &Spot::aisle, "Instead of a node: the aisle along which it stands."},
                   Field{"metres", &Spot::metres, "So far into that aisle, from where it begins."}};
};
template <>
struct Shorthand<Spot> {
    static constexpr auto field = &Spot::node;
};

}  // namespace linewright
