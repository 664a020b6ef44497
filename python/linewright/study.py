# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Which change is worth it: plants and scenarios of them on the same seeds, and their differences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright.result import _SCALES, Interval, Result, _frame, _interval_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from linewright.plot import StudyPlots
    from linewright.scenario import Scenario


class PairedDifference(NamedTuple):
    """One figure of an alternative against the same of the base, replication by replication."""

    kind: str
    element: str
    measure: str
    unit: str
    base: Interval
    value: Interval
    difference: Interval
    """The alternative's figure less the base's; its half-width is for this one alone."""
    together: float
    """The half-width for all alternatives together (Bonferroni): they all hold at once."""
    variance_factor: float
    """How many times as large the variance would be with separate seeds; at 1 or below pairing doesn't help."""
    verdict: str
    """``"same"`` (exactly, in every replication), ``"lower"``, ``"higher"`` (over all alternatives together) or
    ``"unclear"``."""


class AgainstBest(NamedTuple):
    """An alternative against the best of the others: its figure is between `low` and `high` from that one's."""

    name: str
    value: Interval
    low: float
    high: float
    may_be_best: bool
    is_best: bool


class StudyCancelled(KeyboardInterrupt):
    """Ctrl-C during a study: `study` holds what was done by then, and so does the store, if there is one."""

    def __init__(self, study: Study) -> None:
        """Made by Linewright."""
        super().__init__("the study was cancelled; what was done is in .study")
        self.study = study


_COLUMNS = ["kind", "element", "measure", "unit"]
_SHOWN = (
    "throughput",
    "wip",
    "lead_time",
    "on_time",
    "yield",
    "full_cost_per_good",
    "energy_per_good",
)
_SMALL_IS_GOOD = ("wip", "time_in_system", "lead_time", "scrap_rate", "tardiness", "lateness", "cost", "energy", "co2")


