// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling where jobs go: products, times, queue rules, buffers, and routes, laid out as operations of each product.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::products() {
    std::vector<Product> list = plant.products;
    if (list.empty()) {
        Product job;
        job.name = "job";
        list.push_back(job);
        product_index.emplace("job", 0);
    }
    for (const Product& p : list) {
        program.product_names.push_back(p.name);
        program.product_priority.push_back(p.priority);
        program.product_pieces.push_back(static_cast<std::uint32_t>(std::max(p.pieces, 1)));
        if (p.pieces < 1 || p.pieces > 1000000)
            fault("products/" + p.name + "/pieces", "must be from 1 to 1,000,000, is " + std::to_string(p.pieces),
                  "1 is a job that is a single piece");
        program.product_weight.push_back(p.weight);
        if (!(p.weight > 0.0 && p.weight <= 1e9))
            fault("products/" + p.name + "/weight", "must be > 0 and at most 1e9, is " + number_text(p.weight),
                  "Give what lateness of this product counts against that of others");
        program.plan_per_hour.push_back(p.plan_per_hour);
        if (p.plan_per_hour && !(*p.plan_per_hour >= 0.0))
            fault("products/" + p.name + "/plan_per_hour", "must be >= 0, is " + number_text(*p.plan_per_hour),
                  "Give jobs an hour");
        product_family.push_back(p.family.empty() ? p.name : p.family);
    }
}

inline std::uint32_t Compiler::product_named(const std::string& name, const Place& place) {
    return name.empty() ? 0 : find(product_index, name, place, "product");
}

/// Times are looked at wherever they stand, also at a station that no route comes by.
inline void Compiler::check_times(const Times& list, const Place& place) {
    const auto one = [&](const Distribution& d, const Place& where) {
        const std::size_t before = faults.size();
        check(d, [&](std::string_view suffix, std::string_view what, std::string_view remedy) {
            fault(suffix.empty() ? where : where + "/" + std::string(suffix), std::string(what), std::string(remedy));
        });
        if (faults.size() == before && in_cycles(d))
            fault(where, "is in cycles, must be a time", "Write a time like \"3 min\"");
    };
    if (list.every) one(*list.every, place);
    for (const auto& [product, time] : list.by_product) {
        find(product_index, product, place, "product");
        one(time, place + "/" + product);
    }
}
inline void Compiler::times() {
    for (const Station& s : plant.stations) {
        const Place place = "stations/" + s.name;
        check_times(s.cycle, place + "/cycle");
        check_times(s.load, place + "/load");
        check_times(s.unload, place + "/unload");
    }
    for (const Route& r : plant.routes)
        for (std::size_t i = 0; i < r.steps.size(); ++i)
            check_times(r.steps[i].cycle, "routes/" + r.name + "/steps/" + std::to_string(i) + "/cycle");
}

inline Range Compiler::compile_rules(const std::vector<std::string>& queue_rules, const Place& place) {
    static constexpr std::array<std::pair<std::string_view, RuleKind>, 14> known{
        {{"fifo", RuleKind::fifo},
         {"lifo", RuleKind::lifo},
         {"priority", RuleKind::priority},
         {"spt", RuleKind::spt},
         {"lpt", RuleKind::lpt},
         {"edd", RuleKind::edd},
         {"slack", RuleKind::slack},
         {"critical_ratio", RuleKind::critical_ratio},
         {"atc", RuleKind::atc},
         {"least_setup", RuleKind::least_setup},
         {"same_setup", RuleKind::same_setup},
         {"fasfs", RuleKind::fasfs},
         {"odd", RuleKind::odd},
         {"wmod", RuleKind::wmod}}};
    Range range{static_cast<std::uint32_t>(program.rules.size()), 0};
    for (std::size_t i = 0; i < queue_rules.size(); ++i) {
        Program::Rule rule;
        const auto it =
            std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.first == queue_rules[i]; });
        if (it != known.end()) {
            rule.kind = it->second;
        } else {
            const auto own = std::find_if(registry.queue_rules.begin(), registry.queue_rules.end(),
                                          [&](const auto& r) { return r.first == queue_rules[i]; });
            if (own == registry.queue_rules.end()) {
                std::vector<std::string> names;
                for (const auto& [name, kind] : known) names.emplace_back(name);
                for (const auto& [name, r] : registry.queue_rules) names.push_back(name);
                fault(
                    place + "/" + std::to_string(i), "there is no queue rule \"" + queue_rules[i] + "\"",
                    did_you_mean(queue_rules[i], names, "queue rule") + ". A rule of your own must be in the registry");
            } else {
                rule.kind = RuleKind::own;
                rule.own = static_cast<std::uint32_t>(program.own_rules.size());
                program.own_rules.push_back(own->second);
            }
        }
        program.rules.push_back(rule);
        ++range.count;
    }
    return range;
}

