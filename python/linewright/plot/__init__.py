# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Pictures of results and runs, drawn with matplotlib (``pip install 'linewright[plot]'``).

Each function returns the axes of matplotlib it has drawn into and takes some as `ax`; a state has the same colour in
all of them (`STATES`). Whatever a picture shows can be had as a frame: `Result.summary`, `spans`, `moves`, ...
"""

from linewright.plot.accessor import ResultPlots
from linewright.plot.balance import yamazumi
from linewright.plot.colours import PEOPLE, STATES, Paint
from linewright.plot.course import free_people, free_people_course, lead_times, warmup, wip, wip_course
from linewright.plot.events import lead_time_frame, moves, spans
from linewright.plot.figures import curve, differences, figure, smed, staffing
from linewright.plot.flow import flow, from_to
from linewright.plot.gantt import gantt
from linewright.plot.states import losses, people, states

__all__ = [
    "PEOPLE",
    "STATES",
    "Paint",
    "ResultPlots",
    "curve",
    "differences",
    "figure",
    "flow",
    "free_people",
    "free_people_course",
    "from_to",
    "gantt",
    "lead_time_frame",
    "lead_times",
    "losses",
    "moves",
    "people",
    "smed",
    "spans",
    "staffing",
    "states",
    "warmup",
    "wip",
    "wip_course",
    "yamazumi",
]
