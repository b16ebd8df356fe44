"""News: articles, what they propose with the passage beside each value, and the judgment of a person."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Path, Request, UploadFile
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse

from haechi.app import judging_news, reading_news
from haechi.app.news_page import by_field, changed, stretches
from haechi.app.reading_news import Handed, Terms
from haechi.app.report import Row
from haechi.errors import HaechiError, InputError, UnknownName
from haechi.model.enclosure import cleaned
from haechi.news.articles import LARGEST
from haechi.sentence import said
from haechi.web.frame import Typed, back, page
from haechi.web.problems import of_form
from haechi.web.request_values import At, Now
from haechi.web.visitor import Analyst

routes = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31)]
COLUMNS = ("title", "released", "sources", "proposals", "open")
OF_OPEN = ("what", "kind", "parties", "date", "effective", "modality", "items", "source")
_ASKED = {"notice": ("date", "effective")}  # of each kind of proposal, though nothing was found
_OWN = "own "  # before the names of fields that a person adds


@routes.get("/news")
def news(request: Request, at: At) -> HTMLResponse:
    """Stories, proposals that are open, and the form to hand in an article."""
    return _room(request, at)


@routes.post("/news", response_model=None)
def hand_in(
    request: Request,
    at: At,
    who: Analyst,
    now: Now,
    text: Annotated[str, Form(max_length=1_100_000)] = "",
    released: Annotated[str, Form(max_length=40)] = "",
    source: Annotated[str, Form(max_length=400)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> HTMLResponse | RedirectResponse:
    """Take in an article and show what it proposes."""
    given = {"text": text, "released": released, "source": source}
    terms = Terms(released=released or None, source=source or None, who=who.name)
    try:
        report = reading_news.add(at, [_handed(text, file)], terms, at=now)
    except HaechiError as error:
        return _room(request, at, error=error, given=given)
    return back(request, f"/news/{report.rows[0]['article']}")


@routes.get("/news/{number}")
def article(request: Request, at: At, number: Number) -> HTMLResponse:
    """An article with everything that was proposed on it."""
    return _article(request, at, number)


@routes.post("/news/{number}/proposals/{proposal}", response_model=None)
def judge(
    request: Request, at: At, who: Analyst, now: Now, form: Typed, number: Number, proposal: Number
) -> HTMLResponse | RedirectResponse:
    """Accept a proposal, with what was typed in place of what was found, or reject it."""
    try:
        _judge(at, _proposal(at, number, proposal), form, who.name, now)
    except HaechiError as error:
        return _article(request, at, number, error=error, judged=proposal, form=form)
    return back(request, f"/news/{number}#proposal-{proposal}")


def _judge(at: At, found: Row, form: FormData, who: str, now: dt.datetime) -> None:
    number = int(str(found["number"]))
    if form.get("deed") == "reject":
        judging_news.reject(at, number, _text(form, "reason"), who=who, at=now)
        return
    judge = judging_news.Judge(who=who, at=now, side=_text(form, "side") or None, entry=_text(form, "entry") or None)
    judging_news.accept(at, number, changed(found, _typed(form)), judge)


def _typed(form: FormData) -> dict[str, list[str]]:
    """Values by field; a text area has one in each line."""
    typed = {}
    for name, value in form.multi_items():
        if name.startswith(_OWN) and isinstance(value, str):
            typed[name.removeprefix(_OWN)] = [line.strip() for line in value.splitlines() if line.strip()]
    return typed


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def _handed(text: str, file: UploadFile | None) -> Handed:
    """The file where one was chosen, else the text."""
    if file is not None and file.filename:
        return Handed(name=cleaned(file.filename), content=file.file.read(LARGEST + 1))
    if not text.strip():
        raise InputError(said("neither a text nor a file was given; paste the text of the article or choose a file"))
    return Handed(name="pasted text", content=text.encode())


def _proposal(at: At, number: int, proposal: int) -> Row:
    proposals: Any = reading_news.show(at, number).rows[0]["proposals"]
    for found in proposals:
        if found["number"] == proposal:
            return dict(found)
    raise UnknownName(f"article {number} has no proposal {proposal}")


def _room(
    request: Request, at: At, *, error: HaechiError | None = None, given: dict[str, str] | None = None
) -> HTMLResponse:
    return page(
        request,
        at.as_of,
        "news.html",
        status=of_form(error) if error else 200,
        stories=reading_news.every(at),
        open=reading_news.review(at),
        columns=COLUMNS,
        of_open=OF_OPEN,
        error=error.sentence if error else None,
        given=given or {"text": "", "released": "", "source": ""},
    )


def _article(
    request: Request,
    at: At,
    number: int,
    *,
    error: HaechiError | None = None,
    judged: int | None = None,
    form: FormData | None = None,
) -> HTMLResponse:
    report = reading_news.show(at, number)
    row: Any = report.rows[0]
    typed = _typed(form) if form else {}
    proposals = [
        {
            **one,
            "values": {
                **{name: [] for name in _ASKED.get(one["kind"], ())},
                **by_field(one),
                **(typed if one["number"] == judged else {}),
            },
        }
        for one in row["proposals"]
    ]
    return page(
        request,
        at.as_of,
        "article.html",
        status=of_form(error) if error else 200,
        title=row["title"],
        article=row,
        stretches=stretches(row["text"], row["proposals"]),
        proposals=proposals,
        error=error.sentence if error else None,
        judged=judged,
        form={name: _text(form, name) if form else "" for name in ("side", "entry", "reason")},
    )
