// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Studies without the GIL: their calling thread looks at signals and reports progress every few milliseconds.
#pragma once

#include <chrono>
#include <exception>

#include "bindings.hpp"
#include "linewright/study/study.hpp"

namespace linewright::python {

/// Calls `study(options)` with options that report to `progress`. What that raises, or Ctrl-C, cancels the study and is
/// in `raised` afterwards; what was done by then is returned.
template <class Study>
auto watched_keeping(RunOptions options, const py::object& progress, std::exception_ptr& raised, const Study& study) {
    auto looked = std::chrono::steady_clock::now();
    options.progress = [&](int done, int wanted) {
        if (raised) return false;
        const auto now = std::chrono::steady_clock::now();
        if (done < wanted && now - looked < std::chrono::milliseconds(10)) return true;
        looked = now;
        const py::gil_scoped_acquire gil;
        try {
            if (PyErr_CheckSignals() != 0) throw py::error_already_set();
            return progress.is_none() || !progress(done, wanted).is(py::bool_(false));
        } catch (...) {
            raised = std::current_exception();
            return false;
        }
    };
    try {
        const py::gil_scoped_release release;
        return study(options);
    } catch (...) {  // a run that failed, too: what the caller did comes first
        if (raised) std::rethrow_exception(raised);
        throw;
    }
}

/// The same; what `progress` raises, or Ctrl-C, comes out here.
template <class Study>
auto watched(const RunOptions& options, const py::object& progress, const Study& study) {
    std::exception_ptr raised;
    auto result = watched_keeping(options, progress, raised, study);
    if (raised) std::rethrow_exception(raised);
    result.options.progress = {};
    return result;
}

}  // namespace linewright::python
