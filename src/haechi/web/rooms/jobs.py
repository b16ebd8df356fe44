"""Jobs: everything that was asked of the workers, and how far one is."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from haechi.app import jobs, runs
from haechi.app.report import restored
from haechi.web.api_jobs import Number
from haechi.web.frame import back, page
from haechi.web.request_values import At, Now
from haechi.web.visitor import Asker

routes = APIRouter(include_in_schema=False)
COLUMNS = ("job", "kind", "title", "state", "who", "asked", "answers_for", "sentence")


@routes.get("/jobs")
def every(request: Request, at: At) -> HTMLResponse:
    """Jobs that were asked for, the newest first."""
    return page(request, at.as_of, "jobs.html", report=jobs.every(at), columns=COLUMNS)


@routes.post("/jobs")
def ask(request: Request, at: At, who: Asker, now: Now, kind: Annotated[str, Form(max_length=32)]) -> RedirectResponse:
    """Ask for a job that takes no parameters."""
    asked = jobs.ask(at, kind, {}, who=who.name, at=now)
    return back(request, f"/jobs/{asked.number}")


@routes.get("/jobs/{number}")
def one(request: Request, at: At, number: Number) -> Response:
    """How far a job is, and its rows once it is done; a run of a scenario has a page of its own."""
    job = jobs.show(at, number).rows[0]
    if job["kind"] == "stress":
        return back(request, f"/stress/{number}")
    if job["digest"] is None:
        return page(request, at.as_of, "running.html", job=job, earlier=False)
    report = restored(jobs.result(at, number)[0])
    return page(request, at.as_of, "job.html", job=job, report=report, columns=runs.plain_columns(report))


@routes.post("/jobs/{number}/cancel")
def cancel(request: Request, at: At, who: Asker, now: Now, number: Number) -> RedirectResponse:
    """Cancel a job; one that has ended stays as it is."""
    jobs.cancel(at, number, who=who.name, at=now)
    return back(request, f"/jobs/{number}")
