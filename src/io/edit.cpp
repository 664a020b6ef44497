// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "linewright/io/edit.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <concepts>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>

#include "linewright/io/fields_json.hpp"
#include "linewright/io/json_value.hpp"
#include "linewright/io/path.hpp"
#include "linewright/io/text.hpp"

namespace linewright {

namespace {

using detail::is_name_map;
using detail::is_optional;
using detail::is_vector;

template <class T>
struct Scalable
    : std::bool_constant<std::is_same_v<T, double> || std::is_same_v<T, Duration> || std::is_same_v<T, Distribution> ||
                         std::is_same_v<T, Times> || (std::is_integral_v<T> && !std::is_same_v<T, bool>)> {};
template <class T>
struct Scalable<std::optional<T>> : Scalable<T> {};
template <class T>
struct Scalable<std::vector<T>> : Scalable<T> {};
template <class T>
struct Scalable<std::map<std::string, T>> : Scalable<T> {};

/// The number that its first 15 significant digits mean.
double tidy(double value) {
    if (!std::isfinite(value)) return value;
    char digits[40];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific, 14);
    if (error != std::errc{}) return value;
    double rounded = value;
    std::from_chars(digits, end, rounded);
    return rounded;
}

/// "card loop" for "card_loop"
std::string words(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

/// A number that stands for a place in a list, or nothing.
std::optional<std::size_t> index_in(std::string_view text, std::size_t size) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc{} || end != text.data() + text.size() || index >= size) return std::nullopt;
    return index;
}

template <class Owner, class Value>
constexpr bool is_list_of_elements(const Field<Owner, Value>&) {
    if constexpr (is_vector<Value>) return Described<typename Value::value_type>;
    return false;
}

/// How many fields of T are lists of elements; with exactly one, paths may leave its name out.
template <class T>
constexpr int lists_of_elements() {
    int count = 0;
    for_each_field<T>([&](const auto& field) { count += is_list_of_elements(field) ? 1 : 0; });
    return count;
}

/// Walks down the path of one edit and makes it wherever it leads.
class Editor {
   public:
    explicit Editor(const Edit& edit) : edit_(edit), parts_(detail::path_parts(edit.path)) {
        if (parts_.empty())
            throw EditError({{"", "the edit has no path", "Name what to change, as in operators/miller/count"}});
        if (edit.kind == EditKind::scale && !(std::isfinite(edit.factor) && edit.factor >= 0.0))
            throw EditError(
                {{edit.path, "can't be scaled by " + number_text(edit.factor), "Give a factor of 0 or more"}});
        if (edit.kind == EditKind::set || edit.kind == EditKind::add) {
            JsonDocument document = parse_json(edit.value);
            if (!document.value || !document.faults.empty()) {
                Faults faults = std::move(document.faults);
                for (Fault& fault : faults) {
                    fault.place = fault.place.empty() ? edit.path : edit.path + "/" + fault.place;
                    fault.what = "the value is no JSON: " + fault.what;
                    fault.remedy = "Give JSON, with texts in quotes";
                }
                throw EditError(std::move(faults));
            }
            value_ = std::move(*document.value);
        }
    }

    Plant run(const Plant& plant) {
        Plant copy = plant;
        walk(copy, 0);
        if (!faults_.empty()) throw EditError(std::move(faults_));
        if (hits_ == 0) throw EditError({missing_});
        return copy;
    }

   private:
    // --- the way down ---

    template <class T>
    void walk(T& target, std::size_t depth) {
        if (depth == parts_.size()) {
            apply(target);
        } else if constexpr (is_optional<T>) {  // NOLINT(bugprone-branch-clone): of one T only one is there
            if (target) {
                walk(*target, depth);
            } else {
                missing("is not given, so it has no \"" + parts_[depth].name + "\"", "Set it as a whole");
            }
        } else if constexpr (is_vector<T>) {
            walk_list(target, depth);
        } else if constexpr (is_name_map<T>) {
            walk_map(target, depth);
        } else if constexpr (std::is_same_v<T, Times>) {
            walk_times(target, depth);
        } else if constexpr (std::is_same_v<T, Distribution>) {
            walk_distribution(target, depth);
        } else if constexpr (Described<T>) {
            walk_element(target, depth);
        } else {
            missing("has no parts, so there is no \"" + parts_[depth].name + "\"", "End the path here");
        }
    }

