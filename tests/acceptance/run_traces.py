#!/usr/bin/env python3
"""Runs every trace of a file in the format of cases/traces.json and compares each figure to the tick.

    run_traces.py FILE [--only ID] [--json OUT] [--verbose]

Exit code 1 when a figure differs. What isn't built is listed as unsupported, with the reason.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

import case_figures as figures
import case_plant
import linewright as lw
import numpy as np
from case_plant import Case, Json

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE = figures.TICKS_PER_MINUTE
CASE_KEYS = {
    "id",
    "title",
    "public",
    "model",
    "expected",
    "variants",
    "notes",
    "family",
    "needs",
    "source",
    "method",
    "tolerance",
}
VARIANT_KEYS = {"name", "model", "expected", "notes", "title"}
LISTS = {"load": "load", "start": "start", "finish": "finish", "leave": "leave"}


@dataclass
class Row:
    case: str
    figure: str
    expected: Any
    simulated: Any
    verdict: str  # pass, FAIL, error, unsupported
    why: str = ""


def minutes(ticks: Any) -> list[Any]:
    """Whole minutes as integers; what isn't whole stays a fraction and so never equals what is expected."""
    return [int(t) // MINUTE if int(t) % MINUTE == 0 else int(t) / MINUTE for t in ticks]


class TraceRun:
    """One model, run until nothing more happens."""

    def __init__(self, model: Json) -> None:
        self.model = model
        self.built: Case = case_plant.build(model, "min")
        self.plant = lw.loads(self.built.text)
        self.events = figures.trace(self.plant)
        window = model.get("state_window")
        self.window = (
            (round(window[0] * MINUTE), round(window[1] * MINUTE))
            if window
            else (0, int(self.events.tick.max(initial=0)))
        )

    def figure(self, name: str, expected: Any) -> Any:
        """What the run says, in the form that is expected. Raises UnknownFigureError."""
        simple: dict[str, Callable[[], Any]] = {
            "departures": lambda: minutes(self.events.tick[self.departures()]),
            "departing_jobs": self.departing_jobs,
            "remaining": self.remaining,
            "vehicle_pickups": lambda: self.carried("transport"),
            "vehicle_deliveries": lambda: self.carried("deliver"),
            "lost": lambda: minutes(self.events.tick[self.events.where(what="lost")]),
        }
        if name in simple:
            return simple[name]()
        if not isinstance(expected, dict):
            raise figures.UnknownFigureError
        if name in LISTS:
            return {station: self.times(LISTS[name], station) for station in expected}
        if name == "state_minutes":
            return self.state_minutes(expected)
        if name in ("operator_minutes", "repairman_minutes"):
            return self.people_minutes(name, expected)
        raise figures.UnknownFigureError

    def carried(self, what: str) -> list[Any]:
        if not self.model.get("vehicles"):
            raise figures.UnknownFigureError
        return minutes(self.events.tick[self.events.where(what=what)])

    def departures(self) -> np.ndarray:
        return np.flatnonzero(self.events.says(what="exit") | self.events.says(what="scrap"))

    def departing_jobs(self) -> list[str]:
        """Type and number of that type in the order of entering the plant. A merged job goes by its first component."""
        names: dict[tuple[str, int], str] = {}
        entered: dict[str, int] = {}
        merged = {
            product for product in self.built.part_of if any(self.makes(s) == product for s in self.built.assemblies)
        }
        waiting: dict[str, list[str]] = {}
        assembled: dict[str, list[str]] = {}
        columns = (
            *(self.events.text(name) for name in ("what", "station", "buffer", "product")),
            self.events.job.tolist(),
        )
        for what, station, buffer, product, job in zip(*columns, strict=True):
            part = self.built.part_of.get(product, product)
            if what == "release":
                if product in merged:
                    continue
                entered[part] = entered.get(part, 0) + 1
                names[product, job] = f"{part}{entered[part]}"
            elif what == "enter":
                waiting.setdefault(buffer, []).append(names[product, job])
            elif what == "load":
                if station in self.built.assemblies:
                    first, *others = [self.built.buffers[b] for b in self.built.assemblies[station]]
                    names[product, job] = waiting[first].pop(0)
                    for other in others:
                        assembled.setdefault(station, []).append(waiting[other].pop(0))
                else:
                    for jobs in waiting.values():
                        if names[product, job] in jobs:
                            jobs.remove(names[product, job])
        left = self.departures()
        return [
            names[product, job]
            for product, job in zip(self.events.text("product", left), self.events.job[left].tolist(), strict=True)
        ]

    def makes(self, station: str) -> str:
        for given in self.built.plant["stations"]:
            if given["name"] == station:
                return str(given["assembly"]["makes"])
        raise figures.UnknownFigureError

    def remaining(self) -> int:
        """What was released and has neither left nor gone into an assembly."""
        gone = sum(
            len(self.built.assemblies[s]) * len(self.events.where(what="load", station=s))
            for s in self.built.assemblies
        )
        return len(self.events.where(what="release")) - len(self.departures()) - gone

    def times(self, what: str, station: str) -> list[Any]:
        if station not in self.built.stations:
            raise figures.UnknownFigureError
        return minutes(self.events.tick[self.events.where(what=what, station=station)])

    def state_minutes(self, expected: Json) -> Json:
        if any(station not in self.built.stations for station in expected):
            raise figures.UnknownFigureError
        unknown = {state for states in expected.values() for state in states} - set(figures.STATES)
        if unknown:
            raise figures.UnknownFigureError(", ".join(sorted(unknown)))
        states = figures.states_in(self.events, list(expected), *self.window)
        out: Json = {}
        for station, times in states.items():
            total = sum(ticks for state, ticks in times.items() if state != "waiting_repair")
            assert total == self.window[1] - self.window[0], "the states of a station fill the window"
            out[station] = {
                state: minutes([ticks])[0]
                for state, ticks in times.items()
                if (ticks or state in expected[station]) and (state != "waiting_repair" or state in expected[station])
            }
        return out

    def people_minutes(self, name: str, expected: Json) -> Json:
        """From a run over the window: shares of it times the people."""
        pool, count = (
            (case_plant.OPERATORS, self.built.operators)
            if name == "operator_minutes"
            else (case_plant.REPAIRMEN, self.built.repairmen)
        )
        if not count:
            raise figures.UnknownFigureError
        start, end = self.window
        frame = self.plant.run(horizon=f"{end} us", warmup=f"{start} us", replications=1).replications()
        rows = frame[(frame["kind"] == "operators") & (frame["element"] == pool)]
        whole = (end - start) * count
        share = dict(zip(rows["measure"].tolist(), rows["value"].tolist(), strict=True))
        ticks = {state: round(share[state] * whole) for state in ("working", "waiting", "walking", "idle")}
        of = {
            "working": ticks["working"] + ticks["waiting"],  # held, also while the station is down
            "busy": ticks["working"],
            "walking": ticks["walking"],
            "idle": ticks["idle"],
        }
        if any(key not in of for key in expected):
            raise figures.UnknownFigureError
        return {key: minutes([of[key]])[0] for key in expected}


def difference(expected: Any, simulated: Any) -> str:
    if isinstance(expected, dict) and isinstance(simulated, dict):
        parts = [
            f"{key}: {difference(expected.get(key), simulated.get(key))}"
            for key in {**expected, **simulated}
            if expected.get(key) != simulated.get(key)
        ]
        return "; ".join(parts)
    return f"expected {expected}, simulated {simulated}"


def compare(name: str, model: Json, expected: Json) -> tuple[list[Row], list[str]]:
    try:
        run = TraceRun(model)
    except case_plant.UnsupportedError as refused:
        return [Row(name, "*", None, None, "unsupported", str(refused))], []
    except (RuntimeError, ValueError) as error:
        return [Row(name, "*", None, None, "error", " ".join(str(error).split()))], []
    rows = []
    for figure, value in expected.items():
        try:
            simulated = run.figure(figure, value)
        except figures.UnknownFigureError as unknown:
            rows.append(
                Row(
                    name, figure, None, None, "unsupported", "no such figure" + (f": {unknown}" if str(unknown) else "")
                )
            )
            continue
        if simulated == value:
            rows.append(Row(name, figure, value, simulated, "pass"))
        else:
            rows.append(Row(name, figure, value, simulated, "FAIL", difference(value, simulated)))
    return rows, run.built.notes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", action="append", metavar="ID", help="this trace only (may be repeated)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the rows as JSON")
    parser.add_argument("--verbose", action="store_true", help="print a row for each figure, also of those that hold")
    options = parser.parse_args()
    every: list[Row] = []
    held = {"passed": 0, "failed": 0, "unsupported": 0}
    for case in json.loads(options.file.read_text())["cases"]:
        if options.only and case["id"] not in options.only:
            continue
        todo = [(str(case["id"]), case, CASE_KEYS)]
        todo += [(f"{case['id']}/{variant['name']}", variant, VARIANT_KEYS) for variant in case.get("variants", [])]
        for name, one, known in todo:
            unknown = [f"{key}: unknown key of a trace" for key in one if key not in known]
            if unknown:
                rows, notes = [Row(name, "*", None, None, "unsupported", "; ".join(unknown))], []
            else:
                rows, notes = compare(name, one["model"], one["expected"])
            bad = [row for row in rows if row.verdict not in ("pass", "unsupported")]
            missing = [row for row in rows if row.verdict == "unsupported"]
            verdict = "failed" if bad else "unsupported" if missing else "passed"
            held[verdict] += 1
            figures_held = sum(row.verdict == "pass" for row in rows)
            print(f"{name:<28} {verdict:<12} {figures_held} of {len(one['expected'])} figures hold")
            for row in rows if options.verbose else bad + missing:
                print(f"    {row.figure:<20} {row.verdict}" + (f": {row.why}" if row.why else ""))
            for note in notes:
                print(f"    note: {note}")
            every += rows
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in every], indent=1) + "\n")
    verdicts = [row.verdict for row in every]
    print(
        f"{sum(held.values())} traces and variants: {held['passed']} hold, {held['failed']} don't, "
        f"{held['unsupported']} unsupported"
    )
    passed, unsupported = verdicts.count("pass"), verdicts.count("unsupported")
    print(f"{passed} passed, {len(verdicts) - passed - unsupported} failed, {unsupported} unsupported")
    return 1 if len(verdicts) - passed - unsupported else 0


if __name__ == "__main__":
    sys.exit(main())
