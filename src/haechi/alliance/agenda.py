"""What the next meeting of a body should speak of."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from haechi.alliance.deadlines import Deadline, Rhythm, deadlines, meetings_of, rhythms
from haechi.alliance.record import Record
from haechi.model.dates import PartialDate
from haechi.model.entries import Action, Commitment, Completion, Meeting, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Points for the next meeting of a body.

    Parameters
    ----------
    last : date of the latest meeting held
    actions : open ones of all its meetings, with the meeting each comes from
    carried_over : points that the latest meeting left open
    differing : entries on which the sides do not say the same
    overdue : what is overdue or due within 90 days
    drifting : bodies that should have met again
    commitments : standing ones that touch the body or a side's word
    policies : register entries of policies that began after the latest meeting
    """

    body: Record
    last: PartialDate | None
    actions: tuple[tuple[str, Action], ...]
    carried_over: tuple[str, ...]
    differing: tuple[Record, ...]
    overdue: tuple[Deadline, ...]
    drifting: tuple[Rhythm, ...]
    commitments: tuple[Record, ...]
    policies: tuple[Record, ...]


def agenda(records: Mapping[str, Record], body: Record, day: dt.date) -> Agenda:
    """Collect the points for the next meeting of a body."""
    held = [row for row in meetings_of(records, body.id) if isinstance(row.content, Meeting) and row.content.is_held]
    latest = held[-1].content if held else None
    assert latest is None or isinstance(latest, Meeting)  # noqa: S101 - chosen above
    last = latest.date if latest else None
    standing = [row for row in records.values() if not row.is_withdrawn]
    return Agenda(
        body=body,
        last=last,
        actions=tuple(
            (row.id, action)
            for row in held
            if isinstance(row.content, Meeting)
            for action in row.content.actions
            if action.completion not in (Completion.DONE, Completion.DROPPED)
        ),
        carried_over=latest.carried_over if latest else (),
        differing=tuple(row for row in standing if not row.is_agreed),
        overdue=tuple(row for row in deadlines(records, day) if row.days <= 90),
        drifting=tuple(row for row in rhythms(records, day) if row.is_drifting),
        commitments=tuple(
            row for row in standing if isinstance(row.content, Commitment) and row.content.body == body.id
        ),
        policies=tuple(row for row in standing if _is_new(row, last)),
    )


def _is_new(record: Record, since: PartialDate | None) -> bool:
    content = record.content
    return (
        isinstance(content, Rule) and content.start is not None and (since is None or content.start.first > since.last)
    )
