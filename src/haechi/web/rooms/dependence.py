"""Who relies on whom: economies x items, one economy, pairs and groups; by customs data where they are loaded."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from haechi.app import dependence, matrix, matrix_picture, pairing, supplier_map
from haechi.app.matrix import Side
from haechi.app.naming import names
from haechi.app.report import Report
from haechi.app.world_map import Look
from haechi.brief.messages import Messages
from haechi.charts import matrix as matrix_chart
from haechi.charts.places import Words
from haechi.web.frame import MapLook, language, linking, messages, page
from haechi.web.request_values import At, Name

routes = APIRouter(include_in_schema=False)
Economies = Annotated[list[str] | None, Query(max_length=60)]
Year = Annotated[str, Query(max_length=4, pattern=r"^\d*$")]
COLUMNS = (
    "name",
    "code",
    "top_partner",
    "top_share",
    "top_share_interval",
    "hhi",
    "hhi_interval",
    "value_usd",
    "persistence",
    "devices_at_stake",
    "scope",
    "period",
    "year",
    "basis",
    "sources",
)
_DRAWN = 40


@routes.get("/dependence")
def across(
    request: Request,
    at: At,
    economy: Economies = None,
    side: Side = Side.BUYERS,
    year: Year = "",
    every: Annotated[bool, Query(alias="all")] = False,
) -> HTMLResponse:
    """Economies x items by two definitions side by side."""
    named = tuple(part for text in economy or () for part in text.replace(",", " ").split())
    question = matrix.Question(economies=named, side=side, year=int(year) if year else None)
    report = matrix.matrix(at, question)
    say, link = messages(language(request)), linking(request)
    lines = matrix_picture.across(report, names(say.language), most=None if every else _DRAWN)
    picture = matrix_picture.picture(
        report, lines, _words(report, say), heads=_heads(side, say), href=lambda item: link(f"/items/{item}")
    )
    return page(
        request,
        at.as_of,
        "matrix.html",
        report=report,
        lines=lines,
        left=len(matrix_picture.across(report, names(say.language))) - len(lines),
        picture=picture,
        years=matrix.years(at),
        year=question.year,
        side=side,
        usual=matrix.ECONOMIES,
        heads=_heads(side, say),
    )


def _heads(side: Side, say: Messages) -> tuple[str, str]:
    """Short names of the two definitions."""
    if side is Side.BUYERS:
        return (say("largest"), say("HHI"))
    return (say("by seat"), say("by site"))


def _words(report: Report, say: Messages) -> matrix_chart.Words:
    if report.parameters["side"] is Side.BUYERS:
        title = say("Whom each economy relies on")
        subtitle = say("Left: the largest supplier and its share; right: the Herfindahl index of all suppliers")
    else:
        title = say("Who supplies the world")
        subtitle = say("Left: share by headquarters; right: share by site. The two must not be added or compared")
    return matrix_chart.Words(title=title, subtitle=subtitle, shading=say("share or index"), unknown=say("unknown"))


@routes.get("/dependence/pair/{first}/{second}")
def pair(request: Request, at: At, first: Name, second: Name, year: Year = "") -> HTMLResponse:
    """What two economies are to each other, and what both get from third countries."""
    return _sheet(request, at, [first, second], year)


@routes.get("/dependence/group")
def group(request: Request, at: At, economy: Economies = None, year: Year = "") -> HTMLResponse:
    """The same for three or more, a union among them."""
    named = [part for text in economy or () for part in text.replace(",", " ").split()]
    return _sheet(request, at, named, year)


def _sheet(request: Request, at: At, economies: list[str], year: str) -> HTMLResponse:
    command = "pair" if len(economies) == 2 else "group"
    report = pairing.pairing(at, economies, year=int(year) if year else None, command=command)
    spoken = language(request)
    members: list[str] = list(report.parameters["members"])  # type: ignore[call-overload]
    return page(
        request,
        at.as_of,
        "pair.html",
        report=report,
        members=[(name, at.facts.economy_by_id[name].names.of(spoken)) for name in members],
        names={item.id: item.names.of(spoken) for item in at.facts.items},
        years=matrix.years(at),
        year=int(year) if year else None,
    )


@routes.get("/dependence/{economy}")
def depend(
    request: Request,
    at: At,
    economy: Name,
    year: Year = "",
    every: Annotated[bool, Query(alias="all")] = False,
    look: MapLook = Look.SHAPES,
) -> HTMLResponse:
    """What an economy relies on, and where that comes from."""
    report = dependence.depend(at, economy, year=int(year) if year else None)
    held = at.facts.economy(economy)
    say, spoken = messages(language(request)), language(request)
    found = supplier_map.largest_suppliers(at, report, language=spoken)
    words = Words(
        title=say("Where supplies come from"),
        subtitle=say("Part of the items of which an economy is the largest supplier, as large as the dot"),
    )
    rows = [row for row in report.rows if every or row["item"]]
    return page(
        request,
        at.as_of,
        "dependence.html",
        economy=held.names.of(spoken),
        code=held.iso3,
        report=report,
        shown_rows=rows,
        left=len(report.rows) - len(rows),
        columns=tuple(key for key in COLUMNS if any(row.get(key) is not None for row in rows)),
        found=found,
        world=supplier_map.drawn(at, found, words, buyer=held.iso3, language=spoken, look=look),
        every=every,
        years=matrix.years(at),
        year=int(year) if year else None,
        usual=matrix.ECONOMIES,
    )
