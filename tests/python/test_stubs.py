# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The committed stubs are those that would be made now."""

import pathlib
import subprocess
import sys

import pytest

STUBS = pathlib.Path(__file__).parents[2] / "python" / "bindings" / "make_stubs.py"


def test_stubs_are_up_to_date() -> None:
    pytest.importorskip("pybind11_stubgen")
    pytest.importorskip("ruff")
    done = subprocess.run([sys.executable, str(STUBS), "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