    template <class T>
    void walk_element(T& target, std::size_t depth) {
        const detail::PathPart& part = parts_[depth];
        bool found = false;
        if (!part.all) {
            for_each_field<T>([&](const auto& field) {
                if (found || field.key != part.name) return;
                found = true;
                const Down down(place_, field.key);
                if (edit_.kind == EditKind::remove && depth + 1 == parts_.size()) {
                    target.*field.member = T{}.*field.member;
                    ++hits_;
                } else {
                    walk(target.*field.member, depth + 1);
                }
            });
        }
        if (found) return;
        if constexpr (lists_of_elements<T>() == 1) {
            for_each_field<T>([&](const auto& field) {
                if constexpr (detail::is_vector<std::remove_cvref_t<decltype(target.*field.member)>>) {
                    if constexpr (Described<typename std::remove_cvref_t<decltype(target.*field.member)>::value_type>) {
                        auto& list = target.*field.member;
                        if (!part.all && !index_in(part.name, list.size()) && !has_label(list, part.name)) return;
                        found = true;
                        const Down down(place_, field.key);
                        walk_list(list, depth);
                    }
                }
            });
        }
        if (found) return;
        if (part.all) {
            missing("is " + detail::with_article(Fields<T>::name) + "; * stands for the elements of a list",
                    "Name one of its fields");
            return;
        }
        std::vector<std::string_view> keys;
        for_each_field<T>([&](const auto& field) { keys.push_back(field.key); });
        missing(detail::with_article(Fields<T>::name) + " has no \"" + detail::cut(part.name) + "\"",
                did_you_mean(part.name, keys, "field"));
    }

    template <class T>
    static bool has_label(const std::vector<T>& list, std::string_view name) {
        if constexpr (detail::Labelled<T>)
            return std::any_of(list.begin(), list.end(), [&](const T& e) { return detail::label_of(e) == name; });
        return false;
    }

