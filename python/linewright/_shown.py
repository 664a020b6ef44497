# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""Tables as text and as a notebook shows them; whatever stands in a cell is escaped."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


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
    return f'<img src="data:image/png;base64,{data}" alt="{html.escape(what)}" style="max-width: 100%"/>'


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
