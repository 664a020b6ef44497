# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What came of a run: figures with intervals, tidy frames, a table in the notebook.

Times are in seconds, rates in jobs an hour, shares between 0 and 1; each frame has a column `unit` where that varies.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright._display import in_words, table

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    import pandas as pd
    import pyarrow as pa

    from linewright.plot import ResultPlots


class Interval(NamedTuple):
    """A mean over replications and how far the truth may be from it."""

    mean: float
    half_width: float
    """Of the confidence interval (Student's t over the replications); NaN for a single one."""
    sd: float
    least: float
    most: float
    n: int

    @property
    def low(self) -> float:
        """The interval's lower end."""
        return self.mean - self.half_width

    @property
    def high(self) -> float:
        """The interval's upper end."""
        return self.mean + self.half_width

    def __str__(self) -> str:
        """The mean ± the half-width, no more digits than the half-width allows."""
        return _interval_text(self.mean, self.half_width)

    def __format__(self, spec: str) -> str:
        """Both figures in one format: ``f"{result.throughput:.1f}"`` gives ``20.0 ± 0.1``."""
        return f"{self.mean:{spec}} ± {self.half_width:{spec}}" if spec else str(self)

    def _repr_html_(self) -> str:
        many = f"{self.n} replications, {_interval_text(self.least, math.nan)} to {_interval_text(self.most, math.nan)}"
        return in_words(f"{self} ({many})" if self.n > 1 else f"{_interval_text(self.mean, math.nan)} (a single one)")

    def scaled(self, factor: float) -> Interval:
        """The interval in another unit: ``result.lead_time.scaled(1 / 3600)`` is in hours."""
        low, high = sorted((self.least * factor, self.most * factor))
        return Interval(self.mean * factor, self.half_width * abs(factor), self.sd * abs(factor), low, high, self.n)


def _plain(value: float, digits: int) -> str:
    return f"{value:.{max(digits, 0)}f}" if math.isfinite(value) else str(value)


def _digits(value: float, significant: int) -> int:
    return significant - 1 - math.floor(math.log10(abs(value))) if value and math.isfinite(value) else 2


def _interval_text(mean: float, half_width: float) -> str:
    if math.isnan(half_width) or half_width <= 1e-12 * abs(mean):
        digits = min(_digits(mean, 4), 6)
        text = _plain(mean, digits) if digits > 0 else _plain(mean, 0)
        return text if math.isnan(half_width) else f"{text} ± 0"
    digits = min(_digits(half_width, 2 if f"{half_width:e}"[0] == "1" else 1), 9)
    return f"{_plain(mean, digits)} ± {_plain(half_width, digits)}"


