"""Amounts in the words of a document: money, weights, unit values, changes, shares, months."""

import datetime as dt
import math

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from haechi.brief.messages import Messages
from haechi.model.dates import PartialDate, Precision

_MILLION, _THOUSAND = 1e6, 1e3
_TONNES = 1e4  # kg
_YEAR = 12  # months
_LOCALES = {"en": "en_GB"}  # the day before the month
_SKELETONS = {Precision.YEAR: "y", Precision.QUARTER: "yQQQQ", Precision.MONTH: "yMMMM"}


def money(usd: float | None, say: Messages) -> str:
    """US dollars, in millions from a hundred thousand on."""
    if usd is None:
        return "–"
    if abs(usd) >= _MILLION / 10:
        return _minus(say("{n:,.1f} m USD", n=usd / _MILLION))
    if abs(usd) >= _THOUSAND / 10:
        return _minus(say("{n:,.1f} k USD", n=usd / _THOUSAND))
    return _minus(say("{n:,.0f} USD", n=usd))


def weight(kg: float | None, say: Messages) -> str:
    """Kilograms, in tonnes from ten thousand on."""
    if kg is None:
        return "–"
    return _minus(say("{n:,.0f} t", n=kg / _THOUSAND) if abs(kg) >= _TONNES else say("{n:,.0f} kg", n=kg))


def unit_value(usd_per_kg: float | None, say: Messages) -> str:
    """US dollars for a kilogram."""
    return "–" if usd_per_kg is None else say("{n:,.2f} USD/kg", n=usd_per_kg)


def signed(text: str, number: float | None) -> str:
    """An amount with its sign, for differences."""
    return f"+{text}" if number is not None and number > 0 else text


def change(ln: float | None, say: Messages) -> str:
    """A difference of logarithms as a percentage: -0.69 is −50 %."""
    if ln is None:
        return "–"
    percent = 100 * math.expm1(ln)
    digits = 1 if abs(percent) >= 99.5 and percent < 0 else 0
    return _minus(say.number(f"{percent:+,.{digits}f} %"))


def logarithm(ln: float | None, say: Messages) -> str:
    """A difference of logarithms in brackets, after its percentage; nothing where there is none."""
    return "" if ln is None else _minus(say.number(f" ({ln:+.2f})"))


def part(share: float) -> str:
    """A part of a whole in percent."""
    return f"{100 * share:.0f} %"


def number(value: float, say: Messages, *, digits: int = 0) -> str:
    """A number with at most so many decimals, as the language writes it.

    Examples
    --------
    >>> [number(2000.04, Messages(language), digits=1) for language in ("en", "nl")]
    ['2,000', '2.000']
    """
    return format_decimal(round(value, digits), locale=_LOCALES.get(say.language, say.language))


def parts(low: float, high: float, say: Messages, *, digits: int = 0) -> str:
    """A part of a whole from and to, in percent that stay on one line.

    Examples
    --------
    >>> parts(0.439, 0.7, Messages("en"), digits=1).split(), parts(0.5, 0.5, Messages("en")).split()
    (['43.9–70', '%'], ['50', '%'])
    """
    return "–".join(dict.fromkeys(number(100 * end, say, digits=digits) for end in (low, high))) + "\u00a0%"


def month(period: str, say: Messages) -> str:
    """A month written 2023-11 in words."""
    day = dt.date(int(period[:4]), int(period[5:7]), 1)
    return format_skeleton("yMMMM", day, locale=say.language)


def day(date: dt.date, say: Messages) -> str:
    """A day in words."""
    return format_date(date, "long", locale=_LOCALES.get(say.language, say.language))


def date(known: PartialDate, say: Messages) -> str:
    """A date in words, with its precision where that is coarser than the day."""
    if known.precision is Precision.DAY:
        return day(known.first, say)
    text = format_skeleton(_SKELETONS[known.precision], known.first, locale=say.language)
    return f"{text} ({say(known.precision.value)})"


def rhythm(months: int, say: Messages) -> str:
    """How often something recurs."""
    if months == _YEAR:
        return say("every year")
    return say("every other year") if months == 2 * _YEAR else say("every {n} months", n=months)


def _minus(text: str) -> str:
    """The text with the minus sign of print for a hyphen."""
    return text.replace("-", "−")
