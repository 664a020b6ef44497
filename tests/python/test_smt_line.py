# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The SMT line of the examples against its published figures, where these are there."""

from __future__ import annotations

import os
import pathlib
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "examples" / "real_plants"))
smt_pcb = pytest.importorskip("smt_pcb")


def folder() -> pathlib.Path:
    place = pathlib.Path(os.environ.get("LINEWRIGHT_SMT_LINE", ROOT.parent / "shared" / "data" / "smt_pcb_line"))
    if not (place / "Results_no_buffering.csv").exists():
        pytest.skip(f"{place} isn't there: LINEWRIGHT_SMT_LINE names the folder")
    return place


def published(name: str, size: int) -> dict[str, float]:
    lines = (folder() / f"Results_{name}.csv").read_text().splitlines()
    for line in lines[1:]:
        row = dict(zip(lines[0].split(","), map(float, line.split(",")), strict=True))
        if row["N"] == size:
            return row
    raise AssertionError(size)


def test_without_a_magazine() -> None:
    row, ours = published("no_buffering", 2), smt_pcb.figures(smt_pcb.line())
    assert ours.throughput == pytest.approx(row["avg_throughput"], rel=2e-4)
    assert ours.longest == pytest.approx(row["max_cycle_time_hrs"], rel=2e-3)
    assert ours.energy == pytest.approx(row["avg_energy_per_PCB"], rel=5e-4)
    assert ours.heating == pytest.approx(row["RFO_setup"], abs=0.005)
    assert ours.empty == pytest.approx(row["RFO_ON_empty"], abs=0.01)
    assert ours.occupied == pytest.approx(row["RFO_ON_occupied"], abs=0.01)


@pytest.mark.parametrize("size", [16, 128, 1024])
def test_with_a_magazine_on_either_side(size: int) -> None:
    row, ours = published("double_buffering", size), smt_pcb.figures(smt_pcb.line("double", size))
    assert ours.throughput == pytest.approx(row["avg_throughput"], rel=2e-3)
    assert ours.off == pytest.approx(row["RFO_OFF"], abs=0.03)
    assert ours.heating == pytest.approx(row["RFO_setup"], abs=0.03)
    assert ours.occupied == pytest.approx(row["RFO_ON_occupied"], abs=0.03)
