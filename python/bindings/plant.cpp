// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The plant as C++ holds it. The classes that planners edit are linewright.elements; they come here as a tree when
// something is asked of the whole plant, and go back as dicts.
#include <filesystem>

#include "described.hpp"
#include "linewright/engine/compile.hpp"
#include "linewright/io/edit.hpp"
#include "linewright/io/fields_json.hpp"
#include "linewright/io/json.hpp"
#include "linewright/io/schema.hpp"
#include "linewright/io/text.hpp"
#include "linewright/plant/hash.hpp"
#include "registry.hpp"

namespace linewright::python {

namespace {

std::string text_from(py::handle value) {
    Py_ssize_t size = 0;
    const char* data = PyUnicode_AsUTF8AndSize(value.ptr(), &size);
    if (data == nullptr) throw py::error_already_set();  // a lone surrogate
    return {data, static_cast<std::size_t>(size)};
}

JsonValue tree_of_distribution(const Distribution& d) {
    Writing writing;
    JsonValue tree = writing.write(d);
    if (!writing.faults().empty()) throw PlantError(writing.take_faults());
    return tree;
}

Plant plant_from(const py::object& description) {
    Reading reading;
    Plant plant;
    reading.read(tree_from(description), plant);
    if (!reading.faults().empty()) throw PlantError(reading.take_faults());
    return plant;
}

/// What stands in an edit: JSON text of any value.
std::string json_of(const py::object& value) { return json_line(tree_from(value)); }

}  // namespace

JsonValue tree_from(py::handle value, int depth) {
    if (depth > 64) throw py::value_error("is nested too deep");
    if (value.is_none()) return {};
    if (py::isinstance<py::bool_>(value)) return value.cast<bool>();
    if (py::isinstance<py::str>(value)) return text_from(value);
    if (py::isinstance<Duration>(value)) return duration_text(value.cast<Duration>());
    if (py::isinstance<Distribution>(value)) return tree_of_distribution(value.cast<Distribution>());
    if (py::isinstance<py::float_>(value)) return value.cast<double>();
    if (py::hasattr(value, "tolist")) return tree_from(value.attr("tolist")(), depth + 1);  // of NumPy, of pandas
    if (PyIndex_Check(value.ptr()) != 0) {
        const py::object whole = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
        if (!whole) throw py::error_already_set();
        int overflow = 0;
        const long long number = PyLong_AsLongLongAndOverflow(whole.ptr(), &overflow);
        if (overflow == 0) return static_cast<std::int64_t>(number);
        const double large = PyLong_AsDouble(whole.ptr());
        if (PyErr_Occurred() != nullptr) throw py::error_already_set();
        return large;
    }
    if (py::hasattr(value, "_tree")) return tree_from(value.attr("_tree")(), depth + 1);
    if (py::isinstance<py::dict>(value)) {
        JsonObject members;
        for (const auto& [key, item] : py::reinterpret_borrow<py::dict>(value)) {
            if (!py::isinstance<py::str>(key))
                throw py::type_error("a key must be a text, is " + py::repr(key).cast<std::string>());
            if (!item.is_none()) members.push_back({text_from(key), tree_from(item, depth + 1)});
        }
        return members;
    }
    if (py::isinstance<py::list>(value) || py::isinstance<py::tuple>(value)) {
        JsonArray items;
        for (const py::handle item : value) items.push_back(tree_from(item, depth + 1));
        return items;
    }
    if (py::hasattr(value, "total_seconds")) return duration_text(duration_from(value));
    if (py::hasattr(value, "__float__")) return py::float_(py::reinterpret_borrow<py::object>(value)).cast<double>();
    throw py::type_error("a plant can't hold " + py::repr(value).cast<std::string>());
}

void bind_plant(py::module_& module) {
    py::class_<Plant>(module, "Plant", "A plant as the engine reads it; linewright.Plant is the one to edit.")
        .def(py::init(&plant_from), py::arg("description"))
        .def_static(
            "read",
            [](const std::string& text, const std::string& source) {
                return read_plant(text, {.limits = {}, .source = source});
            },
            py::arg("text"), py::arg("source") = "", py::call_guard<py::gil_scoped_release>())
        .def_static(
            "load", [](const std::string& path) { return load_plant(path); }, py::arg("path"),
            py::call_guard<py::gil_scoped_release>())
        .def(
            "save", [](const Plant& plant, const std::string& path) { save_plant(plant, path); }, py::arg("path"),
            py::call_guard<py::gil_scoped_release>())
        .def("to_json", [](const Plant& plant) { return text_to_python(write_plant(plant)); })
        .def("to_dict", [](const Plant& plant) { return to_python(plant); })
        .def(
            "check",
            [](const Plant& plant, const py::object& registry) {
                return faults_to_python(try_compile(plant, registry_from(registry, plant)).faults);
            },
            py::arg("registry") = py::none())
        .def(
            "edited",
            [](const Plant& plant, const std::string& path, const py::object& value) {
                return edited(plant, Edit::set(path, json_of(value)));
            },
            py::arg("path"), py::arg("value"))
        .def(
            "scaled",
            [](const Plant& plant, const std::string& path, double factor) {
                return edited(plant, Edit::scale(path, factor));
            },
            py::arg("path"), py::arg("factor"))
        .def(
            "with_added",
            [](const Plant& plant, const std::string& path, const py::object& value) {
                return edited(plant, Edit::add(path, json_of(value)));
            },
            py::arg("path"), py::arg("value"))
        .def(
            "without", [](const Plant& plant, const std::string& path) { return edited(plant, Edit::remove(path)); },
            py::arg("path"))
        .def(
            "edited_by_line",
            [](const Plant& plant, const std::string& line) { return edited(plant, read_edit(line)); }, py::arg("line"))
        .def(
            "diff",
            [](const Plant& before, const Plant& after) {
                py::list list;
                for (const Difference& d : diff(before, after))
                    list.append(py::make_tuple(d.path, d.before, d.after, d.text()));
                return list;
            },
            py::arg("other"))
        .def(
            "edits_to",
            [](const Plant& before, const Plant& after) {
                std::vector<std::string> lines;
                for (const Edit& edit : edits_between(before, after)) lines.push_back(edit_text(edit));
                return lines;
            },
            py::arg("other"))
        .def("hash", [](const Plant& plant) { return identity_text(plant_hash(plant)); })
        .def("__eq__", [](const Plant& a,
                          const py::object& b) { return py::isinstance<Plant>(b) && a == b.cast<const Plant&>(); })
        .def("__hash__", [](const Plant& plant) { return plant_hash(plant); });
    module.def(
        "schema", [] { return plant_schema(); }, "The JSON Schema of a plant's file.");
}

}  // namespace linewright::python
