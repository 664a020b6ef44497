// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling planned maintenance: a unit of its own for the station, and one for each place, with a mode for each.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::maintenance(std::uint32_t s) {
    const Station& station = plant.stations[s];
    std::vector<std::uint32_t> whole, single;
    std::set<std::string> seen;
    for (std::uint32_t i = 0; i < station.maintenance.size(); ++i) {
        const Maintenance& given = station.maintenance[i];
        const std::string name = given.name.empty() ? std::to_string(i) : given.name;
        const Place place = "stations/" + station.name + "/maintenance/" + std::to_string(i);
        if (!seen.insert(name).second)
            fault(place + "/name", "\"" + name + "\" is there twice", "Name each maintenance of a station once");
        program.mode_names.back().push_back(name);
        if (given.first && !given.every)
            fault(place + "/first", "is given without every", "Give the interval too, or dates alone");
        if (given.staggered && (!given.first || given.scope != MaintenanceScope::place))
            fault(place + "/staggered", "goes with first and the scope place", "Give both, or leave it out");
        if (given.from != CountsFrom::end && !given.every)
            fault(place + "/from", "means nothing for dates", "Leave it out");
        (given.scope == MaintenanceScope::place && rule<"maintenance.of_one_place">() ? single : whole).push_back(i);
    }
    const Program::Station& out = program.stations[s];
    const std::uint32_t first = out.first_place, places = out.places, slots = out.slots;
    if (!whole.empty() || is_out(s, 0)) {
        program.stations[s].maintenance = static_cast<std::uint32_t>(program.units.size());
        maintenance_unit(s, first, true, whole, 0);
    }
    for (std::uint32_t k = 0; k < places; ++k) {
        if (single.empty() && !is_out(s, k + 1)) continue;
        for (std::uint32_t slot = 0; slot < slots; ++slot)
            program.place_maintenance[first + k + slot * places] = static_cast<std::uint32_t>(program.units.size());
        maintenance_unit(s, first + k, false, single, k);
    }
}

