// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Python callables as rules of the user's own.
#pragma once

#include "bindings.hpp"
#include "linewright/engine/program.hpp"

namespace linewright::python {

/// A waiting job as a Python rule sees it: names and seconds instead of numbers and ticks.
struct JobView {
    WaitingJob job;
    double seconds_per_tick;
    std::shared_ptr<const std::vector<std::string>> products;
};

/// A registry from {"my_rule": callable} (or None). Each call takes the GIL, so a run with such a rule is slow and its
/// threads take turns.
Registry registry_from(const py::object& rules, const Plant& plant);

}  // namespace linewright::python
