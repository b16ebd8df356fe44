"""Acts in the register: everything that happened to alerts."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from haechi.model.alert import Act
from haechi.store.columns import values
from haechi.store.schema import ACT


def add(connection: sa.Connection, done: Iterable[Act]) -> None:
    """Add acts; the register numbers them, whatever id they carry."""
    rows = [values(act) for act in done]
    if rows:
        connection.execute(sa.insert(ACT), rows)


def history(connection: sa.Connection, *, alert: str | None = None) -> tuple[Act, ...]:
    """Every act on every alert, or on one, the oldest first."""
    query = sa.select(ACT).order_by(ACT.c.at, ACT.c.id)
    if alert is not None:
        query = query.where(ACT.c.alert == alert)
    return tuple(Act(**row) for row in connection.execute(query).mappings())


def numbered(connection: sa.Connection, numbers: Sequence[int]) -> tuple[Act, ...]:
    """The acts with these numbers, the oldest first."""
    query = sa.select(ACT).where(ACT.c.id.in_(numbers)).order_by(ACT.c.id)
    return tuple(Act(**row) for row in connection.execute(query).mappings())
