# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What all elements of a plant have in common. Their fields come from the C++ lists: see `linewright.elements`.

Elements are ordinary Python objects that know which values their fields take: "3 min" becomes a Duration or a
Distribution, a wrong unit or name is refused at once with a remedy. Lists of elements are lists that can also be
asked by name. An element put into a plant is the same object as the one outside, as with any Python list; a plant's
`copy()` and `edit()` share nothing with it.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, SupportsIndex, TypeVar, overload

from linewright import _core

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Self

E = TypeVar("E", bound="Element")


class FieldError(ValueError):
    """A value that a field does not take."""


class Element:
    """A part of a plant: fields with their kinds and defaults; keywords, equality, copy and pickle."""

    _name: ClassVar[str]
    _shorthand: ClassVar[str | None]
    _keys: ClassVar[dict[str, str]]  # attributes that are not called as in a file: from_ for "from"
    _coerce: ClassVar[dict[str, Callable[[Any], Any]]]
    _defaults: ClassVar[dict[str, Callable[[], Any]]]

    def __setattr__(self, name: str, value: Any) -> None:
        """Takes a value that the field can hold, or says what would be right."""
        coerce = self._coerce.get(name)
        if coerce is None:
            remedy = _core.did_you_mean(name, list(self._coerce), "field")
            message = f"{type(self).__name__} has no field {name!r}. {remedy}"
            raise AttributeError(message)
        try:
            self.__dict__[name] = coerce(value)
        except (ValueError, TypeError, OverflowError) as error:
            message = f"{type(self).__name__}.{name} {error}"
            raise (TypeError if isinstance(error, TypeError) else FieldError)(message) from None

    def __delattr__(self, name: str) -> None:
        """Sets a field back to its default."""
        if name not in self._defaults:
            raise AttributeError(name)
        self.__dict__[name] = self._defaults[name]()

    def __eq__(self, other: object) -> bool:
        """Equal fields; 60 s equals 1 min."""
        if type(other) is not type(self):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        """Elements change: they have no hash, a plant has."""
        message = f"unhashable type: {type(self).__name__!r}"
        raise TypeError(message)

    def __repr__(self) -> str:
        """The call that makes it."""
        given = [f"{name}={_shown(value)}" for name, value in self.__dict__.items() if value != self._defaults[name]()]
        return f"{type(self).__name__}({', '.join(given)})"

    def __dir__(self) -> list[str]:
        """Fields and methods."""
        return [*super().__dir__(), *self._coerce]

    def copy(self) -> Self:
        """One that is equal and shares nothing with this one."""
        twin: Self = _copied(self)
        return twin

    def __copy__(self) -> Self:
        """As `copy`."""
        twin: Self = _copied(self)
        return twin

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """As `copy`."""
        twin: Self = _copied(self)
        return twin

    def __getstate__(self) -> dict[str, Any]:
        """Pickles."""
        return self.__dict__

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """Unpickles; a field that the state lacks gets its default."""
        for name, default in self._defaults.items():
            setattr(self, name, state.get(name, default()))

    def _tree(self) -> dict[str, Any]:
        if not self._keys:
            return self.__dict__
        return {self._keys.get(name, name): value for name, value in self.__dict__.items()}

    def _label(self) -> str | None:
        name = self.__dict__.get("name")
        if name:
            return str(name)
        at = self.__dict__.get("at")  # a step of a route
        return str(at[0]) if isinstance(at, list) and at else None


def _shown(value: Any) -> str:
    if isinstance(value, _core.Duration):
        return repr(str(value))
    if isinstance(value, _core.Distribution):
        plain = value.type == "constant" and value.offset.value == 0
        return repr(str(value.parameters["value"])) if plain else f"lw.{value!r}"
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key!r}: {_shown(item)}' for key, item in value.items())}}}"
    return repr(value)


def _copied(value: Any) -> Any:
    if isinstance(value, Element):
        twin = object.__new__(type(value))
        twin.__dict__.update({name: _copied(item) for name, item in value.__dict__.items()})
        return twin
    if isinstance(value, ElementList):
        copy: ElementList[Any] = ElementList(value.kind)
        list.extend(copy, map(_copied, value))
        return copy
    if isinstance(value, list):
        return [_copied(item) for item in value]
    if isinstance(value, Times):
        return Times(value)
    return dict(value) if isinstance(value, dict) else value


