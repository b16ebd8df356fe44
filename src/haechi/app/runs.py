"""Runs of scenarios as a page shows them: how far a job is, and of its result the part that one looks at."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from haechi.app import jobs
from haechi.app.desk import Desk
from haechi.app.naming import Naming
from haechi.app.picturing import drawings
from haechi.app.report import Report, Row, restored
from haechi.app.run_document import Writing, write
from haechi.app.stopping import date_of, percent, urgency
from haechi.errors import InputError, UnknownName
from haechi.model.job import JobState
from haechi.sentence import said
from haechi.stress.unknowns import Assumption

MOST_BESIDE = 3
Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A job that ran a scenario, as it stands, and its result once there is one."""

    job: Found
    report: Report | None

    @property
    def rows(self) -> Sequence[Found]:
        """The stages that were reached."""
        return () if self.report is None else self.report.rows

    @property
    def start(self) -> dt.date:
        """First day of the first loss."""
        assert self.report is not None  # noqa: S101 - asked of a result only
        return dt.date.fromisoformat(str(self.report.parameters["start"]))

    @property
    def first(self) -> Found | None:
        """The stage that stops first of all, as the headline has it; None where nothing is lost."""
        return min(reversed(self.rows), key=urgency, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One stage in one economy, and what stands around it.

    Parameters
    ----------
    row : the stage
    stages : all stages of the economy, in the order of the chain
    economies : every economy of the run that loses something
    interval : days of the calendar between which nine tenths of the draws stop first; None: none within the horizon
    first_interval : the same of the stage that stops first of all
    never : part of the draws in which no line stops, in words
    assumptions : for each assumption on stocks the first stop, from and to, and the output lost, from and to
    days : for each day its number, its date, and the output lost so far: least, low, median, high, most
    stops, ways : pictures
    """

    row: Found
    stages: Sequence[Found]
    economies: tuple[str, ...]
    interval: tuple[dt.date | None, dt.date | None]
    first_interval: tuple[dt.date | None, dt.date | None]
    never: str
    assumptions: Sequence[Found]
    days: Sequence[tuple[Any, ...]]
    stops: str
    ways: str


def run(desk: Desk, number: int) -> Run:
    """A job that runs or ran a scenario; raise `UnknownName` where there is none of that number."""
    job = jobs.show(desk, number).rows[0]
    if job["kind"] != "stress":
        raise UnknownName(
            said(
                "job {number} is no run of a scenario but of {kind}; see it among the jobs",
                number=number,
                kind=job["kind"],
            )
        )
    if job["state"] is not JobState.DONE:
        return Run(job=job, report=None)
    content, _ = jobs.result(desk, number)
    return Run(job=job, report=restored(content))


def brief(desk: Desk, number: int, writing: Writing) -> Report:
    """Write the brief of a run; rows name the files.

    Raises
    ------
    UnknownName
        If there is no job of that number, it is no run of a scenario, or no brief speaks the language.
    NotCovered
        If it is not done, or ended without a result.
    """
    run(desk, number)
    content, _ = jobs.result(desk, number)
    return write(desk, content, writing)


def view(desk: Desk, found: Run, *, economy: str | None, stage: str | None, language: str = "en") -> View | None:
    """A stage of a run, the first to stop where none is named; None where nothing is lost.

    Raises
    ------
    UnknownName
        If the economy loses nothing in the run, or the stage is not reached in it.
    """
    first = found.first
    if found.report is None or first is None:
        return None
    economies = tuple(dict.fromkeys(str(row["economy"]) for row in found.rows))
    where = economy or str(first["economy"])
    rows = [row for row in found.rows if row["economy"] == where]
    if not rows:
        raise UnknownName(
            said(
                "{economy} loses nothing in this run; look at {known}", economy=repr(where), known=", ".join(economies)
            )
        )
    row = _stage(rows, stage) if stage else min(reversed(rows), key=urgency)
    shown = Report(command="stress", as_of=found.report.as_of, rows=rows, parameters=found.report.parameters)
    (_, stops), (_, ways) = drawings(shown, Naming(facts=desk.facts, language=language))
    return View(
        row=row,
        stages=rows,
        economies=economies,
        interval=_interval(found.start, row),
        first_interval=_interval(found.start, first),
        never=percent(row["sampled_stop_days"]["never"]),
        assumptions=[_assumption(row, assumption) for assumption in Assumption],
        days=list(_days(found.start, row["course"])),
        stops=stops,
        ways=ways,
    )


def _stage(rows: Sequence[Found], stage: str) -> Found:
    for row in rows:
        if row["stage"] == stage:
            return row
    known = ", ".join(str(row["stage"]) for row in rows)
    raise UnknownName(said("the stage {stage} is not reached there; look at {known}", stage=repr(stage), known=known))


def _interval(start: dt.date, row: Found) -> tuple[dt.date | None, dt.date | None]:
    sampled = row["sampled_stop_days"]
    return (date_of(start, sampled["low"]), date_of(start, sampled["high"]))


def _assumption(row: Found, assumption: Assumption) -> Row:
    early, late = row[f"{assumption}_stop_dates"]
    least, most = row[f"{assumption}_lost_days"]
    return {"stocks": assumption.value, "early": early, "late": late, "least": least, "most": most}


def _days(start: dt.date, course: Mapping[str, Sequence[float]]) -> Sequence[tuple[Any, ...]]:
    columns = zip(*(course[name] for name in ("least", "low", "median", "high", "most")), strict=True)
    return [(day, start + dt.timedelta(days=day - 1), *lost) for day, lost in enumerate(columns, 1)]


def sources(desk: Desk, found: Run) -> Report:
    """The publications that a run stands on, a row each."""
    known, named = desk.facts.source_by_id, () if found.report is None else found.report.sources
    rows = [
        {"id": name, "publisher": row.publisher, "title": row.title, "date": row.date, "url": row.url}
        for name in named
        if (row := known.get(name)) is not None
    ]
    return Report(command="sources", as_of=desk.as_of, rows=rows)


def later(desk: Desk, found: Run) -> int:
    """How many publications that a run stands on came out after the day that it answers for."""
    if found.report is None:
        return 0
    known, day = desk.facts.source_by_id, found.report.as_of
    return sum(name in known and known[name].is_later_than(day) for name in found.report.sources)


def plain_columns(report: Report) -> tuple[str, ...]:
    """Columns of a report whose cells a table can hold: no lists and no objects."""
    names = dict.fromkeys(name for row in report.rows for name in row)
    return tuple(name for name in names if not any(isinstance(row.get(name), (list, Mapping)) for row in report.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Runs beside each other: each with its first stop, and a row for each economy and stage with a cell for each run.

    `shared` is the economy and stage of the curves: of those that all runs reach the one named, else the first to stop
    in the first run. `curves` holds for each run the output lost by the end of each day in half of the draws, and
    `days` the same as rows: the number of the day, then a cell for each run, None after its last day.
    """

    runs: Sequence[Run]
    rows: Sequence[tuple[str, str, Sequence[Found | None]]]
    shared: tuple[str, str] | None
    curves: Sequence[tuple[float, ...]]
    days: Sequence[tuple[Any, ...]]


def beside(desk: Desk, numbers: Sequence[int], *, economy: str | None = None, stage: str | None = None) -> Beside:
    """Two or three runs that are done, in the order in which they are named.

    Raises
    ------
    UnknownName
        If one of them is not there.
    InputError
        If there are fewer or more of them, or one is not done.
    """
    chosen = tuple(dict.fromkeys(numbers))
    if not 2 <= len(chosen) <= MOST_BESIDE:
        raise InputError(
            said("two or three runs can stand beside each other, not {n}; choose them in the list", n=len(chosen))
        )
    found = [run(desk, number) for number in chosen]
    for one in found:
        if one.report is None:
            raise InputError(
                said(
                    "run {number} is {state}; only runs that are done can be compared",
                    number=one.job["job"],
                    state=one.job["state"],
                )
            )
    places = [{(str(row["economy"]), str(row["stage"])): row for row in one.rows} for one in found]
    order = {stage.id: stage.position for stage in desk.facts.stages}
    every = sorted({key for cells in places for key in cells}, key=lambda key: (key[0], order[key[1]]))
    common = [row for row in found[0].rows if all((row["economy"], row["stage"]) in cells for cells in places)]
    named = [row for row in common if (row["economy"], row["stage"]) == (economy, stage)]
    row = min(reversed(named or common), key=urgency, default=None)
    shared = None if row is None else (str(row["economy"]), str(row["stage"]))
    curves = [tuple(cells[shared]["course"]["median"]) for cells in places] if shared else []
    return Beside(
        runs=found,
        rows=[(*key, [cells.get(key) for cells in places]) for key in every],
        shared=shared,
        curves=curves,
        days=[(day, *lost) for day, lost in enumerate(zip_longest(*curves), 1)],
    )
