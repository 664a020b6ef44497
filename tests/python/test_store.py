# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What is finished of a study, on disk: what is found there again, and what happens to a store."""

import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

import linewright as lw
import pyarrow.parquet as pq
import pytest
from linewright import store as stores
from tests_lines import gearbox
from tests_studies import content, environment, study


@pytest.fixture(scope="module")
def expected() -> list[bytes]:
    return content(study())


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


def changed(store: pathlib.Path, statement: str) -> None:
    """What else may happen to the index."""
    index = sqlite3.connect(store / "index.sqlite")
    with index:
        index.execute(statement)
    index.close()


def test_what_is_damaged_is_run_again(tmp_path: pathlib.Path, expected: list[bytes]) -> None:
    of_another_plant = "SELECT c.result, c.digest FROM chunks c WHERE c.first = 2 AND c.key > chunks.key"
    other_replications = "SELECT c.result, c.digest FROM chunks c WHERE c.first = 4 AND c.key = chunks.key"
    damages = {
        "result = CAST(substr(result, 1, 100) AS BLOB)": 3 * 2,
        # One byte of a figure: it can be read all the same.
        "result = CAST(substr(result, 1, 900) || X'5A' || substr(result, 902) AS BLOB)": 3 * 2,
        f"(result, digest) = ({of_another_plant}) WHERE key = (SELECT MIN(key) FROM runs) AND first = 2": 2,
        f"(result, digest) = ({other_replications})": 3 * 2,
    }
    for number, (damage, lost) in enumerate(damages.items()):
        store = tmp_path / str(number)
        study(store=store, chunk=2)
        changed(store, f"UPDATE chunks SET {damage}{'' if 'WHERE key' in damage else ' WHERE first = 2'}")
        steps: list[tuple[int, int]] = []
        assert content(study(store=store, progress=lambda *step, to=steps: to.append(step))) == expected
        assert steps[0] == (21 - lost, 21), damage


def test_figures_that_are_lost_are_made_again_from_the_index(tmp_path: pathlib.Path) -> None:
    study(store=tmp_path, chunk=2)
    with lw.Store(tmp_path) as store:
        whole = store.replications()
        lost, cut, *_ = sorted((tmp_path / "figures").iterdir())
        lost.unlink()
        cut.write_bytes(cut.read_bytes()[:100])
        assert store.replications().equals(whole)


def test_what_is_there_twice_counts_once(tmp_path: pathlib.Path, expected: list[bytes]) -> None:
    # Two studies that began at the same time, with chunks of other sizes.
    one, two = tmp_path / "one", tmp_path / "two"
    study(store=one, chunk=2)
    study(store=two, chunk=3)
    index = sqlite3.connect(one / "index.sqlite")
    index.execute("ATTACH ? AS other", (str(two / "index.sqlite"),))
    with index:
        index.execute("INSERT OR IGNORE INTO chunks SELECT * FROM other.chunks")
    index.close()
    for file in (two / "figures").iterdir():
        shutil.copy(file, one / "figures")
    with lw.Store(one) as both, lw.Store(two) as alone:
        assert both.runs()["replications"].tolist() == [7, 7, 7]
        assert both.replications().equals(alone.replications())
    assert content(study(store=one)) == expected


SHARED = """
import sys
from studies import content, study
import pathlib
print("ready", flush=True)
sys.stdin.readline()
made = study(replications=20, store=sys.argv[1], chunk=int(sys.argv[2]), threads=1)
pathlib.Path(sys.argv[3]).write_bytes(b"".join(content(made)))
"""


