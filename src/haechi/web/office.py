"""The door of an office: who sends a request, by session or token, and where to send those whom nobody knows."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from haechi.app import sessions, tokens
from haechi.app.desk import Desk
from haechi.errors import HaechiError
from haechi.model.account import Role
from haechi.model.account import Scope as TokenScope
from haechi.web import problems
from haechi.web.prefix import inside, is_api
from haechi.web.safety import READING
from haechi.web.visitor import Visitor

COOKIE = "haechi_session"  # other applications of the same host may have a cookie named session
NOBODY = Visitor(name="", role=Role.VIEWER, via="")
_OPEN = ("/login", "/language")
_KEPT = "private, no-cache"
# A link on another site opens this page without the cookie (SameSite=Strict); the page asks for itself with it.
_AGAIN = '<!doctype html><html lang="en"><title>Haechi</title><meta http-equiv="refresh" content="0"></html>'


def visitor(request: Request) -> Visitor:
    """Who sends a request, as the door found."""
    found: Visitor = request.state.visitor
    return found


class Door:
    """Lets in who shows a session or a token that holds; others read the page to sign in, and programs a problem."""

    def __init__(self, app: ASGIApp, desks: Callable[[dt.date | None], Desk], now: Callable[[], dt.datetime]) -> None:
        self.app = app
        self.desks = desks
        self.now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say what it lacks."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        request.state.visitor = NOBODY
        try:
            refusal = await run_in_threadpool(self._refusal, request)
        except HaechiError as error:
            refusal = problems.of(request, error)

        async def private(message: Message) -> None:
            if message["type"] == "http.response.start" and not inside(scope).startswith("/static/"):
                headers = MutableHeaders(scope=message)
                headers.setdefault("cache-control", _KEPT)
                headers.add_vary_header("Cookie, Authorization")
            await send(message)

        await (refusal or self.app)(scope, receive, private)

    def _refusal(self, request: Request) -> Response | None:
        """What stands against a request; None where nothing does, and then its visitor is known."""
        path = inside(request.scope)
        if path.startswith("/static/"):
            return None
        if is_api(path) and "authorization" in request.headers:
            return self._program(request)
        key = request.cookies.get(COOKIE, "")
        found = sessions.holder(self.desks(None), key, at=self.now(), is_in_use=not is_api(path)) if key else None
        if found is None:
            return None if path in _OPEN else _unknown(request)
        if request.method not in READING and not {"origin", "sec-fetch-site"} & set(request.headers):
            sentence = "the browser does not say which page sent this form; use one of the last years, or a token"
            return problems.problem(request, 403, "Not allowed", sentence)
        request.state.visitor = Visitor(
            name=found.account.name, role=found.account.role, via="session", session=found.number
        )
        return None

    def _program(self, request: Request) -> Response | None:
        scheme, _, text = request.headers["authorization"].partition(" ")
        found = tokens.bearer(self.desks(None), text.strip(), at=self.now()) if scheme.casefold() == "bearer" else None
        if found is None:
            return _challenge(request, "the token is unknown, has expired or was taken back", 'error="invalid_token"')
        token, account = found
        needed = TokenScope.READ if request.method in READING else TokenScope.DECIDE
        if not token.role.covers(needed.role):
            sentence = f"token {token.number} may {', '.join(token.scopes)} and this takes {needed}; make another token"
            return _challenge(request, sentence, f'error="insufficient_scope", scope="{needed}"', 403)
        lent = account.role if token.role.covers(account.role) else token.role
        request.state.visitor = Visitor(name=account.name, role=lent, via=f"token {token.number}")
        return None


def _unknown(request: Request) -> Response:
    """Where somebody without a session is sent."""
    if is_api(inside(request.scope)):
        return _challenge(request, "this takes a token, `Authorization: Bearer TOKEN`; `haechi token add` makes one")
    root = request.scope.get("root_path", "")
    if request.method not in READING:
        sent_from = urlsplit(request.headers.get("referer", ""))._replace(scheme="", netloc="", fragment="").geturl()
        return _to_sign_in(root, {"then": sent_from.removeprefix(root) or "/", "lost": "yes"})
    if request.headers.get("sec-fetch-site") == "cross-site":
        return HTMLResponse(_AGAIN)
    query = f"?{request.url.query}" if request.url.query else ""
    return _to_sign_in(root, {"then": inside(request.scope) + query})


def _to_sign_in(root: str, told: dict[str, str]) -> Response:
    return RedirectResponse(f"{root}/login?{urlencode(told)}", status_code=303)


def _challenge(request: Request, sentence: str, error: str = "", status: int = 401) -> Response:
    title = "Not signed in" if status == 401 else "Not allowed"
    answer = problems.problem(request, status, title, sentence)
    answer.headers["www-authenticate"] = 'Bearer realm="haechi"' + (f", {error}" if error else "")
    return answer
