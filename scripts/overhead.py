#!/usr/bin/env python3
# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What a study costs beside its replications: processor time (user and system, of all processes that take part) of one
study through each engine, held against the same replications run bare just before and after it. The figures are checked
first: the line's throughput, and each study to the last bit. Prints a table; with --check it fails above the limit."""

from __future__ import annotations

import argparse
import concurrent.futures as cf
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import linewright as lw
from linewright.executors import Processes, know

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENGINES = {
    "pool": "the C++ pool (no executor)",
    "threads": "threads",
    "store": "threads, with a store",
    "processes": "processes of our own, their start included",
    "ProcessPoolExecutor": "`ProcessPoolExecutor`",
    "Dask": "Dask, `LocalCluster` with its scheduler",
    "Dask, idle": "the same, less what that cluster takes in the same time with nothing to do",
    "MPI": "MPI, `mpi4py.futures`, with its idle polling",
}


def line() -> lw.Plant:
    """Twenty stations, ten places between them, breakdowns: the line of the benchmarks."""
    stations, buffers, steps = [], [], []
    for i in range(1, 21):
        breakdown = lw.Breakdown(uptime=lw.exponential("100 min"), repair=lw.exponential("10 min"))
        stations.append(lw.Station(f"S{i}", cycle=lw.exponential("1 min"), breakdowns=[breakdown]))
        steps.append(f"S{i}")
        if i < 20:
            buffers.append(lw.Buffer(f"B{i}", capacity=10))
            steps.append(f"B{i}")
    return lw.Plant(
        name="line of 20",
        sources=[lw.Source("in", always=True)],
        stations=stations,
        buffers=buffers,
        routes=[lw.Route("line", steps=steps)],
    )


def used_by(root: int) -> float:
    """Seconds of processor time of a process and of all that it has started, also of those that have ended."""
    ticks = os.sysconf("SC_CLK_TCK")
    parent: dict[int, int] = {}
    used: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            parent[int(stat.parent.name)] = int(fields[1])
            used[int(stat.parent.name)] = sum(map(int, fields[11:15])) / ticks

    def of_root(pid: int) -> bool:
        while pid not in (root, 0):
            pid = parent.get(pid, 0)
        return pid == root

    return sum(seconds for pid, seconds in used.items() if of_root(pid))


