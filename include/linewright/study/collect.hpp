// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// From replications that had their turn to a result: which count, which failed, what is thrown.
#pragma once

#include <string>
#include <vector>

#include "linewright/core/build.hpp"
#include "linewright/record/result.hpp"
#include "linewright/study/pool.hpp"

namespace linewright {

struct Result;  // study.hpp, whose body includes this

}  // namespace linewright

namespace linewright::detail {

/// What one replication of a study came to.
struct Ran {
    RunResult run{};
    Outcome outcome{Ending::cancelled, 0, "it had not begun"};
};

/// A study's result from its replications. `called`: what stands before the message of a failure, when several plants
/// are run together.
LINEWRIGHT_ONCE Result collected(const Program& program, const RunOptions& options, std::vector<Ran>& all,
                                 const PoolEnd& end, const std::string& called);

}  // namespace linewright::detail
