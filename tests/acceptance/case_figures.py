"""The figures of a case, read from a run of its plant: by what the result says, or by the events of a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import linewright as lw
import numpy as np
from case_plant import BACKORDERS, MACHINE, OPERATORS, REPAIRMEN, SHIPPING, STOCK, Case

UNIT_S = 3600.0  # one unit of a case's time is an hour: rates by the hour are rates by the unit
TICKS_PER_UNIT = 3_600_000_000
TICKS_PER_MINUTE = 60_000_000

Rows = Callable[..., float]  # (kind, element, measure) -> value of one replication

STATES: dict[str, tuple[str, ...]] = {
    "working": ("processing", "load", "unload"),
    "blocked": ("blocked",),
    "starved": ("starved", "waiting_for_card", "waiting_for_material"),
    "down": ("repair", "waiting_for_crew"),
    "waiting_repair": ("waiting_for_crew",),
    "wait_operator": ("waiting_for_operator",),
    "setup": ("setup", "waiting_for_setup"),
    "off": ("off_shift", "break"),
    "maintenance": ("planned_maintenance",),
}


class UnknownFigureError(Exception):
    """A figure whose name isn't known."""


@dataclass
class Figure:
    """One figure of a case: a number from each replication."""

    path: tuple[str, ...]
    of: Callable[[Rows], float] | None  # from the result, or
    of_trace: Callable[[Events, int, int], float] | None = None  # from the events of [from, to)
    share: bool = False


def find(path: tuple[str, ...], case: Case) -> Figure:
    """The figure of a dotted name. Raises UnknownFigureError."""
    name, *rest = path
    if name == "stations" and len(rest) == 2:
        station = MACHINE if case.kind == "make_to_stock" else rest[0]
        if station not in case.stations:
            raise UnknownFigureError
        return _of_station(path, station, rest[1])
    if len(rest) == 1:
        return _of_element(path, name, rest[0], case)
    if rest:
        raise UnknownFigureError
    return _of_plant(path, name, case)


def _of_station(path: tuple[str, ...], station: str, measure: str) -> Figure:
    if measure == "utilisation":
        measure = "working"
    if measure in STATES:
        return Figure(path, lambda r: sum(r("stations", station, s) for s in STATES[measure]), share=True)
    rate = {
        "completions_rate": "made",
        "failure_rate_per_time": "breakdowns",
        "setups_per_time": "changeovers",
        "loads_rate": "jobs_in",
        "scrap_rate": "scrapped",
    }.get(measure)
    if rate is None:
        raise UnknownFigureError
    return Figure(path, lambda r: r("stations", station, rate))


def _of_element(path: tuple[str, ...], name: str, element: str, case: Case) -> Figure:
    if element in case.buffers:
        buffer = case.buffers[element]
        if name == "buffer_mean":
            return Figure(path, lambda r: r("buffers", buffer, "mean"))
        if name in ("buffer_wait", "mean_wait_by_buffer"):
            return Figure(path, lambda r: r("buffers", buffer, "wait") / UNIT_S)
    if element in case.parts:
        products = case.products_of(element)

        def total(measure: str) -> Callable[[Rows], float]:
            return lambda r: sum(r("products", p, measure) for p in products)

        measure = {
            "throughput_by_part": "throughput",
            "wip_by_part": "wip",
            "scrap_rate_by_part": "scrap_rate",
            "lost_rate_by_part": "lost_rate",
            "accepted_rate_by_part": "released",
        }.get(name)
        if measure:
            return Figure(path, total(measure))
        lost, entered = total("lost_rate"), total("released")
        if name == "loss_probability_by_part":
            return Figure(path, lambda r: _ratio(lost(r), lost(r) + entered(r)), share=True)
        if name in ("time_in_system_by_part", "mean_time_in_system_by_part"):
            return Figure(path, lambda r: _time_in_system(r, products))
        if name == "mean_time_good_by_part":
            return Figure(path, lambda r: _mean_lead(r, products))
        if name == "mean_wait_by_part" and case.preemptive:
            service = case.mean_service(element)
            if service is not None:
                return Figure(path, lambda r: _time_in_system(r, products) - service)
        elif name == "mean_wait_by_part" and not case.assemblies:
            return Figure(path, None, lambda e, start, end: mean_wait(e, products, start, end)[0])
        elif name == "probability_wait_by_part" and not case.assemblies:
            return Figure(path, None, lambda e, start, end: mean_wait(e, products, start, end)[1], share=True)
    raise UnknownFigureError