inline void Compiler::buffers() {
    for (std::uint32_t b = 0; b < plant.buffers.size(); ++b) {
        const Buffer& buffer = plant.buffers[b];
        Program::Queue q;
        q.buffer = b;
        if (buffer.capacity) {
            q.capacity = *buffer.capacity;
            if (*buffer.capacity < 0)
                fault("buffers/" + buffer.name + "/capacity", "must be >= 0, is " + std::to_string(*buffer.capacity),
                      "Leave it out for no limit");
            if (*buffer.capacity == 0 && !buffer.queue.empty())
                fault("buffers/" + buffer.name + "/queue",
                      "has nothing to choose from: with capacity 0 jobs wait on their stations, and go in the order in "
                      "which they became blocked",
                      "Leave it out, or give the buffer places");
        }
        q.rules = compile_rules(buffer.queue, "buffers/" + buffer.name + "/queue");
        q.dispatch = buffer.dispatch;
        if (buffer.dispatch == Dispatch::random) q.dispatch_draw = 0;
        program.buffer_names.push_back(buffer.name);
        program.buffer_queue.push_back(static_cast<std::uint32_t>(program.queues.size()));
        program.queues.push_back(q);
    }
}

inline std::uint32_t Compiler::gate(std::uint32_t s) {
    Program::Station& station = program.stations[s];
    if (station.gate == none) {
        station.gate = static_cast<std::uint32_t>(program.queues.size());
        Program::Queue q;
        q.capacity = 0;
        q.gate_of = s;
        program.queues.push_back(q);
    }
    return station.gate;
}

