// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling what flows: products, routes into operations, queues, sources, cards, and the order downstream first.
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
    static constexpr std::array<std::pair<std::string_view, RuleKind>, 11> known{
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
         {"same_setup", RuleKind::same_setup}}};
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
        enum class Stop { buffer, station, out, bad };
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
                } else if (name == "exit" || sink_index.count(name)) {
                    k = Stop::out;
                    id.push_back(name == "exit" ? 0 : sink_index.find(name)->second + 1);
                } else {
                    std::vector<std::string> known;
                    for (const auto& [n, v] : station_index) known.push_back(n);
                    for (const auto& [n, v] : buffer_index) known.push_back(n);
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
                plan.exit = ids[i].front();
                continue;
            }
            OpPlan op;
            op.entry = &step;
            const auto label = [&](const Step& s) {
                if (!plan.labels.emplace(s.label(), static_cast<std::uint32_t>(plan.ops.size())).second &&
                    !s.name.empty())
                    fault(here + "/name", "\"" + s.name + "\" names two steps of the route", "Rename one");
            };
            label(step);
            if (kinds[i] == Stop::buffer) {
                op.buffers = ids[i];
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
        if (from.entry->transfer) {
            const std::uint32_t step = from.step - (from.work && from.entry != from.work ? 1 : 0);
            op.transfer = draw(*from.entry->transfer, place + "/steps/" + std::to_string(step) + "/transfer",
                               plan.name + "/" + from.entry->label(), "transfer");
            if (from.buffers.empty() && from.stations.size() > 1)
                fault(place + "/steps/" + std::to_string(step) + "/transfer", "leads to several stations at once",
                      "Put a buffer before them, or give each its own branch");
        }
        program.ops.push_back(op);
    }
    for (std::size_t o = plan.ops.size(); o-- > 0;) {  // along the default way
        Program::Op& op = program.ops[first + o];
        op.remaining_work = (op.stations.empty() ? 0.0 : program.op_stations[op.stations.first].mean_process) +
                            (o + 1 < plan.ops.size() ? program.ops[first + o + 1].remaining_work : 0.0);
    }
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

