// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A plant in the long run, as plain rows; linewright.steady gives them names.
#include "linewright/study/steady.hpp"

#include "registry.hpp"
#include "rows.hpp"
#include "setup.hpp"
#include "watched.hpp"

namespace linewright::python {

namespace {

/// Runs `look(program, options, stretch)` as every study runs: without the GIL, watched, cancelled by Ctrl-C.
template <class Look>
auto looked_at(const Plant& plant, const py::object& horizon, const py::object& warmup, const py::object& stretch,
               int replications, std::uint64_t seed, int threads, double confidence, const py::object& registry,
               const py::object& progress, const py::object& max_wall, std::uint64_t first_replication,
               const Look& look) {
    RunOptions o;
    o.horizon = duration_from(horizon);
    o.warmup = duration_from(warmup);
    o.replications = replications;
    o.first_replication = first_replication;
    o.seed = seed;
    o.threads = threads;
    o.confidence = confidence;
    if (!max_wall.is_none()) o.max_wall = duration_from(max_wall);
    const Duration each = duration_from(stretch);
    const auto program = compile(plant, registry_from(registry, plant));
    std::exception_ptr raised;
    auto seen =
        watched_keeping(o, progress, raised, [&](const RunOptions& options) { return look(program, options, each); });
    if (raised) std::rethrow_exception(raised);
    return seen;
}

/// What looks at several replications: one list of options for all, and `row` makes plain rows of what was seen.
template <class Look, class Row>
void def_look(py::module_& module, const char* name, const Look& look, const Row& row) {
    module.def(
        name,
        [look, row](const Plant& plant, const py::object& horizon, const py::object& warmup, const py::object& stretch,
                    int replications, std::uint64_t seed, int threads, double confidence, const py::object& registry,
                    const py::object& progress, const py::object& max_wall,
                    std::uint64_t first_replication) -> py::tuple {
            return row(looked_at(plant, horizon, warmup, stretch, replications, seed, threads, confidence, registry,
                                 progress, max_wall, first_replication, look));
        },
        py::arg("plant"), py::arg("horizon"), py::arg("warmup"), py::arg("stretch"), py::arg("replications"),
        py::arg("seed"), py::arg("threads"), py::arg("confidence"), py::arg("registry") = py::none(),
        py::arg("progress") = py::none(), py::arg("max_wall") = py::none(), py::arg("first_replication") = 0);
}

}  // namespace

void bind_steady(py::module_& module) {
    def_look(
        module, "courses",
        [](const auto& program, const RunOptions& options, Duration each) { return courses(program, options, each); },
        [](const Courses& c) { return py::make_tuple(c.wip, c.good, c.cancelled); });
    def_look(
        module, "settle",
        [](const auto& program, const RunOptions& options, Duration each) { return settle(program, options, each); },
        [](const Settling& s) {
            return py::make_tuple(row(s.wip), row(s.good), s.found, s.warmup, s.says, s.courses.wip, s.courses.good,
                                  s.courses.cancelled);
        });
    module.def(
        "long_run",
        [](const Plant& plant, const py::object& horizon, const py::object& warmup, const py::object& stretch,
           std::size_t batches, std::uint64_t seed, double confidence, const py::object& registry,
           const py::object& progress, const py::object& max_wall, std::uint64_t replication) -> py::tuple {
            const LongRun r =
                looked_at(plant, horizon, warmup, stretch, 1, seed, 1, confidence, registry, progress, max_wall,
                          replication, [&](const auto& program, const RunOptions& options, Duration each) {
                              return long_run(program, options, each, batches);
                          });
            return py::make_tuple(row(r.throughput), row(r.wip), r.courses.wip, r.courses.good, r.courses.cancelled);
        },
        py::arg("plant"), py::arg("horizon"), py::arg("warmup"), py::arg("stretch"), py::arg("batches"),
        py::arg("seed"), py::arg("confidence"), py::arg("registry") = py::none(), py::arg("progress") = py::none(),
        py::arg("max_wall") = py::none(), py::arg("replication") = 0);
}

}  // namespace linewright::python
