# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The tables of the page: what each alternative gives, how far it is from the base, what it changes, how it was run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from linewright import _core
from linewright.report.findings import Name, figure_of
from linewright.result import _interval_text
from linewright.study import times

if TYPE_CHECKING:
    from linewright.report.findings import Figure, Sentence
    from linewright.study import Study


class Table(NamedTuple):
    """Headings and rows; the first cell of a row is its heading."""

    head: list[Sentence]
    rows: list[list[str]]


def alternatives(study: Study) -> Table:
    """The figures that a planner looks at first, of every alternative."""
    keys = study._shown()
    said = [figure_of(study, *key) for key in keys]
    head: list[Sentence] = [("alternative",)]
    head += [(*figure.label, f" ({figure.unit})" if figure.unit else "") for figure in said]
    rows = []
    for name in study.names:
        row: list[str] = [Name(name)]
        for key, figure in zip(keys, said, strict=True):
            value = study.difference(name, *key).value
            row.append(_interval_text(value.mean * figure.factor, value.half_width * figure.factor))
        rows.append(row)
    return Table(head, rows)


_VERDICTS = {"same": "exactly the same", "unclear": "can't be told apart"}


def differences(study: Study, figure: Figure) -> Table:
    """The figure that alternatives are judged by, against the base."""
    unit = "percentage points" if figure.unit == "%" else figure.unit
    head: list[Sentence] = [
        ("alternative",),
        (f"difference ({unit})",),
        ("alone",),
        ("all at once",),
        ("pairing",),
        ("verdict",),
    ]
    rows = []
    for name in study.names:
        if name == study.base:
            continue
        mine = [row for row in study.paired(name) if row[:3] == figure[:3]]
        if not mine or math.isnan(mine[0].difference.mean):
            rows.append([Name(name), "no value", "", "", "", ""])
            continue
        d = mine[0]
        mean, half = d.difference.mean * figure.factor, d.difference.half_width * figure.factor
        text = _interval_text(mean, half).partition(" ")[0]
        several = d.difference.n > 1
        factor = f"{times(d.variance_factor)} times" if several and math.isfinite(d.variance_factor) else ""
        ends = [f"± {abs(width):.2g}" if several else "" for width in (half, d.together * figure.factor)]
        verdict = _VERDICTS.get(d.verdict, d.verdict) if several else "a single run"
        rows.append([Name(name), text if text.startswith("-") else f"+{text}", *ends, factor, verdict])
    return Table(head, rows)


class Change(NamedTuple):
    """What an alternative changes of the base's plant: in words, and place by place."""

    name: str
    words: str
    places: list[tuple[str, str, str]]
    hash: str


_MOST_PLACES = 40


def changes(study: Study) -> list[Change]:
    """What each alternative changes; of a change in very many places the first ones."""
    made = []
    for name in study.names:
        places: list[tuple[str, str, str]] = []
        if study._plants and name != study.base:
            found = study._plants[study.base].diff(study._plants[name])
            places = [(path, before, after) for path, before, after, *_ in found[:_MOST_PLACES]]
            if len(found) > _MOST_PLACES:
                places.append((f"and {len(found) - _MOST_PLACES} more", "", ""))
        made.append(Change(Name(name), study.words[name], places, f"{study.results[name]._core.identity:016x}"))
    return made


def options(study: Study) -> list[tuple[str, str]]:
    """How it was run: all that makes the same figures again."""
    result = study.results[study.base]
    ran = sorted({len(result) - len(result.failures) for result in study.results.values()})
    rows = [
        ("plant", result.plant or "without a name"),
        ("measured from", str(result.warmup)),
        ("measured to", str(result.horizon)),
        ("replications of each", " to ".join(str(n) for n in dict.fromkeys((ran[0], ran[-1])))),
        ("seed of all", str(result.seed)),
        ("confidence of the intervals", f"{100 * result.confidence:.4g} %"),
        ("currency", result.currency or ""),
        ("Linewright", _core.__version__),
    ]
    return [row for row in rows if row[1]]