inline void Compiler::sources() {
    const std::size_t products = program.product_names.size();
    for (std::uint32_t i = 0; i < plant.sources.size(); ++i) {
        const Source& source = plant.sources[i];
        const Place place = "sources/" + source.name;
        Program::Source out;
        program.source_names.push_back(source.name);
        out.lane = name_hash(source.name);
        out.mix_purpose = purpose_of(source.name, "product");
        const int ways = (source.interarrival ? 1 : 0) + (source.rate_by_hour.empty() ? 0 : 1) +
                         (source.schedule.empty() ? 0 : 1) + (source.always ? 1 : 0);
        if (ways != 1)
            fault(place, ways == 0 ? "does not say when jobs come" : "says in several ways when jobs come",
                  "Give exactly one of interarrival, rate_by_hour, schedule, always");
        if (source.batch < 1 || source.batch > 1000000)
            fault(place + "/batch", "must be at least 1, is " + std::to_string(source.batch), "1 is one job at a time");
        out.batch = static_cast<std::uint32_t>(std::max(source.batch, 1));
        if (source.count) {
            if (*source.count < 0)
                fault(place + "/count", "must be >= 0, is " + std::to_string(*source.count), "Leave it out for no end");
            out.count = static_cast<std::uint64_t>(std::max<std::int64_t>(*source.count, 0));
        }
        out.when_full = source.when_full;
        if (source.first) {
            out.first = moment(*source.first, place + "/first");
            if (!source.interarrival) fault(place + "/first", "goes with interarrival only", "Leave it out");
        }
        if (source.always && source.when_full != WhenFull::wait)
            fault(place + "/when_full", "means nothing where a job is always there", "Leave it out");
        if ((source.always || !source.schedule.empty()) && source.batch != 1)
            fault(place + "/batch", "goes with interarrival or rates only", "Give quantities in the schedule");
        if (!source.schedule.empty() && (source.count || !source.products.empty() || !source.sequence.empty()))
            fault(place + "/schedule", "says what comes already", "Leave count, products and sequence out");
        if (!source.products.empty() && !source.sequence.empty())
            fault(place + "/sequence", "and products are both given", "Give one of them");
        if (source.when_full == WhenFull::stop && !source.interarrival)
            fault(place + "/when_full", "\"stop\" goes with interarrival only", "Choose wait or lost");
        if (source.interarrival) {
            out.when = Program::When::interarrival;
            out.interarrival = draw(*source.interarrival, place + "/interarrival", source.name, "interarrival");
            if (out.interarrival != none && !(program.samplers[program.draws[out.interarrival].sampler].mean() > 0.0) &&
                !source.count && source.sequence.empty())
                fault(place + "/interarrival", "has a mean of 0",
                      "The first instant would never end; give a positive time");
        }
        if (!source.rate_by_hour.empty()) {
            out.when = Program::When::rate;
            if (source.rate_by_hour.size() != 24) {
                fault(place + "/rate_by_hour", "has " + std::to_string(source.rate_by_hour.size()) + " entries",
                      "Give 24, for the hours 0 to 23");
            } else {
                Program::HourlyRate rate;
                for (std::size_t h = 0; h < 24; ++h) {
                    if (!(source.rate_by_hour[h] >= 0.0) || !std::isfinite(source.rate_by_hour[h]))
                        fault(place + "/rate_by_hour/" + std::to_string(h),
                              "must be >= 0, is " + number_text(source.rate_by_hour[h]), "Give jobs an hour");
                    rate.upto[h + 1] = rate.upto[h] + source.rate_by_hour[h];
                }
                if (!(rate.upto[24] > 0.0))
                    fault(place + "/rate_by_hour", "is 0 all day", "Give at least one hour a rate");
                out.rate = static_cast<std::uint32_t>(program.rates.size());
                program.rates.push_back(rate);
                out.interarrival =
                    draw(exponential({3600.0 * 1e6, Unit::us}), place + "/rate_by_hour", source.name, "interarrival");
            }
        }
        if (source.always) out.when = Program::When::always;
        if (source.due) out.due = draw(*source.due, place + "/due", source.name, "due");
        // What comes.
        std::vector<std::uint32_t> used;
        out.schedule.first = static_cast<std::uint32_t>(program.schedules.size());
        if (!source.schedule.empty()) out.when = Program::When::schedule;
        for (std::size_t k = 0; k < source.schedule.size(); ++k) {
            const Arrival& a = source.schedule[k];
            const Place here = place + "/schedule/" + std::to_string(k);
            Program::ArrivalItem item;
            item.at = moment(a.at, here + "/at");
            if (k > 0 && item.at < program.schedules.back().at)
                fault(here + "/at", "comes before the one above it", "List the arrivals in order of time");
            if (a.due) item.due = moment(*a.due, here + "/due");
            item.product = product_named(a.product, here + "/product");
            if (a.quantity < 1)
                fault(here + "/quantity", "must be at least 1, is " + std::to_string(a.quantity),
                      "Leave the line out for none");
            item.quantity = static_cast<std::uint32_t>(std::max(a.quantity, 1));
            used.push_back(item.product);
            program.schedules.push_back(item);
            ++out.schedule.count;
        }
        out.sequence.first = static_cast<std::uint32_t>(program.sequences.size());
        for (std::size_t k = 0; k < source.sequence.size(); ++k) {
            program.sequences.push_back(product_named(source.sequence[k], place + "/sequence/" + std::to_string(k)));
            used.push_back(program.sequences.back());
            ++out.sequence.count;
        }
        if (out.sequence.count) out.count = std::min<std::uint64_t>(out.count, out.sequence.count);
        out.mix.first = static_cast<std::uint32_t>(program.mixes.size());
        double total = 0.0;
        for (const Share& s : source.products) total += s.share;
        double upto = 0.0;
        for (std::size_t k = 0; k < source.products.size(); ++k) {
            const Share& share = source.products[k];
            const Place here = place + "/products/" + std::to_string(k);
            if (!(share.share >= 0.0) || !std::isfinite(share.share))
                fault(here + "/share", "must be >= 0, is " + number_text(share.share), "Shares are weights");
            upto += share.share;
            Program::MixItem item;
            item.upto = k + 1 == source.products.size() ? 1.0 : upto / total;
            item.product = find(product_index, share.product, here + "/product", "product");
            used.push_back(item.product);
            program.mixes.push_back(item);
            ++out.mix.count;
        }
        if (!source.products.empty() && !(total > 0.0))
            fault(place + "/products", "has no share above 0", "Give at least one product a share");
        if (used.empty()) used.push_back(0);
        std::vector<std::uint32_t> first(products, none);
        for (const std::uint32_t p : used)
            if (p != none && first[p] == none) first[p] = first_op_of(p, source.route, place);
        program.source_first_op.insert(program.source_first_op.end(), first.begin(), first.end());
        program.sources.push_back(out);
    }
    // What a planning tool puts in by hand (Simulation::inject) comes from a source of its own.
    Program::Source injected;
    injected.when = Program::When::schedule;
    injected.lane = name_hash("injected");
    program.sources.push_back(injected);
    program.source_names.emplace_back("injected");
    std::vector<std::uint32_t> first = program.product_first_op;
    first.resize(products, none);
    program.source_first_op.insert(program.source_first_op.end(), first.begin(), first.end());
    if (plant.sources.empty()) {
        bool initial = false;
        for (const Buffer& b : plant.buffers) initial = initial || !b.initial.empty();
        if (!initial) fault("sources", "are missing", "Nothing would ever come in: add a source");
    }
}

