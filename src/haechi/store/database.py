"""The analytic database: in memory, one for each process, never reaching out to fetch an extension."""

from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection


def connect() -> Connection:
    """An empty database in memory."""
    connection = duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET preserve_insertion_order = true")
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
