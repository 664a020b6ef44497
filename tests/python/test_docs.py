# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""The site is built without a warning, and nothing public is missing in it."""

import html.parser
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse
import zlib

import linewright as lw
import pytest

ROOT = pathlib.Path(__file__).parents[2]
DOCS = ROOT / "docs"
NEEDED = ("sphinx", "myst_parser", "furo", "breathe", "matplotlib")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if shutil.which("doxygen") is None:
        missing.append("doxygen")
    if not (ROOT / ".venv" / "bin" / "python").exists():
        missing.append(".venv")
    if missing:
        pytest.skip(f"the site can't be built without {', '.join(missing)}; scripts/setup test installs it")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [str(ROOT / "scripts" / "docs"), str(folder / "html")],
        capture_output=True,
        text=True,
        env={**os.environ, "LINEWRIGHT_DOCS_BUILD": str(folder)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "html"


def inventory(site: pathlib.Path) -> set[tuple[str, str]]:
    """What the site explains: its kind and its name."""
    raw = (site / "objects.inv").read_bytes()
    lines = zlib.decompress(raw.split(b"\n", 4)[4]).decode().splitlines()
    return {(kind, name) for name, kind in (re.match(r"(.+?) (\w+:\w+) ", line).groups() for line in lines)}  # type: ignore[union-attr]


def test_every_public_name_of_python_has_its_place() -> None:
    index = (DOCS / "reference" / "python" / "index.md").read_text(encoding="utf-8")
    missing = [name for name in lw.__all__ if name != "__version__" and f"\n   {name}\n" not in index]
    assert not missing, f"docs/reference/python/index.md: put {missing} under a heading"


def test_every_importer_has_its_place() -> None:
    index = (DOCS / "reference" / "python" / "index.md").read_text(encoding="utf-8")
    folder = pathlib.Path(lw.__file__).parent / "io"
    names = [path.stem for path in folder.glob("*.py") if not path.name.startswith("_")]
    missing = [name for name in names if f"\n   io.{name}\n" not in index]
    assert not missing, f"docs/reference/python/index.md: put {missing} of linewright.io under a heading"


def test_every_page_is_in_the_list_of_pages() -> None:
    listed = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    made = ("reference/", "README.md", "index.md")  # the site has these
    missing = [page for page in pages if not page.startswith(made) and f"]({page})" not in listed]
    assert not missing, f"docs/README.md: list {missing}"


def test_the_site_is_built_without_a_warning_and_explains_both_languages(site: pathlib.Path) -> None:
    explained = inventory(site)
    names = {name for kind, name in explained if kind.startswith("py:")}
    assert not {f"linewright.{name}" for name in lw.__all__ if name != "__version__"} - names
    assert {"linewright.Plant.run", "linewright.Station.cycle", "linewright.Station.name"} <= names
    assert {"linewright.io.tables.read", "linewright.plot.wip", "linewright.statistics.mser"} <= names
    cpp = {name for kind, name in explained if kind.startswith("cpp:")}
    assert {
        "linewright::Plant",
        "linewright::Station::cycle",
        "linewright::simulate",
        "linewright::Simulation::run_until",
        "linewright::read_plant",
    } <= cpp
    assert not [name for name in cpp if "::detail::" in name]
    assert ("std:term", "takt") in explained


class _Page(html.parser.HTMLParser):
    """What a page links to, and what can be linked to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        target = given.get("href" if tag in ("a", "link") else "src") or ""
        if not re.match(r"[a-z]+:", target):
            self.links.add(target)


def test_no_link_of_the_site_is_dead(site: pathlib.Path) -> None:
    pages = {path: _Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    dead = []
    for path, page in pages.items():
        for link in page.links:
            name, _, anchor = link.partition("#")
            target = (path.parent / urllib.parse.unquote(name.partition("?")[0])).resolve() if name else path
            known = target.exists() and (not anchor or target not in pages or anchor in pages[target].ids)
            if not known:
                dead.append(f"{path.relative_to(site)}: {link}")
    assert not dead
    assert len(pages) > 150


def test_a_word_of_the_glossary_has_its_anchor(site: pathlib.Path) -> None:
    page = (site / "glossary.html").read_text(encoding="utf-8")
    assert 'id="waiting-for-operator"' in page
    assert 'id="common-random-numbers"' in page  # in another table, and one of two words of a row


def test_a_choice_of_a_field_in_cpp_bears_the_meaning_that_files_have(site: pathlib.Path) -> None:
    page = (site / "reference" / "cpp" / "plant.html").read_text(encoding="utf-8")
    assert "it goes on with the remaining time" in page


def test_the_schema_is_refused_where_the_page_would_leave_something_out() -> None:
    sys.path.insert(0, str(DOCS / "_ext"))
    try:
        plant_file = importlib.import_module("plant_file")
    finally:
        sys.path.pop(0)
    with pytest.raises(ValueError, match="dependentRequired"):
        plant_file.takes({"type": "object", "dependentRequired": {}})
    assert plant_file.takes({"type": "integer", "minimum": 1}) == "whole number, at least 1"
    assert plant_file.takes({"type": "array", "items": {"$ref": "#/$defs/step"}}) == "list of [step](#step)"
