"""Accounts of an office, for its admins."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from haechi.app import accounts
from haechi.app.desk import Desk
from haechi.app.report import Report
from haechi.errors import HaechiError
from haechi.model.account import Role
from haechi.web import problems
from haechi.web.frame import back, page
from haechi.web.request_values import At, Name
from haechi.web.visitor import Admin

routes = APIRouter(include_in_schema=False)
Password = Annotated[str, Form(max_length=1000)]


@routes.get("/accounts")
def every(request: Request, at: At, _: Admin) -> Response:
    """Every account, and a form for another one."""
    return _shown(request, at)


@routes.post("/accounts")
def add(
    request: Request,
    at: At,
    visitor: Admin,
    name: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[Role, Form()] = Role.VIEWER,
    password: Password = "",
) -> Response:
    """Open an account."""
    now = request.app.state.now()
    return _done(request, at, lambda: accounts.add(at, name, role, password, who=visitor.name, at=now), name, role)


@routes.post("/accounts/{name}/role")
def change_role(request: Request, at: At, visitor: Admin, name: Name, role: Annotated[Role, Form()]) -> Response:
    """Give an account another role."""
    now = request.app.state.now()
    return _done(request, at, lambda: accounts.change_role(at, name, role, who=visitor.name, at=now))


@routes.post("/accounts/{name}/password")
def change_password(request: Request, at: At, visitor: Admin, name: Name, password: Password = "") -> Response:
    """Give an account another password."""
    now = request.app.state.now()
    return _done(request, at, lambda: accounts.change_password(at, name, password, who=visitor.name, at=now))


@routes.post("/accounts/{name}/close")
def close(request: Request, at: At, visitor: Admin, name: Name) -> Response:
    """Close an account."""
    now = request.app.state.now()
    return _done(request, at, lambda: accounts.close(at, name, who=visitor.name, at=now))


def _done(request: Request, at: Desk, deed: Callable[[], Report], name: str = "", role: Role = Role.VIEWER) -> Response:
    """Do something with accounts and show them; where it is refused, say why and keep what was written."""
    try:
        deed()
    except HaechiError as error:
        return _shown(request, at, error, name, role)
    return back(request, "/accounts")


def _shown(
    request: Request, at: Desk, error: HaechiError | None = None, name: str = "", role: Role = Role.VIEWER
) -> Response:
    return page(
        request,
        at.as_of,
        "accounts.html",
        status=problems.status(error) if error else 200,
        sentence=error.sentence if error else None,
        accounts=accounts.every(at),
        name=name,
        role=role,
        roles=list(Role),
    )