inline void Compiler::assemblies() {
    for (std::uint32_t s = 0; s < plant.stations.size(); ++s) {
        const Station& station = plant.stations[s];
        if (!station.assembly) continue;
        const Place place = "stations/" + station.name + "/assembly";
        Program::Station& out = program.stations[s];
        out.components.first = static_cast<std::uint32_t>(program.components.size());
        if (station.assembly->components.empty())
            fault(place + "/components", "is empty", "Name the buffers that it takes from");
        for (std::size_t i = 0; i < station.assembly->components.size(); ++i) {
            const Component& c = station.assembly->components[i];
            const Place here = place + "/components/" + std::to_string(i);
            Program::ComponentItem item;
            const std::uint32_t b = find(buffer_index, c.from, here + "/from", "buffer");
            if (b != none) {
                item.queue = program.buffer_queue[b];
                assembly_queues.insert(item.queue);
            }
            if (!c.product.empty()) item.product = product_named(c.product, here + "/product");
            for (std::uint32_t k = out.components.first; k < program.components.size(); ++k) {
                const Program::ComponentItem& other = program.components[k];
                if (item.queue != none && other.queue == item.queue &&
                    (other.product == item.product || other.product == none || item.product == none)) {
                    fault(here, "names buffer \"" + c.from + "\" again for the same jobs",
                          "Give the quantity in one line, or tell the lines apart by product");
                    break;
                }
            }
            if (c.quantity < 1)
                fault(here + "/quantity", "must be at least 1, is " + std::to_string(c.quantity),
                      "Leave the component out for none");
            item.quantity = static_cast<std::uint32_t>(std::max(c.quantity, 1));
            program.components.push_back(item);
            ++out.components.count;
        }
        const Place at = "stations/" + station.name;
        if (out.preemption != Preemption::none)
            fault(at + "/preemption", "is not built for assemblies", "Leave it out");
        if (!station.queue.empty())
            fault(at + "/queue", "is not built for assemblies, which take each component as it came", "Leave it out");
        if (!station.from.empty())
            fault(at + "/from", "means nothing for an assembly", "Its components name their buffers");
        for (const Component& c : station.assembly->components) {
            const auto b = buffer_index.find(c.from);
            if (b == buffer_index.end()) continue;
            const Buffer& buffer = plant.buffers[b->second];
            if (!buffer.queue.empty() && buffer.queue != std::vector<std::string>{"fifo"})
                fault("buffers/" + c.from + "/queue",
                      "is not built for assemblies, which take each component as it came", "Leave it out");
            if (buffer.dispatch != Dispatch::first)
                fault("buffers/" + c.from + "/dispatch", "is not built for assemblies",
                      "Leave it out: the first in the plant's list goes first");
            if (buffer.capacity && *buffer.capacity < c.quantity)
                fault("buffers/" + c.from + "/capacity",
                      "is less than the " + std::to_string(c.quantity) + " that \"" + station.name + "\" takes at once",
                      "Nothing could ever be assembled: give it more places");
        }
        const std::uint32_t makes = product_named(station.assembly->makes, place + "/makes");
        if (makes == none) continue;
        const std::uint32_t first = first_op_of(makes, "", place + "/makes");
        if (first == none) continue;
        const Program::Op& op = program.ops[first];
        bool here = op.stations.count == 1 && program.op_stations[op.stations.first].station == s &&
                    plans[op.route].ops.front().buffers.empty();
        if (!here)
            fault(place + "/makes",
                  "the route of \"" + program.product_names[makes] + "\" does not begin at this station",
                  "An assembly releases its product: let the product's route begin with \"" + station.name + "\"");
        out.makes_op = first;
    }
}

