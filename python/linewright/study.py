# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Which change is worth it: plants and scenarios of them on the same seeds, and their differences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright._display import in_words, table
from linewright.result import _SCALES, Interval, Result, _frame, _interval_text

if TYPE_CHECKING:
    import os
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

    def _repr_html_(self) -> str:
        name = "/".join(part for part in (self.kind, self.element, self.measure) if part).removeprefix("plant/")
        together = _interval_text(self.difference.mean, self.together)
        row = [name, str(self.base), str(self.value), str(self.difference), together, f"{self.variance_factor:.2g}"]
        head = ["", "base", "alternative", "difference", "for all at once", "variance factor", "verdict"]
        return table([[*row, self.verdict]], head, caption=[f"in {self.unit}"] if self.unit else [])


class AgainstBest(NamedTuple):
    """An alternative against the best of the others: its figure is between `low` and `high` from that one's."""

    name: str
    value: Interval
    low: float
    high: float
    may_be_best: bool
    is_best: bool

    def _cells(self) -> list[str]:
        said = "yes" if self.is_best else "may be" if self.may_be_best else "no"
        return [self.name, str(self.value), f"{self.low:.3g}", f"{self.high:.3g}", said]

    def _repr_html_(self) -> str:
        return BestOf([self])._repr_html_()


