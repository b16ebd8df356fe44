"""The desk as a web application: pages for people and the API beneath them."""

import datetime as dt
from collections.abc import Callable
from importlib.resources import files

from fastapi import FastAPI, Request
from starlette.staticfiles import StaticFiles

import haechi
from haechi.app.desk import Desk
from haechi.web import api, entries, problems
from haechi.web.rooms import alerts, choices, dependence, documents, items, knowledge, notices, register, today
from haechi.web.safety import OWN_MACHINE, Safety
from haechi.web.visitor import Visitor

ROOMS = (today, alerts, notices, items, knowledge, documents, dependence, register, choices)


def clock() -> dt.datetime:
    """The time now."""
    return dt.datetime.now(tz=dt.UTC)


def create(
    desks: Callable[[dt.date | None], Desk],
    visitors: Callable[[Request], Visitor],
    *,
    hosts: tuple[str, ...] = OWN_MACHINE,
    now: Callable[[], dt.datetime] = clock,
) -> FastAPI:
    """The application.

    Parameters
    ----------
    desks : the desk as of a day; None: today
    visitors : who sends a request
    hosts : names under which it answers
    now : the clock by which what is entered is dated
    """
    app = FastAPI(
        title="Haechi",
        version=haechi.__version__,
        description="What `haechi COMMAND --json` prints, byte for byte.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.desks = desks
    app.state.visitors = visitors
    app.state.now = now
    app.include_router(api.routes)
    app.include_router(entries.routes)
    for room in ROOMS:
        app.include_router(room.routes)
    app.mount("/static", StaticFiles(directory=str(files("haechi.web") / "static")), name="static")
    app.add_middleware(Safety, hosts=hosts)
    problems.install(app)
    return app
