"""Labels on alerts: put on, taken off, one's own or shared."""

import datetime as dt
from collections.abc import Iterable

from haechi.app.alerting import find
from haechi.app.desk import Desk
from haechi.model.alert import alerts
from haechi.model.label import Label, Labelling, labels
from haechi.store import acts
from haechi.store import labels as store


def mark(
    desk: Desk, names: Iterable[str], label: str, *, is_shared: bool, is_on: bool, who: str, at: dt.datetime
) -> None:
    """Put a label on alerts, or take it off; what stands that way already is not entered again.

    Raises
    ------
    UnknownName
        If there is no such alert.
    InputError
        If the label is empty or too long.
    """
    text = " ".join(label.split())
    with desk.register() as register, register.writing() as connection:
        for name in names:
            alert = find(alerts(acts.history(connection, alert=name)), name)
            held = labels(store.history(connection, alert=alert.id), who=who).get(alert.id, [])
            if (Label(text=text, is_shared=is_shared) in held) is not is_on:
                entered = Labelling(id=0, alert=alert.id, label=text, is_shared=is_shared, is_on=is_on, who=who, at=at)
                store.add(connection, [entered])


def labels_on(desk: Desk, alert: str, *, who: str) -> list[Label]:
    """Labels that somebody sees on an alert."""
    if desk.workspace is None:
        return []
    with desk.register() as register, register.reading() as connection:
        return labels(store.history(connection, alert=alert), who=who, as_of=desk.end_of_day).get(alert, [])
