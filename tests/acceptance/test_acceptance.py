"""Cases whose figures are known exactly, and traces worked out by hand: the shared ones, and ours under own/."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "cases"


def run(runner: str, *arguments: str | Path) -> str:
    done = subprocess.run([sys.executable, HERE / runner, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def shared(name: str) -> Path:
    file = SHARED / name
    if not file.is_file():
        pytest.skip(f"{file} isn't there: the shared cases are kept beside the repository, not in it")
    return file


def test_shared_cases() -> None:
    out = run("run_cases.py", shared("exact.json"))
    assert out.splitlines()[-1].endswith(" 0 failed, 0 unsupported"), out


def test_shared_traces() -> None:
    out = run("run_traces.py", shared("traces.json"))
    assert out.splitlines()[-1].endswith(" 0 failed, 0 unsupported"), out


def test_own_cases() -> None:
    out = run("run_cases.py", HERE / "own" / "exact.json", "--quiet", "--coarse", "3")
    assert out.splitlines()[-1].endswith(" 0 failed, 0 unsupported"), out


def test_own_traces() -> None:
    for file in sorted((HERE / "own").glob("traces*.json")):
        out = run("run_traces.py", file)
        assert out.splitlines()[-1].endswith(" 0 failed, 0 unsupported"), out


def test_what_is_not_known_is_refused_by_name() -> None:
    sys.path.insert(0, str(HERE))
    try:
        import case_plant
    finally:
        sys.path.remove(str(HERE))
    constant = {"dist": "constant", "value": 1}
    station = {"name": "S1", "in": "source", "out": "OUT", "service": constant}
    for model, reason in [
        ({"stations": [station], "conveyors": []}, "conveyors: unknown key"),
        ({"stations": [{**station, "speed": 2}]}, "stations.S1.speed: unknown key"),
        (
            {"stations": [{**station, "calendar": {"policy": "nap"}}]},
            "stations.S1.calendar.policy: 'nap' is not defined",
        ),
        (
            {"stations": [{**station, "batch": {"min": 1, "max": "two"}}]},
            "stations.S1.batch.max: 'two' is not a size",
        ),
        (
            {"stations": [{**station, "service": {"dist": "cauchy"}}]},
            "stations.S1.service: unknown distribution 'cauchy'",
        ),
        ({"stations": [{**station, "service": {**constant, "unit": "h"}}]}, "stations.S1.service.unit: unknown key"),
        ({"stations": [{**station, "out": "B7"}]}, 'stations.S1.out: \'B7\' is neither a buffer nor "OUT" nor "SCRAP"'),
        (
            {"stations": [station], "buffers": [{"name": "B1", "discipline": "random"}]},
            "buffers.B1.discipline: 'random' is not defined",
        ),
        (
            {"stations": [station], "vehicles": [{"name": "V", "from": "S1", "to": "B9"}]},
            "vehicles.0.to: no way leads from 'S1' to a buffer 'B9'",
        ),
        (
            {"stations": [{**station, "maintenance": {"after_parts": 0, "duration": 2}}]},
            "stations.S1.maintenance.after_parts: 0 is not a number of jobs",
        ),
        ({"kanban_stages": [], "demand": constant}, 'demand: only "unlimited" is defined for a kanban line'),
    ]:
        with pytest.raises(case_plant.UnsupportedError) as refused:
            case_plant.build(model)
        assert reason in refused.value.reasons, refused.value.reasons


def test_a_wrong_figure_fails(tmp_path: Path) -> None:
    case = """{"cases": [{"id": "Z", "model": {"stations": [{"name": "S1", "in": "source", "out": "OUT",
        "service": {"dist": "exp", "mean": 1}}]}, "expected": {"throughput": %s, "colour": 3}}]}"""
    file = tmp_path / "cases.json"
    file.write_text(case % 1.0)
    assert "1 passed, 0 failed, 1 unsupported" in run("run_cases.py", file, "--coarse", "3")
    file.write_text(case % 1.1)
    done = subprocess.run(
        [sys.executable, HERE / "run_cases.py", file, "--coarse", "3"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "0 passed, 1 failed, 1 unsupported" in done.stdout
