// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Numbers and durations as people write them, whatever the locale.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>

#include "linewright/core/time.hpp"

namespace linewright {

/// The shortest text that reads back as the same double: "2.5", "3", "1e+30". A number that isn't finite gives
/// "nan", "inf" or "-inf", which no reader of ours takes.
inline std::string number_text(double value) {
    if (value == 0.0) value = 0.0;  // -0 and 0 are one number to a planner
    char buffer[32];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return error == std::errc{} ? std::string(buffer, end) : std::string("nan");
}
inline std::string number_text(std::int64_t value) {
    char buffer[24];
    return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

/// "4.2 min"
inline std::string duration_text(Duration duration) {
    return number_text(duration.value) + " " + std::string(name_of(duration.unit));
}

}  // namespace linewright
