"""Statements in the register: what people know of an item in an economy."""

from collections.abc import Iterable

import sqlalchemy as sa

from haechi.model.knowledge import Statement
from haechi.store.columns import values
from haechi.store.schema import STATEMENT


def add(connection: sa.Connection, entered: Iterable[Statement]) -> None:
    """Add statements; the register numbers them, whatever id they carry."""
    rows = [values(statement) for statement in entered]
    if rows:
        connection.execute(sa.insert(STATEMENT), rows)


def history(connection: sa.Connection, *, item: str | None = None, economy: str | None = None) -> tuple[Statement, ...]:
    """Every statement ever made, the oldest first."""
    query = sa.select(STATEMENT).order_by(STATEMENT.c.at, STATEMENT.c.id)
    if item is not None:
        query = query.where(STATEMENT.c.item == item)
    if economy is not None:
        query = query.where(STATEMENT.c.economy == economy)
    return tuple(Statement(**row) for row in connection.execute(query).mappings())
