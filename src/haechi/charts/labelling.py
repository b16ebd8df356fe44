"""Labels of dots, each where nothing else stands: in its dot, beside it, or a little off with a thin line to it.

A label that fits nowhere is left out, so whoever draws must say it elsewhere too.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haechi.charts import svg

_SIZE = 10.0
_HIGH = _SIZE + 2
_BOLD = 1.25  # bold glyphs are wider
_NEAR = 3.0
_REACHES = (0.0, 14.0, 28.0)  # how far off a label may stand

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A dot in a picture and what is to be written on it; `is_full`: its inside is taken, and its label bold."""

    x: float
    y: float
    radius: float
    words: str
    is_full: bool = False

    @property
    def box(self) -> Box:
        """About what the dot covers: of a disc the corners of its box are free."""
        inner = self.radius * 0.8
        return self.x - inner, self.y - inner, self.x + inner, self.y + inner


def labels(dots: Sequence[Dot], *, width: float) -> Iterator[str]:
    """Labels of the dots in a picture of a width, the first dots first to choose."""
    taken: list[Box] = []
    for dot in dots:
        others = [other.box for other in dots if other is not dot]
        for box in _spots(dot):
            if box[0] >= 0 and box[2] <= width and not any(_meet(box, other) for other in (*taken, *others)):
                taken.append(box)
                yield from _label(dot, box)
                break


def _spots(dot: Dot) -> Iterator[Box]:
    """Boxes for a label, the best first."""
    wide = svg.width_of(dot.words, _SIZE) * (_BOLD if dot.is_full else 1)
    x, y = dot.x, dot.y
    if not dot.is_full and wide + 4 <= 2 * dot.radius:
        yield x - wide / 2, y - _HIGH / 2, x + wide / 2, y + _HIGH / 2
    for reach in _REACHES:
        gap = max(dot.radius, 5.0) + _NEAR + reach
        for start in (x + gap, x - gap - wide):
            yield start, y - _HIGH / 2, start + wide, y + _HIGH / 2
        for start in (x - wide / 2, x - wide - reach, x + reach):
            yield start, y - gap - _HIGH + 2, start + wide, y - gap + 2
            yield start, y + gap - 2, start + wide, y + gap + _HIGH - 2


def _label(dot: Dot, box: Box) -> Iterator[str]:
    """The words, and a line to them where they stand off."""
    x, y = min(max(dot.x, box[0]), box[2]), min(max(dot.y, box[1]), box[3])
    away = math.hypot(x - dot.x, y - dot.y)
    if away > max(dot.radius, 5.0) + 2 * _NEAR:
        edge = dot.radius / away
        start_x, start_y = dot.x + (x - dot.x) * edge, dot.y + (y - dot.y) * edge
        yield svg.element("line", x1=start_x, y1=start_y, x2=x, y2=y, stroke=svg.MUTED, stroke_width=0.7)
    yield svg.text(
        dot.words,
        box[0],
        box[3] - 2,
        size=_SIZE,
        font_weight="bold" if dot.is_full else None,
        stroke=svg.PAPER,
        stroke_width=2.5,
        paint_order="stroke",
    )


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
