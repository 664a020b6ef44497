// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The compiler's own state: the plant it reads, the program it builds, the faults it finds, names and draws. Its work
// stands in
//
//   compile_routes.hpp    products, times, queues, routes
//   compile_elements.hpp  people, stations, breakdowns
//   compile_sources.hpp   sources, assemblies, the jobs at the start, cards
//   compile_layout.hpp    who takes from whom, the order downstream first, slots
//   compile_shifts.hpp, compile_absences.hpp, compile_overtime.hpp,
//   compile_walks.hpp, compile_maintenance.hpp, compile_vehicles.hpp,
//   compile_batches.hpp, compile_slots.hpp, compile_steps.hpp, compile_changeovers.hpp, compile_prices.hpp,
//   compile_stretches.hpp, compile_materials.hpp, compile_outside.hpp
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "linewright/core/sampler.hpp"
#include "linewright/core/text.hpp"
#include "linewright/engine/program.hpp"
#include "linewright/plant/faults.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright::detail {

/// True when a distribution is given in cycles instead of time.
inline bool in_cycles(const Distribution& d) {
    const auto first = [](const std::vector<Duration>& v) { return !v.empty() && v.front().is_cycles(); };
    return std::visit(
        [&](const auto& law) {
            using L = std::decay_t<decltype(law)>;
            if constexpr (std::is_same_v<L, Constant>)
                return law.value.is_cycles();
            else if constexpr (std::is_same_v<L, Hyperexponential>)
                return first(law.means);
            else if constexpr (std::is_same_v<L, Weibull>)
                return law.scale.is_cycles();
            else if constexpr (std::is_same_v<L, Histogram>)
                return first(law.edges);
            else if constexpr (requires { law.values; })
                return first(law.values);
            else if constexpr (requires { law.mean; })
                return law.mean.is_cycles();
            else
                return law.low.is_cycles();
        },
        d.law);
}

class Compiler {
   public:
    Compiler(const Plant& p, const Registry& r) : plant(p), registry(r) {}

    void run() {
        names();
        if (!faults.empty()) return;  // nothing can be found by name before names are sound
        products();
        people();
        materials();
        stations();
        calendars();
        times();
        buffers();
        vehicles();
        subcontractors();
        routes();
        if (faults.empty()) expand_routes();
        sources();
        assemblies();
        initial_jobs();
        cards();
        changeovers();
        prices();
        if (faults.empty()) {
            connect();
            unread();
            batch_inputs();
            campaign_inputs();
            setup_inputs();
            fitting_inputs();
            ranks();
            slots();
            finish();
            priced();
            stretches();
        }
    }

    const Plant& plant;
    const Registry& registry;
    Program program;
    Faults faults;

   private:
    using Place = std::string;
    struct OpPlan;
    struct RoutePlan;

    /// Once each: several products may lead to the same fault.
    void fault(Place place, std::string what, std::string remedy) {
        Fault found{std::move(place), std::move(what), std::move(remedy)};
        if (std::find(faults.begin(), faults.end(), found) == faults.end()) faults.push_back(std::move(found));
    }

    // -- names ---------------------------------------------------------------------------------------------
    template <class List>
    void unique(const List& list, std::string_view kind, std::map<std::string, std::uint32_t, std::less<>>& index) {
        for (std::uint32_t i = 0; i < list.size(); ++i) {
            const std::string& name = list[i].name;
            const Place place = std::string(kind) + "/" + std::to_string(i);
            if (name.empty())
                fault(place + "/name", "is empty", "Give every element a name");
            else if (name.find('/') != std::string::npos)
                fault(place + "/name", "\"" + name + "\" has a slash in it", "Paths use slashes; choose another name");
            else if (name == "*")
                fault(place + "/name", "is \"*\"", "A star stands for all; choose another name");
            else if (!index.emplace(name, i).second)
                fault(std::string(kind) + "/" + name, "is there twice",
                      "Names in a list are unique; rename one of them");
        }
    }
    void names() {
        unique(plant.products, "products", product_index);
        unique(plant.sources, "sources", source_index);
        unique(plant.stations, "stations", station_index);
        unique(plant.buffers, "buffers", buffer_index);
        unique(plant.routes, "routes", route_index);
        unique(plant.operators, "operators", pool_index);
        unique(plant.changeovers, "changeovers", changeover_index);
        unique(plant.cards, "cards", loop_index);
        unique(plant.vehicles, "vehicles", fleet_index);
        unique(plant.materials, "materials", material_index);
        unique(plant.subcontractors, "subcontractors", outside_index);
        unique(plant.sinks, "sinks", sink_index);
        unique(plant.calendars, "calendars", calendar_index);
        for (const Buffer& b : plant.buffers)
            if (station_index.count(b.name))
                fault("buffers/" + b.name, "has the name of a station", "Routes name both; rename one of them");
        const auto reserved = [&](const auto& list, const char* kind) {
            for (const auto& e : list)
                if (e.name == "exit" || e.name == "scrap")
                    fault(std::string(kind) + "/" + e.name, "has a name that routes need for leaving the plant",
                          "Rename it");
        };
        reserved(plant.stations, "stations");
        reserved(plant.buffers, "buffers");
        reserved(plant.sinks, "sinks");
        for (const Sink& s : plant.sinks)
            if (station_index.count(s.name) || buffer_index.count(s.name))
                fault("sinks/" + s.name, "has the name of a station or buffer",
                      "Routes name all three; rename one of them");
        const double us = plant.tick ? plant.tick->microseconds() : 1.0;
        if (plant.tick && (plant.tick->is_cycles() || !(us > 0.0) || !std::isfinite(us)))
            fault("tick", "must be a positive time, is " + duration_text(*plant.tick), "Leave it out for 1 us");
        program.tick_us = us;
        program.name = plant.name;
        if (plant.stations.size() > 200000) fault("stations", "are more than 200,000", "Split the plant");
    }
    /// The number behind a name, or a fault with the nearest one.
    template <class Index>
    std::uint32_t find(const Index& index, const std::string& name, const Place& place, std::string_view kind) {
        const auto it = index.find(name);
        if (it != index.end()) return it->second;
        std::vector<std::string> known;
        for (const auto& [key, value] : index) known.push_back(key);
        fault(place, "there is no " + std::string(kind) + " \"" + name + "\"", did_you_mean(name, known, kind));
        return none;
    }

