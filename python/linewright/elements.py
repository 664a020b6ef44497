# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The elements of a plant and the laws of distribution, made from the lists of fields in C++.

`elements.pyi` beside this file is written by ``python -m linewright._stubs`` from the same lists.
"""

from __future__ import annotations

import keyword
from typing import TYPE_CHECKING, Any

from linewright import _core
from linewright._element import Element, coercion

if TYPE_CHECKING:
    from collections.abc import Callable

_classes: dict[str, type[Element]] = {}


def _class_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _default(kind: tuple[Any, ...], value: Any, coerce: Callable[[Any], Any]) -> Callable[[], Any]:
    return (lambda: coerce(value)) if kind[0] in ("list", "map") else (lambda: value)


def attribute(field: str) -> str:
    """What Python calls a field: as the file does, `from_` for "from"."""
    return f"{field}_" if keyword.iskeyword(field) else field


def _make(name: str, doc: str, shorthand: str | None, fields: list[tuple[str, Any, Any, str]]) -> type[Element]:
    keys = {attribute(field): field for field, *_ in fields if attribute(field) != field}
    fields = [(attribute(field), *rest) for field, *rest in fields]  # type: ignore[misc]
    cls = type(
        _class_name(name), (Element,), {"__doc__": f"{doc}\n\n" + "\n".join(f"{f}: {d}" for f, _, _, d in fields)}
    )
    cls.__module__ = __name__
    cls._name, cls._keys = name.replace("_", " "), keys
    cls._shorthand = attribute(shorthand) if shorthand else None
    cls._coerce = {field: coercion(kind, _classes) for field, kind, _, _ in fields}
    for field, kind, _, _ in fields:
        if field == cls._shorthand and kind[0] == "list":  # Step("mill") as well as Step(["M1", "M2"])
            cls._coerce[field] = lambda value, to=cls._coerce[field]: to([value] if isinstance(value, str) else value)
    cls._defaults = {field: _default(kind, value, cls._coerce[field]) for field, kind, value, _ in fields}
    # A real signature, for the tooltips of notebooks. What is not given becomes the default.
    first = [f for f, kind, _, _ in fields if f in ("name", shorthand)][:1]
    rest = [f for f, _, _, _ in fields if f not in first]
    parameters = ", ".join(
        ["self", *(f"{f}=_not" for f in first), "*", *(f"{f}=_not" for f in rest)]
        if rest
        else ["self", *(f"{f}=_not" for f in first)]
    )
    body = [f"def __init__({parameters}):"]
    for field, *_ in fields:
        body.append(f"    if {field} is _not: self.__dict__['{field}'] = _defaults['{field}']()")
        body.append(f"    else: self.{field} = {field}")
    scope: dict[str, Any] = {"_not": _Default(), "_defaults": cls._defaults}
    exec("\n".join(body), scope)
    cls.__init__ = scope["__init__"]  # type: ignore[misc]
    cls.__init__.__doc__ = "Fields by keyword; what is not given has its default."
    return cls


class _Default:
    def __repr__(self) -> str:
        return "<default>"


def _law(name: str, doc: str, parameters: list[tuple[str, Any, Any, str]]) -> Callable[..., _core.Distribution]:
    names = [p for p, _, _, _ in parameters]
    tree = ", ".join([f"'type': '{name}'", *(f"'{p}': {p}" for p in names), "'offset': offset"])
    scope: dict[str, Any] = {"_make": _core.Distribution}
    exec(f"def {name}({', '.join(names)}, *, offset=None):\n    return _make({{{tree}}})", scope)
    made: Callable[..., _core.Distribution] = scope[name]
    made.__module__ = __name__
    lines = [doc, "", *(f"{p}: {d}" for p, _, _, d in parameters), f"offset: {_core.offset_doc}"]
    made.__doc__ = "\n".join(lines)
    return made


for _name, _doc, _shorthand, _fields in _core.elements():
    if _name != "plant":  # linewright.Plant can do more
        _classes[_name] = _make(_name, _doc, _shorthand, _fields)
    else:
        _plant = (_name, _doc, _shorthand, _fields)
for _cls in _classes.values():
    globals()[_cls.__name__] = _cls
PlantFields = _make(*_plant)
LAWS = {_name: _law(_name, _doc, _parameters) for _name, _doc, _parameters in _core.laws()}
globals().update(LAWS)
__all__ = [*(_cls.__name__ for _cls in _classes.values()), *LAWS]
