"""Alerts: a signal that people deal with, and everything that was done about it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from haechi.errors import InputError
from haechi.sentence import said


class AlertState(StrEnum):
    """Where an alert stands. Withdrawn: a revision removed what it stood on, or a replay does not see it any more."""

    OPEN = "open"
    TAKEN = "taken"
    LOOKED_INTO = "being looked into"
    ESCALATED = "escalated"
    CLOSED = "closed"
    CLEARED = "cleared"
    WITHDRAWN = "withdrawn"


class ClosingReason(StrEnum):
    """Why people closed an alert."""

    DUPLICATE = "duplicate"
    FALSE_DATA = "false data"
    IRRELEVANT = "irrelevant"
    WORKING_DAY_EFFECT = "working-day effect"
    REVISION = "revision"
    CODE_CHANGE = "code change"
    ALREADY_COVERED = "already covered"
    RUMOUR_DISPROVED = "rumour disproved"
    NOT_OURS = "not ours"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that happened to an alert; acts are added and never changed.

    Parameters
    ----------
    id : of the entry, rising with the order of entry
    alert : what the alert is about: the id of its signal or of its notice
    period : the month of data that it speaks of, 2023-11; for a notice the month in which it was entered
    state : where the alert stands after it
    reason : why it was closed; None for every other state
    who, at : who did it and when; `haechi watch` itself opens, clears and withdraws
    level : watch, warning or alert, where the data say so
    p_value, probability, consequence : as they were then; None where there is no such thing
    vintage : the newest publication that the watch had seen
    note : anything in words

    Raises
    ------
    InputError
        If an alert is closed without a reason, or for the reason other without a note.
    """

    id: int
    alert: str
    period: str
    state: AlertState
    reason: ClosingReason | None = None
    who: str
    at: dt.datetime
    level: str | None = None
    p_value: float | None = None
    probability: float | None = None
    consequence: float | None = None
    vintage: dt.date | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if (self.state is AlertState.CLOSED) != (self.reason is not None):
            known = ", ".join(reason.value for reason in ClosingReason)
            raise InputError(
                said(
                    "alert {alert} is {state} for {reason}; to close it give one of: {known}",
                    alert=repr(self.alert),
                    state=self.state,
                    reason=self.reason,
                    known=known,
                )
            )
        if self.reason is ClosingReason.OTHER and not (self.note or "").strip():
            raise InputError(
                said("alert {alert} is closed for another reason; say in a note which", alert=repr(self.alert))
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An alert with its life, the oldest act first."""

    id: str
    acts: tuple[Act, ...]

    @property
    def state(self) -> AlertState:
        """Where it stands."""
        return self.acts[-1].state

    @property
    def opened(self) -> Act:
        """The act that opened it."""
        return self.acts[0]


def alerts(acts: Sequence[Act], *, as_of: dt.datetime | None = None) -> tuple[Alert, ...]:
    """Acts by alert, in the order in which the alerts were opened, up to `as_of` where that is given."""
    known = sorted((act for act in acts if as_of is None or act.at <= as_of), key=lambda act: (act.at, act.id))
    lives: dict[str, list[Act]] = {}
    for act in known:
        lives.setdefault(act.alert, []).append(act)
    return tuple(Alert(id=name, acts=tuple(life)) for name, life in lives.items())
