# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What can be seen in the rows of a log: operations, orders, who was at work when, and what orders waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

import linewright as lw
from linewright import _core

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from linewright.io.event_log import EventLog

    Hours = NDArray[np.float64]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_QUANTILES = (5, 25, 50, 75, 95)


def overlaps(rows: pd.DataFrame, column: str, what: str) -> list[tuple[int, str, str]]:
    """Rows that begin before an earlier one of the same order, worker or machine has ended."""
    found: list[tuple[int, str, str]] = []
    for name, mine in rows[rows[column] != ""].groupby(column, sort=False):
        late = mine.loc[mine["start"] < mine["complete"].cummax().shift(), "row"]
        why = f"begins before the {what} {name} is done with another row"
        found.extend((int(row), f"overlap of {what}", why) for row in late)
    return sorted(found)


# ---- operations and orders


def operations(rows: pd.DataFrame, gap: Any) -> pd.DataFrame:
    """Rows of one order and activity that follow one another, put together."""
    longest = pd.Timedelta.max if gap is None else pd.Timedelta(_seconds(gap), unit="s")
    rows = rows.sort_values(["case", "start", "complete", "row"], kind="stable")
    cases = rows.groupby("case", sort=False)
    done = cases["complete"].cummax()
    before = done.groupby(rows["case"], sort=False).shift()
    new = (rows["activity"] != cases["activity"].shift()) | (rows["start"] - before > longest)
    step = new.groupby(rows["case"], sort=False).cumsum().astype(int).rename("step")
    made = (
        rows.groupby([rows["case"], step], sort=False)
        .agg(
            product=("product", "first"),
            activity=("activity", "first"),
            start=("start", "min"),
            complete=("complete", "max"),
            hours=("hours", "sum"),
            rows=("row", "size"),
            quantity=("quantity", "sum"),
            counted=("quantity", "count"),
            open=("open", "any"),
        )
        .reset_index()
    )
    made["quantity"] = made["quantity"].where(made["counted"] == made["rows"])
    ended = made.groupby("case", sort=False)["complete"].cummax().groupby(made["case"], sort=False).shift()
    since = _hours(made["start"] - ended.fillna(made["start"]))
    made["wait"], made["overlap"] = since.clip(lower=0.0), (-since).clip(lower=0.0)
    columns = ["case", "product", "step", "activity", "start", "complete", "hours", "rows", "quantity"]
    made = made[[*columns, "wait", "overlap", "open"]]
    first = made.groupby("case")["start"].transform("min")
    at = pd.DataFrame({"first": first, "case": made["case"], "step": made["step"]})
    return made.loc[at.sort_values(["first", "case", "step"], kind="stable").index].reset_index(drop=True)


def cases(done: pd.DataFrame, last: tuple[str, ...]) -> pd.DataFrame:
    """The orders, in the order in which they began."""
    made = (
        done.groupby("case", sort=False)
        .agg(
            product=("product", "first"),
            start=("start", "min"),
            complete=("complete", "max"),
            work=("hours", "sum"),
            operations=("step", "size"),
            quantity=("quantity", "max"),
            variant=("activity", " > ".join),
            open=("open", "any"),
            ended=("activity", "last"),
        )
        .reset_index()
    )
    made.insert(4, "flow", _hours(made["complete"] - made["start"]))
    if last:
        made["open"] |= ~made["ended"].isin(last)
    return made.drop(columns="ended")


def transitions(done: pd.DataFrame) -> pd.DataFrame:
    """What follows what, with the begin and the end of orders."""
    after = done.groupby("case", sort=False)["activity"].shift(-1)
    pairs = pd.DataFrame({"from": done["activity"], "to": after.fillna("")})
    begins = done.loc[done["step"] == 1, "activity"]
    pairs = pd.concat([pd.DataFrame({"from": "", "to": begins}), pairs], ignore_index=True)
    made = pairs.groupby(["from", "to"]).size().rename("count").reset_index()
    made["share"] = made["count"] / made.groupby("from")["count"].transform("sum")
    return made


