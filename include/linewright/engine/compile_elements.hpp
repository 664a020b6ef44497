// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling what stands on the floor: people, stations, breakdowns.
#pragma once

#include "linewright/core/math.hpp"
#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::learning_ok(const Learning& learning, const Place& place) {
    if (!(learning.rate > 0.0) || !(learning.rate < 1.0))
        fault(place + "/rate", "must be over 0 and under 1, is " + number_text(learning.rate),
              "0.8 means: twice as many repetitions, 80 % of the time");
    if (!(learning.least >= 0.0) || !(learning.least <= 1.0))
        fault(place + "/least", "must be from 0 to 1, is " + number_text(learning.least),
              "Give a share of the first time");
    if (learning.done_before < 0)
        fault(place + "/done_before", "must not be negative, is " + std::to_string(learning.done_before),
              "Give a number of repetitions");
}
/// What the next person learns: the skills of the pool, unless their own say otherwise.
inline void Compiler::learn(const OperatorPool& pool, std::size_t i, std::size_t skills) {
    std::vector<Program::Learning> row(skills);
    bool any = false;
    const auto take = [&](const Skill& s) {
        Program::Learning& out = row[skill_index.at(s.skill)] = {};
        if (!s.learning) return;
        any = true;
        out.exponent = portable::log(s.learning->rate) / portable::log(2.0);
        out.least = s.learning->least;
        out.before = static_cast<std::uint64_t>(s.learning->done_before);
    };
    for (const Skill& s : pool.skills) take(s);
    if (!pool.people.empty())
        for (const Skill& s : pool.people[i].skills) take(s);
    if (any && program.learnings.empty()) program.learnings.resize(program.people.size() * skills);  // nobody so far
    if (any || !program.learnings.empty()) program.learnings.insert(program.learnings.end(), row.begin(), row.end());
}

inline void Compiler::people() {
    // Skills are known by name: every pool's name, and every skill that somebody has.
    const auto skill = [&](const std::string& name) {
        const auto [it, fresh] = skill_index.emplace(name, static_cast<std::uint32_t>(skill_index.size()));
        if (fresh) program.skill_names.push_back(name);
        return it->second;
    };
    for (const OperatorPool& pool : plant.operators) {
        skill(pool.name);
        for (const Skill& s : pool.skills) skill(s.skill);
        for (const Person& p : pool.people)
            for (const Skill& s : p.skills) skill(s.skill);
    }
    program.skills = static_cast<std::uint32_t>(skill_index.size());
    std::uint32_t pool_number = 0;
    for (const OperatorPool& pool : plant.operators) {
        const Place place = "operators/" + pool.name;
        if (pool.count < 0 || pool.count > 100000)
            fault(place + "/count", "must be from 0 to 100,000, is " + std::to_string(pool.count),
                  "Give a number of people");
        program.pool_names.push_back(pool.name);
        if (pool.at_higher_priority == AtHigherPriority::leave) {
            program.at_higher.resize(plant.operators.size(), AtHigherPriority::finish);
            program.at_higher[pool_number] = AtHigherPriority::leave;
        }
        if (pool.most_at_one_task.has_value() != pool.rest_from_task.has_value())
            fault(place + (pool.most_at_one_task ? "/rest_from_task" : "/most_at_one_task"), "is missing",
                  "The two go together: how long at one station, and how long away from it then");
        if (pool.most_at_one_task && pool.rest_from_task) {
            program.task_limits.resize(plant.operators.size());
            Program::TaskLimit& limit = program.task_limits[pool_number];
            limit.most = moment(*pool.most_at_one_task, place + "/most_at_one_task");
            limit.rest = moment(*pool.rest_from_task, place + "/rest_from_task");
            if (limit.most == 0) fault(place + "/most_at_one_task", "must be over 0", "Nobody could begin anything");
        }
        const auto level_ok = [&](const Skill& s, const Place& where) {
            if (!(s.level > 0.0) || !std::isfinite(s.level))
                fault(where + "/" + s.skill + "/level", "must be > 0, is " + number_text(s.level), "1 is the standard");
            if (s.skill.empty()) fault(where, "has a skill without a name", "Name the skill");
            if (s.learning) learning_ok(*s.learning, where + "/" + s.skill + "/learning");
        };
        for (const Skill& s : pool.skills) level_ok(s, place + "/skills");
        std::set<std::string> seen;
        for (const Person& p : pool.people) {
            if (p.name.empty())
                fault(place + "/people", "has a person without a name", "Name them, or give a count instead");
            else if (!seen.insert(p.name).second)
                fault(place + "/people/" + p.name, "is there twice", "Name each person once");
            for (const Skill& s : p.skills) level_ok(s, place + "/people/" + p.name + "/skills");
        }
        if (!faults.empty()) {
            ++pool_number;
            continue;
        }
        const std::size_t count = pool.people.empty() ? static_cast<std::size_t>(pool.count) : pool.people.size();
        for (std::size_t i = 0; i < count; ++i) {
            std::vector<double> level(program.skills, 0.0);
            level[skill(pool.name)] = 1.0;
            for (const Skill& s : pool.skills) level[skill(s.skill)] = s.level;
            if (!pool.people.empty())
                for (const Skill& s : pool.people[i].skills) level[skill(s.skill)] = s.level;
            Program::PersonInfo info{pool_number, 0};
            learn(pool, i, level.size());
            for (const double l : level) info.skills += l > 0.0 ? 1U : 0U;
            program.people.push_back(info);
            program.person_names.push_back(pool.people.empty() ? pool.name + " " + std::to_string(i + 1)
                                                               : pool.people[i].name);
            program.levels.insert(program.levels.end(), level.begin(), level.end());
        }
        ++pool_number;
    }
}

