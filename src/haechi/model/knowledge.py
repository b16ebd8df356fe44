"""What people know of an item in an economy: stock, grade, qualified suppliers; entered, never overwritten."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import InputError


class Attribute(StrEnum):
    """What a statement speaks of."""

    STOCK_DAYS = "stock days"
    GRADE = "grade"
    QUALIFIED_SUPPLIERS = "qualified suppliers"
    QUALIFICATION_MONTHS = "qualification months"


_NUMBERS = (Attribute.STOCK_DAYS, Attribute.QUALIFICATION_MONTHS)
Subject = tuple[str, str, Attribute]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that somebody entered: who says it of which item in which economy, when and from what source.

    Stock and qualification time are a band `low`..`high` (equal ends for a figure), a grade is a `text`, qualified
    suppliers are `economies`. `id` rises with the order of entry.

    Raises
    ------
    InputError
        If what the attribute needs is missing, or a band is upside down.
    """

    id: int
    item: str
    economy: str
    attribute: Attribute
    low: float | None = None
    high: float | None = None
    text: str | None = None
    economies: tuple[str, ...] = ()
    who: str
    at: dt.datetime
    source: str
    note: str | None = None

    def __post_init__(self) -> None:
        where = f"{self.attribute} of {self.item!r} in {self.economy}"
        if self.attribute in _NUMBERS:
            if self.low is None or self.high is None or not 0 <= self.low <= self.high:
                raise InputError(f"{where}: {self.low}..{self.high} is not a band from 0 up; write 60 or 60..90")
        elif self.attribute is Attribute.GRADE and not self.text:
            raise InputError(f"{where}: the grade is empty; write what the chain needs, such as 'etching, 99.999 %'")
        elif self.attribute is Attribute.QUALIFIED_SUPPLIERS and not self.economies:
            raise InputError(f"{where}: no economy is named; write ISO 3166 alpha-3 codes, such as JPN,BEL")

    @property
    def subject(self) -> Subject:
        """What the statement is about; the latest of a subject holds."""
        return (self.item, self.economy, self.attribute)


def latest(statements: Iterable[Statement], *, as_of: dt.datetime | None = None) -> Mapping[Subject, Statement]:
    """The statement that holds for each subject: the last one entered, up to `as_of` where that is given.

    Examples
    --------
    >>> at = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    >>> old, new = (
    ...     Statement(id=n, item="hf", economy="KOR", attribute=Attribute.STOCK_DAYS, low=d, high=d, who="a desk",
    ...               at=at.replace(month=n), source="call")
    ...     for n, d in ((1, 60), (2, 30))
    ... )
    >>> latest([new, old])["hf", "KOR", Attribute.STOCK_DAYS].low
    30
    >>> latest([new, old], as_of=at)["hf", "KOR", Attribute.STOCK_DAYS].low
    60
    """
    known = [row for row in statements if as_of is None or row.at <= as_of]
    return {row.subject: row for row in sorted(known, key=lambda row: (row.at, row.id))}
