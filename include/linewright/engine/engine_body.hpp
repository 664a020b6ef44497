// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The bodies of engine.hpp: the loops as they run when nobody listens.
#pragma once

#include "linewright/core/build.hpp"
#include "linewright/engine/engine.hpp"
#include "linewright/engine/run.hpp"

namespace linewright {

LINEWRIGHT_ONCE Outcome Simulation::run_until(Tick until, StopToken stop) {
    NoObserver silent;
    return run_until(until, silent, stop);
}

LINEWRIGHT_ONCE Outcome Simulation::step() {
    NoObserver silent;
    return step(silent);
}

}  // namespace linewright
