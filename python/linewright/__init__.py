# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Linewright: a factory simulator for planners."""

from linewright import elements
from linewright._core import Distribution, Duration, WaitingJob, __version__
from linewright.calibration import Calibration, calibrate
from linewright.contingency import ContingencyResult, ContingencyStudy, contingency_study
from linewright.elements import *  # noqa: F403
from linewright.errors import EditError, Fault, PlantError, RunError
from linewright.events import Event, Trace, fingerprint, fingerprints, trace
from linewright.fit import Fit, FittedLaw, fit
from linewright.local_time import clock_changes
from linewright.plant import Plant, load, loads, schema
from linewright.result import Interval, Result
from linewright.simulation import Simulation

__all__ = [
    "Calibration",
    "ContingencyResult",
    "ContingencyStudy",
    "Distribution",
    "Duration",
    "EditError",
    "Event",
    "Fault",
    "Fit",
    "FittedLaw",
    "Interval",
    "Plant",
    "PlantError",
    "Result",
    "RunError",
    "Simulation",
    "Trace",
    "WaitingJob",
    "__version__",
    "calibrate",
    "clock_changes",
    "contingency_study",
    "fingerprint",
    "fingerprints",
    "fit",
    "load",
    "loads",
    "schema",
    "trace",
    *elements.__all__,
]
