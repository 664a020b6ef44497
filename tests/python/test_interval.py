# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""An interval prints itself, takes a format, and changes its unit."""

from __future__ import annotations

import linewright as lw


def test_an_interval_takes_a_format() -> None:
    interval = lw.Interval(19.96, 0.0671, 0.14, 19.5, 20.4, 20)
    assert str(interval) == "19.96 ± 0.07"
    assert f"{interval}" == "19.96 ± 0.07"
    assert f"{interval:.1f}" == "20.0 ± 0.1"


def test_an_interval_changes_its_unit() -> None:
    hours = lw.Interval(7200.0, 360.0, 720.0, 3600.0, 10800.0, 5).scaled(1 / 3600)
    assert hours == lw.Interval(2.0, 0.1, 0.2, 1.0, 3.0, 5)
    assert lw.Interval(1.0, 0.5, 0.5, 0.0, 2.0, 5).scaled(-1).least == -2.0
