// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// Linewright, whole: describe a plant, compile it, run it, read the figures. Headers only (Boost headers and Eigen).
// JSON files need the compiled part: linewright/io/json.hpp.
#pragma once

#include "linewright/core/distribution.hpp"
#include "linewright/core/moments.hpp"
#include "linewright/core/time.hpp"
#include "linewright/engine/engine.hpp"
#include "linewright/plant/faults.hpp"
#include "linewright/plant/plant.hpp"
#include "linewright/record/figures.hpp"
#include "linewright/record/oee.hpp"
#include "linewright/record/result.hpp"
#include "linewright/study/compare.hpp"
#include "linewright/study/contingency.hpp"
#include "linewright/study/intervals.hpp"
#include "linewright/study/select.hpp"
#include "linewright/study/series.hpp"
#include "linewright/study/steady.hpp"
#include "linewright/study/study.hpp"
#include "linewright/study/until.hpp"
