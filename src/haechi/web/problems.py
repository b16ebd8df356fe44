"""Errors as machines read them: problem details for HTTP APIs (RFC 9457), one sentence each."""

import json

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from haechi.errors import FactError, HaechiError, InputError, NotCovered, UnknownName, WorkspaceError

# The class of an error -> status and title, the most special first.
KINDS: tuple[tuple[type[HaechiError], int, str], ...] = (
    (UnknownName, 404, "Not in the tables"),
    (NotCovered, 404, "Not covered by the data held"),
    (InputError, 422, "Something given is wrong"),
    (WorkspaceError, 503, "The workspace cannot be used"),
    (FactError, 500, "A bundled fact breaks a rule"),
)


def problem(status: int, title: str, detail: str) -> Response:
    """A problem as `application/problem+json`."""
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(json.dumps(content, ensure_ascii=False), status_code=status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer every error of a route with a problem."""

    @app.exception_handler(HaechiError)
    def of_haechi(_request: Request, error: HaechiError) -> Response:
        status, title = next(((code, text) for kind, code, text in KINDS if isinstance(error, kind)), (500, "Error"))
        return problem(status, title, str(error))

    @app.exception_handler(RequestValidationError)
    def of_request(_request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = " ".join(str(part) for part in first["loc"])
        return problem(422, "Something given is wrong", f"{where}: {first['msg']}")

    @app.exception_handler(HTTPException)
    def of_http(_request: Request, error: HTTPException) -> Response:
        return problem(error.status_code, "No such page or method", str(error.detail))
