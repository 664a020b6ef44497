// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
// Nothing, but in the test build with rule switches: there a program and the library must both have them, or neither.
#define LINEWRIGHT_RULE_SWITCHES_BODY
#include "linewright/core/rules.hpp"
