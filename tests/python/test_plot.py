# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The pictures: their numbers are the result's, and with 5 and with 60 stations nothing overlaps or is cut."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import linewright as lw
import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest

mpl.use("Agg")

import matplotlib.pyplot as plt
from linewright import plot
from matplotlib.axes import Axes
from matplotlib.container import ErrorbarContainer
from tests_lines import gearbox, hall


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


class Case(NamedTuple):
    plant: lw.Plant
    result: lw.Result
    trace: lw.Trace
    scenarios: dict[float, lw.Result]
    course: pd.DataFrame


_cases: dict[int, Case] = {}


def case(stations: int) -> Case:
    if stations not in _cases:
        plant = hall(stations)
        result = plant.run("4 d", "1 d", replications=3)
        path = "changeovers/tools/rules/0/steps/0/time"
        scenarios = {s: plant.edit(path, scale=s).run("3 d", "1 d", replications=3) for s in (1.0, 0.8, 0.6)}
        course = plot.wip_course(plant, "2 d", replications=3, points=49)
        _cases[stations] = Case(plant, result, lw.trace(plant, "2 d"), scenarios, course)
    return _cases[stations]


def many(c: Case) -> dict[str, lw.Result]:
    names = [f"variant {number} with {station.name} replaced" for number, station in enumerate(c.plant.stations)]
    return dict.fromkeys(names, c.result)


def compared(n: int) -> pd.DataFrame:
    scenarios = [f"variant {number}" for number in range(n)]
    return pd.DataFrame(
        {
            "scenario": scenarios,
            "measure": "throughput",
            "unit": "1/h",
            "difference": np.linspace(-0.4, 0.6, n),
            "half_width": 0.15,
        }
    )


PICTURES: dict[str, Callable[[Case], Axes]] = {
    "figure": lambda c: plot.figure(many(c)),
    "lead_time": lambda c: plot.figure(many(c), "plant", "", "lead_time"),
    "differences": lambda c: plot.differences(compared(len(c.plant.stations)), base="today"),
    "states": lambda c: c.result.plot.states(),
    "people": lambda c: c.result.plot.people(),
    "losses": lambda c: c.result.plot.losses(),
    "yamazumi": lambda c: c.result.plot.yamazumi("4.4 min"),
    "yamazumi_people": lambda c: c.result.plot.yamazumi("4.4 min", of="people"),
    "wip": lambda c: plot.wip(c.course),
    "lead_times": lambda c: c.result.plot.lead_times(),
    "histogram": lambda c: plot.lead_times(c.trace),
    "gantt": lambda c: plot.gantt(c.trace, "30 h", "36 h"),
    "gantt_all": lambda c: plot.gantt(c.trace),
    "gantt_of_people": lambda c: plot.gantt_of_people(c.trace, "30 h", "36 h"),
    "free_people": lambda c: plot.free_people(plot.free_people_course(c.plant, "12 h")),
    "flow": lambda c: plot.flow(c.trace),
    "carrying": lambda c: plot.flow(c.trace, "carrying", buffers=True),
    "warmup": lambda c: plot.warmup(c.course, "20 h"),
    "curve": lambda c: plot.curve(c.scenarios, over="changeover", money=True),
    "smed": lambda c: plot.smed(c.scenarios, money="direct_cost_per_good"),
}


@pytest.mark.parametrize("stations", [5, 60])
@pytest.mark.parametrize("name", PICTURES)
def test_nothing_overlaps_and_nothing_is_cut(name: str, stations: int) -> None:
    ax = PICTURES[name](case(stations))
    figure = ax.figure
    figure.canvas.draw()
    whole = figure.bbox.padded(0.5)
    boxes: list[tuple[str, Any]] = []
    for axes in figure.axes:
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
            low, high = sorted(limits)
            shown = [tick for tick in axis.get_major_ticks() if low - 1e-9 <= tick.get_loc() <= high + 1e-9]
            labels = [label for tick in shown for label in (tick.label1, tick.label2)]
            seen = [(t.get_text(), t.get_window_extent()) for t in labels if t.get_text() and t.get_visible()]
            for (a, first), (b, second) in itertools.combinations(seen, 2):
                assert not first.padded(-0.5).overlaps(second), f"{a!r} lies on {b!r}"
            boxes += seen
        for text in (axes.xaxis.label, axes.yaxis.label, axes._left_title):
            if text.get_text():
                boxes.append((text.get_text(), text.get_window_extent()))
        legend = axes.get_legend()
        if legend is not None:
            boxes += [(t.get_text(), t.get_window_extent()) for t in legend.get_texts()]
    for text, box in boxes:
        inside = whole.x0 <= box.x0 and box.x1 <= whole.x1 and whole.y0 <= box.y0 and box.y1 <= whole.y1
        assert inside, f"{text!r} is cut: {box} in {whole}"
    for (a, first), (b, second) in itertools.combinations(boxes, 2):
        assert not first.padded(-0.5).overlaps(second), f"{a!r} lies on {b!r}"


