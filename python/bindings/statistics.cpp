// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The arithmetic of studies, as plain rows; linewright.statistics gives them names.
#include "linewright/study/intervals.hpp"
#include "linewright/study/sample.hpp"
#include "linewright/study/select.hpp"
#include "linewright/study/series.hpp"
#include "linewright/study/until.hpp"
#include "registry.hpp"
#include "rows.hpp"
#include "setup.hpp"
#include "watched.hpp"

namespace linewright::python {

namespace {

using python::row;

using Values = std::vector<double>;

py::tuple row(const QuantileInterval& q) {
    return py::make_tuple(q.p, q.estimate, q.low, q.high, q.low_rank, q.high_rank, q.coverage, q.n, q.enough, q.needed,
                          q.says);
}
py::tuple row(const StoppingState& s) {
    py::list intervals;
    for (const Interval& interval : s.intervals) intervals.append(row(interval));
    return py::make_tuple(s.enough, s.gave_up, s.n, s.more, s.stopped_by, intervals, s.says);
}
py::list rows(const std::vector<Wanted>& wanted) {
    py::list list;
    for (const Wanted& w : wanted) list.append(py::make_tuple(w.alternative, w.first_replication, w.replications));
    return list;
}
std::vector<std::size_t> used(const auto& selection) {
    std::vector<std::size_t> list(selection.alternatives());
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = selection.used(i);
    return list;
}
std::vector<double> means(const auto& selection) {
    std::vector<double> list(selection.alternatives());
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = selection.mean(i);
    return list;
}

void bind_series(py::module_& module) {
    module.def("mean_series", &mean_series, py::arg("replications"));
    module.def(
        "mser", [](const Values& series, std::size_t batch) { return row(mser(series, batch)); }, py::arg("series"),
        py::arg("batch"));
    module.def("welch", &welch, py::arg("series"), py::arg("window"));
    module.def(
        "batch_means",
        [](const Values& series, std::size_t batches, double confidence) {
            return row(batch_means(series, batches, confidence));
        },
        py::arg("series"), py::arg("batches"), py::arg("confidence"));
}

void bind_intervals(py::module_& module) {
    module.def("t_quantile", &t_quantile, py::arg("p"), py::arg("degrees"));
    module.def(
        "t_interval",
        [](const Values& values, double confidence) {
            detail::check_share(confidence, "confidence");
            detail::check_sample(values, 1, "an interval");
            return row(t_interval(values, confidence));
        },
        py::arg("values"), py::arg("confidence"));
    module.def(
        "quantile_interval",
        [](const Values& values, double p, double confidence) { return row(quantile_interval(values, p, confidence)); },
        py::arg("values"), py::arg("p"), py::arg("confidence"));
    module.def("values_for_quantile", &values_for_quantile, py::arg("p"), py::arg("confidence"));
    module.def(
        "ratio_interval",
        [](const Values& above, const Values& below, double confidence) -> py::tuple {
            const RatioInterval r = ratio_interval(above, below, confidence);
            return py::make_tuple(r.ratio, row(r.interval));
        },
        py::arg("above"), py::arg("below"), py::arg("confidence"));
    module.def(
        "prediction_interval",
        [](const Values& values, double confidence) { return row(prediction_interval(values, confidence)); },
        py::arg("values"), py::arg("confidence"));
}

/// (name, half_width, relative)
using Statistics = std::vector<std::tuple<std::string, double, bool>>;
/// (kind, element, measure, half_width, relative)
using Targets = std::vector<std::tuple<std::string, std::string, std::string, double, bool>>;

void bind_until(py::module_& module) {
    module.def(
        "stopping_state",
        [](const Statistics& statistics, double confidence, std::size_t least, std::size_t passes, std::size_t most,
           const std::vector<Values>& so_far) {
            StoppingRule rule{{}, confidence, least, passes, most};
            for (const auto& [name, half_width, relative] : statistics)
                rule.statistics.push_back({name, half_width, relative});
            return row(rule.feed(so_far));
        },
        py::arg("statistics"), py::arg("confidence"), py::arg("least"), py::arg("passes"), py::arg("most"),
        py::arg("so_far"));
    module.def(
        "run_until",
        [](const Plant& plant, const Targets& targets, std::size_t least, std::size_t passes, std::size_t most,
           const py::object& horizon, const py::object& warmup, std::uint64_t seed, int threads, double confidence,
           const py::object& registry, const py::object& progress, const py::object& max_wall,
           const std::optional<std::uint64_t>& max_events, std::uint64_t max_events_per_instant, int max_jobs,
           std::uint64_t max_memory, bool carry_on, std::uint64_t first_replication) -> py::tuple {
            RunOptions o;
            o.horizon = duration_from(horizon);
            o.warmup = duration_from(warmup);
            o.seed = seed;
            o.threads = threads;
            o.confidence = confidence;
            o.first_replication = first_replication;
            if (!max_wall.is_none()) o.max_wall = duration_from(max_wall);
            Limits{max_events_per_instant, max_events, max_jobs, max_memory}.set(o);
            o.carry_on = carry_on;
            std::vector<Target> wanted;
            for (const auto& [kind, element, measure, half_width, relative] : targets)
                wanted.push_back({kind, element, measure, half_width, relative});
            const StoppingRule rule{{}, confidence, least, passes, most};
            const auto program = compile(plant, registry_from(registry, plant));
            UntilResult result = watched(
                o, progress, [&](const RunOptions& options) { return simulate_until(program, options, wanted, rule); });
            return py::make_tuple(std::move(result.result), row(result.state));
        },
        py::arg("plant"), py::arg("targets"), py::arg("least"), py::arg("passes"), py::arg("most"), py::arg("horizon"),
        py::arg("warmup"), py::arg("seed"), py::arg("threads"), py::arg("confidence"), py::arg("registry") = py::none(),
        py::arg("progress") = py::none(), py::arg("max_wall") = py::none(), py::arg("max_events") = py::none(),
        py::arg("max_events_per_instant") = Limits{}.max_events_per_instant, py::arg("max_jobs") = Limits{}.max_jobs,
        py::arg("max_memory") = Limits{}.max_memory, py::arg("carry_on") = false, py::arg("first_replication") = 0);
}

void bind_select(py::module_& module) {
    py::class_<KimNelson>(module, "KimNelson", "The procedure KN; linewright.statistics.KimNelson gives it names.")
        .def(py::init<std::size_t, double, double, std::size_t, bool>(), py::arg("alternatives"), py::arg("difference"),
             py::arg("confidence"), py::arg("first"), py::arg("larger_is_better"))
        .def(
            "ask", [](const KimNelson& kn, std::size_t at_once) { return rows(kn.ask(at_once)); }, py::arg("at_once"))
        .def("tell", &KimNelson::tell, py::arg("alternative"), py::arg("values"))
        .def_property_readonly("done", &KimNelson::done)
        .def_property_readonly("best", &KimNelson::best)
        .def_property_readonly("left", [](const KimNelson& kn) { return kn.left(); })
        .def_property_readonly("dropped_at", [](const KimNelson& kn) { return kn.dropped_at(); })
        .def_property_readonly("looked", &KimNelson::looked)
        .def_property_readonly("used", &used<KimNelson>)
        .def_property_readonly("means", &means<KimNelson>)
        .def_property_readonly("says", &KimNelson::says);
    py::class_<Ocba>(module, "Ocba", "Optimal computing budget allocation; linewright.statistics.Ocba gives it names.")
        .def(py::init<std::size_t, std::size_t, std::size_t, std::size_t, bool>(), py::arg("alternatives"),
             py::arg("budget"), py::arg("first"), py::arg("step"), py::arg("larger_is_better"))
        .def("ask", [](const Ocba& o) { return rows(o.ask()); })
        .def("tell", &Ocba::tell, py::arg("alternative"), py::arg("values"))
        .def_property_readonly("done", &Ocba::done)
        .def_property_readonly("best", &Ocba::best)
        .def_property_readonly("spent", &Ocba::spent)
        .def_property_readonly("probability", &Ocba::probability)
        .def_property_readonly("used", &used<Ocba>)
        .def_property_readonly("means", &means<Ocba>)
        .def_property_readonly("says", &Ocba::says);
    module.def("ocba_shares", &ocba_shares, py::arg("means"), py::arg("sds"), py::arg("larger_is_better"));
    module.def(
        "compare_with_best",
        [](const std::vector<Values>& values, double confidence, bool larger_is_better) {
            py::list list;
            for (const BestInterval& b : compare_with_best(values, confidence, larger_is_better))
                list.append(py::make_tuple(b.difference, b.low, b.high, b.may_be_best, b.is_best));
            return list;
        },
        py::arg("values"), py::arg("confidence"), py::arg("larger_is_better"));
}

}  // namespace

void bind_statistics(py::module_& module) {
    bind_series(module);
    bind_intervals(module);
    bind_until(module);
    bind_select(module);
}

}  // namespace linewright::python
