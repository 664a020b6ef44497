# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The benchmark's two plants in salabim. Prints: model, processor ns a station-job, the figure that was checked."""

from __future__ import annotations

import random
import sys
import time
from typing import Any

import salabim as sim

sim.yieldless(False)


def single_queue(minutes: float) -> tuple[int, float]:
    env = sim.Environment(trace=False, random_seed=1)
    rng = random.Random(1)
    server = sim.Resource("server", capacity=1, monitor=False, env=env)
    seen = {"count": 0, "total": 0.0}

    class Job(sim.Component):  # type: ignore[misc]
        def process(self) -> Any:
            came = env.now()
            yield self.request(server)
            yield self.hold(rng.expovariate(1 / 0.75))
            self.release()
            seen["count"] += 1
            seen["total"] += env.now() - came

    class Arrivals(sim.Component):  # type: ignore[misc]
        def process(self) -> Any:
            while True:
                yield self.hold(rng.expovariate(1.0))
                Job(env=env)

    Arrivals(env=env)
    env.run(till=minutes)
    return int(seen["count"]), seen["total"] / seen["count"]


def transfer_line(minutes: float, stations: int = 20, places: int = 10) -> tuple[int, float]:
    env = sim.Environment(trace=False, random_seed=1)
    rng = random.Random(1)
    buffers = [sim.Store(capacity=places, monitor=False, env=env) for _ in range(stations - 1)]
    done = [0] * stations

    class Station(sim.Component):  # type: ignore[misc]
        def setup(self, number: int) -> None:
            self.number = number

        def process(self) -> Any:
            i = self.number
            left = rng.expovariate(1 / 100)
            while True:
                if i:
                    yield self.from_store(buffers[i - 1])
                    job = self.from_store_item()
                else:
                    job = sim.Component(env=env)
                work = rng.expovariate(1.0)
                while work > left:
                    yield self.hold(left)
                    work -= left
                    yield self.hold(rng.expovariate(1 / 10))
                    left = rng.expovariate(1 / 100)
                left -= work
                yield self.hold(work)
                done[i] += 1
                if i + 1 < stations:
                    yield self.to_store(buffers[i], job)

    for i in range(stations):
        Station(number=i, env=env)
    env.run(till=minutes)
    return sum(done), done[-1] / minutes


def main() -> int:
    for name, model, minutes, low, high in (
        ("mm1", single_queue, 30_000.0, 2.5, 3.6),
        ("line_20", transfer_line, 2_500.0, 0.5, 0.7),
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
