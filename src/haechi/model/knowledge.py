"""What people know of an item in an economy: stock, grade, suppliers, lead times; entered, never overwritten."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import InputError
from haechi.sentence import said


class Attribute(StrEnum):
    """What a statement speaks of."""

    STOCK_DAYS = "stock days"
    GRADE = "grade"
    QUALIFIED_SUPPLIERS = "qualified suppliers"
    QUALIFICATION_MONTHS = "qualification months"
    TRANSIT_DAYS = "transit days"
    OPEN_LICENCE_DAYS = "open licence days"
    ORDER_DAYS = "order days"
    LICENCE_DAYS = "licence days"
    SPARE_CAPACITY = "spare capacity"


# Numbers that may speak of one alternate supplier; the spare capacity always does.
OF_ALTERNATES = (
    Attribute.ORDER_DAYS,
    Attribute.LICENCE_DAYS,
    Attribute.QUALIFICATION_MONTHS,
    Attribute.SPARE_CAPACITY,
)
_NUMBERS = (Attribute.STOCK_DAYS, Attribute.TRANSIT_DAYS, Attribute.OPEN_LICENCE_DAYS, *OF_ALTERNATES)
Subject = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that somebody entered: who says it of which item in which economy, when and from what source.

    A number is a band `low`..`high` (equal ends for a figure): days, months, or for the spare capacity a part of the
    economy's use. What speaks of one alternate supplier names it in `economies`. A grade is a `text`, qualified
    suppliers are `economies`. `id` rises with the order of entry.

    Raises
    ------
    InputError
        If what the attribute needs is missing, a band is upside down, or an alternate is named that it cannot speak of.
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
            self._check_number(where)
        elif self.attribute is Attribute.GRADE and not self.text:
            raise InputError(
                said(
                    "{where}: the grade is empty; write what the chain needs, such as 'etching, 99.999 %'", where=where
                )
            )
        elif self.attribute is Attribute.QUALIFIED_SUPPLIERS and not self.economies:
            raise InputError(
                said("{where}: no economy is named; write ISO 3166 alpha-3 codes, such as JPN,BEL", where=where)
            )

    def _check_number(self, where: str) -> None:
        if self.low is None or self.high is None or not 0 <= self.low <= self.high:
            raise InputError(
                said(
                    "{where}: {low}..{high} is not a band from 0 up; write 60 or 60..90",
                    where=where,
                    low=self.low,
                    high=self.high,
                )
            )
        if self.economies and self.attribute not in OF_ALTERNATES:
            raise InputError(
                said(
                    "{where} is not that of a supplier; leave out {economies}",
                    where=where,
                    economies=", ".join(self.economies),
                )
            )
        if self.attribute is Attribute.SPARE_CAPACITY and self.high > 1:
            raise InputError(
                said(
                    "{where}: {value:g} is above one; write a part of use, such as 0.2..0.4",
                    where=where,
                    value=self.high,
                )
            )
        if self.attribute is Attribute.SPARE_CAPACITY and len(self.economies) != 1:
            raise InputError(
                said(
                    "{where}: no alternate is named; write whose it is, such as TWN, or WLD for all others", where=where
                )
            )

    @property
    def alternate(self) -> str | None:
        """The alternate supplier that a number speaks of; None: of any, or the statement is of another kind."""
        return self.economies[0] if self.economies and self.attribute in OF_ALTERNATES else None

    @property
    def subject(self) -> Subject:
        """What the statement is about, with the alternate where it names one; the latest of a subject holds."""
        named = () if self.alternate is None else (self.alternate,)
        return (self.item, self.economy, self.attribute, *named)


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
