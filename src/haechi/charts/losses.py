"""How a loss grows from day to day: the output lost so far, with what the draws leave open, and days that are marked.

What is drawn stands behind a clip of the id `past`, whole at first, so that a page may let it unfold.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from haechi.charts import scale, svg

_LEFT = 56.0
_PLOT = 620.0
_RIGHT = 64.0
_TOP = 78.0
_HEIGHT = 230.0
_FOOT = 40.0
_NOTE = 17.0
_TICKS = 4
_DAYS = 6
_WIDTH = _LEFT + _PLOT + _RIGHT
_INKS = (svg.ALARM, svg.ACCENT, svg.INK)
_DASHES = ("none", "7 3", "2 3")

Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A loss by day, (day,) each: days of output lost from the start to the end of that day.

    `low` and `high` enclose most draws, `least` and `most` all of them; empty where that is not drawn.
    """

    label: str
    median: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    least: tuple[float, ...] = ()
    most: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A day to be marked by an upright line, and what it is."""

    day: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts of the picture in its language; `description` says it all for those who cannot see it."""

    title: str
    axis: str
    unit: str
    band: str
    ends: str
    description: str


def losses(curves: Sequence[Curve], marks: Sequence[Marked], words: Words, *, height: float = _HEIGHT) -> str:
    """Draw up to three losses over the same days; those of fewer days end where they end.

    `height` is that of the field of the curves.
    """
    days = max((len(curve.median) for curve in curves), default=1)
    greatest = max(map(_greatest, curves), default=1.0) or 1.0
    field = _Field(days=max(days, 1), greatest=greatest, height=height)
    drawn = [part for place, curve in enumerate(curves) for part in _curve(field, curve, place)]
    bottom = field.bottom
    parts = [
        svg.text(words.title, 0, 16, size=14, font_weight="bold"),
        *_legend(curves, words),
        *_frame(field, words),
        svg.element("clipPath", [_box(height)], id="past"),
        svg.element("g", drawn, clip_path="url(#past)"),
        svg.element("line", x1=_LEFT + _PLOT, x2=_LEFT + _PLOT, y1=_TOP, y2=bottom, stroke=svg.INK, class_="now"),
    ]
    for place, mark in enumerate(marks):
        parts += _mark(field, mark, place)
    whole = bottom + _FOOT + _NOTE * len(marks) + 6
    return svg.document(parts, width=_WIDTH, height=whole, title=words.title, description=words.description)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """Where days and losses stand."""

    days: int
    greatest: float
    height: float

    @property
    def bottom(self) -> float:
        return _TOP + self.height

    @property
    def step(self) -> float:
        return scale.step(self.greatest, _TICKS)

    @property
    def steps(self) -> int:
        return math.ceil(self.greatest / self.step - 1e-9)

    def x(self, day: float) -> float:
        return _LEFT + min(day, self.days) / self.days * _PLOT

    def y(self, lost: float) -> float:
        return _TOP + self.height * (1 - lost / (self.step * self.steps))

    def places(self, lost: Sequence[float]) -> list[Place]:
        """From nothing at the start to the end of each day."""
        return [(self.x(0), self.y(0)), *((self.x(day), self.y(value)) for day, value in enumerate(lost, 1))]


def _greatest(curve: Curve) -> float:
    return max((*curve.median, *curve.high, *curve.most), default=0.0)


def _box(height: float) -> str:
    return svg.element("rect", x=_LEFT, y=_TOP - 4, width=_PLOT, height=height + 8)


def _curve(field: _Field, curve: Curve, place: int) -> list[str]:
    ink, dash = _INKS[place % len(_INKS)], _DASHES[place % len(_DASHES)]
    parts = []
    if curve.low and curve.high:
        around = [*field.places(curve.high), *reversed(field.places(curve.low))]
        parts.append(svg.element("polygon", points=_points(around), fill=ink, fill_opacity=0.16))
    parts += [_line(field.places(end), ink, 1, "2 3") for end in (curve.least, curve.most) if end]
    return [*parts, _line(field.places(curve.median), ink, 2.4, dash)]


def _legend(curves: Sequence[Curve], words: Words) -> list[str]:
    parts, x = [], 0.0
    keys = [
        (curve.label, _line([(0, 0), (20, 0)], _INKS[place % 3], 2.4, _DASHES[place % 3]))
        for place, curve in enumerate(curves)
    ]
    if any(curve.low for curve in curves):
        keys.append((words.band, svg.element("rect", x=0, y=-5, width=20, height=10, fill=_INKS[0], fill_opacity=0.16)))
    if any(curve.most for curve in curves):
        keys.append((words.ends, _line([(0, 0), (20, 0)], _INKS[0], 1, "2 3")))
    for label, key in keys:
        shown = svg.fitted(label, 300, 10)
        parts.append(svg.element("g", [key], transform=f"translate({x:.0f} 34)"))
        parts.append(svg.text(shown, x + 26, 38, size=10, fill=svg.MUTED))
        x += 26 + svg.width_of(shown, 10) + 20
    return parts


def _frame(field: _Field, words: Words) -> list[str]:
    parts = [svg.text(words.unit, _LEFT, _TOP - 14, size=10, font_weight="bold")]
    for count in range(field.steps + 1):
        y, stroke = field.y(count * field.step), svg.RULE if count else svg.MUTED
        parts.append(svg.element("line", x1=_LEFT, x2=_LEFT + _PLOT, y1=y, y2=y, stroke=stroke))
        number = scale.number(count * field.step)
        parts.append(svg.text(number, _LEFT - 6, y + 3.5, size=9, fill=svg.MUTED, text_anchor="end"))
    step = scale.step(field.days, _DAYS)
    for count in range(int(field.days / step + 1e-9) + 1):
        x, y = field.x(count * step), field.bottom
        parts.append(svg.element("line", x1=x, x2=x, y1=y, y2=y + 4, stroke=svg.MUTED))
        parts.append(svg.text(scale.number(count * step), x, y + 15, size=9, fill=svg.MUTED, text_anchor="middle"))
    return [*parts, svg.text(words.axis, _LEFT, field.bottom + 30, size=10, fill=svg.MUTED)]


def _mark(field: _Field, mark: Marked, place: int) -> list[str]:
    tag = chr(ord("A") + place)
    x, y = field.x(mark.day), field.bottom + _FOOT + _NOTE * (place + 0.6)
    return [
        svg.element("line", x1=x, x2=x, y1=_TOP, y2=field.bottom, stroke=svg.MUTED, stroke_dasharray="4 3"),
        svg.text(tag, x + 4, _TOP + 9 + 13 * place, size=10, font_weight="bold"),
        svg.text(svg.fitted(f"{tag}  {mark.text}", _WIDTH, 10), 0, y, size=10, fill=svg.MUTED),
    ]


def _line(places: Sequence[Place], stroke: str, width: float, dash: str) -> str:
    shape = _points(places)
    return svg.element("polyline", points=shape, fill="none", stroke=stroke, stroke_width=width, stroke_dasharray=dash)


def _points(places: Sequence[Place]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