    // -- quantities that are drawn -------------------------------------------------------------------------
    [[nodiscard]] double ticks(Duration d) const { return d.microseconds() / program.tick_us; }

    /// A moment from the start, in ticks.
    Tick moment(Duration d, const Place& place) {
        const double t = ticks(d);
        if (d.is_cycles() || !(t >= 0.0) || t >= 0x1p59) {
            fault(place, "must be a time from the start, is " + duration_text(d), "Give a time like \"8 h\"");
            return 0;
        }
        return to_ticks(t);
    }
    /// Compiles a distribution for an element and a purpose: streams bear these names.
    std::uint32_t draw(const Distribution& d, const Place& place, std::string_view element, std::string_view purpose,
                       bool cycles = false) {
        const std::size_t before = faults.size();
        check(d, [&](std::string_view suffix, std::string_view what, std::string_view remedy) {
            fault(suffix.empty() ? place : place + "/" + std::string(suffix), std::string(what), std::string(remedy));
        });
        if (faults.size() > before) return none;
        if (in_cycles(d) != cycles) {
            fault(place, cycles ? "must be a number of cycles" : "is in cycles, must be a time",
                  cycles ? "Write \"200 cycles\"" : "Write a time like \"3 min\"");
            return none;
        }
        Program::Draw out;
        out.sampler = static_cast<std::uint32_t>(program.samplers.size());
        program.samplers.emplace_back(d, program.tick_us);
        out.purpose = stream_key(0, element, purpose).k1;
        const Sampler& sampler = program.samplers.back();
        out.fault_name = static_cast<std::uint32_t>(program.draw_names.size());
        program.draw_names.push_back(place);
        if (sampler.constant()) {
            if (sampler.constant_value() >= 0x1p59) {
                fault(place, "is longer than the clock reaches", "Choose a coarser tick or a shorter time");
                return none;
            }
            out.constant = true;
            out.exact = sampler.constant_value();
            out.value = to_ticks(out.exact);
        } else {
            out.cache = program.caches++;
        }
        program.draws.push_back(out);
        return static_cast<std::uint32_t>(program.draws.size() - 1);
    }
    static std::uint64_t purpose_of(std::string_view element, std::string_view purpose) {
        return stream_key(0, element, purpose).k1;
    }
    bool is_probability(double p, const Place& place) {
        if (p >= 0.0 && p <= 1.0) return true;
        fault(place, "must be from 0 to 1, is " + number_text(p), "Give a chance, 0.05 for 5 %");
        return false;
    }

    // Where jobs go (compile_routes.hpp).
    void products();
    std::uint32_t product_named(const std::string& name, const Place& place);
    void check_times(const Times& list, const Place& place);
    void times();
    Range compile_rules(const std::vector<std::string>& queue_rules, const Place& place);
    void buffers();
    std::uint32_t gate(std::uint32_t station);
    void routes();
    std::uint32_t route_of(std::uint32_t product);
    void expand_routes();
    std::uint32_t expand(std::uint32_t product, std::uint32_t route);
    std::uint32_t first_op_of(std::uint32_t product, const std::string& route, const Place& place);

    // Where they come from (compile_sources.hpp).
    void sources();
    void assemblies();
    void initial_jobs();
    void cards();

    // The last steps (compile_layout.hpp).
    void connect();
    void queue_order(std::uint32_t queue, const std::set<std::uint32_t>& takers);
    void unread();
    void ranks();
    void slots();
    void finish();
    void stretches();

    // Batches (compile_batches.hpp).
    void batch(std::uint32_t station, Program::Station& out);
    void batch_inputs();
    void batch_sizes(std::uint32_t station, const Program::Op& op, Program::Batch& batch);
    void batch_gate(std::uint32_t station, Program::Queue& queue, std::uint32_t number);

