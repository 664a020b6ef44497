# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The arithmetic of studies: warm-up, intervals, replications until it is exact enough, the best of several.

Everything is computed by the C++ library, so that both languages say the same. docs/statistics.md has the formulas,
where they come from, and when not to use them. Values over replications are independent; the jobs of one run are not,
and no function here may be given those.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from linewright import _core
from linewright._display import in_words, table
from linewright.plant import Plant, _rules, _window
from linewright.result import Interval, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    import numpy.typing as npt

    from linewright.plant import Rules, Time
    from linewright.steady import SteadyState, Terminating

    Values: TypeAlias = Iterable[float] | npt.NDArray[np.floating[Any]]

__all__ = [
    "BatchMeans",
    "BestInterval",
    "KimNelson",
    "Ocba",
    "QuantileInterval",
    "RatioInterval",
    "StoppingRule",
    "StoppingState",
    "Target",
    "Truncation",
    "UntilResult",
    "Wanted",
    "batch_means",
    "compare_with_best",
    "mean_series",
    "mser",
    "ocba_shares",
    "prediction_interval",
    "quantile_interval",
    "ratio_interval",
    "run_until",
    "t_interval",
    "values_for_quantile",
    "welch",
]


def _values(values: Values) -> list[float]:
    import numpy as np  # not when linewright is imported

    array = np.asarray(values if hasattr(values, "__array__") else list(values), dtype=np.float64)
    if array.ndim != 1:
        raise ValueError(f"expected one row of values, got {array.ndim} dimensions")
    row: list[float] = array.tolist()
    return row


def _table(rows: Iterable[Values]) -> list[list[float]]:
    return [_values(row) for row in rows]


# ---- series


class Truncation(NamedTuple):
    """Where a series stops being under the influence of its start."""

    found: bool
    """False: the series is too short to tell, and nothing must be concluded from `cut`."""
    cut: int
    """So many values at the beginning are warm-up; a multiple of `batch`."""
    n: int
    """Values that were looked at; a rest shorter than a batch is left out at the end."""
    batch: int
    statistic: float
    """The least value of the statistic, at `cut`."""
    mean: float
    """Of what is left."""
    statistics: list[float]
    """The statistic for a cut before each mean of `batch` values, for a plot."""
    says: str

    def __str__(self) -> str:
        """In words."""
        return self.says

    def _repr_html_(self) -> str:
        return in_words(self.says)


def mean_series(replications: Iterable[Values]) -> list[float]:
    """The mean of several replications at each place of the series. Raises ValueError unless they are equally long."""
    return _core.mean_series(_table(replications))


def mser(series: Values | Iterable[Values], batch: int = 5) -> Truncation:
    """Where the warm-up ends by MSER-5: the cut that makes the interval of what is left narrowest.

    `series` is one figure over equal stretches of time, the mean over replications, or a row for each replication, of
    which the mean is taken: of a single one it finds that one's luck. A cut in the last half is refused (`found` is
    False). K. P. White Jr., Simulation 69 (1997) 323-334; White, Cobb, Spratt, Winter Simulation Conference 2000.

    Raises ValueError for fewer than ten means of `batch` values, and for values that are no numbers.
    """
    rows: list[Any] = list(series)
    one = mean_series(rows) if rows and getattr(rows[0], "__len__", None) is not None else _values(rows)
    return Truncation(*_core.mser(one, batch))


def welch(series: Values, window: int) -> list[float]:
    """Welch's moving average of a mean series, `window` values to either side, to look at.

    It ends `window` values before the series. P. D. Welch in Lavenberg (ed.), The Computer Performance Modeling
    Handbook, 1983. Raises ValueError for a window of more than a quarter of the series.
    """
    return _core.welch(_values(series), window)


