# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Lets the tests of this folder import the plants in lines.py and hostile.py, and what is in studies.py."""

import importlib.util
import pathlib
import sys

for _name in ("lines", "studies", "hostile"):
    _spec = importlib.util.spec_from_file_location(f"tests_{_name}", pathlib.Path(__file__).with_name(f"{_name}.py"))
    assert _spec is not None
    assert _spec.loader is not None
    _module = importlib.util.module_from_spec(_spec)
    sys.modules[f"tests_{_name}"] = _module
    _spec.loader.exec_module(_module)