_SCALES = ((86400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s"))


def _human(mean: float, half_width: float, unit: str, currency: str = "") -> tuple[str, str]:
    """A figure as a planner reads it: seconds as minutes or hours, shares as percent."""
    if unit == "share":
        return _interval_text(100 * mean, 100 * half_width), "%"
    if unit == "money":
        return _interval_text(mean, half_width), currency
    if unit == "s" and mean > 0:
        scale, name = next((s for s in _SCALES if abs(mean) >= 2 * s[0]), _SCALES[-1])
        return _interval_text(mean / scale, half_width / scale), name
    return _interval_text(mean, half_width), unit


class Failure(NamedTuple):
    """A replication that did not reach the horizon."""

    message: str
    ending: str
    replication: int
    seed: int
    at: float


class Result:
    """All replications of one plant. Pickles, and holds figures only: nothing of the run itself."""

    def __init__(self, core: _core.Result, declared: str = "") -> None:
        """Made by `Plant.run` and `Simulation.result`."""
        self._core = core
        self._declared = declared

    # ---- what was run

    @property
    def plant(self) -> str:
        """The plant's name."""
        return self._core.plant

    @property
    def seed(self) -> int:
        """The seed of all replications."""
        return self._core.seed

    @property
    def horizon(self) -> _core.Duration:
        """Where the measured window ends."""
        return self._core.horizon

    @property
    def warmup(self) -> _core.Duration:
        """Where the measured window begins."""
        return self._core.warmup

    @property
    def declared(self) -> str:
        """``"terminating"`` or ``"steady state"``, where the study was declared so; else empty."""
        return self._declared

    @property
    def first_replication(self) -> int:
        """The number of the first replication."""
        return self._core.first_replication

    @property
    def confidence(self) -> float:
        """The confidence of the intervals."""
        return self._core.confidence

    @property
    def events(self) -> int:
        """How many events all replications took."""
        return self._core.events

    @property
    def cancelled(self) -> bool:
        """Whether it was stopped before all replications were done; those that were are here."""
        return self._core.cancelled

    @property
    def failures(self) -> list[Failure]:
        """The replications that did not reach the horizon (only with ``carry_on=True``)."""
        return [Failure(*failure) for failure in self._core.failures]

    def __len__(self) -> int:
        """How many replications there are."""
        return self._core.replications

    @classmethod
    def merged(cls, parts: Iterable[Result]) -> Result:
        """Parts of one study (`first_replication` of `Plant.run`) as one, the same as if they had been run at once.

        Raises ValueError when they are of different plants, windows or seeds, overlap or leave a gap.
        """
        return cls(_core.merged([part._core for part in parts]))

    # ---- figures

    def figure(self, kind: str, element: str, measure: str) -> Interval:
        """One figure: ``result.figure("stations", "mill", "blocked")``. The names are those of `summary`."""
        try:
            return Interval(*self._core.figure(kind, element, measure))
        except IndexError:
            rows = [row[:3] for row in self._core.summary_rows()]
            raise KeyError(_wrong_figure(rows, kind, element, measure)) from None

    @property
    def throughput(self) -> Interval:
        """Good jobs an hour."""
        return self.figure("plant", "", "throughput")

    @property
    def wip(self) -> Interval:
        """Jobs in the plant, on average over time."""
        return self.figure("plant", "", "wip")

    @property
    def lead_time(self) -> Interval:
        """From release to exit, good jobs, seconds."""
        return self.figure("plant", "", "lead_time")

    @property
    def currency(self) -> str | None:
        """The currency of all amounts; None where the plant has no prices."""
        return self._core.currency

    @property
    def cost_per_good(self) -> Interval:
        """The full cost of a good unit over all products: direct and overhead, without idle capacity."""
        return self.figure("plant", "", "full_cost_per_good")

    # ---- frames

    def summary(self) -> pd.DataFrame:
        """Every figure with its interval: kind, element, measure, unit, mean, half_width, sd, min, max, n."""
        columns = ["kind", "element", "measure", "unit", "mean", "half_width", "sd", "min", "max", "n"]
        return _frame(self._core.summary_rows(), columns)

    def replications(self) -> pd.DataFrame:
        """Every figure of every replication: replication, kind, element, measure, unit, value."""
        import pandas as pd

        return pd.DataFrame(self._long())

    def _long(self) -> dict[str, Any]:
        import numpy as np

        names, numbers, table = self._core.replication_table()
        values = table.ravel()
        there = ~np.isnan(values)  # a replication may lack what others have: no yield where nothing was inspected
        parts = {
            name: np.tile(np.array([row[i] for row in names], dtype=object), len(numbers))[there]
            for i, name in enumerate(("kind", "element", "measure", "unit"))
        }
        return {
            "replication": np.repeat(np.array(numbers, dtype=np.int64), len(names))[there],
            **parts,
            "value": values[there],
        }

    def states(self) -> pd.DataFrame:
        """The time of each station in each state, exact: `ticks` sum to the window times the places."""
        return _frame(self._core.state_rows(), ["replication", "station", "state", "ticks", "seconds", "share"])

    def levels(self) -> pd.DataFrame:
        """The time that each buffer held so many jobs: replication, buffer, level, ticks, share."""
        return _frame(self._core.level_rows(), ["replication", "buffer", "level", "ticks", "share"])

    def output_by_hour(self) -> pd.DataFrame:
        """Good jobs by hour of the window: replication, product, hour (from 0), good, plan."""
        frame = _frame(self._core.output_rows(), ["replication", "product", "hour", "good", "plan"])
        return frame.astype({"plan": "float64"})

    def losses(self, most: int = 10) -> pd.DataFrame:
        """What the stations lost their time to, largest first: station, state, share of the station's window."""
        return _frame(self._core.loss_rows(most), ["station", "state", "share"])

    def costs(self) -> pd.DataFrame:
        """Every line of cost: replication, kind, list, element, state, amount, direct, overhead, idle, kwh, millionths.

        ``amount`` is direct + overhead + idle, exactly so in ``millionths``, whole numbers in this order.
        """
        columns = ["replication", "kind", "list", "element", "state", "amount", "direct", "overhead", "idle", "kwh"]
        return _frame(self._core.cost_rows(), [*columns, "millionths"]).astype({"kwh": "float64"})

    def costs_by_product(self) -> pd.DataFrame:
        """What each product bears: replication, product, good, kind, direct, overhead, millionths of both."""
        columns = ["replication", "product", "good", "kind", "direct", "overhead", "millionths"]
        return _frame(self._core.product_cost_rows(), columns)

    def energy_by_hour(self) -> pd.DataFrame:
        """The energy taken by hour of the week, where the power was watched: replication, hour (from Monday 0), kwh."""
        return _frame(self._core.energy_rows(), ["replication", "hour", "kwh"])

    def oee(self, profile: str) -> pd.DataFrame:
        """OEE and its factors by a named profile ("iso22400" or "tpm"), for the stations with an ideal cycle.

        ``.attrs["mapping"]`` says which states count where. `above_one` flags an ideal cycle that can't be right.
        The line's OEE is that of the station marked as `bottleneck`.
        """
        mapping = dict(_core.oee_profiles)
        if profile not in mapping:
            raise ValueError(f"no OEE profile {profile!r}. {_core.did_you_mean(profile, list(mapping), 'profile')}")
        prefix = f"oee_{profile}"
        rows = []
        line = self._core.bottleneck()
        for kind, element, measure, _, *interval in self._core.summary_rows():
            if kind == "stations" and (measure == prefix or measure.startswith(f"{prefix}_")):
                factor = measure.removeprefix(prefix).lstrip("_") or "oee"
                rows.append((element, factor, *interval, interval[0] > 1.0, element == line))
        if not rows:
            raise ValueError("no station has an ideal cycle, and without one there is no OEE. Give ideal_cycle")
        columns = ["station", "factor", "mean", "half_width", "sd", "min", "max", "n", "above_one", "bottleneck"]
        frame = _frame(rows, columns)
        frame.attrs["profile"], frame.attrs["mapping"] = profile, mapping[profile]
        return frame

    def to_arrow(self) -> pa.Table:
        """`replications` as an Arrow table."""
        import pyarrow as pa

        columns = self._long()
        types = {"replication": pa.int64(), "value": pa.float64()}
        texts = {name: pa.array(values, pa.string()) for name, values in columns.items() if name not in types}
        numbers = {name: pa.array(columns[name], of) for name, of in types.items()}
        return pa.table({name: texts.get(name, numbers.get(name)) for name in columns})

    def to_excel(self, path: str | os.PathLike[str], *, replications: bool = True) -> None:
        """Writes the result as a workbook of tidy tables, for Excel and Power BI.

        Sheets: summary (every figure with its interval), states (time of the stations), output (good jobs by the hour),
        costs where the plant has prices, options, and every figure of every replication unless `replications` is False.
        What a sheet is like, what is refused and what it needs: see `Study.to_excel`.
        """
        from linewright.io.excel import write_result

        write_result(self, path, replications)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow stream of `replications`, for pyarrow.table, polars, duckdb and whatever else reads one."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    # ---- display

    @property
    def plot(self) -> ResultPlots:
        """Its pictures, drawn with matplotlib: ``result.plot.states()``, ``.losses()``, ``.lead_times()``, ..."""
        from linewright.plot import ResultPlots

        return ResultPlots(self)

    def _head(self) -> str:
        n = len(self)
        sure = (
            f", {self.confidence:.4g}".replace("0.", "") + " % intervals"
            if n > 1
            else ", no interval from a single one"
        )
        over = f"{n} replication{'s' if n != 1 else ''}{sure}"
        window = f"{self.warmup} to {self.horizon}" if self.warmup.value else f"{self.horizon}"
        kind = f"{self.declared}, " if self.declared else ""
        return f"{self.plant or 'plant'}: {kind}{window}, {over}"

    def _rows(self) -> list[tuple[str, str, str]]:
        rows = []
        for kind, element, measure, unit, mean, half_width, *_ in self._core.summary_rows():
            if kind == "plant" and measure in (
                "throughput",
                "wip",
                "lead_time",
                "yield",
                "direct_cost_per_good",
                "full_cost_per_good",
                "idle_cost_per_good",
                "energy",
                "peak_power",
            ):
                text, unit_text = _human(mean, half_width, unit, self.currency or "")
                rows.append((measure.replace("_", " "), text, unit_text))
            elif kind == "stations" and measure == "utilisation":
                text, unit_text = _human(mean, half_width, unit)
                rows.append((f"{element}: processing", text, unit_text))
        for station, state, share in self._core.loss_rows(5):
            rows.append((f"{station}: {state.replace('_', ' ')}", _plain(100 * share, 1), "%"))
        return rows

    def __repr__(self) -> str:
        """The figures a planner looks at first."""
        if not len(self):
            return f"<{self._head()}>"
        rows = self._rows()
        width = max(len(name) for name, _, _ in rows)
        return "\n".join([self._head(), *(f"  {name:<{width}}  {text} {unit}" for name, text, unit in rows)])

    def _repr_html_(self) -> str:
        return table(self._rows() if len(self) else [], caption=[self._head()], left=(0, 2))


def _wrong_figure(rows: list[tuple[str, str, str]], kind: str, element: str, measure: str) -> str:
    for level, (given, name) in enumerate(((kind, "kind"), (element, "element"), (measure, "measure"))):
        known = list(dict.fromkeys(row[level] for row in rows))
        if given not in known:
            return f"no {name} {given!r}. {_core.did_you_mean(given, known, name)}"
        rows = [row for row in rows if row[level] == given]
    return f"no figure {measure!r} of {kind}/{element}"


def _frame(rows: list[tuple[Any, ...]], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=columns)
