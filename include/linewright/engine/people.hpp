// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Who gets whom: requests wait in one list, by priority, then by the instant of registration, then downstream first;
// all the people of a request are taken at once or none.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
void Run<O>::ask(std::uint32_t id, std::uint32_t kind) {
    S::Request request;
    request.since = s.now_;
    request.kind = kind;
    request.id = id;
    const Program::Station& st = p.stations[kind == 1   ? p.units[id].station
                                            : kind == 4 ? p.groups[id].station
                                                        : p.place_station[id]];
    request.priority = kind == 1 ? p.modes[s.units_[id].mode].priority : st.operator_priority;
    request.order = st.order;
    const auto before = [](const S::Request& a, const S::Request& b) {
        if (!rule<"people.repairs_compete_with_the_work">() && (a.kind == 1) != (b.kind == 1)) return a.kind == 1;
        if (rule<"people.priority">() && a.priority != b.priority) return a.priority > b.priority;
        if (rule<"people.first_come">() && a.since != b.since) return a.since < b.since;
        if (!rule<"people.of_one_instant_downstream_first">()) return a.order > b.order;
        return a.order != b.order ? a.order < b.order : a.id < b.id;
    };
    s.requests_.insert(std::upper_bound(s.requests_.begin(), s.requests_.end(), request, before), request);
    s.requests_dirty_ = 1;
}

template <class O>
void Run<O>::withdraw(std::uint32_t id, std::uint32_t kind) {
    for (auto it = s.requests_.begin(); it != s.requests_.end(); ++it)
        if (it->id == id && it->kind == kind) {
            s.requests_.erase(it);
            return;
        }
}

template <class O>
void Run<O>::give_out() {
    if (p.nearest_task && rule<"walking.the_nearest_task">()) return give_out_nearest();
    for (std::size_t i = 0; i < s.requests_.size();) {
        const S::Request request = s.requests_[i];
        if (can_give(request)) {
            s.requests_.erase(s.requests_.begin() + static_cast<std::ptrdiff_t>(i));
            give(request);
        } else if (!p.at_higher.empty() && can_call_away(request)) {
            s.requests_.erase(s.requests_.begin() + static_cast<std::ptrdiff_t>(i));
            call_away();
            give(request);
            i = 0;  // those who left a task with them may be what another one waits for
        } else if (!rule<"people.a_request_that_cannot_be_met_is_passed_over">()) {
            return;
        } else {
            ++i;
        }
    }
}

/// Where people go to the nearest task: of the requests of the highest priority that can be met, the one with the
/// shortest walk of those who go by this rule; then the next.
template <class O>
void Run<O>::give_out_nearest() {
    for (;;) {
        std::size_t best = s.requests_.size();
        Tick least = never;
        for (std::size_t i = 0; i < s.requests_.size(); ++i) {
            const S::Request request = s.requests_[i];
            if (best < s.requests_.size() && request.priority < s.requests_[best].priority &&
                rule<"walking.of_the_highest_priority">())
                break;
            if (!can_give(request) && (p.at_higher.empty() || !can_call_away(request))) continue;
            Tick time = 0;
            for (const std::uint32_t person : chosen_)
                if (p.next_task[p.people[person].pool] == NextTask::nearest)
                    time = std::max(time, walk_from_now(person, task_at_));
            if (time < least) {
                least = time;
                best = i;
            }
        }
        if (best == s.requests_.size()) return;
        const S::Request request = s.requests_[best];
        const bool calls = !can_give(request) && can_call_away(request);
        s.requests_.erase(s.requests_.begin() + static_cast<std::ptrdiff_t>(best));
        if (calls) call_away();
        give(request);
    }
}

