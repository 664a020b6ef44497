# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Workers that are killed while a study runs: replaced where the engine can, else the study goes on from its store."""

import concurrent.futures as cf
import os
import pathlib
import pickle
import signal
import sys
import time

import linewright as lw
import pytest
from linewright import executors
from tests_studies import content, killed_while_it_runs, long_study, study


@pytest.fixture(scope="module")
def expected() -> list[bytes]:
    return content(study())


@pytest.fixture(scope="module")
def long_expected() -> list[bytes]:
    return content(long_study())


class Fragile(executors.Processes):
    """Loses a worker now and then."""

    def __init__(self, losses: int) -> None:
        super().__init__(2)
        self.losses = losses
        self.sent = 0

    def submit(self, task, text, registry):  # type: ignore[no-untyped-def]
        self.sent += 1
        if self.losses and self.sent % 3 == 0:
            self.losses -= 1
            self.executor.submit(os.kill, 0, 0)  # so that there are workers
            self.executor.submit(os._exit, 1)
        return super().submit(task, text, registry)


def test_lost_workers_are_replaced(expected: list[bytes]) -> None:
    with Fragile(3) as pool:
        assert content(study(executor=pool, chunk=1)) == expected
        assert pool.losses == 0
        assert pool.sent > 3 * 7


def test_an_engine_that_stays_broken_is_given_up(tmp_path: pathlib.Path) -> None:
    with Fragile(10**6) as pool:

        def always(*_: object) -> cf.Future[None]:
            return pool.executor.submit(os._exit, 1)

        pool.submit = always  # type: ignore[method-assign]
        with pytest.raises(lw.LostWorkersError, match=r"replications \d"):
            study(executor=pool, chunk=1)
    with cf.ProcessPoolExecutor(1) as other:
        other.submit(os._exit, 1)
        with pytest.raises(lw.LostWorkersError, match="store="):
            study(executor=other, store=tmp_path)


def busy(processes: list[int]) -> int:
    """One of them that works right now: it uses the processor."""

    def ticks(pid: int) -> int:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    begun = {pid: ticks(pid) for pid in processes}
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for pid in processes:
            if ticks(pid) > begun[pid]:
                return pid
        time.sleep(0.002)
    raise AssertionError("none of them works")


class Counting(executors.Processes):
    """Counts what it is sent and how often it starts."""

    sent = 0
    starts = 0

    def submit(self, task, text, registry):  # type: ignore[no-untyped-def]
        self.sent += 1
        return super().submit(task, text, registry)

    def _started(self) -> cf.ProcessPoolExecutor:
        self.starts += 1
        return super()._started()


def test_processes_that_are_killed_at_work_are_replaced(long_expected: list[bytes]) -> None:
    killed: list[int] = []
    with Counting(2) as pool:

        def kill(done: int, _wanted: int) -> None:
            if done >= 4 * (len(killed) + 1) and len(killed) < 3:
                killed.append(busy(list(pool.executor._processes)))
                os.kill(killed[-1], signal.SIGKILL)

        made = long_study(executor=pool, chunk=1, progress=kill)
        assert len(set(killed)) == 3
        assert pool.starts == 4
        assert 40 < pool.sent <= 40 + 3 * pool.in_flight  # only what was in flight was run again
    assert content(made) == long_expected


def test_a_pool_of_pythons_own_breaks_and_the_study_goes_on_from_its_store(
    tmp_path: pathlib.Path, long_expected: list[bytes]
) -> None:
    killed: list[int] = []
    with cf.ProcessPoolExecutor(2) as pool:

        def kill(done: int, _wanted: int) -> None:
            if done >= 6 and not killed:
                killed.append(busy(list(pool._processes)))
                os.kill(killed[0], signal.SIGKILL)

        with pytest.raises(lw.LostWorkersError, match=r"while they ran replications \d.*With store=") as lost:
            long_study(executor=pool, chunk=1, store=tmp_path, progress=kill)
    so_far = lost.value.study
    assert so_far is not None
    done = sum(len(so_far[name]) for name in so_far)
    assert 6 <= done < 40
    assert so_far.stopped == f"stopped after {done} of 40 replications (workers were lost)"
    assert pickle.loads(pickle.dumps(lost.value)).study.stopped == so_far.stopped
    steps: list[tuple[int, int]] = []
    with cf.ProcessPoolExecutor(2) as pool:
        made = long_study(executor=pool, chunk=1, store=tmp_path, progress=lambda *step: steps.append(step))
    assert steps[0] == (done, 40)
    assert content(made) == long_expected


STORED = """
import sys
from studies import long_study
long_study(threads=2, store=sys.argv[1], chunk=1, executor=sys.argv[2])
"""


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_after_kill_9_only_the_chunks_in_flight_are_lost(
    tmp_path: pathlib.Path, executor: str, long_expected: list[bytes]
) -> None:
    store, script = tmp_path / "store", tmp_path / "killed.py"
    script.write_text(STORED)
    there = killed_while_it_runs([sys.executable, script, store, executor], store, 6)
    assert 5 <= there < 40  # what is in a file may not have come to the index yet, no more than that
    steps: list[tuple[int, int]] = []
    made = long_study(store=store, progress=lambda *step: steps.append(step))
    assert steps[0] == (there, 40)
    assert content(made) == long_expected


@pytest.fixture
def dask(tmp_path: pathlib.Path):  # type: ignore[no-untyped-def]
    """A client of two workers, each a process of its own."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'linewright[dask]'")
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with (
        distributed.LocalCluster(**options, local_directory=str(tmp_path / "dask")) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.mark.filterwarnings("default")
def test_dask_gives_the_same_bytes(dask, expected: list[bytes]) -> None:  # type: ignore[no-untyped-def]
    assert content(study(executor=dask.get_executor(), chunk=2)) == expected


@pytest.mark.filterwarnings("default")
def test_dask_replaces_workers_that_are_killed_at_work(dask, long_expected: list[bytes]) -> None:  # type: ignore[no-untyped-def]
    killed: list[int] = []
    first = set(dask.run(os.getpid).values())

    def kill(done: int, _wanted: int) -> None:
        if done >= 4 and not killed:
            killed.append(busy(sorted(first)))
            os.kill(killed[0], signal.SIGKILL)

    made = long_study(executor=dask.get_executor(), chunk=1, progress=kill)
    assert len(killed) == 1
    dask.wait_for_workers(2, timeout=30)
    assert killed[0] not in set(dask.run(os.getpid).values())
    assert content(made) == long_expected


@pytest.mark.filterwarnings("default")
def test_a_task_that_dask_gives_up_leaves_the_study_to_its_store(  # type: ignore[no-untyped-def]
    dask, tmp_path: pathlib.Path, long_expected: list[bytes]
) -> None:
    dask.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
    killed: list[int] = []

    def kill(done: int, _wanted: int) -> None:
        if done >= 4 and not killed:
            killed.append(busy(sorted(dask.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    with pytest.raises(lw.LostWorkersError, match=r"replications \d.*With store="):
        long_study(executor=dask.get_executor(), chunk=1, store=tmp_path / "store", progress=kill)
    steps: list[tuple[int, int]] = []
    made = long_study(store=tmp_path / "store", progress=lambda *step: steps.append(step))
    assert steps[0][0] >= 4
    assert content(made) == long_expected
