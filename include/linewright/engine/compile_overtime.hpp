// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Compiling the rules by which shifts go on past their end.
#pragma once

#include <string>

#include "linewright/engine/compiler.hpp"

namespace linewright::detail {

inline std::uint32_t Compiler::overtime(const ShiftCalendar& calendar) {
    const OvertimeRule& rule = *calendar.overtime;
    const Place place = "calendars/" + calendar.name + "/overtime";
    Program::Overtime out;
    if (rule.buffer.empty() != rule.fewer_than.has_value())
        fault(place, rule.fewer_than ? "looks at a buffer and at what was made" : "doesn't say what it looks at",
              "Give either a buffer (and more_than) or fewer_than");
    if (!rule.buffer.empty()) {
        out.buffer = find(buffer_index, rule.buffer, place + "/buffer", "buffer");
        out.limit = rule.more_than;
        if (rule.more_than < 0)
            fault(place + "/more_than", "must not be negative, is " + std::to_string(rule.more_than),
                  "0 means: as long as a job waits");
        if (!rule.product.empty())
            fault(place + "/product", "is given, but all that waits counts", "It goes with fewer_than");
    }
    if (rule.fewer_than) {
        out.limit = *rule.fewer_than;
        if (*rule.fewer_than < 1)
            fault(place + "/fewer_than", "must be at least 1, is " + std::to_string(*rule.fewer_than),
                  "Give the good output that a shift is to reach");
        if (rule.more_than != 0 && rule.buffer.empty())
            fault(place + "/more_than", "is given without a buffer", "Leave it out");
        if (!rule.product.empty()) out.product = find(product_index, rule.product, place + "/product", "product");
    }
    const auto span = [&](const Duration& d, const Place& where) {
        const Tick t = moment(d, where);
        if (t == 0 && faults.empty()) fault(where, "must be over 0", "Leave the overtime out if there is none");
        return t;
    };
    out.step = span(rule.step, place + "/step");
    if (rule.most_a_day) out.a_day = span(*rule.most_a_day, place + "/most_a_day");
    if (rule.most_a_week) out.a_week = span(*rule.most_a_week, place + "/most_a_week");
    program.overtimes.push_back(out);
    return static_cast<std::uint32_t>(program.overtimes.size() - 1);
}

}  // namespace linewright::detail
