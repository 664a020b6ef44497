# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Whether a plant behaves as the real one: simulated figures held against observed ones.

    result = plant.run("1 d", warmup="8 h", replications=30)
    check = lw.calibrate(result, {"throughput": [17.2, 16.8, 17.9], "stations/mill/utilisation": "62 %"})
    check  # a table with a verdict

Needs SciPy (``pip install 'linewright[fit]'``).
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core
from linewright._display import table
from linewright.result import Interval, _human, _wrong_figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from linewright.result import Result

__all__ = ["Calibration", "Comparison", "calibrate"]

AGREES = "agrees"
OPEN = "not refuted"
SMALL = "differs, within the tolerance"
DIFFERS = "differs"

_SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "wk": 604800.0}


class Comparison(NamedTuple):
    """One figure, simulated and observed."""

    kind: str
    element: str
    measure: str
    unit: str
    """As in `Result.summary`: s, 1/h, share, jobs."""
    simulated: Interval
    observed: Interval
    """Of several days: their mean, and the half-width of its interval; of one value: NaN."""
    difference: float
    """Simulated less observed."""
    low: float
    """The interval of the difference, at the confidence of all figures together."""
    high: float
    p_value: float
    """How often a difference as large comes by chance alone, were the plants alike; of this figure alone."""
    in_mean: bool
    """Whether the observed mean lies in the interval of the simulated mean."""
    in_run: bool
    """Whether the observed mean lies where a single run is expected (prediction interval)."""
    verdict: str
    """``"agrees"``: no difference found, and a larger one than the tolerance is ruled out; ``"not refuted"``: no
    difference found, but there may be a large one; ``"differs, within the tolerance"``; ``"differs"``."""

    @property
    def name(self) -> str:
        """As it was asked for: ``stations/mill/utilisation``."""
        return "/".join(part for part in (self.kind, self.element, self.measure) if part).removeprefix("plant/")

    @property
    def relative(self) -> float:
        """The difference as a share of the observed."""
        return self.difference / abs(self.observed.mean) if self.observed.mean else math.nan


