"""Registers to test: a file of SQLite, and a database of PostgreSQL where that is installed.

Skipped where it is not; with HAECHI_POSTGRESQL=required, as `.ci/run` sets it, that is an error.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.postgresql import NotHere, Server, started


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    try:
        with started() as server:
            yield server
    except NotHere as why:
        if os.environ.get("HAECHI_POSTGRESQL") == "required":
            raise
        pytest.skip(str(why))


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """URL of a file that is not there yet."""
    return f"sqlite:///{(tmp_path / 'register.sqlite').as_posix()}"


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest) -> Server | None:
    """Where the register is kept: None for a file of SQLite."""
    found: Server | None = None if request.param == "sqlite" else request.getfixturevalue("postgresql")
    return found


@pytest.fixture
def blank(server: Server | None, sqlite: str) -> str:
    """URL of a database without tables."""
    return sqlite if server is None else server.blank()


@pytest.fixture
def url(server: Server | None, sqlite: str) -> str:
    """URL of a register without entries."""
    return sqlite if server is None else server.register()
