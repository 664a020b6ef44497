# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The best of several scenarios: with a guarantee (KN), or for a fixed number of replications (OCBA)."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from linewright._display import lines, table
from linewright.comparing import _alternatives, _checked
from linewright.plant import Plant, _rules, _window
from linewright.questions import THROUGHPUT, Figure, _unit_of
from linewright.result import Interval, Result, _frame
from linewright.screening import values_of
from linewright.statistics import KimNelson, Ocba
from linewright.study import _SMALL_IS_GOOD, _unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from linewright.plant import Rules, Time
    from linewright.scenario import Scenario
    from linewright.steady import SteadyState, Terminating


class Candidate(NamedTuple):
    """An alternative of a selection, and what it took to judge it."""

    name: str
    value: Interval
    """The figure, on the replications that it had: flattered for the best, and not to be compared by its interval."""
    replications: int
    state: str
    """``"best"``, ``"dropped"`` (KN: clearly behind) or ``"behind"`` (at the end)."""


class Selected:
    """Which of several was selected, and how."""

    def __init__(
        self,
        procedure: KimNelson | Ocba,
        candidates: list[Candidate],
        results: dict[str, Result],
        figure: Figure,
        largest: bool,
        complete: bool,
    ) -> None:
        """Made by `select`."""
        self.procedure = procedure
        """The procedure with all that it was told."""
        self.candidates = candidates
        """In the order in which they were given."""
        self.results = results
        """By name; of each the replications that it had."""
        self.figure = figure
        """What was looked at."""
        self.largest = largest
        """Whether more of it is better."""
        self.complete = complete
        """False: it was stopped at `most` replications, and nothing is guaranteed."""

    @property
    def best(self) -> str:
        """The name of the one that was selected."""
        return next(candidate.name for candidate in self.candidates if candidate.state == "best")

    @property
    def replications(self) -> int:
        """Of all together."""
        return sum(candidate.replications for candidate in self.candidates)

    def frame(self) -> pd.DataFrame:
        """A row for each alternative: name, mean, replications, state."""
        rows = [(c.name, c.value.mean, c.replications, c.state) for c in self.candidates]
        return _frame(rows, ["alternative", "mean", "replications", "state"])

    def _caption(self) -> list[str]:
        what = " ".join(filter(None, (self.figure[1], self.figure[2].replace("_", " "))))
        first = f"{'largest' if self.largest else 'smallest'} {what}: {self.best}"
        if not self.complete:
            return [first, "stopped before the end: nothing is guaranteed"]
        names = [c.name for c in self.candidates]
        said = re.sub(r"\balternative (\d+)", lambda found: f'"{names[int(found[1])]}"', self.procedure.says)
        return [first, said]

    def _cells(self) -> tuple[list[str], list[list[str]]]:
        currency = self.results[self.best].currency or ""
        largest = max(abs(c.value.mean) for c in self.candidates)
        scale, unit = _unit(_unit_of(self.results[self.best], self.figure), largest, currency)
        head = ["", ", ".join(filter(None, (self.figure[2].replace("_", " "), unit))), "replications", ""]
        return head, [
            [c.name, str(c.value._replace(half_width=math.nan).scaled(scale)), str(c.replications), c.state]
            for c in self.candidates
        ]

    def __repr__(self) -> str:
        """The selected one, and a row for each."""
        head, rows = self._cells()
        return "\n".join([*self._caption(), lines(rows, head)])

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        return table(rows, head, caption=self._caption())


def select(
    alternatives: Mapping[str, Plant | Scenario | Callable[[Plant], Plant | None] | Mapping[str, Any]]
    | Iterable[Scenario],
    horizon: Time | Terminating | SteadyState = "8 h",
    warmup: Time = "0 s",
    *,
    difference: float | None = None,
    budget: int | None = None,
    figure: Figure = THROUGHPUT,
    largest: bool | None = None,
    confidence: float = 0.95,
    first: int = 10,
    at_once: int = 5,
    most: int = 1000,
    seed: int = 1,
    threads: int = 0,
    plant: Plant | None = None,
    registry: Rules | None = None,
) -> Selected:
    """The best of several plants or scenarios, given as to `compare`; replications go where they are needed.

    With `difference`, in the figure's own unit: the procedure KN, which drops what is clearly behind, until one is
    left. If the best is better than all others by so much or more, it is selected with probability `confidence` or
    more. With `budget` instead: OCBA shares so many replications in all, and gives no guarantee. `first` replications
    of each come first; KN runs `at_once` ahead, which changes nothing in what is selected, and gives up after `most` of
    one. Replication r of all has the same seed. The mean of the selected one is flattered by the selection: for
    a figure to report, compare it with today on another seed.

    Raises what `compare` raises, KeyError for a figure that isn't there, ValueError unless there is one of `difference`
    and `budget`.
    """
    if (difference is None) == (budget is None):
        raise ValueError("select takes a difference that matters (KN), or a budget of replications (OCBA): one of them")
    names, cores, _, _ = _alternatives(alternatives, plant)
    rules = _rules(registry)
    horizon, warmup, _ = _window(horizon, warmup, cores, names, seed=seed, threads=threads, registry=rules)
    _checked(names, cores, (horizon, warmup, seed, threads, confidence, rules, ()), first)
    if largest is None:
        largest = not any(word in figure[2] for word in _SMALL_IS_GOOD)
    procedure: KimNelson | Ocba
    if difference is not None:
        procedure = KimNelson(len(names), difference, confidence, first, largest)
    else:
        assert budget is not None
        procedure = Ocba(len(names), budget, first, larger_is_better=largest)
    plants = [Plant._of(core) for core in cores]
    parts: list[list[Result]] = [[] for _ in names]
    complete = True
    while complete and not procedure.done:
        asked = procedure.ask(at_once) if isinstance(procedure, KimNelson) else procedure.ask()
        for at, begin, count in asked:
            part = plants[at].run(
                horizon, warmup, count, seed, threads, confidence, registry=registry, first_replication=begin
            )
            parts[at].append(part)
            procedure.tell(at, values_of(part, figure))
        if isinstance(procedure, KimNelson) and max(procedure.used) >= most:
            complete = procedure.done
    results = {name: Result.merged(some) for name, some in zip(names, parts, strict=True)}
    candidates = []
    for k, (name, result) in enumerate(results.items()):
        dropped = isinstance(procedure, KimNelson) and procedure.dropped_at[k] > 0
        state = "best" if k == procedure.best else "dropped" if dropped else "behind"
        candidates.append(Candidate(name, result.figure(*figure), len(result), state))
    return Selected(procedure, candidates, results, figure, largest, complete)
