# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Linewright: a factory simulator for planners."""

from linewright import elements
from linewright._core import Distribution, Duration, WaitingJob, __version__
from linewright.comparing import compare
from linewright.contingency import ContingencyResult, ContingencyStudy, contingency_study
from linewright.elements import *  # noqa: F403
from linewright.errors import EditError, Fault, LostWorkersError, PlantError, RunError
from linewright.events import Event, Trace, fingerprint, fingerprints, trace
from linewright.local_time import clock_changes
from linewright.plant import Plant, load, loads, schema
from linewright.result import Interval, Result
from linewright.scenario import Scenario, read_scenarios, write_scenarios
from linewright.simulation import Simulation
from linewright.store import Store
from linewright.study import AgainstBest, PairedDifference, Study, StudyCancelled

__all__ = [
    "AgainstBest",
    "ContingencyResult",
    "ContingencyStudy",
    "Distribution",
    "Duration",
    "EditError",
    "Event",
    "Fault",
    "Interval",
    "LostWorkersError",
    "PairedDifference",
    "Plant",
    "PlantError",
    "Result",
    "RunError",
    "Scenario",
    "Simulation",
    "Store",
    "Study",
    "StudyCancelled",
    "Trace",
    "WaitingJob",
    "__version__",
    "clock_changes",
    "compare",
    "contingency_study",
    "fingerprint",
    "fingerprints",
    "load",
    "loads",
    "read_scenarios",
    "schema",
    "trace",
    "write_scenarios",
    *elements.__all__,
]