/// The maintenance of a whole station, or of its place k.
inline void Compiler::maintenance_unit(std::uint32_t s, std::uint32_t first_place, bool whole,
                                       const std::vector<std::uint32_t>& which, std::uint32_t k) {
    const Station& station = plant.stations[s];
    const Program::Station& out = program.stations[s];
    Program::Unit u;
    u.station = s;
    u.first_place = first_place;
    u.places = whole ? out.places * out.slots : out.slots;
    u.stride = whole ? 1 : out.places;
    u.whole_station = whole;
    u.shared = u.maintenance = true;
    u.modes.first = static_cast<std::uint32_t>(program.modes.size());
    for (const std::uint32_t i : which) {
        const Maintenance& given = station.maintenance[i];
        const std::string name = given.name.empty() ? std::to_string(i) : given.name;
        const Place place = "stations/" + station.name + "/maintenance/" + std::to_string(i);
        const bool opportunistic = given.mode == MaintenanceMode::opportunistic;
        if (given.every.has_value() == !given.dated.empty())
            fault(place, given.every ? "says in two ways when it falls due" : "does not say when it falls due",
                  "Give exactly one of every, dated");
        if (!given.dated.empty() && given.clock != MaintenanceClock::busy)
            fault(place + "/clock", "means nothing for dates", "Leave the clock out");
        if (opportunistic != given.deadline.has_value())
            fault(place + "/deadline",
                  opportunistic ? "is missing: there may never be an opportunity" : "goes with opportunistic only",
                  opportunistic ? "Say how long it may wait" : "Leave it out, or choose the mode opportunistic");
        Program::Mode mode;
        mode.clock = given.clock == MaintenanceClock::busy       ? BreakdownClock::busy
                     : given.clock == MaintenanceClock::calendar ? BreakdownClock::calendar
                     : given.clock == MaintenanceClock::on_shift ? BreakdownClock::on_shift
                     : given.clock == MaintenanceClock::pieces   ? BreakdownClock::pieces
                                                                 : BreakdownClock::cycles;
        mode.start = given.mode;
        mode.priority = given.priority;
        mode.index = static_cast<std::uint32_t>(station.breakdowns.size()) + i;
        mode.unit = static_cast<std::uint32_t>(program.units.size());
        const bool counted = mode.clock == BreakdownClock::cycles || mode.clock == BreakdownClock::pieces;
        u.counting = u.counting || counted;
        mode.from_start = given.from == CountsFrom::start && rule<"maintenance.counts_from_its_beginning">();
        const std::string purpose =
            "maintenance " + name + (whole || out.places == 1 ? "" : "/place " + std::to_string(k + 1));
        if (given.first) {
            const double f = counted ? given.first->value : ticks(*given.first);
            if (given.first->is_cycles() != counted || !(f >= 0.0) || f >= 0x1p52)
                fault(place + "/first",
                      std::string("must be ") + (counted ? "a number of cycles" : "a time from the start") + ", is " +
                          duration_text(*given.first),
                      counted ? "Write \"200 cycles\"" : "Give a time like \"8 h\"");
            else  // counts are rounded up
                mode.first = given.staggered && rule<"maintenance.staggered">() ? to_ticks(f * (k + 1) / out.places)
                                                                                : to_ticks(f);
            if (counted) mode.first = std::max<Tick>(mode.first, 1);
        }
        mode.repair = draw(given.duration, place + "/duration", station.name, purpose + " duration");
        if (given.every) {
            mode.uptime = draw(*given.every, place + "/every", station.name, purpose + " every", counted);
            if (mode.uptime != none && !(program.samplers[program.draws[mode.uptime].sampler].mean() > 0.0))
                fault(place + "/every", "has a mean of 0", "The station would never be up; give a positive interval");
            u.clocks |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(mode.clock));
        }
        mode.dated.first = static_cast<std::uint32_t>(program.dated.size());
        for (std::size_t n = 0; n < given.dated.size(); ++n) {
            const Place where = place + "/dated/" + std::to_string(n);
            const Tick at = moment(given.dated[n], where);
            if (n > 0 && at < program.dated.back().at)
                fault(where, "comes before the one above it", "List the dates in order");
            program.dated.push_back({at, 0});
            ++mode.dated.count;
        }
        if (given.condition) {
            const Place here = place + "/condition";
            mode.worn = given.condition->worn;
            if (!(mode.worn > 0.0 && mode.worn <= 1.0))
                fault(here + "/worn", "must be above 0 and at most 1, is " + number_text(mode.worn),
                      "0.8: when four fifths of the up-time are used up");
            mode.check = draw(given.condition->check, here + "/check", station.name, purpose + " check");
        }
        if (given.deadline) mode.deadline = moment(*given.deadline, place + "/deadline");
        mode.crew = need_items(given.crew, place + "/crew", true);
        mode.parts = parts(given.parts, place + "/parts");
        if (mode.crew.count) program.has_people = true;
        // A breakdown is a mode of the whole station, or one at each place.
        std::map<std::string, std::uint32_t, std::less<>> breakdowns;
        for (std::uint32_t b = 0; b < station.breakdowns.size(); ++b)
            breakdowns.emplace(program.mode_names.back()[b], b);
        const auto named = [&](const std::string& wanted, const Place& where) {
            Range found{static_cast<std::uint32_t>(program.renews.size()), 0};
            const std::uint32_t b = find(breakdowns, wanted, where, "breakdown");
            if (b == none) return found;
            if (!station.breakdowns[b].dated.empty() || station.breakdowns[b].probability)
                fault(where, "names a breakdown without a clock", "Name those that have an uptime or an availability");
            for (std::uint32_t m = u.modes.first; m-- > 0 && program.units[program.modes[m].unit].station == s;)
                if (program.modes[m].index == b && !program.units[program.modes[m].unit].maintenance &&
                    (whole || program.units[program.modes[m].unit].whole_station ||
                     program.units[program.modes[m].unit].first_place == first_place)) {
                    program.renews.push_back(m);
                    ++found.count;
                }
            return found;
        };
        mode.renews.first = static_cast<std::uint32_t>(program.renews.size());
        for (std::size_t n = 0; n < given.renews.size(); ++n)
            mode.renews.count += named(given.renews[n], place + "/renews/" + std::to_string(n)).count;
        if (given.condition) {
            mode.watches = named(given.condition->breakdown, place + "/condition/breakdown");
            if (std::find(given.renews.begin(), given.renews.end(), given.condition->breakdown) == given.renews.end())
                mode.renews.count += mode.watches.count;  // they follow those it lists
        }
        program.modes.push_back(mode);
        ++u.modes.count;
    }
    outages(s, whole ? 0 : k + 1, u);
    program.units.push_back(u);
}

}  // namespace linewright::detail
