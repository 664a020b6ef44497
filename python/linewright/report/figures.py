# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The pictures of the page, each as an image that stands in it, with a text for who can't see it."""

from __future__ import annotations

import base64
import io
import unicodedata
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import plot
from linewright.plot._base import need_matplotlib, plain
from linewright.plot.shares import table_of
from linewright.report.findings import MOST, Name, text
from linewright.result import _interval_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawn

    from linewright.report.findings import Figure, Ranking, Sentence
    from linewright.result import Result
    from linewright.study import Study

ROWS = 30
"""So many stations or alternatives in one picture: it stays on a sheet of A4."""
MOST_ROWS = 90
"""So many of them are drawn at all."""
MOST_EVENTS = 5_000_000
"""So many events may be spent on the course of WIP of one alternative."""
MOST_RUNS = 5


class Picture(NamedTuple):
    """An image, what it shows, and the same in words."""

    caption: Sentence
    alt: str
    data: str
    """A data URI."""


class Section(NamedTuple):
    """Pictures under a heading, and what is to be known of them."""

    heading: str
    pictures: list[Picture]
    note: Sentence = ()


def pictures(study: Study, figure: Figure, rank: Ranking) -> list[Section]:
    """All pictures, in sections; what a plant doesn't have is left out."""
    need_matplotlib()
    looked_at = list(dict.fromkeys([study.base, rank.first]))
    made = [
        _compared(study, figure),
        _stations(study, looked_at),
        _people(study, looked_at),
        _flow(study, looked_at),
    ]
    return [section for section in made if section.pictures or section.note]


# ---- sections


def _compared(study: Study, figure: Figure) -> Section:
    what = figure[:3]
    names = [name for name in study.names if any(row[:3] == what for row in study.paired(name))]
    label = text(figure.label)
    drawn: list[Picture] = []
    for part in _parts(names):
        results = {name: study.results[name] for name in part}
        values = []
        for name in part[:MOST]:
            value = study.difference(name, *what).value
            values.append(f"{name} {figure.value(value.mean, value.half_width)}")
        alt = f"{label} of {len(part)} alternatives with intervals: {'; '.join(values)}"
        drawn.append(_picture(partial(plot.figure, results, *what), (*figure.label, " with intervals"), alt))
    others = [name for name in names if name != study.base]
    frame = study.differences(*what) if others == [n for n in study.names if n != study.base] else None
    if frame is not None and study.difference(study.base, *what).difference.n > 1:
        frame = frame.assign(kind=figure.kind, element=figure.element, measure=figure.measure)
        frame["unit"] = study.difference(study.base, *what).unit
        currency = study.results[study.base].currency or ""
        for part in _parts(others):
            rows = frame[frame["alternative"].isin(part)]
            says = [f"{name} {_signed(study, figure, name)}" for name in part[:MOST]]
            alt = f"difference of {label} from {study.base}, all at once: {'; '.join(says)}"
            caption = ("difference of ", *figure.label, " from ", Name(study.base))
            draw = partial(plot.differences, rows, base=study.base, currency=currency)
            drawn.append(_picture(draw, caption, alt))
    left = len(names) - MOST_ROWS
    note: Sentence = (f"{left} more alternatives stand in the table.",) if left > 0 else ()
    return Section("The alternatives side by side", drawn, note)


def _stations(study: Study, names: Sequence[str]) -> Section:
    drawn: list[Picture] = []
    left = 0
    for name in names:
        result = study.results[name]
        table = table_of(result, "stations")
        if not table:
            continue
        losses = [f"{station} {plain(state)} {100 * share:.1f} %" for station, state, share in _losses(result)]
        chosen = list(table)
        left = max(left, len(chosen) - MOST_ROWS)
        for part in _parts(chosen):
            alt = f"shares of states of {len(part)} stations with {name}; the largest losses: {'; '.join(losses)}"
            draw = partial(plot.states, result, part)
            drawn.append(_picture(draw, ("Time of the stations by state: ", Name(name)), alt))
        alt = f"from the window through each loss to good output at the bottleneck, with {name}"
        drawn.append(
            _picture(partial(plot.losses, result), ("Where the time of the bottleneck goes: ", Name(name)), alt)
        )
    note: Sentence = (f"{left} more stations are in the workbook (to_excel).",) if left > 0 else ()
    return Section("Where the time goes", drawn, note)


