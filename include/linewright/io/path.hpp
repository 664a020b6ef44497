// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Paths into a plant: "stations/mill/breakdowns/0/uptime/mean". Elements of a list go by their name, those without
// one by their number from 0; "*" stands for all. In a name, "~1" stands for "/", "~2" for "*" and "~0" for "~".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "linewright/plant/fields.hpp"

namespace linewright {
namespace detail {

inline std::string escaped_component(std::string_view name) {
    std::string text;
    for (const char c : name) {
        if (c == '~') {
            text += "~0";
        } else if (c == '/') {
            text += "~1";
        } else if (c == '*' && name == "*") {
            text += "~2";
        } else {
            text += c;
        }
    }
    return text;
}

inline void append_component(std::string& path, std::string_view name) {
    if (!path.empty()) path += '/';
    path += escaped_component(name);
}

/// One component of a path, unescaped; `all` is a bare "*".
struct PathPart {
    std::string name{};
    bool all = false;
};

inline std::vector<PathPart> path_parts(std::string_view path) {
    std::vector<PathPart> parts;
    if (path.empty()) return parts;
    parts.emplace_back();
    std::size_t start = 0;
    const auto close = [&](std::size_t end) { parts.back().all = path.substr(start, end - start) == "*"; };
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '/') {
            close(i);
            start = i + 1;
            parts.emplace_back();
        } else if (path[i] == '~' && i + 1 < path.size() && path[i + 1] >= '0' && path[i + 1] <= '2') {
            parts.back().name += path[++i] == '0' ? '~' : path[i] == '1' ? '/' : '*';
        } else {
            parts.back().name += path[i];
        }
    }
    close(path.size());
    return parts;
}

/// An element that paths can call by a name: it has a key "name", or says what it is called by `label()`.
template <class T>
concept Labelled = Described<T> &&(
    requires(const T& t) { t.label(); } || requires(const T& t) { t.name; });

template <class T>
std::string label_of(const T& element) {
    if constexpr (requires { element.label(); }) {
        return element.label();
    } else if constexpr (requires { element.name; }) {
        return element.name;
    } else {
        return {};
    }
}

/// What paths call the elements of a list: the name, or the number where there is no name or several have it.
template <class T>
std::vector<std::string> components_of(const std::vector<T>& items) {
    std::vector<std::string> names(items.size());
    std::unordered_map<std::string_view, int> uses;
    if constexpr (Labelled<T>) {
        for (std::size_t i = 0; i < items.size(); ++i) names[i] = label_of(items[i]);
        for (const std::string& name : names) ++uses[name];
    }
    std::vector<std::string> components(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        components[i] = names[i].empty() || uses[names[i]] > 1 ? std::to_string(i) : names[i];
    return components;
}

}  // namespace detail
}  // namespace linewright
