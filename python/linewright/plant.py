# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The plant: build, read, check, edit, run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core, elements
from linewright.errors import Fault
from linewright.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta
    from typing import Self

    from linewright._element import Element
    from linewright.steady import SteadyState, Terminating

    Time = str | timedelta | _core.Duration
    Rules = Mapping[str, Callable[[_core.WaitingJob], float]]

_MISSING: Any = object()
_LISTS = {
    elements._classes[kind[1][1]]: field
    for field, kind, _, _ in elements._plant[3]
    if kind[0] == "list" and kind[1][0] == "element"
}


class Difference(NamedTuple):
    """One place in which two plants differ."""

    path: str
    before: str
    """What stood there; empty when nothing did."""
    after: str
    """What stands there now; empty when nothing does."""
    text: str

    def __str__(self) -> str:
        """The difference on one line."""
        return self.text


class Plant(elements.PlantFields):
    """A factory: everything that a planner may change.

    Its lists are ordinary lists that can also be asked by name: ``plant.stations["mill"].cycle = "2.4 min"``.
    `edit` leaves the plant as it is and returns another, for scenarios.
    """

    def add(self, *parts: Element) -> Self:
        """Puts elements at the end of the lists that they belong to."""
        for part in parts:
            field = _LISTS.get(type(part))
            if field is None:
                raise TypeError(f"a plant has no list of {type(part).__name__}s")
            getattr(self, field).append(part)
        return self

    def _compiled(self) -> _core.Plant:
        return _core.Plant(self)

    @classmethod
    def _of(cls, plant: _core.Plant) -> Self:
        return cls(**plant.to_dict())

    # ---- files

    def to_json(self) -> str:
        """The plant as the text of a file."""
        return self._compiled().to_json()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the plant to a file."""
        self._compiled().save(os.fspath(path))

    # ---- checks and differences

    def check(self, registry: Rules | None = None) -> list[Fault]:
        """All that keeps the plant from running, each fault with its place and a remedy; empty when it can run."""
        from linewright.errors import PlantError

        try:
            return [Fault(*fault) for fault in self._compiled().check(_rules(registry))]
        except PlantError as error:  # what can't even be read
            return error.faults

    def edit(self, path: str, value: Any = _MISSING, *, scale: float | None = None) -> Self:
        """Another plant with one thing changed: ``plant.edit("operators/miller/count", 3)``.

        `scale` multiplies what is there instead: ``plant.edit("changeovers/mill/*/time", scale=0.6)``. In a path,
        elements go by name or number and "*" means every one. A line says the same:
        ``plant.edit("stations/mill/cycle *= 0.6")``.
        """
        before = self._compiled()
        if scale is not None:
            if value is not _MISSING:
                raise TypeError("edit takes a value or a scale, not both")
            return self._of(before.scaled(path, scale))
        if value is _MISSING:
            return self._of(before.edited_by_line(path))
        return self._of(before.edited(path, value))

    def with_added(self, path: str, element: Any) -> Self:
        """Another plant with an element more at the end of the list that the path names."""
        return self._of(self._compiled().with_added(path, element))

    def without(self, path: str) -> Self:
        """Another plant without the element that the path names; a field goes back to its default."""
        return self._of(self._compiled().without(path))

    def diff(self, other: Plant) -> list[Difference]:
        """Where the other plant differs from this one."""
        return [Difference(*difference) for difference in self._compiled().diff(other._compiled())]

    def edits_to(self, other: Plant) -> list[str]:
        """Lines for `edit` that turn this plant into the other."""
        return self._compiled().edits_to(other._compiled())

    @property
    def hash(self) -> str:
        """16 hexadecimal digits, equal for equal plants, on every machine."""
        return self._compiled().hash()

    def __eq__(self, other: object) -> bool:
        """Equal descriptions; 60 s equals 1 min."""
        return self.__dict__ == other.__dict__ if isinstance(other, Plant) else NotImplemented

    def __hash__(self) -> int:
        """Of what the plant is now: do not change a plant that is a key of a dict."""
        return hash(self._compiled())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles as a dict of its fields."""
        return object.__new__, (type(self),), self.__getstate__()

    # ---- running

    def run(
        self,
        horizon: Time | Terminating | SteadyState = "8 h",
        warmup: Time = "0 s",
        replications: int = 1,
        seed: int = 1,
        threads: int = 0,
        confidence: float = 0.95,
        *,
        registry: Rules | None = None,
        progress: Callable[[int, int], object] | None = None,
        max_wall: Time | None = None,
        max_events: int | None = None,
        max_events_per_instant: int = 10_000_000,
        max_jobs: int = 50_000_000,
        max_memory: int = 8 * 2**30,
        carry_on: bool = False,
        first_replication: int = 0,
    ) -> Result:
        """Simulates the plant from 0 to the horizon, so many times independently.

        Nothing before the end of the warm-up counts. `Terminating` and `SteadyState` in place of the horizon declare
        what the study is about. `threads` 0 takes all processors; the figures are the same for any number.
        `progress(done, wanted)` is called now and then and cancels by returning False. `registry` holds
        rules of your own by the names that the plant calls them with; each gets a `WaitingJob` and returns a score, the
        lowest goes first. Such a rule is called back into Python for every waiting job: expect a run to take
        a hundred times as long. `max_wall` limits the time that you wait for all replications; `max_events`,
        `max_events_per_instant`, `max_jobs` (in the plant) and `max_memory` (bytes) limit each of them.
        Replications are numbered from `first_replication` on, so that a study can be run in parts (`Result.merged`).

        Raises PlantError with all faults, and RunError when a replication can't reach the horizon (unless `carry_on`,
        which keeps the others and lists it in `failures`).
        """
        core, rules = self._compiled(), _rules(registry)
        horizon, warmup, declared = _window(horizon, warmup, [core], seed=seed, threads=threads, registry=rules)
        return Result(
            _core.run(
                core,
                horizon,
                warmup,
                replications,
                seed,
                threads,
                confidence,
                rules,
                progress,
                max_wall,
                max_events,
                max_events_per_instant,
                max_jobs,
                max_memory,
                carry_on,
                first_replication,
            ),
            declared,
        )

    # ---- notebook

    def _repr_svg_(self) -> str:
        from linewright.diagram import svg

        return svg(self)


def _window(
    horizon: Time | Terminating | SteadyState, warmup: Time, plants: list[_core.Plant], *names: Any, **options: Any
) -> tuple[Time, Time, str]:
    """Horizon and warm-up in plain times, and what was declared; see `linewright.steady`."""
    if not hasattr(horizon, "_window"):  # the module of those that have is needed only then
        return horizon, warmup, ""
    from linewright.steady import window_of

    return window_of(horizon, warmup, plants, *names, **options)  # type: ignore[arg-type]


def _rules(registry: Rules | None) -> dict[str, Any] | None:
    return None if registry is None else dict(registry)


def load(path: str | os.PathLike[str]) -> Plant:
    """Reads a plant from a file. Raises PlantError with all faults, each with line and column."""
    return Plant._of(_core.Plant.load(os.fspath(path)))


def loads(text: str, source: str = "") -> Plant:
    """Reads a plant from a text; `source` stands in the messages."""
    return Plant._of(_core.Plant.read(text, source))


def schema() -> dict[str, Any]:
    """The JSON Schema of a plant's file."""
    import json

    made: dict[str, Any] = json.loads(_core.schema())
    return made
