// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The golden plants: small stories in plants/, how each is run and what came out in golden.json. Golden figures are
// what the engine did, not what theory says: they tell that two builds behave alike, never that both are right.
#pragma once

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "linewright/core/random.hpp"
#include "linewright/engine/engine.hpp"
#include "linewright/io/json.hpp"
#include "linewright/io/text.hpp"
#include "linewright/study/fingerprints.hpp"

namespace linewright::golden {

struct GoldenPlant {
    std::string name;
    Plant plant;
    std::string horizon_text, warmup_text;  // as the manifest has them
    RunOptions options;
    std::vector<std::string> fingerprints;  // one for each replication, 16 hexadecimal digits
};

inline std::string hex(std::uint64_t value) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
    return text;
}
inline std::vector<std::string> hex(const std::vector<std::uint64_t>& values) {
    std::vector<std::string> texts;
    for (const std::uint64_t value : values) texts.push_back(hex(value));
    return texts;
}

/// The rule of its own that the job shop names: whole numbers only, so that nothing is rounded.
inline Registry registry() {
    Registry own;
    own.add("odd_first", [](const WaitingJob& job) { return job.number % 2 == 1 ? 0.0 : 1.0; });
    return own;
}
inline std::shared_ptr<const Program> compiled(const Plant& plant) { return compile(plant, registry()); }

inline std::string text_of_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error(file.string() + ": can't be read");
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// All of golden.json with its plants; `folder` is tests/golden.
inline std::vector<GoldenPlant> plants(const std::filesystem::path& folder) {
    const JsonDocument document = parse_json(text_of_file(folder / "golden.json"), {}, "golden.json");
    if (!document.value) throw PlantError(document.faults);
    std::vector<GoldenPlant> list;
    const auto duration = [](const std::string& text) { return read_duration(text).duration.value(); };
    for (const JsonValue& row : *document.value->find("plants")->array()) {
        GoldenPlant golden;
        golden.name = *row.find("plant")->string();
        golden.plant = load_plant(folder / "plants" / (golden.name + ".json"));
        golden.horizon_text = *row.find("horizon")->string();
        golden.options.horizon = duration(golden.horizon_text);
        if (const JsonValue* warmup = row.find("warmup")) {
            golden.warmup_text = *warmup->string();
            golden.options.warmup = duration(golden.warmup_text);
        }
        golden.options.replications = static_cast<int>(row.find("replications")->number()->value);
        golden.options.seed = static_cast<std::uint64_t>(row.find("seed")->number()->value);
        if (const JsonValue* values = row.find("fingerprints"))
            for (const JsonValue& value : *values->array()) golden.fingerprints.push_back(*value.string());
        list.push_back(std::move(golden));
    }
    return list;
}

/// Writes golden.json anew.
inline void write_manifest(const std::filesystem::path& folder, const std::vector<GoldenPlant>& list) {
    std::string text =
        "// Golden figures: what the engine did with each plant, one fingerprint for each replication. Made by\n"
        "// `scripts/determinism --update`; a change of them is a change in behaviour, and its commit says why.\n"
        "{\n  \"plants\": [\n";
    for (std::size_t i = 0; i < list.size(); ++i) {
        const GoldenPlant& g = list[i];
        text += "    {\"plant\": " + json_quoted(g.name) + ", \"horizon\": " + json_quoted(g.horizon_text);
        if (!g.warmup_text.empty()) text += ", \"warmup\": " + json_quoted(g.warmup_text);
        text += ", \"replications\": " + std::to_string(g.options.replications) +
                ", \"seed\": " + std::to_string(g.options.seed) + ",\n     \"fingerprints\": [";
        for (std::size_t k = 0; k < g.fingerprints.size(); ++k)
            text += (k ? ", " : "") + json_quoted(g.fingerprints[k]);
        text += "]}" + std::string(i + 1 < list.size() ? "," : "") + "\n";
    }
    std::ofstream out(folder / "golden.json", std::ios::binary);
    out << text << "  ]\n}\n";
    if (!out.flush()) throw std::runtime_error("golden.json can't be written");
}

/// One replication as the manifest wants it.
inline RunSetup setup_of(const GoldenPlant& golden, const Program& program, std::uint64_t replication) {
    RunSetup setup;
    setup.seed = golden.options.seed;
    setup.replication = replication;
    setup.warmup = detail::option_ticks(golden.options.warmup, program, "warmup", false);
    return setup;
}
inline Tick horizon_of(const GoldenPlant& golden, const Program& program) {
    return detail::option_ticks(golden.options.horizon, program, "horizon", true);
}