def test_two_studies_at_once_share_a_store(tmp_path: pathlib.Path) -> None:
    script, store = tmp_path / "shared.py", tmp_path / "store"
    script.write_text(SHARED)
    outs = [tmp_path / f"out{i}" for i in range(3)]
    both = [
        subprocess.Popen(
            [sys.executable, str(script), str(store), chunk, str(out)],
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for out, chunk in zip(outs, ("1", "1", "2"), strict=True)
    ]
    for each in both:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in both:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in both:
        _, errors = each.communicate(timeout=60)
        assert each.returncode == 0, errors
    wanted = b"".join(content(study(replications=20)))
    assert [out.read_bytes() == wanted for out in outs] == [True, True, True]
    with lw.Store(store) as kept:
        assert kept.runs()["replications"].tolist() == [20, 20, 20]
        assert len(kept.replications()) == len(kept.replications().drop_duplicates())


def test_a_store_of_another_version_is_refused_and_can_be_read(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study(store=tmp_path, chunk=2)
    with lw.Store(tmp_path) as store:
        before = store.replications()
    monkeypatch.setattr(stores._core, "__version__", "99.0")
    with pytest.raises(lw.StoreError, match=r"made by Linewright \S+ \(results.*this is 99\.0.*Give another folder"):
        study(store=tmp_path)
    with lw.Store(tmp_path) as store:
        assert store.replications().equals(before)
    changed(tmp_path, "PRAGMA user_version = 7")
    with pytest.raises(lw.StoreError, match="has format 7"):
        lw.Store(tmp_path)


def test_another_plant_finds_nothing_of_this_one(tmp_path: pathlib.Path) -> None:
    study(store=tmp_path)
    other = gearbox().edit("stations/drill/cycle", "2.3 min")
    alternatives = {"a": other, "b": {"operators/miller/count": 3}}
    options = {"horizon": "3 d", "warmup": "1 d", "replications": 7, "seed": 3}
    steps: list[tuple[int, int]] = []
    made = lw.compare(alternatives, **options, store=tmp_path, progress=lambda *step: steps.append(step))  # type: ignore[arg-type]
    assert steps[0] == (0, 14)
    assert content(made) == content(lw.compare(alternatives, **options))  # type: ignore[arg-type]


def test_what_is_no_store_is_said(tmp_path: pathlib.Path) -> None:
    text, other, file = tmp_path / "text", tmp_path / "other", tmp_path / "file"
    text.mkdir()
    (text / "index.sqlite").write_text("Dear all, " * 500)
    other.mkdir()
    changed(other, "CREATE TABLE orders (id INTEGER)")
    file.write_text("a file")
    for path, what in ((text, "not a database"), (other, "not one of Linewright"), (file, "Give a folder")):
        with pytest.raises(lw.StoreError, match=what):
            study(store=path)
    assert file.read_text() == "a file"


FULL = """
import resource, sys
import pyarrow.parquet
from studies import content, study
import linewright as lw
study(store=sys.argv[1], chunk=1, replications=2)
largest = max(path.stat().st_size for path in __import__("pathlib").Path(sys.argv[1]).rglob("*") if path.is_file())
if sys.argv[2] == "index":  # the figures still fit, the index doesn't
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
else:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    study(store=sys.argv[1], chunk=1)
except lw.StoreError as error:
    print(error)
    print(error.study.stopped)
    print(min(len(error.study[name]) for name in error.study) >= 2)
"""


@pytest.mark.parametrize("what", ["figures", "index"])
def test_a_full_disk_loses_nothing(tmp_path: pathlib.Path, what: str, expected: list[bytes]) -> None:
    store, script = tmp_path / "store", tmp_path / "full.py"
    script.write_text(FULL)
    command = [sys.executable, str(script), str(store), what]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=60)
    assert done.returncode == 0, done.stderr
    said, stopped, enough = done.stdout.splitlines()
    assert said.startswith(f"the store {store} can't be written to: ")
    assert re.fullmatch(r"stopped after \d+ of 28 replications \(the store failed\)", stopped)
    assert enough == "True"
    assert not list(store.rglob("*.tmp"))
    steps: list[tuple[int, int]] = []
    made = study(store=store, progress=lambda *step: steps.append(step))
    assert steps[0][0] >= 6  # what was in it before
    assert content(made) == expected


READ_ONLY = """
import sys
from studies import content, study
import linewright as lw
with lw.Store(sys.argv[1]) as store:
    print(len(store.replications()) > 0)
print(len(study(store=sys.argv[1])["today"]))
for path in (sys.argv[1], sys.argv[2]):
    try:
        study(store=path, seed=4)
    except lw.StoreError as error:
        print(error)
"""


def test_a_store_that_is_read_only_is_read_and_not_written(tmp_path: pathlib.Path) -> None:
    store, closed, script = tmp_path / "store", tmp_path / "closed", tmp_path / "read_only.py"
    script.write_text(READ_ONLY)
    study(store=store)
    closed.mkdir()
    command = [sys.executable, "-B", str(script), str(store), str(closed / "store")]
    if os.geteuid() == 0:  # root writes everywhere, unless that right is taken away
        less = ["setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override"]
        if shutil.which("setpriv") is None or subprocess.run([*less, "true"], capture_output=True).returncode != 0:
            pytest.skip("root can't be kept from writing here: no setpriv")
        command = less + command
    folders = [store, store / "figures", closed]
    try:
        for folder in folders:
            folder.chmod(0o555)
        (store / "index.sqlite").chmod(0o444)
        done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=60)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    read, whole, unwritten, none = done.stdout.splitlines()
    assert (read, whole) == ("True", "7")
    assert unwritten.startswith(f"the store {store} can't be written to: attempt to write a readonly database")
    assert none.startswith(f"no store in {closed / 'store'}: ")
    assert "Permission denied" in none


def test_a_script_that_is_broken_off_while_it_stores_loses_that_chunk_only(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, expected: list[bytes]
) -> None:
    put, left = lw.Store.put, [4]

    def fails(self: lw.Store, key: str, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        put(self, key, data)

    with monkeypatch.context() as patch:
        patch.setattr(lw.Store, "put", fails)
        with pytest.raises(lw.StudyCancelled) as cancelled:
            study(store=tmp_path, chunk=1)
    done = sum(len(cancelled.value.study[name]) for name in ("today", "third miller", "faster"))
    assert done == 5
    assert cancelled.value.study.stopped.endswith("of 28 replications (Ctrl-C)")
    steps: list[tuple[int, int]] = []
    assert content(study(store=tmp_path, progress=lambda *step: steps.append(step))) == expected
    assert steps[0] == (4, 21)
