#!/usr/bin/env python3
"""How often the best is chosen: selection on problems whose best is known.

    scripts/coverage_selection.py                    10,000 studies of each problem, prints a table
    scripts/coverage_selection.py --studies 500      fewer

KN (`lw.statistics.KimNelson`) is asked for the best at 95 % with the least difference that matters; right it must be in
95 % at least. OCBA (`lw.statistics.Ocba`) gets the replications that KN took on average as its budget, and equal shares
of that budget are the measure for it: there is no guarantee to hold it to, but it must not be worse where alternatives
have nothing in common. Where they share their luck, equal shares keep replications in pairs, and OCBA does not.

The first problems are normal values; the last is four lines of coverage.py whose throughput is known from their Markov
chains, on the same seeds.
"""

from __future__ import annotations

import argparse
import itertools
import math
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import linewright as lw
import numpy as np
from coverage import Case, expectation, line

CONFIDENCE = 0.95
Values = Callable[[int, int, int], np.ndarray]  # alternative, first replication, how many: its values


@dataclass(frozen=True)
class Problem:
    """Alternatives with known means; the largest is the best."""

    name: str
    means: tuple[float, ...]
    difference: float
    sds: tuple[float, ...] = ()
    shared: float = 0.0  # the part of the variance that all have in common
    places: tuple[int, ...] = ()  # of the buffer of each line, where it is lines

    @property
    def best(self) -> int:
        """The alternative with the largest mean."""
        return int(np.argmax(self.means))

    def values(self, seed: int) -> Values:
        """What the replications of one study give."""
        if self.places:
            plants = [_line(places).plant for places in self.places]

            known: list[list[float]] = [[] for _ in plants]

            def run(alternative: int, first: int, count: int) -> np.ndarray:
                mine = known[alternative]
                if len(mine) < first + count:  # some ahead: a call costs more than a short run
                    more = max(first + count - len(mine), 40)
                    result = plants[alternative].run(
                        f"{HORIZON} min", replications=more, first_replication=len(mine), seed=seed, threads=1
                    )
                    frame = result.replications()
                    wanted = (frame["kind"] == "plant") & (frame["measure"] == "throughput")
                    mine.extend(frame.loc[wanted, "value"])
                return np.array(mine[first : first + count])

            return run
        k = len(self.means)
        luck = np.random.Generator(np.random.Philox(seed)).standard_normal((MOST, k + 1))
        mixed = math.sqrt(self.shared) * luck[:, :1] + math.sqrt(1 - self.shared) * luck[:, 1:]
        all_values = np.array(self.means) + np.array(self.sds) * mixed
        return lambda alternative, first, count: all_values[first : first + count, alternative]


MOST = 4000  # replications of one alternative that a study may ask for
HORIZON = 60.0  # minutes of a line


def _line(places: int) -> Case:
    return line(f"{places} places", [1.0, 1.0], [places], HORIZON)


def problems() -> list[Problem]:
    """Five of normal values, one of lines."""
    places = (3, 4, 5, 6)
    means = tuple(expectation(_line(n))["throughput"] for n in places)
    return [
        Problem("5, the others behind by the difference", (1.0, 0, 0, 0, 0), 1.0, (2.0,) * 5),
        Problem("10, the others behind by the difference", (1.0, *[0.0] * 9), 1.0, (2.0,) * 10),
        Problem("10, each further behind", tuple(-float(i) for i in range(10)), 1.0, (6.0,) * 10),
        Problem("5, the best varies most", (1.0, 0, 0, 0, 0), 1.0, (4.0, 3.0, 2.0, 1.5, 1.0)),
        Problem("5, with luck in common (0.8)", (1.0, 0, 0, 0, 0), 1.0, (2.0,) * 5, shared=0.8),
        Problem("4 lines, buffer of 3, 4, 5, 6 places", means, round(means[3] - means[2], 2), places=places),
    ]


def by_kn(problem: Problem, seed: int) -> tuple[bool, int]:
    """Whether it was right, and the replications that it used."""
    values, k = problem.values(seed), len(problem.means)
    kn = lw.statistics.KimNelson(k, problem.difference, CONFIDENCE)
    while not kn.done:
        for wanted in kn.ask(20):
            kn.tell(wanted.alternative, values(wanted.alternative, wanted.first_replication, wanted.replications))
    return kn.best == problem.best, sum(kn.used)


def by_ocba(problem: Problem, seed: int, budget: int) -> tuple[bool, bool]:
    """Whether OCBA was right with this budget, and whether equal shares of it were."""
    values, k = problem.values(seed), len(problem.means)
    ocba = lw.statistics.Ocba(k, budget, step=max(10, budget // 20))
    while wanted := ocba.ask():
        for some in wanted:
            ocba.tell(some.alternative, values(some.alternative, some.first_replication, some.replications))
    equal = [float(np.mean(values(i, 0, budget // k))) for i in range(k)]
    return ocba.best == problem.best, int(np.argmax(equal)) == problem.best


def some_kn(number: int, first: int, last: int) -> list[tuple[bool, int]]:
    """The studies of some seeds, in a process of its own."""
    problem = problems()[number]
    return [by_kn(problem, seed) for seed in range(first, last)]


def some_ocba(number: int, budget: int, first: int, last: int) -> list[tuple[bool, bool]]:
    """The studies of some seeds, in a process of its own."""
    problem = problems()[number]
    return [by_ocba(problem, seed, budget) for seed in range(first, last)]


@dataclass(frozen=True)
class Chosen:
    """What came of the studies of a problem: the shares in which the best was chosen, and the replications used."""

    kn: float
    used: float
    budget: int
    ocba: float
    equal: float


def chosen(number: int, studies: int, pool: ProcessPoolExecutor) -> Chosen:
    """So many studies by each way."""
    cuts = [*range(1, studies + 1, 250), studies + 1]
    again = itertools.repeat(number)
    kn = list(itertools.chain(*pool.map(some_kn, again, cuts[:-1], cuts[1:])))
    used = float(np.mean([n for _, n in kn]))
    budget = max(round(used), 15 * len(problems()[number].means))
    ocba = list(itertools.chain(*pool.map(some_ocba, again, itertools.repeat(budget), cuts[:-1], cuts[1:])))
    return Chosen(
        float(np.mean([right for right, _ in kn])),
        used,
        budget,
        float(np.mean([right for right, _ in ocba])),
        float(np.mean([right for _, right in ocba])),
    )


def main() -> int:
    """Prints the table; 1 when KN is right too rarely, or OCBA worse than equal shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=10_000)
    given = parser.parse_args()
    noise = 3 * math.sqrt(0.05 * 0.95 / given.studies)
    wrong = 0
    print("| problem | KN right, % | replications | OCBA right, % | equal shares right, % | holds |")
    print("| --- | --- | --- | --- | --- | --- |")
    with ProcessPoolExecutor() as pool:
        for number, problem in enumerate(problems()):
            seen = chosen(number, given.studies, pool)
            alone = not problem.shared and not problem.places
            holds = seen.kn >= CONFIDENCE - noise and (not alone or seen.ocba >= seen.equal - noise)
            wrong += not holds
            row = [problem.name, f"{100 * seen.kn:.2f}", f"{seen.used:.0f}", f"{100 * seen.ocba:.2f}"]
            row += [f"{100 * seen.equal:.2f}", "yes" if holds else "no"]
            print("|", " | ".join(row), "|", flush=True)
    print(f"\n{given.studies} studies of each problem; {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
