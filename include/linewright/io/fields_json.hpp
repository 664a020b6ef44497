// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// From `Fields<T>` to JSON and back, for every T that lists its fields: plants, their parts, and what else comes to
// list its fields later. Reading reports every fault with its place and goes on; writing leaves out what equals the
// default.
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "linewright/io/json_value.hpp"
#include "linewright/io/path.hpp"
#include "linewright/io/text.hpp"
#include "linewright/plant/common.hpp"
#include "linewright/plant/faults.hpp"
#include "linewright/plant/fields.hpp"
#include "linewright/plant/laws.hpp"

namespace linewright {

namespace detail {
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsNameMap : std::false_type {};
template <class V>
struct IsNameMap<std::map<std::string, V>> : std::true_type {};

template <class T>
inline constexpr bool is_optional = IsOptional<T>::value;
template <class T>
inline constexpr bool is_vector = IsVector<T>::value;
template <class T>
inline constexpr bool is_name_map = IsNameMap<T>::value;
template <class>
inline constexpr bool no_such_type = false;

/// "a station", "an arrival", for messages.
inline std::string with_article(std::string_view name) {
    std::string words = std::string_view("aeiou").find(name.front()) != std::string_view::npos ? "an " : "a ";
    for (const char c : name) words += c == '_' ? ' ' : c;
    return words;
}

/// Is this member the one that a bare string of its owner stands for?
template <class Owner, class Value>
constexpr bool is_shorthand_of(Value Owner::*member) {
    if constexpr (HasShorthand<Owner>) {
        if constexpr (std::is_same_v<std::remove_cv_t<decltype(Shorthand<Owner>::field)>, Value Owner::*>)
            return Shorthand<Owner>::field == member;
    }
    return false;
}
}  // namespace detail

/// Reads values into elements and gathers what is wrong. One Reading serves one document.
class Reading {
   public:
    /// `text` is the document that the values came from (for line and column; it must outlive the Reading), or empty
    /// when they were made in memory. Place names begin with `place`.
    explicit Reading(std::string_view text = {}, std::string_view source = {}, std::string place = {},
                     std::size_t most_faults = JsonLimits{}.faults)
        : text_(text), source_(source), place_(std::move(place)), most_faults_(most_faults) {}

    /// The unit of bare numbers, when the document declares one.
    std::optional<Unit> time_unit{};
    /// Keys at the top of the document that belong to no field.
    std::vector<std::string_view> other_keys{};

    [[nodiscard]] const Faults& faults() const { return faults_; }
    [[nodiscard]] Faults take_faults() { return std::move(faults_); }
    [[nodiscard]] const std::string& place() const { return place_; }

    void fault(const JsonValue& value, const std::string& what, std::string remedy) {
        fault_at(place_, value.at, what, std::move(remedy));
    }

    void fault_at(std::string place, std::size_t at, const std::string& what, std::string remedy) {
        if (faults_.size() > most_faults_) return;
        if (faults_.size() == most_faults_) {
            faults_.push_back({"", "and more faults, which are not listed", "Mend these first"});
            return;
        }
        faults_.push_back({std::move(place), text_.empty() ? what : line_and_column(text_, at, source_) + " " + what,
                           std::move(remedy)});
    }

    /// Goes one level down for as long as it lives.
    class Level {
       public:
        Level(Reading& reading, std::string_view component) : reading_(reading), length_(reading.place_.size()) {
            detail::append_component(reading.place_, component);
        }
        ~Level() { reading_.place_.resize(length_); }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

       private:
        Reading& reading_;
        std::size_t length_;
    };

    void read(const JsonValue& value, bool& out) {
        if (const bool* flag = value.boolean()) {
            out = *flag;
        } else {
            wrong(value, "true or false", "Write true or false, without quotes");
        }
    }

