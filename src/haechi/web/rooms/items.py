"""Items of the chain, all that is held on one, and what its flows tell in a month."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse

from haechi.app import cataloguing, item_flows, item_page, item_watch
from haechi.app.desk import Desk
from haechi.app.item_page import Course, ItemPage
from haechi.app.naming import economies
from haechi.app.report import Report
from haechi.app.world_map import Look, WorldMap
from haechi.charts import places
from haechi.charts.matrix import Words
from haechi.web.frame import MapLook, language, linking, messages, page
from haechi.web.long_answers import at_length
from haechi.web.prefix import inside
from haechi.web.request_values import At, Name
from haechi.web.rooms import chain
from haechi.web.rooms.evidence import over_years

routes = APIRouter(include_in_schema=False)
COLUMNS = {
    "en": ("item", "name_en", "name_ko", "stage", "kind"),
    "ko": ("item", "name_ko", "name_en", "stage", "kind"),
    "nl": ("item", "name_nl", "name_en", "stage", "kind"),
}
SEARCHED = ("item", "name_en", "name_ko", "name_nl", "stage", "kind", "use", "codes")
_ROWS = 60  # of flows that are shown unless all are asked for
Side = Annotated[str, Query(max_length=60)]
Month = Annotated[str, Query(max_length=7)]


@routes.get("/items")
def items(request: Request, at: At, find: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """Items of the chain, or those with a word in their id, one of their names, their stage, codes or use."""
    report = cataloguing.items(at, stage=None, only_key=False)
    found = replace(report, rows=cataloguing.matching(report.rows, find, SEARCHED))
    columns, total = COLUMNS[language(request)], len(report.rows)
    return page(request, at.as_of, "items.html", report=found, columns=columns, total=total, find=find)


@routes.get("/items/{name}")
def item(request: Request, at: At, name: Name, economy: Side = "KOR", look: MapLook = Look.SHAPES) -> HTMLResponse:
    """Everything held on an item; its cover is that of the lines of an economy."""
    link, spoken = linking(request), language(request)
    say = messages(spoken)
    held = item_page.item_page(
        at,
        name,
        economy=economy or "KOR",
        words=lambda report: chain.words(report, say),
        language=spoken,
        href=lambda other: link(f"/items/{other}"),
    )
    title = at.facts.item_by_id[str(held.row["item"])].names.of(spoken)
    return page(
        request,
        at.as_of,
        "item.html",
        title=title,
        held=held,
        report=held.card,
        economy=economy or "KOR",
        names={row.id: row.names.of(spoken) for row in at.facts.items},
        stages={row.id: row.names.of(spoken) for row in at.facts.stages},
        courses=[(course, _course(request, course)) for course in held.courses],
        cover_picture=_cover(request, held),
        world=_world(request, at, held, look),
    )


def _cover(request: Request, held: ItemPage) -> str | None:
    if held.cover is None or not held.cover.rows:
        return None
    say, start = messages(language(request)), held.cover.parameters["start"]
    return item_page.cover_picture(
        held.cover,
        say,
        title=say("First stop of a line, by stage"),
        axis=say("days from {start}, the day of the loss", start=start),
    )


def _world(request: Request, at: Desk, held: ItemPage, look: Look) -> WorldMap | None:
    """Suppliers of the world on a map; None where no shares are published."""
    supply = item_page.suppliers_of_world(held.row)
    if supply is None:
        return None
    say = messages(language(request))
    words = places.Words(
        title=say("Who supplies the world"),
        subtitle=say(
            "{measure}, {period}, by {basis}; a dot as large as the share",
            measure=say.known(str(supply["measure"])),
            period=supply["period"],
            basis=say.known(str(supply["basis"])),
        ),
    )
    return item_page.world_picture(at, supply, words, language=language(request), look=look)


def _course(request: Request, course: Course) -> str:
    """A picture of suppliers over time."""
    say = messages(language(request))
    market = say("the world") if course.market == "WLD" else economies(say.language)[course.market]
    words = Words(
        title=say(
            "Suppliers of {market}: {measure}, by {basis}",
            market=market,
            measure=say.known(course.measure),
            basis=say.known(course.basis),
        ),
        subtitle=say("As published, period by period; sources differ in what they count"),
        shading=say("share"),
        unknown=say("present, size unknown"),
    )
    return item_page.course_picture(course, words, href=linking(request)("/dependence", side="suppliers"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which flows of an item are asked for; `economy` is who imports, `every` shows all rows."""

    economy: str
    exporter: str
    month: str
    every: bool

    @property
    def query(self) -> dict[str, str | None]:
        """What an address names of it, without `every`."""
        return {"exporter": self.exporter or None, "economy": self.economy or None, "month": self.month or None}


def asked(
    economy: Side = "", exporter: Side = "", month: Month = "", every: Annotated[bool, Query(alias="all")] = False
) -> Asked:
    """The flows that an address names."""
    return Asked(economy=economy, exporter=exporter, month=month, every=every)


Flows = Annotated[Asked, Depends(asked)]


@routes.get("/items/{name}/watch")
def watch(request: Request, at: At, name: Name, wanted: Flows) -> HTMLResponse:
    """The flows of an item in a month from their own rows; the page then asks how strange they are among all flows."""
    question = _question(request, name, wanted)
    flows = item_watch.unjudged(at, question)
    if not flows:
        return _judged(request, at, name, wanted)
    first = flows[0]
    return _flows(
        request,
        at,
        wanted,
        "watch.html",
        total=len(flows),
        report=item_flows.report(at, question, flows[: question.most]),
        course=item_flows.picture(at, first, question.language),
        over_years=over_years(request, at, first.parts, first.sides),
    )


@routes.get("/items/{name}/watch/judged")
async def judged(request: Request, at: At, name: Name, wanted: Flows) -> HTMLResponse:
    """The flows of an item in a month, judged among all flows, and the card of the first of them."""
    return await at_length(partial(_judged, request, at, name, wanted))


def _judged(request: Request, at: Desk, name: str, wanted: Asked) -> HTMLResponse:
    question = _question(request, name, wanted)
    report, found = item_watch.watched_item(at, question)
    return _flows(
        request,
        at,
        wanted,
        "watch_judged.html",
        total=len(item_watch.unjudged(at, question)),
        report=report,
        shown=found,
        over_years=over_years(request, at, found.parts, found.sides) if found else None,
    )


def _question(request: Request, name: str, wanted: Asked) -> item_watch.Question:
    return item_watch.Question(
        item=name,
        month=wanted.month or None,
        exporter=wanted.exporter or None,
        importer=wanted.economy or None,
        language=language(request),
        is_shown=True,
        most=None if wanted.every else _ROWS,
    )


def _flows(
    request: Request, at: Desk, wanted: Asked, template: str, *, total: int, report: Report, **values: Any
) -> HTMLResponse:
    """A page of flows, in which as many rows stand as are asked for."""
    held = at.facts.item_by_id[str(report.parameters["item"])]
    spoken = held.names.of(language(request))
    return page(
        request,
        at.as_of,
        template,
        title=spoken,
        item=held.id,
        item_name=spoken,
        wanted=wanted,
        asked=wanted.query,
        path=inside(request.scope),
        left=total - len(report.rows),
        report=report,
        **values,
    )
