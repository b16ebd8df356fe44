"""Promises with what became of them: the commitment, its date, and the rhythm of the body that fulfils it."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from haechi.alliance.deadlines import Deadline, Rhythm, deadlines, rhythms
from haechi.alliance.record import Record
from haechi.model.entries import Commitment, Completion

_ENDED = (Completion.DONE, Completion.DROPPED)
_SOON = 90  # days


class State(StrEnum):
    """Where a promise stands."""

    OVERDUE = "overdue"
    DRIFTING = "drifting"
    DUE_IN_14_DAYS = "due in 14 days"
    DUE_IN_30_DAYS = "due in 30 days"
    DUE_IN_90_DAYS = "due in 90 days"
    OPEN = "open"
    UNDER_WAY = "under way"
    DONE = "done"
    DROPPED = "dropped"


LATE = (State.OVERDUE, State.DRIFTING)
PRESSING = (*LATE, State.DUE_IN_14_DAYS, State.DUE_IN_30_DAYS, State.DUE_IN_90_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A commitment with its date and the rhythm of the body that fulfils it."""

    record: Record
    content: Commitment
    deadline: Deadline | None
    rhythm: Rhythm | None

    @property
    def late_days(self) -> int:
        """Days since it was due, or since the body should have met again; 0 where nothing is late."""
        if self.record.completion in _ENDED:
            return 0
        return max(-self.deadline.days if self.deadline else 0, self.rhythm.days_late if self.rhythm else 0, 0)

    @property
    def state(self) -> State:
        """Where it stands, in a word or two."""
        completion, deadline = self.record.completion, self.deadline
        assert completion is not None  # noqa: S101 - of a commitment
        if completion in _ENDED:
            return State(completion)
        if deadline and deadline.days < 0:
            return State.OVERDUE
        if self.late_days:
            return State.DRIFTING
        return State(f"due {deadline.urgency}") if deadline and deadline.days <= _SOON else State(completion)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Where it stands written."""
        return tuple(text for change in self.record.changes for text in change.evidence)


def promises(records: Mapping[str, Record], day: dt.date) -> tuple[Promise, ...]:
    """Every commitment that stands, what is latest first, then what is due soonest."""
    meeting = {row.body: row for row in rhythms(records, day)}
    dated = {row.entry: row for row in deadlines(records, day) if not row.part}
    found = [
        Promise(
            record=record,
            content=record.content,
            deadline=dated.get(record.id),
            rhythm=None if record.id in dated else meeting.get(record.content.body or ""),
        )
        for record in records.values()
        if isinstance(record.content, Commitment) and not record.is_withdrawn
    ]
    return tuple(sorted(found, key=_order))


def _order(promise: Promise) -> tuple[int, float, str]:
    return -promise.late_days, promise.deadline.days if promise.deadline else math.inf, promise.record.id
