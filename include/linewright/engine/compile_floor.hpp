// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling the floor: stations, buffers and homes become spots, positions or aisles the distances between them. Over
// aisles a distance is a sum of whole micrometres, so that it doesn't depend on the order of adding: of ways that are
// equally long it doesn't matter which is taken.
#pragma once

#include <cmath>
#include <limits>
#include <queue>

#include "linewright/core/math.hpp"
#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

/// All spots, and how far it is from each to each.
inline void Compiler::floor() {
    for (const Aisle& aisle : plant.aisles) {
        const Place place = "aisles/" + aisle.name;
        if (!(aisle.length > 0.0 && aisle.length <= 1e9))
            fault(place + "/length", "must be > 0 and at most 1e9, is " + number_text(aisle.length), "Give metres");
        if (aisle.from.empty() || aisle.to.empty())
            fault(place + (aisle.from.empty() ? "/from" : "/to"), "is empty",
                  "Name the node: aisles that name the same one meet there");
        else if (aisle.from == aisle.to)
            fault(place + "/to", "is the node where it begins", "An aisle leads from one node to another one");
        for (const std::string& node : {aisle.from, aisle.to})
            node_index.emplace(node, static_cast<std::uint32_t>(node_index.size()));
    }
    for (std::size_t i = 0; i < plant.stations.size(); ++i) {
        const Station& s = plant.stations[i];
        add_spot("stations/" + s.name, "station \"" + s.name + "\"", s.position, s.at);
    }
    std::set<std::string> walked;
    for (const Walk& w : plant.walks) walked.insert({w.from, w.to});
    for (const Buffer& b : plant.buffers) {
        const bool own = b.position || b.at || walked.count(b.name);
        buffer_spot.push_back(own ? static_cast<std::uint32_t>(spots.size()) : none);
        if (own) add_spot("buffers/" + b.name, "buffer \"" + b.name + "\"", b.position, b.at);
    }
    for (const auto& [node, number] : node_index) {
        if (!is_home(node)) continue;
        node_spot.emplace(node, static_cast<std::uint32_t>(spots.size()));
        spots.push_back({"aisles", "node \"" + node + "\"", std::nullopt, Spot{node}});
    }
    program.spots = static_cast<std::uint32_t>(spots.size());
    bool driven = false;
    for (const VehicleFleet& fleet : plant.vehicles) driven = driven || fleet.speed;
    if (!plant.aisles.empty() && plant.operators.empty() && !driven)
        fault("aisles", "are given, but nobody goes there",
              "Add a pool of operators or vehicles with a speed, or leave them out");
    bool placed = false;
    for (const SpotPlan& spot : spots) placed = placed || spot.point || spot.at;
    if (!faults.empty() || !placed || (plant.operators.empty() && !driven)) return;
    metres.assign(spots.size() * spots.size(), -1.0);
    if (plant.aisles.empty())
        straight();
    else
        over_aisles();
}

inline bool Compiler::is_home(const std::string& node) const {
    for (const OperatorPool& pool : plant.operators) {
        if (pool.begin_at == node) return true;
        for (const Person& person : pool.people)
            if (person.begin_at == node) return true;
    }
    for (const VehicleFleet& fleet : plant.vehicles)
        if (fleet.begin_at == node) return true;
    return false;
}

inline void Compiler::add_spot(const Place& place, std::string name, const std::optional<Point>& point,
                               const std::optional<Spot>& at) {
    if (point && !(std::isfinite(point->x) && std::isfinite(point->y)))
        fault(place + "/position", "must be two finite numbers", "Give metres");
    if (point && at)
        fault(place + "/at", "is given beside a position", "Say once where it stands: on the aisles, or on the floor");
    else if (point && !plant.aisles.empty())
        fault(place + "/position", "is no spot on the aisles", "Say where on the aisles it stands: at");
    if (at && plant.aisles.empty()) {
        fault(place + "/at", "is given, but the plant has no aisles", "Add the aisles, or give a position instead");
    } else if (at) {
        if (at->node.empty() == at->aisle.empty()) {
            fault(place + "/at", "must name a node or an aisle",
                  "A node's name, or {\"aisle\": \"main\", \"metres\": 12}");
        } else if (!at->node.empty()) {
            find(node_index, at->node, place + "/at", "node of the aisles");
            if (at->metres != 0.0)
                fault(place + "/at/metres", "is given at a node", "Metres are counted into an aisle: name that");
        } else if (const std::uint32_t a = find(aisle_index, at->aisle, place + "/at/aisle", "aisle"); a != none) {
            if (!(at->metres >= 0.0 && at->metres <= plant.aisles[a].length))
                fault(place + "/at/metres",
                      "must be from 0 to the aisle's length of " + number_text(plant.aisles[a].length) + " m, is " +
                          number_text(at->metres),
                      "Count from the node where the aisle begins");
        }
    }
    spots.push_back({place, std::move(name), point, at});
}

/// The spot that a home's name means: a station, a buffer that is placed, or a node of the aisles.
inline std::uint32_t Compiler::home(const std::string& name, const Place& place) {
    const auto station = station_index.find(name);
    const auto node = node_spot.find(name);
    if (station != station_index.end()) {
        if (node != node_spot.end() && spots[station->second].at && spots[station->second].at->node != name)
            fault(place, "\"" + name + "\" is a station and a node elsewhere", "Rename one of them");
        return station->second;
    }
    if (node != node_spot.end()) return node->second;
    if (const auto buffer = buffer_index.find(name); buffer != buffer_index.end()) {
        if (buffer_spot[buffer->second] == none)
            fault(place, "is buffer \"" + name + "\", of which it isn't said where it stands",
                  "Give the buffer a spot, or name a station");
        return buffer_spot[buffer->second];
    }
    return find(station_index, name, place, "station");
}

