"""How often intervals cover: the chains of scripts/coverage.py against closed forms, and its table in small."""

from __future__ import annotations

import importlib.util
import math
import pathlib
import sys
from typing import Any

import pytest

pytest.importorskip("scipy")


def _script() -> Any:
    path = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "coverage.py"
    spec = importlib.util.spec_from_file_location("coverage_script", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


coverage = _script()


def test_a_chain_from_empty_is_the_closed_form_of_its_two_states() -> None:
    # Erlang's loss with one server: busy with chance r/(r+m) (1 - exp(-(r+m)t)); integrated over an hour.
    case = coverage.queue("one", 2.0, 1.0, 1, 0, 60.0)
    r, m = 1 / 2.0, 1.0
    busy = r / (r + m) * (1 - (1 - math.exp(-(r + m) * 60.0)) / ((r + m) * 60.0))
    truth = coverage.expectation(case)
    assert truth["wip"] == pytest.approx(busy, rel=1e-10)
    assert truth["throughput"] == pytest.approx(60.0 * m * busy, rel=1e-10)


def test_over_a_long_time_a_chain_comes_to_its_steady_state() -> None:
    # M/M/1/5 at load 0.9; two stations without a buffer: 2/3 of a job a minute (Hunt 1956).
    queue = coverage.expectation(coverage.queue("queue", 1 / 0.9, 1.0, 1, 4, 200_000.0))
    weights = [0.9**n for n in range(6)]
    assert queue["throughput"] == pytest.approx(60 * (1 - weights[0] / sum(weights)), rel=1e-4)
    assert queue["wip"] == pytest.approx(sum(n * w for n, w in enumerate(weights)) / sum(weights), rel=1e-4)
    line = coverage.expectation(coverage.line("line", [1.0, 1.0], [0], 200_000.0))
    assert line["throughput"] == pytest.approx(40.0, rel=1e-4)


@pytest.mark.parametrize("number", range(12))
def test_intervals_cover_as_often_as_they_say(number: int) -> None:
    case = coverage.cases()[number]
    studies = 120
    covered = coverage.terminating(case, studies)
    noise = 4 * math.sqrt(
        0.95 * 0.05 / studies
    )  # 24 figures: one in 600 runs of this test by chance alone, were seeds new
    for figure in coverage.FIGURES:
        assert covered.share[figure] >= 0.95 - noise, figure
        # The mean of all studies is as near to the truth as their number allows.
        near = 5 * covered.half_width[figure] / 2.093 / math.sqrt(studies)
        assert covered.mean[figure] == pytest.approx(covered.truth[figure], abs=near), figure
