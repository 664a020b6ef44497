# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Simulated against observed figures: the intervals against textbook formulas, verdicts, faults."""

import math

import linewright as lw
import numpy as np
import pytest
import scipy.stats as st
from linewright.calibration import calibrate
from tests_lines import gearbox


@pytest.fixture(scope="module")
def result() -> lw.Result:
    return gearbox().run("1 d", "8 h", 12)


def test_one_day_is_held_against_the_prediction_of_one_run(result: lw.Result) -> None:
    simulated = result.throughput
    check = calibrate(result, {"throughput": 15.0})["throughput"]
    reach = st.t.ppf(0.975, 11) * simulated.sd * math.sqrt(1 + 1 / 12)
    assert check.difference == pytest.approx(simulated.mean - 15)
    assert (check.low, check.high) == pytest.approx((check.difference - reach, check.difference + reach))
    assert check.in_mean == (abs(check.difference) <= simulated.half_width)
    assert check.in_run == (abs(check.difference) <= reach)
    edge = calibrate(result, {"throughput": simulated.mean - 0.999 * reach})["throughput"]
    assert (edge.in_mean, edge.in_run) == (False, True)
    beyond = calibrate(result, {"throughput": simulated.mean - 1.001 * reach})
    assert not beyond["throughput"].in_run
    assert beyond.verdict == "differs"


def test_several_days_are_compared_by_welch(result: lw.Result) -> None:
    days = [14.0, 16.5, 15.2, 17.1, 15.5]
    check = calibrate(result, {"throughput": days})["throughput"]
    frame = result.replications().query("kind == 'plant' and measure == 'throughput'")
    welch = st.ttest_ind(frame["value"], days, equal_var=False)
    assert check.p_value == pytest.approx(welch.pvalue, rel=1e-9)
    interval = welch.confidence_interval(0.95)
    assert (check.low, check.high) == pytest.approx((interval.low, interval.high), rel=1e-9)
    assert check.observed.mean == pytest.approx(np.mean(days))
    assert check.observed.half_width == pytest.approx(st.t.ppf(0.975, 4) * np.std(days, ddof=1) / math.sqrt(5))
    assert check.observed.n == 5


def test_several_figures_share_the_confidence(result: lw.Result) -> None:
    alone = calibrate(result, {"throughput": [15, 16]})["throughput"]
    both = calibrate(result, {"throughput": [15, 16], "stations/mill/utilisation": "70 %"})["throughput"]
    wider = st.t.ppf(1 - 0.05 / 4, _freedom(alone)) / st.t.ppf(1 - 0.05 / 2, _freedom(alone))
    assert (both.high - both.low) / (alone.high - alone.low) == pytest.approx(wider)


def _freedom(check: lw.calibration.Comparison) -> float:  # type: ignore[name-defined]
    a, b = check.simulated.sd**2 / check.simulated.n, check.observed.sd**2 / check.observed.n
    return float((a + b) ** 2 / (a**2 / (check.simulated.n - 1) + b**2 / (check.observed.n - 1)))


def test_verdicts(result: lw.Result) -> None:
    mean, sd = result.throughput.mean, result.throughput.sd
    rng = np.random.default_rng(1)
    alike = list(mean + rng.normal(0, sd, 40))
    few = [mean - sd, mean + sd]

    def verdict(days: list[float], tolerance: float) -> str:
        return calibrate(result, {"throughput": days}, tolerance=tolerance)["throughput"].verdict

    assert verdict(alike, 0.5) == "agrees"
    assert verdict(few, 0.001) == "not refuted"
    assert verdict([value + 2 * sd for value in alike], 0.01) == "differs"
    assert verdict([value + 2 * sd for value in alike], 0.9) == "differs, within the tolerance"
    overall = calibrate(result, {"throughput": alike, "lead_time": ["1 min", "2 min", "1 min"]}, tolerance=0.5)
    assert [check.verdict for check in overall.comparisons] == ["agrees", "differs"]
    assert overall.verdict == "differs"
    assert calibrate(result, {"throughput": alike}, tolerance=0.5).verdict == "agrees"


def test_a_plant_is_not_refuted_by_its_own_days() -> None:
    """Of 60 checks of a plant against other runs of it, about one in twenty differs."""
    runs = gearbox().run("1 d", "4 h", 400).replications()
    values = runs.query("kind == 'plant' and measure == 'throughput'")["value"].to_numpy()
    result = gearbox().run("1 d", "4 h", 10, seed=2)
    verdicts = [calibrate(result, {"throughput": value})["throughput"].in_run for value in values]
    # One result of ten runs is held against 400 days: its own luck moves the share, widely around 95 %.
    assert 0.85 < np.mean(verdicts) <= 1
    inside = []
    for first in range(0, 400, 20):
        theirs = values[first : first + 20]
        check = calibrate(gearbox().run("1 d", "4 h", 8, seed=100 + first), {"throughput": theirs})
        inside.append(check["throughput"].p_value)
    assert st.kstest(inside, "uniform").pvalue > 0.001


def test_without_scatter_any_difference_counts() -> None:
    plant = lw.Plant(sources=[lw.Source("in", interarrival="6 min")], stations=[lw.Station("mill", cycle="3 min")])
    result = plant.run("30 h", "6 h", 3)
    assert calibrate(result, {"throughput": 10}).verdict == "agrees"
    wrong = calibrate(result, {"throughput": 11}, tolerance=0.2)
    assert wrong["throughput"].p_value == 0
    assert wrong["throughput"].verdict == "differs, within the tolerance"
    assert calibrate(result, {"throughput": 11}).verdict == "differs"


def test_values_come_with_units(result: lw.Result) -> None:
    check = calibrate(
        result,
        {
            "throughput": "360/d",
            ("stations", "mill", "utilisation"): "62 %",
            "lead_time": ["0.5 h", "40 min"],
            "wip": 3,
        },
    )
    assert [c.observed.mean for c in check.comparisons] == pytest.approx([15, 0.62, 2100, 3])
    assert [c.name for c in check.comparisons] == ["throughput", "stations/mill/utilisation", "lead_time", "wip"]
    assert list(check.summary()["figure"]) == [c.name for c in check.comparisons]
    lines = repr(check).splitlines()
    assert "4 figures at 95 % together, tolerance 5 %" in lines[0]
    assert lines[3].split()[:2] == ["stations/mill/utilisation", "62"]
    assert check._repr_html_().count("<tr>") == 5


def test_faults(result: lw.Result) -> None:
    with pytest.raises(KeyError, match="Did you mean"):
        calibrate(result, {"throughputs": 3})
    with pytest.raises(KeyError, match="no element"):
        calibrate(result, {"stations/mil/utilisation": 3})
    with pytest.raises(ValueError, match="single replication"):
        calibrate(gearbox().run("8 h"), {"throughput": 3})
    with pytest.raises(ValueError, match="nothing was observed"):
        calibrate(result, {"throughput": []})
    with pytest.raises(ValueError, match="nothing was observed"):
        calibrate(result, {})
    with pytest.raises(ValueError, match="'3 h' can't be read"):
        calibrate(result, {"throughput": "3 h"})
    with pytest.raises(ValueError, match="is no number"):
        calibrate(result, {"throughput": math.nan})
    with pytest.raises(KeyError, match="was compared"):
        calibrate(result, {"throughput": 3})["wip"]
