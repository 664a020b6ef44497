# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The benchmark's two plants in SimPy. Prints: model, processor ns a station-job, the figure that was checked."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Generator
from typing import Any

import simpy


def single_queue(minutes: float) -> tuple[int, float]:
    env = simpy.Environment()
    rng = random.Random(1)
    server = simpy.Resource(env, 1)
    count, total = 0, 0.0

    def job() -> Generator[Any, Any, None]:
        nonlocal count, total
        came = env.now
        with server.request() as turn:
            yield turn
            yield env.timeout(rng.expovariate(1 / 0.75))
        count += 1
        total += env.now - came

    def arrivals() -> Generator[Any, Any, None]:
        while True:
            yield env.timeout(rng.expovariate(1.0))
            env.process(job())

    env.process(arrivals())
    env.run(until=minutes)
    return count, total / count


def transfer_line(minutes: float, stations: int = 20, places: int = 10) -> tuple[int, float]:
    env = simpy.Environment()
    rng = random.Random(1)
    buffers = [simpy.Store(env, places) for _ in range(stations - 1)]
    done = [0] * stations

    def station(i: int) -> Generator[Any, Any, None]:
        left = rng.expovariate(1 / 100)
        while True:
            job = (yield buffers[i - 1].get()) if i else 0
            work = rng.expovariate(1.0)
            while work > left:
                yield env.timeout(left)
                work -= left
                yield env.timeout(rng.expovariate(1 / 10))
                left = rng.expovariate(1 / 100)
            left -= work
            yield env.timeout(work)
            done[i] += 1
            if i + 1 < stations:
                yield buffers[i].put(job)

    for i in range(stations):
        env.process(station(i))
    env.run(until=minutes)
    return sum(done), done[-1] / minutes


def main() -> int:
    for name, model, minutes, low, high in (
        ("mm1", single_queue, 100_000.0, 2.7, 3.3),
        ("line_20", transfer_line, 8_000.0, 0.55, 0.66),
    ):
        begun = time.process_time()
        jobs, figure = model(minutes)
        used = time.process_time() - begun
        if not low < figure < high:
            print(f"{name}: the figure {figure} is off", file=sys.stderr)
            return 1
        print(f"{name} {used / jobs * 1e9:.0f} {figure:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
