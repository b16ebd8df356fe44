"""What every page shares: the rooms in its head, the language, links that keep the day, and how values are written."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Path, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse

import haechi
from haechi.app.desk import Desk
from haechi.app.report import Report, plain
from haechi.brief.messages import Messages, Said, said
from haechi.web.api import desk
from haechi.web.labels import LABELS
from haechi.web.visitor import Role, Visitor


def now(request: Request) -> dt.datetime:
    """The moment of a request, by the clock of the application."""
    moment: dt.datetime = request.app.state.now()
    return moment


At = Annotated[Desk, Depends(desk)]
Now = Annotated[dt.datetime, Depends(now)]
Name = Annotated[str, Path(max_length=200)]
LANGUAGES = ("en", "ko", "nl")
ROOMS: tuple[tuple[str, Said], ...] = (
    ("/", said("Today")),
    ("/alerts", said("Alerts")),
    ("/notices", said("Notices")),
    ("/items", said("Items")),
    ("/dependence", said("Dependence")),
    ("/register", said("Register")),
    ("/programmes", said("Programmes")),
)

_ENVIRONMENT = Environment(
    loader=PackageLoader("haechi.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.do"],
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


def label(column: str, say: Messages) -> str:
    """The head of a column."""
    known = LABELS.get(column)
    return say.put(known) if known else column.replace("_", " ")


_ENVIRONMENT.filters["shown"] = shown


@cache
def messages(language: str) -> Messages:
    """The texts of pages in a language."""
    return Messages(language, folder=files("haechi.web") / "locale")


def language(request: Request) -> str:
    """The language of a request: what was chosen here, else the first of the browser's that pages speak."""
    chosen = request.cookies.get("language")
    if chosen in LANGUAGES:
        return chosen
    wanted = (part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(","))
    return next((name for name in wanted if name in LANGUAGES), "en")


def page(request: Request, as_of: dt.date, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page of the desk, in the language of the request, with the day that it answers for."""
    say = messages(language(request))
    root = request.scope.get("root_path", "")
    day = request.query_params.get("as_of")

    def link(path: str, **query: object) -> str:
        kept = {
            **({"as_of": day} if day else {}),
            **{name: value for name, value in query.items() if value is not None},
        }
        return f"{root}{path}" + (f"?{urlencode(kept, doseq=True)}" if kept else "")

    told = {
        "_": say,
        "put": say.put,
        "label": lambda column: label(column, say),
        "link": link,
        "language": say.language,
        "languages": LANGUAGES,
        "rooms": [(path, say.put(name)) for path, name in ROOMS],
        "root": root,
        "here": request.url.path.removeprefix(root),
        "query": request.url.query,
        "as_of": as_of,
        "day": day,
        "visitor": request.app.state.visitors(request),
        "version": haechi.__version__,
    }
    content = _ENVIRONMENT.get_template(template).render(**told, **values)
    return HTMLResponse(content, status_code=status, headers={"cache-control": "no-cache"})


def may_act(request: Request, at: Desk) -> bool:
    """Whether the visitor may enter and decide, on the page of today."""
    found: Visitor = request.app.state.visitors(request)
    return found.role.covers(Role.ANALYST) and at.as_of == at.today


def table(
    request: Request, as_of: dt.date, title: str, report: Report, columns: Sequence[str], *, to: str | None = None
) -> HTMLResponse:
    """A page of one table; `to` is the path that the first column leads to."""
    return page(request, as_of, "table.html", title=title, report=report, columns=columns, to=to)


def back(request: Request, path: str, **query: object) -> RedirectResponse:
    """To a page of the desk, after something was entered."""
    asked = f"?{urlencode(query, doseq=True)}" if query else ""
    return RedirectResponse(request.scope.get("root_path", "") + path + asked, status_code=303)
