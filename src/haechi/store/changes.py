"""Changes of the alliance's entries in the register: everything that was ever done to them."""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from haechi.model.change import Change
from haechi.model.content import made, told
from haechi.store.schema import CHANGE


def add(connection: sa.Connection, done: Iterable[Change]) -> None:
    """Add changes, in a transaction that writes; the register numbers them, whatever id they carry."""
    rows = [_row(change) for change in done]
    if rows:
        connection.execute(sa.insert(CHANGE), rows)


def history(connection: sa.Connection) -> tuple[Change, ...]:
    """Every change ever made, the oldest first."""
    query = sa.select(CHANGE).order_by(CHANGE.c.at, CHANGE.c.id)
    return tuple(_change(dict(row)) for row in connection.execute(query).mappings())


def _row(change: Change) -> dict[str, object]:
    names = ("entry", "kind", "side", "deed", "why", "who", "at")
    content = None if change.content is None else json.dumps(told(change.content), ensure_ascii=False)
    evidence = json.dumps(change.evidence, ensure_ascii=False)
    return {**{name: getattr(change, name) for name in names}, "content": content, "evidence": evidence}


def _change(row: dict[str, Any]) -> Change:
    where = f"entry {row['entry']!r} of the register, change {row['id']}"
    content = None if row["content"] is None else made(row["kind"], json.loads(row["content"]), where)
    return Change(**{**row, "content": content, "evidence": tuple(json.loads(row["evidence"]))})
