// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// What the statistics return, as plain rows; linewright.statistics gives them names.
#pragma once

#include "bindings.hpp"
#include "linewright/study/series.hpp"

namespace linewright::python {

inline py::tuple row(const Interval& i) { return py::make_tuple(i.mean, i.half_width, i.sd, i.least, i.most, i.n); }

inline py::tuple row(const Truncation& t) {
    return py::make_tuple(t.found, t.cut, t.n, t.batch, t.statistic, t.mean, t.all, t.says);
}
inline py::tuple row(const BatchMeans& b) {
    return py::make_tuple(row(b.interval), b.independent, b.batches, b.size, b.dropped, b.von_neumann, b.lag1, b.least,
                          b.says);
}

}  // namespace linewright::python
