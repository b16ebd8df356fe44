"""How large and how deep a body may be, with or without a stated length, and that its signs are whole."""

import re
from dataclasses import dataclass

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from haechi.web.prefix import inside
from haechi.web.problems import SENTENCES, TITLES, problem
from haechi.web.visitor import Role, Visitor

_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Most bytes of a form or of JSON, most bytes of an upload, and how deep JSON may be nested."""

    body: int = 2**20
    upload: int = 2**29
    depth: int = 32


USUAL = Limits()
UPLOADS = ("/data", "/documents", "/news", "/register-files", "/stress/own")  # paths that take files


class Bodies:
    """Refuses bodies that are too large as soon as that is seen, and JSON that is nested too deeply.

    Only paths that take files take large ones, and only from who may enter something.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.forms = RequestBodyLimitMiddleware(app, limits.body)
        self.uploads = RequestBodyLimitMiddleware(app, limits.upload)
        self.depth = limits.depth

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with a body that ends where it is too large."""
        if scope["type"] != "http":
            await self.forms(scope, receive, send)
            return
        headers = Headers(scope=scope)
        kind = headers.get("content-type", "").split(";")[0].strip().casefold()
        taken = self.uploads if kind == "multipart/form-data" and _may_upload(scope) else self.forms
        if int(headers.get("content-length", 0)) > taken.max_body_size:
            refusal = problem(Request(scope), 413, TITLES[413], SENTENCES[413])
            refusal.headers["connection"] = "close"
            await refusal(scope, receive, send)
            return
        is_json = kind.endswith(("/json", "+json"))
        await taken(scope, _shallow(receive, self.depth) if is_json else receive, send)


def _may_upload(scope: Scope) -> bool:
    """Whether a path takes files, from somebody who may enter them."""
    if inside(scope) not in UPLOADS:
        return False
    request = Request(scope)
    found: Visitor = request.app.state.visitors(request)
    return found.role.covers(Role.ANALYST)


def _shallow(receive: Receive, most: int) -> Receive:
    """The parts of a body in JSON; the last one is refused where the whole is nested too deeply."""
    seen = bytearray()

    async def part() -> Message:
        message = await receive()
        seen.extend(message.get("body", b""))
        is_whole = message["type"] == "http.request" and not message.get("more_body", False)
        if is_whole and await run_in_threadpool(depth, bytes(seen), most) > most:
            raise HTTPException(422, f"the JSON is nested more than {most} deep; send it flatter")
        if is_whole and not await run_in_threadpool(is_utf8, bytes(seen)):
            raise HTTPException(400)
        if is_whole and await run_in_threadpool(has_halves, bytes(seen)):
            raise HTTPException(422, "the JSON holds half of a sign, a lone surrogate; send whole ones")
        return message

    return part


def depth(body: bytes, enough: int) -> int:
    """How deep JSON is nested; counting ends soon after `enough`.

    >>> depth(b'{"a": [1, "[[["]}', 9)
    2
    """
    deepest = now = 0
    for bracket in _BRACKET.finditer(_TEXT.sub(b"", body)):
        now += 1 if bracket[0] in b"[{" else -1
        deepest = max(deepest, now)
        if deepest > enough:
            break
    return deepest


def is_utf8(body: bytes) -> bool:
    """Whether JSON is text in UTF-8, as RFC 8259 asks for; Python itself would read halves of signs and UTF-16 too."""
    try:
        return "\0" not in body.decode("utf-8")
    except UnicodeDecodeError:
        return False


def has_halves(body: bytes) -> bool:
    r"""Whether JSON escapes one half of a sign without the other, which no text in UTF-8 can hold.

    >>> has_halves(rb'"\ud83d\ude00 \\ud800"'), has_halves(rb'"\ud83d \ude00"'), has_halves(rb'"\ude00"')
    (False, True, True)
    """
    open_at = -1
    for escape in _ESCAPE.finditer(body):
        code = int(escape[1], 16) if escape[1] else 0
        is_second = 0xDC00 <= code <= 0xDFFF
        if is_second != (open_at == escape.start()) or (open_at >= 0 and not is_second):
            return True
        open_at = escape.end() if 0xD800 <= code <= 0xDBFF else -1
    return open_at >= 0