# ---- numbers


def errorbars(ax: Axes) -> list[tuple[float, float, float]]:
    """Of each: where it is, the middle and the half-width."""
    found = []
    for container in ax.containers:
        assert isinstance(container, ErrorbarContainer)
        along = 0 if container.has_xerr else 1
        points = np.column_stack(container.lines[0].get_data())
        segments = container.lines[2][0].get_segments()
        for point, segment in zip(points, segments, strict=True):
            low, high = segment[:, along]
            assert (low + high) / 2 == pytest.approx(point[along], abs=1e-9)
            found.append((point[1 - along], point[along], (high - low) / 2))
    return found


def rows(ax: Axes) -> dict[str, dict[int, tuple[float, float]]]:
    """Bars by label: row to left and width."""
    return {
        str(bars.get_label()): {
            round(bar.get_y() + bar.get_height() / 2): (bar.get_x(), bar.get_width()) for bar in bars
        }
        for bars in ax.containers
    }


def test_a_figure_has_the_intervals_of_the_results() -> None:
    results = {"today": case(5).scenarios[1.0], "SMED": case(5).scenarios[0.6]}
    ax = plot.figure(results, "plant", "", "throughput")
    assert [t.get_text() for t in ax.get_yticklabels()] == ["today", "SMED"]
    for (row, middle, half), result in zip(errorbars(ax), results.values(), strict=True):
        assert middle == pytest.approx(result.throughput.mean)
        assert half == pytest.approx(result.throughput.half_width)
        assert row == list(results.values()).index(result)
    assert ax.get_xlabel() == "throughput (jobs/h)"
    ax = plot.figure(results, "plant", "", "lead_time")
    assert ax.get_xlabel() == "lead time (h)"
    assert errorbars(ax)[0][1] == pytest.approx(results["today"].lead_time.mean / 3600)
    ax = plot.figure(results, "plant", "", "full_cost_per_good")
    assert ax.get_xlabel() == "full cost per good (EUR)"
    ax = results["today"].plot.figure()
    assert len(errorbars(ax)) == 1


def test_a_single_run_has_no_interval() -> None:
    ax = gearbox().run("8 h").plot.figure()
    assert errorbars(ax)[0][2] == 0
    assert "no interval" in ax.get_title(loc="left")


def test_nothing_to_show_is_said() -> None:
    with pytest.raises(ValueError, match="there is no result to show"):
        plot.figure({})


def test_differences_are_grey_where_their_interval_holds_0() -> None:
    frame = compared(6)
    ax = plot.differences(frame, base="today")
    for (row, middle, half), given in zip(errorbars(ax), frame.itertuples(), strict=True):
        assert (row, middle, half) == pytest.approx((given.Index, given.difference, given.half_width))
    grey = [container.lines[0].get_markerfacecolor() == "white" for container in ax.containers]
    assert grey == list(frame["difference"].abs() <= frame["half_width"])
    assert ax.get_xlabel() == "difference of throughput from today (jobs/h)"
    with pytest.raises(ValueError, match="the frame lacks half_width"):
        plot.differences(frame.drop(columns="half_width"))
    with pytest.raises(ValueError, match="one figure, not several of the column measure: throughput, wip"):
        plot.differences(pd.concat([frame, frame.assign(measure="wip", unit="jobs")]))
    with_all = frame.rename(columns={"scenario": "alternative"}).assign(together=0.35).drop(columns=["measure", "unit"])
    ax = plot.differences(with_all, base="today", measure="throughput", unit="1/h")
    grey = [container.lines[0].get_markerfacecolor() == "white" for container in ax.containers]
    assert grey == list(frame["difference"].abs() <= 0.35)
    ends = [tuple(line.get_xdata()) for line in ax.lines if line.get_linewidth() == 0.8]
    assert np.ptp(np.array(ends), axis=1) == pytest.approx(0.7)
    alone = plot.differences(frame.assign(half_width=float("nan")))
    assert all(container.lines[0].get_markerfacecolor() == "white" for container in alone.containers)
    money = plot.differences(frame.assign(measure="full_cost_per_good", unit="money"), currency="EUR")
    assert money.get_xlabel() == "difference of full cost per good from the base (EUR)"
    share = frame.assign(measure="yield", unit="share")
    assert plot.differences(share).get_xlabel() == "difference of yield from the base (percentage points)"


