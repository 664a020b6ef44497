// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling, the last steps, where no fault has been found so far: who takes from which queue, what nobody reads, the
// order downstream first, the calendar's slots, and which plants the direct loop may run.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

/// Which stations take from which queues.
inline void Compiler::connect() {
    const std::size_t nq = program.queues.size(), ns = program.stations.size();
    std::vector<std::set<std::uint32_t>> takes(nq), feeds(ns);
    std::vector<std::vector<std::vector<std::uint32_t>>> sets(nq);
    for (const Program::Op& op : program.ops) {
        for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
            const std::uint32_t q = program.targets[t];
            const Program::Queue& queue = program.queues[q];
            std::vector<std::uint32_t> here;
            for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k) {
                const std::uint32_t s = program.op_stations[k].station;
                if (queue.gate_of != none && queue.gate_of != s) continue;
                const auto& from = plant.stations[s].from;
                if (queue.buffer != none && !from.empty() &&
                    std::find(from.begin(), from.end(), plant.buffers[queue.buffer].name) == from.end())
                    continue;
                here.push_back(s);
                takes[q].insert(s);
                feeds[s].insert(q);
            }
            std::sort(here.begin(), here.end());
            if (here.empty() && op.outside == none && !(op.stations.empty() && assembly_queues.count(q))) {
                const std::string where =
                    queue.buffer != none ? plant.buffers[queue.buffer].name : plant.stations[queue.gate_of].name;
                fault("routes/" + plans[op.route].name + "/steps/" + std::to_string(op.step),
                      op.stations.empty() ? "ends in buffer \"" + where + "\", from which no assembly takes"
                                          : "no station takes these jobs from \"" + where + "\"",
                      op.stations.empty() ? "Go on to a station, or let an assembly take from it"
                                          : "Look at the stations' `from`");
            }
            sets[q].push_back(std::move(here));
        }
        for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k) {
            const std::uint32_t s = program.op_stations[k].station;
            if (!program.stations[s].components.empty() &&
                program.stations[s].makes_op != static_cast<std::uint32_t>(&op - program.ops.data()))
                fault("stations/" + plant.stations[s].name + "/assembly",
                      "route \"" + plans[op.route].name + "\" brings jobs to this station that it does not assemble",
                      "Give single jobs a station of their own");
        }
        if (program.stations.empty()) continue;
    }
    std::set<std::uint32_t> assembled;  // operations that begin with an assembly
    for (const Program::Station& station : program.stations)
        if (!station.components.empty()) assembled.insert(station.makes_op);
    for (const Program::Op& op : program.ops) {
        const Place here = "routes/" + plans[op.route].name + "/steps/" + std::to_string(op.step);
        bool back = op.rework_op != none && assembled.count(op.rework_op);
        each_next(op, [&](std::uint32_t next) { back = back || assembled.count(next); });
        if (back)
            fault(here, "leads back to an assembly, which is not built",
                  "Lead to a station of its own that takes single jobs");
        // Alternatives of a step do the same with what they reject.
        const Inspection* first = nullptr;
        for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k) {
            const auto& inspection = plant.stations[program.op_stations[k].station].inspection;
            if (!inspection) continue;
            if (first && (first->rework != inspection->rework || first->downgrade != inspection->downgrade))
                fault("stations/" + plant.stations[program.op_stations[k].station].name + "/inspection",
                      "reworks or lowers other than another station of the same step",
                      "Let all stations of a step do the same with what they reject");
            first = &*inspection;
        }
    }
    for (std::uint32_t s = 0; s < ns; ++s)
        for (std::uint32_t c = program.stations[s].components.first; c < program.stations[s].components.end(); ++c) {
            takes[program.components[c].queue].insert(s);
            feeds[s].insert(program.components[c].queue);
        }
    for (std::uint32_t q = 0; q < nq; ++q) {
        Program::Queue& queue = program.queues[q];
        queue.consumers = {static_cast<std::uint32_t>(program.consumers.size()),
                           static_cast<std::uint32_t>(takes[q].size())};
        program.consumers.insert(program.consumers.end(), takes[q].begin(), takes[q].end());
        if (queue.capacity == 0 && queue.buffer != none) {
            // What is handed over enters the loops of the station that takes it.
            std::set<std::uint64_t> loops;
            for (const std::uint32_t s : takes[q]) loops.insert(program.stations[s].cards);
            if (loops.size() > 1)
                fault("buffers/" + program.buffer_names[queue.buffer] + "/capacity",
                      "is 0 before stations of different card loops, which is not built", "Give it places");
            else if (!loops.empty() && (*loops.begin() & program.polca))
                fault("buffers/" + program.buffer_names[queue.buffer] + "/capacity",
                      "is 0 before a station of the first cell of cards with from and to, which is not built",
                      "Give it places");
            else if (!loops.empty())
                queue.cards |= *loops.begin();
        }
        queue.uniform =
            std::all_of(sets[q].begin(), sets[q].end(), [&](const auto& one) { return one == sets[q].front(); }) &&
            !assembly_queues.count(q);
        queue_order(q, takes[q]);
        if (queue.dispatch_draw != none) {
            const Place place = "buffers/" + program.buffer_names[queue.buffer] + "/dispatch";
            queue.dispatch_draw =
                draw(uniform({0, Unit::us}, {1, Unit::us}), place, program.buffer_names[queue.buffer], "dispatch");
        }
    }
    for (std::uint32_t s = 0; s < ns; ++s) {
        program.stations[s].inputs = {static_cast<std::uint32_t>(program.inputs.size()),
                                      static_cast<std::uint32_t>(feeds[s].size())};
        program.inputs.insert(program.inputs.end(), feeds[s].begin(), feeds[s].end());
    }
    for (const Program::Op& op : program.ops) {
        if (op.branches.empty()) continue;
        for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k) {
            const std::uint32_t s = program.op_stations[k].station;
            if (!program.stations[s].before_service) continue;
            bool scraps = false;
            for (const Breakdown& breakdown : plant.stations[s].breakdowns)
                scraps = scraps || breakdown.job == JobPolicy::scrap;
            each_next(op, [&](std::uint32_t next) {
                if (program.ops[next].fleet != none)
                    fault("stations/" + plant.stations[s].name + "/blocking",
                          "before_service is not built where a vehicle carries on", "Leave one of them out");
                if (program.ops[next].by == Program::By::people)
                    fault("stations/" + plant.stations[s].name + "/blocking",
                          "before_service is not built where people carry on", "Leave one of them out");
                if (program.ops[next].conveyor != none)
                    fault("stations/" + plant.stations[s].name + "/blocking",
                          "before_service is not built where a conveyor leads on", "Leave one of them out");
                for (std::uint32_t t = program.ops[next].targets.first; t < program.ops[next].targets.end(); ++t) {
                    program.queues[program.targets[t]].scrap_frees |= scraps;
                    if (program.queues[program.targets[t]].capacity == 0)
                        fault("stations/" + plant.stations[s].name + "/blocking",
                              "before_service reserves a place, but the way ahead has none",
                              "Put a buffer with at least one place behind this station");
                }
            });
            if (program.stations[s].inspection != none)
                fault("stations/" + plant.stations[s].name + "/blocking",
                      "before_service must know the way before the work, an inspection decides it after",
                      "Inspect at a station of its own");
        }
    }
}

