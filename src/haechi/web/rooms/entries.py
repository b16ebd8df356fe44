"""Entries of the register: the life of one, and the forms by which a side enters, changes, takes over or withdraws."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi import Path as Segment
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse

from haechi.alliance.record import Record
from haechi.app import book, drafting, registering
from haechi.app.entry_form import form as fields_of
from haechi.app.entry_form import values
from haechi.app.registering import Given
from haechi.errors import HaechiError, InputError
from haechi.model.entries import CONTENTS, Kind
from haechi.web.deciding import is_number
from haechi.web.frame import Typed, back, language, page
from haechi.web.problems import of_form
from haechi.web.request_values import At, Name, Now
from haechi.web.visitor import Analyst

routes = APIRouter(include_in_schema=False)
SIDES = ("KOR", "NLD")
NOTHING: Mapping[str, str] = MappingProxyType({})
_FIELD = "field "  # before the names of fields
Word = Annotated[str, Segment(max_length=40)]


@routes.get("/register/new/{kind}")
def blank(request: Request, at: At, kind: Word) -> HTMLResponse:
    """The form for a new entry of a kind."""
    return _blank(request, at, book.kind_named(kind), None, None)


@routes.post("/register/new/{kind}", response_model=None)
def enter(
    request: Request, at: At, who: Analyst, now: Now, typed: Typed, kind: Word
) -> HTMLResponse | RedirectResponse:
    """Enter an entry, as one side has it or as both do."""
    chosen, given = book.kind_named(kind), _given(typed, who.name, now)
    try:
        said = {name: value for name, value in _values(chosen, typed).items() if value not in (None, [])}
        entry = _text(typed, "entry") or drafting.id_after(at, chosen, str(said.get("title", "")))
        if faults := drafting.faults(at, chosen, entry, said, given):
            return _blank(request, at, chosen, None, typed, faults)
        registering.enter(at, chosen, entry, said, given)
    except HaechiError as error:
        return _blank(request, at, chosen, error, typed)
    return back(request, f"/register/{entry}")


@routes.get("/register/{entry}")
def entry(request: Request, at: At, entry: Name) -> HTMLResponse:
    """What each side says of an entry, its history, and the forms to act on it."""
    return _entry(request, at, entry, None, None)


@routes.post("/register/{entry}", response_model=None)
def act(request: Request, at: At, who: Analyst, now: Now, typed: Typed, entry: Name) -> HTMLResponse | RedirectResponse:
    """Change, acknowledge or withdraw what an entry says."""
    try:
        _act(at, entry, _text(typed, "deed"), typed, _given(typed, who.name, now))
    except HaechiError as error:
        return _entry(request, at, entry, error, typed)
    return back(request, f"/register/{entry}")


def _act(at: At, entry: str, deed: str, typed: FormData, given: Given) -> None:
    if deed == "acknowledge":
        registering.acknowledge(at, entry, given)
    elif deed == "withdraw":
        registering.withdraw(at, entry, given)
    elif deed == "change":
        kind = book.find(book.book(at), entry).kind
        registering.change(at, entry, _values(kind, typed), given)
    else:
        raise InputError(f"{deed!r} is nothing that can be done to an entry; change, acknowledge or withdraw it")


def _values(kind: Kind, typed: FormData) -> dict[str, Any]:
    return values(kind, {name.removeprefix(_FIELD): text for name, text in _texts(typed) if name.startswith(_FIELD)})


def _given(typed: FormData, who: str, at: dt.datetime) -> Given:
    seen = _text(typed, "seen")
    return Given(
        side=_text(typed, "side") or None,
        why=_text(typed, "why"),
        evidence=tuple(line.strip() for line in _text(typed, "evidence").splitlines() if line.strip()),
        who=who,
        at=at,
        seen=int(seen) if is_number(seen) else None,
    )


def _texts(typed: FormData) -> list[tuple[str, str]]:
    return [(name, value) for name, value in typed.multi_items() if isinstance(value, str)]


def _text(typed: FormData | None, name: str) -> str:
    value = typed.get(name) if typed else None
    return value.strip() if isinstance(value, str) else ""


def _blank(
    request: Request,
    at: At,
    kind: Kind,
    error: HaechiError | None,
    typed: FormData | None,
    faults: Mapping[str, str] = NOTHING,
) -> HTMLResponse:
    return page(
        request,
        at.as_of,
        "new_entry.html",
        status=of_form(error) if error else 422 if faults else 200,
        faults=faults,
        kind=kind.value,
        kinds=[one.value for one in CONTENTS],
        **_filled(at, kind, None, error, typed),
    )


def _entry(request: Request, at: At, entry: str, error: HaechiError | None, typed: FormData | None) -> HTMLResponse:
    report = registering.show(at, entry)
    record = book.find(book.book(at), entry)
    return page(
        request,
        at.as_of,
        "entry.html",
        status=of_form(error) if error else 200,
        title=record.content.titled(language(request)),
        faults=NOTHING,
        report=report,
        seen=len(record.changes),
        waiting=[side for side, version in record.versions.items() if version is None or not record.is_agreed],
        **_filled(at, record.kind, record, error, typed),
    )


def _filled(
    at: At, kind: Kind, record: Record | None, error: HaechiError | None, typed: FormData | None
) -> dict[str, Any]:
    """What the form shows: what stands there, and over it what was typed."""
    kept = dict(_texts(typed)) if typed else {}
    shown = [
        {"field": field, "text": kept.get(f"{_FIELD}{field.name}", field.text)}
        for field in fields_of(kind, record.content if record else None)
    ]
    words = {name: kept.get(name, "") for name in ("side", "why", "evidence", "entry", "deed")}
    sides = record.sides if record else SIDES
    return {
        "fields": shown,
        "entries": _entries_to_choose(at, kind),
        "typed": words,
        "error": error.sentence if error else None,
        "sides": sides,
    }


def _entries_to_choose(at: At, kind: Kind) -> dict[str, dict[str, str]]:
    """Titles by id of the entries that a field of a kind can name, by the field."""
    named = [one for one in Kind if one.value in registering.fields_of(kind)]
    return {
        one.value: {entry: record.content.title for entry, record in book.of_kind(at, one).items()} for one in named
    }
