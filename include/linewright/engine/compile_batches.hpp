// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling process batches: their sizes, which jobs go together, and what they can be put together from.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::batch(std::uint32_t s, Program::Station& out) {
    const Station& station = plant.stations[s];
    if (!station.batch) return;
    const Batch& given = *station.batch;
    const Place at = "stations/" + station.name, place = at + "/batch";
    if (given.smallest < 1 || given.smallest > 100000)
        fault(place + "/smallest", "must be from 1 to 100,000, is " + std::to_string(given.smallest),
              "Give the number of jobs that are enough to begin");
    if (given.largest < given.smallest || given.largest > 100000)
        fault(place + "/largest", "must be from the smallest size to 100,000, is " + std::to_string(given.largest),
              "Give the number of jobs that the place has room for");
    if (station.assembly)
        fault(place, "is not built for assemblies", "Let a station of its own work on batches of what is assembled");
    if (out.preemption != Preemption::none)
        fault(at + "/preemption", "is not built for batches", "Leave one of them out");
    if (out.before_service) fault(at + "/blocking", "before service is not built for batches", "Leave one of them out");
    Program::Batch batch;
    batch.station = s;
    batch.smallest = static_cast<std::uint32_t>(std::max(given.smallest, 1));
    batch.largest = static_cast<std::uint32_t>(std::max(given.largest, given.smallest));
    batch.per_job = given.time == BatchTime::per_job;
    batch.pieces = given.count == BatchCount::pieces;
    batch.rule = given.rule;
    if (given.longest_wait) {
        batch.longest_wait = moment(*given.longest_wait, place + "/longest_wait");
        if (given.smallest == 1)
            fault(place + "/longest_wait", "means nothing where one job is enough to begin",
                  "Give a smallest size, or leave it out");
    }
    out.batch = static_cast<std::uint32_t>(program.batches.size());
    out.many = true;
    program.batches.push_back(std::move(batch));
}

/// What batches are put together from, now that it is known who takes from where.
inline void Compiler::batch_inputs() {
    for (std::uint32_t s = 0; s < plant.stations.size(); ++s) {
        const Program::Station& st = program.stations[s];
        if (st.batch == none || st.inputs.empty()) continue;
        Program::Batch& batch = program.batches[st.batch];
        const Place at = "stations/" + plant.stations[s].name, place = at + "/batch";
        std::map<std::string, std::uint32_t, std::less<>> groups;
        for (const Program::Op& op : program.ops) {
            const auto here = program.op_stations.begin() + op.stations.first;
            if (std::none_of(here, here + op.stations.count, [&](const auto& cost) { return cost.station == s; })) {
                batch.group_of.push_back(none);
                continue;
            }
            std::string name;
            switch (plant.stations[s].batch->family) {
                case Together::product:
                    name = program.product_names[op.product];
                    break;
                case Together::family:
                    name = product_family[op.product];
                    break;
                case Together::operation:
                    name = std::to_string(op.route) + "/" + std::to_string(op.step);
                    break;
                case Together::any:
                    break;
            }
            batch.group_of.push_back(groups.emplace(name, static_cast<std::uint32_t>(groups.size())).first->second);
            batch_sizes(s, op, batch);
        }
        batch.groups = static_cast<std::uint32_t>(groups.size());
        const bool waits_for_ever = batch.longest_wait == never;
        std::int64_t room = 0;
        for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i) {
            Program::Queue& q = program.queues[program.inputs[i]];
            if (q.buffer == none) {
                batch_gate(s, q, program.inputs[i]);
                continue;
            }
            const Place buffer = "buffers/" + program.buffer_names[q.buffer];
            if (q.capacity == 0)
                fault(buffer + "/capacity",
                      "is 0 before station \"" + program.station_names[s] + "\", which takes batches",
                      "Give it places: a batch is put together from jobs that wait");
            room = q.capacity < 0 || room < 0 ? -1 : room + q.capacity;
            for (std::uint32_t c = q.consumers.first; c < q.consumers.end(); ++c)
                if (program.stations[program.consumers[c]].batch == none)
                    fault(buffer, "is shared by stations that take batches and stations that don't, which is not built",
                          "Give \"" + program.station_names[program.consumers[c]] + "\" a buffer of its own");
            if (q.consumers.count > 1 && q.dispatch != Dispatch::first)
                fault(buffer + "/dispatch", "is not built for batches",
                      "Leave it out: the first in the plant's list goes first");
            if (st.cards & ~q.cards)
                fault(place,
                      "takes jobs out of buffer \"" + program.buffer_names[q.buffer] +
                          "\" into a card loop, which is not built",
                      "Let the loop begin at that buffer or earlier");
        }
        if (st.gate != none && batch.rule != BatchRule::first_ready)
            fault(place + "/rule", "is not built where jobs come straight from a source",
                  "Put a buffer with places before the station");
        if (st.gate != none && st.inputs.count > 1)
            fault(place, "takes jobs from a buffer and straight from a source, which is not built",
                  "Put a buffer with places before each visit of the station");
        if (waits_for_ever && st.gate == none && room >= 0 && !batch.pieces && room < batch.smallest)
            fault(place + "/smallest",
                  "is " + std::to_string(batch.smallest) + ", but the buffers before the station have " +
                      std::to_string(room) + " places",
                  "It could never start: give them more places, or the batch a smaller size or a longest wait");
        for (std::size_t c = 0; c < program.loops.size(); ++c)
            if (waits_for_ever && !batch.pieces && (st.cards >> c & 1U) && program.loops[c].cards < batch.smallest)
                fault("cards/" + program.loop_names[c] + "/cards",
                      "are fewer than the " + std::to_string(batch.smallest) + " jobs that \"" +
                          program.station_names[s] + "\" waits for",
                      "It could never start: give more cards, or the batch a smaller size or a longest wait");
    }
}

