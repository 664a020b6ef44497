# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Plants that several tests use."""

import json
from typing import Any

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


TRADES = (
    "CNC milling centre",
    "turning cell with bar feeder",
    "gear hobbing",
    "deburring robot",
    "washing and drying",
    "induction hardening furnace",
    "cylindrical grinding",
    "laser welding",
    "leak test bench",
    "final assembly and torque check",
    "paint booth",
    "packing",
)


def hall(stations: int) -> lw.Plant:
    """A line of so many stations as they are named in a factory, with shifts, people, changeovers, prices, defects."""
    names = [f"{TRADES[k % len(TRADES)]} {k + 1:02d}" for k in range(stations)]
    areas = max(1, stations // 12)
    made: list[dict[str, Any]] = []
    steps: list[Any] = []
    for k, name in enumerate(names):
        station: dict[str, Any] = {
            "name": name,
            "cycle": {"type": "gamma", "mean": f"{150 + 11 * (k * 7 % 6)} s", "sd": "40 s"},
            "calendar": "two shifts",
            "cost_per_hour": 8,
        }
        if k % 2 == 0:
            station["operators"] = [{"skill": f"operator {k % areas + 1}", "phases": ["load", "process"]}]
            station |= {"load": "12 s", "unload": "9 s"}
        if k % 3 == 1:
            up, down = {"type": "exponential", "mean": "7 h"}, {"type": "lognormal", "mean": "18 min", "sd": "9 min"}
            station["breakdowns"] = [{"uptime": up, "repair": down, "crew": ["fitter"]}]
        if k % 5 == 2:
            station["maintenance"] = [{"name": "oil", "clock": "calendar", "every": "20 h", "duration": "30 min"}]
        if k % 6 == 3:
            station |= {"defects": 0.03, "inspection": {}, "ideal_cycle": "130 s"}
        if k % 12 == 7:
            station |= {"places": 2, "cycle": {"type": "uniform", "low": "4 min", "high": "6 min"}}
        made.append(station)
        buffer = f"before {name}"
        steps += [{"at": buffer, "transfer": "45 s"} if k % 4 == 2 else buffer, name]
    setup = {"from": "*", "to": "*", "steps": [{"name": "change tools", "time": "14 min", "crew": ["setter"]}]}
    changed = names[::4]
    shafts = ("input shaft", "output shaft", "sun gear")
    shifts = [
        {"name": "early", "from": "06:00", "to": "14:00", "breaks": [{"from": "09:00", "to": "09:20"}]},
        {"name": "late", "from": "14:00", "to": "22:00", "breaks": [{"from": "18:00", "to": "18:30"}]},
    ]
    plant = {
        "linewright": 1,
        "semantics": 1,
        "name": f"gearbox hall {stations}",
        "start": "2026-11-23 06:00",
        "money": {"currency": "EUR", "fixed_per_hour": 40},
        "products": [{"name": shaft, "material": 12} for shaft in shafts],
        "calendars": [{"name": "two shifts", "shifts": shifts}],
        "sources": [
            {
                "name": f"{shaft} orders",
                "interarrival": {"type": "gamma", "mean": "330 min", "sd": "60 min"},
                "batch": 18,
                "products": [shaft],
            }
            for shaft in shafts
        ],
        "buffers": [
            {"name": f"before {name}", **({"capacity": 3 + k % 6} if k else {})} for k, name in enumerate(names)
        ],
        "stations": made,
        "changeovers": [{"name": "tools", "stations": changed, "rules": [setup]}],
        "routes": [{"name": "way", "steps": steps}],
        "operators": [
            *({"name": f"operator {k + 1}", "count": 4, "wage_per_hour": 27} for k in range(areas)),
            {"name": "setter", "count": max(1, stations // 12), "wage_per_hour": 33},
            {"name": "fitter", "count": max(1, stations // 15), "wage_per_hour": 35},
        ],
    }
    return lw.loads(json.dumps(plant))
