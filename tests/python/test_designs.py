# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Factors and designs: which scenarios come of them, and what stands beside their figures."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import linewright as lw
import pytest

PLANTS = Path(__file__).parents[2] / "examples" / "plants"

pytest.importorskip("scipy")


def _benches(people: int = 1, places: int = 4) -> lw.Plant:
    """Every job takes an operator 10 minutes: 6 jobs an hour for each of them."""
    return lw.Plant(
        name="benches",
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station("bench", places=places, cycle="10 min", operators=["fitter"])],
        operators=[lw.OperatorPool("fitter", count=people)],
        routes=[lw.Route("r", steps=["bench"])],
    )


FITTERS = "operators/fitter/count"
CYCLE = "stations/bench/cycle"


# ---- factors


@pytest.mark.parametrize(
    ("factor", "spread", "middle"),
    [
        (lw.Factor("a", 1, 4), [1, 3, 4], 3),
        (lw.Factor("a", 1, 9, step=2), [1, 5, 9], 5),
        (lw.Factor("a", 1.0, 4.0), [1.0, 2.5, 4.0], 2.5),
        (lw.Factor("a", 0.6, 1.0, scale=True), [0.6, 0.8, 1.0], 0.8),
        (lw.Factor("a", "24 min", "40 min"), ["24 min", "32 min", "40 min"], "32 min"),
        (lw.Factor("a", "90 s", "5 min"), ["90 s", "195 s", "300 s"], "195 s"),
        (lw.Factor("a", "24 min", "40 min", step="4 min"), ["24 min", "32 min", "40 min"], "32 min"),
        (lw.Factor("a", dt.timedelta(minutes=2), lw.Duration("4 min")), ["120 s", "180 s", "240 s"], "180 s"),
        (lw.Factor("a", levels=[lw.Duration("4 min"), "9 min"]), ["4 min", "9 min"], "9 min"),
        (lw.Factor("a", levels=["fifo", "edd"]), ["fifo", "edd"], "edd"),
    ],
)
def test_a_factor_has_the_values_between_its_ends(factor: lw.Factor, spread: list[Any], middle: Any) -> None:
    assert factor.spread(3) == spread
    assert factor.at(0.5) == middle
    assert (factor.at(0.0), factor.at(1.0)) == (factor.low, factor.high) == (spread[0], spread[-1])
    assert all(factor.holds(value) for value in spread)


def test_the_whole_numbers_of_a_range_have_equal_parts_of_it() -> None:
    factor = lw.Factor("a", 1, 4)
    assert [factor.at(k / 8) for k in range(9)] == [1, 1, 2, 2, 3, 3, 4, 4, 4]


def test_values_stand_at_their_distances_and_texts_in_their_order() -> None:
    assert [lw.Factor("a", levels=[1, 2, 5]).place(v) for v in (1, 2, 5)] == [0, 0.25, 1]
    assert [lw.Factor("a", levels=["1 min", "90 s", "3 min"]).place(v) for v in ("90 s", "3 min")] == [0.25, 1]
    assert [lw.Factor("a", levels=["fifo", "edd", "spt"]).place(v) for v in ("fifo", "edd")] == [0, 0.5]
    assert lw.Factor("a", "24 min", "40 min").place("32 min") == 0.5


def test_all_that_is_wrong_with_factors_is_said_at_once() -> None:
    wrong = {
        "a": (2, 1),
        "b": [1],
        "c": "x",
        "d": (1, "3 min"),
        "": (1, 2),
        "e *=": (-1, 2),
        "f": lw.Factor("g", 1, 2),
        "g": (1, 2),
        "h": [3, 3],
    }
    with pytest.raises(lw.EditError) as error:
        lw.grid(wrong)  # type: ignore[arg-type]
    assert [(fault.place, fault.what) for fault in error.value.faults] == [
        ("a", "goes from 2 to 1"),
        ("b", "has 1 level"),
        ("c", "takes 'x'"),
        ("d", "goes from 1 to '3 min'"),
        ("", "has no path, but ''"),
        ("", "a factor is called ''"),
        ("e", "scales by what isn't a number above 0"),
        ("h", "has a level twice: [3, 3]"),
        ("g", "is the path of two factors"),
    ]
    assert all(fault.remedy for fault in error.value.faults)
    for steps in (0, -1, 9, "1 min"):
        with pytest.raises(lw.EditError, match="step"):
            lw.Factor("a", 1, 4, step=steps)


