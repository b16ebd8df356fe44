"""How large and how deep a body may be, with or without a stated length."""

import re
from dataclasses import dataclass

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from haechi.web.problems import SENTENCES, TITLES, problem

_TEXT = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Most bytes of a form or of JSON, most bytes of an upload, and how deep JSON may be nested."""

    body: int = 2**20
    upload: int = 2**29
    depth: int = 32


USUAL = Limits()


class Bodies:
    """Refuses bodies that are too large as soon as that is seen, and JSON that is nested too deeply."""

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
        taken = self.uploads if kind == "multipart/form-data" else self.forms
        if int(headers.get("content-length", 0)) > taken.max_body_size:
            refusal = problem(Request(scope), 413, TITLES[413], SENTENCES[413])
            refusal.headers["connection"] = "close"
            await refusal(scope, receive, send)
            return
        is_json = kind.endswith(("/json", "+json"))
        await taken(scope, _shallow(receive, self.depth) if is_json else receive, send)


def _shallow(receive: Receive, most: int) -> Receive:
    """The parts of a body in JSON; the last one is refused where the whole is nested too deeply."""
    seen = bytearray()

    async def part() -> Message:
        message = await receive()
        seen.extend(message.get("body", b""))
        is_whole = message["type"] == "http.request" and not message.get("more_body", False)
        if is_whole and await run_in_threadpool(depth, bytes(seen), most) > most:
            raise HTTPException(422, f"the JSON is nested more than {most} deep; send it flatter")
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
