"""Pages for people: what changed, what stands open, what was promised, what is held on an item."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

import haechi
from haechi.app import alerting, cataloguing, dependence, noticing, promising, registering, reminding
from haechi.app import item_card as cards
from haechi.app.report import Report, plain
from haechi.web.api import At

routes = APIRouter(include_in_schema=False)
Name = Annotated[str, Path(max_length=200)]
ROOMS = (
    ("/", "Today"),
    ("/alerts", "Alerts"),
    ("/items", "Items"),
    ("/dependence/KOR", "Korea"),
    ("/dependence/NLD", "Netherlands"),
    ("/register", "Register"),
    ("/programmes", "Programmes"),
)

_OF_DEPENDENCE = (
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

_ENVIRONMENT = Environment(
    loader=PackageLoader("haechi.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def shown(value: object) -> str:
    """A value in a cell; nothing is a dash, a list its parts."""
    value = plain(value)
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    if isinstance(value, list):
        return ", ".join(shown(part) for part in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {shown(part)}" for key, part in value.items())
    return str(value)


_ENVIRONMENT.filters["shown"] = shown


@routes.get("/")
def today(request: Request, at: At) -> HTMLResponse:
    """What is late, what stands open, which notices are in force."""
    open_notices = noticing.every(at, item=None, only_open=True)
    return page(
        request,
        at.as_of,
        "today.html",
        title="Today",
        alerts=alerting.every(at, state=None, with_ended=False),
        notices=open_notices,
        digest=reminding.digest(at),
    )


@routes.get("/alerts")
def alerts(request: Request, at: At) -> HTMLResponse:
    """Alerts that are live, by probability and consequence."""
    report = alerting.every(at, state=None, with_ended=False)
    columns = ("alert", "state", "period", "level", "probability", "consequence", "taken_by")
    return table(request, at.as_of, "Alerts", report, columns, link="/alerts/")


@routes.get("/alerts/{name:path}")
def alert(request: Request, at: At, name: Name) -> HTMLResponse:
    """The life of an alert, and what its notice leads to where it stands on one."""
    report = alerting.show(at, name)
    found = str(report.parameters["alert"])
    notice = noticing.show(at, int(found.split("/")[1])) if found.startswith("notice/") else None
    return page(request, at.as_of, "alert.html", title=found, report=report, notice=notice)


@routes.get("/dependence/{economy}")
def depend(request: Request, at: At, economy: Name) -> HTMLResponse:
    """What an economy relies on, by customs data where they are loaded, else by published shares."""
    report = dependence.depend(at, economy)
    name = at.facts.economy(economy).names.en
    columns = tuple(key for key in _OF_DEPENDENCE if report.rows and key in report.rows[0])
    return table(request, at.as_of, f"What {name} relies on", report, columns)


@routes.get("/items")
def items(request: Request, at: At) -> HTMLResponse:
    """Items of the chain."""
    report = cataloguing.items(at, stage=None, only_key=False)
    return table(request, at.as_of, "Items", report, ("item", "name_en", "name_ko", "stage", "kind"), link="/items/")


@routes.get("/items/{name}")
def item(request: Request, at: At, name: Name) -> HTMLResponse:
    """Everything held on an item."""
    report = cards.item(at, name)
    promises = promising.commitments(at, item=name)
    return page(request, at.as_of, "item.html", title=str(report.rows[0]["name_en"]), report=report, promises=promises)


@routes.get("/register")
def register(request: Request, at: At) -> HTMLResponse:
    """Promises, overdue and drifting first, then every entry."""
    return page(
        request,
        at.as_of,
        "register.html",
        title="Register",
        promises=promising.commitments(at),
        entries=registering.every(at, None),
    )


@routes.get("/register/{entry}")
def entry(request: Request, at: At, entry: Name) -> HTMLResponse:
    """What each side says of an entry, and its history."""
    report = registering.show(at, entry)
    return page(request, at.as_of, "entry.html", title=str(report.rows[0]["title"]), report=report)


@routes.get("/programmes")
def programmes(request: Request, at: At) -> HTMLResponse:
    """Programmes against their targets."""
    return page(request, at.as_of, "programmes.html", title="Programmes", report=promising.programmes(at))


def table(
    request: Request, as_of: dt.date, title: str, report: Report, columns: Sequence[str], *, link: str | None = None
) -> HTMLResponse:
    """A page of one table."""
    return page(request, as_of, "table.html", title=title, report=report, columns=columns, link=link)


def page(request: Request, as_of: dt.date, template: str, **values: object) -> HTMLResponse:
    """A page of the desk, with the rooms above it and the day that it answers for."""
    told = {"rooms": ROOMS, "root": request.scope.get("root_path", ""), "here": request.url.path, "as_of": as_of}
    content = _ENVIRONMENT.get_template(template).render(**told, version=haechi.__version__, **values)
    return HTMLResponse(content, headers={"cache-control": "no-cache"})
