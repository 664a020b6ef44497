# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Over time: WIP, people who are free, and where a warm-up ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from linewright._core import Duration
from linewright.plot import colours
from linewright.plot._base import (
    SMALL,
    head,
    legend_below,
    name_rows,
    new_axes,
    quiet,
    replications,
    rows_height,
    safe,
    seconds_of,
    short_names,
    time_unit,
    title,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from linewright.events import Trace
    from linewright.plant import Plant, Rules
    from linewright.plot._base import Time
    from linewright.result import Result


def wip_course(
    plant: Plant,
    until: Time,
    *,
    replications: int = 1,
    seed: int = 1,
    points: int = 241,
    registry: Rules | None = None,
) -> pd.DataFrame:
    """Jobs in the plant at equal steps of time, observed in runs of their own: replication, seconds, wip.

    The runs are those of ``plant.run(until, replications=..., seed=...)``, one after the other.
    """
    import pandas as pd

    from linewright.simulation import Simulation

    if points < 2 or replications < 1:
        raise ValueError("a course needs at least 2 points and 1 replication")
    end_us = round(Duration(until).seconds * 1e6)
    rows = []
    for number in range(replications):
        sim = Simulation(plant, seed=seed, replication=number, registry=registry)
        for point in range(points):
            at = end_us * point // (points - 1)
            if point:
                sim.run_until(f"{at} us")
            rows.append((number, at / 1e6, sim.wip))
    frame = pd.DataFrame(rows, columns=["replication", "seconds", "wip"])
    frame.attrs["plant"] = plant.name
    return frame


def wip(
    course: pd.DataFrame | Plant,
    until: Time | None = None,
    *,
    replications: int = 1,
    seed: int = 1,
    ax: Axes | None = None,
) -> Axes:
    """WIP over time: one run as a line; several as their mean in the band from the least to the most.

    Takes a frame of `wip_course`, or a plant and until when to run it.
    """
    from linewright.plant import Plant

    if isinstance(course, Plant):
        if until is None:
            raise ValueError("a plant needs to be told until when it runs: plot.wip(plant, '5 d')")
        course = wip_course(course, until, replications=replications, seed=seed)
    by_time = course.groupby("seconds")["wip"]
    mean, least, most = by_time.mean(), by_time.min(), by_time.max()
    n = course["replication"].nunique()
    times = mean.index.to_numpy(dtype=float)
    unit = time_unit(times)
    ax = new_axes(ax, 3.4)
    single = n == 1
    if not single:
        ax.fill_between(
            times * unit.factor, least, most, color="#9ecae1", alpha=0.6, linewidth=0, label="least to most"
        )
    ax.plot(
        times * unit.factor,
        mean,
        color=colours.MEASURED,
        linewidth=1.4,
        drawstyle="steps-post" if single else "default",
        label="the run" if single else "mean",
    )
    ax.set_ylim(bottom=0)
    ax.margins(x=0)
    quiet(ax, "y")
    ax.set_xlabel(f"time from the start ({unit.name})")
    ax.set_ylabel("jobs in the plant")
    if not single:
        ax.legend(fontsize=SMALL, frameon=False, loc="best")
    title(
        ax, head(str(course.attrs.get("plant", "")), "WIP over time"), f"in jobs; {'one run' if single else _many(n)}"
    )
    return ax


_many = replications


def free_people_course(
    plant: Plant, until: Time, *, seed: int = 1, replication: int = 0, registry: Rules | None = None
) -> pd.DataFrame:
    """How many people of each pool are free, at each instant at which that changes in one run: seconds, pool, free.

    Free are those who are there and have no task; all others work, walk, wait, are absent or off shift.
    """
    import pandas as pd

    from linewright.simulation import Simulation

    end = Duration(until).seconds
    sim = Simulation(plant, seed=seed, replication=replication, registry=registry)
    last: dict[str, int] = {}
    rows: list[tuple[float, str, int]] = []

    def look() -> None:
        for pool, free in sim.free_operators.items():
            if last.get(pool) != free:
                last[pool] = free
                rows.append((sim.now, pool, free))

    while sim.step() != "exhausted" and sim.now < end:
        look()
    rows.extend((end, pool, free) for pool, free in last.items())
    frame = pd.DataFrame(rows, columns=["seconds", "pool", "free"])
    frame.attrs["plant"] = plant.name
    frame.attrs["people"] = {pool.name: pool.count or len(pool.people) for pool in plant.operators}
    return frame


def free_people(course: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """How many people of each pool are free over time, a strip for each pool; takes a frame of `free_people_course`."""
    pools = list(dict.fromkeys(course["pool"]))
    if not pools:
        raise ValueError("the plant has no people, so nobody is free or taken")
    whole = course.attrs.get("people", {})
    unit = time_unit(course["seconds"])
    ax = new_axes(ax, rows_height(len(pools), row=0.34))
    for line, pool in enumerate(pools):
        part = course[course["pool"] == pool]
        most = max(1, int(whole.get(pool, 0)), int(part["free"].max()))
        heights = part["free"].to_numpy(dtype=float) / most * 0.8
        ax.fill_between(
            part["seconds"].to_numpy(dtype=float) * unit.factor,
            line + 0.4,
            line + 0.4 - heights,
            step="post",
            color=colours.PEOPLE["idle"].colour,
            linewidth=0,
        )
        ax.annotate(
            f"of {most}", (1.0, line), (4, 0), ax.get_yaxis_transform(), "offset points", fontsize=SMALL, va="center"
        )
    full = name_rows(ax, pools)
    quiet(ax)
    ax.margins(x=0)
    ax.set_xlabel(f"time from the start ({unit.name})")
    title(
        ax, head(str(course.attrs.get("plant", "")), "people who are free"), "people of each pool; one run", names=full
    )
    return ax


def _series(given: Result | pd.DataFrame, value: str) -> tuple[Any, Any, int, str, str]:
    """Seconds, the mean over replications, how many, what it is, the plant."""
    from linewright.result import Result

    if isinstance(given, Result):
        hours = given.output_by_hour()
        if hours.empty:
            raise ValueError("the run is too short for a series by the hour. Run it for some hours, with no warm-up")
        each = hours.groupby(["replication", "hour"])["good"].sum().groupby("hour").mean()
        seconds = given.warmup.seconds + 3600.0 * (each.index.to_numpy(dtype=float) + 1.0)
        inside = seconds <= given.horizon.seconds + 1e-6
        return seconds[inside], each.to_numpy(dtype=float)[inside], len(given), "good jobs in an hour", given.plant
    columns = [name for name in given.columns if name not in ("replication", "seconds")]
    name = value or (str(columns[0]) if columns else "")
    if name not in given.columns or "seconds" not in given.columns:
        raise ValueError(f"the frame needs the columns seconds and {name or 'a value'}")
    mean = given.groupby("seconds")[name].mean()
    n = given["replication"].nunique() if "replication" in given.columns else 1
    return mean.index.to_numpy(dtype=float), mean.to_numpy(dtype=float), n, name, str(given.attrs.get("plant", ""))


def moving_average(values: Any, window: int) -> Any:
    """Welch's: over `window` values to either side, fewer near the begin; it ends where the last window does."""
    import numpy as np

    values = np.asarray(values, dtype=float)
    at = np.arange(max(1, len(values) - window))
    reach = np.minimum(np.minimum(window, at), len(values) - 1 - at)
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return (sums[at + reach + 1] - sums[at - reach]) / (2 * reach + 1)


def warmup(
    given: Result | pd.DataFrame,
    cut: Time | None = None,
    *,
    window: int | None = None,
    value: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Where a run settles: the mean over replications, Welch's moving average, and the warm-up that was chosen.

    Takes a result that ran without a warm-up, for its good jobs by the hour, or a frame with the columns seconds and a
    value (replication too), such as `wip_course` gives. `window` is how many values count to either side; not
    given, a twentieth of them. `cut` is drawn as it is given.
    """
    seconds, mean, n, what, plant = _series(given, value)
    if window is None:
        window = max(1, len(mean) // 20)
    unit = time_unit(seconds)
    ax = new_axes(ax, 3.6)
    ax.plot(seconds * unit.factor, mean, color="#9ecae1", linewidth=0.9, label=f"mean of {replications(n)}")
    smooth = moving_average(mean, window)
    label = f"moving average, {window} to either side"
    ax.plot(seconds[: len(smooth)] * unit.factor, smooth, color=colours.MEASURED, linewidth=1.8, label=label)
    if cut is not None:
        at = seconds_of(cut, 0.0)
        shown = time_unit([at])
        text = f"warm-up of {at * shown.factor:.4g} {shown.name}"
        ax.axvline(at * unit.factor, color=colours.LIMIT, linestyle="--", linewidth=1.4, label=text)
    name = {"wip": "jobs in the plant"}.get(what, what)
    ax.margins(x=0)
    if math.isfinite(float(mean.min())) and mean.min() >= 0:
        ax.set_ylim(bottom=0)
    quiet(ax, "y")
    ax.set_xlabel(f"time from the start ({unit.name})")
    ax.set_ylabel(safe(name))
    legend_below(ax, ax.get_legend_handles_labels()[0], wide=2.4)
    title(ax, head(plant, "when it settles"), f"{name}; {replications(n)}")
    return ax


def lead_times(given: Result | Trace, *, until_percent: float = 100.0, ax: Axes | None = None) -> Axes:
    """How long good jobs take from release to exit.

    A result gives, for each product, the 5 to 95 % range, the middle half, the median and the mean, all of them means
    over the replications. A trace gives a histogram of its run, `until_percent` leaving out the longest; see
    `lead_time_frame` for what it counts.
    """
    from linewright.result import Result

    return _ranges(given, ax) if isinstance(given, Result) else _histogram(given, until_percent, ax)


def _ranges(result: Result, ax: Axes | None) -> Axes:
    table: dict[str, dict[str, float]] = {}
    for row in result._core.summary_rows():
        if row[0] == "products" and row[2].startswith("lead_time"):
            table.setdefault(row[1], {})[row[2]] = row[4]
    table = {product: row for product, row in table.items() if row.get("lead_time_p95", 0.0) > 0}
    if not table:
        raise ValueError("no good job left in the window, so there are no lead times. Run it for longer")
    unit = time_unit([row["lead_time_p95"] for row in table.values()])
    ax = new_axes(ax, rows_height(len(table), row=0.3, more=1.7))
    for line, row in enumerate(table.values()):
        p5, p25, p50, p75, p95 = (row[f"lead_time_p{k}"] * unit.factor for k in (5, 25, 50, 75, 95))
        ax.plot([p5, p95], [line, line], color=colours.MEASURED, linewidth=1.4, zorder=2)
        ax.barh(line, p75 - p25, left=p25, height=0.5, color="#9ecae1", edgecolor=colours.MEASURED, zorder=3)
        ax.plot([p50, p50], [line - 0.25, line + 0.25], color=colours.MEASURED, linewidth=2, zorder=4)
        mean = row["lead_time"] * unit.factor
        ax.plot([mean], [line], "D", color=colours.LIMIT, markersize=4.5, zorder=5)
    full = name_rows(ax, list(table))
    quiet(ax)
    ax.set_xlim(left=0)
    ax.set_xlabel(f"lead time ({unit.name})")
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    legend_below(
        ax,
        [
            Line2D([], [], color=colours.MEASURED, linewidth=1.4, label="5 to 95 %"),
            Patch(facecolor="#9ecae1", edgecolor=colours.MEASURED, label="25 to 75 %, median"),
            Line2D([], [], color=colours.LIMIT, marker="D", linestyle="", markersize=4.5, label="mean"),
        ],
    )
    title(ax, head(result.plant, "lead times of good jobs"), f"in {unit.name}; {replications(len(result))}", names=full)
    return ax


def _histogram(trace: Trace, until_percent: float, ax: Axes | None) -> Axes:
    import numpy as np

    from linewright.plot.events import lead_time_frame

    frame = lead_time_frame(trace)
    if frame.empty:
        raise ValueError("no good job left in the trace, so there are no lead times. Trace it for longer")
    top = float(np.percentile(frame["seconds"], until_percent))
    unit = time_unit([top])
    edges = np.histogram_bin_edges(frame.loc[frame["seconds"] <= top, "seconds"] * unit.factor, bins="auto")
    if len(edges) > 61:
        edges = np.linspace(edges[0], edges[-1], 61)
    products = list(dict.fromkeys(frame["product"]))
    top_products = list(frame["product"].value_counts().index[:7]) if len(products) > 8 else products
    parts = {name: frame.loc[frame["product"] == name, "seconds"] * unit.factor for name in top_products}
    if len(products) > len(top_products):
        parts["all others"] = frame.loc[~frame["product"].isin(top_products), "seconds"] * unit.factor
    ax = new_axes(ax, 3.6)
    ax.hist(
        list(parts.values()),
        bins=list(edges),
        stacked=True,
        color=colours.SERIES[: len(parts)],
        label=[safe(name) for name in short_names(list(parts))[0]],
    )
    quiet(ax, "y")
    ax.set_xlabel(f"lead time ({unit.name})")
    ax.set_ylabel("good jobs")
    mean = float(frame["seconds"].mean()) * unit.factor
    ax.axvline(mean, color=colours.LIMIT, linestyle="--", linewidth=1.4, label=f"mean {mean:.4g} {unit.name}")
    legend_below(ax, ax.get_legend_handles_labels()[0])
    name = trace.plant.name if trace.plant is not None else ""
    title(ax, head(name, "lead times of good jobs"), f"in {unit.name}; {len(frame)} jobs of one run")
    return ax
