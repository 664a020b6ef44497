# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The best values of factors, by any optimiser that can be asked and told; winners are run again."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, runtime_checkable

from linewright._display import lines, table
from linewright.comparing import compare
from linewright.errors import PlantError, RunError
from linewright.factors import Factor, Factors, Point, check_on, check_point, factors_of, scenario_at, value_text
from linewright.questions import THROUGHPUT, Figure, Goal, _run_all, _unit_of
from linewright.result import Interval, _frame
from linewright.screening import values_of
from linewright.statistics import BestInterval, compare_with_best
from linewright.study import _unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd

    from linewright.plant import Plant
    from linewright.result import Result
    from linewright.study import PairedDifference, Study

FRESH = 1_000_003
"""What is added to a seed for replications that nothing was chosen by."""


@runtime_checkable
class Optimiser(Protocol):
    """What proposes points and is told what came of them. Any object with these two will do."""

    def ask(self) -> Point | None:
        """The next point: a value by the name of each factor; None when there is nothing more to try."""

    def tell(self, point: Point, value: float, violations: Sequence[float]) -> None:
        """What came of a point: a value, the smaller the better, and by how much each constraint is missed.

        A violation of 0 or less is none. Called once for each point asked for, in order, also when it was asked before.
        """


Optimisers: TypeAlias = "Optimiser | Callable[[list[Factor]], Optimiser] | str"


class OptunaOptimiser:
    """Optuna, asked and told: its TPE sampler, or any sampler of its kind (``pip install 'linewright[optimise]'``).

    ``OptunaOptimiser(factors, sampler=optuna.samplers.GPSampler(seed=3))``. The same seed proposes the same points with
    the same version of Optuna. J. Bergstra, R. Bardenet, Y. Bengio, B. Kegl, NeurIPS 24 (2011) 2546-2554; T. Akiba et
    al., KDD 2019, 2623-2631.
    """

    def __init__(self, factors: Factors, *, seed: int = 1, sampler: Any = None, study: Any = None) -> None:
        """The factors, and a seed, a sampler, or a study of Optuna to go on with."""
        try:
            import optuna
        except ImportError as error:
            raise ImportError(
                "this optimiser is Optuna, which is not installed here: pip install 'linewright[optimise]'. Or hand "
                "over an object of your own with ask and tell"
            ) from error
        self.factors = factors_of(factors)
        """What is changed, and between which bounds."""
        said = optuna.logging.get_verbosity()
        optuna.logging.set_verbosity(optuna.logging.WARNING)
        try:
            chosen = optuna.samplers.TPESampler(seed=seed) if sampler is None else sampler
            self.study = optuna.create_study(sampler=chosen, direction="minimize") if study is None else study
            """The study of Optuna, for its own pictures and analyses."""
        finally:
            optuna.logging.set_verbosity(said)
        if not isinstance(self.study, optuna.Study) or len(self.study.directions) != 1:
            raise ValueError(f"study must be a study of Optuna with one direction, is {study!r}")
        self._sign = 1.0 if self.study.direction == optuna.study.StudyDirection.MINIMIZE else -1.0
        self._spaces = {factor.name: _space(factor, optuna.distributions) for factor in self.factors}
        self._open: list[tuple[Any, dict[str, Any]]] = []

    def __repr__(self) -> str:
        """Its sampler, and how often it was asked."""
        return f"<OptunaOptimiser: {type(self.study.sampler).__name__}, {len(self.study.trials)} points asked for>"

    def _repr_html_(self) -> str:
        import html

        return f"<code>{html.escape(repr(self))}</code>"

    def ask(self) -> Point:
        """The next point."""
        trial = self.study.ask(self._spaces)
        point = {factor.name: _value(factor, trial.params[factor.name]) for factor in self.factors}
        self._open.append((trial, point))
        return point

    def tell(self, point: Point, value: float, violations: Sequence[float]) -> None:
        """What came of it."""
        at = next((k for k, (_, asked) in enumerate(self._open) if asked == point), None)
        if at is None:
            raise ValueError(f"{point} was not asked for: tell what ask gave")
        trial, _ = self._open.pop(at)
        for k, violation in enumerate(violations):
            trial.set_constraint(f"constraint {k + 1}", violation)
        self.study.tell(trial, self._sign * value)


