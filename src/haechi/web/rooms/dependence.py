"""What an economy relies on, by customs data where they are loaded, else by published shares."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from haechi.app import dependence
from haechi.web.frame import At, Name, back, page

routes = APIRouter(include_in_schema=False)
COLUMNS = (
    "name",
    "code",
    "top_partner",
    "top_share",
    "hhi",
    "value_usd",
    "persistence",
    "devices_at_stake",
    "scope",
    "period",
    "sources",
)


@routes.get("/dependence")
def first(request: Request) -> RedirectResponse:
    """The first partner's."""
    return back(request, "/dependence/KOR")


@routes.get("/dependence/{economy}")
def depend(request: Request, at: At, economy: Name) -> HTMLResponse:
    """What an economy relies on."""
    report = dependence.depend(at, economy)
    name = at.facts.economy(economy).names.en
    columns = tuple(key for key in COLUMNS if report.rows and key in report.rows[0])
    return page(request, at.as_of, "dependence.html", economy=name, report=report, columns=columns)
