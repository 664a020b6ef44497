// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What contingencies cost, as plain rows; linewright.contingency makes frames of them.
#include "linewright/study/contingency.hpp"

#include "described.hpp"
#include "registry.hpp"
#include "setup.hpp"
#include "watched.hpp"

namespace linewright::python {

namespace {

py::tuple row(const Interval& i) { return py::make_tuple(i.mean, i.half_width, i.sd, i.least, i.most, i.n); }

/// (name, from, to, intervals, runs, courses)
py::tuple contingency(const ContingencyResult& result) {
    py::list runs;
    for (const ContingencyRun& run : result.runs)
        runs.append(py::make_tuple(run.replication, run.output_lost, run.most_behind, run.deepest_backlog,
                                   run.usual_backlog, run.recovery, run.catch_up));
    return py::make_tuple(
        result.name, result.from, result.to,
        py::make_tuple(row(result.output_lost()), row(result.most_behind()), row(result.deepest_backlog()),
                       row(result.usual_backlog_most()), row(result.recovery()), row(result.catch_up())),
        runs, py::make_tuple(result.backlog, result.usual_backlog, result.good, result.usual_good));
}

}  // namespace

void bind_contingency(py::module_& module) {
    module.def(
        "study_contingencies",
        [](const Plant& plant, const py::object& horizon, const py::object& warmup, int replications,
           std::uint64_t seed, int threads, double confidence, const py::object& registry, const py::object& progress,
           const py::object& max_wall, const std::optional<std::uint64_t>& max_events, int max_jobs,
           std::uint64_t max_memory, bool carry_on, std::uint64_t first_replication) {
            RunOptions o;
            o.horizon = duration_from(horizon);
            o.warmup = duration_from(warmup);
            o.replications = replications;
            o.first_replication = first_replication;
            o.seed = seed;
            o.threads = threads;
            o.confidence = confidence;
            if (!max_wall.is_none()) o.max_wall = duration_from(max_wall);
            Limits{Limits{}.max_events_per_instant, max_events, max_jobs, max_memory}.set(o);
            o.carry_on = carry_on;
            const Registry rules = registry_from(registry, plant);
            const ContingencyStudy study = watched(
                o, progress, [&](const RunOptions& options) { return study_contingencies(plant, options, rules); });
            py::list contingencies, failures;
            for (const ContingencyResult& result : study.contingencies) contingencies.append(contingency(result));
            for (const RunFailure& f : study.failures)
                failures.append(
                    py::make_tuple(f.message, text_to_python(name_of(f.ending)), f.replication, f.seed, f.at_seconds));
            return py::make_tuple(study.plant, study.times, contingencies, failures, study.cancelled);
        },
        py::arg("plant"), py::arg("horizon"), py::arg("warmup"), py::arg("replications"), py::arg("seed"),
        py::arg("threads"), py::arg("confidence"), py::arg("registry") = py::none(), py::arg("progress") = py::none(),
        py::arg("max_wall") = py::none(), py::arg("max_events") = py::none(), py::arg("max_jobs") = Limits{}.max_jobs,
        py::arg("max_memory") = Limits{}.max_memory, py::arg("carry_on") = false, py::arg("first_replication") = 0);
}

}  // namespace linewright::python
