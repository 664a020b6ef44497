# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Laws from observed times: against closed forms, against SciPy, against what the times were drawn from."""

import datetime as dt
import math
from typing import Any

import linewright as lw
import numpy as np
import pytest
import scipy.stats as st
from linewright import _laws
from linewright.io._cells import Reader
from linewright.io._grid import Cell

NONE = np.zeros(0)


def fitted(times: Any, law: str, **more: Any) -> lw.FittedLaw:
    return lw.fit(times, [law], **{"simulations": 0, **more})[law]


def cut(times: np.ndarray, limits: np.ndarray) -> dict[str, Any]:
    """What somebody sees who stops looking at the limits."""
    return {"times": np.minimum(times, limits), "censored": times > limits}


def test_the_exponential_is_total_time_by_failures() -> None:
    assert fitted([2, 4, 6], "exponential").parameters == {"mean": 4}
    law = fitted([2, 4, 6], "exponential", censored=[10, 8], unit="h")
    assert law.parameters == {"mean": 10}
    assert law.law.mean() == 36000
    assert law.log_likelihood == pytest.approx(-3 * math.log(10) - 3, rel=1e-12)
    assert law.aic == pytest.approx(2 - 2 * law.log_likelihood)
    assert law.bic == pytest.approx(math.log(3) - 2 * law.log_likelihood)  # three failures, whatever is censored
    marked = fitted([2, 10, 4, 8, 6], "exponential", censored=[False, True, False, True, False])
    assert marked.parameters == {"mean": 10}


def test_the_lognormal_is_that_of_the_logarithms() -> None:
    law = fitted(np.exp([1.0, 2.0, 3.0]), "lognormal")
    s2 = 2 / 3
    assert law.parameters["mean"] == pytest.approx(math.exp(2 + s2 / 2))
    assert law.parameters["sd"] == pytest.approx(math.exp(2 + s2 / 2) * math.sqrt(math.exp(s2) - 1))


@pytest.mark.parametrize(
    ("law", "peer"),
    [("gamma", st.gamma), ("weibull", st.weibull_min), ("lognormal", st.lognorm), ("exponential", st.expon)],
)
@pytest.mark.parametrize("censored", [False, True], ids=["whole", "censored"])
def test_as_likely_as_the_fit_of_scipy(law: str, peer: Any, censored: bool) -> None:
    rng = np.random.default_rng(5)
    times, limits = rng.gamma(2.5, 3, 60), rng.uniform(3, 15, 60)
    if not censored:
        ours = fitted(times, law)
        theirs = peer.logpdf(times, *peer.fit(times, floc=0)).sum()
    else:
        seen = cut(times, limits)
        ours = fitted(law=law, **seen)
        data = st.CensoredData.right_censored(seen["times"], seen["censored"])
        p = peer.fit(data, floc=0)
        cuts = seen["censored"]
        theirs = peer.logpdf(seen["times"][~cuts], *p).sum() + peer.logsf(seen["times"][cuts], *p).sum()
    assert ours.log_likelihood == pytest.approx(theirs, abs=1e-4)


DRAWN = {
    "exponential": (st.expon(scale=4), {"mean": 4}),
    "erlang": (st.gamma(3, scale=2), {"k": 3, "mean": 6}),
    "gamma": (st.gamma(2.5, scale=2), {"mean": 5, "sd": math.sqrt(2.5) * 2}),
    "lognormal": (st.lognorm(0.5, scale=8), {"mean": 8 * math.exp(0.125), "sd": 4.83}),
    "weibull": (st.weibull_min(1.7, scale=6), {"shape": 1.7, "scale": 6}),
    "normal": (st.truncnorm(-1.5, math.inf, 3, 2), {"mean": 3, "sd": 2}),
    "triangular": (st.triang(0.25, 2, 4), {"low": 2, "mode": 3, "high": 6}),
    "uniform": (st.uniform(2, 3), {"low": 2, "high": 5}),
    "beta": (st.beta(2, 3, 1, 9), {"alpha": 2, "beta": 3, "low": 1, "high": 10}),
    "pert": (st.beta(1 + 4 / 3, 1 + 8 / 3, 1, 9), {"low": 1, "mode": 4, "high": 10}),
}


