# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Screening by Morris: effects that are known, intervals that cover, and factors that do nothing."""

from __future__ import annotations

import itertools
import math
import pickle
import random
from typing import Any

import linewright as lw
import pytest


def _benches(people: int = 1, places: int = 4) -> lw.Plant:
    """Every job takes an operator 10 minutes: 6 jobs an hour for each of them."""
    return lw.Plant(
        name="benches",
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station("bench", places=places, cycle="10 min", operators=["fitter"])],
        operators=[lw.OperatorPool("fitter", count=people), lw.OperatorPool("cleaner", count=1)],
        routes=[lw.Route("r", steps=["bench"])],
    )


def _noisy() -> lw.Plant:
    return lw.Plant(
        name="noisy",
        sources=[lw.Source("in", interarrival=lw.exponential("10 min"))],
        stations=[
            lw.Station("mill", cycle=lw.exponential("8 min")),
            lw.Station("drill", cycle=lw.exponential("4 min")),
            lw.Station("aside", cycle="3 min"),
        ],
        buffers=[lw.Buffer("Q"), lw.Buffer("R")],
        routes=[lw.Route("r", steps=["Q", "mill", "R", "drill"])],
    )


def _unit(names: str) -> list[lw.Factor]:
    return [lw.Factor(f"at/{name}", 0.0, 1.0, name=name) for name in names]


# ---- the paths


def test_each_path_moves_every_factor_once_and_alone() -> None:
    factors = [*_unit("abc"), lw.Factor("at/n", 1, 3, name="n"), lw.Factor("at/q", levels=["fifo", "edd"], name="q")]
    design = lw.Trajectories(factors, 6)
    jumps = {"a": 2 / 3, "b": 2 / 3, "c": 2 / 3, "n": 1 / 2, "q": 1}
    for path in design.paths:
        points = [design.points[k] for k in path]
        moved = []
        for before, after in itertools.pairwise(points):
            (name,) = [name for name in before if before[name] != after[name]]
            factor = next(f for f in factors if f.name == name)
            assert abs(factor.place(after[name]) - factor.place(before[name])) == pytest.approx(jumps[name], abs=1e-5)
            moved.append(name)
        assert sorted(moved) == sorted(jumps)
    assert design.points == lw.Trajectories(factors, 6).points
    assert design.points != lw.Trajectories(factors, 6, seed=2).points


# ---- known effects


def test_the_effects_of_a_plane_are_its_slopes_and_do_not_vary() -> None:
    factors = [lw.Factor("at/a", 0.0, 2.0, name="a"), lw.Factor("at/n", 1, 5, name="n"), *_unit("z")]
    design = lw.Trajectories(factors, 5)
    found = design.effects([[3 * p["a"] - 2 * p["n"] + 100] for p in design.points], unit="1/h")
    assert [e.name for e in found.effects] == ["n", "a", "z"]
    assert [e.mu.mean for e in found.effects] == pytest.approx([-8, 6, 0], abs=1e-9)
    assert [e.mu_star.mean for e in found.effects] == pytest.approx([8, 6, 0], abs=1e-9)
    assert [e.sigma.mean for e in found.effects] == pytest.approx([0, 0, 0], abs=1e-4)
    assert [e.verdict for e in found.effects] == ["matters", "matters", "nothing"]
    assert found["z"][1:4] == (lw.Interval(0, 0, 0, 0, 0, 5), lw.Interval(0, 0, 0, 0, 0, 5), found["z"].sigma)
    assert found.matter == ["n", "a"]
    assert found.nothing == ["z"]


def test_an_interaction_shows_in_sigma_and_a_turn_in_mu() -> None:
    # The effect of a is 4 b - 2 with b at 0, 1/3, 2/3, 1: mean 0, mean size 4/3, sd sqrt(20)/3. That of b is 4 a - 2.
    design = lw.Trajectories(_unit("abc"), 600)
    found = design.effects([[4 * p["a"] * p["b"] - 2 * p["a"] - 2 * p["b"] + p["c"]] for p in design.points])
    for name in "ab":
        effect = found[name]
        for interval, truth in ((effect.mu, 0), (effect.mu_star, 4 / 3), (effect.sigma, math.sqrt(20) / 3)):
            assert abs(interval.mean - truth) < 1.5 * interval.half_width  # three standard deviations
        assert effect.mu.half_width == pytest.approx(1.964 * effect.mu.sd / math.sqrt(600), rel=1e-3)
    assert found["c"].mu.mean == pytest.approx(1)


def test_the_mean_and_spread_are_those_of_the_changes_along_the_paths() -> None:
    factors = [lw.Factor("at/a", 0.0, 3.0, name="a"), lw.Factor("at/b", 2, 6, name="b")]
    design = lw.Trajectories(factors, 7)
    value = {repr(p): math.exp(p["a"]) * p["b"] for p in design.points}
    found = design.effects([[value[repr(p)]] for p in design.points])
    for factor in factors:
        changes = []
        for path in design.paths:
            points = [design.points[k] for k in path]
            (k,) = (k for k in range(2) if points[k][factor.name] != points[k + 1][factor.name])
            way = (points[k + 1][factor.name] - points[k][factor.name]) / (factor.high - factor.low)
            changes.append((value[repr(points[k + 1])] - value[repr(points[k])]) / way)
        mean = sum(changes) / 7
        assert found[factor.name].mu.mean == pytest.approx(mean)
        assert found[factor.name].mu_star.mean == pytest.approx(sum(map(abs, changes)) / 7)
        sd = math.sqrt(sum((c - mean) ** 2 for c in changes) / 6)
        assert found[factor.name].sigma.mean == pytest.approx(sd)
        size = lw.statistics.t_interval([abs(c) for c in changes])
        assert found[factor.name].mu_star.half_width == pytest.approx(size.half_width)
        wide = lw._core.t_quantile(1 - 0.05 / 2 / 2, 6) * size.sd / math.sqrt(7)  # two factors at once
        assert found[factor.name].together == pytest.approx(wide)


