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
            std::vector<std::uint32_t> rule_draw;
            for (std::size_t r = 0; r < table.rules.size(); ++r)
                rule_draw.push_back(
                    draw(table.rules[r].time, place + "/rules/" + std::to_string(r) + "/time", names[n], "changeover"));
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
            out.draws.assign(labels.size() * labels.size(), none);
            out.means.assign(labels.size() * labels.size(), 0.0);
            for (std::uint32_t from = 0; from < labels.size(); ++from)
                for (std::uint32_t to = 0; to < labels.size(); ++to) {
                    std::uint32_t found = none;
                    bool matched = false;
                    for (std::size_t r = 0; r < table.rules.size() && !matched; ++r) {
                        const ChangeoverRule& rule = table.rules[r];
                        const bool exact = rule.from == labels[from] && rule.to == labels[to];
                        // A star speaks of a change: equal ones need none unless a rule names both.
                        if (from == to && !exact) continue;
                        if ((rule.from == "*" || rule.from == labels[from]) &&
                            (rule.to == "*" || rule.to == labels[to])) {
                            matched = true;
                            found = rule_draw[r];
                        }
                    }
                    if (!matched && from != to && before.count(from) && here.count(to))
                        fault(place + "/rules",
                              "no rule for the change from \"" + labels[from] + "\" to \"" + labels[to] +
                                  "\" at station \"" + names[n] + "\"",
                              "Add one, or a last line {\"from\": \"*\", \"to\": \"*\", \"time\": ...}");
                    out.draws[from * labels.size() + to] = found;
                    if (found != none)
                        out.means[from * labels.size() + to] = program.samplers[program.draws[found].sampler].mean();
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

}  // namespace linewright::detail
