# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Studies on other engines: tasks as plain data, for any `concurrent.futures.Executor`.

A task says which plant (by its hash), what is edited, the window, the seed and a range of replications. The plant's
text goes with the first tasks only; who doesn't know it asks for it. What comes back is a result as bytes, and results
are put together in the order of replications, so that every engine gives the same figures to the last bit.
"""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import os
import pickle
import signal
import threading
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright.errors import LostWorkersError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType, TracebackType
    from typing import Self


class Task(NamedTuple):
    """A range of replications of one plant: texts and numbers only."""

    plant: str
    """The hash of the plant that the edits are made of."""
    edits: tuple[tuple[str, str, str, float], ...]
    result: str
    """The hash of the plant that comes out; a worker of another version that makes another plant refuses."""
    horizon: str
    warmup: str
    seed: int
    first: int
    replications: int
    limits: tuple[tuple[str, int | None], ...]


_KNOWN: OrderedDict[str, _core.Plant] = OrderedDict()  # of this process: plants by hash, the last few
_MOST = 32


def _keep(key: str, plant: _core.Plant) -> _core.Plant:
    _KNOWN[key] = plant
    while len(_KNOWN) > _MOST:
        _KNOWN.popitem(last=False)
    return plant


def know(text: str) -> str:
    """Lets this process know a plant's text, by its hash: for the initialiser of a pool."""
    plant = _core.Plant.read(text)
    key = plant.hash()
    _keep(key, plant)
    return key


def run_task(
    task: Task,
    text: str | None = None,
    registry: dict[str, Any] | None = None,
    going: Callable[[], bool] | None = None,
) -> bytes | None:
    """Runs a task where it is called; None when the plant isn't known here and its text didn't come along."""
    plant = _KNOWN.get(task.result)
    if plant is None:
        base = _KNOWN.get(task.plant)
        if base is None:
            if text is None:
                return None
            know(text)
            base = _KNOWN.get(task.plant)
        if base is not None:
            plant = _core.Scenario("task", task.edits).edited(base)
        if plant is None or plant.hash() != task.result:
            raise RuntimeError("this worker makes another plant of the task: it has another version of Linewright")
        _keep(task.result, plant)
    else:
        _KNOWN.move_to_end(task.result)
    result = _core.run(
        plant,
        task.horizon,
        task.warmup,
        task.replications,
        task.seed,
        1,
        0.95,
        registry,
        None if going is None else lambda _done, _wanted: going(),
        first_replication=task.first,
        carry_on=True,
        **dict(task.limits),  # type: ignore[arg-type]
    )
    return None if result.cancelled else result.save()


# ---- engines


class Engine:
    """Somebody else's executor: tasks are sent, nothing is started, ended or mended."""

    own = False
    """Whether it shares this process's memory."""

    def __init__(self, executor: cf.Executor, in_flight: int | None = None) -> None:
        """An executor, and how many tasks it is given at a time."""
        self.executor = executor
        self.workers = _workers_of(executor)
        self.in_flight = in_flight or 2 * self.workers + 2

    def submit(self, task: Task, text: str | None, registry: dict[str, Any] | None) -> cf.Future[bytes | None]:
        """Sends a task."""
        if registry is None:
            return self.executor.submit(run_task, task, text)
        return self.executor.submit(run_task, task, text, registry)

    def mend(self) -> bool:
        """Whether it works again after it broke."""
        return False

    def stop(self, running: Iterable[cf.Future[bytes | None]]) -> None:
        """Nothing of it is wanted any more: what hasn't begun doesn't begin."""
        for future in running:
            future.cancel()

    def close(self) -> None:
        """All is done."""


class Threads(Engine):
    """Threads of this process: a chunk runs without the GIL."""

    own = True

    def __init__(self, workers: int = 0) -> None:
        """So many threads; 0: as many as there are processors."""
        self._stopped = False
        workers = workers or os.cpu_count() or 1
        super().__init__(cf.ThreadPoolExecutor(workers, "linewright"))

    def submit(self, task: Task, text: str | None, registry: dict[str, Any] | None) -> cf.Future[bytes | None]:
        """Sends a task."""
        return self.executor.submit(run_task, task, text, registry, lambda: not self._stopped)

    def stop(self, running: Iterable[cf.Future[bytes | None]]) -> None:
        """Stops what runs within milliseconds."""
        self._stopped = True
        super().stop(running)

    def close(self) -> None:
        """Waits for the threads."""
        self.executor.shutdown(wait=True, cancel_futures=True)


