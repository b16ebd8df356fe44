"""`haechi alerts` and `haechi alert`: what stands open, by probability and consequence, and what people do about it."""

import datetime as dt
import difflib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from haechi.app.desk import Desk
from haechi.app.lives import lives
from haechi.app.report import Report, Row
from haechi.errors import InputError, Overtaken, UnknownName
from haechi.model.alert import Act, Alert, AlertState, ClosingReason, alerts
from haechi.sentence import said
from haechi.store import acts
from haechi.watch.life import LIVE, decide, since_opened, taken_by, undo

UNRANKED = said(
    "An alert whose probability or consequence is not known, as on a notice, stands first: unknown is not zero."
)
VERBS = {
    AlertState.TAKEN: "take",
    AlertState.LOOKED_INTO: "look",
    AlertState.ESCALATED: "escalate",
    AlertState.CLOSED: "close",
    AlertState.OPEN: "reopen",
}
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What somebody does about an alert; `alert` is its id or a part of it that no other has."""

    alert: str
    state: AlertState
    who: str
    reason: ClosingReason | None = None
    note: str | None = None


def record(desk: Desk, done: Callable[[Sequence[Alert]], Sequence[Act]]) -> tuple[Alert, ...]:
    """Add what a watch does to alerts as they stand, whoever acted meanwhile, and give their lives after it.

    Nobody else writes in between. No act is dated before the last one on its alert, which it has seen; the replay of an
    earlier day adds nothing.
    """
    if desk.as_of < desk.today:
        return lives(desk)
    with desk.register() as register, register.writing() as connection:
        known = alerts(acts.history(connection))
        last = {alert.id: alert.acts[-1].at for alert in known}
        acts.add(connection, [replace(act, at=max(act.at, last.get(act.alert, act.at))) for act in done(known)])
        return alerts(acts.history(connection), as_of=desk.end_of_day)


def every(desk: Desk, *, state: AlertState | None, with_ended: bool) -> Report:
    """Alerts that are live, in one state, or all of them; the greatest probability x consequence first."""
    known = lives(desk)
    shown = [
        alert for alert in known if alert.state is state or (state is None and (with_ended or alert.state in LIVE))
    ]
    rows = [standing(alert) for alert in sorted(shown, key=pressing)]
    notes: tuple[str, ...] = (UNRANKED,) if any(row["priority"] is None for row in rows) else ()
    if not rows:
        notes = (_nothing(known, state),)
    return Report(
        command="alerts",
        as_of=desk.as_of,
        rows=rows,
        notes=notes,
        parameters={"state": state, "all": with_ended},
        vintages=_vintages([alert.acts[-1] for alert in shown]),
    )


def show(desk: Desk, name: str) -> Report:
    """The whole life of an alert, the oldest act first."""
    return life(desk, "show", one(desk, name))


def one(desk: Desk, name: str) -> Alert:
    """An alert as it stood on the day, by its id or a part of it that no other has.

    Raises
    ------
    UnknownName
        If there is no such alert.
    InputError
        If the name could be one of several.
    """
    if desk.workspace is not None:
        with desk.register() as register, register.reading() as connection:
            if whole := alerts(acts.history(connection, alert=name), as_of=desk.end_of_day):
                return whole[0]
    return find(lives(desk), name)


def decided(desk: Desk, decision: Decision, *, at: dt.datetime, seen: int | None = None) -> Report:
    """Add to an alert what somebody does about it and show its life.

    `seen` is the id of the last act that they saw; None: they decide whatever was done since.

    Raises
    ------
    UnknownName
        If there is no such alert.
    Overtaken
        If somebody acted since, with who did what and when.
    InputError
        If the name could be one of several, or the alert does not allow it as it stands.
    """
    with desk.register() as register, register.writing() as connection:
        known = alerts(acts.history(connection, alert=decision.alert)) or alerts(acts.history(connection))
        alert = find(known, decision.alert)
        acts.add(connection, [act_of(alert, decision, at=at, seen=seen)])
        (alert,) = alerts(acts.history(connection, alert=alert.id))
    return life(desk, VERBS[decision.state], alert)


def undone(desk: Desk, name: str, *, who: str, at: dt.datetime, seen: int | None = None) -> Report:
    """Take back one's own last act on an alert and show its life.

    Raises
    ------
    UnknownName
        If there is no such alert.
    Overtaken
        If somebody acted since `seen`.
    InputError
        If the last act is not one's own or cannot be taken back.
    """
    with desk.register() as register, register.writing() as connection:
        alert = find(alerts(acts.history(connection, alert=name)) or alerts(acts.history(connection)), name)
        check_seen(alert, seen)
        acts.add(connection, [undo(alert, who=who, at=at)])
        (alert,) = alerts(acts.history(connection, alert=alert.id))
    return life(desk, "undo", alert)


def act_of(alert: Alert, decision: Decision, *, at: dt.datetime, seen: int | None) -> Act:
    """The act that a decision adds; raise `Overtaken` where somebody acted since what was seen."""
    check_seen(alert, seen)
    return decide(alert, decision.state, who=decision.who, at=at, reason=decision.reason, note=decision.note)


def check_seen(alert: Alert, seen: int | None) -> None:
    """Raise `Overtaken` if an act is newer than the one that was seen."""
    since = [act for act in alert.acts if seen is not None and act.id > seen]
    if since:
        raise Overtaken(
            said(
                "alert {alert} has moved on since it was shown: {acts}. Nothing of yours was entered: read that and "
                "decide again",
                alert=repr(alert.id),
                acts="; ".join(map(_told, since)),
            )
        )


def _told(act: Act) -> str:
    reason = f" ({act.reason})" if act.reason else ""
    note = f", saying {act.note!r}" if act.note else ""
    return f"{act.state}{reason} by {act.who} on {act.at.astimezone(dt.UTC):%Y-%m-%d %H:%M} UTC{note}"


def find(known: Sequence[Alert], name: str) -> Alert:
    """The alert with an id, or the only one whose id holds the name."""
    wanted = name.casefold().strip()
    ids = {alert.id.casefold(): alert for alert in known}
    if wanted in ids:
        return ids[wanted]
    held = [alert for folded, alert in ids.items() if wanted in folded]
    if len(held) == 1:
        return held[0]
    if held:
        named = ", ".join(alert.id for alert in held[:_MOST_NAMED])
        more = f" and {len(held) - _MOST_NAMED} more" if len(held) > _MOST_NAMED else ""
        raise InputError(
            said(
                "{name} is a part of {n} alerts: {alerts}{more}; write more of the id",
                name=repr(name),
                n=len(held),
                alerts=named,
                more=more,
            )
        )
    close = difflib.get_close_matches(wanted, ids, n=3, cutoff=0.5)
    meant = (
        said("did you mean {names}?", names=" or ".join(ids[text].id for text in close))
        if close
        else said("nothing is spelt like it;")
    )
    raise UnknownName(
        said("{name} is not an alert; {meant} run `haechi alerts --all` for the list", name=repr(name), meant=meant)
    )


def priority(done: Act) -> float | None:
    """Probability x consequence; None where either is not known."""
    if done.probability is None or done.consequence is None:
        return None
    return done.probability * done.consequence


def standing(alert: Alert) -> Row:
    """Where an alert stands, with the figures of its last act."""
    opened, last = since_opened(alert).opened, alert.acts[-1]
    return {
        "alert": alert.id,
        "state": last.state,
        "since": opened.period,
        "period": last.period,
        "level": last.level,
        "p_value": last.p_value,
        "probability": last.probability,
        "consequence": last.consequence,
        "priority": priority(last),
        "taken_by": taken_by(alert),
        "reason": last.reason,
        "who": last.who,
        "at": last.at.isoformat(timespec="seconds"),
        "note": last.note,
        "vintage": last.vintage,
        "acts": len(alert.acts),
        "act": max(act.id for act in alert.acts),
    }


def pressing(alert: Alert) -> tuple[bool, bool, float, str]:
    """Sorts what is live first, then the greatest probability x consequence.

    What has no probability stands before what has one, the greatest consequence first and the unknown before it.
    """
    last = alert.acts[-1]
    found = priority(last)
    weight = next((value for value in (found, last.consequence) if value is not None), math.inf)
    return (alert.state not in LIVE, found is not None, -weight, alert.id)


def _nothing(known: Sequence[Alert], state: AlertState | None) -> str:
    if not known:
        return said("There are no alerts yet: `haechi watch` opens them on data and `haechi notice add` on notices.")
    if state is not None:
        return said("No alert is {state}; `--all` shows every one of {n}.", state=state, n=len(known))
    return said("No alert is live; `--all` shows those that have ended, {n}.", n=len(known))


def life(desk: Desk, command: str, alert: Alert) -> Report:
    """Everything that was done about an alert, the oldest act first."""
    rows = [
        {
            "id": done.id,
            "alert": done.alert,
            "period": done.period,
            "state": done.state,
            "reason": done.reason,
            "who": done.who,
            "at": done.at.isoformat(timespec="seconds"),
            "level": done.level,
            "p_value": done.p_value,
            "probability": done.probability,
            "consequence": done.consequence,
            "priority": priority(done),
            "vintage": done.vintage,
            "note": done.note,
        }
        for done in alert.acts
    ]
    return Report(
        command=f"alert {command}",
        as_of=desk.as_of,
        rows=rows,
        parameters={"alert": alert.id, "state": alert.state, "taken_by": taken_by(alert)},
        vintages=_vintages(alert.acts),
    )


def _vintages(done: Sequence[Act]) -> tuple[str, ...]:
    return tuple(sorted({act.vintage.isoformat() for act in done if act.vintage}))
