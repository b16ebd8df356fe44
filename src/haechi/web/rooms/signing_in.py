"""Signing in and out at the desk of an office."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from haechi.app import sessions
from haechi.app.sessions import Try
from haechi.errors import AccessRefused
from haechi.web import problems
from haechi.web.frame import back, own, page
from haechi.web.office import COOKIE
from haechi.web.prefix import inside
from haechi.web.request_values import At
from haechi.web.trail import address

routes = APIRouter(include_in_schema=False)
Then = Annotated[str, Query(max_length=8000)]


@routes.get("/login")
def form(request: Request, at: At, then: Then = "/", lost: Annotated[bool, Query()] = False) -> Response:
    """The form to sign in, and where to go then."""
    return page(request, at.as_of, "login.html", then=own(then), is_lost=lost, name="", sentence=None)


@routes.post("/login")
def sign_in(
    request: Request,
    at: At,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    then: Annotated[str, Form(max_length=8000)] = "/",
) -> Response:
    """Open a session and go where one wanted to go."""
    try:
        key = sessions.sign_in(at, tried_by(request, name, password), at=request.app.state.now())
    except AccessRefused as error:
        told = {"then": own(then), "is_lost": False, "name": name, "sentence": error.sentence}
        answer = page(request, at.as_of, "login.html", status=problems.status(error), **told)
        answer.headers.update(problems.heads(error))
        return answer
    return with_session(request, back(request, own(then)), key)


@routes.post("/logout")
def sign_out(request: Request, at: At) -> RedirectResponse:
    """End the session."""
    sessions.sign_out(at, request.cookies.get(COOKIE, ""), at=request.app.state.now())
    answer = back(request, "/login")
    answer.delete_cookie(COOKIE, path=_path(request))
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def tried_by(request: Request, name: str, password: str) -> Try:
    """A name and a password that a request brings."""
    browser = request.headers.get("user-agent", "")
    return Try(name=name, password=password, address=address(request), browser=browser, path=inside(request.scope))


def with_session(request: Request, answer: RedirectResponse, key: str) -> RedirectResponse:
    """An answer that gives a browser the key of its session."""
    is_encrypted = request.url.scheme == "https"
    answer.set_cookie(COOKIE, key, path=_path(request), httponly=True, samesite="strict", secure=is_encrypted)
    return answer


def _path(request: Request) -> str:
    return request.scope.get("root_path") or "/"
