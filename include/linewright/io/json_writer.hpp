// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Writes JSON as it comes, without a tree: for results, traces and the command line's --json.
#pragma once

#include <cassert>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "linewright/core/time.hpp"
#include "linewright/io/json_value.hpp"
#include "linewright/io/text.hpp"

namespace linewright {

/// Builds a JSON text call by call: `w.begin_object().key("wip").value(3.2).end_object()`. The same calls give the
/// same bytes everywhere. Text must be valid UTF-8; JSON has no NaN or infinity, they are written as null.
/// With `indent` 0 everything stands on one line; otherwise each member stands on its own.
class JsonWriter {
   public:
    explicit JsonWriter(int indent = 0) : indent_(indent) {}

    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }

    JsonWriter& key(std::string_view name) {
        assert(!open_.empty() && !after_key_ && "a key stands in an object, before its value");
        separate();
        text_ += json_quoted(name);
        text_ += ": ";
        after_key_ = true;
        return *this;
    }

    JsonWriter& value(std::string_view text) { return raw(json_quoted(text)); }
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(bool flag) { return raw(flag ? "true" : "false"); }
    JsonWriter& value(double number) { return raw(std::isfinite(number) ? number_text(number) : "null"); }
    template <std::integral I>
    requires(!std::same_as<I, bool>) JsonWriter& value(I number) { return raw(std::to_string(number)); }
    JsonWriter& value(Duration duration) { return value(duration_text(duration)); }
    JsonWriter& value(const JsonValue& tree) { return raw(json_line(tree)); }
    JsonWriter& null() { return raw("null"); }
    /// A value that is JSON already.
    JsonWriter& raw(std::string_view json) {
        separate();
        text_ += json;
        return *this;
    }

    /// `key(name).value(v)` in one.
    template <class T>
    JsonWriter& member(std::string_view name, const T& v) {
        return key(name).value(v);
    }

    /// What has been written; complete once every object and array is closed.
    [[nodiscard]] const std::string& text() const& { return text_; }
    [[nodiscard]] std::string text() && { return std::move(text_); }
    [[nodiscard]] bool complete() const { return open_.empty() && !text_.empty(); }

   private:
    JsonWriter& open(char bracket) {
        separate();
        text_ += bracket;
        open_.push_back(0);
        return *this;
    }
    JsonWriter& close(char bracket) {
        assert(!open_.empty() && !after_key_ && "what is closed was opened, and every key has its value");
        const bool empty = open_.back() == 0;
        open_.pop_back();
        if (!empty) new_line();
        text_ += bracket;
        return *this;
    }
    void separate() {
        if (std::exchange(after_key_, false) || open_.empty()) return;
        if (open_.back()++ > 0) text_ += indent_ > 0 ? "," : ", ";
        new_line();
    }
    void new_line() {
        if (indent_ == 0) return;
        text_ += '\n';
        text_.append(open_.size() * static_cast<std::size_t>(indent_), ' ');
    }

    int indent_;
    std::string text_{};
    std::vector<std::size_t> open_{};  ///< how many members each open object or array has so far
    bool after_key_ = false;
};

}  // namespace linewright
