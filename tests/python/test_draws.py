"""Changing one element leaves every other element's draws as they were, to the last bit (docs/semantics.md, 12)."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any

import linewright as lw
import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

PLANTS = int(os.environ.get("LINEWRIGHT_RANDOM_PLANTS", "40"))
LAWS: list[Callable[[random.Random], Any]] = [
    lambda r: lw.exponential(f"{r.uniform(1, 3):.3f} min"),
    lambda r: lw.lognormal(f"{r.uniform(1, 3):.3f} min", "50 s"),
    lambda r: lw.uniform("40 s", f"{r.uniform(1, 4):.3f} min"),
    lambda r: lw.triangular("30 s", "1 min", f"{r.uniform(2, 4):.3f} min"),
    lambda r: lw.gamma(f"{r.uniform(1, 3):.3f} min", "1 min"),
]


def hall(number: int, *, failing: bool) -> lw.Plant:
    """A random hall: two products by random ways over some stations, with buffers between."""
    r = random.Random(number)
    stations = [
        lw.Station(f"S{i}", cycle=r.choice(LAWS)(r), places=r.choice([1, 1, 2])) for i in range(r.randint(3, 6))
    ]
    if failing:
        for station in stations:
            station.breakdowns = [lw.Breakdown("stop", uptime=lw.exponential("20 min"), repair=lw.exponential("3 min"))]
    buffers, routes = [], []
    for product in ("P", "Q"):
        steps: list[str] = []
        for station in r.sample(stations, r.randint(2, len(stations))):
            buffers.append(lw.Buffer(f"before {station.name} of {product}", capacity=r.choice([None, None, 3])))
            steps += [buffers[-1].name, station.name]
        routes.append(lw.Route(product, products=[product], steps=steps))
    return lw.Plant(
        name=f"hall {number}",
        products=[lw.Product("P"), lw.Product("Q")],
        sources=[lw.Source(p, products=[p], interarrival=r.choice(LAWS)(r)) for p in ("P", "Q")],
        stations=stations,
        buffers=buffers,
        routes=routes,
    )


def changed(plant: lw.Plant, number: int) -> tuple[lw.Plant, str]:
    """The same with one element changed, and whose draws may be others now."""
    r = random.Random(1_000_000 + number)
    station = r.choice([s.name for s in plant.stations])
    source = r.choice(["P", "Q"])
    return r.choice(
        [
            lambda: (plant.edit(f"stations/{station}/cycle", lw.exponential("100 s")), station),
            lambda: (plant.edit(f"stations/{station}/places", 3), ""),
            lambda: (plant.edit(f"sources/{source}/interarrival", lw.exponential("3 min")), source),
            lambda: (plant.edit(f"buffers/{plant.buffers[0].name}/capacity", 1), ""),
            lambda: (plant.with_added("stations", lw.Station("new", cycle=lw.exponential("1 min"))), ""),
        ]
    )()


def times_of(trace: lw.Trace) -> dict[tuple[str, str, int], int]:
    """By station, product and job: how many ticks its processing took."""
    begun: dict[tuple[Any, ...], int] = {}
    took = {}
    for event in trace:
        key = (event.station, event.product, event.job)
        if event.what == "start":
            begun[key] = event.ticks
        elif event.what == "finish":
            took[key] = event.ticks - begun[key]
    return took


def gaps_of(trace: lw.Trace) -> dict[str, list[int]]:
    """By source: the instants of its arrivals, in ticks, that entered at once."""
    instants: dict[str, list[int]] = {}
    for event in trace:
        if event.what == "release":
            assert event.detail is not None
            instants.setdefault(event.detail, []).append(event.ticks)
    return instants


def repairs_of(trace: lw.Trace) -> dict[tuple[str, int], list[int]]:
    """By station and place: how many ticks each repair took, one after the other."""
    begun: dict[tuple[Any, ...], int] = {}
    took: dict[tuple[Any, ...], list[int]] = {}
    for event in trace:
        key = (event.station, event.place)
        if event.what == "repair_start":
            begun[key] = event.ticks
        elif event.what == "repair_end":
            took.setdefault(key, []).append(event.ticks - begun[key])
    return took


@pytest.mark.parametrize("number", range(PLANTS))
def test_every_other_job_takes_as_long_as_before(number: int) -> None:
    before = hall(number, failing=False)
    after, whose = changed(before, number)
    one, other = (times_of(lw.trace(plant, "10 h", seed=number)) for plant in (before, after))
    both = [key for key in one if key in other]
    assert both
    others = [key for key in both if key[0] != whose]
    assert [one[key] for key in others] == [other[key] for key in others]
    if any(key[0] == whose for key in both):  # and its own are others
        assert any(one[key] != other[key] for key in one if key in other and key[0] == whose)


@pytest.mark.parametrize("number", range(0, PLANTS, 2))
def test_every_other_repair_takes_as_long_as_before(number: int) -> None:
    before = hall(number, failing=True)
    after, whose = changed(before, number)
    one, other = (repairs_of(lw.trace(plant, "20 h", seed=number)) for plant in (before, after))
    compared = 0
    for key, repairs in one.items():
        if "places" in before.edits_to(after)[0]:
            continue  # more places share the failures of a station in another way
        n = min(len(repairs), len(other.get(key, [])))
        assert repairs[:n] == other.get(key, [])[:n], (key, whose)
        compared += n
    assert compared > 0 or "places" in before.edits_to(after)[0]


def test_arrivals_are_those_of_before_where_nothing_blocks() -> None:
    for number in range(PLANTS // 2):
        before = hall(number, failing=False)
        for buffer in before.buffers:
            buffer.capacity = None
        after, whose = changed(before, number)
        if after.buffers[0].capacity == 1:
            continue
        one, other = (gaps_of(lw.trace(plant, "10 h", seed=number)) for plant in (before, after))
        for source in one:
            if source != whose:
                assert np.array_equal(one[source], other[source]), (number, source)
