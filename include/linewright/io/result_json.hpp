// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// A result as a JSON document: the options, every figure with its interval, and each replication's own counts in whole
// ticks and jobs. The same plant, options and seed give the same bytes, whatever the number of threads.
#pragma once

#include <string>

#include "linewright/study/study.hpp"

namespace linewright {

/// The version of the result's file format.
inline constexpr int result_format = 1;

/// The whole result. Times in summaries are in the row's unit; `runs` holds ticks. What cannot be known (an interval
/// from one replication) is null.
[[nodiscard]] std::string result_json(const Result& result, int indent = 1);

}  // namespace linewright
