// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling what a step says about whom it is for: sampling, and dedication to the place of an earlier step.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

/// What belongs to the station of a step and stands elsewhere.
inline void Compiler::station_fields(const Step& step, const Place& here, std::string_view where) {
    const auto one = [&](bool given, const char* field) {
        if (given)
            fault(here + "/" + field, "is given at " + std::string(where), "Work is done at stations: move it there");
    };
    one(step.interval.has_value(), "interval");
    one(step.batch.has_value(), "batch");
    one(step.sampling != 1.0, "sampling");
    one(!step.same_place_as.empty(), "same_place_as");
    one(!step.limits.empty(), "limits");
}

/// Jobs that aren't sampled go past: to the next step of the route, or out.
inline void Compiler::sampling(const RoutePlan& plan, const OpPlan& from, std::uint32_t number, std::uint32_t first,
                               Program::Op& op) {
    const double share = from.work->sampling;
    const Place place = "routes/" + plan.name + "/steps/" + std::to_string(from.step) + "/sampling";
    if (!is_probability(share, place) || share == 1.0) return;
    if (number == 0) {
        fault(place, "is given at the first step, where jobs enter", "Let them enter at a step that all of them make");
        return;
    }
    op.sampling = share;
    op.sampling_purpose = purpose_of(plan.name + "/" + std::to_string(from.step), "sampling");
    if (number + 1 < plan.ops.size())
        op.skipped.op = first + number + 1;
    else
        op.skipped.exit = plan.exit;
    program.has_sampling = true;
}

/// The job's place at one step is that of an earlier one.
inline void Compiler::dedication(const RoutePlan& plan, const OpPlan& from, std::uint32_t number, std::uint32_t first,
                                 Program::Op& op) {
    const std::string& wanted = from.work->same_place_as;
    if (wanted.empty()) return;
    const Place place = "routes/" + plan.name + "/steps/" + std::to_string(from.step) + "/same_place_as";
    const std::uint32_t before = find(plan.labels, wanted, place, "step");
    if (before == none) return;
    if (before >= number) {
        fault(place, "names \"" + wanted + "\", which doesn't come before", "Name an earlier step of the route");
        return;
    }
    const auto& there = plan.ops[before].stations;
    bool shared = false;
    for (const std::uint32_t s : from.stations) {
        shared = shared || std::find(there.begin(), there.end(), s) != there.end();
        const Station& station = plant.stations[s];
        if (station.batch || station.assembly || station.preemption != Preemption::none)
            fault(place,
                  "is not built for batches, assemblies and preemption, which station \"" + station.name + "\" has",
                  "Leave one of them out");
    }
    if (!shared)
        fault(place, "names \"" + wanted + "\", which is done at other stations", "Name a step at the same station");
    bool waits = !from.buffers.empty();
    for (const std::uint32_t b : from.buffers) {
        waits = waits && plant.buffers[b].capacity != 0;
        program.queues[program.buffer_queue[b]].dedicated = true;
    }
    if (!waits)
        fault(place, "needs a buffer with places before the station, where jobs wait for their place",
              "Put a buffer before it");
    std::uint32_t& remembers = program.ops[first + before].remembers;
    if (remembers == none) {
        std::uint32_t used = 0;  // by this product's steps so far
        for (std::uint32_t o = first; o < program.ops.size(); ++o)
            if (program.ops[o].remembers != none) ++used;
        remembers = used;
        program.remembered = std::max(program.remembered, used + 1);
    }
    op.dedicated = remembers;
}

/// Limits on the time between two steps of a route, laid out for one product; results are of the route.
inline void Compiler::time_limits(const RoutePlan& plan, std::uint32_t first) {
    std::vector<std::vector<std::uint32_t>> starts(plan.ops.size());
    std::uint32_t number = 0;
    for (std::uint32_t o = 0; o < plan.ops.size(); ++o) {
        if (!plan.ops[o].work) continue;
        const Step& step = *plan.ops[o].work;
        program.ops[first + o].limits = {static_cast<std::uint32_t>(program.time_limits.size()), 0};
        for (std::size_t k = 0; k < step.limits.size(); ++k) {
            const Place place =
                "routes/" + plan.name + "/steps/" + std::to_string(plan.ops[o].step) + "/limits/" + std::to_string(k);
            const std::uint32_t since = find(plan.labels, step.limits[k].since, place + "/since", "step");
            const Tick within = moment(step.limits[k].within, place + "/within");
            if (since == none) continue;
            if (since >= o || plan.ops[since].stations.empty()) {
                fault(place + "/since",
                      "names \"" + step.limits[k].since + "\", which isn't a station's step before this",
                      "Name an earlier step of the route");
                continue;
            }
            const Program::TimeLimitName name{plan.name, step.limits[k].since, step.label(), within};
            std::uint32_t result = 0;  // another product of the route may have it already
            const auto same = [&](const Program::TimeLimitName& other) {
                return other.route == name.route && other.since == name.since && other.step == name.step;
            };
            while (result < program.time_limit_names.size() && !same(program.time_limit_names[result])) ++result;
            if (result == program.time_limit_names.size()) program.time_limit_names.push_back(name);
            program.time_limits.push_back({within, number, result});
            ++program.ops[first + o].limits.count;
            starts[since].push_back(number++);
        }
    }
    program.times = std::max(program.times, number);
    for (std::uint32_t o = 0; o < plan.ops.size(); ++o) {
        program.ops[first + o].starts = {static_cast<std::uint32_t>(program.time_starts.size()),
                                         static_cast<std::uint32_t>(starts[o].size())};
        program.time_starts.insert(program.time_starts.end(), starts[o].begin(), starts[o].end());
    }
}

}  // namespace linewright::detail
