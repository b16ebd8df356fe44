"""Shades of a number from 0 to 1 in five steps, always with the number written: no picture tells by colour alone.

Where only bounds are known, the shade is that of the lower one and the writing says "at least".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from haechi.charts import svg
from haechi.model.estimate import Estimate

_STEPS = (
    ("#e9f1f7", svg.INK),
    ("#c6ddec", svg.INK),
    ("#9cc4de", svg.INK),
    ("#2f79a8", svg.PAPER),
    ("#0b4a72", svg.PAPER),
)
_SWATCH = 26.0
_UNKNOWN = "3 2"
_TELLS = 0.005  # a lower bound that is written as nothing tells nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """Colour of a surface and of what is written on it; an unknown one has a dashed border."""

    fill: str
    ink: str
    dash: str | None = None


def shade(number: Estimate) -> Shade:
    """The shade of a number: of its value, else of what it is at least; unknown where it could be anything."""
    known = least(number)
    if known is None:
        return Shade(fill=svg.PAPER, ink=svg.MUTED, dash=_UNKNOWN)
    fill, ink = _STEPS[min(int(known * len(_STEPS)), len(_STEPS) - 1)]
    return Shade(fill=fill, ink=ink)


def least(number: Estimate) -> float | None:
    """What is known of a number at least; None where it could be anything from nothing on."""
    if number.value is not None:
        return number.value
    return number.low if number.low is not None and number.low >= _TELLS else None


def written(number: Estimate) -> str:
    """A number in two digits, with ≥ before one of which only bounds are known; a dash where it is unknown.

    Examples
    --------
    >>> written(Estimate(value=0.919, reason="")), written(Estimate(value=None, low=0.5, high=1.0, reason=""))
    ('0.92', '≥0.50')
    """
    known = least(number)
    if known is None:
        return "–"
    return f"{'' if number.value is not None else '≥'}{known:.2f}"


def legend(label: str, unknown: str, x: float, y: float) -> list[str]:
    """What is shaded, the five steps with their ends, and the unknown; in a row with its baseline at y."""
    parts = [svg.text(label, x, y, size=10, fill=svg.MUTED)]
    x += svg.width_of(label, 10) + 14
    for place, (fill, _) in enumerate(_STEPS):
        parts.append(svg.element("rect", x=x, y=y - 10, width=_SWATCH, height=13, fill=fill, stroke=svg.MUTED))
        ends = f"{place / len(_STEPS):.1f}–{(place + 1) / len(_STEPS):.1f}"
        parts.append(svg.text(ends, x + _SWATCH + 4, y, size=9, fill=svg.MUTED))
        x += _SWATCH + svg.width_of(ends, 9) + 14
    box = svg.element(
        "rect", x=x, y=y - 10, width=_SWATCH, height=13, fill=svg.PAPER, stroke=svg.MUTED, stroke_dasharray=_UNKNOWN
    )
    return [*parts, box, svg.text(f"– {unknown}", x + _SWATCH + 4, y, size=9, fill=svg.MUTED)]


def sentences(rows: Sequence[tuple[str, Estimate]]) -> str:
    """Numbers in words, as a description of a picture has them."""
    return "; ".join(f"{label}: {written(number)}" for label, number in rows)