def test_the_intervals_cover_also_where_all_scenarios_share_their_luck() -> None:
    # The effect of a is 1 + b on average, mean 1.5; a replication's luck belongs to all paths, and some to each.
    covered = {"mu": 0, "mu_star": 0}
    studies = 300
    for study in range(studies):
        draw = random.Random(study)
        design = lw.Trajectories(_unit("ab"), 8, seed=study)
        shared = [draw.gauss(0, 0.5) for _ in range(6)]
        rows = [[p["a"] * (1 + p["b"] + luck) + 0.2 * draw.gauss(0, 1) for luck in shared] for p in design.points]
        effect = design.effects(rows)["a"]
        covered["mu"] += effect.mu.low <= 1.5 <= effect.mu.high
        covered["mu_star"] += effect.mu_star.low <= 1.5 <= effect.mu_star.high
    # At least 95 % less three standard deviations of that many studies.
    assert all(count >= studies * 0.95 - 3 * math.sqrt(studies * 0.95 * 0.05) for count in covered.values()), covered


def test_luck_alone_is_not_taken_for_an_effect() -> None:
    wrong = 0
    for study in range(100):
        draw = random.Random(study)
        design = lw.Trajectories(_unit("abcde"), 6, seed=study)
        wrong += bool(design.effects([[draw.gauss(0, 1) for _ in range(5)] for _ in design]).matter)
    assert wrong <= 5


# ---- plants


def test_a_fitter_more_is_worth_six_an_hour_and_a_cleaner_exactly_nothing() -> None:
    factors = {
        "fitters": lw.Factor("operators/fitter/count", 1, 4),
        "cleaners": lw.Factor("operators/cleaner/count", 1, 3),
    }
    found = lw.screen(_benches(), factors, "21 h", "1 h", 2, trajectories=4)
    fitters, cleaners = found["fitters"], found["cleaners"]
    assert (fitters.mu.mean, fitters.mu_star.mean) == pytest.approx((18, 18))
    assert fitters.verdict == "matters"
    assert cleaners.verdict == "nothing"
    assert cleaners[1:6] == (*[lw.Interval(0, 0, 0, 0, 0, 4)] * 2, cleaners.sigma, 0, 0)
    assert cleaners.sigma[:2] == (0, 0)
    assert found.unit == "1/h"
    assert repr(found).splitlines()[0] == (
        "effects on throughput, 1/h, from each factor's least value to its largest; 95 % intervals"
    )


def test_the_same_seeds_keep_effects_out_of_the_noise() -> None:
    factors: dict[str, Any] = {
        "stations/mill/cycle *=": (0.8, 1.0),
        "stations/drill/cycle *=": (0.8, 1.0),
        "stations/aside/cycle": ("1 min", "9 min"),
    }
    figure = ("plant", "", "lead_time")
    found = lw.screen(_noisy(), factors, "200 h", "20 h", 5, figure=figure, trajectories=5)
    assert found.matter == ["stations/mill/cycle", "stations/drill/cycle"]
    assert found["stations/mill/cycle"].mu.low > 0
    # No job comes to this station: it does nothing at all, on the same seeds.
    assert found.nothing == ["stations/aside/cycle"]
    assert found.study is not None
    noise = found.study["today"].lead_time.sd / math.sqrt(5)
    assert found["stations/drill/cycle"].luck < noise / 5
    assert repr(pickle.loads(pickle.dumps(found))) == repr(found)
    assert list(found) == found.effects
    again = found.design.effects(found.study, figure)
    assert again.effects == found.effects
    assert list(found.frame()["factor"]) == [e.name for e in found.effects]
    assert "lead time, min" in repr(found)


# ---- what is refused


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2 replications"):
        lw.screen(_benches(), {"operators/fitter/count": (1, 4)}, "5 h", replications=1)
    with pytest.raises(ValueError, match="at least 2 trajectories and 2 levels"):
        lw.Trajectories(_unit("a"), 1)
    design = lw.Trajectories(_unit("ab"), 3)
    with pytest.raises(ValueError, match=r"each of the .* scenarios needs a row"):
        design.effects([[1.0]])
    with pytest.raises(ValueError, match="finite"):
        design.effects([[math.nan] for _ in design])
    with pytest.raises(KeyError, match="no factor"):
        design.effects([[1.0] for _ in design])["c"]
    with pytest.raises(lw.EditError, match="fiter"):
        lw.screen(_benches(), {"operators/fiter/count": (1, 4)}, "5 h")


def test_hostile_names_are_escaped_and_the_picture_has_a_row_for_each_factor() -> None:
    pytest.importorskip("matplotlib").use("Agg")
    name = "<script>$a$</script>"
    design = lw.Trajectories([lw.Factor("at/a", 0.0, 1.0, name=name), *_unit("b")], 4)
    found = design.effects([[p[name] + 3 * p["b"]] for p in design.points])
    assert "<script" not in found._repr_html_()
    assert "&lt;script&gt;" in found._repr_html_()
    ax = found.plot()
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["b", name.replace("$", r"\$")]
    ax.figure.canvas.draw()
    import matplotlib.pyplot as plt

    plt.close("all")
