// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling cards of a pair of cells (POLCA): which operations take one, and from where to where a job keeps it. The
// ways come from the routes, so that a job takes the cards of the pairs on its own way only.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline std::string Compiler::way_to(std::uint32_t o) const {
    return "routes/" + plans[program.ops[o].route].name + "/steps/" + std::to_string(program.ops[o].step);
}

/// The stations of one cell of a pair.
inline std::set<std::uint32_t> Compiler::cell(const std::vector<std::string>& names, const Place& place) {
    std::set<std::uint32_t> out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Place here = place + "/" + std::to_string(i);
        const std::uint32_t s = find(station_index, names[i], here, "station");
        if (s == none) continue;
        if (!out.insert(s).second) fault(here, "is there twice", "Name each station of a cell once");
        const Station& station = plant.stations[s];
        if (station.assembly || station.batch)
            fault(here,
                  std::string("is a station ") + (station.assembly ? "that assembles" : "of batches") +
                      ", which is not built for cards of a pair of cells",
                  "Use members, or leave it out");
        if (program.stations[s].gate != none)
            fault(here,
                  "takes jobs that stand on another station or outside; a card of a pair of cells is taken by a "
                  "job that waits in a buffer",
                  "Put a buffer with places before station \"" + station.name + "\"");
    }
    return out;
}

inline void Compiler::polca(std::uint32_t c) {
    const CardLoop& loop = plant.cards[c];
    const Place place = "cards/" + loop.name;
    const std::uint64_t bit = std::uint64_t{1} << c;
    if (!loop.members.empty())
        fault(place + "/members", "stands beside a pair of cells", "Give either members, or from and to");
    if (loop.from.empty() || loop.to.empty()) {
        fault(place + (loop.from.empty() ? "/from" : "/to"), "is missing", "A pair has two cells: give from and to");
        return;
    }
    const std::size_t faults_before = faults.size();
    const std::set<std::uint32_t> first = cell(loop.from, place + "/from"), second = cell(loop.to, place + "/to");
    for (const std::uint32_t s : second)
        if (first.count(s))
            fault(place + "/to", "has station \"" + plant.stations[s].name + "\" of the first cell too",
                  "A station is in one of the two cells");
    if (faults.size() != faults_before || program.ops.empty()) return;
    program.polca |= bit;
    program.op_takes.resize(program.ops.size(), 0);
    program.op_keeps.resize(program.ops.size(), 0);
    for (const std::uint32_t s : first) program.stations[s].cards |= bit;
    // Where the work of an operation is done: 0 nowhere (a buffer), 1 first cell, 2 second cell, 3 elsewhere.
    const auto where = [&](std::uint32_t o) {
        const Range& stations = program.ops[o].stations;
        std::uint32_t in = 0;
        for (std::uint32_t k = stations.first; k < stations.end(); ++k) {
            const std::uint32_t s = program.op_stations[k].station, here = first.count(s) ? 1 : second.count(s) ? 2 : 3;
            if (in != 0 && in != here)
                fault(way_to(o), "may be done in a cell of the cards \"" + loop.name + "\" or elsewhere",
                      "Let its alternatives be in one cell");
            in = std::max(in, here);
        }
        return in;
    };
    // Goes on from an operation of a cell to where its jobs leave it; what lies between is in `inside`.
    const auto leave = [&](std::uint32_t from, std::uint32_t in, std::set<std::uint32_t>& inside, bool& into_second,
                           bool& elsewhere) {
        std::vector<std::uint32_t> open{from};
        inside.insert(from);
        while (!open.empty()) {
            const std::uint32_t o = open.back();
            open.pop_back();
            const Range& ways = program.ops[o].branches;
            for (std::uint32_t b = ways.first; b < ways.end(); ++b)
                if (program.branches[b].op == none && program.branches[b].upto > 0.0) elsewhere = true;
            each_next(program.ops[o], [&](std::uint32_t next) {
                const std::uint32_t there = where(next);
                if (there != 0 && there != in) {
                    (there == 2 ? into_second : elsewhere) = true;
                    if (in == 1 && there == 2) inside.insert(next);
                } else if (inside.insert(next).second) {
                    open.push_back(next);
                }
            });
        }
    };
    bool used = false;
    for (std::uint32_t o = 0; o < program.ops.size(); ++o) {
        if (where(o) != 1) continue;
        std::set<std::uint32_t> inside;
        bool into_second = false, elsewhere = false;
        leave(o, 1, inside, into_second, elsewhere);
        if (!into_second) continue;
        if (elsewhere) {
            fault(way_to(o), "may go on to the second cell of the cards \"" + loop.name + "\" or elsewhere",
                  "A job takes its card before it is known: give the two ways routes of their own");
            continue;
        }
        used = true;
        program.op_takes[o] |= bit;
        for (const std::uint32_t between : inside) {
            program.op_keeps[between] |= bit;
            if (where(between) != 2) continue;
            std::set<std::uint32_t> there;  // up to the end of its work in the second cell
            bool ignored = false;
            leave(between, 2, there, ignored, ignored);
            for (const std::uint32_t stays : there)
                if (where(stays) == 2) program.op_keeps[stays] |= bit;
        }
    }
    if (!used && faults.size() == faults_before)
        fault(place, "are taken by nobody: no route goes from the first cell to the second",
              "Look at from and to, or leave the cards out");
}

}  // namespace linewright::detail
