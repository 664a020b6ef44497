# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The penny fab of Hopp and Spearman (Factory Physics, chapter 7).

Four machines in a row, 2 h each, here with exponential times, the book's practical worst case. Bottleneck rate 0.5 an
hour, raw process time 8 h. One line, run in three ways:

- push: jobs come at random at 0.9 of the bottleneck rate, whatever the line looks like;
- CONWIP: a job may enter when one has left: so many cards for the whole line;
- kanban: each machine and its queue have cards of their own.

The book's formulas stand beside: push is a row of M/M/1 queues, WIP 4 x 0.9 / 0.1 = 36 and lead time 80 h; CONWIP with
w cards makes w / (w + 3) of the bottleneck rate. As files: examples/plants/penny_fab_*.json. As a C++ program:
examples/cpp/penny_fab.cpp.
"""

from pathlib import Path

import linewright as lw

PLANTS = Path(__file__).parents[1] / "plants"
MACHINES = ["punch", "stamp", "rim", "deburr"]


def penny_fab(name: str) -> lw.Plant:
    """The line, without a word on how jobs come in."""
    plant = lw.Plant(name)
    way = lw.Route("way")
    for machine in MACHINES:
        plant.add(lw.Buffer(f"before {machine}"), lw.Station(machine, cycle=lw.exponential("2 h")))
        way.steps += [f"before {machine}", machine]
    return plant.add(way)


def push() -> lw.Plant:
    return penny_fab("penny fab, push").add(lw.Source("orders", interarrival=lw.exponential(f"{2 / 0.9} h")))


def conwip(cards: int) -> lw.Plant:
    return penny_fab("penny fab, CONWIP").add(lw.Source("orders", always=True), lw.CardLoop("line", cards=cards))


def kanban(cards: int) -> lw.Plant:
    loops = [lw.CardLoop(machine, cards=cards, members=[f"before {machine}", machine]) for machine in MACHINES]
    return penny_fab("penny fab, kanban").add(lw.Source("orders", always=True), *loops)


assert push() == lw.load(PLANTS / "penny_fab_push.json").without("description")
assert conwip(10) == lw.load(PLANTS / "penny_fab_conwip.json").without("description")
assert kanban(2) == lw.load(PLANTS / "penny_fab_kanban.json").without("description")


def show(way: str, plant: lw.Plant, formula: float | None = None) -> None:
    result = plant.run(horizon="20000 h", warmup="2000 h", replications=20)
    made, wip, time = result.throughput, result.wip, result.lead_time
    expected = "" if formula is None else f"{formula:.4f}"
    print(
        f"{way:<22} {made.mean:7.4f} +- {made.half_width:.4f} {expected:>9} {wip.mean:8.2f} +- {wip.half_width:.2f}"
        f" {time.mean / 3600:8.1f} +- {time.half_width / 3600:.1f}"
    )


print(f"{'penny fab':<22} {'pennies an hour':>17} {'formula':>9} {'WIP':>16} {'lead time h':>15}")
show("push at 0.9", push(), 0.45)
for cards in (4, 5, 6, 7, 8, 9, 10, 27):
    show(f"CONWIP, {cards} cards", conwip(cards), 0.5 * cards / (cards + 3))
for cards in (1, 2, 3, 4):
    show(f"kanban, {cards} each", kanban(cards))
