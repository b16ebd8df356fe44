"""Labels in the register: every time that one was put on an alert or taken off."""

from collections.abc import Iterable

import sqlalchemy as sa

from haechi.model.label import Labelling
from haechi.store.columns import values
from haechi.store.schema import LABEL


def add(connection: sa.Connection, entered: Iterable[Labelling]) -> None:
    """Add labellings; the register numbers them, whatever id they carry."""
    rows = [values(labelling) for labelling in entered]
    if rows:
        connection.execute(sa.insert(LABEL), rows)


def history(connection: sa.Connection, *, alert: str | None = None) -> tuple[Labelling, ...]:
    """Every labelling of every alert, or of one, the oldest first."""
    query = sa.select(LABEL).order_by(LABEL.c.at, LABEL.c.id)
    if alert is not None:
        query = query.where(LABEL.c.alert == alert)
    return tuple(Labelling(**row) for row in connection.execute(query).mappings())
