"""Notices: those that were entered, a form for a new one that shows where it leads, and what has become of one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, Response

from haechi.app import cataloguing, noticing
from haechi.app.desk import Desk
from haechi.app.noticing import Entry
from haechi.app.report import Report
from haechi.errors import InputError
from haechi.model.notice import NoticeState
from haechi.web.frame import back, page
from haechi.web.request_values import At, Now
from haechi.web.visitor import Analyst, Anyone

routes = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Short = Annotated[str, Field(max_length=200)]
Long = Annotated[str, Field(max_length=10_000)]


class NoticeForm(BaseModel):
    """What is typed on a notice; codes and importers are lists with commas between."""

    items: Annotated[list[Short], Field(max_length=20)] = []
    codes: Annotated[str, Field(max_length=400)] = ""
    exporter: Short = ""
    importers: Annotated[str, Field(max_length=400)] = ""
    what: Long = ""
    announced: Short = ""
    effective: Short = ""
    state: Short = ""
    source: Long = ""
    note: Long = ""


@routes.get("/notices")
def notices(request: Request, at: At, ended: Annotated[str, Query(max_length=5)] = "") -> HTMLResponse:
    """Notices that have not ended, or all of them."""
    report = noticing.every(at, item=None, only_open=not ended)
    return page(request, at.as_of, "notices.html", report=report, ended=bool(ended))


@routes.get("/notices/new")
def new(
    request: Request,
    at: At,
    who: Anyone,
    now: Now,
    form: Annotated[NoticeForm, Query()],
    look: Annotated[str, Query(max_length=5)] = "",
) -> HTMLResponse:
    """The form for a notice; with `look`, where what is typed would lead."""
    if not look:
        return _form(request, at, form, {}, None)
    entry = _entry(form, who.name)
    sketch = replace(entry, exporter=entry.exporter or "WLD", what=entry.what or "-", source=entry.source or "-")
    faults = _faults(at, form, sketch, now)
    return _form(request, at, form, faults, None if faults else noticing.foreseen(at, sketch, at=now))


@routes.post("/notices")
def enter(request: Request, at: At, who: Analyst, now: Now, form: Annotated[NoticeForm, Form()]) -> Response:
    """Enter a notice and show where it leads; what is wrong is said beside its field."""
    entry = _entry(form, who.name)
    if faults := _faults(at, form, entry, now):
        return _form(request, at, form, faults, None, status=422)
    added = noticing.add(at, entry, at=now)
    return back(request, f"/notices/{added.parameters['number']}")


@routes.get("/notices/{number}")
def notice(request: Request, at: At, number: Number) -> HTMLResponse:
    """A notice with its versions and where it leads."""
    return _notice(request, at, number, NoticeForm(), None)


@routes.post("/notices/{number}")
def change(
    request: Request, at: At, who: Analyst, now: Now, number: Number, form: Annotated[NoticeForm, Form()]
) -> Response:
    """Enter what has become of a notice; what is left empty stays as it was."""
    try:
        if form.state and form.state not in set(NoticeState):
            raise InputError(_no_state(form.state))
        noticing.change(at, number, _entry(form, who.name), at=now)
    except InputError as error:
        return _notice(request, at, number, form, error.sentence, status=422)
    return back(request, f"/notices/{number}")


def _entry(form: NoticeForm, who: str) -> Entry:
    """What was typed as an entry; blanks are not given."""
    return Entry(
        items=tuple(name.strip() for name in form.items if name.strip()),
        codes=_listed(form.codes),
        exporter=form.exporter.strip() or None,
        importers=_listed(form.importers),
        what=form.what.strip() or None,
        announced=form.announced.strip() or None,
        effective=form.effective.strip() or None,
        state=NoticeState(form.state) if form.state in set(NoticeState) else None,
        source=form.source.strip(),
        note=form.note.strip() or None,
        who=who,
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _faults(at: Desk, form: NoticeForm, entry: Entry, now: dt.datetime) -> Mapping[str, str]:
    faults = dict(noticing.faults(at, entry, at=now))
    if form.state and form.state not in set(NoticeState):
        faults["state"] = _no_state(form.state)
    return faults


def _no_state(text: str) -> str:
    return f"{text!r} is no state of a notice; use one of {', '.join(NoticeState)}"


def _form(
    request: Request,
    at: Desk,
    form: NoticeForm,
    faults: Mapping[str, str],
    foreseen: Report | None,
    *,
    status: int = 200,
) -> HTMLResponse:
    return page(
        request,
        at.as_of,
        "notice_new.html",
        status=status,
        form=form,
        faults=faults,
        foreseen=foreseen,
        items=cataloguing.items(at, stage=None, only_key=False).rows,
        economies=at.facts.economies,
        states=tuple(NoticeState),
    )


def _notice(
    request: Request, at: Desk, number: int, form: NoticeForm, fault: str | None, *, status: int = 200
) -> HTMLResponse:
    return page(
        request,
        at.as_of,
        "notice.html",
        status=status,
        title=f"Notice {number}",
        report=noticing.show(at, number),
        form=form,
        fault=fault,
        states=tuple(NoticeState),
    )
