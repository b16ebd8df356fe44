"""Data: what is loaded, what looks wrong in it, what was put aside, and where a customs file is dropped."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from starlette.responses import HTMLResponse, Response

from haechi.app import dropping, loading
from haechi.app.dropping import Dropped
from haechi.app.report import Report
from haechi.errors import HaechiError
from haechi.web.frame import attachment, page
from haechi.web.problems import of_form
from haechi.web.request_values import At, Name
from haechi.web.visitor import Analyst

routes = APIRouter(include_in_schema=False)
LOADS = ("file", "state", "source", "first_period", "last_period", "last_vintage", "rows", "quarantined", "sha256")
FINDINGS = ("severity", "check", "where", "code", "what", "remedy")
Short = Annotated[str, Form(max_length=40)]
_MOST = 5  # findings of a kind


@routes.get("/data")
def data(request: Request, at: At, every: Annotated[bool, Query(alias="all")] = False) -> HTMLResponse:
    """What is held, and the form by which a file comes in; the first findings of each kind, or all."""
    return _room(request, at, None, None, {}, most=None if every else _MOST)


@routes.post("/data")
def drop(
    request: Request,
    at: At,
    _who: Analyst,
    file: Annotated[UploadFile, File()],
    period: Short = "",
    vintage: Short = "",
    release_lag: Short = "",
) -> HTMLResponse:
    """Load a file, and say what was taken and what was put aside."""
    given = {"period": period, "vintage": vintage, "release_lag": release_lag}
    try:
        report = dropping.load(at, Dropped(name=file.filename or "", content=file.file, **given))
    except HaechiError as error:
        return _room(request, at, None, error, given)
    return _room(request, at, report, None, {})


@routes.get("/data/quarantine/{name}")
def quarantine(at: At, name: Name) -> Response:
    """Rows that were put aside, as CSV."""
    return Response(dropping.quarantine(at, name), media_type="text/csv; charset=utf-8", headers=attachment(name))


def _room(
    request: Request,
    at: At,
    report: Report | None,
    error: HaechiError | None,
    given: dict[str, str],
    *,
    most: int | None = _MOST,
) -> HTMLResponse:
    checked = loading.check(at)
    shown = checked if most is None else loading.shortened(checked, most=most)
    return page(
        request,
        at.as_of,
        "data.html",
        status=of_form(error) if error else 200,
        loaded=report,
        loads=loading.loads(at),
        columns=LOADS,
        findings=shown,
        notes_of_findings=checked,
        left=len(checked.rows) - len(shown.rows),
        of_findings=FINDINGS,
        aside=dropping.quarantined(at),
        error=error.sentence if error else None,
        given={"period": "", "vintage": "", "release_lag": "", **given},
    )
