"""What an alert stands on: the same chart, parts, sentences and sources as its card."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from haechi.app import alert_document
from haechi.app.alert_document import Shown
from haechi.app.desk import Desk
from haechi.charts.matrix import Words
from haechi.web.frame import language, linking, messages, page
from haechi.web.given import At, Name

routes = APIRouter(include_in_schema=False)


@routes.get("/evidence/{name:path}")
def evidence(request: Request, at: At, name: Name) -> HTMLResponse:
    """The card of an alert as a page; the page of the alert brings it in."""
    found = alert_document.of_alert(at, name, language=language(request))
    return page(
        request,
        at.as_of,
        "evidence_page.html",
        title=found.document.title,
        alert=name,
        shown=found,
        over_years=over_years(request, at, found),
    )


def over_years(request: Request, at: Desk, found: Shown) -> dict[str, object] | None:
    """Parts of the sum over the years as a picture and its numbers; None where it is the sum of none."""
    if found.parts is None:
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
        "picture": alert_document.parts_picture(at, found, words, language=spoken, href=to),
        "years": found.parts.years,
        "months": found.parts.months,
        "rows": [(alert_document.label(part.node, found.sides, at, spoken), part) for part in found.parts.parts],
    }
