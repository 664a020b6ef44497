// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/json_value.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "linewright/io/json_writer.hpp"
#include "linewright/io/path.hpp"
#include "linewright/io/text.hpp"

namespace linewright {

std::optional<std::size_t> invalid_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = byte(i);
        if (lead < 0x80U) {
            ++i;
        } else if (lead >= 0xC2U && lead <= 0xDFU && follows(i + 1)) {
            i += 2;
        } else if (lead >= 0xE0U && lead <= 0xEFU && follows(i + 1) && follows(i + 2) &&
                   !(lead == 0xE0U && byte(i + 1) < 0xA0U) && !(lead == 0xEDU && byte(i + 1) > 0x9FU)) {
            i += 3;
        } else if (lead >= 0xF0U && lead <= 0xF4U && follows(i + 1) && follows(i + 2) && follows(i + 3) &&
                   !(lead == 0xF0U && byte(i + 1) < 0x90U) && !(lead == 0xF4U && byte(i + 1) > 0x8FU)) {
            i += 4;
        } else {
            return i;
        }
    }
    return std::nullopt;
}

std::string line_and_column(std::string_view text, std::size_t at, std::string_view source) {
    at = std::min(at, text.size());
    const std::string_view before = text.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t newline = before.rfind('\n');
    const std::string_view head = newline == std::string_view::npos ? before : before.substr(newline + 1);
    const auto column = 1 + std::count_if(head.begin(), head.end(), [](char c) {
                            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // characters, not bytes
                        });
    std::string place = "(";
    if (!source.empty()) place += std::string(source) + ", ";
    return place + "line " + std::to_string(line) + ", column " + std::to_string(column) + ")";
}

namespace {

/// An iterator over the text that tells where the parser has got to.
class Cursor {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;
    Cursor(const char* here, std::size_t* taken) : here_(here), taken_(taken) {}
    reference operator*() const { return *here_; }
    Cursor& operator++() {
        ++here_;
        ++*taken_;
        return *this;
    }
    Cursor operator++(int) {
        Cursor before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Cursor& other) const { return here_ == other.here_; }
    bool operator!=(const Cursor& other) const { return here_ != other.here_; }

   private:
    const char* here_;
    std::size_t* taken_;
};

/// Builds the tree from nlohmann's events. Between two events only blanks, commas, colons and comments stand, so the
/// beginning of each token is found from the end of the one before.
class Builder {
   public:
    using Json = nlohmann::json;

    Builder(std::string_view text, const JsonLimits& limits, std::string_view source, const std::size_t& taken)
        : text_(text), limits_(limits), source_(source), taken_(taken) {}

    bool null() { return put(nullptr, taken_) != nullptr; }
    bool boolean(bool value) { return put(value, taken_) != nullptr; }
    bool number_integer(Json::number_integer_t) { return number(); }
    bool number_unsigned(Json::number_unsigned_t) { return number(); }
    bool number_float(Json::number_float_t, const std::string&) { return number(); }
    bool string(std::string& value) {
        if (!short_enough(value)) return false;
        return put(std::move(value), taken_) != nullptr;
    }
    bool binary(Json::binary_t&) { return false; }
    bool start_object(std::size_t) { return start(JsonObject{}); }
    bool start_array(std::size_t) { return start(JsonArray{}); }
    bool end_object() {
        report_duplicates();
        return end();
    }
    bool end_array() { return end(); }
    bool key(std::string& value) {
        if (!short_enough(value)) return false;
        JsonObject& members = *open_.back()->object();
        JsonMember& member = members.emplace_back();
        member.key = std::move(value);
        member.key_at = skip_to_token();
        end_of_last_ = taken_;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
        const std::size_t at = std::min(position == 0 ? 0 : position - 1, text_.size());
        if (error.id == 406) {
            const std::size_t number = skip_to_token();
            return refuse(number, "is a number too large for a double", "Leave it out or write a smaller one");
        }
        // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing value - invalid
        // literal; last read: '...'; expected '}'": what matters is what is wrong and what is expected.
        std::string what = error.what();
        if (const std::size_t dash = what.find(" - "); dash != std::string::npos) what.erase(0, dash + 3);
        const std::size_t expected = what.rfind("; expected ");
        const std::size_t read = what.find("; last read: ");
        const std::string wanted = expected == std::string::npos ? std::string() : what.substr(expected);
        what = detail::cut(std::string_view(what).substr(0, std::min(read, expected)), 200) + detail::cut(wanted, 80);
        if (position > text_.size() || at >= text_.size())
            return refuse(at, "the document ends too early: " + what, "Close what is open");
        if (what.find("literal") != std::string::npos && what.find("invalid") != std::string::npos)
            return refuse(skip_to_token(), "is no value that JSON knows",
                          "Write a number, true, false, a text in quotes, [ ] or { }");
        if (what.find("control character") != std::string::npos)
            return refuse(at, "a text goes over the end of its line, or holds a control character",
                          "Close the quotes, or write \\n for a new line");
        return refuse(at, "is no JSON: " + what, "Write \"key\": value pairs with commas between them");
    }