class Study:
    """The same replications, bare or as a study."""

    def __init__(self, seconds: float, tasks: int, workers: int) -> None:
        self.alternatives = {"today": line(), "faster": line().edit("stations/S1/cycle", scale=0.95)}
        self.replications, self.workers = max(1, tasks // 2), workers
        self.tasks = 2 * self.replications
        begun = time.process_time()
        sized = line().run("100000 min", threads=1)
        minutes = 100_000 * seconds / (time.process_time() - begun)
        assert 0.58 < sized.throughput.mean / 60 < 0.635, sized.throughput
        self.horizon = f"{max(10_000, round(minutes))} min"
        self.wanted = [result._core.save() for result in self.bare()]

    def bare(self) -> list[lw.Result]:
        plants = self.alternatives.values()
        return [plant.run(self.horizon, "0 s", self.replications, 1, self.workers) for plant in plants]

    def through(self, executor: object, store: str | None = None) -> None:
        chunk = {} if executor is None else {"chunk": 1}
        window = (self.horizon, "0 s", self.replications, 1, self.workers)
        made = lw.compare(self.alternatives, *window, executor=executor, store=store, **chunk)  # type: ignore[arg-type]
        assert [made[name]._core.save() for name in made.names] == self.wanted, "the figures differ"


@contextlib.contextmanager
def engine(name: str, study: Study) -> Iterator[Callable[[], None]]:
    """A call that runs the study; what is there before a study begins is there before it is measured."""
    if name in ("pool", "threads"):
        yield lambda: study.through(None if name == "pool" else "threads")
    elif name == "store":
        import pyarrow.parquet  # noqa: F401

        def stored() -> None:
            with tempfile.TemporaryDirectory() as folder:
                study.through("threads", folder)

        yield stored
    elif name == "processes":

        def owned() -> None:
            with Processes(study.workers) as pool:
                study.through(pool)

        yield owned
    elif name == "ProcessPoolExecutor":
        with cf.ProcessPoolExecutor(study.workers) as pool:
            list(pool.map(know, [line().to_json()] * 2 * study.workers))
            yield lambda: study.through(pool)
    elif name == "Dask":
        import distributed

        options = {"threads_per_worker": 1, "processes": True, "dashboard_address": None}
        with (
            tempfile.TemporaryDirectory() as folder,
            distributed.LocalCluster(n_workers=study.workers, local_directory=folder, **options) as cluster,
            distributed.Client(cluster) as client,
        ):
            client.run(know, line().to_json())
            yield lambda: study.through(client.get_executor())
    else:
        raise ValueError(f"no engine {name!r}: there are {', '.join(ENGINES)}")


Row = tuple[float, float]  # processor seconds of a study, and of the same replications bare just before and after it


def bare(study: Study) -> float:
    begun = used_by(os.getpid())
    study.bare()
    return used_by(os.getpid()) - begun


def bare_apart(study: Study) -> float:
    """The same in as many processes as there are workers, which share nothing."""
    begun = used_by(os.getpid())
    started = []
    for worker in range(study.workers):
        mine = range(study.replications)[worker :: study.workers]
        process = os.fork()
        if process == 0:
            for plant in study.alternatives.values():
                for replication in mine:
                    plant.run(study.horizon, "0 s", 1, 1, 1, first_replication=replication)
            os._exit(0)
        started.append(process)
    for process in started:
        _, status = os.waitpid(process, 0)
        assert status == 0
    return used_by(os.getpid()) - begun


def measured(call: Callable[[], None], root: int) -> float:
    begun = used_by(root)
    call()
    return used_by(root) - begun


def by_mpi(options: argparse.Namespace) -> list[Row]:
    """The same in a job of MPI: one process asks, the others work."""
    more = {
        "OMPI_ALLOW_RUN_AS_ROOT": "1",
        "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
        "OMPI_MCA_rmaps_base_oversubscribe": "1",
        "OMPI_MCA_mpi_yield_when_idle": "1",
        "PRTE_MCA_rmaps_default_mapping_policy": ":oversubscribe",
    }
    command = [str(mpiexec()), "-n", str(options.workers + 1), sys.executable, "-m", "mpi4py.futures", __file__]
    command += ["--inside", "--seconds", str(options.seconds), "--tasks", str(options.tasks)]
    command += ["--workers", str(options.workers), "--rounds", str(options.rounds)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return [(used, bare) for used, bare in json.loads(done.stdout)]


def inside(options: argparse.Namespace) -> None:
    from mpi4py.futures import MPIPoolExecutor

    study = Study(options.seconds, options.tasks, options.workers)
    counts = [bare(study)]
    rows: list[Row] = []
    with MPIPoolExecutor() as executor:
        list(executor.map(know, [line().to_json()] * 2 * options.workers))
        for _ in range(options.rounds):
            # The parent is mpiexec, and all processes are its.
            used = measured(lambda: study.through(executor), os.getppid())
            counts.append(bare(study))
            rows.append((used, (counts[-2] + counts[-1]) / 2))
    print(json.dumps(rows))


def mpiexec() -> str | None:
    return shutil.which("mpiexec", path=str(Path(sys.executable).parent)) or shutil.which("mpiexec")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0, help="size of a task")
    parser.add_argument("--tasks", type=int, default=8, help="tasks of a study")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many counts")
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--check", type=float, metavar="MS", help="fail above so many milliseconds a task")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(options)
        return 0
    study = Study(options.seconds, options.tasks, options.workers)
    print(f"Tasks of {options.seconds:g} s, {study.tasks} of them on {options.workers} workers, ", end="")
    print(f"median of {options.rounds}:\n")
    print("| engine | processor time, s | bare, s | ratio | ms a task |")
    print("| --- | ---: | ---: | ---: | ---: |")
    of: dict[str, list[Row]] = {name: [] for name in options.engines}
    for _ in range(options.rounds):
        for name in of:
            if name != "MPI":
                without = bare if name in ("pool", "threads", "store") else bare_apart
                before = without(study)
                with engine(name.removesuffix(", idle"), study) as call:
                    begun = time.monotonic()
                    used = measured(call, os.getpid())
                    took = time.monotonic() - begun
                    if name.endswith("idle"):
                        used -= took / 3 * measured(lambda: time.sleep(3), os.getpid())
                of[name].append((used, (before + without(study)) / 2))
    if "MPI" in of:
        of["MPI"] = by_mpi(options)
    missed = 0
    for name, rows in of.items():
        used, beside = (statistics.median(column) for column in zip(*rows, strict=True))
        ratio = statistics.median(u / b for u, b in rows)
        extra = statistics.median(u - b for u, b in rows) / study.tasks * 1000
        missed += options.check is not None and extra > options.check
        print(f"| {ENGINES[name]} | {used:.2f} | {beside:.2f} | {ratio:.3f} | {extra:.1f} |")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