class Processes(Engine):
    """Processes of this machine, started again when one is lost."""

    def __init__(self, workers: int = 0, start_method: str | None = None) -> None:
        """So many processes; 0: as many as there are processors. Pass it as `executor`, or the word "processes".

        They are started as Python does on this system, or by `start_method`: "fork", "forkserver", "spawn". But for
        "fork", a script that uses them keeps its study under ``if __name__ == "__main__":``.
        """
        import multiprocessing as mp

        if getattr(mp.current_process(), "_inheriting", False):
            raise RuntimeError(
                "a process of a study has begun to run the study itself, because it is started by importing the "
                f"script. {_GUARD}"
            )
        known = mp.get_all_start_methods()
        if start_method is not None and start_method not in known:
            raise ValueError(f"no start method {start_method!r}. {_core.did_you_mean(start_method, known, 'method')}")
        self._wanted = workers or os.cpu_count() or 1
        self._how: Any = mp.get_context(start_method)
        super().__init__(self._started())

    def _started(self) -> cf.ProcessPoolExecutor:
        self._ready = self._how.Event()  # set by the first that can work
        return cf.ProcessPoolExecutor(self._wanted, self._how, initializer=_begin, initargs=(self._ready,))

    def submit(self, task: Task, text: str | None, registry: dict[str, Any] | None) -> cf.Future[bytes | None]:
        """Sends a task."""
        try:
            return super().submit(task, text, registry)
        except (OSError, EOFError) as error:  # no process could be started
            raise cf.BrokenExecutor(f"no process could be started: {error}") from error

    def mend(self) -> bool:
        """Starts new processes in place of those that are lost; False where none has ever been ready."""
        if not self._ready.is_set():
            return False
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._started()
        return True

    def stop(self, running: Iterable[cf.Future[bytes | None]]) -> None:  # noqa: ARG002
        """Ends the processes with what they are at; that fails the futures, which mustn't be cancelled then."""
        for process in list((getattr(self.executor, "_processes", None) or {}).values()):
            process.terminate()
        self.close()
        self.executor = self._started()  # for the next study; none is started before that

    def close(self) -> None:
        """Waits for the processes."""
        self.executor.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Self:
        """Itself, to be closed at the end of a ``with``."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Closes it."""
        self.close()


