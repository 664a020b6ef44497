// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling changeovers: tables of rules, campaigns, cleaning.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::changeovers() {
    for (std::uint32_t c = 0; c < plant.changeovers.size(); ++c) {
        const Changeover& table = plant.changeovers[c];
        const Place place = "changeovers/" + table.name;
        std::vector<std::string> names = table.stations;
        if (names.empty()) names.push_back(table.name);
        // Attributes: products, their families, or the setups of steps; one for each operation.
        std::map<std::string, std::uint32_t, std::less<>> attributes;
        std::vector<std::uint32_t> of;
        std::vector<std::string> labels;
        const auto number_of = [&](const std::string& label) {
            const auto [it, fresh] = attributes.emplace(label, static_cast<std::uint32_t>(attributes.size()));
            if (fresh) labels.push_back(label);
            return it->second;
        };
        if (table.by != ChangeoverBy::setup)
            for (std::size_t p = 0; p < program.product_names.size(); ++p)
                number_of(table.by == ChangeoverBy::product ? program.product_names[p] : product_family[p]);
        for (const Program::Op& op : program.ops) {
            const std::string& label = table.by == ChangeoverBy::product  ? program.product_names[op.product]
                                       : table.by == ChangeoverBy::family ? product_family[op.product]
                                                                          : routes_given[op.route].steps[op.step].setup;
            of.push_back(table.by == ChangeoverBy::setup && label.empty() ? none : number_of(label));
        }
        if (table.by == ChangeoverBy::setup)  // a station may begin with a setting that no step asks for
            for (const std::string& name : names)
                if (const auto it = station_index.find(name); it != station_index.end())
                    for (const ChangeoverRule& rule : table.rules)
                        if (!rule.from.empty() && rule.from == plant.stations[it->second].initial_setup)
                            number_of(rule.from);
        if (table.by == ChangeoverBy::setup)
            for (const std::string& name : names)
                if (const auto it = station_index.find(name); it != station_index.end())
                    for (const InitialState& given : plant.stations[it->second].initial)
                        for (const ChangeoverRule& rule : table.rules)
                            if (!rule.from.empty() && rule.from == given.setup) number_of(rule.from);
        const std::string_view kind = name_of(table.by);
        for (std::size_t r = 0; r < table.rules.size(); ++r) {
            const Place where = place + "/rules/" + std::to_string(r);
            if (table.rules[r].from != "*") find(attributes, table.rules[r].from, where + "/from", kind);
            if (table.rules[r].to != "*") find(attributes, table.rules[r].to, where + "/to", kind);
        }
        for (std::size_t n = 0; n < names.size(); ++n) {
            const std::uint32_t s =
                find(station_index, names[n], table.stations.empty() ? place : place + "/stations/" + std::to_string(n),
                     "station");
            if (s == none) continue;
            Program::Station& station = program.stations[s];
            if (station.changeover != none) {
                fault(place, "station \"" + names[n] + "\" has a changeover table already",
                      "Put the rules into one table");
                continue;
            }
            Program::Changeover out;
            out.attributes = static_cast<std::uint32_t>(labels.size());
            out.attribute_of = of;
            const bool stepped = setup_work(table, s, place);
            std::vector<std::uint32_t> rule_draw;  // of steps the first
            std::vector<Range> rule_plan;
            std::vector<double> rule_mean;
            for (std::size_t r = 0; r < table.rules.size(); ++r) {
                const Place where = place + "/rules/" + std::to_string(r);
                std::vector<Program::SetupStep> steps;
                rule_steps(table.rules[r], s, where,
                           table.rules[r].steps.empty()
                               ? draw(table.rules[r].time, where + "/time", names[n], "changeover")
                               : none,
                           steps);
                rule_draw.push_back(steps.front().draw);
                rule_plan.push_back(
                    {static_cast<std::uint32_t>(program.setup_steps.size()), static_cast<std::uint32_t>(steps.size())});
                double mean = 0.0;
                for (const Program::SetupStep& step : steps)
                    if ((!step.external || !rule<"smed.least_setup_counts_internal_steps">()) && step.draw != none)
                        mean += program.samplers[program.draws[step.draw].sampler].mean();
                rule_mean.push_back(mean);
                if (stepped) program.setup_steps.insert(program.setup_steps.end(), steps.begin(), steps.end());
            }
            // Which products come here decides which pairs need a rule.
            std::set<std::uint32_t> here;
            for (const Program::Op& op : program.ops)
                for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k)
                    if (const std::uint32_t to = of[static_cast<std::size_t>(&op - program.ops.data())];
                        program.op_stations[k].station == s && to != none)
                        here.insert(to);
            std::uint32_t start = none;
            const std::string& initial = plant.stations[s].initial_setup;
            if (!initial.empty()) {
                start = find(attributes, initial, "stations/" + names[n] + "/initial_setup", kind);
                station.initial_setup = start;
            }
            std::set<std::uint32_t> before = here;
            if (start != none) before.insert(start);
            for (std::size_t i = 0; i < plant.stations[s].initial.size(); ++i) {
                const InitialState& given = plant.stations[s].initial[i];
                if (given.setup.empty()) continue;
                const std::uint32_t set = find(
                    attributes, given.setup, "stations/" + names[n] + "/initial/" + std::to_string(i) + "/setup", kind);
                if (set == none) continue;
                before.insert(set);
                for (std::uint32_t k = 0; k < station.places; ++k)
                    if (!given.place || *given.place == static_cast<int>(k) + 1)
                        program.initial_setups.emplace_back(station.first_place + k, set);
            }
            out.draws.assign(labels.size() * labels.size(), none);
            out.means.assign(labels.size() * labels.size(), 0.0);
            if (stepped) out.steps.assign(labels.size() * labels.size(), Range{});
            for (std::uint32_t from = 0; from < labels.size(); ++from)
                for (std::uint32_t to = 0; to < labels.size(); ++to) {
                    bool matched = false;
                    for (std::size_t r = 0;
                         r < table.rules.size() && !(matched && rule<"changeovers.the_first_match">()); ++r) {
                        const ChangeoverRule& rule = table.rules[r];
                        const bool exact = rule.from == labels[from] && rule.to == labels[to];
                        // A star speaks of a change: equal ones need none unless a rule names both.
                        if (from == to && !exact && linewright::rule<"changeovers.a_star_speaks_of_a_change">())
                            continue;
                        if ((rule.from == "*" || rule.from == labels[from]) &&
                            (rule.to == "*" || rule.to == labels[to])) {
                            matched = true;
                            out.draws[from * labels.size() + to] = rule_draw[r];
                            out.means[from * labels.size() + to] = rule_mean[r];
                            if (stepped) out.steps[from * labels.size() + to] = rule_plan[r];
                        }
                    }
                    if (!matched && from != to && before.count(from) && here.count(to))
                        fault(place + "/rules",
                              "no rule for the change from \"" + labels[from] + "\" to \"" + labels[to] +
                                  "\" at station \"" + names[n] + "\"",
                              "Add one, or a last line {\"from\": \"*\", \"to\": \"*\", \"time\": ...}");
                }
            station.changeover = static_cast<std::uint32_t>(program.changeovers.size());
            program.changeovers.push_back(std::move(out));
            if (table.campaign) campaign(table, s, place + "/campaign");
        }
    }
    const auto by_setup = [&](const Changeover& table) { return table.by == ChangeoverBy::setup; };
    if (std::none_of(plant.changeovers.begin(), plant.changeovers.end(), by_setup))
        for (const Route& route : plant.routes)
            for (std::size_t i = 0; i < route.steps.size(); ++i)
                if (!route.steps[i].setup.empty())
                    fault("routes/" + route.name + "/steps/" + std::to_string(i) + "/setup",
                          "is given, but no changeover table looks at it",
                          "Add a changeover table by setup for the station, or leave it out");
    for (std::size_t s = 0; s < plant.stations.size(); ++s)
        if (!plant.stations[s].initial_setup.empty() && program.stations[s].changeover == none && faults.empty())
            fault("stations/" + plant.stations[s].name + "/initial_setup",
                  "is given, but the station has no changeovers", "Add a changeover table for it, or leave it out");
}

