// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling fleets of vehicles, and the steps that they carry jobs to.
#pragma once

#include <cmath>

#include "linewright/engine/compile_floor.hpp"
#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::vehicles() {
    for (const VehicleFleet& fleet : plant.vehicles) {
        const Place place = "vehicles/" + fleet.name;
        if (fleet.count < 1 || fleet.count > 100000)
            fault(place + "/count", "must be from 1 to 100,000, is " + std::to_string(fleet.count),
                  "With no vehicle nothing could ever be carried");
        Program::Fleet out;
        out.count = static_cast<std::uint32_t>(std::clamp(fleet.count, 1, 100000));
        if (fleet.capacity < 1 || fleet.capacity > 100000)
            fault(place + "/capacity", "must be from 1 to 100,000, is " + std::to_string(fleet.capacity),
                  "1 is a vehicle that carries one job at a time");
        out.capacity = static_cast<std::uint32_t>(std::clamp(fleet.capacity, 1, 100000));
        if (fleet.longest_wait) out.longest_wait = moment(*fleet.longest_wait, place + "/longest_wait");
        if (fleet.longest_wait && fleet.capacity == 1)
            fault(place + "/longest_wait", "has nothing to wait for: one job is a full load",
                  "Give the vehicles a capacity, or leave it out");
        if (fleet.load) out.load = draw(*fleet.load, place + "/load", fleet.name, "load");
        if (fleet.unload) out.unload = draw(*fleet.unload, place + "/unload", fleet.name, "unload");
        out.driven = fleet.speed || fleet.capacity > 1 || fleet.load || fleet.unload;
        out.next_call = fleet.next_call;
        out.goes_home = fleet.after_work == AfterWork::go_home;
        if (fleet.speed) {
            const bool moves = *fleet.speed > 0.0 && std::isfinite(*fleet.speed);
            if (!moves)
                fault(place + "/speed", "must be > 0, is " + number_text(*fleet.speed),
                      "Metres a second; 1.5 is a usual one for driverless vehicles");
            if (!fleet.begin_at.empty()) out.home = home(fleet.begin_at, place + "/begin_at");
            if (out.goes_home && fleet.begin_at.empty())
                fault(place + "/after_work", "is go_home, but it isn't said where their home is", "Name it: begin_at");
            if (faults.empty() && metres.empty())
                fault(place + "/speed", "is given, but nothing has a place on the floor",
                      "Give the stations positions, or a spot on aisles each");
            if (moves) out.times = times_at(*fleet.speed);
        } else {
            const std::string what = "means nothing without a speed: such a vehicle is where it is needed";
            if (!fleet.begin_at.empty()) fault(place + "/begin_at", what, "Give the fleet a speed, or leave it out");
            if (out.goes_home) fault(place + "/after_work", what, "Give the fleet a speed, or leave it out");
            if (out.next_call == NextCall::nearest)
                fault(place + "/next_call", what, "Give the fleet a speed, or leave it out");
        }
        out.first_vehicle = static_cast<std::uint32_t>(program.vehicles.size());
        if (out.driven)
            program.vehicles.resize(program.vehicles.size() + out.count,
                                    {static_cast<std::uint32_t>(program.fleets.size()), none});
        program.fleets.push_back(std::move(out));
        program.fleet_names.push_back(fleet.name);
    }
}

/// What a step says of the people and vehicles that bring jobs to it.
inline void Compiler::carried(const Step& step, const Place& place, bool first) {
    if (!step.carried_by.empty()) {
        if (!step.vehicle.empty())
            fault(place + "/vehicle", "is given beside people who carry", "Leave one of them out");
        if (!step.conveyor.empty())
            fault(place + "/conveyor", "is given beside people who carry", "Leave one of them out");
        if (first)
            fault(place + "/carried_by", "would fetch jobs from a source, which is not built",
                  "Let people carry from the first station on, or put a station before it");
    }
    if (step.vehicle.empty()) {
        if (step.back)
            fault(place + "/back", "is given without a vehicle", "Name the fleet that goes back, or leave it out");
        return;
    }
    const std::uint32_t fleet = find(fleet_index, step.vehicle, place + "/vehicle", "fleet of vehicles");
    const bool moves = fleet != none && plant.vehicles[fleet].speed;
    if (!step.transfer && !moves)
        fault(place + "/transfer", "is missing, but a vehicle carries jobs here",
              "Say how long the loaded trip takes, or give the fleet a speed and the stations places on the floor");
    if (step.back && moves)
        fault(place + "/back", "is given, but the fleet has a speed: the vehicle is free where it has unloaded",
              "Leave it out; after_work says whether vehicles go home");
    if (first)
        fault(place + "/vehicle", "would fetch jobs from a source, which is not built",
              "Let the vehicle carry from the first station on, or put a station before it");
}

