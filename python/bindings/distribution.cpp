// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Distributions: immutable values, made from "3 min" or by a law's name and parameters.
#include <pybind11/numpy.h>

#include "described.hpp"
#include "linewright/core/moments.hpp"
#include "linewright/core/sampler.hpp"
#include "linewright/io/fields_json.hpp"
#include "linewright/plant/hash.hpp"

namespace linewright::python {

namespace {

/// Moments are in microseconds, or in cycles.
bool in_cycles(const Distribution& d) {
    return std::visit(
        [&]<class L>(const L& law) {
            bool cycles = d.offset.is_cycles();
            for_each_field<L>([&](const auto& field) {
                const auto& parameter = law.*field.member;
                using P = std::remove_cvref_t<decltype(parameter)>;
                if constexpr (std::is_same_v<P, Duration>) cycles = cycles || parameter.is_cycles();
                if constexpr (std::is_same_v<P, std::vector<Duration>>)
                    cycles = cycles || (!parameter.empty() && parameter.front().is_cycles());
            });
            return cycles;
        },
        d.law);
}
double unit_of(const Distribution& d) { return in_cycles(d) ? 1.0 : 1e6; }

/// A distribution that can be asked for figures; the faults of any other as a ValueError.
const Distribution& sound(const Distribution& d) {
    std::string faults;
    check(d, [&](const std::string& place, const std::string& what, const std::string& remedy) {
        faults += (faults.empty() ? "" : "\n") + Fault{place, what, remedy}.text();
    });
    if (!faults.empty()) throw py::value_error(faults);
    return d;
}

std::string repr(const Distribution& d) {
    const auto quoted = [](const py::object& value) {
        if (py::isinstance<Duration>(value)) return "'" + duration_text(value.cast<Duration>()) + "'";
        if (!py::isinstance<py::list>(value)) return py::repr(value).cast<std::string>();
        std::string items;
        for (const py::handle item : value) {
            if (!items.empty()) items += ", ";
            items += py::isinstance<Duration>(item) ? "'" + duration_text(item.cast<Duration>()) + "'"
                                                    : py::repr(item).cast<std::string>();
        }
        return "[" + items + "]";
    };
    std::string text = std::visit(
        [&]<class L>(const L& law) {
            std::string arguments;
            for_each_field<L>([&](const auto& field) {
                arguments += (arguments.empty() ? "" : ", ") + quoted(to_python(law.*field.member));
            });
            return std::string(Fields<L>::name) + "(" + arguments;
        },
        d.law);
    if (d.offset != Duration{}) text += ", offset='" + duration_text(d.offset) + "'";
    return text + ")";
}

Distribution from_tree(const JsonValue& tree) {
    Reading reading;
    Distribution d;
    reading.read(tree, d);
    if (reading.faults().empty()) return d;
    std::string text;
    for (const Fault& fault : reading.faults()) text += (text.empty() ? "" : "\n") + fault.text();
    throw py::value_error(text);
}

Distribution distribution_from(const py::object& value) {
    if (py::isinstance<Distribution>(value)) return value.cast<Distribution>();
    if (py::isinstance<py::dict>(value)) return from_tree(tree_from(value));
    return duration_from(value);
}

}  // namespace

void bind_distribution(py::module_& module) {
    py::class_<Distribution>(
        module, "Distribution",
        "How long something takes: a law and its parameters. It never changes; make a new one instead.\n\n"
        "Figures are in seconds (counts for cycles), the offset included.")
        .def(py::init(&distribution_from), py::arg("value"),
             "From \"3 min\" (constant), a timedelta, a dict as in a plant's file, or another Distribution.")
        .def_property_readonly(
            "type",
            [](const Distribution& d) {
                return std::visit([]<class L>(const L&) { return text_to_python(Fields<L>::name); }, d.law);
            },
            "The name of the law.")
        .def_property_readonly(
            "parameters",
            [](const Distribution& d) { return std::visit([](const auto& law) { return to_python(law); }, d.law); },
            "The law's parameters, by name.")
        .def_property_readonly(
            "offset", [](const Distribution& d) { return d.offset; }, "What is added to every draw.")
        .def(
            "mean", [](const Distribution& d) { return mean(sound(d)) / unit_of(d); }, "The mean, seconds.")
        .def(
            "variance", [](const Distribution& d) { return variance(sound(d)) / (unit_of(d) * unit_of(d)); },
            "The variance, square seconds.")
        .def(
            "sd", [](const Distribution& d) { return std::sqrt(variance(sound(d))) / unit_of(d); },
            "The standard deviation, seconds.")
        .def(
            "cdf", [](const Distribution& d, double x) { return cdf(sound(d), x * unit_of(d)); }, py::arg("x"),
            "The probability of a value of at most x seconds.")
        .def(
            "quantile",
            [](const Distribution& d, double p) {
                if (!(p >= 0.0 && p <= 1.0)) throw py::value_error("p must be from 0 to 1");
                return quantile(sound(d), p) / unit_of(d);
            },
            py::arg("p"), "The least x, in seconds, that a share p of the values does not exceed.")
        .def("__str__", &repr)
        .def("__repr__", &repr)
        .def("__eq__",
             [](const Distribution& d, const py::object& other) -> py::object {
                 if (py::isinstance<Distribution>(other)) return py::bool_(d == other.cast<Distribution>());
                 if (py::isinstance<Duration>(other)) return py::bool_(d == Distribution(other.cast<Duration>()));
                 if (!py::isinstance<py::str>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
                 const ReadDuration read = read_duration(other.cast<std::string>());
                 return py::bool_(read.duration && d == Distribution(*read.duration));
             })
        .def("__hash__",
             [](const Distribution& d) {
                 detail::PlantHash hash;
                 hash.add(d);
                 return hash.value();
             })
        .def("__copy__", [](const Distribution& d) { return d; })
        .def("__deepcopy__", [](const Distribution& d, const py::dict&) { return d; })
        .def(py::pickle([](const Distribution& d) { return py::make_tuple(json_line(Writing().write(d))); },
                        [](const py::tuple& state) {
                            JsonDocument document = parse_json(state[0].cast<std::string>());
                            if (!document.value) throw py::value_error("not a Distribution");
                            return from_tree(*document.value);
                        }));
}

}  // namespace linewright::python
