"""Alerts: the inbox with decisions on many at once, and the life of one with what is done about it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import HTMLResponse, Response

from haechi.app import alert_page, alerting, inbox, labelling, triage
from haechi.app.alerting import Decision
from haechi.app.desk import Desk
from haechi.app.inbox import Wanted
from haechi.app.triage import Outcome
from haechi.errors import InputError, Overtaken, UnknownName
from haechi.model.alert import ClosingReason
from haechi.sentence import said
from haechi.web.deciding import STATES, Deed, done_numbers, reason_of, seen_acts
from haechi.web.frame import back, language, page
from haechi.web.request_values import At, Name, Now
from haechi.web.visitor import Analyst, Anyone, Visitor

routes = APIRouter(include_in_schema=False)
Word = Annotated[str, Query(max_length=200)]


def wanted(
    state: Word = "live",
    item: Word = "",
    exporter: Word = "",
    importer: Word = "",
    level: Word = "",
    label: Word = "",
    mine: Word = "",
    text: Word = "",
    page: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> Wanted:
    """Which alerts a request wants to see."""
    return Wanted(
        state=state or "live",
        item=item,
        exporter=exporter,
        importer=importer,
        level=level,
        label=label,
        is_mine=bool(mine),
        text=text,
        page=page,
    )


Chosen = Annotated[Wanted, Depends(wanted)]


@routes.get("/alerts")
def alerts(request: Request, at: At, who: Anyone, chosen: Chosen, done: Word = "") -> HTMLResponse:
    """Alerts by probability and consequence, as chosen; and what was just done."""
    acts = triage.last_done(at, done_numbers(done), who=who.name) if done else ()
    return _inbox(request, at, who.name, chosen, done=acts)


@routes.post("/alerts")
def decide(request: Request, at: At, who: Analyst, now: Now, chosen: Chosen, deed: Annotated[Deed, Form()]) -> Response:
    """Do the same about every alert that was marked; those on which somebody acted since are left and named."""
    seen = seen_acts(deed.alert)
    try:
        outcome = _done(at, deed, seen, who, now)
    except InputError as error:
        return _inbox(request, at, who.name, chosen, deed=deed, refused={"": error.sentence}, status=422)
    if outcome.refused:
        return _inbox(request, at, who.name, chosen, deed=deed, refused=outcome.refused, status=409)
    numbers = {"done": ",".join(map(str, outcome.done.values()))} if outcome.done else {}
    return back(request, "/alerts", **query(chosen), **numbers)


@routes.get("/alerts/{name:path}")
def alert(request: Request, at: At, who: Anyone, name: Name) -> HTMLResponse:
    """The life of an alert, what it stands on, and what can be done about it."""
    return _alert(request, at, who.name, name)


@routes.post("/alerts/{name:path}")
def decide_on(request: Request, at: At, who: Analyst, now: Now, name: Name, deed: Annotated[Deed, Form()]) -> Response:
    """Do something about an alert, unless somebody acted on it since the form was opened."""
    try:
        _do(at, name, deed, who, now)
    except UnknownName:
        raise
    except InputError as error:
        status = 409 if isinstance(error, Overtaken) else 422
        return _alert(request, at, who.name, name, deed=deed, fault=error.sentence, status=status)
    return back(request, f"/alerts/{quote(name)}")


def query(chosen: Wanted) -> dict[str, object]:
    """The query of a choice, without what is as usual."""
    usual = asdict(Wanted())
    given = {key: value for key, value in asdict(chosen).items() if value != usual[key]}
    return {"mine" if key == "is_mine" else key: 1 if value is True else value for key, value in given.items()}


def _done(at: Desk, deed: Deed, seen: Mapping[str, int], who: Visitor, now: dt.datetime) -> Outcome:
    if not seen:
        raise InputError(said("no alert is marked; mark at least one, then choose what to do"))
    if deed.do in ("label", "unlabel"):
        labelling.mark(at, seen, deed.label, is_shared=deed.shared, is_on=deed.do == "label", who=who.name, at=now)
        return Outcome(done={}, refused={})
    if deed.do == "undo":
        return triage.undone(at, seen, who=who.name, at=now)
    return triage.together(at, _decision("", deed, who), seen, at=now)


def _do(at: Desk, name: str, deed: Deed, who: Visitor, now: dt.datetime) -> None:
    if deed.do == "undo":
        alerting.undone(at, name, who=who.name, at=now, seen=deed.seen)
    elif deed.do in ("label", "unlabel"):
        labelling.mark(at, [name], deed.label, is_shared=deed.shared, is_on=deed.do == "label", who=who.name, at=now)
    elif deed.do == "note":
        alert_page.note(at, name, deed.note, who=who.name, at=now)
    else:
        alerting.decided(at, _decision(name, deed, who), at=now, seen=deed.seen)


def _decision(name: str, deed: Deed, who: Visitor) -> Decision:
    if deed.do not in STATES:
        raise InputError(f"{deed.do!r} is nothing that can be done about an alert; use {', '.join(STATES)}")
    return Decision(
        alert=name,
        state=STATES[deed.do],
        who=who.name,
        reason=reason_of(deed),
        note=deed.note.strip() or None,
    )


def _inbox(request: Request, at: Desk, who: str, chosen: Wanted, *, status: int = 200, **told: object) -> HTMLResponse:
    held = inbox.inbox(at, chosen, who=who, language=language(request))
    values: dict[str, object] = {"deed": Deed(), "refused": {}, "done": ()} | told
    return page(
        request,
        at.as_of,
        "alerts.html",
        status=status,
        held=held,
        chosen=chosen,
        chosen_query=query(chosen),
        states=inbox.STATES,
        levels=inbox.LEVELS,
        reasons=tuple(ClosingReason),
        **values,
    )


def _alert(
    request: Request,
    at: Desk,
    who: str,
    name: str,
    *,
    deed: Deed | None = None,
    fault: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    told = alert_page.alert_page(at, name, who=who, language=language(request))
    return page(
        request,
        at.as_of,
        "alert.html",
        status=status,
        told=told,
        deed=deed or Deed(),
        fault=fault,
        reasons=tuple(ClosingReason),
    )
