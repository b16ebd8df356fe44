"""Jobs: long work that somebody asked for, and everything that became of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What somebody asked for.

    Parameters
    ----------
    number : of the job, rising with the order of asking; 0 until the register numbers it
    kind : which use case it runs
    parameters : what that is asked, in types that JSON has
    key : the same for the same question on the same data, day and version
    as_of, today : the day that it answers for, and the day on which it was asked
    who, at : who asked, and when
    """

    number: int
    kind: str
    parameters: Mapping[str, object]
    key: str
    as_of: dt.date
    today: dt.date
    who: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """One thing that became of a job; events are added and never changed, and the last one says where it stands.

    Parameters
    ----------
    job, number : which job, and the place among its events, from 0 up
    state : where the job stands after it
    attempt : how many workers have taken it up so far
    fraction : part of the work that is done, 0..1; None: not known
    sentence : what is being done, or why it ended
    worker, until : who holds the claim, and how long unless it is renewed; None where nobody does
    digest : SHA-256 of the result; None before there is one
    at : when
    """

    job: int
    number: int
    state: JobState
    attempt: int
    fraction: float | None
    sentence: str
    worker: str | None = None
    until: dt.datetime | None = None
    digest: str | None = None
    at: dt.datetime

    @property
    def is_last(self) -> bool:
        """Whether nothing can follow it."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A job with the last thing that became of it."""

    job: Job
    last: JobEvent

    def is_free(self, now: dt.datetime) -> bool:
        """Whether a worker may take it: it waits, or whoever held it has not renewed the claim in time."""
        if self.last.state is JobState.RUNNING:
            return self.last.until is not None and self.last.until < now
        return self.last.state is JobState.WAITING
