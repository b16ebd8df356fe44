"""A desk on a day, for the tests of use cases."""

import datetime as dt
from pathlib import Path

from haechi.app.desk import Desk
from haechi.store import workspace


def desk(day: str = "2026-06-01", folder: Path | None = None) -> Desk:
    """The desk as it stands on a day, with a workspace in the folder where one is given."""
    on = dt.date.fromisoformat(day)
    return Desk(workspace=workspace.create(folder) if folder else None, today=on, as_of=on)