/// True when a request can be met in full; then those who would go are in `chosen_`.
template <class O>
bool Run<O>::can_give(const S::Request& request) {
    if (request.kind == 1) {
        task_ = ticks_of(s.units_[request.id].repair_raw, 0);
        task_at_ = p.units[request.id].station;
        return find_people(p.modes[s.units_[request.id].mode].crew, 1U << static_cast<unsigned>(Phase::repair), none,
                           Pick::least_versatile);
    }
    const std::uint32_t place = request.id;
    if (request.kind >= 3) return can_carry(request);
    if (request.kind == 2) {
        const S::Preparation& prep = s.preparations_[place];
        const Program::SetupStep& step = p.setup_steps[prep.step];
        task_ = ticks_of(prep.work, step.draw);
        task_at_ = p.place_station[place];
        return find_people(step.crew, Program::beside_phase, none, p.stations[task_at_].pick);
    }
    Place& at = s.places_[place];
    if (place_stands(place) && rule<"people.a_station_that_is_down_gets_nobody">()) return false;  // it keeps its turn
    const Program::Station& st = p.stations[p.place_station[place]];
    const std::uint8_t phase = phase_bit(at.stage);
    task_ = at.scaled ? at.remaining : ticks_of(at.raw, at.draw);
    task_at_ = p.place_station[place];
    if (const Range crew = crew_of(place); crew.count) return find_people(crew, phase, at.people, st.pick);
    if (at.people != none) return find_people(p.need_lists[at.alternative], phase, at.people, st.pick);
    for (std::uint32_t a = st.alternatives.first; a < st.alternatives.end(); ++a)
        if (find_people(p.need_lists[a], phase, none, st.pick)) {
            at.alternative = a;
            return true;
        } else if (!rule<"people.the_first_alternative_that_can_be_met">()) {
            break;
        }
    return false;
}

/// Those who were chosen go; when they are there, what the request is for runs.
template <class O>
void Run<O>::give(const S::Request& request) {
    if (request.kind == 1) {
        S::UnitState& unit = s.units_[request.id];
        take_people(unit.people, request.id);
        const Tick there = p.has_walks ? set_out_people(p.units[request.id].station) : s.now_;
        if (there == s.now_ || !rule<"walking.down_time_counts_the_crews_walk">()) return start_repair(request.id);
        unit.coming = 1;
        await(unit.people);
        return schedule(unit_slot(request.id), there, EventClass::completion);
    }
    const std::uint32_t place = request.id;
    if (request.kind >= 3) return send_carriers(request);
    if (request.kind == 2) {
        S::Preparation& prep = s.preparations_[place];
        take_people(prep.people, place);
        const Tick there = p.has_walks ? set_out_people(p.place_station[place]) : s.now_;
        if (there == s.now_) return run_preparation(place);
        prep.coming = 1;
        await(prep.people);
        return schedule(p.preparation_slot[place], there, EventClass::completion);
    }
    Place& at = s.places_[place];
    take_people(at.people, place);
    at.asking = 0;
    const Tick there = p.has_walks ? set_out_people(p.place_station[place]) : s.now_;
    if (there == s.now_) return people_there(place);
    at.coming = 1;
    await(at.people);
    schedule(place, there, EventClass::completion);
}