def activities(log: EventLog) -> pd.DataFrame:
    """The activities, that with the most work first."""
    rows, done, fewest = log.observations, log.operations(), log.places()
    made = (
        rows.groupby("activity", sort=False)
        .agg(
            rows=("row", "size"),
            orders=("case", "nunique"),
            hours=("hours", "sum"),
            workers=("worker", lambda names: names[names != ""].nunique()),
        )
        .reset_index()
    )
    by = done.groupby("activity")
    often = done.groupby(["activity", "case"]).size()
    made.insert(2, "operations", made["activity"].map(by.size()))
    made.insert(5, "median", made["activity"].map(by["hours"].median()))
    made.insert(6, "most_at_once", [int(at_once(log, name)["level"].max()) for name in made["activity"]])
    made.insert(7, "places", made["activity"].map(fewest))
    made["again"] = made["activity"].map((often > 1).groupby("activity").mean())
    return made.sort_values(["hours", "activity"], ascending=[False, True], kind="stable").reset_index(drop=True)


# ---- levels over time: how many rows are under way


def _level(starts: Hours, ends: Hours) -> tuple[Hours, NDArray[np.int64]]:
    """From which instant on how many are under way, in hours; what takes no time isn't under way."""
    times = np.concatenate([starts, ends])
    change = np.concatenate([np.ones(len(starts), dtype=np.int64), -np.ones(len(ends), dtype=np.int64)])
    at, place = np.unique(times, return_inverse=True)
    total = np.zeros(len(at), dtype=np.int64)
    np.add.at(total, place, change)
    return at, np.cumsum(total)


def _stretches(log: EventLog, rows: pd.DataFrame) -> tuple[Hours, Hours]:
    """Starts and ends in hours from the log's begin."""
    return _hours(rows["start"] - log.begin).to_numpy(), _hours(rows["complete"] - log.begin).to_numpy()


def at_once(log: EventLog, activity: str) -> pd.DataFrame:
    """For how long so many were under way."""
    rows = log.observations
    at, level = _level(*_stretches(log, rows[rows["activity"] == activity]))
    whole = _hours_between(log.begin, log.end)
    last = np.append(at[1:], whole)
    hours = np.zeros(int(level.max(initial=0)) + 1)
    np.add.at(hours, level, last - at)
    hours[0] += at[0]
    return pd.DataFrame({"level": range(len(hours)), "hours": hours, "share": hours / whole if whole else np.nan})


def places(log: EventLog, share: float) -> dict[str, int]:
    """The fewest places that do for a share of the hours of work."""
    made = {}
    rows = log.observations
    for name in dict.fromkeys(rows["activity"]):
        machines = rows.loc[(rows["activity"] == name) & (rows["resource"] != ""), "resource"].nunique()
        if machines:
            made[name] = int(machines)
            continue
        table = at_once(log, name)
        work = (table["level"] * table["hours"]).to_numpy()
        levels = np.arange(len(table))
        # What is above a number of places is what they can't do.
        served = [float((np.minimum(levels, c) * table["hours"]).sum()) for c in levels]
        total = float(work.sum())
        made[name] = next((int(c) for c in levels[1:] if served[c] >= share * total - 1e-9), 1)
    return made


def by_hour(log: EventLog, activity: str | None) -> pd.DataFrame:
    """Rows under way in each hour of the week."""
    rows = log.observations
    return _by_hour(log, rows if activity is None else rows[rows["activity"] == activity])