/// In which order a queue is kept, and whether that is the order in which its jobs go.
inline void Compiler::queue_order(std::uint32_t q, const std::set<std::uint32_t>& takers) {
    Program::Queue& queue = program.queues[q];
    bool own = false, changes = false;  // rules of those who take; their changeovers
    for (const std::uint32_t s : takers) {
        own = own || program.stations[s].any_rule || program.stations[s].preemption != Preemption::none;
        changes = changes || program.stations[s].changeover != none;
    }
    std::vector<RuleKind> rules;
    for (std::uint32_t r = queue.rules.first; r < queue.rules.end(); ++r) rules.push_back(program.rules[r].kind);
    if (!rules.empty() && rules.back() == RuleKind::fifo) rules.pop_back();  // equal jobs go as they came anyway
    queue.sorted = !own && queue.uniform && !rules.empty() && rules[0] == RuleKind::priority &&
                   (rules.size() == 1 || (rules.size() == 2 && rules[1] == RuleKind::least_setup));
    queue.least_setup = queue.sorted && rules.size() == 2 && changes;
    queue.fifo = !own && queue.uniform && (rules.empty() || (queue.sorted && !queue.least_setup));
}

/// What is given but could never have a say is a fault, and so is what isn't built.
inline void Compiler::unread() {
    for (Program::Station& st : program.stations) {
        st.buffered = st.components.empty() && st.preemption == Preemption::none && st.campaign == none &&
                      st.cards == 0 && (st.batch == none || program.batches[st.batch].longest_wait == never);
        for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i)
            st.buffered = st.buffered && program.queues[program.inputs[i]].capacity != 0;
    }
    const auto only_handed_over = [&](const Program::Station& st) {
        for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i)
            if (program.queues[program.inputs[i]].capacity != 0) return false;
        return true;
    };
    for (std::uint32_t s = 0; s < plant.stations.size(); ++s) {
        const Program::Station& st = program.stations[s];
        const Station& station = plant.stations[s];
        const Place place = "stations/" + station.name;
        if (!st.components.empty() || st.inputs.empty()) continue;
        if (!station.queue.empty() && only_handed_over(st))
            fault(place + "/queue", "has nothing to choose from: no buffer stands before the station",
                  "Put a buffer before it, or leave the rules out");
        for (std::size_t i = 0; i < station.from.size(); ++i) {
            const std::uint32_t q = program.buffer_queue[buffer_index.find(station.from[i])->second];
            bool takes = false;
            for (std::uint32_t k = st.inputs.first; k < st.inputs.end(); ++k) takes = takes || program.inputs[k] == q;
            if (!takes)
                fault(place + "/from/" + std::to_string(i),
                      "no route leads from \"" + station.from[i] + "\" to this station",
                      "Leave it out, or let a route lead there");
        }
        if (st.preemption == Preemption::none) continue;
        for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i)
            if (program.queues[program.inputs[i]].capacity == 0)
                fault(place + "/preemption",
                      "is not built where jobs come straight from a station, a source or a transport",
                      "Put a buffer with places before the station");
        if (st.before_service)
            fault(place + "/preemption", "is not built together with blocking before service", "Leave one of them out");
    }
    for (const Program::Op& op : program.ops)
        for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
            const Program::Queue& q = program.queues[program.targets[t]];
            if (q.capacity != 0 || q.buffer == none || q.consumers.count < 2) continue;
            const Place place = "buffers/" + program.buffer_names[q.buffer];
            if (op.takes_time() && op.by != Program::By::conveyor)
                fault(place + "/capacity",
                      "is 0 at the end of a way that takes time, and several stations take from it",
                      "Give it places, or one station");
        }
}

