"""The chain as a layered graph: stages from left to right, the items of each under its name, lines for who needs whom.

Stages between which hardly anything passes share a column. Within a stage items stand near what they are joined to.
Each item is a link, shaded by a number that is written on it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haechi.charts import shade, svg
from haechi.model.estimate import Estimate

_WIDE = 166.0
_HIGH = 24.0
_GUTTER = 40.0
_PITCH = 28.0
_HEAD = 22.0
_TOP = 92.0
_BETWEEN = 14.0  # between two stages of a column
_NUMBER = 30.0
_FEW = 3  # links between two stages that may share a column
_SWEEPS = 4
_BEND = 26.0

Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An item: `number` shades it, `note` says more on it, `href` leads to it.

    `is_found` frames it; `is_reached` marks what a stop reaches, `is_stopped` where that begins.
    """

    id: str
    label: str
    stage: str
    number: Estimate
    note: str
    href: str
    is_found: bool = False
    is_reached: bool = False
    is_stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One item needed by another; `is_critical` draws it whole, else dashed; `is_passing` where a stop passes on."""

    supplier: str
    customer: str
    is_critical: bool
    is_passing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts of the picture in its language."""

    title: str
    subtitle: str
    shading: str
    unknown: str
    critical: str
    other: str
    found: str
    reached: str


def chain(stages: Mapping[str, str], nodes: Sequence[Node], edges: Sequence[Edge], words: Words) -> str:
    """Draw items by stage; `stages` are ids and names in the order of the chain. The description says every item."""
    held = {node.id: node for node in nodes}
    joined = [edge for edge in edges if edge.supplier in held and edge.customer in held]
    present = [stage for stage in stages if any(node.stage == stage for node in nodes)]
    columns = _columns(present, nodes, joined)
    order = _ordered({stage: [node.id for node in nodes if node.stage == stage] for stage in present}, joined)
    corners, heads, height = _places(columns, order)
    is_stopping = any(node.is_stopped for node in nodes)
    parts = [
        svg.text(words.title, 0, 16, size=14, font_weight="bold"),
        svg.text(words.subtitle, 0, 33, size=10, fill=svg.MUTED),
        *shade.legend(words.shading, words.unknown, 0, 52),
        *_key(words, is_stopping=is_stopping, is_finding=any(node.is_found for node in nodes)),
        *_lines(joined, corners, is_stopping=is_stopping),
        *(svg.text(stages[stage], x, y, size=10, font_weight="bold") for stage, (x, y) in heads.items()),
        svg.element("g", [_node(node, corners[node.id]) for node in nodes], font_size=10),
    ]
    width = max(len(columns) * (_WIDE + _GUTTER) - _GUTTER + 2, 760.0)
    said = described(stages, nodes)
    return svg.document(parts, width=width, height=height, title=words.title, description=said, role="group")


def described(stages: Mapping[str, str], nodes: Sequence[Node]) -> str:
    """The picture in words: each stage with its items and their numbers."""
    by_stage = {name: [node for node in nodes if node.stage == stage] for stage, name in stages.items()}
    return ". ".join(
        f"{name}: {shade.sentences([(node.label, node.number) for node in held])}"
        for name, held in by_stage.items()
        if held
    )


def _columns(present: Sequence[str], nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[str]]:
    """Stages in columns, none taller than the tallest stage: one joins that before it where little passes between."""
    stage_of = {node.id: node.stage for node in nodes}
    size = {stage: sum(node.stage == stage for node in nodes) for stage in present}
    between: defaultdict[frozenset[str], int] = defaultdict(int)
    for edge in edges:
        between[frozenset((stage_of[edge.supplier], stage_of[edge.customer]))] += 1
    columns: list[list[str]] = []
    for stage in present:
        last = columns[-1] if columns else []
        is_loose = all(between[frozenset((other, stage))] <= _FEW for other in last)
        if last and is_loose and sum(size[name] for name in (*last, stage)) <= max(size.values()):
            last.append(stage)
        else:
            columns.append([stage])
    return columns


def _ordered(by_stage: Mapping[str, Sequence[str]], edges: Sequence[Edge]) -> Mapping[str, list[str]]:
    """Items of each stage by the mean height of what they are joined to (Sugiyama et al. 1981, barycentres)."""
    order = {stage: list(items) for stage, items in by_stage.items()}
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        neighbours[edge.supplier].append(edge.customer)
        neighbours[edge.customer].append(edge.supplier)
    for _ in range(_SWEEPS):
        for stage, items in order.items():
            height = {item: (place + 0.5) / len(row) for row in order.values() for place, item in enumerate(row) if row}
            middle = {
                item: sum(height[other] for other in neighbours[item]) / len(neighbours[item])
                if neighbours[item]
                else height[item]
                for item in items
            }
            order[stage] = sorted(items, key=lambda item: (middle[item], item))
    return order


