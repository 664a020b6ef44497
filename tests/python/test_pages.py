# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What the pages say runs, and prints what the pages say that it prints.

The blocks of a page run one after the other, as in a notebook, from the root of the project. What a block prints stands
in the ```text block after it, word for word; what it draws, in the picture after it. LINEWRIGHT_UPDATE=1 writes both.
"""

import contextlib
import io
import os
import pathlib
import re

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

ROOT = pathlib.Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "first-study.md", *sorted((ROOT / "docs" / "guides").glob("*.md"))]
BLOCK = re.compile(
    r"^```python\n(?P<code>.*?)^```\n"
    r"(?:\n```text\n(?P<says>.*?)^```\n)?"
    r"(?P<shows>\n!\[[^\]]+\]\((?P<picture>[\w./-]+\.png)\)\n)?",
    re.MULTILINE | re.DOTALL,
)


def compared(drawn: Figure, file: pathlib.Path, name: str) -> None:
    """What was drawn is what the picture shows, but for how letters are smoothed. Or it is written there."""
    made = io.BytesIO()
    drawn.savefig(made, dpi=120, format="png", metadata={"Software": None})
    if os.environ.get("LINEWRIGHT_UPDATE"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(made.getvalue())
        return
    made.seek(0)
    new, old = plt.imread(made), plt.imread(file)
    assert new.shape == old.shape, f"{name}: another size; LINEWRIGHT_UPDATE=1 draws it anew: look at it"
    apart = float(np.sqrt(np.mean((new[..., :3] - old[..., :3]) ** 2)))
    assert apart < 0.03, f"{name}: differs by {apart:.3f}; LINEWRIGHT_UPDATE=1 draws it anew: look at it"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_page_runs_and_prints_what_it_says(page: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "__main__"}
    said, printed = [], []
    for block in BLOCK.finditer(text):
        line = text[: block.start()].count("\n") + 1
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile("\n" * line + block["code"], str(page), "exec"), names)
        assert bool(plt.get_fignums()) == bool(block["picture"]), (
            f"{page.name}:{line}: a picture that isn't shown, or drawn"
        )
        if block["picture"]:
            compared(plt.gcf(), page.parent / block["picture"], block["picture"])
            plt.close("all")
        said.append(block["says"] or "")
        printed.append("\n".join(row.rstrip() for row in out.getvalue().splitlines()) + "\n" if out.getvalue() else "")
    assert printed, f"{page.name} has no block that could run"
    if os.environ.get("LINEWRIGHT_UPDATE"):
        left = iter(printed)

        def updated(block: re.Match[str]) -> str:
            new = next(left)
            text = f"\n```text\n{new}```\n" if new else ""
            return f"```python\n{block['code']}```\n{text}{block['shows'] or ''}"

        page.write_text(BLOCK.sub(updated, text), encoding="utf-8")
    else:
        assert printed == said


def test_every_block_of_code_in_them_is_one_that_runs() -> None:
    languages = {
        (page.name, found)
        for page in PAGES
        for found in re.findall(r"^```(\w*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        if found not in ("", "python", "text")
    }
    assert not languages


def test_no_picture_is_left_over() -> None:
    shown = {
        (page.parent / block["picture"]).resolve()
        for page in PAGES
        for block in BLOCK.finditer(page.read_text(encoding="utf-8"))
        if block["picture"]
    }
    assert shown == set((ROOT / "docs" / "pictures").resolve().glob("*"))
