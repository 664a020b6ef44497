# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Studies by MPI: the same bytes, and a job that is killed goes on from its store."""

import pathlib
import pickle
import subprocess
import sys

import linewright as lw
import pytest
from tests_studies import content, environment, killed_while_it_runs, long_study, mpiexec, study

pytest.importorskip("mpi4py", reason="mpi4py is not installed: pip install 'linewright[mpi]'")
pytestmark = pytest.mark.skipif(mpiexec() is None, reason="there is no mpiexec: apt-get install openmpi-bin")


def of_three(*script: object) -> list[str]:
    """The command that runs a script with three processes: one asks, two work."""
    return [str(mpiexec()), "-n", "3", sys.executable, *map(str, script)]


def run(*script: object) -> str:
    done = subprocess.run(of_three(*script), capture_output=True, text=True, env=environment(), timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


POOL = """
import pathlib, pickle, sys
from mpi4py.futures import MPIPoolExecutor
from studies import study
if __name__ == "__main__":
    with MPIPoolExecutor() as executor:
        made = study(executor=executor, chunk=2)
        print(executor.num_workers)
    pathlib.Path(sys.argv[1]).write_bytes(pickle.dumps(made))
"""
COMM = """
import pathlib, pickle, sys
from mpi4py import MPI
from mpi4py.futures import MPICommExecutor
from studies import study
with MPICommExecutor(MPI.COMM_WORLD, root=0) as executor:
    if executor is not None:
        made = study(executor=executor, chunk=2)
        print(executor.num_workers)
        pathlib.Path(sys.argv[1]).write_bytes(pickle.dumps(made))
"""


@pytest.mark.parametrize(("text", "module"), [(POOL, ("-m", "mpi4py.futures")), (COMM, ())])
def test_mpi_gives_the_same_bytes(tmp_path: pathlib.Path, text: str, module: tuple[str, ...]) -> None:
    script, out = tmp_path / "mpi.py", tmp_path / "study"
    script.write_text(text)
    assert run(*module, script, out) == "2\n"
    made = pickle.loads(out.read_bytes())
    assert isinstance(made, lw.Study)
    assert content(made) == content(study())


STORED = """
import pathlib, pickle, sys
from mpi4py.futures import MPIPoolExecutor
from studies import long_study
if __name__ == "__main__":
    steps = []
    with MPIPoolExecutor() as executor:
        made = long_study(executor=executor, chunk=1, store=sys.argv[1], progress=lambda *step: steps.append(step))
    pathlib.Path(sys.argv[2]).write_bytes(pickle.dumps((made, steps)))
"""


def test_a_job_that_was_killed_goes_on_from_its_store(tmp_path: pathlib.Path) -> None:
    store, script, out = tmp_path / "store", tmp_path / "mpi.py", tmp_path / "study"
    script.write_text(STORED)
    there = killed_while_it_runs(of_three("-m", "mpi4py.futures", script, store, out), store, 6)
    assert not out.exists()
    assert 5 <= there < 40  # what is in a file may not have come to the index yet, no more than that
    run("-m", "mpi4py.futures", script, store, out)
    made, steps = pickle.loads(out.read_bytes())
    assert steps[0] == (there, 40)  # only what was in flight is run again
    assert steps[-1] == (40, 40)
    assert content(made) == content(long_study())
