// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Linewright's exceptions as those of linewright.errors, with what they carry.
#include <filesystem>

#include "bindings.hpp"
#include "linewright/io/edit.hpp"
#include "linewright/study/study.hpp"

namespace linewright::python {

namespace {
py::object error_class(const char* name) { return py::module_::import("linewright.errors").attr(name); }

void raise(const char* name, const py::tuple& arguments) {
    const py::object type = error_class(name);
    PyErr_SetObject(type.ptr(), type(*arguments).ptr());
}
}  // namespace

py::list faults_to_python(const Faults& faults) {
    py::list list;
    for (const Fault& fault : faults) list.append(py::make_tuple(fault.place, fault.what, fault.remedy));
    return list;
}

void raise_plant_error(const Faults& faults) { raise("PlantError", py::make_tuple(faults_to_python(faults))); }

void bind_errors(py::module_&) {
    py::register_exception_translator([](std::exception_ptr pointer) {
        if (!pointer) return;
        try {
            std::rethrow_exception(pointer);
        } catch (const PlantError& error) {
            raise_plant_error(error.faults());
        } catch (const EditError& error) {
            raise("EditError", py::make_tuple(faults_to_python(error.faults())));
        } catch (const RunError& error) {
            const RunFailure& f = error.failure();
            raise("RunError", py::make_tuple(f.message, name_of(f.ending), f.replication, f.seed, f.at_seconds));
        } catch (const std::filesystem::filesystem_error& error) {
            errno = error.code().value();
            PyErr_SetFromErrnoWithFilename(PyExc_OSError, error.path1().string().c_str());
        }
    });
}

}  // namespace linewright::python
