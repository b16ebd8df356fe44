"""Whether a programme reaches its target: cohorts added up as recorded, and where each definition of pace leads."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

from haechi.charts import scale, svg

_LEFT = 56.0
_PLOT = 600.0
_RIGHT = 214.0
_TOP = 84.0
_HEIGHT = 250.0
_FOOT = 44.0
_NOTE = 17.0
_LEGEND = 15.0  # of its rows
_TICKS = 5
_ROOM = 60.0  # for a number before its cohort
_AFTER = _LEFT + _PLOT + 30  # where numbers beside the end stand
_WIDTH = _LEFT + _PLOT + _RIGHT
_INKS = (svg.ACCENT, svg.ALARM)
_DASHES = ("none", "6 3")

Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was reached with a cohort: least and most that its sources give, the cohorts before it counted in."""

    date: dt.date
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Where a definition of pace leads by the end, at least and at most."""

    label: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What is drawn.

    Parameters
    ----------
    start, end : of the time in which the target is to be reached
    day : as of which it is drawn
    baseline, target : before the first cohort, and to be reached by the end
    steps : cohorts that are recorded, the oldest first
    leads : up to two
    planned : days by which cohorts were or are to begin, recorded or not
    """

    start: dt.date
    end: dt.date
    day: dt.date
    baseline: float
    target: float
    steps: tuple[Step, ...]
    leads: tuple[Lead, ...]
    planned: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts of the picture in its language; `notes` stand below it, `description` says it all without sight."""

    title: str
    unit: str
    recorded: str
    planned: str
    target: str
    day: str
    notes: tuple[str, ...]
    description: str


def pace(course: Course, words: Words) -> str:
    """Draw cohorts against a target; the line ends with the last record, what follows is a projection."""
    field = _Field(course)
    parts = [
        svg.text(words.title, 0, 16, size=14, font_weight="bold"),
        *_legend(course, words),
        *_frame(field, words),
        *_planned(field),
        *(part for place, lead in enumerate(course.leads) for part in _lead(field, lead, place)),
        *_steps(field),
        *_ends(field),
    ]
    bottom = _TOP + _HEIGHT + _FOOT
    for place, note in enumerate(words.notes):
        shown = svg.fitted(note, _WIDTH, 10)
        parts.append(svg.text(shown, 0, bottom + _NOTE * place, size=10, fill=svg.MUTED))
    height = bottom + _NOTE * len(words.notes)
    return svg.document(parts, width=_WIDTH, height=height, title=words.title, description=words.description)


@dataclass(frozen=True, slots=True)
class _Field:
    """Where days and numbers stand."""

    course: Course

    @property
    def first(self) -> dt.date:
        """The start of the time, or of a cohort before it."""
        return min((self.course.start, *(step.date for step in self.course.steps)))

    @property
    def last(self) -> dt.date:
        """The end of the time, or a cohort after it."""
        return max((self.course.end, *(step.date for step in self.course.steps)))

    @property
    def greatest(self) -> float:
        """The target, or more where more is reached."""
        course = self.course
        highs = [step.high for step in course.steps] + [lead.high for lead in course.leads]
        return max(course.target, course.baseline, *highs) or 1.0

    @property
    def step(self) -> float:
        return scale.step(self.greatest, _TICKS)

    @property
    def steps(self) -> int:
        return math.ceil(self.greatest / self.step - 1e-9)

    def x(self, day: dt.date) -> float:
        whole = max((self.last - self.first).days, 1)
        return _LEFT + min(max((day - self.first).days / whole, 0.0), 1.0) * _PLOT

    def y(self, number: float) -> float:
        return _TOP + _HEIGHT * (1 - number / (self.step * self.steps))


def _legend(course: Course, words: Words) -> list[str]:
    keys = [(words.recorded, _line([(0, 0), (20, 0)], svg.INK, 2))]
    for place, lead in enumerate(course.leads):
        ink, dash = _INKS[place], _DASHES[place]
        area = svg.element("rect", x=0, y=-5, width=20, height=10, fill=ink, fill_opacity=0.14)
        keys.append((lead.label, area + _line([(0, 0), (20, 0)], ink, 1.2, dash)))
    if course.planned:
        keys.append((words.planned, _mark(5, 1, is_past=True) + _mark(16, 1, is_past=False)))
    rows: list[list[str]] = [[]]
    x = 0.0
    for label, key in keys:
        width = 26 + svg.width_of(label, 10)
        if x + width > _WIDTH:
            rows.append([])
            x = 0.0
        rows[-1] += [
            svg.element("g", [key], transform=f"translate({x:.0f} 0)"),
            svg.text(label, x + 26, 4, size=10, fill=svg.MUTED),
        ]
        x += width + 20
    first = 36 - _LEGEND / 2 * (len(rows) - 1)
    return [
        svg.element("g", row, transform=f"translate(0 {first + _LEGEND * place:g})") for place, row in enumerate(rows)
    ]


def _frame(field: _Field, words: Words) -> list[str]:
    """Rules from zero up, years, the target, and the day that is looked from."""
    bottom, right = _TOP + _HEIGHT, _LEFT + _PLOT
    parts = [svg.text(words.unit, 0, _TOP - 20, size=10, font_weight="bold")]
    for count in range(field.steps + 1):
        y, stroke = field.y(count * field.step), svg.RULE if count else svg.MUTED
        parts.append(_line([(_LEFT, y), (right, y)], stroke))
        number = scale.number(count * field.step)
        parts.append(svg.text(number, _LEFT - 6, y + 3.5, size=9, fill=svg.MUTED, text_anchor="end"))
    for year in range(field.first.year, field.last.year + 1):
        x = field.x(dt.date(year, 1, 1))
        middle = (x + field.x(dt.date(year, 12, 31))) / 2
        parts.append(_line([(x, _TOP), (x, bottom)], svg.RULE))
        parts.append(svg.text(str(year), middle, bottom + 26, size=10, fill=svg.MUTED, text_anchor="middle"))
    aim, today = field.y(field.course.target), field.x(field.course.day)
    parts += [
        _line([(_LEFT, aim), (right, aim)], svg.INK, 1.4, "2 3"),
        svg.text(words.target, right + 8, aim + 4, size=10, font_weight="bold"),
        _line([(today, _TOP), (today, bottom)], svg.MUTED, 1, "4 3"),
        svg.text(words.day, today, _TOP - 5, size=9, fill=svg.MUTED, text_anchor="middle"),
    ]
    return parts


def _planned(field: _Field) -> list[str]:
    """A mark under the axis for each planned cohort: filled where its day has passed, hollow where it is to come."""
    y = _TOP + _HEIGHT + 10
    return [_mark(field.x(day), y, is_past=day <= field.course.day) for day in field.course.planned]


def _lead(field: _Field, lead: Lead, place: int) -> list[str]:
    """The way from what is recorded to where it leads."""
    course = field.course
    since, low, high = course.start, course.baseline, course.baseline
    if course.steps:
        since, low, high = course.steps[-1].date, course.steps[-1].low, course.steps[-1].high
    left, right = field.x(since), field.x(course.end)
    ends = [(left, field.y(high)), (right, field.y(lead.high)), (right, field.y(lead.low)), (left, field.y(low))]
    ink, dash = _INKS[place], _DASHES[place]
    return [
        svg.element("polygon", points=_points(ends), fill=ink, fill_opacity=0.14),
        _line(ends[:2], ink, 1.2, dash),
        _line(ends[2:], ink, 1.2, dash),
    ]


def _steps(field: _Field) -> list[str]:
    """Two stairs, by the least and by the most that sources give, with the surface between them."""
    steps, baseline = field.course.steps, field.course.baseline
    lows, highs = (_stair(field, [getattr(step, end) for step in steps], baseline) for end in ("low", "high"))
    parts = [svg.element("polygon", points=_points([*highs, *reversed(lows)]), fill=svg.INK, fill_opacity=0.18)]
    parts += [_line(lows, svg.INK, 2), _line(highs, svg.INK, 2)]
    for step in steps:
        x, y = field.x(step.date), field.y(step.high)
        parts.append(svg.element("circle", cx=x, cy=y, r=3.5, fill=svg.INK))
        anchor, written = "end" if x > _LEFT + _ROOM else "start", _written(step.low, step.high)
        parts.append(svg.text(written, x, y - 9, size=11, text_anchor=anchor, font_weight="bold"))
    return parts


def _stair(field: _Field, numbers: Sequence[float], baseline: float) -> list[Place]:
    places, held = [(field.x(field.first), field.y(baseline))], baseline
    for step, number in zip(field.course.steps, numbers, strict=True):
        x = field.x(step.date)
        places += [(x, field.y(held)), (x, field.y(number))]
        held = number
    return places


def _ends(field: _Field) -> list[str]:
    """Beside the end of the time each interval with its ends in numbers."""
    course = field.course
    parts = []
    heights = scale.apart([field.y((lead.low + lead.high) / 2) for lead in course.leads], least=15)
    for place, (lead, height) in enumerate(zip(course.leads, heights, strict=True)):
        x, ink = _LEFT + _PLOT + 9 + 9 * place, _INKS[place]
        top, bottom = field.y(lead.high), field.y(lead.low)
        parts += [
            _line([(x - 3, top), (x + 3, top), (x, top), (x, bottom), (x - 3, bottom), (x + 3, bottom)], ink, 1.6),
            svg.text(f"{lead.label}: {_written(lead.low, lead.high)}", _AFTER, height + 4, size=10, fill=ink),
        ]
    return parts


def _written(low: float, high: float) -> str:
    return f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}"


def _mark(x: float, y: float, *, is_past: bool) -> str:
    shape = _points([(x - 4, y + 3), (x + 4, y + 3), (x, y - 4)])
    return svg.element("polygon", points=shape, fill=svg.MUTED if is_past else svg.PAPER, stroke=svg.MUTED)


def _line(places: Sequence[Place], stroke: str, width: float = 1, dash: str = "none") -> str:
    shape = _points(places)
    return svg.element("polyline", points=shape, fill="none", stroke=stroke, stroke_width=width, stroke_dasharray=dash)


def _points(places: Sequence[Place]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