    template <class T>
    void walk_list(std::vector<T>& list, std::size_t depth) {
        const detail::PathPart& part = parts_[depth];
        const bool removes = edit_.kind == EditKind::remove && depth + 1 == parts_.size();
        if (part.all) {
            if (list.empty()) missing("is empty", "Add an element first");
            if (removes) {
                hits_ += list.size();
                list.clear();
                return;
            }
            const std::vector<std::string> components = detail::components_of(list);
            for (std::size_t i = 0; i < list.size(); ++i) {
                const Down down(place_, components[i]);
                walk(list[i], depth + 1);
            }
            return;
        }
        std::vector<std::string> names;  // that of the element itself, or of a text its own words
        if constexpr (std::is_same_v<T, std::string>) {
            names = list;
        } else if constexpr (detail::Labelled<T>) {
            for (const T& element : list) names.push_back(detail::label_of(element));
        }
        const auto uses = std::count(names.begin(), names.end(), part.name);
        std::optional<std::size_t> index;
        if (uses == 1) {
            index = static_cast<std::size_t>(std::find(names.begin(), names.end(), part.name) - names.begin());
        } else if (uses > 1) {
            missing(std::to_string(uses) + " elements are called \"" + detail::cut(part.name) + "\"",
                    "Give the number of the one that is meant, from 0");
            return;
        } else {
            index = index_in(part.name, list.size());
        }
        if (!index) {
            std::string kind = "element";
            if constexpr (Described<T>) kind = words(Fields<T>::name);
            names.erase(std::remove(names.begin(), names.end(), std::string{}), names.end());
            std::string remedy = list.empty() ? "The list is empty"
                                 : names.empty()
                                     ? "The elements have the numbers 0 to " + std::to_string(list.size() - 1)
                                     : did_you_mean(part.name, names, kind);
            missing("there is no " + kind + " \"" + detail::cut(part.name) + "\"", std::move(remedy));
            return;
        }
        if (removes) {
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(*index));
            ++hits_;
            return;
        }
        const Down down(place_, part.name);
        walk(list[*index], depth + 1);
    }

    template <class V>
    void walk_map(std::map<std::string, V>& map, std::size_t depth) {
        const detail::PathPart& part = parts_[depth];
        const bool last = depth + 1 == parts_.size();
        if (part.all) {
            if (map.empty()) missing("is empty", "Add a value first");
            if (edit_.kind == EditKind::remove && last) {
                hits_ += map.size();
                map.clear();
                return;
            }
            for (auto& [name, inner] : map) {
                const Down down(place_, name);
                walk(inner, depth + 1);
            }
            return;
        }
        auto found = map.find(part.name);
        if (found == map.end() && edit_.kind == EditKind::set && last) found = map.emplace(part.name, V{}).first;
        if (found == map.end()) {
            std::vector<std::string> names;
            for (const auto& [name, inner] : map) names.push_back(name);
            missing("there is no value for \"" + detail::cut(part.name) + "\"",
                    names.empty() ? "None is given" : did_you_mean(part.name, names, "value"));
        } else if (edit_.kind == EditKind::remove && last) {
            map.erase(found);
            ++hits_;
        } else {
            const Down down(place_, part.name);
            walk(found->second, depth + 1);
        }
    }

    void walk_times(Times& times, std::size_t depth) {
        const detail::PathPart& part = parts_[depth];
        const bool removes = edit_.kind == EditKind::remove && depth + 1 == parts_.size();
        if (part.all) {  // whatever time there is
            if (!times.given()) missing("is not given", "Set it first");
            if (removes) {
                times = Times{};
                ++hits_;
                return;
            }
            if (times.every) walk(*times.every, depth + 1);
            for (auto& [product, each] : times.by_product) {
                const Down down(place_, product);
                walk(each, depth + 1);
            }
        } else if (part.name == "by_product") {
            const Down down(place_, part.name);
            if (removes) {
                hits_ += times.by_product.size();
                times.by_product.clear();
            } else {
                walk(times.by_product, depth + 1);
            }
        } else if (part.name == "otherwise") {
            const Down down(place_, part.name);
            if (removes) {
                hits_ += times.every ? 1 : 0;
                times.every.reset();
            } else {
                walk(times.every, depth + 1);
            }
        } else {
            walk(times.every, depth);
        }
    }

    void walk_distribution(Distribution& distribution, std::size_t depth) {
        const detail::PathPart& part = parts_[depth];
        const bool last = depth + 1 == parts_.size();
        if (part.name == "offset") {
            const Down down(place_, part.name);
            if (edit_.kind == EditKind::remove && last) {
                distribution.offset = {};
                ++hits_;
            } else {
                walk(distribution.offset, depth + 1);
            }
            return;
        }
        std::visit(
            [&]<class L>(L& law) {
                bool found = false;
                std::vector<std::string_view> keys{"offset"};
                for_each_field<L>([&](const auto& field) {
                    keys.push_back(field.key);
                    if (found || part.all || field.key != part.name) return;
                    found = true;
                    const Down down(place_, field.key);
                    if (edit_.kind == EditKind::remove && last) {
                        refuse("is a parameter that the distribution needs", "Set the distribution as a whole");
                    } else {
                        walk(law.*field.member, depth + 1);
                    }
                });
                if (found) return;
                if (part.name == "type") {
                    missing("is " + std::string(L::type), "To take another distribution, set it as a whole");
                } else {
                    missing("is " + std::string(L::type) + " and has no \"" + detail::cut(part.name) + "\"",
                            did_you_mean(part.name, keys, "parameter"));
                }
            },
            distribution.law);
    }

    // --- at the end of the path ---

    template <class T>
    void apply(T& target) {
        switch (edit_.kind) {
            case EditKind::set: {
                T fresh{};
                Reading reading({}, {}, place_);
                reading.read(value_, fresh);
                if (!take(reading)) return;
                target = std::move(fresh);
                ++hits_;
                return;
            }
            case EditKind::add:
                if constexpr (is_vector<T>) {
                    typename T::value_type fresh{};
                    Reading reading({}, {}, place_);
                    reading.read(value_, fresh);
                    if (!take(reading)) return;
                    target.push_back(std::move(fresh));
                    ++hits_;
                } else {
                    refuse("is no list, so nothing can be added to it", "Set it, or name a list");
                }
                return;
            case EditKind::scale:
                if constexpr (Scalable<T>::value) {
                    scale(target);
                } else if constexpr (Described<T>) {
                    refuse("is " + detail::with_article(Fields<T>::name) + " and can't be scaled as a whole",
                           "Name a field that is a number or a time");
                } else {
                    refuse("is no number or time, so it can't be scaled", "Set it");
                }
                return;
            case EditKind::remove:
                refuse("can't be removed", "Set it");
                return;
        }
    }

    void scale(double& value) {
        value = tidy(value * edit_.factor);
        if (!std::isfinite(value)) refuse("would become too large", "Give a smaller factor");
        ++hits_;
    }
    template <std::integral I>
    requires(!std::same_as<I, bool>) void scale(I& value) {
        const double scaled = tidy(static_cast<double>(value) * edit_.factor);
        if (scaled != std::nearbyint(scaled) || std::fabs(scaled) > 9e15 ||
            !std::in_range<I>(static_cast<std::int64_t>(scaled))) {
            refuse("would become " + number_text(scaled) + ", but must be a whole number" +
                       (std::fabs(scaled) > 2e9 ? " that fits" : ""),
                   "Set it to the number that is meant");
            return;
        }
        value = static_cast<I>(scaled);
        ++hits_;
    }
    void scale(Duration& value) {
        value.value = tidy(value.value * edit_.factor);
        if (!std::isfinite(value.microseconds())) refuse("would become too long", "Give a smaller factor");
        ++hits_;
    }
    void scale(Distribution& value) {
        const std::size_t before = hits_;
        std::visit(
            [&]<class L>(L& law) {
                for_each_field<L>([&](const auto& field) {
                    auto& parameter = law.*field.member;
                    using P = std::remove_cvref_t<decltype(parameter)>;
                    // Times only: shapes, weights and counts say how it varies, not how long it takes.
                    if constexpr (std::is_same_v<P, Duration> || std::is_same_v<P, std::vector<Duration>>)
                        scale(parameter);
                });
            },
            value.law);
        if (value.offset != Duration{}) scale(value.offset);
        hits_ = before + 1;
    }
    void scale(Times& value) {
        if (!value.given()) missing("is not given, so there is nothing to scale", "Set it first");
        if (value.every) scale(*value.every);
        for (auto& [product, each] : value.by_product) scale(each);
    }
    template <class T>
    void scale(std::optional<T>& value) {
        if (value) {
            scale(*value);
        } else {
            missing("is not given, so there is nothing to scale", "Set it first");
        }
    }
    template <class T>
    void scale(std::vector<T>& values) {
        if (values.empty()) missing("is empty, so there is nothing to scale", "Set it first");
        for (T& value : values) scale(value);
    }
    template <class T>
    void scale(std::map<std::string, T>& values) {
        if (values.empty()) missing("is empty, so there is nothing to scale", "Set it first");
        for (auto& [name, value] : values) scale(value);
    }

    // --- what goes wrong ---

    /// Below a "*" an element may lack what the path asks for; it is a fault only when no other has it.
    void missing(std::string what, std::string remedy) {
        if (missing_.what.empty())
            missing_ = {place_.empty() ? edit_.path : place_, std::move(what), std::move(remedy)};
    }
    void refuse(std::string what, std::string remedy) {
        if (faults_.size() < JsonLimits{}.faults) faults_.push_back({place_, std::move(what), std::move(remedy)});
    }
    bool take(Reading& reading) {
        Faults faults = reading.take_faults();
        for (Fault& fault : faults) refuse_as(std::move(fault));
        return faults.empty();
    }
    void refuse_as(Fault fault) {
        if (faults_.size() < JsonLimits{}.faults) faults_.push_back(std::move(fault));
    }

    /// One level down for as long as it lives.
    class Down {
       public:
        Down(std::string& place, std::string_view component) : place_(place), length_(place.size()) {
            detail::append_component(place_, component);
        }
        ~Down() { place_.resize(length_); }
        Down(const Down&) = delete;
        Down& operator=(const Down&) = delete;

       private:
        std::string& place_;
        std::size_t length_;
    };

    const Edit& edit_;
    std::vector<detail::PathPart> parts_;
    JsonValue value_{};
    std::string place_{};
    std::size_t hits_ = 0;
    Fault missing_{};
    Faults faults_{};
};

