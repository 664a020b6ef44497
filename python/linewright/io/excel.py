# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Studies and results as workbooks for Excel and Power BI: `Study.to_excel`, `Result.to_excel`.

Sheets have names of their own, never those of somebody's stations. Figures are in the units of `Result.summary`
(seconds, jobs an hour, shares from 0 to 1) where a column `unit` says so; where a heading has a unit, in that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linewright import _core
from linewright.io._workbook import Table, write
from linewright.result import Interval

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Sequence

    from linewright.result import Result
    from linewright.study import Study

__all__ = ["write_result", "write_study"]

_FIGURE = ("kind", "element", "figure", "unit")
_SUMMARY = (*_FIGURE, "mean", "low", "high", "half width", "sd", "least", "most", "replications")
_LONG = ("replication", *_FIGURE, "value")
_STATES = ("station", "state", "time (h)", "share")


def write_study(study: Study, path: str | os.PathLike[str], replications: bool) -> None:
    """Writes a study; see `Study.to_excel`."""
    results = study.results
    write(
        path,
        [
            _findings(study),
            _overview(study),
            _each("summary", _SUMMARY, {name: _summary(result) for name, result in results.items()}),
            _differences(study),
            _scenarios(study),
            _changes(study),
            _each("states", _STATES, {name: _states(result) for name, result in results.items()}),
            _each("options", _OPTIONS, {name: [_options(result)] for name, result in results.items()}),
            *([_replications(results)] if replications else []),
        ],
    )


def write_result(result: Result, path: str | os.PathLike[str], replications: bool) -> None:
    """Writes a result; see `Result.to_excel`."""
    output = [list(row) for row in result._core.output_rows()]
    costs = [row[:-1] for row in result._core.cost_rows()]
    write(
        path,
        [
            _table("summary", _SUMMARY, _summary(result)),
            _table("states", _STATES, _states(result)),
            _table("output", ("replication", "product", "hour", "good", "plan"), output),
            _table("costs", ("replication", *_COSTS), costs),
            _table("options", _OPTIONS, [_options(result)]),
            *([Table("replications", _LONG, *_long(result))] if replications else []),
        ],
    )


_COSTS = ("kind", "list", "element", "state", "amount", "direct", "overhead", "idle", "energy (kWh)")


def _table(name: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table:
    return Table(name, head, len(rows), rows)


def _each(name: str, head: Sequence[str], rows: dict[str, Sequence[Sequence[Any]]]) -> Table:
    """The same table of each scenario, one below the other, the scenario's name in the first column."""
    return _table(name, ("scenario", *head), [(scenario, *row) for scenario, some in rows.items() for row in some])


# ---- of a result


def _summary(result: Result) -> list[Sequence[Any]]:
    rows: list[Sequence[Any]] = []
    for *names, mean, half, sd, least, most, n in result._core.summary_rows():
        value = Interval(mean, half, sd, least, most, n)
        rows.append((*names, mean, value.low, value.high, half, sd, least, most, n))
    return rows


def _states(result: Result) -> list[Sequence[Any]]:
    """Means over the replications, of all places of a station together."""
    rows = result._core.state_rows()
    runs = len({row[0] for row in rows})
    total: dict[tuple[str, str], list[float]] = {}
    for _, station, state, _, seconds, share in rows:
        sums = total.setdefault((station, state), [0.0, 0.0])
        sums[0] += seconds
        sums[1] += share
    return [(*key, seconds / 3600.0 / runs, share / runs) for key, (seconds, share) in total.items()]


def _long(result: Result) -> tuple[int, Iterator[Sequence[Any]]]:
    columns = result._long()
    lists = [columns[name].tolist() for name in ("replication", "kind", "element", "measure", "unit", "value")]
    return len(lists[0]), zip(*lists, strict=True)


_OPTIONS = (
    "plant",
    "plant hash",
    "warm-up (h)",
    "horizon (h)",
    "replications",
    "failed",
    "seed",
    "confidence",
    "currency",
    "Linewright",
)


def _options(result: Result) -> Sequence[Any]:
    seed = result.seed
    return (
        result.plant,
        f"{result._core.identity:016x}",
        result.warmup.seconds / 3600.0,
        result.horizon.seconds / 3600.0,
        len(result),
        len(result.failures),
        seed if seed < 2**53 else str(seed),  # a number of Excel has no more digits
        result.confidence,
        result.currency,
        _core.__version__,
    )


# ---- of a study


def _replications(results: dict[str, Result]) -> Table:
    parts = {name: _long(result) for name, result in results.items()}
    rows = ((name, *row) for name, (_, some) in parts.items() for row in some)
    return Table("replications", ("scenario", *_LONG), sum(count for count, _ in parts.values()), rows)


def _findings(study: Study) -> Table:
    has = any(row[:3] == ("plant", "", "throughput") for row in study.paired(study.base))
    said = study.findings() if has else []
    return _table("findings", ("number", "finding"), list(enumerate(said, 1)))


def _overview(study: Study) -> Table:
    """A row a scenario, in planners' units."""
    from linewright.report.findings import figure_of, text

    head = ["scenario"]
    shown = [(key, figure_of(study, *key)) for key in study._shown()]
    for _, figure in shown:
        unit = f" ({figure.unit})" if figure.unit else ""
        label = text(figure.label)
        head += [f"{label}{unit}", f"{label} low{unit}", f"{label} high{unit}"]
    rows = []
    for name in study.names:
        row: list[Any] = [name]
        for key, figure in shown:
            value = study.difference(name, *key).value
            row += [value.mean * figure.factor, value.low * figure.factor, value.high * figure.factor]
        rows.append(row)
    return _table("overview", head, rows)


_DIFFERENCES = (
    "scenario",
    "base",
    *_FIGURE,
    "base mean",
    "mean",
    "difference",
    "low",
    "high",
    "low, all at once",
    "high, all at once",
    "variance factor",
    "verdict",
    "replications",
)


def _differences(study: Study) -> Table:
    rows = []
    for name in study.names:
        for d in study.paired(name) if name != study.base else ():
            i = d.difference
            ends = (i.low, i.high, i.mean - d.together, i.mean + d.together)
            means = (d.base.mean, d.value.mean, i.mean)
            rows.append((name, study.base, *d[:4], *means, *ends, d.variance_factor, d.verdict, i.n))
    return _table("differences", _DIFFERENCES, rows)


def _scenarios(study: Study) -> Table:
    rows = [(name, name == study.base, study.words[name]) for name in study.names]
    return _table("scenarios", ("scenario", "is the base", "changes"), rows)


def _changes(study: Study) -> Table:
    """Every place in which a scenario's plant differs from the base's."""
    rows: list[Sequence[Any]] = []
    for name in study.names if study._plants else ():
        found = study._plants[study.base].diff(study._plants[name])
        rows += [(name, path, before, after) for path, before, after, *_ in found]
    return _table("changes", ("scenario", "path", "from", "to"), rows)
