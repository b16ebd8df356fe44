"""What an alert stands on: the same chart, parts, sentences and sources as its card."""

from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from haechi.app import alert_document, yearly_parts
from haechi.app.desk import Desk
from haechi.app.yearly_parts import Sides
from haechi.charts.matrix import Words
from haechi.watch.parts import Parts
from haechi.web.frame import language, linking, messages, page
from haechi.web.long_answers import at_length
from haechi.web.request_values import At, Name

routes = APIRouter(include_in_schema=False)


@routes.get("/evidence/{name:path}")
async def evidence(request: Request, at: At, name: Name) -> HTMLResponse:
    """The card of an alert as a page; the page of the alert brings it in."""
    return await at_length(partial(_evidence, request, at, name))


def _evidence(request: Request, at: Desk, name: str) -> HTMLResponse:
    found = alert_document.of_alert(at, name, language=language(request))
    return page(
        request,
        at.as_of,
        "evidence_page.html",
        title=found.document.title,
        alert=name,
        shown=found,
        over_years=over_years(request, at, found.parts, found.sides),
    )


def over_years(request: Request, at: Desk, parts: Parts | None, sides: Sides) -> dict[str, object] | None:
    """Parts of a sum over the years as a picture and its numbers; None where it is the sum of none."""
    if parts is None:
        return None
    say, spoken = messages(language(request)), language(request)
    words = Words(
        title=say("Parts over the years"),
        subtitle=say("As seen, nothing filled in; a dash where nothing is known of the year"),
        shading=say("share"),
        unknown=say("unknown or none"),
    )
    to = linking(request)("/dependence")
    return {
        "picture": yearly_parts.picture(at, parts, sides, words, language=spoken, href=to),
        "years": parts.years,
        "months": parts.months,
        "rows": [(yearly_parts.label(part.node, sides, at, spoken), part) for part in parts.parts],
    }
