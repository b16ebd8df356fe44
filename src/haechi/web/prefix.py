"""The desk under a path prefix, such as /haechi, behind a proxy that leaves the prefix on or takes it off."""

from starlette.types import ASGIApp, Receive, Scope, Send

_API = "/api/v1"


class Prefix:
    """Puts the prefix before every path that lacks it, so that links and routes agree."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        self.app = app
        self.root = root.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its whole path."""
        if scope["type"] == "http" and self.root:
            path = scope["path"]
            is_whole = path == self.root or path.startswith(f"{self.root}/")
            scope["root_path"] = self.root
            scope["path"] = path if is_whole else self.root + path
        await self.app(scope, receive, send)


def inside(scope: Scope) -> str:
    """The path of a request without the prefix."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")) or "/"


def is_api(path: str) -> bool:
    """Whether programs ask for a path, not people."""
    return path == _API or path.startswith(f"{_API}/")