inline void Compiler::initial_jobs() {
    for (std::uint32_t b = 0; b < plant.buffers.size(); ++b) {
        const Buffer& buffer = plant.buffers[b];
        std::int64_t total = 0;
        for (std::size_t i = 0; i < buffer.initial.size(); ++i) {
            const InitialJobs& jobs = buffer.initial[i];
            const Place place = "buffers/" + buffer.name + "/initial/" + std::to_string(i);
            const std::uint32_t product = product_named(jobs.product, place + "/product");
            if (jobs.quantity < 1)
                fault(place + "/quantity", "must be at least 1, is " + std::to_string(jobs.quantity),
                      "Leave the line out for none");
            total += jobs.quantity;
            if (product == none) continue;
            const std::uint32_t first = first_op_of(product, "", place);
            if (first == none) continue;
            const RoutePlan& plan = plans[program.ops[first].route];
            std::uint32_t at = none;
            if (!jobs.step.empty()) {
                at = find(plan.labels, jobs.step, place + "/step", "step");
                if (at != none && std::find(plan.ops[at].buffers.begin(), plan.ops[at].buffers.end(), b) ==
                                      plan.ops[at].buffers.end()) {
                    fault(place + "/step", "does not wait in this buffer", "Name a step that does");
                    at = none;
                }
            } else {
                for (std::uint32_t o = 0; o < plan.ops.size() && at == none; ++o)
                    if (std::find(plan.ops[o].buffers.begin(), plan.ops[o].buffers.end(), b) !=
                        plan.ops[o].buffers.end())
                        at = o;
                if (at == none)
                    fault(place, "the route of \"" + program.product_names[product] + "\" does not come by this buffer",
                          "Put the jobs where their route leads");
            }
            if (at != none)
                program.initial.push_back(
                    {program.buffer_queue[b], first + at, static_cast<std::uint32_t>(std::max(jobs.quantity, 1))});
        }
        if (buffer.capacity && total > 0 && total > *buffer.capacity)
            fault("buffers/" + buffer.name + "/initial",
                  "holds " + std::to_string(total) + " jobs in " + std::to_string(*buffer.capacity) + " places",
                  "Give it more places or fewer jobs");
    }
}

