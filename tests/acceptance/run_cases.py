#!/usr/bin/env python3
"""Runs every case of a file in the format of cases/exact.json and judges each figure by the file's own tolerance.

    run_cases.py FILE [--only ID] [--json OUT] [--quiet] [--coarse F] [--seed N] ...

Throughput and WIP with an asymptotic variance v are judged by it, at a half-width of at most 0.5 %; conserved figures
to 1e-6; all others by Student's t over independent replications, family-wise at 1 % over the file, with a standard
error of at most 0.3 % (shares: 0.001). Runs are made as long as that takes. Exit code 1 when a figure fails.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import case_figures as figures
import case_plant
import linewright as lw
import numpy as np
from scipy import stats

HALF_WIDTH = 0.005
STANDARD_ERROR, SHARE_ERROR = 0.003, 0.001
CONSERVED = 1e-6
MARGIN = 0.9  # errors are aimed at this much of what is allowed, since they are estimates
CASE_KEYS = {"id", "title", "family", "public", "needs", "model", "expected", "method", "source", "tolerance", "notes"}


@dataclass
class Row:
    case: str
    figure: str
    exact: float | None
    simulated: float | None
    half_width: float | None
    z: float | None
    verdict: str  # pass, FAIL, wide, error, unsupported
    why: str = ""


@dataclass
class Judged:
    """One figure: what it should be, and how it is judged."""

    figure: figures.Figure
    exact: float
    rule: str  # "conserved", "variance" or "t"
    variance: float = 0.0
    values: list[float] = field(default_factory=list)  # one per replication
    total_time: float = 0.0
    coarse: float = 1.0  # how many times wider than the rule it may be

    @property
    def name(self) -> str:
        return ".".join(self.figure.path)

    @property
    def allowed_error(self) -> float:
        return self.coarse * (SHARE_ERROR if self.figure.share or self.exact == 0 else STANDARD_ERROR * abs(self.exact))

    @property
    def allowed_half_width(self) -> float:
        return self.coarse * HALF_WIDTH * abs(self.exact)

    @property
    def error(self) -> float:
        return float(np.std(self.values, ddof=1) / math.sqrt(len(self.values)))

    def too_short_by(self) -> float:
        """How many times the time that was simulated this figure needs."""
        if self.rule == "conserved":
            return 0.0
        if self.rule == "variance":
            return self.variance * (4 / self.allowed_half_width) ** 2 / self.total_time
        return (self.error / (MARGIN * self.allowed_error)) ** 2

    def row(self, case: str, level: float) -> Row:
        mean = float(np.mean(self.values))
        off = mean - self.exact
        if self.rule == "conserved" or (self.rule == "t" and np.ptp(self.values) == 0):
            ok = abs(off) <= CONSERVED * max(1.0, abs(self.exact) if self.rule == "t" else 1.0)
            return Row(
                case,
                self.name,
                self.exact,
                mean,
                CONSERVED,
                None,
                "pass" if ok else "FAIL",
                "conserved" if ok else f"off by {off:.3g}",
            )
        if self.rule == "variance":
            sd = math.sqrt(self.variance / self.total_time)
            half, z, limit = 4 * sd, off / sd, 4.0
            wide = half > self.allowed_half_width * (1 + 1e-9)
            why = "the half-width is too wide"
        else:
            limit = float(stats.t.ppf(1 - level / 2, len(self.values) - 1))
            half, z = limit * self.error, off / self.error
            wide = self.error > self.allowed_error
            why = f"the standard error is {self.error / self.allowed_error:.2f} times what is allowed"
        if abs(z) > limit:
            return Row(case, self.name, self.exact, mean, half, z, "FAIL", f"|z| > {limit:.2f}")
        return Row(case, self.name, self.exact, mean, half, z, "wide" if wide else "pass", why if wide else "")


def flatten(expected: dict[str, Any], path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    out = []
    for key, value in expected.items():
        if isinstance(value, dict):
            out += flatten(value, (*path, key))
        elif not key.endswith("_asymptotic_variance"):
            out.append(((*path, key), value))
    return out


def rule_of(path: tuple[str, ...], case: dict[str, Any]) -> tuple[str, float]:
    """How a figure is judged: as conserved where the case says so, by its variance where there is one, else by t."""
    name = ".".join(path)
    tolerance = case.get("tolerance", {})
    if isinstance(tolerance, dict):
        if name in tolerance.get("conserved", {}).get("figures", []):
            return "conserved", 0.0
        said = tolerance.get(name)
        if isinstance(said, str) and said.startswith("deterministic or conserved"):
            return "conserved", 0.0
    variance = case["expected"].get(f"{path[0]}_asymptotic_variance") if len(path) == 1 else None
    if variance is not None:
        return ("variance", float(variance)) if variance > 0 else ("conserved", 0.0)
    return "t", 0.0


class CaseRun:
    def __init__(self, case: dict[str, Any], level: float, options: argparse.Namespace) -> None:
        self.case, self.level, self.options = case, level, options
        self.id = str(case["id"])
        self.seed = (options.seed * 1_000_003 + zlib.crc32(self.id.encode())) % 2**31
        self.started = time.perf_counter()
        self.notes: list[str] = []

    def rows(self) -> list[Row]:
        unknown = [f"{key}: unknown key of a case" for key in self.case if key not in CASE_KEYS]
        if unknown:
            return [Row(self.id, "*", None, None, None, None, "unsupported", "; ".join(unknown))]
        try:
            self.built = case_plant.build(self.case["model"])
        except case_plant.UnsupportedError as refused:
            return [Row(self.id, "*", None, None, None, None, "unsupported", str(refused))]
        self.notes = self.built.notes
        out: list[Row] = []
        judged: list[Judged] = []
        for path, exact in flatten(self.case["expected"]):
            try:
                if isinstance(exact, bool) or not isinstance(exact, int | float):
                    raise figures.UnknownFigureError
                figure = figures.find(path, self.built)
            except figures.UnknownFigureError:
                out.append(Row(self.id, ".".join(path), None, None, None, None, "unsupported", "no such figure"))
                continue
            rule, variance = rule_of(path, self.case)
            judged.append(Judged(figure, float(exact), rule, variance, coarse=self.options.coarse))
        try:
            self.plant = lw.loads(self.built.text)
            if self.built.random:
                self.simulate([j for j in judged if j.figure.of])
                self.simulate([j for j in judged if j.figure.of_trace], by_trace=True)
            else:
                self.simulate_periods(judged)
        except (RuntimeError, ValueError) as error:
            return [*out, Row(self.id, "*", None, None, None, None, "error", " ".join(str(error).split()))]
        return [j.row(self.id, self.level) for j in judged] + out

    # -- running -------------------------------------------------------------------------------------------------

    def measure(self, judged: list[Judged], start: str, end: str, n: int, seed: int) -> None:
        """Adds n replications of the window [start, end) to the figures that the result gives."""
        frame = self.plant.run(
            horizon=end, warmup=start, replications=n, seed=seed, threads=self.options.threads
        ).replications()
        tables: list[dict[tuple[str, str, str], float]] = [{} for _ in range(n)]
        columns = (frame[name].tolist() for name in ("replication", "kind", "element", "measure", "value"))
        for replication, kind, element, measure, value in zip(*columns, strict=True):
            tables[int(replication)][kind, element, measure] = value
        for j in judged:
            of = j.figure.of
            assert of is not None
            j.values += [of(lambda *key, table=table: table[key]) for table in tables]

    def measure_by_trace(self, judged: list[Judged], start: float, end: float, n: int, seed: int) -> None:
        """Adds n replications of the window [start, end) to the figures that only events give."""
        ticks = figures.TICKS_PER_UNIT
        # Waits of the last to come aren't over at the end: they are left out by taking who came a little before.
        last = int((end - 0.01 * (end - start)) * ticks)
        for i in range(n):
            events = figures.trace(self.plant, until=f"{end!r} h", seed=seed, replication=i)
            for j in judged:
                of = j.figure.of_trace
                assert of is not None
                j.values.append(of(events, int(start * ticks), last))

    def simulate(self, judged: list[Judged], by_trace: bool = False) -> None:
        """Runs replications until every figure is known as well as it must be: first longer ones, then more."""
        if not judged:
            return
        seed = self.seed
        add = self.options.replications
        length = 200.0 * self.built.time_scale
        begin = time.perf_counter()
        while True:
            warmup = max(200.0 * self.built.time_scale, 0.1 * length)
            turn = time.perf_counter()
            if by_trace:
                self.measure_by_trace(judged, warmup, warmup + length, add, seed)
            else:
                self.measure(judged, f"{warmup!r} h", f"{warmup + length!r} h", add, seed)
            seed += 1
            for j in judged:
                j.total_time = len(j.values) * length
            took = (time.perf_counter() - turn) / add
            short = max(j.too_short_by() for j in judged)
            left = self.options.budget - (time.perf_counter() - begin)
            if short <= 1.0 or took * self.options.replications > left:
                return  # what isn't known well enough is reported as "wide"
            if short > 3.0:
                length *= min(short, 40.0, max(1.0, left / (took * self.options.replications)))
                add = self.options.replications
                for j in judged:
                    j.values = []
            else:
                add = max(self.options.replications // 4, math.ceil(1.05 * (short - 1.0) * len(judged[0].values)))

    def simulate_periods(self, judged: list[Judged]) -> None:
        """A plant without chance: a whole number of periods, after the transient."""
        length = 300.0 * self.built.time_scale
        found = None
        while found is None and length <= 30_000.0 * self.built.time_scale:
            events = figures.trace(self.plant, until=f"{length!r} h")
            found = figures.period(events)
            length *= 3.0
        if found is None:
            raise RuntimeError("no period was found in a plant without chance")
        transient, period = found
        start, end = transient, transient + 24 * period
        by_result = [j for j in judged if j.figure.of]
        if by_result:
            self.measure(by_result, f"{start} us", f"{end} us", 2, self.seed)
        for j in judged:
            if j.figure.of_trace:
                j.values = [j.figure.of_trace(events, start, start + period)] * 2
            j.total_time = 2 * (end - start) / figures.TICKS_PER_UNIT


def print_row(row: Row) -> None:
    def number(value: float | None, digits: str = ".7g") -> str:
        return "" if value is None else format(value, digits)

    print(
        f"{row.case:<8} {row.figure:<36} {number(row.exact):>12} {number(row.simulated):>12} "
        f"{number(row.half_width, '.2g'):>9} {number(row.z, '+.2f'):>7}  {row.verdict}"
        + (f": {row.why}" if row.why and row.verdict != "pass" else ""),
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--only", action="append", metavar="ID", help="this case only (may be repeated)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the rows as JSON")
    parser.add_argument("--replications", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0, help="0: as many as the machine has")
    parser.add_argument("--coarse", type=float, default=1.0, help="allow half-widths and errors so many times as wide")
    parser.add_argument("--budget", type=float, default=900.0, help="seconds that a case may take")
    parser.add_argument("--quiet", action="store_true", help="print only what doesn't pass")
    options = parser.parse_args()
    file = json.loads(options.file.read_text())
    cases = file["cases"]
    tolerance = file.get("tolerance", {})
    count = tolerance.get("figures") if isinstance(tolerance, dict) else None
    if not count:
        count = sum(len(flatten(case["expected"])) for case in cases)
    level = 0.01 / count
    began = time.perf_counter()
    print(f"{'case':<8} {'figure':<36} {'exact':>12} {'simulated':>12} {'half-w.':>9} {'z':>7}  verdict")
    every: list[Row] = []
    per_case: dict[str, str] = {}
    for case in cases:
        if options.only and str(case["id"]) not in options.only:
            continue
        run = CaseRun(case, level, options)
        rows = run.rows()
        for row in rows:
            if not options.quiet or row.verdict != "pass":
                print_row(row)
        for note in run.notes:
            print(f"{run.id:<8} note: {note}")
        every += rows
        bad = any(row.verdict not in ("pass", "unsupported") for row in rows)
        per_case[run.id] = (
            "failed" if bad else "unsupported" if any(row.verdict == "unsupported" for row in rows) else "passed"
        )
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in every], indent=1) + "\n")
    verdicts = [row.verdict for row in every]
    passed, unsupported = verdicts.count("pass"), verdicts.count("unsupported")
    failed = len(verdicts) - passed - unsupported
    held = list(per_case.values())
    print(
        f"{len(held)} cases: {held.count('passed')} hold, {held.count('failed')} don't, "
        f"{held.count('unsupported')} unsupported; "
        f"level per figure {level:.3g}, {time.perf_counter() - began:.0f} s"
    )
    print(f"{passed} passed, {failed} failed, {unsupported} unsupported")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
