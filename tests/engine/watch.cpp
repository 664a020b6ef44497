// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// The engine that tells a Watcher what happens, compiled once for all tests of this folder.
#include "watch.hpp"

namespace linewright {
template class Run<Watcher>;
}  // namespace linewright
