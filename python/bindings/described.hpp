// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// From described values to Python's: an element becomes a dict of all its fields.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bindings.hpp"
#include "linewright/plant/fields.hpp"
#include "linewright/plant/laws.hpp"

namespace linewright::python {

inline py::str text_to_python(std::string_view text) { return {text.data(), text.size()}; }

template <class T>
py::object to_python(const T& value);
template <class T>
py::object to_python(const std::optional<T>& value) {
    return value ? to_python(*value) : py::none();
}
template <class T>
py::object to_python(const std::vector<T>& value) {
    py::list list;
    for (const T& item : value) list.append(to_python(item));
    return list;
}
template <class V>
py::object to_python(const std::map<std::string, V>& value) {
    py::dict dict;
    for (const auto& [name, item] : value) dict[text_to_python(name)] = to_python(item);
    return dict;
}
/// One for all, or a dict by product in which "*" means all others.
inline py::object to_python(const Times& value) {
    if (value.by_product.empty()) return to_python(value.every);
    const py::object dict = to_python(value.by_product);
    if (value.every) dict[py::str("*")] = to_python(*value.every);
    return dict;
}
template <class T>
py::object to_python(const T& value) {
    if constexpr (Described<T>) {
        py::dict dict;
        for_each_field<T>([&](const auto& field) { dict[text_to_python(field.key)] = to_python(value.*field.member); });
        return dict;
    } else if constexpr (Named<T>) {
        return text_to_python(name_of(value));
    } else {
        return py::cast(value);
    }
}

}  // namespace linewright::python
