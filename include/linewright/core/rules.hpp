// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A switch for each rule of docs/semantics.md, so that a script can switch them off one by one and see a test fail
// (scripts/rules.py, docs/rationale/rules.md). The code that keeps a rule asks for it by its key:
//
//     if (rule<"moves.reserved_is_full">()) taken += reserved;
//
// In every build that is used a switch is the constant `true` and costs nothing. Only in the project's own build of
// tests with LINEWRIGHT_RULE_SWITCHES does it look at the environment: LINEWRIGHT_RULE_OFF names the one rule that is
// off. That macro alone is refused in a program that links a library without switches (it doesn't link) and in an
// optimised build (below); CMake neither installs such a library nor makes a package of it.
#pragma once

#include <cstddef>

#if defined(LINEWRIGHT_RULE_SWITCHES)
#if defined(NDEBUG)
#error "LINEWRIGHT_RULE_SWITCHES is for Linewright's own test build (preset rules): rules can be switched off in it."
#endif
#include <cstdio>
#include <cstdlib>
#include <cstring>
#endif

namespace linewright {

namespace detail {
/// A rule's key as a template argument.
template <std::size_t N>
struct RuleKey {
    char text[N] = {};
    consteval RuleKey(const char (&key)[N]) {  // NOLINT(google-explicit-constructor): rule<"key">() is the point
        for (std::size_t i = 0; i < N; ++i) text[i] = key[i];
    }
};
}  // namespace detail

#if defined(LINEWRIGHT_RULE_SWITCHES)

namespace detail {
#if defined(LINEWRIGHT_COMPILED) && !defined(LINEWRIGHT_RULE_SWITCHES_BODY)
bool rule_is_on(const char* key);  // src/core/rules.cpp
#else
#if !defined(LINEWRIGHT_COMPILED)
inline
#endif
    bool
    rule_is_on(const char* key) {
    const char* off = std::getenv("LINEWRIGHT_RULE_OFF");
    if (off == nullptr || std::strcmp(off, key) != 0) return true;
    std::fprintf(stderr, "rule %s is switched off\n", key);
    return false;
}
#endif
}  // namespace detail

/// Whether a rule holds: true, unless it is the one that is switched off.
template <detail::RuleKey key>
bool rule() {
    static const bool on = detail::rule_is_on(key.text);
    return on;
}
/// Whether no rule is switched off.
inline bool all_rules() {
    static const bool on = std::getenv("LINEWRIGHT_RULE_OFF") == nullptr;
    return on;
}

#else

template <detail::RuleKey key>
consteval bool rule() {
    return true;
}
consteval bool all_rules() { return true; }

#endif

}  // namespace linewright
