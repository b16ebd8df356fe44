"""Stress: a scenario chosen, built or handed in, its run in the background, what came of it, runs side by side."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Query, Request, UploadFile
from markupsafe import Markup
from pydantic import BaseModel
from starlette.responses import HTMLResponse, RedirectResponse, Response

from haechi.app import composing, jobs, run_pictures, runs, stressing
from haechi.app.asked import Parameters
from haechi.app.composing import Fields
from haechi.app.desk import Desk
from haechi.app.tasks import MOST_TEXT
from haechi.errors import InputError
from haechi.model.scenario import Recovery, Spread
from haechi.web.frame import back, language, page
from haechi.web.request_values import At, now
from haechi.web.visitor import Asker

routes = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
Chosen = Annotated[list[int] | None, Query(alias="run", max_length=20)]
Stage = Annotated[str | None, Query(max_length=64)]
Short = Annotated[str, Query(max_length=1000)]
Own = Annotated[str, Form(max_length=4 * MOST_TEXT)]
LIBRARY = ("scenario", "title", "kind", "start", "targets", "economies", "sources")
HISTORY = ("job", "title", "state", "who", "asked", "sentence")


class Choice(BaseModel):
    """The form that chooses a scenario of the library, as it was typed."""

    scenario: str = ""
    economies: str = ""
    start: str = ""
    horizon_days: str = ""
    draws: str = ""
    seed: str = ""


class Built(BaseModel):
    """The form that builds a scenario, as it was typed; its fields are those of `composing.Fields`."""

    title: str = ""
    items: str = ""
    exporter: str = ""
    buyers: str = ""
    economies: str = ""
    depth: str = "100"
    share: str = ""
    start: str = ""
    end: str = ""
    duration_days: str = ""
    recovery: str = Recovery.STEP.value
    recovery_days: str = ""
    arriving_days: str = ""
    rush_days: str = ""
    spread: str = Spread.UNIFORM.value
    horizon_days: str = ""


@routes.get("/stress")
def stress(
    request: Request,
    at: At,
    scenario: Annotated[str, Query(max_length=200)] = "",
    items: Short = "",
    exporter: Short = "",
    buyers: Short = "",
    start: Short = "",
) -> HTMLResponse:
    """Scenarios to choose from, forms for one's own, and the runs so far; an item opens the form with it."""
    built = Built(items=items, exporter=exporter, buyers=buyers, start=start)
    return _room(request, at, choice=Choice(scenario=scenario), built=built, is_building=bool(items))


@routes.post("/stress")
def choose(request: Request, at: At, who: Asker, typed: Annotated[Choice, Form()]) -> Response:
    """Run a scenario of the library."""
    try:
        return _run(request, at, who.name, composing.chosen(typed.model_dump()))
    except InputError as error:
        return _room(request, at, choice=typed, wrong=("choose", error.sentence))


@routes.post("/stress/build")
def build(request: Request, at: At, who: Asker, typed: Annotated[Built, Form()]) -> Response:
    """Run a scenario that was put together in the form."""
    try:
        return _run(request, at, who.name, {"toml": composing.composed(Fields(**typed.model_dump()))})
    except InputError as error:
        return _room(request, at, built=typed, wrong=("build", error.sentence))


@routes.post("/stress/own")
def own(
    request: Request, at: At, who: Asker, toml: Own = "", file: Annotated[UploadFile | None, File()] = None
) -> Response:
    """Run a scenario that somebody wrote: a file, else what stands in the field."""
    text = toml
    try:
        if file is not None and file.filename:
            text = composing.decoded(file.file.read(4 * MOST_TEXT + 1), file.filename)
        return _run(request, at, who.name, {"toml": text})
    except InputError as error:
        return _room(request, at, toml=text, wrong=("own", error.sentence))


@routes.get("/stress/compare")
def compare(request: Request, at: At, run: Chosen = None, economy: Stage = None, stage: Stage = None) -> HTMLResponse:
    """Two or three runs beside each other, with the losses of one stage over each other."""
    found = runs.beside(at, run or (), economy=economy, stage=stage)
    picture = run_pictures.overlaid(found, language(request))
    return page(
        request,
        at.as_of,
        "beside.html",
        found=found,
        picture=picture and Markup(picture),  # noqa: S704 - ours
    )


@routes.get("/stress/{number}")
def one(
    request: Request, at: At, number: Number, economy: Stage = None, stage: Stage = None, earlier: bool = False
) -> HTMLResponse:
    """How far a run is; once it is done what came of it, for the stage that stops first or the one that is named."""
    found = runs.run(at, number)
    if found.report is None:
        return page(request, at.as_of, "running.html", job=found.job, earlier=earlier)
    spoken = language(request)
    seen = runs.view(at, found, economy=economy, stage=stage, language=spoken)
    picture = seen and run_pictures.growing(found, seen, spoken)
    pictures = [Markup(svg) for svg in (picture, seen.stops, seen.ways) if svg] if seen else []  # noqa: S704 - ours
    sources = runs.sources(at, found)
    return page(
        request,
        at.as_of,
        "run.html",
        found=found,
        seen=seen,
        pictures=pictures,
        sources=sources,
        later=runs.later(at, found),
        earlier=earlier,
    )


def _run(request: Request, at: Desk, who: str, parameters: Parameters) -> RedirectResponse:
    asked = jobs.ask(at, "stress", parameters, who=who, at=now(request))
    return back(request, f"/stress/{asked.number}", earlier="true" if asked.is_earlier else None)


def _room(
    request: Request,
    at: Desk,
    *,
    choice: Choice | None = None,
    built: Built | None = None,
    toml: str = "",
    is_building: bool = False,
    wrong: tuple[str, str] | None = None,
) -> HTMLResponse:
    """The room, with what was typed where something of it is wrong."""
    history: Mapping[str, object] = {"runs": jobs.every(at, kind="stress") if at.workspace else None}
    return page(
        request,
        at.as_of,
        "stress.html",
        status=422 if wrong else 200,
        library=stressing.listing(at),
        items=at.facts.items,
        economies=stressing.economies(at),
        choice=choice or Choice(),
        built=built or Built(),
        toml=toml,
        is_building=is_building,
        wrong=wrong,
        recoveries=[word.value for word in Recovery],
        spreads=[word.value for word in Spread],
        **history,
    )
