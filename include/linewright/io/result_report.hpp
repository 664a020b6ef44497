// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A result as a page to read: what the line makes, how long it takes, what its stations lost their minutes to.
#pragma once

#include <iosfwd>
#include <string>

#include "linewright/study/study.hpp"

namespace linewright {

/// How the page looks.
struct ReportOptions {
    int width = 100;    ///< columns, at least 72
    bool utf8 = false;  ///< "±" instead of "+-"
    int rows = 40;      ///< of a table; of more stations or buffers the busiest are shown
};

/// The page. Figures are means over the replications with the half-width of their interval; with one replication there
/// is none, and the page says why. Profiles of OEE stand with their mapping of states.
[[nodiscard]] std::string report(const Result& result, const ReportOptions& options = {});

/// `std::cout << simulate(plant, {...});` prints the page.
std::ostream& operator<<(std::ostream& out, const Result& result);

}  // namespace linewright
