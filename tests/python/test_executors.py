# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Studies on other engines: the same bytes, what is sent, how they are stopped, how far they say they are."""

import concurrent.futures as cf
import multiprocessing as mp
import pathlib
import pickle
import re
import signal
import subprocess
import sys
import threading
import time

import linewright as lw
import pytest
from linewright import executors
from tests_lines import endless, gearbox
from tests_studies import content, environment, study


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


@pytest.mark.parametrize("method", mp.get_all_start_methods())
def test_processes_are_started_as_one_likes(expected: list[bytes], method: str) -> None:
    with executors.Processes(2, method) as pool:
        assert content(study(executor=pool, chunk=2)) == expected


def test_processes_that_were_stopped_serve_the_next_study(expected: list[bytes]) -> None:
    with executors.Processes(2) as pool:
        assert slow(executor=pool, chunk=1, progress=lambda done, _: done < 3).cancelled
        assert slow(executor=pool, chunk=1, progress=lambda *_: False).stopped.startswith("stopped after 0 of")
        assert content(study(executor=pool, chunk=2)) == expected


def test_a_start_method_that_is_not_there_is_said() -> None:
    with pytest.raises(ValueError, match=r"no start method 'spwan'.*spawn"):
        executors.Processes(2, "spwan")


UNGUARDED = """
import sys
import linewright as lw
from linewright.executors import Processes
from lines import gearbox
if __name__ == "__main__" or sys.argv[2] == "without":
    print("begins", flush=True)
    with Processes(2, sys.argv[1]) as pool:
        study = lw.compare({"today": gearbox(), "more": {"operators/miller/count": 2}}, "1 d", executor=pool)
    print("done", len(study["more"]), flush=True)
"""


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_a_script_without_a_guard_is_told_so(tmp_path: pathlib.Path, method: str) -> None:
    script = tmp_path / "study.py"
    script.write_text(UNGUARDED)

    def run(guard: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(script), method, guard]
        return subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=60)

    good = run("with")
    assert (good.stdout, good.returncode) == ("begins\ndone 10\n", 0), good.stderr
    bad = run("without")
    assert bad.returncode == 1
    assert 1 < bad.stdout.count("begins") <= 3  # itself and its two processes, once: no bomb
    assert "done" not in bad.stdout
    assert "has begun to run the study itself" in bad.stderr
    assert re.search(
        r'LostWorkersError: .*Not one task was done.*put the study under `if __name__ == "__main__":`', bad.stderr
    )


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


def test_a_rule_of_ones_own_goes_along(tmp_path: pathlib.Path) -> None:
    plant = gearbox().edit("buffers/B1/queue", ["mine"])
    alternatives = {"today": plant, "faster": ["stations/mill/cycle *= 0.9"]}
    rules = {"mine": latest}
    alone = lw.compare(alternatives, "10 h", replications=2, registry=rules)
    apart = lw.compare(alternatives, "10 h", replications=2, registry=rules, executor="processes")
    assert content(alone) == content(apart)
    with pytest.raises(lw.PlantError, match="mine"):
        lw.compare(alternatives, "10 h", executor="processes")
    with pytest.raises(TypeError, match=r"can't be sent to other processes.*top of a module"):
        lw.compare(alternatives, "10 h", registry={"mine": lambda job: -job.since}, executor="processes")
    with pytest.raises(ValueError, match="rule of your own"):
        lw.compare(alternatives, "10 h", registry=rules, store=tmp_path)


def latest(job: lw.WaitingJob) -> float:
    return -job.since


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


def slow(**more: object) -> lw.Study:
    """Two thousand replications of a few hundredths of a second."""
    alternatives = {"today": endless(), "faster": ["stations/one/cycle *= 0.9"]}
    return lw.compare(alternatives, "5 d", replications=1_000, threads=2, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("executor", [None, "threads", "processes", "store", "pool"])
def test_the_wall_clock_ends_a_study_that_keeps_what_is_done(tmp_path: pathlib.Path, executor: str | None) -> None:
    more: dict[str, object] = {"executor": executor, "chunk": 1} if executor else {}
    if executor == "store":
        more = {"store": tmp_path, "chunk": 1}
    with cf.ProcessPoolExecutor(2) as pool:
        if executor == "pool":
            more["executor"] = pool
        begun = time.monotonic()
        made = slow(max_wall="0.5 s", **more)
        assert 0.5 <= time.monotonic() - begun < 5
    done = len(made["today"]) + len(made["faster"])
    assert 0 < done < 2_000
    assert made.cancelled
    assert made.stopped == f"stopped after {done} of 2000 replications (max_wall: 0.5 s)"
    assert made.stopped in repr(made)
    assert pickle.loads(pickle.dumps(made)).stopped == made.stopped
    if executor == "store":
        with lw.Store(tmp_path) as store:
            assert store.runs()["replications"].sum() == done


def test_a_study_that_is_done_in_time_is_whole(expected: list[bytes]) -> None:
    for executor in (None, "threads"):
        made = study(max_wall="10 min", executor=executor)
        assert content(made) == expected
        assert not made.stopped
    for wrong in ("-1 s", "3 cycles"):
        with pytest.raises(ValueError, match="max_wall"):
            study(max_wall=wrong)


@pytest.mark.parametrize("executor", [None, "threads", "processes"])
def test_somebody_else_cancels_by_an_event(
    tmp_path: pathlib.Path, capfd: pytest.CaptureFixture[str], executor: str | None
) -> None:
    enough = threading.Event()
    timer = threading.Timer(0.4, enough.set)
    timer.start()
    more = {"executor": executor, "chunk": 1, "store": tmp_path} if executor else {}
    begun = time.monotonic()
    made = slow(progress=lambda *_: not enough.is_set(), **more)
    assert time.monotonic() - begun < 5
    timer.join()
    assert capfd.readouterr() == ("", "")
    done = len(made["today"]) + len(made["faster"])
    assert done > 0
    assert made.stopped == f"stopped after {done} of 2000 replications (cancelled)"
    if executor:
        with lw.Store(tmp_path) as store:
            assert store.runs()["replications"].sum() == done


@pytest.mark.parametrize("executor", [None, "threads", "processes"])
def test_the_bar_counts_all_and_stands_on_the_error_channel(
    capfd: pytest.CaptureFixture[str], executor: str | None
) -> None:
    pytest.importorskip("tqdm")
    study(progress=True, executor=executor)
    shown = capfd.readouterr()
    assert shown.out == ""
    last = shown.err.rsplit("\r", 1)[1]
    assert re.fullmatch(r"100%\|.*\| (21/21|28/28) \[.*replication.*\]\n", last)


def test_the_time_left_goes_by_what_is_done_now(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tqdm = pytest.importorskip("tqdm.auto")
    made: list[tuple[int, int]] = []
    plain = tqdm.tqdm

    def bar(**options: object) -> object:
        made.append((options["initial"], options["total"]))  # type: ignore[arg-type]
        return plain(**options)

    study(store=tmp_path, replications=5)
    monkeypatch.setattr(tqdm, "tqdm", bar)
    study(store=tmp_path, progress=True)
    assert made == [(15, 21)]  # what the store had took no time
