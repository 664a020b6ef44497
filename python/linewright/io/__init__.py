# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Plants from files of others: each module reads one published format and gives a `linewright.Plant`."""
