"""Documents of the desk: which can be made, those that lie in the outbox, and what is in one."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from haechi.app import briefing, convening, standing
from haechi.app.desk import Desk
from haechi.app.item_watch import Question, watch_item
from haechi.app.report import Report
from haechi.errors import InputError, UnknownName

FORMS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}


class Paper(StrEnum):
    """A kind of document."""

    DEPENDENCE = "dependence"
    CARD = "card"
    STATUS = "status"
    AGENDA = "agenda"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A document that somebody wants; `about` is its economy, item or body, and nothing for a status sheet."""

    paper: Paper
    about: str
    language: str
    forms: tuple[str, ...]


def make(desk: Desk, wish: Wish) -> Report:
    """Write a document into the outbox; rows name the files.

    Raises
    ------
    InputError
        If it is not said what it is about, or it has no such form.
    UnknownName
        If there is no such economy, item, body or language.
    """
    if not wish.forms or set(wish.forms) - set(FORMS):
        raise InputError(f"a document is written as html, pdf or xlsx, not {', '.join(wish.forms) or 'nothing'}")
    if "xlsx" in wish.forms and wish.paper is Paper.CARD:
        raise InputError("a card is no spreadsheet; take html or pdf")
    if wish.paper is Paper.STATUS:
        return standing.write(desk, desk.place.outbox, forms=wish.forms, language=wish.language)
    if not wish.about.strip():
        needed = {Paper.DEPENDENCE: "an economy", Paper.CARD: "an item", Paper.AGENDA: "a body"}[wish.paper]
        raise InputError(f"a {wish.paper} is about {needed}; name it")
    if wish.paper is Paper.AGENDA:
        return convening.write(desk, wish.about, desk.place.outbox, forms=wish.forms, language=wish.language)
    if wish.paper is Paper.DEPENDENCE:
        return briefing.brief(desk, wish.about, desk.place.outbox, forms=wish.forms, language=wish.language)
    question = Question(item=wish.about, forms=wish.forms, folder=desk.place.outbox, language=wish.language)
    return watch_item(desk, question)


def held(desk: Desk) -> Report:
    """Documents in the outbox, the newest first."""
    paths = [path for path in _files(desk) if path.is_file()]
    rows = [
        {"document": path.name, "form": path.suffix.removeprefix("."), "kilobytes": path.stat().st_size / 1000}
        for path in sorted(paths, key=lambda path: (-path.stat().st_mtime, path.name))
    ]
    notes = () if rows else ("Nothing lies in the outbox yet.",)
    return Report(command="outbox", as_of=desk.as_of, rows=rows, notes=notes)


def content(desk: Desk, name: str) -> tuple[bytes, str]:
    """What is in a document of the outbox, and its media type.

    Raises
    ------
    UnknownName
        If there is none of that name.
    """
    for path in _files(desk):
        if path.name == name:
            return path.read_bytes(), FORMS[path.suffix.removeprefix(".")]
    raise UnknownName(f"there is no document {name!r} in the outbox; make it anew")


def _files(desk: Desk) -> list[Path]:
    folder = desk.place.outbox
    if not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.suffix.removeprefix(".") in FORMS]
