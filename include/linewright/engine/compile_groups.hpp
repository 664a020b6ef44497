// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling transfer batches: for each station and step the jobs that move on together.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

/// What a step says of jobs that come to it together.
inline void Compiler::grouped(const Step& step, const Place& place, bool first) {
    if (!step.transfer_batch) return;
    const TransferBatch& batch = *step.transfer_batch;
    if (batch.size < 2 || batch.size > 1000000)
        fault(place + "/transfer_batch/size", "must be from 2 to 1,000,000, is " + std::to_string(batch.size),
              "Leave the transfer batch out where jobs move one by one");
    if (batch.longest_wait) moment(*batch.longest_wait, place + "/transfer_batch/longest_wait");
    if (!step.vehicle.empty())
        fault(place + "/transfer_batch", "is given beside a vehicle, which is not built",
              "Give the fleet a capacity and a longest_wait: it waits for a full load");
    if (!step.conveyor.empty())
        fault(place + "/transfer_batch", "is given beside a conveyor, which takes jobs one by one",
              "Leave one of them out");
    if (first)
        fault(place + "/transfer_batch", "would fetch jobs from a source, which is not built",
              "Let the source send so many at once: batch");
}

/// Which stations jobs come from, and whether there can be room for all of them at once.
inline void Compiler::groups() {
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t>
        known;  // station, route, operation
    std::vector<std::set<std::uint32_t>> of_op(program.ops.size());
    for (const Program::Op& op : program.ops) {
        const auto way = [&](std::uint32_t next) {
            const Program::Op& then = program.ops[next];
            const OpPlan& plan = plans[then.route].ops[next - then.first_op];
            if (!plan.entry->transfer_batch) return;
            const TransferBatch& batch = *plan.entry->transfer_batch;
            const std::uint32_t step = plan.step - (plan.work && plan.entry != plan.work ? 1 : 0);
            const Place place =
                "routes/" + plans[then.route].name + "/steps/" + std::to_string(step) + "/transfer_batch";
            const auto size = static_cast<std::uint32_t>(batch.size);
            for (std::uint32_t t = then.targets.first; t < then.targets.end(); ++t) {
                const Program::Queue& queue = program.queues[program.targets[t]];
                if (queue.capacity == 0)
                    fault(place, "leads straight to a station, where there is no room for several jobs",
                          "Put a buffer with places before it");
                else if (queue.capacity > 0 && queue.capacity < batch.size)
                    fault(place + "/size",
                          "is more than the places of buffer \"" + program.buffer_names[queue.buffer] + "\"",
                          "They could never move: give it as many places, or let fewer move together");
                for (std::size_t loop = 0; loop < plant.cards.size(); ++loop)
                    if (!plant.cards[loop].members.empty() && (queue.cards >> loop & 1U))
                        fault(place, "leads into card loop \"" + plant.cards[loop].name + "\", which is not built",
                              "Let jobs move one by one, or let the loop begin later");
            }
            for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k) {
                const std::uint32_t s = program.op_stations[k].station;
                if (program.stations[s].before_service)
                    fault("stations/" + plant.stations[s].name + "/blocking",
                          "before_service is not built where jobs move on together", "Leave one of them out");
                for (std::size_t loop = 0; loop < plant.cards.size(); ++loop)
                    if (plant.cards[loop].cards < batch.size &&
                        (plant.cards[loop].members.empty() || (program.stations[s].cards >> loop & 1U)))
                        fault(place + "/size", "is more than the cards of loop \"" + plant.cards[loop].name + "\"",
                              "They could never be together: give it as many cards, or let fewer move together");
                const auto [at, fresh] = known.emplace(std::tuple{s, then.route, next - then.first_op},
                                                       static_cast<std::uint32_t>(program.groups.size()));
                if (fresh) {
                    Program::Group group;
                    group.station = s;
                    group.size = size;
                    if (batch.longest_wait) group.longest_wait = to_ticks(ticks(*batch.longest_wait));
                    program.groups.push_back(group);
                }
                of_op[next].insert(at->second);
            }
        };
        each_next(op, way);
        if (op.rework_op != none) way(op.rework_op);
    }
    for (std::size_t o = 0; o < program.ops.size(); ++o) {
        program.ops[o].groups = {static_cast<std::uint32_t>(program.op_groups.size()),
                                 static_cast<std::uint32_t>(of_op[o].size())};
        program.op_groups.insert(program.op_groups.end(), of_op[o].begin(), of_op[o].end());
    }
}

}  // namespace linewright::detail
