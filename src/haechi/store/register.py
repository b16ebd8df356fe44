"""The register database: what people enter and what became of it. Nothing in it is overwritten.

The register opens the database, brings its tables up to date and gives transactions; `statements`, `notices` and `acts`
read and add the rows.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import as_file, files

import sqlalchemy as sa

from haechi.errors import WorkspaceError
from haechi.model.knowledge import Statement
from haechi.store import statements
from haechi.store.schema import REVISION

Connection = sa.Connection
_VERSION = sa.table("alembic_version", sa.column("version_num"))

# By what a writer takes its turn; who waits for five seconds is told, which SQLite does by itself.
_TURN = {
    "sqlite": ("BEGIN IMMEDIATE",),
    "postgresql": (
        "SELECT set_config('lock_timeout', '5s', true) WHERE current_setting('lock_timeout') = '0'",
        "SELECT pg_advisory_xact_lock(484)",  # any number that all Haechis agree on
    ),
}


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
        except sa.exc.ArgumentError as error:
            raise WorkspaceError(f"register {url!r} cannot be opened: {error}; give an SQLAlchemy URL") from error
        except ImportError as error:
            shown = _shown(sa.make_url(url))
            raise WorkspaceError(
                f"register {shown} cannot be opened: {error}; install its driver, for PostgreSQL haechi[postgresql]"
            ) from error
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _write_ahead)
        with self.reading() as connection:
            is_behind = _revision(connection) != REVISION
        if is_behind:
            with self.writing() as connection:
                _migrate(connection)

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()

    def __enter__(self) -> "Register":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, entered: Iterable[Statement]) -> None:
        """Add statements, all of them or none; the database numbers them, whatever id they carry."""
        with self.writing() as connection:
            statements.add(connection, entered)

    def history(self, *, item: str | None = None, economy: str | None = None) -> tuple[Statement, ...]:
        """Every statement ever made, the oldest first."""
        with self.reading() as connection:
            return statements.history(connection, item=item, economy=economy)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that only reads."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.OperationalError as error:
            found = " ".join(str(error.orig).split())
            raise WorkspaceError(f"register {_shown(self._engine.url)} cannot be used: {found}") from error

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that reads and adds, all or nothing; a second writer waits until the first is done."""
        with self.reading() as connection:
            for step in _TURN.get(self._engine.dialect.name, ()):
                connection.exec_driver_sql(step)
            yield connection


def _shown(url: sa.URL) -> str:
    """A URL as a message may show it."""
    return url.render_as_string(hide_password=True)


def _write_ahead(connection: sqlite3.Connection, _record: object) -> None:
    with suppress(sqlite3.OperationalError):  # somebody else is just switching it on, and the file remembers
        connection.execute("PRAGMA journal_mode=WAL").close()


def _revision(connection: sa.Connection) -> str | None:
    """The revision that the tables are at, as alembic noted it; None where there are no tables yet."""
    if not connection.dialect.has_table(connection, _VERSION.name):
        return None
    return connection.scalar(sa.select(_VERSION.c.version_num))


def _migrate(connection: sa.Connection) -> None:
    from alembic import command  # takes long to load, and few registers have to be brought up to date
    from alembic.config import Config

    with as_file(files("haechi.store") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
