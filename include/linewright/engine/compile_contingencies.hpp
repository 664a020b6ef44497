// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling contingencies: a station that is out becomes a mode of its maintenance unit, absent people an absence of
// their pool, a stopped source its stops, a source at another rate its paces.
#pragma once

#include <cmath>
#include <optional>

#include "linewright/engine/compiler.hpp"
#include "linewright/engine/pacing.hpp"

namespace linewright::detail {

/// Checks each by itself, and that no two of them want the same thing at the same time.
inline void Compiler::contingencies() {
    for (std::size_t i = 0; i < plant.contingencies.size(); ++i) {
        const Contingency& c = plant.contingencies[i];
        const Place place = "contingencies/" + c.name;
        const int things = (c.station.empty() ? 0 : 1) + (c.operators.empty() ? 0 : 1) + (c.source.empty() ? 0 : 1) +
                           (c.power_kw ? 1 : 0);
        if (things != 1)
            fault(place, things == 0 ? "does not say what it concerns" : "concerns several things at once",
                  "Give exactly one of station, operators, source, power_kw; a contingency for each thing");
        const Tick from = moment(c.from, place + "/from");
        Tick to = from;
        if (c.to.has_value() == c.duration.has_value())
            fault(place, c.to ? "says in two ways when it ends" : "does not say when it ends",
                  "Give exactly one of to, duration");
        else if (c.to)
            to = moment(*c.to, place + "/to");
        else if (to = moment(*c.duration, place + "/duration"); to < never - from)
            to += from;
        if (to <= from && c.to.has_value() != c.duration.has_value())
            fault(place + (c.to ? "/to" : "/duration"), "is not after its begin", "Let it last some time");
        const auto only_with = [&](bool given, bool thing, const char* field, const char* with) {
            if (given && !thing) fault(place + "/" + field, std::string("goes with ") + with + " only", "Leave it out");
        };
        only_with(c.place.has_value(), !c.station.empty(), "place", "station");
        only_with(c.job != JobPolicy::resume, !c.station.empty(), "job", "station");
        only_with(c.count.has_value(), !c.operators.empty(), "count", "operators");
        only_with(c.share.has_value(), !c.operators.empty(), "share", "operators");
        only_with(!c.people.empty(), !c.operators.empty(), "people", "operators");
        only_with(c.rate_factor.has_value(), !c.source.empty(), "rate_factor", "source");
        only_with(c.stopped_jobs != StoppedJobs::late, !c.source.empty(), "stopped_jobs", "source");
        if (!c.station.empty()) {
            const std::uint32_t s = find(station_index, c.station, place + "/station", "station");
            if (s != none && c.place && (*c.place < 1 || *c.place > plant.stations[s].places))
                fault(place + "/place",
                      "must be from 1 to the station's " + std::to_string(plant.stations[s].places) + ", is " +
                          std::to_string(*c.place),
                      "Say which of its places is out");
            if (s != none && c.job == JobPolicy::resample && plant.stations[s].slots > 1)
                fault(place + "/job", "resample is not built for places with slots",
                      "Choose restart or another policy");
        }
        if (!c.operators.empty()) absent_people(c, place);
        if (!c.source.empty()) {
            const std::uint32_t s = find(source_index, c.source, place + "/source", "source");
            if (c.rate_factor) {
                if (!(*c.rate_factor > 0.0) || !(*c.rate_factor <= 1e6))
                    fault(place + "/rate_factor", "must be > 0, is " + number_text(*c.rate_factor),
                          "1.5 is half as much again; leave it out for a source that brings nothing");
                if (c.stopped_jobs != StoppedJobs::late)
                    fault(place + "/stopped_jobs", "means nothing for a source that goes on", "Leave it out");
                if (s != none && !plant.sources[s].interarrival && plant.sources[s].rate_by_hour.empty())
                    fault(place + "/rate_factor", "goes with sources that have interarrival or rate_by_hour",
                          "Write the surge into the schedule");
            } else if (s != none) {
                const Source& source = plant.sources[s];
                if (source.always && c.stopped_jobs != StoppedJobs::late)
                    fault(place + "/stopped_jobs", "means nothing where a job is always there", "Leave it out");
                if (source.when_full == WhenFull::stop && c.stopped_jobs == StoppedJobs::lost)
                    fault(place + "/stopped_jobs",
                          "\"lost\" would end the source for good: its next interval starts when the last job enters",
                          "Choose postponed");
            }
        }
        if (c.power_kw) {
            if (!(*c.power_kw > 0.0) || !(*c.power_kw <= 1e9))
                fault(place + "/power_kw", "must be > 0, is " + number_text(*c.power_kw),
                      "Without any power let the stations be out");
            else
                program.power_caps.push_back({from, to, to_ticks(*c.power_kw * 1e6), none});
            bool power = false;
            for (const Station& station : plant.stations) {
                power = power || !station.power_kw.empty();
                if (station.slots > 1)
                    fault(place + "/power_kw",
                          "is not built together with places with slots, as \"" + station.name + "\" has them",
                          "Leave one of them out");
            }
            if (!power)
                fault(place + "/power_kw", "is given, but no station takes power", "Give stations their power_kw");
        }
        contingency_spans.emplace_back(from, to);
        for (std::size_t k = 0; k < i; ++k) {
            const Contingency& other = plant.contingencies[k];
            if (contingency_spans[k].first < to && from < contingency_spans[k].second &&
                ((!c.station.empty() && c.station == other.station &&
                  (!c.place || !other.place || *c.place == *other.place)) ||
                 (!c.source.empty() && c.source == other.source)))
                fault(place, "overlaps with \"" + other.name + "\", which concerns the same",
                      "Let one end before the other begins, or make them one");
        }
    }
}

inline void Compiler::absent_people(const Contingency& c, const Place& place) {
    const std::uint32_t o = find(pool_index, c.operators, place + "/operators", "pool of operators");
    if (o == none) return;
    const OperatorPool& pool = plant.operators[o];
    const std::size_t people =
        pool.people.empty() ? static_cast<std::size_t>(std::max(pool.count, 0)) : pool.people.size();
    const int ways = (c.people.empty() ? 0 : 1) + (c.count ? 1 : 0) + (c.share ? 1 : 0);
    if (ways != 1)
        fault(place, ways == 0 ? "does not say who is absent" : "says in several ways who is absent",
              "Give exactly one of count, share, people");
    if (c.count && (*c.count < 1 || static_cast<std::size_t>(*c.count) > people))
        fault(place + "/count",
              "must be from 1 to the pool's " + std::to_string(people) + ", is " + std::to_string(*c.count),
              "Say how many of the pool are absent");
    if (c.share && !(*c.share > 0.0 && *c.share <= 1.0))
        fault(place + "/share", "must be above 0 and at most 1, is " + number_text(*c.share), "0.2 is a fifth");
    bool own_calendars = false;
    for (const Person& person : pool.people) own_calendars = own_calendars || !person.calendar.empty();
    if (own_calendars && c.people.empty())
        fault(place, "gives a number, but some people of the pool have calendars of their own",
              "Name those who are absent in people");
    for (std::size_t k = 0; k < c.people.size(); ++k) {
        std::vector<std::string> names;
        for (const Person& person : pool.people) names.push_back(person.name);
        if (std::find(names.begin(), names.end(), c.people[k]) == names.end())
            fault(place + "/people/" + std::to_string(k), "there is no person \"" + c.people[k] + "\" in the pool",
                  did_you_mean(c.people[k], names, "person with a name"));
    }
}

/// The absences of a pool with those of contingencies behind them.
inline std::vector<Absence> Compiler::absences_of(const OperatorPool& pool) const {
    std::vector<Absence> all = pool.absence;
    const std::size_t people =
        pool.people.empty() ? static_cast<std::size_t>(std::max(pool.count, 0)) : pool.people.size();
    for (const Contingency& c : plant.contingencies) {
        if (c.operators != pool.name || !faults.empty()) continue;
        Absence absence{.people = c.people, .count = c.count, .from = c.from, .to = c.to};
        if (c.duration) absence.to = Duration{c.from.microseconds() + c.duration->microseconds(), Unit::us};
        if (c.share)
            absence.count = std::max(1, static_cast<int>(std::floor(*c.share * static_cast<double>(people) + 0.5)));
        if (rule<"contingencies.people_are_absent">()) all.push_back(std::move(absence));
    }
    return all;
}

/// Whether a contingency concerns a station as a whole (0), or one of its places, counted from 1.
inline bool Compiler::is_out(std::uint32_t s, std::uint32_t number) const {
    return std::any_of(plant.contingencies.begin(), plant.contingencies.end(), [&](const Contingency& c) {
        return c.station == plant.stations[s].name && c.place.value_or(0) == static_cast<int>(number);
    });
}

/// The modes of a maintenance unit that are outages: of a station (0) or a place; behind those of its maintenance.
inline void Compiler::outages(std::uint32_t s, std::uint32_t number, Program::Unit& unit) {
    const Station& station = plant.stations[s];
    for (std::size_t i = 0; i < plant.contingencies.size(); ++i) {
        const Contingency& c = plant.contingencies[i];
        if (c.station != station.name || c.place.value_or(0) != static_cast<int>(number)) continue;
        program.outages = true;
        Program::Mode mode;
        const bool first = c.job == JobPolicy::finish_first;
        mode.start = first ? MaintenanceMode::after_job : MaintenanceMode::immediate;
        mode.job = first ? JobPolicy::resume : c.job;
        mode.index = static_cast<std::uint32_t>(program.mode_names.back().size());
        program.mode_names.back().push_back(c.name);
        mode.unit = static_cast<std::uint32_t>(program.units.size());
        mode.until = contingency_spans[i].second;
        mode.dated = {static_cast<std::uint32_t>(program.dated.size()), 1};
        program.dated.push_back({contingency_spans[i].first, 0});
        program.modes.push_back(mode);
        ++unit.modes.count;
    }
}

inline void Compiler::source_contingencies() {
    if (!faults.empty()) return;
    for (std::uint32_t s = 0; s < plant.sources.size(); ++s) {
        Program::Source& source = program.sources[s];
        source.stops.first = static_cast<std::uint32_t>(program.stops.size());
        source.paces.first = static_cast<std::uint32_t>(program.paces.size());
        const double hour = 3600.0 * program.ticks_per_second();
        const auto expected = [&](Tick at) {  // jobs, of a rate by the hour
            if (source.rate == none) return 0.0;
            const Program::HourlyRate& rate = program.rates[source.rate];
            const double hours = static_cast<double>(at) / hour, days = std::floor(hours / 24.0);
            const double into = hours - days * 24.0;
            const auto h = std::min<std::size_t>(23, static_cast<std::size_t>(into));
            return days * rate.upto[24] + rate.upto[h] +
                   (into - static_cast<double>(h)) * (rate.upto[h + 1] - rate.upto[h]);
        };
        std::vector<std::size_t> in_time;
        for (std::size_t i = 0; i < plant.contingencies.size(); ++i)
            if (plant.contingencies[i].source == plant.sources[s].name) in_time.push_back(i);
        std::sort(in_time.begin(), in_time.end(),
                  [&](std::size_t a, std::size_t b) { return contingency_spans[a] < contingency_spans[b]; });
        for (const std::size_t i : in_time) {
            const Contingency& c = plant.contingencies[i];
            const auto [from, to] = contingency_spans[i];
            if (!c.rate_factor && (source.when == Program::When::always || c.stopped_jobs != StoppedJobs::postponed)) {
                program.stops.push_back({from, to, s, none, c.stopped_jobs == StoppedJobs::lost});
                ++source.stops.count;
            } else {
                program.paces.push_back({from, to, c.rate_factor.value_or(0.0), expected(from), expected(to)});
                ++source.paces.count;
            }
        }
        if (source.paces.count == 0) continue;
        // Dates that are known are moved here; intervals while they run.
        const auto moved = [&](Tick at) { return paced_tick(program.paces, source.paces, 0, static_cast<double>(at)); };
        if (source.first != never) source.first = moved(source.first);
        for (std::uint32_t k = source.schedule.first; k < source.schedule.end(); ++k)
            program.schedules[k].at = moved(program.schedules[k].at);
    }
}

/// A station that takes its batches from outside looks at what stands there by itself.
inline void Compiler::stop_inputs() {
    for (const Program::Stop& stop : program.stops)
        for (std::size_t product = 0; product < program.product_names.size(); ++product) {
            const std::uint32_t op = program.source_first_op[stop.source * program.product_names.size() + product];
            if (op == none) continue;
            for (std::uint32_t t = program.ops[op].targets.first; t < program.ops[op].targets.end(); ++t)
                if (program.queues[program.targets[t]].batch_gate)
                    fault("contingencies",
                          "stop the source \"" + program.source_names[stop.source] +
                              "\", whose jobs go straight into a batch: that is not built",
                          "Put a buffer before the station, or choose stopped_jobs postponed");
        }
}

}  // namespace linewright::detail
