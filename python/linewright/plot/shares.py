# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Where the time of stations and people went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linewright import _core
from linewright.plot import colours
from linewright.plot._base import (
    head,
    legend_below,
    name_rows,
    new_axes,
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


def table_of(result: Result, kind: str) -> dict[str, dict[str, float]]:
    """Means of all measures of all elements of a kind."""
    table: dict[str, dict[str, float]] = {}
    for row in result._core.summary_rows():
        if row[0] == kind:
            table.setdefault(row[1], {})[row[2]] = row[4]
    return table


def chosen_of(table: Mapping[str, object], names: Iterable[str] | None, kind: str) -> list[str]:
    """The names that are wanted, all of them where none are named; raises where one is not known."""
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
    table = table_of(result, "stations")
    names = chosen_of(table, stations, "station")
    text = head(result.plant, "time of the stations by state"), f"in % of the window; {replications(len(result))}"
    return _shares(ax, table, names, colours.STATES, text, "the station's time")


def people(result: Result, pools: Iterable[str] | None = None, *, ax: Axes | None = None) -> Axes:
    """What the people of each pool did with their time."""
    table = table_of(result, "operators")
    names = chosen_of(table, pools, "pool")
    text = head(result.plant, "time of the people"), f"in % of the window; {replications(len(result))}"
    return _shares(ax, table, names, colours.PEOPLE, text, "their time")
