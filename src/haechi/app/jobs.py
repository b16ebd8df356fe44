"""`haechi jobs` and the rooms that start them: long work is asked for, looked at and cancelled, and its result read."""

import datetime as dt
import hashlib
import json
from contextlib import ExitStack
from dataclasses import dataclass

import haechi
from haechi.app.asked import Parameters
from haechi.app.desk import Desk
from haechi.app.report import Report, Row
from haechi.app.tasks import task
from haechi.errors import NotCovered, UnknownName
from haechi.model.job import Job, JobEvent, JobState, Standing
from haechi.sentence import said
from haechi.store import claims, jobs
from haechi.store.register import Register

NONE = said("No job was asked for yet; run a scenario on the page /stress, or send one to /api/v1/jobs.")
_GONE = (JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The number of a job, and whether it was asked for before with the same data on the same day."""

    number: int
    is_earlier: bool


def ask(desk: Desk, kind: str, parameters: Parameters, *, who: str, at: dt.datetime) -> Asked:
    """Ask for a job; the same question on the same data, day and version is answered by the earlier job.

    Raises
    ------
    UnknownName
        If there is no such kind of job.
    InputError
        If a parameter is wrong.
    WorkspaceError
        If there is no workspace to keep it in.
    """
    given = task(kind).understood(desk, parameters)
    loads = [load.id for load in desk.lake.loads()]
    with desk.register() as register, register.writing() as connection:
        asked = (
            haechi.__version__,
            kind,
            given,
            str(desk.as_of),
            str(desk.today),
            loads,
            list(jobs.ground(connection)),
        )
        key = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
        for earlier in jobs.standings(connection, key=key):
            if earlier.last.state not in _GONE:
                return Asked(number=earlier.job.number, is_earlier=True)
        job = Job(number=0, kind=kind, parameters=given, key=key, as_of=desk.as_of, today=desk.today, who=who, at=at)
        return Asked(number=jobs.add(connection, job, sentence=said("waits for a worker")).job.number, is_earlier=False)


def every(desk: Desk, *, kind: str | None = None) -> Report:
    """Jobs as they stand, the newest first; of one kind where that is named."""
    if kind is not None:
        task(kind)
    with desk.register() as register, register.reading() as connection:
        found = [row for row in jobs.standings(connection) if kind in (None, row.job.kind)]
    rows = [_row(standing) for standing in reversed(found)]
    return Report(
        command="jobs",
        as_of=desk.as_of,
        rows=rows,
        notes=() if rows else (NONE,),
        parameters={"kind": kind, "number": None},
    )


def show(desk: Desk, number: int) -> Report:
    """One job with its parameters and all that became of it; raise `UnknownName` where there is none."""
    with desk.register() as register:
        standing = _standing(register, number)
        with register.reading() as connection:
            found = jobs.events(connection, number)
    row = {
        **_row(standing),
        "parameters": standing.job.parameters,
        "events": [told(event) for event in found],
    }
    return Report(command="jobs", as_of=desk.as_of, rows=[row], parameters={"kind": None, "number": number})


def cancel(desk: Desk, number: int, *, who: str, at: dt.datetime) -> bool:
    """Cancel a job; False where it had ended before. Raise `UnknownName` where there is none."""
    with desk.register() as register:
        _standing(register, number)
        with register.writing() as connection:
            return claims.cancelled(connection, number, who=who, now=at)


class Following:
    """Looks at one job again and again; raise `UnknownName` where there is none."""

    def __init__(self, desk: Desk, number: int) -> None:
        self.number = number
        with ExitStack() as opened:
            self._register = opened.enter_context(desk.register())
            _standing(self._register, number)
            opened.pop_all()  # it stays open until `close`

    def events(self, *, after: int = -1) -> tuple[JobEvent, ...]:
        """What became of it after one of its events, the oldest first."""
        with self._register.reading() as connection:
            return jobs.events(connection, self.number, after=after)

    def close(self) -> None:
        """Let the register go."""
        self._register.close()


def result(desk: Desk, number: int) -> tuple[bytes, str]:
    """The result of a job, as `--json` prints it, and its SHA-256.

    Raises
    ------
    UnknownName
        If there is no such job.
    NotCovered
        If it has no result, yet or ever.
    """
    with desk.register() as register:
        standing = _standing(register, number)
        with register.reading() as connection:
            found = jobs.result(connection, number)
    last = standing.last
    if found is None or last.digest is None:
        what = "ask for it again" if last.is_last else "wait until it is done"
        raise NotCovered(
            said(
                "job {number} has no result, it is {state} ({sentence}); {what}",
                number=number,
                state=last.state,
                sentence=last.sentence,
                what=what,
            )
        )
    return found, last.digest


def told(event: JobEvent) -> Row:
    """An event in the words of the payload."""
    return {
        "number": event.number,
        "state": event.state,
        "fraction": event.fraction,
        "sentence": event.sentence,
        "attempt": event.attempt,
        "at": event.at.isoformat(),
    }


def _standing(register: Register, number: int) -> Standing:
    with register.reading() as connection:
        found = jobs.standings(connection, number=number)
    if not found:
        raise UnknownName(f"there is no job {number}; `haechi jobs` lists them")
    return found[0]


def _row(standing: Standing) -> Row:
    job, last = standing.job, standing.last
    return {
        "job": job.number,
        "kind": job.kind,
        "title": task(job.kind).title(job.parameters),
        "state": last.state,
        "fraction": last.fraction,
        "sentence": last.sentence,
        "attempt": last.attempt,
        "who": job.who,
        "asked": job.at.isoformat(),
        "changed": last.at.isoformat(),
        "answers_for": job.as_of,
        "digest": last.digest,
    }