def test_shares_are_the_widths_of_the_bars() -> None:
    c = case(60)
    ax = c.result.plot.states()
    bars = rows(ax)
    for number, station in enumerate(c.plant.stations):
        for state in plot.STATES:
            share = c.result.figure("stations", station.name, state).mean
            width = bars.get(state.replace("_", " "), {}).get(number, (0, 0))[1]
            assert width == pytest.approx(100 * share, abs=1e-9)
        assert sum(of[number][1] for of in bars.values()) == pytest.approx(100)
    for state, container in zip(bars, ax.containers, strict=True):
        paint = plot.STATES[state.replace(" ", "_")]
        assert mpl.colors.to_hex(container[0].get_facecolor()) == paint.colour
        assert (container[0].get_hatch() or "") == paint.hatch
    some = c.result.plot.states([c.plant.stations[7].name, c.plant.stations[2].name])
    assert len(some.get_yticklabels()) == 2
    with pytest.raises(KeyError, match=r"no station .*Did you mean"):
        c.result.plot.states(["packing 5"])


def test_people_sum_to_their_time() -> None:
    c = case(60)
    bars = rows(c.result.plot.people())
    for number, pool in enumerate(c.plant.operators):
        assert sum(of[number][1] for of in bars.values()) == pytest.approx(100)
        assert bars["working"][number][1] == pytest.approx(
            100 * c.result.figure("operators", pool.name, "working").mean
        )
    with pytest.raises(ValueError, match="no pool"):
        lw.Plant(sources=[lw.Source("s", always=True)], stations=[lw.Station("a", cycle="1 min")]).run().plot.people()


def test_a_waterfall_goes_down_without_a_step_of_its_own() -> None:
    c = case(5)
    name = c.plant.stations[3].name
    ax = c.result.plot.losses(name)
    names = [t.get_text() for t in ax.get_yticklabels()]
    bars = {n: (b[0].get_x(), b[0].get_width()) for n, b in zip(names, ax.containers, strict=True)}
    assert names[0] == "window"
    assert bars["window"] == (0, 100)
    at = 100.0
    for step in names[1:]:
        left, width = bars[step]
        if step in ("processing", "good output"):
            assert (left, width) == pytest.approx((0, at))
        else:
            assert left + width == pytest.approx(at)
            at = left
    for state in ("off_shift", "blocked", "processing"):
        assert bars[state.replace("_", " ")][1] == pytest.approx(100 * c.result.figure("stations", name, state).mean)
    oee = c.result.oee("iso22400").query("station == @name").set_index("factor")["mean"]
    good = c.result.figure("stations", name, "processing").mean * oee["effectiveness"] * oee["quality"]
    assert bars["good output"][1] == pytest.approx(100 * good, rel=1e-3)


def test_the_waterfall_takes_the_station_that_stands_least() -> None:
    result = lw.Plant(
        sources=[lw.Source("in", always=True)],
        stations=[
            lw.Station("quick", cycle="1 min"),
            lw.Station("slow", cycle="3 min"),
            lw.Station("last", cycle="2 min"),
        ],
    ).run("8 h")
    assert "of slow goes" in result.plot.losses().get_title(loc="left")


def test_work_is_time_over_good_jobs() -> None:
    c = case(5)
    ax = c.result.plot.yamazumi("4.4 min")
    bars = rows(ax)
    rate = c.result.throughput.mean
    for number, station in enumerate(c.plant.stations):
        for state in ("processing", "load", "setup"):
            minutes = c.result.figure("stations", station.name, state).mean * 60 / rate
            assert bars[state].get(number, (0, 0))[1] == pytest.approx(minutes)
    (takt,) = [line for line in ax.lines if str(line.get_label()).startswith("takt")]
    assert list(takt.get_xdata()) == pytest.approx([4.4, 4.4])
    with pytest.raises(ValueError, match="no activity 'dozing'"):
        c.result.plot.yamazumi(activities=["dozing"])


