// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling conveyors: length, speed and spacing become ticks of travel.
#pragma once

#include <cmath>

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::conveyors() {
    for (const Conveyor& conveyor : plant.conveyors) {
        const Place place = "conveyors/" + conveyor.name;
        Program::Conveyor out;
        const auto positive = [&](double value, const char* field, const char* remedy) {
            if (value > 0.0 && value <= 1e9) return true;
            fault(place + "/" + field, "must be > 0 and at most 1e9, is " + number_text(value), remedy);
            return false;
        };
        bool sound = positive(conveyor.length, "length", "Give metres");
        sound = positive(conveyor.speed, "speed", "Give metres a second") && sound;
        if (conveyor.spacing) sound = positive(*conveyor.spacing, "spacing", "Give metres from job to job") && sound;
        if (conveyor.spacing.has_value() == conveyor.places.has_value()) {
            fault(place + "/spacing", conveyor.spacing ? "is given beside places" : "is missing",
                  "Say how many jobs there is room for: by spacing or by places");
            sound = false;
        }
        if (conveyor.places && (*conveyor.places < 1 || *conveyor.places > 1000000)) {
            fault(place + "/places", "must be from 1 to 1,000,000, is " + std::to_string(*conveyor.places),
                  "Say how many jobs fill the whole length");
            sound = false;
        }
        if (sound && conveyor.spacing && *conveyor.spacing > conveyor.length) {
            fault(place + "/spacing", "is more than the conveyor's length", "There must be room for one job");
            sound = false;
        }
        if (sound) {
            const double second = program.ticks_per_second();
            const double spacing =
                conveyor.spacing ? *conveyor.spacing : conveyor.length / static_cast<double>(*conveyor.places);
            const double travel = conveyor.length / conveyor.speed * second;
            if (travel >= 0x1p59)
                fault(place + "/speed", "takes longer than the clock reaches", "Give metres a second");
            const auto jobs = conveyor.places ? *conveyor.places
                                              : to_ticks(conveyor.length * 1e6) /
                                                    std::max<std::int64_t>(1, to_ticks(*conveyor.spacing * 1e6));
            out.places = static_cast<std::uint32_t>(std::min<std::int64_t>(jobs, 1000000));
            out.travel = travel < 0x1p59 ? to_ticks(travel) : 0;
            out.spacing = travel < 0x1p59 ? to_ticks(spacing / conveyor.speed * second) : 0;
            if (travel < 0x1p59 && out.spacing < 1)
                fault(place + "/speed", "takes a job past its own room within a tick of the clock",
                      "Give metres a second, or choose a finer tick");
        }
        out.accumulating = conveyor.accumulating;
        program.conveyors.push_back(out);
        program.conveyor_names.push_back(conveyor.name);
    }
}

/// What a step says of the conveyor that brings jobs to it.
inline void Compiler::conveyed(const Step& step, const Place& place, bool first) {
    if (step.conveyor.empty()) return;
    find(conveyor_index, step.conveyor, place + "/conveyor", "conveyor");
    if (step.transfer)
        fault(place + "/transfer", "is given beside a conveyor, whose length and speed say it",
              "Leave one of them out");
    if (!step.vehicle.empty()) fault(place + "/vehicle", "is given beside a conveyor", "Leave one of them out");
    if (first)
        fault(place + "/conveyor", "would bring jobs from a source, which is not built",
              "Let the conveyor begin at the first station, or put a station before it");
}

}  // namespace linewright::detail
