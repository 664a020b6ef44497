// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling subcontractors, and the steps that are done there.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::subcontractors() {
    for (const Subcontractor& given : plant.subcontractors) {
        const Place place = "subcontractors/" + given.name;
        if (station_index.count(given.name) || buffer_index.count(given.name) || sink_index.count(given.name))
            fault(place, "has the name of a station, buffer or sink", "Routes name them all; rename one of them");
        if (given.name == "exit" || given.name == "scrap")
            fault(place, "has a name that routes need for leaving the plant", "Rename it");
        if (given.capacity && (*given.capacity < 1 || *given.capacity > 1000000))
            fault(place + "/capacity", "must be from 1 to 1,000,000, is " + std::to_string(*given.capacity),
                  "Leave it out for no limit");
        check_times(given.lead_time, place + "/lead_time");
        for (const auto& [product, each] : given.price)
            if (product != "*") product_named(product, place + "/price");
        Program::Outside out;
        out.queue = static_cast<std::uint32_t>(program.queues.size());
        out.split_purpose = purpose_of(given.name, "split");
        Program::Queue q;
        q.capacity = given.capacity && rule<"outside.no_more_than_so_many">() ? std::max(*given.capacity, 1) : -1;
        q.outside = static_cast<std::uint32_t>(program.outside.size());
        program.queues.push_back(q);
        program.outside.push_back(out);
        program.outside_names.push_back(given.name);
    }
}

/// A step that is done outside says little itself.
inline void Compiler::outside_step(const Step& step, const Place& here, bool after_buffer) {
    if (step.at.size() > 1)
        fault(here + "/at", "names several subcontractors", "Part the ways before, with a branch for each");
    const auto one = [&](bool given, const char* field, const char* remedy) {
        if (given) fault(here + "/" + field, "is given at a subcontractor", remedy);
    };
    one(step.cycle.given(), "cycle", "How long it takes is the subcontractor's lead time");
    one(step.transfer.has_value(), "transfer", "The lead time has the way in it");
    one(!step.vehicle.empty(), "vehicle", "The lead time has the way in it");
    one(step.back.has_value(), "back", "The lead time has the way in it");
    one(!step.setup.empty(), "setup", "Work is done at stations: move it there");
    one(step.material != 0.0, "material", "Give the subcontractor its price");
    station_fields(step, here, "a subcontractor");
    if (after_buffer)
        fault(here, "comes after a buffer, which is not built",
              "Jobs are sent out from a station: put the buffer before that, or a station (of no time) between");
}

/// The lead time of a product there.
inline std::uint32_t Compiler::outside_time(std::uint32_t number, const std::string& product, const Place& here) {
    const Subcontractor& given = plant.subcontractors[number];
    const Place place = "subcontractors/" + given.name + "/lead_time";
    const Distribution* time = given.lead_time.of(product);
    if (time == nullptr) {
        fault(place,
              given.lead_time.given() ? "has no time for product \"" + product + "\", which " + here + " brings there"
                                      : "is missing",
              "Give the time from leaving the plant to being back");
        return none;
    }
    return draw(*time, given.lead_time.by_product.count(product) ? place + "/" + product : place, given.name,
                "subcontractor lead time");
}

}  // namespace linewright::detail