def _space(factor: Factor, distributions: Any) -> Any:
    if factor.levels is None:
        return distributions.FloatDistribution(*factor.bounds)
    if factor._measured():
        return distributions.IntDistribution(0, len(factor.levels) - 1)
    return distributions.CategoricalDistribution(list(range(len(factor.levels))))


def _value(factor: Factor, number: float) -> Any:
    return factor.value_of(number) if factor.levels is None else factor.levels[int(number)]


class Evaluation(NamedTuple):
    """A point that was tried while searching: its figure is flattered if it was chosen by it."""

    point: dict[str, Any]
    value: Interval
    """The figure, on the replications of the search."""
    violations: tuple[float, ...]
    """By how much the mean misses each constraint, in its figure's unit; 0 or less: it doesn't."""
    score: float
    """What the optimiser was told, the smaller the better."""


class Winner(NamedTuple):
    """One of the best that were found, on fresh replications that nothing was chosen by."""

    name: str
    """Of its scenario in the study of the winners."""
    point: dict[str, Any]
    value: Interval
    """The figure."""
    constraints: tuple[Interval, ...]
    """The figure of each constraint."""
    holds: bool
    """Whether all constraints hold, each with its confidence, for all winners together."""
    from_today: PairedDifference
    """The figure against the plant as it is."""
    against_best: BestInterval | None
    """How far it may be from the best of the others that hold; None where it doesn't hold, or no other does."""


@dataclass(frozen=True)
class Optimised:
    """What an optimiser found, and what is left of it on fresh replications."""

    figure: Figure
    maximise: bool
    constraints: list[Goal]
    factors: list[Factor]
    winners: list[Winner]
    """Those that hold their constraints first, the best mean first."""
    study: Study
    """The winners and the plant as it is, on fresh replications."""
    unit: str
    tried: list[Evaluation] = field(default_factory=list)
    """All points in the order in which they were asked for, those asked again as well."""
    replications: int = 0
    """How many were run in all, those of the winners included."""

    @property
    def best(self) -> Winner | None:
        """The winner with the best fresh mean among those that hold; None when none holds."""
        return next((winner for winner in self.winners if winner.holds), None)

    @property
    def may_be_best(self) -> list[Winner]:
        """The winners that can't be told apart from the best (Hsu)."""
        return [w for w in self.winners if w.holds and (w.against_best is None or w.against_best.may_be_best)]

    def frame(self) -> pd.DataFrame:
        """A row for each winner: the factors, the fresh figure, its difference from today, whether it may be best."""
        rows = [
            (
                *(w.name, *w.point.values(), w.value.mean, w.value.half_width, w.from_today.difference.mean),
                *(w.from_today.together, w.from_today.verdict, w.holds, w in self.may_be_best),
            )
            for w in self.winners
        ]
        columns = ["winner", *(f.name for f in self.factors), self.figure[2], "half_width"]
        return _frame(rows, [*columns, "from_today", "together", "verdict", "holds", "may_be_best"])

    def search(self) -> pd.DataFrame:
        """A row for each point that was asked for, on the replications of the search: not to be reported."""
        rows = [(*e.point.values(), e.value.mean, max((0.0, *e.violations)), e.score) for e in self.tried]
        return _frame(rows, [*(f.name for f in self.factors), "screened", "worst_violation", "score"])

    # ---- display

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        base = self.study[self.study.base]
        currency = base.currency or ""
        figures = [self.figure, *(goal.figure for goal in self.constraints)]
        means = [[w.value.mean for w in self.winners]]
        means += [[w.constraints[k].mean for w in self.winners] for k in range(len(self.constraints))]
        scales, named = [], []
        for figure, of in zip(figures, means, strict=True):
            scale, unit = _unit(_unit_of(base, figure), max(map(abs, of)), currency)
            scales.append(scale)
            named.append(", ".join(filter(None, (_what(figure), unit))))
        head = ["", *(f.name for f in self.factors), named[0], "from today", *named[1:], ""]
        rows = []
        for w in self.winners:
            row = [w.name, *(value_text(f, w.point[f.name]) for f in self.factors), str(w.value.scaled(scales[0]))]
            sure = " *" if w.from_today.verdict in ("lower", "higher") else ""
            row.append(f"{w.from_today.difference.scaled(scales[0])}{sure}")
            row += [str(value.scaled(scale)) for value, scale in zip(w.constraints, scales[1:], strict=True)]
            row.append("may be best" if w in self.may_be_best else "" if w.holds else "doesn't hold")
            rows.append(row)
        return head, rows

    def _caption(self) -> list[str]:
        fresh = len(self.study[self.study.base])
        different = len({repr(e.point) for e in self.tried})
        what = f"{'largest' if self.maximise else 'smallest'} {_what(self.figure)}"
        again = f"the best {len(self.winners)} again on {fresh} fresh replications each"
        lines = [f"{what}; {different} points tried; {again}"]
        lines += [
            f"wanted: {goal.text(_unit_of(self.study[self.study.base], goal.figure))}" for goal in self.constraints
        ]
        return [*lines, "* differs from today, for all winners at once"]

    def _notes(self) -> list[str]:
        best = self.best
        if best is None:
            return ["none of them holds the constraints on fresh replications: allow more, or ask for less"]
        others = [w.name for w in self.may_be_best if w is not best]
        if others:
            return [f"can't be told apart: {', '.join([best.name, *others])}"]
        return [f"{best.name} is the best of them"]

    def __repr__(self) -> str:
        """The winners as a table, and which of them may be best."""
        head, rows = self._cells()
        return "\n".join([*self._caption(), lines(rows, head), *self._notes()])

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        return table(rows, head, caption=self._caption(), notes=self._notes())


