"""The package as a thing to import: quick, typed, of one version."""

import importlib.metadata
import importlib.resources
import os
import pathlib
import re
import subprocess
import sys

import linewright as lw

ROOT = pathlib.Path(__file__).parents[2]


def in_a_new_interpreter(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=os.sep)
    return done.stdout.strip()


def test_version_is_the_one_in_the_header() -> None:
    header = (ROOT / "include" / "linewright" / "version.hpp").read_text()
    found = re.search(r'version = "([^"]+)"', header)
    assert found is not None
    assert lw.__version__ == importlib.metadata.version("linewright") == found[1]


def test_it_is_marked_as_typed() -> None:
    assert importlib.resources.files(lw).joinpath("py.typed").is_file()


def test_the_page_of_the_report_comes_along() -> None:
    assert importlib.resources.files("linewright.report").joinpath("page.html.jinja").is_file()


def test_import_leaves_the_heavy_libraries_alone() -> None:
    heavy = "{'numpy', 'pandas', 'pyarrow', 'matplotlib', 'scipy', 'openpyxl', 'jinja2'}"
    loaded = in_a_new_interpreter(f"import sys, linewright; print({heavy} & set(sys.modules))")
    assert loaded == "set()"


def test_import_takes_under_150_ms() -> None:
    code = "import time; t = time.perf_counter(); import linewright; print(time.perf_counter() - t)"
    # The least of several: how long it takes when nothing else wants the processor.
    assert min(float(in_a_new_interpreter(code)) for _ in range(7)) < 0.150
