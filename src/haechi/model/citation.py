"""Where a fact stands: its source, the place in it, the date it speaks of and how it was obtained."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from haechi.model.dates import PartialDate


class Method(StrEnum):
    """How a fact was obtained."""

    REPORTED = "reported"
    DERIVED = "derived"
    ESTIMATED = "estimated"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication that facts are taken from."""

    id: str
    publisher: str
    title: str
    date: PartialDate | None
    url: str | None
    licence: str
    redistributable: bool

    def is_later_than(self, day: dt.date) -> bool:
        """Whether nobody could have read it on a day."""
        return self.date is not None and self.date.first > day


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The place a single fact stands on.

    `as_of` is the date that the source speaks of (the day of publication where the source names no other).
    """

    source: str
    locator: str
    as_of: PartialDate
    method: Method
