# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The optimiser's seam: anything that can be asked and told; what is reported comes from fresh replications."""

from __future__ import annotations

import itertools
import pickle
import random
from typing import TYPE_CHECKING, Any

import linewright as lw
import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FITTERS = "operators/fitter/count"
ROOM = "buffers/between/capacity"
WIP = ("plant", "", "wip")


def _benches(people: int = 1, places: int = 4) -> lw.Plant:
    """Every job takes an operator 10 minutes: 6 jobs an hour for each of them."""
    return lw.Plant(
        name="benches",
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station("bench", places=places, cycle="10 min", operators=["fitter"])],
        operators=[lw.OperatorPool("fitter", count=people)],
        routes=[lw.Route("r", steps=["bench"])],
    )


def _line(room: int = 1) -> lw.Plant:
    """More room between the stations: more output, and more work in it."""
    return lw.Plant(
        name="line",
        sources=[lw.Source("in", always=True)],
        stations=[
            lw.Station("mill", cycle=lw.exponential("5 min")),
            lw.Station("drill", cycle=lw.exponential("5 min")),
        ],
        buffers=[lw.Buffer("between", capacity=room)],
        routes=[lw.Route("r", steps=["mill", "between", "drill"])],
    )


class Everything:
    """Tries every combination, one after the other, and keeps what it is told."""

    def __init__(self, factors: list[lw.Factor], levels: int = 5) -> None:
        choices = [factor.spread(levels) for factor in factors]
        names = [factor.name for factor in factors]
        self.left = [dict(zip(names, values, strict=True)) for values in itertools.product(*choices)]
        self.told: list[tuple[dict[str, Any], float, tuple[float, ...]]] = []

    def ask(self) -> Mapping[str, Any] | None:
        return self.left.pop(0) if self.left else None

    def tell(self, point: Mapping[str, Any], value: float, violations: Sequence[float]) -> None:
        self.told.append((dict(point), value, tuple(violations)))


class Anywhere:
    """Random points, the same ones often."""

    def __init__(self, factors: list[lw.Factor]) -> None:
        self.factors, self.draw, self.told = factors, random.Random(1), 0

    def ask(self) -> Mapping[str, Any]:
        return {factor.name: factor.at(self.draw.random()) for factor in self.factors}

    def tell(self, _point: Mapping[str, Any], _value: float, _violations: Sequence[float]) -> None:
        self.told += 1


# ---- the seam


def test_an_exhaustive_search_finds_the_known_best_and_says_that_two_are_as_good() -> None:
    found = lw.optimise(
        _benches(), {"fitters": lw.Factor(FITTERS, 1, 5)}, "21 h", "1 h", 2, optimiser=Everything, winners=3, fresh=3
    )
    assert [(w.point["fitters"], w.value.mean) for w in found.winners] == [(4, 24), (5, 24), (3, 18)]
    assert [w.point["fitters"] for w in found.may_be_best] == [4, 5]
    assert found.best is found.winners[0]
    assert [w.from_today.difference.mean for w in found.winners] == [18, 18, 12]
    assert [w.from_today.verdict for w in found.winners] == ["higher"] * 3
    assert len(found.tried) == 5  # it said that there is nothing more
    assert found.replications == 5 * 2 + (3 + 1) * 3
    assert repr(found).splitlines() == [
        "largest throughput; 5 points tried; the best 3 again on 3 fresh replications each",
        "* differs from today, for all winners at once",
        "          fitters  throughput, 1/h   from today",
        "winner 1        4        24.00 ± 0  18.00 ± 0 *  may be best",
        "winner 2        5        24.00 ± 0  18.00 ± 0 *  may be best",
        "winner 3        3        18.00 ± 0  12.00 ± 0 *",
        "can't be told apart: winner 1, winner 2",
    ]


def test_only_fresh_figures_are_reported() -> None:
    found = lw.optimise(_line(), {ROOM: (1, 8)}, "60 h", "10 h", 3, optimiser=Everything, fresh=6, seed=5)
    for winner in found.winners:
        fresh = _line(winner.point[ROOM]).run("60 h", "10 h", 6, seed=5 + 1_000_003)
        assert winner.value == fresh.throughput
        assert winner.value.n == 6
    assert repr(pickle.loads(pickle.dumps(found))) == repr(found)
    searched = {repr(e.point): e.value for e in found.tried}
    assert searched[repr({ROOM: 8})] == _line(8).run("60 h", "10 h", 3, seed=5).throughput
    assert list(found.frame()["throughput"]) == [w.value.mean for w in found.winners]
    assert found.study["today"].throughput == _line().run("60 h", "10 h", 6, seed=5 + 1_000_003).throughput


def test_the_optimiser_is_told_what_is_smaller_the_better_and_by_how_much_constraints_are_missed() -> None:
    goal = lw.Goal(at_most=3.0, figure=WIP)
    asked = Everything([lw.Factor(ROOM, 1, 4)])
    found = lw.optimise(_line(), {ROOM: (1, 4)}, "60 h", "10 h", 3, optimiser=asked, constraints=[goal], fresh=10)
    for point, value, violations in asked.told:
        result = _line(point[ROOM]).run("60 h", "10 h", 3)
        assert value == -result.throughput.mean
        assert violations == (result.wip.mean - 3.0,)
    assert [e.score for e in found.tried] == [value for _, value, _ in asked.told]