    JsonDocument take() {
        JsonDocument document;
        document.faults = std::move(faults_);
        if (!broken_) document.value = std::move(root_);
        return document;
    }

   private:
    std::size_t skip_to_token() const {
        std::size_t i = end_of_last_;
        while (i < text_.size()) {
            const char c = text_[i];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':') {
                ++i;
            } else if (c == '/' && i + 1 < text_.size() && text_[i + 1] == '/') {
                while (i < text_.size() && text_[i] != '\n' && text_[i] != '\r') ++i;
            } else if (c == '/' && i + 1 < text_.size() && text_[i + 1] == '*') {
                const std::size_t close = text_.find("*/", i + 2);
                i = close == std::string_view::npos ? text_.size() : close + 2;
            } else if (i == 0 && text_.substr(0, 3) == "\xEF\xBB\xBF") {
                i = 3;
            } else {
                break;
            }
        }
        return i;
    }

    JsonValue* put(decltype(JsonValue::data) data, std::size_t end) {
        const std::size_t at = skip_to_token();
        if (++values_ > limits_.values) {
            refuse(at, "the document has more than " + std::to_string(limits_.values) + " values",
                   "Leave out what the plant does not need, or raise the limit");
            return nullptr;
        }
        end_of_last_ = end;
        JsonValue* slot = &root_;
        if (!open_.empty()) {
            if (JsonArray* items = open_.back()->array()) {
                slot = &items->emplace_back();
            } else {
                slot = &open_.back()->object()->back().value;
            }
        }
        slot->data = std::move(data);
        slot->at = at;
        return slot;
    }

    bool number() {
        const std::size_t at = skip_to_token();
        const ScannedNumber scanned = scan_number(text_.substr(at));
        JsonNumber made{scanned.value, {}};
        if (text_.substr(at, scanned.length).find_first_of(".eE") == std::string_view::npos) {
            std::int64_t whole = 0;
            const char* const last = text_.data() + at + scanned.length;
            const auto [end, error] = std::from_chars(text_.data() + at, last, whole);
            if (error == std::errc{} && end == last) made.whole = whole;
        }
        return put(made, at + scanned.length) != nullptr;
    }

    template <class Container>
    bool start(Container empty) {
        if (open_.size() >= limits_.depth)
            return refuse(skip_to_token(), "is nested more than " + std::to_string(limits_.depth) + " deep",
                          "A plant needs no such depth");
        JsonValue* slot = put(std::move(empty), taken_);
        if (slot == nullptr) return false;
        open_.push_back(slot);
        return true;
    }

    bool end() {
        open_.pop_back();
        end_of_last_ = taken_;
        return true;
    }

    bool short_enough(const std::string& value) {
        if (value.size() <= limits_.string_bytes) return true;
        return refuse(skip_to_token(),
                      "is a text of " + std::to_string(value.size()) + " bytes, more than " +
                          std::to_string(limits_.string_bytes),
                      "Shorten it");
    }

    void report_duplicates() {
        const JsonObject& members = *open_.back()->object();
        std::vector<std::size_t> order(members.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return members[a].key != members[b].key ? members[a].key < members[b].key : a < b;
        });
        std::vector<std::size_t> twice;
        std::size_t first = 0;
        std::vector<std::size_t> first_of(members.size());
        for (std::size_t i = 1; i < order.size(); ++i) {
            if (members[order[i]].key != members[order[first]].key) {
                first = i;
                continue;
            }
            first_of[order[i]] = order[first];
            twice.push_back(order[i]);
        }
        std::sort(twice.begin(), twice.end());
        for (const std::size_t i : twice) {
            if (faults_.size() > limits_.faults) return;
            std::string place = path(open_.size() - 1);
            detail::append_component(place, members[i].key);
            faults_.push_back({std::move(place),
                               line_and_column(text_, members[i].key_at, source_) +
                                   " stands twice in one object; first " +
                                   line_and_column(text_, members[first_of[i]].key_at),
                               "Keep one of them"});
        }
    }

    bool refuse(std::size_t at, const std::string& what, std::string remedy) {
        broken_ = true;
        faults_.push_back({path(open_.size()), line_and_column(text_, at, source_) + " " + what, std::move(remedy)});
        return false;
    }

    /// The path down to the value in hand, by names where they are known by now. `levels` open containers take part.
    std::string path(std::size_t levels) const {
        std::string text;
        for (std::size_t level = 0; level < levels; ++level) {
            const JsonValue& container = *open_[level];
            if (const JsonArray* items = container.array()) {
                const bool inside = level + 1 < open_.size() && !items->empty() && &items->back() == open_[level + 1];
                const JsonValue* item = inside ? &items->back() : nullptr;
                const JsonValue* name = item != nullptr ? item->find("name") : nullptr;
                if (name != nullptr && name->string() != nullptr && !name->string()->empty()) {
                    detail::append_component(text, *name->string());
                } else {
                    detail::append_component(text, std::to_string(inside ? items->size() - 1 : items->size()));
                }
            } else if (!container.object()->empty()) {
                detail::append_component(text, detail::cut(container.object()->back().key, 64));
            }
        }
        return text;
    }

    std::string_view text_;
    const JsonLimits& limits_;
    std::string_view source_;
    const std::size_t& taken_;  ///< bytes that the parser has read
    JsonValue root_;
    /// The containers that are open. Pointers into vectors that stand still: only the innermost one grows.
    std::vector<JsonValue*> open_;
    std::size_t end_of_last_ = 0;
    std::size_t values_ = 0;
    bool broken_ = false;
    Faults faults_;
};

}  // namespace

