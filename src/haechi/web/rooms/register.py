"""The register: promises, every entry, and what each side says of one."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from haechi.app import promising, registering
from haechi.web.frame import At, Name, page

routes = APIRouter(include_in_schema=False)


@routes.get("/register")
def register(request: Request, at: At) -> HTMLResponse:
    """Promises, overdue and drifting first, then every entry."""
    return page(
        request,
        at.as_of,
        "register.html",
        promises=promising.commitments(at),
        entries=registering.every(at, None),
    )


@routes.get("/register/{entry}")
def entry(request: Request, at: At, entry: Name) -> HTMLResponse:
    """What each side says of an entry, and its history."""
    report = registering.show(at, entry)
    return page(request, at.as_of, "entry.html", title=str(report.rows[0]["title"]), report=report)


@routes.get("/programmes")
def programmes(request: Request, at: At) -> HTMLResponse:
    """Programmes against their targets."""
    return page(request, at.as_of, "programmes.html", report=promising.programmes(at))
