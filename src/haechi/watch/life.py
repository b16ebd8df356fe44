"""The life of an alert: what a release of data, a notice or a person adds to it.

Acts are only ever added. The watch opens, clears and withdraws alerts on data and records once a month what they show;
people take, look into, escalate, close and reopen, on the figures that they saw, and take back their own last act.
The alert on a notice ends with what the notice speaks of, and never by data.
"""

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from haechi.errors import InputError
from haechi.model.alert import Act, Alert, AlertState, ClosingReason
from haechi.model.notice import ENDED as NOTICE_ENDED
from haechi.model.notice import Notice
from haechi.model.signal import AlertLevel, Signal

WATCH = "haechi watch"
UNDONE = "undone"
LIVE = (AlertState.OPEN, AlertState.TAKEN, AlertState.LOOKED_INTO, AlertState.ESCALATED)
_RANK = {level.value: rank for rank, level in enumerate(AlertLevel)}
_NOTICE = "notice/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What the watch saw in one month of data.

    A release that brings a new month and revises the one before is two of these, the older month first: an alert whose
    month was revised away is then withdrawn and not cleared.

    Parameters
    ----------
    period : the month, 2023-11
    vintage : the newest publication that the watch had seen
    signals : those of the month that are to be alerts
    consequences : of a signal by its id; a signal without one has an unknown consequence
    judged : ids of nodes on which the month allows a judgement; an alert on any other is left as it stands
    """

    period: str
    vintage: dt.date
    signals: tuple[Signal, ...]
    consequences: Mapping[str, float]
    judged: Container[str]


def follow(release: Release, lives: Iterable[Alert], *, at: dt.datetime) -> tuple[Act, ...]:
    """The acts that a month of data adds to alerts; none for a month before the one last seen of an alert.

    A signal opens an alert that is not there or has ended. On a live one it is recorded once a month with the state as
    it is, and again when the level rises. A live alert without its signal is cleared by a later month and withdrawn by
    a newer publication of the same month. What a person closed is opened anew by a later month only.
    """
    by_id = {alert.id: alert for alert in lives}
    seen = {signal.id for signal in release.signals}
    sighted = (act for signal in release.signals if (act := _sighted(signal, by_id.get(signal.id), release, at)))
    gone = (
        act
        for alert in by_id.values()
        if alert.id not in seen and _is_judged(alert, release) and (act := _gone(alert, release, at))
    )
    return (*sighted, *gone)


def _sighted(signal: Signal, alert: Alert | None, release: Release, at: dt.datetime) -> Act | None:
    state = AlertState.OPEN if alert is None else _state_on(signal, alert.acts[-1], release)
    if state is None:
        return None
    return Act(
        id=0,  # the register numbers it
        alert=signal.id,
        period=release.period,
        state=state,
        who=WATCH,
        at=at,
        level=signal.level.value,
        p_value=signal.p_value,
        probability=signal.probability,
        consequence=release.consequences.get(signal.id),
        vintage=release.vintage,
    )


def _state_on(signal: Signal, last: Act, release: Release) -> AlertState | None:
    """Where a signal puts an alert that has acts; None if there is nothing to record."""
    is_later = release.period > last.period
    if last.period > release.period or (last.state is AlertState.CLOSED and not is_later):
        return None
    if last.state not in LIVE:
        return AlertState.OPEN
    has_risen = last.level is None or _RANK[signal.level] > _RANK[last.level]
    return last.state if is_later or has_risen else None


def _is_judged(alert: Alert, release: Release) -> bool:
    node, _, _ = alert.id.rpartition("/")
    return not alert.id.startswith(_NOTICE) and node in release.judged


def _gone(alert: Alert, release: Release, at: dt.datetime) -> Act | None:
    last = alert.acts[-1]
    if last.state not in LIVE or last.period > release.period:
        return None
    if last.period < release.period:
        state = AlertState.CLEARED
    elif last.vintage is None or last.vintage < release.vintage:
        state = AlertState.WITHDRAWN
    else:
        return None
    return Act(
        id=0,
        alert=alert.id,
        period=release.period,
        state=state,
        who=WATCH,
        at=at,
        consequence=last.consequence,
        vintage=release.vintage,
    )


def alert_of(notice: Notice) -> str:
    """Id of the alert on a notice, the same for all its versions."""
    return f"{_NOTICE}{notice.number}"


def heed(notice: Notice, before: Notice | None, alert: Alert | None, *, consequence: float | None = None) -> Act | None:
    """The act that a version of a notice adds: a new state opens its alert, or clears it where the matter has ended.

    Parameters
    ----------
    consequence : of a stop of what the notice names, 0 to 1; None: as in the last act
    """
    last = alert.acts[-1] if alert else None
    is_live = last is not None and last.state in LIVE
    has_ended = notice.state in NOTICE_ENDED
    if (before is not None and before.state is notice.state) or is_live is not has_ended:
        return None
    return Act(
        id=0,
        alert=alert_of(notice),
        period=f"{notice.at:%Y-%m}",
        state=AlertState.CLEARED if has_ended else AlertState.OPEN,
        who=notice.who,
        at=notice.at,
        consequence=last.consequence if consequence is None and last else consequence,
        note=f"{notice.state}: {notice.what}",
    )


def decide(
    alert: Alert,
    state: AlertState,
    *,
    who: str,
    at: dt.datetime,
    reason: ClosingReason | None = None,
    note: str | None = None,
) -> Act:
    """The act by which a person takes an alert, looks into it, escalates, closes or reopens it.

    Raises
    ------
    InputError
        If the alert has ended and is not reopened first, or is live and reopened.
    """
    last = alert.acts[-1]
    is_live = last.state in LIVE
    if state is AlertState.OPEN and is_live:
        raise InputError(f"alert {alert.id!r} is {last.state} and needs no reopening")
    names_cause = state is AlertState.CLOSED and last.state is not AlertState.CLOSED  # of what data ended by themselves
    if state is not AlertState.OPEN and not is_live and not names_cause:
        why = f" ({last.reason})" if last.reason else ""
        ended = f"{last.state} on {last.at.date()} by {last.who}{why}"
        raise InputError(f"alert {alert.id!r} was {ended}; run `haechi alert reopen {alert.id}` first")
    return replace(last, id=0, state=state, reason=reason, who=who, at=at, note=note)


def undo(alert: Alert, *, who: str, at: dt.datetime) -> Act:
    """The act by which a person takes back the last act on an alert, their own: it stands as it stood before.

    Raises
    ------
    InputError
        If the last act is not theirs, is the first one, was an undoing itself, came from a notice that ended, or has
        left an alert that another took.
    """
    last = alert.acts[-1]
    if last.who != who or len(alert.acts) == 1:
        raise InputError(f"the last act on alert {alert.id!r} is by {last.who}; only one's own can be undone")
    if last.state in (AlertState.CLEARED, AlertState.WITHDRAWN):
        raise InputError(f"alert {alert.id!r} is {last.state} with its notice; change the notice, or reopen the alert")
    if (last.note or "").startswith(UNDONE):
        raise InputError(f"the last act on alert {alert.id!r} is an undoing; decide anew")
    before = alert.acts[-2]
    taker = taken_by(replace(alert, acts=alert.acts[:-1]))
    if before.state is AlertState.TAKEN and taker != who:
        raise InputError(f"alert {alert.id!r} had been taken by {taker}, who alone can take it again; decide anew")
    return replace(last, id=0, state=before.state, reason=before.reason, at=at, note=f"{UNDONE}: {last.state}")


def since_opened(alert: Alert) -> Alert:
    """The alert without what happened before it was last opened."""
    start = 0
    for number, (before, act) in enumerate(pairwise(alert.acts), start=1):
        if act.state is AlertState.OPEN and before.state not in LIVE:
            start = number
    return replace(alert, acts=alert.acts[start:]) if start else alert


def taken_by(alert: Alert) -> str | None:
    """Who took it last since it was opened; the watch records what is taken and takes nothing."""
    deciding = (AlertState.OPEN, AlertState.TAKEN)
    acts = (act for act in reversed(since_opened(alert).acts) if act.state in deciding and act.who != WATCH)
    return next((act.who if act.state is AlertState.TAKEN else None for act in acts), None)
