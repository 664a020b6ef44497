# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Local time: when a country puts its clocks forward and back, from the time zone database of this computer."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from linewright.elements import ClockChange


def clock_changes(zone: str, first_year: int, last_year: int | None = None) -> list[ClockChange]:
    """The clock changes of a time zone in some years, for `plant.clock_changes`.

    They go into the plant as dates, so that a run doesn't depend on the database of the computer it runs on.

    Args:
        zone: The zone's name, "Europe/Berlin".
        first_year: The first year, whole.
        last_year: The last year, whole; not given: only the first.

    Raises:
        ValueError: There is no such zone, or the years are in the wrong order.
    """
    last_year = first_year if last_year is None else last_year
    if last_year < first_year:
        raise ValueError(f"last_year {last_year} lies before first_year {first_year}")
    try:
        clock = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"there is no time zone {zone!r}; write it like 'Europe/Berlin'") from error
    utc = dt.UTC

    def offset(moment: dt.datetime) -> dt.timedelta:
        shift = moment.astimezone(clock).utcoffset()
        assert shift is not None
        return shift

    changes: list[ClockChange] = []
    day = dt.datetime(first_year, 1, 1, tzinfo=utc)
    while day.year <= last_year:
        following = day + dt.timedelta(days=1)
        before, after = offset(day), offset(following)
        if before != after:
            low, high = 0, 86400  # seconds of the day between which the offset changes
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if offset(day + dt.timedelta(seconds=middle)) == before else (low, middle)
            at = (day + dt.timedelta(seconds=high) + before).replace(tzinfo=None)
            by = int((after - before).total_seconds())
            changes.append(ClockChange(at=at.isoformat(sep=" "), by=f"{by} s"))
        day = following
    return changes
