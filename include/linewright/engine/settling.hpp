// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What moves when all events of an instant are taken (docs/semantics.md, 2): jobs leave, stations load, people are
// given out; then the states of the places that were touched are looked at.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
void Run<O>::settle() {
    const auto serve_all = [&](bool& moved) {
        while (!s.dirty_.empty()) {
            const std::uint32_t resource = s.dirty_.front();
            s.dirty_.erase(s.dirty_.begin());
            s.queues_[resource].dirty = 0;
            serve(resource);
            moved = true;
        }
    };
    const auto enter = [&](bool& moved) {
        for (std::size_t i = 0; i < s.dirty_sources_.size(); ++i) {
            const std::uint32_t source = s.dirty_sources_[i];
            s.sources_[source].dirty = 0;
            while (enter_from(source, none, false)) moved = true;
        }
        s.dirty_sources_.clear();
    };
    const auto load = [&](bool& moved) {
        for (std::size_t w = 0; w < s.may_load_.size(); ++w) {
            while (s.may_load_[w] != 0) {
                const auto bit = static_cast<std::uint32_t>(rule<"instant.load_downstream_first">()
                                                                ? std::countr_zero(s.may_load_[w])
                                                                : 63 - std::countl_zero(s.may_load_[w]));
                s.may_load_[w] &= ~(std::uint64_t{1} << bit);
                load_station(p.by_order[w * 64 + bit]);
                moved = true;
            }
        }
    };
    bool moved = true;
    while (moved) {
        moved = false;
        if (!rule<"instant.leave_before_loading">()) load(moved);
        // a: finished jobs leave, downstream first; those who wait for a place that is free again go before them.
        bool again = true;
        while (again) {
            again = false;
            if (!rule<"instant.sources_after_stations">()) enter(moved);
            if (rule<"instant.freed_is_for_who_waits">()) serve_all(moved);
            if (!s.arrived_.empty() || !s.due_groups_.empty()) {
                belts_end();
                moved = again = true;
                continue;
            }
            for (std::size_t w = 0; w < s.may_leave_.size(); ++w)
                while (s.may_leave_[w] != 0) {
                    const auto bit = static_cast<std::uint32_t>(rule<"instant.leave_downstream_first">()
                                                                    ? std::countr_zero(s.may_leave_[w])
                                                                    : 63 - std::countl_zero(s.may_leave_[w]));
                    s.may_leave_[w] &= ~(std::uint64_t{1} << bit);
                    const Program::Station& station = p.stations[p.by_order[w * 64 + bit]];
                    const std::uint32_t last = last_slot(station.first_place);
                    const std::uint32_t stop = last + station.places;
                    for (std::uint32_t place = next_set(s.leaving_, last, stop); place < stop;
                         place = next_set(s.leaving_, place + 1, stop)) {
                        s.leaving_[place >> 6U] &= ~(std::uint64_t{1} << (place & 63U));
                        const Place& at = s.places_[place];
                        if (at.waiting) continue;  // its turn comes when something frees
                        if (at.stage == Stage::finished)
                            try_leave(place, none, false);
                        else if (at.stage == Stage::reserve)
                            reserve_ahead(place, none, false);
                    }
                    moved = again = true;
                }
            if (!rule<"instant.freed_is_for_who_waits">()) serve_all(moved);
            if (again) continue;
            const auto come_in = [&] {
                for (std::size_t i = 0; i < s.back_.size(); ++i) moved = try_come_in(s.back_[i], none, false) || moved;
                s.back_.clear();
            };
            if (rule<"outside.before_the_sources">()) come_in();
            enter(moved);
            if (!rule<"outside.before_the_sources">()) come_in();
            if (!rule<"sources.lost_when_nothing_moves">()) lose_rest();
            again = !s.dirty_.empty();
        }
        if (!rule<"maintenance.when_nothing_more_moves">() && !s.opportunities_.empty()) look_for_opportunities();
        // b: stations load, downstream first.
        load(moved);
        if (!moved && !s.ahead_.empty()) look_ahead();
        if (!rule<"instant.people_when_nothing_moves">()) give_out();
        if (!moved && !s.ready_.empty()) moved = vehicles_set_out();
        if (!moved && s.supply_dirty_) moved = give_material();
        if (!rule<"instant.until_nothing_moves">()) break;
    }
    // c: people are given out.
    if (s.requests_dirty_) {
        s.requests_dirty_ = 0;
        give_out();
    }
    if (!p.calendars.empty() && end_idle_overruns()) {
        s.requests_dirty_ = 0;
        give_out();
    }
    if (!s.freed_.empty() && s.calendar_.next().tick() != s.now_) go_home();
    if (!s.homeward_.empty() && s.calendar_.next().tick() != s.now_) vehicles_go_home();
    lose_rest();
    settle_places();
    while (!s.power_waiters_.empty() && give_out_power()) {
        if (s.requests_dirty_) {
            s.requests_dirty_ = 0;
            give_out();
        }
        settle_places();
    }
    if (!s.opportunities_.empty()) look_for_opportunities();
    if (!blocked_.empty()) {
        if (rule<"deadlock.ends_the_run">() &&
            (rule<"deadlock.though_others_go_on">() || !s.calendar_.next().pending()))
            find_deadlock();
        blocked_.clear();
    }
}

template <class O>
void Run<O>::settle_places() {
    if constexpr (O::listens) std::sort(s.touched_.begin(), s.touched_.end());
    for (std::size_t i = 0; i < s.touched_.size(); ++i) {  // what is made up for may touch more
        const std::uint32_t place = s.touched_[i];
        s.places_[place].touched = 0;
        if (s.places_[place].fused) catch_up(place, s.now_);
        set_state(place, state_of(place));
    }
    s.touched_.clear();
}

}  // namespace linewright
