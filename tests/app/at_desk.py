"""A desk on a day, for the tests of use cases."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from haechi.app.desk import Desk
from haechi.store import workspace


def desk(day: str = "2026-06-01", folder: Path | None = None) -> Desk:
    """The desk as it stands on a day, with a workspace in the folder where one is given."""
    on = dt.date.fromisoformat(day)
    return Desk(workspace=workspace.create(folder) if folder else None, today=on, as_of=on)


def replay(day: str, folder: Path) -> Desk:
    """The desk of somebody who asks today what would have been seen on a day; nothing is written on it."""
    return replace(desk(day, folder), today=dt.date(2026, 11, 22))
