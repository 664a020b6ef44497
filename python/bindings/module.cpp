// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The table of contents of linewright._core; each bound thing has a file of its own beside this one.
#include <pybind11/pybind11.h>

#include <string>

#include "linewright/version.hpp"

PYBIND11_MODULE(_core, module) {
    module.doc() = "The compiled part of linewright.";
    module.attr("__version__") = std::string(linewright::version);
}
