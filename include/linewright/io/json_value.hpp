// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A JSON document as a small tree that remembers where each value stood, so that a fault can name line and
// column. Objects keep the order of their keys. Limits keep a hostile document from costing more than it says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "linewright/plant/faults.hpp"

namespace linewright {

struct JsonValue;
struct JsonMember;
using JsonArray = std::vector<JsonValue>;
using JsonObject = std::vector<JsonMember>;

/// A number: always as a double, and as an integer when it was written as one and fits.
struct JsonNumber {
    double value = 0.0;
    std::optional<std::int64_t> whole{};
    bool operator==(const JsonNumber&) const = default;
};

/// One JSON value. `at` is the byte of the document where it begins (0 for a value that was made in memory).
struct JsonValue {
    std::variant<std::nullptr_t, bool, JsonNumber, std::string, JsonArray, JsonObject> data;  ///< null at first
    std::size_t at = 0;

    JsonValue();
    JsonValue(bool value);              // NOLINT: a value is made from what it holds
    JsonValue(double value);            // NOLINT
    JsonValue(std::int64_t value);      // NOLINT
    JsonValue(int value);               // NOLINT
    JsonValue(std::string value);       // NOLINT
    JsonValue(std::string_view value);  // NOLINT
    JsonValue(const char* value);       // NOLINT
    JsonValue(JsonArray items);         // NOLINT
    JsonValue(JsonObject members);      // NOLINT
    JsonValue(const JsonValue&);
    JsonValue(JsonValue&&) noexcept;
    JsonValue& operator=(const JsonValue&);
    JsonValue& operator=(JsonValue&&) noexcept;
    ~JsonValue();

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::nullptr_t>(data); }
    [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&data); }
    [[nodiscard]] const JsonNumber* number() const { return std::get_if<JsonNumber>(&data); }
    [[nodiscard]] const std::string* string() const { return std::get_if<std::string>(&data); }
    [[nodiscard]] const JsonArray* array() const { return std::get_if<JsonArray>(&data); }
    [[nodiscard]] const JsonObject* object() const { return std::get_if<JsonObject>(&data); }
    [[nodiscard]] JsonArray* array() { return std::get_if<JsonArray>(&data); }
    [[nodiscard]] JsonObject* object() { return std::get_if<JsonObject>(&data); }
    /// The member of an object, or null.
    [[nodiscard]] const JsonValue* find(std::string_view key) const;
};

/// A key and its value; `key_at` is the byte where the key begins.
struct JsonMember {
    std::string key{};
    JsonValue value{};
    std::size_t key_at = 0;
};

// Here, where a member is a complete type.
inline JsonValue::JsonValue() = default;
inline JsonValue::JsonValue(bool value) : data(value) {}
inline JsonValue::JsonValue(double value) : data(JsonNumber{value, {}}) {}
inline JsonValue::JsonValue(std::int64_t value) : data(JsonNumber{static_cast<double>(value), value}) {}
inline JsonValue::JsonValue(int value) : JsonValue(static_cast<std::int64_t>(value)) {}
inline JsonValue::JsonValue(std::string value) : data(std::move(value)) {}
inline JsonValue::JsonValue(std::string_view value) : data(std::string(value)) {}
inline JsonValue::JsonValue(const char* value) : data(std::string(value)) {}
inline JsonValue::JsonValue(JsonArray items) : data(std::move(items)) {}
inline JsonValue::JsonValue(JsonObject members) : data(std::move(members)) {}
inline JsonValue::JsonValue(const JsonValue&) = default;
inline JsonValue::JsonValue(JsonValue&&) noexcept = default;
inline JsonValue& JsonValue::operator=(const JsonValue&) = default;
inline JsonValue& JsonValue::operator=(JsonValue&&) noexcept = default;
inline JsonValue::~JsonValue() = default;

inline const JsonValue* JsonValue::find(std::string_view key) const {
    if (const JsonObject* members = object())
        for (const JsonMember& member : *members)
            if (member.key == key) return &member.value;
    return nullptr;
}

/// What a document may cost. Past a limit it is refused with the place.
struct JsonLimits {
    std::size_t bytes = std::size_t{64} << 20U;  ///< the whole document
    std::size_t string_bytes = std::size_t{1} << 20U;
    std::size_t depth = 64;
    std::size_t values = 2'000'000;
    std::size_t faults = 100;  ///< so many are reported, then a last one that says there are more
};

/// A document, or its faults. Duplicate keys are faults that leave a value (the first counts), so that the reader
/// can report the others too; after any other fault there is no value.
struct JsonDocument {
    std::optional<JsonValue> value{};
    Faults faults{};
};

/// Reads a JSON text (RFC 8259, and // or /* */ comments). Refuses invalid UTF-8, NaN and infinity, numbers too
/// large for a double, duplicate keys, anything after the document, and whatever passes the limits. Never throws
/// on account of the text. `source` (a file's name) stands in the messages when given.
[[nodiscard]] JsonDocument parse_json(std::string_view text, const JsonLimits& limits = {},
                                      std::string_view source = {});

/// "(line 12, column 7)" of a byte in a text, or "(gearbox.json, line 12, column 7)". Columns count characters, from 1.
[[nodiscard]] std::string line_and_column(std::string_view text, std::size_t at, std::string_view source = {});

/// The byte at which a text stops being valid UTF-8, or nothing when it is valid.
[[nodiscard]] std::optional<std::size_t> invalid_utf8(std::string_view text);

/// "..." with everything escaped that JSON wants escaped. The text must be valid UTF-8.
[[nodiscard]] std::string json_quoted(std::string_view text);

/// The value on one line: {"type": "exponential", "mean": "3 min"}. A number that isn't finite becomes null.
[[nodiscard]] std::string json_line(const JsonValue& value);

/// The value over many lines, two blanks deeper at each level; what fits in `width` columns stays on one line.
[[nodiscard]] std::string json_pages(const JsonValue& value, std::size_t width = 100);

}  // namespace linewright
