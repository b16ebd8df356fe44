"""What programs read and enter in the register of the alliance; each route answers what the command prints."""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from haechi.app import book, convening, registering
from haechi.app.desk import Desk
from haechi.app.registering import Given
from haechi.app.report import Report
from haechi.errors import InputError
from haechi.web.api import ANSWERS, Payload, Rows, answer
from haechi.web.request_values import At, Name, Now
from haechi.web.sent import Body, Long, Short, entered
from haechi.web.visitor import Analyst

routes = APIRouter(prefix="/api/v1", responses=ANSWERS)


class Deed(StrEnum):
    """What a program does to an entry that is there."""

    CHANGE = "change"
    ACKNOWLEDGE = "acknowledge"
    WITHDRAW = "withdraw"


class SayingBody(Body):
    """Who says it, why and on what evidence.

    `side` is left out where both say it together; `seen` is how many changes of the entry the program had before it;
    `values` are fields of the entry as TOML files of `haechi register` have them.
    """

    side: Annotated[str, Field(pattern="^[A-Z]{3}$")] | None = None
    why: Long
    evidence: Annotated[list[Long], Field(max_length=100)] = Field(default_factory=list)
    seen: Annotated[int, Field(ge=0, le=2**31)] | None = None
    values: dict[str, Any] = Field(default_factory=dict)

    def given(self, who: str, at: dt.datetime) -> Given:
        """What it gives to a call of the register."""
        return Given(
            side=self.side,
            why=self.why,
            evidence=tuple(self.evidence),
            who=who,
            at=at,
            seen=self.seen,
        )


class EntryBody(SayingBody):
    """A new entry: its kind and its id."""

    kind: Short
    entry: Short


@routes.get("/agenda/{body}", response_model=Payload, summary="haechi agenda", tags=["agenda"])
def agenda(request: Request, at: At, rows: Rows, body: Name, language: str = "en") -> Response:
    """What the next meeting of a body should speak of."""
    return answer(request, convening.listed(at, body, language=language), rows)


@routes.post("/register", response_model=Payload, summary="haechi register add", tags=["register"])
def enter(at: At, who: Analyst, now: Now, body: EntryBody) -> Response:
    """Enter an entry, as one side has it or as both do."""
    return entered(
        registering.enter(at, book.kind_named(body.kind), body.entry, body.values, body.given(who.name, now))
    )


@routes.post(
    "/register/{entry}/{deed}",
    response_model=Payload,
    summary="haechi register change, acknowledge or withdraw",
    tags=["register"],
    responses={409: {"description": "The entry was changed since `seen`; nothing was entered."}},
)
def act(at: At, who: Analyst, now: Now, entry: Name, deed: Deed, body: SayingBody) -> Response:
    """Change what a side says of an entry, take over what the other says, or withdraw it."""
    if deed is Deed.CHANGE:
        return entered(registering.change(at, entry, body.values, body.given(who.name, now)))
    if body.values:
        raise InputError(f"to {deed} an entry takes no values; leave them out")
    return entered(_DEEDS[deed](at, entry, body.given(who.name, now)))


_DEEDS: dict[Deed, Callable[[Desk, str, Given], Report]] = {
    Deed.ACKNOWLEDGE: registering.acknowledge,
    Deed.WITHDRAW: registering.withdraw,
}