/// Downstream first: by the most stations on a way from a source, a loop counting as one.
inline void Compiler::ranks() {
    const auto n = static_cast<std::uint32_t>(program.stations.size());
    std::vector<std::set<std::uint32_t>> next(n);
    std::vector<bool> passed;
    const auto reach = [&](const Program::Op& op, std::set<std::uint32_t>& into, const auto& self) -> void {
        if (op.outside != none) {  // what comes after it
            const auto number = static_cast<std::size_t>(&op - program.ops.data());
            if (passed[number]) return;
            passed[number] = true;
            each_next(op, [&](std::uint32_t on) { self(program.ops[on], into, self); });
            return;
        }
        for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k)
            into.insert(program.op_stations[k].station);
        if (op.stations.empty())
            for (std::uint32_t t = op.targets.first; t < op.targets.end(); ++t) {
                const Program::Queue& q = program.queues[program.targets[t]];
                for (std::uint32_t c = q.consumers.first; c < q.consumers.end(); ++c) into.insert(program.consumers[c]);
            }
    };
    for (const Program::Op& op : program.ops)
        for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k) {
            auto& into = next[program.op_stations[k].station];
            passed.assign(program.ops.size(), false);
            each_next(op, [&](std::uint32_t on) { reach(program.ops[on], into, reach); });
            if (op.rework_op != none) reach(program.ops[op.rework_op], into, reach);
        }
    // Tarjan's strongly connected components, without recursion; they come out downstream first.
    std::vector<std::uint32_t> component(n, none), low(n, 0), number(n, none), stack;
    std::vector<std::vector<std::uint32_t>> members;
    std::vector<bool> on(n, false);
    std::uint32_t counter = 0;
    for (std::uint32_t root = 0; root < n; ++root) {
        if (number[root] != none) continue;
        std::vector<std::pair<std::uint32_t, std::set<std::uint32_t>::const_iterator>> calls;
        const auto enter = [&](std::uint32_t v) {
            number[v] = low[v] = counter++;
            stack.push_back(v);
            on[v] = true;
            calls.emplace_back(v, next[v].begin());
        };
        enter(root);
        while (!calls.empty()) {
            auto& [v, it] = calls.back();
            if (it != next[v].end()) {
                const std::uint32_t w = *it++;
                if (number[w] == none)
                    enter(w);
                else if (on[w])
                    low[v] = std::min(low[v], number[w]);
                continue;
            }
            const std::uint32_t done = v;
            calls.pop_back();
            if (!calls.empty()) low[calls.back().first] = std::min(low[calls.back().first], low[done]);
            if (low[done] == number[done]) {
                members.emplace_back();
                std::uint32_t w = none;
                do {
                    w = stack.back();
                    stack.pop_back();
                    on[w] = false;
                    component[w] = static_cast<std::uint32_t>(members.size() - 1);
                    members.back().push_back(w);
                } while (w != done);
                if (members.back().size() > 1 || next[done].count(done)) program.can_deadlock = true;
            }
        }
    }
    std::vector<std::uint32_t> rank(members.size(), 1);
    for (std::size_t c = members.size(); c-- > 0;)  // upstream first
        for (const std::uint32_t v : members[c])
            for (const std::uint32_t w : next[v])
                if (component[w] != c)
                    rank[component[w]] = rule<"instant.rank_is_the_longest_way">()
                                             ? std::max(rank[component[w]],
                                                        rank[c] + (rule<"instant.a_loop_counts_as_one">()
                                                                       ? 1U
                                                                       : static_cast<std::uint32_t>(members[c].size())))
                                         : rank[component[w]] == 1 ? rank[c] + 1
                                                                   : std::min(rank[component[w]], rank[c] + 1);
    std::vector<std::uint32_t> groups(members.size());
    for (std::uint32_t c = 0; c < members.size(); ++c) {
        groups[c] = c;
        std::sort(members[c].begin(), members[c].end());
    }
    std::sort(groups.begin(), groups.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (rank[a] != rank[b] && rule<"instant.downstream_first">()) return rank[a] > rank[b];
        return rule<"instant.ties_in_the_plants_order">() ? members[a].front() < members[b].front()
                                                          : members[a].front() > members[b].front();
    });
    if (!rule<"instant.a_loop_in_reverse">())
        for (auto& loop : members) std::reverse(loop.begin(), loop.end());
    for (const std::uint32_t c : groups)
        for (auto v = members[c].rbegin(); v != members[c].rend(); ++v) {
            program.stations[*v].order = static_cast<std::uint32_t>(program.by_order.size());
            program.by_order.push_back(*v);
        }
}

