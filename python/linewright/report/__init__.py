# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A study as one page of HTML for a manager: `Study.report`.

What was found stands first (`findings`), then pictures (`figures`), then what differs and how it was run. The page is
made by Jinja2 with all texts escaped; it loads nothing, and its policy forbids a browser to.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from linewright import _core
from linewright._display import clean

if TYPE_CHECKING:
    import os

    from linewright.study import Study

__all__ = ["page", "write"]


def _environment() -> Any:
    try:
        import jinja2
    except ImportError as error:
        raise ImportError("the report is made with Jinja2: pip install 'linewright[report]'") from error

    def shown(value: Any) -> Any:  # no control characters, whatever a name holds
        return clean(value) if type(value) is str or isinstance(value, findings.Name) else value

    from linewright.report import findings

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("linewright", "report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.tests["name"] = lambda part: isinstance(part, findings.Name)
    return made


def write(
    study: Study,
    path: str | os.PathLike[str],
    figure: tuple[str, str, str] = ("plant", "", "throughput"),
    *,
    largest: bool | None = None,
    title: str = "",
    date: str = "",
) -> None:
    """Writes the page; see `Study.report`."""
    text = page(study, figure, largest=largest, title=title, date=date)
    Path(path).write_bytes(text.encode("utf-8"))


def page(
    study: Study,
    figure: tuple[str, str, str] = ("plant", "", "throughput"),
    *,
    largest: bool | None = None,
    title: str = "",
    date: str = "",
) -> str:
    """The page as a text; see `Study.report`."""
    from linewright.report import figures, findings
    from linewright.report.tables import alternatives, changes, differences, options

    environment = _environment()
    if not any(study.paired(name) for name in study.names):
        raise ValueError("nothing of the study was done, so there is nothing to report")
    said = findings.figure_of(study, *figure, largest)
    rank = findings.ranking(study, said)
    plant = study.results[study.base].plant
    text: str = environment.get_template("page.html.jinja").render(
        title=title or (f"{plant}: what-if study" if plant else "What-if study"),
        date=date,
        head=study._head()[0],
        base=findings.Name(study.base),
        figure=said,
        findings=findings.findings(study, said),
        alternatives=alternatives(study),
        differences=differences(study, said),
        pictures=figures.pictures(study, said, rank),
        changes=changes(study),
        options=options(study),
        version=_core.__version__,
    )
    return text
