// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// People on their way to a station: how long it takes them, who waits for whom, and what happens when they are there.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
Tick Run<O>::walk(std::uint32_t person, std::uint32_t to) const {
    const std::vector<Tick>& times = p.walk_times[p.people[person].pool];
    const std::uint32_t from = s.people_[person].at;
    return times.empty() || from == none || !rule<"walking.takes_its_time">() ? 0
                                                                              : times[std::size_t{from} * p.spots + to];
}

/// Those who were chosen set out for a station; the instant at which the last of them is there.
template <class O>
Tick Run<O>::set_out_people(std::uint32_t station) {
    Tick last = s.now_;
    for (const std::uint32_t person : chosen_) {
        S::PersonState& state = s.people_[person];
        const Tick time = walk(person, station);  // a walk that was broken off is finished first
        if (rule<"walking.they_stay_where_they_worked">() || state.at == none) state.at = station;
        state.arrives = std::max(s.now_, state.arrives) + time;
        last = std::max(last, state.arrives);
    }
    return last;
}
/// Of those who are to wait for the last: who walks, and who is there already.
template <class O>
void Run<O>::await(std::uint32_t list) {
    for (std::uint32_t person = list; person != none; person = s.people_[person].next)
        set_activity(person, s.people_[person].arrives <= s.now_ ? Activity::waiting
                             : rule<"walking.is_no_working">()   ? Activity::walking
                                                                 : Activity::working);
}

/// All the people of a place are there.
template <class O>
void Run<O>::people_there(std::uint32_t place) {
    Place& at = s.places_[place];
    at.coming = 0;
    touch(place);
    if (place_stands(place)) {  // it went down or off meanwhile
        if (place_down(place) && !p.stations[p.place_station[place]].release_people)
            hold(at.people);
        else
            release_people(at.people, 0);
        return;
    }
    people_activity(at.people, Activity::working);
    if (!p.learnings.empty()) look_up_levels(at.people);
    work_at(place, pace_at(place));
    run_stage(place);
}

/// Nothing is left at this instant for those who have become free: they set out for where they begin.
template <class O>
void Run<O>::go_home() {
    for (const std::uint32_t person : s.freed_) {
        S::PersonState& state = s.people_[person];
        if (state.holder != none || state.at == p.begin_at[person] || !rule<"walking.home_after_work">()) continue;
        state.arrives = s.now_ + walk_from_now(person, p.begin_at[person]);
        state.at = p.begin_at[person];
        if (state.duty == Duty::here) set_activity(person, Activity::going_home);
    }
    s.freed_.clear();
}

/// Those who are on their way are not waited for any more; their walk is theirs to finish.
template <class O>
void Run<O>::stop_coming(std::uint32_t place) {
    Place& at = s.places_[place];
    if (!at.coming) return;
    at.coming = 0;
    s.calendar_.clear(place);
}

}  // namespace linewright
