"""First stops on an axis of days: for each stage an interval under each assumption on stocks, beside the bound."""

from collections.abc import Sequence
from dataclasses import dataclass

from haechi.charts import scale, svg

_LABEL = 250.0
_PLOT = 430.0
_RIGHT = 60.0
_TOP = 74.0
_LINE = 9.0
_GAP = 4 / 3  # lines
_TICKS = 6
_SHADES = (svg.ALARM, svg.ACCENT, svg.ACCENT_PALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A stage: its earliest and latest stop under each assumption, in days; None: none within the horizon.

    `bound` is the day of the loss, `median` that of half the draws.
    """

    label: str
    spans: tuple[tuple[float | None, float | None], ...]
    bound: float
    median: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Texts of the picture in its language: the two marks, no stop, perhaps none, and those of the description."""

    bound: str = "bound, without stocks"
    median: str = "median of the draws"
    none: str = "none"
    open: str = "or none"
    nothing: str = "no stage is reached"
    day: str = "day {n:.0f}"
    span: str = "{name} {early} to {late}"
    bound_is: str = "bound {day}"


ENGLISH = Words()


def stops(
    rows: Sequence[Stop],
    *,
    names: Sequence[str],
    horizon: float,
    title: str,
    axis: str,
    words: Words = ENGLISH,
    line: float = _LINE,
) -> str:
    """Draw intervals from the earliest to the latest stop; one that may not come runs to the horizon and stays open.

    `line` is the height of an interval; those of a stage stand a line and a third from the next ones.
    """
    row_height = (len(names) + _GAP) * line
    height = _TOP + row_height * max(len(rows), 1) + 16
    parts = [svg.text(title, 0, 16, size=14, font_weight="bold"), svg.text(axis, _LABEL, 53, size=10, fill=svg.MUTED)]
    parts += _legend(names, words)
    parts += _grid(horizon, height)
    for place, row in enumerate(rows):
        parts += _row(row, _TOP + place * row_height, line, horizon, words)
    said = "; ".join(f"{row.label}: {_said(row, names, words)}" for row in rows) or words.nothing
    width = _LABEL + _PLOT + _RIGHT
    return svg.document(parts, width=width, height=height, title=title, description=said)


def _x(day: float, horizon: float) -> float:
    return _LABEL + min(day, horizon) / horizon * _PLOT


def _legend(names: Sequence[str], words: Words) -> list[str]:
    parts, x = [], 0.0
    for name, shade in zip(names, _SHADES, strict=False):
        parts.append(svg.element("rect", x=x, y=28, width=16, height=_LINE - 2, fill=shade))
        parts.append(svg.text(name, x + 21, 36, size=10, fill=svg.MUTED))
        x += 21 + svg.width_of(name, 10) + 18
    parts.append(svg.element("line", x1=x, x2=x, y1=26, y2=38, stroke=svg.INK, stroke_width=2))
    parts.append(svg.text(words.bound, x + 6, 36, size=10, fill=svg.MUTED))
    x += 6 + svg.width_of(words.bound, 10) + 18
    return [*parts, _dot(x, 32), svg.text(words.median, x + 8, 36, size=10, fill=svg.MUTED)]


def _grid(horizon: float, height: float) -> list[str]:
    parts = []
    step = scale.step(horizon, _TICKS)
    for count in range(int(horizon / step + 1e-9) + 1):
        x = _x(count * step, horizon)
        parts.append(svg.element("line", x1=x, x2=x, y1=_TOP - 6, y2=height - 12, stroke=svg.RULE, stroke_width=1))
        parts.append(svg.text(scale.number(count * step), x, _TOP - 8, size=9, fill=svg.MUTED, text_anchor="middle"))
    return parts


def _row(row: Stop, top: float, line: float, horizon: float, words: Words) -> list[str]:
    middle = top + len(row.spans) * line / 2
    bottom = top + len(row.spans) * line
    parts = [svg.text(svg.fitted(row.label, _LABEL - 12, 11), _LABEL - 8, middle + 4, size=11, text_anchor="end")]
    is_open = all(early is not None and late is None for early, late in row.spans)
    if is_open:
        parts.append(svg.text(words.open, _LABEL + _PLOT + 6, middle + 2, size=8, fill=svg.MUTED))
    for place, ((early, late), shade) in enumerate(zip(row.spans, _SHADES, strict=False)):
        y = top + place * line
        if early is None:
            parts.append(svg.text(words.none, _LABEL + _PLOT + 6, y + line - 2, size=line - 1, fill=svg.MUTED))
            continue
        left, right = _x(early, horizon), _x(horizon if late is None else late, horizon)
        parts.append(svg.element("rect", x=left, y=y, width=max(right - left, 2), height=line - 2, fill=shade))
        if late is None and not is_open:
            parts.append(svg.text(words.open, right + 6, y + line - 2, size=line - 1, fill=svg.MUTED))
    x = _x(row.bound, horizon)
    parts.append(svg.element("line", x1=x, x2=x, y1=top - 2, y2=bottom, stroke=svg.INK, stroke_width=2))
    if row.median is not None:
        x = _x(row.median, horizon)
        parts.append(
            svg.element("circle", cx=x, cy=middle - 1, r=3.5, fill=svg.PAPER, stroke=svg.INK, stroke_width=1.5)
        )
    return parts


def _dot(x: float, y: float) -> str:
    return svg.element("circle", cx=x, cy=y, r=3.5, fill=svg.PAPER, stroke=svg.INK, stroke_width=1.5)


def _said(row: Stop, names: Sequence[str], words: Words) -> str:
    bound, *ends = (_day(day, words) for day in (row.bound, *(day for span in row.spans for day in span)))
    parts = [
        words.span.format(name=name, early=early, late=late)
        for name, early, late in zip(names, ends[::2], ends[1::2], strict=True)
    ]
    return f"{words.bound_is.format(day=bound)}, {', '.join(parts)}"


def _day(day: float | None, words: Words) -> str:
    return words.none if day is None else words.day.format(n=day)
