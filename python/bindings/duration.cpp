// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Durations with their units.
#include <functional>

#include "bindings.hpp"
#include "linewright/io/text.hpp"

namespace linewright::python {

Duration duration_from(py::handle value) {
    if (py::isinstance<Duration>(value)) return value.cast<Duration>();
    if (py::isinstance<py::str>(value)) {
        const ReadDuration read = read_duration(value.cast<std::string>());
        if (!read.duration) throw py::value_error(read.what + ". " + read.remedy);
        return *read.duration;
    }
    if (py::hasattr(value, "total_seconds")) {
        const Duration span{value.attr("total_seconds")().cast<double>(), Unit::s};
        if (!std::isfinite(span.value)) throw py::value_error("is not a time. Give a finite one");
        return span;
    }
    const std::string shown = py::repr(value).cast<std::string>();
    if (PyNumber_Check(value.ptr()))
        throw py::type_error("is a bare number, " + detail::cut(shown) + ". Write its unit, as in \"" +
                             detail::cut(shown) + " min\"");
    throw py::type_error("must be a duration, is " + detail::cut(shown) +
                         ". Write a number and its unit, as in \"4.2 min\"");
}

void bind_duration(py::module_& module) {
    py::class_<Duration>(module, "Duration", "A span of time with its unit: Duration(\"4.2 min\"). 60 s equals 1 min.")
        .def(py::init([](const py::object& span) { return duration_from(span); }), py::arg("span"),
             "From \"4.2 min\", a datetime.timedelta or another Duration.")
        .def_property_readonly(
            "value", [](const Duration& d) { return d.value; }, "The number, in `unit`.")
        .def_property_readonly(
            "unit", [](const Duration& d) { return std::string(name_of(d.unit)); },
            "us, ms, s, min, h, d, wk or cycles.")
        .def_property_readonly(
            "seconds", [](const Duration& d) { return d.is_cycles() ? d.value : d.seconds(); },
            "The span in seconds (a count for cycles).")
        .def("__str__", [](const Duration& d) { return duration_text(d); })
        .def("__repr__", [](const Duration& d) { return "Duration('" + duration_text(d) + "')"; })
        .def("__eq__",
             [](const Duration& d, const py::object& other) -> py::object {
                 if (py::isinstance<Duration>(other)) return py::bool_(d == other.cast<Duration>());
                 if (!py::isinstance<py::str>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
                 const ReadDuration read = read_duration(other.cast<std::string>());
                 return py::bool_(read.duration && *read.duration == d);
             })
        .def("__hash__", [](const Duration& d) { return py::hash(py::make_tuple(d.microseconds(), d.is_cycles())); })
        .def("__lt__", [](const Duration& d,
                          const py::object& other) { return d.microseconds() < duration_from(other).microseconds(); })
        .def("__le__", [](const Duration& d,
                          const py::object& other) { return d.microseconds() <= duration_from(other).microseconds(); })
        .def("__gt__", [](const Duration& d,
                          const py::object& other) { return d.microseconds() > duration_from(other).microseconds(); })
        .def("__ge__", [](const Duration& d,
                          const py::object& other) { return d.microseconds() >= duration_from(other).microseconds(); })
        .def(
            "__mul__", [](const Duration& d, double factor) { return d * factor; }, py::is_operator())
        .def(
            "__rmul__", [](const Duration& d, double factor) { return d * factor; }, py::is_operator())
        .def("__copy__", [](const Duration& d) { return d; })
        .def("__deepcopy__", [](const Duration& d, const py::dict&) { return d; })
        .def(py::pickle([](const Duration& d) { return py::make_tuple(d.value, static_cast<int>(d.unit)); },
                        [](const py::tuple& state) {
                            const int unit = state[1].cast<int>();
                            if (unit < 0 || unit >= static_cast<int>(unit_names.size()))
                                throw py::value_error("not a Duration");
                            return Duration{state[0].cast<double>(), static_cast<Unit>(unit)};
                        }));
}

}  // namespace linewright::python
