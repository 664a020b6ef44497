# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""WIP over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright._core import Duration
from linewright.plot import colours
from linewright.plot._base import (
    SMALL,
    head,
    new_axes,
    quiet,
    time_unit,
    title,
)
from linewright.plot._base import replications as in_words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from linewright.plant import Plant, Rules
    from linewright.plot._base import Time


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
    runs = "one run" if single else in_words(n)
    title(ax, head(str(course.attrs.get("plant", "")), "WIP over time"), f"in jobs; {runs}")
    return ax
