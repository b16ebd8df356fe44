"""`haechi audit`: who entered and decided what through the web, and how it ended."""

import datetime as dt
from dataclasses import replace

from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.errors import InputError
from haechi.model.audit import Entry, Filter
from haechi.model.dates import PartialDate
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
    """The entries that are wanted up to the day, the newest first."""
    until = min(wanted.until or desk.end_of_day, desk.end_of_day)
    with desk.register() as register, register.reading() as connection:
        found = audit.entries(connection, replace(wanted, until=until))
    return Report(
        command="audit",
        as_of=desk.as_of,
        rows=[_row(entry) for entry in found],
        notes=() if found else ("The log holds nothing of the kind: nothing was entered through the web.",),
        parameters={
            "who": wanted.who,
            "path": wanted.path,
            "since": wanted.since,
            "until": wanted.until,
            "refused": wanted.refused,
        },
    )


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
