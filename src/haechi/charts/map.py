"""The world as shapes of economies, with a dot for each number: its area goes with the number, never below a least.

Land is neutral and its borders are light. Economies too small for a shape stand as points. A number that does not fit
beside its dot is left to the dot's title, the description and the table. Economies without a place stand at the foot.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from haechi.charts import shade, svg
from haechi.charts.labelling import Dot, labels
from haechi.charts.places import Place, Words, described, ranked
from haechi.charts.projection import EAST, Floats, equal_earth
from haechi.model.shape import Shape, corners

_WIDTH = 893.0
_TOP = 48.0
_FOOT = 10.0
_ROW, _ACROSS = 66.0, 9  # of economies at the foot
_MIDDLE = 11.0  # degrees east: the map is cut at Bering Strait
_NORTH, _SOUTH = 84.0, -58.0
_FINE = 2  # parts of a pixel that outlines are rounded to
_LEAST_SHAPE = 3.0  # pixels across; a smaller shape gets a point
_WIDEST = 30.0  # radius of a dot that stands for all
_LEAST = 3.0
_POINT = 1.4
_LAND = "#d9e0e7"
_OWN = "#b9c6d2"
_BORDER = "#ffffff"
_SCALE = _WIDTH / (2 * EAST)


def world(rows: Sequence[Place], shapes: Sequence[Shape], words: Words) -> str:
    """Draw the map with the economies that have a number; the description says each, the largest first."""
    placed = {row.economy: row for row in rows}
    marked = {row.economy for row in rows if row.is_marked}
    _, depth = _at(_MIDDLE, _SOUTH)
    deep = depth + _FOOT
    points = {shape.economy: _at(shape.longitude, shape.latitude) for shape in shapes if shape.economy in placed}
    elsewhere = [name for name in placed if name not in points]
    for place, name in enumerate(elsewhere):
        points[name] = (_WIDTH / _ACROSS * (place % _ACROSS + 0.4), deep + _ROW * (place // _ACROSS + 0.5))
    parts = [
        svg.text(words.title, 0, 16, size=14, font_weight="bold"),
        svg.text(words.subtitle, 0, 33, size=10, fill=svg.MUTED),
        svg.element(
            "g",
            _outlines(shapes, marked),
            fill=_LAND,
            stroke=_BORDER,
            fill_rule="evenodd",
            transform=f"scale({1 / _FINE})",
        ),
        svg.element("g", _small(shapes), fill=_OWN),
        *_dots(ranked(rows), points),
        *labels(tuple(_labelled(ranked(rows), points)), width=_WIDTH),
    ]
    return svg.document(
        parts,
        width=_WIDTH,
        height=deep + _ROW * math.ceil(len(elsewhere) / _ACROSS),
        title=words.title,
        description=described(rows),
    )


def radius(number: float) -> float:
    """Radius of a dot, so that its area goes with the number from 0 to 1."""
    return max(_LEAST, _WIDEST * math.sqrt(min(number, 1.0)))


def _at(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point lies in the picture; what lies beyond its north or south stands at its edge."""
    ((x,), (y,)) = _project(np.array([longitude]), np.array([min(max(latitude, _SOUTH), _NORTH)]))
    return float(x), float(y)


def _project(longitudes: Floats, latitudes: Floats) -> tuple[Floats, Floats]:
    east, north = equal_earth(longitudes - _MIDDLE, latitudes)
    _, top = equal_earth(np.array([0.0]), np.array([_NORTH]))
    return _WIDTH / 2 + east * _SCALE, _TOP + (top[0] - north) * _SCALE


def _outlines(shapes: Sequence[Shape], marked: set[str]) -> Iterator[str]:
    """Shapes of economies, the marked ones above the others."""
    for shape in sorted(shapes, key=lambda shape: shape.economy in marked):
        outline, _ = _outline(shape.rings)
        if outline:
            fill, stroke = (_OWN, svg.INK) if shape.economy in marked else (None, None)
            yield svg.element("path", d=outline, fill=fill, stroke=stroke)


def _small(shapes: Sequence[Shape]) -> Iterator[str]:
    """Points for economies whose shape cannot be seen."""
    for shape in shapes:
        _, across = _outline(shape.rings)
        if across < _LEAST_SHAPE:
            x, y = _at(shape.longitude, shape.latitude)
            yield svg.element("circle", cx=x, cy=y, r=_POINT)


@lru_cache(maxsize=1024)
def _outline(rings: tuple[str, ...]) -> tuple[str, float]:
    """A path through the corners of rings, counted in halves of a pixel, and how many pixels it is across."""
    parts: list[str] = []
    spans = [0.0]
    for ring in rings:
        x, y = _project(*np.array(corners(ring)).T)
        fine = np.stack([np.rint(x * _FINE), np.rint(y * _FINE)], axis=1).astype(int)
        kept = fine[np.any(fine != np.roll(fine, 1, axis=0), axis=1)]
        if len(kept) < 3:
            continue
        spans.append(float(np.ptp(kept, axis=0).max()) / _FINE)
        steps = " ".join(f"{right} {down}" for right, down in np.diff(kept, axis=0))
        parts.append(f"M{kept[0][0]} {kept[0][1]}l{steps}z")
    return "".join(parts).replace(" -", "-"), max(spans)


def _dots(rows: Sequence[Place], points: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """Dots of the numbers, the smaller ones above; a dashed one where nothing is known."""
    for row in rows:
        x, y = points[row.economy]
        known = shade.least(row.number)
        title = svg.titled(f"{row.name}: {shade.written(row.number)}")
        if known:
            fill, stroke, dash, opacity = svg.ACCENT_PALE, svg.ACCENT, None, 0.85
        else:
            fill, stroke, dash, opacity = svg.PAPER, svg.MUTED, "2 1.5", None
        if known or not row.is_marked:
            yield svg.element(
                "circle",
                [title],
                cx=x,
                cy=y,
                r=radius(known or 0.0),
                fill=fill,
                stroke=stroke,
                stroke_dasharray=dash,
                fill_opacity=opacity,
            )
        if row.is_marked:
            corner = f"M{x:.1f} {y - 5:.1f}l5 5-5 5-5-5z"
            yield svg.element("path", [title], d=corner, fill=svg.INK, stroke=svg.PAPER)


def _labelled(rows: Sequence[Place], points: Mapping[str, tuple[float, float]]) -> Iterator[Dot]:
    """What is written on each dot, the marked one first: code and number, of a buyer without a number the code."""
    for row in sorted(rows, key=lambda row: not row.is_marked):
        x, y = points[row.economy]
        known = shade.least(row.number)
        words = row.economy if row.is_marked and not known else f"{row.economy} {shade.written(row.number)}"
        yield Dot(x=x, y=y, radius=radius(known or 0.0), words=words, is_full=row.is_marked)