/// One change between two plants, with the values as they would stand in a file.
struct Change {
    enum class Kind { changed, added, removed, order } kind = Kind::changed;
    std::string path{};
    std::string list{};  ///< for added: the list that it goes to, or empty when it is no list's element
    std::optional<JsonValue> before{};
    std::optional<JsonValue> after{};
};

class Comparer {
   public:
    /// `whole_lists`: a list in which elements stand in another order is one change, so that edits can make it.
    /// `whole_laws`: a distribution of which several parameters differ is one change.
    explicit Comparer(bool whole_lists, bool whole_laws = false) : whole_lists_(whole_lists), whole_laws_(whole_laws) {}
    std::vector<Change> changes{};

    template <class T>
    void compare(const T& a, const T& b, const std::string& path) {
        if (a == b) return;
        if constexpr (Described<T>) {
            for_each_field<T>(
                [&](const auto& field) { compare(a.*field.member, b.*field.member, below(path, field.key)); });
        } else if constexpr (std::is_same_v<T, Times>) {
            if (a.by_product.empty() && b.by_product.empty() && a.every && b.every) {
                compare(*a.every, *b.every, path);
            } else if (!a.by_product.empty() && !b.by_product.empty() && a.every.has_value() == b.every.has_value()) {
                compare(a.by_product, b.by_product, below(path, "by_product"));
                if (a.every) compare(*a.every, *b.every, below(path, "otherwise"));
            } else {
                whole(a.given() ? std::optional(text(a)) : std::nullopt,
                      b.given() ? std::optional(text(b)) : std::nullopt, path);
            }
        } else if constexpr (std::is_same_v<T, Distribution>) {
            if (a.law.index() != b.law.index() || std::holds_alternative<Constant>(a.law) ||
                (whole_laws_ && parameters_that_differ(a, b) > 1)) {
                whole(text(a), text(b), path);
                return;
            }
            std::visit(
                [&]<class L>(const L& law) {
                    const L& other = std::get<L>(b.law);
                    for_each_field<L>([&](const auto& field) {
                        compare(law.*field.member, other.*field.member, below(path, field.key));
                    });
                },
                a.law);
            compare(a.offset, b.offset, below(path, "offset"));
        } else if constexpr (is_optional<T>) {
            if (a && b) {
                compare(*a, *b, path);
            } else {
                whole(a ? std::optional(text(*a)) : std::nullopt, b ? std::optional(text(*b)) : std::nullopt, path);
            }
        } else if constexpr (is_name_map<T>) {
            for (const auto& [name, inner] : a) {
                const auto other = b.find(name);
                if (other != b.end()) {
                    compare(inner, other->second, below(path, name));
                } else {
                    whole(text(inner), std::nullopt, below(path, name));
                }
            }
            for (const auto& [name, inner] : b)
                if (!a.contains(name)) whole(std::nullopt, text(inner), below(path, name));
        } else if constexpr (is_vector<T>) {
            if constexpr (Described<typename T::value_type>) {
                compare_lists(a, b, path);
            } else {
                whole(text(a), text(b), path);
            }
        } else {
            whole(text(a), text(b), path);
        }
    }

