"""Works out beforehand, while nobody waits, what the most-used pages stand on: the first to open them need not wait.

It begins after the first answer with opening the other rooms, goes in steps, none of which begins while a request waits
for its answer, and begins anew on another day and after a load. It reads customs data and bundled tables only, and
writes nothing.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Hashable
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from haechi.app.desk import Desk
from haechi.errors import HaechiError
from haechi.web.opening import Rooms

_REST = 0.02  # seconds between two steps
_LOOK = 30.0  # seconds between two looks whether a day or a load has come
_PATIENCE = 2.0  # seconds that the end of the application waits for a step
_LOG = logging.getLogger(__name__)


class Warming:
    """Lets requests pass, and works through the steps beside them.

    Parameters
    ----------
    desks : the desk as of a day; None: today
    rooms : those that are opened before anything else
    """

    def __init__(self, app: ASGIApp, desks: Callable[[dt.date | None], Desk], rooms: Rooms) -> None:
        self.app = app
        self.desks = desks
        self.rooms = rooms
        self._requests = 0
        self._is_quiet = threading.Event()
        self._is_ended = threading.Event()
        self._thread = threading.Thread(target=self._work, name="warming", daemon=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; the first that is answered starts the work, and the end of the application ends it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            self._end()
            return
        is_waiting = True
        self._requests += 1
        self._is_quiet.clear()

        def answered() -> None:
            nonlocal is_waiting
            if is_waiting:
                is_waiting = False
                self._requests -= 1
                if not self._requests:
                    self._is_quiet.set()

        async def told(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.start":
                answered()

        try:
            await self.app(scope, receive, told)
        finally:
            answered()
            if self._thread.ident is None:
                self._thread.start()

    def _end(self) -> None:
        self._is_ended.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _work(self) -> None:
        """Go through the steps whenever the day or the loads are others than before."""
        before: Hashable = None
        self.rooms.open()
        while not self._is_ended.is_set():
            with suppress(HaechiError, OSError):  # a workspace that cannot be read: every page says so
                desk = self.desks(None)
                now = (desk.as_of, desk.lake.state() if desk.workspace else None)
                if now != before:
                    self._through(desk)
                    before = now
            self._is_ended.wait(_LOOK)

    def _through(self, desk: Desk) -> None:
        from haechi.web import prepared  # what the first page needs none of

        for step in prepared.steps(desk):
            while not self._is_ended.wait(_REST) and not self._is_quiet.is_set():
                pass
            if self._is_ended.is_set():
                return
            try:
                step()
            except HaechiError:  # such as that the loaded data do not cover an economy
                continue
            except Exception:  # a fault of one page must not keep the others from being prepared
                _LOG.warning("what a page stands on could not be prepared", exc_info=True)