@pytest.mark.parametrize("law", DRAWN)
@pytest.mark.parametrize("censored", [False, True], ids=["whole", "censored"])
def test_parameters_are_found_again(law: str, censored: bool) -> None:
    """3000 times, a third of them cut where asked: within 8 % (of the spread for a mode)."""
    source, wanted = DRAWN[law]
    rng = np.random.default_rng(11)
    times = source.rvs(3000, random_state=rng)
    seen = {"times": times}
    if censored:
        seen = cut(times, source.ppf(0.3) + rng.exponential(2 * source.std(), 3000))
        assert 0.15 < np.mean(seen["censored"]) < 0.5
    bounds = (1, 10) if law in ("beta", "pert") else None
    found = fitted(law=law, bounds=bounds, **seen)
    assert set(found.parameters) == set(wanted)
    for name, value in wanted.items():
        assert found.parameters[name] == pytest.approx(value, rel=0.08, abs=0.2 if name == "mode" else None), name


def test_no_other_corners_of_a_triangle_or_cut_normal_are_likelier() -> None:
    rng = np.random.default_rng(2)
    times = rng.triangular(2, 3, 6, 40)
    law = fitted(times, "triangular")
    low, mode, high = law.parameters.values()
    for _ in range(2000):
        a, b = low + rng.normal(0, 0.2), high + rng.normal(0, 0.3)
        m = min(max(mode + rng.normal(0, 0.4), a), b)
        if a < times.min() and b > times.max():
            assert st.triang.logpdf(times, (m - a) / (b - a), a, b - a).sum() <= law.log_likelihood + 1e-6
    times = np.abs(rng.normal(0.5, 1, 60))
    cut_normal = fitted(times, "normal")
    for mu in np.linspace(0, 2, 41):
        for sd in np.linspace(0.3, 2, 35):
            assert st.truncnorm.logpdf(times, -mu / sd, math.inf, mu, sd).sum() <= cut_normal.log_likelihood + 1e-6


def test_a_censored_fit_beats_one_that_ignores_it() -> None:
    rng = np.random.default_rng(4)
    errors: dict[str, list[float]] = {"censored": [], "left out": [], "taken as ended": []}
    for _ in range(40):
        seen = cut(rng.weibull(1.5, 80) * 100, rng.uniform(0, 200, 80))
        ended = seen["times"][~seen["censored"]]
        truth = 100 * math.gamma(1 + 1 / 1.5)
        errors["censored"].append(fitted(law="weibull", **seen).mean / truth - 1)
        errors["left out"].append(fitted(ended, "weibull").mean / truth - 1)
        errors["taken as ended"].append(fitted(seen["times"], "weibull").mean / truth - 1)
    bias = {name: float(np.mean(values)) for name, values in errors.items()}
    assert abs(bias["censored"]) < 0.04
    assert bias["left out"] < -0.2
    assert bias["taken as ended"] < -0.2


def test_distances_are_those_of_the_books() -> None:
    x = np.sort(np.random.default_rng(1).normal(size=40))
    i = np.arange(1, 41)
    ad = -40 - float(((2 * i - 1) / 40 * (st.norm.logcdf(x) + st.norm.logsf(x[::-1]))).sum())
    assert _laws.statistic("ad", st.norm.cdf, x, NONE) == pytest.approx(ad, rel=1e-9)
    assert _laws.statistic("ks", st.norm.cdf, x, NONE) == pytest.approx(st.kstest(x, "norm").statistic, rel=1e-12)


def test_kaplan_and_meier_of_a_worked_example() -> None:
    times, shares = _laws.kaplan_meier(np.array([1.0, 3.0, 3.0, 6.0]), np.array([2.0, 3.0]))
    assert list(times) == [1, 3, 6]
    assert list(1 - shares) == pytest.approx([5 / 6, 5 / 6 * 2 / 4, 0])


