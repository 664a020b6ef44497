# Copyright (c) 2026 The Linewright authors. SPDX-License-Identifier: MIT
"""A plant as a picture: sources, buffers, stations and ways out, laid out from the routes.

Nodes stand in columns by their distance from the sources, those of one step below each other; a long line goes on in
the next row, as writing does. Ways back (rework) run dashed below the row, ways that skip run above it.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linewright.plant import Plant

_WIDTH, _HEIGHT, _GAP_X, _GAP_Y = 120, 46, 40, 22
_COLUMNS = 5  # as many as a notebook has room for
_MARGIN = 20
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Node = tuple[str, str]  # (kind, name)


@dataclass
class _Graph:
    nodes: dict[Node, tuple[str, str, str]] = field(default_factory=dict)  # label, second line, title
    edges: dict[tuple[Node, Node], str] = field(default_factory=dict)  # label

    def connect(self, start: Node, end: Node, label: str = "") -> None:
        if start in self.nodes and end in self.nodes and self.edges.get((start, end), "") == "":
            self.edges[start, end] = label


def svg(plant: Plant) -> str:
    """The diagram as the text of an SVG picture."""
    graph = _graph_of(plant)
    return _drawn(graph, *_layout(graph), plant.name)


# ---- what is connected


def _graph_of(plant: Plant) -> _Graph:
    graph = _Graph()
    for source in plant.sources:
        graph.nodes["source", source.name] = (source.name, "", "source")
    for buffer in plant.buffers:
        room = "no limit" if buffer.capacity is None else f"{buffer.capacity} place{'s' * (buffer.capacity != 1)}"
        graph.nodes["place", buffer.name] = (buffer.name, room, "buffer")
    for station in plant.stations:
        graph.nodes["place", station.name] = (station.name, _second_line(station), "station")
    for outside in plant.subcontractors:
        graph.nodes["place", outside.name] = (outside.name, "outside", "station")
    for name in ["exit", "scrap", *(sink.name for sink in plant.sinks)]:
        graph.nodes["out", name] = (name, "", "way out")
    if not plant.routes:
        line: list[Node] = [("place", station.name) for station in plant.stations]
        for source in plant.sources:
            graph.connect(("source", source.name), line[0] if line else ("out", "exit"))
        for start, end in zip(line, [*line[1:], ("out", "exit")], strict=False):
            graph.connect(start, end)
    for route in plant.routes:
        _connect_route(graph, plant, route)
    for station in plant.stations:
        if station.assembly:
            for component in station.assembly.components:
                label = f"{component.quantity} x" if component.quantity != 1 else ""
                graph.connect(("place", component.from_), ("place", station.name), label)
    used = {node for edge in graph.edges for node in edge}
    for node in [("out", name) for name in ("exit", "scrap")]:
        if node not in used:
            del graph.nodes[node]
    return graph


def _second_line(station: object) -> str:
    cycle = getattr(station, "cycle", None)
    words = []
    places = getattr(station, "places", 1)
    if places != 1:
        words.append(f"{places} x")
    if isinstance(cycle, dict):
        words.append("by product")
    elif cycle is not None:
        words.append(str(cycle.parameters["value"]) if cycle.type == "constant" else _mean_text(cycle))
    return " ".join(words)


def _mean_text(distribution: object) -> str:
    try:
        seconds = distribution.mean()  # type: ignore[attr-defined]
    except ValueError:
        return str(getattr(distribution, "type", ""))
    for scale, unit in ((86400, "d"), (3600, "h"), (60, "min"), (1, "s"), (1e-3, "ms")):
        if seconds >= scale:
            return f"⌀ {seconds / scale:.3g} {unit}"
    return f"⌀ {seconds:.3g} s"


def _connect_route(graph: _Graph, plant: Plant, route: object) -> None:
    steps = list(route.steps)  # type: ignore[attr-defined]
    labels = {step._label(): step for step in reversed(steps)}

    def places(step: object) -> list[Node]:
        return [("place", name) for name in step.at]  # type: ignore[attr-defined]

    def target(name: str) -> list[Node]:
        return places(labels[name]) if name in labels else [("out", name)]

    if steps:
        for source in _sources_of(plant, route):
            for node in places(steps[0]):
                graph.connect(("source", source), node)
    for number, step in enumerate(steps):
        total = sum(branch.share for branch in step.to) or 1.0
        following = places(steps[number + 1]) if number + 1 < len(steps) else [("out", "exit")]
        ways = [(target(b.to), f"{100 * b.share / total:.3g} %") for b in step.to] if step.to else [(following, "")]
        for start in places(step):
            for ends, label in ways:
                for end in ends:
                    if end != start or step.to:
                        graph.connect(start, end, label)
            station = next((s for s in plant.stations if s.name == start[1]), None)
            if station is not None and station.inspection is not None:
                inspection = station.inspection
                for end in target(inspection.rework) if inspection.rework else []:
                    graph.connect(start, end, "rework")
                if not inspection.downgrade:
                    graph.connect(start, ("out", "scrap"), "rejects")


def _sources_of(plant: Plant, route: object) -> list[str]:
    known = [product.name for product in plant.products] or ["job"]
    named = {name for other in plant.routes for name in other.products}
    mine = set(route.products) or (set(known) - named)  # type: ignore[attr-defined]
    names = []
    for source in plant.sources:
        sent = (
            {s.product for s in source.products}
            | set(source.sequence)
            | {a.product for a in source.schedule if a.product}
        )
        if source.route == route.name if source.route else (sent or {known[0]}) & mine:  # type: ignore[attr-defined]
            names.append(source.name)
    return names


# ---- where it stands


def _layout(graph: _Graph) -> tuple[dict[Node, tuple[int, int]], int, set[tuple[Node, Node]]]:
    """Column and slot of each node, the number of columns, and the edges that lead back."""
    following: dict[Node, list[Node]] = {node: [] for node in graph.nodes}
    for start, end in graph.edges:
        following[start].append(end)
    back: set[tuple[Node, Node]] = set()
    seen: dict[Node, int] = {}  # 1: on the way, 2: done
    order: list[Node] = []
    roots = [node for node in graph.nodes if node[0] == "source"] + list(graph.nodes)
    for root in roots:
        if root in seen:
            continue
        seen[root] = 1
        stack = [(root, iter(following[root]))]
        while stack:
            node, rest = stack[-1]
            for end in rest:
                if seen.get(end) == 1:
                    back.add((node, end))
                elif end not in seen:
                    seen[end] = 1
                    stack.append((end, iter(following[end])))
                    break
            else:
                seen[node] = 2
                order.append(node)
                stack.pop()
    column: dict[Node, int] = dict.fromkeys(graph.nodes, 0)
    for node in reversed(order):
        ahead = [end for end in following[node] if (node, end) not in back]
        column.update({end: max(column[end], column[node] + 1) for end in ahead})
    for node in graph.nodes:  # sources stand just before what they feed
        starts = [column[end] for end in following[node] if (node, end) not in back]
        if node[0] == "source" and starts:
            column[node] = max(0, min(starts) - 1)
    columns: dict[int, list[Node]] = {}
    for node in graph.nodes:
        columns.setdefault(column[node], []).append(node)
    slot: dict[Node, int] = {}
    before: dict[Node, list[Node]] = {node: [] for node in graph.nodes}
    for start, end in graph.edges:
        before[end].append(start)
    for number in sorted(columns):
        if number:
            columns[number].sort(key=lambda n: _mean([slot[b] for b in before[n] if b in slot], len(slot)))
        slot.update({node: place for place, node in enumerate(columns[number])})
    return {node: (column[node], slot[node]) for node in graph.nodes}, max(column.values(), default=0) + 1, back


def _mean(values: list[int], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


# ---- how it is drawn


def _text(text: str, most: float = 16) -> str:
    """At most so many letters wide (other scripts count as wider), without its middle: names differ at their ends."""

    def wide(part: str) -> float:
        return sum(1.0 if letter < "\u1100" else 1.8 for letter in part)

    short = text
    if wide(text) > most:
        start, end = text[:200], text[-5:].lstrip()
        while start and wide(start) + 1 + wide(end) > most:
            start = start[:-1]
        short = f"{start.rstrip()}…{end}"
    return html.escape(_NOT_XML.sub("\ufffd", short))


def _title(text: str) -> str:
    return html.escape(_NOT_XML.sub("\ufffd", text[:500]))


def _small(text: str) -> str:
    return ' font-size="10"' if len(text) > 13 or not text.isascii() else ""


_STYLE = {
    "source": ("#e7f0e4", "#5d8a4e", 22),
    "buffer": ("#fdf3d8", "#c79a2b", 4),
    "station": ("#e3ecf7", "#3f6ea8", 6),
    "way out": ("#eeeeee", "#777777", 22),
}


def _drawn(
    graph: _Graph, places: dict[Node, tuple[int, int]], columns: int, back: set[tuple[Node, Node]], name: str
) -> str:
    rows = max(1, -(-columns // _COLUMNS))
    per_row = -(-columns // rows)
    height = [1] * rows
    for column, slot in places.values():
        height[column // per_row] = max(height[column // per_row], slot + 1)
    lanes = _lanes(graph, places, per_row, rows, back)
    top = []
    y = _MARGIN
    for row in range(rows):
        y += 13 * lanes["above", row]
        top.append(y)
        y += height[row] * (_HEIGHT + _GAP_Y) - _GAP_Y + 13 * lanes["below", row] + _GAP_Y + 16 * (row + 1 < rows)
    total_height = y - _GAP_Y + _MARGIN
    total_width = 2 * _MARGIN + per_row * (_WIDTH + _GAP_X) - _GAP_X

    count: dict[tuple[int, int], int] = {}
    for column, slot in places.values():
        count[divmod(column, per_row)] = max(count.get(divmod(column, per_row), 0), slot + 1)
    at: dict[Node, tuple[float, float]] = {}
    for node, (column, slot) in places.items():
        row, x = divmod(column, per_row)
        free = height[row] - count[row, x]
        at[node] = (_MARGIN + x * (_WIDTH + _GAP_X), top[row] + (slot + free / 2) * (_HEIGHT + _GAP_Y))

    parts = []
    used = {("above", row): 0 for row in range(rows)} | {("below", row): 0 for row in range(rows)}
    for (start, end), label in graph.edges.items():
        parts.append(_edge(start, end, label, places, at, per_row, top, height, used, (start, end) in back))
    for node, (label, second, kind) in graph.nodes.items():
        left, y_node = at[node]
        fill, line, radius = _STYLE[kind]
        middle = left + _WIDTH / 2
        parts.append(
            f'<g><title>{_title(f"{kind} {label}")}</title><rect x="{left:g}" y="{y_node:g}" width="{_WIDTH}" '
            f'height="{_HEIGHT}" rx="{radius}" fill="{fill}" stroke="{line}"/>'
            f'<text x="{middle:g}" y="{y_node + (20 if second else 27):g}" font-weight="600"{_small(label)}>'
            f"{_text(label)}</text>"
            + (f'<text x="{middle:g}" y="{y_node + 36:g}" fill="#555">{_text(second)}</text>' if second else "")
            + "</g>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total_width:g} {total_height:g}" '
        f'width="{total_width:g}" height="{total_height:g}" style="max-width:100%" role="img" font-family="sans-serif" '
        f'font-size="11.5" text-anchor="middle" fill="#222"><title>{_title(name or "plant")}</title>'
        '<defs><marker id="lw-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0,0.5 L8,4 L0,7.5 z" fill="#666"/></marker></defs>'
        f'<rect width="{total_width:g}" height="{total_height:g}" fill="#fff" rx="6"/>{"".join(parts)}</svg>'
    )


def _lanes(
    graph: _Graph, places: dict[Node, tuple[int, int]], per_row: int, rows: int, back: set[tuple[Node, Node]]
) -> dict[tuple[str, int], int]:
    """How many ways run above and below each row."""
    lanes = {(side, row): 0 for side in ("above", "below") for row in range(rows)}
    for start, end in graph.edges:
        (row, x), (row_end, x_end) = divmod(places[start][0], per_row), divmod(places[end][0], per_row)
        if (start, end) in back or (x_end <= x and row == row_end):
            lanes["below", row] += 1
        elif row != row_end:
            lanes["below", row] += row_end != row + 1 or True
        elif x_end > x + 1:
            lanes["above", row] += 1
    return lanes


def _edge(
    start: Node,
    end: Node,
    label: str,
    places: dict[Node, tuple[int, int]],
    at: dict[Node, tuple[float, float]],
    per_row: int,
    top: Sequence[float],
    height: list[int],
    used: dict[tuple[str, int], int],
    back: bool,
) -> str:
    (row, column), (row_end, column_end) = divmod(places[start][0], per_row), divmod(places[end][0], per_row)
    (x1, y1), (x2, y2) = at[start], at[end]
    right, left = (x1 + _WIDTH, y1 + _HEIGHT / 2), (x2, y2 + _HEIGHT / 2)
    gap = _GAP_X / 2

    def lane(side: str) -> float:
        used[side, row] += 1
        if side == "above":
            return top[row] - 13 * used[side, row] + 3
        return top[row] + height[row] * (_HEIGHT + _GAP_Y) - _GAP_Y + 13 * used[side, row] - 2

    if row == row_end and column_end == column + 1 and not back:
        middle = (right[0] + left[0]) / 2
        path = f"M{right[0]:g},{right[1]:g} C{middle:g},{right[1]:g} {middle:g},{left[1]:g} {left[0]:g},{left[1]:g}"
        label_at = (left[0] - 4, left[1] + (13 if left[1] > right[1] else -5))
        anchor = ' text-anchor="end"'
    else:
        # Out of the node, along a lane beside the row, into the node.
        y = lane("above" if row == row_end and column_end > column and not back else "below")
        corners = [right, (right[0] + gap - 4, right[1]), (right[0] + gap - 4, y), (left[0] - gap + 4, y)]
        corners += [(left[0] - gap + 4, left[1]), left]
        path = _rounded(corners)
        label_at = ((right[0] + left[0]) / 2, y - 3)
        anchor = ""
    dash = ' stroke-dasharray="4 3"' if back or label in ("rework", "rejects") else ""
    x, y = label_at
    text = f'<text x="{x:g}" y="{y:g}" font-size="9.5" fill="#555"{anchor}>{_text(label)}</text>' if label else ""
    return f'<path d="{path}" fill="none" stroke="#666" stroke-width="1.2"{dash} marker-end="url(#lw-arrow)"/>{text}'


def _rounded(corners: list[tuple[float, float]], radius: float = 6.0) -> str:
    path = f"M{corners[0][0]:g},{corners[0][1]:g}"
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        into, out = _towards(here, before, radius), _towards(here, after, radius)
        path += f" L{into[0]:g},{into[1]:g} Q{here[0]:g},{here[1]:g} {out[0]:g},{out[1]:g}"
    return path + f" L{corners[-1][0]:g},{corners[-1][1]:g}"


def _towards(start: tuple[float, float], end: tuple[float, float], length: float) -> tuple[float, float]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    distance = (dx * dx + dy * dy) ** 0.5
    if distance == 0:
        return start
    part = min(length, distance / 2) / distance
    return start[0] + dx * part, start[1] + dy * part
