# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Laws from observed times: which one describes them, with which parameters, and how well.

    fit = lw.fit([2.1, 2.4, ...], unit="min")
    fit  # a table; fit.plot() shows it
    plant.stations["mill"].cycle = fit.law

Needs SciPy (``pip install 'linewright[fit]'``), and Matplotlib for pictures (``'linewright[plot]'``).
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright import _core, elements
from linewright._display import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Times = NDArray[np.float64]

__all__ = ["Fit", "FittedLaw", "fit"]

DEFAULT = ("exponential", "erlang", "gamma", "lognormal", "weibull", "normal", "triangular", "uniform")
"""The laws that are tried where none are named; ``beta`` and ``pert`` need bounds."""

_SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0, "wk": 604800.0}


class FittedLaw(NamedTuple):
    """A law with the parameters under which the observed times are likeliest."""

    name: str
    """As plants name it: ``"lognormal"``."""
    parameters: dict[str, float]
    """As plants have them, times in `unit`."""
    unit: str
    offset: float
    """What was taken off every time before, and is added to every draw."""
    log_likelihood: float
    aic: float
    """2 x parameters - 2 x log-likelihood (Akaike 1974); the smaller the better. It flatters laws whose ends are
    estimated (uniform, triangular)."""
    bic: float
    """ln(events) x parameters - 2 x log-likelihood (Schwarz 1978); censored times aren't counted as events (Volinsky
    and Raftery, Biometrics 56, 2000)."""
    statistic: float
    """The distance from the observed times."""
    kind: str
    """Of which sort the statistic is: ``"ad"`` (Anderson and Darling) or ``"ks"`` (Kolmogorov and Smirnov)."""
    p_value: float
    """How often samples of this very law lie at least as far from their own fit: small (below 0.05) speaks against
    the law. NaN where nothing was simulated."""
    intervals: dict[str, tuple[float, float]]
    """95 % intervals of the parameters: the middle of the refitted samples (percentile bootstrap)."""
    of_scipy: tuple[float, ...]
    """The parameters of SciPy's distribution, see `frozen`."""

    def frozen(self) -> Any:
        """SciPy's distribution, without the offset, in `unit`."""
        from linewright import _laws

        ends = (self.parameters["low"], self.parameters["high"]) if self.name in ("beta", "pert") else None
        known = {candidate.name: candidate for candidate in _laws.ALL}
        return known[self.name](ends).frozen(self.of_scipy)

    @property
    def law(self) -> _core.Distribution:
        """The distribution for a plant: ``plant.stations["mill"].cycle = fitted.law``."""
        kinds = {name: kind[0] for law, _, fields in _core.laws() if law == self.name for name, kind, *_ in fields}
        values: dict[str, Any] = {
            name: f"{value:.9g} {self.unit}"
            if kinds[name] == "duration"
            else int(value)
            if kinds[name] == "whole"
            else float(f"{value:.9g}")
            for name, value in self.parameters.items()
        }
        if self.offset:
            values["offset"] = f"{self.offset:.9g} {self.unit}"
        made: _core.Distribution = getattr(elements, self.name)(**values)
        return made

    @property
    def mean(self) -> float:
        """The law's mean, in `unit`."""
        return self.offset + float(self.frozen().mean())

    @property
    def sd(self) -> float:
        """The law's standard deviation, in `unit`."""
        return float(self.frozen().std())

    def cdf(self, times: Any) -> Any:
        """The share that takes no longer than each of these times, in `unit`."""
        return self.frozen().cdf(_array(times) - self.offset)

    def pdf(self, times: Any) -> Any:
        """The density at each of these times, in `unit`."""
        return self.frozen().pdf(_array(times) - self.offset)

    def quantile(self, shares: Any) -> Any:
        """The times that these shares don't exceed, in `unit`."""
        return self.offset + self.frozen().ppf(_array(shares))

    def text(self) -> str:
        """The law as one reads it, and as cells of tables have it: ``lognormal(25, 10) min``."""
        inner = ", ".join(f"{value:.4g}" for value in self.parameters.values())
        units = f" {self.unit}" if any(name not in ("k", "shape", "alpha", "beta") for name in self.parameters) else ""
        return f"{self.name}({inner}){units}" + (f" + {self.offset:.4g} {self.unit}" if self.offset else "")


