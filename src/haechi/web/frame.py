"""What every page shares: the rooms in its head, the language, links that keep the day."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path as Folder
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import Depends, Query, Request
from jinja2 import Environment, PackageLoader, StrictUndefined, Template, pass_context
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse

import haechi
from haechi.app.desk import Desk
from haechi.app.naming import economies, terms
from haechi.app.report import Report
from haechi.app.world_map import Look
from haechi.brief import retold
from haechi.brief.messages import Messages
from haechi.errors import HaechiError
from haechi.sentence import Said, said
from haechi.web import cells
from haechi.web.labels import LABELS
from haechi.web.prefix import inside
from haechi.web.visitor import Role, Visitor


async def typed(request: Request) -> FormData:
    """What was typed into a form whose fields are not known beforehand."""
    return await request.form()


Typed = Annotated[FormData, Depends(typed)]
MapLook = Annotated[Look, Query(alias="map")]
LANGUAGES = ("en", "ko", "nl")
ROOMS: tuple[tuple[str, Said], ...] = (
    ("/", said("Today")),
    ("/alerts", said("Alerts")),
    ("/notices", said("Notices")),
    ("/items", said("Items")),
    ("/chain", said("Chain")),
    ("/dependence", said("Dependence")),
    ("/stress", said("Stress")),
    ("/register", said("Register")),
    ("/programmes", said("Programmes")),
    ("/news", said("News")),
    ("/briefs", said("Briefs")),
    ("/data", said("Data")),
)

_LOCALE = Folder(str(files("haechi.web"))) / "locale"
_ENVIRONMENT = Environment(
    loader=PackageLoader("haechi.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    extensions=["jinja2.ext.do"],
)


def label(column: str, say: Messages) -> str:
    """The head of a column."""
    known = LABELS.get(column)
    return say.put(known) if known else column.replace("_", " ")


_ENVIRONMENT.filters |= {
    "shown": pass_context(lambda context, value, column="": cells.shown(value, context["_"], column)),
    "span": pass_context(lambda context, value: cells.span(value, context["_"])),
    "numeral": pass_context(lambda context, value: context["_"].number(str(value))),
    "told": pass_context(lambda context, value: cells.told(value, context["_"])),
    "quoted": pass_context(lambda context, value: cells.quoted(value, context["_"])),
    "english": pass_context(lambda context, value: cells.english(value, context["_"])),
    "economy": pass_context(lambda context, code: economies(context["_"].language).get(code, code)),
    "kind": lambda block: type(block).__name__,
}


def templates() -> list[str]:
    """Names of the templates of pages."""
    return _ENVIRONMENT.list_templates(extensions=["html"])


def compiled(name: str) -> Template:
    """A template as code: the first to ask waits for it."""
    return _ENVIRONMENT.get_template(name)


@cache
def messages(language: str) -> Messages:
    """The texts of pages in a language."""
    return Messages(language, folder=_LOCALE)


def language(request: Request) -> str:
    """The language of a request: what was chosen here, else the first of the browser's that pages speak."""
    chosen = request.cookies.get("language")
    if chosen in LANGUAGES:
        return chosen
    wanted = (part.split(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(","))
    return next((name for name in wanted if name in LANGUAGES), "en")


def linking(request: Request) -> Callable[..., str]:
    """Writes the address of a path here with a query; the day that was asked for is kept, what is None is left out."""
    root = request.scope.get("root_path", "")
    day = request.query_params.get("as_of")

    def link(path: str, **query: object) -> str:
        kept = {
            **({"as_of": day} if day else {}),
            **{name: value for name, value in query.items() if value is not None},
        }
        return f"{root}{path}" + (f"?{urlencode(kept, doseq=True)}" if kept else "")

    return link


def page(request: Request, as_of: dt.date, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """A page of the desk, in the language of the request, with the day that it answers for."""
    say = messages(language(request))
    root = request.scope.get("root_path", "")
    visitor: Visitor = request.app.state.visitors(request)
    may_ask = visitor.role.covers(Role.ANALYST)
    link = linking(request)
    told = {
        "_": say,
        "put": say.put,
        "label": lambda column: label(column, say),
        "cell": lambda value, column: cells.cell(value, column, say),
        "named": lambda value: cells.named(value, say),
        "link": link,
        "unknown": lambda name: retold.unknown(name, say, terms(say.language)),
        "retold": lambda text: retold.sentence(text, say, terms(say.language)),
        "cited": lambda value: cells.cited(value, link),
        "language": say.language,
        "languages": LANGUAGES,
        "rooms": [(path, say.put(name)) for path, name in ROOMS],
        "root": root,
        "here": inside(request.scope),
        "query": request.url.query,
        "as_of": as_of,
        "day": request.query_params.get("as_of"),
        "others": [pair for pair in request.query_params.multi_items() if pair[0] != "as_of"],
        "visitor": visitor,
        "may_ask": may_ask,
        "may_act": may_ask and _is_today(request, as_of),
        "is_office": request.app.state.is_office,
        "version": haechi.__version__,
    }
    content = compiled(template).render(**told, **values)
    return HTMLResponse(content, status_code=status, headers={"cache-control": "no-cache"})


def _is_today(request: Request, as_of: dt.date) -> bool:
    """Whether a page is that of today, on which one enters and decides; of a desk that cannot be used none is."""
    try:
        found: Desk = request.app.state.desks(None)
    except HaechiError:
        return False
    return as_of == found.today


def table(
    request: Request, as_of: dt.date, title: str, report: Report, columns: Sequence[str], *, to: str | None = None
) -> HTMLResponse:
    """A page of one table; `to` is the path that the first column leads to."""
    return page(request, as_of, "table.html", title=title, report=report, columns=columns, to=to)


def own(path: str) -> str:
    """A path of this desk to go to; the first page where it could lead elsewhere.

    >>> own("/items?as_of=2024-01-05"), own("//evil.example")
    ('/items?as_of=2024-01-05', '/')
    """
    leads_here = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if leads_here and path.isprintable() else "/"


def attachment(name: str) -> dict[str, str]:
    """The head by which a browser keeps an answer as a file of that name, in whatever script (RFC 6266).

    >>> attachment("카드.html")
    {'content-disposition': "attachment; filename*=utf-8''%EC%B9%B4%EB%93%9C.html"}
    """
    return {"content-disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}"}


def back(request: Request, path: str, **query: object) -> RedirectResponse:
    """To a page of the desk, after something was entered or asked for; the day that was asked for is kept."""
    path, mark, place = path.partition("#")
    return RedirectResponse(linking(request)(path, **query) + mark + place, status_code=303)
