"""Opens the rooms after the first page: who asks for another one before waits until it is there."""

from threading import Lock

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from haechi.web.prefix import inside


class Rooms:
    """All rooms but the first, and the API.

    Parameters
    ----------
    app : where they are opened
    is_office : whether people sign in
    """

    def __init__(self, app: FastAPI, *, is_office: bool) -> None:
        self.are_open = False
        self._app = app
        self._is_office = is_office
        self._lock = Lock()

    def open(self) -> None:
        """Load them and add their routes, once: who comes meanwhile waits."""
        from haechi.web import other_rooms  # takes longer to load than the first page to answer

        with self._lock:
            if not self.are_open:
                other_rooms.include(self._app, is_office=self._is_office)
                self.are_open = True


class Opening:
    """Lets requests for the first page and for what it shows pass; others wait until the rooms are open."""

    def __init__(self, app: ASGIApp, rooms: Rooms) -> None:
        self.app = app
        self.rooms = rooms

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as soon as all routes that it could be for are there."""
        if not self.rooms.are_open and scope["type"] == "http" and not _is_first(inside(scope)):
            await run_in_threadpool(self.rooms.open)
        await self.app(scope, receive, send)


def _is_first(path: str) -> bool:
    return path == "/" or path.startswith("/static/")