class Fit:
    """All laws that were tried on some times, the best by AIC first."""

    def __init__(
        self, laws: list[FittedLaw], times: Times, censored: Times, unit: str, refused: dict[str, str], simulations: int
    ) -> None:
        """Made by `fit`."""
        self.laws = laws
        self.times = times
        """The observed times in their order, in `unit`."""
        self.censored = censored
        """Times of which only is known that they were longer than this."""
        self.unit = unit
        self.refused = refused
        """Laws that couldn't be fitted, and why."""
        self.simulations = simulations
        """How many samples the p-values come from."""
        self.warnings: list[str] = _warnings(self)
        """What to know before one of them is used."""

    @property
    def best(self) -> FittedLaw:
        """The law with the least AIC among those that the goodness of fit (p at least 0.05) doesn't speak against;
        where it speaks against all, the one with the least AIC: see `warnings`."""
        return next((law for law in self.laws if not law.p_value < 0.05), self.laws[0])

    @property
    def law(self) -> _core.Distribution:
        """The best law's distribution, for a plant."""
        return self.best.law

    @property
    def empirical(self) -> _core.Distribution:
        """The observed times themselves as a distribution, where no law fits. Censored times aren't in it."""
        if len(self.censored):
            raise ValueError("some times are censored: drawing from the others would be too short. Take a law")
        made: _core.Distribution = elements.empirical([f"{value:.9g} {self.unit}" for value in self.times])
        return made

    def __getitem__(self, name: str) -> FittedLaw:
        """A law by its name: ``fit["gamma"]``."""
        for law in self.laws:
            if law.name == name:
                return law
        if name in self.refused:
            raise KeyError(f"{name} was not fitted: it {self.refused[name]}")
        raise KeyError(f"no law {name!r}. {_core.did_you_mean(name, [law.name for law in self.laws], 'law')}")

    def summary(self) -> pd.DataFrame:
        """A row for each law: law, text, parameters, log_likelihood, aic, delta_aic, bic, statistic, kind, p_value,
        mean, sd. Times are in `unit`."""
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "law": law.name,
                    "text": law.text(),
                    "parameters": len(law.parameters),
                    "log_likelihood": law.log_likelihood,
                    "aic": law.aic,
                    "delta_aic": law.aic - self.laws[0].aic,
                    "bic": law.bic,
                    "statistic": law.statistic,
                    "kind": law.kind,
                    "p_value": law.p_value,
                    "mean": law.mean,
                    "sd": law.sd,
                }
                for law in self.laws
            ]
        )

    def _head(self) -> str:
        n, c = len(self.times), len(self.censored)
        beside = f" and {c} that were longer" if c else ""
        return f"{n} times{beside}, mean of the observed {self.times.mean():.4g} {self.unit}"

    def _rows(self) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for law in self.laws:
            p = "" if math.isnan(law.p_value) else f"{law.p_value:.3f}"
            mark = "*" if law is self.best else ""
            delta = f"{law.aic - self.laws[0].aic:.1f}"
            rows.append((mark, law.text(), delta, f"{law.kind} {law.statistic:.3g}", p, f"{law.mean:.4g}"))
        return rows

    _columns = ("", "law", "AIC more", "distance", "p", "mean")

    def __repr__(self) -> str:
        """The table of laws, the best one marked, and the warnings."""
        rows = [self._columns, *self._rows()]
        widths = [max(len(row[i]) for row in rows) for i in range(len(self._columns))]
        lines = [self._head()]
        for row in rows:
            both = enumerate(zip(row, widths, strict=True))
            cells = [text.ljust(w) if i < 2 else text.rjust(w) for i, (text, w) in both]
            lines.append("  " + "  ".join(cells).rstrip())
        lines += [f"  {name}: not fitted, {why}" for name, why in self.refused.items()]
        return "\n".join([*lines, *(f"  ! {warning}" for warning in self.warnings)])

    def _repr_html_(self) -> str:
        notes = [f"{name}: not fitted, {why}" for name, why in self.refused.items()] + self.warnings
        rows = self._rows()
        strong = [i for i, row in enumerate(rows) if row[0]]
        return table(rows, self._columns, caption=[self._head()], notes=notes, left=(0, 1), bold=strong)

    def plot(self, law: str | None = None) -> Any:
        """The picture: the times with the densities of the best laws, beside them Q-Q and P-P of one law.

        On the straight line times and law agree; the band holds 95 % of samples of the law at each place. With
        censored times the first picture shows the share that is longer (Kaplan and Meier).

        Args:
            law: The law of the right-hand pictures; not given: the best.

        Returns:
            A Matplotlib figure.
        """
        from linewright import _fit_plot

        return _fit_plot.plot(self, self.best if law is None else self[law])


