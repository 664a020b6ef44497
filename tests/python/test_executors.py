# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Studies on other engines: the same bytes, lost workers, stores, a process that is killed."""

import concurrent.futures as cf
import os
import pathlib
import pickle
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import linewright as lw
import pyarrow.parquet as pq
import pytest
from linewright import executors
from tests_lines import gearbox

ALTERNATIVES = {
    "today": gearbox(),
    "again": gearbox(),
    "third miller": {"operators/miller/count": 3},
    "faster": ["stations/mill/cycle *= 0.9"],
}


def study(**more: object) -> lw.Study:
    options = {"horizon": "3 d", "warmup": "1 d", "replications": 7, "seed": 3} | more
    return lw.compare(ALTERNATIVES, **options)  # type: ignore[arg-type]


def content(made: lw.Study) -> list[bytes]:
    """All that there is in a study's results, to the last bit, and its table."""
    return [made[name]._core.save() for name in made.names] + [made.summary().to_csv().encode(), repr(made).encode()]


@pytest.fixture(scope="module")
def expected() -> list[bytes]:
    return content(study())


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("executor", [None, "threads", "processes"])
@pytest.mark.parametrize("chunk", [1, 3, 100])
def test_every_engine_gives_the_same_bytes(
    expected: list[bytes], executor: str | None, threads: int, chunk: int
) -> None:
    assert content(study(executor=executor, threads=threads, chunk=chunk)) == expected


def test_any_executor_will_do(expected: list[bytes]) -> None:
    with cf.ProcessPoolExecutor(2) as pool:
        assert content(study(executor=pool, chunk=2)) == expected
    with cf.ThreadPoolExecutor(2) as threads:
        assert content(study(executor=threads)) == expected


class Forgetful(cf.Executor):
    """Runs each task where no plant is known, and looks at what it is sent."""

    def __init__(self) -> None:
        self.texts = 0
        self.tasks = 0

    def submit(self, function, /, task, text=None):  # type: ignore[no-untyped-def,override]
        plain = pickle.loads(pickle.dumps(tuple(task)))
        assert len(pickle.dumps(plain)) < 1000
        self.tasks += 1
        self.texts += text is not None
        executors._KNOWN.clear()
        future: cf.Future[bytes | None] = cf.Future()
        future.set_result(function(executors.Task(*plain), text))
        return future


def test_who_does_not_know_the_plant_asks_for_it(expected: list[bytes]) -> None:
    forgetful = Forgetful()
    assert content(study(executor=executors.Engine(forgetful, in_flight=1), chunk=1)) == expected
    assert forgetful.texts == 3 * 7  # once a task; the alternative that is the same is not run again
    assert forgetful.tasks <= 2 * 3 * 7


def test_a_worker_of_another_version_refuses() -> None:
    task = executors.Task(executors.know(gearbox().to_json()), (), "0" * 16, "1 h", "0 s", 1, 0, 1, ())
    with pytest.raises(RuntimeError, match="another version"):
        executors.run_task(task)
    assert executors.run_task(task._replace(plant="1" * 16)) is None


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


def test_a_rule_of_ones_own_goes_along(tmp_path: pathlib.Path) -> None:
    plant = gearbox().edit("buffers/B1/queue", ["mine"])
    alternatives = {"today": plant, "faster": ["stations/mill/cycle *= 0.9"]}
    rules = {"mine": latest}
    alone = lw.compare(alternatives, "10 h", replications=2, registry=rules)
    apart = lw.compare(alternatives, "10 h", replications=2, registry=rules, executor="processes")
    assert content(alone) == content(apart)
    with pytest.raises(lw.PlantError, match="mine"):
        lw.compare(alternatives, "10 h", executor="processes")
    with pytest.raises(ValueError, match="rule of your own"):
        lw.compare(alternatives, "10 h", registry=rules, store=tmp_path)


def latest(job: lw.WaitingJob) -> float:
    return -job.since


def test_a_store_goes_on_where_it_was(tmp_path: pathlib.Path, expected: list[bytes]) -> None:
    steps: list[tuple[int, int]] = []
    few = study(replications=3, store=tmp_path, chunk=2)
    assert len(few["today"]) == 3
    made = study(store=tmp_path, chunk=2, progress=lambda *step: steps.append(step))
    assert content(made) == expected
    assert steps[0] == (9, 21)  # nine were there
    assert steps[-1] == (21, 21)
    steps.clear()
    assert content(study(store=tmp_path, executor="processes", progress=lambda *step: steps.append(step))) == expected
    assert set(steps) == {(21, 21)}
    assert content(study(replications=3, store=tmp_path)) == content(few)
    with lw.Store(tmp_path) as store:
        runs = store.runs()
        assert runs["replications"].tolist() == [7, 7, 7]
        assert set(runs["horizon"]) == {"3 d"}
        frame = store.replications()
        assert len(frame) == sum(len(made[name].replications()) for name in ("today", "third miller", "faster"))
        wip = frame[(frame["measure"] == "wip") & (frame["kind"] == "plant")]
        assert sorted(wip["value"])[0] > 0
    files = sorted((tmp_path / "figures").iterdir())
    assert all(file.suffix == ".parquet" for file in files)
    assert b"linewright.run" in pq.read_schema(files[0]).metadata
    # Another seed is another run.
    study(store=tmp_path, seed=4)
    with lw.Store(tmp_path) as store:
        assert len(store.runs()) == 6


def test_what_is_damaged_is_run_again(tmp_path: pathlib.Path, expected: list[bytes]) -> None:
    study(store=tmp_path, chunk=2)
    with sqlite3.connect(tmp_path / "index.sqlite") as index:
        index.execute("UPDATE chunks SET result = CAST(substr(result, 1, 100) AS BLOB) WHERE first = 2")
    index.close()
    assert content(study(store=tmp_path)) == expected


