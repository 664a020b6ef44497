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

/// How somebody gets faster with every repetition: Wright's curve.
struct Learning {
    double rate = 1.0;
    double least = 0.0;
    std::int64_t done_before = 0;
    bool operator==(const Learning&) const = default;
};
template <>
struct Fields<Learning> {
    static constexpr std::string_view name = "learning";
    static constexpr std::string_view doc =
        "Wright's curve: the n-th repetition takes n^(log2 rate) of the first one's time. Each person learns alone.";
    static constexpr auto list = std::tuple{
        Field{"rate", &Learning::rate, "What is left of the time when the repetitions double: 0.8 is 80 %."},
        Field{"least", &Learning::least, "The time never falls under this share of the first one's."},
        Field{"done_before", &Learning::done_before, "Repetitions that they have behind them at the start."}};
};

/// What a person can do, and how fast.
struct Skill {
    std::string skill{};
    double level = 1.0;
    std::optional<Learning> learning{};
    bool operator==(const Skill&) const = default;
};
template <>
struct Fields<Skill> {
    static constexpr std::string_view name = "skill";
    static constexpr std::string_view doc = "What a person can do, and how fast.";
    static constexpr auto list = std::tuple{
        Field{"skill", &Skill::skill, "The skill."},
        Field{"level", &Skill::level, "Divides the manual time: 1 is the standard, 1.25 takes 80 % of the time."},
        Field{"learning", &Skill::learning, "How they get faster; not given: they don't."}};
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
        Field{"begin_at", &Person::begin_at,
              "The station, buffer or node at which they are at the start; empty: as the pool."}};
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

/// People who aren't there though their calendar says so: ill, on holiday, at a course.
struct Absence {
    std::vector<std::string> people{};
    std::optional<int> count{};
    std::optional<Duration> from{};
    std::optional<Duration> to{};
    std::string first_day{};
    std::string last_day{};
    std::optional<double> chance{};
    bool operator==(const Absence&) const = default;
};
template <>
struct Fields<Absence> {
    static constexpr std::string_view name = "absence";
    static constexpr std::string_view doc =
        "People who aren't there though their calendar says so; over a stretch of time, or by chance from shift to "
        "shift.";
    static constexpr auto list = std::tuple{
        Field{"people", &Absence::people, "Who, by name; empty: `count` of the pool, or all of them."},
        Field{"count", &Absence::count, "How many of the pool, whoever is idle first; not given: those named, or all."},
        Field{"from", &Absence::from, "Its begin, from the start; not given: the start."},
        Field{"to", &Absence::to, "Its end, from the start; not given: it lasts on."},
        Field{"first_day", &Absence::first_day, "Instead of from: its first whole day, \"2026-12-21\"."},
        Field{"last_day", &Absence::last_day, "Instead of to: its last whole day, \"2026-12-31\"."},
        Field{"chance", &Absence::chance,
              "The chance that each of them is absent from a shift that begins in this time, drawn once a shift; not "
              "given: they are absent all the time."}};
};

/// Which of several waiting requests a free person goes to.
enum class NextTask : std::uint8_t { fifo, nearest };
template <>
struct Choices<NextTask> {
    static constexpr std::array list{
        Choice<NextTask>{"fifo", NextTask::fifo, "the one that was registered first"},
        Choice<NextTask>{"nearest", NextTask::nearest, "the one with the shortest walk, then the first registered"}};
};

/// What people do when a task of higher priority asks for them and nobody is free.
enum class AtHigherPriority : std::uint8_t { finish, leave };
template <>
struct Choices<AtHigherPriority> {
    static constexpr std::array list{
        Choice<AtHigherPriority>{"finish", AtHigherPriority::finish, "they finish the phase that they are at"},
        Choice<AtHigherPriority>{"leave", AtHigherPriority::leave,
                                 "they leave it: the work stands, asks again and goes on with what is left"}};
};

/// Where people go when nothing is left for them to do.
enum class AfterWork : std::uint8_t { stay, go_home };
template <>
struct Choices<AfterWork> {
    static constexpr std::array list{
        Choice<AfterWork>{"stay", AfterWork::stay, "they stay where their work ended"},
        Choice<AfterWork>{"go_home", AfterWork::go_home, "they go back to where they begin"}};
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
    static constexpr std::string_view doc = "The time to walk from one station or buffer to another.";
    static constexpr auto list = std::tuple{
        Field{"from", &Walk::from, "The station or buffer that somebody leaves."},
        Field{"to", &Walk::to, "The station or buffer that they go to."},
        Field{"time", &Walk::time, "How long it takes."},
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
    std::vector<Absence> absence{};
    ShiftEnd at_shift_end = ShiftEnd::suspend;
    std::optional<Duration> finish_within{};
    double speed = 1.0;
    std::string begin_at{};
    NextTask next_task = NextTask::fifo;
    AtHigherPriority at_higher_priority = AtHigherPriority::finish;
    AfterWork after_work = AfterWork::stay;
    std::optional<Duration> most_at_one_task{};
    std::optional<Duration> rest_from_task{};
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
        Field{"absence", &OperatorPool::absence, "Who isn't there though a calendar says so, and when."},
        Field{"at_shift_end", &OperatorPool::at_shift_end,
              "What happens to the work of those who leave at a shift's end or for a break."},
        Field{"finish_within", &OperatorPool::finish_within, "The longest time past the end, for finish_if_within."},
        Field{"speed", &OperatorPool::speed, "Walking speed, metres a second."},
        Field{"begin_at", &OperatorPool::begin_at,
              "The station, buffer or node at which they are at the start; empty: their first walk takes no time."},
        Field{"next_task", &OperatorPool::next_task, "Which of several waiting requests they go to."},
        Field{"at_higher_priority", &OperatorPool::at_higher_priority,
              "What they do when a task of higher priority asks for them and nobody is free."},
        Field{"after_work", &OperatorPool::after_work, "Where they go when nothing is left for them to do."},
        Field{
            "most_at_one_task", &OperatorPool::most_at_one_task,
            "After so long at one station nobody of them is taken for it again before they have worked at another one "
            "or rested from it; not given: no limit."},
        Field{"rest_from_task", &OperatorPool::rest_from_task,
              "How long somebody is away from a station, at no other one, to be taken for it again."},
        Field{"wage_per_hour", &OperatorPool::wage_per_hour, "What an hour of each of them costs."},
        Field{"paid", &OperatorPool::paid, "For which time."},
        Field{"overtime_premium", &OperatorPool::overtime_premium,
              "What overtime costs more, as a share of the wage: 0.25 for 25 %."}};
};

}  // namespace linewright