/// Distances as the crow flies.
inline void Compiler::straight() {
    for (std::size_t from = 0; from < spots.size(); ++from)
        for (std::size_t to = 0; to < spots.size(); ++to) {
            const auto &a = spots[from].point, &b = spots[to].point;
            if (!a || !b) continue;
            const double dx = a->x - b->x, dy = a->y - b->y;
            metres[from * spots.size() + to] = std::sqrt(portable::product(dx, dx) + portable::product(dy, dy));
        }
}

/// Distances over the aisles: the shortest way from each spot to each (Dijkstra).
inline void Compiler::over_aisles() {
    using Micrometres = std::int64_t;
    const auto micrometres = [](double m) { return static_cast<Micrometres>(to_ticks(m * 1e6)); };
    struct Edge {
        std::uint32_t to;
        Micrometres length;
    };
    // Vertices: the nodes, then the spots along aisles; each aisle is cut into stretches there.
    std::vector<std::vector<Edge>> edges(node_index.size());
    std::vector<std::uint32_t> vertex(spots.size(), none);
    std::vector<std::vector<std::pair<Micrometres, std::uint32_t>>> along(plant.aisles.size());
    for (std::size_t i = 0; i < spots.size(); ++i) {
        if (!spots[i].at) continue;
        if (!spots[i].at->node.empty()) {
            vertex[i] = node_index.find(spots[i].at->node)->second;
            continue;
        }
        vertex[i] = static_cast<std::uint32_t>(edges.size());
        edges.emplace_back();
        along[aisle_index.find(spots[i].at->aisle)->second].emplace_back(micrometres(spots[i].at->metres), vertex[i]);
    }
    for (std::size_t a = 0; a < plant.aisles.size(); ++a) {
        const Aisle& aisle = plant.aisles[a];
        auto& stops = along[a];
        std::sort(stops.begin(), stops.end());
        stops.emplace_back(micrometres(aisle.length), node_index.find(aisle.to)->second);
        std::uint32_t before = node_index.find(aisle.from)->second;
        Micrometres at = 0;
        for (const auto& [where, here] : stops) {
            edges[before].push_back({here, where - at});
            // What stands at the same metre is one spot, whichever way people may go.
            if (aisle.both_ways || (where == at && before != node_index.find(aisle.from)->second))
                edges[here].push_back({before, where - at});
            before = here;
            at = where;
        }
    }
    constexpr Micrometres far = std::numeric_limits<Micrometres>::max();
    std::vector<Micrometres> least;
    for (std::size_t from = 0; from < spots.size(); ++from) {
        if (vertex[from] == none) continue;
        least.assign(edges.size(), far);
        std::priority_queue<std::pair<Micrometres, std::uint32_t>, std::vector<std::pair<Micrometres, std::uint32_t>>,
                            std::greater<>>
            next;
        least[vertex[from]] = 0;
        next.emplace(0, vertex[from]);
        while (!next.empty()) {
            const auto [length, here] = next.top();
            next.pop();
            if (length > least[here]) continue;
            for (const Edge& edge : edges[here])
                if (length + edge.length < least[edge.to]) {
                    least[edge.to] = length + edge.length;
                    next.emplace(least[edge.to], edge.to);
                }
        }
        for (std::size_t to = 0; to < spots.size(); ++to)
            if (vertex[to] != none && least[vertex[to]] != far)
                metres[from * spots.size() + to] = static_cast<double>(least[vertex[to]]) / 1e6;
    }
}

/// How long it takes from spot to spot at a speed; `never` where that isn't known or there is no way.
inline std::vector<Tick> Compiler::times_at(double speed) {
    std::vector<Tick> times(metres.size(), never);
    for (std::size_t i = 0; i < metres.size(); ++i) {
        if (metres[i] < 0.0) continue;
        const double t = metres[i] / speed * program.ticks_per_second();
        if (t >= 0x1p59)
            fault(spots[i % spots.size()].place + (plant.aisles.empty() ? "/position" : "/at"),
                  "is further than the clock reaches", "Give metres");
        else
            times[i] = rule<"aisles.ways_take_their_length">() ? to_ticks(t) : 0;
    }
    return times;
}

/// Whether somebody gets from one spot to another one; else a fault that says what is missing.
inline bool Compiler::leads(std::size_t from, std::size_t to, std::string_view who) {
    for (const std::size_t i : {from, to}) {
        if (spots[i].point || spots[i].at) continue;
        if (plant.aisles.empty())
            fault(spots[i].place + "/position", "is missing, but " + std::string(who) + " go there",
                  "Give it a position");
        else
            fault(spots[i].place + "/at", "is missing, but " + std::string(who) + " go there",
                  "Say where on the aisles it stands");
        return false;
    }
    if (metres.empty() || metres[from * spots.size() + to] >= 0.0) return true;
    fault(spots[to].place + "/at",
          "can't be reached from " + spots[from].name + ": no aisles lead there for " + std::string(who),
          "Look at the names of the aisles' nodes and at those that go one way, or add an aisle");
    return false;
}

/// Where the jobs of each queue are: a buffer that isn't placed stands where the first station that takes from it does.
inline void Compiler::queue_spots() {
    for (const Program::Queue& q : program.queues) {
        const std::uint32_t own = q.buffer == none ? q.gate_of : buffer_spot[q.buffer];
        program.queue_spot.push_back(own != none             ? own
                                     : q.consumers.count > 0 ? program.consumers[q.consumers.first]
                                                             : none);
    }
}

}  // namespace linewright::detail