    template <std::integral I>
    requires(!std::same_as<I, bool>) void read(const JsonValue& value, I& out) {
        const JsonNumber* number = value.number();
        std::optional<std::int64_t> whole;
        if (number != nullptr) {
            whole = number->whole;
            if (!whole && std::fabs(number->value) < 9e15 && number->value == std::nearbyint(number->value))
                whole = static_cast<std::int64_t>(number->value);  // 3.0 and 1e3 are whole numbers too
        }
        if (!whole) {
            wrong(value, "a whole number", "Write a whole number, without quotes");
        } else if (!std::in_range<I>(*whole)) {
            wrong(value,
                  "a whole number from " + std::to_string(std::numeric_limits<I>::min()) + " to " +
                      std::to_string(std::numeric_limits<I>::max()),
                  "");
        } else {
            out = static_cast<I>(*whole);
        }
    }

    void read(const JsonValue& value, double& out) {
        if (const JsonNumber* number = value.number()) {
            out = number->value;
        } else {
            wrong(value, "a number", "Write a number, without quotes");
        }
    }

    void read(const JsonValue& value, std::string& out) {
        if (const std::string* text = value.string()) {
            out = *text;
        } else {
            wrong(value, "a text", "Write it in quotes");
        }
    }

    template <Named E>
    void read(const JsonValue& value, E& out) {
        std::vector<std::string_view> names;
        for (const auto& choice : Choices<E>::list) names.push_back(choice.name);
        if (const std::string* text = value.string()) {
            if (const auto choice = choice_named<E>(*text)) {
                out = *choice;
                return;
            }
            fault(value, "has no choice \"" + detail::cut(*text) + "\"", did_you_mean(*text, names, "choice"));
            return;
        }
        std::string all;
        for (const std::string_view name : names) all += (all.empty() ? "\"" : ", \"") + std::string(name) + "\"";
        wrong(value, "the name of a choice", "Write one of " + all);
    }

    void read(const JsonValue& value, Duration& out) {
        if (const std::string* text = value.string()) {
            ReadDuration read = read_duration(*text);
            if (read.duration) {
                out = *read.duration;
            } else {
                fault(value, read.what, std::move(read.remedy));
            }
        } else if (const JsonNumber* number = value.number()) {
            const std::string bare = number_text(number->value);
            if (time_unit) {
                out = {number->value, *time_unit};
                if (!std::isfinite(out.microseconds())) fault(value, "is too long, " + bare, "Give a shorter time");
                return;
            }
            fault(value, "is a bare number, " + bare,
                  "Write its unit, as in \"" + bare + " min\"" +
                      (text_.empty() ? "" : ", or declare \"time_unit\": \"min\" at the top"));
        } else {
            wrong(value, "a duration", "Write a number and its unit, as in \"4.2 min\"");
        }
    }

    void read(const JsonValue& value, Distribution& out) {
        if (value.string() != nullptr || value.number() != nullptr) {
            Duration constant{};
            read(value, constant);
            out = constant;
            return;
        }
        const JsonObject* members = value.object();
        if (members == nullptr) {
            wrong(value, "a duration or a distribution",
                  "Write \"4.2 min\" or {\"type\": \"exponential\", \"mean\": \"4.2 min\"}");
            return;
        }
        const JsonValue* type = value.find("type");
        std::vector<std::string_view> laws;
        for_each_law([&]<class L>(std::type_identity<L>) { laws.push_back(Fields<L>::name); });
        if (type == nullptr) {
            fault(value, "has no \"type\"", "Say which distribution: " + joined(laws));
            return;
        }
        const std::string* name = type->string();
        bool known = false;
        if (name != nullptr) {
            for_each_law([&]<class L>(std::type_identity<L>) {
                if (known || Fields<L>::name != *name) return;
                known = true;
                read_law<L>(value, *members, out);
            });
        }
        if (known) return;
        const Level down(*this, "type");
        if (name == nullptr) {
            wrong(*type, "the name of a distribution", "Write one of " + joined(laws));
        } else {
            fault(*type, "has no distribution \"" + detail::cut(*name) + "\"",
                  did_you_mean(*name, laws, "distribution"));
        }
    }

