// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// One run to be stepped, looked at, copied and saved.
#include "described.hpp"
#include "linewright/engine/engine.hpp"
#include "linewright/plant/hash.hpp"
#include "linewright/study/study.hpp"
#include "registry.hpp"
#include "running.hpp"
#include "setup.hpp"

namespace linewright::python {

namespace {

/// A Simulation that is left alone by other threads while it runs without the GIL.
class Sim {
   public:
    explicit Sim(Simulation simulation) : run_(std::move(simulation)) {}
    Sim(const Sim& other) : run_(other.idle()) {}
    Sim& operator=(const Sim&) = delete;

    [[nodiscard]] const Simulation& idle() const {
        if (running_) throw std::runtime_error("the simulation is running: another thread, or a rule, asked for it");
        if (broken_)
            throw std::runtime_error("the simulation was broken off by an error in a rule: go on from an earlier copy");
        return run_;
    }
    [[nodiscard]] Simulation& idle() {
        static_cast<void>(std::as_const(*this).idle());
        return run_;
    }
    [[nodiscard]] const Program& program() const { return run_.program(); }

    /// Takes the next instant.
    Outcome step() {
        const Busy busy(*this);
        return whole([&] { return run_.step(); });
    }
    /// Runs to an instant, without the GIL where it takes long; a bad end is a RunError.
    std::string run_until(Tick end) {
        const Busy busy(*this);
        // A short stretch isn't worth a thread: its instants are taken one by one, to the same effect.
        Outcome outcome;
        if (run_.next() == never) outcome = whole([&] { return run_.step(); });  // lets a run that has not begun begin
        for (int i = 0; i < short_stretch && outcome.ok() && run_.next() < end; ++i)
            outcome = whole([&] { return run_.step(); });
        if (outcome.ok() && run_.next() < end)
            interruptible([&](StopToken stop) { outcome = whole([&] { return run_.run_until(end, stop); }); });
        else if (outcome.ok())
            outcome = whole([&] { return run_.run_until(end); });
        return ended(outcome);
    }
    std::string ended(const Outcome& outcome) {
        if (!outcome.ok())
            throw RunError({run_.setup().replication, run_.setup().seed, outcome.ending,
                            program().seconds(static_cast<double>(outcome.at)), outcome.message});
        return std::string(name_of(outcome.ending));
    }

   private:
    /// So many instants take less time than to start a thread.
    static constexpr int short_stretch = 200;

    /// Keeps others out for as long as it lives; it comes and goes with the GIL held.
    class Busy {
       public:
        explicit Busy(Sim& sim) : sim_(sim) {
            static_cast<void>(sim.idle());
            sim.running_ = true;
        }
        ~Busy() { sim_.running_ = false; }
        Busy(const Busy&) = delete;
        Busy& operator=(const Busy&) = delete;

       private:
        Sim& sim_;
    };

    /// An exception from a rule leaves an instant half done: such a run is of no more use.
    template <class Work>
    Outcome whole(const Work& work) {
        try {
            return work();
        } catch (...) {
            broken_ = true;
            throw;
        }
    }

