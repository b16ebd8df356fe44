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
def blank(request: pytest.FixtureRequest) -> str:
    """URL of a database without tables."""
    if request.param == "sqlite":
        found: str = request.getfixturevalue("sqlite")
        return found
    server: Server = request.getfixturevalue("postgresql")
    return server.blank()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """URL of a register without entries."""
    if request.param == "sqlite":
        found: str = request.getfixturevalue("sqlite")
        return found
    server: Server = request.getfixturevalue("postgresql")
    return server.register()
