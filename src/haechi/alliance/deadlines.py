"""What is overdue, what comes due, and which recurring meetings drift."""

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from haechi.alliance.record import Record
from haechi.model.dates import PartialDate
from haechi.model.entries import Action, Body, Commitment, Completion, Entry, Meeting, Opportunity, Package, Project

_ENDED = (Completion.DONE, Completion.DROPPED)


class Urgency(StrEnum):
    """How soon something is due."""

    OVERDUE = "overdue"
    IN_14_DAYS = "in 14 days"
    IN_30_DAYS = "in 30 days"
    IN_90_DAYS = "in 90 days"
    LATER = "later"


_DAYS = {Urgency.IN_14_DAYS: 14, Urgency.IN_30_DAYS: 30, Urgency.IN_90_DAYS: 90}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something that is to be done by a date.

    Parameters
    ----------
    entry : id of the entry
    part : which part of it, such as "action 2"; empty for the entry itself
    what : in words
    owners : posts that answer for it
    due : as closely as is agreed
    days : from the day asked about to the last day that `due` can mean; below zero where that has passed
    """

    entry: str
    part: str
    what: str
    owners: tuple[str, ...]
    due: PartialDate
    days: int

    @property
    def urgency(self) -> Urgency:
        """How soon it is due."""
        if self.days < 0:
            return Urgency.OVERDUE
        return next((word for word, most in _DAYS.items() if self.days <= most), Urgency.LATER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A part of an entry with a date; `part` is empty for the entry itself."""

    part: str = ""
    what: str
    owners: tuple[str, ...]
    due: PartialDate
    completion: Completion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """A body that is to meet every so many months.

    Parameters
    ----------
    body : id
    last : the latest meeting that was held, as far as is recorded; None where none is
    next_planned : the next that is planned, where one is
    expected_by : last day by which it should have met again
    days_late : since that day; 0 where it has not come
    """

    body: str
    title: str
    every_months: int
    last: PartialDate | None
    next_planned: PartialDate | None
    expected_by: dt.date
    days_late: int

    @property
    def is_drifting(self) -> bool:
        """Whether it should have met again by now."""
        return self.days_late > 0


def deadlines(records: Mapping[str, Record], day: dt.date) -> tuple[Deadline, ...]:
    """Everything that is not done and has a date, the most urgent first.

    Parameters
    ----------
    day : the day asked about
    """
    found = [
        Deadline(
            entry=record.id,
            part=row.part,
            what=row.what,
            owners=row.owners,
            due=row.due,
            days=(row.due.last - day).days,
        )
        for record in records.values()
        if not record.is_withdrawn
        for row in dated(record)
        if row.completion not in _ENDED
    ]
    return tuple(sorted(found, key=lambda row: (row.days, row.entry, row.part)))


def rhythms(records: Mapping[str, Record], day: dt.date) -> tuple[Rhythm, ...]:
    """Every body that is to meet every so many months, the one that is latest first."""
    found = (_rhythm(records, record, day) for record in records.values() if not record.is_withdrawn)
    return tuple(sorted((row for row in found if row), key=lambda row: (-row.days_late, row.expected_by, row.body)))


def late(records: Mapping[str, Record], day: dt.date) -> frozenset[str]:
    """Entries of which something is overdue, and bodies that should have met again."""
    overdue = {row.entry for row in deadlines(records, day) if row.urgency is Urgency.OVERDUE}
    return frozenset(overdue | {row.body for row in rhythms(records, day) if row.is_drifting})


def around(records: Mapping[str, Record], body: str, day: dt.date) -> tuple[Record | None, Record | None]:
    """The latest meeting of a body that was held by the day, and the next that is planned; None where there is none."""
    dated = [(row, content) for row in meetings_of(records, body) if isinstance(content := row.content, Meeting)]
    held = [row for row, content in dated if content.is_held and content.date and content.date.first <= day]
    ahead = [row for row, content in dated if not content.is_held and content.date and content.date.last >= day]
    return (held[-1] if held else None, ahead[0] if ahead else None)


def meetings_of(records: Mapping[str, Record], body: str) -> tuple[Record, ...]:
    """Meetings of a body that have a date, the oldest first."""
    found = [
        (content.date.first, record)
        for record in records.values()
        if isinstance(content := record.content, Meeting) and content.body == body and content.date
        if not record.is_withdrawn
    ]
    return tuple(record for _, record in sorted(found, key=lambda pair: (pair[0], pair[1].id)))


def months_after(date: PartialDate, months: int) -> dt.date:
    """The last day that a date so many months later can mean.

    Examples
    --------
    >>> months_after(PartialDate.parse("2024-02-19"), 12).isoformat()
    '2025-02-19'
    >>> months_after(PartialDate.parse("2024-06"), 12).isoformat()
    '2025-06-30'
    """
    years, month = divmod(date.last.month - 1 + months, 12)
    year, month = date.last.year + years, month + 1
    whole = calendar.monthrange(year, month)[1]
    is_end = date.first != date.last  # of a month, a quarter or a year
    return dt.date(year, month, whole if is_end else min(date.last.day, whole))


def dated(record: Record) -> Iterator[Dated]:
    """Everything in an entry that is to be done by a date, whether or not it was done."""
    for row in dated_in(record.content):
        yield row if row.part else replace(row, completion=record.completion)


def dated_in(content: Entry) -> Iterator[Dated]:
    """The same of one version of an entry, as it says itself."""
    if isinstance(content, Commitment) and content.due:
        owners = tuple(owner.post or owner.economy for owner in content.owners)
        yield Dated(what=content.title, owners=owners, due=content.due, completion=content.completion)
    if isinstance(content, Opportunity) and content.until:
        owners = tuple(filter(None, [content.party]))
        yield Dated(what=content.title, owners=owners, due=content.until, completion=content.completion)
    if isinstance(content, Meeting):
        yield from _parts("action", [(row, row.owner) for row in content.actions])
    if isinstance(content, Project):
        yield from _parts("package", [(row, row.lead) for row in content.packages])


def _parts(word: str, rows: Sequence[tuple[Action | Package, str | None]]) -> Iterator[Dated]:
    for row, owner in rows:
        if row.due:
            yield Dated(
                part=f"{word} {row.number}",
                what=row.what,
                owners=(owner,) if owner else (),
                due=row.due,
                completion=row.completion,
            )


def _rhythm(records: Mapping[str, Record], record: Record, day: dt.date) -> Rhythm | None:
    body = record.content
    if not isinstance(body, Body) or body.every_months is None:
        return None
    last, following = map(_date, around(records, record.id, day))
    start = last or body.since
    if start is None:
        return None
    expected = months_after(start, body.every_months)
    return Rhythm(
        body=record.id,
        title=body.title,
        every_months=body.every_months,
        last=last,
        next_planned=following,
        expected_by=expected,
        days_late=max((day - expected).days, 0),
    )


def _date(meeting: Record | None) -> PartialDate | None:
    return meeting.content.date if meeting and isinstance(meeting.content, Meeting) else None
