// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Typed numbers of the elements of a compiled plant: a StationId is not a BufferId. They count from 0 in the
// plant's order.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace linewright {

template <class Tag>
struct Id {
    std::uint32_t value = std::numeric_limits<std::uint32_t>::max();

    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t number) : value(number) {}
    /// False for "none".
    [[nodiscard]] constexpr bool valid() const { return value != std::numeric_limits<std::uint32_t>::max(); }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using StationId = Id<struct StationTag>;
using PlaceId = Id<struct PlaceTag>;  ///< one place of a station; places are numbered through the plant
using BufferId = Id<struct BufferTag>;
using ProductId = Id<struct ProductTag>;
using SourceId = Id<struct SourceTag>;
using PoolId = Id<struct PoolTag>;

/// A job on its way. The generation tells a job from a later one that was given the same number: a stale handle
/// is harmless, every question about it answers "gone".
struct JobHandle {
    std::uint32_t slot = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t generation = 0;
    friend constexpr auto operator<=>(const JobHandle&, const JobHandle&) = default;
};

}  // namespace linewright