def _what(figure: Figure) -> str:
    """A figure in words."""
    return " ".join(filter(None, (figure[1], figure[2].replace("_", " "))))


def optimise(
    plant: Plant,
    factors: Factors,
    horizon: Any = "8 h",
    warmup: Any = "0 s",
    replications: int = 5,
    *,
    maximise: Figure | None = None,
    minimise: Figure | None = None,
    constraints: Iterable[Goal] = (),
    optimiser: Optimisers = "optuna",
    evaluations: int = 50,
    budget: int | None = None,
    winners: int = 5,
    fresh: int = 30,
    sampler_seed: int = 1,
    seed: int = 1,
    confidence: float = 0.95,
    **options: Any,
) -> Optimised:
    """The values of factors at which a figure is largest or smallest, with constraints on other figures.

    `optimiser` is ``"optuna"``, an object with ``ask()`` and ``tell(point, value, violations)`` (see `Optimiser`), or
    a function of the factors that makes one. It is asked at most `evaluations` times; each new point is run for
    `replications` on the same seeds, a point asked again isn't run again; `budget` limits the replications of the
    search altogether. With neither `maximise` nor `minimise` the throughput is maximised.

    The best figure of many is partly luck. So the best `winners` points (those within the constraints first) are run
    again on `fresh` replications of another seed, next to the plant as it is, and only these figures are reported:
    whether each constraint holds (one-sided, with its confidence for all winners together), by how much each
    differs from today, and which can be told apart (Hsu's comparison with the best). `options` are those of `compare`:
    with a store, a search that was killed goes on from there, as it asks for the same points.

    The answer is the same for the same seeds, as far as the optimiser is: `sampler_seed` is Optuna's. Raises EditError
    and PlantError with all factors that can't be set, ValueError for what makes no sense, and for a point that
    isn't one of these factors.
    """
    made, goals = factors_of(factors), list(constraints)
    _checked(maximise, minimise, goals, evaluations, replications, winners, fresh, budget)
    figure = minimise or maximise or THROUGHPUT
    check_on(made, plant)
    asked = _optimiser(optimiser, made, sampler_seed)

    known: dict[str, Result] = {}
    tried: list[Evaluation] = []
    for _ in range(evaluations):
        if budget is not None and (len(known) + 1) * replications > budget:
            break
        given = asked.ask()
        if given is None:
            break
        point = check_point(made, given, "the optimiser's point")
        key = repr(point)
        if key not in known:
            one = {"tried": scenario_at("tried", made, point).on(plant)}
            how = {"seed": seed, "confidence": confidence, **options}
            try:
                known[key] = _run_all(one, horizon, warmup, replications, **how)["tried"]
            except (PlantError, RunError) as error:
                error.add_note(f"at the point {point}, which the optimiser proposed: leave it out of the factors")
                raise
        value = known[key].figure(*figure)
        violations = tuple(-goal.margin(known[key].figure(*goal.figure)) for goal in goals)
        score = value.mean if minimise else -value.mean
        if math.isnan(score) or any(map(math.isnan, violations)):
            raise ValueError(f"at {point} there is no such figure in any replication: take a longer horizon")
        tried.append(Evaluation(point, value, violations, score))
        asked.tell(given, score, violations)
    if not tried:
        raise ValueError("the optimiser proposed no point: nothing was tried")
    best = _ranked(tried)[:winners]
    scenarios = [scenario_at(f"winner {k + 1}", made, e.point) for k, e in enumerate(best)]
    study = compare(
        scenarios,
        horizon,
        warmup,
        fresh,
        seed=seed + FRESH,
        confidence=confidence,
        plant=plant,
        **options,
    )
    listed = _confirmed(
        study, [(s.name, e.point) for s, e in zip(scenarios, best, strict=True)], figure, goals, minimise
    )
    run = len(known) * replications + len(study) * fresh
    return Optimised(figure, not minimise, goals, made, listed, study, _unit_of(study["today"], figure), tried, run)


