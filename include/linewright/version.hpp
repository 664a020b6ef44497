// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The release that a program was built with. This line is the only place where the number stands: CMake,
// the Python package and the command line read it from here.
#pragma once

#include <string_view>

namespace linewright {

inline constexpr std::string_view version = "0.1.0";

}  // namespace linewright
