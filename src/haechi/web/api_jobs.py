"""Jobs for programs: asked for, looked at, followed while they go on, cancelled, and their results."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Annotated

import anyio
from fastapi import APIRouter, Header, Path, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from haechi.app import jobs
from haechi.app.jobs import Following
from haechi.model.job import JobEvent
from haechi.web.api import ANSWERS, Cut, Payload, Rows, answer, is_known
from haechi.web.deciding import is_number
from haechi.web.request_values import At, Now
from haechi.web.visitor import Asker

routes = APIRouter(prefix="/api/v1/jobs", tags=["jobs"], responses=ANSWERS)
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the job.")]
EARLIER = "The same was asked for before, with the same data on the same day: the earlier job answers."
WHOLE = Cut()
_UNHELD = {"cache-control": "no-cache", "x-accel-buffering": "no"}  # so that no proxy holds events back
_LOOK = 0.3  # seconds between looks into the register
_QUIET = 15.0  # seconds after which a comment keeps the connection open
_LONGEST = 300.0  # seconds of one connection; a browser comes back by itself and goes on where it was
_AGAIN = 2000  # milliseconds after which it does


class Wanted(BaseModel):
    """A job that is asked for."""

    kind: str = Field(max_length=32, description="Which command runs: stress, watch or criticality.")
    parameters: dict[str, object] = Field(default_factory=dict, description="What that is asked.")


@routes.get("", response_model=Payload, summary="haechi jobs")
def every(request: Request, at: At, rows: Rows, kind: str | None = None) -> Response:
    """Jobs that were asked for, the newest first."""
    return answer(request, jobs.every(at, kind=kind), rows)


@routes.post(
    "",
    response_model=Payload,
    status_code=202,
    summary="Ask a worker to run haechi stress, watch or criticality",
    responses={200: {"model": Payload, "description": EARLIER}},
)
def ask(request: Request, at: At, who: Asker, now: Now, wanted: Wanted) -> Response:
    """Ask for a job; `as_of` decides the day that it answers for."""
    asked = jobs.ask(at, wanted.kind, wanted.parameters, who=who.name, at=now)
    report = jobs.show(at, asked.number)
    if asked.is_earlier:
        report = replace(report, notes=(*report.notes, EARLIER))
    found = answer(request, report, WHOLE)
    found.status_code = 200 if asked.is_earlier else 202
    found.headers["location"] = f"{request.scope.get('root_path', '')}/api/v1/jobs/{asked.number}"
    return found


@routes.get("/{number}", response_model=Payload, summary="haechi jobs NUMBER")
def show(request: Request, at: At, number: Number) -> Response:
    """One job, with its parameters and all that became of it."""
    return answer(request, jobs.show(at, number), WHOLE)


@routes.delete("/{number}", response_model=Payload, summary="Cancel a job of haechi jobs")
def cancel(request: Request, at: At, who: Asker, now: Now, number: Number) -> Response:
    """Cancel a job; one that has ended stays as it is."""
    jobs.cancel(at, number, who=who.name, at=now)
    return answer(request, jobs.show(at, number), WHOLE)


@routes.get("/{number}/result", response_model=Payload, summary="What haechi prints with --json for a job")
def result(request: Request, at: At, number: Number) -> Response:
    """The result of a job that is done, byte for byte what the command prints."""
    content, digest = jobs.result(at, number)
    headers = {"etag": f'"{digest}"'}
    if is_known(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


@routes.get(
    "/{number}/events",
    response_class=StreamingResponse,
    summary="How a job of haechi goes on, as server-sent events",
    responses={
        200: {"content": {"text/event-stream": {}}, "description": "An event for each thing that became of it."},
        204: {"description": "Nothing follows the event named by Last-Event-ID: the job has ended."},
    },
)
def events(at: At, number: Number, last_event_id: Annotated[str, Header(max_length=20)] = "") -> Response:
    """What becomes of a job, from the first event or the one after `Last-Event-ID` on, until it ends."""
    after = int(last_event_id) if is_number(last_event_id) else -1
    job = Following(at, number)
    known = job.events()
    if known[-1].is_last and after >= known[-1].number:
        job.close()
        return Response(status_code=204)
    return StreamingResponse(_follow(job, after), media_type="text/event-stream", headers=_UNHELD)


async def _follow(job: Following, after: int) -> AsyncIterator[str]:
    yield f"retry: {_AGAIN}\n\n"
    began = spoken = anyio.current_time()
    try:
        while anyio.current_time() < began + _LONGEST:
            for event in await run_in_threadpool(job.events, after=after):
                after, spoken = event.number, anyio.current_time()
                yield _told(event)
                if event.is_last:
                    return
            if anyio.current_time() > spoken + _QUIET:
                spoken = anyio.current_time()
                yield ": it goes on\n\n"
            await anyio.sleep(_LOOK)
    finally:
        job.close()


def _told(event: JobEvent) -> str:
    told = json.dumps(jobs.told(event), ensure_ascii=False)
    return f"id: {event.number}\nevent: {event.state}\ndata: {told}\n\n"
