# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Scenarios: a name and what it changes of a plant, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright._display import table
from linewright.plant import Plant

if TYPE_CHECKING:
    import os

Change = Callable[[Plant], Plant | None]
"""A function of the plant: changes the copy that it gets, or returns another plant."""


class Edit(NamedTuple):
    """One change of a plant."""

    path: str
    kind: str
    """``"set"``, ``"scale"``, ``"add"`` or ``"remove"``."""
    value: str
    """For set and add: JSON text, as it would stand in a plant's file."""
    factor: float
    """For scale."""


class Scenario:
    """A named list of edits, or a function of a plant that is evaluated at once and kept as its diff.

    ``Scenario("third miller", {"operators/miller/count": 3})`` sets values by their paths. Edits may be a list, too:
    of lines (``"changeovers/mill/*/time *= 0.6"``, ``"remove buffers/B2"``), and of dicts with a `path` and one of
    `value`, `scale`, `add` and `remove`. A function needs the `plant` that it is evaluated on. With `plant` it is said
    at once when a path matches nothing; else when the scenario meets its plant. Raises EditError where an edit can't be
    made.
    """

    def __init__(
        self,
        name: str,
        edits: Mapping[str, Any] | Iterable[str | Mapping[str, Any] | Edit] | Change = (),
        plant: Plant | None = None,
    ) -> None:
        """A name and what it changes."""
        if callable(edits):
            if plant is None:
                raise TypeError("a scenario that is a function needs the plant: Scenario(name, function, plant)")
            self._core = _core.Scenario.between(_named(name), plant._compiled(), _changed(edits, plant)._compiled())
            return
        self._core = _core.Scenario.of({"name": _named(name), "edits": _tree(edits)})
        if plant is not None:
            self._core.edited(plant._compiled())

    @classmethod
    def _of(cls, core: _core.Scenario) -> Scenario:
        made = cls.__new__(cls)
        made._core = core
        return made

    @classmethod
    def between(cls, name: str, before: Plant, after: Plant) -> Scenario:
        """What leads from one plant to the other."""
        return cls._of(_core.Scenario.between(_named(name), before._compiled(), after._compiled()))

    @property
    def name(self) -> str:
        """What it is called."""
        return self._core.name

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What it changes, one edit after the other."""
        return tuple(Edit(*edit) for edit in self._core.edits)

    def on(self, plant: Plant) -> Plant:
        """The plant with all edits made. Raises EditError with all that can't be."""
        return Plant._of(self._core.edited(plant._compiled()))

    def words(self, plant: Plant) -> str:
        """What it changes of a plant: ``miller: 2 → 3 people; mill changeover A→B: 40 min → 24 min``."""
        return self._core.words(plant._compiled())

    def to_json(self) -> str:
        """The scenario as the text of a file."""
        return self._core.to_json()

    @classmethod
    def from_json(cls, text: str) -> Scenario:
        """Reads what `to_json` writes. Raises PlantError with all faults."""
        return cls._of(_core.Scenario.read(text))

    def __eq__(self, other: object) -> bool:
        """The same name and the same edits."""
        return self._core == other._core if isinstance(other, Scenario) else NotImplemented

    def __hash__(self) -> int:
        """Of the name and the edits."""
        return hash((self.name, self._core.edits))

    def __repr__(self) -> str:
        """The name, and the edits as lines."""
        return f"<Scenario {self.name!r}: {'; '.join(self._core.lines()) or 'no change'}>"

    def _repr_html_(self) -> str:
        rows = []
        for edit in self.edits:
            what = {"set": "is set to", "scale": "times", "add": "gets", "remove": "is removed"}[edit.kind]
            rows.append([edit.path, what, f"{edit.factor:g}" if edit.kind == "scale" else edit.value])
        none = [] if rows else ["no change"]
        return table(rows, ["path", "", ""] if rows else (), caption=[self.name], notes=none, left=(0, 1, 2))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles."""
        return _restored, (self.to_json(),)


def _restored(text: str) -> Scenario:
    return Scenario.from_json(text)


def _named(name: str) -> str:
    if not name or not isinstance(name, str):
        raise ValueError(f"a scenario needs a name, a text, and got {name!r}")
    return name


def _changed(change: Change, plant: Plant) -> Plant:
    mine = plant.copy()
    made = change(mine)
    if made is None:
        return mine
    if not isinstance(made, Plant):
        raise TypeError(f"a scenario's function must return a plant, or None and change the one it got; got {made!r}")
    return made


def _tree(edits: Mapping[str, Any] | Iterable[str | Mapping[str, Any] | Edit]) -> list[Any]:
    if isinstance(edits, Mapping):
        return [{"path": path, "value": value} for path, value in edits.items()]
    if isinstance(edits, str):
        return [edits]
    return [_core.Scenario("", [edit]).lines()[0] if isinstance(edit, Edit) else edit for edit in edits]


def read_scenarios(path: str | os.PathLike[str]) -> list[Scenario]:
    """Reads a file of scenarios. Raises PlantError with all faults, each with line and column."""
    file = Path(path)
    return [Scenario._of(core) for core in _core.read_scenarios(file.read_text(encoding="utf-8"), file.name)]


def write_scenarios(scenarios: Iterable[Scenario], path: str | os.PathLike[str]) -> None:
    """Writes a file of scenarios."""
    Path(path).write_text(_core.write_scenarios([scenario._core for scenario in scenarios]), encoding="utf-8")
