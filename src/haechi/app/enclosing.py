"""Remarks and documents that people add to an alert or an item, and how they come back."""

import datetime as dt
from dataclasses import dataclass, replace

from haechi.app import alerting
from haechi.app.desk import Desk
from haechi.app.report import Row
from haechi.errors import InputError, UnknownName
from haechi.model.enclosure import About, Enclosure, Remark, cleaned
from haechi.sentence import said
from haechi.store import enclosures

LARGEST = 10 * 2**20  # bytes of a document


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as somebody hands it in."""

    file: str
    content: bytes
    source: str
    note: str | None = None


def enclose(desk: Desk, about: About, name: str, document: Document, *, who: str, at: dt.datetime) -> Enclosure:
    """Keep a document and add it to an alert or an item.

    Raises
    ------
    UnknownName
        If there is no such alert or item.
    InputError
        If it is empty, too large, or has no source; nothing of it is kept.
    """
    file = cleaned(document.file)
    if len(document.content) > LARGEST:
        raise InputError(
            said(
                "document {file} has more than {most} MB; hand in a part of it, or a link",
                file=repr(file),
                most=LARGEST // 2**20,
            )
        )
    entered = Enclosure(
        id=0,
        about=about,
        name=_named(desk, about, name),
        digest="",
        size=len(document.content),
        file=file,
        source=document.source,
        who=who,
        at=at,
        note=document.note,
    )
    return _kept(desk, entered, document.content)


def remark(desk: Desk, about: About, name: str, text: str, *, who: str, at: dt.datetime) -> None:
    """Say something on an alert or an item that decides nothing; raise `InputError` where nothing is said."""
    said = Remark(id=0, about=about, name=_named(desk, about, name), text=text, who=who, at=at)
    with desk.register() as register, register.writing() as connection:
        enclosures.remark(connection, said)


def remarks(desk: Desk, about: About, name: str) -> tuple[Remark, ...]:
    """What was said up to the day, the oldest first."""
    if desk.workspace is None:
        return ()
    with desk.register() as register, register.reading() as connection:
        return tuple(row for row in enclosures.remarks(connection, about, name) if row.at <= desk.end_of_day)


def documents(desk: Desk, about: About, name: str) -> tuple[Row, ...]:
    """Documents added up to the day, the oldest first."""
    if desk.workspace is None:
        return ()
    with desk.register() as register, register.reading() as connection:
        held = [row for row in enclosures.documents(connection, about, name) if row.at <= desk.end_of_day]
    return tuple(
        {
            "document": row.id,
            "file": row.file,
            "kind": row.kind,
            "size_kb": row.size / 1024,
            "source": row.source,
            "note": row.note,
            "who": row.who,
            "at": row.at.isoformat(timespec="seconds"),
            "digest": row.digest,
        }
        for row in held
    )


def content(desk: Desk, number: int) -> tuple[Enclosure, bytes]:
    """A document with its bytes.

    Raises
    ------
    UnknownName
        If there is none of the number.
    WorkspaceError
        If its bytes are gone or changed.
    """
    with desk.register() as register, register.reading() as connection:
        found = enclosures.one(connection, number)
    if found is None:
        raise UnknownName(f"there is no document {number}; open the alert or the item that it was added to")
    return found, enclosures.content(desk.place.enclosures, found.digest)


def _kept(desk: Desk, entered: Enclosure, given: bytes) -> Enclosure:
    digest = enclosures.keep(desk.place.enclosures, given)
    with desk.register() as register, register.writing() as connection:
        return enclosures.add(connection, replace(entered, digest=digest))


def _named(desk: Desk, about: About, name: str) -> str:
    """The id of an alert or an item that there is."""
    if about is About.ITEM:
        return desk.facts.item(name).id
    return alerting.one(desk, name).id
