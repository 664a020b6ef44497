// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What the files of the extension module share: one function that binds each thing, and the ways over the border
// between Python's values and Linewright's.
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <string>

#include "linewright/core/distribution.hpp"
#include "linewright/io/json_value.hpp"
#include "linewright/plant/faults.hpp"
#include "linewright/plant/plant.hpp"

namespace linewright::python {

namespace py = pybind11;

// One for each file, in the order of the module.
void bind_errors(py::module_& module);
void bind_duration(py::module_& module);
void bind_distribution(py::module_& module);
void bind_described(py::module_& module);
void bind_random(py::module_& module);
void bind_plant(py::module_& module);
void bind_result(py::module_& module);
void bind_compare(py::module_& module);
void bind_contingency(py::module_& module);
void bind_statistics(py::module_& module);
void bind_steady(py::module_& module);
void bind_simulation(py::module_& module);
void bind_trace(py::module_& module);

/// "4.2 min", a Duration or a datetime.timedelta as a Duration. Raises ValueError or TypeError with the remedy.
Duration duration_from(py::handle value);

/// Anything that a plant's description may hold (dicts, lists, texts, numbers, elements, durations, distributions) as
/// the tree that files are read from. None stands for what is not given.
JsonValue tree_from(py::handle value, int depth = 0);

/// A list of (place, what, remedy).
py::list faults_to_python(const Faults& faults);

/// Sets the Python error linewright.errors.PlantError.
void raise_plant_error(const Faults& faults);

}  // namespace linewright::python
