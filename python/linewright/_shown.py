# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Tables as text and as a notebook shows them; whatever stands in a cell is escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> str:
    """Columns as wide as they need; the first `left` of them begin at the left, the others end at the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if i < left else cell.rjust(w) for i, (cell, w) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def html_table(
    caption: Sequence[str], head: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = ()
) -> str:
    """A table with a caption above and notes below."""

    def row(tag: str, cells: Sequence[str]) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    title = "<br/>".join(html.escape(line) for line in caption)
    body = "".join(row("td", cells) for cells in rows)
    listed = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
    below = f"<ul>{listed}</ul>" if listed else ""
    top = f"<caption>{title}</caption><thead>{row('th', head)}</thead>"
    return f"<div><table>{top}<tbody>{body}</tbody></table>{below}</div>"
