"""The register: promises, bodies, meetings and the rest as a secretary looks them over, and programmes."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from haechi.app import book, promising, register_page
from haechi.app.register_page import Wanted
from haechi.model.entries import Kind
from haechi.web.frame import At, language, may_act, page

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
        may_act=may_act(request, at),
    )


@routes.get("/programmes")
def programmes(request: Request, at: At) -> HTMLResponse:
    """Programmes against their targets."""
    return page(request, at.as_of, "programmes.html", report=promising.programmes(at))