def _begin(event: Any) -> None:
    """Ctrl-C is for who asked: workers end when they are told to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    event.set()


_GUARD = 'In a script, put the study under `if __name__ == "__main__":`'


def _lost(error: BaseException) -> bool:
    """Whether an error says that workers are gone, and nothing of the task: Dask has its own kinds."""
    kinds = (cf.BrokenExecutor, cf.CancelledError)
    return isinstance(error, kinds) or any(
        kind.__name__ in ("KilledWorker", "CommClosedError") and kind.__module__.startswith("distributed")
        for kind in type(error).__mro__
    )


def _range(task: Task) -> str:
    last = task.first + task.replications - 1
    return str(last) if last == task.first else f"{task.first} to {last}"


def _never_ready(executor: cf.Executor) -> str:
    """What to do about processes of which not one did a task."""
    how = getattr(executor, "_mp_context", None)
    return "" if how is None or how.get_start_method() == "fork" else f" Not one task was done. {_GUARD}."


def _workers_of(executor: cf.Executor) -> int:
    """How many tasks an executor works on at a time, where it says so."""
    client = getattr(executor, "_client", None)  # Dask
    if client is not None and hasattr(client, "nthreads"):
        return max(1, int(sum(client.nthreads().values())))
    for name in ("num_workers", "_max_workers"):  # mpi4py, the standard library
        count = getattr(executor, name, None)
        if isinstance(count, int) and count > 0:
            return count
    return os.cpu_count() or 1


def engine_of(executor: Any, threads: int) -> tuple[Engine, bool]:
    """The engine that `executor=` names, and whether it is to be closed afterwards."""
    if executor is None or executor == "threads":
        return Threads(threads), True
    if executor == "processes":
        return Processes(threads), True
    if isinstance(executor, Engine):
        return executor, False
    if isinstance(executor, str):
        raise ValueError(
            f"no executor {executor!r}. {_core.did_you_mean(executor, ['threads', 'processes'], 'executor')}"
        )
    if not callable(getattr(executor, "submit", None)):
        raise TypeError(f"executor must be a concurrent.futures.Executor, is {executor!r}")
    return Engine(executor), False


# ---- all tasks of a study


@contextlib.contextmanager
def _interrupts_wait() -> Iterator[Callable[[], None]]:
    """Ctrl-C comes where the call that it yields is made; a second one comes at once.

    Anywhere else it may strike while the lock of a future is held: then the engine waits for that lock for ever.
    """
    before = signal.getsignal(signal.SIGINT) if threading.current_thread() is threading.main_thread() else None
    if not callable(before):
        yield lambda: None
        return
    handler = before
    asked: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        if len(asked) > 1:
            handler(number, frame)

    def look() -> None:
        if asked:
            asked.clear()
            handler(signal.SIGINT, None)

    signal.signal(signal.SIGINT, note)
    try:
        yield look
    finally:
        signal.signal(signal.SIGINT, handler)
    look()


_MOST_BREAKS = 3


def run_all(
    tasks: Iterable[Task],
    text: str,
    engine: Engine,
    registry: dict[str, Any] | None,
    finished: Callable[[Task, bytes], None],
    going: Callable[[], bool],
) -> bool:
    """Runs all tasks and hands each result over as it comes; False when `going` said no before all was done."""
    waiting = deque(tasks)
    running: dict[cf.Future[bytes | None], Task] = {}
    needs_text: set[Task] = set()
    key = know(text)
    told = ready = breaks = 0
    if registry and isinstance(engine.executor, cf.ProcessPoolExecutor):
        try:
            pickle.dumps(registry)
        except Exception as error:
            raise TypeError(
                f"a rule of the registry can't be sent to other processes: {error}. Define it with def at the top of a "
                "module, or run on threads"
            ) from error
    with _interrupts_wait() as look:
        try:
            while waiting or running:
                look()
                if not going():
                    return False
                broken: BaseException | None = None
                try:
                    while waiting and len(running) < engine.in_flight:
                        task = waiting[0]
                        tell = not engine.own and (told < engine.workers or task in needs_text)
                        future = engine.submit(task, text if tell else None, registry)
                        told += tell
                        running[future] = waiting.popleft()
                    if engine.own and key not in _KNOWN:
                        know(text)
                except cf.BrokenExecutor as error:
                    broken = error
                done, _ = cf.wait(running, timeout=0.1, return_when=cf.FIRST_COMPLETED)
                for future in done:
                    task = running.pop(future)
                    try:
                        data = future.result()
                    except Exception as error:
                        if not _lost(error):
                            raise
                        broken = error
                        waiting.appendleft(task)
                        continue
                    if data is None:  # the plant wasn't known there, or it was stopped
                        needs_text.add(task)
                        waiting.appendleft(task)
                        if engine.own:
                            know(text)
                        continue
                    breaks = 0
                    ready += 1
                    finished(task, data)
                if broken is not None:
                    breaks += 1
                    if not isinstance(broken, cf.BrokenExecutor):
                        engine.stop(running)
                    waiting.extendleft(reversed(list(running.values())))
                    running.clear()
                    told = 0
                    if breaks > _MOST_BREAKS or not engine.mend():
                        what = ", ".join(_range(task) for task in list(waiting)[: engine.workers])
                        why = str(broken) or type(broken).__name__
                        raise LostWorkersError(
                            f"workers were lost ({why}) while they ran replications {what}."
                            f"{'' if ready else _never_ready(engine.executor)} With store= the study goes on from "
                            "what is finished when it is run again"
                        ) from broken
            return True
        finally:
            if running:
                engine.stop(running)
