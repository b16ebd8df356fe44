"""Today: what is late, what stands open, which notices are in force."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from haechi.app import alerting, noticing, reminding
from haechi.web.frame import At, page

routes = APIRouter(include_in_schema=False)


@routes.get("/")
def today(request: Request, at: At) -> HTMLResponse:
    """What is late, what stands open, which notices are in force."""
    return page(
        request,
        at.as_of,
        "today.html",
        alerts=alerting.every(at, state=None, with_ended=False),
        notices=noticing.every(at, item=None, only_open=True),
        digest=reminding.digest(at),
    )
