// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling stations that split lots: the last step of a lot's route leads to the first one of its parts.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::splits() {
    for (std::uint32_t s = 0; s < plant.stations.size(); ++s) {
        const Station& station = plant.stations[s];
        if (!station.splits) continue;
        const Place at = "stations/" + station.name, place = at + "/splits";
        Program::Station& out = program.stations[s];
        const auto refuse = [&](bool given, const char* field) {
            if (given)
                fault(at + "/" + field, "is not built for a station that splits lots",
                      "Give the splitting a station of its own");
        };
        refuse(station.batch.has_value(), "batch");
        refuse(station.assembly.has_value(), "assembly");
        refuse(station.inspection.has_value(), "inspection");
        refuse(station.preemption != Preemption::none, "preemption");
        refuse(station.blocking != Blocking::after_service, "blocking");
        refuse(station.slots != 1, "slots");
        if (out.cards)
            fault(place, "is in a card loop, which is not built: the parts would each need a card",
                  "Let the loop end before \"" + station.name + "\"");
        if (station.splits->quantity < 2)
            fault(place + "/quantity", "must be at least 2, is " + std::to_string(station.splits->quantity),
                  "Leave it out for lots that stay whole");
        const std::uint32_t product = product_named(station.splits->product, place + "/product");
        if (product == none) continue;
        const std::uint32_t first = first_op_of(product, "", place + "/product");
        if (first == none) continue;
        out.split = static_cast<std::uint32_t>(program.splits.size());
        out.many = true;
        program.splits.push_back({static_cast<std::uint32_t>(std::max(station.splits->quantity, 2))});
        for (std::uint32_t o = 0; o < program.ops.size(); ++o) {
            Program::Op& op = program.ops[o];
            bool here = false;
            for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k)
                here = here || program.op_stations[k].station == s;
            if (!here) continue;
            if (op.stations.count > 1)
                fault(way_to(o), "may be done at station \"" + station.name + "\", which splits lots, or at another",
                      "Give the splitting a step with one station");
            else if (op.product == product)
                fault(way_to(o), "brings parts to the station that made them of a lot",
                      "Let the route of \"" + program.product_names[product] + "\" go on without \"" + station.name +
                          "\"");
            else if (op.branches.count != 1 || program.branches[op.branches.first].op != none)
                fault(way_to(o), "goes on after station \"" + station.name + "\", where the lot is split",
                      "Let this route end there: its parts go on by the route of \"" + program.product_names[product] +
                          "\"");
            else
                program.branches[op.branches.first].op = first;
        }
    }
    // What is put together again must come from a split, and all of it must find room.
    for (const Station& station : plant.stations)
        for (std::size_t i = 0; station.assembly && i < station.assembly->components.size(); ++i) {
            const Component& c = station.assembly->components[i];
            if (!c.lot) continue;
            const Place here = "stations/" + station.name + "/assembly/components/" + std::to_string(i);
            int most = 0;
            for (const Station& other : plant.stations)
                if (other.splits && (c.product.empty() || other.splits->product == c.product))
                    most = std::max(most, other.splits->quantity);
            if (most == 0)
                fault(here + "/lot",
                      c.product.empty() ? "is given, but no station splits lots"
                                        : "is given, but no station splits lots into \"" + c.product + "\"",
                      "Give a station `splits`, or take a quantity");
            const auto b = buffer_index.find(c.from);
            if (b != buffer_index.end() && plant.buffers[b->second].capacity &&
                *plant.buffers[b->second].capacity < most)
                fault("buffers/" + c.from + "/capacity",
                      "is less than the " + std::to_string(most) + " parts of a lot that \"" + station.name +
                          "\" takes at once",
                      "Nothing could ever be put together: give it more places");
        }
}

}  // namespace linewright::detail