def _of_plant(path: tuple[str, ...], name: str, case: Case) -> Figure:
    if case.kind == "make_to_stock" and (figure := _of_stock(path, name, case)):
        return figure
    products = list(case.part_of)
    stations = case.stations
    buffers = list(case.buffers.values())
    direct = {
        "throughput": ("plant", "", "throughput"),
        "scrap_rate": ("plant", "", "scrap_rate"),
        "wip": ("plant", "", "wip"),
    }.get(name)
    if direct:
        return Figure(path, lambda r: r(*direct))

    def left(r: Rows) -> float:
        return r("plant", "", "throughput") + r("plant", "", "scrap_rate")

    def sources(measure: str) -> Callable[[Rows], float]:
        return lambda r: sum(r("sources", s["name"], measure) for s in case.plant["sources"])

    lost, arrived, entered = sources("lost"), sources("arrived"), sources("entered")
    if name == "mean_time_in_system":
        # In an assembly the components end there; the case counts what leaves the plant (R7).
        if case.assemblies:
            return Figure(path, lambda r: _ratio(r("plant", "", "wip"), left(r)))
        return Figure(path, lambda r: r("plant", "", "time_in_system") / UNIT_S)
    if name == "mean_time_good":
        return Figure(path, lambda r: r("plant", "", "lead_time") / UNIT_S)
    if name == "mean_time_scrapped" and not case.assemblies:
        return Figure(path, _mean_time_scrapped)
    if name == "mean_wait" and case.preemptive:
        return Figure(
            path,
            lambda r: _ratio(r("plant", "", "wip") - sum(r("stations", s, "processing") for s in stations), left(r)),
        )
    if name == "mean_wait" and len(buffers) == 1:
        return Figure(path, lambda r: r("buffers", buffers[0], "wait") / UNIT_S)
    if name == "mean_wait":
        return Figure(path, lambda r: _ratio(sum(r("buffers", b, "mean") for b in buffers), left(r)))
    if name == "probability_wait" and not case.assemblies:
        return Figure(path, None, lambda e, start, end: mean_wait(e, products, start, end)[1], share=True)
    if name in ("mean_utilisation", "utilisation"):
        return Figure(
            path, lambda r: sum(r("stations", s, "utilisation") for s in stations) / len(stations), share=True
        )
    if name == "lost_rate":
        return Figure(path, lost)
    if name == "accepted_rate":
        return Figure(path, entered)
    if name in ("arrival_rate", "offered_rate"):
        return Figure(path, arrived)
    if name == "loss_probability":
        return Figure(path, lambda r: _ratio(lost(r), arrived(r)), share=True)
    if name == "yield":
        return Figure(path, lambda r: r("plant", "", "yield"), share=True)
    if name == "operator_utilisation" and case.operators:  # held by a station, also while it is down
        return Figure(
            path, lambda r: r("operators", OPERATORS, "working") + r("operators", OPERATORS, "waiting"), share=True
        )
    if name == "repairman_utilisation" and case.repairmen:
        return Figure(path, lambda r: r("operators", REPAIRMEN, "working"), share=True)
    raise UnknownFigureError


