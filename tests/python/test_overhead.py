# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What a study costs beside its replications: scripts/overhead.py, small and with room for a machine that is busy."""

import pathlib
import re
import subprocess
import sys

SCRIPT = pathlib.Path(__file__).parents[2] / "scripts" / "overhead.py"


def test_a_study_costs_little_beside_its_replications() -> None:
    engines = ["pool", "threads", "processes", "ProcessPoolExecutor"]
    # 50 ms a task would be 5 % at tasks of a second; docs/performance.md has what it is on a quiet machine.
    options = ["--seconds", "0.05", "--tasks", "10", "--rounds", "1", "--check", "50", "--engines", *engines]
    done = subprocess.run([sys.executable, str(SCRIPT), *options], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = re.findall(r"^\| [^|]+ \| [\d.]+ \| [\d.]+ \| [\d.]+ \| -?[\d.]+ \|$", done.stdout, re.MULTILINE)
    assert len(rows) == len(engines)
