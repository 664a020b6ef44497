// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling places with slots (cascading tools).
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::serial_slots(const Station& station, Program::Station& out) {
    const Place place = "stations/" + station.name;
    if (station.slots < 1 || station.slots > 100) {
        fault(place + "/slots", "must be from 1 to 100, is " + std::to_string(station.slots),
              "1 is a place that takes a job when the last has left");
        return;
    }
    if (station.interval) {
        moment(*station.interval, place + "/interval");
        if (station.slots == 1)
            fault(place + "/interval", "means nothing without slots", "Give the station slots, or leave it out");
    }
    if (station.load_ahead && station.slots == 1)
        fault(place + "/load_ahead", "means nothing without slots", "Give the station slots, or leave it out");
    if (station.slots == 1) return;
    out.slots = static_cast<std::uint32_t>(station.slots) + (station.load_ahead ? 1 : 0);
    out.loads_ahead = station.load_ahead;
    program.has_slots = true;
    const auto refuse = [&](bool given, const char* field, const char* what) {
        if (given)
            fault(place + "/" + field, std::string(what) + " not built for places with slots", "Leave one of them out");
    };
    refuse(station.batch.has_value(), "batch", "batches are");
    refuse(station.assembly.has_value(), "assembly", "an assembly is");
    refuse(station.preemption != Preemption::none, "preemption", "preemption is");
    refuse(station.blocking == Blocking::before_service, "blocking", "before_service is");
    refuse(station.at_shift_end != ShiftEnd::suspend, "at_shift_end", "other than suspend is");
    const auto early = [](const std::vector<Need>& needs) {
        for (const Need& need : needs)
            for (const Phase phase : need.phases)
                if (phase != Phase::setup && phase != Phase::load) return false;
        return true;
    };
    bool enters = early(station.operators);
    for (const auto& list : station.operators_instead) enters = enters && early(list);
    if (!enters)
        fault(place + "/operators",
              "has people for other phases than setup and load, which is not built for places "
              "with slots",
              "Ask for people when a job is set up or loaded");
}

/// What a job of so many pieces costs, and how long it is in each slot but the last. Times per piece: the pieces are
/// worked on one after the other, or enter an interval apart; the next job's first one enters an interval later.
inline void Compiler::pieces(const Station& station, const Step& step, bool own_cycle, std::uint32_t number,
                             const Place& here, Program::OpStation& cost) {
    if (step.interval && station.slots == 1)
        fault(here + "/interval", "is given, but station \"" + station.name + "\" has no slots",
              "Give the station slots, or leave it out");
    if (step.batch && !station.batch)
        fault(here + "/batch", "is given, but station \"" + station.name + "\" takes single jobs",
              "Give the station a batch, or leave it out");
    if (step.per != TimePer::job && !step.cycle.given() && !step.interval)
        fault(here + "/per", "is given without a cycle of the step", "Say it at the station, or give the step a cycle");
    const bool own_interval = step.interval.has_value();
    const bool per_piece = (own_cycle ? step.per : station.per) == TimePer::piece;
    if (own_interval || station.interval) {
        const bool each = (own_interval ? step.per : station.per) == TimePer::piece;
        const double c = ticks(own_interval ? *step.interval : *station.interval);
        moment(own_interval ? *step.interval : *station.interval,
               own_interval ? here + "/interval" : "stations/" + station.name + "/interval");
        const double all = each ? c * number : c;
        cost.interval = all >= 0.0 && all < 0x1p59 ? to_ticks(all) : never;
        if (per_piece && each)
            cost.apart = c * (number - 1);
        else if (per_piece)
            cost.pieces = number;
    } else if (per_piece) {
        cost.pieces = number;
    }
    cost.mean_process = cost.pieces != 1.0 ? cost.mean_process * cost.pieces : cost.mean_process + cost.apart;
}

}  // namespace linewright::detail