inline Range Compiler::need_items(const std::vector<Need>& list, const Place& place, bool crew,
                                  std::uint8_t crew_phase) {
    Range range{static_cast<std::uint32_t>(program.needs.size()), 0};
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Need& need = list[i];
        const Place here = place + "/" + std::to_string(i);
        Program::NeedItem item;
        item.skill = find(skill_index, need.skill, here + "/skill", "skill");
        if (need.number < 1 || need.number > 10000)
            fault(here + "/number", "must be at least 1, is " + std::to_string(need.number),
                  "Leave the need out for nobody");
        item.number = static_cast<std::uint32_t>(std::max(need.number, 1));
        item.factors.first = static_cast<std::uint32_t>(program.crew_factors.size());
        for (std::size_t k = 0; k < need.time_factors.size(); ++k) {
            if (!(need.time_factors[k] > 0.0) || !std::isfinite(need.time_factors[k]))
                fault(here + "/time_factors/" + std::to_string(k),
                      "must be > 0, is " + number_text(need.time_factors[k]), "1 is the time as it is given");
            program.crew_factors.push_back(need.time_factors[k]);
            ++item.factors.count;
        }
        for (const Phase phase : need.phases) {
            if (!crew && phase == Phase::repair)
                fault(here + "/phases", "names the repair", "Repairs take the crew of the breakdown; name it there");
            item.phases |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(phase));
        }
        if (crew && need.phases != Need{}.phases && need.phases != std::vector<Phase>{Phase::repair})
            fault(here + "/phases", "means nothing for a crew, which is there for this work alone",
                  "Leave the phases out");
        if (crew) item.phases = crew_phase;
        if (item.phases == 0) fault(here + "/phases", "is empty", "Name the phases in which the people are needed");
        if (item.skill != none && faults.empty()) {
            std::uint32_t able = 0;
            for (std::size_t p = 0; p < program.people.size(); ++p)
                able += program.levels[p * program.skills + item.skill] > 0.0 ? 1U : 0U;
            if (able < item.number)
                fault(here,
                      "needs " + std::to_string(item.number) + " people with the skill \"" + need.skill +
                          "\", the plant has " + std::to_string(able),
                      "This could never start: add people or ask for fewer");
        }
        program.needs.push_back(item);
        ++range.count;
    }
    // Needs of one phase are met by different people: are there enough of them together?
    for (const auto& phase : Choices<Phase>::list) {
        if (!faults.empty()) break;
        const auto bit = static_cast<std::uint8_t>(1U << static_cast<unsigned>(phase.value));
        std::vector<std::uint32_t> wanted;  // skills
        for (std::uint32_t i = range.first; i < range.end(); ++i)
            if (program.needs[i].phases & bit)
                wanted.insert(wanted.end(), program.needs[i].number, program.needs[i].skill);
        std::vector<std::uint32_t> does(program.people.size(), none);  // person -> want
        std::vector<bool> tried;
        const auto meet = [&](const auto& self, std::uint32_t want) -> bool {
            const auto able = [&](std::size_t p) {
                return !tried[p] && program.levels[p * program.skills + wanted[want]] > 0.0;
            };
            for (std::size_t p = 0; p < program.people.size(); ++p)
                if (does[p] == none && able(p)) {
                    does[p] = want;
                    return true;
                }
            for (std::size_t p = 0; p < program.people.size(); ++p) {
                if (!able(p)) continue;
                tried[p] = true;
                if (self(self, does[p])) {
                    does[p] = want;
                    return true;
                }
            }
            return false;
        };
        for (std::uint32_t want = 0; want < wanted.size(); ++want) {
            tried.assign(program.people.size(), false);
            if (meet(meet, want)) continue;
            fault(place,
                  "asks for " + std::to_string(wanted.size()) + " people at once in phase " + std::string(phase.name) +
                      ", more than the plant has with these skills",
                  "This could never start: add people or ask for fewer");
            break;
        }
    }
    return range;
}

