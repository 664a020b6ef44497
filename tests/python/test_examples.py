"""Every Python example prints what its C++ twin prints: the recorded output stands beside the C++ one."""

import pathlib
import subprocess
import sys

import pytest

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"
SCRIPTS = sorted((EXAMPLES / "python").glob("*.py"))


def test_every_cpp_example_has_a_python_twin() -> None:
    assert {path.stem for path in (EXAMPLES / "cpp").glob("*.cpp")} <= {path.stem for path in SCRIPTS}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_example_prints_its_recorded_output(script: pathlib.Path) -> None:
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, cwd=EXAMPLES.parent)
    assert done.returncode == 0, done.stderr
    recorded = EXAMPLES / "cpp" / f"{script.stem}.out"
    if not recorded.exists():
        recorded = script.with_suffix(".out")
    assert done.stdout == recorded.read_text()