def fit(
    times: Iterable[Any],
    laws: Sequence[str] | None = None,
    censored: Iterable[Any] | None = None,
    unit: str = "s",
    *,
    offset: Any = 0.0,
    bounds: tuple[Any, Any] | None = None,
    statistic: str = "ad",
    simulations: int = 199,
    seed: int = 1,
) -> Fit:
    """Fits laws to observed times by maximum likelihood, ranks them by AIC and says how well each fits.

    Args:
        times: The observed times in the order in which they were observed: numbers in `unit`, or "3 min",
            `datetime.timedelta`, `lw.Duration`.
        laws: Which laws to try; not given: exponential, erlang, gamma, lognormal, weibull, normal (cut at 0),
            triangular, uniform. "beta" and "pert" need `bounds`.
        censored: Times that were longer than what was observed (a machine that still ran when the records end):
            a list of such times beside `times`, or for each of `times` whether it is one (True).
        unit: The unit of numbers, and of the parameters.
        offset: A time that nothing falls below; it is taken off before and added again by the law. It isn't
            estimated: the likelihood often has no maximum in it.
        bounds: The least and the most possible time, for beta and pert.
        statistic: How the distance is measured: "ad", which looks at the tails, too, or "ks". A law with bounds that
            are estimated at the very times (uniform) is always measured by "ks".
        simulations: How many samples of each law are drawn for the p-value and the intervals; 0: neither.
        seed: Of these samples. The same seed gives the same figures, whichever laws are asked for.

    Raises:
        ValueError: Fewer than 2 times, times that are below 0 or no numbers, an unknown law or unit.
        ImportError: SciPy isn't there.

    The goodness of fit is a parametric bootstrap that fits each sample anew: Stute, Gonzalez Manteiga and Presedo
    Quindimil, Metrika 40 (1993); Anderson and Darling, JASA 49 (1954); D'Agostino and Stephens, Goodness-of-Fit
    Techniques (1986). With censored times the empirical distribution is Kaplan and Meier's, and samples are censored
    as the observed ones (Efron, JASA 76, 1981).
    """
    try:
        import scipy  # noqa: F401
    except ImportError as error:
        raise ImportError("fits need SciPy: pip install 'linewright[fit]'") from error
    import numpy as np

    from linewright import _laws

    if unit not in _SECONDS and unit != "cycles":
        raise ValueError(f"no unit {unit!r}. {_core.did_you_mean(unit, [*_SECONDS, 'cycles'], 'unit')}")
    if statistic not in ("ad", "ks"):
        raise ValueError(f'no statistic {statistic!r}: "ad" or "ks"')
    seen, longer = _both(times, censored, unit)
    low = _one(offset, unit)
    if low < 0 or (len(seen) and float(seen.min()) < low) or (len(longer) and float(longer.min()) < low):
        raise ValueError(f"there are times below the offset {low:g} {unit}; nothing may fall below it")
    known = {candidate.name: candidate for candidate in _laws.ALL}
    wanted = list(DEFAULT if laws is None else dict.fromkeys(laws))
    if laws is None and bounds is not None:
        wanted += ["beta", "pert"]
    for name in wanted:
        if name not in known:
            raise ValueError(f"no law {name!r} that can be fitted. {_core.did_you_mean(name, list(known), 'law')}")
    ends = None if bounds is None else (_one(bounds[0], unit) - low, _one(bounds[1], unit) - low)
    x, c = np.sort(seen - low), longer - low
    fitted: list[FittedLaw] = []
    refused: dict[str, str] = {}
    for name in wanted:
        candidate = known[name](ends)
        if len(np.unique(x)) < candidate.least:
            refused[name] = f"needs at least {candidate.least} different times"
            continue
        if candidate.positive and x[0] <= 0:
            refused[name] = "can't give a time of 0" if not low else "can't give a time of no more than the offset"
            continue
        try:
            fitted.append(_fitted(candidate, x, c, unit, low, statistic, simulations, seed))
        except _laws.NoFitError as why:
            refused[name] = str(why)
    if not fitted:
        raise ValueError("no law can be fitted: " + "; ".join(f"{name} {why}" for name, why in refused.items()))
    fitted.sort(key=lambda law: law.aic)
    return Fit(fitted, seen, longer, unit, refused, simulations)