inline void Compiler::stations() {
    for (std::uint32_t s = 0; s < plant.stations.size(); ++s) {
        const Station& station = plant.stations[s];
        const Place place = "stations/" + station.name;
        Program::Station out;
        program.station_names.push_back(station.name);
        if (station.places < 1 || station.places > 10000)
            fault(place + "/places", "must be from 1 to 10,000, is " + std::to_string(station.places),
                  "A station has at least one place");
        out.places = static_cast<std::uint32_t>(std::clamp(station.places, 1, 10000));
        out.first_place = static_cast<std::uint32_t>(program.place_station.size());
        serial_slots(station, out);
        for (std::uint32_t i = 0; i < out.places * out.slots; ++i) {
            program.place_station.push_back(s);
            program.place_unit.push_back(none);
            program.place_maintenance.push_back(none);
            program.place_head.push_back(out.first_place + i % out.places);
        }
        out.operator_priority = station.operator_priority;
        out.pick = station.pick;
        out.preemption = station.preemption;
        out.before_service = station.blocking == Blocking::before_service;
        out.release_finished = station.release_finished;
        out.hold_while_blocked = station.hold_while_blocked;
        out.release_people = station.people_on_breakdown == OnBreakdown::release;
        out.lane = name_hash(station.name);
        out.defect_purpose = purpose_of(station.name, "defect");
        out.inspect_purpose = purpose_of(station.name, "inspection");
        out.split_purpose = purpose_of(station.name, "split");
        if (!station.queue.empty()) {
            out.rules = compile_rules(station.queue, place + "/queue");
            out.any_rule = true;
        }
        for (std::size_t i = 0; i < station.from.size(); ++i)
            find(buffer_index, station.from[i], place + "/from/" + std::to_string(i), "buffer");
        for (const auto& [product, chance] : station.defects) {
            if (product != "*") product_named(product, place + "/defects");
            is_probability(chance, place + "/defects/" + product);
        }
        if (station.ideal_cycle && (station.ideal_cycle->is_cycles() || !(station.ideal_cycle->value > 0.0)))
            fault(place + "/ideal_cycle", "must be a positive time, is " + duration_text(*station.ideal_cycle),
                  "Leave it out for no OEE");
        program.ideal_cycle.push_back(station.ideal_cycle ? std::optional<double>(ticks(*station.ideal_cycle))
                                                          : std::nullopt);
        if (station.inspection) {
            const Inspection& in = *station.inspection;
            is_probability(in.miss, place + "/inspection/miss");
            is_probability(in.false_alarm, place + "/inspection/false_alarm");
            if (in.rework_limit < 0 || in.rework_limit > 1000)
                fault(place + "/inspection/rework_limit", "must be from 0 to 1000",
                      "Give how often a job may be reworked");
            if (!in.downgrade.empty()) product_named(in.downgrade, place + "/inspection/downgrade");
            if (!in.downgrade.empty() && !in.rework.empty())
                fault(place + "/inspection/downgrade", "is given beside rework, and past the limit a job is scrapped",
                      "Rework here and lower the grade at an inspection of its own, or do one of the two");
            out.inspection = static_cast<std::uint32_t>(program.inspections.size());
            program.inspections.push_back({in.miss, in.false_alarm,
                                           static_cast<std::uint32_t>(std::max(in.rework_limit, 0)),
                                           !in.rework.empty()});
        }
        if (out.preemption != Preemption::none && (station.load.given() || station.unload.given()))
            fault(place + "/preemption", "is not built together with load and unload times",
                  "Leave those out, or the preemption");
        batch(s, out);
        // People: the first list and those instead of it.
        out.alternatives.first = static_cast<std::uint32_t>(program.need_lists.size());
        const auto add_list = [&](const std::vector<Need>& list, const Place& where) {
            const Range items = need_items(list, where, false);
            for (std::uint32_t i = items.first; i < items.end(); ++i) out.phases_with_people |= program.needs[i].phases;
            program.need_lists.push_back(items);
            ++out.alternatives.count;
        };
        if (!station.operators.empty()) {
            add_list(station.operators, place + "/operators");
            const std::uint8_t phases = out.phases_with_people;
            for (std::size_t i = 0; i < station.operators_instead.size(); ++i) {
                const Place where = place + "/operators_instead/" + std::to_string(i);
                out.phases_with_people = 0;
                add_list(station.operators_instead[i], where);
                if (out.phases_with_people != phases)
                    fault(where, "names other phases than operators",
                          "An alternative stands in for operators in each of their phases: name the same ones");
            }
            out.phases_with_people = phases;
            program.has_people = true;
        } else if (!station.operators_instead.empty()) {
            fault(place + "/operators_instead", "is given without operators", "Name the first choice in operators");
        }
        program.stations.push_back(out);
        consumption(s);
        standby(s);
        breakdowns(s);
        maintenance(s);
    }
}

