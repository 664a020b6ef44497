// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Numbers and durations as people write them: "4.2 min". No locale has a say here: the decimal point is a
// point everywhere, and a number is written with the fewest digits that read back as the same bits (0 for -0).
#pragma once

#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "linewright/core/text.hpp"
#include "linewright/core/time.hpp"

namespace linewright {

/// A number at the start of a text, and how many characters it took; 0 when there is none. A number too large for
/// a double comes as infinity, one too small as 0. "inf", "nan" and hexadecimal are no numbers.
struct ScannedNumber {
    double value = 0.0;
    std::size_t length = 0;
};
inline ScannedNumber scan_number(std::string_view text) {
    std::size_t first = 0;
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    if (first < text.size() && text[first] == '-') ++first;
    if (!digit(first) && !(first < text.size() && text[first] == '.' && digit(first + 1))) return {};
    ScannedNumber scanned;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), scanned.value);
    scanned.length = static_cast<std::size_t>(end - text.data());
    if (error == std::errc::result_out_of_range) {
        // Too large or too small: a large number has its first significant digit before the point or a plain exponent.
        const std::string_view number = text.substr(0, scanned.length);
        const std::size_t e = number.find_first_of("eE");
        const bool small = e != std::string_view::npos ? e + 1 < number.size() && number[e + 1] == '-'
                                                       : number.find_first_of("123456789") > number.find('.');
        scanned.value = small ? 0.0 : HUGE_VAL;
        if (text[0] == '-') scanned.value = -scanned.value;
    }
    return scanned;
}

/// All units, as a remedy lists them.
inline constexpr std::string_view unit_list = "us, ms, s, min, h, d, wk, cycles";

/// A duration from its text, or what is wrong with it.
struct ReadDuration {
    std::optional<Duration> duration{};
    std::string what{};
    std::string remedy{};
};

namespace detail {
/// What a person who wrote this unit meant, or nothing.
inline std::string_view unit_meant(std::string_view written) {
    struct Alias {
        std::string_view written, meant;
    };
    static constexpr Alias aliases[] = {{"sec", "s"},      {"secs", "s"},       {"second", "s"},     {"seconds", "s"},
                                        {"S", "s"},        {"m", "min"},        {"mins", "min"},     {"Min", "min"},
                                        {"minute", "min"}, {"minutes", "min"},  {"hr", "h"},         {"hrs", "h"},
                                        {"H", "h"},        {"hour", "h"},       {"hours", "h"},      {"std", "h"},
                                        {"day", "d"},      {"days", "d"},       {"D", "d"},          {"w", "wk"},
                                        {"week", "wk"},    {"weeks", "wk"},     {"cycle", "cycles"}, {"jobs", "cycles"},
                                        {"msec", "ms"},    {"\xC2\xB5s", "us"}, {"\xCE\xBCs", "us"}};
    for (const Alias& alias : aliases)
        if (alias.written == written) return alias.meant;
    return {};
}
/// At most `most` bytes of a text for a message, cut between characters.
inline std::string cut(std::string_view text, std::size_t most = 48) {
    if (text.size() <= most) return std::string(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return std::string(text.substr(0, most)) + "...";
}
}  // namespace detail

/// Reads "4.2 min", "1.5 h", "200 cycles": a number, blanks or none, a unit.
inline ReadDuration read_duration(std::string_view text) {
    const std::string quoted = "\"" + detail::cut(text) + "\"";
    const ScannedNumber number = scan_number(text);
    if (number.length == 0)
        return {{}, "must be a duration, is " + quoted, "Write a number and its unit, as in \"4.2 min\""};
    std::string_view rest = text.substr(number.length);
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    const std::string shown(text.substr(0, number.length));
    if (!std::isfinite(number.value)) return {{}, "is too long, " + quoted, "Give a shorter time"};
    if (rest.empty())
        return {
            {}, "has no unit, is " + quoted, "Write \"" + shown + " min\" or another unit: " + std::string(unit_list)};
    if (rest.front() == ',')
        return {{}, "must be a duration, is " + quoted, "Write a decimal point, as in \"4.2 min\""};
    if (const auto unit = unit_named(rest)) {
        const Duration duration{number.value, *unit};
        if (std::isfinite(duration.microseconds())) return {duration, {}, {}};
        return {{}, "is too long, " + quoted, "Give a shorter time"};
    }
    ReadDuration wrong{{}, "has the unknown unit \"" + detail::cut(rest) + "\", is " + quoted, {}};
    if (const std::string_view meant = detail::unit_meant(rest); !meant.empty()) {
        wrong.remedy = "Did you mean \"" + shown + " " + std::string(meant) + "\"?";
    } else {
        wrong.remedy = "The units are " + std::string(unit_list);
    }
    return wrong;
}

}  // namespace linewright
