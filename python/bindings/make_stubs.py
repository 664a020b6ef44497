# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Writes the stubs that are committed: linewright/_core.pyi and linewright/elements.pyi.

.venv/bin/python python/bindings/make_stubs.py           # write them anew
.venv/bin/python python/bindings/make_stubs.py --check   # compare; a difference is an error
"""

import difflib
import pathlib
import re
import subprocess
import sys
import tempfile
from typing import Any

from linewright import _core
from linewright.elements import _class_name, attribute

HERE = pathlib.Path(__file__).parents[1] / "linewright"
HEAD = "# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT\n"
HEAD += "# Written by python/bindings/make_stubs.py.\n"

ANY = {"list": "typing.Any", "dict": "typing.Any, typing.Any", "tuple": "typing.Any, ..."}

PRELUDE = """
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, Literal, TypeAlias

from linewright._core import Distribution, Duration
from linewright._element import Element, ElementList, Times

DurationLike: TypeAlias = str | timedelta | Duration
DistributionLike: TypeAlias = DurationLike | Distribution | Mapping[str, Any]
TimesLike: TypeAlias = DistributionLike | Mapping[str, DistributionLike] | None

LAWS: dict[str, Callable[..., Distribution]]
_classes: dict[str, type[Element]]
_plant: tuple[str, str, str | None, list[tuple[str, Any, Any, str]]]

def _class_name(name: str) -> str: ...
def attribute(field: str) -> str: ...
"""


def held(kind: tuple[Any, ...]) -> str:
    """The type that a field has when it is read."""
    simple = {"text": "str", "flag": "bool", "whole": "int", "number": "float", "duration": "Duration"}
    simple |= {"distribution": "Distribution", "times": "Distribution | Times | None"}
    if kind[0] in simple:
        return simple[kind[0]]
    if kind[0] == "choice":
        return f"Literal[{', '.join(repr(name) for name, _ in kind[1])}]"
    if kind[0] == "element":
        return _class_name(kind[1])
    if kind[0] == "optional":
        return f"{held(kind[1])} | None"
    if kind[0] == "map":
        return f"dict[str, {held(kind[1])}]"
    return f"{'ElementList' if kind[1][0] == 'element' else 'list'}[{held(kind[1])}]"


def taken(kind: tuple[Any, ...], shorthands: dict[str, str | None], shorthand: bool = False) -> str:
    """The type that a field takes when it is set."""
    likes = {"duration": "DurationLike", "distribution": "DistributionLike", "times": "TimesLike"}
    if kind[0] in likes:
        return likes[kind[0]]
    if kind[0] == "element":
        return f"{_class_name(kind[1])} | Mapping[str, Any]" + (" | str" if shorthands[kind[1]] else "")
    if kind[0] == "optional":
        return f"{taken(kind[1], shorthands)} | None"
    if kind[0] == "list" and shorthand:
        return f"str | {taken(kind, shorthands)}"
    if kind[0] == "map":
        inner = taken(kind[1], shorthands)
        return f"Mapping[str, {inner}] | {inner}"
    return f"Iterable[{taken(kind[1], shorthands)}]" if kind[0] == "list" else held(kind)


def element_stubs() -> str:
    """The text of elements.pyi."""
    elements = _core.elements()
    shorthands = {name: shorthand for name, _, shorthand, _ in elements}
    out = [HEAD, PRELUDE]
    for name, doc, shorthand, raw in elements:
        fields = [(attribute(field), kind, doc) for field, kind, _, doc in raw]
        cls = "PlantFields" if name == "plant" else _class_name(name)
        out.append(f"class {cls}(Element):\n    {doc!r}\n")
        first = [f for f in fields if f[0] in ("name", shorthand)][:1]
        rest = [f for f in fields if f not in first]
        arguments = [f"{f}: {taken(kind, shorthands, f == shorthand)} = ..." for f, kind, _ in first]
        if rest:
            arguments += ["*", *(f"{f}: {taken(kind, shorthands)} = ..." for f, kind, _ in rest)]
        out.append(f"    def __init__(self, {', '.join(arguments)}) -> None: ...\n")
        for field, kind, doc in fields:
            set_to = taken(kind, shorthands, field == shorthand)
            if held(kind) == set_to:
                out.append(f"    {field}: {held(kind)}\n    {doc!r}\n")
            else:
                out.append(f"    @property\n    def {field}(self) -> {held(kind)}:\n        {doc!r}\n")
                out.append(f"    @{field}.setter\n    def {field}(self, value: {set_to}) -> None: ...\n")
    for name, doc, parameters in _core.laws():
        arguments = [f"{p}: {taken(kind, shorthands)}" for p, kind, _, _ in parameters]
        out.append(
            f"def {name}({', '.join(arguments)}, *, offset: DurationLike | None = None) -> Distribution:\n    {doc!r}\n"
        )
    classes = [_class_name(name) for name, *_ in elements if name != "plant"]
    out.append(f"__all__ = {[*classes, *(name for name, *_ in _core.laws())]!r}\n")
    return "\n".join(out)


def core_stubs() -> str:
    """The text of _core.pyi."""
    with tempfile.TemporaryDirectory() as folder:
        run = [sys.executable, "-m", "pybind11_stubgen", "linewright._core", "-o", folder, "--numpy-array-use-type-var"]
        subprocess.run(run, check=True, capture_output=True)
        text = (pathlib.Path(folder) / "linewright" / "_core.pyi").read_text()
    text = re.sub(r"__version__: str = .*", "__version__: str", text)
    text = re.sub(r"\b(list|dict|tuple)\b(?=[:,)\]\n]| =)", lambda bare: f"{bare[1]}[{ANY[bare[1]]}]", text)
    text = re.sub(r"collections\.abc\.Iterable(?!\[)", "collections.abc.Iterable[typing.Any]", text)
    text = text.replace(
        "__hash__: typing.ClassVar[None] = None", "__hash__: typing.ClassVar[None] = None  # type: ignore[assignment]"
    )
    return HEAD + text


def formatted(text: str) -> str:
    """As `ruff format` would have it."""
    config = HERE.parents[1] / "pyproject.toml"
    ruff = [sys.executable, "-m", "ruff"]
    select = ["check", "--quiet", "--fix", "--exit-zero", "--config", str(config), "--stdin-filename", "x.pyi", "-"]
    fixed = subprocess.run([*ruff, *select], input=text, capture_output=True, text=True, check=True).stdout
    form = ["format", "--quiet", "--config", str(config), "--stdin-filename", "x.pyi", "-"]
    return subprocess.run([*ruff, *form], input=fixed, capture_output=True, text=True, check=True).stdout


def main() -> int:
    """Writes or compares."""
    bad = 0
    for name, text in (("elements.pyi", formatted(element_stubs())), ("_core.pyi", formatted(core_stubs()))):
        path = HERE / name
        if "--check" not in sys.argv[1:]:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            bad = 1
            before = path.read_text().splitlines() if path.exists() else []
            sys.stderr.write(
                "\n".join([*difflib.unified_diff(before, text.splitlines(), name, "made anew", lineterm=""), ""])
            )
    return bad


if __name__ == "__main__":
    raise SystemExit(main())