    // Sampling and dedication (compile_steps.hpp).
    void sampling(const RoutePlan& plan, const OpPlan& from, std::uint32_t number, std::uint32_t first,
                  Program::Op& op);
    void dedication(const RoutePlan& plan, const OpPlan& from, std::uint32_t number, std::uint32_t first,
                    Program::Op& op);
    void time_limits(const RoutePlan& plan, std::uint32_t first);
    void station_fields(const Step& step, const Place& here, std::string_view where);
    /// Calls `visit` for every operation that may come next, also when steps are skipped.
    template <class Visit>
    void each_next(const Program::Op& op, Visit&& visit) const {
        for (std::uint32_t b = op.branches.first; b < op.branches.end(); ++b)
            for (std::uint32_t next = program.branches[b].op; next != none;
                 next = program.ops[next].sampling < 1.0 ? program.ops[next].skipped.op : none)
                visit(next);
    }

    // Slots (compile_slots.hpp).
    void serial_slots(const Station& station, Program::Station& out);
    void pieces(const Station& station, const Step& step, bool own_cycle, std::uint32_t number, const Place& here,
                Program::OpStation& cost);

    // Changeovers (compile_changeovers.hpp).
    void changeovers();
    void campaign(const Changeover& table, std::uint32_t station, const Place& place);
    void campaign_inputs();
    bool setup_work(const Changeover& table, std::uint32_t station, const Place& place);
    void rule_steps(const ChangeoverRule& rule, std::uint32_t station, const Place& place, std::uint32_t time,
                    std::vector<Program::SetupStep>& out);
    void setup_inputs();

    // Elements (compile_elements.hpp).
    void people();
    void learning_ok(const Learning& learning, const Place& place);
    void learn(const OperatorPool& pool, std::size_t person, std::size_t skills);
    void stations();
    void breakdowns(std::uint32_t station);
    void unit(std::uint32_t station, std::uint32_t first_place, std::uint32_t places, bool whole,
              const std::vector<std::uint32_t>& which, std::string_view suffix);
    void maintenance(std::uint32_t station);
    void maintenance_unit(std::uint32_t station, std::uint32_t first_place, bool whole,
                          const std::vector<std::uint32_t>& which, std::uint32_t number);
    // Subcontractors (compile_outside.hpp).
    void subcontractors();
    void outside_step(const Step& step, const Place& here, bool after_buffer);
    std::uint32_t outside_time(std::uint32_t number, const std::string& product, const Place& here);

    // Materials (compile_materials.hpp).
    std::int64_t amount(double value, const Place& place, bool positive);
    void materials();
    void consumption(std::uint32_t station);
    Range parts(const std::vector<SparePart>& list, const Place& place);
    void standby(std::uint32_t station);

    void vehicles();
    void carried(const Step& step, const Place& place, bool first);
    Range need_items(const std::vector<Need>& list, const Place& place, bool crew,
                     std::uint8_t crew_phase = 1U << static_cast<unsigned>(Phase::repair));

    // Money and energy (compile_prices.hpp).
    void prices();
    void energy_prices();
    void priced();
    Amount price(double value, const Place& place, std::string_view unit = "an amount in the plant's currency");
    std::array<Amount, state_count> by_state(const std::map<std::string, double>& list, const Place& place,
                                             double scale);

    // Shifts (compile_shifts.hpp, compile_walks.hpp).
    void wall_clock();
    void calendars();
    void add_shift(const Shift& shift, const Place& place, WorkCalendar::Day& day);
    void rotation(const ShiftCalendar& calendar, const Place& place, std::int64_t start_day, WorkCalendar& out);
    Tick within(ShiftEnd policy, const std::optional<Duration>& limit, const Place& place);
    void rosters();
    std::uint32_t overtime(const ShiftCalendar& calendar);
    void absences(const OperatorPool& pool, std::uint32_t first_person, std::uint32_t first_roster);
    void fitting_inputs();
    void walks();

    std::map<std::string, std::uint32_t, std::less<>> product_index, source_index, station_index, buffer_index,
        route_index, pool_index, changeover_index, loop_index, fleet_index, sink_index, skill_index, calendar_index,
        material_index, outside_index;

    /// A route as it will be expanded for each product: operations by number.
    struct OpPlan {
        std::uint32_t step = 0;  // of the station (or of the last buffer)
        std::vector<std::uint32_t> buffers, stations;
        const Step* entry = nullptr;  // where it is entered (transfer)
        const Step* work = nullptr;   // the station's step (or the subcontractor's), or null
        std::uint32_t outside = none;
        std::vector<Program::Branch> branches;  // op numbers relative to the route
    };
    struct RoutePlan {
        std::string name;
        std::vector<OpPlan> ops;
        std::map<std::string, std::uint32_t, std::less<>> labels;
        bool repeats = false;
        std::uint32_t exit = 0;
    };
    std::vector<Route> routes_given;  // the plant's, or the one that is implied
    std::vector<RoutePlan> plans;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> expanded;  // (product, route) -> first op
    std::vector<std::uint32_t> product_route;
    std::vector<std::string> product_family;
    std::set<std::uint32_t> assembly_queues;
};

}  // namespace linewright::detail
