"""What programs enter and decide through the API: each route answers what the command prints with `--json`."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from pydantic import Field
from starlette.responses import Response

from haechi.app import alerting, entering, noticing
from haechi.app.alerting import Decision
from haechi.model.alert import ClosingReason
from haechi.model.notice import NoticeState
from haechi.web.api import ANSWERS, Payload, Rows, answer
from haechi.web.deciding import STATES
from haechi.web.request_values import At, Name, Now
from haechi.web.sent import Body, Long, Short, entered
from haechi.web.visitor import Analyst

routes = APIRouter(prefix="/api/v1", responses=ANSWERS)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class DecisionBody(Body):
    """What is done about an alert; `seen` is the id of the last act that it is decided on."""

    do: Literal["take", "look", "escalate", "close", "reopen", "undo"]
    reason: ClosingReason | None = None
    note: Long | None = None
    seen: Annotated[int, Field(ge=0)] | None = None


class NoticeBody(Body):
    """A notice, or what changes of one; what is not given is not known, or stays as it was."""

    items: Annotated[list[Short], Field(max_length=100)] = Field(default_factory=list)
    codes: Annotated[list[Short], Field(max_length=100)] = Field(default_factory=list)
    exporter: Short | None = None
    importers: Annotated[list[Short], Field(max_length=300)] = Field(default_factory=list)
    what: Long | None = None
    announced: Short | None = None
    effective: Short | None = None
    state: NoticeState | None = None
    note: Long | None = None
    source: Long

    def entry(self, who: str) -> noticing.Entry:
        """The entry that it stands for."""
        return noticing.Entry(**self.model_dump(), who=who)


class StatementBody(Body):
    """What is known of an item in an economy; numbers are a figure or a band, such as `60..90`."""

    economy: Short
    stock_days: Short | None = None
    grade: Long | None = None
    qualified: Short | None = None
    qualification_months: Short | None = None
    transit_days: Short | None = None
    open_licence_days: Short | None = None
    order_days: Short | None = None
    licence_days: Short | None = None
    spare_capacity: Short | None = None
    alternate: Short | None = None
    source: Long
    note: Long | None = None


@routes.get("/alerts/{name:path}", response_model=Payload, summary="haechi alert show", tags=["alert"])
def alert(request: Request, at: At, rows: Rows, name: Name) -> Response:
    """The life of an alert."""
    return answer(request, alerting.show(at, name), rows)


@routes.post(
    "/alerts/{name:path}",
    response_model=Payload,
    summary="haechi alert take, look, escalate, close, reopen or undo",
    tags=["alert"],
    responses={409: {"description": "Somebody acted since `seen`; nothing was entered."}},
)
def decide(at: At, who: Analyst, now: Now, name: Name, body: DecisionBody) -> Response:
    """Do something about an alert."""
    if body.do == "undo":
        return entered(alerting.undone(at, name, who=who.name, at=now, seen=body.seen))
    decision = Decision(alert=name, state=STATES[body.do], who=who.name, reason=body.reason, note=body.note)
    return entered(alerting.decided(at, decision, at=now, seen=body.seen))


@routes.post("/notices", response_model=Payload, summary="haechi notice add", tags=["notice"])
def add(at: At, who: Analyst, now: Now, body: NoticeBody) -> Response:
    """Enter a notice."""
    return entered(noticing.add(at, body.entry(who.name), at=now))


@routes.get("/notices/{number}", response_model=Payload, summary="haechi notice show", tags=["notice"])
def notice(request: Request, at: At, rows: Rows, number: Number) -> Response:
    """A notice with its versions and where it leads."""
    return answer(request, noticing.show(at, number), rows)


@routes.post("/notices/{number}", response_model=Payload, summary="haechi notice change", tags=["notice"])
def change(at: At, who: Analyst, now: Now, number: Number, body: NoticeBody) -> Response:
    """Enter what has become of a notice."""
    return entered(noticing.change(at, number, body.entry(who.name), at=now))


@routes.post("/items/{name}/statements", response_model=Payload, summary="haechi set", tags=["set"])
def state(at: At, who: Analyst, now: Now, name: Name, body: StatementBody) -> Response:
    """Enter what is known of an item in an economy."""
    entry = entering.Entry(item=name, who=who.name, **body.model_dump())
    return entered(entering.enter(at, entry, at=now))
