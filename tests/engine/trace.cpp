// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The engine that tells a trace what happens, compiled once for all tests of this folder.
#include "trace.hpp"

namespace linewright {
template class Run<Trace::Listener>;
}  // namespace linewright
