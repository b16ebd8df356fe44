"""Lines over months, each against the band that was expected: one track under the other on a common axis of time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from haechi.charts import scale, svg

_LEFT = 62.0
_PLOT = 618.0
_RIGHT = 120.0
_HEAD = 86.0
_HEIGHT = {True: 178.0, False: 92.0}  # of the first track and of the others
_GAP = 32.0
_FOOT = 30.0
_NOTE = 17.0
_TICKS = {True: 4, False: 2}
_WIDTH = _LEFT + _PLOT + _RIGHT
_NOTHING = 1e-9  # in any unit: an axis up to it could not be drawn
_DWARFED = 1.6  # a band is cut off where it goes further beyond what was seen
_DASHED = "4 3"

Number = float | None
Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One quantity, in the unit that its label names.

    Parameters
    ----------
    label : what it is, with the unit
    seen : (month,), None where it is not known: the line breaks
    published : (month,), where it differs from what is drawn as seen, for a hollow dot; None elsewhere
    expected, low, high : (month,), None where nothing was expected
    """

    label: str
    seen: tuple[Number, ...]
    published: tuple[Number, ...]
    expected: tuple[Number, ...]
    low: tuple[Number, ...]
    high: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that happened: `at` counts months from the start of the first one, so that 0.5 is its middle."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts of the picture in its language; `description` says it all for those who cannot see it."""

    title: str
    subtitle: str
    seen: str
    expected: str
    band: str
    published: str
    description: str


def lines(tracks: Sequence[Track], months: Sequence[str], marks: Sequence[Mark], words: Words) -> str:
    """Draw tracks over months written 2023-11; the last month is the one that is spoken of."""
    has_dots = any(dot is not None for track in tracks for dot in track.published)
    parts = [
        svg.text(words.title, 0, 16, size=14, font_weight="bold"),
        svg.text(words.subtitle, 0, 33, size=10, fill=svg.MUTED),
        *_legend(words, has_dots=has_dots),
    ]
    top = _HEAD
    for track in tracks:
        is_first = track is tracks[0]
        field = _Field(track=track, months=tuple(months), top=top, height=_HEIGHT[is_first], ticks=_TICKS[is_first])
        parts += [*_frame(field), *_marks(field, marks, is_tagged=is_first), *_course(field)]
        top += field.height + _GAP
    bottom = top - _GAP
    parts += _years(months, bottom)
    for place, mark in enumerate(marks):
        said = svg.fitted(f"{_tag(place)}  {mark.text}", _WIDTH, 10)
        parts.append(svg.text(said, 0, bottom + _FOOT + _NOTE * (place + 1), size=10, fill=svg.MUTED))
    height = bottom + _FOOT + _NOTE * len(marks) + 8
    return svg.document(parts, width=_WIDTH, height=height, title=words.title, description=words.description)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """Where a track is drawn: months from the left, its numbers from zero up."""

    track: Track
    months: tuple[str, ...]
    top: float
    height: float
    ticks: int

    @property
    def step(self) -> float:
        return scale.step(self._greatest, self.ticks)

    @property
    def steps(self) -> int:
        return math.ceil(self._greatest / self.step - 1e-9)

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def _greatest(self) -> float:
        """All that was seen, and the band as far as it does not dwarf it."""
        track = self.track
        seen = max((number for number in (*track.seen, *track.published, *track.expected) if number), default=0.0)
        band = max((number for number in track.high if number), default=0.0)
        greatest = max(seen, min(band, _DWARFED * seen))
        return greatest if greatest > _NOTHING else 1.0

    def x(self, at: float) -> float:
        return _LEFT + at * _PLOT / len(self.months)

    def y(self, number: float) -> float:
        greatest = self.step * self.steps
        return self.bottom - self.height * min(number, greatest) / greatest

    def places(self, numbers: Sequence[Number], run: Sequence[int]) -> list[Place]:
        """Where the known numbers of some months stand."""
        return [(self.x(place + 0.5), self.y(number)) for place in run if (number := numbers[place]) is not None]


def _tag(place: int) -> str:
    return chr(ord("A") + place)


def _legend(words: Words, *, has_dots: bool) -> list[str]:
    """Keys to what is drawn, in one row."""
    keys = [
        (words.seen, _line((0, 0), (20, 0), stroke=svg.INK, width=2)),
        (words.expected, _line((0, 0), (20, 0), stroke=svg.ACCENT, width=1.5, dash=_DASHED)),
        (words.band, svg.element("rect", x=0, y=-5, width=20, height=10, fill=svg.ACCENT_PALE, fill_opacity=0.5)),
    ]
    if has_dots:
        keys.append((words.published, _hollow(10, 0)))
    parts, x, y = [], 0.0, 54.0
    for label, key in keys:
        parts.append(svg.element("g", [key], transform=f"translate({x:.0f} {y - 4:.0f})"))
        parts.append(svg.text(label, x + 26, y, size=10, fill=svg.MUTED))
        x += 26 + svg.width_of(label, 10) + 20
    return parts


