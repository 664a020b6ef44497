# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Lets the site be made from the package's stubs.

Two modules of the package have their texts and types in a stub: `_core`, which is compiled, and `elements`, whose
classes are made when it is imported. Here the stub itself is imported in their place, so that the site needs no
compiled module and shows the types that an editor shows.
"""

from __future__ import annotations
import __future__

import ast
import importlib
import importlib.abc
import importlib.util
import inspect
import pathlib
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import types
    from importlib.machinery import ModuleSpec

PACKAGE = pathlib.Path(__file__).parents[2] / "python"
VERSION = re.search(r'version = "([^"]+)"', (PACKAGE.parent / "include" / "linewright" / "version.hpp").read_text())
assert VERSION is not None
STUBS = {
    "linewright._core": PACKAGE / "linewright" / "_core.pyi",
    "linewright.elements": PACKAGE / "linewright" / "elements.pyi",
}
# What a stub only declares and the package asks for while it is imported.
VALUES: dict[str, dict[str, Any]] = {
    "linewright._core": {"__version__": VERSION[1]},
    "linewright.elements": {"_classes": {}, "_plant": ("plant", "", None, [])},
}
ALIASES = {"DurationLike", "DistributionLike", "TimesLike"}


class _Loader(importlib.abc.SourceLoader):
    def __init__(self, path: pathlib.Path) -> None:
        self.path = path

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002
        return str(self.path)

    def get_data(self, path: str | bytes) -> bytes:
        return pathlib.Path(str(path)).read_bytes()

    def source_to_code(self, data: Any, path: Any = "<string>") -> types.CodeType:
        # A stub may name what comes further down: its annotations stay texts.
        code: types.CodeType = compile(data, path, "exec", __future__.annotations.compiler_flag, dont_inherit=True)
        return code

    def exec_module(self, module: types.ModuleType) -> None:
        module.__dict__.update(VALUES[module.__name__])
        super().exec_module(module)
        for name in ALIASES & module.__dict__.keys():  # shown by their names, not as what they stand for
            module.__dict__[name] = type(name, (), {"__module__": "linewright"})


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname not in STUBS:
            return None
        file = STUBS[fullname]
        return importlib.util.spec_from_file_location(fullname, file, loader=_Loader(file))


def _for_types(module: types.ModuleType) -> list[ast.If]:
    return [
        block
        for block in ast.parse(inspect.getsource(module)).body
        if isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
    ]


def use() -> None:
    """From now on `import linewright` takes the stubs. Nothing can be simulated with it."""
    sys.path.insert(0, str(PACKAGE))
    sys.meta_path.insert(0, _Finder())
    importlib.invalidate_caches()
    modules = [
        importlib.import_module(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
        for path in sorted((PACKAGE / "linewright").rglob("*.py"))
        if path.stem not in ("__init__", "__main__")
    ]
    # The names that annotations use and the running package doesn't need; some come from each other.
    blocks = [(module, block) for module in modules for block in _for_types(module)]
    in_vain = 0
    while blocks:
        module, block = blocks.pop(0)
        try:
            exec(compile(ast.Module(block.body, []), module.__name__, "exec"), module.__dict__)
        except ImportError:
            in_vain += 1
            if in_vain > len(blocks):  # a whole round
                raise
            blocks.append((module, block))
        else:
            in_vain = 0