def test_constraints_must_hold_on_fresh_replications() -> None:
    # With room for n jobs in between there are on average a little more than 2 + n / 2 in the line.
    goal = lw.Goal(at_most=3.6, figure=WIP, confidence=0.9)
    found = lw.optimise(
        _line(), {ROOM: (1, 8)}, "300 h", "20 h", 5, optimiser=Everything, constraints=[goal], winners=8, fresh=20
    )
    held = [w.point[ROOM] for w in found.winners if w.holds]
    assert found.best is not None
    assert found.best.point[ROOM] == max(held)  # more room, more output
    assert 1 in held
    assert 8 not in held
    for winner in found.winners:
        bound = winner.constraints[0]
        sure = 3.6 - bound.mean >= lw._core.t_quantile(1 - 0.1 / 5, 19) * bound.sd / 20**0.5
        assert winner.holds == sure  # the error of 10 % is shared by five winners
        assert (winner.against_best is not None) == (winner.holds and len(held) > 1)


def test_where_no_winner_holds_there_is_no_best() -> None:
    goal = lw.Goal(at_most=1.0, figure=WIP)
    found = lw.optimise(_line(), {ROOM: (1, 3)}, "60 h", "10 h", 2, optimiser=Everything, constraints=[goal], fresh=4)
    assert found.best is None
    assert found.may_be_best == []
    assert [e.point[ROOM] for e in found.tried] == [1, 2, 3]
    assert "none of them holds the constraints" in repr(found)
    assert "wanted: wip at most 1.000 jobs with 90 % confidence" in repr(found)


def test_the_smallest_is_found_where_a_figure_is_minimised() -> None:
    found = lw.optimise(_line(), {ROOM: (1, 6)}, "60 h", "10 h", 3, optimiser=Everything, minimise=WIP, fresh=5)
    assert found.best is not None
    assert found.best.point[ROOM] == 1
    assert found.figure == WIP
    assert not found.maximise
    assert found.winners[0].value.mean < found.winners[1].value.mean
    assert found.best.against_best is not None
    assert found.best.against_best.is_best
    assert found.may_be_best == [found.best]


def test_the_error_of_a_constraint_is_shared_by_all_winners() -> None:
    fresh = _line(2).run("100 h", "10 h", 10, seed=1 + 1_000_003).wip
    alone, shared = (lw._core.t_quantile(1 - 0.1 / share, 9) * fresh.sd / 10**0.5 for share in (1, 3))
    goal = lw.Goal(at_most=fresh.mean + (alone + shared) / 2, figure=WIP, confidence=0.9)
    how: dict[str, Any] = {"optimiser": Everything, "constraints": [goal], "fresh": 10}
    three = lw.optimise(_line(), {ROOM: (1, 3)}, "100 h", "10 h", 2, **how)
    assert {w.point[ROOM]: w.holds for w in three.winners} == {1: True, 2: False, 3: False}
    one = lw.optimise(_line(), {ROOM: lw.Factor(ROOM, levels=[2, 9])}, "100 h", "10 h", 2, winners=1, **how)
    assert [(w.point[ROOM], w.holds) for w in one.winners] == [(2, True)]


def test_a_point_asked_again_is_not_run_again_and_the_budget_holds() -> None:
    asked = Anywhere([lw.Factor(FITTERS, 1, 3)])
    found = lw.optimise(
        _benches(), {FITTERS: (1, 3)}, "5 h", replications=2, optimiser=asked, evaluations=20, winners=2, fresh=2
    )
    assert asked.told == len(found.tried) == 20
    assert found.replications == 3 * 2 + 3 * 2
    short = lw.optimise(
        _benches(), {FITTERS: (1, 5)}, "5 h", replications=2, optimiser=Everything, budget=7, winners=2, fresh=2
    )
    assert [e.point[FITTERS] for e in short.tried] == [1, 2, 3]


# ---- Optuna


def _two() -> dict[str, Any]:
    return {ROOM: (1, 30), "stations/drill/cycle *=": (0.5, 1.5)}


def test_optuna_finds_what_is_known_to_be_best_and_asks_the_same_for_the_same_seed() -> None:
    pytest.importorskip("optuna")
    goal = lw.Goal(at_most=12.0, figure=WIP)

    def searched(seed: int) -> lw.Optimised:
        return lw.optimise(
            _line(), _two(), "60 h", "10 h", 2, constraints=[goal], evaluations=30, fresh=4, sampler_seed=seed
        )

    found, again, other = searched(1), searched(1), searched(2)
    assert [e[:4] for e in found.tried] == [e[:4] for e in again.tried]
    assert repr(found) == repr(again)
    assert [e.point for e in found.tried] != [e.point for e in other.tried]
    # The drill as fast as can be; then the mill makes 12 an hour less what it is blocked.
    assert found.best is not None
    assert found.best.point["stations/drill/cycle"] < 0.8
    assert found.best.value.mean > 11.0
    assert found.best.from_today.verdict == "higher"