def _by_hour(log: EventLog, rows: pd.DataFrame) -> pd.DataFrame:
    """Of any stretches with a start and an end."""
    first = log.begin.floor("h")
    count = int(np.ceil(_hours_between(first, log.end)))
    at, level = _level(_hours(rows["start"] - first).to_numpy(), _hours(rows["complete"] - first).to_numpy())
    done = np.concatenate([[0.0], np.cumsum(np.diff(at) * level[:-1])])  # hours of work up to each instant
    work = np.diff(np.interp(np.arange(max(count, 1) + 1), at, done))
    work[work < 1e-9] = 0.0
    slot = (first.day_of_week * 24 + first.hour + np.arange(len(work))) % 168
    hours = np.bincount(slot, minlength=168)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(slot, weights=work, minlength=168) / hours
        seen = np.bincount(slot, weights=(work > 0).astype(float), minlength=168) / hours
    week = np.arange(168)
    return pd.DataFrame({"day": [DAYS[i // 24] for i in week], "hour": week % 24, "at_work": mean, "seen": seen})


def calendar(log: EventLog, activity: str | None, least: float, name: str) -> lw.Calendar:
    """The hours of the week that were worked in a share of the weeks, as shifts."""
    if not 0 < least <= 1:
        raise ValueError(f"least is a share of the weeks, above 0 and up to 1; is {least}")
    on = (by_hour(log, activity)["seen"].fillna(0.0) >= least).to_numpy()
    if not on.any():
        what = "anything" if activity is None else repr(activity)
        raise ValueError(
            f"in no hour of the week {what} was worked at in {least:.0%} of the weeks: take a smaller least"
        )
    return _shifts(on, name)


def _shifts(on: NDArray[np.bool_], name: str) -> lw.Calendar:
    """Hours of the week as a calendar."""
    found: dict[tuple[int, int], list[str]] = {}
    for day, hours in zip(DAYS, on.reshape(7, 24), strict=True):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], hours.astype(int), [0]])))
        for begin, end in zip(edges[::2], edges[1::2], strict=True):
            found.setdefault((int(begin), int(end)), []).append(day)
    return lw.Calendar(
        name,
        shifts=[
            lw.Shift(f"{begin:02}-{end:02}", days=days, from_=f"{begin:02}:00", to=f"{end:02}:00")  # type: ignore[arg-type]
            for (begin, end), days in found.items()
        ],
    )


def open_hours(made: lw.Calendar) -> NDArray[np.bool_]:
    """The hours of the week in which a calendar of whole hours is on shift."""
    on = np.zeros(168, dtype=bool)
    if made.rotation is not None or len(made.dates) or len(made.spans):
        raise ValueError(
            f"calendar {made.name!r}: waits are split by the hours of a week alone; leave rotation, dates out"
        )
    if not len(made.shifts):
        return ~on
    for shift in made.shifts:
        begin, end = (int(text.split(":")[0]) for text in (shift.from_, shift.to))
        if any(text.split(":")[1] != "00" for text in (shift.from_, shift.to)) or len(shift.breaks):
            raise ValueError(f"calendar {made.name!r}: waits are split by whole hours; give shifts without breaks")
        length = (end - begin) % 24 or 24
        for day in shift.days or DAYS:
            on[(DAYS.index(day) * 24 + begin + np.arange(length)) % 168] = True
    return on


def presence(log: EventLog, gap: Any) -> pd.DataFrame:
    """Stretches in which workers were seen."""
    rows = log.observations[log.observations["worker"] != ""].sort_values(["worker", "start"], kind="stable")
    if rows.empty:
        raise ValueError("the log has no workers: name their column in read()")
    done = rows.groupby("worker")["complete"].cummax()
    before = done.groupby(rows["worker"]).shift()
    new = before.isna() | (rows["start"] - before > pd.Timedelta(_seconds(gap), unit="s"))
    made = rows.groupby(["worker", new.cumsum()], sort=False).agg(start=("start", "min"), complete=("complete", "max"))
    return made.reset_index()[["worker", "start", "complete"]]


# ---- waits


class _Clock:
    """How many hours up to an instant something held."""

    def __init__(self, at: Hours, holds: NDArray[np.bool_]) -> None:
        """Holds from `at[i]` to `at[i + 1]`; never before the first and after the last."""
        lengths = np.diff(at) * holds[:-1]
        self.at, self.sum = at, np.concatenate([[0.0], np.cumsum(lengths)])

    def between(self, begin: Hours, end: Hours) -> Hours:
        made: Hours = np.interp(end, self.at, self.sum) - np.interp(begin, self.at, self.sum)
        return made


