"""Documents that people add to alerts and items: taken in with a limit, and given back as downloads only."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from haechi.app import enclosing
from haechi.app.enclosing import LARGEST, Document
from haechi.errors import InputError
from haechi.model.enclosure import About
from haechi.sentence import said
from haechi.web.api import is_known
from haechi.web.frame import attachment, back
from haechi.web.request_values import At, Now
from haechi.web.visitor import Analyst, Anyone

routes = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
_AROUND = 64 * 1024  # bytes of a form beside its document


async def upload(request: Request) -> tuple[str, str, Document]:
    """What a document is added to, by kind and name, and the document; its size is looked at before its bytes.

    Raises
    ------
    InputError
        If the size is not said or too large, or no file is there.
    """
    size = request.headers.get("content-length", "")
    if not size.isdigit() or int(size) > LARGEST + _AROUND:
        raise InputError(
            said("a document has at most {most} MB; hand in a part of it, or a link", most=LARGEST // 2**20)
        )
    async with request.form(max_files=1, max_fields=8, max_part_size=_AROUND) as form:
        file = form.get("file")
        if not isinstance(file, UploadFile) or not file.filename:
            raise InputError(said("no document was chosen; choose a file, then add it"))
        words = {name: str(form.get(name) or "").strip() for name in ("about", "name", "source", "note")}
        content = await file.read(LARGEST + 1)
        document = Document(file=file.filename, content=content, source=words["source"], note=words["note"] or None)
    return words["about"], words["name"], document


@routes.post("/documents")
def enclose(
    request: Request, at: At, who: Analyst, now: Now, given: Annotated[tuple[str, str, Document], Depends(upload)]
) -> RedirectResponse:
    """Add a document to an alert or an item."""
    about, name, document = given
    if about not in set(About):
        raise InputError(f"a document is added to an alert or an item, not to {about!r}")
    added = enclosing.enclose(at, About(about), name, document, who=who.name, at=now)
    path = f"/items/{added.name}/enter" if added.about is About.ITEM else f"/alerts/{quote(added.name)}"
    return back(request, path)


@routes.get("/documents/{number}")
def content(request: Request, at: At, _: Anyone, number: Number) -> Response:
    """A document as it was added, to be kept and never shown by the browser."""
    found, given = enclosing.content(at, number)
    headers = {
        **attachment(found.file),
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-cache",
        "etag": f'"{found.digest}"',
    }
    if is_known(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(given, media_type="application/octet-stream", headers=headers)
