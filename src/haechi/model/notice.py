"""Notices: what somebody announced or reported on the supply of an item, before data show it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import InputError
from haechi.model.dates import PartialDate
from haechi.sentence import said


class NoticeState(StrEnum):
    """What has become of what a notice speaks of."""

    RUMOUR = "rumour"
    ANNOUNCED = "announced"
    IN_FORCE = "in force"
    CONFIRMED_IMPACT = "confirmed impact"
    NO_IMPACT = "no impact"
    RESTORED = "restored"


ENDED = (NoticeState.NO_IMPACT, NoticeState.RESTORED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One version of a notice; every change is a version of its own and none is overwritten.

    Parameters
    ----------
    id : of the entry, rising with the order of entry
    number : of the notice, the same in all its versions; 0 until the register numbers it
    items : ids of items; empty where only codes are named
    codes : customs codes, four to ten digits
    exporter : ISO 3166 alpha-3 of who supplies
    importers : ISO 3166 alpha-3 of who is addressed; empty: all
    what : what was announced or is said, in a sentence
    announced, effective : when it was said and when it takes effect, as closely as is known
    state : where it stands
    who, at, source : who entered it, when, and from what

    Raises
    ------
    InputError
        If it names neither item nor code, says nothing, has no source, or takes effect before it was announced.
    """

    id: int
    number: int
    items: tuple[str, ...]
    codes: tuple[str, ...]
    exporter: str
    importers: tuple[str, ...]
    what: str
    announced: PartialDate | None
    effective: PartialDate | None
    state: NoticeState
    who: str
    at: dt.datetime
    source: str
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.items and not self.codes:
            raise InputError(said("a notice names no item and no code; give at least one"))
        if wrong := [code for code in self.codes if not (code.isdigit() and 4 <= len(code) <= 10)]:
            raise InputError(
                said("{code} is not a customs code; write four to ten digits, such as 250410", code=repr(wrong[0]))
            )
        if not self.what.strip():
            raise InputError(said("a notice says nothing; write in a sentence what was announced"))
        if not self.source.strip():
            raise InputError(said("a notice has no source; say in a few words where this comes from"))
        if self.announced and self.effective and self.effective.last < self.announced.first:
            raise InputError(
                said(
                    "the notice takes effect on {effective}, before it was announced: {announced}",
                    effective=self.effective,
                    announced=self.announced,
                )
            )


def latest(versions: Iterable[Notice], *, as_of: dt.datetime | None = None) -> Mapping[int, Notice]:
    """The version that holds for each notice: the last one entered, up to `as_of` where that is given."""
    known = [row for row in versions if as_of is None or row.at <= as_of]
    return {row.number: row for row in sorted(known, key=lambda row: (row.at, row.id))}
