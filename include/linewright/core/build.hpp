// Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
//
// How the library's functions reach a program. Headers only: everything is inline. Linked with linewright::compiled
// (which defines LINEWRIGHT_COMPILED): the large functions are only declared here and were compiled there once, so that
// a program of one's own compiles in a third of the time. Both ways run the same code; the bodies are in *_body.hpp.
#pragma once

#if defined(LINEWRIGHT_COMPILED)
#define LINEWRIGHT_ONCE
#else
#define LINEWRIGHT_ONCE inline
#endif

#if defined(__GNUC__)
#define LINEWRIGHT_INLINE inline __attribute__((always_inline))
#else
#define LINEWRIGHT_INLINE inline
#endif