/// Finds free people for what a phase still needs, each person once: the preferred one first, and others change
/// places when that lets all needs be met (augmenting paths in a bipartite matching). The result is in `chosen_`.
template <class O>
bool Run<O>::find_people(const Range& needs, std::uint8_t phase, std::uint32_t held_list, Pick pick) {
    chosen_.clear();
    chosen_item_.clear();
    for (std::uint32_t i = needs.first; i < needs.end(); ++i) {
        const Program::NeedItem& item = p.needs[i];
        if (!(item.phases & phase)) continue;
        std::uint32_t number = item.number;
        for (std::uint32_t person = held_list; person != none; person = s.people_[person].next)
            if (s.people_[person].item == i && number > 0) --number;
        for (std::uint32_t k = 0; k < number; ++k) {
            chosen_.push_back(none);
            chosen_item_.push_back(i);
        }
    }
    const auto better = [&](std::uint32_t a, std::uint32_t b, std::uint32_t skill) {
        if (calling_) {
            bool settled = false;
            const bool a_first = rather_called(a, b, settled);
            if (settled) return a_first;
        }
        if (pick == Pick::least_versatile && rule<"people.the_least_versatile">() &&
            p.people[a].skills != p.people[b].skills)
            return p.people[a].skills < p.people[b].skills;
        if (pick == Pick::best_level && rule<"people.the_best_level">()) {
            const double x = level_of(a, skill), y = level_of(b, skill);
            if (x != y) return x > y;
        }
        if (pick == Pick::nearest && p.has_walks && rule<"people.the_nearest">()) {
            const Tick x = walk_from_now(a, task_at_), y = walk_from_now(b, task_at_);
            if (x != y) return x < y;
        }
        if (pick == Pick::longest_idle && rule<"people.the_longest_idle">() &&
            s.people_[a].free_since != s.people_[b].free_since)
            return s.people_[a].free_since < s.people_[b].free_since;
        return rule<"people.equal_ones_in_the_plants_order">() ? a < b : a > b;
    };
    std::size_t least = chosen_.size();
    for (std::size_t want_index = 0; want_index < least; ++want_index) {
        const std::uint32_t best = best_free(p.needs[chosen_item_[want_index]].skill, better);
        if (best != none) {
            chosen_[want_index] = best;
        } else if (!rule<"people.all_at_once_or_none">() && least > 1) {
            chosen_.erase(chosen_.begin() + static_cast<std::ptrdiff_t>(want_index));
            chosen_item_.erase(chosen_item_.begin() + static_cast<std::ptrdiff_t>(want_index));
            --least;
            --want_index;
        } else if (!rule<"people.matched_so_that_all_needs_are_met">() || !change_places(want_index)) {
            return false;
        }
    }
    if (p.crew_factors.empty() || calling_) return true;                  // nobody is called away beyond the least
    for (std::size_t want_index = 0; want_index < least; ++want_index) {  // as many more as are free and may come
        const std::uint32_t i = chosen_item_[want_index];
        if (want_index > 0 && chosen_item_[want_index - 1] == i) continue;
        for (std::uint32_t more = 1; more < p.needs[i].factors.count; ++more) {
            const std::uint32_t best = best_free(p.needs[i].skill, better);
            if (best == none) break;
            chosen_.push_back(best);
            chosen_item_.push_back(i);
        }
    }
    return true;
}

/// The best free person with a skill who isn't chosen yet, or none.
template <class O>
template <class Better>
std::uint32_t Run<O>::best_free(std::uint32_t skill, const Better& better) const {
    std::uint32_t best = none;
    for (std::uint32_t person = 0; person < p.people.size(); ++person) {
        if (!is_free(person) || !(p.levels[std::size_t{person} * p.skills + skill] > 0.0)) continue;
        if (std::find(chosen_.begin(), chosen_.end(), person) != chosen_.end()) continue;
        if (best == none || better(person, best, skill)) best = person;
    }
    return best;
}

/// Breadth-first search for a chain in which each person moves on to the next need and the last one is free.
template <class O>
bool Run<O>::change_places(std::size_t want_index) {
    const auto persons = static_cast<std::uint32_t>(p.people.size());
    reached_.assign(chosen_.size(), none);  // need -> need from which it was reached
    seen_.clear();
    seen_.push_back(static_cast<std::uint32_t>(want_index));
    reached_[want_index] = static_cast<std::uint32_t>(want_index);
    for (std::size_t k = 0; k < seen_.size(); ++k) {
        const std::uint32_t need = seen_[k];
        const std::uint32_t skill = p.needs[chosen_item_[need]].skill;
        for (std::uint32_t person = 0; person < persons; ++person) {
            if (!is_free(person) || !(p.levels[std::size_t{person} * p.skills + skill] > 0.0)) continue;
            const auto taken = std::find(chosen_.begin(), chosen_.end(), person);
            if (taken == chosen_.end()) {
                std::uint32_t mover = person;
                std::uint32_t into = need;
                for (;;) {
                    std::swap(chosen_[into], mover);
                    if (into == want_index) return true;
                    into = reached_[into];
                }
            }
            const auto other = static_cast<std::uint32_t>(taken - chosen_.begin());
            if (reached_[other] == none) {
                reached_[other] = need;
                seen_.push_back(other);
            }
        }
    }
    return false;
}