def test_what_the_plant_does_not_take_is_said_once_and_before_anything_runs() -> None:
    factors = {"operators/fiter/count": (1, 3), FITTERS: (1.0, 3.0), CYCLE: ("5 min", "10 min")}
    with pytest.raises(lw.EditError) as error:
        lw.latin_hypercube(factors, 20, plant=_benches())
    assert [fault.place for fault in error.value.faults] == ["operators/fiter/count", FITTERS]
    assert "Did you mean" in error.value.faults[0].remedy + error.value.faults[0].what
    with pytest.raises(lw.PlantError) as faults:
        lw.grid({"stations/bench/operators/0/skill": ["fitter", "welder"]}, plant=_benches())
    assert "= welder" in faults.value.faults[0].place


# ---- designs


def test_a_grid_is_every_combination() -> None:
    design = lw.grid({FITTERS: (1, 3), CYCLE: ("8 min", "10 min")}, levels=2, plant=_benches())
    assert [tuple(p.values()) for p in design.points] == list(itertools.product([1, 2, 3], ["8 min", "10 min"]))
    assert [s.name for s in design] == [f"#{k}" for k in range(1, 7)]
    assert design[1] == lw.Scenario("#2", {FITTERS: 1, CYCLE: "10 min"})
    assert design[1].words(_benches()) == "no change"  # the plant as it is
    assert list(design.frame().columns) == ["scenario", FITTERS, CYCLE]
    with pytest.raises(ValueError, match="3 x 3 x 3 levels are 27 combinations, more than 26"):
        lw.grid(dict.fromkeys("abc", (1, 3)), most=26)


def test_a_latin_hypercube_has_one_point_in_each_part_of_each_factor() -> None:
    factors = dict.fromkeys("abcde", (0.0, 1.0))
    design = lw.latin_hypercube(factors, 12, seed=7)
    for name in factors:
        assert sorted(p[name] for p in design.points) == [float(f"{(k + 0.5) / 12:.6g}") for k in range(12)]
    assert design.points == lw.latin_hypercube(factors, 12, seed=7).points
    assert design.points != lw.latin_hypercube(factors, 12, seed=8).points


def test_more_tries_make_a_latin_hypercube_more_even() -> None:
    from scipy.stats import qmc

    factors = dict.fromkeys("abc", (0.0, 1.0))
    uneven = [
        qmc.discrepancy([list(p.values()) for p in lw.latin_hypercube(factors, 10, tries=tries).points])
        for tries in (1, 100)
    ]
    assert uneven[1] < 0.9 * uneven[0]


@pytest.mark.parametrize("seed", [None, 1, 5])
def test_a_sobol_design_is_even_in_every_factor_and_in_every_pair(seed: int | None) -> None:
    factors = dict.fromkeys("ab", (0.0, 1.0))
    points = [tuple(p.values()) for p in lw.sobol(factors, 16, seed).points]
    for of in range(2):
        assert sorted(int(16 * p[of]) for p in points) == list(range(16))
    assert len({(int(4 * a), int(4 * b)) for a, b in points}) == 16  # a net: one in each of 4 x 4 fields
    assert (points[0] == (0, 0)) == (seed is None)


def test_designs_are_the_same_everywhere() -> None:
    factors = {"a": (0.0, 1.0), "b": (1, 9), "c": ("10 min", "30 min")}
    assert [tuple(p.values()) for p in lw.sobol(factors, 4, seed=3).points] == GOLDEN_SOBOL
    assert [tuple(p.values()) for p in lw.latin_hypercube(factors, 4, seed=3).points] == GOLDEN_HYPERCUBE


GOLDEN_SOBOL: list[tuple[Any, ...]] = [
    (0.237965, 5, "17.3991 min"),
    (0.737965, 1, "27.3991 min"),
    (0.987965, 8, "12.3991 min"),
    (0.487965, 3, "22.3991 min"),
]
GOLDEN_HYPERCUBE: list[tuple[Any, ...]] = [
    (0.125, 6, "17.5 min"),
    (0.625, 4, "12.5 min"),
    (0.375, 2, "27.5 min"),
    (0.875, 8, "22.5 min"),
]


