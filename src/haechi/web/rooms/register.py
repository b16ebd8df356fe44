"""The register: promises, bodies, meetings and the rest as a secretary looks them over, and programmes."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from haechi.app import book, promising, register_page
from haechi.app.register_page import Wanted
from haechi.model.entries import Kind
from haechi.web import paces
from haechi.web.frame import language, messages, page
from haechi.web.request_values import At

routes = APIRouter(include_in_schema=False)
Word = Annotated[str, Query(max_length=200)]
ORDER = (
    Kind.COMMITMENT,
    Kind.BODY,
    Kind.MEETING,
    Kind.OPPORTUNITY,
    Kind.POLICY,
    Kind.PROJECT,
    Kind.PROGRAMME,
    Kind.DOCUMENT,
    Kind.PARTY,
)


@routes.get("/register")
def register(
    request: Request, at: At, side: Word = "", item: Word = "", late: bool = False, kind: Word = ""
) -> HTMLResponse:
    """Every kind of entry in a section of its own, what is overdue or drifting first, or those that are asked for."""
    chosen = book.kind_named(kind) if kind else None
    wanted = Wanted(side=side or None, item=item or None, only_late=late)
    spoken = language(request)
    return page(
        request,
        at.as_of,
        "register.html",
        sections={one.value: register_page.section(at, one, wanted) for one in ORDER if chosen in (None, one)},
        wanted=wanted,
        kind=chosen.value if chosen else "",
        kinds=[one.value for one in ORDER],
        sides=register_page.sides(at),
        titles=register_page.titles(at, spoken),
        items={one.id: one.names.of(spoken) for one in at.facts.items},
        posts={one.id: one.names.of(spoken) for one in at.facts.posts},
    )


@routes.get("/programmes")
def programmes(request: Request, at: At) -> HTMLResponse:
    """Programmes against their targets, each with its picture."""
    say = messages(language(request))
    rows = promising.programmes(at).rows
    drawn = [(row, Markup(paces.picture(row, at.as_of, say))) for row in rows]  # noqa: S704 - our own markup
    return page(request, at.as_of, "programmes.html", programmes=drawn, paces=paces.PACES)
