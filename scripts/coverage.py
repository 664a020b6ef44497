#!/usr/bin/env python3
"""How often intervals cover the truth: studies of twelve plants whose expectations are known exactly.

    scripts/coverage.py                    10,000 studies of each, prints a table
    scripts/coverage.py --studies 200      fewer

Each plant is a Markov chain. What it does on average from its start to a horizon (good jobs, jobs inside) is the
integral of a reward over the chain, by uniformisation: A. Jensen, "Markoff chains as an aid in the study of Markoff
processes", Skandinavisk Aktuarietidskrift 36 (1953). A study is 20 replications to that horizon and Student's t; it
covers when the expectation lies in its interval. The same with a count of good jobs beside the state gives the law of
the output, and so its quantiles: those of a study are the intervals by order statistics of its 20 replications. All
times are in minutes. What lasts is in coverage_steady.py, choosing the best in coverage_selection.py.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import linewright as lw
import numpy as np
from scipy import sparse, stats

State = tuple[int, ...]
Moves = Iterator[tuple[float, State, int]]  # rate, where to, good jobs that leave
REPLICATIONS = 20
FIGURES = ("throughput", "wip")
QUANTILES = (0.5, 0.8)


@dataclass(frozen=True)
class Case:
    """A plant, and the chain that it is."""

    name: str
    plant: lw.Plant
    start: State
    moves: Callable[[State], Moves]
    wip: Callable[[State], int]
    horizon: float  # minutes


def chain(case: Case) -> tuple[list[State], sparse.csr_matrix, np.ndarray, np.ndarray]:
    """The states that can be reached, the rates between them, and what a minute in each brings: good jobs, WIP."""
    number = {case.start: 0}
    states = [case.start]
    rows, columns, rates = [], [], []
    good: list[float] = []
    for here, state in enumerate(states):  # grows while it is gone through
        good.append(0.0)
        for rate, to, exits in case.moves(state):
            if to not in number:
                number[to] = len(states)
                states.append(to)
            rows.append(here)
            columns.append(number[to])
            rates.append(rate)
            good[here] += rate * exits
    size = len(states)
    matrix = sparse.coo_matrix((rates, (rows, columns)), (size, size)).tocsr()
    return states, matrix, np.array(good), np.array([float(case.wip(s)) for s in states])


def expectation(case: Case) -> dict[str, float]:
    """Good jobs an hour and jobs inside on average, from the start to the horizon, exact to ten digits."""
    _, matrix, good, wip = chain(case)
    leaving = np.asarray(matrix.sum(axis=1)).ravel()
    clock = 1.02 * leaving.max()
    jump = (matrix / clock).T.tocsr()
    stay = 1.0 - leaving / clock
    mean = clock * case.horizon
    last = int(mean + 12 * math.sqrt(mean) + 60)
    # The share of the horizon that lies behind the k-th tick of the clock.
    weight = stats.poisson.sf(np.arange(last + 1), mean) / mean
    here = np.zeros(matrix.shape[0])
    here[0] = 1.0
    spent = np.zeros_like(here)
    for k in range(last + 1):
        spent += weight[k] * here
        here = jump @ here + stay * here
    return {"throughput": 60.0 * float(spent @ good), "wip": float(spent @ wip)}


def output_law(case: Case) -> np.ndarray:
    """The chance of 0, 1, 2 ... good jobs between the start and the horizon, exact to nine digits."""
    states, matrix, good, _ = chain(case)
    number = {state: i for i, state in enumerate(states)}
    leaving = np.asarray(matrix.sum(axis=1)).ravel()
    clock = 1.02 * leaving.max()
    silent = sparse.lil_matrix(matrix.shape)
    counted = sparse.lil_matrix(matrix.shape)
    for state in states:
        for rate, to, exits in case.moves(state):
            (counted if exits else silent)[number[to], number[state]] += rate / clock
    silent.setdiag(silent.diagonal() + 1.0 - leaving / clock)
    silent, counted = silent.tocsr(), counted.tocsr()
    mean = clock * case.horizon
    last = int(mean + 12 * math.sqrt(mean) + 60)
    most = float(good.max()) * case.horizon
    columns = int(most + 12 * math.sqrt(most) + 60)
    chance = stats.poisson.pmf(np.arange(last + 1), mean)
    law = np.zeros(columns)
    here = np.zeros((len(states), columns))
    here[0, 0] = 1.0
    first, end = 0, 1  # the counts that matter so far: fewer and more have together a chance of 1e-13
    for k in range(last + 1):
        of_count = here[:, first:end].sum(axis=0)
        law[first:end] += chance[k] * of_count
        if k % 64 == 63:
            first += int(np.searchsorted(np.cumsum(of_count), 1e-13))
            end -= int(np.searchsorted(np.cumsum(of_count[::-1]), 1e-13))
        after = min(end + 1, columns)
        here[:, end:after] = 0.0
        left = counted @ here[:, first : after - 1]
        here[:, first:after] = silent @ here[:, first:after]
        here[:, first + 1 : after] += left
        end = after
    return law


def _every(mean: float) -> object:
    return lw.exponential(f"{mean!r} min")


def queue(name: str, gap: float, service: float, servers: int, room: int | None, horizon: float) -> Case:
    """Arrivals at random to one station of several places; `room`: places to wait, None for any number."""
    source = lw.Source("in", interarrival=_every(gap), when_full="lost") if room is not None else None
    plant = lw.Plant(
        name=name,
        sources=[source or lw.Source("in", interarrival=_every(gap))],
        stations=[lw.Station("S", places=servers, cycle=_every(service))],
        buffers=[lw.Buffer("Q", capacity=room)] if room != 0 else [],
        routes=[lw.Route("r", steps=["S"] if room == 0 else ["Q", "S"])],
    )
    most = servers + (room if room is not None else 200)  # at a load of 0.8 the chance of more is 1e-20

    def moves(state: State) -> Moves:
        (n,) = state
        if n < most:
            yield 1 / gap, (n + 1,), 0
        if n:
            yield min(n, servers) / service, (n - 1,), 1

    return Case(name, plant, (0,), moves, lambda s: s[0], horizon)


def line(name: str, services: list[float], places: list[int], horizon: float, scrap: float = 0.0) -> Case:
    """Stations in a row, the first never short of work; `scrap`: the share that the second throws away.

    A level of the state is what a station has before it: in its buffer, on it, and blocked on the one before.
    """
    steps: list[object] = []
    for i in range(len(services)):
        branches = i == 1 and scrap > 0
        out = [lw.Branch(f"B{i + 2}", share=1 - scrap), lw.Branch("scrap", share=scrap)] if branches else None
        if i and places[i - 1]:
            steps.append(f"B{i + 1}")
        steps.append(lw.Step(f"S{i + 1}", to=out) if out else f"S{i + 1}")
    plant = lw.Plant(
        name=name,
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station(f"S{i + 1}", cycle=_every(t)) for i, t in enumerate(services)],
        buffers=[lw.Buffer(f"B{i + 2}", capacity=c) for i, c in enumerate(places) if c],
        routes=[lw.Route("r", steps=steps)],
    )

    def blocked(state: State) -> list[bool]:
        """Which stations are: the buffer ahead is full, the next one taken. Their own jobs count further on."""
        which = [False] * (len(places) + 1)
        for i in reversed(range(len(places))):
            which[i] = state[i] == places[i] + 2 - which[i + 1]
        return which

    def moves(state: State) -> Moves:
        stands = blocked(state)
        for i, service in enumerate(services):
            if stands[i] or (i > 0 and state[i - 1] == 0):
                continue
            after = list(state)
            if i > 0:
                after[i - 1] -= 1
            lost = scrap if i == 1 else 0.0
            if lost:
                yield lost / service, tuple(after), 0
            if i < len(places):
                after[i] += 1
            yield (1 - lost) / service, tuple(after), int(i == len(places))

    return Case(name, plant, (0,) * len(places), moves, lambda s: sum(s) + (not blocked(s)[0]), horizon)


def failing_line(name: str, service: float, up: float, repair: float, places: int, horizon: float) -> Case:
    """Two equal stations that fail while they work, with a buffer between."""
    breakdown = lw.Breakdown("stop", uptime=_every(up), repair=_every(repair))
    plant = lw.Plant(
        name=name,
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station(s, cycle=_every(service), breakdowns=[breakdown]) for s in ("S1", "S2")],
        buffers=[lw.Buffer("B", capacity=places)],
        routes=[lw.Route("r", steps=["S1", "B", "S2"])],
    )
    full = places + 2

    def moves(state: State) -> Moves:
        level, first_up, second_up = state
        if not first_up:
            yield 1 / repair, (level, 1, second_up), 0
        elif level < full:
            yield 1 / service, (level + 1, 1, second_up), 0
            yield 1 / up, (level, 0, second_up), 0
        if not second_up:
            yield 1 / repair, (level, first_up, 1), 0
        elif level:
            yield 1 / service, (level - 1, first_up, 1), 1
            yield 1 / up, (level, first_up, 0), 0

    return Case(name, plant, (0, 1, 1), moves, lambda s: s[0] + (s[0] < full), horizon)


def failing_queue(name: str, gap: float, service: float, up: float, repair: float, horizon: float) -> Case:
    """Arrivals at random to a station that fails while it works."""
    plant = lw.Plant(
        name=name,
        sources=[lw.Source("in", interarrival=_every(gap))],
        stations=[
            lw.Station(
                "S", cycle=_every(service), breakdowns=[lw.Breakdown("stop", uptime=_every(up), repair=_every(repair))]
            )
        ],
        buffers=[lw.Buffer("Q")],
        routes=[lw.Route("r", steps=["Q", "S"])],
    )

    def moves(state: State) -> Moves:
        n, works = state
        if n < 160:
            yield 1 / gap, (n + 1, works), 0
        if not works:
            yield 1 / repair, (n, 1), 0
        elif n:
            yield 1 / service, (n - 1, 1), 1
            yield 1 / up, (n, 0), 0

    return Case(name, plant, (0, 1), moves, lambda s: s[0], horizon)


def assembly(name: str, branch: float, joint: float, places: int, horizon: float) -> Case:
    """Two equal stations that never lack work, each with a buffer, and an assembly that takes one from either."""
    plant = lw.Plant(
        name=name,
        products=[lw.Product("a"), lw.Product("b"), lw.Product("both")],
        sources=[
            lw.Source("in a", always=True, products=["a"]),
            lw.Source("in b", always=True, products=["b"]),
        ],
        stations=[
            lw.Station("A", cycle=_every(branch)),
            lw.Station("B", cycle=_every(branch)),
            lw.Station("J", cycle=_every(joint), assembly=lw.Assembly(components=["of a", "of b"], makes="both")),
        ],
        buffers=[lw.Buffer("of a", capacity=places), lw.Buffer("of b", capacity=places)],
        routes=[
            lw.Route("a", products=["a"], steps=["A", "of a"]),
            lw.Route("b", products=["b"], steps=["B", "of b"]),
            lw.Route("both", products=["both"], steps=["J"]),
        ],
    )
    full = places + 1

    def taken(a: int, b: int, busy: int) -> State:
        return (a - 1, b - 1, 1) if not busy and a and b else (a, b, busy)

    def moves(state: State) -> Moves:
        a, b, busy = state
        if a < full:
            yield 1 / branch, taken(a + 1, b, busy), 0
        if b < full:
            yield 1 / branch, taken(a, b + 1, busy), 0
        if busy:
            yield 1 / joint, taken(a, b, 0), 1

    return Case(name, plant, (0, 0, 0), moves, lambda s: s[0] + s[1] + s[2] + (s[0] < full) + (s[1] < full), horizon)


def cases() -> list[Case]:
    """The twelve."""
    return [
        queue("M/M/1, load 0.8", 1.25, 1.0, 1, None, 4000.0),
        queue("M/M/1/5, load 0.9", 1 / 0.9, 1.0, 1, 4, 600.0),
        queue("M/M/2/6, load 0.9", 1 / 1.8, 1.0, 2, 4, 600.0),
        queue("M/M/3, load 0.75", 1 / 2.25, 1.0, 3, None, 1500.0),
        queue("loss, 3 servers, offered 2", 0.5, 1.0, 3, 0, 300.0),
        line("2 stations, no buffer", [1.0, 1.0], [0], 300.0),
        line("3 stations, 1 place each", [1.0, 1.0, 1.0], [1, 1], 400.0),
        line("2 unequal stations, 3 places", [1.0, 0.8], [3], 400.0),
        failing_line("2 stations that fail, 2 places", 1.0, 20.0, 4.0, 2, 1500.0),
        failing_queue("M/M/1 that fails", 1.6, 1.0, 20.0, 4.0, 6000.0),
        line("3 stations, scrap 10 %", [1.0, 1.0, 1.0], [2, 2], 400.0, scrap=0.1),
        assembly("assembly of two branches", 1.0, 0.9, 2, 400.0),
    ]


@dataclass
class Covered:
    """What came of the studies of one case: for each figure the truth, the mean of all, and how many covered it."""

    case: Case
    truth: dict[str, float]
    mean: dict[str, float]
    half_width: dict[str, float]
    share: dict[str, float]
    quantile: dict[float, int]
    quantile_share: dict[float, float]
    studies: int


def terminating(case: Case, studies: int, replications: int = REPLICATIONS, confidence: float = 0.95) -> Covered:
    """Studies of so many replications to the horizon, each with Student's t."""
    truth = expectation(case)
    per_run = max(1, 20_000 // replications)
    t = stats.t.ppf((1 + confidence) / 2, replications - 1)
    means: dict[str, list[np.ndarray]] = {figure: [] for figure in FIGURES}
    halves: dict[str, list[np.ndarray]] = {figure: [] for figure in FIGURES}
    ordered: list[np.ndarray] = []
    for seed, begin in enumerate(range(0, studies, per_run), start=1):
        number = min(per_run, studies - begin)
        result = case.plant.run(f"{case.horizon!r} min", replications=number * replications, seed=seed)
        frame = result.replications()
        plant = frame[frame["kind"] == "plant"]
        for figure in FIGURES:
            values = plant.loc[plant["measure"] == figure, "value"].to_numpy().reshape(number, replications)
            means[figure].append(values.mean(axis=1))
            halves[figure].append(t * values.std(axis=1, ddof=1) / math.sqrt(replications))
            if figure == "throughput":
                ordered.append(np.sort(np.rint(values * case.horizon / 60.0).astype(int), axis=1))
    covered = Covered(case, truth, {}, {}, {}, {}, {}, studies)
    for figure in FIGURES:
        mean, half = np.concatenate(means[figure]), np.concatenate(halves[figure])
        covered.mean[figure] = float(mean.mean())
        covered.half_width[figure] = float(half.mean())
        covered.share[figure] = float(np.mean(np.abs(mean - truth[figure]) <= half))
    below = np.cumsum(output_law(case))
    counts = np.concatenate(ordered)
    for p in QUANTILES:
        ranks = lw.statistics.quantile_interval(range(replications), p, confidence)
        true = int(np.searchsorted(below, p))
        inside = (counts[:, ranks.low_rank - 1] <= true) & (true <= counts[:, ranks.high_rank - 1])
        covered.quantile[p], covered.quantile_share[p] = true, float(np.mean(inside))
    return covered


def main() -> int:
    """Prints the table; 1 when a coverage lies outside its bounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=10_000)
    given = parser.parse_args()
    noise = 3 * math.sqrt(0.95 * 0.05 / given.studies)
    least = min(0.94, 0.95 - noise)
    low, high = min(0.94, 0.95 - noise), max(0.96, 0.95 + noise)
    print("| plant | minutes | figure | expectation | mean of all | half-width | covered, % | inside |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    outside = 0
    for case in cases():
        covered = terminating(case, given.studies)
        for figure in FIGURES:
            inside = low <= covered.share[figure] <= high
            outside += not inside
            row = [
                case.name,
                f"{case.horizon:g}",
                figure,
                f"{covered.truth[figure]:.6g}",
                f"{covered.mean[figure]:.6g}",
            ]
            row += [
                f"{covered.half_width[figure]:.3g}",
                f"{100 * covered.share[figure]:.2f}",
                "yes" if inside else "no",
            ]
            print("|", " | ".join(row), "|", flush=True)
        for p in QUANTILES:
            inside = covered.quantile_share[p] >= least
            outside += not inside
            row = [case.name, f"{case.horizon:g}", f"output, {p:g} quantile", str(covered.quantile[p]), "", ""]
            row += [f"{100 * covered.quantile_share[p]:.2f}", "yes" if inside else "no"]
            print("|", " | ".join(row), "|", flush=True)
    print(f"\n{given.studies} studies of each plant, {REPLICATIONS} replications each; {outside} outside")
    return 1 if outside else 0


if __name__ == "__main__":
    sys.exit(main())
