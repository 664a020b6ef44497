# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The sidebar in a fraction of the time: titles are all it shows, so titles are all it is made of.

For each page Sphinx would copy the headings and members of all pages, and throw all but the titles away afterwards: two
thirds of the time that the site took.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def _titles(toc: nodes.bullet_list) -> nodes.bullet_list:
    """The title of a page, and the pages below it: what Sphinx leaves of a page's headings under `titles_only`."""
    kept: nodes.bullet_list = toc.deepcopy()
    for page in kept.children:
        if len(page) > 1:
            below = list(page[1].findall(addnodes.toctree))
            if below:
                page[1][:] = below
            else:
                page.pop(1)
    return kept


def setup(app: Sphinx) -> None:
    """Connects it; `conf.py` asks for it."""
    titles: dict[str, nodes.bullet_list] = {}

    def gather(*_: object) -> None:
        titles.update({name: _titles(toc) for name, toc in app.env.tocs.items()})

    def page(_app: Sphinx, _name: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
        whole = context.get("toctree")
        if whole is None:
            return

        def toctree(**options: Any) -> str:
            if not options.get("titles_only"):
                return str(whole(**options))
            tocs, app.env.tocs = app.env.tocs, titles
            try:
                return str(whole(**options))
            finally:
                app.env.tocs = tocs

        context["toctree"] = toctree

    app.connect("write-started", gather)
    app.connect("html-page-context", page, priority=400)  # before the theme asks for it