    Simulation run_;
    bool broken_ = false;
    bool running_ = false;  // read and written with the GIL held
};

py::object seconds(const Sim& s, Tick at) {
    return at == never ? py::none() : py::object(py::float_(s.program().seconds(static_cast<double>(at))));
}

std::uint32_t checked(std::uint32_t number, std::size_t count) {
    if (number >= count) throw py::index_error("there is no such element");
    return number;
}

/// (state, product or None, job or None, due or None) for each place.
py::list places(const Sim& s, std::uint32_t station) {
    const Program& p = s.program();
    const Program::Station& at = p.stations[checked(station, p.stations.size())];
    py::list list;
    for (std::uint32_t k = 0; k < at.places; ++k) {
        const PlaceView v = s.idle().place(PlaceId(at.first_place + k));
        list.append(py::make_tuple(text_to_python(name_of(v.state)),
                                   v.has_job ? py::object(py::str(p.product_names[v.product])) : py::none(),
                                   v.has_job ? py::object(py::int_(v.job)) : py::none(), seconds(s, v.due)));
    }
    return list;
}

}  // namespace

void bind_simulation(py::module_& module) {
    py::class_<JobView>(module, "WaitingJob", "What a rule of your own sees of a waiting job. Times are in seconds.")
        .def_property_readonly(
            "product", [](const JobView& v) { return (*v.products).at(v.job.product); }, "Its product.")
        .def_property_readonly(
            "priority", [](const JobView& v) { return v.job.priority; }, "The product's priority.")
        .def_property_readonly(
            "number", [](const JobView& v) { return v.job.number; }, "Its number at its source, from 0.")
        .def_property_readonly(
            "now", [](const JobView& v) { return static_cast<double>(v.job.now) * v.seconds_per_tick; },
            "The time on the clock.")
        .def_property_readonly(
            "released", [](const JobView& v) { return static_cast<double>(v.job.released) * v.seconds_per_tick; },
            "When it entered the plant.")
        .def_property_readonly(
            "waiting_since",
            [](const JobView& v) { return static_cast<double>(v.job.waiting_since) * v.seconds_per_tick; },
            "When it came to this queue.")
        .def_property_readonly(
            "due",
            [](const JobView& v) {
                return v.job.due == never ? std::numeric_limits<double>::infinity()
                                          : static_cast<double>(v.job.due) * v.seconds_per_tick;
            },
            "Its due date; infinite when it has none.")
        .def_property_readonly(
            "process", [](const JobView& v) { return v.job.process * v.seconds_per_tick; },
            "The mean processing time at this station.")
        .def_property_readonly(
            "setup", [](const JobView& v) { return v.job.setup * v.seconds_per_tick; },
            "The mean changeover that taking it would cost.");

    py::class_<Sim>(module, "Simulation", "One run; linewright.Simulation gives its elements names.")
        .def(py::init([](const Plant& plant, std::uint64_t seed, std::uint64_t replication, const py::object& warmup,
                         const py::object& registry, std::uint64_t max_events_per_instant,
                         const std::optional<std::uint64_t>& max_events, int max_jobs, std::uint64_t max_memory) {
                 const auto program = compile(plant, registry_from(registry, plant));
                 const Limits limits{max_events_per_instant, max_events, max_jobs, max_memory};
                 return Sim(Simulation(program, setup_from(*program, seed, replication, warmup, limits)));
             }),
             py::arg("plant"), py::arg("seed"), py::arg("replication"), py::arg("warmup"),
             py::arg("registry") = py::none(), py::arg("max_events_per_instant") = Limits{}.max_events_per_instant,
             py::arg("max_events") = py::none(), py::arg("max_jobs") = Limits{}.max_jobs,
             py::arg("max_memory") = Limits{}.max_memory)
        .def_static(
            "load",
            [](const Plant& plant, const py::bytes& bytes, const py::object& registry) {
                const auto program = compile(plant, registry_from(registry, plant));
                return Sim(Simulation::load(program, static_cast<std::string_view>(bytes)));
            },
            py::arg("plant"), py::arg("bytes"), py::arg("registry") = py::none())
        .def("save", [](const Sim& s) { return py::bytes(s.idle().save()); })
        .def("copy", [](const Sim& s) { return Sim(s); })
        .def(
            "run_until",
            [](Sim& s, const py::object& until) {
                const Tick end = detail::option_ticks(duration_from(until), s.program(), "until", false);
                return s.run_until(end);
            },
            py::arg("until"))
        .def("step", [](Sim& s) { return s.ended(s.step()); })
        .def_property_readonly("now", [](const Sim& s) { return seconds(s, s.idle().now()); })
        .def_property_readonly("now_ticks", [](const Sim& s) { return s.idle().now(); })
        .def_property_readonly("next", [](const Sim& s) { return seconds(s, s.idle().next()); })
        .def_property_readonly("events", [](const Sim& s) { return s.idle().events(); })
        .def_property_readonly("wip", [](const Sim& s) { return s.idle().wip(); })
        .def_property_readonly("seed", [](const Sim& s) { return s.idle().setup().seed; })
        .def_property_readonly("replication", [](const Sim& s) { return s.idle().setup().replication; })
        .def(
            "product_wip",
            [](const Sim& s, std::uint32_t i) {
                return s.idle().wip(ProductId(checked(i, s.program().product_names.size())));
            },
            py::arg("index"))
        .def(
            "content",
            [](const Sim& s, std::uint32_t i) {
                return s.idle().content(BufferId(checked(i, s.program().buffer_names.size())));
            },
            py::arg("index"))
        .def(
            "free_people",
            [](const Sim& s, std::uint32_t i) {
                return s.idle().free_people(PoolId(checked(i, s.program().pool_names.size())));
            },
            py::arg("index"))
        .def(
            "backlog",
            [](const Sim& s, std::uint32_t i) {
                return s.idle().backlog(SourceId(checked(i, s.program().source_names.size())));
            },
            py::arg("index"))
        .def("places", &places, py::arg("station"))
        .def(
            "inject",
            [](Sim& s, std::uint32_t product, std::int64_t quantity, const py::object& due) {
                if (quantity < 0 || quantity > 50'000'000)
                    throw py::value_error("quantity must be from 0 to 50000000, is " + std::to_string(quantity));
                const Tick date =
                    due.is_none() ? never : detail::option_ticks(duration_from(due), s.program(), "due", false);
                s.idle().inject(ProductId(product), static_cast<std::uint32_t>(quantity), date);
            },
            py::arg("product"), py::arg("quantity"), py::arg("due"))
        .def(
            "result",
            [](const Sim& s, double confidence) {
                const Simulation& run = s.idle();
                if (run.now() < run.setup().warmup)
                    throw py::value_error("nothing has been counted yet: the warm-up is not over");
                Result result;
                result.plant = run.program().name;
                result.plant_identity = run.program().identity;
                result.options.confidence = confidence;
                result.options.seed = run.setup().seed;
                result.options.horizon = {s.program().seconds(static_cast<double>(run.now())), Unit::s};
                result.options.warmup = {s.program().seconds(static_cast<double>(run.setup().warmup)), Unit::s};
                result.runs.push_back(measure(run));
                return result;
            },
            py::arg("confidence") = 0.95)
        .def_property_readonly("station_names", [](const Sim& s) { return s.program().station_names; })
        .def_property_readonly("buffer_names", [](const Sim& s) { return s.program().buffer_names; })
        .def_property_readonly("product_names", [](const Sim& s) { return s.program().product_names; })
        .def_property_readonly("source_names", [](const Sim& s) { return s.program().source_names; })
        .def_property_readonly("pool_names", [](const Sim& s) { return s.program().pool_names; });
}

}  // namespace linewright::python