inline void Compiler::cards() {
    if (plant.cards.size() > 64) {
        fault("cards", "are more than 64 loops", "Join some of them");
        return;
    }
    for (std::uint32_t c = 0; c < plant.cards.size(); ++c) {
        const CardLoop& loop = plant.cards[c];
        const Place place = "cards/" + loop.name;
        const std::uint64_t bit = std::uint64_t{1} << c;
        if (loop.cards < 1)
            fault(place + "/cards", "must be at least 1, is " + std::to_string(loop.cards),
                  "With no card nothing could ever enter");
        program.loops.push_back({static_cast<std::uint32_t>(std::max(loop.cards, 1))});
        program.loop_names.push_back(loop.name);
        program.has_cards = true;
        if (loop.members.empty()) {
            for (Program::Station& s : program.stations) s.cards |= bit;
            for (Program::Queue& q : program.queues) q.cards |= bit;
        }
        for (std::size_t i = 0; i < loop.members.size(); ++i) {
            const std::string& name = loop.members[i];
            if (const auto s = station_index.find(name); s != station_index.end()) {
                Program::Station& station = program.stations[s->second];
                station.cards |= bit;
                if (station.gate != none) program.queues[station.gate].cards |= bit;
            } else if (const auto b = buffer_index.find(name); b != buffer_index.end()) {
                program.queues[program.buffer_queue[b->second]].cards |= bit;
            } else {
                std::vector<std::string> known;
                for (const auto& [n, v] : station_index) known.push_back(n);
                for (const auto& [n, v] : buffer_index) known.push_back(n);
                fault(place + "/members/" + std::to_string(i), "there is no station or buffer \"" + name + "\"",
                      did_you_mean(name, known, "station or buffer"));
            }
        }
    }
}

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
            if (here.empty() && !(op.stations.empty() && assembly_queues.count(q))) {
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
        for (std::uint32_t b = op.branches.first; b < op.branches.end(); ++b)
            back = back || (program.branches[b].op != none && assembled.count(program.branches[b].op));
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
            else if (!loops.empty())
                queue.cards |= *loops.begin();
        }
        queue.uniform =
            std::all_of(sets[q].begin(), sets[q].end(), [&](const auto& one) { return one == sets[q].front(); }) &&
            !assembly_queues.count(q);
        queue.fifo =
            queue.uniform && (queue.rules.empty() ||
                              (queue.rules.count == 1 && program.rules[queue.rules.first].kind == RuleKind::fifo));
        for (const std::uint32_t s : takes[q])
            queue.fifo =
                queue.fifo && !program.stations[s].any_rule && program.stations[s].preemption == Preemption::none;
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
            for (std::uint32_t b = op.branches.first; b < op.branches.end(); ++b) {
                const std::uint32_t next = program.branches[b].op;
                if (next == none) continue;
                for (std::uint32_t t = program.ops[next].targets.first; t < program.ops[next].targets.end(); ++t) {
                    program.queues[program.targets[t]].scrap_frees |= scraps;
                    if (program.queues[program.targets[t]].capacity == 0)
                        fault("stations/" + plant.stations[s].name + "/blocking",
                              "before_service reserves a place, but the way ahead has none",
                              "Put a buffer with at least one place behind this station");
                }
            }
            if (program.stations[s].inspection != none)
                fault("stations/" + plant.stations[s].name + "/blocking",
                      "before_service must know the way before the work, an inspection decides it after",
                      "Inspect at a station of its own");
        }
    }
}

/// What is given but could never have a say is a fault, and so is what isn't built.
inline void Compiler::unread() {
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
            if (op.transfer != none)
                fault(place + "/capacity",
                      "is 0 at the end of a way that takes time, and several stations take from it",
                      "Give it places, or one station");
        }
}