def _of_stock(path: tuple[str, ...], name: str, case: Case) -> Figure | None:
    if name in ("utilisation", "machine_utilisation", "mean_utilisation"):
        return Figure(path, lambda r: r("stations", MACHINE, "utilisation"), share=True)
    held = case.base_stock > 0

    def stock(r: Rows) -> float:
        return r("buffers", STOCK, "mean") if held else 0.0

    def behind(r: Rows) -> float:
        return r("buffers", BACKORDERS, "mean") if held else r("plant", "", "wip")

    words = set(name.split("_"))
    if words & {"stockout", "fill", "service"} or (
        words & {"backorder", "backordered", "wait"} and "probability" in words
    ):
        met = bool(words & {"fill", "service"})
        if not held:
            return Figure(path, lambda r: 0.0 if met else 1.0 + 0.0 * r("plant", "", "wip"), share=True)
        return Figure(
            path,
            None,
            lambda e, start, end: _met_at_once(e, start, end) if met else 1.0 - _met_at_once(e, start, end),
            share=True,
        )
    late = words & {"backorder", "backorders", "backordered", "backlog"}
    if late and words & {"time", "delay", "wait"}:
        return Figure(
            path, lambda r: (r("buffers", BACKORDERS, "wait") if held else r("plant", "", "time_in_system")) / UNIT_S
        )
    if late:
        return Figure(path, behind)
    if words & {"orders", "outstanding"}:
        return Figure(path, lambda r: case.base_stock - stock(r) + behind(r))
    if words & {"inventory", "stock", "hand"} and not words & {"net", "position"}:
        return Figure(path, stock)
    if name == "wip" and held:  # goods: in stock and in work
        return Figure(path, lambda r: r("products", "unit", "wip"))
    return None


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _time_in_system(r: Rows, products: list[str]) -> float:
    """Every job that leaves; with scrap by Little's law, since a product's lead time is of its good jobs."""
    scrap = sum(r("products", p, "scrap_rate") for p in products)
    if scrap == 0.0:
        return _mean_lead(r, products)
    return _ratio(
        sum(r("products", p, "wip") for p in products), scrap + sum(r("products", p, "throughput") for p in products)
    )


def _mean_lead(r: Rows, products: list[str]) -> float:
    rates = [r("products", p, "throughput") for p in products]
    return _ratio(
        sum(rate * r("products", p, "lead_time") / UNIT_S for rate, p in zip(rates, products, strict=True)), sum(rates)
    )


def _mean_time_scrapped(r: Rows) -> float:
    good, scrapped = r("plant", "", "throughput"), r("plant", "", "scrap_rate")
    return (
        _ratio((good + scrapped) * r("plant", "", "time_in_system") - good * r("plant", "", "lead_time"), scrapped)
        / UNIT_S
    )


# -- events ------------------------------------------------------------------------------------------------------------


class Events:
    """The events of a trace as columns: whole numbers, and the names that they stand for."""

    def __init__(self, run: Any) -> None:
        self.tick: np.ndarray = run.column("ticks")
        self.job: np.ndarray = run.column("job")
        self.codes: dict[str, np.ndarray] = {
            name: run.column(name) for name in ("what", "station", "buffer", "product", "state")
        }
        self.names: dict[str, list[str]] = {name: run.names(name) for name in self.codes}
        self.ending: str = run.ending
        self.message: str = run.message

    def says(self, **wanted: str) -> np.ndarray:
        """Which events say all this."""
        chosen = np.ones(len(self.tick), dtype=bool)
        for name, value in wanted.items():
            if value not in self.names[name]:
                return np.zeros(len(self.tick), dtype=bool)
            chosen &= self.codes[name] == self.names[name].index(value)
        return chosen

    def where(self, **wanted: str) -> np.ndarray:
        """The indices of the events that say all this."""
        return np.flatnonzero(self.says(**wanted))

    def text(self, name: str, indices: np.ndarray | None = None) -> list[str]:
        """A column as words; empty where the event says nothing of the kind."""
        codes = self.codes[name] if indices is None else self.codes[name][indices]
        names = [*self.names[name], ""]  # -1, "none", is the last
        return [names[code] for code in codes.tolist()]


