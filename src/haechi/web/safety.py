"""What every answer says to the browser, and whom the server listens to."""

import re
from urllib.parse import urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from haechi.web.problems import problem

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ENCRYPTED = {"strict-transport-security": "max-age=31536000"}
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
READING = ("GET", "HEAD", "OPTIONS")
OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]")


class Safety:
    """Adds the headers to every answer and refuses requests that name another host or that another site makes.

    A page elsewhere can make a name of its own point to this machine; its requests carry that name and are refused. It
    can also send a form here by the true name; the browser says so by `Sec-Fetch-Site` or `Origin`. Programs send
    neither. What breaks on the way is answered with a page in the same headers, and raised for the log of the server.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...] = OWN_MACHINE) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        is_answered = False

        async def with_headers(message: Message) -> None:
            nonlocal is_answered
            if message["type"] == "http.response.start":
                is_answered = True
                headers = MutableHeaders(scope=message)
                for name, value in (HEADERS | (_ENCRYPTED if scope["scheme"] == "https" else {})).items():
                    headers.setdefault(name, value)
            await send(message)

        if host_name(Headers(scope=scope).get("host", "")) not in self.hosts:
            refusal = PlainTextResponse(f"This desk answers at {', '.join(self.hosts)} only.\n", status_code=421)
            await refusal(scope, receive, with_headers)
            return
        if scope["method"] not in READING and _is_foreign(Headers(scope=scope)):
            refusal = PlainTextResponse("Another site sent this form; send it from a page of this desk.\n", 403)
            await refusal(scope, receive, with_headers)
            return
        try:
            await self.app(scope, receive, with_headers)
        except Exception:
            if not is_answered:
                sentence = "this is a fault of Haechi, not of what was asked; the server has written down where"
                await problem(Request(scope), 500, "A fault", sentence)(scope, receive, with_headers)
            raise


def host_name(host: str) -> str:
    """The name of a host without its port.

    >>> host_name("LocalHost:8484"), host_name("[::1]"), host_name("[::1]:8484")
    ('localhost', '[::1]', '[::1]')
    """
    return re.sub(r":\d*$", "", host).casefold()


def _is_foreign(headers: Headers) -> bool:
    """Whether the browser says that a page of another site made the request."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site not in ("same-origin", "none")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")