class Calibration:
    """Simulated against observed figures, and what is to be thought of the whole."""

    def __init__(self, comparisons: list[Comparison], confidence: float, tolerance: float) -> None:
        """Made by `calibrate`."""
        self.comparisons = comparisons
        self.confidence = confidence
        """That all intervals of differences hold together (Bonferroni)."""
        self.tolerance = tolerance
        """The share of the observed up to which a difference doesn't matter."""

    @property
    def verdict(self) -> str:
        """The worst of all: ``"differs"`` where one differs; ``"agrees"`` only where all do, or differ by less than the
        tolerance; else ``"not refuted"``."""
        found = {comparison.verdict for comparison in self.comparisons}
        if DIFFERS in found:
            return DIFFERS
        return OPEN if OPEN in found else AGREES

    def __getitem__(self, name: str) -> Comparison:
        """A figure by its name."""
        for comparison in self.comparisons:
            if comparison.name == name:
                return comparison
        known = [comparison.name for comparison in self.comparisons]
        raise KeyError(f"no figure {name!r} was compared. {_core.did_you_mean(name, known, 'figure')}")

    def summary(self) -> pd.DataFrame:
        """A row for each figure: figure, unit, observed, observed_n, simulated, half_width, n, difference, relative,
        low, high, p_value, in_mean, in_run, verdict."""
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "figure": c.name,
                    "unit": c.unit,
                    "observed": c.observed.mean,
                    "observed_n": c.observed.n,
                    "simulated": c.simulated.mean,
                    "half_width": c.simulated.half_width,
                    "n": c.simulated.n,
                    "difference": c.difference,
                    "relative": c.relative,
                    "low": c.low,
                    "high": c.high,
                    "p_value": c.p_value,
                    "in_mean": c.in_mean,
                    "in_run": c.in_run,
                    "verdict": c.verdict,
                }
                for c in self.comparisons
            ]
        )

    _columns = ("figure", "observed", "simulated", "", "difference", "in mean", "in run", "verdict")

    def _rows(self) -> list[tuple[str, ...]]:
        rows = []
        for c in self.comparisons:
            simulated, unit = _human(c.simulated.mean, c.simulated.half_width, c.unit)
            scale = _scale(c.unit, unit)
            spread = c.observed.half_width * scale
            observed = f"{c.observed.mean * scale:.4g}" + ("" if math.isnan(spread) else f" ± {spread:.2g}")
            relative = "" if math.isnan(c.relative) else f"{100 * c.relative:+.1f} %"
            marks = ["yes" if inside else "no" for inside in (c.in_mean, c.in_run)]
            rows.append((c.name, observed, simulated, unit, relative, *marks, c.verdict))
        return rows

    def _head(self) -> str:
        level, tolerance = f"{100 * self.confidence:.4g} %", f"{100 * self.tolerance:.3g} %"
        return f"{self.verdict}: {len(self.comparisons)} figures at {level} together, tolerance {tolerance}"

    def __repr__(self) -> str:
        """The verdict and the table."""
        rows = [self._columns, *self._rows()]
        widths = [max(len(row[i]) for row in rows) for i in range(len(self._columns))]
        lines = [
            "  " + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        return "\n".join([self._head(), *lines])

    def _repr_html_(self) -> str:
        return table(self._rows(), self._columns, caption=[self._head()], left=(0, 3, 5, 6, 7))


def calibrate(
    result: Result,
    observed: Mapping[str | tuple[str, str, str], Any],
    *,
    confidence: float = 0.95,
    tolerance: float = 0.05,
) -> Calibration:
    """Compares a result with what was observed on the floor.

    Args:
        result: Of at least two replications. Each should last as long as an observed value took to observe (a day for
            figures by the day): only then do days and runs scatter alike.
        observed: For each figure its observed value, or the values of several days: a number in the figure's unit
            (`Result.summary`), or a text with a unit ("3.2 h", "62 %"). A figure of the plant goes by its name,
            "throughput", others by "stations/mill/utilisation" or the three words as a tuple.
        confidence: That the intervals of all differences hold at once; each is made for 1 - (1 - confidence) / k of
            k figures (Bonferroni's inequality).
        tolerance: The share of the observed value up to which a difference doesn't matter. Choose it before you look.

    A single value is held against the interval in which one further run is expected,
    mean ± t sd sqrt(1 + 1/n) (Hahn and Meeker, Statistical Intervals, 1991, section 4.7). Several values are compared
    by the difference of means without assuming equal scatter (Welch, Biometrika 34, 1947; Satterthwaite's degrees of
    freedom), as Law, Simulation Modeling and Analysis (5th ed. 2015, section 5.6) recommends for validation. That no
    difference was found doesn't say that there is none: "agrees" asks that one above the tolerance be ruled out
    (two one-sided tests, Schuirmann 1987, by the same interval).

    Raises:
        KeyError: There is no such figure.
        ValueError: Fewer than two replications, no observed values, or a value that can't be read.
        ImportError: SciPy isn't there.
    """
    if len(result) < 2:
        raise ValueError("a single replication has no interval: run at least 2, better 20")
    if not observed:
        raise ValueError("nothing was observed; give {'throughput': 17.2} or the like")
    if not 0 < confidence < 1 or not tolerance >= 0:
        raise ValueError("confidence lies between 0 and 1, and tolerance is at least 0")
    each = 1 - (1 - confidence) / len(observed)
    units = {row[:3]: row[3] for row in result._core.summary_rows()}
    made = []
    for name, values in observed.items():
        found = _figure(name, list(units))
        made.append(_compare(found, units[found], result.figure(*found), values, result.confidence, each, tolerance))
    return Calibration(made, confidence, tolerance)


def _compare(
    name: tuple[str, str, str],
    unit: str,
    simulated: Interval,
    values: Any,
    level: float,
    each: float,
    tolerance: float,
) -> Comparison:
    """One figure: Welch's t for several observed values, the prediction of one run for a single one."""
    several = isinstance(values, list | tuple) or (hasattr(values, "__iter__") and not isinstance(values, str))
    seen = [_value(value, unit) for value in (values if several else [values])]
    if not seen:
        raise ValueError(f"{'/'.join(name)}: nothing was observed")
    n, k = simulated.n, len(seen)
    if n < 2:
        raise ValueError(f"{'/'.join(name)}: only {n} replications have a value; run more")
    mean = math.fsum(seen) / k
    sd = math.sqrt(math.fsum((value - mean) ** 2 for value in seen) / (k - 1)) if k > 1 else math.nan
    a = simulated.sd**2 / n
    if k > 1:
        b = sd**2 / k
        error = math.sqrt(a + b)
        freedom = (a + b) ** 2 / (a**2 / (n - 1) + b**2 / (k - 1)) if error > 0 else float(n + k - 2)
    else:
        error, freedom = math.sqrt(simulated.sd**2 + a), float(n - 1)
    difference = simulated.mean - mean
    if abs(difference) <= 1e-9 * max(abs(mean), abs(simulated.mean)):
        difference = 0.0
    reach = _t(each, freedom) * error
    low, high = difference - reach, difference + reach
    bound = tolerance * abs(mean)
    inside = -bound <= low and high <= bound
    zero = low <= 0 <= high
    verdict = (AGREES if inside else OPEN) if zero else (SMALL if inside else DIFFERS)
    own = _t(level, k - 1.0) * sd / math.sqrt(k) if k > 1 else math.nan
    run = _t(level, n - 1.0) * simulated.sd
    return Comparison(
        *name,
        unit=unit,
        simulated=simulated,
        observed=Interval(mean, own, sd, min(seen), max(seen), k),
        difference=difference,
        low=low,
        high=high,
        p_value=_p(difference, error, freedom),
        in_mean=abs(difference) <= run / math.sqrt(n),
        in_run=abs(difference) <= run * math.sqrt(1 + 1 / n),
        verdict=verdict,
    )


def _stats() -> Any:
    try:
        from scipy import stats
    except ImportError as error:
        raise ImportError("calibration needs SciPy: pip install 'linewright[fit]'") from error
    return stats


def _t(level: float, freedom: float) -> float:
    """Student's t that a share `level` lies within, on both sides."""
    return float(_stats().t.ppf(0.5 + level / 2, freedom))


def _p(difference: float, error: float, freedom: float) -> float:
    if error == 0:
        return 1.0 if difference == 0 else 0.0
    return float(2 * _stats().t.sf(abs(difference) / error, freedom))


def _figure(name: str | tuple[str, str, str], known: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    """The three words of a figure."""
    if isinstance(name, tuple):
        found = name
    else:
        kind, _, rest = name.partition("/")
        element, _, measure = rest.rpartition("/")
        found = (kind, element, measure) if rest else ("plant", "", kind)
        if kind == "plant" and rest:
            found = ("plant", "", measure)
    if found not in known:
        raise KeyError(_wrong_figure(known, *found))
    return found


def _scale(unit: str, shown: str) -> float:
    """What a figure is multiplied with to be shown."""
    if unit == "share":
        return 100.0
    return 1 / _SECONDS[shown] if unit == "s" else 1.0


def _value(value: Any, unit: str) -> float:
    """An observed value in the unit of the figure."""
    if isinstance(value, str):
        found = re.fullmatch(r"\s*([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(\S*)\s*", value)
        scales: dict[str, float] = {unit: 1.0}
        if unit == "share":
            scales = {"%": 0.01, "": 1.0}
        elif unit == "s":
            scales = dict(_SECONDS)
        elif unit == "1/h":
            scales = {"1/h": 1.0, "/h": 1.0, "1/d": 1 / 24, "/d": 1 / 24, "1/min": 60.0, "/min": 60.0}
        if not found or found[2] not in scales:
            raise ValueError(f"{value!r} can't be read; write a number and one of the units {', '.join(scales)}")
        made = float(found[1]) * scales[found[2]]
    elif hasattr(value, "total_seconds") and unit == "s":
        made = float(value.total_seconds())
    else:
        made = float(value)
    if not math.isfinite(made):
        raise ValueError(f"{value!r} is no number")
    return made
