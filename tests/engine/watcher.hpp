// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The observer of the tests: keeps every event. The loop that tells it is compiled once (watcher.cpp) and not again in
// each file of tests of this folder, which saves a third of their building.
#pragma once

#include <vector>

#include "linewright/engine/engine.hpp"

namespace linewright {

struct Watcher {
    static constexpr bool listens = true;
    std::vector<Event> events;
    void on(const Event& e) { events.push_back(e); }
};

#ifdef LINEWRIGHT_ONE_WATCHER
extern template Outcome Simulation::run_until(Tick, Watcher&, StopToken);
extern template Outcome Simulation::step(Watcher&);
#endif

}  // namespace linewright