def test_points_that_are_there_twice_are_kept_once() -> None:
    design = lw.sobol({"a": (1, 2), "b": (1, 2)}, 16)
    assert len(design) == 4
    assert design.repeated == 12
    assert "(12 more were equal to others)" in repr(design)


def test_points_of_ones_own_are_checked_all_at_once() -> None:
    factors = [lw.Factor(FITTERS, 1, 3, name="people"), lw.Factor(CYCLE, "8 min", "10 min", name="cycle")]
    design = lw.Design(factors, [{"cycle": "9 min", "people": 2}])
    assert design.points == [{"people": 2, "cycle": "9 min"}]
    bad = [{"people": 4, "cycle": "9 min"}, {"peple": 1, "cycle": "9 h"}, 3]
    with pytest.raises(ValueError, match="point 1") as error:
        lw.Design(factors, bad)  # type: ignore[list-item]
    lines = str(error.value).splitlines()
    assert len(lines) == 3
    assert "people = 4 is outside of 1 to 3" in lines[0]
    assert 'Did you mean "people"' in lines[1]
    assert "it lacks 'people'" in lines[1]
    assert "cycle = '9 h' is outside of 8 min to 10 min" in lines[1]


@pytest.mark.parametrize("make", [lw.latin_hypercube, lw.sobol])
def test_fewer_than_two_points_are_refused(make: Any) -> None:
    with pytest.raises(ValueError, match="at least 2 points"):
        make({"a": (1, 2)}, 1)


def test_a_design_is_data_that_goes_to_a_file(tmp_path: Path) -> None:
    design = lw.latin_hypercube({FITTERS: (1, 4), f"{CYCLE} *=": (0.5, 1.0)}, 6)
    lw.write_scenarios(design, tmp_path / "design.json")
    assert lw.read_scenarios(tmp_path / "design.json") == list(design)


# ---- figures beside


def test_the_table_has_the_factors_beside_the_figures_of_the_study() -> None:
    design = lw.grid({"people": lw.Factor(FITTERS, 1, 3)})
    study = lw.compare(design, "21 h", "1 h", 2, plant=_benches(2))
    table = design.results(study, ("plant", "", "throughput"), ("stations", "bench", "processing"))
    frame = table.frame()
    assert list(frame["scenario"]) == ["#1", "#2", "#3"]
    assert list(frame["people"]) == [1, 2, 3]
    assert list(frame["throughput"]) == [6, 12, 18]
    assert list(frame["throughput half_width"]) == [0, 0, 0]
    assert list(frame["throughput difference"]) == [-6, 0, 6]
    assert list(frame["throughput verdict"]) == ["lower", "same", "higher"]
    assert list(frame["bench processing"]) == [0.25, 0.5, 0.75]
    assert repr(table).splitlines()[-2:] == [
        "#2       2        12.00 ± 0            50.00 ± 0",
        "#3       3      18.00 ± 0 *          75.00 ± 0 *",
    ]
    assert list(design.results(study).frame()["throughput"]) == [6, 12, 18]


def test_a_study_of_something_else_is_refused() -> None:
    study = lw.compare(lw.grid({FITTERS: (1, 3)}), "5 h", plant=_benches())
    with pytest.raises(ValueError, match="lacks #4"):
        lw.grid({FITTERS: (1, 4)}).results(study)
    with pytest.raises(ValueError, match="other scenarios as #1, #2"):
        lw.grid({FITTERS: (2, 3)}).results(study)
    with pytest.raises(KeyError, match="Did you mean"):
        lw.grid({FITTERS: (1, 3)}).results(study, ("plant", "", "troughput"))


def test_hostile_names_are_escaped() -> None:
    name = "<script>alert('$x$')</script>"
    design = lw.grid([lw.Factor(FITTERS, 1, 2, name=name)])
    study = lw.compare(design, "5 h", plant=_benches())
    for shown in (design._repr_html_(), design.results(study)._repr_html_()):
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
