"""The audit log, for admins."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from haechi.app import auditing
from haechi.web.frame import page
from haechi.web.request_values import At
from haechi.web.visitor import Admin

routes = APIRouter(include_in_schema=False)
COLUMNS = ("at", "who", "via", "method", "path", "what", "status", "address")
SHOWN = 200


@routes.get("/audit")
def audit(
    request: Request,
    at: At,
    _: Admin,
    who: Annotated[str, Query(max_length=200)] = "",
    path: Annotated[str, Query(max_length=200)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
    refused: bool = False,
    first: Annotated[int, Query(ge=0)] = 0,
) -> HTMLResponse:
    """What was entered and decided through the web, the newest first."""
    given = {"who": who, "path": path, "since": since, "until": until, "refused": "yes" if refused else ""}
    wanted = auditing.wanted(who=who, path=path, since=since, until=until, refused=refused)
    found = auditing.every(at, wanted)
    following = first + SHOWN
    return page(
        request,
        at.as_of,
        "audit.html",
        report=replace(found, rows=found.rows[first:following]),
        columns=COLUMNS,
        given=given,
        total=len(found.rows),
        following=following if following < len(found.rows) else None,
    )
