# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The site: `make docs`. The pages read well as files, too; what only the site can do is done in `_ext`."""

from __future__ import annotations

import inspect
import os
import pathlib
import sys
from typing import TYPE_CHECKING, Any

from sphinx.ext.napoleon import GoogleDocstring

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

import cpp_rooms
import plant_file
import sidebar
import stubs
import words

stubs.use()
import linewright
from linewright import elements
from linewright._element import Element

project = "Linewright"
author = "The Linewright authors"
project_copyright = "2026 The Linewright authors"
version = release = linewright.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "breathe"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["_ext", "_templates", "README.md"]
templates_path = ["_templates"]
nitpicky = True
# Names of others: their own pages can't be asked for when the site is made without a network.
nitpick_ignore_regex = [
    (
        "py:.*",
        r"(numpy|np|pandas|pd|pyarrow|pa|matplotlib|collections|concurrent|datetime|os|typing|types|pathlib)\..*",
    ),
    ("py:class", r"[EV]|linewright\.(_element\.E|simulation\.V)"),  # type variables
    ("py:class", r"linewright\._core\..*"),  # what a class that nobody makes by hand is made of
    ("py:class", r"Factors|Figure|Optimisers"),  # short for longer types, said in words where they are used
    ("py:class", r"lw\..*"),
    ("py:.*", r"(timedelta|Callable|Mapping|Iterable|Iterator|Sequence|Path|optional)"),
    ("cpp:.*", r"(std|boost|Eigen)(::.*)?"),
    ("cpp:.*", r"linewright|\w+Tag"),  # the namespace itself; what only tells types apart
    ("cpp:.*", r"WideSum"),  # a whole number of 128 bits, from inside the engine
    ("cpp:.*", r"(std::)?u?int(8|16|32|64)_t|size_t"),
]

# ---- pages
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 4

# ---- Python
default_role = "code"  # a single backquote in a docstring is code, as in Markdown
autosummary_generate = True
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_maximum_signature_line_length = 80
python_use_unqualified_type_names = True
add_module_names = False

# ---- C++
_made = pathlib.Path(os.environ.get("LINEWRIGHT_DOCS_BUILD", HERE.parent / "build" / "docs")).resolve()
breathe_projects = {"linewright": str(cpp_rooms.run_doxygen(_made / "doxygen"))}
breathe_default_project = "linewright"
breathe_domain_by_extension = {"hpp": "cpp"}
breathe_show_include = False
breathe_order_parameters_first = False
cpp_maximum_signature_line_length = 80

# ---- looks
html_theme = "furo"
html_title = f"Linewright {version}"
html_static_path = ["_static"]
html_css_files = ["linewright.css"]
html_copy_source = False
html_show_sphinx = False


def read(_app: Sphinx, docname: str, content: list[str]) -> None:
    """What a page asks for is put in."""
    content[0] = cpp_rooms.filled(plant_file.filled(content[0], set(elements.__all__)))
    if docname == "glossary":
        content[0] = words.filled(content[0])


def signature(
    _app: Sphinx, what: str, _name: str, thing: Any, _options: Any, given: str | None, returned: str | None
) -> tuple[str | None, str | None]:
    """An element's fields stand below with their types and meanings: its signature needn't name all of them."""
    if what == "class" and issubclass(thing, Element):
        positional = [p.name for p in inspect.signature(thing).parameters.values() if p.kind == p.POSITIONAL_OR_KEYWORD]
        return f"({', '.join([*positional, '**fields'])})", None
    return given.replace(" = Ellipsis", " = ...") if given else given, returned


def blocks(_app: Sphinx, what: str, _name: str, _thing: Any, _options: Any, lines: list[str]) -> None:
    """A text of Python as reST: what is indented in a module's is code, what stands under `Args:`, `Raises:` a list."""
    if {"Args:", "Raises:"} & set(lines) and what in ("function", "method"):
        lines[:] = GoogleDocstring(lines, what=what).lines()
    if what != "module":
        return
    for at in range(len(lines) - 1, 0, -1):
        if lines[at].startswith("    ") and not lines[at - 1]:
            lines[at:at] = ["::", ""]


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("source-read", read)
    app.connect("autodoc-process-signature", signature)
    app.connect("autodoc-process-docstring", blocks)
    app.connect("doctree-read", words.anchors)
    sidebar.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
