"""One's own account at the desk of an office: password, sessions, tokens."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from haechi.app import accounts, sessions, tokens
from haechi.app.desk import Desk
from haechi.errors import HaechiError, InputError
from haechi.model.account import Scope
from haechi.sentence import said
from haechi.web import problems
from haechi.web.frame import back, page
from haechi.web.request_values import At
from haechi.web.rooms.signing_in import tried_by, with_session
from haechi.web.visitor import Anyone, Visitor

routes = APIRouter(include_in_schema=False)
Password = Annotated[str, Form(max_length=1000)]


@routes.get("/account")
def account(request: Request, at: At, visitor: Anyone) -> Response:
    """One's own account."""
    return _shown(request, at, visitor)


@routes.post("/account/password")
def password(
    request: Request,
    at: At,
    visitor: Anyone,
    password: Password = "",
    new_password: Password = "",
    new_password_again: Password = "",
) -> Response:
    """Take another password, which ends every session, and go on in a new one."""
    now = request.app.state.now()
    tried = tried_by(request, visitor.name, password)
    try:
        if new_password != new_password_again:
            raise InputError(said("the new password was not written the same way twice; write it again"))
        sessions.prove(at, tried, at=now)
        accounts.change_password(at, visitor.name, new_password, who=visitor.name, at=now)
        key = sessions.sign_in(at, replace(tried, password=new_password), at=now)
    except HaechiError as error:
        return _shown(request, at, visitor, error)
    return with_session(request, back(request, "/account"), key)


@routes.post("/account/sessions/{number}/end")
def end(request: Request, at: At, visitor: Anyone, number: int) -> RedirectResponse:
    """End one of one's own sessions."""
    sessions.end(at, visitor.name, number, at=request.app.state.now())
    return back(request, "/account")


@routes.post("/account/tokens")
def add_token(
    request: Request,
    at: At,
    visitor: Anyone,
    name: Annotated[str, Form(max_length=200)] = "",
    days: Annotated[int, Form()] = 90,
    scopes: Annotated[list[Scope] | None, Form()] = None,
) -> Response:
    """Make a token and show it, this once."""
    wanted = tokens.Wanted(account=visitor.name, name=name, scopes=scopes or [], days=days)
    try:
        report = tokens.add(at, wanted, who=visitor.name, at=request.app.state.now())
    except HaechiError as error:
        return _shown(request, at, visitor, error)
    answer = _shown(request, at, visitor, token=str(report.rows[0]["token"]))
    answer.headers["cache-control"] = "no-store"
    return answer


@routes.post("/account/tokens/{number}/close")
def close_token(request: Request, at: At, visitor: Anyone, number: int) -> RedirectResponse:
    """Take back one of one's own tokens."""
    tokens.close(at, number, who=visitor.name, at=request.app.state.now(), account=visitor.name)
    return back(request, "/account")


def _shown(
    request: Request, at: Desk, visitor: Visitor, error: HaechiError | None = None, *, token: str | None = None
) -> Response:
    """The page, with what went wrong or with the token that was made."""
    return page(
        request,
        at.as_of,
        "account.html",
        status=problems.status(error) if error else 200,
        sentence=error.sentence if error else None,
        token=token,
        most_days=tokens.MOST_DAYS,
        scopes=[scope for scope in Scope if visitor.role.covers(scope.role)],
        sessions=sessions.every(at, visitor.name, at=request.app.state.now()),
        tokens=tokens.every(at, visitor.name),
    )
