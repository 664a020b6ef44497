# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What is finished of a study, on disk: a study that was stopped or killed goes on from there.

A store is a folder: an index in SQLite with the finished chunks, and their figures as Parquet files, for whatever else
reads those. What is stored goes by what was run (the plant, the window, the seed, the limits, the version), not by the
names of scenarios: another study that runs the same plant finds it, and so does one with more replications.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewright import _core
from linewright.errors import StoreError
from linewright.result import Result, _frame

if TYPE_CHECKING:
    import os
    import sqlite3
    from collections.abc import Iterator
    from types import TracebackType
    from typing import Self

    import pandas as pd
    import pyarrow as pa

_APPLICATION = 0x4C575354  # in the head of the index: it is a store of ours
_FORMAT = 1
_TABLES = """
CREATE TABLE made (version TEXT NOT NULL, result_format INTEGER NOT NULL);
CREATE TABLE runs (key TEXT PRIMARY KEY, plant TEXT NOT NULL, description TEXT NOT NULL);
CREATE TABLE chunks (key TEXT NOT NULL REFERENCES runs, first INTEGER NOT NULL, count INTEGER NOT NULL,
    result BLOB NOT NULL, digest TEXT NOT NULL, figures TEXT NOT NULL, PRIMARY KEY (key, first, count));
"""


def run_key(description: dict[str, Any]) -> str:
    """32 hexadecimal digits for all that decides what a run gives."""
    import json

    versions = {"version": _core.__version__, "result_format": _core.result_format}
    return _digest(json.dumps({**description, **versions}, sort_keys=True).encode())


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()[:32]


