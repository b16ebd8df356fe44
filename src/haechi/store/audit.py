"""The audit log in the register."""

import datetime as dt

import sqlalchemy as sa

from haechi.model.audit import WRONG_PASSWORD, Entry, Filter
from haechi.store.columns import values
from haechi.store.schema import AUDIT


def add(connection: sa.Connection, entry: Entry) -> None:
    """Add an entry; the register numbers it."""
    connection.execute(sa.insert(AUDIT), values(entry))


def entries(connection: sa.Connection, wanted: Filter) -> tuple[Entry, ...]:
    """The entries that are wanted, the newest first."""
    column = AUDIT.c
    query = sa.select(AUDIT).order_by(column.id.desc())
    if wanted.who is not None:
        query = query.where(column.who == wanted.who)
    if wanted.path is not None:
        query = query.where(column.path.startswith(wanted.path, autoescape=True))
    if wanted.since is not None:
        query = query.where(column.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(column.at <= wanted.until)
    if wanted.refused:
        query = query.where(column.status >= 400)
    return tuple(Entry(**row) for row in connection.execute(query).mappings())


def wrong_passwords(
    connection: sa.Connection, since: dt.datetime, *, who: str | None = None, address: str | None = None
) -> tuple[dt.datetime, ...]:
    """When a wrong password was given since a moment, under a name or from an address, the oldest first."""
    column = AUDIT.c
    query = sa.select(column.at).where(column.at > since, column.what == WRONG_PASSWORD)
    if who is not None:
        query = query.where(column.who == who)
    if address is not None:
        query = query.where(column.address == address)
    return tuple(connection.execute(query.order_by(column.at)).scalars())