def _fitted(
    candidate: Any, x: Times, c: Times, unit: str, offset: float, statistic: str, simulations: int, seed: int
) -> FittedLaw:
    import numpy as np

    from linewright import _laws

    with np.errstate(all="ignore"):
        p = candidate.fit(x, c)
        likelihood = candidate.log_likelihood(p, x, c)
        if not math.isfinite(likelihood):
            raise _laws.NoFitError("has a likelihood that isn't finite")
        kind = "ks" if candidate.name == "uniform" else statistic
        rng = np.random.default_rng([seed, [law.name for law in _laws.ALL].index(candidate.name)])
        distance, p_value, samples = _laws.goodness(candidate, p, kind, x, c, simulations, rng)
    parameters = candidate.of_plant(p)
    drawn = [candidate.of_plant(q) for q in samples]
    intervals = {}
    for name in parameters if len(drawn) >= 40 else ():
        low, high = np.quantile([values[name] for values in drawn], [0.025, 0.975])
        intervals[name] = (float(low), float(high))
    count = candidate.count
    return FittedLaw(
        name=candidate.name,
        parameters=parameters,
        unit=unit,
        offset=offset,
        log_likelihood=likelihood,
        aic=2 * count - 2 * likelihood,
        bic=math.log(len(x)) * count - 2 * likelihood,
        statistic=distance,
        kind=kind,
        p_value=p_value,
        intervals=intervals,
        of_scipy=tuple(float(value) for value in p),
    )


# ---- what was observed


def _array(values: Any) -> Times:
    import numpy as np

    return np.asarray(values, dtype=np.float64)


def _one(value: Any, unit: str) -> float:
    """A time as a number in the unit."""
    if isinstance(value, dt.timedelta):
        if unit == "cycles":
            raise ValueError(f"{value} is a time, the unit is cycles")
        return value.total_seconds() / _SECONDS[unit]
    if isinstance(value, str | _core.Duration):
        span = _core.Duration(value) if isinstance(value, str) else value
        amount, _, own = str(span).partition(" ")
        if (own == "cycles") != (unit == "cycles"):
            raise ValueError(f"{span} can't be written in {unit}")
        return float(amount) if own == unit else float(amount) * _SECONDS[own] / _SECONDS[unit]
    return float(value)


