"""The register: promises, every entry, and programmes."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from haechi.app import book, promising, registering
from haechi.model.entries import CONTENTS
from haechi.web.frame import At, page

routes = APIRouter(include_in_schema=False)


@routes.get("/register")
def register(request: Request, at: At, kind: Annotated[str | None, Query(max_length=40)] = None) -> HTMLResponse:
    """Promises, overdue and drifting first, then every entry, or those of a kind."""
    chosen = book.kind_named(kind) if kind else None
    return page(
        request,
        at.as_of,
        "register.html",
        promises=promising.commitments(at),
        entries=registering.every(at, chosen),
        kind=chosen.value if chosen else None,
        kinds=[one.value for one in CONTENTS],
    )


@routes.get("/programmes")
def programmes(request: Request, at: At) -> HTMLResponse:
    """Programmes against their targets."""
    return page(request, at.as_of, "programmes.html", report=promising.programmes(at))
