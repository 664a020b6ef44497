#!/usr/bin/env python3
"""How often intervals of what lasts cover the truth: the twelve plants of coverage.py in the long run.

    scripts/coverage_steady.py                    10,000 studies of each by either way, prints a table
    scripts/coverage_steady.py --studies 200      fewer
    scripts/coverage_steady.py --way batches      one of the two

What a plant does in the long run is the stationary distribution of its Markov chain. Two ways to ask:

    replications   20 of them, `SteadyState(length)`: the warm-up is looked for anew in every study, by MSER-5 on a
                   pilot of 20 more. A study that is refused because its pilot does not settle is counted apart
    batches        one long run, `long_run`, twenty times as long after a quarter of the length, in 20 batches. Those
                   whose check finds the batches correlated are counted apart: their intervals are not to be used

`length` is the horizon of coverage.py. All times are in minutes.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

import linewright as lw
import numpy as np
from coverage import FIGURES, REPLICATIONS, Case, cases, chain
from scipy import sparse
from scipy.sparse import linalg

LEAST = 0.93


def in_the_long_run(case: Case) -> dict[str, float]:
    """Good jobs an hour and jobs inside, by the stationary distribution of the chain."""
    _, matrix, good, wip = chain(case)
    generator = (matrix - sparse.diags(np.asarray(matrix.sum(axis=1)).ravel())).T.tolil()
    generator[-1, :] = 1.0  # the last balance follows from the others; all chances together are 1
    right = np.zeros(matrix.shape[0])
    right[-1] = 1.0
    chance = linalg.spsolve(generator.tocsc(), right)
    return {"throughput": 60.0 * float(chance @ good), "wip": float(chance @ wip)}


@dataclass
class Seen:
    """What studies found: for each figure the intervals, and how many studies were not to be used."""

    mean: dict[str, list[float]] = field(default_factory=lambda: {figure: [] for figure in FIGURES})
    half_width: dict[str, list[float]] = field(default_factory=lambda: {figure: [] for figure in FIGURES})
    refused: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIGURES, 0))

    def add(self, figure: str, interval: lw.Interval) -> None:
        """One more study."""
        self.mean[figure].append(interval.mean)
        self.half_width[figure].append(interval.half_width)


def by_replications(case: Case, seeds: range) -> Seen:
    """Each study with a pilot of its own for the warm-up."""
    seen = Seen()
    window = lw.SteadyState(f"{case.horizon!r} min", stretch=f"{case.horizon / 100!r} min", pilot=REPLICATIONS)
    for seed in seeds:
        try:
            result = case.plant.run(window, replications=REPLICATIONS, seed=seed, threads=1)
        except ValueError:  # it doesn't settle
            for figure in FIGURES:
                seen.refused[figure] += 1
            continue
        for figure in FIGURES:
            seen.add(figure, result.figure("plant", "", figure))
    return seen


def by_batches(case: Case, seeds: range) -> Seen:
    """One long run each."""
    seen = Seen()
    warmup, batches = case.horizon / 4, 20
    for seed in seeds:
        run = lw.long_run(
            case.plant,
            f"{warmup + batches * case.horizon!r} min",
            f"{warmup!r} min",
            f"{case.horizon / 10!r} min",
            batches,
            seed,
        )
        for figure, found in (("throughput", run.throughput), ("wip", run.wip)):
            if found.independent:
                seen.add(figure, found.interval)
            else:
                seen.refused[figure] += 1
    return seen


WAYS = {"replications": by_replications, "batches": by_batches}


def one(number: int, way: str, first: int, last: int) -> Seen:
    """The studies of some seeds, in a process of its own."""
    return WAYS[way](cases()[number], range(first, last))


def studies(number: int, way: str, wanted: int, pool: ProcessPoolExecutor) -> Seen:
    """So many studies of a case, in the order of seeds."""
    cuts = [*range(1, wanted + 1, 250), wanted + 1]
    parts = pool.map(one, itertools.repeat(number), itertools.repeat(way), cuts[:-1], cuts[1:])
    whole = Seen()
    for part in parts:
        for figure in FIGURES:
            whole.mean[figure] += part.mean[figure]
            whole.half_width[figure] += part.half_width[figure]
            whole.refused[figure] += part.refused[figure]
    return whole


def main() -> int:
    """Prints the table; 1 when a coverage is below 93 %."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=10_000)
    parser.add_argument("--way", choices=tuple(WAYS))
    given = parser.parse_args()
    least = min(LEAST, 0.95 - 4 * math.sqrt(0.95 * 0.05 / given.studies))
    below = 0
    with ProcessPoolExecutor() as pool:
        for way in [given.way] if given.way else WAYS:
            head = ["figure", "in the long run", "mean of all", "half-width", "refused, %", "covered, %", "inside"]
            print("\n|", " | ".join([f"by {way}", *head]), "|")
            print("| --- | --- | --- | --- | --- | --- | --- | --- |")
            for number, case in enumerate(cases()):
                truth = in_the_long_run(case)
                seen = studies(number, way, given.studies, pool)
                for figure in FIGURES:
                    mean, half = np.array(seen.mean[figure]), np.array(seen.half_width[figure])
                    share = float(np.mean(np.abs(mean - truth[figure]) <= half))
                    below += not share >= least
                    row = [case.name, figure, f"{truth[figure]:.6g}", f"{mean.mean():.6g}", f"{half.mean():.3g}"]
                    row += [f"{100 * seen.refused[figure] / given.studies:.2f}", f"{100 * share:.2f}"]
                    print("|", " | ".join([*row, "yes" if share >= least else "no"]), "|", flush=True)
    print(f"\n{given.studies} studies of each plant; {below} below {100 * least:.4g} %")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
