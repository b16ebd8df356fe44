"""Notices in the register: every version of every one of them."""

from dataclasses import replace

import sqlalchemy as sa

from haechi.model.notice import Notice
from haechi.store.columns import values
from haechi.store.schema import NOTICE


def add(connection: sa.Connection, notice: Notice) -> Notice:
    """Add a version of a notice, in a transaction that writes, and return it as numbered.

    A notice without a number (0) is new and gets the next one.
    """
    number = notice.number
    if not number:
        number = connection.execute(sa.select(sa.func.coalesce(sa.func.max(NOTICE.c.number), 0) + 1)).scalar_one()
    numbered = replace(notice, number=number)
    added = connection.execute(sa.insert(NOTICE).returning(NOTICE.c.id), values(numbered))
    return replace(numbered, id=added.scalar_one())


def versions(connection: sa.Connection, *, number: int | None = None) -> tuple[Notice, ...]:
    """Every version of every notice, or of the one with a number, the oldest first."""
    query = sa.select(NOTICE).order_by(NOTICE.c.at, NOTICE.c.id)
    if number is not None:
        query = query.where(NOTICE.c.number == number)
    return tuple(Notice(**row) for row in connection.execute(query).mappings())
