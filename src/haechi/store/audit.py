"""The audit log in the register."""

import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa

from haechi.model.audit import WRONG_PASSWORD, Entry, Filter
from haechi.store.columns import values
from haechi.store.schema import AUDIT


def add(connection: sa.Connection, entry: Entry) -> None:
    """Add an entry; the register numbers it."""
    connection.execute(sa.insert(AUDIT), values(entry))


def entries(connection: sa.Connection, wanted: Filter, *, first: int = 0, most: int | None = None) -> tuple[Entry, ...]:
    """The entries that are wanted, the newest first; `most` of them after the `first` ones."""
    query = sa.select(AUDIT).where(*_terms(wanted)).order_by(AUDIT.c.id.desc()).offset(first).limit(most)
    return tuple(Entry(**row) for row in connection.execute(query).mappings())


def extent(connection: sa.Connection, wanted: Filter) -> tuple[int, int]:
    """How many entries are wanted, and the greatest id among them; 0 where there is none."""
    query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.max(AUDIT.c.id), 0)).where(*_terms(wanted))
    total, last = connection.execute(query).one()
    return total, last


def _terms(wanted: Filter) -> Iterator[sa.ColumnElement[bool]]:
    column = AUDIT.c
    if wanted.who is not None:
        yield column.who == wanted.who
    if wanted.path is not None:
        yield column.path.startswith(wanted.path, autoescape=True)
    if wanted.since is not None:
        yield column.at >= wanted.since
    if wanted.until is not None:
        yield column.at <= wanted.until
    if wanted.refused:
        yield column.status >= 400
    if wanted.last is not None:
        yield column.id <= wanted.last


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