def _numbers(values: Iterable[Any], unit: str) -> Times:
    import numpy as np

    listed = list(values)
    made = np.array([_one(value, unit) for value in listed], dtype=np.float64)
    bad = np.flatnonzero(~np.isfinite(made) | (made < 0))
    if len(bad):
        first = int(bad[0])
        which = f"the first is {listed[first]!r}, number {first + 1}"
        raise ValueError(f"{len(bad)} of {len(made)} times are below 0 or no numbers; {which}")
    return made


def _both(times: Iterable[Any], censored: Iterable[Any] | None, unit: str) -> tuple[Times, Times]:
    """The observed times, and those that were longer."""
    import numpy as np

    seen = _numbers(times, unit)
    longer = np.zeros(0)
    if censored is not None:
        marks = list(censored)
        if marks and all(isinstance(mark, bool | np.bool_) for mark in marks):
            if len(marks) != len(seen):
                raise ValueError(f"there are {len(seen)} times, but {len(marks)} marks that say which are censored")
            mask = np.array(marks, dtype=bool)
            seen, longer = seen[~mask], seen[mask]
        else:
            longer = _numbers(marks, unit)
    if len(seen) < 2:
        raise ValueError(f"a fit needs at least 2 times whose end was seen, there are {len(seen)}")
    return seen, longer


def _warnings(made: Fit) -> list[str]:
    """What to know before a law is used."""
    import numpy as np
    from scipy import stats

    x, n = made.times, len(made.times)
    found = []
    if n < 20:
        found.append(f"only {n} times: almost any law fits, and the parameters are uncertain")
    if len(made.censored) > n:
        found.append(f"{len(made.censored)} times are censored, more than the {n} that ended: the tail is a guess")
    different = np.unique(x)
    if len(different) <= 0.9 * n and len(different) > 1:
        step = float(np.diff(different).min())
        found.append(
            f"only {len(different)} of {n} times differ: they look rounded (to {step:.3g} {made.unit}), "
            "and the p-values are too small"
        )
    if len(different) == 1:
        found.append("all times are equal: take lw.constant, or look how they were recorded")
    if zeros := int((x == 0).sum()):
        found.append(f"{zeros} times are 0: are they times, or nothing to record?")
    if n >= 20 and len(different) > 2:
        if float(stats.kendalltau(np.arange(n), x).pvalue) < 0.01:  # Mann 1945, Kendall 1975
            found.append("the times rise or fall in their order (Mann and Kendall): one law for all of them misleads")
        y = x - x.mean()
        lags = np.arange(1, min(10, n // 5) + 1)
        r = np.array([float((y[k:] * y[:-k]).sum() / (y * y).sum()) for k in lags])
        q = n * (n + 2) * float((r**2 / (n - lags)).sum())  # Ljung and Box 1978
        if float(stats.chi2.sf(q, len(lags))) < 0.01:
            found.append(
                f"neighbouring times are alike (correlation {r[0]:.2f}, Ljung and Box): "
                "they aren't independent, and the p-values are too small"
            )
    best = made.best
    if best.p_value < 0.05:
        found.append("no law fits (all p below 0.05): look at the picture, or draw from the times (fit.empirical)")
    elif made.laws[0].aic != best.aic:
        found.append(f"{made.laws[0].name} has the least AIC, but its goodness of fit speaks against it")
    if best.name == "uniform":
        found.append("the ends of uniform are the least and the most that were observed: it will give nothing beyond")
    beyond = 1 - float(best.cdf(x.max())) ** (n + len(made.censored))
    if beyond < 0.01:
        longest = f"the longest time, {x.max():.4g} {made.unit},"
        found.append(f"{longest} is further out than {best.name} says: is it another thing?")
    near = [law.name for law in made.laws if law is not best and abs(law.aic - best.aic) < 2]
    if near:
        found.append(f"{best.name} can't be told from {', '.join(near)} by these times (AIC within 2)")
    return found