def _frame(field: _Field) -> list[str]:
    """The label of a track, horizontal rules from zero up, and an upright one where a year begins."""
    parts = [svg.text(field.track.label, _LEFT, field.top - 7, size=10, font_weight="bold")]
    for count in range(field.steps + 1):
        y, stroke = field.y(count * field.step), svg.RULE if count else svg.MUTED
        parts.append(_line((_LEFT, y), (_LEFT + _PLOT, y), stroke=stroke))
        number = scale.number(count * field.step)
        parts.append(svg.text(number, _LEFT - 6, y + 3.5, size=9, fill=svg.MUTED, text_anchor="end"))
    for place, month in enumerate(field.months):
        if month.endswith("-01") and place:
            x = field.x(place)
            parts.append(_line((x, field.top), (x, field.bottom), stroke=svg.RULE))
    return parts


def _years(months: Sequence[str], bottom: float) -> list[str]:
    """Names of the years under their months; a single month at the edge has no room for one."""
    parts = []
    for year in dict.fromkeys(month[:4] for month in months):
        places = [place for place, month in enumerate(months) if month.startswith(year)]
        x = _LEFT + (places[0] + len(places) / 2) * _PLOT / len(months)
        if len(places) > 1:
            parts.append(svg.text(year, x, bottom + 15, size=10, fill=svg.MUTED, text_anchor="middle"))
    return parts


def _marks(field: _Field, marks: Sequence[Mark], *, is_tagged: bool) -> list[str]:
    parts = []
    right = -math.inf
    for place, mark in enumerate(marks):
        x = field.x(mark.at)
        parts.append(_line((x, field.top), (x, field.bottom), stroke=svg.MUTED, dash="2 3"))
        if is_tagged:
            right = max(x, right + 10)  # tags of neighbouring days stand side by side
            parts.append(svg.text(_tag(place), right, field.top - 7, size=10, text_anchor="middle", font_weight="bold"))
    return parts


def _course(field: _Field) -> list[str]:
    """Band, expectation, line and dots of a track, and the numbers of its last month."""
    track = field.track
    parts = []
    for run in scale.runs(track.low, track.high):
        shape = _around(field.places(track.high, run), field.places(track.low, run))
        parts.append(svg.element("polygon", points=_points(shape), fill=svg.ACCENT_PALE, fill_opacity=0.5))
    parts += [
        _line(*field.places(track.expected, run), stroke=svg.ACCENT, width=1.5, dash=_DASHED)
        for run in scale.runs(track.expected)
    ]
    for run in scale.runs(track.seen):
        places = field.places(track.seen, run)
        parts.append(_line(*places, stroke=svg.INK, width=2))
        if len(run) == 1:
            ((x, y),) = places
            parts.append(svg.element("circle", cx=x, cy=y, r=2, fill=svg.INK))
    for run in scale.runs(track.published):
        parts += [_hollow(x, y) for x, y in field.places(track.published, run)]
    return [*parts, *_last(field)]


def _last(field: _Field) -> list[str]:
    """The month that is spoken of: a dot with its number, and the number that was expected."""
    parts, labels = [], []
    x = field.x(len(field.months) - 0.5)
    if (seen := field.track.seen[-1]) is not None:
        y = field.y(seen)
        parts.append(svg.element("circle", cx=x, cy=y, r=4.5, fill=svg.ALARM, stroke=svg.PAPER, stroke_width=1.5))
        labels.append((seen, svg.ALARM, "bold"))
    if (expected := field.track.expected[-1]) is not None:
        labels.append((expected, svg.ACCENT, "normal"))
    heights = scale.apart([field.y(number) for number, *_ in labels])
    for (number, fill, weight), y in zip(labels, heights, strict=True):
        parts.append(svg.text(scale.number(number), x + 16, y + 4, size=11, fill=fill, font_weight=weight))
    return parts


def _line(*places: Place, stroke: str, width: float = 1, dash: str = "none") -> str:
    shape = _points(places)
    return svg.element("polyline", points=shape, fill="none", stroke=stroke, stroke_width=width, stroke_dasharray=dash)


def _hollow(x: float, y: float) -> str:
    return svg.element("circle", cx=x, cy=y, r=2.5, fill=svg.PAPER, stroke=svg.MUTED, stroke_width=1.2)


def _around(upper: Sequence[Place], lower: Sequence[Place]) -> list[Place]:
    """The outline of a band; that of one month is as wide as a dash."""
    if len(upper) > 1:
        return [*upper, *reversed(lower)]
    ((x, high),), ((_, low),) = upper, lower
    return [(x - 3, high), (x + 3, high), (x + 3, low), (x - 3, low)]


def _points(places: Sequence[Place]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
