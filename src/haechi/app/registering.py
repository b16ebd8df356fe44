"""`haechi register`: entries of the alliance, what each side says of them, and what was done to them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from haechi.alliance.record import Record, records
from haechi.app import book
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.errors import InputError, Overtaken
from haechi.model.change import Change, Deed
from haechi.model.content import made, told
from haechi.model.entries import CONTENTS, Entry, Kind
from haechi.sentence import said
from haechi.store import changes
from haechi.store.register import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one call gives: which side speaks (None: both together), why, on what evidence, and who enters it.

    `seen` is how many changes of the entry the speaker had before them; None: as it stands now, whatever that is.
    """

    side: str | None
    why: str
    evidence: Sequence[str]
    who: str
    at: dt.datetime
    seen: int | None = None


def every(desk: Desk, kind: Kind | None, *, differing: bool = False) -> Report:
    """Entries as they stood on the day, in the order of kind and id."""
    held = book.book(desk)
    rows = [
        summary(record)
        for record in sorted(held.values(), key=lambda record: (list(Kind).index(record.kind), record.id))
        if kind in (None, record.kind) and not (differing and record.is_agreed)
    ]
    return Report(
        command="register list",
        as_of=desk.as_of,
        rows=rows,
        notes=() if rows else (said("Nothing in the register is like that; leave out the options to see all."),),
        parameters={"kind": kind, "differing": differing},
        sources=_sources(held.values()),
    )


def show(desk: Desk, name: str) -> Report:
    """One entry: what each side says, in which fields they differ, and everything that was done to it."""
    return _card(desk, "register show", book.find(book.book(desk), name))


def enter(desk: Desk, kind: Kind, entry: str, values: Mapping[str, Any], given: Given) -> Report:
    """Enter an entry.

    Raises
    ------
    InputError
        If there is one of that id, or a field is missing, unknown or cannot be read.
    UnknownName
        If it speaks of an item, stage, economy, post or entry that there is not.
    """
    with desk.register() as register, register.writing() as connection:
        record = put(desk, connection, kind, entry, values, given)
    return _card(desk, "register add", record)


def put(desk: Desk, connection: Connection, kind: Kind, entry: str, values: Mapping[str, Any], given: Given) -> Record:
    """Enter an entry, in a transaction that writes more than that; errors are those of `enter`."""
    held = records((*book.published(), *changes.history(connection)))
    if entry in held:
        raise InputError(
            said(
                "{name} is in the register already; use `haechi register change {entry}`",
                name=repr(entry),
                entry=entry,
            )
        )
    content = _content(desk, held, kind, entry, values)
    return _add(connection, _change(entry, kind, Deed.ENTERED, content, given))


def change(desk: Desk, name: str, values: Mapping[str, Any], given: Given) -> Report:
    """Change what a side says of an entry; fields that are not given stay as that side had them.

    Raises
    ------
    InputError
        If nothing would change, or a field is unknown or cannot be read.
    UnknownName
        If there is no such entry, or it would speak of something that there is not.
    """

    def changed(held: Mapping[str, Record], record: Record) -> Change:
        before = _version(record, given.side)
        content = _content(desk, held, record.kind, record.id, {**told(before), **values})
        if content == before:
            raise InputError(
                said(
                    "nothing of {entry} would change; give at least one field with another value", entry=repr(record.id)
                )
            )
        return _change(record.id, record.kind, Deed.CHANGED, content, given)

    return _do(desk, "register change", name, given.seen, changed)


def acknowledge(desk: Desk, name: str, given: Given) -> Report:
    """Let a side take over what the other says of an entry.

    Raises
    ------
    InputError
        If no side is named, or the sides do not differ.
    """
    if given.side is None:
        raise InputError(said("one side acknowledges what the other says; name it with --side"))

    def acknowledged(_: Mapping[str, Record], record: Record) -> Change:
        if record.is_agreed:
            raise InputError(
                said("both sides say the same of {entry}; there is nothing to acknowledge", entry=repr(record.id))
            )
        return _change(record.id, record.kind, Deed.ACKNOWLEDGED, None, given)

    return _do(desk, "register acknowledge", name, given.seen, acknowledged)


def withdraw(desk: Desk, name: str, given: Given) -> Report:
    """Say that an entry no longer stands; it stays in the record."""
    return _do(
        desk,
        "register withdraw",
        name,
        given.seen,
        lambda _, record: _change(record.id, record.kind, Deed.WITHDRAWN, None, given),
    )


