"""Paths of a loss as a layered graph: from what stops (left) to what it takes (right), bands as wide as the loss."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from haechi.charts import svg
from haechi.errors import InputError

_COLUMN = 200.0
_BLOCK = 10.0
_LABEL = 176.0
_TOP = 84.0
_WHOLE = 20.0  # width of a band that carries all
_LEAST = 1.0  # a band is never drawn thinner
_GAP = 40.0  # between the blocks of a column: two lines of text
_FOOT = 14.0

Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A producer: `loss` is what it loses of itself, 0 to 1; `is_stopped` marks where the loss starts."""

    label: str
    stage: str
    loss: float
    is_stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Loss that one block passes on to another, 0 to 1; both are places in the list of blocks."""

    start: int
    end: int
    loss: float
    is_certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts of the picture in its language; `certain` and `uncertain` are the key to the two colours of bands."""

    title: str
    subtitle: str
    certain: str
    uncertain: str


def layers(blocks: Sequence[Block], bands: Sequence[Band], words: Words) -> str:
    """Draw who passed a loss on to whom; the description says every band, the largest first.

    Raises
    ------
    InputError
        If the bands go round in a circle, so that nothing stands left of the rest.
    """
    columns, segments = _laned(_columns(len(blocks), bands), bands)
    heights = [_height(segments, place) for place in range(len(columns))]
    losses = [block.loss for block in blocks] + [0.0] * (len(columns) - len(blocks))
    tops = _tops(segments, columns, heights, losses)
    corners = [(column * _COLUMN, tops[place]) for place, column in enumerate(columns)]
    parts = [
        svg.text(words.title, 0, 16, size=14, font_weight="bold"),
        svg.text(words.subtitle, 0, 33, size=10, fill=svg.MUTED),
        *_key(words, bands),
        *_curves(segments, corners, len(blocks)),
    ]
    for place, block in enumerate(blocks):
        parts += _block(block, corners[place], heights[place])
    width = max([*columns, 2]) * _COLUMN + _LABEL
    bottom = max((tops[place] + height for place, height in enumerate(heights)), default=_TOP)
    said = described(blocks, bands)
    return svg.document(parts, width=width, height=bottom + _FOOT, title=words.title, description=said)


def described(blocks: Sequence[Block], bands: Sequence[Band]) -> str:
    """The picture in words: what stops, then every band, the largest first."""
    stopped = [f"{block.label}: {block.loss:.1%} stopped" for block in blocks if block.is_stopped]
    passed = [
        f"{blocks[band.start].label} to {blocks[band.end].label}: {band.loss:.1%}"
        for band in sorted(bands, key=lambda band: (-band.loss, band.start, band.end))
    ]
    return "; ".join([*stopped, *passed])


def _columns(count: int, bands: Sequence[Band]) -> list[int]:
    """Column of each block: one further than the furthest that passes a loss on to it."""
    columns = [0] * count
    for _ in range(count + 1):
        before = list(columns)
        for band in bands:
            columns[band.end] = max(columns[band.end], columns[band.start] + 1)
        if columns == before:
            return columns
    raise InputError("the bands of a picture go round in a circle; leave out those that lead back")


def _laned(columns: Sequence[int], bands: Sequence[Band]) -> tuple[list[int], list[Band]]:
    """Columns and bands with a lane in every column that a band passes, so that it runs beside the blocks there."""
    laned, segments = list(columns), []
    for band in bands:
        start = band.start
        for column in range(columns[band.start] + 1, columns[band.end]):
            laned.append(column)
            segments.append(replace(band, start=start, end=len(laned) - 1))
            start = len(laned) - 1
        segments.append(replace(band, start=start))
    return laned, segments


def _height(segments: Sequence[Band], place: int) -> float:
    """Room for the bands that come in or go out, whichever need more."""
    coming = sum(_wide(band) for band in segments if band.end == place)
    going = sum(_wide(band) for band in segments if band.start == place)
    return max(coming, going, _LEAST)


def _wide(band: Band) -> float:
    return max(_LEAST, band.loss * _WHOLE)


def _tops(
    segments: Sequence[Band], columns: Sequence[int], heights: Sequence[float], losses: Sequence[float]
) -> Mapping[int, float]:
    """Top of each block and lane: in a column in the order of where they come from, then the largest loss first."""
    tops: dict[int, float] = {}
    for column in range(max(columns, default=-1) + 1):
        here = [place for place in range(len(columns)) if columns[place] == column]
        y = _TOP
        for place in sorted(here, key=lambda place: (_origin(place, segments, tops), -losses[place], place)):
            tops[place] = y
            y += heights[place] + _GAP
    return tops


def _origin(place: int, segments: Sequence[Band], tops: Mapping[int, float]) -> float:
    coming = [(tops[band.start], _wide(band)) for band in segments if band.end == place]
    return sum(top * wide for top, wide in coming) / sum(wide for _, wide in coming) if coming else _TOP


def _curves(segments: Sequence[Band], corners: Sequence[Place], blocks: int) -> list[str]:
    """Curved bands, one under the other where they leave or reach the same place; places from `blocks` on are lanes."""
    going, coming = [y for _, y in corners], [y for _, y in corners]
    parts = []
    for band in sorted(segments, key=lambda row: (corners[row.start][1], corners[row.end][1], row.start, row.end)):
        wide = _wide(band)
        x1, x2 = corners[band.start][0] + _BLOCK * (band.start < blocks), corners[band.end][0]
        y1, y2 = going[band.start] + wide / 2, coming[band.end] + wide / 2
        going[band.start] += wide
        coming[band.end] += wide
        middle = (x1 + x2) / 2
        course = f"M{x1:.1f},{y1:.1f} C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
        stroke = svg.ACCENT if band.is_certain else svg.ACCENT_PALE
        parts.append(svg.element("path", d=course, fill="none", stroke=stroke, stroke_width=wide, stroke_opacity=0.6))
    return parts


def _block(block: Block, corner: Place, height: float) -> list[str]:
    """A block with its label above, on paper, so that bands behind it do not hide it."""
    x, y = corner
    label = svg.fitted(block.label, _LABEL, 11)
    small = svg.fitted(f"{block.loss:.1%} · {block.stage}", _LABEL, 9)
    room = max(svg.width_of(label, 11), svg.width_of(small, 9))
    fill = svg.ALARM if block.is_stopped else svg.INK
    return [
        svg.element("rect", x=x, y=y - 28, width=room, height=27, fill=svg.PAPER, fill_opacity=0.75),
        svg.element("rect", x=x, y=y, width=_BLOCK, height=height, fill=fill),
        svg.text(label, x, y - 16, size=11),
        svg.text(small, x, y - 5, size=9, fill=svg.MUTED),
    ]


def _key(words: Words, bands: Sequence[Band]) -> list[str]:
    """The two colours, where there are bands of both."""
    if len({band.is_certain for band in bands}) < 2:
        return []
    parts, x = [], 0.0
    for label, stroke in ((words.certain, svg.ACCENT), (words.uncertain, svg.ACCENT_PALE)):
        parts.append(svg.element("line", x1=x, x2=x + 20, y1=44, y2=44, stroke=stroke, stroke_width=6))
        parts.append(svg.text(label, x + 26, 48, size=10, fill=svg.MUTED))
        x += 26 + svg.width_of(label, 10) + 20
    return parts
