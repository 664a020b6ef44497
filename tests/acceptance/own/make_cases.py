#!/usr/bin/env python3
"""Writes exact.json beside it: cases of our own whose figures come from closed forms or small Markov chains.

Every feature of the format that the public cases don't use is here once. The formulas are named at each case.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import optimize, sparse
from scipy.sparse import linalg

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Json = dict[str, Any]
CASES: list[Json] = []


def exp(mean: float) -> Json:
    return {"dist": "exp", "mean": mean}


def case(name: str, title: str, model: Json, expected: Json, source: str, conserved: Iterable[str] = ()) -> None:
    one: Json = {"id": name, "title": title, "family": "own", "model": model, "expected": expected, "source": source}
    if conserved:
        one["tolerance"] = {"conserved": {"figures": list(conserved)}}
    CASES.append(one)


def steady(start: Hashable, step: Callable[[Any], Iterable[tuple[float, Any]]]) -> dict[Any, float]:
    """The steady state of the chain that `step` describes: its (rate, next state) from a state."""
    number = {start: 0}
    rows, columns, rates = [], [], []
    todo = [start]
    while todo:
        state = todo.pop()
        for rate, following in step(state):
            if rate <= 0:
                continue
            if following not in number:
                number[following] = len(number)
                todo.append(following)
            rows += [number[following], number[state]]
            columns += [number[state]] * 2
            rates += [rate, -rate]
    n = len(number)
    matrix = sparse.csr_matrix((rates, (rows, columns)), shape=(n, n)).tolil()
    matrix[n - 1, :] = 1.0
    right = np.zeros(n)
    right[n - 1] = 1.0
    shares = linalg.spsolve(matrix.tocsc(), right)
    return {state: float(shares[i]) for state, i in number.items()}


def mean(chain: dict[Any, float], value: Callable[[Any], float]) -> float:
    return sum(share * value(state) for state, share in chain.items())


# -- one station, one queue ----------------------------------------------------------------------------------------


def queue(service: Any, interarrival: Any, **source: Any) -> Json:
    return {
        "sources": [{"buffer": "B0", "interarrival": interarrival, **source}],
        "buffers": [{"name": "B0", "capacity": None}],
        "stations": [{"name": "S1", "in": "B0", "out": "OUT", "service": service}],
    }


def pollaczek(name: str, title: str, law: Json, first: float, second: float, gap: float) -> None:
    """M/G/1: Wq = lambda E[S^2] / (2 (1 - rho))."""
    rho = first / gap
    wait = second / gap / (2 * (1 - rho))
    expected = {
        "throughput": 1 / gap,
        "wip": (wait + first) / gap,
        "mean_wait": wait,
        "mean_time_in_system": wait + first,
        "stations": {"S1": {"working": rho, "starved": 1 - rho}},
        "buffer_mean": {"B0": wait / gap},
    }
    case(name, title, queue(law, exp(gap)), expected, "Pollaczek-Khinchine")


pollaczek("X01", "M/E3/1", {"dist": "erlang", "k": 3, "mean": 0.7}, 0.7, 0.49 * (1 + 1 / 3), 1.0)
p, means = [0.3, 0.7], [1.4, 0.4]
pollaczek(
    "X02",
    "M/H2/1",
    {"dist": "hyperexp", "p": p, "means": means},
    0.7,
    sum(2 * q * m * m for q, m in zip(p, means, strict=True)),
    1.0,
)
pollaczek("X03", "M/gamma/1, cv 1.5", {"dist": "gamma", "mean": 0.6, "cv": 1.5}, 0.6, 0.36 * 3.25, 1.0)
pollaczek("X04", "M/lognormal/1, cv 0.8", {"dist": "lognormal", "mean": 0.7, "cv": 0.8}, 0.7, 0.49 * 1.64, 1.0)
pollaczek("X05", "M/U/1", {"dist": "uniform", "low": 0.2, "high": 1.2}, 0.7, 0.49 + 1 / 12, 1.0)
low, mode, high = 0.1, 0.5, 1.5
spread = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
pollaczek(
    "X06", "M/triangular/1", {"dist": "triangular", "low": low, "mode": mode, "high": high}, 0.7, 0.49 + spread, 1.0
)
pollaczek("X07", "M/gamma/1, cv 0.4", {"dist": "gamma", "mean": 0.75, "cv": 0.4}, 0.75, 0.5625 * 1.16, 1.0)


def gi_m_1(name: str, title: str, law: Json, transform: Callable[[float], float], gap: float) -> None:
    """GI/M/1 with service mean 1: sigma = A*(1 - sigma), W = 1 / (1 - sigma)."""
    sigma = optimize.brentq(lambda s: transform(1 - s) - s, 1e-9, 1 - 1e-6)
    expected = {
        "throughput": 1 / gap,
        "mean_time_in_system": 1 / (1 - sigma),
        "mean_wait": sigma / (1 - sigma),
        "probability_wait": sigma,
        "wip": 1 / gap / (1 - sigma),
        "mean_utilisation": 1 / gap,
    }
    case(name, title, queue(exp(1.0), law), expected, "GI/M/1, root of the interarrival transform")


gi_m_1("X08", "E2/M/1", {"dist": "erlang", "k": 2, "mean": 1.25}, lambda s: (1 / (1 + 0.625 * s)) ** 2, 1.25)
gi_m_1("X09", "D/M/1", {"dist": "constant", "value": 1.25}, lambda s: math.exp(-1.25 * s), 1.25)
gi_m_1(
    "X10",
    "H2/M/1",
    {"dist": "hyperexp", "p": [0.5, 0.5], "means": [0.8, 2.2]},
    lambda s: 0.5 / (1 + 0.8 * s) + 0.5 / (1 + 2.2 * s),
    1.5,
)
gi_m_1(
    "X11",
    "U/M/1",
    {"dist": "uniform", "low": 0.5, "high": 2.0},
    lambda s: (math.exp(-0.5 * s) - math.exp(-2 * s)) / (1.5 * s),
    1.25,
)

rho, size = 0.75, 3
case(
    "X12",
    "M/M/1, arrivals in batches of 3",
    queue(exp(0.75), exp(3.0), batch=3),
    {
        "throughput": 1.0,
        "wip": rho * (size + 1) / (2 * (1 - rho)),
        "stations": {"S1": {"working": rho}},
        "lost_rate": 0.0,
    },
    "batch arrivals: L = rho (b + 1) / (2 (1 - rho))",
    ["lost_rate"],
)


def batch_lost(n: int) -> Iterable[tuple[float, int]]:
    yield 0.5, min(n + 2, 4)
    if n:
        yield 1.0, n - 1


chain = steady(0, batch_lost)
entered = 0.5 * mean(chain, lambda n: min(2, 4 - n))
model = queue(exp(1.0), exp(2.0), batch=2, when_full="lost")
model["buffers"][0]["capacity"] = 3
case(
    "X13",
    "M/M/1/4, batches of 2 of which those that fit come in",
    model,
    {
        "throughput": entered,
        "accepted_rate": entered,
        "lost_rate": 1 - entered,
        "loss_probability": 1 - entered,
        "wip": mean(chain, lambda n: n),
        "stations": {"S1": {"working": 1 - chain[0]}},
    },
    "Markov chain, 5 states",
)

model = queue(exp(1.0), exp(2.0))
model["stations"][0]["failure"] = {"type": "tdf", "ttf": exp(15.0), "ttr": exp(5.0)}
up, repair, rate, service = 1 / 15, 1 / 5, 0.5, 1.0
wip = rate * ((up + repair) ** 2 + service * up) / ((up + repair) * (repair * (service - rate) - up * rate))
case(
    "X14",
    "M/M/1 that breaks down by the calendar",
    model,
    {
        "throughput": rate,
        "wip": wip,
        "mean_time_in_system": wip / rate,
        "stations": {"S1": {"working": 0.5, "down": 0.25, "failure_rate_per_time": 0.05}},
    },
    "White and Christie 1958",
)


# -- several classes -------------------------------------------------------------------------------------------------


def classes(discipline: str, laws: dict[str, Json], gaps: dict[str, float]) -> Json:
    names = list(laws)
    return {
        "parts": names,
        "sources": [{"buffer": "B0", "part": name, "interarrival": exp(gaps[name])} for name in names],
        "buffers": [{"name": "B0", "capacity": None, "discipline": discipline, "priority": names}],
        "stations": [{"name": "S1", "in": "B0", "out": "OUT", "service": laws}],
    }


def priority(
    name: str,
    title: str,
    preemptive: bool,
    laws: dict[str, Json],
    moments: dict[str, tuple[float, float]],
    gaps: dict[str, float],
) -> None:
    """M/G/1 with classes: Cobham 1954 (non-preemptive), Miller 1960 (preemptive resume)."""
    above, residual, times, waits = 0.0, 0.0, {}, {}
    every = sum(second / gaps[c] / 2 for c, (_, second) in moments.items())
    for c, (first, second) in moments.items():
        load = above + first / gaps[c]
        residual += second / gaps[c] / 2
        if preemptive:
            times[c] = first / (1 - above) + residual / ((1 - above) * (1 - load))
        else:
            times[c] = first + every / ((1 - above) * (1 - load))
        waits[c] = times[c] - first
        above = load
    expected = {
        "throughput": sum(1 / g for g in gaps.values()),
        "wip": sum(times[c] / gaps[c] for c in gaps),
        "time_in_system_by_part": times,
        "mean_wait_by_part": waits,
        "wip_by_part": {c: times[c] / gaps[c] for c in gaps},
        "stations": {"S1": {"working": above}},
    }
    case(
        name,
        title,
        classes("preemptive_resume" if preemptive else "priority", laws, gaps),
        expected,
        "Miller 1960" if preemptive else "Cobham 1954",
    )


priority(
    "X15",
    "three classes, preemptive resume",
    True,
    {"A": exp(0.5), "B": exp(1.0), "C": exp(1.5)},
    {"A": (0.5, 0.5), "B": (1.0, 2.0), "C": (1.5, 4.5)},
    {"A": 2.5, "B": 5.0, "C": 6.0},
)
priority(
    "X16",
    "two classes, constant and uniform, preemptive resume",
    True,
    {"A": {"dist": "constant", "value": 0.6}, "B": {"dist": "uniform", "low": 0.4, "high": 1.6}},
    {"A": (0.6, 0.36), "B": (1.0, 1.0 + 1.44 / 12)},
    {"A": 2.0, "B": 3.0},
)
priority(
    "X17",
    "three classes, no preemption",
    False,
    {"A": {"dist": "erlang", "k": 2, "mean": 0.8}, "B": {"dist": "constant", "value": 1.0}, "C": exp(0.5)},
    {"A": (0.8, 0.64 * 1.5), "B": (1.0, 1.0), "C": (0.5, 0.5)},
    {"A": 4.0, "B": 4.0, "C": 3.0},
)

RATE, SERVICE, SETUP, ROOM = {"A": 0.35, "B": 0.3}, {"A": 1.0, "B": 1 / 1.2}, {"B": 1 / 0.6, "A": 1 / 0.9}, 3


def same_type(state: tuple[str, str, tuple[str, ...]]) -> Iterable[tuple[float, tuple[str, str, tuple[str, ...]]]]:
    """(what the station does, the type it is set for, the queue in its order); `set` and `work` are for that type."""
    doing, kind, line = state
    for part, rate in RATE.items():
        if doing == "idle":
            yield rate, ("work" if part == kind or not kind else "set", part, ())
        elif len(line) < ROOM:
            yield rate, (doing, kind, (*line, part))
    if doing == "set":
        yield SETUP[kind], ("work", kind, line)
    elif doing == "work":
        if not line:
            yield SERVICE[kind], ("idle", kind, ())
        else:
            i = line.index(kind) if kind in line else 0
            yield SERVICE[kind], ("work" if line[i] == kind else "set", line[i], line[:i] + line[i + 1 :])


chain = steady(("idle", "", ()), same_type)
lost = mean(chain, lambda s: sum(RATE.values()) if s[0] != "idle" and len(s[2]) == ROOM else 0.0)
expected = {
    "throughput": sum(RATE.values()) - lost,
    "lost_rate": lost,
    "buffer_mean": {"B0": mean(chain, lambda s: len(s[2]))},
    "stations": {
        "S1": {
            "working": mean(chain, lambda s: s[0] == "work"),
            "setup": mean(chain, lambda s: s[0] == "set"),
            "setups_per_time": mean(chain, lambda s: SETUP[s[1]] if s[0] == "set" else 0.0),
        }
    },
    "throughput_by_part": {c: mean(chain, lambda s, c=c: SERVICE[c] if s[:2] == ("work", c) else 0.0) for c in RATE},
    "wip_by_part": {c: mean(chain, lambda s, c=c: s[2].count(c) + (s[0] != "idle" and s[1] == c)) for c in RATE},
}
model = {
    "parts": ["A", "B"],
    "sources": [{"buffer": "B0", "part": c, "interarrival": exp(1 / r), "when_full": "lost"} for c, r in RATE.items()],
    "buffers": [{"name": "B0", "capacity": ROOM, "discipline": "same_type_first"}],
    "stations": [
        {
            "name": "S1",
            "in": "B0",
            "out": "OUT",
            "service": {c: exp(1 / r) for c, r in SERVICE.items()},
            "setup_between": {"A>B": exp(0.6), "B>A": exp(0.9)},
        }
    ],
}
case("X18", "changeovers, same type first", model, expected, f"Markov chain, {len(chain)} states")


# -- several stations ------------------------------------------------------------------------------------------------

servers, load = 4, 3.2
below = sum(load**k / math.factorial(k) for k in range(servers))
top = load**servers / math.factorial(servers) * servers / (servers - load)
wait = top / (below + top)
case(
    "X19",
    "M/M/4",
    {
        "sources": [{"buffer": "B0", "interarrival": exp(1 / 3.2)}],
        "buffers": [{"name": "B0", "capacity": None}],
        "stations": [{"name": f"S{i}", "in": "B0", "out": "OUT", "service": exp(1.0)} for i in range(1, 5)],
    },
    {
        "throughput": 3.2,
        "mean_wait": wait / 0.8,
        "probability_wait": wait,
        "mean_utilisation": 0.8,
        "wip": 3.2 + 3.2 * wait / 0.8,
    },
    "Erlang C",
)

blocked = 1.5**2 / 2 / (1 + 1.5 + 1.5**2 / 2)
case(
    "X20",
    "M/G/2/2: the loss doesn't depend on the law",
    {
        "sources": [{"buffer": "B0", "interarrival": exp(1 / 1.5)}],
        "buffers": [{"name": "B0", "capacity": 0}],
        "stations": [
            {"name": f"S{i}", "in": "B0", "out": "OUT", "service": {"dist": "lognormal", "mean": 1.0, "cv": 1.2}}
            for i in (1, 2)
        ],
    },
    {"throughput": 1.5 * (1 - blocked), "loss_probability": blocked, "wip": 1.5 * (1 - blocked)},
    "Erlang B, insensitive",
)


def two(state: tuple[int, int, int]) -> Iterable[tuple[float, tuple[int, int, int]]]:
    first, second, line = state
    if first and second:
        yield 1.2, (1, 1, line + 1) if line < 60 else state
    else:
        yield 1.2, (1, second, line) if not first else (first, 1, line)
    if first:
        yield 1.0, (1, second, line - 1) if line else (0, second, 0)
    if second:
        yield 0.8, (first, 1, line - 1) if line else (first, 0, 0)


chain = steady((0, 0, 0), two)
busy = [mean(chain, lambda s, i=i: s[i]) for i in (0, 1)]
case(
    "X21",
    "two unlike stations at one queue; what the second makes is scrapped",
    {
        "sources": [{"buffer": "B0", "interarrival": exp(1 / 1.2)}],
        "buffers": [{"name": "B0", "capacity": None}],
        "stations": [
            {"name": "S1", "in": "B0", "out": "OUT", "service": exp(1.0)},
            {"name": "S2", "in": "B0", "out": "SCRAP", "service": exp(1.25)},
        ],
    },
    {
        "throughput": busy[0],
        "scrap_rate": 0.8 * busy[1],
        "stations": {"S1": {"working": busy[0]}, "S2": {"working": busy[1]}},
        "wip": mean(chain, sum),
    },
    "Markov chain; the first of the list takes the job when both are idle",
)

case(
    "X22",
    "rework: 30 % go back to the queue",
    {
        "sources": [{"buffer": "B0", "interarrival": exp(2.0)}],
        "buffers": [{"name": "B0", "capacity": None}],
        "stations": [{"name": "S1", "in": "B0", "out": [["OUT", 0.7], ["B0", 0.3]], "service": exp(1.0)}],
    },
    {
        "throughput": 0.5,
        "wip": (0.5 / 0.7) / (1 - 0.5 / 0.7),
        "mean_time_in_system": (1 / 0.7) / (1 - 0.5 / 0.7),
        "stations": {"S1": {"working": 0.5 / 0.7, "completions_rate": 0.5 / 0.7}},
    },
    "M/M/1 with feedback: geometric visits",
)

# Jackson: S1 -> S2, S2 sends 0.2 back to S1's queue, scraps 0.1.
through = 0.5 / 0.8
one, other = through * 1.0, through * 0.9
wip = one / (1 - one) + other / (1 - other)
case(
    "X23",
    "two stations, rework and scrap after the second",
    {
        "sources": [{"buffer": "B1", "interarrival": exp(2.0)}],
        "buffers": [{"name": "B1", "capacity": None}, {"name": "B2", "capacity": None}],
        "stations": [
            {"name": "S1", "in": "B1", "out": "B2", "service": exp(1.0)},
            {"name": "S2", "in": "B2", "out": [["B1", 0.2], ["SCRAP", 0.1], ["OUT", 0.7]], "service": exp(0.9)},
        ],
    },
    {
        "throughput": through * 0.7,
        "scrap_rate": through * 0.1,
        "wip": wip,
        "mean_time_in_system": wip / 0.5,
        "mean_time_good": wip / 0.5,
        "mean_time_scrapped": wip / 0.5,
        "stations": {"S1": {"working": one}, "S2": {"working": other}},
        "buffer_mean": {"B1": one**2 / (1 - one)},
    },
    "Jackson network",
)


def cyclic(state: tuple[int, int]) -> Iterable[tuple[float, tuple[int, int]]]:
    first, second = state
    if first:
        yield 1.0, (first - 1, second + 1)
    if second:
        yield 1 / 1.4, (first + 1, second - 1)


chain = steady((3, 0), cyclic)
rate = mean(chain, lambda s: 1 / 1.4 if s[1] else 0.0)
case(
    "X24",
    "three cards, 10 % scrapped at the end",
    {
        "conwip": {"cards": 3, "buffer": "B1"},
        "buffers": [{"name": "B1", "capacity": None}, {"name": "B2", "capacity": None}],
        "stations": [
            {"name": "S1", "in": "B1", "out": "B2", "service": exp(1.0)},
            {"name": "S2", "in": "B2", "out": [["OUT", 0.9], ["SCRAP", 0.1]], "service": exp(1.4)},
        ],
    },
    {
        "throughput": 0.9 * rate,
        "scrap_rate": 0.1 * rate,
        "wip": 3.0,
        "mean_time_in_system": 3 / rate,
        "stations": {"S1": {"working": mean(chain, lambda s: s[0] > 0)}},
    },
    "closed cycle of two exponential stations",
    ["wip"],
)


# -- operators, repairs --------------------------------------------------------------------------------------------


def shared(release: bool) -> Callable[[tuple[str, str, str]], Iterable[tuple[float, tuple[str, str, str]]]]:
    """Two saturated stations and one operator; S1 breaks down while it works. (S1, S2, unused)"""

    def step(state: tuple[str, str, str]) -> Iterable[tuple[float, tuple[str, str, str]]]:
        first, second, order = state
        if first == "work":
            # Finished: a new job waits; S2, which waits since longer, gets the operator.
            yield 1.0, ("wait", "work", "")
            yield 0.2, ("down", "work", "") if release else ("down", second, order)
        if first == "down":
            if not release:
                yield 0.5, ("work", second, order)
            else:
                yield 0.5, ("wait", "work", "")
        if second == "work":
            if first == "wait":
                yield 0.8, ("work", "wait", "")
            elif first == "down" and release:
                yield 0.8, ("down", "work", "")  # the next job of S2: nobody else asks

    return step


for release, name in ((False, "X25"), (True, "X26")):
    chain = steady(("work", "wait", ""), shared(release))
    expected = {
        "throughput": mean(chain, lambda s: (s[0] == "work") * 1.0 + (s[1] == "work") * 0.8),
        "operator_utilisation": 1.0,
        "stations": {
            "S1": {
                "working": mean(chain, lambda s: s[0] == "work"),
                "down": mean(chain, lambda s: s[0] == "down"),
                "wait_operator": mean(chain, lambda s: s[0] == "wait"),
            },
            "S2": {
                "working": mean(chain, lambda s: s[1] == "work"),
                "wait_operator": mean(chain, lambda s: s[1] == "wait"),
            },
        },
    }
    model = {
        "buffers": [],
        "stations": [
            {
                "name": "S1",
                "in": "source",
                "out": "OUT",
                "service": exp(1.0),
                "operator": True,
                "failure": {"type": "odf", "ttf": exp(5.0), "ttr": exp(2.0)},
            },
            {"name": "S2", "in": "source", "out": "OUT", "service": exp(1.25), "operator": True},
        ],
        "operators": {"count": 1, "rule": "fifo", "during_down": "release" if release else "hold"},
    }
    case(
        name,
        f"one operator, a breakdown {'lets him go' if release else 'holds him'}",
        model,
        expected,
        f"Markov chain, {len(chain)} states",
        ["operator_utilisation"],
    )

FAIL, MEND = (0.1, 0.05, 0.04), (0.5, 0.4, 0.25)


def machines(state: tuple[int, frozenset[int]]) -> Iterable[tuple[float, tuple[int, frozenset[int]]]]:
    """(which machine is being repaired, who waits); priority 2, 1, 0."""
    at, waiting = state
    for i in range(3):
        if i != at and i not in waiting:
            yield FAIL[i], (i, waiting) if at < 0 else (at, waiting | {i})
    if at >= 0:
        following = max(waiting, default=-1)
        yield MEND[at], (following, waiting - {following})


chain = steady((-1, frozenset()), machines)
down = [mean(chain, lambda s, i=i: s[0] == i or i in s[1]) for i in range(3)]
case(
    "X27",
    "three unlike machines, one repairman with an order of priority",
    {
        "buffers": [],
        "stations": [
            {
                "name": f"M{i + 1}",
                "in": "source",
                "out": "OUT",
                "service": {"dist": "constant", "value": 1.0},
                "failure": {"type": "tdf", "ttf": exp(1 / FAIL[i]), "ttr": exp(1 / MEND[i])},
            }
            for i in range(3)
        ],
        "repairmen": {"count": 1, "rule": "priority", "priority": ["M3", "M2", "M1"]},
    },
    {
        "throughput": 3 - sum(down),
        "repairman_utilisation": mean(chain, lambda s: s[0] >= 0),
        "wip": 3.0,
        "stations": {
            f"M{i + 1}": {
                "down": down[i],
                "working": 1 - down[i],
                "waiting_repair": mean(chain, lambda s, i=i: i in s[1]),
            }
            for i in range(3)
        },
    },
    f"Markov chain, {len(chain)} states",
    ["wip"],
)


def blocked_down(hold: bool) -> Callable[[tuple[str, int, bool]], Iterable[tuple[float, tuple[str, int, bool]]]]:
    """Two stations, one place between; S1 fails by the calendar. (S1: work or done, jobs in B1 and on S2, S1 down)"""

    def settle(first: str, n: int, down: bool) -> tuple[str, int, bool]:
        if first == "done" and n < 2 and not (down and hold):
            return ("empty" if down else "work", n + 1, down)
        return (first if down or first != "empty" else "work", n, down)

    def step(state: tuple[str, int, bool]) -> Iterable[tuple[float, tuple[str, int, bool]]]:
        first, n, down = state
        if first == "work" and not down:
            yield 1.0, settle("done", n, down)
        if n:
            yield 0.7, settle(first, n - 1, down)
        if down:
            yield 0.25, settle(first, n, False)
        else:
            yield 0.1, (first, n, True)

    return step


for hold, name in ((True, "X28"), (False, "X29")):
    chain = steady(("work", 0, False), blocked_down(hold))
    model = {
        "buffers": [{"name": "B1", "capacity": 1}],
        "stations": [
            {
                "name": "S1",
                "in": "source",
                "out": "B1",
                "service": exp(1.0),
                "failure": {"type": "tdf", "ttf": exp(10.0), "ttr": exp(4.0)},
            },
            {"name": "S2", "in": "B1", "out": "OUT", "service": exp(1 / 0.7)},
        ],
    }
    if not hold:
        model["release_finished"] = True
    case(
        name,
        f"a blocked station that is down {'holds its job' if hold else 'lets its job leave'}",
        model,
        {
            "throughput": mean(chain, lambda s: 0.7 if s[1] else 0.0),
            "wip": mean(chain, lambda s: s[1] + (s[0] != "empty")),
            "stations": {
                "S1": {
                    "working": mean(chain, lambda s: s[0] == "work" and not s[2]),
                    "blocked": mean(chain, lambda s: s[0] == "done" and not s[2]),
                    "down": mean(chain, lambda s: s[2]),
                },
                "S2": {"starved": mean(chain, lambda s: s[1] == 0)},
            },
        },
        f"Markov chain, {len(chain)} states",
    )


# -- pull, stock, assembly ---------------------------------------------------------------------------------------------

case(
    "X30",
    "kanban, three stages of one card",
    {"kanban_stages": [{"service": exp(1.0), "cards": 1}] * 3, "raw_material": "unlimited", "demand": "unlimited"},
    {"throughput": 22 / 39},
    "a line without places: Hunt 1956",
)
case(
    "X31",
    "kanban, two stages of 2 and 3 cards",
    {
        "kanban_stages": [{"service": exp(1.0), "cards": 2}, {"service": exp(1.0), "cards": 3}],
        "raw_material": "unlimited",
        "demand": "unlimited",
    },
    {"throughput": 5 / 6},
    "between the machines lie 0 to 5 jobs: an M/M/1/5 queue",
)
for stock, name in ((2, "X32"), (0, "X33")):
    rho = 0.6
    behind = rho ** (stock + 1) / (1 - rho)
    case(
        name,
        f"make to stock, base stock {stock}",
        {"demand": exp(1.0), "machine": exp(rho), "base_stock": stock, "unmet_demand": "backordered"},
        {
            "throughput": 1.0,
            "mean_backorders": behind,
            "mean_inventory": stock - rho * (1 - rho**stock) / (1 - rho),
            "fill_rate": 1 - rho**stock,
            "utilisation": rho,
        },
        "M/M/1 make to stock (Buzacott and Shanthikumar 1993)",
        ["mean_inventory", "fill_rate"] if not stock else [],
    )


def joined(state: tuple[int, int, int]) -> Iterable[tuple[float, tuple[int, int, int]]]:
    """Cards 3 for A's branch; B's feeder has one place. (A in B1, B's finished or waiting, assembly busy)"""
    here, parts, busy = state  # jobs of the conwip in B0/S1 are 3 - here - busy

    def settle(here: int, parts: int, busy: int) -> tuple[int, int, int]:
        return (here - 1, parts - 1, 1) if here and parts and not busy else (here, parts, busy)

    if 3 - here - busy:
        yield 1.0, settle(here + 1, parts, busy)
    if parts < 2:  # one in its place, one finished on the feeder: blocked
        yield 1.1, settle(here, parts + 1, busy)
    if busy:
        yield 1.3, settle(here, parts, 0)


chain = steady((0, 0, 0), joined)
case(
    "X34",
    "cards on one branch of an assembly",
    {
        "conwip": {"cards": 3, "buffer": "B0"},
        "buffers": [{"name": "B0", "capacity": None}, {"name": "B1", "capacity": None}, {"name": "B2", "capacity": 1}],
        "stations": [
            {"name": "S1", "in": "B0", "out": "B1", "service": exp(1.0)},
            {"name": "S2", "in": "source", "out": "B2", "service": exp(1 / 1.1)},
            {"name": "S3", "in": ["B1", "B2"], "out": "OUT", "service": exp(1 / 1.3)},
        ],
    },
    {
        "throughput": mean(chain, lambda s: 1.3 * s[2]),
        "stations": {
            "S3": {"working": mean(chain, lambda s: s[2])},
            "S2": {"blocked": mean(chain, lambda s: s[1] == 2)},
        },
        "buffer_mean": {"B1": mean(chain, lambda s: s[0]), "B2": mean(chain, lambda s: min(s[1], 1))},
    },
    f"Markov chain, {len(chain)} states",
)

case(
    "X35",
    "arrivals every 1.5, two stations of 1 and 1.2",
    {
        "sources": [{"buffer": "B0", "interarrival": {"dist": "constant", "value": 1.5}}],
        "buffers": [{"name": "B0", "capacity": None}, {"name": "B1", "capacity": 1}],
        "stations": [
            {"name": "S1", "in": "B0", "out": "B1", "service": {"dist": "constant", "value": 1.0}},
            {"name": "S2", "in": "B1", "out": "OUT", "service": {"dist": "constant", "value": 1.2}},
        ],
    },
    {
        "throughput": 2 / 3,
        "wip": 2.2 / 1.5,
        "mean_time_in_system": 2.2,
        "mean_wait": 0.0,
        "stations": {"S1": {"working": 2 / 3}, "S2": {"working": 0.8}},
    },
    "nobody waits",
    ["throughput", "wip", "mean_time_in_system", "mean_wait"],
)


# -- process batches -----------------------------------------------------------------------------------------------


def bulk(state: tuple[int, int]) -> Iterable[tuple[float, tuple[int, int]]]:
    """At work or not, and how many wait in 5 places; batches of 2 to 4."""
    busy, n = state
    if busy:
        yield 1.0, (1, min(n + 1, 5))
        yield 1 / 1.5, (1, n - min(n, 4)) if n >= 2 else (0, n)
    else:
        yield 1.0, (0, 1) if n == 0 else (1, 0)


chain = steady((0, 0), bulk)
entered = mean(chain, lambda s: float(s != (1, 5)))
model = queue(exp(1.5), exp(1.0), when_full="lost")
model["buffers"][0]["capacity"] = 5
model["stations"][0]["batch"] = {"min": 2, "max": 4}
case(
    "X50",
    "bulk service: batches of 2 to 4, 5 places",
    model,
    {
        "throughput": entered,
        "lost_rate": 1 - entered,
        "wip": entered * 1.5 + mean(chain, lambda s: s[1]),
        "buffer_mean": {"B0": mean(chain, lambda s: s[1])},
        "stations": {"S1": {"working": mean(chain, lambda s: s[0]), "starved": mean(chain, lambda s: 1 - s[0])}},
    },
    f"Markov chain, {len(chain)} states; the jobs at work are the rate of those that come in times 1.5 (Little)",
)


def unloading(state: tuple[int, int]) -> Iterable[tuple[float, tuple[int, int]]]:
    """Finished jobs on the first station (0: a batch of 3 is worked on), jobs in 2 places and on the second."""
    left, n = state
    if left == 0:
        room = min(3, n + 3)
        yield 0.5, (n + 3 - room, room)
    if n:
        yield 1.0, (left - 1, n) if left else (0, n - 1)


chain = steady((0, 0), unloading)
case(
    "X51",
    "batches of 3 from a full source into 2 places",
    {
        "buffers": [{"name": "B1", "capacity": 2}],
        "stations": [
            {"name": "S1", "in": "source", "out": "B1", "service": exp(2.0), "batch": {"min": 1, "max": 3}},
            {"name": "S2", "in": "B1", "out": "OUT", "service": exp(1.0)},
        ],
    },
    {
        "throughput": mean(chain, lambda s: float(s[1] > 0)),
        "stations": {
            "S1": {"working": mean(chain, lambda s: float(s[0] == 0)), "blocked": mean(chain, lambda s: s[0] > 0)},
            "S2": {"working": mean(chain, lambda s: float(s[1] > 0))},
        },
        "buffer_mean": {"B1": mean(chain, lambda s: max(s[1] - 1, 0))},
        "wip": mean(chain, lambda s: s[1] + (s[0] or 3)),
    },
    f"Markov chain, {len(chain)} states",
)


def main() -> None:
    lines = ",\n".join(json.dumps(one) for one in CASES)
    text = '{"title": "Cases of our own, written by make_cases.py",\n "cases": [\n' + lines + "\n]}\n"
    (Path(__file__).parent / "exact.json").write_text(text)


if __name__ == "__main__":
    main()