inline void Compiler::campaign(const Changeover& table, std::uint32_t s, const Place& place) {
    const Campaign& given = *table.campaign;
    const Place station = "stations/" + plant.stations[s].name;
    Program::Campaign out;
    out.station = s;
    if (given.least_jobs < 1 || given.least_jobs > 1000000)
        fault(place + "/least_jobs", "must be from 1 to 1,000,000, is " + std::to_string(given.least_jobs),
              "Give the number of jobs after which the place may be changed again");
    out.jobs = static_cast<std::uint64_t>(std::max(given.least_jobs, 1));
    if (given.least_time) out.time = moment(*given.least_time, place + "/least_time");
    if (given.least_jobs == 1 && !given.least_time)
        fault(place, "asks for one job after a change, which is so anyway",
              "Give least_jobs or least_time, or leave the campaign out");
    if (given.longest_wait.has_value() != (given.release == CampaignRelease::after_wait))
        fault(place + "/longest_wait", "and the release after_wait go together", "Give both or neither");
    if (given.longest_wait) out.longest_wait = moment(*given.longest_wait, place + "/longest_wait");
    if (program.stations[s].preemption != Preemption::none)
        fault(station + "/preemption", "would break a campaign off", "Leave the preemption or the campaign out");
    program.stations[s].campaign = static_cast<std::uint32_t>(program.campaigns.size());
    program.campaigns.push_back(out);
}