def test_a_line_without_queues_shows_its_cycle_times() -> None:
    result = lw.Plant(
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station("a", cycle="1 min"), lw.Station("b", cycle="2 min", load="6 s")],
    ).run("20 h", "2 h")
    bars = rows(result.plot.yamazumi())
    assert bars["processing"][0][1] == pytest.approx(1, rel=0.01)
    assert bars["processing"][1][1] == pytest.approx(2, rel=0.01)
    assert bars["load"][1][1] == pytest.approx(0.1, rel=0.01)


def test_the_band_holds_every_run() -> None:
    course = case(5).course
    ax = plot.wip(course)
    (line,) = ax.lines
    assert line.get_ydata() == pytest.approx(course.groupby("seconds")["wip"].mean().to_numpy())
    assert line.get_xdata()[-1] == pytest.approx(48 if "(h)" in ax.get_xlabel() else 2)
    edge = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert edge.max() == course["wip"].max()
    assert ax.get_ylabel() == "jobs in the plant"
    one = plot.wip(case(5).plant, "1 d")
    assert "one run" in one.get_title(loc="left")
    with pytest.raises(ValueError, match="until when"):
        plot.wip(case(5).plant)


def test_the_gantt_shows_each_state_as_long_as_it_lasts() -> None:
    c = case(5)
    ax = plot.gantt(c.trace, "30 h", "36 h")
    spans = plot.spans(c.trace)
    begin, end = spans["begin"].clip(30 * 3.6e9, 36 * 3.6e9), spans["end"].clip(30 * 3.6e9, 36 * 3.6e9)
    hours = ((end - begin) / 3.6e9).groupby(spans["state"]).sum()
    drawn = {}
    for patch in ax.patches:
        boxes = patch.get_path().vertices.reshape(-1, 5, 2)
        drawn[str(patch.get_label()).replace(" ", "_")] = (boxes[:, 2, 0] - boxes[:, 0, 0]).sum()
    assert drawn == pytest.approx(hours[hours > 0].to_dict())
    assert sum(drawn.values()) == pytest.approx(6 * len(c.plant.stations))
    assert ax.get_xlim() == pytest.approx((30, 36))
    two = plot.gantt(c.trace, stations=[c.plant.stations[1].name])
    assert len(two.get_yticklabels()) == 1
    with pytest.raises(ValueError, match="not after its begin"):
        plot.gantt(c.trace, "5 h", "4 h")
    with pytest.raises(KeyError, match="no station 'oven'"):
        plot.gantt(c.trace, stations=["oven"])


def test_the_gantt_of_people_shows_what_each_does_as_long_as_they_do_it() -> None:
    c = case(5)
    people = c.trace.people()
    assert (
        people.groupby(["pool", "person"])["end"].max().eq(c.trace._core.ended_at * c.trace._core.tick_us / 1e6).all()
    )
    ax = plot.gantt_of_people(c.trace, "30 h", "36 h")
    begin, end = people["begin"].clip(30 * 3600, 36 * 3600), people["end"].clip(30 * 3600, 36 * 3600)
    hours = ((end - begin) / 3600).groupby(people["activity"].replace("going_home", "walking")).sum()
    drawn = {}
    for patch in ax.patches:
        boxes = patch.get_path().vertices.reshape(-1, 5, 2)
        drawn[str(patch.get_label()).replace(" ", "_")] = (boxes[:, 2, 0] - boxes[:, 0, 0]).sum()
    assert drawn == pytest.approx(hours[hours > 0].to_dict())
    with pytest.raises(KeyError, match="no pool 'nobody'"):
        plot.gantt_of_people(c.trace, pools=["nobody"])
    alone = lw.Plant(
        sources=[lw.Source("in", interarrival="2 min")],
        stations=[lw.Station("oven", cycle="1 min")],
        routes=[lw.Route("r", steps=["oven"])],
    )
    with pytest.raises(ValueError, match="the plant has no people"):
        plot.gantt_of_people(lw.trace(alone, "1 h"))


def test_places_have_rows_of_their_own() -> None:
    plant = lw.Plant(
        sources=[lw.Source("in", interarrival="2 min")],
        stations=[lw.Station("oven", cycle="5 min", places=3), lw.Station("never", cycle="1 min")],
        routes=[lw.Route("r", steps=["oven"])],
    )
    ax = plot.gantt(lw.trace(plant, "1 h"))
    assert [t.get_text() for t in ax.get_yticklabels()] == ["oven 1", "oven 2", "oven 3", "never"]