/// A conveyor stands where the first of the stations from which its jobs come does.
inline void Compiler::conveyor_orders() {
    for (Program::Conveyor& conveyor : program.conveyors)
        conveyor.order = static_cast<std::uint32_t>(program.stations.size());
    for (const Program::Op& op : program.ops) {
        const auto visit = [&](std::uint32_t next) {
            if (program.ops[next].conveyor == none) return;
            std::uint32_t& order = program.conveyors[program.ops[next].conveyor].order;
            for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k)
                order = std::min(order, program.stations[program.op_stations[k].station].order);
        };
        each_next(op, visit);
        if (op.rework_op != none) visit(op.rework_op);
    }
    program.circle_may_close =
        program.can_deadlock && !(program.fleets.empty() && program.conveyors.empty() && program.groups.empty());
}

/// One calendar slot for whatever can be pending, in the plant's order.
inline void Compiler::slots() {
    const auto add = [&](SlotKind kind, std::size_t owner) {
        program.slot_owner.push_back(static_cast<std::uint32_t>(kind) << 27U | static_cast<std::uint32_t>(owner));
        return program.slots++;
    };
    for (std::size_t p = 0; p < program.place_station.size(); ++p) add(SlotKind::place, p);
    for (std::size_t c = 0; c < program.calendars.size(); ++c)  // before arrivals and failures of the same instant
        if (!program.calendar_users[c].stations.empty() || !program.calendar_users[c].rosters.empty())
            program.calendar_users[c].slot = add(SlotKind::calendar, c);
    for (std::size_t u = 0; u < program.units.size(); ++u) {
        if (program.units[u].shared) program.units[u].slot = add(SlotKind::unit, u);
        for (std::uint32_t m = program.units[u].modes.first; m < program.units[u].modes.end(); ++m)
            if (program.modes[m].clock == BreakdownClock::calendar ||
                program.modes[m].clock == BreakdownClock::on_shift || program.modes[m].dated.count)
                program.modes[m].slot = add(SlotKind::mode, m);
        for (std::uint32_t m = program.units[u].modes.first; m < program.units[u].modes.end(); ++m)
            if (program.modes[m].start == MaintenanceMode::opportunistic)
                program.modes[m].deadline_slot = add(SlotKind::mode, m);
    }
    for (std::size_t s = 0; s < program.sources.size(); ++s) program.sources[s].slot = add(SlotKind::source, s);
    for (std::size_t i = 0; i < program.stops.size(); ++i) program.stops[i].slot = add(SlotKind::stop, i);
    for (std::size_t i = 0; i < program.power_caps.size(); ++i)
        program.power_caps[i].slot = add(SlotKind::stop, program.stops.size() + i);
    for (std::size_t o = 0; o < program.ops.size(); ++o)
        if ((program.ops[o].transfer != none && program.ops[o].by != Program::By::driven) ||
            program.ops[o].by == Program::By::people)
            program.ops[o].way = add(SlotKind::way, o);
    for (std::size_t f = 0; f < program.fleets.size(); ++f)
        if (!program.fleets[f].driven) program.fleets[f].slot = add(SlotKind::fleet, f);
    for (std::size_t c = 0; c < program.conveyors.size(); ++c) {
        program.conveyors[c].slot = add(SlotKind::conveyor, c);
        program.conveyors[c].entry_slot = add(SlotKind::conveyor, c);
    }
    for (std::size_t v = 0; v < program.vehicles.size(); ++v) program.vehicles[v].slot = add(SlotKind::vehicle, v);
    for (std::size_t b = 0; b < program.batches.size(); ++b)
        if (program.batches[b].longest_wait != never) program.batches[b].slot = add(SlotKind::batch, b);
    for (std::size_t i = 0; i < program.people.size() && !program.task_limits.empty(); ++i)
        if (program.task_limits[program.people[i].pool].most != never)
            program.people[i].slot = add(SlotKind::person, i);
    for (const Program::Station& st : program.stations) {
        if (st.setup_work == none || !program.setup_works[st.setup_work].external) continue;
        program.preparation_slot.resize(program.place_station.size(), none);
        for (std::uint32_t k = st.first_place; k < st.first_place + st.places; ++k)
            program.preparation_slot[k] = add(SlotKind::preparation, k);
    }
    for (std::size_t g = 0; g < program.groups.size(); ++g)
        program.groups[g].slot = add(SlotKind::carriers, program.place_station.size() + g);
    for (std::size_t k = 0; k < program.place_station.size() && program.has_carriers; ++k)
        program.carrier_slot.push_back(add(SlotKind::carriers, k));
    for (std::size_t m = 0; m < program.materials.size(); ++m)
        if (program.materials[m].orders) program.materials[m].slot = add(SlotKind::material, m);
    for (std::size_t c = 0; c < program.campaigns.size(); ++c)
        if (program.campaigns[c].longest_wait != never) program.campaigns[c].slot = add(SlotKind::campaign, c);
}

