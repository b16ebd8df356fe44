"""Documents: make one, read it here, take it away as a file."""

import base64
import hashlib
import re
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from haechi.app import documents
from haechi.app.documents import FORMS, Paper, Wish
from haechi.errors import HaechiError, InputError
from haechi.web.frame import LANGUAGES, attachment, back, language, page
from haechi.web.request_values import At, Name
from haechi.web.visitor import Asker

routes = APIRouter(include_in_schema=False)
COLUMNS = ("document", "form", "kilobytes")
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_NONE = "'none'"


@routes.get("/briefs")
def room(
    request: Request,
    at: At,
    paper: Paper = Paper.DEPENDENCE,
    about: Annotated[str, Query(max_length=200)] = "",
    made: Annotated[str, Query(max_length=200)] = "",
) -> HTMLResponse:
    """What lies in the outbox, the document that was just made, and the form for a new one."""
    return _room(
        request, at, {"paper": paper.value, "about": about, "language": language(request), "form": "pdf"}, made=made
    )


@routes.post("/briefs", response_model=None)
def make(
    request: Request,
    at: At,
    _who: Asker,
    paper: Annotated[Paper, Form()],
    form: Annotated[str, Form(max_length=10)],
    about: Annotated[str, Form(max_length=200)] = "",
    language: Annotated[str, Form(max_length=10)] = "en",
) -> HTMLResponse | RedirectResponse:
    """Write a document into the outbox and open it."""
    wish = Wish(paper=paper, about=about, language=language, forms=(form,))
    try:
        report = documents.make(at, wish)
    except HaechiError as error:
        given = {"paper": paper.value, "about": about, "language": language, "form": form}
        return _room(request, at, given, error=error)
    name = str(report.rows[0]["file"]).replace("\\", "/").rsplit("/", 1)[-1]
    return back(request, f"/briefs/{name}/read") if form == "html" else back(request, "/briefs", made=name)


@routes.get("/briefs/{name}")
def take(at: At, name: Name) -> Response:
    """A document as a file."""
    content, kind = documents.content(at, name)
    return Response(content, media_type=kind, headers=attachment(name))


@routes.get("/briefs/{name}/read")
def read(at: At, name: Name) -> Response:
    """A document as a page of its own, to read and to print; nothing in it runs or loads."""
    content, kind = documents.content(at, name)
    if kind != FORMS["html"]:
        raise InputError(f"{name} is not HTML; take it as a file from /briefs/{name}")
    styles = " ".join(f"'sha256-{_digest(style)}'" for style in _STYLE.findall(content))
    policy = f"default-src 'none'; style-src {styles or _NONE}; img-src data:; frame-ancestors 'none'; sandbox"
    return Response(content, media_type=kind, headers={"content-security-policy": policy})


def _digest(style: bytes) -> str:
    return base64.b64encode(hashlib.sha256(style).digest()).decode()


def _room(
    request: Request, at: At, given: dict[str, str], *, error: HaechiError | None = None, made: str = ""
) -> HTMLResponse:
    return page(
        request,
        at.as_of,
        "briefs.html",
        status=422 if error else 200,
        report=documents.held(at),
        made=made,
        columns=COLUMNS,
        given=given,
        error=error.sentence if error else None,
        papers=tuple(paper.value for paper in Paper),
        forms=tuple(name for name in FORMS if name != "ics"),
        tongues=LANGUAGES,
        subjects=documents.subjects(at, language(request)),
    )
