// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A plant run with somebody watching: what happened when, in minutes, as short texts that a test can hold against a
// trace worked out by hand.
#pragma once

#include <gtest/gtest.h>

#include <charconv>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "linewright/plant/laws.hpp"
#include "linewright/record/fingerprint.hpp"
#include "linewright/record/result.hpp"
#include "watcher.hpp"

namespace linewright {

/// One run from minute 0, and what was seen.
class Watch {
   public:
    /// Runs to `until` minutes; counting begins at `warmup` minutes.
    explicit Watch(const Plant& plant, double until = 1000, double warmup = 0) : program_(compile(plant)) {
        RunSetup setup;
        setup.warmup = ticks(warmup);
        Simulation simulation(program_, setup);
        outcome = simulation.run_until(ticks(until), watcher_);
        result = measure(simulation);
    }
    Outcome outcome;
    RunResult result;

    /// When something happened at a station ("" for anywhere): "0 5 12".
    [[nodiscard]] std::string times(Happening what, std::string_view station = "") const {
        std::string out;
        for (const Event& e : watcher_.events)
            if (e.what == what &&
                (station.empty() || (e.station != none && program_->station_names[e.station] == station)))
                out += (out.empty() ? "" : " ") + minutes(e.at);
        return out;
    }
    [[nodiscard]] std::string exits() const { return times(Happening::exit); }
    /// What leaves good, by product and number: "5 A1, 9 B1".
    [[nodiscard]] std::string who_exits() const {
        std::string out;
        for (const Event& e : watcher_.events)
            if (e.what == Happening::exit)
                out += (out.empty() ? "" : ", ") + minutes(e.at) + " " + program_->product_names[e.product] +
                       std::to_string(e.job);
        return out;
    }
    /// The states of one place of a station, as they lasted: "0 processing, 5 repair, 8 processing".
    [[nodiscard]] std::string states(std::string_view station, std::uint32_t place = 0) const {
        std::vector<std::pair<Tick, State>> log{{0, State::starved}};
        for (const Event& e : watcher_.events) {
            if (e.what != Happening::state || program_->station_names[e.station] != station) continue;
            if (e.place != program_->stations[e.station].first_place + place) continue;
            if (log.back().first == e.at) log.pop_back();
            if (log.empty() || log.back().second != e.state) log.emplace_back(e.at, e.state);
        }
        std::string out;
        for (const auto& [at, state] : log)
            out += (out.empty() ? "" : ", ") + minutes(at) + " " + std::string(name_of(state));
        return out;
    }
    /// Minutes in a state within the window, over all places.
    [[nodiscard]] double spent(std::string_view station, State state) const {
        return static_cast<double>(of(station).in(state)) / ticks_a_minute();
    }
    [[nodiscard]] const StationResult& of(std::string_view station) const { return named(result.stations, station); }
    [[nodiscard]] const ProductResult& product(std::string_view name) const { return named(result.products, name); }
    /// Minutes of a pool's people: working, waiting, idle.
    [[nodiscard]] std::string people(std::string_view pool) const {
        const PoolResult& p = named(result.operators, pool);
        return "working " + minutes(p.working) + ", waiting " + minutes(p.waiting) + ", idle " + minutes(p.idle);
    }
    [[nodiscard]] double ticks_a_minute() const { return 60.0 * program_->ticks_per_second(); }
    [[nodiscard]] const Program& program() const { return *program_; }

   private:
    template <class List>
    static const typename List::value_type& named(const List& list, std::string_view name) {
        for (const auto& e : list)
            if (e.name == name) return e;
        throw std::out_of_range(std::string(name));
    }
    [[nodiscard]] Tick ticks(double m) const { return to_ticks(m * ticks_a_minute()); }
    [[nodiscard]] std::string minutes(Tick t) const {
        char text[40];
        const auto end = std::to_chars(text, text + sizeof text, static_cast<double>(t) / ticks_a_minute());
        return {text, end.ptr};
    }
    std::shared_ptr<const Program> program_;
    Watcher watcher_;
};

/// The faults of a plant as one text.
inline std::string faults_of(const Plant& plant) {
    std::string out;
    for (const Fault& f : check(plant)) out += f.place + ": " + f.what + "\n";
    return out;
}

/// A source whose jobs come at these minutes.
inline Source arrivals(const char* name, std::initializer_list<double> minutes, const char* route = "") {
    Source source;
    source.name = name;
    source.route = route;
    for (const double m : minutes) source.schedule.push_back({.at = {m, Unit::min}});
    return source;
}

/// A station beside the others whose jobs come at the given minutes.
inline void beside(Plant& plant, Station station, std::initializer_list<double> minutes) {
    const std::string name = station.name;
    Source source = arrivals("", minutes);
    source.name = "in " + name;
    source.route = "route " + name;
    plant.add(std::move(source)).add(std::move(station));
    plant.add(Buffer{.name = "before " + name});
    plant.add(Route{.name = "route " + name, .steps = {"before " + name, name}});
}

/// A run that is saved in the middle and loaded again goes on as it would have: every event, every count. Minutes.
inline void expect_saved_runs_go_on(const Plant& plant, std::initializer_list<int> stops, int end) {
    const auto program = compile(plant);
    const auto minute = to_ticks(60.0 * program->ticks_per_second());
    const auto counts = [](const Simulation& simulation) {
        NumberHash hash;
        add_counts(hash, measure(simulation));
        return hash.value();
    };
    Watcher whole;
    Simulation undisturbed(program, {});
    undisturbed.run_until(end * minute, whole);
    for (const int stop : stops) {
        Watcher parts;
        Simulation saved(program, {});
        saved.run_until(stop * minute, parts);
        Simulation loaded = Simulation::load(program, saved.save());
        loaded.run_until(end * minute, parts);
        ASSERT_EQ(parts.events.size(), whole.events.size()) << "saved at " << stop;
        for (std::size_t i = 0; i < parts.events.size(); ++i) {
            const Event &a = parts.events[i], &b = whole.events[i];
            ASSERT_TRUE(a.at == b.at && a.what == b.what && a.state == b.state && a.place == b.place &&
                        a.buffer == b.buffer && a.product == b.product && a.job == b.job && a.detail == b.detail)
                << "saved at " << stop << ", event " << i;
        }
        EXPECT_EQ(counts(loaded), counts(undisturbed)) << "saved at " << stop;
    }
}

}  // namespace linewright
