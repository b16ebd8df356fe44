"""Publications that facts stand on, and what stands on each."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from haechi.app import cataloguing
from haechi.web.frame import page
from haechi.web.request_values import At, Name

routes = APIRouter(include_in_schema=False)


@routes.get("/sources")
def sources(request: Request, at: At, find: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """All of them, or those with a word in their id, publisher or title."""
    report = cataloguing.sources(at, wanted=None)
    rows = cataloguing.matching(report.rows, find, ("source", "publisher", "title"))
    return page(request, at.as_of, "sources.html", rows=rows, total=len(report.rows), find=find)


@routes.get("/sources/{name}")
def source(request: Request, at: At, name: Name) -> HTMLResponse:
    """One of them, with the rows of the bundled tables that stand on it."""
    (row,) = cataloguing.sources(at, wanted=name).rows
    return page(request, at.as_of, "source.html", row=row, carried=cataloguing.carried(at, name))