class BestOf(list[AgainstBest]):
    """All alternatives against the best of the others: a list that shows itself as a table."""

    def __repr__(self) -> str:
        """A line for each."""
        rows = [self._columns, *(each._cells() for each in self)]
        width = [max(len(row[i]) for row in rows) for i in range(len(self._columns))]
        return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, width, strict=True)).rstrip() for row in rows)

    def _repr_html_(self) -> str:
        return table([each._cells() for each in self], self._columns, left=(0, 4))

    _columns = ("", "figure", "from the best of the others", "to", "best")


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
_LOSSES = ("blocked", "starved", "repair", "setup", "waiting", "walking", "maintenance", "defects", "scrapped", "lost")


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
        plants: list[_core.Plant] | None = None,
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
        self._plants = dict(zip(names, plants, strict=True)) if plants else {}
        self._rows: dict[str, dict[tuple[str, str, str], PairedDifference]] = {}
        self._made: _core.Comparison | None = None

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
        plants = {name: plant.to_json() for name, plant in self._plants.items()}
        return {**self.__dict__, "_rows": {}, "_made": None, "_plants": plants}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Plants come as the texts of their files."""
        plants = {name: _core.Plant.read(text) for name, text in state.get("_plants", {}).items()}
        self.__dict__.update(state, _plants=plants)

    def _known(self, name: str) -> str:
        if name not in self.results:
            raise KeyError(f"no alternative {name!r}. {_core.did_you_mean(name, self.names, 'alternative')}")
        return name

    def _comparison(self) -> _core.Comparison:
        if self._made is None:
            results = [self.results[name]._core for name in self.names]
            self._made = _core.Comparison(self.names, results, self.names.index(self.base))
        return self._made

    def _paired(self, name: str) -> dict[tuple[str, str, str], PairedDifference]:
        """By kind, element and measure."""
        if self._known(name) not in self._rows:
            rows = self._comparison().rows(self.names.index(name))
            made = (
                PairedDifference(*texts, *(Interval(*interval) for interval in intervals), *numbers)
                for texts, intervals, numbers in ((row[:4], row[4:7], row[7:]) for row in rows)
            )
            self._rows[name] = {row[:3]: row for row in made}
        return self._rows[name]

    def paired(self, name: str) -> list[PairedDifference]:
        """Every figure that an alternative and the base both have."""
        return list(self._paired(name).values())

    def difference(self, name: str, kind: str = "plant", element: str = "", measure: str = "throughput") -> Any:
        """One figure of one alternative against the base, as `PairedDifference`. The names are those of `summary`."""
        found = self._paired(name).get((kind, element, measure))
        if found is not None:
            return found
        rows = self.paired(name)
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
    ) -> BestOf:
        """Multiple comparison with the best: which alternatives may have the best figure, all at once.

        `largest` says what is best; not given, the smallest WIP, time, cost and loss, and the largest of all else.
        """
        if largest is None:
            largest = self.larger_is_better(measure)
        try:
            rows = self._comparison().best_rows(kind, element, measure, largest)
        except IndexError as error:
            raise KeyError(str(error)) from None
        return BestOf(AgainstBest(name, Interval(*value), *rest) for name, value, *rest in rows)

    @staticmethod
    def larger_is_better(measure: str) -> bool:
        """Whether more of a figure is better: not of WIP, time, cost, energy and losses, of all else."""
        return not any(word in measure for word in (*_SMALL_IS_GOOD, *_LOSSES))

    def against(self, base: str) -> Study:
        """The same results, held against another alternative."""
        at = self.names.index(self._known(base))
        plants = [self._plants[name] for name in self.names] if self._plants else None
        words = list(self.words.values())
        if plants is not None:
            words = ["" if core == plants[at] else _core.words(plants[at], core) for core in plants]
        cores = [self.results[name]._core for name in self.names]
        declared = self.results[self.base].declared
        return Study(self.names, cores, at, words, self.scenarios, self.stopped, declared, plants)

    def table(self) -> pd.DataFrame:
        """The figures that a planner looks at first: a row for each alternative and figure, as in `summary`."""
        shown = set(self._shown())
        rows = [self._row(name, row) for name in self.names for row in self.paired(name) if row[:3] in shown]
        return _frame(rows, ["alternative", *_COLUMNS, *self._NUMBERS])

    def _shown(self) -> list[tuple[str, str, str]]:
        shown = []
        for key in self._paired(self.base):
            kind, _, measure = key
            if measure not in _SHOWN or not (kind == "plant" or measure == "on_time"):
                continue
            found = [self._paired(name)[key] for name in self.names if key in self._paired(name)]
            if measure == "yield" and all(row.value.least == 1.0 for row in found):
                continue
            if len(found) == len(self.names):
                shown.append(key)
        return sorted(shown, key=lambda key: _SHOWN.index(key[2]))

    # ---- for others

    def findings(
        self, kind: str = "plant", element: str = "", measure: str = "throughput", *, largest: bool | None = None
    ) -> list[str]:
        """What was found, in sentences: which alternative is best in a figure and by how much, what can't be told
        apart, what comes with it, which station limits, what the same seeds were worth.

        Each interval of a difference holds for all alternatives at once. `largest` says what is best, as for `best`.
        """
        from linewright.report.findings import figure_of, findings, text

        return [text(each) for each in findings(self, figure_of(self, kind, element, measure, largest))]

    def report(
        self,
        path: str | os.PathLike[str],
        kind: str = "plant",
        element: str = "",
        measure: str = "throughput",
        *,
        largest: bool | None = None,
        title: str = "",
        date: str = "",
    ) -> None:
        """Writes the study as one page of HTML for a manager: findings, figures, what differs, how it was run.

        The page holds all that it shows and asks nothing of a network; it prints on A4. The figure named is the one
        that the alternatives are judged by; `largest` says whether more of it is better, as for `best`. The same study
        gives the same bytes: a date stands in it where `date` gives one. WIP over time is of the study's first
        replications, run again; left out for plants that take too many events for that, and where rules are in Python.

        Needs Jinja2 and matplotlib (``pip install 'linewright[report]'``). Raises KeyError for a figure that isn't
        there, ValueError for a study of which nothing was done.
        """
        from linewright.report import write

        write(self, path, (kind, element, measure), largest=largest, title=title, date=date)

    def to_excel(self, path: str | os.PathLike[str], *, replications: bool = True) -> None:
        """Writes the study as a workbook of tidy tables, for Excel and Power BI.

        Sheets: findings, overview (a row an alternative: what a planner looks at first), summary (every figure),
        differences (from the base), scenarios (what each changes), states (time of the stations), options, and every
        figure of every replication unless `replications` is False. Each sheet is an Excel table with one row of
        headings; numbers are numbers, their unit stands in the heading or in a column `unit`, and an empty cell is a
        figure that isn't there. A text is never a formula, whatever it begins with; control characters are replaced by
        �, and what is longer than the 32,767 characters of a cell is cut. The same study gives the same bytes.

        Needs openpyxl (``pip install 'linewright[excel]'``). Raises ValueError, before anything is written, where a
        table has more rows than a sheet of Excel, and where the path doesn't end in .xlsx.
        """
        from linewright.io.excel import write_study

        write_study(self, path, replications)

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
        base = self._paired(self.base)
        currency = self.results[self.base].currency or ""
        head, scales = [""], []
        for kind, element, measure in shown:
            row = base[kind, element, measure]
            scale, unit = _unit(row.unit, row.base.mean, currency)
            scales.append(scale)
            head.append(" ".join(filter(None, (element, measure.replace("_", " "), unit))))
        rows = [head]
        for name in self.names:
            cells = [name]
            mine = self._paired(name)
            cells += [_cell(mine[key], scale, name == self.base) for key, scale in zip(shown, scales, strict=True)]
            rows.append(cells)
        return rows

    def _notes(self) -> list[str]:
        """What pairing did, and what each alternative is."""
        notes = []
        factors, useless = [], []
        shown = self._shown()
        for name in self.names:
            for row in (self._paired(name)[key] for key in shown):
                if name == self.base or row.verdict == "same" or row.difference.n < 2:
                    continue
                if row.variance_factor <= 1.0:
                    figure = " ".join(filter(None, (row.element, row.measure.replace("_", " "))))
                    useless.append(f'{figure} of "{name}" ({row.variance_factor:.2g})')
                elif math.isfinite(row.variance_factor):
                    factors.append(row.variance_factor)
        if factors:
            low, high = times(min(factors)), times(max(factors))
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
        if not self._shown():
            return in_words(repr(self))
        head, *body = self._cells()
        return table(body, head, caption=self._head(), notes=self._notes())


def times(factor: float) -> str:
    """How many times, to two digits."""
    return f"{factor:.2g}" if factor < 100 else f"{round(factor, 1 - math.floor(math.log10(factor))):,.0f}"


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
