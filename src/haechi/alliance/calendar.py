"""The register as a calendar: deadlines and meetings as all-day events of an iCalendar file (RFC 5545).

An event keeps its identity for good: its UID comes from the entry and the part of it, its SEQUENCE counts the changes
of the entry, and what no longer stands is cancelled, never left out. The same register gives the same bytes.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from icalendar import Calendar, Event

from haechi.alliance.deadlines import dated, dated_in, meetings_of, rhythms
from haechi.alliance.record import Record
from haechi.model.change import Change
from haechi.model.dates import PartialDate, Precision
from haechi.model.entries import Completion, Meeting

_PRODUCER = "-//Haechi//Register of the alliance//EN"
_ENDED = (Completion.DONE, Completion.DROPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day of the calendar.

    Parameters
    ----------
    part : which part of the entry it is of; with the entry the identity of the event
    day : all of it
    summary, notes : what it is, and how closely its date is known
    changes : all that could have moved it
    is_cancelled : whether it no longer stands
    """

    record: Record
    part: str
    day: dt.date
    summary: str
    notes: str
    changes: tuple[Change, ...]
    is_cancelled: bool = False
    place: str | None = None


def occasions(records: Mapping[str, Record], day: dt.date) -> tuple[Occasion, ...]:
    """Deadlines, meetings and the days by which bodies are expected to meet again, in the order of time.

    Parameters
    ----------
    day : as of which meetings are expected
    """
    found = [row for record in records.values() for row in (*_deadlines(record), *_meetings(record))]
    found += _expected(records, day)
    return tuple(sorted(found, key=lambda row: (row.day, row.record.id, row.part)))


def calendar(records: Mapping[str, Record], day: dt.date) -> bytes:
    """All occasions as one iCalendar file.

    References
    ----------
    Desruisseaux (2009), Internet Calendaring and Scheduling Core Object Specification, RFC 5545, sections 3.6.1 and
    3.8.7.4.
    """
    found = Calendar()
    found.add("prodid", _PRODUCER)
    found.add("version", "2.0")
    found.add("x-wr-calname", "Alliance: deadlines and meetings")
    for occasion in occasions(records, day):
        found.add_component(_event(occasion))
    written: bytes = found.to_ical()
    return written


def _event(occasion: Occasion) -> Event:
    last = max(change.at for change in occasion.changes).replace(microsecond=0)
    event = Event()
    event.add("uid", f"{occasion.record.id}{'.' if occasion.part else ''}{occasion.part.replace(' ', '-')}@haechi")
    event.add("dtstamp", last)
    event.add("last-modified", last)
    event.add("sequence", len(occasion.changes) - 1)
    event.add("dtstart", occasion.day)
    event.add("dtend", occasion.day + dt.timedelta(days=1))
    event.add("summary", occasion.summary)
    event.add("description", occasion.notes)
    event.add("status", "CANCELLED" if occasion.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if occasion.place:
        event.add("location", occasion.place)
    return event


def _deadlines(record: Record) -> Iterator[Occasion]:
    """Dates of an entry, and those of earlier versions that were taken out of it."""
    now = {row.part: row for row in dated(record)}
    before = {row.part: row for change in record.changes if change.content for row in dated_in(change.content)}
    for part, row in {**before, **now}.items():
        owners = f"Answers: {', '.join(row.owners)}. " if row.owners else ""
        yield Occasion(
            record=record,
            part=part,
            day=row.due.last,
            summary=f"Due: {row.what}",
            notes=f"{owners}{_closely(row.due)}Entry {record.id}.",
            changes=record.changes,
            is_cancelled=part not in now or record.is_withdrawn or row.completion in _ENDED,
        )


def _meetings(record: Record) -> Iterator[Occasion]:
    content = record.content
    if isinstance(content, Meeting) and content.date:
        yield Occasion(
            record=record,
            part="",
            day=content.date.last,
            summary=content.title,
            notes=f"{'Held' if content.is_held else 'Planned'}. {_closely(content.date)}Entry {record.id}.",
            changes=record.changes,
            is_cancelled=record.is_withdrawn,
            place=content.place,
        )


def _expected(records: Mapping[str, Record], day: dt.date) -> Iterator[Occasion]:
    for row in rhythms(records, day):
        met = meetings_of(records, row.body)
        last = f"last held {row.last}" if row.last else "never held as far as is recorded"
        yield Occasion(
            record=records[row.body],
            part="expected",
            day=row.expected_by,
            summary=f"Expected by now: {row.title}",
            notes=f"Every {row.every_months} months, {last}. Entry {row.body}.",
            changes=tuple(change for held in (records[row.body], *met) for change in held.changes),
        )


def _closely(date: PartialDate) -> str:
    """How closely a date is known, where that is not the day."""
    if date.precision is Precision.DAY:
        return ""
    return f"Known to the {date.precision} only: {date}; shown on the last day that it can mean. "
