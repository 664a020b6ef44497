// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The one list of what a plant is made of. Every element of a plant names its fields here once: the
// JSON reader and writer, the schema, the paths of edits, the Python classes and the reference in the
// docs all come from these lists, so that they can't disagree.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace linewright {

/// One field of an element: its key in files and paths, the member, and what it means on the floor.
template <class Owner, class Value>
struct Field {
    std::string_view key;
    Value Owner::*member;
    std::string_view doc;
};
template <class Owner, class Value>
Field(std::string_view, Value Owner::*, std::string_view) -> Field<Owner, Value>;

/// Specialised for every element: `static constexpr auto list = std::tuple{Field{...}, ...};` and
/// `static constexpr std::string_view name, doc`.
template <class T>
struct Fields;

template <class T>
concept Described = requires {
    Fields<T>::list;
};

/// Calls `visit(field)` for each field of T, in the order in which files list them.
template <Described T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    std::apply([&](const auto&... field) { (visit(field), ...); }, Fields<T>::list);
}

/// One named choice (a policy) and what it does.
template <class E>
struct Choice {
    std::string_view name;
    E value;
    std::string_view doc;
};

/// Specialised for every policy: `static constexpr std::array list{Choice<E>{...}, ...};`. The first is not
/// special: defaults stand in the element.
template <class E>
struct Choices;

template <class E>
concept Named = requires {
    Choices<E>::list;
};

template <Named E>
constexpr std::string_view name_of(E value) {
    for (const auto& choice : Choices<E>::list)
        if (choice.value == value) return choice.name;
    return "?";
}

template <Named E>
constexpr std::optional<E> choice_named(std::string_view name) {
    for (const auto& choice : Choices<E>::list)
        if (choice.name == name) return choice.value;
    return std::nullopt;
}

/// An element that may be written as a bare string when only one of its fields is given: "miller" for
/// {"skill": "miller"}. The specialisation's `field` is the member that takes the string.
template <class T>
struct Shorthand;

template <class T>
concept HasShorthand = requires {
    Shorthand<T>::field;
};

}  // namespace linewright