// -- books that must balance -----------------------------------------------------------------------------------------

/// Counts jobs in and out.
struct Bookkeeper {
    static constexpr bool listens = true;
    const Program* program;
    std::int64_t released = 0, left = 0, consumed = 0;
    Tick last = 0;
    void on(const Event& e) {
        last = e.at;
        if (e.what == Happening::release) ++released;
        if (e.what == Happening::exit || e.what == Happening::scrap) ++left;
        if (e.what == Happening::load) {
            const Range& components = program->stations[e.station].components;
            for (std::uint32_t c = components.first; c < components.end(); ++c)
                if (!program->components[c].lot) consumed += program->components[c].quantity;
        }
        if (e.what == Happening::finish && program->stations[e.station].split != none) ++consumed;  // the lot itself
        for (const Program::ComponentItem& item : program->components)
            if (item.lot && e.what == Happening::enter && e.buffer == program->queues[item.queue].buffer) ++consumed;
    }
    /// Parts of lots that still wait to be put together.
    [[nodiscard]] std::int64_t waiting(const Simulation& simulation) const {
        std::int64_t sum = 0;
        for (const Program::ComponentItem& item : program->components)
            if (item.lot) sum += simulation.content(BufferId(program->queues[item.queue].buffer));
        return sum;
    }
};

/// What doesn't add up in the runs of a plant: state times, levels, people and jobs. Empty when all is well.
inline std::vector<std::string> wrong_sums(const GoldenPlant& golden) {
    std::vector<std::string> wrong;
    const auto program = compiled(golden.plant);
    const Tick horizon = horizon_of(golden, *program);
    for (int replication = 0; replication < golden.options.replications; ++replication)
        for (const bool warm : {true, false}) {
            const auto expect = [&](bool holds, const std::string& what) {
                if (!holds) wrong.push_back(golden.name + ", replication " + std::to_string(replication) + ": " + what);
            };
            RunSetup setup = setup_of(golden, *program, static_cast<std::uint64_t>(replication));
            if (!warm) setup.warmup = 0;
            Simulation simulation(program, setup);
            Bookkeeper books{.program = program.get()};
            const Outcome outcome = simulation.run_until(horizon, books);
            expect(outcome.ok(), "ended: " + outcome.message);
            expect(books.last > horizon - horizon / 8, "stands still since " + std::to_string(books.last) + " ticks");
            books.consumed -= books.waiting(simulation);
            const RunResult r = measure(simulation);
            const Tick window = r.to - r.from;
            expect(window == horizon - setup.warmup, "the window is not the one wanted");
            for (const StationResult& s : r.stations)
                for (const auto& times : s.place_time) {
                    Tick sum = 0;
                    for (const Tick t : times) {
                        expect(t >= 0, "station " + s.name + ": a state time below 0");
                        sum += t;
                    }
                    expect(sum == window, "station " + s.name + ": state times sum to " + std::to_string(sum) +
                                              ", the window is " + std::to_string(window));
                }
            for (const BufferResult& b : r.buffers) {
                Tick sum = 0;
                for (const Tick t : b.time_at_level) sum += t;
                expect(sum == window, "buffer " + b.name + ": times at levels sum to " + std::to_string(sum) +
                                          ", the window is " + std::to_string(window));
            }
            for (const PoolResult& o : r.operators)
                expect(o.working >= 0 && o.waiting >= 0 && o.idle >= 0, "pool " + o.name + ": a time below 0");
            for (const FleetResult& f : r.vehicles)
                expect(f.loaded >= 0 && f.empty >= 0 && f.idle >= 0 && f.trips <= f.jobs,
                       "fleet " + f.name + ": a time below 0, or trips without jobs");
            for (const ConveyorResult& c : r.conveyors)
                expect(c.maximum <= static_cast<std::int64_t>(c.places) && c.blocked >= 0 && c.blocked <= window,
                       "conveyor " + c.name + ": too many jobs, or blocked for longer than the window");
            expect(books.released == books.left + books.consumed + simulation.wip(),
                   std::to_string(books.released) + " jobs released, " + std::to_string(books.left) + " left, " +
                       std::to_string(books.consumed) + " consumed, " + std::to_string(simulation.wip()) +
                       " in the plant");
            std::int64_t wip = 0;
            for (std::uint32_t p = 0; p < r.products.size(); ++p) wip += simulation.wip(ProductId(p));
            expect(wip == simulation.wip(), "the products' jobs in the plant are not the plant's");
            if (!warm)
                for (std::uint32_t i = 0; i < r.sources.size(); ++i)
                    expect(r.sources[i].arrived ==
                               r.sources[i].entered + r.sources[i].lost + simulation.backlog(SourceId(i)),
                           "source " + r.sources[i].name + ": what arrived is not what entered, was lost or waits");
        }
    return wrong;
}