   private:
    static std::string below(const std::string& path, std::string_view component) {
        std::string longer = path;
        detail::append_component(longer, component);
        return longer;
    }
    template <class T>
    static JsonValue text(const T& value) {
        return Writing().write(value);
    }
    void whole(std::optional<JsonValue> before, std::optional<JsonValue> after, std::string path) {
        changes.push_back({Change::Kind::changed, std::move(path), {}, std::move(before), std::move(after)});
    }

    template <class T>
    void compare_lists(const std::vector<T>& a, const std::vector<T>& b, const std::string& path) {
        // Elements are the same when they bear the same name, the second of a name the second one; those without a
        // name go by their place among their like.
        const std::vector<Key> in_a = keys(a);
        const std::vector<Key> in_b = keys(b);
        std::map<Key, std::size_t> places_a;
        std::map<Key, std::size_t> places_b;
        for (std::size_t i = 0; i < a.size(); ++i) places_a.emplace(in_a[i], i);
        for (std::size_t i = 0; i < b.size(); ++i) places_b.emplace(in_b[i], i);
        std::vector<Key> expected;
        for (const Key& key : in_a)
            if (places_b.contains(key)) expected.push_back(key);
        std::vector<Key> kept;
        for (const Key& key : in_b)
            if (places_a.contains(key)) kept.push_back(key);
        const bool moved = kept != expected;
        if (moved) changes.push_back({Change::Kind::order, path, {}, order(expected), order(kept)});
        for (const Key& key : in_b)
            if (!places_a.contains(key)) expected.push_back(key);
        if (whole_lists_ && expected != in_b) {  // an element came in between: only the whole list says so
            if (moved) changes.pop_back();
            whole(text(a), text(b), path);
            return;
        }
        const std::vector<std::string> names_a = detail::components_of(a);
        const std::vector<std::string> names_b = detail::components_of(b);
        for (std::size_t i = 0; i < a.size(); ++i)
            if (const auto found = places_b.find(in_a[i]); found != places_b.end())
                compare(a[i], b[found->second], below(path, names_a[i]));
        for (std::size_t i = a.size(); i-- > 0;)  // the last first, so that numbers hold
            if (!places_b.contains(in_a[i]))
                changes.push_back({Change::Kind::removed, below(path, names_a[i]), path, text(a[i]), std::nullopt});
        for (std::size_t i = 0; i < b.size(); ++i)
            if (!places_a.contains(in_b[i]))
                changes.push_back({Change::Kind::added, below(path, names_b[i]), path, std::nullopt, text(b[i])});
    }

