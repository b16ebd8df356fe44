"""The desk as a web application: pages for people and the API beneath them."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import files

import anyio.to_thread
from fastapi import FastAPI, Request
from starlette.staticfiles import StaticFiles

import haechi
from haechi.app.desk import Desk
from haechi.web import problems
from haechi.web.bodies import USUAL, Bodies, Limits
from haechi.web.office import Door
from haechi.web.opening import Opening, Rooms
from haechi.web.prefix import Prefix
from haechi.web.rooms import today
from haechi.web.safety import OWN_MACHINE, Safety
from haechi.web.trail import Trail
from haechi.web.visitor import Visitor
from haechi.web.warming import Warming

_THREADS = 6


def clock() -> dt.datetime:
    """The time now."""
    return dt.datetime.now(tz=dt.UTC)


@asynccontextmanager
async def _few_threads(_app: FastAPI) -> AsyncIterator[None]:
    """Answers wait for a thread in the order in which they were asked for.

    One interpreter works at one of them at a time: with many threads all are late, and none is sooner.
    """
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    yield


def create(
    desks: Callable[[dt.date | None], Desk],
    visitors: Callable[[Request], Visitor],
    *,
    hosts: tuple[str, ...] = OWN_MACHINE,
    root: str = "",
    is_office: bool = False,
    is_warming: bool = False,
    limits: Limits = USUAL,
    now: Callable[[], dt.datetime] = clock,
) -> FastAPI:
    """The application.

    Parameters
    ----------
    desks : the desk as of a day; None: today
    visitors : who sends a request
    hosts : names under which it answers
    root : prefix of its paths behind a proxy, such as /haechi
    is_office : whether people sign in; `visitors` is then that of `office`
    is_warming : whether the first page is answered before the other rooms are there; they are opened after it, and
        what pages stand on is worked out before anybody asks
    limits : how large bodies may be
    now : the clock by which what is entered, sessions and the audit log are dated
    """
    app = FastAPI(
        lifespan=_few_threads,
        title="Haechi",
        version=haechi.__version__,
        description="What `haechi COMMAND --json` prints, byte for byte.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.desks = desks
    app.state.visitors = visitors
    app.state.is_office = is_office
    app.state.now = now
    app.include_router(today.routes)
    rooms = Rooms(app, is_office=is_office)
    app.mount("/static", StaticFiles(directory=str(files("haechi.web") / "static")), name="static")
    if is_warming:
        app.add_middleware(Opening, rooms=rooms)
    else:
        rooms.open()
    app.add_middleware(Trail, desks=desks, now=now)
    app.add_middleware(Bodies, limits=limits)
    if is_office:
        app.add_middleware(Door, desks=desks, now=now)
    app.add_middleware(Safety, hosts=hosts)
    app.add_middleware(Prefix, root=root)
    if is_warming:
        app.add_middleware(Warming, desks=desks, rooms=rooms)
    problems.install(app)
    return app
