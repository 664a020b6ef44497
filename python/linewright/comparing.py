# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""How a study is run: on the threads of this process, or as tasks on any executor, with a store and progress."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from linewright import _core
from linewright.errors import EditError, LostWorkersError, RunError, StoreError
from linewright.plant import Plant, _rules, _window
from linewright.scenario import Scenario
from linewright.study import Study, StudyCancelled

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from typing import Self

    from linewright.executors import Engine, Task
    from linewright.plant import Rules, Time
    from linewright.steady import SteadyState, Terminating
    from linewright.store import Store

Progress = Callable[[int, int], object]


def compare(
    alternatives: Mapping[str, Plant | Scenario | Callable[[Plant], Plant | None] | Mapping[str, Any]]
    | Iterable[Scenario],
    horizon: Time | Terminating | SteadyState = "8 h",
    warmup: Time = "0 s",
    replications: int = 10,
    seed: int = 1,
    threads: int = 0,
    confidence: float = 0.95,
    *,
    plant: Plant | None = None,
    base: str | None = None,
    registry: Rules | None = None,
    executor: Executor | Engine | str | None = None,
    store: Store | str | os.PathLike[str] | None = None,
    progress: Progress | bool | None = None,
    chunk: int | None = None,
    max_wall: Time | None = None,
    max_events: int | None = None,
    max_events_per_instant: int = 10_000_000,
    max_jobs: int = 50_000_000,
    max_memory: int = 8 * 2**30,
    carry_on: bool = False,
) -> Study:
    """Runs all alternatives on the same seeds and says by how much they differ.

    `alternatives` are plants, and changes of a plant: `Scenario`, a dict of paths and values, or a function that
    changes the plant it gets; or simply a list of scenarios, to which today's plant is added. What is changed is
    `plant`; not given: the first plant among the alternatives. The others are held against `base`, a name; not given:
    the first.

    `Terminating` and `SteadyState` in place of the horizon declare what the study is about; a warm-up that is looked
    for is the longest that one of the plants needs, and the same for all.

    Random streams bear the names of elements: what alternatives share is drawn alike, so that a difference is the
    change and not luck. All replications run on the threads of this process, or on `executor`: any
    `concurrent.futures.Executor` (``client.get_executor()`` of Dask, ``mpi4py.futures``), ``"processes"``, or
    ``linewright.executors.Processes(8)``; every engine gives the same figures to the last bit. With `store`, a folder,
    each finished chunk of replications is on disk, and the same call goes on from there after a crash or with more
    replications. `progress` is True for a bar with the time left (tqdm), or a function of the replications done and
    wanted that cancels by returning False. `max_wall` limits the time that you wait: what is done by then is the study,
    `stopped` says how far it came, and with `store` the same call goes on. Ctrl-C raises `StudyCancelled` with what is
    done. The other limits are those of `Plant.run`, for each replication.

    Raises EditError with all edits that can't be made, PlantError with the faults of all alternatives, RunError when a
    replication can't reach the horizon (unless `carry_on`), LostWorkersError when an engine is lost, StoreError when
    the store can't be used; the `study` of these two has what was done.
    """
    names, plants, scenarios, of = _alternatives(alternatives, plant)
    at = 0
    if base is not None:
        if base not in names:
            raise ValueError(f"no alternative {base!r}. {_core.did_you_mean(base, names, 'alternative')}")
        at = names.index(base)
    words = ["" if core == plants[at] else _core.words(plants[at], core) for core in plants]
    limits = (
        ("max_events", max_events),
        ("max_events_per_instant", max_events_per_instant),
        ("max_jobs", max_jobs),
        ("max_memory", max_memory),
    )
    rules = _rules(registry)
    report = _Progress(progress, max_wall)
    horizon, warmup, declared = _window(horizon, warmup, plants, names, seed=seed, threads=threads, registry=rules)

    def study(results: list[_core.Result], why: str) -> Study:
        unfinished = any(r.cancelled for r in results)
        done = sum(r.replications for r in results)
        stopped = f"stopped after {done} of {replications * len(results)} replications ({why or 'cancelled'})"
        return Study(names, results, at, words, scenarios, stopped if why or unfinished else "", declared, plants)

    if executor is None and store is None:
        with report:
            options = (horizon, warmup, replications, seed, threads, confidence, rules, report)
            results, raised = _core.compare(names, plants, *options, **dict(limits), carry_on=carry_on)  # type: ignore[arg-type]
        if raised is None:
            return study(results, report.stopped)
        raise StudyCancelled(study(results, "Ctrl-C")) if isinstance(raised, KeyboardInterrupt) else raised

    from linewright.executors import engine_of  # not needed by who imports linewright for a plain run
    from linewright.store import Store

    if store is not None and rules:
        raise ValueError(
            "a store can't tell whether a rule of your own has changed: run without registry, or without store"
        )
    _checked(names, plants, (horizon, warmup, seed, threads, confidence, rules, limits), replications)
    if chunk is not None and chunk < 1:
        raise ValueError(f"chunk must be at least 1, is {chunk}")
    kept = Store(store) if isinstance(store, str | os.PathLike) else store
    try:
        work = _Work(
            names, plants, of, (str(_duration(horizon)), str(_duration(warmup)), seed, limits), replications, kept
        )
        engine, mine = engine_of(executor, threads)
        interrupted = False
        try:
            with report:
                work.run(engine, rules, chunk, report)
        except KeyboardInterrupt:
            interrupted = True
        except (LostWorkersError, StoreError) as error:
            what = "workers were lost" if isinstance(error, LostWorkersError) else "the store failed"
            error.study = study(work.results(confidence, True), what)
            raise
        finally:
            if mine:
                engine.close()
        if interrupted:
            raise StudyCancelled(study(work.results(confidence, carry_on), "Ctrl-C"))
        return study(work.results(confidence, carry_on), report.stopped)
    finally:
        if kept is not None and kept is not store:
            kept.close()


