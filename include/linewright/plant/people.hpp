// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Who does the work: pools of operators and repair crews, with skills and levels.
#pragma once

#include <string>
#include <vector>

#include "linewright/plant/common.hpp"

namespace linewright {

/// What a person can do, and how fast.
struct Skill {
    std::string skill{};
    double level = 1.0;
    bool operator==(const Skill&) const = default;
};
template <>
struct Fields<Skill> {
    static constexpr std::string_view name = "skill";
    static constexpr std::string_view doc = "What a person can do, and how fast.";
    static constexpr auto list = std::tuple{
        Field{"skill", &Skill::skill, "The skill."},
        Field{"level", &Skill::level, "Divides the manual time: 1 is the standard, 1.25 takes 80 % of the time."}};
};
template <>
struct Shorthand<Skill> {
    static constexpr auto field = &Skill::skill;
};

/// A person with a name.
struct Person {
    std::string name{};
    std::vector<Skill> skills{};
    bool operator==(const Person&) const = default;
};
template <>
struct Fields<Person> {
    static constexpr std::string_view name = "person";
    static constexpr std::string_view doc = "A person with a name; has the skills of the pool and these.";
    static constexpr auto list = std::tuple{
        Field{"name", &Person::name, "The name."},
        Field{"skills", &Person::skills, "Own skills; one of the pool's skills named again changes its level."}};
};
template <>
struct Shorthand<Person> {
    static constexpr auto field = &Person::name;
};

/// A pool of people: `count` alike, or named ones, or a repair crew. Its name is a skill of all of them.
struct OperatorPool {
    std::string name{};
    int count = 1;
    std::vector<Skill> skills{};
    std::vector<Person> people{};
    bool operator==(const OperatorPool&) const = default;
};
template <>
struct Fields<OperatorPool> {
    static constexpr std::string_view name = "operator_pool";
    static constexpr std::string_view doc = "A pool of operators or a repair crew; its name is a skill of its people.";
    static constexpr auto list =
        std::tuple{Field{"name", &OperatorPool::name, "Its name."},
                   Field{"count", &OperatorPool::count, "How many people, where they have no names of their own."},
                   Field{"skills", &OperatorPool::skills, "What all of them can do, besides the pool's own name."},
                   Field{"people", &OperatorPool::people, "People with names; given these, count is not used."}};
};

}  // namespace linewright
