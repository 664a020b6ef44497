# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Plants that several tests use."""

import linewright as lw


def gearbox() -> lw.Plant:
    """Two stations, a buffer, breakdowns, a person."""
    return lw.Plant(
        name="gearbox line",
        sources=[lw.Source("castings", interarrival=lw.exponential("3 min"))],
        stations=[
            lw.Station(
                "mill",
                cycle=lw.triangular("2 min", "2.5 min", "4 min"),
                breakdowns=[lw.Breakdown(uptime=lw.exponential("8 h"), repair=lw.lognormal("25 min", "10 min"))],
                operators=["miller"],
            ),
            lw.Station("drill", cycle="2.2 min", ideal_cycle="2 min"),
        ],
        buffers=[lw.Buffer("B1", capacity=5)],
        routes=[lw.Route("main", steps=["mill", "B1", "drill"])],
        operators=[lw.OperatorPool("miller", count=1)],
    )


def endless() -> lw.Plant:
    """A line that can be run for a very long time."""
    return lw.Plant(
        sources=[lw.Source("in", always=True)],
        stations=[lw.Station("one", cycle=lw.exponential("1 s")), lw.Station("two", cycle=lw.exponential("1 s"))],
    )


def overfull() -> lw.Plant:
    """More comes in than goes out."""
    return lw.Plant(
        sources=[lw.Source("in", interarrival="1 min")],
        stations=[lw.Station("slow", cycle="2 min")],
        buffers=[lw.Buffer("queue")],
        routes=[lw.Route("r", steps=["queue", "slow"])],
    )


def loop_without_time() -> lw.Plant:
    """A job that goes round without ever taking time."""
    return lw.Plant(
        sources=[lw.Source("in", schedule=[lw.Arrival(at="1 s")])],
        stations=[lw.Station("round", cycle="0 s")],
        buffers=[lw.Buffer("B")],
        routes=[lw.Route("r", steps=[lw.Step("B"), lw.Step("round", to=["B"])])],
    )
