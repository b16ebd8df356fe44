"""The register database: what people enter. Nothing in it is overwritten; the latest statement of a subject holds."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from haechi.errors import WorkspaceError
from haechi.model.knowledge import Attribute, Statement
from haechi.store.schema import STATEMENT


class Register:
    """The register behind an SQLAlchemy URL; opening it brings its tables up to date.

    Raises
    ------
    WorkspaceError
        If the URL is not understood or the database cannot be reached.
    """

    def __init__(self, url: str) -> None:
        try:
            self._engine = sa.create_engine(url)
        except (sa.exc.ArgumentError, ImportError) as error:
            raise WorkspaceError(f"register {url!r} cannot be opened: {error}; give an SQLAlchemy URL") from error
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _write_ahead)
        with self._connect() as connection:
            _migrate(connection)

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()

    def __enter__(self) -> "Register":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, statements: Iterable[Statement]) -> None:
        """Add statements, all of them or none; the database numbers them, whatever id they carry."""
        rows = [_to_row(statement) for statement in statements]
        if rows:
            with self._connect() as connection:
                connection.execute(sa.insert(STATEMENT), rows)

    def history(self, *, item: str | None = None, economy: str | None = None) -> tuple[Statement, ...]:
        """Every statement ever made, the oldest first."""
        query = sa.select(STATEMENT).order_by(STATEMENT.c.at, STATEMENT.c.id)
        if item is not None:
            query = query.where(STATEMENT.c.item == item)
        if economy is not None:
            query = query.where(STATEMENT.c.economy == economy)
        with self._connect() as connection:
            return tuple(_from_row(row) for row in connection.execute(query).mappings())

    @contextmanager
    def _connect(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.OperationalError as error:
            shown = self._engine.url.render_as_string(hide_password=True)
            found = " ".join(str(error.orig).split())
            raise WorkspaceError(f"register {shown} cannot be used: {found}") from error


def _write_ahead(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _migrate(connection: sa.Connection) -> None:
    with as_file(files("haechi.store") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _to_row(statement: Statement) -> dict[str, object]:
    return {
        "item": statement.item,
        "economy": statement.economy,
        "attribute": statement.attribute.value,
        "low": statement.low,
        "high": statement.high,
        "text": statement.text,
        "economies": ";".join(statement.economies),
        "who": statement.who,
        "at": statement.at.astimezone(dt.UTC).replace(tzinfo=None),
        "source": statement.source,
        "note": statement.note,
    }


def _from_row(row: sa.RowMapping) -> Statement:
    return Statement(
        id=row["id"],
        item=row["item"],
        economy=row["economy"],
        attribute=Attribute(row["attribute"]),
        low=row["low"],
        high=row["high"],
        text=row["text"],
        economies=tuple(row["economies"].split(";")) if row["economies"] else (),
        who=row["who"],
        at=row["at"].replace(tzinfo=dt.UTC),
        source=row["source"],
        note=row["note"],
    )
