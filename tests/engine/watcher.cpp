// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
#include "watcher.hpp"

namespace linewright {

template Outcome Simulation::run_until(Tick, Watcher&, StopToken);
template Outcome Simulation::step(Watcher&);

}  // namespace linewright
