"""`haechi audit`: who entered and decided what through the web, and how it ended."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import overload

from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.errors import InputError
from haechi.model.audit import Entry, Filter
from haechi.model.dates import PartialDate
from haechi.sentence import said
from haechi.store import audit


def record(desk: Desk, entry: Entry) -> None:
    """Add an entry to the log; without a workspace there is none."""
    if desk.workspace is None:
        return
    with desk.register() as register, register.writing() as connection:
        audit.add(connection, entry)


def wanted(*, who: str = "", path: str = "", since: str = "", until: str = "", refused: bool = False) -> Filter:
    """What is asked for in words, days included; nothing given is everything. Raise `InputError` for no date."""
    first = PartialDate.parse(since).first if since else None
    last = PartialDate.parse(until).last if until else None
    if any(day and not 1900 <= day.year < 9999 for day in (first, last)):
        raise InputError(
            f"the log holds nothing from {since or 'the beginning'} to {until or 'now'}; name a day since 1900"
        )
    return Filter(
        who=who or None,
        path=path or None,
        since=dt.datetime.combine(first, dt.time()).astimezone() if first else None,
        until=dt.datetime.combine(last, dt.time.max).astimezone() if last else None,
        refused=refused,
    )


def every(desk: Desk, wanted: Filter) -> Report:
    """The entries that are wanted up to the day, the newest first; each is read when its row is looked at."""
    until = min(wanted.until or desk.end_of_day, desk.end_of_day)
    with desk.register() as register, register.reading() as connection:
        total, last = audit.extent(connection, replace(wanted, until=until))
    rows = _Rows(desk, replace(wanted, until=until, last=last), total) if total else []
    return Report(
        command="audit",
        as_of=desk.as_of,
        rows=rows,
        notes=() if total else (said("The log holds nothing of the kind: nothing was entered through the web."),),
        parameters={
            "who": wanted.who,
            "path": wanted.path,
            "since": wanted.since,
            "until": wanted.until,
            "refused": wanted.refused,
        },
    )


class _Rows(Sequence[Row]):
    """Entries of a log that may be long, as rows; what is entered later is not among them."""

    def __init__(self, desk: Desk, wanted: Filter, total: int) -> None:
        self._desk, self._wanted, self._total = desk, wanted, total

    def __len__(self) -> int:
        return self._total

    def __iter__(self) -> Iterator[Row]:
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, int):
            place = range(self._total)[place]
            return self._read(place, 1)[0]
        places = range(self._total)[place]
        if not places:
            return []
        low, high = min(places[0], places[-1]), max(places[0], places[-1])
        found = self._read(low, high - low + 1)
        return [found[number - low] for number in places]

    def _read(self, first: int, most: int) -> Sequence[Row]:
        with self._desk.register() as register, register.reading() as connection:
            return [_row(entry) for entry in audit.entries(connection, self._wanted, first=first, most=most)]


def _row(entry: Entry) -> Row:
    return {
        "id": entry.id,
        "at": entry.at.isoformat(timespec="seconds"),
        "who": entry.who,
        "via": entry.via,
        "method": entry.method,
        "path": entry.path,
        "what": entry.what,
        "status": entry.status,
        "address": entry.address,
    }
