"""Writes into the audit log what is entered and decided through the web, whatever room takes it."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from haechi.app import auditing
from haechi.app.desk import Desk
from haechi.errors import HaechiError
from haechi.model.audit import Entry
from haechi.web import problems
from haechi.web.prefix import inside
from haechi.web.safety import READING

_NO_DECISION = ("/login", "/language")  # signing in is written down where it is tried
_SECRET = re.compile(r"password|passphrase|pwd|secret|token|credential|(^|_)key$", re.IGNORECASE)
_FILE = re.compile(r'name="([^"\r\n]*)"; filename="([^"\r\n]*)"')
_FIELD = re.compile(r'name="([^"\r\n]*)"\r\n\r\n(.*?)\r\n--', re.DOTALL)
_READ = 2**14  # bytes of a body that are looked at
_LONGEST = 200  # characters of a value that are kept
_MOST = 2000  # characters of all values together


class Trail:
    """Adds an entry for every request that does more than read, before its answer goes out.

    An answer that cannot be written down does not go out. What was asked may have been done all the same; the sentence
    that goes out instead says so.
    """

    def __init__(self, app: ASGIApp, desks: Callable[[dt.date | None], Desk], now: Callable[[], dt.datetime]) -> None:
        self.app = app
        self.desks = desks
        self.now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and write down how it ended."""
        if scope["type"] != "http" or scope["method"] in READING or inside(scope) in _NO_DECISION:
            await self.app(scope, receive, send)
            return
        seen = bytearray()
        is_refused = False

        async def overheard() -> Message:
            message = await receive()
            seen.extend(message.get("body", b"")[: _READ - len(seen)])
            return message

        async def written(message: Message) -> None:
            nonlocal is_refused
            if is_refused:
                return
            if message["type"] == "http.response.start":
                try:
                    await run_in_threadpool(self._write, scope, bytes(seen), message["status"])
                except HaechiError as error:
                    is_refused = True
                    await _unwritten(Request(scope), error)(scope, receive, send)
                    return
            await send(message)

        try:
            await self.app(scope, overheard, written)
        except Exception:
            await run_in_threadpool(self._write, scope, bytes(seen), 500)
            raise

    def _write(self, scope: Scope, body: bytes, status: int) -> None:
        request = Request(scope)
        visitor = request.app.state.visitors(request)
        entry = Entry(
            id=0,
            at=self.now(),
            who=visitor.name,
            via=visitor.via,
            method=request.method,
            path=inside(scope)[:_LONGEST].replace("\0", ""),
            what=told(body, request.headers.get("content-type", "")),
            status=status,
            address=address(request),
        )
        auditing.record(self.desks(None), entry)


def _unwritten(request: Request, error: HaechiError) -> Response:
    sentence = f"what was sent may have been entered, but was not written down ({error}); look before sending it again"
    return problems.problem(request, 503, "Not written down", sentence)


def address(request: Request) -> str:
    """Where a request comes from; behind a trusted proxy, what that says."""
    return request.client.host if request.client else ""


def told(body: bytes, kind: str) -> str:
    """The fields of a body in words, without those whose names speak of secrets.

    >>> told(b"reason=duplicate&password=hunter2&note=seen+twice", "application/x-www-form-urlencoded")
    'reason=duplicate; note=seen twice'
    """
    fields = _fields(body, kind.split(";")[0].strip().casefold())
    kept = "; ".join(f"{name[:_LONGEST]}={value[:_LONGEST]}" for name, value in fields if not _SECRET.search(name))
    return kept.replace("\0", "")[:_MOST]


def _fields(body: bytes, kind: str) -> Iterator[tuple[str, str]]:
    if kind == "application/x-www-form-urlencoded":
        yield from parse_qsl(body.decode(errors="replace"))
    elif kind == "multipart/form-data":
        text = body.decode(errors="replace")
        yield from _FILE.findall(text)
        yield from _FIELD.findall(text)
    elif kind.endswith(("/json", "+json")):
        yield from _parts(body)


def _parts(body: bytes) -> Iterator[tuple[str, str]]:
    """The fields of an object in JSON, or why they are not known."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        yield "JSON", "longer than is kept" if len(body) >= _READ else "cannot be read"
        return
    if isinstance(content, dict):
        for name, value in content.items():
            yield name, json.dumps(_open(value), ensure_ascii=False)


def _open(value: object) -> object:
    """A value without the parts whose names speak of secrets."""
    if isinstance(value, Mapping):
        return {name: _open(part) for name, part in value.items() if not _SECRET.search(name)}
    return [_open(part) for part in value] if isinstance(value, list) else value
