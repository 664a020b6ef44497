# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Pictures of results and runs, drawn with matplotlib (``pip install 'linewright[plot]'``).

Each function returns the axes of matplotlib it has drawn into and takes some as `ax`; a state has the same colour in
all of them (`STATES`). Whatever a picture shows can be had as a frame: `Result.summary`, `spans`, `moves`, ...
"""

from linewright.plot.accessor import ResultPlots, StudyPlots
from linewright.plot.against import curve, smed, staffing
from linewright.plot.colours import PEOPLE, STATES, Paint
from linewright.plot.effects import screening
from linewright.plot.events import lead_time_frame, moves, spans
from linewright.plot.free import free_people, free_people_course
from linewright.plot.headcount import front
from linewright.plot.heat import flow, from_to
from linewright.plot.level import wip, wip_course
from linewright.plot.paired import differences
from linewright.plot.settling import warmup
from linewright.plot.shares import people, states
from linewright.plot.side_by_side import figure
from linewright.plot.spread import lead_times
from linewright.plot.stacks import yamazumi
from linewright.plot.timeline import gantt, gantt_of_people
from linewright.plot.waterfall import losses

__all__ = [
    "PEOPLE",
    "STATES",
    "Paint",
    "ResultPlots",
    "StudyPlots",
    "curve",
    "differences",
    "figure",
    "flow",
    "free_people",
    "free_people_course",
    "from_to",
    "front",
    "gantt",
    "gantt_of_people",
    "lead_time_frame",
    "lead_times",
    "losses",
    "moves",
    "people",
    "screening",
    "smed",
    "spans",
    "staffing",
    "states",
    "warmup",
    "wip",
    "wip_course",
    "yamazumi",
]