inline void Compiler::routes() {
    program.sink_names.push_back("exit");
    for (const Sink& s : plant.sinks) program.sink_names.push_back(s.name);
    routes_given = plant.routes;
    if (routes_given.empty()) {
        if (!plant.buffers.empty())
            fault("routes", "are missing, but there are buffers",
                  "Say where the buffers stand: a route lists stations and buffers in order");
        if (plant.stations.empty()) fault("stations", "are missing", "A plant needs at least one station");
        Route line;
        line.name = "line";
        for (const Station& s : plant.stations) line.steps.emplace_back(s.name);
        routes_given.push_back(line);
    }
    product_route.assign(program.product_names.size(), none);
    std::uint32_t all = none;
    for (std::uint32_t r = 0; r < routes_given.size(); ++r) {
        const Route& route = routes_given[r];
        const Place place = "routes/" + route.name;
        program.route_names.push_back(route.name);
        for (std::size_t i = 0; i < route.products.size(); ++i) {
            const std::uint32_t p =
                find(product_index, route.products[i], place + "/products/" + std::to_string(i), "product");
            if (p == none) continue;
            if (product_route[p] != none)
                fault(place + "/products",
                      "\"" + route.products[i] + "\" has a route already: \"" + routes_given[product_route[p]].name +
                          "\"",
                      "Name a product in one route, or name the route at the source");
            else
                product_route[p] = r;
        }
        if (route.products.empty() && all == none) all = r;
        RoutePlan plan;
        plan.name = route.name;
        if (route.steps.empty()) fault(place + "/steps", "is empty", "List the stops: buffers and stations");
        // Which places a step names.
        enum class Stop { buffer, station, outside, out, bad };
        std::vector<Stop> kinds;
        std::vector<std::vector<std::uint32_t>> ids;
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const Step& step = route.steps[i];
            const Place here = place + "/steps/" + std::to_string(i);
            Stop kind = Stop::bad;
            std::vector<std::uint32_t> id;
            bool mixed = false;
            if (step.at.empty()) fault(here + "/at", "is empty", "Name a buffer or a station");
            for (const std::string& name : step.at) {
                Stop k = Stop::bad;
                if (const auto s = station_index.find(name); s != station_index.end()) {
                    k = Stop::station;
                    id.push_back(s->second);
                } else if (const auto b = buffer_index.find(name); b != buffer_index.end()) {
                    k = Stop::buffer;
                    id.push_back(b->second);
                } else if (const auto o = outside_index.find(name); o != outside_index.end()) {
                    k = Stop::outside;
                    id.push_back(o->second);
                } else if (name == "exit" || sink_index.count(name)) {
                    k = Stop::out;
                    id.push_back(name == "exit" ? 0 : sink_index.find(name)->second + 1);
                } else {
                    std::vector<std::string> known;
                    for (const auto& [n, v] : station_index) known.push_back(n);
                    for (const auto& [n, v] : buffer_index) known.push_back(n);
                    for (const auto& [n, v] : outside_index) known.push_back(n);
                    fault(here + "/at", "there is no station or buffer \"" + name + "\"",
                          did_you_mean(name, known, "station or buffer"));
                    continue;
                }
                mixed = mixed || (kind != Stop::bad && kind != k);
                kind = k;
            }
            if (mixed)
                fault(here + "/at", "mixes buffers and stations", "Alternatives are all buffers or all stations");
            if (std::set<std::uint32_t>(id.begin(), id.end()).size() != id.size())
                fault(here + "/at", "names a place twice", "Name it once");
            kinds.push_back(kind);
            ids.push_back(id);
        }
        // Stops become operations: buffers to wait in, then stations to be worked on.
        for (std::size_t i = 0; i < route.steps.size(); ++i) {
            const Place here = place + "/steps/" + std::to_string(i);
            const Step& step = route.steps[i];
            if (kinds[i] == Stop::bad) continue;
            if (kinds[i] == Stop::out) {
                if (i + 1 != route.steps.size() || i == 0)
                    fault(here, "leaves the plant before the end",
                          "A sink is the last step; use branches to leave earlier");
                if (ids[i].size() > 1)
                    fault(here + "/at", "names several ways out", "Give the last station a split to them");
                if (step.cycle.given())
                    fault(here + "/cycle", "is given at a way out", "Work is done at stations: move it there");
                if (!step.to.empty())
                    fault(here + "/to", "is given at a way out", "Nothing comes after it; ways part after a station");
                if (step.transfer)
                    fault(here + "/transfer", "is given at a way out",
                          "A job leaves the plant when its last station is done: add a station for the way");
                if (!step.vehicle.empty() || step.back)
                    fault(here + (step.back ? "/back" : "/vehicle"), "is given at a way out",
                          "A job leaves the plant when its last station is done: add a station for the way");
                if (step.transfer_batch)
                    fault(here + "/transfer_batch", "is given at a way out",
                          "A job leaves the plant when its last station is done: add a station for the way");
                if (!step.carried_by.empty())
                    fault(here + "/carried_by", "is given at a way out",
                          "A job leaves the plant when its last station is done: add a station for the way");
                if (!step.conveyor.empty())
                    fault(here + "/conveyor", "is given at a way out",
                          "A job leaves the plant when its last station is done: add a station for the way");
                station_fields(step, here, "a way out");
                plan.exit = ids[i].front();
                continue;
            }
            OpPlan op;
            op.entry = &step;
            if (kinds[i] != Stop::outside) {
                carried(step, here, plan.ops.empty());
                conveyed(step, here, plan.ops.empty());
                grouped(step, here, plan.ops.empty());
            }
            if (!step.vehicle.empty() && i > 0 && kinds[i - 1] == Stop::outside)
                fault(here + "/vehicle", "would fetch jobs from a subcontractor, which is not built",
                      "Let the vehicle carry from the next station on");
            const auto label = [&](const Step& s) {
                if (!plan.labels.emplace(s.label(), static_cast<std::uint32_t>(plan.ops.size())).second &&
                    !s.name.empty())
                    fault(here + "/name", "\"" + s.name + "\" names two steps of the route", "Rename one");
            };
            label(step);
            if (kinds[i] == Stop::outside) {
                outside_step(step, here, i > 0 && kinds[i - 1] == Stop::buffer);
                op.work = &step;
                op.outside = ids[i].front();
                op.step = static_cast<std::uint32_t>(i);
                plan.ops.push_back(op);
                continue;
            }
            if (kinds[i] == Stop::buffer) {
                op.buffers = ids[i];
                station_fields(step, here, "a buffer");
                if (!step.to.empty())
                    fault(here + "/to", "is given at a buffer", "Ways part after a station: move it there");
                if (step.cycle.given())
                    fault(here + "/cycle", "is given at a buffer", "Work is done at stations: move it there");
                if (i + 1 < route.steps.size() && kinds[i + 1] == Stop::buffer)
                    fault(place + "/steps/" + std::to_string(i + 1), "is a buffer after a buffer",
                          "Put a station between them");
                if (i + 1 < route.steps.size() && kinds[i + 1] == Stop::station) {
                    ++i;
                    label(route.steps[i]);
                    if (route.steps[i].transfer)
                        fault(place + "/steps/" + std::to_string(i) + "/transfer",
                              "is a way from a buffer to its station, which is not built",
                              "Give the transfer at the buffer");
                    if (!route.steps[i].vehicle.empty() || route.steps[i].back)
                        fault(place + "/steps/" + std::to_string(i) + (route.steps[i].back ? "/back" : "/vehicle"),
                              "is a way from a buffer to its station, which is not built",
                              "Name the vehicle at the buffer");
                    if (route.steps[i].transfer_batch)
                        fault(place + "/steps/" + std::to_string(i) + "/transfer_batch",
                              "is a way from a buffer to its station, which is not built",
                              "Give the transfer batch at the buffer");
                    if (!route.steps[i].carried_by.empty())
                        fault(place + "/steps/" + std::to_string(i) + "/carried_by",
                              "is a way from a buffer to its station, which is not built",
                              "Name the people at the buffer");
                    if (!route.steps[i].conveyor.empty())
                        fault(place + "/steps/" + std::to_string(i) + "/conveyor",
                              "is a way from a buffer to its station, which is not built",
                              "Name the conveyor at the buffer");
                } else {
                    op.step = static_cast<std::uint32_t>(i);
                    plan.ops.push_back(op);
                    continue;
                }
            }
            op.work = &route.steps[i];
            op.stations = ids[i];
            op.step = static_cast<std::uint32_t>(i);
            plan.ops.push_back(op);
        }
        if (plan.ops.empty() && faults.empty())
            fault(place + "/steps", "has no station", "A route leads to at least one station");
        // Ways on.
        for (std::uint32_t o = 0; o < plan.ops.size(); ++o) {
            OpPlan& op = plan.ops[o];
            if (!op.work) continue;
            const Place here = place + "/steps/" + std::to_string(op.step);
            std::vector<Branch> ways = op.work->to;
            double total = 0.0;
            if (ways.empty()) {
                Program::Branch on;
                if (o + 1 < plan.ops.size())
                    on.op = o + 1;
                else
                    on.exit = plan.exit;
                op.branches.push_back(on);
                continue;
            }
            for (std::size_t w = 0; w < ways.size(); ++w) {
                if (!(ways[w].share >= 0.0) || !std::isfinite(ways[w].share))
                    fault(here + "/to/" + std::to_string(w) + "/share",
                          "must be >= 0, is " + number_text(ways[w].share), "Shares are weights");
                total += ways[w].share;
            }
            if (!(total > 0.0)) {
                fault(here + "/to", "has no share above 0", "Give at least one way a share");
                continue;
            }
            double upto = 0.0;
            for (std::size_t w = 0; w < ways.size(); ++w) {
                Program::Branch way;
                upto += ways[w].share;
                way.upto = w + 1 == ways.size() ? 1.0 : upto / total;
                const std::string& to = ways[w].to;
                if (to == "exit")
                    way.exit = 0;
                else if (to == "scrap")
                    way.exit = none;
                else if (const auto sink = sink_index.find(to); sink != sink_index.end())
                    way.exit = sink->second + 1;
                else if (const auto step = plan.labels.find(to); step != plan.labels.end()) {
                    way.op = step->second;
                    plan.repeats = plan.repeats || step->second <= o;
                } else {
                    std::vector<std::string> known{"exit", "scrap"};
                    for (const auto& [n, v] : plan.labels) known.push_back(n);
                    fault(here + "/to/" + std::to_string(w) + "/to", "there is no step \"" + to + "\" in this route",
                          did_you_mean(to, known, "step"));
                }
                op.branches.push_back(way);
            }
        }
        plans.push_back(std::move(plan));
    }
    for (std::uint32_t& route : product_route)
        if (route == none) route = all;
}

