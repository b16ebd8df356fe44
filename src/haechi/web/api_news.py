"""What programs hand in, read and judge of the news; each route answers what the command prints."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import Field
from starlette.responses import Response

from haechi.app import judging_news, reading_news
from haechi.app.judging_news import Judge
from haechi.app.reading_news import Handed, Terms
from haechi.web.api import ANSWERS, Payload, Rows, answer
from haechi.web.request_values import At, Now
from haechi.web.sent import Body, Long, Short, entered
from haechi.web.visitor import Analyst

routes = APIRouter(prefix="/api/v1", responses=ANSWERS)
_MOST = 200_000  # characters of an article in JSON, so that it stays within the limit of a body
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class ArticleBody(Body):
    """An article: the name that it is shown by, its text, and what it does not say itself."""

    name: Short
    text: Annotated[str, Field(max_length=_MOST)]
    released: Short | None = None
    source: Long | None = None


class AcceptanceBody(Body):
    """Values in place of those found, by field, and for an entry of the alliance its side and its id."""

    values: dict[Short, Annotated[list[Long], Field(max_length=100)]] = Field(default_factory=dict)
    side: Short | None = None
    entry: Short | None = None


class RejectionBody(Body):
    """Why a proposal is rejected."""

    reason: Long


@routes.get("/news", response_model=Payload, summary="haechi news list", tags=["news"])
def stories(request: Request, at: At, rows: Rows) -> Response:
    """Stories, each with all outlets that tell it."""
    return answer(request, reading_news.every(at), rows)


@routes.post("/news", response_model=Payload, summary="haechi news add", tags=["news"])
def hand_in(at: At, who: Analyst, now: Now, body: ArticleBody) -> Response:
    """Take in an article and propose what it says."""
    terms = Terms(released=body.released, source=body.source, who=who.name)
    handed = Handed(name=body.name, content=body.text.encode(errors="replace"))
    return entered(reading_news.add(at, [handed], terms, at=now))


@routes.get("/news/review", response_model=Payload, summary="haechi news review", tags=["news"])
def review(request: Request, at: At, rows: Rows) -> Response:
    """Proposals that nobody has judged yet."""
    return answer(request, reading_news.review(at), rows)


@routes.get("/news/{number}", response_model=Payload, summary="haechi news show", tags=["news"])
def article(request: Request, at: At, rows: Rows, number: Number) -> Response:
    """An article with everything that was proposed on it."""
    return answer(request, reading_news.show(at, number), rows)


@routes.post("/news/proposals/{number}/accept", response_model=Payload, summary="haechi news accept", tags=["news"])
def accept(at: At, who: Analyst, now: Now, number: Number, body: AcceptanceBody) -> Response:
    """Accept a proposal, with other values where some are given, and enter it."""
    given = [(name, value) for name, values in body.values.items() for value in values]
    judge = Judge(who=who.name, at=now, side=body.side, entry=body.entry)
    return entered(judging_news.accept(at, number, given, judge))


@routes.post("/news/proposals/{number}/reject", response_model=Payload, summary="haechi news reject", tags=["news"])
def reject(at: At, who: Analyst, now: Now, number: Number, body: RejectionBody) -> Response:
    """Reject a proposal and say why."""
    return entered(judging_news.reject(at, number, body.reason, who=who.name, at=now))