class BatchMeans(NamedTuple):
    """An interval from one long run."""

    interval: Interval
    """Student's t over the batches; worth nothing unless `independent`."""
    independent: bool
    """Von Neumann's ratio found no correlation between neighbouring batches."""
    batches: int
    size: int
    dropped: int
    """Values at the beginning that no batch has."""
    von_neumann: float
    """About 2 for independent batches; `least` is where they count as correlated."""
    lag1: float
    """Correlation of neighbouring batches."""
    least: float
    says: str

    def __str__(self) -> str:
        """In words."""
        return self.says

    def _repr_html_(self) -> str:
        return in_words(f"{self.interval}: {self.says}")


def batch_means(series: Values, batches: int = 20, confidence: float = 0.95) -> BatchMeans:
    """An interval from one long run without its warm-up, cut into batches of equal size.

    Whether the batches are long enough to be nearly independent is checked by von Neumann's ratio at a significance of
    10 % (G. S. Fishman, Management Science 24 (1978) 510-521); ``independent`` and ``says`` tell.

    Raises ValueError for fewer than 10 batches, or a series of fewer values than batches.
    """
    interval, *rest = _core.batch_means(_values(series), batches, confidence)
    return BatchMeans(Interval(*interval), *rest)


# ---- intervals


def t_interval(values: Values, confidence: float = 0.95) -> Interval:
    """Student's t interval for the mean of independent values. NaN wide for one value alone."""
    return Interval(*_core.t_interval(_values(values), confidence))


class QuantileInterval(NamedTuple):
    """A quantile and where the truth may be; without any assumption on the law."""

    p: float
    estimate: float
    """The least value that a share p of the values does not exceed."""
    low: float
    """Minus infinity where there are too few values for an end."""
    high: float
    low_rank: int
    """Of the values in order, from 1; 0 where there is no end."""
    high_rank: int
    coverage: float
    """The exact probability that a continuous law's quantile is inside."""
    n: int
    enough: bool
    """Both ends are there."""
    needed: int
    """Values that both ends need."""
    says: str

    def __str__(self) -> str:
        """In words."""
        return self.says

    def _repr_html_(self) -> str:
        return in_words(f"{self.estimate:.5g}, {self.low:.5g} to {self.high:.5g}: {self.says}")


def quantile_interval(values: Values, p: float, confidence: float = 0.95) -> QuantileInterval:
    """The interval of a quantile by order statistics, exact by the binomial law.

    With too few values for an end it is open there, and says how many would do. See H. A. David, H. N. Nagaraja, Order
    Statistics, 3rd ed. 2003, section 7.1. Raises ValueError for no values, and a p or confidence not between 0 and 1.
    """
    return QuantileInterval(*_core.quantile_interval(_values(values), p, confidence))


def values_for_quantile(p: float, confidence: float = 0.95) -> int:
    """How many values `quantile_interval` needs for both ends."""
    return _core.values_for_quantile(p, confidence)


class RatioInterval(NamedTuple):
    """A ratio of means."""

    ratio: float
    """Sum over sum; biased by about 1/n."""
    interval: Interval
    """Of the jackknife: its mean is the ratio without most of that bias."""

    def _repr_html_(self) -> str:
        return in_words(f"{self.interval} (sum over sum {self.ratio:.5g}, {self.interval.n} pairs)")


def ratio_interval(above: Values, below: Values, confidence: float = 0.95) -> RatioInterval:
    """The ratio of two means over the same replications with the jackknife's interval: cost over good jobs, say.

    M. H. Quenouille, Biometrika 43 (1956) 353-360; R. G. Miller, Biometrika 61 (1974) 1-15. Raises ValueError for fewer
    than two pairs, unequal lengths, and a denominator that is 0 for all replications or for all but one.
    """
    ratio, interval = _core.ratio_interval(_values(above), _values(below), confidence)
    return RatioInterval(ratio, Interval(*interval))


def prediction_interval(values: Values, confidence: float = 0.95) -> Interval:
    """Where one further replication may be, not the mean; for values that are nearly normal."""
    return Interval(*_core.prediction_interval(_values(values), confidence))


# ---- until