// -- copies and saved runs -------------------------------------------------------------------------------------------

inline std::uint64_t counts_of(const Simulation& simulation) {
    NumberHash hash;
    add_counts(hash, measure(simulation));
    hash.add(static_cast<std::uint64_t>(simulation.wip()));
    hash.add(static_cast<std::uint64_t>(simulation.next()));
    return hash.value();
}

/// Stops a plant's runs at `moments` moments in all: any instant, one at which something is due (before and after it).
/// There a copy is taken, and the run is saved and loaded; both go on to the end, then the original goes on. All must
/// end as a run that nobody disturbed, every event the same (odd moments are unwatched: every count).
inline std::vector<std::string> wrong_continuations(const GoldenPlant& golden, int moments) {
    std::vector<std::string> wrong;
    const auto program = compiled(golden.plant);
    const Tick horizon = horizon_of(golden, *program);
    const int replications = golden.options.replications;
    for (int replication = 0; replication < replications && wrong.size() < 10; ++replication) {
        const RunSetup setup = setup_of(golden, *program, static_cast<std::uint64_t>(replication));
        for (const bool watched : {true, false}) {
            const auto go = [&](Simulation& simulation, EventHash& events, Tick to) {
                if (watched) return simulation.run_until(to, events).ok();
                return simulation.run_until(to).ok();
            };
            const auto outcome = [&](const Simulation& simulation, const EventHash& events) {
                return counts_of(simulation) ^ events.hash.value();
            };
            Simulation alone(program, setup);
            EventHash alone_events;
            go(alone, alone_events, horizon);
            const std::uint64_t expected = outcome(alone, alone_events);
            std::vector<Tick> at;
            const int here = moments / (2 * replications);
            for (int k = 0; k < here; ++k)
                at.push_back(static_cast<Tick>(unit(word(stream_key(1, golden.name, watched ? "watched" : "unwatched"),
                                                         setup.replication, 0, 0, static_cast<std::uint64_t>(k))) *
                                               static_cast<double>(horizon)));
            std::sort(at.begin(), at.end());
            Simulation original(program, setup);
            EventHash original_events;
            for (int k = 0; k < here; ++k) {
                Tick moment = std::max(at[static_cast<std::size_t>(k)], original.now());
                go(original, original_events, moment);
                if (k % 3 != 0 &&
                    original.next() < horizon) {  // at an instant at which something is due, or right after it
                    moment = original.next() + (k % 3 == 1 ? 0 : 1);
                    go(original, original_events, moment);
                }
                const std::string bytes = original.save();
                Simulation copy = original;
                Simulation loaded = Simulation::load(program, bytes);
                const auto fault = [&](const char* what) {
                    wrong.push_back(golden.name + ", replication " + std::to_string(replication) +
                                    (watched ? ", watched" : ", unwatched") + ", moment " + std::to_string(moment) +
                                    ": " + what);
                };
                if (loaded.save() != bytes) fault("saved, loaded and saved again it is not the same");
                EventHash copy_events = original_events, loaded_events = original_events;
                go(copy, copy_events, horizon);
                go(loaded, loaded_events, horizon);
                if (outcome(copy, copy_events) != expected) fault("the copy goes on differently");
                if (outcome(loaded, loaded_events) != expected) fault("the loaded run goes on differently");
                if (original.save() != bytes) fault("the original changed while its copies ran");
                if (wrong.size() >= 10) return wrong;
            }
            go(original, original_events, horizon);
            if (outcome(original, original_events) != expected)
                wrong.push_back(golden.name + ", replication " + std::to_string(replication) +
                                ": the original goes on differently");
        }
    }
    return wrong;
}

}  // namespace linewright::golden
