"""Who visits the desk, and what they may do there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Request

from haechi.errors import HaechiError


class Role(StrEnum):
    """What somebody may do: read; also enter and decide; also keep the accounts."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Whether it allows what another role allows.

        >>> Role.ADMIN.covers(Role.ANALYST), Role.VIEWER.covers(Role.ANALYST)
        (True, False)
        """
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody at the desk, by the name under which what they do is recorded."""

    name: str
    role: Role


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
