// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The clock of a source that goes faster, slower or stands for a while.
#pragma once

#include <vector>

#include "linewright/core/rules.hpp"
#include "linewright/core/time.hpp"
#include "linewright/engine/program.hpp"

namespace linewright {

/// When an interval that begins at `from` is over by the source's own clock. What is due exactly at a beginning comes
/// then.
inline Tick paced_tick(const std::vector<Program::Pace>& all, const Range& paces, Tick from, double interval) {
    Tick at = from;
    double left = interval;
    for (std::uint32_t i = paces.first; i < paces.end(); ++i) {
        const Program::Pace& pace = all[i];
        if (pace.to <= at || !rule<"contingencies.a_source_at_another_rate">()) continue;
        if (at < pace.from) {
            const auto before = static_cast<double>(pace.from - at);
            if (left <= before) return at + to_ticks(left);
            left -= before;
            at = pace.from;
        }
        const double inside = static_cast<double>(pace.to - at) * pace.factor;
        if (left < inside) return at + to_ticks(left / pace.factor);
        left -= inside;
        at = pace.to;
    }
    return at + to_ticks(left);
}

}  // namespace linewright