template <class O>
void Run<O>::take_people(std::uint32_t& list, std::uint32_t holder) {
    for (std::size_t i = 0; i < chosen_.size(); ++i) {
        const std::uint32_t person = chosen_[i];
        S::PersonState& state = s.people_[person];
        const Program::NeedItem& item = p.needs[chosen_item_[i]];
        state.holder = holder;
        state.item = chosen_item_[i];
        state.phases = item.phases;
        state.level = level_of(person, item.skill);
        state.next = list;
        state.taken = s.now_;
        if (!p.task_limits.empty()) begin_task(person);
        list = person;
        set_activity(person, Activity::working);
    }
}

/// Lets go of those in a list who are not needed in a phase of `keep` (0: of everybody).
template <class O>
void Run<O>::release_people(std::uint32_t& list, std::uint8_t keep) {
    std::uint32_t* link = &list;
    while (*link != none) {
        const std::uint32_t person = *link;
        S::PersonState& state = s.people_[person];
        if (state.phases & keep) {
            link = &state.next;
            continue;
        }
        *link = state.next;
        state.next = state.holder = none;
        state.free_since = s.now_;
        if (!p.task_limits.empty()) end_task(person);
        if (p.go_home && p.after_work[p.people[person].pool] == AfterWork::go_home) s.freed_.push_back(person);
        if (state.duty == Duty::staying) {  // their shift was over before
            count_late(person);
            state.duty = Duty::gone;
            if (p.has_absences || !p.overtimes.empty()) count_roster(p.people[person].roster);
        }
        set_activity(person, state.duty == Duty::here ? Activity::idle : Activity::off_shift);
        s.requests_dirty_ = 1;
    }
}

/// Work stands: its people wait with it, but nobody stays past the end of their shift for that.
template <class O>
void Run<O>::hold(std::uint32_t& list) {
    for (std::uint32_t person = list; person != none; person = s.people_[person].next)
        if (s.people_[person].duty == Duty::staying) return release_people(list, 0);
    people_activity(list, Activity::waiting);
}

template <class O>
void Run<O>::people_activity(std::uint32_t list, Activity activity) {
    for (std::uint32_t person = list; person != none; person = s.people_[person].next) set_activity(person, activity);
}

template <class O>
void Run<O>::set_activity(std::uint32_t person, Activity activity) {
    S::PersonState& state = s.people_[person];
    if (state.activity == activity) return;
    s.pool_counts_[p.people[person].pool].add(state, s.now_);
    state.activity = activity;
    state.since = s.now_;
    if constexpr (requires(O & told, const PersonEvent& event) { told.on(event); })
        observer.on(PersonEvent{s.now_, person, p.people[person].pool, activity, station_of_task(person),
                                activity == Activity::walking || activity == Activity::going_home
                                    ? std::max(s.now_, state.arrives)
                                    : s.now_});
}

/// The station whose task somebody is at; none for who has no task, or is on the way with a job or to fetch several.
template <class O>
std::uint32_t Run<O>::station_of_task(std::uint32_t person) const {
    const S::PersonState& state = s.people_[person];
    if (state.holder == none || state.holder >= group_holder) return none;
    if (state.phases & (1U << static_cast<unsigned>(Phase::repair))) return p.units[state.holder].station;
    return p.place_station[state.holder];
}

/// True when the stage that a place stands at needs people whom it doesn't hold.
template <class O>
bool Run<O>::stage_needs_people(std::uint32_t place) const {
    const Place& at = s.places_[place];
    const Program::Station& st = p.stations[p.place_station[place]];
    const std::uint8_t phase = phase_bit(at.stage);
    Range needs = crew_of(place);
    if (needs.empty()) {
        if (st.alternatives.empty()) return false;  // only some steps of its changeovers need people
        needs = p.need_lists[at.people != none ? at.alternative : st.alternatives.first];
    }
    for (std::uint32_t i = needs.first; i < needs.end(); ++i) {
        if (!(p.needs[i].phases & phase)) continue;
        std::uint32_t held = 0;
        for (std::uint32_t person = at.people; person != none; person = s.people_[person].next)
            held += s.people_[person].item == i ? 1U : 0U;
        if (held < p.needs[i].number) return true;
    }
    return false;
}

}  // namespace linewright