/// Stations with campaigns look again when something leaves the queues before them.
inline void Compiler::campaign_inputs() {
    for (const Program::Campaign& campaign : program.campaigns) {
        const Program::Station& st = program.stations[campaign.station];
        for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i)
            program.queues[program.inputs[i]].campaigns = true;
        if (st.batch != none && st.gate != none)
            fault("stations/" + program.station_names[campaign.station] + "/batch",
                  "takes its jobs straight from a source, which is not built together with a campaign",
                  "Put a buffer with places before the station");
    }
}

/// What a table says besides times; true when its stations go through changeovers part by part.
inline bool Compiler::setup_work(const Changeover& table, std::uint32_t s, const Place& place) {
    Program::Station& station = program.stations[s];
    Program::SetupWork out;
    bool stepped = table.cleaning || table.first_jobs || table.early;
    for (const ChangeoverRule& rule : table.rules) {
        stepped = stepped || !rule.steps.empty();
        for (const ChangeoverStep& step : rule.steps) out.external = out.external || step.kind == StepKind::external;
    }
    station.counts_setups = table.campaign || table.cleaning || table.first_jobs;
    if (!stepped) return false;
    if (station.preemption != Preemption::none)
        fault("stations/" + plant.stations[s].name + "/preemption",
              "is not built together with steps, cleaning, first jobs or an early changeover",
              "Leave it out, or give the changeovers times alone");
    if (station.slots > 1)
        fault("stations/" + plant.stations[s].name + "/slots",
              "are not built together with steps, cleaning, first jobs or an early changeover",
              "Leave them out, or give the changeovers times alone");
    out.early = table.early;
    if (table.cleaning) {
        const Cleaning& given = *table.cleaning;
        const Place where = place + "/cleaning";
        out.cleaning = draw(given.time, where + "/time", plant.stations[s].name, "cleaning");
        out.cleaning_crew = need_items(given.crew, where + "/crew", true, 1U << static_cast<unsigned>(Phase::setup));
        if (!given.crew.empty()) {
            station.phases_with_people |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(Phase::setup));
            program.has_people = true;
        }
        out.clean_at_change = given.at_change;
        if (given.after_jobs) {
            if (*given.after_jobs < 1)
                fault(where + "/after_jobs", "must be at least 1, is " + std::to_string(*given.after_jobs),
                      "Give the number of jobs after which the place is cleaned");
            out.clean_jobs = static_cast<std::uint64_t>(std::max(*given.after_jobs, 1));
        }
        if (given.after_time) {
            out.clean_time = moment(*given.after_time, where + "/after_time");
            if (out.clean_time == 0)
                fault(where + "/after_time", "is 0", "Give the processing time after which the place is cleaned");
        }
        if (!given.after_jobs && !given.after_time && !given.at_change)
            fault(where, "does not say when", "Give after_jobs, after_time or at_change");
    }
    if (table.first_jobs) {
        const FirstJobs& given = *table.first_jobs;
        const Place where = place + "/first_jobs";
        if (given.jobs < 1)
            fault(where + "/jobs", "must be at least 1, is " + std::to_string(given.jobs),
                  "Leave first_jobs out for none");
        if (!(given.time_factor > 0.0) || !std::isfinite(given.time_factor))
            fault(where + "/time_factor", "must be > 0, is " + number_text(given.time_factor),
                  "1.5 takes half as long again");
        if (!given.scrap && given.time_factor == 1.0)
            fault(where, "are neither scrap nor slow", "Give scrap or time_factor, or leave first_jobs out");
        if (given.scrap && station.before_service)
            fault("stations/" + plant.stations[s].name + "/blocking",
                  "before_service reserves the way on before the work, the first jobs are scrapped after it",
                  "Leave one of them out");
        out.first_jobs = static_cast<std::uint64_t>(std::max(given.jobs, 1));
        out.scrap = given.scrap;
        out.factor = given.time_factor;
    }
    station.setup_work = static_cast<std::uint32_t>(program.setup_works.size());
    program.setup_works.push_back(std::move(out));
    return true;
}

