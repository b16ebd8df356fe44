"""The analytic database: in memory, never reaching out to fetch an extension."""

from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import duckdb

Connection: TypeAlias = "duckdb.DuckDBPyConnection"
_OPENING = Lock()


def connect() -> Connection:
    """An empty database in memory."""
    import duckdb  # takes long to load, and a page that reads no customs data does without it

    connection = duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = true")
    return connection


def reading() -> Connection:
    """A connection for one question, whose temporary tables are its own: all share one database, made once."""
    with _OPENING:
        connection = _shared().cursor()
    connection.execute("SET enable_progress_bar = false")
    return connection


@cache
def _shared() -> Connection:
    """The database that questions share; it keeps nothing of the files that they read."""
    connection = connect()
    connection.execute("SET enable_external_file_cache = false")
    return connection


def quoted(text: str) -> str:
    """A text as a literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """A column's name as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def listed(paths: list[Path]) -> str:
    """Paths as a list of SQL."""
    return "[" + ", ".join(quoted(str(path)) for path in paths) + "]"