class Study:
    """Alternatives on the same seeds: a table of differences, results by name. Pickles."""

    def __init__(
        self,
        names: list[str],
        results: list[_core.Result],
        base: int,
        words: list[str],
        scenarios: dict[str, Scenario],
        stopped: str = "",
        declared: str = "",
    ) -> None:
        """Made by `compare`."""
        self.names = names
        """The alternatives in their order."""
        self.base = names[base]
        """The one that the others are held against."""
        self.results = {name: Result(core, declared) for name, core in zip(names, results, strict=True)}
        """The result of each alternative."""
        self.words = dict(zip(names, words, strict=True))
        """What each alternative changes of the base's plant, in words."""
        self.scenarios = scenarios
        """The scenarios among the alternatives, as data; functions as their diffs."""
        self.stopped = stopped
        """Why it was stopped before all was done, and how far it came; empty: all is done."""
        self._rows: dict[str, list[PairedDifference]] = {}

    @property
    def cancelled(self) -> bool:
        """Whether it was stopped before all was done; the figures are those of what was."""
        return bool(self.stopped)

    def __len__(self) -> int:
        """How many alternatives there are."""
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        """The names of the alternatives."""
        return iter(self.names)

    def __getitem__(self, name: str) -> Result:
        """The result of one alternative."""
        return self.results[self._known(name)]

    def __getstate__(self) -> dict[str, Any]:
        """All but what can be worked out again."""
        return {**self.__dict__, "_rows": {}}

    def _known(self, name: str) -> str:
        if name not in self.results:
            raise KeyError(f"no alternative {name!r}. {_core.did_you_mean(name, self.names, 'alternative')}")
        return name

    def _comparison(self) -> _core.Comparison:
        results = [self.results[name]._core for name in self.names]
        return _core.Comparison(self.names, results, self.names.index(self.base))

    def paired(self, name: str) -> list[PairedDifference]:
        """Every figure that an alternative and the base both have."""
        if self._known(name) not in self._rows:
            rows = self._comparison().rows(self.names.index(name))
            self._rows[name] = [
                PairedDifference(*texts, *(Interval(*interval) for interval in intervals), *numbers)
                for texts, intervals, numbers in ((row[:4], row[4:7], row[7:]) for row in rows)
            ]
        return self._rows[name]

    def difference(self, name: str, kind: str = "plant", element: str = "", measure: str = "throughput") -> Any:
        """One figure of one alternative against the base, as `PairedDifference`. The names are those of `summary`."""
        rows = self.paired(name)
        for row in rows:
            if row[:3] == (kind, element, measure):
                return row
        known = sorted({row.measure for row in rows if row.kind == kind and row.element == element})
        if not known:
            elements = sorted({row.element for row in rows if row.kind == kind})
            remedy = _core.did_you_mean(element, elements, "element") if elements else f"there are no {kind}"
            raise KeyError(f"no {kind} {element!r} in both alternatives. {remedy}")
        raise KeyError(f"no figure {measure!r}. {_core.did_you_mean(measure, known, 'figure')}")

    @property
    def plot(self) -> StudyPlots:
        """Its pictures, drawn with matplotlib: ``study.plot.throughput()``, ``.differences()``, ``.figure(...)``."""
        from linewright.plot import StudyPlots

        return StudyPlots(self)

    # ---- frames

    def summary(self) -> pd.DataFrame:
        """Every figure of every alternative against the base, a row each; the columns are those of `differences`."""
        rows = [self._row(name, row) for name in self.names for row in self.paired(name)]
        return _frame(rows, ["alternative", *_COLUMNS, *self._NUMBERS])

    _NUMBERS = (
        "base",
        "mean",
        "difference",
        "half_width",
        "low",
        "high",
        "together",
        "variance_factor",
        "pairing_helps",
        "verdict",
        "n",
    )

    @staticmethod
    def _row(name: str, d: PairedDifference) -> tuple[Any, ...]:
        i = d.difference
        helps = not d.variance_factor <= 1.0
        numbers = (d.base.mean, d.value.mean, i.mean, i.half_width, i.low, i.high, d.together, d.variance_factor)
        return (name, d.kind, d.element, d.measure, d.unit, *numbers, helps, d.verdict, i.n)

    def differences(self, kind: str = "plant", element: str = "", measure: str = "throughput") -> pd.DataFrame:
        """One figure of all alternatives but the base, a row each.

        ``difference`` ± ``half_width`` for the alternative alone (``low``, ``high``), ± ``together`` for all at once
        (Bonferroni); ``verdict`` is by the latter. ``variance_factor`` says what the same seeds are worth.
        """
        others = [name for name in self.names if name != self.base]
        rows = [self._row(name, self.difference(name, kind, element, measure)) for name in others]
        return _frame(rows, ["alternative", *_COLUMNS, *self._NUMBERS]).drop(columns=_COLUMNS)

    def best(
        self, kind: str = "plant", element: str = "", measure: str = "throughput", *, largest: bool | None = None
    ) -> list[AgainstBest]:
        """Multiple comparison with the best: which alternatives may have the best figure, all at once.

        `largest` says what is best; not given, the smallest WIP, time, cost and scrap, and the largest of all else.
        """
        if largest is None:
            largest = not any(word in measure for word in _SMALL_IS_GOOD)
        try:
            rows = self._comparison().best_rows(kind, element, measure, largest)
        except IndexError as error:
            raise KeyError(str(error)) from None
        return [AgainstBest(name, Interval(*value), *rest) for name, value, *rest in rows]

    def table(self) -> pd.DataFrame:
        """The figures that a planner looks at first: a row for each alternative and figure, as in `summary`."""
        rows = [
            self._row(name, row)
            for name in self.names
            for row in self.paired(name)
            if (row.kind, row.element, row.measure) in self._shown()
        ]
        return _frame(rows, ["alternative", *_COLUMNS, *self._NUMBERS])

    def _shown(self) -> list[tuple[str, str, str]]:
        shown = []
        for row in self.paired(self.base):
            if row.measure not in _SHOWN or not (row.kind == "plant" or row.measure == "on_time"):
                continue
            key = (row.kind, row.element, row.measure)
            found = [other for name in self.names for other in self.paired(name) if other[:3] == key]
            if row.measure == "yield" and all(other.value.least == 1.0 for other in found):
                continue
            if len(found) == len(self.names):
                shown.append(key)
        return sorted(shown, key=lambda key: _SHOWN.index(key[2]))

    # ---- display

    def _head(self) -> list[str]:
        result = self.results[self.base]
        n = max((self.paired(name)[0].difference.n for name in self.names if self.paired(name)), default=0)
        window = f"{result.warmup} to {result.horizon}" if result.warmup.value else f"{result.horizon}"
        sure = f"{100 * result.confidence:.4g} % intervals" if n > 1 else "no interval from a single one"
        stopped = f", {self.stopped}" if self.stopped else ""
        what = f"{n} replication{'s' if n != 1 else ''} of each on the same seeds"
        kind = f"{result.declared}, " if result.declared else ""
        first = f"{result.plant or 'plant'}: {kind}{window}, {what}, {sure}"
        return [first + stopped, f'differences from "{self.base}"; * holds for all alternatives together']

    def _cells(self) -> list[list[str]]:
        shown = self._shown()
        base = {row[:3]: row for row in self.paired(self.base)}
        currency = self.results[self.base].currency or ""
        head, scales = [""], []
        for kind, element, measure in shown:
            scale, unit = _unit(base[kind, element, measure].unit, base[kind, element, measure].base.mean, currency)
            scales.append(scale)
            head.append(" ".join(filter(None, (element, measure.replace("_", " "), unit))))
        rows = [head]
        for name in self.names:
            cells = [name]
            mine = {row[:3]: row for row in self.paired(name)}
            for key, scale in zip(shown, scales, strict=True):
                cells.append(_cell(mine[key], scale, name == self.base))
            rows.append(cells)
        return rows

    def _notes(self) -> list[str]:
        """What pairing did, and what each alternative is."""
        notes = []
        shown = set(self._shown())
        factors, useless = [], []
        for name in self.names:
            for row in self.paired(name):
                if name == self.base or row[:3] not in shown or row.verdict == "same" or row.difference.n < 2:
                    continue
                if row.variance_factor <= 1.0:
                    figure = " ".join(filter(None, (row.element, row.measure.replace("_", " "))))
                    useless.append(f'{figure} of "{name}" ({row.variance_factor:.2g})')
                elif math.isfinite(row.variance_factor):
                    factors.append(row.variance_factor)
        if factors:
            low, high = f"{min(factors):.2g}", f"{max(factors):.2g}"
            notes.append(
                f"the same seeds cut the variance of a difference by {low}{'' if low == high else f' to {high}'} times"
            )
        if useless:
            notes.append(f"the same seeds don't help with {', '.join(useless)}: separate ones would do as well")
        notes.extend(f"{name}: {self.words[name]}" for name in self.names if name != self.base and self.words[name])
        return notes

    def __repr__(self) -> str:
        """A row for each alternative: the base's figures, and by how much the others differ."""
        if not self._shown():
            return f"<{self._head()[0]}: nothing done>"
        rows = self._cells()
        width = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
        lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, width, strict=True)).rstrip() for row in rows]
        return "\n".join([*self._head(), *lines, *self._notes()])

    def _repr_html_(self) -> str:
        import html

        def row(tag: str, cells: list[str]) -> str:
            return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

        if not self._shown():
            return f"<p>{html.escape(repr(self))}</p>"
        head, *body = self._cells()
        caption = "<br/>".join(html.escape(line) for line in self._head())
        notes = "".join(f"<li>{html.escape(note)}</li>" for note in self._notes())
        table = f"<thead>{row('th', head)}</thead><tbody>{''.join(row('td', cells) for cells in body)}</tbody>"
        listed = f"<ul>{notes}</ul>" if notes else ""
        return f"<div><table><caption>{caption}</caption>{table}</table>{listed}</div>"


def _unit(unit: str, mean: float, currency: str) -> tuple[float, str]:
    """What a figure of this size is multiplied with, and the unit that it then has."""
    if unit == "share":
        return 100.0, "%"
    if unit == "money":
        return 1.0, currency
    if unit == "s":
        scale, name = next((s for s in _SCALES if abs(mean) >= 2 * s[0]), _SCALES[-1])
        return 1.0 / scale, name
    return 1.0, unit


def _cell(row: PairedDifference, scale: float, base: bool) -> str:
    if base:
        return _interval_text(row.base.mean * scale, row.base.half_width * scale)
    if row.verdict == "same":
        return "the same"
    d = row.difference
    if math.isnan(d.mean):
        return "-"
    text = _interval_text(d.mean * scale, d.half_width * scale)
    sign = "" if text.startswith("-") else "+"
    return f"{sign}{text}{' *' if row.verdict in ('lower', 'higher') else ''}"