/// The steps of a rule; a time is one internal step.
inline void Compiler::rule_steps(const ChangeoverRule& rule, std::uint32_t s, const Place& place, std::uint32_t time,
                                 std::vector<Program::SetupStep>& out) {
    if (rule.steps.empty()) {
        out.push_back({time, {}, false});
        return;
    }
    if (rule.time != Distribution{})
        fault(place + "/time", "is given beside steps", "Leave it out: the steps have times of their own");
    std::set<std::string> names;
    for (std::size_t i = 0; i < rule.steps.size(); ++i) {
        const ChangeoverStep& given = rule.steps[i];
        const Place where = place + "/steps/" + (given.name.empty() ? std::to_string(i) : given.name);
        if (given.name.empty())
            fault(where + "/name", "is empty", "Give every step a name");
        else if (!names.insert(given.name).second)
            fault(where, "is there twice", "Names in a list are unique; rename one of them");
        Program::SetupStep step;
        step.external = given.kind == StepKind::external;
        step.draw = draw(given.time, where + "/time", plant.stations[s].name, "changeover " + given.name);
        const auto setup = static_cast<std::uint8_t>(1U << static_cast<unsigned>(Phase::setup));
        step.crew = need_items(given.crew, where + "/crew", true, setup);
        for (std::uint32_t n = step.crew.first; n < step.crew.end() && step.external; ++n)
            program.needs[n].phases = Program::beside_phase;
        if (!given.crew.empty()) {
            program.has_people = true;
            if (!step.external) program.stations[s].phases_with_people |= setup;
        }
        out.push_back(step);
    }
}

/// What is prepared for a job must be known, and the job must wait where it can be kept.
inline void Compiler::setup_inputs() {
    for (std::uint32_t s = 0; s < program.stations.size(); ++s) {
        const Program::Station& st = program.stations[s];
        if (st.setup_work == none) continue;
        Program::SetupWork& work = program.setup_works[st.setup_work];
        const Place place = "stations/" + program.station_names[s];
        if (work.external) {
            if (st.batch != none || st.components.count)
                fault(place + (st.batch != none ? "/batch" : "/assembly"),
                      "is not built together with external steps of a changeover", "Make the steps internal");
            for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i) {
                const Program::Queue& q = program.queues[program.inputs[i]];
                if (q.capacity == 0)
                    fault(place,
                          "has external steps in its changeovers, but jobs come to it from no buffer with places",
                          "Put a buffer before it: the next job is known from what waits there");
                else if (st.cards & ~q.cards)
                    fault(place,
                          "takes jobs out of buffer \"" + program.buffer_names[q.buffer] +
                              "\" into a card loop, which is not built together with external steps",
                          "Let the loop begin at that buffer or earlier");
            }
        }
        if (!work.early) continue;
        if (st.places > 1 || st.batch != none || st.components.count)
            fault(place, "is changed over early, which is built for stations of one place and single jobs",
                  "Leave early out");
        for (std::uint32_t o = 0; o < program.ops.size(); ++o) {
            const Program::Op& op = program.ops[o];
            if (op.transfer == none || op.by == Program::By::driven || op.by == Program::By::people) continue;
            for (std::uint32_t k = op.stations.first; k < op.stations.end(); ++k)
                if (program.op_stations[k].station == s) work.ways.push_back(o);
        }
        if (work.ways.empty())
            fault(place, "is changed over early, but no job comes to it over a way that takes time",
                  "Give a step a transfer, or leave early out");
        for (std::uint32_t i = st.inputs.first; i < st.inputs.end(); ++i)
            program.queues[program.inputs[i]].early = true;
    }
}

}  // namespace linewright::detail