def _duration(time: Time) -> _core.Duration:
    return time if isinstance(time, _core.Duration) else _core.Duration(time)


def _alternatives(
    given: Any, plant: Plant | None
) -> tuple[list[str], list[_core.Plant], dict[str, Scenario], _core.Plant]:
    """Names, plants, the scenarios among them, and the plant that they are edits of."""
    if not isinstance(given, Mapping):
        listed = list(given)
        if not all(isinstance(each, Scenario) for each in listed):
            raise TypeError("alternatives must be a dict of names and plants, or a list of scenarios")
        if plant is None:
            raise TypeError(
                "a list of scenarios needs the plant that they change: compare(scenarios, ..., plant=plant)"
            )
        names = [each.name for each in listed]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise ValueError(f"two scenarios are called {twice!r}: give each its own name")
        today = "today" if "today" not in names else "as it is"
        given = {today: plant, **{each.name: each for each in listed}}
    if len(given) < 2:
        raise ValueError(f"a comparison needs at least two alternatives, and has {len(given)}")
    if plant is None:
        plant = next((each for each in given.values() if isinstance(each, Plant)), None)
        if plant is None:
            raise TypeError("there is no plant among the alternatives: name the one that they change, plant=...")
    of = plant._compiled()
    plants, scenarios = [], {}
    faults: list[tuple[str, str, str]] = []
    for name, each in given.items():
        if not isinstance(name, str) or not name:
            raise ValueError(f"an alternative needs a name, a text, and got {name!r}")
        if isinstance(each, Plant):
            plants.append(each._compiled())
            continue
        try:
            scenario = each if isinstance(each, Scenario) else Scenario(name, each, plant if callable(each) else None)
            made = scenario._core.edited(of)
        except EditError as error:
            faults += [(fault.place, fault.what, fault.remedy) for fault in error.faults]
            continue
        plants.append(made)
        scenarios[name] = scenario
    if faults:
        raise EditError(faults)
    return list(given), plants, scenarios, of


def _checked(names: list[str], plants: list[_core.Plant], options: Any, replications: int) -> None:
    """What would be refused on every worker is refused here: faults of plants, options that make no sense."""
    from linewright.errors import PlantError

    *run, rules, limits = options
    faults = [(f'"{n}": {place}', *rest) for n, p in zip(names, plants, strict=True) for place, *rest in p.check(rules)]
    if faults:
        raise PlantError(faults)
    horizon, warmup, seed, threads, confidence = run
    if replications < 1:
        raise ValueError(f"replications must be at least 1, is {replications}")
    # One that is told to stop before it begins: only the options are looked at.
    quick = (horizon, warmup, 1, seed, 1 if threads < 0 else threads, confidence, rules, lambda *_: False)
    if threads < 0:
        raise ValueError(f"threads must be 0 (all) or more, is {threads}")
    _core.run(plants[0], *quick, **dict(limits), carry_on=True)