inline void Compiler::breakdowns(std::uint32_t s) {
    const Station& station = plant.stations[s];
    Program::Station& out = program.stations[s];
    std::vector<std::uint32_t> whole, single;
    program.mode_names.emplace_back();
    for (std::uint32_t i = 0; i < station.breakdowns.size(); ++i) {
        const Breakdown& b = station.breakdowns[i];
        const Place place = "stations/" + station.name + "/breakdowns/" + std::to_string(i);
        program.mode_names.back().push_back(b.name.empty() ? std::to_string(i) : b.name);
        const int ways =
            (b.uptime ? 1 : 0) + (b.availability ? 1 : 0) + (b.probability ? 1 : 0) + (b.dated.empty() ? 0 : 1);
        if (ways != 1)
            fault(place, ways == 0 ? "does not say when it strikes" : "says in several ways when it strikes",
                  "Give exactly one of uptime, availability, probability, dated");
        if ((b.clock == BreakdownClock::per_cycle) != b.probability.has_value())
            fault(place, "the clock per_cycle and a probability go together", "Give both or neither");
        if (b.probability) is_probability(*b.probability, place + "/probability");
        if (b.availability && !(*b.availability > 0.0 && *b.availability < 1.0))
            fault(place + "/availability", "must be above 0 and below 1, is " + number_text(*b.availability),
                  "0.95 means 95 %");
        const bool counted = b.clock == BreakdownClock::cycles || b.clock == BreakdownClock::pieces;
        if (b.availability && counted)
            fault(place + "/availability", "can't be counted in " + std::string(name_of(b.clock)),
                  "Give an uptime in cycles");
        if (b.clock == BreakdownClock::per_cycle && b.job == JobPolicy::finish_first)
            fault(place + "/job", "a jam strikes before the work: it can't finish first",
                  "Choose another policy for the job");
        if (!b.dated.empty() && b.clock != BreakdownClock::busy)
            fault(place + "/clock", "means nothing for dated breakdowns", "Leave the clock out");
        if (!b.dated.empty() && b.repair != Distribution{})
            fault(place + "/repair", "is given, but each date has a repair of its own", "Leave it out");
        for (std::size_t k = 0; k + 1 < b.dated.size(); ++k)
            if (b.dated[k].at.microseconds() > b.dated[k + 1].at.microseconds())
                fault(place + "/dated/" + std::to_string(k + 1), "comes before the one above it",
                      "List the dates in order");
        if (b.repair_clock != RepairClock::crew && b.crew.empty())
            fault(place + "/repair_clock", "means nothing without a crew", "Leave it out, or name the crew");
        (b.scope == Scope::place || station.places <= 1 ? single : whole).push_back(i);
        if (out.slots > 1 && b.job == JobPolicy::resample)
            fault(place + "/job", "resample is not built for places with slots", "Choose restart or another policy");
    }
    if (!faults.empty()) return;
    if (!whole.empty()) {
        out.unit = static_cast<std::uint32_t>(program.units.size());
        unit(s, out.first_place, out.places * out.slots, true, whole, "");
    }
    if (!single.empty())
        for (std::uint32_t p = 0; p < out.places; ++p) {
            for (std::uint32_t k = 0; k < out.slots; ++k)
                program.place_unit[out.first_place + p + k * out.places] =
                    static_cast<std::uint32_t>(program.units.size());
            unit(s, out.first_place + p, out.slots, false, single,
                 out.places > 1 ? "/place " + std::to_string(p + 1) : "");
        }
}

