// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Who does the work: pools of operators and repair crews, with skills and levels.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "linewright/plant/common.hpp"
#include "linewright/plant/prices.hpp"
#include "linewright/plant/shifts.hpp"

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
    std::string calendar{};
    std::string begin_at{};
    bool operator==(const Person&) const = default;
};
template <>
struct Fields<Person> {
    static constexpr std::string_view name = "person";
    static constexpr std::string_view doc = "A person with a name; has the skills of the pool and these.";
    static constexpr auto list = std::tuple{
        Field{"name", &Person::name, "The name."},
        Field{"skills", &Person::skills, "Own skills; one of the pool's skills named again changes its level."},
        Field{"calendar", &Person::calendar, "Their own shift calendar; empty: that of the pool."},
        Field{"begin_at", &Person::begin_at, "The station at which they are at the start; empty: as the pool."}};
};
template <>
struct Shorthand<Person> {
    static constexpr auto field = &Person::name;
};

/// How many people of a pool are there while a calendar is on shift.
struct Attendance {
    std::string calendar{};
    int count = 1;
    bool operator==(const Attendance&) const = default;
};
template <>
struct Fields<Attendance> {
    static constexpr std::string_view name = "attendance";
    static constexpr std::string_view doc = "How many people of a pool are there while a calendar is on shift.";
    static constexpr auto list =
        std::tuple{Field{"calendar", &Attendance::calendar, "The calendar."},
                   Field{"count", &Attendance::count, "How many are there while it is on shift."}};
};

/// Which of several waiting requests a free person goes to.
enum class NextTask : std::uint8_t { fifo, nearest };
template <>
struct Choices<NextTask> {
    static constexpr std::array list{
        Choice<NextTask>{"fifo", NextTask::fifo, "the one that was registered first"},
        Choice<NextTask>{"nearest", NextTask::nearest, "the one with the shortest walk, then the first registered"}};
};

/// The time to walk from one station to another.
struct Walk {
    std::string from{};
    std::string to{};
    Duration time{};
    bool both_ways = true;
    bool operator==(const Walk&) const = default;
};
template <>
struct Fields<Walk> {
    static constexpr std::string_view name = "walk";
    static constexpr std::string_view doc = "The time to walk from one station to another.";
    static constexpr auto list = std::tuple{
        Field{"from", &Walk::from, "The station that somebody leaves."},
        Field{"to", &Walk::to, "The station that they go to."}, Field{"time", &Walk::time, "How long it takes."},
        Field{"both_ways", &Walk::both_ways, "The way back takes as long, unless another line says otherwise."}};
};

/// A pool of people: `count` alike, or named ones, or a repair crew. Its name is a skill of all of them.
struct OperatorPool {
    std::string name{};
    int count = 1;
    std::vector<Skill> skills{};
    std::vector<Person> people{};
    std::string calendar{};
    std::vector<Attendance> attendance{};
    ShiftEnd at_shift_end = ShiftEnd::suspend;
    std::optional<Duration> finish_within{};
    double speed = 1.0;
    std::string begin_at{};
    NextTask next_task = NextTask::fifo;
    double wage_per_hour = 0.0;
    Paid paid = Paid::attendance;
    double overtime_premium = 0.0;
    bool operator==(const OperatorPool&) const = default;
};
template <>
struct Fields<OperatorPool> {
    static constexpr std::string_view name = "operator_pool";
    static constexpr std::string_view doc = "A pool of operators or a repair crew; its name is a skill of its people.";
    static constexpr auto list = std::tuple{
        Field{"name", &OperatorPool::name, "Its name."},
        Field{"count", &OperatorPool::count, "How many people, where they have no names of their own."},
        Field{"skills", &OperatorPool::skills, "What all of them can do, besides the pool's own name."},
        Field{"people", &OperatorPool::people, "People with names; given these, count is not used."},
        Field{"calendar", &OperatorPool::calendar, "Their shift calendar; empty: always there."},
        Field{"attendance", &OperatorPool::attendance,
              "Instead of a calendar: how many are there while which calendar is on shift; where several "
              "are, the sum. No more than count."},
        Field{"at_shift_end", &OperatorPool::at_shift_end,
              "What happens to the work of those who leave at a shift's end or for a break."},
        Field{"finish_within", &OperatorPool::finish_within, "The longest time past the end, for finish_if_within."},
        Field{"speed", &OperatorPool::speed, "Walking speed between positions, metres a second."},
        Field{"begin_at", &OperatorPool::begin_at,
              "The station at which they are at the start; empty: their first walk takes no time."},
        Field{"next_task", &OperatorPool::next_task, "Which of several waiting requests they go to."},
        Field{"wage_per_hour", &OperatorPool::wage_per_hour, "What an hour of each of them costs."},
        Field{"paid", &OperatorPool::paid, "For which time."},
        Field{"overtime_premium", &OperatorPool::overtime_premium,
              "What overtime costs more, as a share of the wage: 0.25 for 25 %."}};
};

}  // namespace linewright