    using Key = std::pair<std::string, std::size_t>;  ///< a name and which one of that name it is
    template <class T>
    static std::vector<Key> keys(const std::vector<T>& list) {
        std::map<std::string, std::size_t> uses;
        std::vector<Key> made;
        for (const T& element : list) {
            std::string name = detail::label_of(element);
            const std::size_t use = uses[name]++;
            made.emplace_back(std::move(name), use);
        }
        return made;
    }

    static JsonValue order(const std::vector<Key>& keys) {
        std::string text = "in the order ";
        for (std::size_t i = 0; i < keys.size(); ++i) text += (i == 0 ? "" : ", ") + keys[i].first;
        return text;
    }

    static int parameters_that_differ(const Distribution& a, const Distribution& b) {
        int count = a.offset == b.offset ? 0 : 1;
        std::visit(
            [&]<class L>(const L& law) {
                const L& other = std::get<L>(b.law);
                for_each_field<L>(
                    [&](const auto& field) { count += law.*field.member == other.*field.member ? 0 : 1; });
            },
            a.law);
        return count;
    }

    bool whole_lists_, whole_laws_;
};

/// As a planner reads it: texts without quotes.
std::string plain(const std::optional<JsonValue>& value) {
    if (!value) return {};
    if (const std::string* text = value->string(); text != nullptr && !text->empty()) return *text;
    return json_line(*value);
}

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