@pytest.mark.parametrize("censored", [False, True], ids=["whole", "censored"])
def test_p_values_are_uniform_where_the_law_is_true(censored: bool) -> None:
    rng = np.random.default_rng(8)
    found = []
    for _ in range(60):
        times = rng.weibull(1.4, 30) * 10
        seen = cut(times, rng.uniform(4, 25, 30)) if censored else {"times": times}
        found.append(lw.fit(laws=["weibull"], simulations=99, seed=int(rng.integers(2**31)), **seen)["weibull"].p_value)
    assert st.kstest(found, "uniform").pvalue > 0.01
    assert 0.38 < np.mean(found) < 0.62


def test_a_wrong_law_is_found_out_and_the_right_one_is_best() -> None:
    found = lw.fit(np.random.default_rng(9).gamma(2, 3, 400), unit="min", simulations=99)
    assert found["exponential"].p_value == found["uniform"].p_value == 0.01
    assert found["gamma"].p_value > 0.05
    assert found["exponential"].kind == "ad"
    assert found["uniform"].kind == "ks"
    assert found.best.name in ("gamma", "erlang")
    low, high = found["gamma"].intervals["mean"]
    assert low < 6 < high
    assert found.law == found.best.law


def test_the_same_seed_gives_the_same_whichever_laws_are_asked_for() -> None:
    times = np.random.default_rng(3).gamma(3, 2, 40)
    both, one = lw.fit(times, ["weibull", "gamma"], simulations=50), lw.fit(times, ["gamma"], simulations=50)
    assert both["gamma"] == one["gamma"]
    other = lw.fit(times, ["gamma"], simulations=50, seed=2)["gamma"]
    assert other.parameters == one["gamma"].parameters
    assert other.intervals != one["gamma"].intervals


@pytest.mark.parametrize("law", DRAWN)
def test_the_law_of_the_plant_is_the_one_that_was_fitted(law: str) -> None:
    times = DRAWN[law][0].rvs(50, random_state=np.random.default_rng(6)) + 1
    bounds = (1, 12) if law in ("beta", "pert") else None
    found = fitted(times, law, unit="min", offset="30 s", bounds=bounds)
    assert found.offset == 0.5
    made = found.law
    assert made.type == law
    for p in (0.1, 0.5, 0.9):
        assert made.quantile(p) == pytest.approx(60 * found.quantile(p), rel=1e-5)
        assert found.cdf(found.quantile(p)) == pytest.approx(p)
    assert made.mean() == pytest.approx(60 * found.mean, rel=1e-5)
    read = Reader().law(Cell("here", found.text()))  # a cell of a table takes what the fit prints
    assert read["type"] == law
    assert read["offset"] == "0.5 min"


def test_times_come_as_numbers_texts_and_spans() -> None:
    found = lw.fit(
        ["3 min", dt.timedelta(minutes=5), lw.Duration("240 s"), 6], ["exponential"], unit="min", simulations=0
    )
    assert list(found.times) == [3, 5, 4, 6]
    assert found.empirical.mean() == 270
    assert fitted(["200 cycles", 100], "exponential", unit="cycles").law.mean() == 150


