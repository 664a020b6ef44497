# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""How objects show themselves in a notebook: tables that scroll where they are wide, every text escaped."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without control characters, which neither HTML nor XML nor a workbook can hold: � in their place."""
    return _NO_TEXT.sub("\ufffd", text)


def escaped(text: object) -> str:
    """A text that says nothing to a browser."""
    import html  # not when linewright is imported

    return html.escape(clean(str(text)))


_LEFT = "text-align:left;vertical-align:top;max-width:32em;overflow-wrap:break-word"
_RIGHT = "text-align:right;vertical-align:top;white-space:nowrap"


def table(
    rows: Iterable[Sequence[str]],
    head: Sequence[str] = (),
    *,
    caption: Sequence[str] = (),
    notes: Iterable[str] = (),
    left: Iterable[int] = (0,),
    bold: Iterable[int] = (),
) -> str:
    """A table: `left` are the columns that stand at the left, `bold` the rows that stand out, `notes` stand below."""
    at_left, strong = set(left), set(bold)

    def cells(tag: str, texts: Sequence[str], more: str = "") -> str:
        scope = " scope='col'" if tag == "th" else ""
        made = (
            f"<{tag}{scope} style='{_LEFT if i in at_left else _RIGHT}{more}'>{escaped(text)}</{tag}>"
            for i, text in enumerate(texts)
        )
        return f"<tr>{''.join(made)}</tr>"

    shown = list(rows)
    said = f"<caption style='text-align:left'>{'<br/>'.join(map(escaped, caption))}</caption>" if caption else ""
    top = f"<thead>{cells('th', head)}</thead>" if head else ""
    body = "".join(cells("td", row, ";font-weight:bold" if i in strong else "") for i, row in enumerate(shown))
    below = "".join(f"<li>{escaped(note)}</li>" for note in notes)
    listed = f"<ul>{below}</ul>" if below else ""
    inner = f"<table>{said}{top}<tbody>{body}</tbody></table>" if head or body else in_words("\n".join(caption))
    return f"<div style='overflow-x:auto;max-width:100%'>{inner}{listed}</div>"


def in_words(shown: Any) -> str:
    """An object that says in words what it is: its lines as they are in a terminal, wrapped."""
    lines = "<br/>".join(map(escaped, str(shown).splitlines()))
    return f"<p style='overflow-wrap:break-word;max-width:60em'>{lines}</p>"


def lines(rows: Sequence[Sequence[str]], head: Sequence[str], left: int = 1) -> str:
    """The same for a terminal: the first `left` columns at the left, the others at the right."""
    whole = [list(head), *map(list, rows)]
    widths = [max(len(line[i]) for line in whole) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if i < left else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in whole
    )


def picture(draw: Callable[[Any], object], height: float, what: str) -> str:
    """A picture inside a page, so many inches high, or nothing where there is no matplotlib; `what` it shows."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        return ""
    import base64
    import io

    from linewright.plot._base import WIDTH

    figure = Figure(figsize=(WIDTH, height), layout="constrained")  # not pyplot's: a notebook would show it again
    draw(figure.subplots())
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=96)
    data = base64.b64encode(out.getvalue()).decode()
    return f'<img src="data:image/png;base64,{data}" alt="{escaped(what)}" style="max-width: 100%"/>'


class Shown(ABC):
    """What shows itself as a table: in a terminal by lines, in a notebook as one."""

    @abstractmethod
    def _cells(self) -> tuple[list[str], list[list[str]]]:
        """Headings and rows."""

    def __repr__(self) -> str:
        """As a table."""
        head, rows = self._cells()
        return lines(rows, head)

    def _repr_html_(self) -> str:
        head, rows = self._cells()
        return table(rows, head)