KILLED = """
import sys
sys.path.insert(0, sys.argv[1])
import linewright as lw
from lines import gearbox
plant = gearbox()
lw.compare({"today": plant, "faster": ["stations/mill/cycle *= 0.9"]}, "100 d", "1 d", 20, seed=3, threads=2,
           store=sys.argv[2], chunk=1, executor=sys.argv[3])
"""


@pytest.mark.parametrize("executor", ["threads", "processes"])
def test_after_kill_9_only_the_chunks_in_flight_are_lost(tmp_path: pathlib.Path, executor: str) -> None:
    store, script = tmp_path / "store", tmp_path / "killed.py"
    script.write_text(KILLED)
    here = str(pathlib.Path(__file__).parent)
    process = subprocess.Popen([sys.executable, str(script), here, str(store), executor], start_new_session=True)
    try:
        until = time.monotonic() + 60
        while len(list(store.glob("figures/*.parquet"))) < 6:
            assert process.poll() is None, "it was done before it was killed"
            assert time.monotonic() < until
            time.sleep(0.005)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    with lw.Store(store) as kept:
        there = int(kept.runs()["replications"].sum())
    assert 5 <= there < 40  # what is in a file may not have come to the index yet, no more than that
    steps: list[tuple[int, int]] = []
    plant = gearbox()
    faster = {"today": plant, "faster": ["stations/mill/cycle *= 0.9"]}
    window = {"horizon": "100 d", "warmup": "1 d", "replications": 20, "seed": 3}
    made = lw.compare(faster, **window, store=store, progress=lambda *step: steps.append(step))  # type: ignore[arg-type]
    assert steps[0] == (there, 40)
    assert content(made) == content(lw.compare(faster, **window))  # type: ignore[arg-type]


INTERRUPTED = """
import sys, time
sys.path.insert(0, sys.argv[1])
import linewright as lw
from lines import endless
executor = None if sys.argv[2] == "None" else sys.argv[2]
def said(done, wanted):
    if done >= 2 and not told:
        told.append(1)
        print("ready", flush=True)
told = []
plant = endless()
begun = time.monotonic()
try:
    lw.compare({"today": plant, "faster": ["stations/one/cycle *= 0.9"]}, "1 d", replications=100000, threads=2,
               executor=executor, progress=said, chunk=None if executor is None else 1)
except lw.StudyCancelled as stopped:
    print(stopped.study.cancelled, len(stopped.study["today"]) > 0, time.monotonic() - begun < 30, flush=True)
"""


@pytest.mark.parametrize("executor", ["None", "threads", "processes"])
def test_ctrl_c_keeps_what_is_done(tmp_path: pathlib.Path, executor: str) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED)
    here = str(pathlib.Path(__file__).parent)
    command = [sys.executable, str(script), here, executor]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert out == "True True True\n", errors


def test_progress_is_a_bar_with_the_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm")
    for more in ({}, {"executor": "threads"}):
        study(progress=True, **more)
        assert "replication" in capsys.readouterr().err


@pytest.mark.filterwarnings("default")
def test_dask_gives_the_same_bytes_and_survives_lost_workers(tmp_path: pathlib.Path, expected: list[bytes]) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(tmp_path)
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert content(study(executor=client.get_executor(), chunk=2)) == expected
        plant, killed = gearbox(), []

        def kill_one(done: int, _wanted: int) -> None:
            if done >= 4 and not killed:
                killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)

        faster = {"today": plant, "faster": ["stations/mill/cycle *= 0.9"]}
        window = {"horizon": "60 d", "warmup": "1 d", "replications": 12}
        made = lw.compare(faster, **window, executor=client.get_executor(), chunk=1, progress=kill_one)  # type: ignore[arg-type]
        assert killed
        assert content(made) == content(lw.compare(faster, **window))  # type: ignore[arg-type]


MPI = """
import pathlib, pickle, sys
sys.path.insert(0, sys.argv[1])
from mpi4py.futures import MPICommExecutor
from mpi4py import MPI
import linewright as lw
from lines import gearbox
with MPICommExecutor(MPI.COMM_WORLD, root=0) as executor:
    if executor is not None:
        made = lw.compare({"today": gearbox(), "again": gearbox(), "third miller": {"operators/miller/count": 3},
                           "faster": ["stations/mill/cycle *= 0.9"]}, "3 d", "1 d", 7, 3, executor=executor, chunk=2)
        pathlib.Path(sys.argv[2]).write_bytes(pickle.dumps(made))
"""


def test_mpi_gives_the_same_bytes(tmp_path: pathlib.Path, expected: list[bytes]) -> None:
    pytest.importorskip("mpi4py")
    beside = shutil.which("mpiexec", path=str(pathlib.Path(sys.executable).parent))
    mpiexec = beside or shutil.which("mpiexec")
    if mpiexec is None:
        pytest.skip("there is no mpiexec")
    script, out = tmp_path / "mpi.py", tmp_path / "study"
    script.write_text(MPI)
    here = str(pathlib.Path(__file__).parent)
    more = {
        "OMPI_ALLOW_RUN_AS_ROOT": "1",
        "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
        "PRTE_MCA_rmaps_default_mapping_policy": ":oversubscribe",
    }
    command = [mpiexec, "-n", "3", sys.executable, str(script), here, str(out)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | more, timeout=120)
    assert done.returncode == 0, done.stderr
    assert content(pickle.loads(out.read_bytes())) == expected
