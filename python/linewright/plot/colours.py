# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The colour and the hatch of each state of a station: the same in every picture.

Green works, yellow is set up, red is down, orange waits for somebody or something, blue lacks room or jobs, grey is not
meant to work. A hatch tells apart what shares a colour: what waits for its crew, its setter, its operator.
"""

from __future__ import annotations

from typing import NamedTuple


class Paint(NamedTuple):
    """How a state is drawn."""

    colour: str
    """#rrggbb."""
    hatch: str
    """A hatch of matplotlib; empty for none."""


STATES: dict[str, Paint] = {
    "processing": Paint("#1b9e77", ""),
    "load": Paint("#a1d76a", ""),
    "unload": Paint("#a1d76a", "\\\\\\\\"),
    "setup": Paint("#f0d52c", ""),
    "waiting_for_setup": Paint("#f0d52c", "////"),
    "repair": Paint("#b2182b", ""),
    "waiting_for_crew": Paint("#b2182b", "////"),
    "planned_maintenance": Paint("#8073ac", ""),
    "waiting_for_operator": Paint("#e08214", "...."),
    "waiting_for_material": Paint("#e08214", "xxxx"),
    "waiting_for_card": Paint("#e08214", "----"),
    "blocked": Paint("#08519c", ""),
    "starved": Paint("#9ecae1", ""),
    "break": Paint("#bdbdbd", "||||"),
    "off_shift": Paint("#e6e6e6", ""),
}
"""In the order in which they are stacked."""

PEOPLE: dict[str, Paint] = {
    "working": Paint("#1b9e77", ""),
    "walking": Paint("#f0d52c", ""),
    "waiting": Paint("#e08214", "...."),
    "idle": Paint("#9ecae1", ""),
    "absent": Paint("#b2182b", "////"),
    "off_shift": Paint("#e6e6e6", ""),
}
"""What people do, in the order in which it is stacked."""

MEASURED = "#08519c"
"""Figures that were measured, and their intervals."""
MONEY = "#a6611a"
"""What is in money, where it stands beside something else."""
UNSURE = "#8c8c8c"
"""A difference whose interval holds 0."""
LIMIT = "#b2182b"
"""What is set against the measured: takt, the end of a warm-up."""
LOSS = "#e08214"
"""A loss that is no state: speed, defects."""
SERIES = ("#08519c", "#e08214", "#1b9e77", "#8073ac", "#b2182b", "#9ecae1", "#a1d76a", "#f0d52c")
"""Products and other things without a meaning of their own."""


def state_paint(state: str) -> Paint:
    """How a state is drawn; one that is not known here is dark grey."""
    return STATES.get(state, Paint("#525252", ""))
