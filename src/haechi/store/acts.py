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


def followed(connection: sa.Connection, known: tuple[Act, ...]) -> tuple[Act, ...]:
    """The history by one of the same register that was read before: `known` itself where nothing was added since.

    Where the register does not hold what is known, as after another took its place, it is read anew.
    """
    last = max(known, key=lambda act: act.id, default=None)
    if last is None or not _stands(connection, last, len(known)):
        return history(connection)
    newer = [Act(**row) for row in connection.execute(sa.select(ACT).where(ACT.c.id > last.id)).mappings()]
    return tuple(sorted((*known, *newer), key=lambda act: (act.at, act.id))) if newer else known


def _stands(connection: sa.Connection, last: Act, number: int) -> bool:
    """Whether the register holds so many acts up to one that was read of it, and that one as it was."""
    up_to = sa.select(sa.func.count()).select_from(ACT).where(ACT.c.id <= last.id)
    return connection.scalar(up_to) == number and numbered(connection, [last.id]) == (last,)


def numbered(connection: sa.Connection, numbers: Sequence[int]) -> tuple[Act, ...]:
    """The acts with these numbers, the oldest first."""
    query = sa.select(ACT).where(ACT.c.id.in_(numbers)).order_by(ACT.c.id)
    return tuple(Act(**row) for row in connection.execute(query).mappings())
