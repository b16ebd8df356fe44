"""Who may go on with a job: a worker holds a claim for a while and renews it, and only its holder writes.

Every function belongs into a transaction that writes: it compares where the job stands, and adds the next event or
nothing. A claim that was not renewed in time is free for another worker; what the first still sends is then refused.
"""

import datetime as dt
from dataclasses import dataclass, replace

import sqlalchemy as sa

from haechi.model.job import JobEvent, JobState, Standing
from haechi.sentence import said
from haechi.store import jobs

MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A worker's hold on a job."""

    job: int
    worker: str


def claim(connection: sa.Connection, worker: str, *, now: dt.datetime, until: dt.datetime) -> Standing | None:
    """Take the oldest job that is free; None where there is none.

    A job that has brought down its worker as often as `MOST_ATTEMPTS` is not tried again and fails.
    """
    for standing in jobs.standings(connection, only_live=True):
        if not standing.is_free(now):
            continue
        if standing.last.attempt >= MOST_ATTEMPTS:
            why = said(
                "its worker ended {n} times in the middle of it; look into the messages of the server", n=MOST_ATTEMPTS
            )
            _follow(connection, standing.last, state=JobState.FAILED, sentence=why, at=now)
            continue
        again = standing.last.state is JobState.RUNNING
        taken = _follow(
            connection,
            standing.last,
            state=JobState.RUNNING,
            attempt=standing.last.attempt + 1,
            fraction=0.0,
            sentence=said("taken up again: the worker before ended in the middle") if again else said("taken up"),
            worker=worker,
            until=until,
            at=now,
        )
        return replace(standing, last=taken)
    return None


def renew(
    connection: sa.Connection,
    held: Claim,
    *,
    fraction: float | None,
    sentence: str,
    now: dt.datetime,
    until: dt.datetime,
) -> bool:
    """Say how far the work is and hold the job longer; False where the claim is lost."""
    last = _held(connection, held)
    if last is None:
        return False
    _follow(connection, last, fraction=fraction, sentence=sentence, until=until, at=now)
    return True


def done(connection: sa.Connection, held: Claim, content: bytes, *, now: dt.datetime) -> bool:
    """End a job with its result; False where the claim is lost, and the result is then not kept."""
    last = _held(connection, held)
    if last is None:
        return False
    digest = jobs.keep(connection, held.job, content)
    _follow(connection, last, state=JobState.DONE, fraction=1.0, sentence=said("done"), digest=digest, at=now)
    return True


def failed(connection: sa.Connection, held: Claim, why: str, *, now: dt.datetime) -> bool:
    """End a job that cannot be done, in one sentence; False where the claim is lost."""
    return _end(connection, _held(connection, held), JobState.FAILED, why, now)


def given_back(connection: sa.Connection, held: Claim, *, now: dt.datetime) -> bool:
    """Let a job wait again because its worker is told to end; it does not count as an attempt."""
    last = _held(connection, held)
    if last is None:
        return False
    why = said("the worker was told to end; the job waits for the next one")
    _follow(connection, last, state=JobState.WAITING, attempt=last.attempt - 1, fraction=None, sentence=why, at=now)
    return True


def cancelled(connection: sa.Connection, number: int, *, who: str, now: dt.datetime) -> bool:
    """Cancel a job whoever holds it; False where it has ended already."""
    (standing,) = jobs.standings(connection, number=number)
    return not standing.last.is_last and _end(
        connection, standing.last, JobState.CANCELLED, said("cancelled by {who}", who=who), now
    )


def is_held(connection: sa.Connection, held: Claim) -> bool:
    """Whether the worker still holds the job."""
    return _held(connection, held) is not None


def _held(connection: sa.Connection, held: Claim) -> JobEvent | None:
    """The last event of a job that a worker holds; None where it holds it no more."""
    (standing,) = jobs.standings(connection, number=held.job)
    is_ours = standing.last.state is JobState.RUNNING and standing.last.worker == held.worker
    return standing.last if is_ours else None


def _end(connection: sa.Connection, last: JobEvent | None, state: JobState, why: str, now: dt.datetime) -> bool:
    if last is None:
        return False
    _follow(connection, last, state=state, sentence=why, at=now)
    return True


def _follow(connection: sa.Connection, last: JobEvent, **changed: object) -> JobEvent:
    """Add the event that follows another; a claim goes on only while the job runs."""
    event = replace(last, number=last.number + 1, **changed)  # type: ignore[arg-type]
    if event.state is not JobState.RUNNING:
        event = replace(event, worker=None, until=None)
    jobs.append(connection, event)
    return event
