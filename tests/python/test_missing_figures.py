"""A figure that a replication lacks: nothing was inspected, so that there is no yield."""

from __future__ import annotations

import linewright as lw
import pytest


@pytest.fixture(scope="module")
def result() -> lw.Result:
    plant = lw.Plant(
        name="seldom",
        sources=[lw.Source("in", interarrival=lw.exponential("60 min"))],
        stations=[lw.Station("test", cycle="5 min", defects=0.2, inspection=lw.Inspection())],
        buffers=[lw.Buffer("Q")],
        routes=[lw.Route("r", steps=["Q", "test"])],
    )
    return plant.run("1 h", replications=40, seed=3)


def test_the_others_keep_their_places(result: lw.Result) -> None:
    frame = result.replications()
    made = frame[(frame["kind"] == "plant") & (frame["measure"] == "throughput")].set_index("replication")["value"]
    passed = frame[(frame["kind"] == "plant") & (frame["measure"] == "first_pass_yield")]
    assert len(made) == 40
    assert 0 < len(passed) < 40
    assert passed["value"].between(0, 1).all()
    # Who inspected nothing made nothing.
    assert made[~made.index.isin(passed["replication"])].eq(0).all()
    units = frame.groupby(["kind", "element", "measure"])["unit"].nunique()
    assert (units == 1).all()


def test_its_interval_is_over_those_that_have_it(result: lw.Result) -> None:
    passed = result.replications().query("kind == 'plant' and measure == 'first_pass_yield'")["value"]
    interval = result.figure("plant", "", "first_pass_yield")
    assert interval.n == len(passed)
    assert interval.mean == pytest.approx(passed.mean())
    row = result.summary().query("kind == 'plant' and measure == 'first_pass_yield'").iloc[0]
    assert row["n"] == len(passed)
