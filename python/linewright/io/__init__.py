# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Plants from the files of other simulators."""

from linewright.io import autosched

__all__ = ["autosched"]