def waits(
    log: EventLog,
    gap: Any,
    places: dict[str, int],
    people: dict[str, list[str]],
    calendars: Mapping[str, lw.Calendar] | float,
) -> pd.DataFrame:
    """The waits of all operations, split."""
    done = operations(log.observations, gap)
    start = _hours(done["start"] - log.begin).to_numpy()
    since = start - done["wait"].to_numpy()
    shut, full = np.zeros(len(done)), np.zeros(len(done))
    there = presence(log, "4 h") if people else None
    whole = open_hours(calendar_of(log, "", calendars))
    for name, mine in done.groupby("activity", sort=False):
        rows = log.observations[log.observations["activity"] == name]
        used = _Steps(*_level(*_stretches(log, rows)))
        workers = people.get(str(name), [])
        if there is not None and workers:
            come = _Steps(*_level(*_stretches(log, there[there["worker"].isin(workers)])))
            work = _Steps(*_at_work(log, workers))
            both = np.unique(np.concatenate([used.at, come.at, work.at]))
            is_open = come.of(both) > 0
            taken = work.of(both) >= come.of(both)
        else:
            own = not isinstance(calendars, int | float) and str(name) in calendars
            opened = _week(log, open_hours(calendar_of(log, str(name), calendars)) if own else whole)
            both = np.unique(np.concatenate([used.at, opened.at]))
            is_open = opened.of(both) > 0
            taken = np.zeros(len(both), dtype=bool)
        taken |= used.of(both) >= places.get(str(name), 1)
        index = mine.index.to_numpy()
        shut[index] = mine["wait"] - _Clock(both, is_open).between(since[index], start[index])
        full[index] = _Clock(both, is_open & taken).between(since[index], start[index])
    done["shut"], done["full"] = np.clip(shut, 0.0, None), full
    done["left"] = (done["wait"] - done["shut"] - full).clip(lower=0.0)
    return done


class _Steps:
    """How many of something there are from instant to instant; none before the first."""

    def __init__(self, at: Hours, level: NDArray[np.int64]) -> None:
        self.at, self.level = at, level

    def of(self, instants: Hours) -> NDArray[np.int64]:
        place = np.searchsorted(self.at, instants, side="right") - 1
        made: NDArray[np.int64] = np.where(place >= 0, self.level[np.clip(place, 0, None)], 0)
        return made


def _week(log: EventLog, on: NDArray[np.bool_]) -> _Steps:
    """The hours of a week over the log, from its begin."""
    first = log.begin.floor("h")
    ahead = _hours_between(first, log.begin)
    hours = np.arange(int(np.ceil(_hours_between(first, log.end))) + 2)
    return _Steps(
        hours.astype(np.float64) - ahead, on[(first.day_of_week * 24 + first.hour + hours) % 168].astype(np.int64)
    )


def _at_work(log: EventLog, workers: list[str]) -> tuple[Hours, NDArray[np.int64]]:
    """How many of some workers have a row under way."""
    merged = presence(log, "0 s")
    return _level(*_stretches(log, merged[merged["worker"].isin(workers)]))


def hands(log: EventLog, activity: str, least: float) -> list[str]:
    """Who does an activity."""
    rows = log.observations[(log.observations["activity"] == activity) & (log.observations["worker"] != "")]
    share = rows["worker"].value_counts(normalize=True)
    return sorted(str(name) for name in share.index[share >= least])


def pool(
    log: EventLog, name: str, workers: list[str], gap: Any, rows_at_once: float | None, factor: float
) -> tuple[lw.OperatorPool, list[lw.Calendar]]:
    """Workers as a pool with an attendance by the hours of the week."""
    there = presence(log, gap)
    known = list(dict.fromkeys(there["worker"]))
    if wrong := [worker for worker in workers if worker not in known]:
        raise KeyError(f"no worker {wrong[0]!r}. {_core.did_you_mean(wrong[0], known, 'worker')}")
    if rows_at_once is None:
        merged = presence(log, "0 s")
        merged = merged[merged["worker"].isin(workers)]
        at_work = float(_hours(merged["complete"] - merged["start"]).sum())
        rows = log.observations[log.observations["worker"].isin(workers)]
        rows_at_once = float(rows["hours"].sum()) / at_work if at_work > 0 else 1.0
    if not rows_at_once * factor > 0:
        raise ValueError(f"rows_at_once and factor must be above 0, are {rows_at_once} and {factor}")
    mine = there[there["worker"].isin(workers)]
    count = np.floor(_by_hour(log, mine)["at_work"].fillna(0.0).to_numpy() * rows_at_once * factor + 0.5).astype(int)
    most = int(count.max(initial=0))
    if most == 0:
        raise ValueError(f"pool {name!r}: in no hour of the week one of them was there in half of the weeks")
    calendars = [_shifts(count >= level, f"{name} {level}") for level in range(1, most + 1)]
    attendance = [lw.Attendance(calendar=made.name, count=1) for made in calendars]
    return lw.OperatorPool(name, count=most, attendance=attendance), calendars


