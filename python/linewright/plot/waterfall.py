# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""How the window is lost on the way to good output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright import _core
from linewright.plot import colours
from linewright.plot._base import (
    HATCH,
    SMALL,
    elided,
    head,
    name_rows,
    new_axes,
    plain,
    quiet,
    replications,
    rows_height,
    title,
)
from linewright.plot.shares import chosen_of, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from linewright.result import Result


def narrowest(table: Mapping[str, Mapping[str, float]]) -> str:
    """The station that others let stand least, while it is on shift."""

    def stands(name: str) -> float:
        row = table[name]
        on_shift = 1.0 - row.get("off_shift", 0.0) - row.get("break", 0.0)
        idle = row.get("blocked", 0.0) + row.get("starved", 0.0) + row.get("waiting_for_card", 0.0)
        return idle / on_shift if on_shift > 0 else 1.0

    return min(table, key=stands)


def _steps(row: Mapping[str, float]) -> list[tuple[str, float, colours.Paint]]:
    """What is lost on the way from the window to good output, each with its share of the window."""
    order = [state for state in _core.state_names if state != "processing"]
    lost = [(plain(state), row.get(state, 0.0), colours.STATES[state]) for state in order]
    steps = [step for step in lost if step[1] > 0]
    busy = row.get("processing", 0.0)
    steps.append(("processing", busy, colours.STATES["processing"]))
    speed = row.get("oee_iso22400_effectiveness")
    if speed is not None and 0 < speed < 1:
        steps.append(("slower than ideal", busy * (1 - speed), colours.Paint(colours.LOSS, "")))
        busy *= speed
    made = row.get("made", 0.0)
    defects = row.get("defects", 0.0)
    if made > 0 and defects > 0:
        share = min(defects / made, 1.0)
        steps.append(("defects", busy * share, colours.Paint(colours.LOSS, "xxxx")))
        busy *= 1 - share
    steps.append(("good output", busy, colours.STATES["processing"]))
    return steps


def losses(result: Result, station: str | None = None, *, ax: Axes | None = None) -> Axes:
    """From the window through each loss to processing and to good output, of one station.

    Not told which, it is the bottleneck: the station that is the least of its shift blocked, starved or without a
    card. Speed counts where the
    station has an ideal cycle (effectiveness by ISO 22400), defects where it makes some; both come off processing.
    """
    table = table_of(result, "stations")
    chosen_of(table, None, "stations")
    role = "" if station is not None else "; least blocked and starved"
    station = narrowest(table) if station is None else station
    row = table[chosen_of(table, [station], "station")[0]]
    steps = [("window", 1.0, colours.Paint("#525252", "")), *_steps(row)]
    ax = new_axes(ax, rows_height(len(steps), row=0.3))
    left, names = 1.0, []
    for line, (name, share, paint) in enumerate(steps):
        stands = name in ("window", "processing", "good output")
        start = 0.0 if stands else left - share
        ax.barh(
            line,
            100 * share,
            left=100 * start,
            height=0.72,
            color=paint.colour,
            hatch=paint.hatch,
            edgecolor=HATCH,
            linewidth=0,
        )
        ax.annotate(
            f"{100 * share:.1f}",
            (100 * (start + share), line),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
        )
        left = share if stands else start
        names.append(name)
    full = name_rows(ax, names)
    quiet(ax)
    ax.set_xlim(0, 107)
    ax.set_xticks(range(0, 101, 20))
    ax.set_xlabel("share of the window (%)")
    text = f"where the time of {elided(station, 34)} goes"
    title(ax, head(result.plant, text), f"in % of the window, {replications(len(result))}{role}", names=full)
    return ax
