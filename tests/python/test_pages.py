# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""What the pages say runs, and prints what the pages say that it prints.

The blocks of a page run one after the other, as in a notebook, from the root of the project. What a block prints stands
in the ```text block after it, word for word; LINEWRIGHT_UPDATE=1 writes it there.
"""

import contextlib
import io
import os
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "first-study.md", *sorted((ROOT / "docs" / "guides").glob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


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
            exec(compile("\n" * line + block[1], str(page), "exec"), names)
        said.append(block[2] or "")
        printed.append("\n".join(row.rstrip() for row in out.getvalue().splitlines()) + "\n" if out.getvalue() else "")
    assert printed, f"{page.name} has no block that could run"
    if os.environ.get("LINEWRIGHT_UPDATE"):
        left = iter(printed)

        def updated(block: re.Match[str]) -> str:
            new = next(left)
            return f"```python\n{block[1]}```\n" + (f"\n```text\n{new}```\n" if new else "")

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
