"""The desk as a web application: pages for people and the API beneath them, on one's own machine."""

import datetime as dt
from collections.abc import Callable
from importlib.resources import files

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

import haechi
from haechi.app.desk import Desk
from haechi.web import api, pages, problems
from haechi.web.safety import OWN_MACHINE, Safety


def create(desks: Callable[[dt.date | None], Desk], *, hosts: tuple[str, ...] = OWN_MACHINE) -> FastAPI:
    """The application.

    Parameters
    ----------
    desks : the desk as of a day; None: today
    hosts : names under which it answers
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
    app.include_router(api.routes)
    app.include_router(pages.routes)
    app.mount("/static", StaticFiles(directory=str(files("haechi.web") / "static")), name="static")
    app.add_middleware(Safety, hosts=hosts)
    problems.install(app)
    return app