class StoppingState(NamedTuple):
    """What a `StoppingRule` says of the values so far."""

    enough: bool
    """Stop: what counts are the first `n` values."""
    gave_up: bool
    """Stop: the most replications are reached, and it is not enough."""
    n: int
    more: int
    """How many more replications are sensible before asking again; 0: stop."""
    stopped_by: str
    """The statistic that was the last to be exact enough, or is not yet."""
    intervals: dict[str, Interval]
    """At `n`, by statistic."""
    says: str

    def __str__(self) -> str:
        """In words."""
        return self.says

    def _repr_html_(self) -> str:
        return in_words(self.says)


class StoppingRule:
    """When to stop: once all intervals have been narrow enough at so many looks in a row.

    A look is taken after every replication from `least` on, however many come at once. The rule keeps nothing: it is a
    function of the values so far. Y. S. Chow, H. Robbins, Annals of Mathematical Statistics 36 (1965) 457-462; A. M.
    Law, Simulation Modeling and Analysis, section 9.4.
    """

    def __init__(
        self,
        half_widths: float | Mapping[str, float],
        relative: bool | Mapping[str, bool] = True,
        *,
        confidence: float = 0.95,
        least: int = 10,
        passes: int = 2,
        most: int = 1000,
    ) -> None:
        """Half-widths by statistic, or one for all there is; `relative`: times the size of the mean."""
        named = dict(half_widths) if isinstance(half_widths, Mapping) else {"value": float(half_widths)}
        share = dict(relative) if isinstance(relative, Mapping) else dict.fromkeys(named, bool(relative))
        self.statistics = [(name, float(half), share.get(name, True)) for name, half in named.items()]
        self.confidence, self.least, self.passes, self.most = confidence, least, passes, most
        self.feed({name: [] for name in named})  # refuses what makes no sense

    def feed(self, so_far: Values | Mapping[str, Values]) -> StoppingState:
        """What the values so far say, in the order of replications: of one statistic, or of each by its name."""
        named: Mapping[str, Values] = so_far if isinstance(so_far, Mapping) else {self.statistics[0][0]: so_far}
        names = [name for name, _, _ in self.statistics]
        if set(named) != set(names):
            raise ValueError(f"the stopping rule needs values of {', '.join(names)}; there are: {', '.join(named)}")
        return _state(
            names,
            _core.stopping_state(
                self.statistics,
                self.confidence,
                self.least,
                self.passes,
                self.most,
                [_values(named[name]) for name in names],
            ),
        )


def _state(names: Sequence[str], row: tuple[Any, ...]) -> StoppingState:
    enough, gave_up, n, more, stopped_by, intervals, says = row
    by_name = {name: Interval(*interval) for name, interval in zip(names, intervals, strict=True)}
    return StoppingState(enough, gave_up, n, more, stopped_by, by_name, says)


class Target(NamedTuple):
    """A figure that is wanted so exactly; `kind`, `element` and `measure` are those of `Result.summary`."""

    measure: str = "throughput"
    half_width: float = 0.05
    relative: bool = True
    """Times the size of the mean; False: in the figure's own unit."""
    kind: str = "plant"
    element: str = ""

    def _name(self) -> str:
        return "/".join(part for part in (self.kind, self.element, self.measure) if part)


class UntilResult(NamedTuple):
    """A study that went on until it was exact enough."""

    result: Result
    """The replications that count, and no more."""
    state: StoppingState

    def _repr_html_(self) -> str:
        return self.state._repr_html_() + self.result._repr_html_()