inline void Compiler::finish() {
    for (std::uint32_t place = 0; place < program.place_station.size(); ++place) {
        const Program::Station& st = program.stations[program.place_station[place]];
        Range list{static_cast<std::uint32_t>(program.units_of_places.size()), 0};
        Range counters{static_cast<std::uint32_t>(program.counters.size()), 0};
        for (const std::uint32_t u :
             {st.unit, program.place_unit[place], st.maintenance, program.place_maintenance[place]})
            if (u != none) {
                program.units_of_places.push_back(u);
                ++list.count;
                const Range& modes = program.units[u].modes;
                for (std::uint32_t m = modes.first; m < modes.end(); ++m) {
                    const BreakdownClock clock = program.modes[m].clock;
                    if (clock != BreakdownClock::cycles && clock != BreakdownClock::pieces) continue;
                    program.counters.push_back({u, m, clock == BreakdownClock::pieces});
                    ++counters.count;
                }
            }
        program.place_units.push_back(list);
        program.place_counters.push_back(counters);
    }
    program.first_op.assign(program.product_names.size() * program.route_names.size(), none);
    for (const auto& [key, first] : expanded)
        program.first_op[std::size_t{key.first} * program.route_names.size() + key.second] = first;
    for (std::uint32_t i = 0; i < plant.sources.size(); ++i) {
        const Program::Source& source = program.sources[i];
        if (source.when != Program::When::always || source.count != std::numeric_limits<std::uint64_t>::max()) continue;
        for (std::size_t product = 0; product < program.product_names.size(); ++product) {
            const std::uint32_t op = program.source_first_op[i * program.product_names.size() + product];
            if (op == none) continue;
            for (std::uint32_t t = program.ops[op].targets.first; t < program.ops[op].targets.end(); ++t) {
                const Program::Queue& q = program.queues[program.targets[t]];
                if (q.capacity < 0 && q.cards == 0) {
                    fault("sources/" + plant.sources[i].name + "/always",
                          (q.outside != none ? "sends to subcontractor \"" + program.outside_names[q.outside]
                                             : "fills buffer \"" + program.buffer_names[q.buffer]) +
                              "\", which has no limit, without end",
                          "Give it a capacity, the source a count, or limit the jobs with cards");
                    return;
                }
            }
        }
    }
    // A plant is plain when every station is simple (one place, no people, no changeover, nothing but a busy clock, one
    // first-come queue before it that nobody else takes from), does one operation, and is fed by one station or source.
    std::vector<std::uint32_t> feeders(program.queues.size(), 0), ops_of(program.stations.size(), 0);
    // People who come and go have events of their own, even when nobody asks for them.
    bool plain = program.loops.empty() && program.power_caps.empty() && program.rosters.empty() &&
                 !program.visits_repeat && !program.can_deadlock;
    for (std::uint32_t s = 0; s < program.stations.size(); ++s) {
        Program::Station& st = program.stations[s];
        const std::uint32_t u = program.place_unit[st.first_place];
        st.simple = st.places == 1 && st.slots == 1 && st.inputs.count == 1 && st.alternatives.empty() &&
                    st.changeover == none && !st.many && st.components.empty() && st.inspection == none &&
                    st.preemption == Preemption::none && !st.before_service && !st.any_rule && st.calendar == none &&
                    st.uses.empty() && st.standby == none && st.unit == none && st.maintenance == none &&
                    program.place_maintenance[st.first_place] == none && (u == none || program.units[u].plain);
        if (st.simple) {
            const Program::Queue& q = program.queues[program.inputs[st.inputs.first]];
            st.simple = q.fifo && !q.sorted && q.consumers.count == 1;
        }
        plain = plain && st.simple;
    }
    for (const Program::Op& op : program.ops) {
        plain = plain && op.branches.count == 1 && op.sampling >= 1.0 && op.remembers == none && program.times == 0 &&
                !op.takes_time() && op.groups.empty() && op.targets.count == 1 && op.stations.count == 1;
        if (!plain) break;
        const Program::OpStation& cost = program.op_stations[op.stations.first];
        const Program::Branch& way = program.branches[op.branches.first];
        plain = cost.load == none && cost.pieces == 1.0 && cost.apart == 0.0 && cost.unload == none &&
                cost.defect == 0.0 && ++ops_of[cost.station] == 1 && (way.op != none || way.exit != none);
        if (plain && way.op != none) ++feeders[program.targets[program.ops[way.op].targets.first]];
    }
    for (std::uint32_t i = 0; i < program.sources.size() && plain; ++i) {
        const Program::Source& source = program.sources[i];
        if (i + 1 == program.sources.size()) break;  // what is injected goes the general way
        const bool always = source.when == Program::When::always,
                   interarrival = source.when == Program::When::interarrival;
        plain = (always || interarrival) && source.mix.count <= 1 && source.sequence.count == 0 && source.due == none &&
                source.stops.empty() && source.paces.empty() && source.workload_limit == never && source.batch == 1 &&
                source.when_full == WhenFull::wait;
        if (!plain) break;
        const std::uint32_t product = source.mix.count ? program.mixes[source.mix.first].product : 0;
        const std::uint32_t q =
            program.targets[program.ops[program.source_first_op[i * program.product_names.size() + product]]
                                .targets.first];
        ++feeders[q];
        plain = always || program.queues[q].capacity < 0;
    }
    program.plain = plain && std::all_of(feeders.begin(), feeders.end(), [](std::uint32_t n) { return n <= 1; });
}

}  // namespace linewright::detail