class ElementList(list[E], Generic[E]):
    """A list of elements that can be asked by name: ``plant.stations["mill"]``. What is put in is checked."""

    def __init__(self, kind: type[E], items: Iterable[E] = ()) -> None:
        """Made by the elements."""
        self.kind = kind
        super().__init__(self._take_all(items))

    def _take(self, item: Any) -> E:
        return element_of(self.kind, item)

    def _take_all(self, items: Any) -> list[E]:
        if isinstance(items, (str, bytes, dict)):
            raise TypeError(f"must be a list, is {items!r}. Put it in [ ]")
        return [self._take(item) for item in items]

    def _index(self, name: str) -> int:
        for number, item in enumerate(self):
            if item._label() == name:
                return number
        known = [label for item in self if (label := item._label())]
        raise KeyError(f"no {self.kind._name} {name!r}. {_core.did_you_mean(name, known, self.kind._name)}")

    def names(self) -> list[str]:
        """The names of the elements, in order."""
        return [item._label() or "" for item in self]

    @overload
    def __getitem__(self, key: SupportsIndex | str) -> E: ...
    @overload
    def __getitem__(self, key: slice) -> list[E]: ...
    def __getitem__(self, key: SupportsIndex | str | slice) -> E | list[E]:
        """By name or by number."""
        return super().__getitem__(self._index(key) if isinstance(key, str) else key)

    def __setitem__(self, key: Any, value: Any) -> None:
        """Puts another element in the place of one, by name or by number."""
        if isinstance(key, slice):
            super().__setitem__(key, self._take_all(value))
        else:
            super().__setitem__(self._index(key) if isinstance(key, str) else key, self._take(value))

    def __delitem__(self, key: SupportsIndex | str | slice) -> None:
        """Takes one out, by name or by number."""
        super().__delitem__(self._index(key) if isinstance(key, str) else key)

    def __contains__(self, item: object) -> bool:
        """By name, or an equal element."""
        return any(e._label() == item for e in self) if isinstance(item, str) else super().__contains__(item)

    def append(self, item: Any) -> None:
        """Adds one at the end."""
        super().append(self._take(item))

    def insert(self, index: SupportsIndex, item: Any) -> None:
        """Puts one in before a number."""
        super().insert(index, self._take(item))

    def extend(self, items: Iterable[Any]) -> None:
        """Adds several at the end."""
        super().extend(self._take_all(items))

    def __iadd__(self, items: Iterable[Any]) -> ElementList[E]:  # type: ignore[override,misc]
        """Adds several at the end."""
        self.extend(items)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles."""
        return type(self), (self.kind, list(self))


class Times(dict[str, Any]):
    """A time for each product; "*" stands for all others."""

    def _tree(self) -> dict[str, Any]:
        tree: dict[str, Any] = {"by_product": {name: time for name, time in self.items() if name != "*"}}
        if "*" in self:
            tree["otherwise"] = self["*"]
        return tree


def element_of(kind: type[E], value: Any) -> E:
    """An element, from itself, from a dict of its fields or from the text that stands for it."""
    if isinstance(value, kind):
        return value
    if isinstance(value, str) and kind._shorthand is not None:
        only: dict[str, Any] = {str(kind._shorthand): value}
        return kind(**only)
    if isinstance(value, dict):
        attributes = {key: name for name, key in kind._keys.items()}
        fields: dict[str, Any] = {attributes.get(str(key), str(key)): item for key, item in value.items()}
        return kind(**fields)
    raise TypeError(f"must be a {kind.__name__}, is {value!r}")


# ---- one function for each kind of field: takes what a person writes, gives what the field holds


def _text(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"must be a text, is {value!r}")


def _flag(value: Any) -> bool:
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    raise TypeError(f"must be True or False, is {value!r}")


def _whole(value: Any) -> int:
    if not isinstance(value, bool):
        try:
            return operator.index(value)
        except TypeError:
            if isinstance(value, float) and value.is_integer():
                return int(value)
    raise TypeError(f"must be a whole number, is {value!r}")


def _number(value: Any) -> float:
    if not isinstance(value, (bool, str, bytes)) and hasattr(value, "__float__"):
        return float(value)
    raise TypeError(f"must be a number, is {value!r}")


def _times(value: Any) -> Any:
    if value is None:
        return None
    if not isinstance(value, dict) or "type" in value:
        return _core.Distribution(value)
    if value and value.keys() <= {"by_product", "otherwise"}:  # as it stands in a file
        value = {**value.get("by_product", {}), **({"*": value["otherwise"]} if "otherwise" in value else {})}
    return Times({_text(product): _core.Distribution(time) for product, time in value.items()}) or None


def coercion(kind: tuple[Any, ...], elements: dict[str, type[Element]]) -> Callable[[Any], Any]:
    """The function that makes of a value what a field of this kind holds."""
    simple: dict[str, Callable[[Any], Any]] = {
        "text": _text,
        "flag": _flag,
        "whole": _whole,
        "number": _number,
        "duration": _core.Duration,
        "distribution": _core.Distribution,
        "times": _times,
    }
    if kind[0] in simple:
        return simple[kind[0]]
    if kind[0] == "element":
        element = elements[kind[1]]
        return lambda value: element_of(element, value)
    if kind[0] == "choice":
        names = [name for name, _ in kind[1]]

        def choose(value: Any) -> str:
            if isinstance(value, str) and value in names:
                return str(value)
            if isinstance(value, str):
                raise ValueError(f"has no choice {value!r}. {_core.did_you_mean(value, names, 'choice')}")
            raise TypeError(f"must be the name of a choice, is {value!r}. One of {', '.join(names)}")

        return choose
    inner = coercion(kind[1], elements)
    if kind[0] == "optional":
        return lambda value: None if value is None else inner(value)
    if kind[0] == "map":

        def mapping(value: Any) -> dict[str, Any]:
            if not isinstance(value, dict):
                return {"*": inner(value)}  # one for all
            return {_text(key): inner(item) for key, item in value.items()}

        return mapping
    if kind[1][0] == "element":
        listed = elements[kind[1][1]]
        return lambda value: ElementList(listed, value)

    def listing(value: Any) -> list[Any]:
        if isinstance(value, (str, bytes, dict)) or not hasattr(value, "__iter__"):
            raise TypeError(f"must be a list, is {value!r}. Put it in [ ]")
        return [inner(item) for item in value]

    return listing