def run_until(
    plant: Plant,
    targets: Target | Mapping[str, float] | Iterable[Target],
    horizon: Time | Terminating | SteadyState = "8 h",
    warmup: Time = "0 s",
    seed: int = 1,
    threads: int = 0,
    confidence: float = 0.95,
    *,
    least: int = 10,
    passes: int = 2,
    most: int = 1000,
    registry: Rules | None = None,
    progress: Callable[[int, int], object] | None = None,
    max_wall: Time | None = None,
    max_events: int | None = None,
    max_events_per_instant: int = 10_000_000,
    max_jobs: int = 50_000_000,
    max_memory: int = 8 * 2**30,
    carry_on: bool = False,
    first_replication: int = 0,
) -> UntilResult:
    """Runs replications of a plant until figures are as exact as wanted.

    `targets`: ``Target("wip", 0.02)``, several of them, or figures of the plant with relative half-widths:
    ``{"throughput": 0.02, "lead_time": 0.05}``. At least `least` replications, at most `most`; all must be exact enough
    at `passes` looks in a row. The result is the same for any number of threads; ``state`` says whether it was enough
    and which figure stopped it. The other options are those of `Plant.run`.

    Raises what `Plant.run` raises, IndexError for a figure that isn't there, and ValueError for targets that make no
    sense.
    """
    if isinstance(targets, Target):
        wanted = [targets]
    elif isinstance(targets, Mapping):
        wanted = [Target(measure, half_width) for measure, half_width in targets.items()]
    else:
        wanted = list(targets)
    core, rules = plant._compiled(), _rules(registry)
    horizon, warmup, declared = _window(horizon, warmup, [core], seed=seed, threads=threads, registry=rules)
    result, state = _core.run_until(
        core,
        [(t.kind, t.element, t.measure, t.half_width, t.relative) for t in wanted],
        least,
        passes,
        most,
        horizon,
        warmup,
        seed,
        threads,
        confidence,
        rules,
        progress,
        max_wall,
        max_events,
        max_events_per_instant,
        max_jobs,
        max_memory,
        carry_on,
        first_replication,
    )
    return UntilResult(Result(result, declared), _state([t._name() for t in wanted], state))


# ---- the best of several


class Wanted(NamedTuple):
    """What is to be run next: so many replications of one alternative, from a number on."""

    alternative: int
    first_replication: int
    replications: int


class _Selection:
    """What both selections have in common; pickles by what it was made of and told."""

    _core: Any

    def __init__(self, *arguments: Any) -> None:
        self._arguments = arguments
        self._told: list[tuple[int, list[float]]] = []

    def tell(self, alternative: int, values: Values) -> None:
        """The next values of an alternative, in the order of replications."""
        row = _values(values)
        self._core.tell(alternative, row)
        self._told.append((alternative, row))

    @property
    def done(self) -> bool:
        """Whether nothing more is asked for."""
        return bool(self._core.done)

    @property
    def best(self) -> int:
        """The alternative chosen, or the one ahead so far. Raises RuntimeError before all have their first values."""
        return int(self._core.best)

    @property
    def used(self) -> list[int]:
        """Replications that counted, by alternative."""
        return list(self._core.used)

    @property
    def means(self) -> list[float]:
        """Of those, by alternative."""
        return list(self._core.means)

    @property
    def says(self) -> str:
        """In words."""
        return str(self._core.says)

    def __repr__(self) -> str:
        """In words."""
        return f"<{type(self).__name__}: {self.says}>"

    def _repr_html_(self) -> str:
        used, best = self.used, self.best if all(self.used) else -1
        means = self.means if best >= 0 else [math.nan] * len(used)
        rows = [
            [str(i), str(n), f"{mean:.5g}", "ahead" if i == best else ""]
            for i, (n, mean) in enumerate(zip(used, means, strict=True))
        ]
        return table(rows, ["alternative", "replications", "mean", ""], caption=[self.says], left=(0, 3))

    def __getstate__(self) -> tuple[Any, ...]:
        """Pickles."""
        return self._arguments, self._told

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        """Unpickles: told the same again."""
        arguments, told = state
        self.__init__(*arguments)  # type: ignore[misc]
        for alternative, values in told:
            self.tell(alternative, values)


