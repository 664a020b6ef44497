// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
// Compiled once for all who link linewright::compiled.
#include "linewright/study/steady_body.hpp"
