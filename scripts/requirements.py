"""Prints what pyproject.toml asks for: to build, to run and to develop, one requirement a line."""

import pathlib
import tomllib

project = tomllib.loads((pathlib.Path(__file__).parent.parent / "pyproject.toml").read_text())
wanted = project["build-system"]["requires"] + project["project"]["dependencies"]
for extra in ("test", "dev", "docs"):
    wanted += project["project"]["optional-dependencies"][extra]
print("\n".join(wanted))
