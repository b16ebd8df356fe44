"""Dates that are known to the year, the quarter, the month or the day (ISO 8601 reduced precision, and 2026-Q3)."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import InputError
from haechi.sentence import said

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


class Precision(StrEnum):
    """How closely a date is known."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date with its precision; `first` is the earliest day it can mean.

    Examples
    --------
    >>> date = PartialDate.parse("2019-07")
    >>> date.precision.value, date.first.isoformat(), date.last.isoformat(), str(date)
    ('month', '2019-07-01', '2019-07-31', '2019-07')
    """

    first: dt.date
    precision: Precision = Precision.DAY

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2019`, `2019-Q3`, `2019-07` or `2019-07-04`; raise `InputError` for anything else."""
        if quarter := _QUARTER.fullmatch(text.strip()):
            return cls(dt.date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1), Precision.QUARTER)
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise InputError(said("{text} is not a date; write 2019, 2019-07 or 2019-07-04", text=repr(text)))
        year, month, day = match.groups()
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        try:
            return cls(dt.date(int(year), int(month or 1), int(day or 1)), precision)
        except ValueError:
            raise InputError(said("{text} is not a day of the calendar", text=repr(text))) from None

    @property
    def last(self) -> dt.date:
        """The latest day it can mean."""
        if self.precision is Precision.YEAR:
            return self.first.replace(month=12, day=31)
        if self.precision is Precision.DAY:
            return self.first
        month = self.first.month + (2 if self.precision is Precision.QUARTER else 0)
        return self.first.replace(month=month, day=calendar.monthrange(self.first.year, month)[1])

    def __str__(self) -> str:
        if self.precision is Precision.QUARTER:
            return f"{self.first.year}-Q{self.first.month // 3 + 1}"
        length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]
        return self.first.isoformat()[:length]


@dataclass(frozen=True, slots=True)
class Span:
    """A period from one partial date to another, both included, written `2019-01/2019-05`.

    Examples
    --------
    >>> str(Span.parse("2019-01/2019-05")), Span.parse("2024").days
    ('2019-01/2019-05', 366)
    """

    start: PartialDate
    end: PartialDate

    def __post_init__(self) -> None:
        if self.end.last < self.start.first:
            raise InputError(said("period {period} ends before it starts", period=self))

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read a partial date or two of them with a slash between."""
        start, _, end = text.partition("/")
        return cls(PartialDate.parse(start), PartialDate.parse(end or start))

    @property
    def days(self) -> int:
        """Number of days in the period."""
        return (self.end.last - self.start.first).days + 1

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}/{self.end}"