def summary(record: Record) -> Row:
    """An entry in one row."""
    return {
        "id": record.id,
        "kind": record.kind,
        "title": record.content.title,
        "sides": record.sides,
        "agreed": record.is_agreed,
        "differs_in": record.differences,
        "completion": record.completion,
        "claimed_done_by": record.claimed_by,
        "withdrawn_by": tuple(sorted(record.withdrawn)),
        "items": record.content.items,
        "stages": record.content.stages,
        "changes": len(record.changes),
        "last_change": record.changes[-1].at.date(),
    }


def fields_of(kind: Kind) -> tuple[str, ...]:
    """Fields of a kind of entry, in order."""
    return tuple(field.name for field in fields(CONTENTS[kind]))


def _do(
    desk: Desk, command: str, name: str, seen: int | None, made: Callable[[Mapping[str, Record], Record], Change]
) -> Report:
    """Add what is made of an entry as it stands while nobody else writes."""
    with desk.register() as register, register.writing() as connection:
        held = records((*book.published(), *changes.history(connection)))
        found = book.find(held, name)
        _check_seen(found, seen)
        record = _add(connection, made(held, found))
    return _card(desk, command, record)


def _check_seen(record: Record, seen: int | None) -> None:
    if seen is not None and len(record.changes) > seen:
        last = record.changes[-1]
        raise Overtaken(
            said(
                "{entry} was {deed} by {who} on {at:%Y-%m-%d %H:%M} UTC ({why}) since it was opened here; look at "
                "that, then send yours again",
                entry=repr(record.id),
                deed=last.deed,
                who=last.who,
                at=last.at,
                why=last.why,
            )
        )


def _add(connection: Connection, done: Change) -> Record:
    """Check a change against all that was there, then add it."""
    before = (*book.published(), *changes.history(connection))
    number = max((change.id for change in before), default=0) + 1
    record = records((*before, replace(done, id=number)))[done.entry]
    changes.add(connection, [done])
    return record


def _change(entry: str, kind: Kind, deed: Deed, content: Entry | None, given: Given) -> Change:
    return Change(
        id=0,
        entry=entry,
        kind=kind,
        side=given.side,
        deed=deed,
        content=content,
        why=given.why,
        evidence=tuple(given.evidence),
        who=given.who,
        at=given.at,
    )


def _content(desk: Desk, held: Mapping[str, Record], kind: Kind, entry: str, values: Mapping[str, Any]) -> Entry:
    content = made(kind, values, f"{kind} {entry!r}")
    book.check(desk, held, content, f"{kind} {entry!r}")
    return content


def _version(record: Record, side: str | None) -> Entry:
    """What a side says now; what was said last where it has said nothing, or where both speak."""
    if side is not None and side not in record.versions:
        raise InputError(
            said(
                "{side} has no say in {entry}; its sides are {sides}",
                side=side,
                entry=repr(record.id),
                sides=", ".join(record.sides),
            )
        )
    return (record.versions[side] if side is not None else None) or record.content


def _card(desk: Desk, command: str, record: Record) -> Report:
    row = {
        **summary(record),
        "content": told(record.content),
        "versions": {side: None if version is None else told(version) for side, version in record.versions.items()},
        "history": [_done(change) for change in record.changes],
    }
    notes = []
    if record.silent:
        notes.append(said("{sides} has said nothing of it yet.", sides=", ".join(record.silent)))
    elif not record.is_agreed:
        notes.append(
            said(
                "The sides differ in {fields}; both versions stand until that is settled.",
                fields=", ".join(record.differences),
            )
        )
    if record.claimed_by:
        notes.append(
            said(
                "{sides} says that it was done; it counts once the other acknowledges it.",
                sides=", ".join(record.claimed_by),
            )
        )
    return Report(
        command=command,
        as_of=desk.as_of,
        rows=[row],
        notes=tuple(notes),
        parameters={"entry": record.id},
        sources=_sources([record]),
    )


def _done(change: Change) -> Row:
    return {
        "at": change.at.isoformat(timespec="seconds"),
        "side": change.side,
        "deed": change.deed,
        "why": change.why,
        "evidence": change.evidence,
        "who": change.who,
    }


def _sources(held: Any) -> tuple[str, ...]:
    return tuple(sorted({text for record in held for change in record.changes for text in change.evidence}))
