"""Documents of the desk: which can be made, those that lie in the outbox, and what is in one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import cast

from haechi.app import alert_document, book, briefing, convening, inbox, jobs, runs, standing
from haechi.app.desk import Desk
from haechi.app.inbox import Wanted
from haechi.app.item_watch import Question, watch_item
from haechi.app.naming import Naming
from haechi.app.report import Report, Row
from haechi.app.run_document import Writing
from haechi.brief.messages import Messages
from haechi.errors import InputError, UnknownName
from haechi.model.entries import Kind
from haechi.model.job import JobState
from haechi.sentence import said

FORMS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}

_MOST_NAMED = 50  # alerts, and runs, that the form offers
_DIGITS = 9  # of the number of a job


class Paper(StrEnum):
    """A kind of document."""

    DEPENDENCE = "dependence"
    CARD = "card"
    ALERT = "alert"
    RUN = "run"
    STATUS = "status"
    AGENDA = "agenda"


NEEDED: Mapping[Paper, str] = {
    Paper.DEPENDENCE: "an economy",
    Paper.CARD: "an item",
    Paper.ALERT: "an alert",
    Paper.RUN: "the number of a run",
    Paper.AGENDA: "a body",
}
_CALLED: Mapping[Paper, str] = {Paper.ALERT: "document on an alert", Paper.RUN: "brief of a run"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A document that somebody wants; `about` is what `NEEDED` says, and nothing for a status sheet."""

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
        If there is no such economy, item, alert, run, body or language.
    NotCovered
        If a run is not done, or data that an alert stands on are not held any more.
    """
    if not wish.forms or set(wish.forms) - set(FORMS):
        raise InputError(
            said("a document is written as html, pdf or xlsx, not {forms}", forms=", ".join(wish.forms) or "nothing")
        )
    if "xlsx" in wish.forms and wish.paper in (Paper.CARD, Paper.ALERT):
        raise InputError(
            said("a {paper} is no spreadsheet; take html or pdf", paper=_CALLED.get(wish.paper, wish.paper))
        )
    if wish.paper is Paper.STATUS:
        return standing.write(desk, desk.place.outbox, forms=wish.forms, language=wish.language)
    if not wish.about.strip():
        raise InputError(
            said(
                "a {paper} is about {subject}; name it",
                paper=_CALLED.get(wish.paper, wish.paper),
                subject=NEEDED[wish.paper],
            )
        )
    return _about(desk, wish, wish.about.strip())


def _about(desk: Desk, wish: Wish, about: str) -> Report:
    folder, forms, language = desk.place.outbox, wish.forms, wish.language
    if wish.paper is Paper.AGENDA:
        return convening.write(desk, about, folder, forms=forms, language=language)
    if wish.paper is Paper.DEPENDENCE:
        return briefing.brief(desk, about, folder, forms=forms, language=language)
    if wish.paper is Paper.ALERT:
        return alert_document.write(desk, about, folder, forms=forms, language=language)
    if wish.paper is Paper.RUN:
        return runs.brief(desk, _number(about), Writing(folder=folder, forms=forms, language=language))
    found = watch_item(desk, Question(item=about, forms=forms, folder=folder, language=language))
    return replace(found, rows=cast("list[Row]", found.parameters["documents"]))


def _number(about: str) -> int:
    if not (about.isascii() and about.isdigit()) or len(about) > _DIGITS:
        raise InputError(
            said("{text} is no number of a run; take one of the list on the page /stress", text=repr(about))
        )
    return int(about)


def subjects(desk: Desk, language: str) -> list[tuple[str, str]]:
    """What documents can be about, with names: economies, key items, bodies, live alerts, runs that are done."""
    facts, naming = desk.facts, Naming(facts=desk.facts, language=language)
    ran = [row for row in jobs.every(desk, kind="stress").rows if row["state"] is JobState.DONE]
    live = inbox.inbox(desk, Wanted(), who="", language=language).rows
    say = Messages(language)
    return [
        *((row.iso3, naming.economy(row.iso3)) for row in facts.economies if len(row.iso3) == len("KOR")),
        *((item.id, naming.item(item.id)) for item in facts.items if item.is_key),
        *((entry, record.content.titled(language)) for entry, record in book.of_kind(desk, Kind.BODY).items()),
        *((str(row["alert"]), say.put(row["title"])) for row in live[:_MOST_NAMED]),
        *((str(row["job"]), f"{say.known(str(row['title']))}, {row['answers_for']}") for row in ran[:_MOST_NAMED]),
    ]


def held(desk: Desk) -> Report:
    """Documents in the outbox, the newest first."""
    paths = [path for path in _files(desk) if path.is_file()]
    rows = [
        {"document": path.name, "form": path.suffix.removeprefix("."), "kilobytes": path.stat().st_size / 1000}
        for path in sorted(paths, key=lambda path: (-path.stat().st_mtime, path.name))
    ]
    notes = () if rows else (said("Nothing lies in the outbox yet."),)
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
