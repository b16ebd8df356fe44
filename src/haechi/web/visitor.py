"""Who visits the desk, and what they may do there."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from haechi.errors import HaechiError, InputError
from haechi.model.account import Role as Role
from haechi.sentence import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody at the desk, by the name under which what they do is recorded.

    `via` is how they came in; `session` the number of their session in an office, None where they have none.
    """

    name: str
    role: Role
    via: str = "this machine"
    session: int | None = None


class Forbidden(HaechiError):
    """Somebody may not do what they ask for."""


def visitor(request: Request) -> Visitor:
    """Who sends a request."""
    found: Visitor = request.app.state.visitors(request)
    return found


def asker(request: Request) -> Visitor:
    """Who asks for something to be worked out or written, for whatever day; raise `Forbidden` where they only read."""
    return _with(Role.ANALYST, visitor(request))


def analyst(request: Request) -> Visitor:
    """Who sends a request that enters or decides something.

    Raises
    ------
    Forbidden
        If they may only read.
    InputError
        If the request is of another day than today: what is entered is entered now.
    """
    found = asker(request)
    day, today = request.query_params.get("as_of"), request.app.state.desks(None).today.isoformat()
    if day not in (None, today):
        raise InputError(
            said("as of {day} one reads; enter and decide on the page of today, without as_of", day=repr(day[:40]))
        )
    return found


def admin(request: Request) -> Visitor:
    """Who sends a request that touches accounts; raise `Forbidden` for others."""
    return _with(Role.ADMIN, visitor(request))


def _with(needed: Role, found: Visitor) -> Visitor:
    if not found.role.covers(needed):
        raise Forbidden(
            said(
                "{name} has the role {role} here and this takes {needed}; ask an admin of this desk",
                name=found.name,
                role=found.role,
                needed=needed,
            )
        )
    return found


Anyone = Annotated[Visitor, Depends(visitor)]
Asker = Annotated[Visitor, Depends(asker)]
Analyst = Annotated[Visitor, Depends(analyst)]
Admin = Annotated[Visitor, Depends(admin)]