def test_lead_times_have_the_percentiles_of_the_result() -> None:
    c = case(5)
    ax = c.result.plot.lead_times()
    for number, product in enumerate(c.plant.products):
        p25, p75 = (c.result.figure("products", product.name, f"lead_time_p{k}").mean / 3600 for k in (25, 75))
        bar = ax.patches[number]
        assert (bar.get_x(), bar.get_width()) == pytest.approx((p25, p75 - p25))
    ax = plot.lead_times(c.trace)
    counted = sum(bar.get_height() for bars in ax.containers for bar in bars)
    assert counted == len(plot.lead_time_frame(c.trace))


def test_a_curve_has_a_point_for_each_number() -> None:
    c = case(5)
    ax = plot.curve(c.scenarios, money=True)
    numbers = sorted(c.scenarios)
    for (x, middle, half), number in zip(errorbars(ax), numbers, strict=True):
        interval = c.scenarios[number].throughput
        assert (x, middle, half) == pytest.approx((number, interval.mean, interval.half_width))
    money = ax.figure.axes[1]
    assert money.get_ylabel() == "full cost per good (EUR)"
    for (_, middle, _), number in zip(errorbars(money), numbers, strict=True):
        assert middle == pytest.approx(c.scenarios[number].cost_per_good.mean)
    ax = plot.smed(c.scenarios)
    assert [round(x) for x, _, _ in errorbars(ax)] == [60, 80, 100]
    assert ax.get_xlim()[0] > ax.get_xlim()[1]
    by = {number: gearbox().edit("operators/miller/count", number).run("2 d", replications=2) for number in (1, 2)}
    assert plot.staffing(by, "miller").get_xlabel() == "people in miller"
    with pytest.raises(ValueError, match="the plant has no prices"):
        plot.staffing(by, "miller", money=True)


def test_the_moving_average_is_welchs() -> None:
    from linewright.plot.settling import moving_average

    assert moving_average([0, 3, 6, 3, 9, 0], 1) == pytest.approx([0, 3, 4, 6, 4])
    assert moving_average([1, 2, 3, 4, 5, 6, 7], 2) == pytest.approx([1, 2, 3, 4, 5])
    result = gearbox().run("3 d", replications=3)
    ax = result.plot.warmup("8 h", window=3)
    mean, smooth, cut = ax.lines
    hours = result.output_by_hour().groupby("hour")["good"].sum() / 3
    assert mean.get_ydata() == pytest.approx(hours.to_numpy()[: len(mean.get_ydata())])
    assert smooth.get_ydata()[3] == pytest.approx(hours[:7].mean())
    assert list(cut.get_xdata()) == pytest.approx([8 / 24, 8 / 24])


def test_a_heat_map_shows_the_table() -> None:
    c = case(5)
    ax = plot.flow(c.trace)
    table = plot.from_to(c.trace)
    (mesh,) = ax.collections
    shown = mesh.get_array()
    assert np.asarray(shown.filled(0)).reshape(table.shape) == pytest.approx(table.to_numpy())
    assert [t.get_text() for t in ax.get_xticklabels()][-1] == "exit"
    with pytest.raises(ValueError, match="no job was carried"):
        plot.flow(lw.trace(gearbox(), "8 h"), "carrying")


def test_long_names_are_told_apart() -> None:
    ends = [f"vertical machining centre with {what} changer, north" for what in ("pallet", "tool")]
    names = [*ends, "short"]
    plant = lw.Plant(
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station(name, cycle="1 min") for name in names],
    )
    ax = plant.run("2 h").plot.states()
    labels = [t.get_text() for t in ax.get_yticklabels()]
    assert len(set(labels)) == 3
    assert max(map(len, labels)) <= 26
    assert labels[2] == "short"
    key = ax.get_title(loc="left")
    assert all(name in key for name in ends)
    dollars = lw.Plant(sources=[lw.Source("in", always=True)], stations=[lw.Station("a $x$ _b_", cycle="1 min")])
    dollars.run("2 h").plot.states().figure.canvas.draw()


def test_a_picture_goes_where_it_is_told() -> None:
    figure, (left, right) = plt.subplots(1, 2, layout="constrained", figsize=(14, 4))
    c = case(5)
    assert c.result.plot.states(ax=left) is left
    assert plot.wip(c.course, ax=right) is right
    figure.canvas.draw()
    assert "figure, states" in repr(c.result.plot)