def calendar_of(log: EventLog, activity: str, calendars: Mapping[str, lw.Calendar] | float) -> lw.Calendar:
    """The calendar that is given for an activity; else that of the log."""
    if isinstance(calendars, int | float):
        return calendar(log, None, float(calendars), "worked")
    return calendars[activity] if activity in calendars else calendar(log, None, 0.5, "worked")


# ---- figures


def wip(log: EventLog, closed_only: bool) -> pd.DataFrame:
    """Orders in the plant."""
    orders = log.cases()
    still = orders["open"] & closed_only
    starts = _hours(orders["start"] - log.begin).to_numpy()
    ends = _hours(orders["complete"].mask(still, log.end) - log.begin).to_numpy()
    at, level = _level(starts, ends)
    if still.any():  # they are there at the end, and after it
        level = level.copy()
        level[-1] += int(still.sum())
    return pd.DataFrame({"time": log.begin + pd.to_timedelta(at, unit="h").round("us"), "wip": level})


def busy(log: EventLog, of: str) -> pd.DataFrame:
    """Hours at work, overlaps once, and their share of the hours worked at all."""
    rows = log.observations[log.observations[of] != ""]
    hours = {}
    for name, mine in rows.groupby(of, sort=False):
        at, level = _level(*_stretches(log, mine))
        hours[name] = float((np.diff(at) * (level[:-1] > 0)).sum())
    on = open_hours(calendar(log, None, 0.5, "worked"))
    week = log.begin.day_of_week * 24 + log.begin.hour
    there = np.arange(week, week + max(1, round(_hours_between(log.begin, log.end))))
    total = float(on[there % 168].sum())
    made = pd.DataFrame({of: list(hours), "hours": list(hours.values())})
    made["share"] = made["hours"] / total if total else np.nan
    return made.sort_values(["hours", of], ascending=[False, True], kind="stable").reset_index(drop=True)


def observed(log: EventLog, begin: Any, end: Any, closed_only: bool) -> dict[str, float]:
    """Throughput, WIP and lead times of a stretch, by the names of a result."""
    first = log.begin if begin is None else pd.Timestamp(begin)
    last = log.end if end is None else pd.Timestamp(end)
    length = _hours_between(first, last)
    if length <= 0:
        raise ValueError(f"the stretch from {first} to {last} has no length")
    orders = log.cases()
    if closed_only:
        orders = orders[~orders["open"]]
    within = (orders["complete"] >= first) & ((orders["complete"] < last) | (last == log.end))
    ended = orders[within & (orders["complete"] <= last)]
    if ended.empty:
        raise ValueError(f"no order ended from {first} to {last}")
    there = wip(log, closed_only)
    at = _hours(there["time"] - log.begin).to_numpy()
    edges = np.clip(at, _hours_between(log.begin, first), _hours_between(log.begin, last))
    lengths = np.diff(np.append(edges, _hours_between(log.begin, last)))
    made = {
        "throughput": len(ended) / length,
        "wip": float((lengths * there["wip"].to_numpy()).sum() / length),
        "lead_time": float(ended["flow"].mean() * 3600),
    }
    for name, mine in ended.groupby("product"):
        for q in _QUANTILES:
            made[f"products/{name}/lead_time_p{q}"] = float(np.quantile(mine["flow"], q / 100) * 3600)
    return made


# ---- times


def _hours(spans: pd.Series[Any]) -> pd.Series[Any]:
    made: pd.Series[Any] = spans.dt.total_seconds() / 3600
    return made


def _hours_between(begin: pd.Timestamp, end: pd.Timestamp) -> float:
    return float((end - begin).total_seconds()) / 3600


def _seconds(time: Any) -> float:
    """A time like "4 h", a timedelta or a Duration, in seconds."""
    if hasattr(time, "total_seconds"):
        return float(time.total_seconds())
    if isinstance(time, int | float):
        raise TypeError(f'{time} has no unit: write "{time} h"')
    return _core.Duration(str(time)).seconds
