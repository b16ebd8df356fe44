"""Who visits the desk, and what they may do there."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from haechi.errors import HaechiError
from haechi.model.account import Role as Role


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


def analyst(request: Request) -> Visitor:
    """Who sends a request that enters or decides something.

    Raises
    ------
    Forbidden
        If they may only read.
    """
    return _with(Role.ANALYST, visitor(request))


def admin(request: Request) -> Visitor:
    """Who sends a request that touches accounts; raise `Forbidden` for others."""
    return _with(Role.ADMIN, visitor(request))


def _with(needed: Role, found: Visitor) -> Visitor:
    if not found.role.covers(needed):
        raise Forbidden(f"{found.name} is a {found.role} here and this takes a {needed}; ask an admin of this desk")
    return found


Anyone = Annotated[Visitor, Depends(visitor)]
Analyst = Annotated[Visitor, Depends(analyst)]
Admin = Annotated[Visitor, Depends(admin)]