/// The sizes of the group that an operation belongs to: its step's own, or the station's.
inline void Compiler::batch_sizes(std::uint32_t s, const Program::Op& op, Program::Batch& batch) {
    const Step& step = routes_given[op.route].steps[op.step];
    const Place place = "routes/" + plans[op.route].name + "/steps/" + std::to_string(op.step) + "/batch";
    Program::BatchSizes sizes{batch.smallest, batch.largest};
    if (step.batch) {
        if (step.batch->smallest < 1 || step.batch->largest < step.batch->smallest || step.batch->largest > 100000)
            fault(place, "must have sizes from 1 to 100,000, the largest not below the smallest", "Look at both");
        sizes = {static_cast<std::uint32_t>(std::max(step.batch->smallest, 1)),
                 static_cast<std::uint32_t>(std::max(step.batch->largest, 1))};
    }
    const std::uint32_t group = batch.group_of.back();
    if (group >= batch.sizes.size())
        batch.sizes.push_back(sizes);
    else if (batch.sizes[group].smallest != sizes.smallest || batch.sizes[group].largest != sizes.largest)
        fault(place,
              "differs from that of another step whose jobs may go together with these at station \"" +
                  program.station_names[s] + "\"",
              "Let batches be of one operation, or give these steps the same sizes");
    if (batch.pieces && program.product_pieces[op.product] > sizes.largest)
        fault("products/" + program.product_names[op.product] + "/pieces",
              "are more than the " + std::to_string(sizes.largest) + " that a batch at \"" + program.station_names[s] +
                  "\" may have",
              "It could never start: make the batch larger");
    if (program.stations[s].gate != none && (step.batch || batch.pieces))
        fault(step.batch ? place : "stations/" + program.station_names[s] + "/batch/count",
              "is not built where jobs come straight from a source", "Put a buffer with places before the station");
}

/// Jobs that go straight to the station may only come from sources, where they wait in line.
inline void Compiler::batch_gate(std::uint32_t s, Program::Queue& q, std::uint32_t number) {
    q.batch_gate = true;
    const std::string& name = program.station_names[s];
    const std::string remedy = "Put a buffer with places before \"" + name + "\"";
    if (q.cards)
        fault("stations/" + name + "/batch", "takes jobs straight from a source into a card loop, which is not built",
              remedy + ", inside the loop");
    const auto leads_here = [&](std::uint32_t op) {
        const Range& targets = program.ops[op].targets;
        const auto begin = program.targets.begin() + targets.first, end = begin + targets.count;
        return std::find(begin, end, number) != end;
    };
    const auto step = [&](const Program::Op& op) {
        return "routes/" + plans[op.route].name + "/steps/" + std::to_string(op.step);
    };
    for (std::uint32_t o = 0; o < program.ops.size(); ++o) {
        const Program::Op& op = program.ops[o];
        if (leads_here(o) && op.takes_time())
            fault(step(op) + (op.transfer != none ? "/transfer" : ""),
                  "ends at station \"" + name + "\", which takes batches", remedy);
        bool from_station = op.rework_op != none && leads_here(op.rework_op);
        each_next(op, [&](std::uint32_t next) { from_station = from_station || leads_here(next); });
        if (from_station) fault(step(op), "hands jobs straight to \"" + name + "\", which takes batches", remedy);
    }
    for (std::size_t i = 0; i < plant.sources.size(); ++i)
        for (std::size_t product = 0; product < program.product_names.size(); ++product) {
            const std::uint32_t op = program.source_first_op[i * program.product_names.size() + product];
            if (op == none || !leads_here(op)) continue;
            if (plant.sources[i].workload_limit)
                fault("sources/" + plant.sources[i].name + "/workload_limit",
                      "is not built where jobs go straight to \"" + name + "\", which takes batches", remedy);
            if (plant.sources[i].when_full == WhenFull::wait) continue;
            fault("sources/" + plant.sources[i].name + "/when_full",
                  "must be \"wait\" where jobs go straight to \"" + name + "\", which takes batches", remedy);
        }
}

}  // namespace linewright::detail