class KimNelson(_Selection):
    """The procedure KN of Kim and Nelson: the best of several with a guarantee.

    Ask it what to run, tell it what came of it, until it is done::

        kn = KimNelson(3, difference=0.5)
        while not kn.done:
            for wanted in kn.ask():
                kn.tell(wanted.alternative, run(*wanted))

    When the best mean is better than all others by `difference` or more, it is chosen with probability `confidence` or
    more. Replication number r of all alternatives may, and should, use the same seed. S.-H. Kim, B. L. Nelson, ACM
    Transactions on Modeling and Computer Simulation 11 (2001) 251-273.
    """

    def __init__(
        self,
        alternatives: int,
        difference: float,
        confidence: float = 0.95,
        first: int = 10,
        larger_is_better: bool = True,
    ) -> None:
        """`difference`: the least that matters, in the unit of the values; `first`: replications of each to begin."""
        super().__init__(alternatives, difference, confidence, first, larger_is_better)
        self._core = _core.KimNelson(alternatives, difference, confidence, first, larger_is_better)

    def ask(self, at_once: int = 1) -> list[Wanted]:
        """What must be run before more can be said; nothing when done.

        `at_once` replications of each may be run ahead, which changes nothing in what is chosen.
        """
        return [Wanted(*row) for row in self._core.ask(at_once)]

    @property
    def left(self) -> list[int]:
        """The alternatives not dropped."""
        return list(self._core.left)

    @property
    def dropped_at(self) -> list[int]:
        """By alternative: after how many replications it was dropped; 0: it wasn't."""
        return list(self._core.dropped_at)


class Ocba(_Selection):
    """Optimal computing budget allocation: the best of several for a fixed number of replications.

    Asked and told like `KimNelson`. More replications go to alternatives that are near the best and vary much; there is
    no guarantee, `probability` is an estimate. C.-H. Chen, J. Lin, E. Yuecesan, S. E. Chick, Discrete Event Dynamic
    Systems 10 (2000) 251-270.
    """

    def __init__(
        self, alternatives: int, budget: int, first: int = 10, step: int = 10, larger_is_better: bool = True
    ) -> None:
        """`budget`: replications of all together; `first`: of each to begin; `step`: so many are shared at once."""
        super().__init__(alternatives, budget, first, step, larger_is_better)
        self._core = _core.Ocba(alternatives, budget, first, step, larger_is_better)

    def ask(self) -> list[Wanted]:
        """What to run next; nothing when the budget is spent."""
        return [Wanted(*row) for row in self._core.ask()]

    @property
    def spent(self) -> int:
        """Replications told of all alternatives."""
        return int(self._core.spent)

    @property
    def probability(self) -> float:
        """About how probably `best` is the best."""
        return float(self._core.probability)


def ocba_shares(means: Values, sds: Values, larger_is_better: bool = True) -> list[float]:
    """The shares of OCBA for these means and standard deviations; they add up to 1."""
    return _core.ocba_shares(_values(means), _values(sds), larger_is_better)


class BestInterval(NamedTuple):
    """How far an alternative may be from the best of the others."""

    difference: float
    """Its mean less that of the best other one."""
    low: float
    high: float
    may_be_best: bool
    is_best: bool

    def _repr_html_(self) -> str:
        said = "is the best" if self.is_best else "may be the best" if self.may_be_best else "is not the best"
        return in_words(f"{self.difference:.3g} from the best of the others, {self.low:.3g} to {self.high:.3g}: {said}")


def compare_with_best(
    values: Iterable[Values], confidence: float = 0.95, larger_is_better: bool = True
) -> list[BestInterval]:
    """Hsu's multiple comparison with the best: for each alternative its difference from the best other, all at once.

    A row of `values` by alternative, by replication; the differences are taken in pairs, so that common seeds make the
    intervals narrower. J. C. Hsu, Annals of Statistics 12 (1984) 1136-1144, by Bonferroni. Raises ValueError for fewer
    than two alternatives or replications, and unequal lengths.
    """
    return [BestInterval(*row) for row in _core.compare_with_best(_table(values), confidence, larger_is_better)]
