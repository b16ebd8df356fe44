"""Errors in one sentence: a page for people, problem details (RFC 9457) for programs."""

import datetime as dt
import json
from http import HTTPStatus
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from haechi.errors import (
    AccessRefused,
    FactError,
    HaechiError,
    InputError,
    NotCovered,
    Overtaken,
    TriedTooOften,
    UnknownName,
    WorkspaceError,
)
from haechi.sentence import said
from haechi.web.frame import language, messages, page
from haechi.web.prefix import inside, is_api
from haechi.web.visitor import Forbidden

# The class of an error -> status and title, the most special first.
KINDS: tuple[tuple[type[HaechiError], int, str], ...] = (
    (UnknownName, 404, said("Not in the tables")),
    (NotCovered, 404, said("Not covered by the data held")),
    (Overtaken, 409, said("Somebody was faster")),
    (InputError, 422, said("Something given is wrong")),
    (Forbidden, 403, said("Not allowed")),
    (TriedTooOften, 429, said("Tried too often")),
    (AccessRefused, 401, said("Not signed in")),
    (WorkspaceError, 503, said("The workspace cannot be used")),
    (FactError, 500, said("A bundled fact breaks a rule")),
)
TITLES = {
    400: said("Cannot be read"),
    404: said("No such page or method"),
    405: said("No such page or method"),
    413: said("Too large"),
    422: said("Something given is wrong"),
}
SENTENCES = {
    400: said("the body of the request cannot be read; send it as its content type says, JSON as UTF-8"),
    413: said("what was sent is larger than is taken here; nothing of it was kept; send less at a time"),
}


def problem(request: Request, status: int, title: str, detail: str) -> Response:
    """A problem: a page under the rooms, `application/problem+json` under /api."""
    if not is_api(inside(request.scope)):
        return page(
            request,
            _day(request),
            "error.html",
            status=status,
            title=messages(language(request)).put(title),
            sentence=detail,
        )
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(json.dumps(content, ensure_ascii=False), status_code=status, media_type="application/problem+json")


def _day(request: Request) -> dt.date:
    """The day of the desk, or today where there is no desk."""
    try:
        day: dt.date = request.app.state.desks(None).as_of
    except HaechiError:
        day = request.app.state.now().date()
    return day


def of(request: Request, error: HaechiError) -> Response:
    """The problem that an error is."""
    code, title = _kind(error)
    answer = problem(request, code, title, error.sentence)
    answer.headers.update(heads(error))
    return answer


def status(error: HaechiError) -> int:
    """The status of an error."""
    return _kind(error)[0]


def of_form(error: HaechiError) -> int:
    """The status of a form that comes back with its error: 422, unless somebody was faster or the workspace fails."""
    return status(error) if isinstance(error, (Overtaken, WorkspaceError)) else 422


def heads(error: HaechiError) -> dict[str, str]:
    """Heads that belong to an error."""
    return {"retry-after": str(error.seconds)} if isinstance(error, TriedTooOften) else {}


def install(app: FastAPI) -> None:
    """Answer every error of a route with a problem."""

    @app.exception_handler(HaechiError)
    def of_haechi(request: Request, error: HaechiError) -> Response:
        return of(request, error)

    @app.exception_handler(OSError)
    def of_machine(request: Request, error: OSError) -> Response:
        where = f"{Path(error.filename).name} cannot be written" if error.filename else "a file cannot be used"
        sentence = f"{where} ({error.strerror}); nothing of it was kept: look at the space on the disk and the rights"
        return problem(request, 507, said("The machine refuses"), sentence)

    @app.exception_handler(RequestValidationError)
    def of_request(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = " ".join(str(part) for part in first["loc"])
        return problem(request, 422, said("Something given is wrong"), f"{where}: {first['msg']}")

    @app.exception_handler(HTTPException)
    def of_http(request: Request, error: HTTPException) -> Response:
        status, phrase = error.status_code, HTTPStatus(error.status_code).phrase
        sentence = error.detail if error.detail != phrase else f"{request.method} {request.url.path}: {phrase.lower()}"
        answer = problem(request, status, TITLES.get(status, phrase), SENTENCES.get(status, sentence))
        answer.headers.update(error.headers or {})
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            answer.headers["allow"] = ", ".join(_methods(app, request))
        return answer


def _kind(error: HaechiError) -> tuple[int, str]:
    return next(((code, title) for kind, code, title in KINDS if isinstance(error, kind)), (500, said("Error")))


def _methods(app: FastAPI, request: Request) -> list[str]:
    """Methods that a path takes, whichever of its routes takes them."""
    found = (route for route in app.routes if route.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in found for method in getattr(route, "methods", None) or ()})
