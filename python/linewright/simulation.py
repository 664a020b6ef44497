# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""One run to be stepped, looked at, forked and saved. Times are in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from linewright import _core
from linewright.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linewright.plant import Plant, Rules, Time

V = TypeVar("V")


class Place(NamedTuple):
    """A place of a station as it is now."""

    state: str
    product: str | None
    """What is on it."""
    job: int | None
    """Its number among those of its product, from 1, in the order of release."""
    due: float | None
    """When the running phase ends; None when none runs."""


class StationNow:
    """A station as it is now: ask again after the run has gone on and it answers anew."""

    def __init__(self, core: _core.Simulation, index: int) -> None:
        """Made by `Simulation.stations`."""
        self._core, self._index = core, index

    @property
    def places(self) -> list[Place]:
        """All its places."""
        return [Place(*place) for place in self._core.places(self._index)]

    @property
    def states(self) -> list[str]:
        """The state of each place."""
        return [place.state for place in self.places]

    @property
    def state(self) -> str:
        """The state of a station with one place."""
        states = self.states
        if len(states) != 1:
            raise ValueError(f"it has {len(states)} places: use states")
        return states[0]

    def __repr__(self) -> str:
        """The states of its places."""
        return f"<{', '.join(self.states)}>"


class Named(Mapping[str, V], Generic[V]):
    """Elements by name; numbers in the plant's order do too."""

    def __init__(self, names: list[str], value: Callable[[int], V], kind: str) -> None:
        """Made by `Simulation`."""
        self._names, self._value, self._kind = names, value, kind
        first = {name: number for number, name in reversed(list(enumerate(names)))}
        self._numbers = {name: first[name] for name in names}

    def __getitem__(self, name: str | int) -> V:
        """What is asked for, now."""
        if isinstance(name, int):
            return self._value(range(len(self._names))[name])
        if name not in self._numbers:
            raise KeyError(f"no {self._kind} {name!r}. {_core.did_you_mean(name, self._names, self._kind)}")
        return self._value(self._numbers[name])

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """How many."""
        return len(self._numbers)

    def __repr__(self) -> str:
        """As a dict."""
        return repr(dict(self))


class Simulation:
    """One replication of a plant in its course. The plant is taken as it is now; later changes to it don't count.

    A copy goes on independently and gives identical results: fork it, look ahead, throw it away.
    """

    def __init__(
        self,
        plant: Plant,
        *,
        seed: int = 1,
        replication: int = 0,
        warmup: Time = "0 s",
        registry: Rules | None = None,
        max_events: int | None = None,
        max_events_per_instant: int = 10_000_000,
        max_jobs: int = 50_000_000,
        max_memory: int = 8 * 2**30,
    ) -> None:
        """At time 0, before anything has happened; `max_memory` is in bytes. Raises PlantError with all faults."""
        rules = None if registry is None else dict(registry)
        self._keep(plant.copy(), rules)
        self._core = _core.Simulation(
            plant._compiled(),
            seed,
            replication,
            warmup,
            rules,
            max_events_per_instant,
            max_events,
            max_jobs,
            max_memory,
        )

    def _keep(self, plant: Plant, registry: dict[str, Any] | None) -> None:
        self._plant, self._registry = plant, registry

    @property
    def plant(self) -> Plant:
        """A copy of the plant that runs here."""
        return self._plant.copy()

    def run_until(self, until: Time) -> str:
        """Takes all that is due before an instant and sets the clock there.

        Returns "reached", or "exhausted" when nothing more can happen. Raises RunError when the run can't go on.
        What is due at the instant itself is left for the next call.
        """
        return self._core.run_until(until)

    def step(self) -> str:
        """Takes the next instant, all that is due at it; "exhausted" when nothing is left."""
        return self._core.step()

    @property
    def now(self) -> float:
        """The time on the clock."""
        now = self._core.now
        return 0.0 if now is None else now

    @property
    def now_ticks(self) -> int:
        """The time on the clock, in ticks of the plant."""
        return self._core.now_ticks

    @property
    def next(self) -> float | None:
        """When the next thing is due; None when nothing is."""
        due: float | None = self._core.next
        return due

    @property
    def events(self) -> int:
        """How many events there have been."""
        return self._core.events

    @property
    def wip(self) -> int:
        """Jobs in the plant."""
        return self._core.wip

    @property
    def stations(self) -> Named[StationNow]:
        """Stations by name: ``sim.stations["mill"].state``."""
        return Named(self._core.station_names, lambda i: StationNow(self._core, i), "station")

    @property
    def buffers(self) -> Named[int]:
        """How many jobs wait in each buffer."""
        return Named(self._core.buffer_names, self._core.content, "buffer")

    @property
    def products(self) -> Named[int]:
        """How many jobs of each product are in the plant."""
        return Named(self._core.product_names, self._core.product_wip, "product")

    @property
    def free_operators(self) -> Named[int]:
        """How many people of each pool are free."""
        return Named(self._core.pool_names, self._core.free_people, "pool")

    @property
    def backlog(self) -> Named[int]:
        """How many jobs of each source wait outside; the last is for those that were injected."""
        return Named(self._core.source_names, self._core.backlog, "source")

    def inject(self, product: str | None = None, quantity: int = 1, due: Time | None = None) -> None:
        """Puts jobs in now, at the first place of the product's route; without room they wait outside."""
        names = self._core.product_names
        if product is None:
            product = names[0]
        if product not in names:
            raise KeyError(f"no product {product!r}. {_core.did_you_mean(product, names, 'product')}")
        self._core.inject(names.index(product), quantity, due)

    def result(self) -> Result:
        """The figures so far, of this one run."""
        return Result(self._core.result())

    def copy(self) -> Simulation:
        """Another run in the same state; both go on independently."""
        twin = object.__new__(type(self))
        twin._keep(self._plant, self._registry)
        twin._core = self._core.copy()
        return twin

    __copy__ = copy

    def __deepcopy__(self, memo: dict[int, Any]) -> Simulation:
        """As `copy`."""
        return self.copy()

    def save(self) -> bytes:
        """The whole state as bytes; `load` with the same plant brings it back."""
        return self._core.save()

    @classmethod
    def load(cls, plant: Plant, data: bytes, *, registry: Rules | None = None) -> Simulation:
        """A saved run. Refuses bytes of another plant, version or Linewright, and damaged ones."""
        rules = None if registry is None else dict(registry)
        run = object.__new__(cls)
        run._keep(plant.copy(), rules)
        run._core = _core.Simulation.load(plant._compiled(), data, rules)
        return run

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickles the plant and the saved state; rules of your own must be picklable."""
        return _unpickle, (self._plant, self.save(), self._registry)

    def __repr__(self) -> str:
        """Where it stands."""
        return f"<Simulation of {self._plant.name or 'a plant'} at {self.now:.15g} s, WIP {self.wip}>"


def _unpickle(plant: Plant, data: bytes, registry: dict[str, Any] | None) -> Simulation:
    return Simulation.load(plant, data, registry=registry)