class _Progress:
    """What `progress=` asks for (a bar, a function or nothing), and the limit of the wall clock."""

    def __init__(self, wanted: Progress | bool | None, max_wall: Time | None) -> None:
        self.stopped = ""
        """Why it was stopped."""
        self._begun = time.monotonic()
        self._limit = None if max_wall is None else _duration(max_wall)
        if self._limit is not None and not (self._limit.unit != "cycles" and 0 <= self._limit.seconds < math.inf):
            raise ValueError(f"max_wall must be a time of 0 s (none) or more, is {self._limit}")
        self._bar: Any = None
        self._call = wanted if callable(wanted) else None
        self._shows = wanted is True
        if self._shows:
            try:
                import tqdm.auto  # noqa: F401
            except ImportError:
                raise ImportError('progress=True shows a bar of tqdm: pip install "linewright[progress]"') from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def __call__(self, done: int, wanted: int) -> bool:
        if self._shows:
            if self._bar is None:
                from tqdm.auto import tqdm

                # What a store had is no work of this call: the time left goes by what is done in it.
                self._bar = tqdm(total=wanted, initial=done, unit="replication")
            self._bar.update(done - self._bar.n)
        if self._call is not None and self._call(done, wanted) is False:
            self.stopped = "cancelled"
        elif self._limit is not None and done < wanted and self._over(self._limit):
            self.stopped = f"max_wall: {self._limit}"
        return not self.stopped

    def _over(self, limit: _core.Duration) -> bool:
        return 0 < limit.seconds <= time.monotonic() - self._begun


class _Work:
    """The tasks of a study, what is done of them, and the results that come of it."""

    def __init__(
        self,
        names: list[str],
        plants: list[_core.Plant],
        of: _core.Plant,
        window: tuple[str, str, int, tuple[tuple[str, int | None], ...]],
        replications: int,
        store: Store | None,
    ) -> None:
        from linewright.store import run_key

        self.names, self.of, self.window, self.wanted, self.store = names, of, window, replications, store
        self.plants = plants
        horizon, warmup, seed, limits = window
        self.keys = []  # of each alternative; the same for equal plants, which are run once
        for plant in plants:
            said = {"plant": plant.hash(), "horizon": horizon, "warmup": warmup, "seed": seed, "limits": dict(limits)}
            self.keys.append(run_key(said))
            if store is not None:
                store.begin(self.keys[-1], plant.to_dict().get("name", ""), said)
        self.done: dict[str, list[_core.Result]] = {key: [] for key in self.keys}

    def _gaps(self, key: str) -> list[tuple[int, int]]:
        """The ranges that aren't in the store; what is there is taken."""
        at, gaps = 0, []
        identity = int(self.plants[self.keys.index(key)].hash(), 16)
        for first, count in self.store.chunks(key) if self.store is not None else []:
            end = min(first + count, self.wanted)
            if end <= at:
                continue
            assert self.store is not None
            core = self.store.load(key, first, count)
            if core is None or core.identity != identity or (core.first_replication, core.wanted) != (first, count):
                continue  # it is damaged
            if first > at:
                gaps.append((at, first - at))
            begin = max(first, at)
            self.done[key].append(core.part(begin, end - begin))
            at = end
        if at < self.wanted:
            gaps.append((at, self.wanted - at))
        return gaps

    def run(self, engine: Engine, rules: dict[str, Any] | None, chunk: int | None, report: _Progress) -> None:
        """Runs what isn't in the store, unless it is stopped."""
        from linewright.executors import Task, run_all

        gaps = {key: self._gaps(key) for key in dict.fromkeys(self.keys)}
        left = sum(count for ranges in gaps.values() for _, count in ranges)
        size = chunk or max(1, min(self.wanted, left // (8 * engine.workers)))
        horizon, warmup, seed, limits = self.window
        of = self.of.hash()
        tasks, key_of = [], {}
        for key, plant in dict(zip(self.keys, self.plants, strict=True)).items():
            edits = _core.Scenario.between("task", self.of, plant).edits
            result = plant.hash()
            for first, count in gaps[key]:
                for begin in range(first, first + count, size):
                    some = min(size, first + count - begin)
                    task = Task(of, edits, result, horizon, warmup, seed, begin, some, limits)
                    key_of[task] = key
                    tasks.append(task)
        tasks.sort(key=lambda task: task.first)  # a study that is stopped has pairs
        wanted = self.wanted * len(gaps)
        ready = wanted - left

        def finished(task: Task, data: bytes) -> None:
            nonlocal ready
            self.done[key_of[task]].append(_core.Result.load(data))
            ready += task.replications
            if self.store is not None:
                self.store.put(key_of[task], data)

        if run_all(tasks, self.of.to_json(), engine, rules, finished, lambda: report(ready, wanted)):
            report(ready, wanted)

    def results(self, confidence: float, carry_on: bool) -> list[_core.Result]:
        """The chunks put together in the order of replications."""
        merged = []
        horizon, warmup, seed, _ = self.window
        for name, plant, key in zip(self.names, self.plants, self.keys, strict=True):
            whole = _core.assembled(self.done[key], plant, horizon, warmup, self.wanted, seed, confidence)
            if whole.failures and not carry_on:
                message, ending, replication, seed, at = whole.failures[0]
                raise RunError(f'in "{name}": {message}', ending, replication, seed, at)
            merged.append(whole)
        return merged
