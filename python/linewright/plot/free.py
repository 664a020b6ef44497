# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""How many people are free over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright._core import Duration
from linewright.plot import colours
from linewright.plot._base import (
    SMALL,
    head,
    name_rows,
    new_axes,
    quiet,
    rows_height,
    time_unit,
    title,
)

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from linewright.plant import Plant, Rules
    from linewright.plot._base import Time


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
