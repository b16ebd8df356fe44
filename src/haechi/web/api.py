"""The REST API: what the commands print with `--json`, byte for byte, under /api/v1.

`as_of` answers as on an earlier day. `offset` and `limit` cut the rows; `X-Total-Count` and `Link` tell the rest. The
ETag changes with every byte, so with every vintage.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Security
from fastapi.security import HTTPBearer
from pydantic import BaseModel
from starlette.responses import Response

from haechi.app import (
    accounts,
    alerting,
    auditing,
    book,
    cataloguing,
    chain_map,
    covering,
    dependence,
    item_watch,
    loading,
    matrix,
    noticing,
    pairing,
    promising,
    registering,
    reminding,
    tokens,
)
from haechi.app import item_card as cards
from haechi.app.report import Report
from haechi.errors import InputError
from haechi.model.chain import Basis
from haechi.web.request_values import At, Name
from haechi.web.visitor import Admin


class Payload(BaseModel):
    """What every route answers: circumstances and rows."""

    meta: dict[str, object]
    rows: list[dict[str, object]]


class Problem(BaseModel):
    """What went wrong, in one sentence (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Cut(BaseModel):
    """Which rows are wanted."""

    offset: int = 0
    limit: int | None = None


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Answers by status, each a problem."""
    shape = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {"application/problem+json": shape}}
        for status in statuses
    }


_KNOWN: dict[int | str, dict[str, Any]] = {304: {"description": "The `If-None-Match` that was sent still holds."}}
BY_TOKEN: dict[str, Any] = {
    "dependencies": [Security(HTTPBearer(auto_error=False, description="A token of `haechi token add`."))],
    "responses": _problems(401, 403),
}
ANSWERS = _KNOWN | _problems(400, 404, 409, 413, 422, 503)
routes = APIRouter(prefix="/api/v1", responses=ANSWERS)


def cut(
    offset: Annotated[int, Query(ge=0, description="How many rows to leave out first.")] = 0,
    limit: Annotated[int | None, Query(ge=1, le=100_000, description="How many rows at most.")] = None,
) -> Cut:
    """The rows that a request wants."""
    return Cut(offset=offset, limit=limit)


Rows = Annotated[Cut, Depends(cut)]
Flag = Annotated[bool, Query()]


def get(path: str, command: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """A route that answers what a command prints."""
    return routes.get(path, response_model=Payload, summary=f"haechi {command}", tags=[command.split()[0]])


@get("/items", "items")
def items(
    request: Request,
    at: At,
    rows: Rows,
    stage: str | None = None,
    every: Annotated[bool, Query(alias="all", description="Not only key items.")] = False,
) -> Response:
    """Items of the chain."""
    return answer(request, cataloguing.items(at, stage=stage, only_key=not every), rows)


@get("/items/{name}", "item")
def item(request: Request, at: At, rows: Rows, name: Name) -> Response:
    """Everything held on an item."""
    return answer(request, cards.item(at, name), rows)


@get("/sources", "sources")
def sources(request: Request, at: At, rows: Rows) -> Response:
    """Publications that facts stand on."""
    return answer(request, cataloguing.sources(at, wanted=None), rows)


@get("/sources/{name}", "sources SOURCE")
def source(request: Request, at: At, rows: Rows, name: Name) -> Response:
    """One publication."""
    return answer(request, cataloguing.sources(at, wanted=name), rows)


@get("/items/{name}/paths", "paths")
def paths(request: Request, at: At, rows: Rows, name: Name, economy: str | None = None) -> Response:
    """What a stop of an item reaches."""
    return answer(request, cards.paths(at, name, economy=economy), rows)


@get("/items/{name}/watch", "watch ITEM")
def item_watched(
    request: Request,
    at: At,
    rows: Rows,
    name: Name,
    month: str | None = None,
    exporter: str | None = None,
    importer: str | None = None,
) -> Response:
    """Flows of an item in a month, judged."""
    question = item_watch.Question(item=name, month=month, exporter=exporter, importer=importer)
    return answer(request, item_watch.watch_item(at, question), rows)


@get("/chain", "chain")
def chain(
    request: Request,
    at: At,
    rows: Rows,
    colour: chain_map.Colour = chain_map.Colour.HHI,
    partner: str | None = None,
    economy: str | None = None,
    basis: Basis | None = None,
    stop: str | None = None,
    of: str | None = None,
) -> Response:
    """Items by stage with what shades them, and what a stop reaches."""
    question = chain_map.Question(colour=colour, partner=partner, economy=economy, basis=basis, stop=stop, of=of)
    return answer(request, chain_map.chain_map(at, question), rows)


@get("/dependence", "matrix")
def across(
    request: Request,
    at: At,
    rows: Rows,
    economy: Annotated[list[str] | None, Query(max_length=matrix.MOST)] = None,
    side: matrix.Side = matrix.Side.BUYERS,
    year: int | None = None,
    source: str | None = None,
) -> Response:
    """Economies x items by two definitions."""
    question = matrix.Question(economies=tuple(economy or ()), side=side, year=year, source=source)
    return answer(request, matrix.matrix(at, question), rows)


@get("/pair/{first}/{second}", "pair")
def pair(request: Request, at: At, rows: Rows, first: Name, second: Name, year: int | None = None) -> Response:
    """What two economies are to each other."""
    return answer(request, pairing.pairing(at, [first, second], year=year), rows)


@get("/group", "group")
def group(
    request: Request,
    at: At,
    rows: Rows,
    economy: Annotated[list[str], Query(min_length=2, max_length=matrix.MOST)],
    year: int | None = None,
) -> Response:
    """The same for three or more."""
    return answer(request, pairing.pairing(at, economy, year=year, command="group"), rows)


@get("/cover/{economy}", "cover")
def cover(
    request: Request,
    at: At,
    rows: Rows,
    economy: Name,
    item: str | None = None,
    supplier: Annotated[str | None, Query(alias="from")] = None,
) -> Response:
    """When the first line stops, of an item or of every key item."""
    question = covering.Question(economy=economy, item=item, supplier=supplier)
    return answer(request, covering.cover(at, question, lambda *_: None), rows)


@get("/dependence/{economy}", "depend")
def depend(request: Request, at: At, rows: Rows, economy: Name, year: int | None = None) -> Response:
    """What an economy relies on."""
    return answer(request, dependence.depend(at, economy, year=year), rows)


@get("/alerts", "alerts")
def alerts(request: Request, at: At, rows: Rows, ended: Flag = False) -> Response:
    """What stands open."""
    return answer(request, alerting.every(at, state=None, with_ended=ended), rows)


@get("/notices", "notice list")
def notices(request: Request, at: At, rows: Rows, item: str | None = None) -> Response:
    """Notices that were entered."""
    return answer(request, noticing.every(at, item=item, only_open=False), rows)


@get("/commitments", "commitments")
def commitments(
    request: Request, at: At, rows: Rows, item: str | None = None, side: str | None = None, late: Flag = False
) -> Response:
    """What was promised, what is late first."""
    return answer(request, promising.commitments(at, item=item, side=side, only_late=late), rows)


@get("/programmes", "programme")
def programmes(request: Request, at: At, rows: Rows) -> Response:
    """Programmes and their pace."""
    return answer(request, promising.programmes(at), rows)


@get("/digest", "digest")
def digest(request: Request, at: At, rows: Rows, side: str | None = None) -> Response:
    """What is late, what comes, who is waited for."""
    return answer(request, reminding.digest(at, side=side), rows)


@get("/register", "register list")
def register(request: Request, at: At, rows: Rows, kind: str | None = None) -> Response:
    """Entries of the register."""
    return answer(request, registering.every(at, book.kind_named(kind) if kind else None), rows)


@get("/register/{entry}", "register show")
def entry(request: Request, at: At, rows: Rows, entry: Name) -> Response:
    """One entry with its history."""
    return answer(request, registering.show(at, entry), rows)


@get("/users", "user list")
def users(request: Request, at: At, rows: Rows, _: Admin) -> Response:
    """Accounts of an office; for admins."""
    return answer(request, accounts.every(at), rows)


@get("/tokens", "token list")
def every_token(request: Request, at: At, rows: Rows, _: Admin) -> Response:
    """Tokens of programs, without the tokens themselves; for admins."""
    return answer(request, tokens.every(at), rows)


@get("/audit", "audit")
def audit(
    request: Request,
    at: At,
    rows: Rows,
    _: Admin,
    who: Annotated[str, Query(description="Only what this account did.")] = "",
    path: Annotated[str, Query(description="Only pages that begin with this.")] = "",
    since: Annotated[str, Query(description="From this day on.")] = "",
    until: Annotated[str, Query(description="Up to this day.")] = "",
    refused: Flag = False,
) -> Response:
    """What was entered and decided through the web; for admins."""
    wanted = auditing.wanted(who=who, path=path, since=since, until=until, refused=refused)
    return answer(request, auditing.every(at, wanted), rows)


@get("/loads", "loads")
def loads(request: Request, at: At, rows: Rows) -> Response:
    """What was loaded."""
    return answer(request, loading.loads(at), rows)


def is_known(request: Request, etag: str) -> bool:
    """Whether a request names an answer that it has already, by weak comparison (RFC 9110, 13.1.2)."""
    known = [name.strip().removeprefix("W/") for name in request.headers.get("if-none-match", "").split(",")]
    return etag in known or known == ["*"]


def answer(request: Request, report: Report, cut: Cut) -> Response:
    """A report as the command prints it, or the rows of it that are wanted; nothing where it is known already."""
    total = len(report.rows)
    if cut.offset > total:
        raise InputError(f"offset {cut.offset} lies beyond the {total} rows; begin at 0")
    end = total if cut.limit is None else min(cut.offset + cut.limit, total)
    shown = replace(report, rows=list(report.rows[cut.offset : end]))
    body = shown.json().encode()
    headers = {"etag": f'"{hashlib.sha256(body).hexdigest()[:32]}"', "x-total-count": str(total)}
    if end < total:
        following = request.url.include_query_params(offset=end)
        headers["link"] = f'<{quote(following.path)}?{following.query}>; rel="next"'
    if is_known(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
