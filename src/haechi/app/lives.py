"""Every alert as it stood on a day. Acts are only ever added: what was read of a register is not read again."""

import datetime as dt
from collections import OrderedDict
from threading import Lock
from typing import TypeVar

from haechi.app.desk import Desk
from haechi.model.alert import Act, Alert, alerts
from haechi.store import acts
from haechi.store.register import Connection

K = TypeVar("K")
T = TypeVar("T")
_MOST = 8  # registers, and days of them, that are kept
_ACTS: OrderedDict[str, tuple[Act, ...]] = OrderedDict()
_ALERTS: OrderedDict[tuple[str, dt.datetime], tuple[tuple[Act, ...], tuple[Alert, ...]]] = OrderedDict()
_READING = Lock()


def lives(desk: Desk) -> tuple[Alert, ...]:
    """Every alert with what had happened to it by the day, in the order in which they were opened."""
    if desk.workspace is None:
        return ()
    with desk.register() as register, register.reading() as connection:
        return told(desk, connection)


def told(desk: Desk, connection: Connection) -> tuple[Alert, ...]:
    """The same by an open transaction, which must not have added acts itself: they might never be."""
    url, day = str(desk.place.register_url), desk.end_of_day
    with _READING:
        known = acts.followed(connection, _ACTS.get(url, ()))
        _keep(_ACTS, url, known)
        of, found = _ALERTS.get((url, day), ((), ()))
        if of is not known:
            found = alerts(known, as_of=day)
            _keep(_ALERTS, (url, day), (known, found))
        return found


def _keep(held: OrderedDict[K, T], key: K, value: T) -> None:
    held[key] = value
    held.move_to_end(key)
    while len(held) > _MOST:
        held.popitem(last=False)
