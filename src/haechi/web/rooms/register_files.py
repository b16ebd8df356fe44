"""The register as files: the workbook out and in, and the calendar."""

import shutil
import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from starlette.responses import HTMLResponse, Response

from haechi.app import register_files, scheduling
from haechi.app.documents import FORMS
from haechi.app.report import Report
from haechi.errors import HaechiError
from haechi.model.enclosure import cleaned
from haechi.web.frame import attachment, page
from haechi.web.problems import of_form
from haechi.web.request_values import At, Now
from haechi.web.visitor import Analyst

routes = APIRouter(include_in_schema=False)
COLUMNS = ("entry", "kind", "deed", "side", "why", "who")


@routes.get("/register-files")
def room(request: Request, at: At) -> HTMLResponse:
    """The form by which a workbook comes back."""
    return _room(request, at, None, None)


@routes.get("/register-files/register.xlsx")
def workbook(at: At) -> Response:
    """The whole register, every change of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "register.xlsx")
        register_files.export(at, path)
        return _file(path)


@routes.get("/register-files/alliance.ics")
def calendar(at: At, side: str | None = None) -> Response:
    """Meetings and deadlines, of one side where it is named."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "alliance.ics")
        scheduling.feed(at, path, side=side)
        return _file(path)


@routes.post("/register-files", response_model=None)
def bring_in(request: Request, at: At, who: Analyst, now: Now, file: Annotated[UploadFile, File()]) -> HTMLResponse:
    """Enter what a workbook adds, all of it or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, cleaned(file.filename or "register.xlsx"))
        with path.open("wb") as kept:
            shutil.copyfileobj(file.file, kept)
        try:
            report = register_files.bring_in(at, path, who=who.name, at=now, is_own=True)
        except HaechiError as error:
            return _room(request, at, None, error)
    return _room(request, at, report, None)


def _file(path: Path) -> Response:
    return Response(path.read_bytes(), media_type=FORMS[path.suffix.removeprefix(".")], headers=attachment(path.name))


def _room(request: Request, at: At, report: Report | None, error: HaechiError | None) -> HTMLResponse:
    status, sentence = (of_form(error), error.sentence) if error else (200, None)
    values = {"report": report, "columns": COLUMNS, "error": sentence}
    return page(request, at.as_of, "register_files.html", status=status, **values)
