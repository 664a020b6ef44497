# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The rows of a log: read, with all their faults, and cleaned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linewright.errors import Fault
from linewright.io import _log_times

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

_DATE = re.compile(r"\d{4}([-/])\d{1,2}\1\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_MOST_SHOWN = 20


class LogError(ValueError):
    """A log that can't be read; `faults` has all of them, each with its row."""

    def __init__(self, faults: Iterable[tuple[str, str, str]]) -> None:
        """Made by `read`."""
        self.faults = [Fault(*fault) for fault in faults]
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        shown = [str(fault) for fault in self.faults[:_MOST_SHOWN]]
        if len(self.faults) > _MOST_SHOWN:
            shown.append(f"and {len(self.faults) - _MOST_SHOWN} more (see .faults)")
        super().__init__("\n  ".join([f"the log has {count}:", *shown]))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickles."""
        return type(self), ([tuple(fault) for fault in self.faults],)


class Reader:
    """Reads the columns; what can't be read is a fault of its row."""

    def __init__(self, given: pd.DataFrame, columns: dict[str, str | None], name: str, first: int) -> None:
        """The frame, which column of it is what, the file's name and the number of its first row."""
        self.given, self.columns, self.name, self.first = given, columns, name, first
        self.faults: list[tuple[int, Fault]] = []
        self.unread: set[int] = set()
        """Rows whose end is there and can't be read."""

    def fault(self, at: int, column: str, what: str, remedy: str) -> None:
        place = f"{self.name}:{at + self.first}/{self.columns[column]}" if self.name else f"row {at}/{column}"
        self.faults.append((at + self.first, Fault(place, what, remedy)))

    def rows(self, when: str | None) -> pd.DataFrame:
        """The rows, with `fault` where one has a fault."""
        import pandas as pd

        made = pd.DataFrame({"row": range(self.first, self.first + len(self.given))})
        for column in ("case", "product", "activity", "resource", "worker"):
            made[column] = self.texts(column, needed=column in ("case", "activity"))
        if self.columns["product"] is None:
            made["product"] = "order"
        made["start"] = self.times("start", when)
        made["complete"] = self.times("complete", when)
        made["quantity"] = self.numbers()
        for at in made.index[made["complete"] < made["start"]]:
            start, end = made["start"][at], made["complete"][at]
            self.fault(at, "complete", f"ends at {end}, before its start at {start}", "Correct one of the two")
        self.ends(made)
        bad = {row for row, _ in self.faults}
        made["fault"] = made["row"].isin(bad)
        return made

    def texts(self, column: str, needed: bool) -> pd.Series[Any]:
        import pandas as pd

        source = self.columns[column]
        if source is None:
            return pd.Series("", index=self.given.index, dtype=object)
        values = self.given[source]
        made = values.where(values.notna(), "").map(lambda value: " ".join(str(value).split())).astype(object)
        if needed or column == "product":
            for at in made.index[made == ""]:
                self.fault(at, column, "is empty", f"Every row needs its {column}")
        return made

    def times(self, column: str, when: str | None) -> pd.Series[Any]:
        import pandas as pd

        values = self.given[self.columns[column]]
        remedy = "Write it like 2026-11-23 06:00, or say how it is written: when='%d.%m.%Y %H:%M'"
        if pd.api.types.is_datetime64_any_dtype(values):
            if getattr(values.dt, "tz", None) is not None:
                raise LogError([Fault(str(self.columns[column]), "has a time zone", "Give the time on the wall there")])
            made = values.astype("datetime64[us]")
        else:
            texts = values.where(values.notna(), "").map(lambda value: str(value).strip())
            if when is not None:
                made = pd.to_datetime(texts.where(texts != "", None), format=when, errors="coerce")
            else:
                fits = texts.map(lambda text: _DATE.fullmatch(text) is not None)
                plain = texts.where(fits, None).str.replace("/", "-").str.replace("T", " ")
                made = pd.to_datetime(plain, format="mixed", yearfirst=True, errors="coerce")
            made = made.astype("datetime64[us]")
            for at in made.index[made.isna() & (texts != "")]:
                self.fault(at, column, f"{texts[at]!r} is no time", remedy)
                if column == "complete":  # it isn't missing, so it isn't open either
                    self.unread.add(at)
            if column == "start":
                for at in made.index[texts == ""]:
                    self.fault(at, column, "is empty", "Every row needs its start")
            return made
        if column == "start":
            for at in made.index[made.isna()]:
                self.fault(at, column, "is empty", "Every row needs its start")
        return made

    def numbers(self) -> pd.Series[Any]:
        import pandas as pd

        source = self.columns["quantity"]
        if source is None:
            return pd.Series(float("nan"), index=self.given.index)
        values = self.given[source]
        texts = values.where(values.notna(), "").map(lambda value: str(value).strip())
        made = pd.to_numeric(texts.where(texts != "", None), errors="coerce").astype(float)
        wrong = (made.isna() & (texts != "")) | (made < 0) | made.abs().eq(float("inf"))
        for at in made.index[wrong]:
            self.fault(at, "quantity", f"must be a number of at least 0, is {texts[at]!r}", "Write a number")
        return made

    def ends(self, made: pd.DataFrame) -> None:
        """An end may be missing only where nothing of the order comes after it."""
        latest = made.groupby("case")["start"].transform("max")
        missing = made["complete"].isna() & made["start"].notna() & ~made.index.isin(self.unread)
        for at in made.index[missing & (made["start"] < latest)]:
            remedy = "Fill it in; only an order's last operation may be under way"
            self.fault(at, "complete", "is empty, though the order went on", remedy)


def cleaned(rows: pd.DataFrame, faults: list[tuple[int, Fault]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that are used, in the order of their starts, and what to know about them."""
    import pandas as pd

    found: list[tuple[int, str, str]] = [(row, "faulty", f"{fault.what}: left out") for row, fault in faults]
    rows = rows[~rows["fault"]].drop(columns="fault")
    twice = rows.duplicated([column for column in rows.columns if column != "row"])
    found += [(int(row), "duplicate", "stands there twice: left out") for row in rows.loc[twice, "row"]]
    rows = rows[~twice].sort_values(["start", "complete", "row"], kind="stable").reset_index(drop=True)
    rows["open"] = rows["complete"].isna()
    if len(rows):
        end = max(each for each in (rows["complete"].max(), rows["start"].max()) if not pd.isna(each))
        rows["complete"] = rows["complete"].fillna(end)
    rows["hours"] = (rows["complete"] - rows["start"]).dt.total_seconds() / 3600
    order = ["row", "case", "product", "activity", "resource", "worker", "start", "complete", "quantity", "hours"]
    rows = rows[[*order, "open"]]
    found += [(int(row), "open", "has no end: under way when the log ended") for row in rows.loc[rows["open"], "row"]]
    nothing = rows[(rows["hours"] == 0) & ~rows["open"]]
    found += [(int(row), "no time", "took no time") for row in nothing["row"]]
    for column, what in (("case", "order"), ("worker", "worker"), ("resource", "resource")):
        found += _log_times.overlaps(rows, column, what)
    frame = pd.DataFrame(found, columns=["row", "kind", "what"])
    return rows, frame
