# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The table of glossary.md as a glossary: each word gets an anchor, `glossary.md#takt`, and is found by the search.

In the file it stays a table, which reads well everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROW = re.compile(r"^\| (.+?) \| (.+) \|$", re.MULTILINE)


def anchor(word: str) -> str:
    """What comes after the # in a link to a word."""
    return re.sub(r"[^a-z0-9]+", "-", word.lower()).strip("-")


def filled(text: str) -> str:
    """The glossary's text with a glossary in place of the table."""
    begin, end = text.index("| word | meaning |"), text.rindex("|") + 1
    rows = ROW.findall(text[begin:end])[2:]
    lines = ["```{glossary}"]
    for words, meaning in rows:
        lines += [*(word.strip() for word in words.split(",")), f"  {meaning}", ""]
    return text[:begin] + "\n".join([*lines, "```"]) + text[end:]


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
