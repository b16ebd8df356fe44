"""Errors in one sentence: a page for people, problem details (RFC 9457) for programs."""

import json
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from haechi.errors import FactError, HaechiError, InputError, NotCovered, Overtaken, UnknownName, WorkspaceError
from haechi.web.frame import page
from haechi.web.visitor import Forbidden

# The class of an error -> status and title, the most special first.
KINDS: tuple[tuple[type[HaechiError], int, str], ...] = (
    (UnknownName, 404, "Not in the tables"),
    (NotCovered, 404, "Not covered by the data held"),
    (Overtaken, 409, "Somebody was faster"),
    (InputError, 422, "Something given is wrong"),
    (Forbidden, 403, "Not allowed"),
    (WorkspaceError, 503, "The workspace cannot be used"),
    (FactError, 500, "A bundled fact breaks a rule"),
)


def problem(request: Request, status: int, title: str, detail: str) -> Response:
    """A problem: a page under the rooms, `application/problem+json` under /api."""
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    if not path.startswith("/api/"):
        as_of = request.app.state.desks(None).as_of
        return page(request, as_of, "error.html", status=status, title=title, sentence=detail)
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(json.dumps(content, ensure_ascii=False), status_code=status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer every error of a route with a problem."""

    @app.exception_handler(HaechiError)
    def of_haechi(request: Request, error: HaechiError) -> Response:
        status, title = next(((code, text) for kind, code, text in KINDS if isinstance(error, kind)), (500, "Error"))
        return problem(request, status, title, str(error))

    @app.exception_handler(RequestValidationError)
    def of_request(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = " ".join(str(part) for part in first["loc"])
        return problem(request, 422, "Something given is wrong", f"{where}: {first['msg']}")

    @app.exception_handler(HTTPException)
    def of_http(request: Request, error: HTTPException) -> Response:
        status = error.status_code
        sentence = f"{request.method} {request.url.path}: {HTTPStatus(status).phrase.lower()}"
        return problem(request, status, "No such page or method", sentence)
