# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Linewright: a factory simulator for planners."""

from linewright import elements, plot
from linewright._core import Distribution, Duration, WaitingJob, __version__
from linewright.contingency import ContingencyResult, ContingencyStudy, contingency_study
from linewright.elements import *  # noqa: F403
from linewright.errors import EditError, Fault, PlantError, RunError
from linewright.events import Event, Trace, fingerprint, fingerprints, trace
from linewright.local_time import clock_changes
from linewright.plant import Plant, load, loads, schema
from linewright.result import Interval, Result
from linewright.simulation import Simulation

__all__ = [
    "ContingencyResult",
    "ContingencyStudy",
    "Distribution",
    "Duration",
    "EditError",
    "Event",
    "Fault",
    "Interval",
    "Plant",
    "PlantError",
    "Result",
    "RunError",
    "Simulation",
    "Trace",
    "WaitingJob",
    "__version__",
    "clock_changes",
    "contingency_study",
    "fingerprint",
    "fingerprints",
    "load",
    "loads",
    "plot",
    "schema",
    "trace",
    *elements.__all__,
]
