# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Where the time of stations and people went, and how it is lost from the window down to good output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright import _core
from linewright.plot import colours
from linewright.plot._base import (
    HATCH,
    SMALL,
    elided,
    head,
    legend_below,
    name_rows,
    new_axes,
    plain,
    quiet,
    replications,
    rows_height,
    stacked,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matplotlib.axes import Axes

    from linewright.result import Result


def _table(result: Result, kind: str) -> dict[str, dict[str, float]]:
    """Means of all measures of all elements of a kind."""
    table: dict[str, dict[str, float]] = {}
    for row in result._core.summary_rows():
        if row[0] == kind:
            table.setdefault(row[1], {})[row[2]] = row[4]
    return table


def _chosen(table: Mapping[str, object], names: Iterable[str] | None, kind: str) -> list[str]:
    if names is None:
        if not table:
            raise ValueError(f"the result has no {kind}")
        return list(table)
    chosen = list(names)
    for name in chosen:
        if name not in table:
            raise KeyError(f"no {kind} {name!r}. {_core.did_you_mean(name, list(table), kind)}")
    return chosen


def _shares(
    ax: Axes | None,
    table: Mapping[str, Mapping[str, float]],
    names: list[str],
    paints: Mapping[str, colours.Paint],
    text: tuple[str, str],
    of: str,
) -> Axes:
    shares = {what: [100 * table[name].get(what, 0.0) for name in names] for what in paints}
    shares = {what: widths for what, widths in shares.items() if any(width > 0 for width in widths)}
    ax = new_axes(ax, rows_height(len(names), more=1.7))
    handles = stacked(ax, shares, paints)
    full = name_rows(ax, names)
    quiet(ax)
    ax.set_xlim(0, 100)
    ax.set_xlabel(f"share of {of} (%)")
    legend_below(ax, handles)
    title(ax, *text, names=full)
    return ax


def states(result: Result, stations: Iterable[str] | None = None, *, ax: Axes | None = None) -> Axes:
    """The share of its time that each station was in each state; `stations` picks some, in that order."""
    table = _table(result, "stations")
    names = _chosen(table, stations, "station")
    text = head(result.plant, "time of the stations by state"), f"in % of the window; {replications(len(result))}"
    return _shares(ax, table, names, colours.STATES, text, "the station's time")


def people(result: Result, pools: Iterable[str] | None = None, *, ax: Axes | None = None) -> Axes:
    """What the people of each pool did with their time."""
    table = _table(result, "operators")
    names = _chosen(table, pools, "pool")
    text = head(result.plant, "time of the people"), f"in % of the window; {replications(len(result))}"
    return _shares(ax, table, names, colours.PEOPLE, text, "their time")


def _narrowest(table: Mapping[str, Mapping[str, float]]) -> str:
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
    table = _table(result, "stations")
    _chosen(table, None, "stations")
    role = "" if station is not None else "; least blocked and starved"
    station = _narrowest(table) if station is None else station
    row = table[_chosen(table, [station], "station")[0]]
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