def _places(
    columns: Sequence[Sequence[str]], order: Mapping[str, Sequence[str]]
) -> tuple[Mapping[str, Place], Mapping[str, Place], float]:
    """Corner of each item, baseline of each stage's name, and the height of the picture."""
    corners: dict[str, Place] = {}
    heads: dict[str, Place] = {}
    bottom = _TOP
    for number, column in enumerate(columns):
        x, y = number * (_WIDE + _GUTTER) + 1, _TOP
        for stage in column:
            heads[stage] = (x, y + 10)
            y += _HEAD
            for item in order[stage]:
                corners[item] = (x, y)
                y += _PITCH
            y += _BETWEEN
        bottom = max(bottom, y)
    return corners, heads, bottom


def _lines(edges: Sequence[Edge], corners: Mapping[str, Place], *, is_stopping: bool) -> list[str]:
    """Lines behind the items, those of a stop last; what is not on its way is faint."""
    groups = (
        (False, True, svg.ACCENT_PALE, 0.25 if is_stopping else 0.8, 1.0, None),
        (False, False, svg.ACCENT_PALE, 0.2 if is_stopping else 0.6, 1.0, "4 3"),
        (True, True, svg.ALARM, 0.9, 2.0, None),
        (True, False, svg.ALARM, 0.9, 1.6, "4 3"),
    )
    parts = []
    for is_passing, is_critical, stroke, opacity, width, dash in groups:
        courses = [
            svg.element("path", d=_course(corners[edge.supplier], corners[edge.customer]))
            for edge in edges
            if (edge.is_passing, edge.is_critical) == (is_passing, is_critical)
        ]
        if courses:
            look: dict[str, float | str | None] = {"stroke": stroke, "stroke_opacity": opacity, "stroke_width": width}
            parts.append(svg.element("g", courses, fill="none", stroke_dasharray=dash, **look))
    return parts


def _course(start: Place, end: Place) -> str:
    """A curve from the right of one item to the left of another; beside the column where they share it."""
    x1, y1 = start[0] + _WIDE, start[1] + _HIGH / 2
    x2, y2 = end[0], end[1] + _HIGH / 2
    if start[0] == end[0]:
        return f"M{x1:.0f} {y1:.0f}C{x1 + _BEND:.0f} {y1:.0f} {x1 + _BEND:.0f} {y2:.0f} {x1:.0f} {y2:.0f}"
    if x2 < x1:
        x1, x2 = start[0], end[0] + _WIDE
    bend = (x1 + x2) / 2
    return f"M{x1:.0f} {y1:.0f}C{bend:.0f} {y1:.0f} {bend:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"


def _node(node: Node, corner: Place) -> str:
    """A box with its name and number; the border tells what is found, stopped and reached."""
    x, y = corner
    look = shade.shade(node.number)
    mark, stroke, width = _border(node)
    label = svg.fitted(mark + node.label, _WIDE - _NUMBER - 8, 10)
    number = shade.written(node.number)
    said = f"{node.label}: {number}. {node.note}"
    parts = [
        svg.titled(said),
        svg.element(
            "rect",
            x=x,
            y=y,
            width=_WIDE,
            height=_HIGH,
            rx=3,
            fill=look.fill,
            stroke=stroke,
            stroke_width=width,
            stroke_dasharray=look.dash,
        ),
        svg.text(label, x + 5, y + 15.5, size=10, fill=look.ink),
        svg.text(number, x + _WIDE - 4, y + 15.5, size=9, fill=look.ink, text_anchor="end"),
    ]
    return svg.element("a", parts, href=node.href, id=f"node-{node.id}", aria_label=said)


def _border(node: Node) -> tuple[str, str, float]:
    """Mark before the name, colour and width of the border."""
    if node.is_stopped:
        return "■ ", svg.ALARM, 3.0
    if node.is_reached:
        return "▸ ", svg.ALARM, 2.0
    if node.is_found:
        return "● ", svg.INK, 3.0
    return "", svg.MUTED, 0.8


def _key(words: Words, *, is_stopping: bool, is_finding: bool) -> list[str]:
    """What the lines and borders mean."""
    parts, x, y = [], 0.0, 70.0
    for label, dash in ((words.critical, None), (words.other, "4 3")):
        parts.append(svg.element("line", x1=x, x2=x + 24, y1=y - 4, y2=y - 4, stroke=svg.ACCENT, stroke_dasharray=dash))
        parts.append(svg.text(label, x + 30, y, size=9, fill=svg.MUTED))
        x += 30 + svg.width_of(label, 9) + 16
    marks = (("▸ " + words.reached, is_stopping, svg.ALARM), ("● " + words.found, is_finding, svg.INK))
    for label, is_drawn, stroke in marks:
        if is_drawn:
            parts.append(svg.element("rect", x=x, y=y - 10, width=24, height=13, rx=3, fill=svg.PAPER, stroke=stroke))
            parts.append(svg.text(label, x + 30, y, size=9, fill=svg.MUTED))
            x += 30 + svg.width_of(label, 9) + 16
    return parts
