# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Linewright: a factory simulator for planners."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from linewright import elements
from linewright._core import Distribution, Duration, WaitingJob, __version__
from linewright.elements import *  # noqa: F403
from linewright.errors import EditError, Fault, LostWorkersError, PlantError, RunError, StoreError
from linewright.events import Event, Trace, fingerprint, fingerprints, trace
from linewright.local_time import clock_changes
from linewright.plant import Plant, load, loads, schema
from linewright.result import Interval, Result
from linewright.simulation import Simulation

if TYPE_CHECKING:
    from linewright import plot, statistics
    from linewright.calibration import Calibration, calibrate
    from linewright.comparing import compare
    from linewright.contingency import ContingencyResult, ContingencyStudy, contingency_study
    from linewright.designs import Design, DesignTable, grid, latin_hypercube, sobol
    from linewright.factors import Factor
    from linewright.fitting import Fit, FittedLaw, fit
    from linewright.front import Front, FrontPoint, headcount_front
    from linewright.optimising import Evaluation, Optimised, Optimiser, OptunaOptimiser, Winner, optimise
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
    from linewright.scenario import Scenario, read_scenarios, write_scenarios
    from linewright.screening import FactorEffect, Screening, Trajectories, screen
    from linewright.selecting import Candidate, Selected, select
    from linewright.steady import LongRun, Settling, SteadyState, Terminating, courses, long_run, settle
    from linewright.store import Store
    from linewright.study import AgainstBest, PairedDifference, Study, StudyCancelled

# What a plain run doesn't need is imported when it is asked for: the import stays quick.
_LATER = {
    "calibration": ("Calibration", "calibrate"),
    "comparing": ("compare",),
    "contingency": ("ContingencyResult", "ContingencyStudy", "contingency_study"),
    "designs": ("Design", "DesignTable", "grid", "latin_hypercube", "sobol"),
    "factors": ("Factor",),
    "fitting": ("Fit", "FittedLaw", "fit"),
    "front": ("Front", "FrontPoint", "headcount_front"),
    "optimising": ("Evaluation", "Optimised", "Optimiser", "OptunaOptimiser", "Winner", "optimise"),
    "questions": (
        "CurvePoint",
        "FewestPeople",
        "Goal",
        "LayoutPairs",
        "SmedWorth",
        "StaffingCurve",
        "fewest_people",
        "from_to",
        "layout_pairs",
        "smed_worth",
        "staffing_curve",
    ),
    "scenario": ("Scenario", "read_scenarios", "write_scenarios"),
    "steady": ("LongRun", "Settling", "SteadyState", "Terminating", "courses", "long_run", "settle"),
    "screening": ("FactorEffect", "Screening", "Trajectories", "screen"),
    "selecting": ("Candidate", "Selected", "select"),
    "store": ("Store",),
    "study": ("AgainstBest", "PairedDifference", "Study", "StudyCancelled"),
}
_MODULE_OF = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    """The part of the package that has a name."""
    if name in ("plot", "statistics"):
        return import_module(f"linewright.{name}")
    if name not in _MODULE_OF:
        raise AttributeError(f"module 'linewright' has no attribute {name!r}")
    value = getattr(import_module(f"linewright.{_MODULE_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """All names, also those that haven't been asked for."""
    return sorted({*globals(), *__all__})


__all__ = [
    "AgainstBest",
    "Calibration",
    "Candidate",
    "ContingencyResult",
    "ContingencyStudy",
    "CurvePoint",
    "Design",
    "DesignTable",
    "Distribution",
    "Duration",
    "EditError",
    "Evaluation",
    "Event",
    "Factor",
    "FactorEffect",
    "Fault",
    "FewestPeople",
    "Fit",
    "FittedLaw",
    "Front",
    "FrontPoint",
    "Goal",
    "Interval",
    "LayoutPairs",
    "LongRun",
    "LostWorkersError",
    "Optimised",
    "Optimiser",
    "OptunaOptimiser",
    "PairedDifference",
    "Plant",
    "PlantError",
    "Result",
    "RunError",
    "Scenario",
    "Screening",
    "Selected",
    "Settling",
    "Simulation",
    "SmedWorth",
    "StaffingCurve",
    "SteadyState",
    "Store",
    "StoreError",
    "Study",
    "StudyCancelled",
    "Terminating",
    "Trace",
    "Trajectories",
    "WaitingJob",
    "Winner",
    "__version__",
    "calibrate",
    "clock_changes",
    "compare",
    "contingency_study",
    "courses",
    "fewest_people",
    "fingerprint",
    "fingerprints",
    "fit",
    "from_to",
    "grid",
    "headcount_front",
    "latin_hypercube",
    "layout_pairs",
    "load",
    "loads",
    "long_run",
    "optimise",
    "plot",
    "read_scenarios",
    "schema",
    "screen",
    "select",
    "settle",
    "smed_worth",
    "sobol",
    "staffing_curve",
    "statistics",
    "trace",
    "write_scenarios",
    *elements.__all__,
]
