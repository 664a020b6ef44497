// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Everything that happens in one run, as columns of whole numbers and the names that they stand for.
#include <pybind11/numpy.h>

#include "described.hpp"
#include "linewright/engine/engine.hpp"
#include "linewright/plant/hash.hpp"
#include "linewright/record/fingerprint.hpp"
#include "linewright/study/fingerprints.hpp"
#include "registry.hpp"
#include "running.hpp"
#include "setup.hpp"

namespace linewright::python {

namespace {

struct Recorder {
    static constexpr bool listens = true;
    std::vector<Event> events{};
    void on(const Event& event) { events.push_back(event); }
    void on(const PersonEvent& event) { people.push_back(event); }
    std::vector<PersonEvent> people{};
};

struct Trace {
    std::shared_ptr<const Program> program;
    std::vector<Event> events;
    std::vector<PersonEvent> people;
    Outcome outcome;
};

Trace trace(const Plant& plant, const py::object& until, std::uint64_t seed, std::uint64_t replication,
            const py::object& registry, std::uint64_t max_events_per_instant,
            const std::optional<std::uint64_t>& max_events, int max_jobs, std::uint64_t max_memory) {
    const auto program = compile(plant, registry_from(registry, plant));
    const Limits limits{max_events_per_instant, max_events, max_jobs, max_memory};
    const RunSetup setup = setup_from(*program, seed, replication, py::str("0 s"), limits);
    const Tick end = until.is_none() ? never : detail::option_ticks(duration_from(until), *program, "until", true);
    Simulation simulation(program, setup);
    Recorder recorder;
    Outcome outcome;
    interruptible([&](StopToken stop) {
        if (end != never) {
            outcome = simulation.run_until(end, recorder, stop);
            return;
        }
        do {  // until nothing more can happen: the clock stays at the last instant
            outcome = simulation.step(recorder);
        } while (outcome.ending == Ending::reached && !stop.stop_requested());
    });
    return {program, std::move(recorder.events), std::move(recorder.people), std::move(outcome)};
}

template <class Get>
auto column(const Trace& t, Get get) {
    using Value = std::invoke_result_t<Get, const Event&>;
    py::array_t<Value> values(static_cast<py::ssize_t>(t.events.size()));
    Value* out = values.mutable_data();
    for (const Event& e : t.events) *out++ = get(e);
    return values;
}
/// -1 where there is no such element.
std::int32_t index(std::uint32_t number) { return number == none ? -1 : static_cast<std::int32_t>(number); }

}  // namespace

void bind_trace(py::module_& module) {
    py::class_<Trace>(module, "Trace", "The events of one run as columns; linewright.Trace gives them names.")
        .def("__len__", [](const Trace& t) { return t.events.size(); })
        .def_property_readonly("ending", [](const Trace& t) { return text_to_python(name_of(t.outcome.ending)); })
        .def_property_readonly("message", [](const Trace& t) { return t.outcome.message; })
        .def_property_readonly("ended_at", [](const Trace& t) { return t.outcome.at; })
        .def_property_readonly("tick_us", [](const Trace& t) { return t.program->tick_us; })
        .def("at",
             [](const Trace& t) { return column(t, [](const Event& e) { return static_cast<std::int64_t>(e.at); }); })
        .def("what",
             [](const Trace& t) { return column(t, [](const Event& e) { return static_cast<std::uint8_t>(e.what); }); })
        .def("state",
             [](const Trace& t) {
                 return column(t, [](const Event& e) {
                     return static_cast<std::int8_t>(e.what == Happening::state ? static_cast<int>(e.state) : -1);
                 });
             })
        .def(
            "place",
            [](const Trace& t) {
                const Program& p = *t.program;
                return column(t, [&p](const Event& e) {
                    return e.place == none
                               ? -1
                               : static_cast<std::int32_t>(e.place - p.stations[p.place_station[e.place]].first_place);
                });
            },
            "The number of the place at its station, from 0.")
        .def("station", [](const Trace& t) { return column(t, [](const Event& e) { return index(e.station); }); })
        .def("buffer", [](const Trace& t) { return column(t, [](const Event& e) { return index(e.buffer); }); })
        .def("product", [](const Trace& t) { return column(t, [](const Event& e) { return index(e.product); }); })
        .def("job",
             [](const Trace& t) { return column(t, [](const Event& e) { return static_cast<std::int64_t>(e.job); }); })
        .def("detail", [](const Trace& t) { return column(t, [](const Event& e) { return index(e.detail); }); })
        .def(
            "people",
            [](const Trace& t) {
                py::list rows;
                for (const PersonEvent& e : t.people)
                    rows.append(py::make_tuple(
                        e.at, e.person, text_to_python(activity_names[static_cast<std::size_t>(e.activity)]),
                        e.station == none ? py::object(py::none()) : py::object(py::int_(e.station)), e.there));
                return rows;
            },
            "Ticks, person, what they do from then on, the number of the station whose task it is, and when a walk "
            "ends.")
        .def_property_readonly("persons",
                               [](const Trace& t) {
                                   std::vector<std::string> pools;
                                   for (const auto& person : t.program->people)
                                       pools.push_back(t.program->pool_names[person.pool]);
                                   return pools;
                               })
        .def_property_readonly("station_names", [](const Trace& t) { return t.program->station_names; })
        .def_property_readonly("buffer_names", [](const Trace& t) { return t.program->buffer_names; })
        .def_property_readonly("product_names", [](const Trace& t) { return t.program->product_names; })
        .def_property_readonly("source_names", [](const Trace& t) { return t.program->source_names; })
        .def_property_readonly("sink_names", [](const Trace& t) { return t.program->sink_names; })
        .def_property_readonly("fleet_names", [](const Trace& t) { return t.program->fleet_names; })
        .def_property_readonly("subcontractor_names", [](const Trace& t) { return t.program->outside_names; })
        .def_property_readonly("material_names", [](const Trace& t) { return t.program->material_names; })
        .def_property_readonly("breakdown_names", [](const Trace& t) { return t.program->mode_names; });

    py::list happenings;
    for (const std::string_view name : happening_names) happenings.append(text_to_python(name));
    module.attr("happening_names") = py::tuple(happenings);

    module.def("trace", &trace, py::arg("plant"), py::arg("until") = py::none(), py::arg("seed") = 1,
               py::arg("replication") = 0, py::arg("registry") = py::none(),
               py::arg("max_events_per_instant") = Limits{}.max_events_per_instant, py::arg("max_events") = py::none(),
               py::arg("max_jobs") = Limits{}.max_jobs, py::arg("max_memory") = Limits{}.max_memory);
    module.def(
        "fingerprint",
        [](const Plant& plant, const py::object& horizon, const py::object& warmup, std::uint64_t seed,
           std::uint64_t replication, const py::object& registry) {
            const auto program = compile(plant, registry_from(registry, plant));
            const RunSetup setup = setup_from(*program, seed, replication, warmup);
            const Tick end = detail::option_ticks(duration_from(horizon), *program, "horizon", true);
            std::uint64_t value = 0;
            interruptible([&](StopToken stop) { value = fingerprint(program, setup, end, stop); });
            return value;
        },
        py::arg("plant"), py::arg("horizon"), py::arg("warmup"), py::arg("seed"), py::arg("replication"),
        py::arg("registry") = py::none());
    module.def(
        "fingerprints",
        [](const Plant& plant, const py::object& horizon, const py::object& warmup, int replications,
           std::uint64_t seed, int threads, const py::object& registry, std::uint64_t first_replication) {
            const auto program = compile(plant, registry_from(registry, plant));
            RunOptions options;
            options.horizon = duration_from(horizon);
            options.warmup = duration_from(warmup);
            options.replications = replications;
            options.first_replication = first_replication;
            options.seed = seed;
            options.threads = threads;
            std::vector<std::uint64_t> values;
            interruptible([&](StopToken stop) {
                options.stop = stop;
                values = fingerprints(program, options);
            });
            return values;
        },
        py::arg("plant"), py::arg("horizon"), py::arg("warmup"), py::arg("replications"), py::arg("seed"),
        py::arg("threads"), py::arg("registry") = py::none(), py::arg("first_replication") = 0);
}

}  // namespace linewright::python
