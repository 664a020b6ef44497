// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Time on the shop floor. A planner writes durations with units ("4.2 min", 8_h); the engine counts
// 64-bit integer ticks, so that 0.1 + 0.2 is a tie and not a race.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__) || \
    defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__)
#error "Linewright promises the same figures everywhere: compile without -ffast-math and its parts."
#endif

namespace linewright {

/// A point in time or a span of it inside the engine: whole ticks of `Plant::tick` (default 1 us).
using Tick = std::int64_t;

/// No instant: later than everything that can happen.
inline constexpr Tick never = std::numeric_limits<Tick>::max();

/// The units that a duration may be written in. `cycles` counts finished jobs instead of time; it is
/// allowed only where a clock counts cycles (an up-time of 200 cycles).
enum class Unit : std::uint8_t { us, ms, s, min, h, d, wk, cycles };

struct UnitName {
    std::string_view name;
    Unit unit;
    double microseconds;  ///< exact in a double; 0 for cycles
};

/// Every unit with the name it is written with. The order is that of `Unit`.
inline constexpr std::array<UnitName, 8> unit_names{{{"us", Unit::us, 1.0},
                                                     {"ms", Unit::ms, 1e3},
                                                     {"s", Unit::s, 1e6},
                                                     {"min", Unit::min, 6e7},
                                                     {"h", Unit::h, 3.6e9},
                                                     {"d", Unit::d, 8.64e10},
                                                     {"wk", Unit::wk, 6.048e11},
                                                     {"cycles", Unit::cycles, 0.0}}};

constexpr std::string_view name_of(Unit unit) { return unit_names[static_cast<std::size_t>(unit)].name; }

constexpr std::optional<Unit> unit_named(std::string_view name) {
    for (const UnitName& u : unit_names)
        if (u.name == name) return u.unit;
    return std::nullopt;
}

/// A span of time as a person writes it: a number and its unit. It keeps both, so that "4.2 min" is
/// written back as "4.2 min". Two durations are equal when they mean the same span (60 s == 1 min).
struct Duration {
    double value = 0.0;
    Unit unit = Unit::s;

    /// The span in microseconds, rounded once; the plain count for cycles.
    [[nodiscard]] constexpr double microseconds() const {
        return unit == Unit::cycles ? value : value * unit_names[static_cast<std::size_t>(unit)].microseconds;
    }
    [[nodiscard]] constexpr bool is_cycles() const { return unit == Unit::cycles; }
    /// The span in seconds, for reports.
    [[nodiscard]] constexpr double seconds() const { return microseconds() / 1e6; }
    /// The span in another unit, for reports.
    [[nodiscard]] constexpr double in(Unit other) const {
        return other == unit || unit == Unit::cycles
                   ? value
                   : microseconds() / unit_names[static_cast<std::size_t>(other)].microseconds;
    }
    friend constexpr bool operator==(const Duration& a, const Duration& b) {
        return a.is_cycles() == b.is_cycles() && a.microseconds() == b.microseconds();
    }
    friend constexpr Duration operator*(double factor, Duration d) { return {factor * d.value, d.unit}; }
    friend constexpr Duration operator*(Duration d, double factor) { return {factor * d.value, d.unit}; }
};

/// `using namespace linewright::literals;` gives 3_min, 2.5_h, 200_cycles.
namespace literals {
// clang-format off
constexpr Duration operator""_us(unsigned long long v) { return {static_cast<double>(v), Unit::us}; }
constexpr Duration operator""_us(long double v) { return {static_cast<double>(v), Unit::us}; }
constexpr Duration operator""_ms(unsigned long long v) { return {static_cast<double>(v), Unit::ms}; }
constexpr Duration operator""_ms(long double v) { return {static_cast<double>(v), Unit::ms}; }
constexpr Duration operator""_s(unsigned long long v) { return {static_cast<double>(v), Unit::s}; }
constexpr Duration operator""_s(long double v) { return {static_cast<double>(v), Unit::s}; }
constexpr Duration operator""_min(unsigned long long v) { return {static_cast<double>(v), Unit::min}; }
constexpr Duration operator""_min(long double v) { return {static_cast<double>(v), Unit::min}; }
constexpr Duration operator""_h(unsigned long long v) { return {static_cast<double>(v), Unit::h}; }
constexpr Duration operator""_h(long double v) { return {static_cast<double>(v), Unit::h}; }
constexpr Duration operator""_d(unsigned long long v) { return {static_cast<double>(v), Unit::d}; }
constexpr Duration operator""_d(long double v) { return {static_cast<double>(v), Unit::d}; }
constexpr Duration operator""_wk(unsigned long long v) { return {static_cast<double>(v), Unit::wk}; }
constexpr Duration operator""_wk(long double v) { return {static_cast<double>(v), Unit::wk}; }
constexpr Duration operator""_cycles(unsigned long long v) { return {static_cast<double>(v), Unit::cycles}; }
// clang-format on
}  // namespace literals

}  // namespace linewright
