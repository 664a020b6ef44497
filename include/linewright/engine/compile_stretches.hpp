// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling which stations may have their stages fused (stretches.hpp): where loading, processing and unloading need
// nobody, and nothing that counts their work or depends on its stage could come between.
#pragma once

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline void Compiler::stretches() {
    if (program.plain) return;  // the direct loop knows nothing of them
    // Somebody looks at the end of every stage.
    const Prices& prices = program.prices;
    if (prices.follows() || prices.follows_power || !program.learnings.empty()) return;
    for (Program::Station& st : program.stations) {
        bool fused = st.alternatives.empty() && st.calendar == none && st.preemption == Preemption::none &&
                     st.setup_work == none;
        bool unloads = st.slots == 1;
        const auto look = [&](std::uint32_t u) {
            if (u == none) return;
            const Program::Unit& unit = program.units[u];
            for (std::uint32_t m = unit.modes.first; m < unit.modes.end(); ++m) {
                const Program::Mode& mode = program.modes[m];
                const bool counts = mode.clock == BreakdownClock::cycles || mode.clock == BreakdownClock::pieces;
                const bool by_calendar = mode.clock == BreakdownClock::calendar || mode.dated.count;
                // What falls due at the end of processing begins when the job is unloaded anyway.
                const bool waits =
                    unit.maintenance && !unit.whole_station && counts && mode.start == MaintenanceMode::after_job;
                fused = fused && (by_calendar || waits) && mode.job == JobPolicy::resume;
                // One that stops the unloading must find what has fallen due before.
                unloads = unloads && !(unit.counting && mode.start == MaintenanceMode::immediate);
            }
        };
        look(st.unit);
        look(st.maintenance);
        look(program.place_unit[st.first_place]);
        look(program.place_maintenance[st.first_place]);
        st.stretches = fused;
        st.unloads_with = fused && unloads;
        program.has_stretches = program.has_stretches || fused;
    }
}

}  // namespace linewright::detail