def _checked(
    maximise: Figure | None,
    minimise: Figure | None,
    goals: list[Goal],
    evaluations: int,
    replications: int,
    winners: int,
    fresh: int,
    budget: int | None,
) -> None:
    wrong = []
    figures: dict[str, Any] = {"maximise": maximise, "minimise": minimise}
    asked: list[Any] = list(goals)
    if maximise and minimise:
        wrong.append("there is a figure to maximise and one to minimise: make one of them a constraint")
    for name, figure in figures.items():
        if figure is not None and (not isinstance(figure, tuple) or len(figure) != 3):
            wrong.append(f'{name} must be kind, element and measure, ("plant", "", "wip"), is {figure!r}')
    wrong += [f"a constraint must be a Goal, is {goal!r}" for goal in asked if not isinstance(goal, Goal)]
    counts = {"evaluations": evaluations, "replications": replications, "winners": winners}
    wrong += [f"{name} must be at least 1, is {number}" for name, number in counts.items() if number < 1]
    if fresh < 2:
        wrong.append(f"fresh must be at least 2, is {fresh}: one replication has no interval")
    if budget is not None and budget < replications:
        wrong.append(f"the budget of {budget} replications isn't enough for one point of {replications}")
    if wrong:
        raise ValueError("\n".join(wrong))


def _optimiser(given: Optimisers, factors: list[Factor], seed: int) -> Optimiser:
    if given == "optuna":
        return OptunaOptimiser(factors, seed=seed)
    if isinstance(given, str):
        raise ValueError(f'no optimiser {given!r}: "optuna", or an object with ask and tell')
    makes = isinstance(given, type) or (callable(given) and not isinstance(given, Optimiser))
    made: Any = given(factors) if makes and callable(given) else given
    if type(made).__module__.partition(".")[0] == "optuna":
        return OptunaOptimiser(factors, study=made)
    if not isinstance(made, Optimiser):
        raise TypeError(f"an optimiser has ask() and tell(point, value, violations); {given!r} hasn't")
    return made


def _ranked(tried: list[Evaluation]) -> list[Evaluation]:
    """Each point once: those within the constraints first, by score; then those that miss them least."""
    once = list({repr(e.point): e for e in reversed(tried)}.values())[::-1]
    return sorted(once, key=lambda e: (max((0.0, *e.violations)), e.score))


def _confirmed(
    study: Study, points: list[tuple[str, dict[str, Any]]], figure: Figure, goals: list[Goal], minimise: Figure | None
) -> list[Winner]:
    """The winners on their fresh replications."""
    share = max(1, len(points) * len(goals))  # Bonferroni over all that is claimed
    held: dict[str, bool] = {}
    for name, _ in points:
        values = [(goal, study[name].figure(*goal.figure)) for goal in goals]
        held[name] = all(goal.holds(value, 1 - (1 - goal.confidence) / share) for goal, value in values)
    rivals = [name for name, _ in points if held[name]]
    against: dict[str, BestInterval] = {}
    if len(rivals) > 1:
        rows = [values_of(study[name], figure) for name in rivals]
        found = compare_with_best(rows, study[study.base].confidence, larger_is_better=not minimise)
        against = dict(zip(rivals, found, strict=True))
    listed = [
        Winner(
            name,
            point,
            study[name].figure(*figure),
            tuple(study[name].figure(*goal.figure) for goal in goals),
            held[name],
            study.difference(name, *figure),
            against.get(name),
        )
        for name, point in points
    ]
    sign = 1.0 if minimise else -1.0
    return sorted(listed, key=lambda w: (not w.holds, sign * w.value.mean))
