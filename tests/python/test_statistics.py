# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The arithmetic of studies from Python: the same figures as in C++ and SciPy, messages, pickles."""

import math
import pickle

import linewright as lw
import numpy as np
import pytest
from linewright import statistics as st
from scipy import stats


def queue() -> lw.Plant:
    return lw.Plant(
        sources=[lw.Source("in", interarrival=lw.exponential("2 min"))],
        stations=[lw.Station("S", cycle=lw.exponential("1 min"))],
        buffers=[lw.Buffer("B")],
        routes=[lw.Route("R", steps=["B", "S"])],
    )


def test_mser_of_a_row_of_rows_and_of_arrays() -> None:
    series = np.repeat([8.0, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3], 5)
    cut = st.mser(series)
    assert (cut.found, cut.cut, cut.n, cut.statistic, cut.mean) == (True, 5, 55, pytest.approx(0.1), pytest.approx(2))
    assert str(cut) == "the first 5 of 55 values are warm-up"
    assert st.mser(list(series)) == cut == st.mser([series, series]) == st.mser(np.array([series, series]))
    assert st.mean_series([[1, 2], [3, 4]]) == [2, 3]
    with pytest.raises(ValueError, match="number 1 has 1"):
        st.mser([[1, 2], [1]])
    with pytest.raises(ValueError, match="at least 50 values"):
        st.mser([1, 2, 3])
    assert not st.mser(range(100), 5).found


def test_welch_and_batch_means() -> None:
    assert st.welch([1, 4, 9, 16, 25, 36, 49, 64], 2) == pytest.approx([1, 14 / 3, 11, 18, 27, 38])
    batches = st.batch_means([0, 1] * 5, 10, 0.9)
    assert batches.von_neumann == pytest.approx(3.6)
    assert batches.independent
    assert batches.interval == st.t_interval([0, 1] * 5, 0.9)
    assert "correlated" in str(st.batch_means(range(100)))


def test_quantiles_are_those_of_the_binomial_law() -> None:
    rng = np.random.default_rng(1)
    for n, p, confidence in ((10, 0.5, 0.95), (33, 0.3, 0.9), (500, 0.95, 0.99), (20, 0.95, 0.95)):
        values = rng.normal(size=n)
        q = st.quantile_interval(values, p, confidence)
        low, high = q.low_rank, q.high_rank
        tail = (1 - confidence) / 2
        law = stats.binom(n, p)
        ordered = [-math.inf, *np.sort(values)]
        if low:
            assert law.cdf(low - 1) <= tail < law.cdf(low)
        if high:
            assert law.sf(high - 1) <= tail < law.sf(high - 2)
        inside = (law.cdf(high - 1) if high else 1) - (law.cdf(low - 1) if low else 0)
        assert q.coverage == pytest.approx(inside, abs=1e-12)
        assert (q.low, q.high) == (ordered[low], ordered[high] if high else math.inf)
        assert q.enough == (n >= q.needed) == (n >= st.values_for_quantile(p, confidence))
        assert q.estimate == np.quantile(values, p, method="inverted_cdf")
    assert "72 would do" in str(st.quantile_interval([1, 2, 3], 0.95))


def test_ratio_prediction_and_t() -> None:
    ratio = st.ratio_interval([2, 4, 6], [1, 2, 4])
    assert ratio.ratio == pytest.approx(12 / 7)
    assert ratio.interval.mean == pytest.approx(514 / 315)
    values = np.array([1.0, 2, 4, 7])
    expected = stats.t.interval(0.9, 3, values.mean(), stats.sem(values))
    interval = st.t_interval(values, 0.9)
    assert (interval.low, interval.high) == pytest.approx(expected)
    assert st.prediction_interval(values, 0.9).half_width == pytest.approx(interval.half_width * math.sqrt(5))
    with pytest.raises(ValueError, match="confidence"):
        st.t_interval(values, 1.0)
    with pytest.raises(ValueError, match="nan"):
        st.t_interval([1.0, math.nan])


def test_a_stopping_rule_is_a_function_of_the_values() -> None:
    swing = [9.0, 11.0] * 20
    rule = st.StoppingRule(1.0, relative=False, least=2, passes=2)
    state = rule.feed(swing)
    assert (state.enough, state.n, state.more, state.stopped_by) == (True, 8, 0, "value")
    assert state.intervals["value"] == st.t_interval(swing[:8])
    assert rule.feed([]).more == 3
    both = st.StoppingRule({"a": 1.0, "b": 0.5}, relative={"a": False}, least=2)
    assert both.feed({"b": swing, "a": swing}).stopped_by == "a"
    with pytest.raises(ValueError, match="needs values of a, b; there are: a"):
        both.feed({"a": swing})
    with pytest.raises(ValueError, match="half-width wanted of value"):
        st.StoppingRule(0.0)


def test_run_until_it_is_exact_enough() -> None:
    out = st.run_until(queue(), {"wip": 0.1, "throughput": 0.05}, "40 h", "2 h", seed=3)
    assert out.state.enough
    assert out.state.stopped_by == "plant/wip"
    assert len(out.result) == out.state.n
    assert out.result.wip == out.state.intervals["plant/wip"]
    assert out.result.wip.half_width <= 0.1 * out.result.wip.mean
    again = queue().run("40 h", "2 h", replications=out.state.n, seed=3)
    assert again.wip == out.result.wip
    few = st.run_until(queue(), st.Target("wip", 1e-6), "10 h", most=12, least=5)
    assert (few.state.gave_up, few.state.n) == (True, 12)
    with pytest.raises(IndexError, match="luck"):
        st.run_until(queue(), st.Target("luck"), "1 h")
    assert pickle.loads(pickle.dumps(few.result)).wip == few.result.wip


def test_selection_by_ask_and_tell() -> None:
    rng = np.random.default_rng(7)
    kn = st.KimNelson(4, 0.5, first=8)
    while not kn.done:
        for alternative, _, replications in kn.ask(5):
            kn.tell(alternative, rng.normal(alternative / 2, 1, replications))
        again = pickle.loads(pickle.dumps(kn))
        assert (again.done, again.ask(5), again.says) == (kn.done, kn.ask(5), kn.says)
    assert kn.best == 3
    assert kn.best in kn.left
    assert kn.dropped_at[3] == 0
    assert max(kn.used) == kn.used[3]
    assert "alternative 3 is chosen" in repr(kn)

    ocba = st.Ocba(4, 200)
    with pytest.raises(RuntimeError, match="ahead"):
        _ = ocba.best
    while not ocba.done:
        for wanted in ocba.ask():
            ocba.tell(wanted.alternative, rng.normal(wanted.alternative, 2, wanted.replications))
    assert (ocba.best, ocba.spent, sum(ocba.used)) == (3, 200, 200)
    assert 0.9 < ocba.probability <= 1
    assert ocba.used[3] > ocba.used[0]
    assert len(ocba.means) == 4
    assert pickle.loads(pickle.dumps(ocba)).probability == ocba.probability
    with pytest.raises(ValueError, match="only 0 to 3"):
        ocba.tell(4, [1.0])


def test_shares_and_the_comparison_with_the_best() -> None:
    assert st.ocba_shares([1, 1, 0], [1, 1, 1]) == [0.5, 0.5, 0]
    good, bad = st.compare_with_best([[3, 4, 5], [1, 3, 2]])
    assert good.is_best
    assert not bad.may_be_best
    margin = stats.t.ppf(0.95, 2) / math.sqrt(3)
    assert (good.low, good.high) == pytest.approx((0, 2 + margin))
    assert (bad.low, bad.high) == pytest.approx((-2 - margin, 0))
