# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Figures of distributions against SciPy, words of chance against NumPy's Philox."""

import math

import linewright as lw
import numpy as np
import pytest
import scipy.stats as st
from linewright import _core


def lognormal(mean: float, sd: float) -> object:
    s2 = math.log(1 + (sd / mean) ** 2)
    return st.lognorm(math.sqrt(s2), scale=mean / math.exp(s2 / 2))


LAWS = [
    (lw.uniform("2 s", "5 s"), st.uniform(2, 3)),
    (lw.triangular("2 s", "3 s", "7 s"), st.triang(0.2, 2, 5)),
    (lw.exponential("3 min"), st.expon(scale=180)),
    (lw.erlang(4, "8 s"), st.gamma(4, scale=2)),
    (lw.gamma("6 s", "3 s"), st.gamma(4, scale=1.5)),
    (lw.normal("3 s", "2 s"), st.truncnorm(-1.5, math.inf, 3, 2)),
    (lw.lognormal("25 min", "10 min"), lognormal(1500, 600)),
    (lw.weibull(1.7, "4 h"), st.weibull_min(1.7, scale=14400)),
    (lw.beta(2, 3, "1 s", "4 s"), st.beta(2, 3, 1, 3)),
    (lw.pert("1 s", "2 s", "5 s"), st.beta(2, 4, 1, 4)),
    (lw.exponential("3 s", offset="2 s"), st.expon(2, 3)),
]


@pytest.mark.parametrize(("law", "peer"), LAWS, ids=lambda v: getattr(v, "type", ""))
def test_figures_are_those_of_scipy(law: lw.Distribution, peer: st.rv_continuous) -> None:
    assert law.mean() == pytest.approx(peer.mean(), rel=1e-9)
    assert law.variance() == pytest.approx(peer.var(), rel=1e-9)
    assert law.sd() == pytest.approx(peer.std(), rel=1e-9)
    for p in (1e-6, 0.05, 0.5, 0.9, 0.999):
        assert law.quantile(p) == pytest.approx(peer.ppf(p), rel=1e-8)
        assert law.cdf(peer.ppf(p)) == pytest.approx(p, rel=1e-8)


def test_laws_of_lists() -> None:
    hyper = lw.hyperexponential([1, 3], ["10 s", "2 s"])
    assert hyper.mean() == pytest.approx(4)
    assert hyper.variance() == pytest.approx(2 * (0.25 * 100 + 0.75 * 4) - 16)
    assert lw.discrete(["1 s", "3 s"], [3, 1]).mean() == pytest.approx(1.5)
    assert lw.empirical(["1 s", "3 s"]).quantile(0.5) == 1
    assert lw.histogram(["0 s", "1 s", "3 s"], [1, 1]).mean() == pytest.approx(1.25)
    assert lw.time_series(["1 s", "2 s"]).sd() == pytest.approx(0.5)
    assert lw.constant("3 min").mean() == 180
    assert lw.Distribution("200 cycles").mean() == 200
    assert lw.exponential("200 cycles").quantile(0.5) == pytest.approx(200 * math.log(2))


def test_an_unsound_distribution_has_no_figures() -> None:
    with pytest.raises(ValueError, match="must be > 0"):
        lw.exponential("-3 min").mean()
    with pytest.raises(ValueError, match="from 0 to 1"):
        lw.exponential("3 min").quantile(1.5)


@pytest.mark.parametrize(("replication", "lane", "draw"), [(0, 0, 0), (3, 0, 0), (0, 5, 1), (2**63, 2**64 - 1, 7)])
def test_words_are_those_of_numpys_philox(replication: int, lane: int, draw: int) -> None:
    k0, k1 = _core.stream_key(42, "mill", "process")
    start = (draw << 64) + (lane << 128) + (replication << 192)
    peer = np.random.Philox(key=k0 + (k1 << 64), counter=(start - 1) % 2**256)
    ours = _core.random_words((k0, k1), replication, lane, draw, 0, 11)
    assert ours == peer.random_raw(11).tolist()
    assert all(0 < _core.random_unit(w) < 1 for w in [0, 2**64 - 1, *ours])
