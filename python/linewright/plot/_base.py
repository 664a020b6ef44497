# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What all pictures share: axes that grow with their rows, names that fit, planners' units."""

from __future__ import annotations

import collections
import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright._core import Duration
from linewright._display import clean

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    from linewright.plot.colours import Paint

    Time = str | dt.timedelta | Duration

WIDTH = 7.5
"""Inches: a picture fills a column of a notebook."""
ROW = 0.24
"""Inches of height for a row of text."""
SMALL = 8.0
"""Points: names of rows, legends."""
MOST = 26
"""Letters of a name before its middle is left out."""
HATCH = "#00000066"


def need_matplotlib() -> None:
    """Raises ImportError where there is no matplotlib, and says how to get it."""
    try:
        import matplotlib.pyplot  # noqa: F401
    except ImportError as error:
        raise ImportError(
            "pictures are drawn with matplotlib, which is not installed here: pip install 'linewright[plot]'"
        ) from error


def new_axes(ax: Axes | None, height: float, width: float = WIDTH) -> Axes:
    """The axes that are given, or new ones of that size in inches, laid out so that nothing is cut."""
    need_matplotlib()
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def rows_height(rows: int, *, row: float = ROW, more: float = 1.3, least: float = 2.2) -> float:
    """The height of a picture with so many rows, in inches."""
    return max(least, more + row * rows)


def figure_of(ax: Axes) -> Figure:
    """The whole picture in which the axes stand."""
    from matplotlib.figure import Figure

    figure = ax.figure
    return figure if isinstance(figure, Figure) else figure.figure


# ---- names


def plain(name: str) -> str:
    """A name of a state or measure as a planner writes it."""
    return name.replace("_", " ")


def elided(name: str, most: int = MOST) -> str:
    """The name with its middle left out where it is too long: both ends tell names apart."""
    if len(name) <= most:
        return name
    tail = most // 3
    return f"{name[: most - tail - 1].rstrip()}…{name[-tail:].lstrip()}"


def short_names(names: Sequence[str], most: int = MOST) -> tuple[list[str], list[str]]:
    """Names short enough for a row, and lines of full names where shortening makes two of them equal."""
    short = [elided(name, most) for name in names]
    legend: list[str] = []
    often = collections.Counter(short)
    for i, name in enumerate(names):
        if short[i] != name and often[short[i]] > 1:
            number = len(legend) + 1
            legend.append(f"[{number}] {name}")
            short[i] = f"[{number}] {elided(name, most - 4)}"
    return short, legend


def name_rows(ax: Axes, names: Sequence[str], most: int = MOST) -> list[str]:
    """Names the rows of a picture from above, the first on top; returns full names that the title has to say."""
    short, legend = short_names(names, most)
    ax.set_yticks(range(len(names)), [safe(name) for name in short], fontsize=SMALL)
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(len(names) - 0.4, -0.6)
    return legend


def safe(text: str) -> str:
    """The text on one line, without control characters, its dollars not taken for formulas."""
    return clean(re.sub(r"[\r\n\t\v\f\x85\u2028\u2029]+", " ", text)).replace("$", r"\$")


def title(ax: Axes, text: str, more: str = "", names: Sequence[str] = ()) -> None:
    """A title at the left: what there is to see, in which unit and how sure, full names; wrapped to fit."""
    import textwrap

    wide = ax.get_position().width * figure_of(ax).get_figwidth()
    letters = max(24, int(wide * 11.5))
    lines = [line for part in (text, more, *names) for line in textwrap.wrap(part, letters)]
    ax.set_title("\n".join(map(safe, lines)), loc="left", fontsize=10)


def head(plant: str, what: str) -> str:
    """A title that says of which plant."""
    return f"{elided(plant, 40)}: {what}" if plant else what


# ---- units


class Unit(NamedTuple):
    """How figures of a unit are shown: multiplied, with another name."""

    name: str
    factor: float


_TIMES = (("d", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0))
_JOBS = {"throughput", "released", "jobs_in", "jobs_out", "made", "defects", "scrapped", "scrap_rate", "lost_rate"}
_JOBS |= {"arrived", "entered", "lost", "jobs", "sent", "returned"}


def time_unit(seconds: Iterable[float], least: float = 2.0) -> Unit:
    """Seconds, minutes, hours or days: the largest of which the largest value has at least so many."""
    largest = max((abs(value) for value in seconds if math.isfinite(value)), default=0.0)
    for name, size in _TIMES:
        if largest >= least * size:
            return Unit(name, 1 / size)
    return Unit("s", 1.0)


def shown_unit(unit: str, measure: str, values: Iterable[float], currency: str | None = "") -> Unit:
    """How figures of a result's unit are shown to a planner."""
    if unit == "share":
        return Unit("%", 100.0)
    if unit == "money":
        return Unit(currency or "money", 1.0)
    if unit == "s":
        return time_unit(values)
    if unit == "1/h":
        return Unit("jobs/h" if measure in _JOBS else "per hour", 1.0)
    return Unit(unit, 1.0)


def with_unit(what: str, unit: str) -> str:
    """The label of an axis."""
    return safe(f"{what} ({unit})" if unit else what)


def seconds_of(time: Time | None, otherwise: float) -> float:
    """A time in seconds."""
    return otherwise if time is None else Duration(time).seconds


def replications(n: int) -> str:
    """How many, in words."""
    return f"{n} replication{'' if n == 1 else 's'}"


def confidence(of: float) -> str:
    """What an interval is sure of, in percent."""
    return f"{100 * of:.4g} %"


# ---- legends


def patch(paint: Paint, label: str) -> Patch:
    """A field of a legend."""
    from matplotlib.patches import Patch

    return Patch(facecolor=paint.colour, hatch=paint.hatch, edgecolor=HATCH, linewidth=0, label=label)


def legend_below(ax: Axes, handles: Sequence[Any], *, gap: float = 0.5, wide: float = 1.75) -> None:
    """A legend under the axis' label, in as many columns as fit; `gap` and `wide` are in inches."""
    from matplotlib.transforms import ScaledTranslation

    if not handles:
        return
    figure = figure_of(ax)
    columns = max(1, min(len(handles), int(figure.get_figwidth() * ax.get_position().width / 0.8 / wide)))
    ax.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        bbox_transform=ax.transAxes + ScaledTranslation(0, -gap, figure.dpi_scale_trans),
        ncols=columns,
        fontsize=SMALL,
        frameon=False,
        handlelength=2.2,
        handleheight=1.1,
        borderaxespad=0.0,
    )


def quiet(ax: Axes, axis: str = "x") -> None:
    """Grid lines behind along one axis, no frame above and at the right."""
    ax.set_axisbelow(True)
    ax.grid(axis="x" if axis == "x" else "y", color="#dddddd", linewidth=0.7)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)


def stacked(ax: Axes, shares: Mapping[str, Sequence[float]], paints: Mapping[str, Paint]) -> list[Any]:
    """Horizontal bars, one on the other's end; returns what stands in the legend."""
    handles = []
    rows = len(next(iter(shares.values()), ()))
    left = [0.0] * rows
    for what, widths in shares.items():
        paint = paints[what]
        ax.barh(
            range(rows),
            widths,
            left=left,
            height=0.78,
            color=paint.colour,
            hatch=paint.hatch,
            edgecolor=HATCH,
            linewidth=0,
            label=plain(what),
        )
        left = [a + b for a, b in zip(left, widths, strict=True)]
        handles.append(patch(paint, plain(what)))
    return handles