@pytest.mark.parametrize(
    ("times", "more", "what"),
    [
        ([3], {}, "at least 2 times"),
        ([3, -1, 2], {}, r"1 of 3 times are below 0 or no numbers; the first is -1, number 2"),
        ([3, math.nan], {}, "no numbers"),
        ([1, 2], {"laws": ["gama"]}, 'Did you mean "gamma"'),
        ([1, 2], {"unit": "minutes"}, "no unit 'minutes'"),
        ([1, 2], {"statistic": "chi2"}, "no statistic"),
        ([1, 2], {"censored": [True]}, "2 times, but 1 marks"),
        ([1, 2], {"offset": 1.5}, "below the offset"),
        ([1, 2], {"laws": ["beta"]}, r"needs bounds=\(low, high\)"),
        ([2, 2, 2], {"laws": ["gamma", "uniform"]}, "needs at least 2 different times"),
        (["3 cycles", "2 cycles"], {}, "can't be written in s"),
    ],
)
def test_what_cannot_be_fitted_is_said(times: list[Any], more: dict[str, Any], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        lw.fit(times, **{"simulations": 0, **more})


def test_laws_that_do_not_suit_are_refused_one_by_one() -> None:
    found = lw.fit([0, 1, 2, 3], simulations=0)
    assert set(found.refused) == {"erlang", "gamma", "lognormal", "weibull"}
    with pytest.raises(KeyError, match="can't give a time of 0"):
        found["gamma"]
    assert "gamma: not fitted, can't give a time of 0" in repr(found)
    with pytest.raises(ValueError, match="some times are censored"):
        _ = lw.fit([1, 2, 3], ["exponential"], censored=[4], simulations=0).empirical


def test_what_to_know_is_warned_of() -> None:
    rng = np.random.default_rng(13)

    def warned(times: Any, **more: Any) -> str:
        return " | ".join(lw.fit(times, **{"simulations": 0, **more}).warnings)

    calm = rng.gamma(3, 2, 200)
    assert "they look rounded" not in warned(calm)
    assert "aren't independent" not in warned(calm)
    assert "only 5 times" in warned(calm[:5])
    assert "they look rounded (to 1 s)" in warned(np.ceil(calm))
    assert "rise or fall in their order" in warned(np.sort(calm))
    walk = np.convolve(rng.normal(size=210), np.ones(10), "valid")[:200]
    assert "neighbouring times are alike" in warned(walk - walk.min() + 1)
    assert "take lw.constant" in warned([5] * 30)
    assert "1 times are 0" in warned([*calm, 0])
    assert "further out than" in warned([*calm, 500], laws=["gamma"])
    assert "5 times are censored, more than the 3" in warned(calm[:3], censored=[1, 2, 3, 4, 5], laws=["exponential"])
    two = np.concatenate([rng.normal(10, 0.5, 100), rng.normal(30, 0.5, 100)])
    rng.shuffle(two)
    assert "no law fits" in warned(two, simulations=39)
    assert "can't be told from" in warned(calm)


def test_the_table_is_readable_everywhere() -> None:
    found = lw.fit(np.random.default_rng(3).gamma(3, 2, 30), ["gamma", "exponential"], unit="min", simulations=39)
    lines = repr(found).splitlines()
    assert lines[0].startswith("30 times, mean of the observed ")
    assert lines[1].split() == ["law", "AIC", "more", "distance", "p", "mean"]
    assert lines[2].startswith("  *  gamma(")
    frame = found.summary()
    assert list(frame["law"]) == ["gamma", "exponential"]
    assert frame["delta_aic"][0] == 0
    assert "font-weight:bold" in found._repr_html_()
    assert found._repr_html_().count("<tr") == 3


@pytest.mark.parametrize("censored", [None, [12.0, 9.0]])
def test_the_picture_has_three_parts(censored: list[float] | None) -> None:
    pytest.importorskip("matplotlib")
    found = lw.fit(np.random.default_rng(3).gamma(3, 2, 30), censored=censored, unit="min", simulations=19)
    density, qq, pp = found.plot("gamma").axes
    assert density.get_xlabel() == "time [min]"
    assert [text.get_text() for text in density.get_legend().get_texts()][-3:][0] == "gamma"
    assert qq.get_title().startswith("Q-Q: ad ")
    assert len(pp.lines[-1].get_xdata()) == 30


def test_a_notebook_shows_the_picture_though_nothing_of_pyplot_was_asked_for() -> None:
    shown = lw.fit([1.0, 2.0, 2.5, 3.1, 4.0, 4.4, 5.2, 6.0, 7.7, 9.0], unit="min", simulations=99).plot()._repr_png_()
    assert shown.startswith(b"\x89PNG")
    assert len(shown) > 20_000
