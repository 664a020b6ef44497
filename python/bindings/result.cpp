// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Running a plant, and what came of it as plain rows; linewright.result makes frames of them.
#include <pybind11/numpy.h>
#include <pybind11/typing.h>

#include <algorithm>
#include <limits>

#include "described.hpp"
#include "linewright/engine/engine.hpp"
#include "linewright/plant/hash.hpp"
#include "linewright/study/study.hpp"
#include "registry.hpp"
#include "result_bytes.hpp"
#include "setup.hpp"
#include "watched.hpp"

namespace linewright::python {

namespace {

/// simulate() without the GIL.
Result run(const Plant& plant, const RunOptions& options, const py::object& registry, const py::object& progress) {
    const auto program = compile(plant, registry_from(registry, plant));
    return watched(options, progress, [&](const RunOptions& o) { return simulate(program, o); });
}

py::tuple row(const Interval& i) { return py::make_tuple(i.mean, i.half_width, i.sd, i.least, i.most, i.n); }

py::list summary(const Result& result) {
    py::list rows;
    for (const SummaryRow& r : result.summary()) {
        const Interval& i = r.interval;
        rows.append(py::make_tuple(text_to_python(r.kind), r.element, r.measure, text_to_python(r.unit), i.mean,
                                   i.half_width, i.sd, i.least, i.most, i.n));
    }
    return rows;
}

/// The names of the figures, and a table of values: a row for each replication, NaN where one lacks a figure.
py::tuple replications(const Result& result) {
    const detail::FigureTable table(result.runs);
    std::vector<std::uint64_t> numbers;
    for (const RunResult& run : result.runs) numbers.push_back(run.replication);
    py::list names;
    py::array_t<double> out({static_cast<py::ssize_t>(numbers.size()), static_cast<py::ssize_t>(table.rows.size())});
    std::fill(out.mutable_data(), out.mutable_data() + out.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t k = 0; k < table.rows.size(); ++k) {
        const Figure& f = table.rows[k].first;
        names.append(py::make_tuple(text_to_python(f.kind), f.element, f.measure, text_to_python(f.unit)));
        auto number = numbers.begin();
        for (const auto& [replication, value] : table.rows[k].values) {
            number = std::find(number, numbers.end(), replication);
            out.mutable_at(number - numbers.begin(), static_cast<py::ssize_t>(k)) = value;
        }
    }
    return py::make_tuple(names, numbers, out);
}

/// (replication, station, state, ticks, seconds, share) for the states that a station was ever in.
py::list states(const Result& result) {
    py::list rows;
    for (const RunResult& run : result.runs)
        for (std::size_t s = 0; s < run.stations.size(); ++s) {
            const StationResult& station = run.stations[s];
            const double whole = run.window() * static_cast<double>(station.places);
            for (std::size_t n = 0; n < state_count; ++n) {
                bool ever = false;
                for (const RunResult& any : result.runs) ever = ever || any.stations[s].time[n] != 0;
                if (!ever) continue;
                const auto ticks = static_cast<double>(station.time[n]);
                rows.append(py::make_tuple(run.replication, station.name, text_to_python(state_names[n]),
                                           station.time[n], run.seconds(ticks), whole > 0 ? ticks / whole : 0.0));
            }
        }
    return rows;
}

/// (replication, buffer, level, ticks, share)
py::list levels(const Result& result) {
    py::list rows;
    for (const RunResult& run : result.runs)
        for (const BufferResult& b : run.buffers)
            for (std::size_t n = 0; n < b.time_at_level.size(); ++n)
                if (b.time_at_level[n] != 0)
                    rows.append(py::make_tuple(run.replication, b.name, n, b.time_at_level[n],
                                               static_cast<double>(b.time_at_level[n]) / run.window()));
    return rows;
}

/// (replication, product, hour, good, plan)
py::list output_by_hour(const Result& result) {
    py::list rows;
    for (const RunResult& run : result.runs)
        for (const ProductResult& p : run.products)
            for (std::size_t h = 0; h < p.good_by_hour.size(); ++h)
                rows.append(py::make_tuple(run.replication, p.name, h, p.good_by_hour[h], p.plan_per_hour));
    return rows;
}

py::list losses(const Result& result, std::size_t most) {
    py::list rows;
    for (const Loss& loss : result.losses(most))
        rows.append(py::make_tuple(loss.station, text_to_python(name_of(loss.state)), loss.share));
    return rows;
}

double money(Amount amount) { return static_cast<double>(amount) / amounts_a_unit; }

/// (replication, kind, list, element, state, amount, direct, overhead, idle, kwh, millionths)
py::list cost_rows(const Result& result) {
    py::list rows;
    for (const RunResult& run : result.runs) {
        if (!run.costs) continue;
        for (const CostLine& l : run.costs->lines) {
            py::object kwh = py::none();
            if (l.kind == CostKind::energy) kwh = py::float_(static_cast<double>(l.milliwatt_hours) / 1e6);
            rows.append(py::make_tuple(run.replication, text_to_python(name_of(l.kind)), l.list, l.element, l.detail,
                                       money(l.amount), money(l.direct_sum()), money(l.overhead_sum()), money(l.idle),
                                       kwh, py::make_tuple(l.amount, l.direct_sum(), l.overhead_sum(), l.idle)));
        }
    }
    return rows;
}

/// (replication, product, good, kind, direct, overhead, millionths)
py::list product_cost_rows(const Result& result) {
    py::list rows;
    for (const RunResult& run : result.runs) {
        if (!run.costs) continue;
        std::array<bool, cost_kind_count> kinds{};
        for (const CostLine& l : run.costs->lines) kinds[static_cast<std::size_t>(l.kind)] = true;
        for (const ProductCost& p : run.costs->products)
            for (std::size_t k = 0; k < cost_kind_count; ++k)
                if (kinds[k])
                    rows.append(py::make_tuple(run.replication, p.name, p.good, text_to_python(cost_kind_names[k]),
                                               money(p.direct[k]), money(p.overhead[k]),
                                               py::make_tuple(p.direct[k], p.overhead[k])));
    }
    return rows;
}

/// (replication, hour of the week, kwh)
py::list energy_rows(const Result& result) {
    py::list rows;
    for (const RunResult& run : result.runs)
        if (run.costs)
            for (std::size_t h = 0; h < run.costs->kwh_by_hour.size(); ++h)
                rows.append(py::make_tuple(run.replication, h, run.costs->kwh_by_hour[h]));
    return rows;
}

py::object bottleneck(const Result& result) {
    if (result.runs.empty()) return py::none();
    const auto at = oee_bottleneck(result.runs.front());
    return at ? py::object(py::str(result.runs.front().stations[*at].name)) : py::none();
}

}  // namespace

void bind_result(py::module_& module) {
    py::list profiles;
    for (const auto& profile : Choices<OeeProfile>::list)
        profiles.append(py::make_tuple(text_to_python(profile.name), text_to_python(profile.doc)));
    module.attr("oee_profiles") = py::tuple(profiles);
    py::list states_list;
    for (const std::string_view name : state_names) states_list.append(text_to_python(name));
    module.attr("state_names") = py::tuple(states_list);

    py::class_<Result>(module, "Result", "All replications of a plant; linewright.Result makes tables of it.")
        .def_property_readonly("plant", [](const Result& r) { return r.plant; })
        .def_property_readonly("identity", [](const Result& r) { return r.plant_identity; })
        .def_property_readonly("horizon", [](const Result& r) { return r.options.horizon; })
        .def_property_readonly("warmup", [](const Result& r) { return r.options.warmup; })
        .def_property_readonly("seed", [](const Result& r) { return r.options.seed; })
        .def_property_readonly("first_replication", [](const Result& r) { return r.options.first_replication; })
        .def_property_readonly("wanted", [](const Result& r) { return r.options.replications; })
        .def_property_readonly("confidence", [](const Result& r) { return r.options.confidence; })
        .def_property_readonly("cancelled", [](const Result& r) { return r.cancelled; })
        .def_property_readonly("replications", [](const Result& r) { return r.runs.size(); })
        .def_property_readonly("events",
                               [](const Result& r) {
                                   std::uint64_t sum = 0;
                                   for (const RunResult& run : r.runs) sum += run.events;
                                   return sum;
                               })
        .def_property_readonly("failures",
                               [](const Result& r) {
                                   py::list rows;
                                   for (const RunFailure& f : r.failures)
                                       rows.append(py::make_tuple(f.message, text_to_python(name_of(f.ending)),
                                                                  f.replication, f.seed, f.at_seconds));
                                   return rows;
                               })
        .def(
            "figure",
            [](const Result& r, const std::string& kind, const std::string& element, const std::string& measure) {
                return row(r.figure(kind, element, measure));
            },
            py::arg("kind"), py::arg("element"), py::arg("measure"))
        .def("summary_rows", &summary)
        .def("replication_table", &replications)
        .def("state_rows", &states)
        .def("level_rows", &levels)
        .def("output_rows", &output_by_hour)
        .def("loss_rows", &losses, py::arg("most"))
        .def("bottleneck", &bottleneck)
        .def_property_readonly("currency",
                               [](const Result& r) -> std::optional<std::string> {
                                   if (r.runs.empty() || !r.runs.front().costs) return std::nullopt;
                                   return r.runs.front().costs->currency;
                               })
        .def("cost_rows", &cost_rows)
        .def("product_cost_rows", &product_cost_rows)
        .def("energy_rows", &energy_rows)
        .def(
            "part",
            [](const Result& r, std::uint64_t first, int count) {
                Result part;
                part.plant = r.plant;
                part.plant_identity = r.plant_identity;
                part.options = r.options;
                part.cancelled = r.cancelled;
                const std::uint64_t end = first + static_cast<std::uint64_t>(std::max(count, 0)),
                                    own = r.options.first_replication;
                if (count < 1 || first < own || end > own + static_cast<std::uint64_t>(r.options.replications))
                    throw py::value_error("these replications aren't in the result");
                part.options.first_replication = first;
                part.options.replications = count;
                for (const RunResult& run : r.runs)
                    if (run.replication >= first && run.replication < end) part.runs.push_back(run);
                for (const RunFailure& failure : r.failures)
                    if (failure.replication >= first && failure.replication < end) part.failures.push_back(failure);
                return part;
            },
            py::arg("first"), py::arg("count"))
        .def("save", [](const Result& r) { return py::bytes(saved_result(r)); })
        .def_static(
            "load", [](const py::bytes& bytes) { return loaded_result(std::string_view(bytes)); }, py::arg("bytes"))
        .def(py::pickle([](const Result& r) { return py::make_tuple(py::bytes(saved_result(r))); },
                        [](const py::tuple& state) {
                            if (state.size() != 1) throw py::value_error(other_version);
                            return loaded_result(std::string_view(state[0].cast<py::bytes>()));
                        }));

    module.def(
        "run",
        [](const Plant& plant, const py::object& horizon, const py::object& warmup, int replications,
           std::uint64_t seed, int threads, double confidence, const py::object& registry, const py::object& progress,
           const py::object& max_wall, const std::optional<std::uint64_t>& max_events,
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
            if (!max_wall.is_none()) o.max_wall = duration_from(max_wall);
            Limits{max_events_per_instant, max_events, max_jobs, max_memory}.set(o);
            o.carry_on = carry_on;
            return run(plant, o, registry, progress);
        },
        py::arg("plant"), py::arg("horizon"), py::arg("warmup"), py::arg("replications"), py::arg("seed"),
        py::arg("threads"), py::arg("confidence"), py::arg("registry") = py::none(), py::arg("progress") = py::none(),
        py::arg("max_wall") = py::none(), py::arg("max_events") = py::none(),
        py::arg("max_events_per_instant") = Limits{}.max_events_per_instant, py::arg("max_jobs") = Limits{}.max_jobs,
        py::arg("max_memory") = Limits{}.max_memory, py::arg("carry_on") = false, py::arg("first_replication") = 0);
    module.def(
        "merged",
        [](const py::typing::Iterable<Result>& parts, const std::optional<double>& confidence) {
            std::vector<Result> results;
            for (const py::handle part : parts) {
                results.push_back(part.cast<const Result&>());
                if (confidence) results.back().options.confidence = *confidence;
            }
            const py::gil_scoped_release release;
            return merged(std::move(results));
        },
        py::arg("parts"), py::arg("confidence") = py::none());
    module.def(
        "assembled",
        [](const py::typing::Iterable<Result>& parts, const Plant& plant, const py::object& horizon,
           const py::object& warmup, int replications, std::uint64_t seed, double confidence) {
            std::vector<Result> results;
            for (const py::handle part : parts) {
                results.push_back(part.cast<const Result&>());
                results.back().options.confidence = confidence;
            }
            std::sort(results.begin(), results.end(), [](const Result& a, const Result& b) {
                return a.options.first_replication < b.options.first_replication;
            });
            std::vector<Result> holes;
            const auto hole = [&](std::uint64_t from, std::uint64_t to) {
                if (from >= to) return;
                Result none;
                none.plant = plant.name;
                none.plant_identity = plant_hash(plant);
                none.options.horizon = duration_from(horizon);
                none.options.warmup = duration_from(warmup);
                none.options.seed = seed;
                none.options.confidence = confidence;
                none.options.first_replication = from;
                none.options.replications = static_cast<int>(to - from);
                none.cancelled = true;
                holes.push_back(std::move(none));
            };
            std::uint64_t at = 0;
            for (const Result& part : results) {
                hole(at, part.options.first_replication);
                at = part.options.first_replication + static_cast<std::uint64_t>(part.options.replications);
            }
            hole(at, static_cast<std::uint64_t>(replications));
            for (Result& none : holes) results.push_back(std::move(none));
            return merged(std::move(results));
        },
        py::arg("parts"), py::arg("plant"), py::arg("horizon"), py::arg("warmup"), py::arg("replications"),
        py::arg("seed"), py::arg("confidence"),
        "Parts of a study in the order of replications; those that are missing make it a cancelled one.");
    module.attr("result_format") = result_format;
}

}  // namespace linewright::python