def trace(plant: Any, until: str | None = None, seed: int = 1, replication: int = 0) -> Events:
    return Events(lw.trace(plant, until=until, seed=seed, replication=replication))


def mean_wait(events: Events, products: list[str], start: int, end: int) -> tuple[float, float]:
    """The mean time that jobs which come in [start, end) spend in buffers, and the share of them who wait at all."""
    jobs, waits, some = 0, 0, 0
    for product in products:
        came = events.job[events.says(product=product, what="release") & (events.tick >= start) & (events.tick < end)]
        if came.size == 0:
            continue
        entering = events.says(product=product, what="enter")
        moves = np.flatnonzero(entering | events.says(product=product, what="load"))
        moves = moves[np.argsort(events.job[moves], kind="stable")]
        job, tick, enters = events.job[moves], events.tick[moves], entering[moves]
        pair = np.flatnonzero(enters[:-1] & ~enters[1:] & (job[:-1] == job[1:]))
        low = int(came.min())
        ours = pair[(job[pair] >= low) & (job[pair] <= came.max())]
        per_job = np.zeros(int(came.max()) - low + 1, dtype=np.int64)
        np.add.at(per_job, job[ours] - low, tick[ours + 1] - tick[ours])
        jobs += per_job.size
        waits += int(per_job.sum())
        some += int(np.count_nonzero(per_job))
    return _ratio(waits / TICKS_PER_UNIT, jobs), _ratio(some, jobs)


def _met_at_once(events: Events, start: int, end: int) -> float:
    """Demands are served in order: the k-th to come is the k-th to be shipped."""
    came = events.tick[events.where(what="enter", buffer=BACKORDERS)]
    shipped = events.tick[events.where(what="load", station=SHIPPING)]
    n = min(len(came), len(shipped))
    inside = (came[:n] >= start) & (came[:n] < end)
    return float(np.mean((came[:n] == shipped[:n])[inside]))


def states_in(events: Events, stations: list[str], start: int, end: int) -> dict[str, dict[str, int]]:
    """Ticks in each state of the cases, from the changes of state in [start, end); waiting_repair is a part of down."""
    out: dict[str, dict[str, int]] = {}
    for station in stations:
        changes = events.where(what="state", station=station)
        ticks = [0, *events.tick[changes].tolist(), max(end, 0)]
        names = ["starved", *events.text("state", changes)]
        times = dict.fromkeys(STATES, 0)
        for name, begins, ends in zip(names, ticks, ticks[1:], strict=False):
            inside = min(ends, end) - max(begins, start)
            if inside > 0:
                for state, members in STATES.items():
                    if name in members:
                        times[state] += inside
        out[station] = times
    return out


def period(events: Events) -> tuple[int, int] | None:
    """When everything repeats, and how often: (an instant after the transient, the period), in ticks."""
    keep = np.flatnonzero(~events.says(what="state"))
    keep = keep[len(keep) // 3 :]
    keep = keep[: len(keep) - 1]
    if len(keep) < 12:
        return None
    tick = events.tick[keep]
    labels = [
        f"{step} {what} {station} {buffer} {product}"
        for step, what, station, buffer, product in zip(
            np.diff(tick, prepend=tick[0]).tolist(),
            *(events.text(n, keep) for n in ("what", "station", "buffer", "product")),
            strict=True,
        )
    ][1:]
    # The prefix function of Knuth, Morris and Pratt: the longest border gives the shortest period.
    border = [0] * len(labels)
    k = 0
    for i in range(1, len(labels)):
        while k and labels[i] != labels[k]:
            k = border[k - 1]
        if labels[i] == labels[k]:
            k += 1
        border[i] = k
    length = len(labels) - border[-1]
    if length * 3 > len(labels):
        return None
    return int(tick[0]), int(tick[length] - tick[0])
