# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Reads what a shop floor wrote down: which order was at which operation, from when to when, where and by whom.

    from linewright.io import event_log

    log = event_log.read("log.csv", case="order", activity="operation", start="begin", complete="end", worker="who")
    log  # what is in it, and what to know before it is used
    lw.fit(log.times("turning").ended, censored=log.times("turning").under_way, unit="h")
    plant = log.plant()  # the same orders on the same routes, to be held against log.observed()

A row is a stretch of work: one order, one activity, a start, and an end. Times are those of the clock on the wall.
"""

from __future__ import annotations

import html
import pathlib
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from linewright import _core
from linewright.errors import Fault
from linewright.io import _log_plant, _log_times
from linewright.io._log_reader import LogError, Reader, cleaned

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    import pandas as pd

    import linewright as lw

__all__ = ["EventLog", "LogError", "People", "Times", "read"]


class Times(NamedTuple):
    """How long something took, in hours, as `lw.fit` takes it."""

    ended: list[float]
    """Those that were seen to their end, in the order in which they began."""
    under_way: list[float]
    """Those that had lasted so long when the log ended (censored)."""


class People(NamedTuple):
    """Workers of a log as a plant has them."""

    pool: lw.OperatorPool
    calendars: list[lw.Calendar]
    """The n-th is on shift in the hours in which at least n are there."""


class EventLog:
    """A log that was read: its rows, and what can be seen in them. All tables are pandas frames; hours are numbers."""

    def __init__(self, rows: pd.DataFrame, findings: pd.DataFrame, name: str, last: tuple[str, ...]) -> None:
        """Made by `read`."""
        self.observations = rows
        """Its rows in the order of their starts: row (the line in the file), case, product, activity, resource, worker,
        start, complete, quantity, hours, open. Of an open one the end isn't known; its hours count to the log's end."""
        self.findings = findings
        """What to know before the log is used, by row: row, kind, what. The kinds: faulty (left out), duplicate (left
        out), open, no time, overlap of an order, overlap of a worker, overlap of a resource."""
        self.name = name
        """The name of the file."""
        self.last = last
        """The activities that end an order."""

    # ---- what is there

    @property
    def begin(self) -> pd.Timestamp:
        """The first start."""
        first: pd.Timestamp = self.observations["start"].min()
        return first

    @property
    def end(self) -> pd.Timestamp:
        """The last start or end: what is open then is still under way."""
        last: pd.Timestamp = self.observations["complete"].max()
        return last

    def between(self, begin: Any = None, end: Any = None) -> EventLog:
        """The rows that start in a stretch of time, its end not included; for a fit on the first months alone.

        A row that is under way at that end is open, with its hours up to there: who looks then doesn't know more.
        """
        import pandas as pd

        start = self.observations["start"]
        kept = pd.Series(True, index=start.index)
        if begin is not None:
            kept &= start >= pd.Timestamp(begin)
        if end is not None:
            kept &= start < pd.Timestamp(end)
        rows = self.observations[kept].reset_index(drop=True)
        if end is not None:
            cut = rows["complete"] > pd.Timestamp(end)
            rows["open"] |= cut
            rows["complete"] = rows["complete"].mask(cut, pd.Timestamp(end))
            rows["hours"] = (rows["complete"] - rows["start"]).dt.total_seconds() / 3600
        if rows.empty:
            raise ValueError(f"no row starts from {begin} to {end}; the log goes from {self.begin} to {self.end}")
        found = self.findings[self.findings["row"].isin(rows["row"])].reset_index(drop=True)
        return EventLog(rows, found, self.name, self.last)

    def operations(self, gap: Any = None) -> pd.DataFrame:
        """The operations of each order, in the order in which they began.

        Rows of one order and activity that follow one another are one operation: a shift's end divides rows, not work.

        Args:
            gap: The longest time between such rows ("4 h"); not given: any. After a longer one it is another operation.

        Returns:
            Rows of case, product, step (from 1), activity, start, complete, hours (of work, rows added up), rows,
            quantity (pieces of its rows added up), wait (hours from the end of all that was done before on the order;
            0 at the first), overlap (hours by which it began before that), open.
        """
        return _log_times.operations(self.observations, gap)

    def cases(self) -> pd.DataFrame:
        """The orders: case, product, start, complete, flow (hours from first start to last end), work (hours),
        operations, quantity (the most of an operation), variant, open (a row is open, or the last activity isn't one of
        `last`)."""
        return _log_times.cases(self.operations(), self.last)

    def variants(self) -> pd.DataFrame:
        """The routes that were taken, the most frequent first: variant, cases, share, flow (hours, the median)."""
        cases = self.cases()
        made = cases.groupby("variant", sort=False).agg(cases=("case", "size"), flow=("flow", "median")).reset_index()
        made["share"] = made["cases"] / len(cases)
        made = made.sort_values(["cases", "variant"], ascending=[False, True], kind="stable").reset_index(drop=True)
        return made[["variant", "cases", "share", "flow"]]

    def transitions(self) -> pd.DataFrame:
        """What follows what: from, to, count, share (of what is at `from`).

        Where an order begins `from` is empty, where it ends `to` is.
        """
        return _log_times.transitions(self.operations())

    def activities(self) -> pd.DataFrame:
        """The activities, that with the most work first: activity, rows, operations, orders, hours (all), median (of an
        operation), most_at_once, places (see `places`), workers, again (share of its orders that come back to it)."""
        return _log_times.activities(self)

    def times(self, activity: str, *, per: Literal["operation", "row", "piece"] = "operation") -> Times:
        """How long an activity took, for `lw.fit` (unit="h"): of an operation, of a row, or of a piece.

        Work alone: what lies between the rows of an operation isn't in it.

        Raises:
            KeyError: There is no such activity.
            ValueError: Per piece, where quantities are missing.
        """
        self._known(activity)
        rows = self.observations if per == "row" else self.operations()
        rows = rows[rows["activity"] == activity].sort_values("start", kind="stable")
        hours = rows["hours"]
        if per == "piece":
            if rows["quantity"].isna().any():
                raise ValueError(f"{activity}: there are rows without a quantity; name its column in read()")
            hours = hours / rows["quantity"]
        return Times([float(h) for h in hours[~rows["open"]]], [float(h) for h in hours[rows["open"]]])

    # ---- when, and how much at once

    def at_once(self, activity: str) -> pd.DataFrame:
        """For how long so many rows of an activity were under way at once: level, hours, share (of the log)."""
        self._known(activity)
        return _log_times.at_once(self, activity)

    def places(self, share: float = 0.99) -> dict[str, int]:
        """For each activity how many places it had: as many as resources were seen at it.

        Where the log names no resource: the fewest places that would have done for a `share` of its hours of work. That
        is how many were used at once, not how many there are: more may have stood idle all the time.
        """
        if not 0 < share <= 1:
            raise ValueError(f"share lies between 0 and 1, is {share}")
        return _log_times.places(self, share)

    def by_hour(self, activity: str | None = None) -> pd.DataFrame:
        """The hours of the week: day, hour, at_work (rows under way at once, on average), seen (share of weeks).

        An hour was seen in a week when any row was under way in it.
        """
        if activity is not None:
            self._known(activity)
        return _log_times.by_hour(self, activity)

    def calendar(self, activity: str | None = None, *, least: float = 0.5, name: str | None = None) -> lw.Calendar:
        """The hours of the week in which an activity (not given: any) was worked at in a share `least` of the weeks.

        Hours in which nobody had anything to do look like hours off: look at `by_hour` before you use it.
        """
        if activity is not None:
            self._known(activity)
        return _log_times.calendar(self, activity, least, name or (activity or "worked"))

    def presence(self, gap: Any = "4 h") -> pd.DataFrame:
        """When workers were seen: worker, start, complete; stretches with no more than `gap` between two rows."""
        return _log_times.presence(self, gap)

    def hands(self, activity: str, *, least: float = 0.05) -> list[str]:
        """Who does an activity: the workers with at least a share `least` of its rows, by name."""
        self._known(activity)
        return _log_times.hands(self, activity, least)

    def pool(
        self,
        name: str,
        workers: Iterable[str],
        *,
        gap: Any = "4 h",
        rows_at_once: float | None = None,
        factor: float = 1.0,
    ) -> People:
        """Some workers as a pool: as many are there in each hour of the week as were seen on average (`presence`),
        times the `rows_at_once` that one of them serves, rounded.

        Args:
            name: The pool's.
            workers: Who belongs to it.
            gap: As in `presence`.
            rows_at_once: How many rows one of them has under way at once (a turner who serves two machines: 2); not
                given: as seen, on average over the time at work.
            factor: So many times as many. A log shows people only while they are at work; who was there with nothing to
                do isn't seen.

        Returns:
            The pool and its calendars, both to be put into the plant.
        """
        pool, calendars = _log_times.pool(self, name, list(workers), gap, rows_at_once, factor)
        return People(pool, calendars)

    def waits(
        self,
        *,
        gap: Any = None,
        places: Mapping[str, int] | None = None,
        people: Mapping[str, Iterable[str]] | None = None,
        calendars: Mapping[str, lw.Calendar] | float = 0.5,
    ) -> pd.DataFrame:
        """The operations, and what their waits are made of: the columns of `operations`, and in hours

        - shut: nobody of its `people` was there (`presence`); of an activity without: its calendar says so,
        - full: all places of the activity were in use, or all of its people who were there were at work,
        - left: neither. What the order waited for then the log doesn't say: material, papers, a batch, another
          priority. Such waits are what a model of capacities alone lacks; Chapela-Campa and Dumas (Enhancing business
          process simulation models with extraneous activity delays, Information Systems 2024) call them extraneous.

        Args:
            gap: As in `operations`.
            places: The places of activities; not given, or not named: as `places()` says.
            people: Who does an activity (`hands`).
            calendars: Of activities; not named: that of the log. A number: the log's, with so much as `least`.
        """
        named = {name: list(workers) for name, workers in (people or {}).items()}
        return _log_times.waits(self, gap, self.places() | dict(places or {}), named, calendars)

    # ---- figures to be held against simulated ones

    def wip(self, *, closed_only: bool = True) -> pd.DataFrame:
        """How many orders were in the plant, from each change on: time, wip.

        Open ones stay to the log's end; with `closed_only` False they are gone with their last row, too.
        """
        return _log_times.wip(self, closed_only)

    def busy(self, of: Literal["activity", "resource", "worker"] = "resource") -> pd.DataFrame:
        """How long each was at work: its name, hours (overlaps count once), share (of the hours of `calendar`)."""
        if of not in ("activity", "resource", "worker"):
            raise ValueError(f"of is 'activity', 'resource' or 'worker', is {of!r}")
        if self.observations[of].eq("").all():
            raise ValueError(f"the log has no {of}: name its column in read()")
        return _log_times.busy(self, of)

    def observed(self, begin: Any = None, end: Any = None, *, closed_only: bool = True) -> dict[str, float]:
        """The figures of a stretch of time (not given: all), by the names that `lw.calibrate` takes.

        Args:
            begin: From when on.
            end: Up to when, not included.
            closed_only: Only orders that ended count as gone; False: open ones are gone with their last row, too, as in
                a plant that takes the routes that were seen.

        Returns:
            ``throughput`` (orders that ended, 1/h), ``wip``, ``lead_time`` (s), and for each product
            ``products/<name>/lead_time_p5`` to ``_p95``.
        """
        return _log_times.observed(self, begin, end, closed_only)

    # ---- a plant

    def plant(
        self,
        *,
        gap: Any = None,
        places: Mapping[str, int] | None = None,
        calendars: Mapping[str, lw.Calendar] | float | None = 0.5,
        times: Mapping[str, Any] | None = None,
        waits: Mapping[str, Any] | None = None,
        queue: Iterable[str] = ("fifo",),
    ) -> lw.Plant:
        """The same orders on the same routes: each activity a station with a buffer before it, each order a source with
        one arrival at its first start, and a route of its own.

        Args:
            gap: As in `operations`.
            places: The places of the stations; not given, or not named: as `places()` says.
            calendars: The stations' calendars by activity, who isn't named has that of the log; a number: all have the
                log's, with so much as `least`; None: always open.
            times: A law for each activity, of one operation, or a dict with one for each product; who isn't named takes
                the hours that were observed.
            waits: A law for each activity of a time before it that is neither work nor a queue (see `waits`): it is the
                `transfer` to its buffer, and not drawn at an order's first operation.
            queue: The rule of all buffers.

        A job is at one station at a time: where an order's operations overlapped, it is later here. The log's open rows
        take the hours up to its end. Edit what comes of it: people, machines, priorities.
        """
        return _log_plant.plant(self, gap, places, calendars, times, waits, list(queue))

    # ---- display

    def _known(self, activity: str) -> None:
        known = list(dict.fromkeys(self.observations["activity"]))
        if activity not in known:
            raise KeyError(f"no activity {activity!r}. {_core.did_you_mean(activity, known, 'activity')}")

    def _lines(self) -> list[tuple[str, str]]:
        rows = self.observations
        made = [
            ("rows", f"{len(rows)}"),
            ("orders", f"{rows['case'].nunique()}"),
            ("activities", f"{rows['activity'].nunique()}"),
        ]
        counts = {column: rows.loc[rows[column] != "", column].nunique() for column in ("resource", "worker")}
        made += [(f"{column}s", f"{count}") for column, count in counts.items() if count]
        made += [
            ("from", f"{self.begin:%Y-%m-%d %H:%M}"),
            ("to", f"{self.end:%Y-%m-%d %H:%M}"),
            ("work", f"{rows['hours'].sum():.0f} h"),
        ]
        kinds = self.findings["kind"].value_counts(sort=False)
        return made + [(str(kind), f"{count} rows" if count > 1 else "1 row") for kind, count in kinds.items()]

    def __repr__(self) -> str:
        """What is in it, and how often there is something to know."""
        lines = self._lines()
        width = max(len(name) for name, _ in lines)
        return "\n".join([f"log {self.name}".rstrip(), *(f"  {name:<{width}}  {text}" for name, text in lines)])

    def _repr_html_(self) -> str:
        body = "".join(
            f"<tr><td style='text-align:left'>{html.escape(name)}</td>"
            f"<td style='text-align:left'>{html.escape(text)}</td></tr>"
            for name, text in self._lines()
        )
        return f"<table><caption>{html.escape(f'log {self.name}'.rstrip())}</caption><tbody>{body}</tbody></table>"


def read(
    source: str | os.PathLike[str] | pd.DataFrame,
    *,
    case: str,
    activity: str,
    start: str,
    complete: str,
    resource: str | None = None,
    worker: str | None = None,
    product: str | None = None,
    quantity: str | None = None,
    last: Iterable[str] = (),
    when: str | None = None,
    separator: str = ",",
    faulty: Literal["refuse", "leave_out"] = "refuse",
) -> EventLog:
    """Reads a log: a CSV file, or a pandas frame, whose columns have the names given.

    Args:
        source: The file or the frame.
        case: The column of the order.
        activity: The column of the operation. Blanks at its ends and double ones within are no difference.
        start: The column of the start.
        complete: The column of the end; empty: it was still under way, which only the last one of an order can be.
        resource: The column of the machine.
        worker: The column of the person.
        product: The column of the part; not given: one product, "order".
        quantity: The column of the pieces that were made in this row.
        last: The activities that end an order. An order whose last one is another is open.
        when: The format of times as in `strptime` ("%d.%m.%Y %H:%M"); not given: year first, 2026-11-23 06:00.
        separator: What stands between the columns of the file.
        faulty: Rows with faults: "refuse" the log, or "leave_out" the rows and say so in `findings`.

    Raises:
        LogError: All faults at once, each with its row: missing columns, order, activity or start; times that can't be
            read; ends before their starts; a missing end before the order's last operation; quantities that are none.
    """
    import pandas as pd

    if faulty not in ("refuse", "leave_out"):
        raise ValueError(f"faulty is 'refuse' or 'leave_out', is {faulty!r}")
    if isinstance(source, pd.DataFrame):
        given, name, first = source.reset_index(drop=True), "", 0
    else:
        given = pd.read_csv(source, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        name, first = pathlib.Path(source).name, 2
    columns = {
        "case": case,
        "product": product,
        "activity": activity,
        "resource": resource,
        "worker": worker,
        "start": start,
        "complete": complete,
        "quantity": quantity,
    }
    known = [str(column) for column in given.columns]
    missing = [
        Fault(name, f"has no column {column!r}", _core.did_you_mean(column, known, "column"))
        for column in columns.values()
        if column is not None and column not in known
    ]
    if missing:
        raise LogError(missing)
    reader = Reader(given, columns, name, first)
    rows = reader.rows(when)
    faults = sorted(reader.faults, key=lambda found: found[0])
    if not len(rows):
        faults.append((0, Fault(name, "has no rows", "Give a log with at least one")))
    if faults and faulty == "refuse":
        raise LogError([fault for _, fault in faults])
    rows, findings = cleaned(rows, faults)
    if rows.empty:
        raise LogError([fault for _, fault in faults])
    ends = tuple(" ".join(each.split()) for each in last)
    seen = list(dict.fromkeys(rows["activity"]))
    wrong = [
        Fault("last", f"no activity {each!r}", _core.did_you_mean(each, seen, "activity"))
        for each in ends
        if each not in seen
    ]
    if wrong:
        raise LogError(wrong)
    return EventLog(rows, findings, name, ends)
