# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The notebooks run, show what they show, and decide on an interval: with another input their decision fails.

A notebook says of itself, in its metadata under "linewright": `flips`, assignments that come after the cell tagged
`parameters` and with which the cell tagged `decision` must fail; `data`, the folders it reads, by the variable of the
environment that names each. LINEWRIGHT_UPDATE=1 writes what a notebook shows into it. The reasons stand in
docs/rationale/notebooks.md.
"""

import ast
import copy
import os
import pathlib
from typing import Any

import matplotlib.font_manager  # noqa: F401  - it makes its cache here, and doesn't tell so in a notebook
import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = pathlib.Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))
FIXED = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
Notebook = Any


def read(path: pathlib.Path) -> Notebook:
    return nbformat.read(path, as_version=4)


def of_its_own(notebook: Notebook) -> dict[str, Any]:
    """What the notebook says of itself."""
    return dict(notebook.metadata.get("linewright", {}))


def tagged(notebook: Notebook, tag: str) -> list[int]:
    """The numbers of the cells with that tag."""
    return [k for k, cell in enumerate(notebook.cells) if tag in cell.metadata.get("tags", [])]


def every_flip() -> list[Any]:
    flips = [(path, what) for path in NOTEBOOKS for what in of_its_own(read(path)).get("flips", {})]
    return [pytest.param(path, what, id=f"{path.stem}: {what}") for path, what in flips]


def data_is_there(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tells the notebook where its data is, or skips the test."""
    for variable, folder in of_its_own(notebook).get("data", {}).items():
        place = pathlib.Path(os.environ.get(variable, ROOT.parent / "shared" / "data" / folder))
        if not place.is_dir():
            pytest.skip(f"{folder} isn't there; {variable} says where it is")
        monkeypatch.setenv(variable, str(place.resolve()))


def run(path: pathlib.Path, notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs its cells in a kernel of their own, in the notebook's folder, as Jupyter does."""
    data_is_there(notebook, monkeypatch)
    monkeypatch.delenv("MPLBACKEND", raising=False)
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()


def plain(notebook: Notebook) -> Notebook:
    """The notebook as it is kept: nothing in it of the machine that ran it."""
    kept = copy.deepcopy(notebook)
    mine = of_its_own(kept)
    kept.metadata = nbformat.from_dict({**FIXED, **({"linewright": mine} if mine else {})})
    for number, cell in enumerate((c for c in kept.cells if c.cell_type == "code"), 1):
        cell.execution_count = number
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = number
            output.get("metadata", {}).clear()
    return kept


def shown(notebook: Notebook) -> dict[str, list[Any]]:
    """What its cells show: texts word for word, of pictures that they are there."""
    return {cell.id: [seen(output) for output in cell.outputs] for cell in notebook.cells if cell.cell_type == "code"}


def seen(output: Any) -> Any:
    if output.output_type == "stream":
        return output.name, output.text
    if output.output_type == "error":
        return output.ename, output.evalue
    pictures = {kind for kind in output.data if kind.startswith("image/png")}
    # A picture's text is its size in pixels, which fonts decide.
    return {kind: "" if pictures else text for kind, text in output.data.items()}


def test_there_are_notebooks() -> None:
    assert {"staffing", "smed", "layout"} <= {path.stem for path in NOTEBOOKS}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_shows_what_it_shows(path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = read(path)
    fresh = copy.deepcopy(kept)
    run(path, fresh, monkeypatch)
    warnings = [o.text for c in fresh.cells for o in c.get("outputs", []) if o.get("name") == "stderr"]
    assert not warnings
    if os.environ.get("LINEWRIGHT_UPDATE"):
        nbformat.write(plain(fresh), path)
    else:
        assert shown(fresh) == shown(kept)
        assert plain(kept) == kept, "it was saved by Jupyter: LINEWRIGHT_UPDATE=1 makes it the kept form again"


@pytest.mark.parametrize(("path", "what"), every_flip())
def test_with_another_input_its_decision_fails(path: pathlib.Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = read(path)
    (decision,) = tagged(notebook, "decision")
    (parameters,) = tagged(notebook, "parameters")
    changed = nbformat.v4.new_code_cell(of_its_own(notebook)["flips"][what])
    cells = notebook.cells[: decision + 1]
    notebook.cells = [*cells[: parameters + 1], changed, *cells[parameters + 1 :]]
    with pytest.raises(CellExecutionError) as failed:
        run(path, notebook, monkeypatch)
    assert failed.value.ename == "AssertionError"
    assert [o for o in notebook.cells[decision + 1].outputs if o.output_type == "error"], "another cell failed"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_only_its_decision_asserts(path: pathlib.Path) -> None:
    notebook = read(path)
    asserting = [
        k
        for k, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(cell.source)))
    ]
    assert asserting == tagged(notebook, "decision")
    assert len(tagged(notebook, "parameters")) == 1
    assert of_its_own(notebook).get("flips"), "it needs an input with which its decision fails"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_with_what_it_shows(path: pathlib.Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert notebook.cells[0].cell_type == "markdown"
    assert all(cell.id == cell.id.lower() and not cell.id.isdigit() for cell in notebook.cells)
    assert any("image/png" in o.get("data", {}) for cell in notebook.cells for o in cell.get("outputs", []))
    assert f"notebooks/{path.name}" in (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
