"""A desk on a day, for the tests of use cases."""

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from haechi.app.desk import Desk
from haechi.store import workspace
from haechi.store.register import Register
from haechi.store.workspace import Workspace


def desk(day: str = "2026-06-01", folder: Path | None = None) -> Desk:
    """The desk as it stands on a day, with a workspace in the folder where one is given."""
    on = dt.date.fromisoformat(day)
    return Desk(workspace=place(folder) if folder else None, today=on, as_of=on)


def place(folder: Path) -> Workspace:
    """A workspace whose register has its tables already: to make them takes longer than most tests."""
    made = workspace.create(folder)
    register = folder / "register.sqlite"
    if not register.exists():
        register.write_bytes(_tables())
    return made


@cache
def _tables() -> bytes:
    """An empty register in SQLite as the migrations leave it."""
    with TemporaryDirectory() as folder:
        made = workspace.create(Path(folder))
        Register(made.register_url).close()
        return (made.folder / "register.sqlite").read_bytes()


def replay(day: str, folder: Path) -> Desk:
    """The desk of somebody who asks today what would have been seen on a day; nothing is written on it."""
    return replace(desk(day, folder), today=dt.date(2026, 11, 22))