    void read(const JsonValue& value, Times& out) {
        const JsonObject* members = value.object();
        const JsonValue* by_product = value.find("by_product");
        const JsonValue* otherwise = value.find("otherwise");
        if (members == nullptr || (by_product == nullptr && otherwise == nullptr)) {
            Distribution every;
            read(value, every);
            out = every;
            return;
        }
        out = Times{};
        for (const JsonMember& member : *members) {
            if (member.key == "by_product") {
                const Level down(*this, member.key);
                read(member.value, out.by_product);
            } else if (member.key == "otherwise") {
                const Level down(*this, member.key);
                read(member.value, out.every.emplace());
            } else {
                unknown_key(member, "time", std::vector<std::string_view>{"by_product", "otherwise"});
            }
        }
    }

    template <class T>
    void read(const JsonValue& value, std::optional<T>& out) {
        if (value.is_null()) {
            fault(value, "must not be null", "Leave the key out when it is not given");
            return;
        }
        T inner{};
        read(value, inner);
        out = std::move(inner);
    }

    template <class T>
    void read(const JsonValue& value, std::vector<T>& out) {
        const JsonArray* items = value.array();
        if (items == nullptr) {
            wrong(value, "a list", value.is_null() ? "Leave the key out when it is empty" : "Put it in [ ]");
            return;
        }
        out.clear();
        out.reserve(items->size());
        for (std::size_t i = 0; i < items->size(); ++i) {
            const Level down(*this, component<T>((*items)[i], i));
            T element{};
            read((*items)[i], element);
            out.push_back(std::move(element));
        }
    }
    void read(const JsonValue& value, std::vector<bool>& out) = delete;

    template <class V>
    void read(const JsonValue& value, std::map<std::string, V>& out) {
        if constexpr (std::is_same_v<V, double>) {
            if (const JsonNumber* number = value.number()) {  // one number for all
                out = {{"*", number->value}};
                return;
            }
        }
        const JsonObject* members = value.object();
        if (members == nullptr) {
            wrong(value, "an object with a value for each name", "Write {\"A\": ..., \"B\": ...}");
            return;
        }
        out.clear();
        for (const JsonMember& member : *members) {
            const Level down(*this, member.key);
            V inner{};
            read(member.value, inner);
            out.insert_or_assign(member.key, std::move(inner));
        }
    }

    template <Described T>
    void read(const JsonValue& value, T& out) {
        if constexpr (HasShorthand<T>) {
            if (const std::string* text = value.string()) {
                if constexpr (detail::is_vector<std::remove_cvref_t<decltype(out.*Shorthand<T>::field)>>) {
                    out.*Shorthand<T>::field = {*text};
                } else {
                    out.*Shorthand<T>::field = *text;
                }
                return;
            }
        }
        const JsonObject* members = value.object();
        if (members == nullptr) {
            wrong(value, detail::with_article(Fields<T>::name) + ", an object", "Write { ... }");
            return;
        }
        for (const JsonMember& member : *members) read_member(member, out, place_is_top());
    }

    /// The wrong type, said the same way everywhere: "must be a whole number, is "three"".
    void wrong(const JsonValue& value, const std::string& wanted, std::string remedy) {
        fault(value, "must be " + wanted + ", is " + shown(value), std::move(remedy));
    }

    template <class Names>
    void unknown_key(const JsonMember& member, std::string_view owner, const Names& names) {
        std::string place = place_;
        detail::append_component(place, detail::cut(member.key, 64));
        fault_at(std::move(place), member.key_at, "is no key of " + detail::with_article(owner),
                 did_you_mean(member.key, names, "key"));
    }

   private:
    [[nodiscard]] bool place_is_top() const { return place_.empty(); }

    static std::string joined(const std::vector<std::string_view>& names) {
        std::string all;
        for (const std::string_view name : names) all += (all.empty() ? "" : ", ") + std::string(name);
        return all;
    }

    static std::string shown(const JsonValue& value) {
        if (value.array() != nullptr) return "a list";
        if (value.object() != nullptr) return "an object";
        if (const std::string* text = value.string()) return json_quoted(detail::cut(*text));
        return json_line(value);
    }