/// Downstream first: by the most stations on a way from a source, a loop counting as one.
inline void Compiler::ranks() {
    const auto n = static_cast<std::uint32_t>(program.stations.size());
    std::vector<std::set<std::uint32_t>> next(n);
    const auto reach = [&](const Program::Op& op, std::set<std::uint32_t>& into) {
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
            for (std::uint32_t b = op.branches.first; b < op.branches.end(); ++b)
                if (program.branches[b].op != none) reach(program.ops[program.branches[b].op], into);
            if (op.rework_op != none) reach(program.ops[op.rework_op], into);
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
                if (component[w] != c) rank[component[w]] = std::max(rank[component[w]], rank[c] + 1);
    std::vector<std::uint32_t> groups(members.size());
    for (std::uint32_t c = 0; c < members.size(); ++c) {
        groups[c] = c;
        std::sort(members[c].begin(), members[c].end());
    }
    std::sort(groups.begin(), groups.end(), [&](std::uint32_t a, std::uint32_t b) {
        return rank[a] != rank[b] ? rank[a] > rank[b] : members[a].front() < members[b].front();
    });
    for (const std::uint32_t c : groups)
        for (auto v = members[c].rbegin(); v != members[c].rend(); ++v) {
            program.stations[*v].order = static_cast<std::uint32_t>(program.by_order.size());
            program.by_order.push_back(*v);
        }
}

/// One calendar slot for whatever can be pending, in the plant's order.
inline void Compiler::slots() {
    const auto add = [&](SlotKind kind, std::size_t owner) {
        program.slot_owner.push_back(static_cast<std::uint32_t>(kind) << 28U | static_cast<std::uint32_t>(owner));
        return program.slots++;
    };
    for (std::size_t p = 0; p < program.place_station.size(); ++p) add(SlotKind::place, p);
    for (std::size_t u = 0; u < program.units.size(); ++u) {
        if (program.units[u].whole_station) program.units[u].slot = add(SlotKind::unit, u);
        for (std::uint32_t m = program.units[u].modes.first; m < program.units[u].modes.end(); ++m)
            if (program.modes[m].clock == BreakdownClock::calendar || program.modes[m].dated.count)
                program.modes[m].slot = add(SlotKind::mode, m);
    }
    for (std::size_t s = 0; s < program.sources.size(); ++s) program.sources[s].slot = add(SlotKind::source, s);
    for (std::size_t o = 0; o < program.ops.size(); ++o)
        if (program.ops[o].transfer != none) {
            ++program.ways;
            program.ops[o].way = add(SlotKind::way, o);
        }
    for (std::size_t b = 0; b < program.batches.size(); ++b)
        if (program.batches[b].longest_wait != never) program.batches[b].slot = add(SlotKind::batch, b);
}

inline void Compiler::finish() {
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
                          "fills buffer \"" + program.buffer_names[q.buffer] + "\", which has no limit, without end",
                          "Give the buffer a capacity, the source a count, or limit the jobs with cards");
                    return;
                }
            }
        }
    }
    // A plant is plain when every station is simple (one place, no people, no changeover, nothing but a busy clock, one
    // first-come queue before it that nobody else takes from), does one operation, and is fed by one station or source.
    std::vector<std::uint32_t> feeders(program.queues.size(), 0), ops_of(program.stations.size(), 0);
    bool plain = program.loops.empty() && !program.visits_repeat && !program.can_deadlock;
    for (std::uint32_t s = 0; s < program.stations.size(); ++s) {
        Program::Station& st = program.stations[s];
        const std::uint32_t u = program.place_unit[st.first_place];
        st.simple = st.places == 1 && st.inputs.count == 1 && st.alternatives.empty() && st.changeover == none &&
                    st.components.empty() && st.inspection == none && st.preemption == Preemption::none &&
                    st.batch == none && !st.before_service && !st.any_rule && st.unit == none &&
                    (u == none || program.units[u].plain);
        if (st.simple) {
            const Program::Queue& q = program.queues[program.inputs[st.inputs.first]];
            st.simple = q.fifo && q.consumers.count == 1;
        }
        plain = plain && st.simple;
    }
    for (const Program::Op& op : program.ops) {
        plain =
            plain && op.branches.count == 1 && op.transfer == none && op.targets.count == 1 && op.stations.count == 1;
        if (!plain) break;
        const Program::OpStation& cost = program.op_stations[op.stations.first];
        const Program::Branch& way = program.branches[op.branches.first];
        plain = cost.load == none && cost.unload == none && cost.defect == 0.0 && ++ops_of[cost.station] == 1 &&
                (way.op != none || way.exit != none);
        if (plain && way.op != none) ++feeders[program.targets[program.ops[way.op].targets.first]];
    }
    for (std::uint32_t i = 0; i < program.sources.size() && plain; ++i) {
        const Program::Source& source = program.sources[i];
        if (i + 1 == program.sources.size()) break;  // what is injected goes the general way
        const bool always = source.when == Program::When::always,
                   interarrival = source.when == Program::When::interarrival;
        plain = (always || interarrival) && source.mix.count <= 1 && source.sequence.count == 0 && source.due == none &&
                source.batch == 1 && source.when_full == WhenFull::wait;
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
