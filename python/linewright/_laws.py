# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Laws of distribution by maximum likelihood, with times that are only known to be longer (censored from the right).

Each law has parameters of its own (those of SciPy's peer) and says what they are in a plant. Where the equations of
the likelihood have a solution, it is taken; else the likelihood is climbed. Times are positive floats in any unit.

The equations: exponential, Weibull and lognormal as in Lawless, Statistical Models and Methods for Lifetime Data
(2nd ed. 2003), chapters 4 and 5; the gamma's shape by Minka, Estimating a Gamma distribution (2002); the triangular's
mode lies at one of the times, Johnson and Kotz, Non-smooth sailing or triangular distributions revisited after some
50 years (The Statistician 48, 1999).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import optimize, special, stats

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Times = NDArray[np.float64]
    Parameters = tuple[float, ...]

_TINY = 1e-300


class NoFitError(ValueError):
    """A law that can't be fitted to these times; says why."""


def climb(loss: Callable[[Times], float], start: list[float], rough: bool = False) -> Times:
    """Where a function of a few parameters is least: Nelder and Mead's simplex, begun anew once.

    Rough is for samples of a bootstrap, which begin near their own parameters: 1e-4 in the log-likelihood will do.
    """
    best = np.asarray(start, dtype=np.float64)
    if rough:
        simplex = np.vstack([best, best + 0.15 * np.eye(len(best))])
        options: dict[str, Any] = {"xatol": 1e-3, "fatol": 1e-4, "maxfev": 300, "initial_simplex": simplex}
        found = optimize.minimize(loss, best, method="Nelder-Mead", options=options)
    else:
        for _ in range(2):
            options = {"xatol": 1e-7, "fatol": 1e-8, "maxiter": 2000}
            found = optimize.minimize(loss, best, method="Nelder-Mead", options=options)
            best = found.x
    if not math.isfinite(found.fun):
        raise NoFitError("the likelihood has no maximum")
    return np.asarray(found.x, dtype=np.float64)


class Candidate(ABC):
    """A law: how it is fitted, and what it is in a plant. `x` are times, sorted; `c` those that were longer."""

    name = ""
    count = 0
    """How many parameters are estimated."""
    positive = True
    """Whether times of 0 can't come from it."""
    least = 1
    """So many different times at least."""

    def __init__(self, bounds: tuple[float, float] | None = None) -> None:
        """The bounds are for laws whose ends must be known."""
        self.bounds = bounds
        self.near: Parameters | None = None
        """Where to begin to climb, roughly: in samples of a law, its own parameters."""

    @abstractmethod
    def fit(self, x: Times, c: Times) -> Parameters:
        """The parameters under which these times are likeliest."""

    @abstractmethod
    def frozen(self, p: Parameters) -> Any:
        """The distribution of SciPy."""

    def cdf(self, p: Parameters, t: Times) -> Times:
        """The share of times that are no longer; as the frozen one's, only quicker."""
        return np.asarray(self.frozen(p).cdf(t), dtype=np.float64)

    @abstractmethod
    def of_plant(self, p: Parameters) -> dict[str, float]:
        """The parameters as a plant names them."""

    def log_likelihood(self, p: Parameters, x: Times, c: Times) -> float:
        """Densities at the times, and chances to be longer than the censored ones."""
        law = self.frozen(p)
        total = float(np.sum(law.logpdf(x)))
        return total + float(np.sum(law.logsf(c))) if len(c) else total


class Exponential(Candidate):
    """The mean is the total time by the number of events, censored or not."""

    name, count, positive = "exponential", 1, False

    def fit(self, x: Times, c: Times) -> Parameters:
        """Total time on test by the number of events (Epstein and Sobel 1953)."""
        return (float(x.sum() + c.sum()) / len(x),)

    def frozen(self, p: Parameters) -> Any:
        """With this mean."""
        return stats.expon(scale=p[0])

    def cdf(self, p: Parameters, t: Times) -> Times:
        """The share of times that are no longer."""
        return np.asarray(-np.expm1(-t / p[0]), dtype=np.float64)

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """Its mean."""
        return {"mean": p[0]}


class Gamma(Candidate):
    """Shape and scale."""

    name, count, least = "gamma", 2, 2

    def fit(self, x: Times, c: Times) -> Parameters:
        """Newton's steps on the shape; with censored times, by climbing."""
        mean = float(x.mean())
        s = math.log(mean) - float(np.log(x).mean())
        if s <= 1e-12:
            raise NoFitError("the times hardly differ")
        k = (3 - s + math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s)
        for _ in range(50):
            step = (math.log(k) - float(special.digamma(k)) - s) / (k * k * (1 / k - float(special.polygamma(1, k))))
            after = 1 / (1 / k + step)
            if not after > 0:
                after = k / 2
            done = abs(after - k) < 1e-12 * k
            k = after
            if done:
                break
        if not len(c):
            return k, mean / k
        logs, total, d = float(np.log(x).sum()), float(x.sum()), len(x)

        def loss(q: Times) -> float:
            shape, scale = math.exp(min(q[0], 50.0)), math.exp(min(q[1], 600.0))
            inside = (shape - 1) * logs - total / scale - d * (special.gammaln(shape) + shape * q[1])
            return -float(inside + np.log(np.maximum(special.gammaincc(shape, c / scale), _TINY)).sum())

        if self.near is not None:
            k, mean = self.near[0], self.near[0] * self.near[1]
        found = climb(loss, [math.log(k), math.log(mean / k)], self.near is not None)
        return math.exp(found[0]), math.exp(found[1])

    def frozen(self, p: Parameters) -> Any:
        """With this shape and scale."""
        return stats.gamma(p[0], scale=p[1])

    def cdf(self, p: Parameters, t: Times) -> Times:
        """The share of times that are no longer."""
        return np.asarray(special.gammainc(p[0], t / p[1]), dtype=np.float64)

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """Its mean and standard deviation."""
        return {"mean": p[0] * p[1], "sd": math.sqrt(p[0]) * p[1]}


class Erlang(Gamma):
    """A gamma whose shape is a whole number; the likelihood of the shape has one peak, so it is one of two."""

    name = "erlang"

    def fit(self, x: Times, c: Times) -> Parameters:
        """The better one of the whole numbers beside the gamma's shape."""
        shape = super().fit(x, c)[0]
        if shape > 1e6:
            raise NoFitError("the times hardly differ")
        made, logs = [], float(np.log(x).sum())
        for k in {max(math.floor(shape), 1), math.ceil(shape)}:
            scale = self._scale(float(k), x, c)
            inside = (k - 1) * logs - float(x.sum()) / scale - len(x) * (math.lgamma(k) + k * math.log(scale))
            beyond = float(np.log(np.maximum(special.gammaincc(k, c / scale), _TINY)).sum())
            made.append((inside + beyond, (float(k), scale)))
        return max(made)[1]

    def _scale(self, k: float, x: Times, c: Times) -> float:
        start = float(x.mean()) / k
        if not len(c):
            return start

        def loss(log_scale: float) -> float:
            scale = math.exp(log_scale)
            return float(
                x.sum() / scale
                + len(x) * k * log_scale
                - np.log(np.maximum(special.gammaincc(k, c / scale), _TINY)).sum()
            )

        high = math.log((x.sum() + c.sum()) / len(x)) + 1
        return math.exp(float(optimize.minimize_scalar(loss, bounds=(math.log(start) - 2, high), method="bounded").x))

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """How many exponentials, and the mean of their sum."""
        return {"k": p[0], "mean": p[0] * p[1]}


class Lognormal(Candidate):
    """Mean and standard deviation of the logarithm."""

    name, count, least = "lognormal", 2, 2

    def fit(self, x: Times, c: Times) -> Parameters:
        """Those of the logarithms; with censored times, by climbing."""
        logs = np.log(x)
        mu, sigma = float(logs.mean()), float(logs.std())
        if sigma <= 1e-9:
            raise NoFitError("the times hardly differ")
        if not len(c):
            return mu, sigma
        log_c = np.log(c)

        def loss(q: Times) -> float:
            s = math.exp(min(q[1], 50.0))
            inside = 0.5 * (((logs - q[0]) / s) ** 2).sum() + len(logs) * q[1]
            return float(inside - special.log_ndtr((q[0] - log_c) / s).sum())

        mu, sigma = self.near or (mu, sigma)
        found = climb(loss, [mu, math.log(sigma)], self.near is not None)
        return float(found[0]), math.exp(found[1])

    def frozen(self, p: Parameters) -> Any:
        """With this logarithm."""
        return stats.lognorm(p[1], scale=math.exp(p[0]))

    def cdf(self, p: Parameters, t: Times) -> Times:
        """The share of times that are no longer."""
        return np.asarray(special.ndtr((np.log(t) - p[0]) / p[1]), dtype=np.float64)

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """Its own mean and standard deviation."""
        mean = math.exp(p[0] + p[1] ** 2 / 2)
        return {"mean": mean, "sd": mean * math.sqrt(math.expm1(p[1] ** 2))}


class Weibull(Candidate):
    """Shape and scale."""

    name, count, least = "weibull", 2, 2

    def fit(self, x: Times, c: Times) -> Parameters:
        """The root of the shape's equation, which is the same with censored times."""
        everything = np.concatenate([x, c])
        top = float(everything.max())
        all_logs, logs = np.log(everything / top), float(np.log(x / top).mean())

        def score(k: float) -> float:
            powers = np.exp(k * all_logs)
            return float((powers * all_logs).sum() / powers.sum()) - 1 / k - logs

        low, high = 1e-3, 1.0
        while score(high) < 0:
            low, high = high, 2 * high
            if high > 1e6:
                raise NoFitError("the times hardly differ")
        k = float(optimize.brentq(score, low, high, xtol=1e-12, rtol=1e-12))
        return k, top * float(np.exp(k * all_logs).sum() / len(x)) ** (1 / k)

    def frozen(self, p: Parameters) -> Any:
        """With this shape and scale."""
        return stats.weibull_min(p[0], scale=p[1])

    def cdf(self, p: Parameters, t: Times) -> Times:
        """The share of times that are no longer."""
        return np.asarray(-np.expm1(-((t / p[1]) ** p[0])), dtype=np.float64)

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """The same."""
        return {"shape": p[0], "scale": p[1]}


class Normal(Candidate):
    """A normal law that is cut at 0, as a plant has it."""

    name, count, positive, least = "normal", 2, False, 2

    def fit(self, x: Times, c: Times) -> Parameters:
        """Mean and standard deviation where the cut is far away; else by climbing."""
        mean, sd = float(x.mean()), float(x.std())
        if sd <= 1e-12 * mean:
            raise NoFitError("the times hardly differ")
        if not len(c) and mean > 7 * sd:
            return mean, sd

        def loss(q: Times) -> float:
            mu, s = max(q[0], 0.0), math.exp(min(q[1], 600.0))
            inside = 0.5 * (((x - mu) / s) ** 2).sum() + len(x) * q[1] - special.log_ndtr((mu - c) / s).sum()
            return float(inside + (len(x) + len(c)) * special.log_ndtr(mu / s))

        mean, sd = self.near or (mean, sd)
        found = climb(lambda q: loss(np.array([q[0] * sd, q[1]])), [mean / sd, math.log(sd)], self.near is not None)
        return max(float(found[0]) * sd, 0.0), math.exp(found[1])

    def frozen(self, p: Parameters) -> Any:
        """Cut at 0."""
        return stats.truncnorm(-p[0] / p[1], math.inf, p[0], p[1])

    def cdf(self, p: Parameters, t: Times) -> Times:
        """The share of times that are no longer."""
        cut = special.ndtr(-p[0] / p[1])
        return np.asarray((special.ndtr((t - p[0]) / p[1]) - cut) / (1 - cut), dtype=np.float64)

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """Mean and standard deviation before it is cut."""
        return {"mean": p[0], "sd": p[1]}


class Uniform(Candidate):
    """From the least to the most."""

    name, count, positive, least = "uniform", 2, False, 2

    def fit(self, x: Times, c: Times) -> Parameters:
        """The least and the most; with censored times, the most is further out."""
        low, high = float(x[0]), float(x[-1])
        if len(c):
            beyond = c[c > low]
            n, first = len(x) + len(beyond), max(high, float(c.max()))

            def loss(log_gap: float) -> float:
                top = first + math.exp(log_gap)
                return n * math.log(top - low) - float(np.log(top - beyond).sum())

            spread = max(first - low, 1e-9 * first)
            bounds = (math.log(spread) - 25, math.log(spread) + 5)
            gap = float(optimize.minimize_scalar(loss, bounds=bounds, method="bounded").x)
            high = first + math.exp(gap)
        return low, high

    def frozen(self, p: Parameters) -> Any:
        """Between these."""
        return stats.uniform(p[0], p[1] - p[0])

    def cdf(self, p: Parameters, t: Times) -> Times:
        """The share of times that are no longer."""
        return np.asarray(np.clip((t - p[0]) / (p[1] - p[0]), 0, 1), dtype=np.float64)

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """The same."""
        return {"low": p[0], "high": p[1]}


class Triangular(Candidate):
    """Least, most likely and most."""

    name, count, positive, least = "triangular", 3, False, 3

    def fit(self, x: Times, c: Times) -> Parameters:
        """Climbs over both ends; between them the mode is at one of the times."""
        least, most = float(x[0]), max(float(x[-1]), float(c.max()) if len(c) else 0.0)
        spread = most - least
        n = len(x)
        after = np.arange(n, dtype=np.float64)
        rough = self.near is not None
        start = [-2.3, -2.3]
        if self.near is not None:
            start = [math.log(max(gap / spread, 1e-3)) for gap in (least - self.near[0], self.near[2] - most)]

        def ends(q: Times) -> tuple[float, float]:
            a, b = least - spread * math.exp(min(q[0], 5.0)), most + spread * math.exp(min(q[1], 5.0))
            return max(a, 0.0), b

        def modes(a: float, b: float) -> Times:
            rising = np.log(np.maximum(x - a, _TINY))
            falling = np.log(np.maximum(b - x, _TINY))
            below = np.cumsum(rising) - rising
            above = np.cumsum(falling[::-1])[::-1] - falling
            return np.asarray(below - after * rising + above - (n - 1 - after) * falling, dtype=np.float64)

        if not len(c):

            def loss(q: Times) -> float:
                a, b = ends(q)
                return n * math.log(b - a) - float(modes(a, b).max())

            a, b = ends(climb(loss, start, rough))
            return a, float(x[int(np.argmax(modes(a, b)))]), b

        def corners(q: Times) -> Parameters:
            a, b = ends(q)
            return a, a + (b - a) / (1 + math.exp(-max(min(float(q[2]), 30.0), -30.0))), b

        def censored(q: Times) -> float:
            a, m, b = corners(q)
            rising = (x - a) / max(m - a, _TINY)
            falling = (b - x) / max(b - m, _TINY)
            inside = np.log(np.maximum(np.where(x < m, rising, falling), _TINY)).sum() - n * math.log(b - a)
            return -float(inside + np.log(np.maximum(1 - self.cdf((a, m, b), c), _TINY)).sum())

        share = 0.5
        if self.near is not None:
            share = (self.near[1] - self.near[0]) / (self.near[2] - self.near[0])
        share = min(max(share, 0.01), 0.99)
        return corners(climb(censored, [*start, math.log(share / (1 - share))], rough))

    def frozen(self, p: Parameters) -> Any:
        """With these corners."""
        return stats.triang((p[1] - p[0]) / (p[2] - p[0]), p[0], p[2] - p[0])

    def cdf(self, p: Parameters, t: Times) -> Times:
        """The share of times that are no longer."""
        a, m, b = p
        rising = (t - a) ** 2 / max((b - a) * (m - a), _TINY)
        falling = 1 - (b - t) ** 2 / max((b - a) * (b - m), _TINY)
        return np.asarray(np.clip(np.where(t < m, rising, falling), 0, 1), dtype=np.float64)

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """The same."""
        return {"low": p[0], "mode": p[1], "high": p[2]}


class Beta(Candidate):
    """Two shapes, between bounds that are known."""

    name, count, positive, least = "beta", 2, False, 2

    def _ends(self, x: Times, c: Times) -> tuple[float, float]:
        if self.bounds is None:
            raise NoFitError("needs bounds=(low, high): its likelihood has no maximum where the ends aren't known")
        low, high = self.bounds
        if not low < x[0] <= x[-1] < high or (len(c) and c.max() >= high):
            raise NoFitError(f"has times that don't lie between the bounds {low:g} and {high:g}")
        return low, high

    def fit(self, x: Times, c: Times) -> Parameters:
        """By climbing from the moments."""
        low, high = self._ends(x, c)
        y, z = (x - low) / (high - low), np.clip((c - low) / (high - low), 0, 1)
        mean, var = float(y.mean()), float(y.var())
        common = max(mean * (1 - mean) / max(var, 1e-12) - 1, 0.1)
        up, down = float(np.log(y).sum()), float(np.log1p(-y).sum())

        def loss(q: Times) -> float:
            a, b = math.exp(min(q[0], 50.0)), math.exp(min(q[1], 50.0))
            inside = (a - 1) * up + (b - 1) * down - len(y) * special.betaln(a, b)
            return -float(inside + np.log(np.maximum(special.betainc(b, a, 1 - z), _TINY)).sum())

        a, b = self.near or (mean * common, (1 - mean) * common)
        found = climb(loss, [math.log(a), math.log(b)], self.near is not None)
        return math.exp(found[0]), math.exp(found[1])

    def frozen(self, p: Parameters) -> Any:
        """Between the bounds."""
        low, high = self.bounds or (0.0, 1.0)
        return stats.beta(p[0], p[1], low, high - low)

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """Shapes and bounds."""
        low, high = self.bounds or (0.0, 1.0)
        return {"alpha": p[0], "beta": p[1], "low": low, "high": high}


class Pert(Beta):
    """The most likely value, between bounds that are known."""

    name, count, least = "pert", 1, 1

    def fit(self, x: Times, c: Times) -> Parameters:
        """The best mode between the bounds."""
        low, high = self._ends(x, c)

        def loss(mode: float) -> float:
            return -self.log_likelihood((mode,), x, c)

        return (float(optimize.minimize_scalar(loss, bounds=(low, high), method="bounded").x),)

    def frozen(self, p: Parameters) -> Any:
        """The beta that it stands for."""
        low, high = self.bounds or (0.0, 1.0)
        up = 4 * (p[0] - low) / (high - low)
        return stats.beta(1 + up, 5 - up, low, high - low)

    def of_plant(self, p: Parameters) -> dict[str, float]:
        """Bounds and mode."""
        low, high = self.bounds or (0.0, 1.0)
        return {"low": low, "mode": p[0], "high": high}


ALL: tuple[type[Candidate], ...] = (
    Exponential,
    Erlang,
    Gamma,
    Lognormal,
    Weibull,
    Normal,
    Triangular,
    Uniform,
    Beta,
    Pert,
)


# ---- how well it fits


def kaplan_meier(x: Times, c: Times) -> tuple[Times, Times]:
    """The different times and the share that is no longer than each, by Kaplan and Meier (1958).

    Without censored times it is the empirical distribution.
    """
    times, events = np.unique(x, return_counts=True)
    n = len(x) + len(c)
    gone = np.searchsorted(np.sort(np.concatenate([x, c])), times, side="left")
    return times, np.asarray(1 - np.cumprod(1 - events / (n - gone)), dtype=np.float64)


def statistic(kind: str, cdf: Callable[[Times], Times], x: Times, c: Times) -> float:
    """The distance of the times from a distribution: Anderson and Darling's "ad", or Kolmogorov and Smirnov's "ks".

    Both by Kaplan and Meier's estimate in the place of the empirical distribution, up to the last event; without
    censored times they are the usual ones.
    """
    times, shares = kaplan_meier(x, c)
    u = np.clip(cdf(times), 1e-15, 1 - 1e-15)
    before = np.concatenate([[0.0], shares[:-1]])
    if kind == "ks":
        return float(np.max(np.maximum(np.abs(shares - u), np.abs(before - u))))
    # n times the integral of (share - u)^2 / (u (1 - u)) du, which is elementary where the share is constant.
    from_u = np.concatenate([[1e-15], u])
    to_u = np.concatenate([u, [1 - 1e-15 if not len(c) else u[-1]]])
    share = np.concatenate([before, [1.0]])
    parts = (
        share**2 * np.log(to_u / from_u) - (1 - share) ** 2 * (np.log1p(-to_u) - np.log1p(-from_u)) - (to_u - from_u)
    )
    return float((len(x) + len(c)) * parts.sum())


def sampler(law: Any, x: Times, c: Times) -> Callable[[np.random.Generator], tuple[Times, Times]]:
    """Draws samples like the observed one: times of the law, and, where some were censored, moments at which they
    are cut off, drawn from Kaplan and Meier's estimate of those (Efron, Censored data and the bootstrap, 1981)."""
    n = len(x) + len(c)
    if not len(c):
        return lambda rng: (np.sort(law.rvs(n, random_state=rng)), c)
    ends, shares = kaplan_meier(c, x)

    def draw(rng: np.random.Generator) -> tuple[Times, Times]:
        times = np.asarray(law.rvs(n, random_state=rng), dtype=np.float64)
        at = np.searchsorted(shares, rng.random(n), side="left")
        limits = np.concatenate([ends, [math.inf]])[at]
        seen = times <= limits
        return np.sort(times[seen]), limits[~seen]

    return draw


def goodness(
    candidate: Candidate, p: Parameters, kind: str, x: Times, c: Times, simulations: int, rng: np.random.Generator
) -> tuple[float, float, list[Parameters]]:
    """The statistic, its p-value by parametric bootstrap, and the parameters of the samples.

    Samples are drawn from the fitted law, and each is fitted anew: that is what makes the p-value right though the
    parameters were estimated (Stute, Gonzalez Manteiga and Presedo Quindimil, Bootstrap based goodness-of-fit tests,
    Metrika 40, 1993; Babu and Rao, Sankhya 66, 2004). p = (1 + those at least as far) / (1 + samples), Davison and
    Hinkley, Bootstrap Methods and their Application (1997), section 4.2.
    """
    law = candidate.frozen(p)
    seen = statistic(kind, lambda t: candidate.cdf(p, t), x, c)
    draw = sampler(law, x, c)
    further = made = 0
    parameters: list[Parameters] = []
    candidate.near = p
    for _ in range(simulations):
        y, d = draw(rng)
        if len(np.unique(y)) < candidate.least:
            continue
        try:
            q = candidate.fit(y, d)
            far = statistic(kind, lambda t, q=q: candidate.cdf(q, t), y, d)  # type: ignore[misc]
        except (NoFitError, ValueError, FloatingPointError, OverflowError):
            continue
        made += 1
        further += far >= seen
        parameters.append(q)
    candidate.near = None
    if made < 0.9 * simulations or not made:
        return seen, math.nan, parameters
    return seen, (1 + further) / (1 + made), parameters