    template <class T>
    void read_member(const JsonMember& member, T& out, bool top) {
        bool found = false;
        for_each_field<T>([&](const auto& field) {
            if (found || field.key != member.key) return;
            found = true;
            const Level down(*this, member.key);
            auto& target = out.*field.member;
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(target)>, std::vector<std::string>>) {
                if (const std::string* text = member.value.string();
                    text != nullptr && detail::is_shorthand_of(field.member)) {
                    target = {*text};
                    return;
                }
            }
            read(member.value, target);
        });
        if (found) return;
        std::vector<std::string_view> names;
        if (top) {
            for (const std::string_view key : other_keys) {
                if (key == member.key) return;
                names.push_back(key);
            }
        }
        for_each_field<T>([&](const auto& field) { names.push_back(field.key); });
        unknown_key(member, Fields<T>::name, names);
    }

    template <class L>
    void read_law(const JsonValue& value, const JsonObject& members, Distribution& out) {
        L law{};
        Duration offset{};
        std::vector<std::string_view> given;
        for (const JsonMember& member : members) {
            given.push_back(member.key);
            if (member.key == "type") continue;
            if (member.key == "offset") {
                const Level down(*this, member.key);
                read(member.value, offset);
                continue;
            }
            bool found = false;
            for_each_field<L>([&](const auto& field) {
                if (found || field.key != member.key) return;
                found = true;
                const Level down(*this, member.key);
                read(member.value, law.*field.member);
            });
            if (found) continue;
            std::vector<std::string_view> names{"type", "offset"};
            for_each_field<L>([&](const auto& field) { names.push_back(field.key); });
            unknown_key(member, Fields<L>::name, names);
        }
        for_each_field<L>([&](const auto& field) {
            for (const std::string_view key : given)
                if (key == field.key) return;
            fault(value, "has no \"" + std::string(field.key) + "\"",
                  "Give it: " + std::string(field.doc.substr(0, field.doc.find_last_not_of('.') + 1)));
        });
        out = Distribution{Law{std::move(law)}, offset};
    }

    /// What the path calls an element that is about to be read.
    template <class T>
    static std::string component(const JsonValue& item, std::size_t index) {
        if constexpr (Described<T>) {
            const std::string* label = nullptr;
            if (const JsonValue* name = item.find("name"); name != nullptr && detail::Labelled<T>)
                label = name->string();
            if constexpr (HasShorthand<T> && detail::Labelled<T>) {
                if (item.string() != nullptr) label = item.string();
                if (label == nullptr) {
                    for_each_field<T>([&](const auto& field) {
                        if (!detail::is_shorthand_of(field.member)) return;
                        const JsonValue* short_for = item.find(field.key);
                        if (short_for == nullptr) return;
                        const JsonArray* places = short_for->array();
                        label = places != nullptr && !places->empty() ? places->front().string() : short_for->string();
                    });
                }
            }
            if (label != nullptr && !label->empty()) return detail::cut(*label, 64);
        }
        return std::to_string(index);
    }

    std::string_view text_;
    std::string_view source_;
    std::string place_;
    std::size_t most_faults_;
    Faults faults_{};
};

/// Turns elements into values and gathers what JSON can't hold (numbers that aren't finite, broken UTF-8).
class Writing {
   public:
    [[nodiscard]] const Faults& faults() const { return faults_; }
    [[nodiscard]] Faults take_faults() { return std::move(faults_); }