inline void Compiler::unit(std::uint32_t s, std::uint32_t first_place, std::uint32_t places, bool whole,
                           const std::vector<std::uint32_t>& which, std::string_view suffix) {
    const Station& station = plant.stations[s];
    Program::Unit u;
    u.station = s;
    u.first_place = first_place;
    u.places = places;
    u.whole_station = whole;
    u.stride = whole ? 1 : program.stations[s].places;
    u.shared = whole || places > 1;
    u.modes.first = static_cast<std::uint32_t>(program.modes.size());
    for (const std::uint32_t i : which) {
        const Breakdown& b = station.breakdowns[i];
        const Place place = "stations/" + station.name + "/breakdowns/" + std::to_string(i);
        const std::string purpose = "breakdown " + (b.name.empty() ? std::to_string(i) : b.name) + std::string(suffix);
        const bool counted = b.clock == BreakdownClock::cycles || b.clock == BreakdownClock::pieces;
        u.counting = u.counting || counted;
        Program::Mode mode;
        mode.clock = b.clock;
        mode.job = b.job;
        mode.renew_all = b.renew == Renew::all;
        mode.priority = b.priority;
        mode.repair_clock = b.repair_clock;
        mode.index = i;
        mode.unit = static_cast<std::uint32_t>(program.units.size());
        if (b.dated.empty()) mode.repair = draw(b.repair, place + "/repair", station.name, purpose + " repair");
        if (b.uptime) mode.uptime = draw(*b.uptime, place + "/uptime", station.name, purpose + " uptime", counted);
        if (b.availability && mode.repair != none) {
            const double mttr = program.samplers[program.draws[mode.repair].sampler].mean() * program.tick_us;
            const double a = *b.availability;
            mode.uptime = draw(exponential({mttr * a / (1.0 - a), Unit::us}), place + "/uptime", station.name,
                               purpose + " uptime");
        }
        if (mode.uptime != none && !counted && !(program.samplers[program.draws[mode.uptime].sampler].mean() > 0.0))
            fault(place + "/uptime", "has a mean of 0", "The station would never be up; give a positive time");
        if (b.probability) mode.probability = *b.probability;
        mode.jam_purpose = purpose_of(station.name, purpose + " jam");
        mode.dated.first = static_cast<std::uint32_t>(program.dated.size());
        for (std::size_t k = 0; k < b.dated.size(); ++k) {
            const Place where = place + "/dated/" + std::to_string(k);
            program.dated.push_back(
                {moment(b.dated[k].at, where + "/at"), moment(b.dated[k].repair, where + "/repair")});
            ++mode.dated.count;
        }
        mode.crew = need_items(b.crew, place + "/crew", true);
        mode.parts = parts(b.parts, place + "/parts");
        if (mode.crew.count) program.has_people = true;
        if (b.dated.empty()) u.clocks |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(mode.clock));
        program.modes.push_back(mode);
        ++u.modes.count;
    }
    const Program::Mode& only = program.modes.back();
    u.plain = u.modes.count == 1 && only.clock == BreakdownClock::busy && only.dated.empty() && only.crew.empty() &&
              only.parts.empty() && only.job == JobPolicy::resume && !whole;
    program.units.push_back(u);
}

}  // namespace linewright::detail