JsonDocument parse_json(std::string_view text, const JsonLimits& limits, std::string_view source) {
    JsonDocument document;
    const auto refuse = [&](std::string what, std::string remedy) {
        document.faults.push_back({"", std::move(what), std::move(remedy)});
        return document;
    };
    if (text.size() > limits.bytes)
        return refuse("the document has " + std::to_string(text.size()) + " bytes, more than the limit of " +
                          std::to_string(limits.bytes),
                      "Leave out what the plant does not need, or raise the limit");
    if (const auto bad = invalid_utf8(text))
        return refuse(line_and_column(text, *bad, source) + " invalid UTF-8", "Save the file as UTF-8");
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos)
        return refuse(line_and_column(text, zero, source) + " a zero byte", "Save the file as plain UTF-8 text");
    std::size_t taken = 0;
    Builder builder(text, limits, source, taken);
    nlohmann::json::sax_parse(Cursor(text.data(), &taken), Cursor(text.data() + text.size(), &taken), &builder,
                              nlohmann::json::input_format_t::json, /*strict=*/true, /*ignore_comments=*/true);
    return builder.take();
}

std::string json_quoted(std::string_view text) {
    std::string quoted = "\"";
    static constexpr char hex[] = "0123456789abcdef";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        switch (c) {
            case '"':
                quoted += "\\\"";
                break;
            case '\\':
                quoted += "\\\\";
                break;
            case '\n':
                quoted += "\\n";
                break;
            case '\r':
                quoted += "\\r";
                break;
            case '\t':
                quoted += "\\t";
                break;
            default:
                if (code < 0x20U || code == 0x7FU) {
                    quoted += "\\u00";
                    quoted += hex[code >> 4U];
                    quoted += hex[code & 0xFU];
                } else {
                    quoted += c;
                }
        }
    }
    return quoted += '"';
}

namespace {

/// Appends the value on one line; gives up (false) once the text is longer than `most`.
bool append_line(const JsonValue& value, std::string& out, std::size_t most) {
    if (const bool* flag = value.boolean()) {
        out += *flag ? "true" : "false";
    } else if (const JsonNumber* number = value.number()) {
        if (number->whole) {
            out += number_text(*number->whole);
        } else {
            out += std::isfinite(number->value) ? number_text(number->value) : "null";
        }
    } else if (const std::string* text = value.string()) {
        if (text->size() > most) return false;
        out += json_quoted(*text);
    } else if (const JsonArray* items = value.array()) {
        out += '[';
        bool first = true;
        for (const JsonValue& item : *items) {
            if (!std::exchange(first, false)) out += ", ";
            if (!append_line(item, out, most) || out.size() > most) return false;
        }
        out += ']';
    } else if (const JsonObject* members = value.object()) {
        out += '{';
        bool first = true;
        for (const JsonMember& member : *members) {
            if (!std::exchange(first, false)) out += ", ";
            out += json_quoted(member.key) + ": ";
            if (!append_line(member.value, out, most) || out.size() > most) return false;
        }
        out += '}';
    } else {
        out += "null";
    }
    return out.size() <= most;
}

void append_pages(const JsonValue& value, std::string& out, std::size_t indent, std::size_t used, std::size_t width) {
    const JsonArray* items = value.array();
    const JsonObject* members = value.object();
    const bool container = (items != nullptr && !items->empty()) || (members != nullptr && !members->empty());
    std::string line;
    if (!container || (indent > 0 && used < width && append_line(value, line, width - used))) {
        if (container) {
            out += line;
        } else {
            append_line(value, out, std::string::npos);
        }
        return;
    }
    const std::string margin(indent + 2, ' ');
    out += items != nullptr ? "[\n" : "{\n";
    const std::size_t count = items != nullptr ? items->size() : members->size();
    for (std::size_t i = 0; i < count; ++i) {
        out += margin;
        std::string head;
        if (members != nullptr) head = json_quoted((*members)[i].key) + ": ";
        out += head;
        append_pages(items != nullptr ? (*items)[i] : (*members)[i].value, out, indent + 2,
                     indent + 2 + head.size() + 1, width);
        out += i + 1 < count ? ",\n" : "\n";
    }
    out += std::string(indent, ' ') + (items != nullptr ? "]" : "}");
}

}  // namespace

std::string json_line(const JsonValue& value) {
    std::string out;
    append_line(value, out, std::string::npos);
    return out;
}

std::string json_pages(const JsonValue& value, std::size_t width) {
    std::string out;
    append_pages(value, out, 0, 0, width);
    out += '\n';
    return out;
}

}  // namespace linewright