class Store:
    """A folder of finished chunks. Use it with ``with``, or give its path as ``store=`` to a study.

    It is of the version of Linewright that made it: another one reads it, but runs nothing with it. Several studies
    may use it at the same time, each with a `Store` of its own. Whatever it can't read or write is a `StoreError`.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Opens a store, or makes one. Raises StoreError where there can't be one."""
        import sqlite3

        self.path = Path(path)
        try:
            (self.path / "figures").mkdir(parents=True, exist_ok=True)
            self._index = sqlite3.connect(self.path / "index.sqlite", timeout=60, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"no store in {self.path}: {error}. Give a folder that can be written to") from error
        try:
            if not self._is_ours():
                with self._writing():
                    self._make()
        except BaseException:
            self._index.close()
            raise
        for left in (self.path / "figures").glob("*.tmp"):  # of a process that was killed
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > 3600:
                    left.unlink()

    def _is_ours(self) -> bool:
        """Whether the index is there. Raises StoreError when it is something else."""
        ((application,),) = self._rows("PRAGMA application_id")
        ((form,),) = self._rows("PRAGMA user_version")
        empty = self._rows("SELECT COUNT(*) FROM sqlite_master") == [(0,)]
        if application == 0 and empty:
            return False
        if application != _APPLICATION:
            raise StoreError(f"no store in {self.path}: its index.sqlite is not one of Linewright. Give another folder")
        if form != _FORMAT:
            raise StoreError(
                f"the store {self.path} has format {form}, and this version of Linewright knows {_FORMAT}: open it "
                "with the version that made it"
            )
        return True

    def _make(self) -> None:
        if self._is_ours():  # another process was first
            return
        for statement in _TABLES.split(";")[:-1]:
            self._index.execute(statement)
        self._index.execute("INSERT INTO made VALUES (?, ?)", (_core.__version__, _core.result_format))
        self._index.execute(f"PRAGMA user_version = {_FORMAT}")
        self._index.execute(f"PRAGMA application_id = {_APPLICATION}")

    def _rows(self, query: str, *values: object) -> list[Any]:
        import sqlite3

        try:
            return self._index.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(
                f"the store {self.path} can't be read: index.sqlite: {error}. Give another folder"
            ) from error

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; what the disk or the index refuses is a StoreError."""
        import sqlite3

        try:
            self._index.execute("BEGIN IMMEDIATE")
            try:
                yield self._index
                self._index.execute("COMMIT")
            finally:
                if self._index.in_transaction:
                    self._index.execute("ROLLBACK")
        except sqlite3.Error as error:
            raise self._unwritten(error) from error

    def _unwritten(self, error: Exception) -> StoreError:
        return StoreError(
            f"the store {self.path} can't be written to: {error}. What was in it before is there: once it can be "
            "written to, the same call goes on from it"
        )

    def close(self) -> None:
        """Closes the index; the store can be opened again."""
        self._index.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Closes it."""
        self.close()

    def begin(self, key: str, plant: str, description: dict[str, Any]) -> None:
        """Says what is run under a key. Raises StoreError when another version of Linewright made the store."""
        import json

        ((version, form),) = self._rows("SELECT version, result_format FROM made")
        if (version, form) != (_core.__version__, _core.result_format):
            raise StoreError(
                f"the store {self.path} was made by Linewright {version} (results of format {form}), and this is "
                f"{_core.__version__} (format {_core.result_format}): figures of two versions aren't put together. "
                "Give another folder, or go on with the version that made it"
            )
        if self._rows("SELECT 1 FROM runs WHERE key = ?", key):
            return
        with self._writing() as index:
            index.execute(
                "INSERT OR IGNORE INTO runs VALUES (?, ?, ?)", (key, plant, json.dumps(description, sort_keys=True))
            )

    def put(self, key: str, data: bytes) -> None:
        """Stores a finished chunk: its figures first, then, at one stroke, that it is there."""
        import uuid

        import pyarrow.parquet as pq

        core = _core.Result.load(data)
        first, count = core.first_replication, core.wanted
        name = f"{key}-{first:09d}-{count:06d}.parquet"
        file = self.path / "figures" / name
        unfinished = file.with_name(f"{name}.{uuid.uuid4().hex}.tmp")
        table = Result(core).to_arrow()
        table = table.replace_schema_metadata({"linewright.run": key, "linewright.plant": core.plant})
        try:
            pq.write_table(table, unfinished)
            unfinished.replace(file)
        except OSError as error:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise self._unwritten(error) from error
        with self._writing() as index:
            row = (key, first, count, data, _digest(data), name)
            index.execute("INSERT OR REPLACE INTO chunks VALUES (?, ?, ?, ?, ?, ?)", row)

    def chunks(self, key: str) -> list[tuple[int, int]]:
        """The ranges of replications that are there: first and how many."""
        rows = self._rows("SELECT first, count FROM chunks WHERE key = ? ORDER BY first, count", key)
        return [(int(first), int(count)) for first, count in rows]

    def load(self, key: str, first: int, count: int) -> _core.Result | None:
        """A chunk that is there; None when it is damaged: then it is run again."""
        where = "WHERE key = ? AND first = ? AND count = ?"
        for data, digest in self._rows(f"SELECT result, digest FROM chunks {where}", key, first, count):
            if _digest(data) == digest:
                with contextlib.suppress(RuntimeError):  # of a version that wrote another format
                    return _core.Result.load(data)
        return None

    def runs(self) -> pd.DataFrame:
        """What the store holds: run, plant, horizon, warmup, seed, replications."""
        import json

        rows = []
        for key, plant, text in self._rows("SELECT key, plant, description FROM runs ORDER BY key"):
            said = json.loads(text)
            replications = sum(count for _, _, count in self._apart(key))
            if replications:
                rows.append((key, plant, said["horizon"], said["warmup"], said["seed"], replications))
        return _frame(rows, ["run", "plant", "horizon", "warmup", "seed", "replications"])

    def _apart(self, key: str) -> Iterator[tuple[tuple[int, int], int, int]]:
        """The chunks of a run, each with the range of replications that none before it has: first and how many."""
        at = 0
        for first, count in self.chunks(key):
            begin, end = max(first, at), first + count
            if begin < end:
                yield (first, count), begin, end - begin
                at = end

    def replications(self) -> pd.DataFrame:
        """Every figure of every replication: run, replication, kind, element, measure, unit, value."""
        import pandas as pd

        frames = []
        for (key,) in self._rows("SELECT key FROM runs ORDER BY key"):
            for (first, count), begin, new in self._apart(key):
                table = self._figures(key, first, count)
                if table is None:
                    continue
                frame = table.to_pandas()
                if new < count:
                    frame = frame[(frame["replication"] >= begin) & (frame["replication"] < begin + new)]
                frame.insert(0, "run", key)
                frames.append(frame)
        if not frames:
            columns = ["run", "replication", "kind", "element", "measure", "unit", "value"]
            return _frame([], columns)
        whole: pd.DataFrame = pd.concat(frames, ignore_index=True)
        return whole

    def _figures(self, key: str, first: int, count: int) -> pa.Table | None:
        """The figures of a chunk: of its file or, when that is lost, of the index."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        query = "SELECT figures FROM chunks WHERE key = ? AND first = ? AND count = ?"
        ((name,),) = self._rows(query, key, first, count)
        with contextlib.suppress(OSError, pa.ArrowInvalid):
            return pq.read_table(self.path / "figures" / name)
        core = self.load(key, first, count)
        return None if core is None else Result(core).to_arrow()
