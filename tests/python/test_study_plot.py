"""The pictures of a study show the study's own numbers."""

from __future__ import annotations

import linewright as lw
import pytest

matplotlib = pytest.importorskip("matplotlib")
matplotlib.use("Agg")
plt = pytest.importorskip("matplotlib.pyplot")


def _line(cycle: str) -> lw.Plant:
    return lw.Plant(
        name="line",
        sources=[lw.Source("in", interarrival=lw.exponential("3 min"))],
        stations=[lw.Station("S", cycle=lw.exponential(cycle))],
        buffers=[lw.Buffer("Q")],
        routes=[lw.Route("r", steps=["Q", "S"])],
    )


@pytest.fixture(scope="module")
def study() -> lw.Study:
    cases = {"today": _line("2.8 min"), "faster": _line("2 min"), "the same": _line("2.8 min")}
    return lw.compare(cases, "60 h", "10 h", replications=8)


def test_the_points_are_the_means_of_the_alternatives(study: lw.Study) -> None:
    _, ax = plt.subplots()
    assert study.plot.throughput(ax=ax) is ax
    (points,) = ax.containers
    drawn = sorted(points[0].get_xdata())
    assert drawn == pytest.approx(sorted(result.throughput.mean for result in study.results.values()))
    plt.close("all")


def test_the_differences_are_paired_and_the_base_is_named(study: lw.Study) -> None:
    ax = study.plot.differences("plant", "", "lead_time")
    text = " ".join(t.get_text() for t in [ax.title, ax.xaxis.label, *ax.get_yticklabels(), *ax.texts])
    assert "today" in text
    assert "faster" in text
    assert study.difference("the same", "plant", "", "lead_time").difference.mean == 0
    plt.close("all")


def test_a_figure_that_is_not_there_is_refused(study: lw.Study) -> None:
    with pytest.raises(KeyError, match="no figure"):
        study.plot.differences("plant", "", "througput")
