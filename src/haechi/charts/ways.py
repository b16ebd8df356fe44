"""Ways of a loss from a shock to what it reaches: boxes in columns, joined by lines as thick as the part they carry."""

from collections.abc import Sequence
from dataclasses import dataclass

from haechi.charts import svg

_BOX = 130.0
_HEIGHT = 30.0
_ACROSS = 172.0
_DOWN = 46.0
_TOP = 52.0
_THICKEST = 8.0
_GUTTER = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One way: names from the shock to the loss, and the part of the loss that it carries, 0..1."""

    names: tuple[str, ...]
    part: float


def ways(courses: Sequence[Course], *, title: str, axis: str) -> str:
    """Draw ways side by side; a name stands in the column of its longest way from a shock."""
    columns = _columns(courses)
    places = _places(courses, columns)
    width = max((x for x, _ in places.values()), default=0.0) + _BOX + 10
    bottom = max((y for _, y in places.values()), default=_TOP) + _HEIGHT
    parts = [svg.text(title, 0, 16, size=14, font_weight="bold"), svg.text(axis, 0, 34, size=10, fill=svg.MUTED)]
    for (supplier, customer), part in _joints(courses).items():
        skips = columns[customer] > columns[supplier] + 1
        parts.append(_joint(places[supplier], places[customer], part, dip=bottom if skips else None))
    sources = {course.names[0] for course in courses}
    for name, (x, y) in places.items():
        fill = svg.ALARM if name in sources else svg.ACCENT
        parts.append(svg.element("rect", x=x, y=y, width=_BOX, height=_HEIGHT, rx=4, fill=svg.PAPER, stroke=fill))
        parts.append(svg.text(svg.fitted(name, _BOX - 12, 11), x + 6, y + 19, size=11))
    said = "; ".join(f"{' to '.join(course.names)}: {course.part:.0%}" for course in courses) or "nothing is reached"
    wide = max(width, svg.width_of(title, 14), 420.0)
    return svg.document(parts, width=wide, height=bottom + 34, title=title, description=said)


def _columns(courses: Sequence[Course]) -> dict[str, int]:
    """How many steps lie before a name on its longest way; grown until no way asks for more."""
    columns = {name: 0 for course in courses for name in course.names}
    for _ in range(len(columns)):
        for course in courses:
            for supplier, customer in zip(course.names, course.names[1:], strict=False):
                columns[customer] = max(columns[customer], columns[supplier] + 1)
    return columns


def _places(courses: Sequence[Course], columns: dict[str, int]) -> dict[str, tuple[float, float]]:
    """Where each box stands: its column across, the order of the ways down."""
    filled: dict[int, int] = {}
    places: dict[str, tuple[float, float]] = {}
    for course in courses:
        for name in course.names:
            if name not in places:
                row = filled.get(columns[name], 0)
                filled[columns[name]] = row + 1
                places[name] = (columns[name] * _ACROSS + 1, _TOP + row * _DOWN)
    return places


def _joints(courses: Sequence[Course]) -> dict[tuple[str, str], float]:
    """Each step of the ways with the largest part that a way over it carries."""
    found: dict[tuple[str, str], float] = {}
    for course in courses:
        for step in zip(course.names, course.names[1:], strict=False):
            found[step] = max(found.get(step, 0.0), course.part)
    return found


def _joint(start: tuple[float, float], end: tuple[float, float], part: float, *, dip: float | None) -> str:
    """A curve between two boxes; one that skips a column dips below all boxes, so that it touches none of them."""
    x1, y1 = start[0] + _BOX, start[1] + _HEIGHT / 2
    x2, y2 = end[0], end[1] + _HEIGHT / 2
    if dip is None:
        bend = (x1 + x2) / 2
        shape = f"M{x1:.1f},{y1:.1f} C{bend:.1f},{y1:.1f} {bend:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
    else:
        left, right, low = x1 + _GUTTER, x2 - _GUTTER, dip + 12
        shape = f"M{x1:.1f},{y1:.1f} C{left:.1f},{y1:.1f} {left - 12:.1f},{low:.1f} {left + 12:.1f},{low:.1f} "
        shape += f"L{right - 12:.1f},{low:.1f} C{right + 12:.1f},{low:.1f} {right:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
    thick = max(1.0, _THICKEST * part)
    return svg.element("path", d=shape, fill="none", stroke=svg.ACCENT_PALE, stroke_width=thick)
