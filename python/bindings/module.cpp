// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The table of contents of linewright._core; each bound thing has a file of its own beside this one.
#include "bindings.hpp"
#include "linewright/version.hpp"

PYBIND11_MODULE(_core, module) {
    using namespace linewright::python;
    module.doc() = "The compiled part of linewright.";
    module.attr("__version__") = std::string(linewright::version);
    bind_errors(module);
    bind_duration(module);
    bind_distribution(module);
    bind_described(module);
    bind_random(module);
    bind_plant(module);
    bind_result(module);
    bind_compare(module);
    bind_contingency(module);
    bind_statistics(module);
    bind_steady(module);
    bind_simulation(module);
    bind_trace(module);
}
