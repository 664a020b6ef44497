# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What is finished of a study, on disk: a study that was stopped or killed goes on from there.

A store is a folder: an index in SQLite with the finished chunks, and their figures as Parquet files, for whatever else
reads those. What is stored goes by what was run (the plant, the window, the seed, the limits, the version), not by the
names of scenarios: another study that runs the same plant finds it, and so does one with more replications.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewright import _core
from linewright.result import Result, _frame

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import pandas as pd

_TABLES = """
CREATE TABLE IF NOT EXISTS runs (key TEXT PRIMARY KEY, plant TEXT NOT NULL, description TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS chunks (key TEXT NOT NULL REFERENCES runs, first INTEGER NOT NULL, count INTEGER NOT NULL,
    result BLOB NOT NULL, figures TEXT NOT NULL, PRIMARY KEY (key, first, count));
"""


def run_key(description: dict[str, Any]) -> str:
    """32 hexadecimal digits for all that decides what a run gives."""
    import hashlib
    import json

    versions = {"version": _core.__version__, "result_format": _core.result_format}
    text = json.dumps({**description, **versions}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Store:
    """A folder of finished chunks. Use it with ``with``, or give its path as ``store=`` to a study."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Opens a store, or makes one. Raises OSError when the folder can't be written to."""
        import sqlite3

        self.path = Path(path)
        (self.path / "figures").mkdir(parents=True, exist_ok=True)
        self._index = sqlite3.connect(self.path / "index.sqlite", timeout=60)
        with self._index:
            self._index.executescript(_TABLES)
        for left in (self.path / "figures").glob("*.tmp"):  # of a process that was killed
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > 3600:
                    left.unlink()

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
        """Says what is run under a key."""
        import json

        with self._index:
            self._index.execute(
                "INSERT OR IGNORE INTO runs VALUES (?, ?, ?)", (key, plant, json.dumps(description, sort_keys=True))
            )

    def put(self, key: str, data: bytes) -> None:
        """Stores a finished chunk: its figures first, then, at one stroke, that it is there."""
        import pyarrow.parquet as pq

        core = _core.Result.load(data)
        first, count = core.first_replication, core.wanted
        name = f"{key}-{first:09d}-{count:06d}.parquet"
        file = self.path / "figures" / name
        unfinished = file.with_name(f"{name}.{os.getpid()}.tmp")
        table = Result(core).to_arrow()
        pq.write_table(
            table.replace_schema_metadata({"linewright.run": key, "linewright.plant": core.plant}), unfinished
        )
        unfinished.replace(file)
        with self._index:
            self._index.execute("INSERT OR REPLACE INTO chunks VALUES (?, ?, ?, ?, ?)", (key, first, count, data, name))

    def chunks(self, key: str) -> list[tuple[int, int]]:
        """The ranges of replications that are there: first and how many."""
        rows = self._index.execute("SELECT first, count FROM chunks WHERE key = ? ORDER BY first, count", (key,))
        return [(int(first), int(count)) for first, count in rows]

    def load(self, key: str, first: int, count: int) -> _core.Result | None:
        """A chunk that is there; None when it is damaged: then it is run again."""
        row = self._index.execute(
            "SELECT result FROM chunks WHERE key = ? AND first = ? AND count = ?", (key, first, count)
        ).fetchone()
        if row is None:
            return None
        with contextlib.suppress(RuntimeError):
            return _core.Result.load(row[0])
        return None

    def runs(self) -> pd.DataFrame:
        """What the store holds: run, plant, horizon, warmup, seed, replications."""
        import json

        query = (
            "SELECT r.key, r.plant, r.description, SUM(c.count) FROM runs r JOIN chunks c USING (key) GROUP BY r.key"
        )
        rows = []
        for key, plant, text, replications in self._index.execute(query):
            said = json.loads(text)
            rows.append((key, plant, said["horizon"], said["warmup"], said["seed"], replications))
        return _frame(rows, ["run", "plant", "horizon", "warmup", "seed", "replications"])

    def replications(self) -> pd.DataFrame:
        """Every figure of every replication: run, replication, kind, element, measure, unit, value."""
        import pandas as pd
        import pyarrow.parquet as pq

        frames = []
        for key, name in self._index.execute("SELECT key, figures FROM chunks ORDER BY key, first"):
            frame = pq.read_table(self.path / "figures" / name).to_pandas()
            frame.insert(0, "run", key)
            frames.append(frame)
        if not frames:
            columns = ["run", "replication", "kind", "element", "measure", "unit", "value"]
            return _frame([], columns)
        whole: pd.DataFrame = pd.concat(frames, ignore_index=True)
        return whole