def test_a_study_of_optuna_may_be_handed_over() -> None:
    optuna = pytest.importorskip("optuna")
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.RandomSampler(seed=3))
    factors = {**_two(), "sources/in/products": lw.Factor("buffers/between/queue", levels=[["fifo"], ["lifo"]])}
    found = lw.optimise(_line(), factors, "20 h", replications=2, optimiser=study, evaluations=6, fresh=2)
    assert [trial.value for trial in study.trials] == [-e.score for e in found.tried]
    assert {e.point["sources/in/products"][0] for e in found.tried} == {"fifo", "lifo"}


def test_optuna_is_told_only_what_was_asked_for() -> None:
    pytest.importorskip("optuna")
    asked = lw.OptunaOptimiser([lw.Factor(FITTERS, 1, 3)])
    with pytest.raises(ValueError, match="was not asked for"):
        asked.tell({FITTERS: 1}, 0.0, ())
    assert "TPESampler" in repr(asked)
    assert isinstance(asked, lw.Optimiser)


# ---- what is refused


def test_what_makes_no_sense_is_refused_all_at_once() -> None:
    with pytest.raises(ValueError, match="maximise and one to minimise") as error:
        lw.optimise(
            _benches(),
            {FITTERS: (1, 3)},
            "5 h",
            replications=5,
            maximise=WIP,
            minimise="wip",  # type: ignore[arg-type]
            constraints=[3],  # type: ignore[list-item]
            evaluations=0,
            winners=0,
            fresh=1,
            budget=4,
        )
    assert len(str(error.value).splitlines()) == 7


@pytest.mark.parametrize("given", [3, "optna", object(), lambda _: 4])
def test_what_cannot_be_asked_and_told_is_refused(given: Any) -> None:
    with pytest.raises((TypeError, ValueError), match="ask"):
        lw.optimise(_benches(), {FITTERS: (1, 3)}, "5 h", optimiser=given)


@pytest.mark.parametrize(
    ("point", "says"),
    [
        ({FITTERS: 4}, "outside of 1 to 3"),
        ({}, "it lacks"),
        ({FITTERS: 1, "x": 2}, "no factor is called 'x'"),
        (7, "must be a dict"),
    ],
)
def test_a_point_that_is_none_of_the_factors_is_refused(point: Any, says: str) -> None:
    class Wrong(Everything):
        def ask(self) -> Any:
            return point

    with pytest.raises((TypeError, ValueError), match=says):
        lw.optimise(_benches(), {FITTERS: (1, 3)}, "5 h", optimiser=Wrong)


def test_a_point_whose_plant_cannot_run_is_named() -> None:
    crew = {"skill": "fitter", "number": 2}
    pair = _benches(2).edit("stations/bench/operators", [crew, {"skill": "helper"}])
    pair = pair.with_added("operators", {"name": "helper", "count": 1})
    factors = {FITTERS: (1, 2), "stations/bench/operators/0/number": (1, 2)}
    both = [{"a": 1, "b": 1}, {"a": 1, "b": 2}]  # each may change alone, but not both
    points = [dict(zip(factors, p.values(), strict=True)) for p in both]

    class Given(Everything):
        def __init__(self, factors: list[lw.Factor]) -> None:
            super().__init__(factors)
            self.left = list(points)

    with pytest.raises(lw.PlantError) as error:
        lw.optimise(pair.edit("stations/bench/operators/0/number", 1), factors, "5 h", optimiser=Given)
    assert error.value.__notes__ == [
        f"at the point {points[1]}, which the optimiser proposed: leave it out of the factors"
    ]


def test_hostile_names_are_escaped() -> None:
    name = "<script>alert(1)</script>"
    factors = [lw.Factor(FITTERS, 1, 2, name=name)]
    found = lw.optimise(_benches(), factors, "5 h", replications=1, optimiser=Everything, fresh=2)
    assert "<script" not in found._repr_html_()
    assert "&lt;script&gt;" in found._repr_html_()


def test_a_search_with_a_store_goes_on_from_what_is_there(tmp_path: Path) -> None:
    def searched(evaluations: int) -> lw.Optimised:
        return lw.optimise(
            _line(),
            {ROOM: (1, 4)},
            "20 h",
            "2 h",
            3,
            optimiser=Everything,
            evaluations=evaluations,
            fresh=4,
            store=kept,
        )

    kept = tmp_path / "kept"
    searched(2)
    before = len(lw.Store(kept).replications())
    whole = searched(4)
    plain = lw.optimise(_line(), {ROOM: (1, 4)}, "20 h", "2 h", 3, optimiser=Everything, fresh=4)
    assert repr(whole) == repr(plain)
    assert whole.tried == plain.tried
    after = len(lw.Store(kept).replications())
    assert 0 < before < after
    assert repr(searched(4)) == repr(plain)
    assert len(lw.Store(kept).replications()) == after
