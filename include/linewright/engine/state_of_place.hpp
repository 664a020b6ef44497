// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Which of the states a place is in (docs/semantics.md, 3): the first in the list that holds.
#pragma once

#include "linewright/engine/run.hpp"

namespace linewright {

template <class O>
State Run<O>::state_of(std::uint32_t place) const {
    const Place& at = s.places_[place];
    const Program::Station& station = p.stations[p.place_station[place]];
    if (!rule<"states.maintenance_before_repair">())
        for (const std::uint32_t u : {station.unit, p.place_unit[place]})
            if (u != none && unit_down(u)) return State::repair;
    if ((place_off(place) || (at.overrun && (!at.running || !rule<"states.work_past_the_end_is_processing">()))) &&
        (rule<"states.off_shift_before_all">() || !place_down(place))) {
        const Presence presence = s.stations_[p.place_station[place]].presence;
        return presence == Presence::off || !rule<"states.a_break_is_not_off_shift">() ? State::off_shift
                                                                                       : State::on_break;
    }
    if (at.stops == 0) [[likely]]
        return station.slots == 1 ? state_by_stage(place) : state_of_slots(place);
    for (const std::uint32_t u : {station.maintenance, p.place_maintenance[place]})
        if (u != none && (unit_down(u) || (s.units_[u].status == UnitStatus::finishing && all_empty(place) &&
                                           rule<"maintenance.emptied_places_count">())))
            return p.outages ? state_of_outage(place) : State::planned_maintenance;
    for (const std::uint32_t u : {station.unit, p.place_unit[place]}) {
        if (u == none ||
            (!rule<"states.down_before_blocked_and_starved">() && !at.running && at.stage != Stage::process))
            continue;
        const UnitStatus status = s.units_[u].status;
        if (status == UnitStatus::repairing) return State::repair;
        if (status == UnitStatus::waiting_for_crew)
            return rule<"states.waiting_for_crew_is_no_repair">() ? State::waiting_for_crew : State::repair;
        if (status == UnitStatus::finishing && all_empty(place) && rule<"breakdowns.emptied_places_wait_for_crew">())
            return State::waiting_for_crew;
    }
    return station.slots == 1 ? state_by_stage(place) : state_of_slots(place);
}

template <class O>
State Run<O>::state_by_stage(std::uint32_t place) const {
    const Place& at = s.places_[place];
    const Program::Station& station = p.stations[p.place_station[place]];
    const State waits =
        rule<"states.waiting_for_an_operator_is_no_starving">() ? State::waiting_for_operator : State::starved;
    switch (at.stage) {
        case Stage::empty:
            if (!rule<"states.a_missing_component_is_starving">() && station.components.count)
                return State::waiting_for_material;
            return s.stations_[p.place_station[place]].card_wait && rule<"cards.waiting_for_a_card_is_a_state">()
                       ? State::waiting_for_card
                       : State::starved;
        case Stage::supply:
            return at.asking || at.coming ? State::waiting_for_operator : State::waiting_for_material;
        case Stage::warm_up:
        case Stage::setup:
            return at.running                           ? State::setup
                   : rule<"states.waiting_for_setup">() ? State::waiting_for_setup
                                                        : State::waiting_for_operator;
        case Stage::load:
            return !at.running ? waits : rule<"states.load_is_no_processing">() ? State::load : State::processing;
        case Stage::process:
            return at.running ? State::processing : at.power == waits_for_power ? State::waiting_for_material : waits;
        case Stage::passing:
            return State::blocked;
        case Stage::unload:
            return !at.running ? waits : rule<"states.unload_is_no_processing">() ? State::unload : State::processing;
        case Stage::reserve:
            if (!rule<"states.the_wait_for_a_reservation_is_blocked">()) return State::starved;
            [[fallthrough]];
        case Stage::finished: {
            if (at.called && p.ops[at.next_op].by == Program::By::people) return State::waiting_for_operator;
            bool card_only = false;
            if (!rule<"cards.waiting_for_a_card_is_a_state">()) return State::blocked;
            if (!p.has_cards || !at.waiting || p.ops[at.next_op].conveyor != none ||
                !p.ops[at.next_op].groups.empty() ||
                find_target(at.next_op, s.jobs_[at.job].cards, none, false, card_only) != none)
                return State::blocked;
            return card_only ? State::waiting_for_card : State::blocked;
        }
    }
    return State::starved;
}

}  // namespace linewright
