// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling where jobs come from and what holds them back: sources, assemblies, the jobs that are there at the start,
// cards.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

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
        program.has_orders = program.has_orders || source.due.has_value();
        if (source.release_before_due && source.schedule.empty())
            fault(place + "/release_before_due", "goes with a schedule only",
                  "Elsewhere a job is there when its interval is over");
        if (source.workload_limit) {
            out.workload_limit = moment(*source.workload_limit, place + "/workload_limit");
            if (out.workload_limit <= 0)
                fault(place + "/workload_limit", "must be > 0", "Give hours of work, say \"40 h\"");
            if (source.when_full != WhenFull::wait)
                fault(place + "/workload_limit", "needs when_full \"wait\"",
                      "What the limit holds back waits outside in order");
            program.has_workload = true;
        }
        if (source.scrapped_jobs == ScrappedJobs::replace && source.schedule.empty())
            fault(place + "/scrapped_jobs", "\"replace\" goes with a schedule only",
                  "Elsewhere a job with a due date is an order of its own");
        out.replaces = source.scrapped_jobs == ScrappedJobs::replace;
        // What comes.
        std::vector<std::uint32_t> used;
        out.schedule.first = static_cast<std::uint32_t>(program.schedules.size());
        const Tick lead =
            source.release_before_due ? moment(*source.release_before_due, place + "/release_before_due") : 0;
        if (!source.schedule.empty()) out.when = Program::When::schedule;
        for (std::size_t k = 0; k < source.schedule.size(); ++k) {
            const Arrival& a = source.schedule[k];
            const Place here = place + "/schedule/" + std::to_string(k);
            Program::ArrivalItem item;
            item.at = moment(a.at, here + "/at");
            if (k > 0 && ticks(a.at) < ticks(source.schedule[k - 1].at))
                fault(here + "/at", "comes before the one above it", "List the arrivals in order of time");
            if (a.due) item.due = moment(*a.due, here + "/due");
            item.product = product_named(a.product, here + "/product");
            if (a.quantity < 1)
                fault(here + "/quantity", "must be at least 1, is " + std::to_string(a.quantity),
                      "Leave the line out for none");
            item.quantity = static_cast<std::uint32_t>(std::max(a.quantity, 1));
            if (source.release_before_due) {
                if (item.due == never)
                    fault(here + "/due", "is missing", "release_before_due counts back from it");
                else if (rule<"orders.released_before_the_due_date">())
                    item.at = std::max(rule<"orders.released_no_earlier_than_given">() ? item.at : 0, item.due - lead);
            }
            if (!a.order.empty()) {
                if (std::find(program.order_names.begin(), program.order_names.end(), a.order) !=
                    program.order_names.end())
                    fault(here + "/order", "\"" + a.order + "\" is the name of another order", "Give each its own");
                item.order = static_cast<std::uint32_t>(program.order_names.size());
                program.order_names.push_back(a.order);
            }
            program.has_orders = program.has_orders || item.due != never || item.order != none;
            used.push_back(item.product);
            program.schedules.push_back(item);
            ++out.schedule.count;
        }
        // Released backward from their due dates they may come in another order than they stand.
        std::stable_sort(program.schedules.begin() + out.schedule.first, program.schedules.end(),
                         [](const auto& a, const auto& b) { return a.at < b.at; });
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
        for (const Station& s : plant.stations) initial = initial || !s.initial.empty();
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
            item.lot = c.lot;
            if (c.lot) {
                if (c.quantity != 1)
                    fault(here + "/quantity", "is given for the parts of a lot", "All that are left of it are taken");
                for (std::uint32_t k = out.components.first; k < program.components.size(); ++k)
                    if (program.components[k].lot)
                        fault(here + "/lot", "is given twice", "One assembly puts the parts of one lot together");
                program.rejoins.push_back(s);
            }
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
            if (at == none) continue;
            Program::Initial out;
            out.queue = program.buffer_queue[b];
            out.op = first + at;
            out.quantity = static_cast<std::uint32_t>(std::max(jobs.quantity, 1));
            initial_facts(jobs.age, jobs.due, jobs.order, place, out);
            if (jobs.arrives_in) {
                const Program::Op& op = program.ops[out.op];
                out.arrives = moment(*jobs.arrives_in, place + "/arrives_in");
                if (op.transfer == none)
                    fault(place + "/arrives_in", "is given, but the way to this step takes no time",
                          "Give the step its transfer, or leave this out");
                if (op.fleet != none)
                    fault(place + "/arrives_in", "is not built for jobs that a vehicle carries",
                          "Leave it out: they wait here");
            }
            program.initial.push_back(out);
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
        program.loops.push_back(
            {static_cast<std::uint32_t>(std::max(loop.cards, 1)), loop.returned == CardReturn::together});
        program.loop_names.push_back(loop.name);
        program.has_cards = true;
        if (!loop.from.empty() || !loop.to.empty()) {
            polca(c);
            continue;
        }
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

}  // namespace linewright::detail
