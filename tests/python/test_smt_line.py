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


def check(name: str, module: str, size: int) -> None:
    row, ours = published(name, size), smt_pcb.figures(smt_pcb.line(module, size))
    for column, value in zip(smt_pcb.COLUMNS, ours, strict=True):
        # Energy is a sum of figures that are kept in whole millionths of a kWh.
        rel = 2e-8 if column == "avg_energy_per_PCB" else 1e-12
        assert value == pytest.approx(row[column], rel=rel, abs=1e-12), column


def test_without_a_magazine() -> None:
    check("no_buffering", "none", 2)


@pytest.mark.parametrize("size", [4, 8, 16, 32, 64, 128, 256, 512, 1024])
def test_with_a_magazine(size: int) -> None:
    check("single_buffering", "single", size)


@pytest.mark.parametrize("size", [4, 8, 16, 32, 64, 128, 256, 512, 1024])
def test_with_a_magazine_on_either_side(size: int) -> None:
    check("double_buffering", "double", size)


@pytest.mark.parametrize("module", ["none", "single", "double"])
def test_the_table_of_the_docs(module: str) -> None:
    """Needs no folder: the plant gives what docs/real-plants.md shows of it."""
    text = (ROOT / "docs" / "real-plants.md").read_text().split("## SMT line")[1]
    table = text.split(f"| {module} | boards/h")[1].split("\n\n")[0].splitlines()[2:]
    assert len(table) == (1 if module == "none" else 9)
    for line in table[:3]:
        size, *values = (cell.strip() for cell in line.strip("|").split("|"))
        ours = smt_pcb.figures(smt_pcb.line(module, int(size)))
        assert [f"{value:.6g}" for value in ours] == values[:-1]
