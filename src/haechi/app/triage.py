"""Decisions on several alerts at once: each is made or refused for itself, and every refusal says why."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from haechi.app.alerting import Decision, act_of, check_seen, find
from haechi.app.desk import Desk
from haechi.errors import InputError
from haechi.model.alert import Act, Alert, alerts
from haechi.store import acts
from haechi.watch.life import undo


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of each: the alerts that were decided on, by id with the number of the act; why others were not."""

    done: Mapping[str, int]
    refused: Mapping[str, str]


def together(desk: Desk, decision: Decision, seen: Mapping[str, int], *, at: dt.datetime) -> Outcome:
    """Make one decision on every alert of `seen`, unless somebody acted on it since the act that is named there.

    The alert of the decision itself is not looked at. All acts are added in one transaction.
    """

    def made(alert: Alert) -> Act:
        return act_of(alert, replace(decision, alert=alert.id), at=at, seen=seen[alert.id])

    return _each(desk, seen, made)


def undone(desk: Desk, seen: Mapping[str, int], *, who: str, at: dt.datetime) -> Outcome:
    """Take back one's own last act on every alert of `seen`, unless somebody acted on it since."""

    def made(alert: Alert) -> Act:
        check_seen(alert, seen[alert.id])
        return undo(alert, who=who, at=at)

    return _each(desk, seen, made)


def last_done(desk: Desk, numbers: tuple[int, ...], *, who: str) -> tuple[Act, ...]:
    """The acts with these numbers, as far as they are of one person."""
    if desk.workspace is None or not numbers:
        return ()
    with desk.register() as register, register.reading() as connection:
        return tuple(act for act in acts.numbered(connection, numbers) if act.who == who)


def _each(desk: Desk, seen: Mapping[str, int], made: Callable[[Alert], Act]) -> Outcome:
    done: list[Act] = []
    refused: dict[str, str] = {}
    with desk.register() as register, register.writing() as connection:
        for name in seen:
            try:
                done.append(made(find(alerts(acts.history(connection, alert=name)), name)))
            except InputError as error:
                refused[name] = error.sentence
        acts.add(connection, done)
        entered = {act.alert: max(row.id for row in acts.history(connection, alert=act.alert)) for act in done}
    return Outcome(done=entered, refused=refused)
