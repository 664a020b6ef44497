# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Lets the tests of this folder import the plants in lines.py."""

import importlib.util
import pathlib
import sys

_spec = importlib.util.spec_from_file_location("tests_lines", pathlib.Path(__file__).with_name("lines.py"))
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
sys.modules["tests_lines"] = _module
_spec.loader.exec_module(_module)
