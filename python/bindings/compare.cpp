// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Scenarios, and plants compared on the same seeds; linewright.study makes tables of it.
#include "linewright/study/compare.hpp"

#include <pybind11/typing.h>

#include "described.hpp"
#include "linewright/io/scenario.hpp"
#include "linewright/plant/hash.hpp"
#include "registry.hpp"
#include "setup.hpp"
#include "watched.hpp"

namespace linewright::python {

namespace {

constexpr std::array<std::string_view, 4> edit_kinds{"set", "scale", "add", "remove"};

/// Path, kind, value, factor.
using EditRow = py::typing::Tuple<py::str, py::str, py::str, py::float_>;

py::tuple edit_row(const Edit& edit) {
    return py::make_tuple(edit.path, text_to_python(edit_kinds[static_cast<std::size_t>(edit.kind)]), edit.value,
                          edit.factor);
}
Edit edit_from(const py::handle& row) {
    const auto parts = row.cast<std::tuple<std::string, std::string, std::string, double>>();
    Edit edit;
    edit.path = std::get<0>(parts);
    const auto kind = std::find(edit_kinds.begin(), edit_kinds.end(), std::get<1>(parts));
    if (kind == edit_kinds.end()) throw py::value_error("no kind of edit: " + std::get<1>(parts));
    edit.kind = static_cast<EditKind>(kind - edit_kinds.begin());
    edit.value = std::get<2>(parts);
    edit.factor = std::get<3>(parts);
    return edit;
}
std::vector<Edit> edits_from(const py::typing::Iterable<EditRow>& rows) {
    std::vector<Edit> edits;
    for (const py::handle row : rows) edits.push_back(edit_from(row));
    return edits;
}
py::tuple edit_rows(const std::vector<Edit>& edits) {
    py::list rows;
    for (const Edit& edit : edits) rows.append(edit_row(edit));
    return py::tuple(rows);
}

py::tuple row(const Interval& i) { return py::make_tuple(i.mean, i.half_width, i.sd, i.least, i.most, i.n); }

std::string_view verdict_name(Verdict verdict) {
    static constexpr std::array<std::string_view, 4> names{"same", "lower", "higher", "unclear"};
    return names[static_cast<std::size_t>(verdict)];
}

py::tuple row(const PairedDifference& d) {
    return py::make_tuple(text_to_python(d.kind), d.element, d.measure, text_to_python(d.unit), row(d.base),
                          row(d.value), row(d.difference), d.together, d.variance_factor,
                          text_to_python(verdict_name(d.verdict())));
}

/// A figure that is asked for by a wrong name is an IndexError, as in Result.figure.
py::list best_rows(const Comparison& c, const std::string& kind, const std::string& element, const std::string& measure,
                   bool largest) {
    py::list rows;
    for (const AgainstBest& b : c.best(kind, element, measure, largest))
        rows.append(py::make_tuple(b.name, row(b.value), b.low, b.high, b.may_be_best, b.is_best));
    return rows;
}

}  // namespace

void bind_compare(py::module_& module) {
    py::class_<Scenario>(module, "Scenario", "Edits under one name; linewright.Scenario is the one to use.")
        .def(py::init([](const std::string& name, const py::typing::Iterable<EditRow>& edits) {
                 return Scenario{name, edits_from(edits)};
             }),
             py::arg("name"), py::arg("edits"))
        .def_static(
            "of", [](const py::object& tree) { return read_scenario(json_line(tree_from(tree))); }, py::arg("tree"))
        .def_static(
            "between",
            [](const std::string& name, const Plant& before, const Plant& after) {
                return Scenario{name, edits_between(before, after)};
            },
            py::arg("name"), py::arg("before"), py::arg("after"))
        .def_static(
            "read", [](const std::string& text) { return read_scenario(text); }, py::arg("text"))
        .def("to_json", [](const Scenario& s) { return text_to_python(write_scenario(s)); })
        .def(
            "edited", [](const Scenario& s, const Plant& plant) { return edited(plant, s); }, py::arg("plant"))
        .def(
            "words", [](const Scenario& s, const Plant& plant) { return text_to_python(words(plant, s)); },
            py::arg("plant"))
        .def("lines",
             [](const Scenario& s) {
                 std::vector<std::string> lines;
                 for (const Edit& edit : s.edits) lines.push_back(edit_text(edit));
                 return lines;
             })
        .def_property_readonly("name", [](const Scenario& s) { return s.name; })
        .def_property_readonly("edits", [](const Scenario& s) { return edit_rows(s.edits); })
        .def("__eq__",
             [](const Scenario& a, const py::object& b) {
                 return py::isinstance<Scenario>(b) && a == b.cast<const Scenario&>();
             })
        .def("__hash__", [](const Scenario& s) { return detail::fnv1a(write_scenario(s)); });
    module.def(
        "words", [](const Plant& before, const Plant& after) { return text_to_python(words(before, after)); },
        py::arg("before"), py::arg("after"));
    module.def(
        "read_scenarios",
        [](const std::string& text, const std::string& source) {
            return read_scenarios(text, {.limits = {}, .source = source});
        },
        py::arg("text"), py::arg("source") = "");
    module.def(
        "write_scenarios",
        [](const py::typing::Iterable<Scenario>& scenarios) {
            std::vector<Scenario> all;
            for (const py::handle each : scenarios) all.push_back(each.cast<const Scenario&>());
            return text_to_python(write_scenarios(all));
        },
        py::arg("scenarios"));
    module.def("scenario_schema", [] { return scenario_schema(); });

    py::class_<Comparison>(module, "Comparison", "Results on the same seeds; linewright.Study makes tables of it.")
        .def(
            py::init([](std::vector<std::string> names, const py::typing::Iterable<Result>& results, std::size_t base) {
                Comparison c;
                c.names = std::move(names);
                for (const py::handle each : results) c.results.push_back(each.cast<const Result&>());
                if (c.names.size() != c.results.size() || base >= c.names.size())
                    throw py::value_error("a comparison needs a name for each result, and a base among them");
                c.base = base;
                return c;
            }),
            py::arg("names"), py::arg("results"), py::arg("base"))
        .def(
            "rows",
            [](const Comparison& c, std::size_t alternative) {
                py::list rows;
                for (const PairedDifference& d : c.differences(alternative)) rows.append(row(d));
                return rows;
            },
            py::arg("alternative"))
        .def("best_rows", &best_rows, py::arg("kind"), py::arg("element"), py::arg("measure"), py::arg("largest"));

    module.def(
        "compare",
        [](const std::vector<std::string>& names, const py::typing::Iterable<Plant>& plants, const py::object& horizon,
           const py::object& warmup, int replications, std::uint64_t seed, int threads, double confidence,
           const py::object& registry, const py::object& progress, const std::optional<std::uint64_t>& max_events,
           std::uint64_t max_events_per_instant, int max_jobs, std::uint64_t max_memory, bool carry_on,
           std::uint64_t first_replication) {
            RunOptions o;
            o.horizon = duration_from(horizon);
            o.warmup = duration_from(warmup);
            o.replications = replications;
            o.first_replication = first_replication;
            o.seed = seed;
            o.threads = threads;
            o.confidence = confidence;
            Limits{max_events_per_instant, max_events, max_jobs, max_memory}.set(o);
            o.carry_on = carry_on;
            std::vector<Alternative> alternatives;
            Registry rules;
            for (const py::handle each : plants) {
                alternatives.push_back({names.at(alternatives.size()), each.cast<const Plant&>()});
                if (alternatives.size() == 1) rules = registry_from(registry, alternatives.front().plant);
            }
            std::exception_ptr interrupted;
            Comparison c = watched_keeping(o, progress, interrupted, [&](const RunOptions& options) {
                return compare(alternatives, options, rules);
            });
            py::list results;
            for (Result& result : c.results) {
                result.options.progress = {};
                results.append(std::move(result));
            }
            py::object why = py::none();
            if (interrupted) {
                try {
                    std::rethrow_exception(interrupted);
                } catch (py::error_already_set& error) {
                    why = error.value();
                }
            }
            return py::make_tuple(results, why);
        },
        py::arg("names"), py::arg("plants"), py::arg("horizon"), py::arg("warmup"), py::arg("replications"),
        py::arg("seed"), py::arg("threads"), py::arg("confidence"), py::arg("registry") = py::none(),
        py::arg("progress") = py::none(), py::arg("max_events") = py::none(),
        py::arg("max_events_per_instant") = Limits{}.max_events_per_instant, py::arg("max_jobs") = Limits{}.max_jobs,
        py::arg("max_memory") = Limits{}.max_memory, py::arg("carry_on") = false, py::arg("first_replication") = 0);
}

}  // namespace linewright::python