Plant edited(const Plant& plant, const Edit& edit) { return Editor(edit).run(plant); }

Plant edited(const Plant& plant, const std::vector<Edit>& edits) {
    Plant result = plant;
    for (const Edit& edit : edits) result = edited(result, edit);
    return result;
}

std::string edit_text(const Edit& edit) {
    switch (edit.kind) {
        case EditKind::set:
            return edit.path + " = " + edit.value;
        case EditKind::scale:
            return edit.path + " *= " + number_text(edit.factor);
        case EditKind::add:
            return edit.path + " += " + edit.value;
        case EditKind::remove:
            break;
    }
    return "remove " + edit.path;
}

Edit read_edit(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (text.substr(0, 7) == "remove ") return Edit::remove(std::string(trimmed(text.substr(7))));
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
        throw EditError(
            {{detail::cut(text), "is no edit", "Write path = value, path *= factor, path += value or remove path"}});
    Edit edit;
    std::size_t end = equals;
    if (equals > 0 && text[equals - 1] == '+') {
        edit.kind = EditKind::add;
        --end;
    } else if (equals > 1 && text[equals - 1] == '*' && text[equals - 2] != '/') {  // "a/*=1" sets every element
        edit.kind = EditKind::scale;
        --end;
    }
    edit.path = std::string(trimmed(text.substr(0, end)));
    const std::string_view value = trimmed(text.substr(equals + 1));
    if (edit.kind == EditKind::scale) {
        const ScannedNumber factor = scan_number(value);
        if (factor.length == 0 || factor.length != value.size())
            throw EditError(
                {{edit.path, "has no factor, but \"" + detail::cut(value) + "\"", "Write a number, as in *= 0.6"}});
        edit.factor = factor.value;
        return edit;
    }
    const JsonDocument document = parse_json(value);
    edit.value = document.value && document.faults.empty() ? std::string(value) : json_quoted(value);
    return edit;
}

std::string Difference::text() const {
    if (before.empty()) return path + ": added " + after;
    if (after.empty()) return path + ": removed " + before;
    return path + ": " + before + " -> " + after;
}

std::vector<Difference> diff(const Plant& before, const Plant& after, bool whole_laws) {
    Comparer comparer(false, whole_laws);
    comparer.compare(before, after, {});
    std::vector<Difference> differences;
    for (const Change& change : comparer.changes)
        differences.push_back({change.path, plain(change.before), plain(change.after)});
    return differences;
}

std::vector<Edit> edits_between(const Plant& before, const Plant& after) {
    Comparer comparer(true);
    comparer.compare(before, after, {});
    std::vector<Edit> edits;
    for (const Change& change : comparer.changes) {
        if (!change.after) {
            edits.push_back(Edit::remove(change.path));
        } else if (change.kind == Change::Kind::added) {
            edits.push_back(Edit::add(change.list, json_line(*change.after)));
        } else {
            edits.push_back(Edit::set(change.path, json_line(*change.after)));
        }
    }
    try {
        if (edited(before, edits) == after) return edits;
    } catch (const EditError&) {
        // Names that the paths can't tell apart; then whole fields it is.
    }
    edits.clear();
    const Plant standard;
    for_each_field<Plant>([&](const auto& field) {
        const auto& wanted = after.*field.member;
        if (before.*field.member == wanted) return;
        if (wanted == standard.*field.member) {
            edits.push_back(Edit::remove(std::string(field.key)));
        } else {
            edits.push_back(Edit::set(std::string(field.key), json_line(Writing().write(wanted))));
        }
    });
    return edits;
}

}  // namespace linewright
