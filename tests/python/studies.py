# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A study that every engine must give to the last bit, and how it is looked at."""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import linewright as lw

try:
    from tests_lines import gearbox
except ModuleNotFoundError:  # in a script of a test
    from lines import gearbox

ALTERNATIVES = {
    "today": gearbox(),
    "again": gearbox(),
    "third miller": {"operators/miller/count": 3},
    "faster": ["stations/mill/cycle *= 0.9"],
}
HERE = pathlib.Path(__file__).parent


def study(**more: object) -> lw.Study:
    """Four alternatives, two of them the same, seven replications of each."""
    options = {"horizon": "3 d", "warmup": "1 d", "replications": 7, "seed": 3} | more
    return lw.compare(ALTERNATIVES, **options)  # type: ignore[arg-type]


def long_study(**more: object) -> lw.Study:
    """Two alternatives, twenty replications of each, each some hundredths of a second."""
    alternatives = {"today": gearbox(), "faster": ["stations/mill/cycle *= 0.9"]}
    options = {"horizon": "100 d", "warmup": "1 d", "replications": 20, "seed": 3} | more
    return lw.compare(alternatives, **options)  # type: ignore[arg-type]


def content(made: lw.Study) -> list[bytes]:
    """All that there is in a study, to the last bit: its results and every table that is made of them."""
    tables = [made.summary(), made.table(), made.differences(), made.differences(measure="lead_time")]
    tables += [made[name].replications() for name in made.names]
    texts = [table.to_csv() for table in tables] + [repr(made), made._repr_html_()]
    return [made[name]._core.save() for name in made.names] + [text.encode() for text in texts]


def mpiexec() -> str | None:
    """The one that came with Python's packages, or that of the system."""
    return shutil.which("mpiexec", path=str(pathlib.Path(sys.executable).parent)) or shutil.which("mpiexec")


def environment() -> dict[str, str]:
    """For a script: it finds the tests' plants, and MPI starts as root and more processes than there are processors."""
    path = os.pathsep.join(filter(None, (str(HERE), os.environ.get("PYTHONPATH"))))
    mpi = {
        "OMPI_ALLOW_RUN_AS_ROOT": "1",
        "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
        "OMPI_MCA_rmaps_base_oversubscribe": "1",
        "OMPI_MCA_mpi_yield_when_idle": "1",
        "PRTE_MCA_rmaps_default_mapping_policy": ":oversubscribe",
    }
    return os.environ | mpi | {"PYTHONPATH": path}


def killed_while_it_runs(command: Sequence[str | pathlib.Path], store: pathlib.Path, chunks: int) -> int:
    """Starts a study with a store and kills its whole session once so many chunks are there; how many then are."""
    script = subprocess.Popen(list(map(str, command)), env=environment(), start_new_session=True)
    try:
        until = time.monotonic() + 60
        while len(list(store.glob("figures/*.parquet"))) < chunks:
            assert script.poll() is None, "it was done before it was killed"
            assert time.monotonic() < until
            time.sleep(0.005)
        assert script.poll() is None
    finally:
        kill_session(script.pid)
        script.wait()
    with lw.Store(store) as kept:
        return int(kept.runs()["replications"].sum())


def kill_session(session: int) -> None:
    """SIGKILL to all processes of a session, also those that were given a group of their own (as MPI does)."""
    while True:
        alive = [pid for pid, its, state in _processes() if its == session and state != "Z"]
        if not alive:
            return
        for pid in alive:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        time.sleep(0.01)


def _processes() -> list[tuple[int, int, str]]:
    """Process, session, state."""
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        found.append((int(stat.parent.name), int(fields[3]), fields[0]))
    return found
