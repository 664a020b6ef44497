# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The golden plants of tests/golden have the same fingerprints from Python."""

import json
import pathlib
import pickle
from typing import Any

import linewright as lw
import pytest

FOLDER = pathlib.Path(__file__).parents[1] / "golden"


def manifest() -> list[dict[str, Any]]:
    lines = (FOLDER / "golden.json").read_text(encoding="utf-8").splitlines()
    rows: list[dict[str, Any]] = json.loads("\n".join(x for x in lines if not x.startswith("//")))["plants"]
    return rows


@pytest.mark.parametrize("row", manifest(), ids=lambda row: str(row["plant"]))
def test_a_golden_plant_has_the_fingerprints_that_it_has_in_cpp(row: dict[str, Any]) -> None:
    plant = lw.load(FOLDER / "plants" / f"{row['plant']}.json")
    registry = {"odd_first": lambda job: 0.0 if job.number % 2 == 1 else 1.0} if row["plant"] == "job_shop" else None
    values = [
        lw.fingerprint(
            plant, row["horizon"], row.get("warmup", "0 s"), seed=row["seed"], replication=k, registry=registry
        )
        for k in range(row["replications"])
    ]
    assert [f"{value:016x}" for value in values] == row["fingerprints"]


@pytest.mark.parametrize("row", manifest(), ids=lambda row: str(row["plant"]))
def test_nothing_of_its_result_is_lost_by_pickling(row: dict[str, Any]) -> None:
    plant = lw.load(FOLDER / "plants" / f"{row['plant']}.json")
    registry = {"odd_first": lambda job: 0.0 if job.number % 2 == 1 else 1.0} if row["plant"] == "job_shop" else None
    result = plant.run(horizon=row["horizon"], warmup=row.get("warmup", "0 s"), replications=2, registry=registry)
    again = pickle.loads(pickle.dumps(result))
    assert again.replications().equals(result.replications())