    JsonValue write(bool value) { return value; }
    template <std::integral I>
    requires(!std::same_as<I, bool>) JsonValue write(I value) { return static_cast<std::int64_t>(value); }
    JsonValue write(double value) {
        if (!std::isfinite(value)) fault("is not a finite number, " + number_text(value), "Give a finite number");
        return value;
    }
    JsonValue write(const std::string& value) {
        if (invalid_utf8(value)) fault("is not valid UTF-8", "Give the text in UTF-8");
        return value;
    }
    template <Named E>
    JsonValue write(E value) {
        if (name_of(value) == "?") fault("is no choice that has a name", "Give one of the choices");
        return name_of(value);
    }
    JsonValue write(Duration value) {
        if (!std::isfinite(value.microseconds()))
            fault("is not a finite time, " + duration_text(value), "Give a finite time");
        return duration_text(value);
    }
    JsonValue write(const Distribution& value) {
        const bool shifted = value.offset != Duration{};
        if (const Constant* constant = std::get_if<Constant>(&value.law); constant != nullptr && !shifted)
            return write(constant->value);
        return std::visit(
            [&]<class L>(const L& law) {
                JsonObject members;
                members.push_back({"type", Fields<L>::name});
                for_each_field<L>([&](const auto& field) {
                    const Level down(*this, field.key);
                    members.push_back({std::string(field.key), write(law.*field.member)});
                });
                if (shifted) {
                    const Level down(*this, "offset");
                    members.push_back({"offset", write(value.offset)});
                }
                return JsonValue(std::move(members));
            },
            value.law);
    }
    JsonValue write(const Times& value) {
        if (value.every && value.by_product.empty()) return write(*value.every);
        JsonObject members;
        {
            const Level down(*this, "by_product");
            members.push_back({"by_product", write(value.by_product)});
        }
        if (value.every) {
            const Level down(*this, "otherwise");
            members.push_back({"otherwise", write(*value.every)});
        }
        return members;
    }
    template <class T>
    JsonValue write(const std::optional<T>& value) {
        return value ? write(*value) : JsonValue{};
    }
    template <class T>
    JsonValue write(const std::vector<T>& value) {
        const std::vector<std::string> components = detail::components_of(value);
        JsonArray items;
        items.reserve(value.size());
        for (std::size_t i = 0; i < value.size(); ++i) {
            const Level down(*this, components[i]);
            items.push_back(write(value[i]));
        }
        return items;
    }
    template <class V>
    JsonValue write(const std::map<std::string, V>& value) {
        if constexpr (std::is_same_v<V, double>) {
            if (value.size() == 1 && value.begin()->first == "*") return write(value.begin()->second);
        }
        JsonObject members;
        for (const auto& [name, inner] : value) {
            const Level down(*this, name);
            if (invalid_utf8(name)) fault("is not valid UTF-8", "Give the name in UTF-8");
            members.push_back({name, write(inner)});
        }
        return members;
    }
    template <Described T>
    JsonValue write(const T& value) {
        JsonObject members;
        if constexpr (HasShorthand<T>) {
            T only{};
            const auto& field = value.*Shorthand<T>::field;
            only.*Shorthand<T>::field = field;
            if constexpr (detail::is_vector<std::remove_cvref_t<decltype(field)>>) {
                if (field.size() == 1 && only == value) return write(field.front());
            } else {
                if (!field.empty() && only == value) return write(field);
            }
        }
        write_members(value, members);
        return members;
    }

    /// The members of an element that differ from the default, after those that are there already.
    template <Described T>
    void write_members(const T& value, JsonObject& members) {
        [[maybe_unused]] static const T standard{};
        for_each_field<T>([&](const auto& field) {
            const auto& inner = value.*field.member;
            if (inner == standard.*field.member) return;
            const Level down(*this, field.key);
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(inner)>, std::vector<std::string>>) {
                if (inner.size() == 1 && detail::is_shorthand_of(field.member)) {
                    members.push_back({std::string(field.key), write(inner.front())});
                    return;
                }
            }
            members.push_back({std::string(field.key), write(inner)});
        });
    }

   private:
    class Level {
       public:
        Level(Writing& writing, std::string_view component) : writing_(writing), length_(writing.place_.size()) {
            detail::append_component(writing.place_, component);
        }
        ~Level() { writing_.place_.resize(length_); }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

       private:
        Writing& writing_;
        std::size_t length_;
    };

    void fault(std::string what, std::string remedy) {
        if (faults_.size() < JsonLimits{}.faults) faults_.push_back({place_, std::move(what), std::move(remedy)});
    }

    std::string place_{};
    Faults faults_{};
};

}  // namespace linewright
