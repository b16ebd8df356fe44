"""Remarks and documents on alerts and items: rows in the register, bytes in a folder under their SHA-256."""

import hashlib
import os
import secrets
from dataclasses import replace
from pathlib import Path

import sqlalchemy as sa

from haechi.errors import WorkspaceError
from haechi.model.enclosure import About, Enclosure, Remark
from haechi.store.columns import values
from haechi.store.schema import ENCLOSURE, REMARK


def keep(folder: Path, content: bytes) -> str:
    """Keep bytes, wholly or not at all, and return their SHA-256; the same bytes are kept once."""
    digest = hashlib.sha256(content).hexdigest()
    target = folder / digest
    if target.is_file():
        return digest
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{digest}.{secrets.token_hex(4)}.tmp"
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise WorkspaceError(f"the document cannot be kept in {folder}: {error.strerror}; nothing was added") from error
    return digest


def content(folder: Path, digest: str) -> bytes:
    """The bytes of a document.

    Raises
    ------
    WorkspaceError
        If they are gone or are not those that were kept.
    """
    path = folder / digest
    try:
        found = path.read_bytes()
    except OSError as error:
        raise WorkspaceError(f"document {digest} is not in {folder}: {error.strerror}; restore a backup") from error
    if hashlib.sha256(found).hexdigest() != digest:
        raise WorkspaceError(f"document {path} is not as it was added; restore it from a backup")
    return found


def add(connection: sa.Connection, enclosure: Enclosure) -> Enclosure:
    """Add a document whose bytes are kept, and return it as numbered."""
    added = connection.execute(sa.insert(ENCLOSURE).returning(ENCLOSURE.c.id), values(enclosure))
    return replace(enclosure, id=added.scalar_one())


def one(connection: sa.Connection, number: int) -> Enclosure | None:
    """The document with a number."""
    row = connection.execute(sa.select(ENCLOSURE).where(ENCLOSURE.c.id == number)).mappings().one_or_none()
    return None if row is None else Enclosure(**row)


def documents(connection: sa.Connection, about: About, name: str) -> tuple[Enclosure, ...]:
    """Documents of an alert or an item, the oldest first."""
    query = sa.select(ENCLOSURE).where(ENCLOSURE.c.about == about, ENCLOSURE.c.name == name).order_by(ENCLOSURE.c.id)
    return tuple(Enclosure(**row) for row in connection.execute(query).mappings())


def remark(connection: sa.Connection, said: Remark) -> None:
    """Add a remark; the register numbers it, whatever id it carries."""
    connection.execute(sa.insert(REMARK), values(said))


def remarks(connection: sa.Connection, about: About, name: str) -> tuple[Remark, ...]:
    """Remarks on an alert or an item, the oldest first."""
    query = sa.select(REMARK).where(REMARK.c.about == about, REMARK.c.name == name).order_by(REMARK.c.id)
    return tuple(Remark(**row) for row in connection.execute(query).mappings())
