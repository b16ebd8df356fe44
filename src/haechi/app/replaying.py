"""Notices of the demonstration: what was announced once, entered as somebody would have entered it that morning."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from haechi.app import noticing
from haechi.app.desk import Desk
from haechi.errors import InputError
from haechi.model.happening import Event

LICENCES_OF_2019 = ("JPN-HF-2019", "JPN-PR-2019", "JPN-FPI-2019")
_WHO = "demonstration"
_HOUR = dt.time(3, tzinfo=dt.UTC)  # noon in Seoul


def replay(desk: Desk, events: Sequence[str]) -> tuple[int, ...]:
    """Enter a notice for each event on the day it was announced, once, and give their numbers.

    Raises
    ------
    InputError
        If there is no such event or nobody announced it.
    """
    entered = noticing.every(desk, item=None, only_open=False).rows
    held = {row["what"]: int(str(row["number"])) for row in entered if row["who"] == _WHO}
    known = {event.id: event for event in desk.facts.events}
    numbers = []
    for name in events:
        event = known.get(name)
        if event is None or event.announced is None:
            raise InputError(f"{name!r} is no event that somebody announced; take one from the table of events")
        number = held.get(event.title) or _enter(desk, event, event.announced.first)
        numbers.append(number)
    return tuple(numbers)


def _enter(desk: Desk, event: Event, announced: dt.date) -> int:
    entry = noticing.Entry(
        items=event.items,
        codes=event.codes,
        exporter=event.exporter,
        importers=event.importers,
        what=event.title,
        announced=str(event.announced),
        effective=str(event.effective) if event.effective else None,
        note=f"replay of the event {event.id}",
        source=f"{event.citation.source}: {event.citation.locator}",
        who=_WHO,
    )
    then = replace(desk, as_of=announced)  # its consequence is that of what was known on the day
    with desk.register() as register, register.writing() as connection:
        return noticing.put(then, connection, entry, at=dt.datetime.combine(announced, _HOUR)).number