def _people(study: Study, names: Sequence[str]) -> Section:
    drawn: list[Picture] = []
    for name in names:
        table = table_of(study.results[name], "operators")
        for part in _parts(list(table)):
            says = [
                f"{pool} working {100 * table[pool].get('working', 0.0):.0f} %, idle "
                f"{100 * table[pool].get('idle', 0.0):.0f} %"
                for pool in part[:MOST]
            ]
            alt = f"what the people of each pool did with their time, with {name}: {'; '.join(says)}"
            draw = partial(plot.people, study.results[name], part)
            drawn.append(_picture(draw, ("Time of the people: ", Name(name)), alt))
            if study.results[name].throughput.mean > 0:
                alt = f"work for one good job for each person of {len(part)} pools, with {name}"
                draw = partial(plot.yamazumi, study.results[name], of="people", names=part)
                drawn.append(_picture(draw, ("Work for one good job, each person: ", Name(name)), alt))
    return Section("People", drawn)


def _flow(study: Study, names: Sequence[str]) -> Section:
    drawn: list[Picture] = []
    notes: list[str] = []
    for name in names:
        result = study.results[name]
        course = _course(study, name)
        if course is None:
            notes += [", " if notes else "", Name(name)]
        else:
            wip = study.difference(name, "plant", "", "wip").value
            runs = course["replication"].nunique()
            alt = f"jobs in the plant over time with {name}, {runs} runs; on average {_interval_text(*wip[:2])} jobs"
            drawn.append(_picture(partial(plot.wip, course), ("WIP over time: ", Name(name)), alt))
        lead = [row for row in result._core.summary_rows() if row[0] == "products" and row[2] == "lead_time_p95"]
        if any(row[4] > 0 for row in lead):
            value = result.lead_time
            alt = f"spread of the lead times of {len(lead)} products with {name}; mean {value.mean / 3600:.3g} h"
            drawn.append(_picture(partial(plot.lead_times, result), ("Lead times: ", Name(name)), alt))
    note: Sentence = ("WIP over time isn't drawn for ", *notes, ": its runs take too long, or have rules in Python.")
    return Section("WIP and lead time", drawn, note if notes else ())


# ---- how they are made


def _parts(names: Sequence[str]) -> Iterator[list[str]]:
    """Names in equal parts that fit on a sheet."""
    chosen = list(names)[:MOST_ROWS]
    number = -(-len(chosen) // ROWS)
    for i in range(number):
        part = chosen[len(chosen) * i // number : len(chosen) * (i + 1) // number]
        if part:
            yield part


def _losses(result: Result) -> list[tuple[str, str, float]]:
    return list(result._core.loss_rows(3))


def _signed(study: Study, figure: Figure, name: str) -> str:
    d = study.difference(name, *figure[:3])
    return f"{d.verdict}, {figure.bounds(d)}"


def _course(study: Study, name: str) -> Any:
    """WIP over time in runs of their own, the first of the study; None where they would take too long."""
    from linewright.errors import PlantError, RunError
    from linewright.plant import Plant

    result = study.results[name]
    each = result.events / max(1, len(result))
    runs = min(len(result), MOST_RUNS, int(MOST_EVENTS / max(1.0, each)))
    if name not in study._plants or runs < 1 or result.failures:
        return None
    plant = Plant._of(study._plants[name])
    try:
        return plot.wip_course(plant, result.horizon, replications=runs, seed=result.seed)
    except (PlantError, RunError):  # a rule of somebody's own, which isn't known here
        return None


def _picture(draw: Callable[[], Axes], caption: Sentence, alt: str) -> Picture:
    """What `draw` draws, as SVG; the same bytes each time, whatever the settings of who asks are."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    from matplotlib.figure import Figure as Whole

    first, *rest = caption
    caption = (first if isinstance(first, Name) else f"{first[:1].upper()}{first[1:]}", *rest)
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*missing from font.*")
        mpl.rcdefaults()
        mpl.rcParams["svg.hashsalt"] = "linewright"
        figure = draw().figure
        assert isinstance(figure, Whole)
        try:
            mpl.rcParams["svg.fonttype"] = "path" if _in_font(figure) else "none"
            file = io.BytesIO()
            figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        finally:
            plt.close(figure)
    return Picture(caption, alt, f"data:image/svg+xml;base64,{base64.b64encode(file.getvalue()).decode('ascii')}")


def _in_font(figure: Drawn) -> bool:
    """Whether matplotlib's own font can set all texts; else whoever shows the page does it with his."""
    from matplotlib import font_manager
    from matplotlib.text import Text

    letters = {letter for artist in figure.findobj(Text) for letter in artist.get_text()} - {"\n"}
    known = font_manager.get_font(font_manager.findfont("DejaVu Sans")).get_charmap()
    to_the_left = ("R", "AL", "AN", "RLE", "RLO", "RLI")
    return all(ord(letter) in known and unicodedata.bidirectional(letter) not in to_the_left for letter in letters)