inline std::uint32_t Compiler::route_of(std::uint32_t product) {
    return product < product_route.size() ? product_route[product] : none;
}

inline void Compiler::expand_routes() {
    // Only ways that are used are laid out; sources and assemblies ask for theirs in `first_op_of`.
    for (std::uint32_t p = 0; p < product_route.size(); ++p)
        program.product_first_op.push_back(product_route[p] == none ? none : expand(p, product_route[p]));
}

/// Lays a route out for a product; its first operation.
inline std::uint32_t Compiler::expand(std::uint32_t product, std::uint32_t r) {
    if (const auto it = expanded.find({product, r}); it != expanded.end()) return it->second;
    const RoutePlan& plan = plans[r];
    const auto first = static_cast<std::uint32_t>(program.ops.size());
    expanded[{product, r}] = first;
    program.visits_repeat = program.visits_repeat || plan.repeats;
    program.max_steps = std::max(program.max_steps, static_cast<std::uint32_t>(plan.ops.size()));
    const std::string& name = program.product_names[product];
    const Place place = "routes/" + plan.name;
    std::map<std::uint32_t, std::uint64_t> visits;
    std::vector<std::uint32_t> downgrades;
    for (const OpPlan& from : plan.ops) {
        Program::Op op;
        op.product = product;
        op.route = r;
        op.step = from.step;
        op.first_op = first;
        const Place here = place + "/steps/" + std::to_string(from.step);
        op.targets.first = static_cast<std::uint32_t>(program.targets.size());
        for (const std::uint32_t b : from.buffers) program.targets.push_back(program.buffer_queue[b]);
        if (from.buffers.empty())
            for (const std::uint32_t s : from.stations) program.targets.push_back(gate(s));
        op.targets.count = static_cast<std::uint32_t>(program.targets.size()) - op.targets.first;
        std::uint64_t ordinal = 0;
        for (const std::uint32_t s : from.stations) ordinal = std::max(ordinal, visits[s]++);
        // Lanes: a first visit has lane 0, later ones of the same job at the same station a number of their own.
        op.lane = ordinal == 0 ? 0 : name_hash("visit " + std::to_string(ordinal));
        op.stations.first = static_cast<std::uint32_t>(program.op_stations.size());
        for (const std::uint32_t s : from.stations) {
            const Station& station = plant.stations[s];
            const Place at = "stations/" + station.name;
            Program::OpStation cost;
            cost.station = s;
            const Distribution* time = from.work->cycle.of(name);
            const bool own = time != nullptr;
            if (!time) time = station.cycle.of(name);
            if (!time) {
                if (from.work->cycle.given() || station.cycle.given())
                    fault(at + "/cycle",
                          "has no time for product \"" + name + "\", which route \"" + plan.name + "\" brings here",
                          "Add it, or a time for every product");
                else
                    fault(at + "/cycle", "is missing", "Give the processing time");
            } else {
                const bool each =
                    own ? from.work->cycle.by_product.count(name) > 0 : station.cycle.by_product.count(name) > 0;
                const Place where = (own ? here : at) + "/cycle" + (each ? "/" + name : "");
                cost.process = draw(*time, where, station.name, "process");
            }
            if (const Distribution* load = station.load.of(name))
                cost.load = draw(*load, at + "/load", station.name, "load");
            if (const Distribution* unload = station.unload.of(name))
                cost.unload = draw(*unload, at + "/unload", station.name, "unload");
            if (cost.process != none) cost.mean_process = program.samplers[program.draws[cost.process].sampler].mean();
            pieces(station, *from.work, own, program.product_pieces[product], here, cost);
            if (const auto it = station.defects.find(name); it != station.defects.end())
                cost.defect = it->second;
            else if (const auto any_product = station.defects.find("*"); any_product != station.defects.end())
                cost.defect = any_product->second;
            if (station.inspection) {
                const Inspection& in = *station.inspection;
                if (!in.rework.empty()) {
                    const auto step = plan.labels.find(in.rework);
                    if (step == plan.labels.end()) {
                        std::vector<std::string> known;
                        for (const auto& [n, v] : plan.labels) known.push_back(n);
                        fault(at + "/inspection/rework",
                              "route \"" + plan.name + "\" has no step \"" + in.rework + "\"",
                              did_you_mean(in.rework, known, "step"));
                    } else {
                        op.rework_op = first + step->second;
                        program.visits_repeat = true;
                    }
                }
                if (!in.downgrade.empty()) {
                    op.downgrade = product_index.find(in.downgrade)->second;
                    downgrades.push_back(op.downgrade);
                }
            }
            program.op_stations.push_back(cost);
        }
        op.stations.count = static_cast<std::uint32_t>(program.op_stations.size()) - op.stations.first;
        op.branches.first = static_cast<std::uint32_t>(program.branches.size());
        for (Program::Branch way : from.branches) {
            if (way.op != none) way.op += first;
            program.branches.push_back(way);
        }
        op.branches.count = static_cast<std::uint32_t>(program.branches.size()) - op.branches.first;
        const auto number = static_cast<std::uint32_t>(&from - plan.ops.data());
        if (from.outside != none) {
            op.outside = from.outside;
            op.targets.count = 1;
            program.targets.push_back(program.outside[from.outside].queue);
            op.transfer = outside_time(from.outside, name, here);
        } else if (from.work) {
            sampling(plan, from, number, first, op);
            dedication(plan, from, number, first, op);
        }
        brought(from, plan.name, op);
        program.ops.push_back(op);
    }
    time_limits(plan, first);
    for (std::size_t o = plan.ops.size(); o-- > 0;) {  // along the default way
        Program::Op& op = program.ops[first + o];
        op.remaining_work =
            (op.stations.empty() ? 0.0 : op.sampling * program.op_stations[op.stations.first].mean_process) +
            (o + 1 < plan.ops.size() ? program.ops[first + o + 1].remaining_work : 0.0);
    }
    const double work = plan.ops.empty() ? 0.0 : program.ops[first].remaining_work;
    for (std::size_t o = 0; o < plan.ops.size() && work > 0.0; ++o)
        program.ops[first + o].due_share =
            1.0 - (o + 1 < plan.ops.size() ? program.ops[first + o + 1].remaining_work : 0.0) / work;
    for (const std::uint32_t d : downgrades) expand(d, r);
    return first;
}

inline std::uint32_t Compiler::first_op_of(std::uint32_t product, const std::string& route, const Place& place) {
    std::uint32_t r = route_of(product);
    if (!route.empty()) {
        r = find(route_index, route, place + "/route", "route");
        if (r == none) return none;
    }
    if (r == none) {
        fault(place, "product \"" + program.product_names[product] + "\" has no route",
              "Name it in a route, or give one route without products");
        return none;
    }
    return r < plans.size() && faults.empty() ? expand(product, r) : none;
}

}  // namespace linewright::detail
