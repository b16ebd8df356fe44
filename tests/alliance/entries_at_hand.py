"""Small entries and changes for the tests of the register."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from haechi.alliance.record import Record, records
from haechi.model.change import Change, Deed
from haechi.model.content import made
from haechi.model.entries import Entry, Kind

DAY = dt.date(2026, 1, 1)


def commitment(**values: Any) -> Entry:
    """A promise of both."""
    return made(Kind.COMMITMENT, {"title": "Meet every year", **values}, "a test")


def change(
    content: Entry | None,
    *,
    entry: str = "promise",
    kind: Kind = Kind.COMMITMENT,
    side: str | None = None,
    deed: Deed = Deed.ENTERED,
    hour: int = 0,
    evidence: tuple[str, ...] = ("a statement",),
) -> Change:
    """A change at an hour of one day."""
    return Change(
        id=0,
        entry=entry,
        kind=kind,
        side=side,
        deed=deed,
        content=content,
        why="a test",
        evidence=evidence,
        who="a desk",
        at=dt.datetime(2025, 1, 1, hour, tzinfo=dt.UTC),
    )


def record(changes: Iterable[Change]) -> Record:
    """The only entry of some changes."""
    (found,) = records(changes).values()
    return found


def held(kind: Kind, **entries: dict[str, Any]) -> dict[str, Record]:
    """Entries of a kind by id, as both have them; underscores of a name become hyphens."""
    found = (
        change(made(kind, values, name), entry=name.replace("_", "-"), kind=kind) for name, values in entries.items()
    )
    return dict(records(found))
