"""Horizontal bars of shares, each with its interval: who depends how much, how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass

from haechi.charts import svg
from haechi.model.estimate import Estimate

_ROW = 22.0
_LABEL = 265.0
_PLOT = 240.0
_NOTE = 295.0
_TOP = 54.0
_RULES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One line of the chart; `share` runs from 0 to 1, `note` stands at the right, `is_marked` draws attention."""

    label: str
    share: Estimate
    note: str
    is_marked: bool = False


def bars(rows: Sequence[Bar], *, title: str, axis: str, mark: float | None = None, greatest: float = 1.0) -> str:
    """Draw bars from 0 up with whiskers where an interval is known.

    `mark` is a threshold to show, `greatest` the share at the right end, above 0: 1 unless all shares are small.
    """
    scale = _PLOT / greatest
    height = _TOP + _ROW * max(len(rows), 1) + 12
    parts = [svg.text(title, 0, 16, size=14, font_weight="bold"), svg.text(axis, _LABEL, 34, size=10, fill=svg.MUTED)]
    parts += _grid(height, mark, scale)
    for index, row in enumerate(rows):
        parts += _bar(row, _TOP + index * _ROW, scale)
    description = "; ".join(f"{row.label}: {_said(row.share)}, {row.note}" for row in rows)
    return svg.document(parts, width=_LABEL + _PLOT + _NOTE, height=height, title=title, description=description)


def _grid(height: float, mark: float | None, scale: float) -> list[str]:
    parts = []
    for rule in range(_RULES + 1):
        x = _LABEL + rule * _PLOT / _RULES
        share = rule * _PLOT / _RULES / scale
        parts.append(svg.element("line", x1=x, x2=x, y1=_TOP - 8, y2=height - 8, stroke=svg.RULE, stroke_width=1))
        parts.append(svg.text(f"{100 * share:.3g}%", x, _TOP - 10, size=9, fill=svg.MUTED, text_anchor="middle"))
    if mark is not None:
        x = _LABEL + mark * scale
        parts.append(
            svg.element(
                "line", x1=x, x2=x, y1=_TOP - 8, y2=height - 8, stroke=svg.ALARM, stroke_width=1, stroke_dasharray="4 3"
            )
        )
    return parts


def _bar(row: Bar, y: float, scale: float) -> list[str]:
    middle = y + _ROW / 2
    label = svg.fitted(row.label, _LABEL - 12, 11)
    parts = [svg.text(label, _LABEL - 8, middle + 4, size=11, text_anchor="end")]
    share = row.share
    if share.value is not None:
        fill = svg.ALARM if row.is_marked else svg.ACCENT
        parts.append(svg.element("rect", x=_LABEL, y=y + 4, width=share.value * scale, height=_ROW - 8, fill=fill))
    elif share.low is None:
        parts.append(svg.text("share unknown", _LABEL + 4, middle + 4, size=10, fill=svg.MUTED, font_style="italic"))
    if share.low is not None and share.high is not None and share.low < share.high:
        parts += _whisker(_LABEL + share.low * scale, _LABEL + share.high * scale, middle)
    note = svg.fitted(row.note, _NOTE - 14, 10)
    parts.append(svg.text(note, _LABEL + _PLOT + 12, middle + 4, size=10, fill=svg.MUTED))
    return parts


def _whisker(left: float, right: float, y: float) -> list[str]:
    ends = [svg.element("line", x1=x, x2=x, y1=y - 4, y2=y + 4, stroke=svg.INK, stroke_width=1) for x in (left, right)]
    return [svg.element("line", x1=left, x2=right, y1=y, y2=y, stroke=svg.INK, stroke_width=1), *ends]


def _said(share: Estimate) -> str:
    value = "unknown" if share.value is None else f"{share.value:.1%}"
    if share.low is None or share.high is None:
        return value
    return f"{value} (between {share.low:.1%} and {share.high:.1%})"
