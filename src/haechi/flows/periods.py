"""Periods of trade: a year written 2022, or a month written 2022-07."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable

from haechi.errors import InputError
from haechi.model.trade import Frequency

_FORM = re.compile(r"((?:19|20)\d{2})(?:-?(0[1-9]|1[0-2]))?")


def parse(text: str) -> tuple[Frequency, dt.date]:
    """Read 2022, 202207 or 2022-07 as its frequency and first day.

    Examples
    --------
    >>> parse("202207")
    (<Frequency.MONTHLY: 'M'>, datetime.date(2022, 7, 1))
    """
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise InputError(f"{text!r} is no period; write a year 2022 or a month 2022-07")
    year, month = match.groups()
    return (Frequency.MONTHLY if month else Frequency.ANNUAL), dt.date(int(year), int(month or 1), 1)


def written(freq: Frequency, first: dt.date) -> str:
    """The name of a period: `2022` or `2022-07`."""
    return f"{first.year:04d}" if freq is Frequency.ANNUAL else f"{first.year:04d}-{first.month:02d}"


def last_day(freq: Frequency, first: dt.date) -> dt.date:
    """The last day of a period.

    Examples
    --------
    >>> last_day(Frequency.MONTHLY, dt.date(2024, 2, 1)).isoformat()
    '2024-02-29'
    """
    if freq is Frequency.ANNUAL:
        return dt.date(first.year, 12, 31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def months(year: int) -> tuple[str, ...]:
    """The twelve months of a year."""
    return tuple(f"{year:04d}-{month:02d}" for month in range(1, 13))


def gaps(held: Iterable[str]) -> tuple[str, ...]:
    """The months between the first and the last of those held that are absent.

    Examples
    --------
    >>> gaps(["2023-11", "2024-02"])
    ('2023-12', '2024-01')
    """
    names = sorted(set(held))
    if not names:
        return ()
    every = [name for year in range(int(names[0][:4]), int(names[-1][:4]) + 1) for name in months(year)]
    return tuple(name for name in every if names[0] < name < names[-1] and name not in set(names))
