# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Linewright: a factory simulator for planners."""

from linewright import elements, plot, statistics
from linewright._core import Distribution, Duration, WaitingJob, __version__
from linewright.calibration import Calibration, calibrate
from linewright.comparing import compare
from linewright.contingency import ContingencyResult, ContingencyStudy, contingency_study
from linewright.elements import *  # noqa: F403
from linewright.errors import EditError, Fault, LostWorkersError, PlantError, RunError
from linewright.events import Event, Trace, fingerprint, fingerprints, trace
from linewright.fit import Fit, FittedLaw, fit
from linewright.local_time import clock_changes
from linewright.plant import Plant, load, loads, schema
from linewright.questions import (
    CurvePoint,
    FewestPeople,
    Goal,
    LayoutPairs,
    SmedWorth,
    StaffingCurve,
    fewest_people,
    from_to,
    layout_pairs,
    smed_worth,
    staffing_curve,
)
from linewright.result import Interval, Result
from linewright.scenario import Scenario, read_scenarios, write_scenarios
from linewright.simulation import Simulation
from linewright.store import Store
from linewright.study import AgainstBest, PairedDifference, Study, StudyCancelled

__all__ = [
    "AgainstBest",
    "Calibration",
    "ContingencyResult",
    "ContingencyStudy",
    "CurvePoint",
    "Distribution",
    "Duration",
    "EditError",
    "Event",
    "Fault",
    "FewestPeople",
    "Fit",
    "FittedLaw",
    "Goal",
    "Interval",
    "LayoutPairs",
    "LostWorkersError",
    "PairedDifference",
    "Plant",
    "PlantError",
    "Result",
    "RunError",
    "Scenario",
    "Simulation",
    "SmedWorth",
    "StaffingCurve",
    "Store",
    "Study",
    "StudyCancelled",
    "Trace",
    "WaitingJob",
    "__version__",
    "calibrate",
    "clock_changes",
    "compare",
    "contingency_study",
    "fewest_people",
    "fingerprint",
    "fingerprints",
    "fit",
    "from_to",
    "layout_pairs",
    "load",
    "loads",
    "plot",
    "read_scenarios",
    "schema",
    "smed_worth",
    "staffing_curve",
    "statistics",
    "trace",
    "write_scenarios",
    *elements.__all__,
]
