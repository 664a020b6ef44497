# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The tables of glossary.md as glossaries: each word gets an anchor, `glossary.md#takt`, and is found by the search.

In the file they stay tables, which read well everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TABLE = re.compile(r"^\| word \| meaning \|\n\|[ |-]+\|\n((?:\|.*\|\n)+)", re.MULTILINE)
ROW = re.compile(r"^\| (.+?) \| (.+) \|$", re.MULTILINE)


def anchor(word: str) -> str:
    """What comes after the # in a link to a word."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")


def _as_glossary(table: re.Match[str]) -> str:
    lines = ["```{glossary}"]
    for words, meaning in ROW.findall(table[1]):
        lines += [*(word.strip() for word in words.split(",")), f"  {meaning}", ""]
    return "\n".join([*lines, "```", ""])


def filled(text: str) -> str:
    """The glossary's text with glossaries in place of its tables."""
    return TABLE.sub(_as_glossary, text)


def anchors(app: Sphinx, doctree: nodes.document) -> None:
    """Gives the words of the glossary their anchors, and tells MyST of them."""
    if app.env.docname != "glossary":
        return
    slugs = dict(app.env.metadata["glossary"].get("myst_slugs", {}))
    for term in doctree.findall(nodes.term):
        name = anchor(term.astext())
        term["ids"].append(name)
        slugs[name] = (term.line or 0, name, term.astext())
    app.env.metadata["glossary"]["myst_slugs"] = slugs
