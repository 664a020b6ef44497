"""Uses the package as `pip install .` laid it down: not the source tree, not an editable install."""

import pathlib
import sys

site = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, str(site))

import linewright as lw  # noqa: E402

assert lw.__file__ is not None
assert pathlib.Path(lw.__file__).resolve().is_relative_to(site), lw.__file__
assert (pathlib.Path(lw.__file__).parent / "py.typed").exists()
strays = [p.name for p in site.iterdir() if not p.name.startswith(("linewright", "__pycache__"))]
assert not strays, f"the package lays down more than itself: {strays}"
print("linewright", lw.__version__)