/// How jobs come to an operation.
inline void Compiler::brought(const OpPlan& from, const std::string& route, Program::Op& op) {
    const Step& entry = *from.entry;
    const std::uint32_t step = from.step - (from.work && from.entry != from.work ? 1 : 0);
    const Place place = "routes/" + route + "/steps/" + std::to_string(step);
    const std::string element = route + "/" + entry.label();
    if (entry.transfer) op.transfer = draw(*entry.transfer, place + "/transfer", element, "transfer");
    if (entry.back) op.back = draw(*entry.back, place + "/back", element, "back");
    if (!entry.vehicle.empty()) {
        op.fleet = fleet_index.find(entry.vehicle)->second;
        op.by = program.fleets[op.fleet].driven ? Program::By::driven : Program::By::vehicle;
    }
    if (!entry.carried_by.empty()) {
        op.by = Program::By::people;
        op.carriers = need_items(entry.carried_by, place + "/carried_by", true, Program::carry_phase);
        program.has_people = program.has_carriers = true;
    }
    if (!entry.conveyor.empty()) {
        op.conveyor = conveyor_index.find(entry.conveyor)->second;
        op.by = Program::By::conveyor;
        return;
    }
    if (op.takes_time() && from.buffers.empty() && from.stations.size() > 1)
        fault(place + (entry.transfer          ? "/transfer"
                       : entry.vehicle.empty() ? "/carried_by"
                                               : "/vehicle"),
              "leads to several stations at once", "Put a buffer before them, or give each its own branch");
}

/// Vehicles that drive get everywhere: to the jobs, with them, to the next call and home.
inline void Compiler::drives() {
    struct Trips {
        std::set<std::uint32_t> from, to;
    };
    std::vector<Trips> trips(program.fleets.size());
    for (const Program::Op& op : program.ops) {
        const auto trip = [&](std::uint32_t next) {
            const Program::Op& then = program.ops[next];
            if (then.by != Program::By::driven || program.fleets[then.fleet].times.empty()) return;
            const std::string& who = program.fleet_names[then.fleet];
            for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k) {
                trips[then.fleet].from.insert(program.op_stations[k].station);
                for (std::uint32_t t = then.targets.first; t < then.targets.end(); ++t) {
                    const std::uint32_t to = program.queue_spot[program.targets[t]];
                    if (to == none) continue;  // nobody takes from there
                    trips[then.fleet].to.insert(to);
                    leads(program.op_stations[k].station, to, "vehicles \"" + who + "\"");
                }
            }
        };
        each_next(op, trip);
        if (op.rework_op != none) trip(op.rework_op);
    }
    for (std::size_t f = 0; f < trips.size(); ++f) {
        const Program::Fleet& fleet = program.fleets[f];
        if (fleet.times.empty()) continue;
        const std::string who = "vehicles \"" + program.fleet_names[f] + "\"";
        for (const std::uint32_t from : trips[f].from) {
            if (fleet.home != none) leads(fleet.home, from, who);
            for (const std::uint32_t to : trips[f].to) leads(to, from, who);
        }
        if (fleet.goes_home)
            for (const std::uint32_t to : trips[f].to) leads(to, fleet.home, who);
    }
}

/// People who carry get everywhere, and it is known how long they carry.
inline void Compiler::carries() {
    const auto trip = [&](const Program::Op& op, std::uint32_t next) {
        const Program::Op& then = program.ops[next];
        if (then.by != Program::By::people) return;
        const OpPlan& plan = plans[then.route].ops[next - then.first_op];
        const std::uint32_t step = plan.step - (plan.work && plan.entry != plan.work ? 1 : 0);
        const Place place = "routes/" + plans[then.route].name + "/steps/" + std::to_string(step);
        if (then.transfer == none && !program.has_walks)
            fault(place + "/transfer", "is missing, but people carry jobs here and nobody walks in this plant",
                  "Say how long they carry, or give the stations places on the floor");
        if (!program.has_walks) return;
        for (std::size_t person = 0; person < program.people.size(); ++person) {
            const auto& times = program.walk_times[program.people[person].pool];
            bool carries = false;
            for (std::uint32_t i = then.carriers.first; i < then.carriers.end(); ++i)
                carries = carries || program.levels[person * program.skills + program.needs[i].skill] > 0.0;
            if (!carries) continue;
            const auto gets = [&](std::size_t from, std::size_t to) {
                if (times[from * spots.size() + to] == never) leads(from, to, "people");
            };
            for (std::uint32_t t = then.targets.first; t < then.targets.end(); ++t) {
                const std::uint32_t to = program.queue_spot[program.targets[t]];
                if (to == none) continue;
                for (std::uint32_t k = op.stations.first; k < op.stations.end() && then.transfer == none; ++k)
                    gets(program.op_stations[k].station, to);
                for (std::size_t station = 0; station < plant.stations.size(); ++station) gets(to, station);
                if (program.begin_at[person] != none && program.go_home) gets(to, program.begin_at[person]);
            }
        }
    };
    for (const Program::Op& op : program.ops) {
        each_next(op, [&](std::uint32_t next) { trip(op, next); });
        if (op.rework_op != none) trip(op, op.rework_op);
    }
}

}  // namespace linewright::detail
