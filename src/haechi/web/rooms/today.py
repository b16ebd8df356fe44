"""Today: what changed since the last release, what comes, what is late, and what cannot be seen."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator
from starlette.responses import HTMLResponse

from haechi.app import morning
from haechi.web.frame import language, page
from haechi.web.request_values import At, written_day

routes = APIRouter(include_in_schema=False)
Since = Annotated[dt.date | None, BeforeValidator(written_day), Query()]


@routes.get("/")
def today(request: Request, at: At, since: Since = None) -> HTMLResponse:
    """What changed since the last release or a day, what comes, what is late, and what cannot be seen."""
    told = morning.morning(at, language=language(request), since=since)
    return page(request, at.as_of, "today.html", told=told)
