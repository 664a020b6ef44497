// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// How fast people work: their levels, what they have learned, and what becomes of work that goes on at another pace.
#pragma once

#include "linewright/core/math.hpp"
#include "linewright/engine/run.hpp"

namespace linewright {

/// The level of a team is that of its slowest member; nobody: 1.
template <class O>
double Run<O>::team_level(std::uint32_t list) const {
    if (list == none) return 1.0;
    double level = s.people_[list].level;
    for (std::uint32_t person = s.people_[list].next; person != none; person = s.people_[person].next)
        level = rule<"people.a_team_is_as_fast_as_its_slowest">() ? std::min(level, s.people_[person].level)
                                                                  : std::max(level, s.people_[person].level);
    return level;
}

/// How fast a team works: its level, and how many of those came who may.
template <class O>
double Run<O>::pace(std::uint32_t list, const Range& needs, std::uint8_t phase) const {
    double level = team_level(list);
    if (p.crew_factors.empty() || list == none || !rule<"people.more_are_faster">()) return level;
    for (std::uint32_t i = needs.first; i < needs.end(); ++i) {
        const Program::NeedItem& item = p.needs[i];
        if (item.factors.empty() || !(item.phases & phase)) continue;
        std::uint32_t held = 0;
        for (std::uint32_t person = list; person != none; person = s.people_[person].next)
            held += s.people_[person].item == i ? 1U : 0U;
        const std::uint32_t more = held > item.number ? held - item.number : 0;
        level /= p.crew_factors[item.factors.first + std::min(more, item.factors.count - 1)];
    }
    return level;
}

/// Work goes on at another pace: what remains of it is scaled.
template <class O>
void Run<O>::work_at(std::uint32_t place, double level) {
    Place& at = s.places_[place];
    if (!rule<"people.a_level_divides_the_time">()) level = 1.0;
    if (at.level == level) return;
    if (at.scaled && rule<"people.what_is_left_goes_on_at_the_new_level">()) {
        const Tick full = ticks_of(at.raw / level, at.draw);
        at.remaining =
            at.remaining == at.full ? full : ticks_of(static_cast<double>(at.remaining) * at.level / level, at.draw);
        at.full = full;
    }
    at.level = level;
}

/// The share of the first time that somebody's next repetition takes.
template <class O>
double Run<O>::learned(std::size_t i) const {
    const Program::Learning& learning = p.learnings[i];
    if (learning.exponent == 0.0 || !rule<"people.learn">()) return 1.0;
    const auto n = static_cast<double>(learning.before + s.repetitions_[i] + 1);
    return std::max(rule<"people.learn_down_to_a_least_time">() ? learning.least : 0.0,
                    portable::pow(n, learning.exponent));
}
/// Those who are kept from one phase to the next have learned meanwhile.
template <class O>
void Run<O>::look_up_levels(std::uint32_t list) {
    for (std::uint32_t person = list; person != none; person = s.people_[person].next)
        s.people_[person].level = level_of(person, p.needs[s.people_[person].item].skill);
}
/// A phase is done: one repetition for each who was needed in it.
template <class O>
void Run<O>::count_repetition(std::uint32_t list, std::uint8_t phase) {
    for (std::uint32_t person = list; person != none; person = s.people_[person].next)
        if (s.people_[person].phases & phase)
            ++s.repetitions_[std::size_t{person} * p.skills + p.needs[s.people_[person].item].skill];
}

}  // namespace linewright
