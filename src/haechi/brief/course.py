"""The course of a signal as a picture, and the same numbers as a table."""

import calendar
from collections.abc import Sequence

from haechi.brief import quantities
from haechi.brief.document import Picture, Table
from haechi.brief.dossier import Happening
from haechi.brief.messages import Messages
from haechi.charts.line import Mark, Track, Words, lines
from haechi.model.dates import Precision
from haechi.sentence import said
from haechi.watch.card import Card, Series
from haechi.watch.course import Quantity

_SCALES = {
    Quantity.VALUE: ((1e6, said("million USD")), (1e3, said("thousand USD")), (1.0, said("USD"))),
    Quantity.WEIGHT: ((1e6, said("thousand t")), (1e3, said("t")), (1.0, said("kg"))),
    Quantity.UNIT_VALUE: ((1.0, said("USD/kg")),),
}
_NAMES = {
    Quantity.VALUE: said("Value"),
    Quantity.WEIGHT: said("Weight"),
    Quantity.UNIT_VALUE: said("Unit value"),
}
_AMOUNTS = {
    Quantity.VALUE: quantities.money,
    Quantity.WEIGHT: quantities.weight,
    Quantity.UNIT_VALUE: quantities.unit_value,
}


def picture(series: Sequence[Series], happenings: Sequence[Happening], data: str, title: str, say: Messages) -> Picture:
    """Value, weight and unit value against what was expected, with what was announced and took effect.

    Parameters
    ----------
    data : where the numbers come from
    """
    months = [point.month for point in series[0].points]
    known = [row for row in series if _is_known(row)]
    tracks = [_track(row, say) for row in known]
    marks = [_mark(row, months, say) for row in happenings if str(row.date)[:7] in months]
    alternative = say(
        "{title} From {first} to {last}. {seen}",
        title=title,
        first=quantities.month(months[0], say),
        last=quantities.month(months[-1], say),
        seen=" ".join(_described(row, say) for row in known),
    )
    words = Words(
        title=say("{n} months up to {month}", n=len(months), month=quantities.month(months[-1], say)),
        subtitle=say.put(data),
        seen=say("seen"),
        expected=say("expected from the months before"),
        band=say("usual range"),
        published=say("January, February as published"),
        description=alternative,
    )
    caption = say("The usual range is two spreads around what was expected; it is settled before the month is seen.")
    if any(point.is_joined for point in series[0].points):
        caption += " " + say(
            "January and February are judged together, by their mean, for the lunar new year moves between them."
        )
    return Picture(svg=lines(tracks, months, marks, words), caption=caption, alternative=alternative)


def table(card: Card, say: Messages) -> Table:
    """The months of the picture as numbers, the newest first."""
    value, weight, price = card.series
    rows = []
    for v, w, u in zip(value.points, weight.points, price.points, strict=True):
        joined = " *" if v.is_joined else ""
        usual = f"{quantities.money(v.low, say)} – {quantities.money(v.high, say)}" if v.low is not None else "–"
        rows.append(
            (
                f"{v.month}{joined}",
                quantities.money(v.observed, say),
                quantities.money(v.expected, say),
                usual,
                quantities.weight(w.observed, say),
                quantities.weight(w.expected, say),
                quantities.unit_value(u.observed, say),
                quantities.unit_value(u.expected, say),
            )
        )
    return Table(
        caption=say("The numbers of the picture as published; * judged by the mean of January and February."),
        header=(
            say("Month"),
            say("Value"),
            say("expected"),
            say("usual range"),
            say("Weight"),
            say("expected"),
            say("Unit value"),
            say("expected"),
        ),
        rows=tuple(reversed(rows)),
        widths=(3, 4, 4, 7, 3, 3, 4, 4),
    )


def _is_known(series: Series) -> bool:
    return any(point.observed is not None for point in series.points)


def _track(series: Series, say: Messages) -> Track:
    points = series.points
    greatest = max((point.observed for point in points if point.observed is not None), default=0.0)
    scales = _SCALES[series.quantity]
    size, unit = next((pair for pair in scales if greatest >= pair[0]), scales[-1])

    def scaled(numbers: Sequence[float | None]) -> tuple[float | None, ...]:
        return tuple(None if number is None else number / size for number in numbers)

    return Track(
        label=f"{say.put(_NAMES[series.quantity])}, {say.put(unit)}",
        seen=scaled([point.judged for point in points]),
        published=scaled([point.observed if point.is_joined else None for point in points]),
        expected=scaled([point.expected for point in points]),
        low=scaled([point.low for point in points]),
        high=scaled([point.high for point in points]),
    )


def _described(series: Series, say: Messages) -> str:
    last, amount = series.points[-1], _AMOUNTS[series.quantity]
    return say(
        "{what} at the end: {seen}; expected {expected}, usual range {low} to {high}.",
        what=say.put(_NAMES[series.quantity]),
        seen=amount(last.judged, say),
        expected=amount(last.expected, say),
        low=amount(last.low, say),
        high=amount(last.high, say),
    )


def _mark(row: Happening, months: Sequence[str], say: Messages) -> Mark:
    """An upright line at the day; at the middle of the month where only that is known."""
    first = row.date.first
    length = calendar.monthrange(first.year, first.month)[1]
    within = (first.day - 1) / length if row.date.precision is Precision.DAY else 0.5
    return Mark(at=months.index(f"{first:%Y-%m}") + within, text=f"{row.date}  {say.put(row.what)}: {row.title}")
